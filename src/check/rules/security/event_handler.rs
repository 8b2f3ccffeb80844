//! `sec-event-handler`: no attribute runs a script.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-event-handler",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "HTML Standard, 8.1.8 (event handlers)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Script in an attribute", fr: "Script dans un attribut" },
        message: Text { en: "“{name}” runs a script.", fr: "« {name} » exécute un script." },
        why: Text {
            en: "Mail programs take it out or refuse the whole message; where one does not, it runs in the reader’s mailbox.",
            fr: "Les messageries l’enlèvent ou refusent tout le message ; là où elles ne le font pas, cela s’exécute dans la boîte du lecteur.",
        },
        fix: Text { en: "Take this attribute out.", fr: "Retirez cet attribut." },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<img src="a.png" alt="" [[onerror]]="alert(1)">"#).fixed(r#"<img src="a.png" alt="">"#),
        Example::html("{}", "<p [[ONCLICK]]=x>Hi</p>").fixed("<p>Hi</p>"),
        Example::html(
            "{}",
            r#"<svg/[[onload]]=x><p xmlns:ev="http://www.w3.org/2001/xml-events" [[ev:handler]]="x">y</p>"#,
        ),
        Example::html("{}", "<!--[if mso]><td [[onmouseover]]='x'>y</td><![endif]-->")
            .fixed("<!--[if mso]><td>y</td><![endif]-->"),
        Example::html(
            "{}",
            r#"<p on="tap:x" data-onclick="x" title="onclick=x">The onion = good; onclick is a word</p>"#,
        ),
        Example::html("{}", "<p>onclick=\"x\"</p>"),
    ]),
};

const REMOVE: Text = Text { en: "Take “{name}” out", fr: "Retirer « {name} »" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for tag in facts.tags() {
        for (attribute, _) in tag.attributes().filter(|(attribute, _)| runs(attribute.name())) {
            let mut finding = found.at(attribute.name_span).with("name", attribute.name());
            if let Some(edit) = found.edit_html(facts.without(attribute), "") {
                finding = finding.fix(Fix::new(REMOVE, Trust::Safe, edit));
            }
            found.say(finding);
        }
    }
}

/// `onclick`, `onerror` and all that browsers may yet invent; and those of XML Events.
fn runs(name: &str) -> bool {
    let event = name.strip_prefix("on").unwrap_or_default();
    (event.len() >= 3 && event.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
        || matches!(name, "ev:handler" | "ev:event")
}
