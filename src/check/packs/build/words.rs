//! Words and phrases by language.

use std::collections::BTreeMap;

/// The endings of a German adjective, for which `~` stands: `nachhaltig~`.
const GERMAN: [&str; 6] = ["", "e", "er", "es", "en", "em"];

/// `{ en = ["free"], any = ["0 €"] }` as lists.
pub(super) fn words(by_language: &BTreeMap<String, Vec<String>>) -> String {
    let lists = by_language.iter().map(|(language, phrases)| {
        let language = if language == "any" { "*" } else { language };
        let phrases: Vec<String> = (phrases.iter())
            .flat_map(|phrase| match phrase.contains('~') {
                true => GERMAN.map(|ending| phrase.replace('~', ending)).to_vec(),
                false => vec![phrase.clone()],
            })
            .collect();
        format!("Words {{ language: {language:?}, phrases: {:?} }},", phrases.join("\n"))
    });
    format!("&[{}]", lists.collect::<String>())
}
