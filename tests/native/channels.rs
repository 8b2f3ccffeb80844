//! One draft on several channels: what is said of it, on which it goes out, what Braze gets.

use countersign::channel::Channel;
use countersign::draft::Draft;
use countersign::engine::{Engine, Review};
use countersign::kit_folder;
use serde_json::json;
use std::path::Path;

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
