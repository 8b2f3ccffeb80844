//! What one customer would get: Braze's Liquid evaluated, and only what changed shown anew.

use super::{ContentCard, Message, Push, Webhook, WhatsAppShown, unit};
use crate::compile::{Form, Piece, regions};
use crate::draft::Recipient;
use crate::liquid::ast::{self, Kind};
use crate::liquid::dates::Moment;
use crate::liquid::eval::{self, Rendered, World};
use crate::liquid::{self, value::Value};
use crate::text::{Encoding, Segments, Span, segments};
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use serde_json::{Map, json};
use std::collections::BTreeSet;

/// A message as one customer would get it. Of what does not go out by e-mail, the e-mail's texts are empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Preview {
    /// The subject line.
    pub subject: String,
    /// The line after it.
    pub preheader: Option<String>,
    /// The HTML, with `<!--cs:N-->` and `<!--/cs:N-->` around unit `N`.
    pub html: String,
    /// The plain text.
    pub text: String,
    /// What goes out on the other channels.
    #[serde(flatten)]
    pub others: Others,
    /// Why this customer would get nothing, where `abort_message` says so; empty where it gives no reason.
    pub aborted: Option<String>,
    /// What Braze could not evaluate.
    pub errors: Vec<String>,
}

/// What one customer would get on the channels besides e-mail.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Others {
    /// The text message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<SmsPreview>,
    /// The push notification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub push: Option<Push>,
    /// The card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_card: Option<ContentCard>,
    /// The message by WhatsApp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whats_app: Option<WhatsAppShown>,
    /// The request to a server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook: Option<Webhook>,
}

impl Others {
    /// Those that are others than `before`.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        fn new<T: Clone + PartialEq>(now: &Option<T>, before: &Option<T>) -> Option<T> {
            if now == before { None } else { now.clone() }
        }
        Self {
            sms: new(&self.sms, &before.sms),
            push: new(&self.push, &before.push),
            content_card: new(&self.content_card, &before.content_card),
            whats_app: new(&self.whats_app, &before.whats_app),
            webhook: new(&self.webhook, &before.webhook),
        }
    }
}

/// A text message as one customer would get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SmsPreview {
    /// The text.
    pub body: String,
    /// How it travels.
    pub encoding: Encoding,
    /// Septets, or UTF-16 code units.
    pub units: usize,
    /// How many messages it takes.
    pub segments: usize,
    /// The characters for which it travels at two octets each.
    pub outside: Vec<String>,
}

impl SmsPreview {
    fn new(body: String) -> Self {
        let Segments { encoding, units, count, outside, .. } = segments(&body);
        let mut characters: Vec<String> = Vec::new();
        for span in outside {
            let character = span.of(&body);
            if !characters.iter().any(|known| known == character) {
                characters.push(character.to_owned());
            }
        }
        Self { body, encoding, units, segments: count, outside: characters }
    }
}

/// The new HTML of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Patch {
    /// Which.
    pub unit: usize,
    /// What stands between its marks now.
    pub html: String,
}

/// What the preview shows, so that a change is shown alone.
#[derive(Debug)]
pub struct PreviewState {
    /// Whether the fixed part carries nothing from one place to another.
    apart: bool,
    shown: Option<Recipient>,
    changed: BTreeSet<usize>,
}

impl PreviewState {
    /// Nothing is shown yet.
    pub fn new(form: &Form) -> Self {
        let fixed = &form.body.fixed.liquid;
        let within_loop = |hole: Span| {
            let mut found = false;
            regions::each(&fixed.nodes, &mut |node| {
                let repeats = matches!(node.kind, Kind::For(_) | Kind::TableRow(_) | Kind::Capture { .. });
                found |= repeats && node.span.contains(hole);
            });
            found
        };
        let apart = !carries(fixed) && !form.body.units.iter().any(|unit| within_loop(unit.hole));
        Self { apart, shown: None, changed: BTreeSet::new() }
    }

    /// The unit `index` renders to something else than before.
    pub fn changed(&mut self, index: usize) {
        self.changed.insert(index);
    }

    /// The whole message for `recipient`.
    pub fn whole(
        &mut self,
        form: &Form,
        message: &Message,
        units: &[&Piece],
        recipient: &Recipient,
        now: Timestamp,
    ) -> Preview {
        self.shown = Some(recipient.clone());
        self.changed.clear();
        let sample = Sample::new(recipient, now);
        let mut preview = Preview::default();
        let mut evaluate = |source: &str| {
            let rendered = sample.evaluate(&liquid::parse(source).template);
            preview.aborted = preview.aborted.take().or(rendered.aborted);
            preview.errors.extend(rendered.errors.into_iter().map(|mistake| mistake.message));
            rendered.output
        };
        let mut shown = Preview::default();
        if let Some(email) = &message.email {
            shown.subject = evaluate(&email.subject);
            shown.preheader = email.preheader.as_deref().map(&mut evaluate);
            shown.html = evaluate(&unit::marked(form, units));
            shown.text = evaluate(&email.text);
        }
        shown.others.sms = message.sms.as_ref().map(|sms| SmsPreview::new(evaluate(&sms.body)));
        shown.others.push = message.push.as_ref().map(|push| Push {
            title: evaluate(&push.title),
            body: evaluate(&push.body),
            link: push.link.as_deref().map(&mut evaluate),
            image: push.image.as_deref().map(&mut evaluate),
        });
        shown.others.content_card = message.content_card.as_ref().map(|card| card.with(&mut evaluate));
        shown.others.whats_app = message.whats_app.as_ref().map(|message| message.shown.with(&mut evaluate));
        shown.others.webhook = message.webhook.as_ref().map(|webhook| webhook.with(&mut evaluate));
        Preview { aborted: preview.aborted, errors: preview.errors, ..shown }
    }

    /// The units that changed since; `None` where the whole has to be shown anew.
    pub fn patches(&mut self, units: &[&Piece], now: Timestamp) -> Option<Vec<Patch>> {
        let changed = std::mem::take(&mut self.changed);
        let sample = Sample::new(self.shown.as_ref()?, now);
        let pieces = changed.iter().filter_map(|index| Some((*index, units.get(*index)?)));
        let mut patches = Vec::new();
        for (unit, piece) in pieces {
            if !self.apart || carries(&piece.liquid) {
                self.shown = None;
                return None;
            }
            patches.push(Patch { unit, html: sample.evaluate(&piece.liquid).output });
        }
        Some(patches)
    }
}

/// Whether a template sets something that may be read elsewhere.
fn carries(template: &ast::Template) -> bool {
    let mut carries = false;
    regions::each(&template.nodes, &mut |node| {
        carries |= !matches!(
            node.kind,
            Kind::Text { .. }
                | Kind::Output(_)
                | Kind::If(_)
                | Kind::Case(_)
                | Kind::Raw(_)
                | Kind::Comment
                | Kind::Error
        );
    });
    carries
}

/// A made-up customer as Braze's Liquid sees one.
struct Sample {
    data: Value,
    world: World,
}

/// Links that Braze makes for each customer. In a preview they lead nowhere.
const LINKS: &[&str] = &[
    "set_user_to_unsubscribed_url",
    "set_user_to_subscribed_url",
    "set_user_to_opted_in_url",
    "preference_center_url",
    "unsubscribe_url",
];

impl Sample {
    fn new(recipient: &Recipient, now: Timestamp) -> Self {
        let mut data: Map<String, serde_json::Value> =
            LINKS.iter().map(|name| ((*name).to_owned(), json!("#"))).collect();
        data.extend(recipient.attributes.iter().map(|(name, value)| (name.clone(), value.clone())));
        data.insert("custom_attribute".to_owned(), json!(recipient.custom_attributes));
        let world = World::at(Moment::of(now, TimeZone::UTC));
        Self { data: Value::from(serde_json::Value::Object(data)), world }
    }

    /// What the customer would read; where the template asks for more than it may, why.
    fn evaluate(&self, template: &ast::Template) -> Rendered {
        eval::render(template, &self.data, &self.world).unwrap_or_else(|refused| {
            let mistake = eval::Mistake { message: refused.to_string(), span: template.span() };
            Rendered { errors: vec![mistake], ..Rendered::default() }
        })
    }
}
