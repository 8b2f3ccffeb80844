//! A draft that is changed step by step is told the same, byte for byte, as the same draft opened anew: whatever a
//! keystroke leaves as it was must be what a first look would find.

use countersign::draft::{Audience, Draft, Schedule};
use countersign::engine::{Engine, Review};
use countersign::kit::{FORMAT, Kit};
use countersign::locale::Locale;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// What authors type: every kind of thing that some rule looks for.
const WORDS: &[&str] = &[
    "Come by for a slow morning.",
    "free",
    "A FREE coffee",
    "gratuit",
    "50% off everything",
    "-30 %",
    "Was £5.90, now £3.90",
    "12,90 €",
    "70% off, ~~9 €~~ 5 €",
    "cheap",
    "ch3ap",
    "the best coffee in town",
    "le meilleur café",
    "guaranteed results",
    "act now, last chance",
    "cliquez ici",
    "[click here](https://www.roma.example/a)",
    "[click here](https://www.roma.example/b?utm_source=x)",
    "[menu](http://bit.ly/x)",
    "[write](mailto:a@b.example)",
    "## A heading",
    "#### A deep heading",
    "- one\n- two",
    "🎉🎉🎉🎉",
    "BUY NOW WHILE IT LASTS",
    "e-mail",
    "email",
    "{{ first_name }}",
    "{{ nobody }}",
    "Conditions apply.",
    "Voir conditions.",
    "Offre valable du 1er au 6 décembre.",
    "beer and wine",
    "L’abus d’alcool est dangereux pour la santé.",
    "100% organic, carbon neutral",
    "Nous vous attendons sur notre terrasse avec du vin nouveau pour vous et tous vos amis.",
    "Roma Leeds Ltd, registered in England and Wales, company number 01234567",
    "12 High Street, Leeds LS1 4AB",
    "RCS Lyon 123 456 789",
    "Call 0113 496 0000*",
    "* Until 6 December.",
    "lorem ipsum",
    "stop",
    "Advertisement:",
    "«\u{a0}Bonjour\u{a0}»",
    "C'est l'aubaine !",
    "\u{202e}odd",
    "<b>raw</b>",
];

const SLOTS: &[&str] = &["subject", "preheader", "intro", "aside", "label", "address", "hero.alt", "hero.src", "sign"];
const GROUPS: &[&str] = &["leeds", "lyon", "austin", "montreal", "berlin"];
const DAYS: &[Option<&str>] = &[
    None,
    Some("2026-11-19T09:00:00Z"),
    Some("2026-11-21T23:30:00Z"),
    Some("2026-11-21T10:00:00Z"),
    Some("2027-01-10T12:00:00Z"),
];

/// One change of a draft; the numbers choose, whatever they are.
#[derive(Clone, Debug)]
enum Change {
    Slot(usize, Vec<usize>),
    Empty(usize),
    Schedule(usize),
    Audience(usize),
    Offer(usize),
    Group(usize),
    Fix(usize),
    Attest(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let any = any::<prop::sample::Index>;
    let number = move || any().prop_map(|index| index.index(1 << 16));
    prop_oneof![
        10 => (number(), prop::collection::vec(number(), 1..4)).prop_map(|(slot, words)| Change::Slot(slot, words)),
        1 => number().prop_map(Change::Empty),
        1 => number().prop_map(Change::Schedule),
        1 => number().prop_map(Change::Audience),
        1 => number().prop_map(Change::Offer),
        1 => number().prop_map(Change::Group),
        1 => number().prop_map(Change::Fix),
        1 => number().prop_map(Change::Attest),
    ]
}

fn pick<T>(list: &[T], number: usize) -> &T {
    &list[number % list.len()]
}

const HTML: &str = r##"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Roma</title>
<style>.wrap{width:600px} @media (prefers-color-scheme: dark){.wrap{background:#000;color:#fff}}
@media (max-width: 600px){.wrap{font-size:9px}}</style></head>
<body style="margin:0"><table role="presentation" class="wrap" width="600"><tr><td>
<h1 style="color:#3b2417">News from {{ group.city }}</h1>
<img src="{{ slot.hero.src }}" alt="{{ slot.hero.alt }}" width="600" height="200">
<h3>Hello {{${first_name} | default: 'friend'}}, call +44 113 496 0000</h3>
{{ slot.intro }}
{% if slot.sign == 'stop' %}{% abort_message('no') %}{% endif %}
{% if custom_attribute.${tier} == 'gold' %}<p style="color:#999">{{ slot.aside }}</p>{% else %}<p>Join us for free.</p>{% endif %}
<a href="{{ slot.address }}" style="background:#b5442e;color:#fff">{{ slot.label }}</a>
<p>Our e-mail comes once a week.* <a href="https://www.roma.example/menu?utm_source=braze">Menu</a></p>
{% assign signed = slot.sign %}</td></tr><tr><td style="font-size:10px">{{ signed }} {{ group.legal_entity }}, {{ group.address }}
<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a> {{ offer.conditions }}</td></tr></table></body></html>"##;

fn kit() -> Kit {
    let both = |text: &str| json!({ "en": text, "fr": text });
    let slot =
        |id: &str, kind: &str| json!({ "id": id, "label": both(id), "kind": kind, "merge_tags": ["first_name"] });
    let group = |name: &str, locale: &str, country: &str, city: &str| {
        json!({
            "name": format!("Roma {city}"), "locale": locale, "country": country, "city": city, "time_zone": "Europe/London",
            "address": "12 High Street, Leeds LS1 4AB", "phone": "+44 113 496 0000", "legal_entity": format!("{name} Ltd"),
            "sender": { "name": "Roma", "email": "hello@roma.example" }, "kind": "franchisee",
            "segments": [
                { "id": "s1", "name": "All", "facts": { "consent": "express", "min_age": 18 } },
                { "id": "s2", "name": "Abroad", "facts": { "countries": ["DE", "AU"] } },
            ],
        })
    };
    serde_json::from_value(json!({
        "format": FORMAT,
        "brand": { "name": "Roma", "website": "https://www.roma.example" },
        "policy": {
            "wording": {
                "names": [{ "name": "Roma" }], "superlatives": ["peerless"], "competitors": ["Costa"],
                "forbidden": [{ "term": "cheap", "instead": "great value" }, { "term": "gratuit" }],
                "one_of": [["e-mail", "email"]], "watch_tone": true,
                "required": [{ "text": { "en": "Conditions apply", "fr": "Voir conditions" } }],
                "marks": [{ "name": "Roma", "symbol": "®" }],
            },
            "limits": { "emoji": 2, "emoji_subject": 0, "exclamations": 1, "buttons": 1 },
            "look": { "colours": [{ "name": "red", "value": "#b5442e" }] },
            "links": { "hosts": ["*.roma.example"], "image_hosts": ["cdn.roma.example"], "web_view": true },
            "data": { "attributes": {
                "first_name": { "liquid": "${first_name}", "label": both("First name"), "default": both("friend"), "sample": "Léa" },
            } },
            "legal": { "everywhere": ["US"] },
            "facts": { "sector": ["food", "alcohol"] },
        },
        "groups": {
            "leeds": group("Roma Leeds", "en-GB", "GB", "Leeds"),
            "lyon": group("Roma Lyon", "fr-FR", "FR", "Lyon"),
            "austin": group("Roma Austin", "en-US", "US", "Austin"),
            "montreal": group("Roma Montréal", "fr-CA", "CA-QC", "Montréal"),
            "berlin": group("Roma Berlin", "de-DE", "DE", "Berlin"),
        },
        "offers": {
            "lunch": { "name": both("Lunch"), "from": "2026-11-01", "until": "2026-12-06",
                "fields": { "price": 3.9, "prior_price": 5.9, "percent": 50, "conditions": "Until 6 December." } },
            "wine": { "name": both("Wine"), "fields": { "lowest_30d": 9, "price": 5, "conditions": "none" } },
        },
        "recipients": [],
        "templates": { "letter": {
            "name": both("Letter"), "version": 2, "purpose": "promotional",
            "email": {
                "subject": "{{ slot.subject }}", "preheader": "{{ slot.preheader }}", "html": HTML,
                "text": "Hello\n{{ slot.intro }}\n{{ group.address }}\n{{${set_user_to_unsubscribed_url}}}",
            },
            "slots": [
                slot("subject", "text"), slot("preheader", "text"), slot("intro", "markdown"), slot("aside", "text"),
                slot("label", "text"), slot("address", "url"), slot("hero", "image"), slot("sign", "text"),
            ],
        } },
    }))
    .unwrap()
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(kit()));

fn now() -> Timestamp {
    "2026-11-18T08:00:00Z".parse().unwrap()
}

fn open(draft: Draft) -> Review {
    ENGINE.open(draft, now()).unwrap()
}

/// All that a review says, in one text.
fn told(review: &mut Review) -> String {
    let report = review.report().clone();
    let views: Vec<Value> =
        [Locale::En, Locale::Fr].map(|locale| serde_json::to_value(report.view(locale)).unwrap()).into();
    let views = serde_json::to_string_pretty(&views).unwrap();
    format!("{views}\n{:#?}\n{}", report.findings(), review.digest())
}

/// Makes a change as an author makes it; another offer or group opens the draft in another form.
fn make(review: &mut Review, change: &Change) {
    let reopened = |review: &Review, other: &dyn Fn(&mut Draft)| {
        let mut draft = review.draft().clone();
        other(&mut draft);
        open(draft)
    };
    match change {
        Change::Slot(slot, words) => {
            let words: Vec<&str> = words.iter().map(|word| *pick(WORDS, *word)).collect();
            let path = *pick(SLOTS, *slot);
            let value = match path {
                "address" | "hero.src" => format!("https://www.roma.example/{}", words[0].len()),
                "intro" => words.join("\n\n"),
                _ => words.join(" ").replace('\n', " "),
            };
            // A value that the slot does not take changes nothing.
            let _ = review.set_slot(path, value.into());
        }
        Change::Empty(slot) => {
            let path = *pick(SLOTS, *slot);
            review.set_slot(path, Value::Null).unwrap();
        }
        Change::Schedule(day) => {
            let schedule = pick(DAYS, *day).map(|time| Schedule { time: time.to_owned(), ..Schedule::default() });
            review.set_schedule(schedule);
        }
        Change::Audience(segment) => {
            let segment = pick(&[None, Some("s1"), Some("s2")], *segment);
            review.set_audience(segment.map(Audience::segment));
        }
        Change::Offer(offer) => {
            let offer = pick(&[None, Some("lunch"), Some("wine")], *offer).map(str::to_owned);
            *review = reopened(review, &|draft| draft.offer = offer.clone());
        }
        Change::Group(group) => {
            let group = *pick(GROUPS, *group);
            *review = reopened(review, &|draft| draft.group = group.to_owned());
        }
        Change::Fix(number) => {
            let found = review.report().findings().len();
            let _ = review.apply_fix(number % found.max(1), 0);
        }
        Change::Attest(number) => {
            let asks = review.report().findings().iter().enumerate().filter(|(_, finding)| finding.asks.is_some());
            let asks: Vec<usize> = asks.map(|(index, _)| index).collect();
            if !asks.is_empty() {
                review.attest(*pick(&asks, *number), "Ana", now());
            }
        }
    }
}

fn draft() -> Draft {
    let draft = json!({ "template": "letter", "template_version": 2, "group": "leeds", "slots": {
        "subject": "News", "preheader": "A slow morning", "intro": "Come by.", "label": "See the menu",
        "address": "https://www.roma.example/menu", "hero": { "src": "https://cdn.roma.example/a.png", "alt": "A cup" },
    } });
    serde_json::from_value(draft).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn a_draft_changed_step_by_step_is_told_as_one_opened_anew(changes in prop::collection::vec(change(), 1..10)) {
        let mut review = open(draft());
        for (step, change) in changes.iter().enumerate() {
            // Not after every change: several may come together.
            if step % 3 != 2 {
                review.report();
            }
            make(&mut review, change);
            let (kept, anew) = (told(&mut review), told(&mut open(review.draft().clone())));
            prop_assert!(kept == anew, "after {change:?}\n{}", first_difference(&kept, &anew));
        }
    }
}

/// How many rows of changes: some seconds.
const CASES: u32 = 32;

fn first_difference(one: &str, other: &str) -> String {
    let at = one.lines().zip(other.lines()).take_while(|(one, other)| one == other).count();
    let near = |text: &str| text.lines().skip(at.saturating_sub(8)).take(16).collect::<Vec<_>>().join("\n");
    format!("kept:\n{}\nopened anew:\n{}", near(one), near(other))
}

/// A change that no rule heeds would prove nothing: these words are what much is said of.
#[test]
fn the_changes_set_off_many_rules() {
    let mut seen = std::collections::BTreeSet::new();
    for (number, group) in (0..WORDS.len()).flat_map(|number| GROUPS.iter().map(move |group| (number, *group))) {
        let mut review = open(Draft { group: group.to_owned(), ..draft() });
        for slot in 0..SLOTS.len() {
            make(&mut review, &Change::Slot(slot, vec![number]));
        }
        seen.extend(review.report().findings().iter().map(|finding| finding.notice.id));
    }
    assert!(seen.len() >= 45, "only {}: {seen:?}", seen.len());
}
