//! One draft on several channels: what is said of it, on which it goes out, what Braze gets.

use countersign::channel::Channel;
use countersign::diag::Source;
use countersign::draft::{Draft, Schedule};
use countersign::engine::{Engine, Review};
use countersign::kit_folder;
use countersign::payload::{Account, digest, schedule_create};
use serde_json::json;
use std::path::Path;

const NOW: i64 = 1_795_435_200; // 2026-11-23T12:00:00Z

fn open(more: &[(&str, &str)]) -> Review {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kit = kit_folder::load(&root.join("www/demo/kit")).unwrap();
    let draft = std::fs::read_to_string(root.join("tests/stories/fr-nantes-tous-canaux/draft.json")).unwrap();
    let mut draft: Draft = serde_json::from_str(&draft).unwrap();
    for (slot, text) in more {
        draft.slots.insert((*slot).to_owned(), json!(text));
    }
    Engine::new(kit).open(draft, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap()
}

/// What a rule says, and of which channels.
fn said(review: &mut Review, rule: &str) -> Vec<Vec<Channel>> {
    let findings = review.report().findings().iter().filter(|finding| finding.notice.id == rule);
    findings.map(|finding| finding.channels.clone()).collect()
}

#[test]
fn a_link_to_elsewhere_is_refused_once_for_all_its_channels() {
    let mut review = open(&[("link", "https://evil.example/x")]);
    let every: Vec<Channel> = review.template().channels().collect();
    assert_eq!(said(&mut review, "link-domain-allowlist"), [every]);
    review.set_channels(vec![Channel::Push]).unwrap();
    assert_eq!(
        said(&mut review, "link-domain-allowlist"),
        [Vec::<Channel>::new()],
        "of one channel nothing need be said"
    );
    assert!(review.approve().is_err());
}

#[test]
fn what_goes_out_on_no_channel_is_not_looked_at() {
    let mut review = open(&[("message", "Notre expresso est prêt.")]);
    assert_eq!(said(&mut review, "brand-forbidden-terms"), [[Channel::Email]]);
    review.set_channels(vec![Channel::Sms, Channel::Push]).unwrap();
    assert!(said(&mut review, "brand-forbidden-terms").is_empty());
    review.set_slot("message", json!(null)).unwrap();
    let message = review.approve().unwrap().message().clone();
    assert!(message.email.is_none() && message.sms.is_some() && message.push.is_some());
    review.set_channels(Vec::new()).unwrap();
    assert!(review.approve().is_err(), "by e-mail it needs its message");
}

#[test]
fn another_channel_is_another_message() {
    let mut review = open(&[]);
    let all = review.digest();
    review.set_channels(vec![Channel::Email, Channel::Sms]).unwrap();
    assert_ne!(review.digest(), all);
    review.set_channels(review.template().channels().collect()).unwrap();
    assert_eq!(review.digest(), all);
    let kit = kit_folder::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("www/demo/kit")).unwrap();
    let draft = Draft {
        template: "local-offer".to_owned(),
        group: "lyon-pentes".to_owned(),
        channels: vec![Channel::Sms],
        ..Draft::default()
    };
    let refused = Engine::new(kit).open(draft, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap_err();
    assert_eq!(refused.code(), "channel-unknown");
}

/// The story of this name, with other texts in some slots.
fn story(name: &str, more: &[(&str, &str)]) -> Review {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kit = kit_folder::load(&root.join("www/demo/kit")).unwrap();
    let draft = std::fs::read_to_string(root.join("tests/stories").join(name).join("draft.json")).unwrap();
    let mut draft: Draft = serde_json::from_str(&draft).unwrap();
    for (slot, text) in more {
        draft.slots.insert((*slot).to_owned(), json!(text));
    }
    Engine::new(kit).open(draft, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap()
}

#[test]
fn braze_gets_of_a_whatsapp_message_what_is_filled_in() {
    let hostile = "Un {{ slot.text }} {% if %} \"café\" & un \\ {{${email_address}}}";
    for text in ["La brioche", "a", hostile, "{{ points }} points, {{ points }} fois"] {
        let mut review = story("fr-lyon-whatsapp", &[("text", text)]);
        let message = review.message().whats_app.unwrap();
        assert_eq!(message.language, "fr");
        assert_eq!(message.body.len(), 4, "{text}: {:?}", message.body);
        assert_eq!(message.body[1], "Torrèle Lyon Pentes");
        assert_eq!(message.body[3], "22 montée des Tisseurs, 69001 Lyon, France");
        assert_eq!(message.button, ["lyon-pentes"]);
        // Put back into what Meta approved, it is what the author saw.
        let whole = format!(
            "Bonjour {}, du nouveau chez {}\u{a0}:\n\n{}\n\nOn vous attend au comptoir, {}.",
            message.body[0], message.body[1], message.body[2], message.body[3]
        );
        assert_eq!(whole, message.shown.body);
        let shown = review.preview(&countersign::draft::Recipient::default()).others.whats_app.unwrap().body;
        if !text.contains("points") {
            assert!(shown.contains(text), "{shown}");
        }
    }
}

#[test]
fn a_button_that_calls_is_shown_and_read_and_braze_gets_nothing_of_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let open = |words: Option<&str>| {
        let mut kit = kit_folder::load(&root.join("www/demo/kit")).unwrap();
        let texts = &mut kit.templates.get_mut("whatsapp-message").unwrap().whats_app.as_mut().unwrap().texts;
        let text = texts.get_mut("fr").unwrap();
        text.phone_text = words.map(str::to_owned);
        text.phone = words.map(|_| "+33199000012".to_owned());
        let draft = std::fs::read_to_string(root.join("tests/stories/fr-lyon-whatsapp/draft.json")).unwrap();
        Engine::new(kit).open(serde_json::from_str(&draft).unwrap(), "2026-11-23T12:00:00Z".parse().unwrap()).unwrap()
    };
    let mut review = open(Some("Appeler la maison"));
    let shown = review.preview(&countersign::draft::Recipient::default()).others.whats_app.unwrap();
    assert_eq!(shown.phone_text.as_deref(), Some("Appeler la maison"));
    assert_eq!(shown.phone.as_deref(), Some("+33199000012"));
    assert_eq!(review.digest(), open(None).digest(), "the button is at Meta");
    let mut review = open(Some("Appel pas cher"));
    assert_eq!(said(&mut review, "brand-forbidden-terms").len(), 1, "its words are read like all others");
}

#[test]
fn what_meta_would_not_send_is_told_at_the_slot() {
    let mut review = story("fr-lyon-whatsapp", &[("text", "Du     pain")]);
    assert_eq!(said(&mut review, "whats-app-open-place").len(), 1);
    assert!(review.approve().is_err());
    let mut review = story("fr-lyon-whatsapp", &[("text", "Le seul expresso pas cher")]);
    assert_eq!(said(&mut review, "brand-forbidden-terms").len(), 2, "words are words on every channel");
    let mut review = story("fr-lyon-whatsapp", &[("text", "")]);
    let told = said(&mut review, "brand-slot-required-filled").len() + said(&mut review, "whats-app-open-place").len();
    assert_eq!(told, 1, "an empty slot is told once");
}

#[test]
fn a_card_without_its_picture_or_its_words_does_not_go() {
    let mut review = story("fr-nantes-carte", &[]);
    assert!(review.approve().is_ok());
    review.set_slot("picture.alt", json!("")).unwrap();
    assert_eq!(said(&mut review, "content-card-image-alt").len(), 1);
    review.set_slot("picture", json!(null)).unwrap();
    assert!(said(&mut review, "content-card-image-alt").is_empty());
    assert!(review.approve().is_err());
}

/// The body of the request as a program reads it, with a customer's data in it.
fn asked(review: &mut Review, first_name: &str) -> serde_json::Value {
    let recipient: countersign::draft::Recipient =
        serde_json::from_value(json!({ "name": "", "attributes": { "first_name": first_name } })).unwrap();
    let request = review.preview(&recipient).others.webhook.unwrap();
    assert_eq!(request.url, "https://print.torrele.example/v1/cards/london-hackney");
    serde_json::from_str(&request.body.unwrap()).unwrap()
}

#[test]
fn no_words_of_an_author_or_a_customer_leave_the_quotes_of_a_request() {
    let members = ["customer", "language", "paper", "greeting", "text", "sender"];
    for words in [
        r#"", "paper": "gold", "x": ""#,
        r"\",
        r"\\",
        r#"\""#,
        r#"\u0022, "x": 1"#,
        "{{ '\"' }}",
        "{% raw %}\"{% endraw %}",
        "{{${first_name}}}",
        "}}\"{{",
        "a\u{2028}b\u{0}c",
        "tab\there",
        "é 🔥",
    ] {
        let mut review = story("en-hackney-printed-card", &[("greeting", words), ("text", words)]);
        let body = asked(&mut review, r#"O’"Brien\", "paper": "gold"#);
        let names: Vec<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, members, "{words}");
        assert_eq!(body["paper"], "seeds", "{words}");
        let plain: String = words.chars().filter(|c| !matches!(c, '\0')).collect();
        assert_eq!(body["greeting"], plain, "{words}");
        assert!(said(&mut review, "webhook-json").is_empty() && said(&mut review, "webhook-output-escaped").is_empty());
    }
    let mut review = story("en-hackney-printed-card", &[("text", "Hello {{ first_name }}, \"yes\"")]);
    assert_eq!(asked(&mut review, "Ann \"Q\" \\")["text"], "Hello Ann \"Q\" \\, \"yes\"");
}

#[test]
fn rules_read_the_strings_of_a_request_and_not_its_names() {
    let mut review = story("en-hackney-printed-card", &[("text", "A cheap cup, see https://evil.example/x")]);
    assert_eq!(said(&mut review, "brand-forbidden-terms").len(), 1);
    assert_eq!(said(&mut review, "link-domain-allowlist").len(), 1);
    assert!(review.approve().is_err());
}

/// The demo's card, made to stay until then, by a draft about an offer whose last day is that.
fn card_until(until: &str, last_day: Option<&str>) -> Review {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kit = kit_folder::load(&root.join("www/demo/kit")).unwrap();
    kit.templates.get_mut("app-card").unwrap().content_card.as_mut().unwrap().until = Some(until.to_owned());
    let offer = json!({ "name": { "en": "Brioche", "fr": "Brioche" }, "until": last_day });
    kit.offers.insert("brioche".to_owned(), serde_json::from_value(offer).unwrap());
    let draft = std::fs::read_to_string(root.join("tests/stories/fr-nantes-carte/draft.json")).unwrap();
    let mut draft: Draft = serde_json::from_str(&draft).unwrap();
    draft.offer = Some("brioche".to_owned());
    Engine::new(kit).open(draft, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap()
}

#[test]
fn a_card_stays_until_its_day_or_that_of_the_offer() {
    let sent = |until: &str, last_day| {
        let approved = card_until(until, last_day).approve().unwrap();
        let account = Account { app_id: "app".to_owned(), campaign_id: "campaign".to_owned() };
        let messages = schedule_create(&approved, &account, None, NOW).unwrap().messages.unwrap();
        assert_eq!(digest(&messages), approved.digest(), "what was seen is what goes");
        let card = messages.content_card.unwrap();
        (card.time_to_live, card.expire_at, card.expire_in_local_time)
    };
    let clock = |clock: &str| (None, Some(clock.to_owned()), Some(true));
    assert_eq!(sent("2026-12-24", None), clock("2026-12-24T23:59:59"));
    assert_eq!(sent("offer", Some("2026-11-29")), clock("2026-11-29T23:59:59"));
    assert_eq!(sent("2026-12-24T18:00+01:00", None), (None, Some("2026-12-24T17:00:00Z".to_owned()), None));
    assert_eq!(sent("offer", None), (Some(14 * 86_400), None, None), "without a last day the days count");
}

#[test]
fn a_card_that_would_be_over_or_stay_too_long_does_not_go() {
    for until in ["2026-11-25", "2026-11-26T09:00", "2026-12-27"] {
        let mut review = card_until(until, None);
        assert_eq!(said(&mut review, "content-card-until").len(), 1, "{until}");
        assert!(review.approve().is_err(), "{until}");
    }
    let mut review = card_until("2026-11-25", None);
    review.set_schedule(Some(Schedule { time: "2026-11-25T09:00:00+01:00".to_owned(), ..Schedule::default() }));
    assert!(said(&mut review, "content-card-until").is_empty(), "on another day it may");
    assert_ne!(card_until("2026-12-24", None).digest(), card_until("2026-12-25", None).digest());
}

/// The demo's kit, with this instead of the request of its printed card.
fn printed(url: &str, body: &str) -> Review {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kit = kit_folder::load(&root.join("www/demo/kit")).unwrap();
    let request = kit.templates.get_mut("printed-card").unwrap().webhook.as_mut().unwrap();
    (request.url, request.body) = (url.to_owned(), Some(body.to_owned()));
    let draft = std::fs::read_to_string(root.join("tests/stories/en-hackney-printed-card/draft.json")).unwrap();
    let mut draft: Draft = serde_json::from_str(&draft).unwrap();
    draft.slots.insert("greeting".to_owned(), json!("evil.example/"));
    draft.slots.insert("text".to_owned(), json!(".."));
    Engine::new(kit).open(draft, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap()
}

/// The demo's printed card, asked for by a form.
fn form(fields: &serde_json::Value, slots: &[(&str, &str)]) -> Review {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kit = kit_folder::load(&root.join("www/demo/kit")).unwrap();
    let webhook = &mut kit.templates.get_mut("printed-card").unwrap().webhook;
    let url = &webhook.as_ref().unwrap().url;
    *webhook = Some(serde_json::from_value(json!({ "url": url, "format": "form", "fields": fields })).unwrap());
    let draft = std::fs::read_to_string(root.join("tests/stories/en-hackney-printed-card/draft.json")).unwrap();
    let mut draft: Draft = serde_json::from_str(&draft).unwrap();
    slots.iter().for_each(|(slot, text)| {
        draft.slots.insert((*slot).to_owned(), json!(text));
    });
    Engine::new(kit).open(draft, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap()
}

#[test]
fn no_words_leave_their_field_of_a_form() {
    let hostile = [
        "a=1&admin=true",
        "5 % + 3 = \u{1f}admin=true",
        "\"{{ x }}\" {% raw %} }}&admin=1",
        "l’été\n&admin",
        "&#38;admin=1",
        "%26admin=1",
    ];
    let fields = json!({
        "customer": "{{${user_id}}}",
        "name": "Dear {{${first_name} | default: 'you & yours'}}",
        "text": "{% if ${language} == 'fr' %}FR: {% endif %}{{ slot.text }} & more = more",
        "greeting": "{{ slot.greeting }}",
        "where": "{{ group.address }}",
    });
    for words in hostile {
        let mut review = form(&fields, &[("greeting", words), ("text", words)]);
        let sent = review.message().webhook.unwrap();
        assert_eq!(sent.headers["Content-Type"], "application/x-www-form-urlencoded");
        let attributes =
            [("user_id", json!("7&admin=1")), ("first_name", json!("Zoé = & co")), ("language", json!("fr"))];
        let recipient = countersign::draft::Recipient {
            attributes: attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            ..Default::default()
        };
        let body = review.preview(&recipient).others.webhook.unwrap().body.unwrap();
        let got: Vec<(String, String)> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
        let names: Vec<&str> = got.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["customer", "greeting", "name", "text", "where"], "{words}: {body}");
        assert_eq!(got[0].1, "7&admin=1");
        assert_eq!(got[1].1, words.replace('\u{1f}', ""), "{words}: {body}");
        assert_eq!(got[2].1, "Dear Zoé = & co");
        assert!(got[3].1.starts_with("FR: ") && got[3].1.ends_with(" & more = more"), "{body}");
        review.set_slot("greeting", json!("{{ first_name }} & you")).unwrap();
        let body = review.message().webhook.unwrap().body.unwrap();
        assert!(body.contains("&greeting={{ ${first_name}"), "her merge tag is Braze’s to print: {body}");
        assert!(body.contains(" | url_param_escape }}%20%26%20you&"), "{body}");
    }
}

#[test]
fn rules_read_the_values_of_a_form_and_not_its_names() {
    let fields = json!({ "cheap": "{{ slot.greeting }}", "text": "{{ slot.text }} {{ slot.paper }}" });
    let mut review = form(&fields, &[("greeting", "Hello"), ("text", "A very fine cup.")]);
    assert!(said(&mut review, "brand-forbidden-terms").is_empty(), "{:?}", review.report());
    assert!(review.approve().is_ok(), "{:?}", review.report());
    review.set_slot("text", json!("A cheap cup & more")).unwrap();
    let found = review.report().findings().iter().find(|found| found.notice.id == "brand-forbidden-terms").unwrap();
    assert_eq!(found.place.source, Source::Slot("text".to_owned()));
    assert_eq!(found.place.span.of("A cheap cup & more"), "cheap", "told at the author's own words");
}

#[test]
fn nothing_is_printed_where_it_could_name_a_server_or_leave_a_string() {
    let body = r#"{ "a": "{{ slot.paper }}" }"#;
    for url in ["https://{{ slot.greeting }}", "https://a.{{ slot.greeting }}", "{{ slot.greeting }}/x"] {
        let mut review = printed(url, body);
        assert!(!review.message().webhook.unwrap().url.contains("evil"), "{url}");
        assert!(!said(&mut review, "template-slot-misplaced").is_empty(), "{url}");
        assert!(review.approve().is_err(), "{url}");
    }
    let review =
        printed("https://print.torrele.example/{{ slot.text }}/{{ slot.greeting }}?x={{ slot.greeting }}", body);
    let url = review.message().webhook.unwrap().url;
    assert_eq!(url, "https://print.torrele.example//evil.example%2F?x=evil.example%2F");
    let mut review = printed("https://print.torrele.example/", r#"{ "a": {{ slot.greeting }} }"#);
    assert!(!review.message().webhook.unwrap().body.unwrap().contains("evil"));
    assert_eq!(said(&mut review, "template-slot-misplaced").len(), 1);
    assert_eq!(said(&mut review, "webhook-json").len(), 1);
}
