//! What the words of a template name.

use super::UseKind;
use crate::liquid::ast::{Expr, ExprKind, Kind, Literal, Node, Path, Root, Step, Template};
use crate::liquid::names::is_attribute;
use crate::liquid::partial::each;
use crate::order;

/// What a path of Braze's names.
pub(super) fn named(template: &Template, path: &Path) -> Option<(UseKind, String)> {
    let namespace = match (&path.root, path.steps.first()) {
        (Root::Attribute(name), _) => {
            let name = template.text(*name);
            let link = name.ends_with("_url") || name.starts_with("set_user_to") || name == "email_footer";
            let kind = if link && is_attribute(name) { UseKind::Link } else { UseKind::Attribute };
            return Some((kind, name.to_owned()));
        }
        (Root::Name(root), Some(Step::Attribute(name))) => (template.text(*root), template.text(*name)),
        _ => return None,
    };
    let kind = match namespace.0 {
        "custom_attribute" => UseKind::CustomAttribute,
        "event_properties" => UseKind::EventProperty,
        "api_trigger_properties" => UseKind::TriggerProperty,
        "context" | "canvas_entry_properties" => UseKind::Context,
        "campaign" | "canvas" | "card" | "app" => UseKind::Message,
        "most_recently_used_device" | "targeted_device" => UseKind::Device,
        "subscribed_state" => UseKind::Subscription,
        "sms" | "whats_app" => UseKind::Inbound,
        "preference_center" => UseKind::Link,
        "content_blocks" => UseKind::ContentBlock,
        "product_recommendation" => UseKind::Recommendation,
        _ => UseKind::Other,
    };
    Some((kind, namespace.1.to_owned()))
}

/// Variables that `nodes` assign, at any depth.
pub(super) fn assigned_in<'t>(template: &'t Template, nodes: &'t [Node]) -> Vec<&'t str> {
    let mut names = Vec::new();
    each(nodes, &mut |node| match &node.kind {
        Kind::Assign { name, .. } | Kind::Capture { name, .. } => names.push(template.text(*name)),
        _ => {}
    });
    order::sort(&mut names);
    names.dedup();
    names
}

/// The host of a URL as it is written; with Liquid in it where it is not fixed.
pub(super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    // A brace of Liquid may hold a slash.
    let mut depth = 0usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'/' | b'?' | b'#' if depth == 0 => return rest.get(..at).unwrap_or(rest),
            _ => {}
        }
    }
    rest
}

/// A literal that is something.
pub(super) fn is_solid(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Text(text)) => !text.is_empty(),
        ExprKind::Literal(Literal::Nil | Literal::False | Literal::Blank | Literal::Empty) => false,
        ExprKind::Literal(_) => true,
        _ => false,
    }
}

/// A literal that is nothing.
pub(super) fn is_empty(template: &Template, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Text(text)) => template.text(*text).trim().is_empty(),
        ExprKind::Literal(Literal::Nil | Literal::Blank | Literal::Empty | Literal::False) | ExprKind::Missing => true,
        _ => false,
    }
}
