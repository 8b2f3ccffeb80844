//! What a field holds, in words.

use super::super::field::{Kind, Object};
use super::{anchor, heading};
use crate::locale::{Facts, Locale, Text};

/// In words, for a cell of a table.
pub(super) fn words(kind: Kind, locale: Locale) -> String {
    let say = |en: &'static str, fr: &'static str| Text { en, fr }.get(locale).to_owned();
    let fill = |text: Text, most: usize| text.fill(locale, &Facts::new().with("most", most.to_string()));
    match kind {
        Kind::Text | Kind::Id => say("string", "chaîne"),
        Kind::Numbered(kind) => words(*kind, locale),
        Kind::Ascii(most) => {
            fill(Text { en: "string, 1 to {most} ASCII", fr: "chaîne, de 1 à {most} caractères ASCII" }, most)
        }
        Kind::Chars(most) => {
            fill(Text { en: "string, 1 to {most} characters", fr: "chaîne, de 1 à {most} caractères" }, most)
        }
        Kind::Bytes(least, most) => {
            let text = Text { en: "string, {least} to {most} bytes", fr: "chaîne, de {least} à {most} octets" };
            text.fill(locale, &Facts::new().with("least", least.to_string()).with("most", most.to_string()))
        }
        Kind::OneOf(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::Mailbox => "`Display Name <user@example.com>`".to_owned(),
        Kind::Address(None) | Kind::Email => say("address", "adresse"),
        Kind::Address(Some(word)) => format!("{}, `{word}`", say("address", "adresse")),
        Kind::Phone => say("number by E.164", "numéro E.164"),
        Kind::Currency => say("code of ISO 4217", "code ISO 4217"),
        Kind::Date => say("`YYYY-MM-DD`", "`AAAA-MM-JJ`"),
        Kind::Time => say("date and time by ISO 8601", "date et heure ISO 8601"),
        Kind::LooseTime => say("date, perhaps with time, by ISO 8601", "date ISO 8601, avec ou sans heure"),
        Kind::Bool => say("true or false", "true ou false"),
        Kind::Int(least, most) => match (least, most) {
            (i64::MIN, _) => say("whole number", "nombre entier"),
            (least, i64::MAX) => {
                let text = Text { en: "whole number from {least}", fr: "nombre entier à partir de {least}" };
                text.fill(locale, &Facts::new().with("least", least.to_string()))
            }
            (least, most) => {
                let text = Text { en: "whole number, {least} to {most}", fr: "nombre entier, de {least} à {most}" };
                text.fill(locale, &Facts::new().with("least", least.to_string()).with("most", most.to_string()))
            }
        },
        Kind::Number(least, _) if least == f64::MIN => say("number", "nombre"),
        Kind::Number(least, most) => {
            let text = Text { en: "number, {least} to {most}", fr: "nombre, de {least} à {most}" };
            text.fill(locale, &Facts::new().with("least", least.to_string()).with("most", most.to_string()))
        }
        Kind::Any => say("any value", "toute valeur"),
        Kind::Map => say("object", "objet"),
        Kind::Pairs => say("object of plain values", "objet de valeurs simples"),
        Kind::Variables(usize::MAX) => say("object of strings", "objet de chaînes"),
        Kind::Variables(most) => {
            fill(Text { en: "object of at most {most} string", fr: "objet d’au plus {most} chaîne" }, most)
        }
        Kind::Object(object) => link(object),
        Kind::TextOr(object) => format!("{} {} {}", say("string", "chaîne"), say("or", "ou"), link(object)),
        Kind::By(name, objects) => {
            let links: Vec<String> = objects.iter().map(|(_, object)| link(object)).collect();
            let text = Text { en: "by `{name}`: {links}", fr: "selon `{name}`\u{a0}: {links}" };
            text.fill(locale, &Facts::new().with("name", name).with("links", links.join(", ")))
        }
        Kind::List(kind, ..) => {
            let text = Text { en: "array: {of}", fr: "tableau\u{a0}: {of}" };
            text.fill(locale, &Facts::new().with("of", words(*kind, locale)))
        }
        Kind::Audience => say("[connected audience](#connected-audience)", "[audience connectée](#audience-connectée)"),
        Kind::Properties(most, _) => {
            let text = Text { en: "object of at most {most} kB", fr: "objet d’au plus {most} Ko" };
            fill(text, most / 1000)
        }
        Kind::Attribute => say(
            "string of at most 255 characters, number, true, false, array of at most 500 of these; object or array of objects of at most 100 kB; `{\"inc\": 1}`; `{\"add\": […]}`, `{\"remove\": […]}`; for arrays of objects `{\"$add\": […]}`, `{\"$remove\": […]}`, `{\"$update\": […]}`",
            "chaîne d’au plus 255 caractères, nombre, true, false, tableau d’au plus 500 de ces valeurs\u{a0}; objet ou tableau d’objets d’au plus 100 Ko\u{a0}; `{\"inc\": 1}`\u{a0}; `{\"add\": […]}`, `{\"remove\": […]}`\u{a0}; pour les tableaux d’objets `{\"$add\": […]}`, `{\"$remove\": […]}`, `{\"$update\": […]}`",
        ),
    }
}

fn link(object: &Object) -> String {
    let heading = heading(object);
    format!("[{heading}](#{})", anchor(&heading))
}
