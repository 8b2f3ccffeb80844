//! The request to a server, of a request to Braze.

use super::PayloadError;
use super::fields::{address, line, needed};
use crate::braze::{self, RequestMethod};
use crate::group::Route;
use crate::render::Webhook;
use crate::template::{self, Method, server};
use serde_json::{Map, Value};

/// The request, to the very server that the template names.
pub(super) fn object(
    webhook: &Webhook,
    route: &Route,
    template: &template::Webhook,
) -> Result<braze::Webhook, PayloadError> {
    let (field, variation) = ("messages.webhook.url", "messages.webhook.message_variation_id");
    let url = address(field, Some(&webhook.url))?.unwrap_or_default();
    if server(&url).is_none() || server(&url) != server(&template.url) {
        return Err(PayloadError::Server { field });
    }
    let header = |(name, value): (&String, &String)| {
        Ok((name.clone(), Value::String(line("messages.webhook.request_headers", value)?)))
    };
    let headers = webhook.headers.iter().map(header).collect::<Result<Map<_, _>, PayloadError>>()?;
    Ok(braze::Webhook {
        url,
        request_method: match webhook.method {
            Method::Post => RequestMethod::Post,
            Method::Put => RequestMethod::Put,
            Method::Delete => RequestMethod::Delete,
            Method::Get => RequestMethod::Get,
        },
        request_headers: Some(headers).filter(|headers| !headers.is_empty()),
        body: webhook.body.clone(),
        message_variation_id: Some(needed(variation, route.message_variation_id.as_ref())?),
    })
}

/// The request that one of Braze's carries.
pub(super) fn carried(webhook: &braze::Webhook) -> Webhook {
    let headers = webhook.request_headers.iter().flatten();
    Webhook {
        url: webhook.url.clone(),
        method: match webhook.request_method {
            RequestMethod::Post => Method::Post,
            RequestMethod::Put => Method::Put,
            RequestMethod::Delete => Method::Delete,
            RequestMethod::Get => Method::Get,
        },
        headers: headers.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned())).collect(),
        body: webhook.body.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webhook() -> Webhook {
        Webhook {
            url: "https://print.colombe.example/letters/lyon?for={{${user_id} | url_param_escape}}".to_owned(),
            method: Method::Post,
            headers: [("Content-Type".to_owned(), "application/json".to_owned())].into_iter().collect(),
            body: Some(r#"{"text":"a \"b\""}"#.to_owned()),
        }
    }

    fn made(webhook: &Webhook) -> Result<braze::Webhook, PayloadError> {
        let template = template::Webhook {
            url: "https://print.colombe.example/letters/{{ group.id }}".to_owned(),
            ..template::Webhook::default()
        };
        let route = Route { message_variation_id: Some("variation-1".to_owned()), ..Route::default() };
        object(webhook, &route, &template)
    }

    #[test]
    fn only_documented_fields() {
        assert_eq!(
            serde_json::to_string(&made(&webhook()).unwrap()).unwrap(),
            concat!(
                r#"{"url":"https://print.colombe.example/letters/lyon?for={{${user_id} | url_param_escape}}","#,
                r#""request_method":"POST","request_headers":{"Content-Type":"application/json"},"#,
                r#""body":"{\"text\":\"a \\\"b\\\"\"}","message_variation_id":"variation-1"}"#
            )
        );
    }

    #[test]
    fn the_request_survives_the_way_to_braze() {
        let bare = Webhook { method: Method::Delete, headers: Default::default(), body: None, ..webhook() };
        for webhook in [webhook(), bare] {
            assert_eq!(carried(&made(&webhook).unwrap()), webhook);
        }
    }

    #[test]
    fn another_server_is_refused() {
        for url in [
            "https://print.evil.example/letters/",
            "https://print.colombe.example.evil.example/x",
            "https://print.colombe.example@evil.example/x",
            "http://print.colombe.example/letters",
            "https://{{ x }}/letters",
        ] {
            assert_eq!(
                made(&Webhook { url: url.to_owned(), ..webhook() }).unwrap_err().code(),
                "payload-server",
                "{url}"
            );
        }
        let wrong = Webhook { headers: [("X".to_owned(), "a\r\nY: b".to_owned())].into_iter().collect(), ..webhook() };
        assert_eq!(made(&wrong).unwrap_err().code(), "payload-control");
    }
}
