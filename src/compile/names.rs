//! The names that are ours in a template: `group.*`, `brand.*`, `offer.*`, `slot.*`. Everything else is Braze's.

use super::slots::Values;
use crate::group::Office;
use crate::kit::{Brand, Kit, Offer};
use crate::liquid::partial::{Knowledge, Known};
use crate::liquid::value::Value;
use crate::locale::{Locale, primary};
use serde_json::{Map, Value as Json, json};

/// What is known of our names at one stage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    group: Value,
    brand: Value,
    offer: Value,
    /// `None` while a form is compiled: slots come later.
    slot: Option<Value>,
}

impl Names {
    /// What is known before anybody wrote anything.
    pub(crate) fn of_form(kit: &Kit, office: &Office, offer: Option<&Offer>) -> Self {
        Self {
            group: Value::from(&group(office)),
            brand: Value::from(&brand(kit)),
            offer: offer.map(|offer| Value::from(&offer_json(offer, office))).unwrap_or_default(),
            slot: None,
        }
    }

    /// What is known once the author wrote.
    pub(crate) fn of_slots(values: &Values) -> Self {
        Self { slot: Some(Value::from(&slots(values))), ..Self::default() }
    }
}

impl Known for Names {
    fn root(&self, name: &str) -> Knowledge<'_> {
        match name {
            "group" => Knowledge::Value(&self.group),
            "brand" => Knowledge::Value(&self.brand),
            "offer" => Knowledge::Value(&self.offer),
            "slot" => self.slot.as_ref().map_or(Knowledge::Later, Knowledge::Value),
            _ => Knowledge::Foreign,
        }
    }
}

/// The language of ours that a group's messages come closest to: for texts that a kit has in two languages.
pub fn language(office: &Office) -> Locale {
    Locale::of_tag(office.profile.locale.as_deref().unwrap_or_default())
}

fn group(office: &Office) -> Json {
    let profile = &office.profile;
    let sender = profile.sender.clone().unwrap_or_default();
    json!({
        "id": office.id,
        "name": profile.name,
        "kind": profile.kind.unwrap_or_default().name(),
        "locale": profile.locale,
        "language": primary(profile.locale.as_deref().unwrap_or(Locale::En.tag())),
        "country": profile.country,
        "time_zone": profile.time_zone,
        "legal_entity": profile.legal_entity,
        "address": profile.address,
        "city": profile.city,
        "phone": profile.phone,
        "hours": profile.hours,
        "website": profile.website,
        "sender": { "name": sender.name, "email": sender.email, "reply_to": sender.reply_to },
        "fields": profile.fields,
    })
}

fn brand(kit: &Kit) -> Json {
    let Brand { name, website, logo, accent, fields } = &kit.brand;
    let colours: Map<String, Json> =
        kit.policy.look.colours.iter().map(|colour| (colour.name.clone(), json!(colour.value))).collect();
    json!({ "name": name, "website": website, "logo": logo, "accent": accent, "fields": fields, "colours": colours })
}

fn offer_json(offer: &Offer, office: &Office) -> Json {
    let mut object: Map<String, Json> =
        offer.fields.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    object.insert("name".to_owned(), json!(offer.name.get(language(office))));
    object.insert("from".to_owned(), json!(offer.from));
    object.insert("until".to_owned(), json!(offer.until));
    Json::Object(object)
}

/// Slot values as templates see them: what is empty is nil, so that `{% if slot.x %}` asks whether it is filled.
fn slots(values: &Values) -> Json {
    Json::Object(values.iter().map(|(id, value)| (id.clone(), seen(value))).collect())
}

fn seen(value: &Json) -> Json {
    match value {
        Json::String(text) if text.trim().is_empty() => Json::Null,
        Json::Array(blocks) if blocks.is_empty() => Json::Null,
        Json::Array(blocks) => blocks.iter().map(seen).collect(),
        Json::Object(fields) => {
            let fields: Map<String, Json> = fields.iter().map(|(name, value)| (name.clone(), seen(value))).collect();
            // A picture without an address is no picture, whatever its alternative text.
            let picture = fields.contains_key("src") || fields.contains_key("alt");
            match picture && fields.get("src").is_none_or(Json::is_null) {
                true => Json::Null,
                false => Json::Object(fields),
            }
        }
        other => other.clone(),
    }
}
