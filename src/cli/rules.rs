//! `countersign rules`: every rule with its sources, texts and examples, from the same constants that check.

use super::CliError;
use crate::check::catalogue::RULES;
use crate::check::{self, Check, Example, Given, Rule};
use crate::diag::{Area, FindingView, Severity};
use crate::locale::{Locale, Text};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

/// `countersign rules …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The language of the answer (JSON always has both).
    #[arg(long, default_value = "en")]
    locale: String,
    /// How to answer: a list for people, JSON for programs, Markdown for the documentation.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A list for people.
    Text,
    /// JSON for programs.
    Json,
    /// Markdown for the documentation.
    Md,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let locale = Locale::of_tag(&args.locale);
    match args.format {
        Format::Text => {
            for rule in RULES {
                let notice = &rule.notice;
                writeln!(out, "{:<8} {:<36} {}", notice.severity.name(), notice.id, notice.title.get(locale))?;
            }
        }
        Format::Json => {
            let all: Vec<Value> = RULES.iter().map(|rule| record(rule)).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&all).unwrap_or_default())?;
        }
        Format::Md => out.write_all(markdown(locale).as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn record(rule: &'static Rule) -> Value {
    let notice = &rule.notice;
    let both = |text: Text| json!({ "en": text.en, "fr": text.fr });
    json!({
        "id": notice.id,
        "area": notice.area,
        "looks_at": looks_at(rule.check).en,
        "source": notice.source,
        "jurisdictions": notice.jurisdictions,
        "checked": notice.checked,
        "effective_from": notice.effective_from,
        "effective_to": notice.effective_to,
        "severity": notice.severity,
        "waivable": notice.waivable,
        "title": both(notice.title),
        "message": both(notice.message),
        "why": both(notice.why),
        "fix": both(notice.fix),
        "examples": rule.examples.iter().map(|one| example(rule, one)).collect::<Vec<_>>(),
    })
}

fn example(rule: &'static Rule, example: &Example) -> Value {
    let (kind, slot) = match example.given {
        Given::Line(_) => ("line", None),
        Given::Html(_) => ("html", None),
        Given::Markdown(_) => ("markdown", None),
        Given::Liquid(_) => ("liquid", None),
        Given::Slot(slot, _) => ("slot", Some(slot)),
    };
    let found = check::findings(rule, example);
    let says = |locale| found.iter().map(|one| FindingView::new(one, locale).message).collect::<Vec<_>>();
    let parsed = |json: &str| serde_json::from_str::<Value>(json).unwrap_or_default();
    json!({
        "kind": kind,
        "good": !example.is_bad(),
        "given": example.given.text(),
        "fixed": example.fixed,
        "says": { "en": says(Locale::En), "fr": says(Locale::Fr) },
        "policy": parsed(example.policy),
        "group": parsed(example.group),
        "slot": slot.map(parsed),
    })
}

/// The catalogue as a page.
pub fn markdown(locale: Locale) -> String {
    const TITLE: Text = Text { en: "# The rules", fr: "# Les règles" };
    const INTRO: Text = Text {
        en: "Written by `countersign rules --format md`; every example is proven by the tests. `[[…]]` marks what is found.",
        fr: "Écrit par `countersign rules --format md --locale fr` ; chaque exemple est prouvé par les tests. `[[…]]` marque ce qui est trouvé.",
    };
    let mut page = format!("{}\n\n{}\n", TITLE.get(locale), INTRO.get(locale));
    let mut area = None;
    for rule in RULES {
        if area != Some(rule.notice.area) {
            area = Some(rule.notice.area);
            let _ = write!(page, "\n## {}\n", area_name(rule.notice.area).get(locale));
        }
        entry(&mut page, rule, locale);
    }
    page
}

fn entry(page: &mut String, rule: &'static Rule, locale: Locale) {
    const SEVERITY: Text = Text { en: "Severity", fr: "Gravité" };
    const SOURCE: Text = Text { en: "Source", fr: "Source" };
    const CHECKED: Text = Text { en: "last checked", fr: "vérifiée le" };
    const WHERE: Text = Text { en: "Holds in", fr: "S’applique" };
    const LOOKS: Text = Text { en: "Looks at", fr: "Examine" };
    const FIRM: Text = Text { en: "cannot be waived", fr: "sans dérogation possible" };
    const SAYS: Text = Text { en: "Says", fr: "Dit" };
    const WHY: Text = Text { en: "Why", fr: "Pourquoi" };
    const DO: Text = Text { en: "What to do", fr: "Que faire" };
    const FOUND: Text = Text { en: "Found:", fr: "Trouvé :" };
    const CLEAN: Text = Text { en: "Nothing to say:", fr: "Rien à dire :" };
    const FIXED: Text = Text { en: "Fixed:", fr: "Corrigé :" };
    let notice = &rule.notice;
    let _ = write!(page, "\n### `{}` – {}\n\n", notice.id, notice.title.get(locale));
    let mut line = |label: Text, text: String| {
        let colon = match locale {
            Locale::En => ":",
            Locale::Fr => "\u{a0}:",
        };
        let _ = writeln!(page, "- **{}{colon}** {text}", label.get(locale));
    };
    let firm = if notice.waivable { String::new() } else { format!(" ({})", FIRM.get(locale)) };
    let checked = notice.checked.map(|day| format!(" ({} {day})", CHECKED.get(locale))).unwrap_or_default();
    let places = match notice.jurisdictions {
        ["*"] => Text { en: "every country", fr: "partout" }.get(locale).to_owned(),
        some => some.join(", "),
    };
    line(SEVERITY, format!("{}{firm}", severity(notice.severity).get(locale)));
    line(LOOKS, looks_at(rule.check).get(locale).to_owned());
    line(WHERE, places);
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
        Some(Given::Html(_)) => "html",
        Some(Given::Liquid(_)) => "liquid",
        Some(Given::Markdown(_)) => "markdown",
        Some(Given::Slot(..)) => "json",
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

fn area_name(area: Area) -> Text {
    match area {
        Area::Legal => Text { en: "Law", fr: "Droit" },
        Area::Brand => Text { en: "Brand", fr: "Marque" },
        Area::Links => Text { en: "Links", fr: "Liens" },
        Area::Accessibility => Text { en: "Accessibility", fr: "Accessibilité" },
        Area::Data => Text { en: "Data and Liquid", fr: "Données et Liquid" },
    }
}

fn looks_at(check: Check) -> Text {
    match check {
        Check::Prose(_) => Text { en: "words", fr: "les mots" },
        Check::Reference(_) => Text { en: "addresses", fr: "les adresses" },
        Check::Link(_) => Text { en: "links", fr: "les liens" },
        Check::Image(_) => Text { en: "images", fr: "les images" },
        Check::Heading(_) => Text { en: "headings", fr: "les titres" },
        Check::Colour(_) => Text { en: "colours", fr: "les couleurs" },
        Check::Liquid(_) => Text { en: "Liquid", fr: "le Liquid" },
        Check::Slot(_) => Text { en: "what is filled in", fr: "les champs remplis" },
        Check::Audience(_) => Text { en: "the audience", fr: "l’audience" },
        Check::Schedule(_) => Text { en: "the schedule", fr: "la programmation" },
        Check::Whole { .. } => Text { en: "the whole message", fr: "le message entier" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_in_both_languages() {
        for locale in [Locale::En, Locale::Fr] {
            let page = markdown(locale);
            for rule in RULES {
                assert!(page.contains(&format!("### `{}` – {}", rule.notice.id, rule.notice.title.get(locale))));
            }
        }
        assert!(RULES.iter().all(|rule| record(rule)["examples"].as_array().is_some_and(|all| all.len() > 1)));
    }
}
