//! `push-payload-size`: a notification is small enough for the networks that carry it, whoever gets it.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Lines;
use crate::check::rule::*;
use crate::compile::Part;
use serde_json::{Map, Value, json};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "push-payload-size",
        area: Area::Push,
        jurisdictions: &["*"],
        source: "Braze documentation, errors of the messaging endpoints: Apple Push Length Exceeded (1,912 bytes), Android Push \
                 Length Exceeded (4,000 bytes); the policy: data.attributes.*.longest",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Too much for a notification", fr: "Trop pour une notification" },
        message: Text {
            en: "With the longest data it has {count} bytes for {system}, with its link and picture; {most} are taken.",
            fr: "Avec les données les plus longues, elle fait {count} octets pour {system}, lien et image compris\u{a0}; {most} sont admis.",
        },
        why: Text {
            en: "Apple and Google refuse what is larger: those customers get nothing.",
            fr: "Apple et Google refusent ce qui dépasse\u{a0}: ces clients ne reçoivent rien.",
        },
        fix: Text {
            en: "Shorten the text, or the addresses of the link and the picture.",
            fr: "Raccourcissez le texte, ou les adresses du lien et de l’image.",
        },
    },
    check: Check::Lines(look),
    examples: proofs(&[
        Example::lines(Channel::Push, LONG).policy(WISHES).facts(r#"{ "message.platforms": ["ios"] }"#),
        Example::lines(Channel::Push, TWICE).policy(WISHES).facts(r#"{ "message.platforms": ["ios", "android"] }"#),
        Example::lines(Channel::Push, LONG_FOR_APPLE).policy(WISHES).facts(r#"{ "message.platforms": ["android"] }"#),
        Example::lines(
            Channel::Push,
            "push.title = Roma\npush.body = Tonight every pizza comes with a coffee.\npush.link = roma://menu",
        )
        .facts(r#"{ "message.platforms": ["ios", "android"] }"#),
    ]),
};

const WISHES: &str = r#"{ "data": { "attributes": { "wishes":
    { "liquid": "custom_attribute.${wishes}", "label": { "en": "Wishes", "fr": "Souhaits" }, "longest": 1900 } } } }"#;
const LONG: &str = "push.title = Roma\npush.body = [[We kept it for you: {{custom_attribute.${wishes}}}]]";
const LONG_FOR_APPLE: &str = "push.title = Roma\npush.body = We kept it for you: {{custom_attribute.${wishes}}}";
const TWICE: &str = "push.title = Roma\n\
                     push.body = [[{{custom_attribute.${wishes}}}, {{custom_attribute.${wishes}}} and {{custom_attribute.${wishes}}}]]";

/// The most bytes of what Braze counts for each network.
const APPLE: usize = 1912;
const GOOGLE: usize = 4000;

const PARTS: &[Part] = &[Part::PushTitle, Part::PushBody, Part::PushLink, Part::PushImage];

fn look(lines: &Lines, book: &Rulebook, found: &mut Findings) {
    let goes_to = |system: &str| book.case.values("message.platforms").any(|platform| platform == system);
    let [title, body, link, image] = [Part::PushTitle, Part::PushBody, Part::PushLink, Part::PushImage]
        .map(|part| lines.longest(part, book).map(Value::String));
    let apple = || {
        let alert = told([("title", title.clone()), ("body", body.clone())]);
        let file_type = image.as_ref().map(|_| json!("jpg"));
        told([
            ("alert", Some(alert)),
            ("custom_uri", link),
            ("asset_url", image.clone()),
            ("asset_file_type", file_type),
        ])
    };
    let google = || {
        let extra = image.clone().map(|image| told([("appboy_image_url", Some(image))]));
        told([("alert", body.clone()), ("extra", extra)])
    };
    // Google's is the wider: what is too large for Apple is told once.
    let over = |value: Value, most: usize| Some(value.to_string().len()).filter(|count| *count > most);
    let too_large = (goes_to("android").then(google).and_then(|sent| over(sent, GOOGLE)))
        .map(|count| (count, GOOGLE, "Android"))
        .or_else(|| goes_to("ios").then(apple).and_then(|sent| over(sent, APPLE)).map(|count| (count, APPLE, "iOS")));
    if let (Some((count, most, system)), Some(place)) = (too_large, lines.to_shorten(PARTS)) {
        found.say(found.in_place(place).with("count", count).with("most", most).with("system", system));
    }
}

/// An object of those members that are there.
fn told<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let there = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(there.collect::<Map<_, _>>())
}
