//! The WhatsApp message of a request: the name of a template at Meta and what is filled into it.

use super::fields::{address, line, named, needed};
use super::{Account, PayloadError};
use crate::braze::{self, MessageType, TemplateMessage};
use crate::group::Route;
use crate::json;
use crate::render::{WhatsApp, WhatsAppShown};
use serde_json::{Map, Value};

/// The message, sent from the number of the group's subscription group.
pub(super) fn object(account: &Account, message: &WhatsApp, route: &Route) -> Result<braze::WhatsApp, PayloadError> {
    let (number, variation) = ("messages.whats_app.subscription_group_id", "messages.whats_app.message_variation_id");
    let template = TemplateMessage {
        template_name: named("messages.whats_app.message.template_name", &message.template)?,
        template_language_code: named("messages.whats_app.message.template_language_code", &message.language)?,
        header_variables: numbered("messages.whats_app.message.header_variables", &message.header)?,
        body_variables: numbered("messages.whats_app.message.body_variables", &message.body)?,
        button_variables: numbered("messages.whats_app.message.button_variables", &message.button)?,
        header_media_uri: address("messages.whats_app.message.header_media_uri", message.image.as_deref())?,
    };
    Ok(braze::WhatsApp {
        app_id: named("messages.whats_app.app_id", &account.app_id)?,
        subscription_group_id: needed(number, route.subscription_group_id.as_ref())?,
        message_variation_id: Some(needed(variation, route.message_variation_id.as_ref())?),
        message_type: MessageType::Template,
        message: serde_json::to_value(template).unwrap_or_default(),
    })
}

/// What is filled in, by number from 0; nothing where there is no open place.
fn numbered(field: &'static str, values: &[String]) -> Result<Option<Map<String, Value>>, PayloadError> {
    let one = |(number, value): (usize, &String)| Ok((number.to_string(), Value::String(line(field, value)?)));
    let all = values.iter().enumerate().map(one).collect::<Result<Map<_, _>, PayloadError>>()?;
    Ok(Some(all).filter(|all| !all.is_empty()))
}

/// The message that one of Braze's carries. Its words are at Meta.
pub(super) fn carried(message: &braze::WhatsApp) -> WhatsApp {
    let template: TemplateMessage = json::read(&message.message.to_string()).unwrap_or_default();
    let values = |numbered: &Option<Map<String, Value>>| {
        let numbered = numbered.iter().flat_map(|all| (0..all.len()).filter_map(|at| all.get(&at.to_string())));
        numbered.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    WhatsApp {
        header: values(&template.header_variables),
        body: values(&template.body_variables),
        button: values(&template.button_variables),
        template: template.template_name,
        language: template.template_language_code,
        image: template.header_media_uri,
        shown: WhatsAppShown::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> WhatsApp {
        let twelve = (0..12).map(|number| format!("nº {number}")).collect();
        WhatsApp {
            template: "shop_news".to_owned(),
            language: "fr".to_owned(),
            header: vec!["Lyon".to_owned()],
            body: twelve,
            button: vec!["lyon-pentes".to_owned()],
            image: None,
            shown: WhatsAppShown::default(),
        }
    }

    fn made(message: &WhatsApp) -> Result<braze::WhatsApp, PayloadError> {
        let account = Account { app_id: "app".to_owned(), campaign_id: "campaign".to_owned() };
        let some = |id: &str| Some(id.to_owned());
        let route = Route { subscription_group_id: some("number"), message_variation_id: some("variation-1") };
        object(&account, message, &route)
    }

    #[test]
    fn only_documented_fields() {
        let short = WhatsApp { body: vec!["{{${first_name}}}".to_owned()], header: Vec::new(), ..message() };
        assert_eq!(
            serde_json::to_string(&made(&short).unwrap()).unwrap(),
            concat!(
                r#"{"app_id":"app","subscription_group_id":"number","message_variation_id":"variation-1","#,
                r#""message_type":"template_message","message":{"template_name":"shop_news","template_language_code":"fr","#,
                r#""body_variables":{"0":"{{${first_name}}}"},"button_variables":{"0":"lyon-pentes"}}}"#
            )
        );
    }

    #[test]
    fn the_message_survives_the_way_to_braze() {
        let pictured = WhatsApp {
            header: Vec::new(),
            body: Vec::new(),
            image: Some("https://img.colombe.example/a.png".to_owned()),
            ..message()
        };
        for message in [message(), pictured] {
            assert_eq!(carried(&made(&message).unwrap()), message);
        }
    }

    #[test]
    fn what_meta_would_refuse_is_refused() {
        let refused = |message: WhatsApp| made(&message).unwrap_err().code();
        assert_eq!(refused(WhatsApp { body: vec![" ".to_owned()], ..message() }), "payload-empty");
        assert_eq!(refused(WhatsApp { body: vec!["a\nb".to_owned()], ..message() }), "payload-control");
        assert_eq!(refused(WhatsApp { template: "shop news".to_owned(), ..message() }), "payload-control");
    }
}
