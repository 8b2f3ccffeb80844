//! Messages as one person gets them: the Liquid in every text of a message, evaluated by our engine.
//!
//! In: the `messages` of a request, read once. Out, for each person: the message, or why Liquid called it off.

use super::channel::Channel;
use super::profile::{Name, Profile};
use crate::liquid::ast::Template;
use crate::liquid::dates::Moment;
use crate::liquid::eval::{World, render};
use crate::liquid::parse;
use crate::liquid::value::{Object, Value};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// Members of a message that are ids or settings, never texts.
const NO_TEXT: &[&str] = &["app_id", "message_variation_id", "subscription_group_id", "email_template_id"];

/// What a recipient knows from the sending, besides who they are: the campaign, the links of the e-mail list.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct About {
    pub(in crate::sandbox) campaign_id: String,
    pub(in crate::sandbox) campaign_name: String,
    pub(in crate::sandbox) dispatch_id: String,
}

/// Messages, read.
#[derive(Debug)]
pub(in crate::sandbox) struct Content {
    pub(in crate::sandbox) messages: Vec<Message>,
    pub(in crate::sandbox) about: About,
}

/// A message of one channel.
#[derive(Debug)]
pub(in crate::sandbox) struct Message {
    pub(in crate::sandbox) channel: Channel,
    /// As it came.
    pub(in crate::sandbox) json: Json,
    shape: Shape,
}

impl Message {
    pub(in crate::sandbox) fn variation(&self) -> Option<&str> {
        self.json.get("message_variation_id").and_then(Json::as_str)
    }
}

/// A message as one person gets it.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct Shown {
    /// The message, its Liquid worked out.
    pub(in crate::sandbox) message: Json,
    /// Why it was called off.
    pub(in crate::sandbox) aborted: Option<String>,
    /// Why it could not be worked out at all.
    pub(in crate::sandbox) refused: Option<String>,
    /// Mistakes that stand in the text.
    pub(in crate::sandbox) errors: Vec<String>,
    /// Services, catalogues and blocks for which there is no sample.
    pub(in crate::sandbox) unanswered: Vec<String>,
}

/// JSON whose texts may be Liquid.
#[derive(Debug)]
enum Shape {
    Fixed(Json),
    Text(Box<Template>),
    List(Vec<Shape>),
    Map(Vec<(String, Shape)>),
}

impl Shape {
    fn read(json: &Json) -> Self {
        match json {
            Json::String(text) if text.contains("{{") || text.contains("{%") => {
                Self::Text(Box::new(parse(text).template))
            }
            Json::Array(items) => Self::List(items.iter().map(Self::read).collect()),
            Json::Object(members) => {
                Self::Map(members.iter().map(|(name, json)| (name.clone(), Self::of(name, json))).collect())
            }
            other => Self::Fixed(other.clone()),
        }
    }

    fn of(name: &str, json: &Json) -> Self {
        if NO_TEXT.contains(&name) { Self::Fixed(json.clone()) } else { Self::read(json) }
    }

    fn show(&self, data: &Value, world: &World, shown: &mut Shown) -> Json {
        if shown.aborted.is_some() || shown.refused.is_some() {
            return Json::Null;
        }
        match self {
            Self::Fixed(json) => json.clone(),
            Self::List(items) => Json::Array(items.iter().map(|item| item.show(data, world, shown)).collect()),
            Self::Map(members) => {
                let members = members.iter().map(|(name, shape)| (name.clone(), shape.show(data, world, shown)));
                Json::Object(members.collect::<Map<_, _>>())
            }
            Self::Text(template) => match render(template, data, world) {
                Ok(rendered) => {
                    shown.aborted = rendered.aborted;
                    shown.errors.extend(rendered.errors.into_iter().map(|mistake| mistake.message));
                    shown.unanswered.extend(rendered.unanswered);
                    Json::String(rendered.output)
                }
                Err(refused) => {
                    shown.refused = Some(refused.to_string());
                    Json::Null
                }
            },
        }
    }
}

impl Content {
    /// Reads the `messages` of a request.
    pub(in crate::sandbox) fn read(messages: &Json, about: About) -> Self {
        let messages = messages.as_object().into_iter().flatten();
        let messages = messages.filter_map(|(name, json)| {
            Some(Message { channel: Channel::of(name)?, json: json.clone(), shape: Shape::read(json) })
        });
        Self { messages: messages.collect(), about }
    }

    /// The message as this person gets it.
    pub(in crate::sandbox) fn show(&self, message: &Message, person: &Profile, world: &World) -> Shown {
        let data = self.data(message, person);
        let mut shown = Shown::default();
        shown.message = message.shape.show(&data, world, &mut shown);
        shown
    }

    /// What Liquid knows of person and sending.
    fn data(&self, message: &Message, person: &Profile) -> Value {
        let About { campaign_id, campaign_name, dispatch_id } = &self.about;
        let text = |name: &str, value: &str| -> (Name, Value) { (Arc::from(name), Value::text(value)) };
        let mut entries = person.liquid();
        let campaign = [
            text("api_id", campaign_id),
            text("name", campaign_name),
            text("dispatch_id", dispatch_id),
            text("message_api_id", message.variation().unwrap_or_default()),
        ];
        entries.push((Arc::from("campaign"), Value::from(campaign.into_iter().collect::<Object>())));
        // Addresses that lead nowhere (`.example` is nobody's), and are another for everybody.
        for (name, path) in LINKS {
            entries.push(text(name, &format!("https://braze.example/{path}/{}", person.braze_id)));
        }
        let footer = format!("<a href=\"https://braze.example/unsubscribe/{}\">Unsubscribe</a>", person.braze_id);
        entries.push(text("email_footer", &footer));
        Value::from(entries.into_iter().collect::<Object>())
    }
}

/// Links that Braze makes for each person.
const LINKS: &[(&str, &str)] = &[
    ("set_user_to_unsubscribed_url", "unsubscribe"),
    ("unsubscribe_url", "unsubscribe"),
    ("set_user_to_one_click_list_unsubscribe", "unsubscribe"),
    ("set_user_to_subscribed_url", "subscribe"),
    ("set_user_to_opted_in_url", "opt-in"),
    ("preference_center_url", "preferences"),
];

/// A time (milliseconds) as Liquid has it.
pub(in crate::sandbox) fn moment(at: i64) -> Moment {
    Moment::of(Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH), TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::super::people::People;
    use super::*;
    use serde_json::json;

    fn shown(text: &str) -> Shown {
        let mut people = People::new(1);
        people.set_attributes(
            &json!({ "external_id": "ann", "first_name": "Ann", "home_city": "Lyon", "shop": { "name": "Pentes" } }),
            1_795_435_200_000,
        );
        let messages = json!({ "email": { "subject": text, "message_variation_id": "{{ v }}", "extras": { "a": ["{{ ${city} }}"] } } });
        let content = Content::read(&messages, About { campaign_id: "c".to_owned(), ..About::default() });
        let world = World::at(moment(1_795_435_200_000));
        content.show(&content.messages[0], people.get(0).unwrap(), &world)
    }

    #[test]
    fn every_text_is_worked_out_and_ids_are_not() {
        let message = shown(
            "{{ ${first_name} }} {{ custom_attribute.${shop.name} }} {{ campaign.${api_id} }} {{ 'now' | date: '%F' }}",
        );
        assert_eq!(
            message.message,
            json!({ "subject": "Ann Pentes c 2026-11-23", "message_variation_id": "{{ v }}", "extras": { "a": ["Lyon"] } })
        );
        assert_eq!(shown("{{ ${user_id} }}").message["subject"], "ann");
        assert!(
            shown("{{ ${set_user_to_unsubscribed_url} }}").message["subject"]
                .as_str()
                .unwrap()
                .starts_with("https://braze.example/")
        );
    }

    #[test]
    fn called_off_and_refused() {
        assert_eq!(shown("{% abort_message('not today') %}").aborted.as_deref(), Some("not today"));
        assert!(shown("{% for i in (1..100000) %}{% for j in (1..100) %}x{% endfor %}{% endfor %}").refused.is_some());
        assert_eq!(shown("{% connected_content https://a.example %}").unanswered, ["https://a.example"]);
    }
}
