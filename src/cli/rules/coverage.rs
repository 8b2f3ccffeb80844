//! Where each rule of the catalogue is to be found, and which are left out and why: a page of the documentation.

use super::area_name;
use crate::check::{Check, Rule, catalogue};
use crate::diag::Area;
use crate::locale::{Facts, Locale, Localized, Text};
use serde::Deserialize;
use std::fmt::Write as _;

/// A rule that Countersign was asked for and does not have.
#[derive(Clone, Debug, Deserialize)]
pub struct LeftOut {
    /// Its id.
    pub id: String,
    /// Why there is none.
    #[serde(flatten)]
    pub why: Localized,
}

#[derive(Deserialize)]
struct File {
    rule: Vec<LeftOut>,
}

/// Why rules are left out, as it is written beside them.
const LEFT_OUT: &str = include_str!("../../check/left_out.toml");

/// The rules that are left out; empty where the list cannot be read, which a test would notice.
pub fn left_out() -> Vec<LeftOut> {
    toml::from_str::<File>(LEFT_OUT).map(|file| file.rule).unwrap_or_default()
}

/// What begins an id for its area alone.
const PREFIXES: &[&str] = &[
    "brand-",
    "link-",
    "a11y-",
    "data-",
    "sec-",
    "client-",
    "deliv-",
    "sms-",
    "push-",
    "content-card-",
    "whats-app-",
    "webhook-",
    "sched-",
];

/// The file that a rule stands in.
///
/// ```
/// use countersign::{check::catalogue, cli::rule_path};
/// let rule = catalogue::find("brand-forbidden-terms").unwrap();
/// assert_eq!(rule_path(rule), "src/check/rules/brand/forbidden_terms.rs");
/// ```
pub fn path(rule: &Rule) -> String {
    if let Check::Entry([first, ..]) = rule.check {
        return format!("src/check/packs/{}.toml", first.pack);
    }
    let id = rule.notice.id;
    // The area is the folder; its short name comes off the id.
    let short = PREFIXES.iter().find_map(|prefix| id.strip_prefix(prefix)).unwrap_or(id);
    let (area, short) = (rule.notice.area.name().replace('-', "_"), short.replace('-', "_"));
    format!("src/check/rules/{area}/{short}.rs")
}

/// Whether a person may be asked.
pub(super) fn asks(rule: &Rule) -> bool {
    matches!(rule.check, Check::Entry(cases) if cases.iter().any(|case| case.needs.asks.is_some()))
}

/// The page.
pub fn coverage(locale: Locale) -> String {
    const TITLE: Text = Text { en: "# Where each rule is", fr: "# Où se trouve chaque règle" };
    const INTRO: Text = Text {
        en: "Written from the rules themselves. Countersign was asked for a catalogue of rules: {built} of them are rules, {out} are \
             left out, each with its reason at the end. Of the rules, {files} are code, {entries} are entries of data (`src/check/packs`), \
             and {asks} of these ask a person what no program can know.",
        fr: "Écrit à partir des règles mêmes. Un catalogue de règles a été demandé à Countersign\u{a0}: {built} existent, {out} sont \
             laissées de côté, chacune avec sa raison à la fin. Parmi les règles, {files} sont du code, {entries} sont des données \
             (`src/check/packs`), dont {asks} demandent à une personne ce qu’aucun programme ne peut savoir.",
    };
    const HEAD: Text = Text {
        en: "| rule | where | asks a person |\n|---|---|---|",
        fr: "| règle | où | demande à une personne |\n|---|---|---|",
    };
    const YES: Text = Text { en: "yes", fr: "oui" };
    const OUT: Text = Text { en: "Left out", fr: "Laissées de côté" };
    const REASON: Text = Text { en: "| rule | why |\n|---|---|", fr: "| règle | pourquoi |\n|---|---|" };
    let left = left_out();
    let entries = catalogue::all().filter(|rule| matches!(rule.check, Check::Entry(_))).count();
    let facts = Facts::new()
        .with("built", catalogue::all().count())
        .with("out", left.len())
        .with("files", catalogue::all().count() - entries)
        .with("entries", entries)
        .with("asks", catalogue::all().filter(|rule| asks(rule)).count());
    let mut page = format!("{}\n\n{}\n", TITLE.get(locale), INTRO.fill(locale, &facts));
    for area in Area::ALL {
        let rules: Vec<&Rule> = catalogue::all().filter(|rule| rule.notice.area == area).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {} ({})\n\n{}\n", area_name(area).get(locale), rules.len(), HEAD.get(locale));
        for rule in rules {
            let (id, file, path) = (rule.notice.id, super::file(area, locale), path(rule));
            let asked = if asks(rule) { YES.get(locale) } else { "" };
            let _ = writeln!(page, "| [`{id}`](rules/{file}#{id}) | `{path}` | {asked} |");
        }
    }
    let _ = write!(page, "\n## {} ({})\n\n{}\n", OUT.get(locale), left.len(), REASON.get(locale));
    for rule in left {
        let _ = writeln!(page, "| `{}` | {} |", rule.id, rule.why.get(locale));
    }
    page
}
