//! `a11y-layout-table-role`: a table that only lays out says so.

use super::{Says, data_table_headers, notice, put_attribute};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-layout-table-role",
        "WCAG 2.2, 1.3.1 (A); Email Markup Consortium, report 2026",
        Severity::Error,
        Says {
            title: Text { en: "Layout table without a role", fr: "Tableau de mise en page sans rôle" },
            message: Text {
                en: "This table lays the message out, and does not say so.",
                fr: "Ce tableau sert à la mise en page, et ne le dit pas.",
            },
            why: Text {
                en: "A screen reader reads “table, one column, one row” before every part of the message.",
                fr: "Un lecteur d’écran annonce « tableau, une colonne, une ligne » avant chaque partie du message.",
            },
            fix: Text { en: "Add role=\"presentation\" to it.", fr: "Ajoutez-lui role=\"presentation\"." },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "[[<table>]]<tr><td>Pizza</td></tr></table>")
            .fixed("<table role=\"presentation\"><tr><td>Pizza</td></tr></table>"),
        Example::html("{}", "<table role=\"none\"><tr><td>[[<table width=\"600\">]]<tr><td>Pizza</td></tr></table></td></tr></table>")
            .fixed("<table role=\"none\"><tr><td><table role=\"presentation\" width=\"600\"><tr><td>Pizza</td></tr></table></td></tr></table>"),
        Example::html("{}", "<table role=\"presentation\"><tr><td>Pizza</td></tr></table><table style=\"display:none\"></table>"),
        Example::html("{}", "<table><tr><th>Pizza</th></tr><tr><td>9 €</td></tr></table><table><caption>Menu</caption></table>"),
        Example::html("{}", "<table><tr><td>Margherita</td><td>9 €</td></tr><tr><td>Marinara</td><td>8 €</td></tr><tr><td>Diavola</td><td>11 €</td></tr></table>"),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    for id in facts.access.exposed().filter(|id| tree.name(*id) == "table") {
        let Some(element) = tree.element(id).filter(|element| element.attribute("role").is_none()) else { continue };
        if element.is_implied() || data_table_headers::is_data(facts, id) {
            continue;
        }
        let mut finding = found.at(facts.tag(id));
        if let Some(fix) = put_attribute(facts, found, id, "role", "presentation") {
            finding = finding.fix(fix);
        }
        found.say(finding);
    }
}
