//! `a11y-vml-alt`: shapes for Outlook have a text, and hold no headings and links.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-vml-alt",
        "WCAG 2.2, 1.1.1 (A); practice of e-mail",
        Severity::Warning,
        Says {
            title: Text { en: "Shape for Outlook", fr: "Forme pour Outlook" },
            message: Text { en: "This VML shape {what}.", fr: "Cette forme VML {what}." },
            why: Text {
                en: "Outlook with a screen reader announces a shape by its alt text, and loses what is structured within.",
                fr: "Outlook, avec un lecteur d’écran, annonce une forme par son texte alt, et perd la structure de son contenu.",
            },
            fix: Text {
                en: "Add alt=\"\" to a shape that decorates, alt with words to one that says something.",
                fr: "Ajoutez alt=\"\" à une forme décorative, un alt avec du texte à celle qui dit quelque chose.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<!--[if mso]>[[<v:rect fill="true" style="width:600px">]]<v:fill src="a.png"/></v:rect><![endif]-->"#,
        )
        .fixed(
            r#"<!--[if mso]><v:rect fill="true" style="width:600px" alt=""><v:fill src="a.png"/></v:rect><![endif]-->"#,
        ),
        Example::html(
            "{}",
            r#"<!--[if mso]><v:rect alt=""><v:textbox>[[<h1>]]Roma</h1></v:textbox></v:rect><![endif]-->"#,
        ),
        Example::html("{}", r#"<!--[if mso]><v:rect alt="" fill="true"><v:fill src="a.png"/></v:rect><![endif]-->"#),
        Example::html(
            "{}",
            r#"<!--[if mso]><v:roundrect href="https://roma.example"><center>Book</center></v:roundrect><![endif]-->"#,
        ),
        Example::html(
            "{}",
            r#"<!--[if mso]><table><tr><td><a href="https://roma.example">Book</a></td></tr></table><![endif]-->"#,
        ),
    ]),
};

const NO_ALT: Text = Text { en: "has no “alt” text", fr: "n’a pas de texte « alt »" };
const STRUCTURE: Text = Text { en: "holds a heading or a link", fr: "contient un titre ou un lien" };
const DECORATES: Text = Text { en: "It only decorates: alt=\"\"", fr: "Elle est décorative : alt=\"\"" };

const SHAPES: &[&str] = &["v:rect", "v:roundrect", "v:oval", "v:shape", "v:arc", "v:line", "v:polyline"];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for id in facts.tree.descendants(facts.tree.root()) {
        if let Some(inside) = facts.tree.outlook_only(id) {
            comment(facts, inside, found);
        }
    }
}

fn comment(facts: &Facts, inside: Span, found: &mut Findings) {
    let text = inside.of(facts.html);
    let mut open: Option<&str> = None;
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at..).unwrap_or_default();
        let tag = rest.get(..rest.find('>').map_or(rest.len(), |end| end + 1)).unwrap_or_default();
        let name = tag
            .trim_start_matches(['<', '/'])
            .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .next()
            .unwrap_or_default();
        let place = Span::new(at, at + tag.len()).shift(inside.start);
        if tag.starts_with("</") {
            open = open.filter(|shape| !shape.eq_ignore_ascii_case(name));
        } else if let Some(shape) = SHAPES.iter().find(|shape| shape.eq_ignore_ascii_case(name)) {
            open = (!tag.ends_with("/>")).then_some(*shape);
            // A button of Outlook says its label.
            let label = rest.get(tag.len()..).unwrap_or_default().trim_start();
            let labelled = label.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("<center"))
                || label.starts_with("<w:anchorlock");
            if !has_alt(tag) && !labelled {
                let mut finding = found.at(place).with("what", NO_ALT);
                let end = place.end - if tag.ends_with("/>") { 2 } else { 1 };
                if let Some(edit) = found.edit_html(Span::at(end), " alt=\"\"").filter(|_| tag.ends_with('>')) {
                    finding = finding.fix(Fix::new(DECORATES, Trust::Suggestion, edit));
                }
                found.say(finding);
            }
        } else if open.is_some()
            && matches!(name.to_ascii_lowercase().as_str(), "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        {
            found.say(found.at(place).with("what", STRUCTURE));
        }
    }
}

fn has_alt(tag: &str) -> bool {
    tag.split(char::is_whitespace).any(|part| {
        part.split('=')
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("alt") || name.eq_ignore_ascii_case("o:title"))
    })
}
