//! Which data a template uses: attributes, events, catalogues, content blocks, hosts; where, under which conditions,
//! with a default or without; and which of its stretches every reader gets to see.
//!
//! Every arm of every condition is looked at: this is about the template, not about one rendering of it.

mod facts;
mod gather;
mod names;
mod paths;
mod presence;
#[cfg(test)]
mod tests;
mod ways;

pub(super) use paths::aborts;
pub use paths::{Guard, GuardKind, conditions_of, on_every_path};
pub use ways::{Way, Ways, ways};

use super::ast::Template;
use crate::text::Span;
use serde::Serialize;

/// All that a template uses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// In the order of the text.
    pub uses: Vec<Use>,
    /// Where it may call off the message.
    pub aborts: Vec<Abort>,
    /// It calls off the message whatever the data.
    pub always_aborts: bool,
}

/// One use of something that Braze has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// Of what kind.
    pub kind: UseKind,
    /// What it is called: `first_name`, `loyalty tier`, a catalogue, a host.
    pub name: String,
    /// The words of the template that name it, or the variable that stands for it.
    pub span: Span,
    /// What is done with it.
    pub role: Role,
    /// What is printed where it is missing.
    pub fallback: Fallback,
    /// The tags under which it stands, the outermost first.
    pub guards: Vec<Guard>,
}

/// What can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UseKind {
    /// `${first_name}`
    Attribute,
    /// `custom_attribute.${x}`
    CustomAttribute,
    /// `event_properties.${x}`
    EventProperty,
    /// `api_trigger_properties.${x}`
    TriggerProperty,
    /// `context.${x}`, `canvas_entry_properties.${x}`
    Context,
    /// `campaign.${x}`, `canvas.${x}`, `card.${x}`, `app.${x}`: of the message, not of the recipient.
    Message,
    /// `most_recently_used_device.${x}`, `targeted_device.${x}`
    Device,
    /// `subscribed_state.${x}`
    Subscription,
    /// `sms.${x}`, `whats_app.${x}`
    Inbound,
    /// `${set_user_to_unsubscribed_url}` and kin; `preference_center.${x}`
    Link,
    /// `content_blocks.${x}`
    ContentBlock,
    /// `product_recommendation.${x}`
    Recommendation,
    /// `catalog_items`
    Catalog,
    /// `catalog_selection_items`: `catalogue/selection`
    Selection,
    /// `connected_content`: the host of its URL, as far as it is fixed.
    Host,
    /// `promotion`
    Promotion,
    /// Something else with `.${x}`.
    Other,
}

impl UseKind {
    /// It is data on the recipient, which may be missing.
    pub const fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Attribute
                | Self::CustomAttribute
                | Self::EventProperty
                | Self::TriggerProperty
                | Self::Context
                | Self::Device
                | Self::Inbound
        )
    }
}

/// What is done with data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It is printed.
    Printed,
    /// A condition asks for it.
    Tested,
    /// A loop walks it.
    Walked,
    /// A variable gets it.
    Assigned,
    /// A filter, an index or a tag is given it.
    Given,
    /// It goes into the URL, the headers or the body of a `connected_content` call.
    Sent,
    /// A tag calls it up: a catalogue, a host, a promotion list.
    Called,
}

/// What happens where data is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "at")]
pub enum Fallback {
    /// Nothing is printed.
    None,
    /// `default` prints something else.
    Default(Span),
    /// `default: ''` prints nothing either.
    EmptyDefault(Span),
    /// It cannot be missing here: this condition has seen to it.
    Present(Span),
}

impl Fallback {
    /// Something is always printed.
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Default(_) | Self::Present(_))
    }
}

/// A place where the message may be called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Abort {
    /// The tag.
    pub span: Span,
    /// The reason in it.
    pub reason: Option<Span>,
    /// The tags under which it stands.
    pub guards: Vec<Guard>,
}

/// What `template` uses.
///
/// ```
/// use countersign::liquid::{parse, uses::{UseKind, uses}};
/// let template = parse("Hi {{ ${first_name} | default: 'you' }}, {{ custom_attribute.${tier} }}").template;
/// let found = uses(&template).uses;
/// assert!(found[0].fallback.is_safe());
/// assert_eq!((found[1].kind, found[1].name.as_str()), (UseKind::CustomAttribute, "tier"));
/// assert!(!found[1].fallback.is_safe());
/// ```
pub fn uses(template: &Template) -> Uses {
    gather::gather(template)
}
