//! The push notification of a request: one message object for each platform.

use super::PayloadError;
use super::fields::{address, line, needed, said};
use crate::braze::{AndroidPush, AppleAlert, ApplePush, AppleText, AssetFileType, KindlePush, Messages, WebPush};
use crate::group::Routes;
use crate::render::Push;
use crate::template::{self, Platform};
use serde_json::{Map, Value};

/// The name under which Braze's Android library looks for a picture.
const ANDROID_IMAGE: &str = "appboy_image_url";

/// Adds the notification for each of the template's platforms.
pub(super) fn add(
    message: &Push,
    routes: &Routes,
    template: &template::Push,
    messages: &mut Messages,
) -> Result<(), PayloadError> {
    for platform in &template.platforms {
        match platform {
            Platform::Ios => messages.apple_push = Some(apple(message, routes)?),
            Platform::Android => messages.android_push = Some(android(message, routes, template)?),
            Platform::Web => messages.web_push = Some(web(message, routes)?),
            Platform::Kindle => messages.kindle_push = Some(kindle(message, routes)?),
        }
    }
    Ok(())
}

fn apple(message: &Push, routes: &Routes) -> Result<ApplePush, PayloadError> {
    let variation = "messages.apple_push.message_variation_id";
    let alert = AppleAlert {
        title: Some(line("messages.apple_push.alert.title", &message.title)?),
        body: Some(said("messages.apple_push.alert.body", &message.body)?),
        ..AppleAlert::default()
    };
    let image = message.image.as_deref();
    Ok(ApplePush {
        alert: Some(AppleText::Alert(alert)),
        message_variation_id: Some(needed(variation, routes.apple_push.message_variation_id.as_ref())?),
        custom_uri: address("messages.apple_push.custom_uri", message.link.as_deref())?,
        asset_url: address("messages.apple_push.asset_url", image)?,
        asset_file_type: image.map(file_type).transpose()?,
        mutable_content: image.map(|_| true),
        ..ApplePush::default()
    })
}

fn android(message: &Push, routes: &Routes, template: &template::Push) -> Result<AndroidPush, PayloadError> {
    let variation = "messages.android_push.message_variation_id";
    let image = address("messages.android_push.extra.appboy_image_url", message.image.as_deref())?;
    let extra = |image: String| Map::from_iter([(ANDROID_IMAGE.to_owned(), Value::String(image))]);
    Ok(AndroidPush {
        alert: Some(said("messages.android_push.alert", &message.body)?),
        title: Some(line("messages.android_push.title", &message.title)?),
        message_variation_id: Some(needed(variation, routes.android_push.message_variation_id.as_ref())?),
        notification_channel_id: template.android_channel.clone(),
        custom_uri: address("messages.android_push.custom_uri", message.link.as_deref())?,
        extra: image.map(extra),
        ..AndroidPush::default()
    })
}

fn web(message: &Push, routes: &Routes) -> Result<WebPush, PayloadError> {
    let variation = "messages.web_push.message_variation_id";
    Ok(WebPush {
        alert: said("messages.web_push.alert", &message.body)?,
        title: line("messages.web_push.title", &message.title)?,
        message_variation_id: Some(needed(variation, routes.web_push.message_variation_id.as_ref())?),
        custom_uri: address("messages.web_push.custom_uri", message.link.as_deref())?,
        large_image_url: address("messages.web_push.large_image_url", message.image.as_deref())?,
        ..WebPush::default()
    })
}

fn kindle(message: &Push, routes: &Routes) -> Result<KindlePush, PayloadError> {
    let variation = "messages.kindle_push.message_variation_id";
    Ok(KindlePush {
        alert: said("messages.kindle_push.alert", &message.body)?,
        title: line("messages.kindle_push.title", &message.title)?,
        message_variation_id: Some(needed(variation, routes.kindle_push.message_variation_id.as_ref())?),
        custom_uri: address("messages.kindle_push.custom_uri", message.link.as_deref())?,
        ..KindlePush::default()
    })
}

/// The type of a picture, by how its address ends.
fn file_type(address: &str) -> Result<AssetFileType, PayloadError> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    match path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("png") => Ok(AssetFileType::Png),
        Some("jpg" | "jpeg") => Ok(AssetFileType::Jpg),
        Some("gif") => Ok(AssetFileType::Gif),
        _ => Err(PayloadError::FileType { field: "messages.apple_push.asset_url" }),
    }
}

/// The notification that Braze's messages carry; the same on every platform.
pub(super) fn carried(messages: &Messages) -> Option<Push> {
    let Messages { apple_push, android_push, web_push, kindle_push, .. } = messages;
    let of_apple = |push: &ApplePush| {
        let (title, body) = match &push.alert {
            Some(AppleText::Alert(alert)) => (alert.title.clone(), alert.body.clone()),
            Some(AppleText::Text(text)) => (None, Some(text.clone())),
            None => (None, None),
        };
        Push {
            title: title.unwrap_or_default(),
            body: body.unwrap_or_default(),
            link: push.custom_uri.clone(),
            image: push.asset_url.clone(),
        }
    };
    let of_android = |push: &AndroidPush| Push {
        title: push.title.clone().unwrap_or_default(),
        body: push.alert.clone().unwrap_or_default(),
        link: push.custom_uri.clone(),
        image: push.extra.as_ref().and_then(|extra| extra.get(ANDROID_IMAGE)?.as_str()).map(str::to_owned),
    };
    let of_web = |push: &WebPush| Push {
        title: push.title.clone(),
        body: push.alert.clone(),
        link: push.custom_uri.clone(),
        image: push.large_image_url.clone(),
    };
    let of_kindle = |push: &KindlePush| Push {
        title: push.title.clone(),
        body: push.alert.clone(),
        link: push.custom_uri.clone(),
        image: None,
    };
    (apple_push.as_ref().map(of_apple))
        .or_else(|| android_push.as_ref().map(of_android))
        .or_else(|| web_push.as_ref().map(of_web))
        .or_else(|| kindle_push.as_ref().map(of_kindle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::Route;

    fn push() -> Push {
        Push {
            title: "Ce soir".to_owned(),
            body: "Dégustation à 18 h".to_owned(),
            link: Some("colombe://evenings?from={{${first_name}}}".to_owned()),
            image: Some("https://img.colombe.example/a.JPEG?v=2".to_owned()),
        }
    }

    fn made(message: &Push, platforms: &[Platform]) -> Result<Messages, PayloadError> {
        let route = Route { message_variation_id: Some("variation-1".to_owned()), ..Route::default() };
        let routes = Routes {
            apple_push: route.clone(),
            android_push: route.clone(),
            web_push: route.clone(),
            kindle_push: route,
            ..Routes::default()
        };
        let template = template::Push {
            platforms: platforms.to_vec(),
            android_channel: Some("evenings".to_owned()),
            ..template::Push::default()
        };
        let mut messages = Messages::default();
        add(message, &routes, &template, &mut messages)?;
        Ok(messages)
    }

    #[test]
    fn only_documented_fields() {
        let messages = made(&push(), &[Platform::Ios, Platform::Android]).unwrap();
        assert_eq!(
            serde_json::to_string(&messages).unwrap(),
            concat!(
                r#"{"apple_push":{"alert":{"body":"Dégustation à 18 h","title":"Ce soir"},"#,
                r#""custom_uri":"colombe://evenings?from={{${first_name}}}","message_variation_id":"variation-1","#,
                r#""asset_url":"https://img.colombe.example/a.JPEG?v=2","asset_file_type":"jpg","mutable_content":true},"#,
                r#""android_push":{"alert":"Dégustation à 18 h","title":"Ce soir","#,
                r#""extra":{"appboy_image_url":"https://img.colombe.example/a.JPEG?v=2"},"#,
                r#""message_variation_id":"variation-1","notification_channel_id":"evenings","#,
                r#""custom_uri":"colombe://evenings?from={{${first_name}}}"}}"#
            )
        );
    }

    #[test]
    fn the_notification_survives_the_way_to_braze_on_every_platform() {
        for platform in [Platform::Ios, Platform::Android, Platform::Web] {
            assert_eq!(carried(&made(&push(), &[platform]).unwrap()), Some(push()), "{platform:?}");
        }
        let bare = Push { image: None, ..push() };
        assert_eq!(carried(&made(&bare, &[Platform::Kindle]).unwrap()), Some(bare));
        assert_eq!(carried(&Messages::default()), None);
    }

    #[test]
    fn what_no_phone_could_show_is_refused() {
        let refused = |push: Push| made(&push, &[Platform::Ios]).unwrap_err().code();
        assert_eq!(refused(Push { title: " ".to_owned(), ..push() }), "payload-empty");
        assert_eq!(refused(Push { title: "a\nb".to_owned(), ..push() }), "payload-control");
        assert_eq!(
            refused(Push { image: Some("https://a.example/film.webp".to_owned()), ..push() }),
            "payload-file-type"
        );
        assert_eq!(refused(Push { link: Some("colombe://a b".to_owned()), ..push() }), "payload-control");
    }
}
