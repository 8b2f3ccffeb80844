//! The case at hand: what is declared about brand, group, offer, audience and message, and where it holds.
//!
//! A rule may hold only in some cases (`brand.sector` is `alcohol`), and may ask for a declared fact
//! (`audience.min_age` is at least 18). Facts are flat: a path and a JSON value.
//!
//! | path | comes from |
//! |---|---|
//! | `brand.…` | `[facts]` of `policy.toml` |
//! | `message.purpose`, `message.…` | the template's purpose, `[facts]` of `template.toml` |
//! | `group.kind`, `group.country`, `group.…` | the group, its `fields` |
//! | `offer.…` | the offer that the draft is about |
//! | `audience.…` | `facts` of the segment that the draft goes to, or of uploaded lists; `audience.segment` is its id |
//! | `claim.…`, `asset.…` | a table `claim` or `asset` in any of these facts; `asset.…` only where a picture is shown |

use crate::channel::Channel;
use crate::compile::Part;
use crate::draft::{Attestation, Draft};
use crate::group::Office;
use crate::kit::Kit;
use crate::order;
use crate::policy::Policy;
use crate::template::Template;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is declared, and where it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// The channel.
    pub channel: Channel,
    /// Countries and regions (ISO 3166) whose law holds.
    pub places: Vec<String>,
    /// What is declared: path → value.
    pub facts: BTreeMap<String, Value>,
    /// What persons have confirmed.
    pub attested: Vec<Attestation>,
    /// The channels on which the message shows a picture: elsewhere nothing is declared of its pictures.
    pub pictured: Vec<Channel>,
}

/// What a rule asks of a declared fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Condition {
    /// It is one of these; of a list, one of its values is.
    OneOf(&'static [&'static str]),
    /// It is declared.
    Known,
    /// It is a number of at least this.
    AtLeast(f64),
    /// It is a number of at most this.
    AtMost(f64),
    /// It is a day no more than so many days before today.
    Fresh(i64),
    /// It is a day on or after that of delivery.
    NotOver,
    /// It is a day on or before that of delivery.
    Begun,
    /// It is the day of delivery.
    ThatDay,
    /// It is an age at which alcohol may be drunk wherever the message goes.
    OfDrinkingAge,
}

/// A path, and what is asked of the fact there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The path; of several joined by `|`, one is enough.
    pub path: &'static str,
    /// What is asked.
    pub condition: Condition,
}

/// The days by which dated facts are judged.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// Today.
    pub today: Date,
    /// The day of delivery.
    pub delivery: Date,
}

impl Case {
    /// The case of a draft, under the policy as it holds for its group.
    pub fn of(kit: &Kit, policy: &Policy, office: &Office, template: &Template, draft: &Draft) -> Self {
        let mut case = Self { attested: draft.attestations.clone(), ..Self::default() };
        case.declare("brand", &policy.facts);
        case.declare("message", &template.facts);
        case.tell("message.purpose", serde_json::to_value(template.purpose).unwrap_or_default());
        case.tell("message.channel", case.channel.name().into());
        let profile = &office.profile;
        for (name, value) in &profile.fields {
            case.tell(&format!("group.{name}"), value.as_str().into());
        }
        case.tell("group.kind", profile.kind.unwrap_or_default().name().into());
        let language = profile.locale.as_deref().and_then(|tag| tag.split(['-', '_']).next());
        case.tell("message.language", language.into());
        let own = [("country", &profile.country), ("legal_entity", &profile.legal_entity), ("phone", &profile.phone)];
        for (name, value) in own.into_iter().chain([("address", &profile.address), ("website", &profile.website)]) {
            case.tell(&format!("group.{name}"), value.as_deref().into());
        }
        if let Some(offer) = draft.offer.as_ref().and_then(|id| kit.offers.get(id)) {
            case.declare("offer", &offer.fields);
            case.tell("offer.name", offer.name.en.as_str().into());
            case.tell("offer.from", offer.from.as_deref().into());
            case.tell("offer.until", offer.until.as_deref().into());
        }
        let segments = profile.segments.iter().flatten();
        let chosen = draft
            .audience
            .as_ref()
            .and_then(|audience| segments.into_iter().find(|segment| segment.id == audience.segment));
        if let Some(segment) = chosen {
            case.tell("audience.segment", segment.id.as_str().into());
            case.declare("audience", &segment.facts);
        }
        let list = draft.audience.as_ref().and_then(|audience| audience.list.as_deref());
        if let (Some(list), Some(upload)) = (list, &policy.data.upload) {
            case.tell("audience.segment", list.into());
            case.declare("audience", &upload.facts);
        }
        if let Some(push) = &template.push {
            let platforms: Vec<&str> = push.platforms.iter().map(|platform| platform.name()).collect();
            case.tell("message.platforms", platforms.into());
            case.tell("message.android_channel", push.android_channel.as_deref().into());
        }
        if let Some(card) = &template.content_card {
            case.tell("message.card", card.kind.name().into());
            case.tell("message.card_until", card.until.as_deref().into());
        }
        if let Some(webhook) = &template.webhook {
            case.tell("message.body", webhook.format.content_type().into());
        }
        case.pictured = Channel::ALL.into_iter().filter(|channel| has_picture(template, *channel)).collect();
        case.places = case.placed(kit, policy, office);
        case
    }

    /// The case as it is on one channel of those on which a message goes out.
    #[must_use]
    pub fn on(mut self, channel: Channel, all: &[Channel]) -> Self {
        self.channel = channel;
        self.tell("message.channel", channel.name().into());
        if !self.pictured.contains(&channel) {
            self.facts.retain(|path, _| !path.starts_with("asset."));
        }
        let others: Vec<&str> = all.iter().filter(|other| **other != channel).map(|other| other.name()).collect();
        if !others.is_empty() {
            self.tell("message.other_channels", others.into());
        }
        self
    }

    /// The case of a text of which only the policy is known: it is taken for a promotion.
    pub fn under(policy: &Policy) -> Self {
        let mut case = Self { places: policy.legal.everywhere.clone(), ..Self::default() };
        case.declare("brand", &policy.facts);
        case.tell("message.purpose", "promotional".into());
        case.tell("message.channel", case.channel.name().into());
        case
    }

    /// Where its law holds: what the policy says holds everywhere, the group's country, the countries of the audience.
    /// Where nothing says, every country in which the brand has a group.
    fn placed(&self, kit: &Kit, policy: &Policy, office: &Office) -> Vec<String> {
        let mut places = policy.legal.everywhere.clone();
        places.extend(self.values("audience.countries").map(str::to_owned));
        match &office.profile.country {
            Some(country) => places.push(country.clone()),
            None if places.is_empty() => places.extend(kit.groups.0.values().filter_map(|group| group.country.clone())),
            None => {}
        }
        order::sort(&mut places);
        places.dedup();
        places
    }

    fn declare(&mut self, under: &str, facts: &BTreeMap<String, Value>) {
        for (name, value) in facts {
            match value {
                // Claims and pictures are described beside what they belong to: brand, offer, template.
                Value::Object(inner) if matches!(name.as_str(), "claim" | "asset") => {
                    inner.iter().for_each(|(fact, value)| self.tell(&format!("{name}.{fact}"), value.clone()));
                }
                _ => self.tell(&format!("{under}.{name}"), value.clone()),
            }
        }
    }

    /// Declares one fact; `null` declares nothing.
    pub fn tell(&mut self, path: &str, value: Value) {
        if !value.is_null() {
            self.facts.insert(path.to_owned(), value);
        }
    }

    /// The words of a fact: of a list, each.
    pub fn values<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a str> {
        let value = self.facts.get(path);
        let list =
            value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or(value.map_or(&[], std::slice::from_ref));
        list.iter().filter_map(|one| match one {
            Value::String(text) => Some(text.as_str()),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            _ => None,
        })
    }

    /// A number that is declared, or follows from what is.
    pub fn number(&self, path: &str) -> Option<f64> {
        let declared = |path: &str| self.facts.get(path).and_then(Value::as_f64);
        match path {
            "offer.off_30d" => {
                let (lowest, price) = (declared("offer.lowest_30d")?, declared("offer.price")?);
                (lowest > 0.0).then(|| (lowest - price) / lowest * 100.0)
            }
            _ => declared(path),
        }
    }

    /// Whether what is asked of a fact is so. What is not declared is not so.
    pub fn holds(&self, asked: &Asked, days: Days) -> bool {
        asked.path.split('|').any(|path| self.holds_at(path, asked.condition, days))
    }

    fn holds_at(&self, path: &str, condition: Condition, days: Days) -> bool {
        let value = self.facts.get(path);
        let number = || self.number(path);
        let day =
            || value.and_then(Value::as_str).and_then(|text| text.get(..10)).and_then(|day| day.parse::<Date>().ok());
        match condition {
            Condition::OneOf(wanted) => self.values(path).any(|own| wanted.contains(&own)),
            Condition::Known => value.is_some_and(|value| value.as_str() != Some("") && *value != Value::Bool(false)),
            Condition::AtLeast(least) => number().is_some_and(|own| own >= least),
            Condition::AtMost(most) => number().is_some_and(|own| own <= most),
            Condition::Fresh(most) => {
                day().is_some_and(|day| day <= days.today && days.today.duration_since(day).as_hours() / 24 <= most)
            }
            Condition::NotOver => day().is_some_and(|day| day >= days.delivery),
            Condition::Begun => day().is_some_and(|day| day <= days.delivery),
            Condition::ThatDay => day().is_some_and(|day| day == days.delivery),
            Condition::OfDrinkingAge => number().is_some_and(|own| own >= self.drinking_age()),
        }
    }

    /// The age at which alcohol may be drunk wherever the message goes: the highest of all places.
    fn drinking_age(&self) -> f64 {
        let age = |place: &String| {
            let is = |list: &[&str]| list.iter().any(|one| one.eq_ignore_ascii_case(place));
            match place.split('-').next().unwrap_or_default() {
                "US" => 21.0,
                "JP" | "TH" | "IS" | "PY" => 20.0,
                "CA" if is(&["CA-QC", "CA-AB", "CA-MB"]) => 18.0,
                "CA" | "KR" => 19.0,
                "LT" => 20.0,
                "IN" | "AE" | "ID" | "LK" => 21.0,
                _ => 18.0,
            }
        };
        self.places.iter().map(age).fold(18.0, f64::max)
    }

    /// Whether a law of `jurisdiction` holds here: everywhere, in a country, in a region of one, in the Union.
    #[inline]
    pub fn is_in(&self, jurisdiction: &str) -> bool {
        jurisdiction == "*"
            || self.places.iter().any(|place| {
                let country = place.split('-').next().unwrap_or_default();
                place.eq_ignore_ascii_case(jurisdiction)
                    || country.eq_ignore_ascii_case(jurisdiction)
                    || (jurisdiction == "EU" && EUROPEAN_UNION.contains(&country.to_ascii_uppercase().as_str()))
            })
    }
}

/// Whether a template's message on a channel may show a picture; what a letter or a screen shows nobody tells.
fn has_picture(template: &Template, channel: Channel) -> bool {
    let part = match channel {
        Channel::Email | Channel::Webhook => return true,
        Channel::Sms => return false,
        Channel::Push => Part::PushImage,
        Channel::ContentCard => Part::CardImage,
        Channel::WhatsApp => Part::WhatsAppImage,
    };
    part.of(template).is_some()
}

/// The member states of the European Union (ISO 3166-1).
const EUROPEAN_UNION: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn case(facts: &[(&str, Value)]) -> Case {
        let mut case = Case { places: vec!["FR".to_owned(), "CA-QC".to_owned()], ..Case::default() };
        facts.iter().for_each(|(path, value)| case.tell(path, value.clone()));
        case
    }

    const DAYS: Days = Days { today: jiff::civil::date(2026, 11, 23), delivery: jiff::civil::date(2026, 11, 30) };

    #[test]
    fn law_holds_in_the_country_the_region_and_the_union() {
        let case = case(&[]);
        assert!(["*", "FR", "EU", "CA", "CA-QC"].iter().all(|place| case.is_in(place)));
        assert!(["DE", "US", "CA-ON"].iter().all(|place| !case.is_in(place)));
    }

    #[test]
    fn claims_and_pictures_are_described_beside_what_they_belong_to() {
        let policy: Policy = serde_json::from_str(
            r#"{ "facts": { "sector": "food", "claim": { "us_origin": true }, "asset": { "generated": false } } }"#,
        )
        .unwrap();
        let case = Case::under(&policy);
        let has = |path: &str| case.facts.contains_key(path);
        assert!(has("brand.sector") && has("claim.us_origin") && has("asset.generated") && !has("brand.claim"));
    }

    #[test]
    fn a_picture_is_described_where_it_is_shown() {
        let mut case = case(&[("asset.ai_generated", true.into()), ("claim.us_origin", true.into())]);
        case.pictured = vec![Channel::Email, Channel::Push];
        let all = [Channel::Email, Channel::Sms, Channel::Push];
        let described = all.map(|channel| case.clone().on(channel, &all).facts.contains_key("asset.ai_generated"));
        assert_eq!(described, [true, false, true]);
        assert!(case.on(Channel::Sms, &all).facts.contains_key("claim.us_origin"));
    }

    #[test]
    fn facts_are_weighed() {
        let case = case(&[
            ("brand.sector", serde_json::json!(["food", "alcohol"])),
            ("audience.min_age", 18.into()),
            ("offer.until", "2026-11-30".into()),
            ("audience.synced", "2026-11-20T10:00:00Z".into()),
            ("asset.model", false.into()),
        ]);
        let holds = |path, condition| case.holds(&Asked { path, condition }, DAYS);
        assert!(holds("brand.sector", Condition::OneOf(&["alcohol"])));
        assert!(!holds("brand.sector", Condition::OneOf(&["bank"])));
        assert!(
            holds("audience.min_age", Condition::AtLeast(18.0)) && !holds("audience.min_age", Condition::AtMost(17.0))
        );
        assert!(holds("audience.min_age", Condition::OfDrinkingAge), "France and Québec: 18");
        assert!(holds("offer.until", Condition::ThatDay) && !holds("audience.synced", Condition::ThatDay));
        assert!(holds("offer.until", Condition::NotOver) && holds("offer.until", Condition::Begun));
        assert!(holds("audience.synced", Condition::Fresh(3)) && !holds("audience.synced", Condition::Fresh(2)));
        assert!(!holds("asset.model", Condition::Known) && !holds("asset.none", Condition::Known));
        assert_eq!(case.number("offer.off_30d"), None);
        assert!(holds("brand.product|brand.sector", Condition::OneOf(&["food"])));
        assert!(!holds("brand.product|audience.min_age", Condition::OneOf(&["food"])));
    }
}
