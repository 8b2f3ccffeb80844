//! Findings for people at a terminal: the words in question with a line of carets under them, as compilers do.

use crate::diag::{FindingView, Severity, Source, WaivedView};
use crate::locale::{Facts, Locale, Text};
use std::io::{self, Write};

/// Writes every finding, then how many there are. `text_of` gives the text that a source names; a text that stands alone is
/// `file`, so that terminals and editors jump to it.
pub(super) fn write(
    out: &mut dyn Write,
    findings: &[FindingView],
    locale: Locale,
    file: &str,
    text_of: &dyn Fn(&Source) -> String,
) -> io::Result<()> {
    for finding in findings {
        one(out, finding, locale, file, &text_of(&finding.place.source))?;
    }
    writeln!(out, "{}", count(findings, locale))
}

/// Writes which exceptions were made use of: who allowed what, why, until when.
pub(super) fn exceptions(out: &mut dyn Write, waived: &[WaivedView], locale: Locale) -> io::Result<()> {
    const EXCEPTION: Text =
        Text { en: "exception[{rule}]: {title} ({count})", fr: "dérogation[{rule}]\u{a0}: {title} ({count})" };
    const LIGHTER: Text = Text { en: ", told as {severity}", fr: ", signalé comme {severity}" };
    const WHO: Text = Text { en: "{who}, until {until}: {why}", fr: "{who}, jusqu’au {until}\u{a0}: {why}" };
    for one in waived {
        let facts = Facts::new()
            .with("rule", one.rule.as_str())
            .with("title", one.title.as_str())
            .with("count", one.count)
            .with("who", one.who.as_str())
            .with("until", one.until.as_str())
            .with("why", one.why.as_str());
        let lighter =
            one.severity.map(|lighter| LIGHTER.fill(locale, &Facts::new().with("severity", severity(lighter, locale))));
        writeln!(out, "{}{}", EXCEPTION.fill(locale, &facts), lighter.unwrap_or_default())?;
        writeln!(out, "   = {}", WHO.fill(locale, &facts))?;
    }
    Ok(())
}

fn one(out: &mut dyn Write, finding: &FindingView, locale: Locale, file: &str, text: &str) -> io::Result<()> {
    const WHY: Text = Text { en: "why:", fr: "pourquoi :" };
    const DO: Text = Text { en: "do:", fr: "à faire :" };
    const ASKS: Text = Text { en: "or confirm:", fr: "ou confirmer :" };
    const FIX: Text = Text { en: "fix:", fr: "correction :" };
    let span = finding.place.span;
    let before = text.get(..span.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(line_start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let number = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    let colon = Text { en: ":", fr: "\u{a0}:" }.get(locale);
    writeln!(out, "{}[{}]{colon} {}", severity(finding.severity, locale), finding.rule, finding.message)?;
    match &finding.place.source {
        Source::Text => writeln!(out, "  --> {file}:{number}:{}", column + 1)?,
        source => writeln!(out, "  --> {}, {number}:{}", name(source, locale), column + 1)?,
    }
    if !line.is_empty() {
        // Long lines, as HTML has them, are cut around the words.
        let from = column.saturating_sub(CONTEXT);
        let shown: String = line.chars().skip(from).take(2 * CONTEXT + CONTEXT).map(printable).collect();
        let words = span.of(text).split('\n').next().unwrap_or_default().chars().count();
        let carets = words.clamp(1, shown.chars().count().saturating_sub(column - from).max(1));
        let cut = if from > 0 { "…" } else { "" };
        let gutter = number.to_string();
        let indent = " ".repeat(gutter.len());
        writeln!(out, "{indent} |\n{gutter} | {cut}{}", shown.trim_end())?;
        writeln!(out, "{indent} | {}{}", " ".repeat(column - from + cut.chars().count()), "^".repeat(carets))?;
    }
    writeln!(out, "   = {} {}", WHY.get(locale), finding.why)?;
    writeln!(out, "   = {} {}", DO.get(locale), finding.hint)?;
    if let Some(question) = &finding.asks {
        writeln!(out, "   = {} {question}", ASKS.get(locale))?;
    }
    for fix in &finding.fixes {
        writeln!(out, "   = {} {}", FIX.get(locale), fix.label)?;
    }
    writeln!(out)
}

/// How much of a long line is shown before the words, in characters; twice as much after.
const CONTEXT: usize = 40;

/// Tabs and controls would move the carets.
fn printable(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

fn severity(severity: Severity, locale: Locale) -> &'static str {
    let word = match severity {
        Severity::Error => Text { en: "error", fr: "erreur" },
        Severity::Warning => Text { en: "warning", fr: "avertissement" },
        Severity::Info => Text { en: "note", fr: "note" },
    };
    word.get(locale)
}

fn name(source: &Source, locale: Locale) -> String {
    const SLOT: Text = Text { en: "slot “{name}”", fr: "champ « {name} »" };
    const DRAFT: Text = Text { en: "draft: {name}", fr: "brouillon : {name}" };
    const TEMPLATE: Text = Text { en: "template: {name}", fr: "modèle : {name}" };
    const GROUP: Text = Text { en: "group profile: {name}", fr: "profil du groupe : {name}" };
    let (text, name) = match source {
        Source::Slot(name) => (SLOT, name.as_str()),
        Source::Draft(name) => (DRAFT, name.as_str()),
        Source::Template(name) => (TEMPLATE, name.as_str()),
        Source::Group(name) => (GROUP, name.as_str()),
        Source::Text => return String::new(),
    };
    text.fill(locale, &Facts::new().with("name", name))
}

/// Said where nothing is found, so that nobody wonders whether anything was looked at.
pub(super) const NOTHING: Text = Text { en: "Nothing found.", fr: "Rien à signaler." };

fn count(findings: &[FindingView], locale: Locale) -> String {
    const FOUND: Text = Text {
        en: "{errors} to mend before it can go, {others} worth a look.",
        fr: "{errors} à corriger avant l’envoi, {others} à regarder.",
    };
    if findings.is_empty() {
        return NOTHING.get(locale).to_owned();
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    FOUND.fill(locale, &Facts::new().with("errors", errors).with("others", findings.len() - errors))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{self, For, Rulebook};
    use crate::diag::Report;

    #[test]
    fn the_words_are_underlined() {
        let today = jiff::civil::date(2026, 11, 23);
        let none = For {
            policy: None,
            office: None,
            template: "",
            language: None,
            today,
            delivery: today,
            case: &Default::default(),
        };
        let html = "<p>é\n<a href=\"http://roma.example\">Menu</a></p>";
        let report = Report::new(check::finished(html, &Rulebook::new(none)));
        let mut out = Vec::new();
        write(&mut out, &report.view(Locale::Fr).findings, Locale::Fr, "mail.html", &|_| html.to_owned()).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("erreur[link-https-only]\u{a0}: Cette adresse commence"), "{text}");
        assert_eq!(lines[1], "  --> mail.html:2:10");
        assert_eq!(lines[3], "2 | <a href=\"http://roma.example\">Menu</a></p>");
        assert_eq!(lines[4], "  |          ^^^^");
    }
}
