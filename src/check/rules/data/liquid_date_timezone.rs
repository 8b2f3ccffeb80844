//! `liquid-date-timezone`: “now” is printed in somebody’s time zone.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::compile::regions::each;
use crate::liquid::ast::{ExprKind, Kind, Literal};
use crate::text::Edit;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-date-timezone",
        source: "Braze, Liquid: time_zone",
        severity: Severity::Warning,
        title: Text { en: "Time zone", fr: "Fuseau horaire" },
        message: Text { en: "“now” is printed in UTC here.", fr: "« now » s’affiche ici en UTC." },
        why: Text {
            en: "Late in the evening the date is wrong for half of the readers.",
            fr: "Le soir, la date est fausse pour la moitié des lecteurs.",
        },
        fix: Text {
            en: "Add “| time_zone: ${time_zone}” in front of “date”.",
            fr: "Ajoutez « | time_zone: ${time_zone} » avant « date ».",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{{ [['now']] | date: '%H' }}").fixed("{{ 'now' | time_zone: ${time_zone} | date: '%H' }}"),
        Example::liquid("{% assign d = [[\"now\"]] | date: '%d/%m' %}{{ d }}"),
        Example::liquid("{{ 'now' | time_zone: ${time_zone} | date: '%H' }}"),
        Example::liquid("{{ 'now' | date: '%Y' }} {{ 'now' | date: '%s' }} {{ custom_attribute.${day} | date: '%d' }}"),
    ]),
};

const ADD: Text = Text { en: "In the reader’s zone", fr: "Dans le fuseau du lecteur" };

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    each(&part.parsed.template.nodes, &mut |node| {
        let filtered = match &node.kind {
            Kind::Output(filtered) | Kind::Assign { value: filtered, .. } => filtered,
            _ => return,
        };
        let ExprKind::Literal(Literal::Text(text)) = filtered.base.kind else { return };
        let mut filters = filtered.filters.iter().map(|filter| filter.name.of(part.source));
        if !matches!(text.of(part.source), "now" | "today") || filters.next() != Some("date") {
            return;
        }
        // A year, and seconds since 1970, are the same almost everywhere.
        let format = filtered.filters.first().and_then(|filter| filter.args.first());
        let format = format.map(|format| format.span.of(part.source).trim_matches(['"', '\'']));
        if matches!(format, Some("%Y" | "%s" | "%y")) {
            return;
        }
        let span = filtered.base.span;
        let edit = Edit::insert(span.end, " | time_zone: ${time_zone}");
        found.say(found.at(span).fix(Fix::new(ADD, Trust::Suggestion, edit)));
    });
}
