//! `liquid-connected-content-secret`: no key or password in a call.

use super::DATA;
use super::calls;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-connected-content-secret",
        source: "OWASP ASVS 5.0, 13.3; Braze, Connected Content: stored credentials",
        severity: Severity::Error,
        title: Text { en: "Secret in a call", fr: "Secret dans un appel" },
        message: Text {
            en: "“{name}” is written out in this call.",
            fr: "« {name} » est écrit en clair dans cet appel.",
        },
        why: Text {
            en: "Whoever may read the template can use it, and Braze’s logs keep it.",
            fr: "Qui peut lire le modèle peut s’en servir, et les journaux de Braze le conservent.",
        },
        fix: Text {
            en: "Store it in Braze and write :basic_auth with its name, or use a stored credential in the header.",
            fr: "Enregistrez-le dans Braze et écrivez :basic_auth suivi de son nom, ou un identifiant enregistré dans l’en-tête.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("[[{% connected_content https://api.roma.example/x?api_key=sk_live_1234567890 :save r %}]]"),
        Example::liquid(
            "[[{% connected_content https://api.roma.example/x :headers {\"Authorization\": \"Bearer abcdef1234567890\"} :save r %}]]",
        ),
        Example::liquid(
            "{% connected_content https://api.roma.example/x?token={{custom_attribute.${opaque_token}}} :basic_auth roma_api :save r %}",
        ),
        Example::liquid("{% connected_content https://api.roma.example/tokens?key=menu :save r %}"),
    ]),
};

/// What a secret is called.
const NAMES: &[&str] = &[
    "api_key",
    "apikey",
    "api-key",
    "x-api-key",
    "access_token",
    "accesstoken",
    "auth_token",
    "client_secret",
    "secret",
    "token",
    "password",
    "passwd",
    "pwd",
    "key",
];

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    for call in calls(part) {
        if let Some(name) = secret(call.head.of(part.source)) {
            found.say(found.at(call.head).with("name", name));
        }
    }
}

/// The name of the first secret that is written out.
fn secret(tag: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let long = |value: &str| {
        let value: String =
            value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')).collect();
        value.len() >= 8 && value.chars().any(|c| c.is_ascii_digit()) && value.chars().any(char::is_alphabetic)
    };
    for (at, scheme) in ["bearer ", "basic "].iter().flat_map(|scheme| lower.match_indices(scheme)) {
        if long(lower.get(at + scheme.len()..).unwrap_or_default().trim_start()) {
            return Some(scheme.trim().to_owned());
        }
    }
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    for (at, _) in lower.match_indices(['=', ':']) {
        let before = lower.get(..at).unwrap_or_default().trim_end_matches(['"', '\'', ' ']);
        let start = before.trim_end_matches(word).len();
        let name = before.get(start..).unwrap_or_default();
        let value = lower.get(at + 1..).unwrap_or_default().trim_start_matches(['"', '\'', ' ']);
        if NAMES.contains(&name) && long(value) {
            return Some(name.to_owned());
        }
    }
    lower.contains("sk_live_").then(|| "sk_live".to_owned())
}
