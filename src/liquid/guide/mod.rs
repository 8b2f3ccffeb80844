//! The language guide, made from the tables: how Liquid is read, where Braze keeps data, every tag with its forms, every
//! filter with its arguments.
//!
//! In: a language. Out: Markdown. Nothing is told here that the tables do not say, and the examples run as tests.

mod basics;
mod data;
mod shown;

use super::filters::{self, Example, Family, Filter, Support};
use super::tags::{OptionKind, Origin, TAGS, Tag};
use crate::locale::{Locale, Text};
use std::fmt::Write as _;

const TITLE: Text = Text { en: "Liquid as Braze speaks it", fr: "Le Liquid de Braze" };
const INTRO: Text = Text {
    en: "What a template of Braze may say, with what it prints. `countersign liquid guide` writes this page.",
    fr: "Ce qu’un modèle de Braze peut dire, et ce qu’il affiche. `countersign liquid guide --locale fr` écrit cette page.",
};
const OTHER: Text = Text { en: "[Français](liquid.fr.md)", fr: "[English](liquid.md)" };
const BASICS_TITLE: Text = Text { en: "How it is read", fr: "Comment il se lit" };
const DATA_TITLE: Text = Text { en: "Data", fr: "Les données" };
const MEANING: Text = Text { en: "| written | what it is |", fr: "| s’écrit | ce que c’est |" };
const TAGS_TITLE: Text = Text { en: "Tags", fr: "Balises" };
const FILTERS_TITLE: Text = Text { en: "Filters", fr: "Filtres" };
const OPTIONS: Text = Text { en: "Options", fr: "Options" };
const BRAZE_ONLY: Text = Text { en: "Braze’s own.", fr: "Propre à Braze." };
const STANDARD_ONLY: Text = Text { en: "Not in Braze’s documentation.", fr: "Absent de la documentation de Braze." };
const REFUSED: Text = Text { en: "Braze says that it does not have it.", fr: "Braze dit ne pas l’avoir." };
const PRINTS: Text = Text { en: "prints", fr: "affiche" };
const NOTHING: Text = Text { en: "prints nothing here", fr: "n’affiche rien ici" };
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
    let mut out = format!("# {}\n\n{} {}\n\n", TITLE.get(locale), INTRO.get(locale), OTHER.get(locale));
    for title in [BASICS_TITLE, DATA_TITLE, TAGS_TITLE, FILTERS_TITLE] {
        let title = title.get(locale);
        let _ = writeln!(out, "- [{title}](#{})", title.to_lowercase().replace(' ', "-"));
    }
    let _ = write!(out, "\n## {}\n", BASICS_TITLE.get(locale));
    for basic in basics::BASICS {
        let _ = write!(out, "\n### {}\n\n{}\n", basic.title.get(locale), basic.doc.get(locale));
        write_examples(basic.examples, locale, &mut out);
    }
    let _ = write!(out, "\n## {}\n", DATA_TITLE.get(locale));
    for names in data::DATA {
        write_names(names, locale, &mut out);
    }
    let _ = write!(out, "\n## {}\n", TAGS_TITLE.get(locale));
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

/// Every example of the guide but those of the filters, which stand in their own table.
pub fn examples() -> impl Iterator<Item = &'static Example> {
    let basics = basics::BASICS.iter().flat_map(|basic| basic.examples);
    let data = data::DATA.iter().flat_map(|names| names.examples);
    basics.chain(data).chain(shown::TAGS.iter().flat_map(|(_, examples)| *examples))
}

fn write_names(names: &data::Names, locale: Locale, out: &mut String) {
    let _ = write!(out, "\n### `{}`\n\n{}\n", names.written, names.doc.get(locale));
    if !names.known.is_empty() {
        let _ = write!(out, "\n{}\n|---|---|\n", MEANING.get(locale));
    }
    let before = names.written.split_once("${").map_or("", |(before, _)| before);
    for (name, doc) in names.known {
        let _ = writeln!(out, "| `{{{{{before}${{{name}}}}}}}` | {} |", doc.get(locale));
    }
    write_examples(names.examples, locale, out);
}

/// A line for each: the template, its data, what it prints.
fn write_examples(examples: &[Example], locale: Locale, out: &mut String) {
    for (at, example) in examples.iter().enumerate() {
        let data =
            if example.data == "{}" { String::new() } else { format!(" {} `{}`", WITH.get(locale), example.data) };
        let line = |text: &str| text.replace('\n', "⏎");
        let prints = match example.prints {
            "" => NOTHING.get(locale).to_owned(),
            prints => format!("{} {}", PRINTS.get(locale), code(&line(prints))),
        };
        let break_before = if at == 0 { "\n" } else { "" };
        let _ = writeln!(out, "{break_before}- {}{data} {prints}", code(&line(example.template)));
    }
}

/// As code in Markdown; white space at the ends is kept by a pair of its own.
fn code(text: &str) -> String {
    let spaced = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    if spaced { format!("` {text} `") } else { format!("`{text}`") }
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
    let shown = shown::TAGS.iter().find(|(name, _)| *name == tag.name).map_or(&[][..], |(_, examples)| examples);
    write_examples(shown, locale, out);
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
    write_examples(filter.examples, locale, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::liquid::names::{ATTRIBUTES, NAMESPACES};

    #[test]
    fn tells_of_every_tag_and_filter_in_both_languages() {
        for locale in [Locale::En, Locale::Fr] {
            let guide = guide(locale);
            assert!(TAGS.iter().all(|tag| guide.contains(&format!("\n### {}\n", tag.name))));
            assert!(filters::all().all(|filter| guide.contains(&format!("\n#### {}\n", filter.name))));
        }
        assert!(guide(Locale::En).contains("- `{{ 'Big Sale' | upcase }}` prints `BIG SALE`"));
    }

    #[test]
    fn every_tag_and_every_name_has_an_example() {
        for tag in TAGS {
            let shown = shown::TAGS.iter().find(|(name, _)| *name == tag.name);
            assert!(shown.is_some_and(|(_, examples)| !examples.is_empty()), "{}", tag.name);
        }
        assert!(shown::TAGS.iter().all(|(name, _)| TAGS.iter().any(|tag| tag.name == *name)));
        assert!(data::DATA.iter().all(|names| !names.examples.is_empty()));
        assert!(filters::all().all(|filter| !filter.examples.is_empty() || filter.support != Support::Braze));
        let told = |name: &str| data::DATA.iter().any(|names| names.known.iter().any(|(known, _)| *known == name));
        assert!(ATTRIBUTES.iter().all(|name| told(name)));
        let written = |name: &str| data::DATA.iter().any(|names| names.written == format!("{name}.${{name}}"));
        assert!(NAMESPACES.iter().all(|name| written(name)));
    }
}
