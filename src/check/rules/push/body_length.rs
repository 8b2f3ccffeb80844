//! `push-body-length`: the text fits on a locked screen.

use crate::check::Rulebook;
use crate::check::facts::Short;
use crate::check::rule::*;
use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation as _;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "push-body-length",
        area: Area::Push,
        jurisdictions: &["*"],
        source: "Braze documentation, Push message and image formats: iOS locked screen 160, Android locked screen 49",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Length of the text", fr: "Longueur du texte" },
        message: Text {
            en: "The text has {count} characters; a locked screen shows at most {most}.",
            fr: "Le texte a {count} caractères\u{a0}; un écran verrouillé en montre au plus {most}.",
        },
        why: Text {
            en: "What does not fit is cut off; many Android phones show the first 49 characters.",
            fr: "Ce qui dépasse est coupé\u{a0}; beaucoup de téléphones Android montrent les 49 premiers caractères.",
        },
        fix: Text {
            en: "Shorten it, and put what matters first.",
            fr: "Raccourcissez-le, et mettez l’essentiel au début.",
        },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", LONG).push(),
        Example::line("{}", "Roma\nTonight every pizza comes with a coffee, made by hand in Bath.").push(),
    ]),
};

/// So many characters of a text the locked screen of an iPhone shows.
const MOST: usize = 160;

const LONG: &str = "Roma\nTonight every pizza comes with a coffee, made by hand in Bath, from six until the oven goes cold \
                    at eleven. Come early and bring all of your friends, and stay f[[or the music afterwards]]";

fn look(short: &Short, _: &Rulebook, found: &mut Findings) {
    let text = short.body.of(&short.prose.text);
    if let Some((at, _)) = text.grapheme_indices(true).nth(MOST) {
        let part = Span::new(short.body.start + at, short.body.end);
        let count = text.graphemes(true).count();
        found.say(found.at(short.to_shorten(short.prose.span(part))).with("count", count).with("most", MOST));
    }
}
