//! Which language a text is written in, by its small words: what decides in a sentence is not rare.

use super::Facts;
use crate::html::{NodeId, NodeKind, Step};
use crate::order;

/// The languages that are told apart.
static LANGUAGES: [(&str, &str); 9] = [
    (
        "en",
        "the and of to in is you for that with on are this it be as at your not have from or by we our an was has but they which will can more their there what about out up into if so its all no new who when how us my he she his her were been only than then them these those do did does i just meaning means word before after any because between both each every get here like made make many may most much must now one other over should some such through too under until very want well where while would",
    ),
    (
        "fr",
        "le la les de des du et un une en est que qui pour dans sur pas plus vous nous votre vos notre nos avec au aux ce cette ces il elle ils elles sont par se ne ou mais son sa ses leur leurs être avoir avez avons fait tout tous toute toutes comme si bien sans sous chez entre depuis jusqu après avant très aussi même où dont d l qu n s c j m t je tu on y à bonne bon année jour jours",
    ),
    (
        "de",
        "der die das und ist in den von zu mit auf für im nicht ein eine einen einem einer dem des sie wir ihr ihre ihnen es auch als an nach bei aus wie oder aber wenn um nur noch vor zum zur über sich so hat haben wird werden sind war kann können unser unsere bis durch ich du er dass man mehr sehr",
    ),
    (
        "es",
        "el la los las de y que en un una es por con para del al se no su sus lo como más pero le ya o este esta estos estas son muy sin sobre también nos nuestro nuestra tu tus usted ustedes hay fue ha han ser todo todos cuando donde desde hasta entre porque yo me te si",
    ),
    (
        "it",
        "il lo la i gli le di e che è un una per con non del della dei delle al alla in da su sono si come più ma anche questo questa questi queste nel nella nostro nostra vostro vostra ci vi ha hanno tutto tutti solo dal dalla sul sulla o se molto quando dove perché io tu noi voi",
    ),
    (
        "nl",
        "de het een en van is in op te dat die met voor niet zijn aan er om ook als bij door maar naar of uit dan wat wij we je jij u uw hij zij ze hun haar ons onze deze dit worden wordt was heeft hebben kan over tot nog meer geen wel zo al daar hier ging heel",
    ),
    (
        "pt",
        "o a os as de e que em um uma é do da dos das para com não no na nos nas se por mais como ao à mas seu sua seus suas ou este esta isso foi são está você vocês nosso nossa também já muito quando onde até sem sobre entre todos todo ser tem eu",
    ),
    (
        "da",
        "og i at det en den til er som på de med han af for ikke der var et har jeg du vi sig men om hvor eller hvad skal kan fra ved også så vil bliver din dit jeres vores når deres",
    ),
    (
        "sv",
        "och i att det en den till är som på de med av för inte var ett har jag du vi sig men om eller vad ska kan från vid också så vill blir din ditt era vår våra när där deras",
    ),
];

/// How often the small words of each language stand in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tongues {
    words: u32,
    hits: [u32; 9],
}

/// So many small words decide; fewer may be chance.
const LEAST: u32 = 3;

impl Facts<'_> {
    /// What the words within `top` are written in, without those that are marked otherwise.
    pub fn tongues_within(&self, top: NodeId) -> Tongues {
        match self.document() == Some(top) {
            true => *self.all_tongues.get_or_init(|| self.hear_within(top)),
            false => self.hear_within(top),
        }
    }

    fn hear_within(&self, top: NodeId) -> Tongues {
        let (tree, mut apart, mut tongues) = (self.tree, None, Tongues::default());
        for step in tree.walk(top) {
            match step {
                Step::Enter(id) if apart.is_none() => match &tree.node(id).kind {
                    NodeKind::Element(element) if id != top && element.attribute("lang").is_some() => apart = Some(id),
                    NodeKind::Element(element) => {
                        let is_named = matches!(element.name(), "img" | "area");
                        let referred = || tree.attribute(id, "aria-labelledby").is_some();
                        if is_named && !referred() && !self.access.is_hidden(id) {
                            tongues.add(&Tongues::of(tree.attribute(id, "alt").unwrap_or_default()));
                        }
                    }
                    NodeKind::Text(_) if !self.looks.get(id).silent => tongues.add(&self.tongues(id)),
                    _ => {}
                },
                Step::Leave(id) if apart == Some(id) => apart = None,
                _ => {}
            }
        }
        tongues
    }
}

impl Tongues {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        let mut tongues = Self::default();
        if text.is_ascii() {
            let words = text.as_bytes().split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty());
            words.for_each(|word| tongues.hear(packed(word)));
        } else {
            let lower = text.to_lowercase();
            let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            words.for_each(|word| tongues.hear(packed(word.as_bytes())));
        }
        tongues
    }

    fn hear(&mut self, word: Option<u64>) {
        self.words += 1;
        let spoken = word.map_or(0, spoken);
        if spoken != 0 {
            for (language, hits) in self.hits.iter_mut().enumerate() {
                *hits += u32::from(spoken >> language & 1);
            }
        }
    }

    /// Of two texts together.
    pub fn add(&mut self, other: &Self) {
        self.words += other.words;
        for (one, other) in self.hits.iter_mut().zip(other.hits) {
            *one += other;
        }
    }

    /// How many words there are.
    pub const fn words(&self) -> usize {
        self.words as usize
    }

    /// The language that it is in, where that is sure.
    pub fn best(&self) -> Option<&'static str> {
        let mut ranked: Vec<(u32, &'static str)> =
            self.hits.iter().zip(LANGUAGES).map(|(hits, (tag, _))| (*hits, tag)).collect();
        order::sort_by(&mut ranked, |one, other| other.cmp(one));
        let (&(best, tag), &(second, _)) = (ranked.first()?, ranked.get(1)?);
        (best >= LEAST && best * 5 >= self.words && best * 2 >= second * 3).then_some(tag)
    }

    /// How much speaks for a language: the share of its small words.
    pub fn speaks_for(&self, tag: &str) -> bool {
        let hits = LANGUAGES.iter().zip(self.hits).find(|((known, _), _)| *known == tag).map(|(_, hits)| hits);
        hits.is_some_and(|hits| hits * 6 >= self.words)
    }

    /// As text, to be kept with a piece.
    pub fn written(&self) -> String {
        let numbers = std::iter::once(self.words).chain(self.hits);
        numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// From text.
    pub fn read(text: &str) -> Self {
        let mut numbers = text.split(' ').filter_map(|number| number.parse().ok());
        let words = numbers.next().unwrap_or_default();
        Self { words, hits: std::array::from_fn(|_| numbers.next().unwrap_or_default()) }
    }
}

/// Whether a language is one of those that are told apart.
pub fn is_told_apart(tag: &str) -> bool {
    LANGUAGES.iter().any(|(known, _)| *known == tag)
}

/// In which languages a word is a small one: a bit for each.
fn spoken(word: u64) -> u16 {
    /// Words and their bits by open addressing; no word is 0.
    static TABLE: std::sync::LazyLock<Vec<(u64, u16)>> = std::sync::LazyLock::new(|| {
        let mut table = vec![(0, 0); 1 << PLACES];
        for (language, (_, words)) in LANGUAGES.iter().enumerate() {
            for word in words.split(' ').filter_map(|word| packed(word.as_bytes())) {
                let taken = |at: &usize| table.get(*at).is_some_and(|(other, _)| *other != 0 && *other != word);
                let free = places(word).find(|at| !taken(at));
                if let Some(place) = free.and_then(|at| table.get_mut(at)) {
                    *place = (word, place.1 | 1 << language);
                }
            }
        }
        table
    });
    let known = places(word).filter_map(|at| TABLE.get(at)).take_while(|(other, _)| *other != 0);
    known.filter(|(other, _)| *other == word).map(|(_, spoken)| *spoken).next().unwrap_or(0)
}

/// As many bits count the places of the table: four for each word.
const PLACES: u32 = 12;

/// Where a word may be in the table, the likeliest first.
fn places(word: u64) -> impl Iterator<Item = usize> {
    let first = word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - PLACES);
    (0..1 << PLACES).map(move |step| (first as usize + step) & ((1 << PLACES) - 1))
}

/// The bytes of a word in lower case as a number; `None` for one that is longer than any small word.
fn packed(word: &[u8]) -> Option<u64> {
    let join = |packed, byte: &u8| packed << 8 | u64::from(byte.to_ascii_lowercase());
    (word.len() <= size_of::<u64>()).then(|| word.iter().fold(0, join))
}

#[cfg(test)]
mod tests {
    use super::Tongues;

    #[test]
    fn every_small_word_is_found() {
        let spoken = |word: &str| super::packed(word.as_bytes()).map_or(0, super::spoken);
        for (language, (_, words)) in super::LANGUAGES.iter().enumerate() {
            assert!(words.split(' ').all(|word| spoken(word) >> language & 1 == 1), "{words}");
        }
        assert_eq!((spoken("pizza"), spoken("tremendously")), (0, 0));
    }

    #[test]
    fn sentences_are_told_apart() {
        for (text, tag) in [
            ("Come to our terrace: this week we have new wine for you.", Some("en")),
            ("Venez sur notre terrasse : cette semaine, nous avons du vin nouveau pour vous.", Some("fr")),
            ("Kommen Sie auf unsere Terrasse, wir haben neuen Wein für Sie.", Some("de")),
            ("Wij hebben nieuwe wijn voor u op het terras.", Some("nl")),
            ("Roma, Lyon, 9 €", None),
            ("Pizza Margherita", None),
        ] {
            assert_eq!(Tongues::of(text).best(), tag, "{text}");
            assert_eq!(Tongues::read(&Tongues::of(text).written()), Tongues::of(text));
        }
    }
}
