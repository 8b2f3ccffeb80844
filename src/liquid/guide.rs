//! The language guide, made from the tables: every tag with its forms, every filter with its arguments and examples.
//!
//! In: a language. Out: Markdown. Nothing is told here that the tables do not say, and the examples run as tests.

use super::filters::{self, Family, Filter, Support};
use super::tags::{OptionKind, Origin, TAGS, Tag};
use crate::locale::{Locale, Text};
use std::fmt::Write as _;

const TITLE: Text = Text { en: "Liquid as Braze speaks it", fr: "Le Liquid de Braze" };
const TAGS_TITLE: Text = Text { en: "Tags", fr: "Balises" };
const FILTERS_TITLE: Text = Text { en: "Filters", fr: "Filtres" };
const OPTIONS: Text = Text { en: "Options", fr: "Options" };
const BRAZE_ONLY: Text = Text { en: "Braze’s own.", fr: "Propre à Braze." };
const STANDARD_ONLY: Text = Text { en: "Not in Braze’s documentation.", fr: "Absent de la documentation de Braze." };
const REFUSED: Text = Text { en: "Braze says that it does not have it.", fr: "Braze dit ne pas l’avoir." };
const PRINTS: Text = Text { en: "prints", fr: "affiche" };
const WITH: Text = Text { en: "with", fr: "avec" };

const FAMILIES: [(Family, Text); 8] = [
    (Family::Text, Text { en: "Text", fr: "Texte" }),
    (Family::Array, Text { en: "Lists", fr: "Listes" }),
    (Family::Math, Text { en: "Numbers", fr: "Nombres" }),
    (Family::Date, Text { en: "Dates", fr: "Dates" }),
    (Family::Web, Text { en: "HTML and URLs", fr: "HTML et URL" }),
    (Family::Encode, Text { en: "Digests and base64", fr: "Empreintes et base64" }),
    (Family::Json, Text { en: "JSON and hashes", fr: "JSON et objets" }),
    (Family::Plain, Text { en: "Other", fr: "Autres" }),
];

/// The guide in `locale`, as Markdown.
pub fn guide(locale: Locale) -> String {
    let mut out = format!("# {}\n\n## {}\n", TITLE.get(locale), TAGS_TITLE.get(locale));
    for tag in TAGS {
        write_tag(tag, locale, &mut out);
    }
    let _ = write!(out, "\n## {}\n", FILTERS_TITLE.get(locale));
    for (family, title) in FAMILIES {
        let _ = write!(out, "\n### {}\n", title.get(locale));
        for filter in filters::all().filter(|filter| filter.family == family) {
            write_filter(filter, locale, &mut out);
        }
    }
    out
}

fn write_tag(tag: &Tag, locale: Locale, out: &mut String) {
    let _ = write!(out, "\n### {}\n\n{}", tag.name, tag.doc.get(locale));
    if matches!(tag.origin, Origin::Braze(_)) {
        let _ = write!(out, " {}", BRAZE_ONLY.get(locale));
    }
    out.push('\n');
    if !tag.forms.is_empty() {
        let _ = write!(out, "\n```liquid\n{}\n```\n", tag.forms.join("\n"));
    }
    if !tag.options.is_empty() {
        let shown = tag.options.iter().map(|option| match option.kind {
            OptionKind::Flag => format!("`:{}`", option.name),
            OptionKind::Word => format!("`:{} …`", option.name),
            OptionKind::Text => format!("`:{} … …`", option.name),
        });
        let colon = Text { en: ":", fr: "\u{a0}:" }.get(locale);
        let _ = write!(out, "\n{}{colon} {}\n", OPTIONS.get(locale), shown.collect::<Vec<_>>().join(", "));
    }
}

fn write_filter(filter: &Filter, locale: Locale, out: &mut String) {
    let arguments = filter.takes.iter().filter(|argument| argument.name != "…");
    let mut shown: Vec<String> = arguments
        .map(|argument| if argument.required { argument.name.to_owned() } else { format!("[{}]", argument.name) })
        .collect();
    shown.extend(filter.named.iter().map(|name| format!("[{name}: …]")));
    let signature = if shown.is_empty() { String::new() } else { format!(": {}", shown.join(", ")) };
    let _ = write!(out, "\n#### {}\n\n`| {}{signature}`\n\n{}", filter.name, filter.name, filter.doc.get(locale));
    match filter.support {
        Support::Braze => {}
        Support::Liquid => {
            let _ = write!(out, " {}", STANDARD_ONLY.get(locale));
        }
        // Where the whole text is that Braze does not have it, that is said already.
        Support::Refused if filter.examples.is_empty() => {}
        Support::Refused => {
            let _ = write!(out, " {}", REFUSED.get(locale));
        }
    }
    out.push('\n');
    for example in filter.examples {
        let data =
            if example.data == "{}" { String::new() } else { format!(" {} `{}`", WITH.get(locale), example.data) };
        let prints = example.prints.replace('\n', "⏎");
        let _ = write!(out, "\n- `{}`{data} {} `{prints}`", example.template, PRINTS.get(locale));
    }
    if !filter.examples.is_empty() {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_of_every_tag_and_filter_in_both_languages() {
        for locale in [Locale::En, Locale::Fr] {
            let guide = guide(locale);
            assert!(TAGS.iter().all(|tag| guide.contains(&format!("\n### {}\n", tag.name))));
            assert!(filters::all().all(|filter| guide.contains(&format!("\n#### {}\n", filter.name))));
        }
        assert!(guide(Locale::En).contains("- `{{ 'Big Sale' | upcase }}` prints `BIG SALE`"));
    }
}
