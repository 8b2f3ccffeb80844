//! Personal data and Liquid.

mod attribute_allowlist;
mod attribute_unknown;
mod child_attribute;
mod default_reads_well;
mod default_required;
mod financial_attribute;
mod liquid_abort_all_paths;
mod liquid_abort_with_reason;
mod liquid_assignment_comparison;
mod liquid_braze_attribute_syntax;
mod liquid_connected_content_host;
mod liquid_connected_content_robust;
mod liquid_connected_content_secret;
mod liquid_content_block_allowed;
mod liquid_date_timezone;
mod liquid_gotcha;
mod liquid_html_imbalance;
mod liquid_loop_complexity;
mod liquid_syntax_error;
mod liquid_unclosed_tag;
mod liquid_unknown_filter_tag;
mod liquid_unrendered_in_output;
mod liquid_unused_or_undefined;
mod liquid_wrong_platform_tags;
mod name_casing;
mod output_escaped;
mod pii_in_connected_content_url;
mod pii_in_static_copy;
mod pii_in_url;
mod sensitive_attribute;

use super::filled;
use crate::check::Rule;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::{Area, Notice, Severity, Text};
use crate::liquid::ast::{Braze, BrazeTag, Kind};
use crate::liquid::uses::{Use, UseKind};
use crate::policy::Tag;

/// What the notices of this area have in common.
const DATA: Notice = Notice {
    id: "",
    area: Area::Data,
    jurisdictions: &["*"],
    source: "",
    checked: None,
    effective_from: None,
    effective_to: None,
    severity: Severity::Error,
    waivable: true,
    title: Text { en: "", fr: "" },
    message: Text { en: "", fr: "" },
    why: Text { en: "", fr: "" },
    fix: Text { en: "", fr: "" },
};

/// Whether one of these names, as Braze writes them (`custom_attribute.${points}`), is that of a use.
fn names<'a>(mut listed: impl Iterator<Item = &'a String>, used: &Use) -> bool {
    listed.any(|one| is_named(one, used))
}

fn is_named(liquid: &str, used: &Use) -> bool {
    let Some((space, rest)) = liquid.split_once("${") else { return false };
    let name = rest.split('}').next().unwrap_or_default().trim();
    let space = space.trim().trim_end_matches('.');
    let kind = match space {
        "" => matches!(used.kind, UseKind::Attribute | UseKind::Link),
        "custom_attribute" => used.kind == UseKind::CustomAttribute,
        "event_properties" => used.kind == UseKind::EventProperty,
        "api_trigger_properties" => used.kind == UseKind::TriggerProperty,
        "context" | "canvas_entry_properties" => used.kind == UseKind::Context,
        _ => !matches!(used.kind, UseKind::Attribute | UseKind::CustomAttribute),
    };
    kind && name == used.name
}

/// Whether the policy says that a use is about this.
fn tagged(used: &Use, tag: Tag, book: &Rulebook) -> bool {
    let data = &book.policy.data;
    let listed = match tag {
        Tag::Sensitive => data.tags.sensitive.as_slice(),
        Tag::Child => &data.tags.child,
        Tag::Financial => &data.tags.financial,
        Tag::Personal => &data.tags.personal,
        Tag::Name => &[],
    };
    let own = data.attributes.values().filter(|attribute| attribute.tags.contains(&tag));
    names(listed.iter().chain(own.map(|attribute| &attribute.liquid)), used)
}

/// What tells who somebody is, of all that Braze itself knows.
const PERSONAL: &[&str] = &[
    "email_address",
    "phone_number",
    "first_name",
    "last_name",
    "date_of_birth",
    "user_id",
    "braze_id",
    "most_recent_location",
];
/// No filters follow further behind a name.
const LONGEST_CHAIN: usize = 300;

/// What follows a name within its braces.
fn chain(after: &str) -> &str {
    let end = (LONGEST_CHAIN..after.len()).find(|at| after.is_char_boundary(*at)).unwrap_or(after.len());
    after.get(..end).unwrap_or_default().split("}}").next().unwrap_or_default()
}

/// Filters behind which nobody is recognised.
const OPAQUE: &[&str] = &["md5", "sha1", "sha2", "sha256", "hmac"];

/// The first data in an address that tells who somebody is.
pub(super) fn personal(written: &str, book: &Rulebook) -> Option<String> {
    let mut outputs = written.split("${");
    let mut before = outputs.next()?;
    for rest in outputs {
        let (name, after) = rest.split_once('}')?;
        let chain = chain(after);
        let name = name.trim();
        let space: String =
            before.chars().rev().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.')).collect();
        let space: String = space.chars().rev().collect();
        let data = &book.policy.data;
        let liquid = format!("{space}${{{name}}}");
        let own = data.attributes.values().filter(|one| one.tags.contains(&Tag::Personal)).map(|one| &one.liquid);
        let listed =
            data.tags.personal.iter().chain(own).any(|one| one.split_whitespace().eq(liquid.split_whitespace()));
        let telling = space.is_empty() && PERSONAL.contains(&name);
        if (telling || listed) && !OPAQUE.iter().any(|filter| chain.contains(filter)) {
            return Some(name.to_owned());
        }
        before = after;
    }
    None
}

/// Every call of Connected Content.
fn calls<'a>(part: &'a LiquidPart) -> Vec<&'a Braze> {
    let mut found = Vec::new();
    collect(&part.parsed.template.nodes, &mut found);
    found
}

fn collect<'a>(nodes: &'a [crate::liquid::ast::Node], found: &mut Vec<&'a Braze>) {
    for node in nodes {
        match &node.kind {
            Kind::Braze(braze) if braze.tag == BrazeTag::ConnectedContent => found.push(braze),
            Kind::If(inner) => inner.arms.iter().for_each(|arm| collect(&arm.body.nodes, found)),
            Kind::Case(inner) => inner.arms.iter().for_each(|arm| collect(&arm.body.nodes, found)),
            Kind::For(inner) => {
                collect(&inner.body.nodes, found);
                inner.otherwise.iter().for_each(|(_, block)| collect(&block.nodes, found));
            }
            Kind::Capture { body, .. } | Kind::IfChanged(body) => collect(&body.nodes, found),
            Kind::Liquid(nodes) => collect(nodes, found),
            _ => {}
        }
    }
}

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &default_required::RULE,
    &liquid_syntax_error::RULE,
    &liquid_unclosed_tag::RULE,
    &liquid_unknown_filter_tag::RULE,
    &liquid_braze_attribute_syntax::RULE,
    &liquid_assignment_comparison::RULE,
    &liquid_gotcha::RULE,
    &attribute_allowlist::RULE,
    &attribute_unknown::RULE,
    &sensitive_attribute::RULE,
    &child_attribute::RULE,
    &financial_attribute::RULE,
    &pii_in_static_copy::RULE,
    &pii_in_url::RULE,
    &pii_in_connected_content_url::RULE,
    &default_reads_well::RULE,
    &name_casing::RULE,
    &output_escaped::RULE,
    &liquid_abort_with_reason::RULE,
    &liquid_abort_all_paths::RULE,
    &liquid_connected_content_host::RULE,
    &liquid_connected_content_robust::RULE,
    &liquid_connected_content_secret::RULE,
    &liquid_loop_complexity::RULE,
    &liquid_date_timezone::RULE,
    &liquid_content_block_allowed::RULE,
    &liquid_unrendered_in_output::RULE,
    &liquid_wrong_platform_tags::RULE,
    &liquid_unused_or_undefined::RULE,
    &liquid_html_imbalance::RULE,
];
