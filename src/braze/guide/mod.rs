//! The page about Braze's endpoints, made from the tables that check: every field, what it holds, when it is needed.
//!
//! In: a language. Out: Markdown. `countersign braze guide` prints it; it stands in `www/docs/braze.md`.

mod about;
mod kinds;

use super::Endpoint;
use super::audience::FILTERS;
use super::field::{Field, Kind, Object};
use crate::locale::{Locale, Text};
use std::fmt::Write as _;

const TITLE: Text = Text { en: "Braze’s endpoints", fr: "Les points d’accès de Braze" };
const OBJECTS: Text = Text { en: "Objects", fr: "Objets" };
const PERMISSION: Text = Text { en: "Permission", fr: "Permission" };
const SOURCE: Text = Text { en: "Braze’s page", fr: "La page de Braze" };
const BODY: Text = Text { en: "JSON body", fr: "Corps JSON" };
const QUERY: Text = Text { en: "query", fr: "paramètres d’URL" };
const HEAD: Text = Text { en: "| field | holds | |\n|---|---|---|\n", fr: "| champ | contient | |\n|---|---|---|\n" };
const REQUIRED: Text = Text { en: "**required** ", fr: "**obligatoire** " };
const OTHERS: Text = Text { en: "any other name", fr: "tout autre nom" };
const CUSTOM: Text =
    Text { en: "A custom attribute. `null` removes it.", fr: "Un attribut personnalisé. `null` le supprime." };

/// The page in `locale`, as Markdown.
pub fn guide(locale: Locale) -> String {
    let mut out = format!("# {}\n\n{}\n", TITLE.get(locale), about::INTRO.get(locale));
    for endpoint in Endpoint::ALL {
        let _ = writeln!(out, "- [`{endpoint}`](#{})", anchor(&endpoint.to_string()));
    }
    out.push_str(about::VALIDATE.get(locale));
    let mut objects: Vec<&'static Object> = Vec::new();
    for endpoint in Endpoint::ALL {
        let object = endpoint.object();
        let what = if endpoint.is_query() { QUERY } else { BODY };
        let _ = write!(
            out,
            "\n## `{endpoint}`\n\n{}\n\n{} `{}` · {} · [{}]({})\n\n",
            about::of(*endpoint).get(locale),
            PERMISSION.get(locale),
            endpoint.permission(),
            what.get(locale),
            SOURCE.get(locale),
            object.source,
        );
        table(object, locale, &mut out);
        below(object, &mut objects);
    }
    let _ = write!(out, "\n## {}\n", OBJECTS.get(locale));
    for object in objects {
        let _ = write!(out, "\n### {}\n\n[{}]({})\n\n", heading(object), SOURCE.get(locale), object.source);
        table(object, locale, &mut out);
    }
    let _ = write!(out, "\n{}", about::AUDIENCE.get(locale));
    for (name, object) in FILTERS {
        let _ = write!(out, "\n#### {name}\n\n");
        table(object, locale, &mut out);
    }
    out.push_str(about::ANSWERS.get(locale));
    out
}

/// The objects in the fields of `object`, each once, in the order in which they are met.
fn below(object: &'static Object, found: &mut Vec<&'static Object>) {
    fn of(kind: Kind, found: &mut Vec<&'static Object>) {
        match kind {
            Kind::Object(object) | Kind::TextOr(object) => add(object, found),
            Kind::List(kind, ..) => of(*kind, found),
            Kind::By(_, objects) => objects.iter().for_each(|(_, object)| add(object, found)),
            _ => {}
        }
    }
    fn add(object: &'static Object, found: &mut Vec<&'static Object>) {
        if !found.iter().any(|known| std::ptr::eq(known.fields, object.fields)) {
            found.push(object);
            below(object, found);
        }
    }
    object.fields.iter().for_each(|field| of(field.kind, found));
}

fn table(object: &Object, locale: Locale, out: &mut String) {
    out.push_str(HEAD.get(locale));
    for Field { name, kind, required, note } in object.fields {
        let need = if *required { REQUIRED.get(locale) } else { "" };
        let _ = writeln!(out, "| `{name}` | {} | {need}{} |", kinds::words(*kind, locale), note.get(locale));
    }
    if let Some(kind) = object.others {
        let _ = writeln!(out, "| {} | {} | {} |", OTHERS.get(locale), kinds::words(kind, locale), CUSTOM.get(locale));
    }
}

/// Two objects of one name stand on different pages of Braze’s, or belong to different parents.
fn heading(object: &Object) -> String {
    match (object.name, object.source.rsplit('/').next().unwrap_or_default()) {
        (name @ ("buttons" | "messages" | "list"), page) => {
            format!("{name} ({})", page.trim_end_matches("_object").trim_end_matches("_objects"))
        }
        (name, _) => name.to_owned(),
    }
}

/// The name that GitHub gives a heading.
pub(super) fn anchor(heading: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || matches!(c, '_' | '-') => c.to_lowercase().next(),
        _ => None,
    };
    heading.chars().filter_map(kept).collect()
}
