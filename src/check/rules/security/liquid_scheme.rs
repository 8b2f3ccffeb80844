//! `sec-liquid-scheme`: where a link leads is written, not looked up.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::compile::regions;
use crate::html::Segment;
use crate::liquid::{self, ast};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-liquid-scheme",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "OWASP Unvalidated Redirects and Forwards Cheat Sheet",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Address from data", fr: "Adresse tirée des données" },
        message: Text {
            en: "“{name}” decides where this link leads.", fr: "« {name} » décide où mène ce lien."
        },
        why: Text {
            en: "Whoever can write into that field sends our readers anywhere, in the brand’s name.",
            fr: "Celui qui peut écrire dans ce champ envoie nos lecteurs n’importe où, au nom de la marque.",
        },
        fix: Text {
            en: "Write “https://” and the host yourself; let the data fill in only what comes after, through “url_param_escape”.",
            fr: "Écrivez vous-même « https:// » et le nom du site ; ne laissez les données remplir que la suite, avec « url_param_escape ».",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="[[{{event_properties.${url}}}]]">Your order</a>"#),
        Example::html(
            "{}",
            r#"<a href="https://[[{{ custom_attribute.${shop} }}]].roma.example/">Shop</a> <a href="https://a.example[[{{${city}}}]]">x</a>"#,
        ),
        Example::html("{}", r#"{% assign page = api_trigger_properties.${page} %}<a href="[[{{page}}]]">x</a>"#),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/{{ event_properties.${order} | url_param_escape }}">Your order</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a> <a href="{{${preference_center_url}}}">Choose</a>"#,
        ),
        Example::html(
            "{}",
            r#"{% assign base = "https://roma.example" %}<a href="{{base}}/menu">Menu</a> <img src="{{event_properties.${image}}}" alt="">"#,
        ),
    ]),
};

/// Whose values come from recipients, events and calls.
const DATA: &[&str] = &[
    "event_properties",
    "custom_attribute",
    "custom_attributes",
    "nested_custom_attributes",
    "api_trigger_properties",
    "canvas_entry_properties",
    "context",
];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let mut tainted = None;
    for tag in facts.tags().filter(|tag| tag.name() != "link" && tag.name() != "base") {
        let Some(href) = tag.element.attribute("href").filter(|href| href.value.is_masked()) else { continue };
        let mut before = String::new();
        for segment in tag.tree.segments(&href.value) {
            match segment {
                Segment::Text(text) => before.push_str(text),
                Segment::Mask(_) if is_settled(&before) => break,
                Segment::Mask(span) => {
                    let tainted = tainted.get_or_insert_with(|| assigned(facts));
                    if let Some(name) = data_in(span.of(facts.html), tainted) {
                        found.say(found.at(span).with("name", name));
                        break;
                    }
                    before.push('x');
                }
            }
        }
    }
}

/// Whether scheme and host are written out in what stands so far.
fn is_settled(before: &str) -> bool {
    match before.trim_start().split_once(':') {
        Some((_, rest)) => !rest.starts_with("//") || rest.get(2..).is_some_and(|rest| rest.contains(['/', '?', '#'])),
        None => before.contains(['/', '?', '#']),
    }
}

/// The data that an output prints, where it prints data.
fn data_in(output: &str, tainted: &[String]) -> Option<String> {
    let parsed = liquid::parse(output).template;
    let value = parsed.nodes.iter().find_map(|node| match &node.kind {
        ast::Kind::Output(value) => Some(value),
        _ => None,
    })?;
    data(&parsed, value, tainted)
}

fn data(template: &ast::Template, value: &ast::Filtered, tainted: &[String]) -> Option<String> {
    let path = match &value.base.kind {
        ast::ExprKind::Path(path) => path,
        ast::ExprKind::Braces(inner) => return data(template, inner, tainted),
        _ => return None,
    };
    let foreign = match &path.root {
        ast::Root::Name(name) => {
            let name = template.text(*name);
            DATA.contains(&name) || tainted.iter().any(|known| known == name)
        }
        // Braze’s own pages are called so.
        ast::Root::Attribute(name) => !template.text(*name).trim().ends_with("_url"),
        ast::Root::Dynamic(_) => false,
    };
    foreign.then(|| template.text(value.base.span).trim().to_owned())
}

/// The variables that hold such data.
fn assigned(facts: &Facts) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let template = facts.liquid();
    regions::each(&template.nodes, &mut |node| {
        if let ast::Kind::Assign { name, value } = &node.kind
            && data(template, value, &names).is_some()
        {
            names.push(template.text(*name).to_owned());
        }
    });
    names
}
