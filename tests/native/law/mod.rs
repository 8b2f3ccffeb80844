//! Whole messages under the law of a place (`tests/law/*.toml`): one that complies passes, and each single fault of it is
//! found by exactly the rule that it breaks, at the words that break it, and by nothing else. Every rule of the place has
//! such a fault, or the reason why it has none.
//!
//! A fault may need a case of its own (`facts`, `group`, `good`: then the message with these must pass too) and then
//! breaks it (`replace` in the HTML, `bad`, `bad_facts`, `bad_group`, `bad_delivery`, `subject`). `[[…]]` stands around
//! the words that the finding must be at; without it, it must be at none: something is missing, or is declared wrongly.
//! Each `[[message]]` is one on another channel that complies, as do the texts in `also`, `[[message.fault]]` its faults, of which `good` and `bad` are
//! its whole text, `subject` its title; `[without]` has the reasons.

mod message;
mod place;

use countersign::check::catalogue;
use message::Told;
use place::Place;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn what_complies_is_told_nothing() {
    let (mut wrong, mut plain) = (Vec::new(), 0);
    for (name, place) in Place::all() {
        for message in place.every_wording() {
            let told = message.told();
            if !told.is_empty() {
                wrong.push(format!("{name}: what complies is told {told:?}"));
            }
            plain += usize::from(message.on != "email");
        }
    }
    assert!(plain >= 70, "only {plain} messages that are no e-mail");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn each_single_fault_is_found_by_its_rule_at_its_words_and_by_no_other() {
    let mut wrong = Vec::new();
    let mut faults = 0;
    for (name, place) in Place::all() {
        for story in place.stories() {
            faults += 1;
            let (without, with) = (story.good.told(), story.bad.told());
            let told: Vec<&Told> = without.iter().filter(|told| told.counts).collect();
            if !told.is_empty() {
                wrong.push(format!("{name}, {}: the message without it is told {told:?}", story.name));
            }
            // What was already said of the message without the fault is no news.
            let mut news = with;
            for old in &without {
                if let Some(same) = news.iter().position(|new| new.rule == old.rule) {
                    news.remove(same);
                }
            }
            let marks = story.bad.marks();
            let places: Vec<_> = news.iter().filter_map(|told| told.at).collect();
            let by_its_rule = news.iter().all(|told| told.rule == story.rule);
            if news.len() != marks.len().max(1) || !by_its_rule || places != marks {
                wrong.push(format!("{name}, {}: is told {news:?}", story.name));
            }
        }
    }
    assert!(faults >= 200, "only {faults} faults: this test looks in the wrong place");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_rule_of_a_place_has_a_fault_or_a_reason() {
    let mut wrong = Vec::new();
    for (name, place) in Place::all() {
        let country = place.group["country"].as_str().unwrap();
        let rules = rules_of(country);
        let told: BTreeSet<String> = place.stories().into_iter().map(|story| story.rule).collect();
        for rule in &rules {
            match (told.contains(*rule), place.without.get(*rule)) {
                (false, None) => wrong.push(format!("{name}: {rule} has neither a fault nor a reason")),
                (true, Some(_)) => wrong.push(format!("{name}: {rule} has a fault, and a reason why it has none")),
                (false, Some(reason)) if reason.len() < 20 => {
                    wrong.push(format!("{name}: {rule}: what reason is that?"))
                }
                _ => {}
            }
        }
        let strange = place.without.keys().filter(|rule| !rules.contains(rule.as_str()));
        wrong.extend(strange.map(|rule| format!("{name}: {rule} is no rule of {country}")));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_place_that_was_promised_has_its_stories() {
    let places = Place::all();
    let countries: BTreeMap<&str, usize> =
        places.iter().map(|(_, place)| (place.group["country"].as_str().unwrap(), place.stories().len())).collect();
    for country in ["US", "CA", "CA-QC", "FR", "DE", "GB", "AU"] {
        assert!(countries.get(country).is_some_and(|stories| *stories >= 10), "{country}: {countries:?}");
    }
}

/// The rules that are the law of a country (of its regions, and of the Union that it is in) and not everybody's.
fn rules_of(country: &str) -> BTreeSet<&'static str> {
    let of_it = |place: &str| {
        place == country
            || place.strip_prefix(country).is_some_and(|region| region.starts_with('-'))
            || country.strip_prefix(place).is_some_and(|region| region.starts_with('-'))
            || (place == "EU" && ["FR", "DE"].contains(&country))
    };
    let rules = catalogue::all().filter(|rule| rule.notice.jurisdictions.iter().any(|place| of_it(place)));
    rules.map(|rule| rule.notice.id).collect()
}
