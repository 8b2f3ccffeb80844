//! The rules as they hold for a draft: those of its channel, of its case, of today and of the day on which it arrives.

use crate::channel::Channel;
use crate::check::case::Case;
use crate::check::{For, Lists, Rulebook};
use crate::compile::Form;
use crate::draft::Draft;
use crate::locale::Locale;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// The rules as they hold for this draft on one of `all` its channels: as of today, and of the day of delivery.
pub(super) fn rulebook(
    form: &Form,
    lists: Arc<Lists>,
    draft: &Draft,
    now: Timestamp,
    channel: Channel,
    all: &[Channel],
) -> Rulebook {
    let case = Case::of(&form.kit, &form.policy, &form.office, &form.template, draft).on(channel, all);
    let today = day(now);
    let made = For {
        policy: Some(&form.policy),
        office: Some(&form.office),
        template: &form.name,
        language: language(form),
        today,
        delivery: delivery(draft).unwrap_or(today),
        case: &case,
    };
    Rulebook::with(lists, made)
}

/// The lists of a form's policy and group.
pub(super) fn lists(form: &Form, now: Timestamp) -> Lists {
    Lists::new(Arc::clone(&form.policy), Some(&form.office), language(form), day(now))
}

/// The language in which a form's group writes, where its rules are known.
fn language(form: &Form) -> Option<Locale> {
    Locale::spoken(form.office.profile.locale.as_deref().unwrap_or_default())
}

/// The day by which waivers and claims run out.
pub(super) fn day(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

/// The day on which the draft is to arrive.
pub(super) fn delivery(draft: &Draft) -> Option<Date> {
    draft.schedule.as_ref()?.time.get(..10)?.parse().ok()
}
