//! Strict TOML: reads a file into a type and reports *every* mistake at once, each with line, column and what to do.
//!
//! In: a text and a type that knows its JSON Schema. Out: the value, or all mistakes. The text is parsed with positions
//! ([`Document`]), held against the schema, and each fault that the schema names is traced back to where it was written.
//! Kit folders and the proxy's settings are read this way.

mod document;
mod mistake;
mod schema;

pub use document::{Document, Step};
pub use mistake::{Fault, Mistake, nearest};
pub use schema::plain;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

/// Reads `text` into a `T`. `file` is how mistakes name it.
///
/// ```
/// #[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
/// #[serde(deny_unknown_fields)]
/// struct Door { width: u32, colour: String }
///
/// let mistakes = countersign::strict_toml::read::<Door>("door.toml", "width = \"wide\"\ncolor = \"red\"").unwrap_err();
/// assert_eq!(mistakes.len(), 3, "a wrong type, an unknown key and a missing one");
/// assert_eq!(mistakes[0].to_string(), "door.toml:1:1: The key `colour` is missing here. Add `colour = …` (text in quotes).");
/// ```
pub fn read<T: DeserializeOwned + JsonSchema>(file: &str, text: &str) -> Result<T, Vec<Mistake>> {
    let (value, _, mistakes) = open(file, text);
    match value {
        Some(value) if mistakes.is_empty() => Ok(value),
        _ => Err(mistakes),
    }
}

/// Like [`read`], but gives whatever could be made out: the value if there is one, the document with its positions (for
/// checks that the type cannot express), and the mistakes so far.
pub fn open<T: DeserializeOwned + JsonSchema>(file: &str, text: &str) -> (Option<T>, Document, Vec<Mistake>) {
    let (document, mistakes) = Document::parse(file, text);
    if !mistakes.is_empty() {
        return (None, document, mistakes);
    }
    let (value, mut mistakes) = take::<T>(&document);
    if let ([mistake], None) = (mistakes.as_mut_slice(), &value)
        && mistake.fault == mistake::VALUE
    {
        // What a schema cannot say (an address that is none, a number out of range): TOML's own reader knows where.
        if let Some(error) = toml::from_str::<T>(text).err() {
            let span = error.span().map_or(0, |span| span.start);
            *mistake = document.mistake_at(&mistake::VALUE, span).with("reason", error.message());
        }
    }
    (value, document, mistakes)
}

/// What a document says, if it says a `T`; else its mistakes.
pub fn take<T: DeserializeOwned + JsonSchema>(document: &Document) -> (Option<T>, Vec<Mistake>) {
    let mut mistakes = schema::mistakes::<T>(document);
    if !mistakes.is_empty() {
        Mistake::sort(&mut mistakes);
        return (None, mistakes);
    }
    // By way of JSON, so that a date without quotes is the text that it looks like.
    match T::deserialize(document.value()) {
        Ok(value) => (Some(value), Vec::new()),
        Err(error) => (None, vec![document.mistake_at(&mistake::VALUE, 0).with("reason", error.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct House {
        name: String,
        #[serde(default)]
        floors: Option<u32>,
        #[serde(default)]
        until: Option<String>,
        #[serde(default)]
        rooms: Vec<Room>,
        #[serde(default)]
        keys: BTreeMap<String, Room>,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Room {
        id: String,
        #[serde(default)]
        kind: Option<RoomKind>,
        #[serde(default)]
        rooms: Vec<Room>,
        #[serde(default)]
        listen: Option<std::net::SocketAddr>,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    enum RoomKind {
        /// With a stove.
        Kitchen,
        /// With a bath.
        BathRoom,
    }

    fn told(text: &str) -> String {
        let mistakes = read::<House>("house.toml", text).unwrap_err();
        mistakes.iter().map(|mistake| mistake.text(Locale::En)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_mistake_is_told_at_once_where_it_stands() {
        let told = told(
            "floors = \"two\"\nnmae = \"Villa\"\n\n[[rooms]]\nid = \"a\"\nkind = \"kitchn\"\n\n[[rooms]]\nkidn = 3\n\n  [[rooms.rooms]]\n  id = 7\n\n[keys.b]\nid = \"é\"\nkind = [\"kitchen\"]\n",
        );
        assert_eq!(
            told,
            "house.toml:1:1: The key `name` is missing here. Add `name = …` (text in quotes).\n\
             house.toml:1:10: `floors` must be a whole number, not text in quotes. Write it so, or leave it out.\n\
             house.toml:2:1: `nmae` is not a key that can stand here. Perhaps you mean `name`. Possible: `floors`, `keys`, `name`, `rooms`, `until`.\n\
             house.toml:6:8: `rooms[0].kind` cannot be `kitchn`. Perhaps you mean `kitchen`. Possible: `kitchen`, `bath-room`.\n\
             house.toml:8:1: The key `rooms[1].id` is missing here. Add `id = …` (text in quotes).\n\
             house.toml:9:1: `rooms[1].kidn` is not a key that can stand here. Perhaps you mean `kind`. Possible: `id`, `kind`, `listen`, `rooms`.\n\
             house.toml:12:8: `rooms[1].rooms[0].id` must be text in quotes, not a whole number. Write it so, or leave it out.\n\
             house.toml:16:8: `keys.b.kind` must be text in quotes, not a list in brackets. Write it so, or leave it out."
        );
    }

    #[test]
    fn syntax_is_told_with_all_its_faults() {
        let told = told("name = \"a\nfloors = = 2\nname = \"b\"\n");
        assert!(told.lines().count() >= 2, "{told}");
        assert!(told.starts_with("house.toml:1:"), "{told}");
        assert!(told.contains("\nhouse.toml:2:"), "{told}");
    }

    #[test]
    fn a_date_without_quotes_is_text() {
        let house = read::<House>("house.toml", "name = \"a\"\nuntil = 2027-01-31").unwrap();
        assert_eq!(house.until.as_deref(), Some("2027-01-31"));
    }

    #[test]
    fn what_only_the_type_knows_is_told_in_its_place() {
        assert_eq!(
            told("name = \"a\"\n[[rooms]]\nid = \"x\"\nlisten = \"nowhere\""),
            "house.toml:4:10: This value cannot be read: invalid socket address syntax. Correct it."
        );
        let too_big = told("name = \"a\"\nfloors = 99999999999");
        assert!(too_big.starts_with("house.toml:2:10: "), "{too_big}");
        let negative = told("name = \"a\"\nfloors = -1");
        assert_eq!(negative, "house.toml:2:10: `floors` is too small. The least is 0.");
    }

    #[test]
    fn french_is_french() {
        let mistakes = read::<House>("maison.toml", "floors = 1.5\nname = 'x'").unwrap_err();
        assert_eq!(
            mistakes.first().map(|mistake| mistake.text(Locale::Fr)).unwrap_or_default(),
            "maison.toml:1:10: `floors` doit être un nombre entier, et non un nombre à virgule. Écrivez-le ainsi ou retirez-le."
        );
    }

    #[test]
    fn nothing_that_is_written_makes_it_panic() {
        for text in
            ["", "\u{feff}", "a", "[", "[[", "a.b.c = {", "\"\\u{d800}\" = 1", "a = nan", "a = 0xffffffffffffffffff"]
        {
            assert!(read::<House>("x.toml", text).is_err(), "{text}");
        }
        let deep = format!("name = {}", "[".repeat(100_000));
        assert!(read::<House>("x.toml", &deep).is_err());
    }
}
