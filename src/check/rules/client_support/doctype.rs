//! `client-doctype`: a mail says that it is HTML.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::NodeKind;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-doctype",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "HTML Standard, 13.1.1",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "No doctype", fr: "Doctype absent" },
        message: Text {
            en: "The mail does not begin with <!DOCTYPE html>.",
            fr: "Le message ne commence pas par <!DOCTYPE html>.",
        },
        why: Text {
            en: "Without it mail programs compute sizes and line heights as twenty years ago.",
            fr: "Sans lui, les messageries calculent tailles et interlignes comme il y a vingt ans.",
        },
        fix: Text { en: "Write <!DOCTYPE html> first.", fr: "Écrivez d’abord <!DOCTYPE html>." },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "[[]]<html><body><p>a</p></body></html>")
            .fixed("<!DOCTYPE html>\n<html><body><p>a</p></body></html>"),
        Example::html("{}", "[[]]<!-- a --><head><title>a</title></head><p>a</p>")
            .fixed("<!DOCTYPE html>\n<!-- a --><head><title>a</title></head><p>a</p>"),
        Example::html("{}", "<!doctype HTML><html><body><p>a</p></body></html>"),
        Example::html(
            "{}",
            r#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html><body>a</body></html>"#,
        ),
        Example::html("{}", "<p>A snippet is no document.</p>"),
    ]),
};

const INSERT: Text = Text { en: "Insert <!DOCTYPE html>", fr: "Insérer <!DOCTYPE html>" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    let has_one = tree.children(tree.root()).any(|id| matches!(tree.node(id).kind, NodeKind::Doctype));
    if has_one || facts.written_document().is_none() {
        return;
    }
    let mut finding = found.at(Span::at(0));
    if let Some(edit) = markup(&finding.place, "<!DOCTYPE html>\n") {
        finding = finding.fix(Fix::new(INSERT, Trust::Suggestion, edit));
    }
    found.say(finding);
}
