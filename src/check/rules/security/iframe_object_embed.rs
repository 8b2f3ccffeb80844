//! `sec-iframe-object-embed`: nothing foreign is shown inside a message.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::Tag;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-iframe-object-embed",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "HTML Standard, 4.8.5 to 4.8.7",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Embedded page", fr: "Page intégrée" },
        message: Text {
            en: "“{name}” shows a foreign page or program inside the message.",
            fr: "« {name} » affiche une page ou un programme étranger dans le message.",
        },
        why: Text {
            en: "Inboxes take it out, so readers see a hole; where one does not, what is shown can change after sending.",
            fr: "Les messageries l’enlèvent et il ne reste qu’un trou ; sinon, ce qui s’affiche peut changer après l’envoi.",
        },
        fix: Text { en: "Show an image and link it to the page.", fr: "Montrez une image et liez-la à la page." },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<p>[[<iframe src="https://a.example">]]</iframe></p>"#).fixed("<p></p>"),
        Example::html("{}", r#"[[<object data="x">]]<p>x</p></object>[[<EMBED src=x>]]"#).fixed(""),
        Example::html("{}", r#"<!--[if mso]>[[<applet code=x>]]</applet><![endif]-->"#),
        Example::html(
            "{}",
            r#"<video src="https://a.example/v.mp4"></video><img src="https://a.example/x.png" alt="">"#,
        ),
        Example::html("{}", "<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]-->"),
    ]),
};

const REMOVE: Text = Text { en: "Take it out", fr: "Le retirer" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for tag in facts.tags().filter(embeds) {
        let mut finding = found.at(tag.span()).with("name", tag.name());
        if let Some(edit) = found.edit_html(tag.tree.node(tag.id).span, "") {
            finding = finding.fix(Fix::new(REMOVE, Trust::Suggestion, edit));
        }
        found.say(finding);
    }
}

fn embeds(tag: &Tag) -> bool {
    match tag.name() {
        "iframe" | "frame" | "frameset" | "object" | "embed" | "applet" | "portal" | "fencedframe" | "vmlframe" => true,
        "layer" | "ilayer" => tag.value("src").is_some(),
        "link" => tag.value("rel").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("import")),
        // An island of foreign data, which old Internet Explorer fetched.
        "xml" | "import" | "event-source" => tag.value("src").is_some() || tag.value("implementation").is_some(),
        _ => false,
    }
}
