//! The catalogue as pages of the documentation: an index, and one page for each area.

use super::{area_name, channel_name, channels, looks_at};
use crate::channel::Channel;
use crate::check::{self, Example, Given, Rule, catalogue};
use crate::diag::{Area, FindingView, Severity};
use crate::locale::{Locale, Text};
use std::fmt::Write as _;

/// The table of all rules, with links to their entries.
pub fn index(locale: Locale) -> String {
    const TITLE: Text = Text { en: "# The rules", fr: "# Les règles" };
    const INTRO: Text = Text {
        en: "Written from the rules themselves, as are the pages of each area; every example is proven by the tests.",
        fr: "Écrit à partir des règles mêmes, comme les pages de chaque domaine ; chaque exemple est prouvé par les tests.",
    };
    const HEAD: Text = Text {
        en: "| rule | | severity | holds in |\n|---|---|---|---|",
        fr: "| règle | | gravité | s’applique |\n|---|---|---|---|",
    };
    let mut page = format!("{}\n\n{}\n", TITLE.get(locale), INTRO.get(locale));
    for area in Area::ALL {
        let rules: Vec<&Rule> = catalogue::all().filter(|rule| rule.notice.area == area).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {} ({})\n\n{}\n", area_name(area).get(locale), rules.len(), HEAD.get(locale));
        for rule in rules {
            let notice = &rule.notice;
            let file = file(area, locale);
            let (id, title) = (notice.id, notice.title.get(locale));
            let _ = writeln!(
                page,
                "| [`{id}`](rules/{file}#{id}) | {title} | {} | {} |",
                severity(notice.severity).get(locale),
                places(notice.jurisdictions, locale)
            );
        }
    }
    page
}

/// The file of an area's page in `www/docs/rules`.
pub fn file(area: Area, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{}.md", area.name()),
        Locale::Fr => format!("{}.fr.md", area.name()),
    }
}

/// One rule with its sources, texts and examples.
pub(super) fn alone(rule: &'static Rule, locale: Locale) -> String {
    let mut page = String::new();
    entry(&mut page, rule, locale);
    // The anchor is for the page of an area.
    let from = page.find("### ").unwrap_or_default();
    page.split_off(from)
}

/// The rules of an area, each with its sources, texts and examples.
pub fn page(area: Area, locale: Locale) -> String {
    const INTRO: Text = Text {
        en: "Written from the rules themselves; every example is proven by the tests. `[[…]]` marks what is found.",
        fr: "Écrit à partir des règles mêmes ; chaque exemple est prouvé par les tests. `[[…]]` marque ce qui est trouvé.",
    };
    const COUNSEL: Text = Text {
        en: "No counsel has confirmed these rules. Each names its source and, where it was read again since, the day of that.",
        fr: "Aucun juriste n’a confirmé ces règles. Chacune nomme sa source et, si elle a été relue depuis, le jour de cette relecture.",
    };
    let mut page = format!("# {}\n\n{}\n", area_name(area).get(locale), INTRO.get(locale));
    if matches!(area, Area::Legal | Area::Sms) {
        let _ = write!(page, "\n{}\n", COUNSEL.get(locale));
    }
    for rule in catalogue::all().filter(|rule| rule.notice.area == area) {
        entry(&mut page, rule, locale);
    }
    page
}

fn places(jurisdictions: &[&str], locale: Locale) -> String {
    match jurisdictions {
        ["*"] => Text { en: "every country", fr: "partout" }.get(locale).to_owned(),
        some => some.join(", "),
    }
}

fn ways(rule: &Rule, locale: Locale) -> String {
    const EVERY: Text = Text { en: "every channel", fr: "tous les canaux" };
    let channels = channels(rule);
    let names: Vec<&str> = channels.iter().map(|channel| channel_name(*channel).get(locale)).collect();
    if channels == Channel::ALL { EVERY.get(locale).to_owned() } else { names.join(", ") }
}

fn entry(page: &mut String, rule: &'static Rule, locale: Locale) {
    const SEVERITY: Text = Text { en: "Severity", fr: "Gravité" };
    const SOURCE: Text = Text { en: "Source", fr: "Source" };
    const CHECKED: Text = Text { en: "last checked", fr: "vérifiée le" };
    const WHERE: Text = Text { en: "Holds in", fr: "S’applique" };
    const ON: Text = Text { en: "On", fr: "Sur" };
    const LOOKS: Text = Text { en: "Looks at", fr: "Examine" };
    const FIRM: Text = Text { en: "cannot be waived", fr: "sans dérogation possible" };
    const SAYS: Text = Text { en: "Says", fr: "Dit" };
    const WHY: Text = Text { en: "Why", fr: "Pourquoi" };
    const DO: Text = Text { en: "What to do", fr: "Que faire" };
    const FOUND: Text = Text { en: "Found:", fr: "Trouvé :" };
    const CLEAN: Text = Text { en: "Nothing to say:", fr: "Rien à dire :" };
    const FIXED: Text = Text { en: "Fixed:", fr: "Corrigé :" };
    let notice = &rule.notice;
    let _ = write!(page, "\n<a id=\"{0}\"></a>\n\n### `{0}` – {1}\n\n", notice.id, notice.title.get(locale));
    let mut line = |label: Text, text: String| {
        let colon = match locale {
            Locale::En => ":",
            Locale::Fr => "\u{a0}:",
        };
        let _ = writeln!(page, "- **{}{colon}** {text}", label.get(locale));
    };
    let firm = if notice.waivable { String::new() } else { format!(" ({})", FIRM.get(locale)) };
    let checked = notice.checked.map(|day| format!(" ({} {day})", CHECKED.get(locale))).unwrap_or_default();
    line(SEVERITY, format!("{}{firm}", severity(notice.severity).get(locale)));
    line(LOOKS, looks_at(rule.check).get(locale).to_owned());
    line(WHERE, places(notice.jurisdictions, locale));
    line(ON, ways(rule, locale));
    line(SOURCE, format!("{}{checked}", notice.source));
    // With the facts of its own examples.
    let found = rule.examples.iter().flat_map(|example| check::findings(rule, example));
    let said: Vec<FindingView> = found.map(|one| FindingView::new(&one, locale)).collect();
    let mut messages: Vec<&str> = Vec::new();
    for view in &said {
        if !messages.contains(&view.message.as_str()) {
            messages.push(&view.message);
        }
    }
    for message in messages.iter().take(3) {
        line(SAYS, (*message).to_owned());
    }
    line(WHY, said.first().map_or(notice.why.get(locale), |view| &view.why).to_owned());
    line(DO, said.first().map_or(notice.fix.get(locale), |view| &view.hint).to_owned());
    for (label, bad) in [(FOUND, true), (CLEAN, false)] {
        let some: Vec<&Example> = rule.examples.iter().filter(|example| example.is_bad() == bad).take(3).collect();
        if some.is_empty() {
            continue;
        }
        let _ = write!(page, "\n{}\n\n```{}\n", label.get(locale), fence(some.first()));
        for example in &some {
            if let Given::Mail(subject, _) = example.given {
                let _ = writeln!(page, "<title>{subject}</title>");
            }
            let _ = writeln!(page, "{}", example.given.text());
        }
        page.push_str("```\n");
        if let Some(fixed) = some.iter().find_map(|example| example.fixed) {
            let _ = write!(page, "\n{}\n\n```{}\n{fixed}\n```\n", FIXED.get(locale), fence(some.first()));
        }
    }
}

fn fence(example: Option<&&Example>) -> &'static str {
    match example.map(|example| example.given) {
        Some(Given::Html(_) | Given::Mail(..)) => "html",
        Some(Given::Liquid(_)) => "liquid",
        Some(Given::Markdown(_)) => "markdown",
        Some(Given::Slot(..) | Given::Schedule(_)) => "json",
        _ => "text",
    }
}

fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => Text { en: "error: stops the message", fr: "erreur : arrête le message" },
        Severity::Warning => Text { en: "warning", fr: "avertissement" },
        Severity::Info => Text { en: "note", fr: "note" },
    }
}
