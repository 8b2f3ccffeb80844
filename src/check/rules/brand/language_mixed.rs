//! `brand-language-mixed`: a text in another language than the message.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Facts, ProseKind};
use crate::check::rule::*;
use crate::html::{NodeId, Tree};
use crate::locale::Locale;
use crate::text::{Span, WordTable};
use std::sync::LazyLock;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-language-mixed",
        source: "The group’s locale; WCAG 2.2, 3.1.2",
        severity: Severity::Warning,
        title: Text { en: "Another language", fr: "Autre langue" },
        message: Text { en: "This text seems to be in {language}.", fr: "Ce texte semble être en {language}." },
        why: Text { en: "Readers, screen readers and laws expect the message’s own language.", fr: "Lecteurs, lecteurs d’écran et lois attendent la langue du message." },
        fix: Text { en: "Translate it; if it is meant, give its element a “lang”.", fr: "Traduisez-le ; s’il est voulu, donnez un attribut « lang » à son élément." },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
Example::html("{}", "<p>Nos pizzas du Sud sont là pour vous, dès aujourd’hui.</p><p>[[The pizzas of the South are here for you and your friends]].</p>").fr(),
        Example::html("{}", "<p>Nos pizzas du Sud sont là pour vous, dès aujourd’hui.</p><p lang=en>The pizzas of the South are here for you.</p>").fr(),
        Example::html("{}", "<p>[[Nos pizzas du Sud sont là pour vous et votre famille]].</p>"),
        Example::html("{}", "<p>Our café du coin serves pain au chocolat and crème brûlée to you.</p>"),
    ]),
};

const ENGLISH: Text = Text { en: "English", fr: "anglais" };
const FRENCH: Text = Text { en: "French", fr: "français" };

/// Words that hold sentences together, none of them a word of the other language.
const EN: &[&str] = &[
    "the", "and", "of", "to", "with", "for", "is", "are", "you", "your", "our", "we", "this", "that", "it", "from",
    "by", "have", "will", "here", "all", "when", "until",
];
const FR: &[&str] = &[
    "le", "la", "les", "des", "et", "du", "une", "un", "est", "sont", "avec", "vous", "votre", "nos", "notre", "dans",
    "sur", "aux", "ce", "cette", "pour", "qui", "que", "nous", "jusqu",
];

static SMALL: LazyLock<WordTable<Locale>> = LazyLock::new(|| {
    let en = EN.iter().map(|word| (*word, Locale::En));
    WordTable::new(en.chain(FR.iter().map(|word| (*word, Locale::Fr))))
});

/// The fewest words of a block that says what it is written in.
const FEWEST: usize = 7;
/// And the fewest of them that hold it together.
const SURE: usize = 4;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let Some(language) = book.language else { return sight };
    let Some(prose) = facts.prose.first().filter(|prose| prose.kind == ProseKind::Running) else { return sight };
    let words = prose.words();
    let mut list = words.list();
    for block in prose.blocks() {
        let rest = list.get(list.partition_point(|word| word.span.start < block.start)..).unwrap_or_default();
        let (own, after) = rest.split_at(rest.partition_point(|word| word.span.end <= block.end));
        list = after;
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        let part = Span::new(first.span.start, last.span.end);
        if own.len() < FEWEST || !prose.is_seen(part) {
            continue;
        }
        let (mut en, mut fr) = (0, 0);
        for word in own {
            match SMALL.of_word(words, word) {
                Some(Locale::En) => en += 1,
                Some(Locale::Fr) => fr += 1,
                None => {}
            }
        }
        let (here, other) = if language == Locale::En { (en, fr) } else { (fr, en) };
        let foreign = other >= SURE && here == 0;
        let marked = foreign && prose.nodes(part).any(|node| says_its_language(facts.tree, node));
        if !marked && (foreign || here > 0) {
            sight.marks.push((prose.span(part), u32::from(foreign)));
        }
    }
    sight
}

/// Whether an element around says in which language it is, other than the whole document.
fn says_its_language(tree: &Tree, node: NodeId) -> bool {
    tree.ancestors(node).any(|id| !matches!(tree.name(id), "html" | "body") && tree.attribute(id, "lang").is_some())
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let marks = whole.placed();
    let foreign = marks.iter().filter(|(_, number)| *number == 1).count();
    // As much of the one as of the other: a message in two languages, and meant.
    if foreign < marks.len() && foreign * 5 >= marks.len() * 3 {
        return;
    }
    let other = if book.language == Some(Locale::En) { FRENCH } else { ENGLISH };
    for (place, _) in marks.into_iter().filter(|(_, number)| *number == 1) {
        found.say(found.in_place(place).with("language", other));
    }
}
