//! `brand-utm-required`: links carry what counts them.

use super::BRAND;
use super::filled;
use crate::check::Rulebook;
use crate::check::address::{Target, target};
use crate::check::facts::Link;
use crate::check::rule::*;
use crate::html::MASK;
use crate::policy::Links;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-utm-required",
        source: "The brand’s policy: links.parameters",
        severity: Severity::Warning,
        title: Text { en: "Campaign parameters", fr: "Paramètres de campagne" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Without them nobody can tell what the message brought.",
            fr: "Sans eux, personne ne peut dire ce que le message a rapporté.",
        },
        fix: Text {
            en: "Add the parameters to the address, in small letters, each once.",
            fr: "Ajoutez les paramètres à l’adresse, en minuscules, une fois chacun.",
        },
        ..BRAND
    },
    check: Check::Link(look),
    examples: proofs(&[
        Example::html(UTM, r##"<a href="[[https://roma.example/menu]]">Menu</a>"##),
        Example::html(
            UTM,
            r##"<a href="[[https://roma.example/?utm_source=Braze&amp;utm_campaign=nov]]">Menu</a> <a href="[[https://roma.example/?utm_source=braze&utm_source=braze&utm_campaign=x]]">Menu</a>"##,
        ),
        Example::html(
            UTM,
            r##"<a href="https://roma.example/menu?utm_source=braze&amp;utm_campaign=nov26_lyon#x">Menu</a>"##,
        ),
        Example::html(
            UTM,
            r##"<a href="mailto:a@roma.example">Write</a> <a href="{{${set_user_to_unsubscribed_url}}}">Out</a> <a href="https://other.example/">Other</a>"##,
        ),
        Example::html("{}", r##"<a href="https://roma.example/menu">Menu</a>"##),
    ]),
};

const UTM: &str =
    r#"{ "links": { "hosts": ["roma.example"], "parameters": { "utm_campaign": [], "utm_source": ["braze"] } } }"#;

const MISSING: Text =
    Text { en: "“{key}” is missing from this address.", fr: "«\u{a0}{key}\u{a0}» manque dans cette adresse." };
const TWICE: Text = Text {
    en: "“{key}” stands twice in this address.",
    fr: "«\u{a0}{key}\u{a0}» figure deux fois dans cette adresse.",
};
const OTHER: Text = Text {
    en: "“{key}” is “{value}”, which the brand does not use.",
    fr: "«\u{a0}{key}\u{a0}» vaut «\u{a0}{value}\u{a0}», que la marque n’emploie pas.",
};
const ADD: Text = Text { en: "Add {added}", fr: "Ajouter {added}" };

fn look(link: &Link, book: &Rulebook, found: &mut Findings) {
    let links = &book.policy.links;
    let Target::Host(host) = target(link.href) else { return };
    let hosts = if links.parameter_hosts.is_empty() { &links.hosts } else { &links.parameter_hosts };
    let ours = hosts.is_empty() || Links::allows(hosts, &host);
    if links.parameters.is_empty() || !ours || Links::allows(&links.unsubscribe_hosts, &host) {
        return;
    }
    let address = link.href.split('#').next().unwrap_or_default();
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let mut missing = Vec::new();
    let mut wrong = None;
    for (key, values) in &links.parameters {
        let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let mut given = pairs.filter(|(name, _)| name == key).map(|(_, value)| value);
        match (given.next(), given.next()) {
            // Liquid may print more of the query than can be seen here.
            (None, _) if query.contains(MASK) => {}
            (None, _) => missing.push((key, values)),
            (_, Some(_)) => wrong = wrong.or(Some((TWICE, key, ""))),
            (Some(value), None) => {
                let known = values.is_empty() || values.iter().any(|one| one == value);
                let loud = value.contains(char::is_uppercase);
                if !value.contains(MASK) && (value.is_empty() || !known || loud) {
                    wrong = wrong.or(Some((OTHER, key, value)));
                }
            }
        }
    }
    let what = match (missing.first(), wrong) {
        (Some((key, _)), _) => filled(MISSING, &[("key", key)]),
        (None, Some((what, key, value))) => filled(what, &[("key", key), ("value", value)]),
        (None, None) => return,
    };
    let mut finding = found.at(link.href_span).with("what", what);
    // Values that leave no choice can be added at a click.
    let only: Option<Vec<String>> = missing
        .iter()
        .map(|(key, values)| values.first().filter(|_| values.len() == 1).map(|value| format!("{key}={value}")))
        .collect();
    if let Some(added) = only.filter(|added| !added.is_empty()).map(|added| added.join("&"))
        && address.len() == link.written.len()
    {
        let mark = if query.is_empty() && !address.ends_with('?') { "?" } else { "&" };
        if let Some(edit) = found.edit_html(Span::at(link.href_span.end), &format!("{mark}{added}")) {
            finding = finding.fix(Fix::new(ADD, Trust::Suggestion, edit).with("added", added));
        }
    }
    found.say(finding);
}
