//! Groups: head office, regions, branches. A tree in which each inherits from the one above and may only tighten.
//!
//! [`Group`] is what `groups.toml` says; [`Groups::resolve`] gives an [`Office`], with everything inherited filled in.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One node of the tree, as it is written. What it leaves out comes from its parent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Group {
    /// The group above; head office has none.
    pub parent: Option<String>,
    /// What people call it: `Colombe Lyon Croix-Rousse`.
    pub name: String,
    /// What it is.
    pub kind: Option<Kind>,
    /// The language tag of its messages: `fr-FR`.
    pub locale: Option<String>,
    /// ISO 3166 code of its country: `FR`.
    pub country: Option<String>,
    /// Its time zone by IANA name: `Europe/Paris`.
    pub time_zone: Option<String>,
    /// Who is behind it in law: `SARL Torréfaction des Pentes`.
    pub legal_entity: Option<String>,
    /// Postal address on one line.
    pub address: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Opening hours in words.
    pub hours: Option<String>,
    /// Its page.
    pub website: Option<String>,
    /// Who its messages come from.
    pub sender: Option<Sender>,
    /// The message variation of the brand's API campaign in Braze that counts its e-mails.
    pub message_variation_id: Option<String>,
    /// How Braze sends and counts its other messages, by the name that Braze gives each kind.
    #[serde(skip_serializing_if = "Routes::are_none")]
    pub braze: Routes,
    /// The templates that it may use; may only narrow its parent's.
    pub templates: Option<Vec<String>>,
    /// The Braze segments that it may address; may only narrow its parent's.
    pub segments: Option<Vec<Segment>>,
    /// Anything else that templates print as `{{ group.fields.<name> }}`.
    pub fields: BTreeMap<String, String>,
}

/// How Braze sends and counts a group's messages, by Braze's names for their kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Routes {
    /// Text messages.
    #[serde(skip_serializing_if = "Route::is_none")]
    pub sms: Route,
    /// Push notifications on iOS.
    #[serde(skip_serializing_if = "Route::is_none")]
    pub apple_push: Route,
    /// Push notifications on Android.
    #[serde(skip_serializing_if = "Route::is_none")]
    pub android_push: Route,
    /// Push notifications in browsers.
    #[serde(skip_serializing_if = "Route::is_none")]
    pub web_push: Route,
    /// Push notifications on Fire OS.
    #[serde(skip_serializing_if = "Route::is_none")]
    pub kindle_push: Route,
    /// Cards in apps and on pages.
    #[serde(skip_serializing_if = "Route::is_none")]
    pub content_card: Route,
    /// Messages by WhatsApp.
    #[serde(skip_serializing_if = "Route::is_none")]
    pub whats_app: Route,
    /// Requests to servers.
    #[serde(skip_serializing_if = "Route::is_none")]
    pub webhook: Route,
}

/// How Braze sends and counts a group's messages of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Route {
    /// The message variation of the brand's API campaign in Braze that counts them; of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_variation_id: Option<String>,
    /// The subscription group whose numbers send them (text messages, WhatsApp).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_group_id: Option<String>,
}

impl Routes {
    fn are_none(&self) -> bool {
        *self == Self::default()
    }

    /// What is left out comes from the parent.
    fn inherit(parent: Self, child: &Self) -> Self {
        Self {
            sms: Route::inherit(parent.sms, &child.sms),
            apple_push: Route::inherit(parent.apple_push, &child.apple_push),
            android_push: Route::inherit(parent.android_push, &child.android_push),
            web_push: Route::inherit(parent.web_push, &child.web_push),
            kindle_push: Route::inherit(parent.kindle_push, &child.kindle_push),
            content_card: Route::inherit(parent.content_card, &child.content_card),
            whats_app: Route::inherit(parent.whats_app, &child.whats_app),
            webhook: Route::inherit(parent.webhook, &child.webhook),
        }
    }
}

impl Route {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }

    fn inherit(parent: Self, child: &Self) -> Self {
        Self {
            message_variation_id: child.message_variation_id.clone().or(parent.message_variation_id),
            subscription_group_id: child.subscription_group_id.clone().or(parent.subscription_group_id),
        }
    }
}

/// What a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The brand itself.
    HeadOffice,
    /// A group of offices.
    Region,
    /// An office that the brand owns.
    #[default]
    Branch,
    /// An office that is a business of its own.
    Franchisee,
}

impl Kind {
    /// As it is written in `groups.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HeadOffice => "head-office",
            Self::Region => "region",
            Self::Branch => "branch",
            Self::Franchisee => "franchisee",
        }
    }
}

/// Who a message comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The name that inboxes show.
    pub name: String,
    /// The address.
    pub email: String,
    /// Where answers go; the address itself where left out.
    #[serde(default)]
    pub reply_to: Option<String>,
}

/// A Braze segment that a group may address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Braze's id.
    pub id: String,
    /// What authors read.
    pub name: String,
    /// What is declared of the people in it, for rules about the audience: `consent = "express"`, `min_age = 18`,
    /// `countries = ["FR"]`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Value>,
}

/// All groups by id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Groups(pub BTreeMap<String, Group>);

/// A group with everything inherited filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// Its id.
    pub id: String,
    /// The ids above it, nearest first.
    pub above: Vec<String>,
    /// The group's fields, each from itself or the nearest above that has it; lists narrowed by all above.
    pub profile: Group,
}

/// How deep the tree may be; also ends a circle.
pub const MAX_DEPTH: usize = 16;

impl Groups {
    /// The group `id` with everything inherited; `None` where there is no such group.
    pub fn resolve(&self, id: &str) -> Option<Office> {
        let mut chain = vec![(id, self.0.get(id)?)];
        while let Some(parent) = chain.last().and_then(|(_, group)| group.parent.as_deref()) {
            if chain.len() >= MAX_DEPTH {
                break;
            }
            let Some(group) = self.0.get(parent) else { break };
            chain.push((parent, group));
        }
        let above = chain.iter().skip(1).map(|(id, _)| (*id).to_owned()).collect();
        let profile = chain.iter().rev().map(|(_, group)| *group).fold(Group::default(), Group::inherit);
        Some(Office { id: id.to_owned(), above, profile })
    }
}

impl Group {
    /// What `child` is under this parent.
    fn inherit(parent: Self, child: &Self) -> Self {
        let or = |own: &Option<String>, above: Option<String>| own.clone().or(above);
        let mut fields = parent.fields;
        fields.extend(child.fields.iter().map(|(name, value)| (name.clone(), value.clone())));
        Self {
            parent: child.parent.clone(),
            name: child.name.clone(),
            kind: child.kind,
            locale: or(&child.locale, parent.locale),
            country: or(&child.country, parent.country),
            time_zone: or(&child.time_zone, parent.time_zone),
            legal_entity: or(&child.legal_entity, parent.legal_entity),
            address: or(&child.address, parent.address),
            city: or(&child.city, parent.city),
            phone: or(&child.phone, parent.phone),
            hours: or(&child.hours, parent.hours),
            website: or(&child.website, parent.website),
            sender: child.sender.clone().or(parent.sender),
            message_variation_id: or(&child.message_variation_id, parent.message_variation_id),
            braze: Routes::inherit(parent.braze, &child.braze),
            templates: narrow(parent.templates, child.templates.as_ref(), |a, b| a == b),
            segments: narrow(parent.segments, child.segments.as_ref(), |a, b| a.id == b.id),
            fields,
        }
    }
}

/// A child's list can only take away from its parent's.
fn narrow<T: Clone>(parent: Option<Vec<T>>, child: Option<&Vec<T>>, same: fn(&T, &T) -> bool) -> Option<Vec<T>> {
    match (parent, child) {
        (parent, None) => parent,
        (None, Some(child)) => Some(child.clone()),
        (Some(parent), Some(child)) => {
            Some(child.iter().filter(|one| parent.iter().any(|other| same(one, other))).cloned().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(json: &str) -> Groups {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_branch_inherits_its_country_and_may_only_narrow_its_templates() {
        let groups = groups(
            r#"{ "hq": { "name": "HQ", "templates": ["news", "offer"], "country": "FR" },
                 "lyon": { "name": "Lyon", "parent": "hq", "templates": ["offer", "secret"], "city": "Lyon" } }"#,
        );
        let office = groups.resolve("lyon").unwrap();
        assert_eq!(office.profile.country.as_deref(), Some("FR"));
        assert_eq!(office.profile.templates.as_deref(), Some(&["offer".to_owned()][..]));
        assert_eq!(office.above, ["hq"]);
    }

    #[test]
    fn what_counts_its_messages_is_inherited_one_by_one() {
        let groups = groups(
            r#"{ "hq": { "name": "HQ", "braze": { "sms": { "subscription_group_id": "numbers", "message_variation_id": "all" } } },
                 "lyon": { "name": "Lyon", "parent": "hq", "braze": { "sms": { "message_variation_id": "lyon" } } } }"#,
        );
        let sms = groups.resolve("lyon").unwrap().profile.braze.sms;
        assert_eq!(sms.subscription_group_id.as_deref(), Some("numbers"));
        assert_eq!(sms.message_variation_id.as_deref(), Some("lyon"));
    }

    #[test]
    fn a_circle_ends() {
        let groups = groups(r#"{ "a": { "name": "A", "parent": "b" }, "b": { "name": "B", "parent": "a" } }"#);
        assert_eq!(groups.resolve("a").unwrap().above.len(), MAX_DEPTH - 1);
    }
}
