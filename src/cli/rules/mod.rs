//! `countersign rules`: every rule with its sources, texts and examples, from the same constants that check.

mod coverage;
mod page;

pub use coverage::{LeftOut, coverage, left_out, path};
pub use page::{file, index, page};

use super::CliError;
use crate::channel::Channel;
use crate::check::{self, Check, Example, Given, Rule, catalogue};
use crate::diag::{Area, FindingView};
use crate::locale::{Facts, Locale, Text};
use crate::strict_toml::nearest;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;

/// `countersign rules …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only these rules, by id, each with all that there is to say of it; every rule where left out.
    ids: Vec<String>,
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
    let chosen = args.ids.iter().map(|id| find(id, locale)).collect::<Result<Vec<_>, _>>()?;
    match args.format {
        Format::Json if !chosen.is_empty() => {
            let all: Vec<Value> = chosen.into_iter().map(record).collect();
            writeln!(out, "{:#}", Value::Array(all))?;
        }
        Format::Text | Format::Md if !chosen.is_empty() => {
            for rule in chosen {
                out.write_all(page::alone(rule, locale).as_bytes())?;
            }
        }
        Format::Text => {
            for rule in catalogue::all() {
                let notice = &rule.notice;
                writeln!(out, "{:<8} {:<36} {}", notice.severity.name(), notice.id, notice.title.get(locale))?;
            }
        }
        Format::Json => {
            writeln!(out, "{}", json())?;
        }
        Format::Md => {
            for area in Area::ALL {
                out.write_all(page(area, locale).as_bytes())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The rule of this id, or which one may be meant.
fn find(id: &str, locale: Locale) -> Result<&'static Rule, CliError> {
    const NONE: Text = Text {
        en: "There is no rule “{id}”. `countersign rules` lists all.",
        fr: "Il n’y a pas de règle «\u{a0}{id}\u{a0}». `countersign rules` les énumère toutes.",
    };
    const NEAR: Text = Text {
        en: "There is no rule “{id}”. Perhaps you mean “{near}”.",
        fr: "Il n’y a pas de règle «\u{a0}{id}\u{a0}». Vouliez-vous dire «\u{a0}{near}\u{a0}»\u{a0}?",
    };
    catalogue::find(id).ok_or_else(|| {
        let near = nearest(id, catalogue::all().map(|rule| rule.notice.id));
        let facts = Facts::new().with("id", id).with("near", near.unwrap_or_default());
        CliError::Input(if near.is_some() { NEAR } else { NONE }.fill(locale, &facts))
    })
}

/// The catalogue as JSON: what `www/rules.html` shows.
pub(super) fn json() -> String {
    let all: Vec<Value> = catalogue::all().map(record).collect();
    serde_json::to_string_pretty(&all).unwrap_or_default()
}

fn record(rule: &'static Rule) -> Value {
    let notice = &rule.notice;
    let both = |text: Text| json!({ "en": text.en, "fr": text.fr });
    json!({
        "id": notice.id,
        "area": notice.area,
        "file": path(rule),
        "asks": coverage::asks(rule),
        "pack": match rule.check { Check::Entry(cases) => cases.first().map(|one| one.pack), _ => None },
        "looks_at": both(looks_at(rule.check)),
        "source": notice.source,
        "jurisdictions": notice.jurisdictions,
        "channels": channels(rule),
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
        Given::Preheader(_) => ("preheader", None),
        Given::Html(_) => ("html", None),
        Given::Mail(..) => ("mail", None),
        Given::Markdown(_) => ("markdown", None),
        Given::Liquid(_) => ("liquid", None),
        Given::Slot(slot, _) => ("slot", Some(slot)),
        Given::Schedule(_) => ("schedule", None),
        Given::Lines(_) => ("lines", None),
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
        "subject": match example.given {
            Given::Mail(subject, _) => Some(subject),
            _ => None,
        },
    })
}

/// The channels that a rule is about.
fn channels(rule: &Rule) -> Vec<Channel> {
    Channel::ALL.into_iter().filter(|channel| rule.is_about(*channel)).collect()
}

fn channel_name(channel: Channel) -> Text {
    match channel {
        Channel::Email => Text { en: "e-mail", fr: "e-mail" },
        Channel::Sms => Text { en: "text message", fr: "SMS" },
        Channel::Push => Text { en: "notification", fr: "notification" },
        Channel::ContentCard => Text { en: "content card", fr: "carte de contenu" },
        Channel::WhatsApp => Text { en: "WhatsApp", fr: "WhatsApp" },
        Channel::Webhook => Text { en: "request to a server", fr: "requête à un serveur" },
    }
}

fn area_name(area: Area) -> Text {
    match area {
        Area::Legal => Text { en: "Law", fr: "Droit" },
        Area::Brand => Text { en: "Brand", fr: "Marque" },
        Area::Links => Text { en: "Links", fr: "Liens" },
        Area::Accessibility => Text { en: "Accessibility", fr: "Accessibilité" },
        Area::Data => Text { en: "Data and Liquid", fr: "Données et Liquid" },
        Area::Security => Text { en: "Security", fr: "Sécurité" },
        Area::ClientSupport => Text { en: "Mail programs", fr: "Messageries" },
        Area::Deliverability => Text { en: "Deliverability", fr: "Délivrabilité" },
        Area::Sms => Text { en: "Text messages", fr: "SMS" },
        Area::Push => Text { en: "Push notifications", fr: "Notifications push" },
        Area::ContentCard => Text { en: "Content cards", fr: "Cartes de contenu" },
        Area::WhatsApp => Text { en: "WhatsApp", fr: "WhatsApp" },
        Area::Webhook => Text { en: "Requests to servers", fr: "Requêtes à des serveurs" },
        Area::Scheduling => Text { en: "Schedule", fr: "Programmation" },
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
        Check::Piece(_) => Text { en: "elements", fr: "les éléments" },
        Check::Liquid(_) => Text { en: "Liquid", fr: "le Liquid" },
        Check::Slot(_) => Text { en: "what is filled in", fr: "les champs remplis" },
        Check::Audience(_) => Text { en: "the audience", fr: "l’audience" },
        Check::Short(_) => Text { en: "the text of the message", fr: "le texte du message" },
        Check::Lines(_) => Text { en: "each text of the message", fr: "chaque texte du message" },
        Check::Schedule(_) => Text { en: "the schedule", fr: "la programmation" },
        Check::Entry(_) => {
            Text { en: "the message and what is declared of it", fr: "le message et ce qui en est déclaré" }
        }
        Check::Draft(_) => Text { en: "the draft", fr: "le brouillon" },
        Check::Whole { .. } => Text { en: "the whole message", fr: "le message entier" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_in_both_languages() {
        for locale in [Locale::En, Locale::Fr] {
            let pages: String = Area::ALL.map(|area| page(area, locale)).concat();
            for rule in catalogue::all() {
                assert!(pages.contains(&format!("### `{}` – {}", rule.notice.id, rule.notice.title.get(locale))));
            }
        }
        assert!(catalogue::all().all(|rule| record(rule)["examples"].as_array().is_some_and(|all| all.len() > 1)));
    }
}
