//! What families of mail programs can show: the table of caniemail, weighted by who reads the brand's mail.
//!
//! In: a word of HTML or CSS (`display:flex`, `<video>`, `.svg`), the policy's shares. Out: who cannot show it. The table
//! is written by `cargo xtask caniemail`.

mod grades;
mod tell;

pub use grades::Grade;
pub use tell::{remember, tell};

use crate::locale::Localized;
use crate::order;
use crate::policy::Policy;
use crate::text::WordTable;
use std::sync::LazyLock;

/// Several families, a bit for each.
pub type Families = u32;

/// A family, as people call it. In the order of the table.
const NAMES: [&str; 18] = [
    "Gmail",
    "Apple Mail",
    "Outlook (Windows)",
    "Outlook.com",
    "Outlook (Mac)",
    "Yahoo",
    "AOL",
    "Samsung",
    "Thunderbird",
    "Proton",
    "Orange",
    "Free",
    "La Poste",
    "SFR",
    "GMX",
    "WEB.DE",
    "T-Online",
    "IONOS",
];

/// Outlook for Windows, which shows mail as Word would.
pub const WORD: Families = 1 << 2;

/// One feature of HTML or CSS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name on caniemail.com: `css-display-flex`.
    pub name: &'static str,
    /// Its number, for remembering.
    pub number: u32,
    /// Who cannot show it.
    pub lacking: Families,
    /// How much is lost where it is missing; `None` where that is nothing to speak of.
    pub grade: Option<Grade>,
}

struct Table {
    features: Vec<Feature>,
    /// Every word, with the number of its feature.
    words: WordTable<usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut features, mut words): (Vec<Feature>, Vec<(&'static str, usize)>) = (Vec::new(), Vec::new());
    for line in include_str!("table.txt").lines().filter(|line| !line.starts_with(['#', 'f'])) {
        let mut parts = line.split(' ');
        let (Some(name), Some(support)) = (parts.next(), parts.next()) else { continue };
        let bit = |(nth, answer): (usize, char)| if answer == 'n' { 1 << nth } else { 0 };
        let lacking = support.chars().enumerate().map(bit).sum();
        words.extend(parts.map(|word| (word, features.len())));
        let number = u32::try_from(features.len()).unwrap_or_default();
        features.push(Feature { name, number, lacking, grade: grades::of(name) });
    }
    Table { features, words: WordTable::new(words) }
});

/// The feature that a word stands for: a property, `property:value`, `function()`, `1unit`, `=keyword`, `@rule`, `:class`,
/// `::element`, `<element>`, `<element=type>`, `[attribute]`, `.format`.
pub fn feature(word: &str) -> Option<Feature> {
    TABLE.features.get(*TABLE.words.get(word)?).copied()
}

/// The feature of this number.
pub fn numbered(number: u32) -> Option<Feature> {
    TABLE.features.get(usize::try_from(number).ok()?).copied()
}

/// Who reads the brand's mail with what, made ready.
#[derive(Clone, Debug)]
pub struct Readers {
    shares: [f64; NAMES.len()],
    threshold: f64,
}

/// Readers who cannot be shown something.
#[derive(Clone, Debug, PartialEq)]
pub struct LetDown {
    /// How many per cent.
    pub share: f64,
    /// What they use, the most frequent first.
    pub names: Localized,
}

/// So many are named; of the others only their number is told.
const NAMED: usize = 4;

impl Readers {
    /// The readers that the policy tells of.
    pub fn new(policy: &Policy) -> Self {
        let shares = policy.clients.shares().by_name().map(|(_, share)| if share > 0.0 { share } else { 0.0 });
        Self { shares, threshold: policy.clients.threshold() }
    }

    /// How many per cent use one of these.
    pub fn share(&self, families: Families) -> f64 {
        self.of(families).map(|(_, share)| share).sum()
    }

    /// Whether many enough use one of these that it is worth saying.
    pub fn matter(&self, families: Families) -> bool {
        let share = self.share(families);
        share >= self.threshold && share > 0.0
    }

    /// Who is let down where these cannot show something; `None` where they are too few to say so.
    pub fn let_down(&self, families: Families) -> Option<LetDown> {
        if !self.matter(families) {
            return None;
        }
        let share = self.share(families);
        let mut those: Vec<(usize, f64)> = self.of(families).filter(|(_, share)| *share > 0.0).collect();
        order::sort_by(&mut those, |(_, one), (_, two)| two.total_cmp(one));
        let named: Vec<&str> = those.iter().take(NAMED).filter_map(|(nth, _)| NAMES.get(*nth).copied()).collect();
        let named = named.join(", ");
        let (en, fr) = match those.len().saturating_sub(NAMED) {
            0 => (named.clone(), named),
            more => (format!("{named} and {more} more"), format!("{named} et {more} autres")),
        };
        Some(LetDown { share, names: Localized { en, fr } })
    }

    fn of(&self, families: Families) -> impl Iterator<Item = (usize, f64)> {
        self.shares.iter().copied().enumerate().filter(move |(nth, _)| families & (1 << nth) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_families_of_the_policy() {
        let line = include_str!("table.txt").lines().find_map(|line| line.strip_prefix("families "));
        let names: Vec<&str> = Policy::default().clients.shares().by_name().map(|(name, _)| name).to_vec();
        assert_eq!(line.unwrap().split(' ').collect::<Vec<_>>(), names);
        assert_eq!(names[WORD.trailing_zeros() as usize], "outlook-windows");
        assert!(TABLE.features.len() > 250);
    }

    #[test]
    fn features_are_found_by_their_words() {
        let flex = feature("display:flex").unwrap();
        assert_eq!((flex.name, flex.lacking & WORD), ("css-display-flex", WORD));
        assert_eq!(numbered(flex.number), Some(flex));
        for word in ["@font-face", ":hover", "::before", "calc()", "1vw", "<video>", "[srcset]", ".svg", "data:"] {
            assert!(feature(word).is_some(), "{word}");
        }
        assert_eq!(feature("display:fle"), None);
        assert_eq!(feature("\u{10ffff}"), None);
    }

    #[test]
    fn readers_are_counted_by_the_brand() {
        let policy = |toml: &str| serde_json::from_str::<Policy>(toml).unwrap();
        let flex = feature("display:flex").unwrap().lacking;
        let usual = Readers::new(&Policy::default()).let_down(flex).unwrap();
        assert!(usual.share >= 5.0 && usual.names.en.starts_with("Outlook (Windows)"), "{usual:?}");
        let none = policy(r#"{ "clients": { "shares": { "gmail": 60, "apple-mail": 40 } } }"#);
        assert_eq!(Readers::new(&none).let_down(flex), None);
        let many = policy(r#"{ "clients": { "threshold": 1, "shares": { "outlook-windows": 1 } } }"#);
        assert_eq!(Readers::new(&many).let_down(flex).unwrap().names.fr, "Outlook (Windows)");
    }
}
