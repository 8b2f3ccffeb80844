//! The text message of a request.

use super::fields::{named, needed, said};
use super::{Account, PayloadError};
use crate::braze;
use crate::group::Route;
use crate::render::Sms;

/// The text message, sent from the numbers of the group's subscription group.
pub(super) fn object(
    account: &Account,
    message: &Sms,
    route: &Route,
    shorten_links: bool,
) -> Result<braze::Sms, PayloadError> {
    let (numbers, variation) = ("messages.sms.subscription_group_id", "messages.sms.message_variation_id");
    Ok(braze::Sms {
        subscription_group_id: needed(numbers, route.subscription_group_id.as_ref())?,
        message_variation_id: Some(needed(variation, route.message_variation_id.as_ref())?),
        body: said("messages.sms.body", &message.body)?,
        app_id: named("messages.sms.app_id", &account.app_id)?,
        link_shortening_enabled: shorten_links.then_some(true),
        ..braze::Sms::default()
    })
}

/// The text message that one of Braze's carries.
pub(super) fn carried(sms: &braze::Sms) -> Sms {
    Sms { body: sms.body.clone() }
}
