//! `brand-forbidden-terms`: the policy's word list, held against every word that a reader will read.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::in_case_of;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-forbidden-terms",
        area: Area::Brand,
        jurisdictions: &["*"],
        source: "The brand’s policy: wording.forbidden",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Forbidden word", fr: "Mot interdit" },
        message: Text { en: "We do not say “{term}”.", fr: "Nous n’employons pas « {term} »." },
        why: Text { en: "{reason}", fr: "{reason}" },
        fix: Text {
            en: "Use the brand’s own word for it, or say it another way.",
            fr: "Employez le mot de la marque, ou dites-le autrement.",
        },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line(CHEAP, "A [[Cheap]] pizza tonight").fixed("A Great-value pizza tonight"),
        Example::line(CHEAP, "Great-value pizza, cheaper cheapness"),
        Example::line(CHEAP, "[[ch3ap]], [[c h e a p]], [[сheap]] and [[low-cost]]"),
        Example::html(CHEAP, "<p>So ch<b>eap</b>er, <i>so</i> [[CHEAP]]!</p>")
            .fixed("<p>So ch<b>eap</b>er, <i>so</i> GREAT-VALUE!</p>"),
        Example::html(CHEAP, r#"<img src="https://a.example/p.png" alt="A [[cheap]] pizza">"#)
            .fixed(r#"<img src="https://a.example/p.png" alt="A great-value pizza">"#),
        Example::markdown(CHEAP, "A [[Cheap]] café, **not** a [bargain](https://a.example/cheap).")
            .fixed("A Great-value café, **not** a [bargain](https://a.example/cheap)."),
        Example::markdown(CHEAP, "So [[ch**eap]]** & *[[cheap]]*.").fixed("So ch**eap** & *great-value*."),
        Example::html(CHEAP, "<p>[[ch<b>eap]]</b> as it is cut</p>"),
        Example::line(GRATUIT, "Déjà [[gratuit]] : l’offre [[gratuite]] d’aujourd’hui").fr(),
        Example::line(GRATUIT, "Le marché du samedi, [[MARCHE]] et [[marche]] forcée").fr(),
        Example::line("{}", "No list, nothing to find: cheap."),
    ]),
};

const CHEAP: &str = r#"{ "wording": { "forbidden": [
    { "term": "cheap", "instead": "great-value" }, { "term": "low cost" }, { "term": "gratuit", "language": "fr" }] } }"#;
const GRATUIT: &str = r#"{ "wording": { "forbidden": [
    { "term": "gratuit", "also": ["gratuite"], "language": "fr" }, { "term": "marche" }] } }"#;

const OUR_LIST: Text = Text {
    en: "Brand and legal keep one list of words that mislead or cheapen an offer.",
    fr: "La marque et le service juridique tiennent la liste des mots qui trompent ou déprécient une offre.",
};
const SAY: Text = Text { en: "Say “{instead}”", fr: "Dire « {instead} »" };

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link {
        return;
    }
    for hit in book.lists.forbidden.find(&prose.text, prose.words()) {
        let Some(forbidden) = book.policy.wording.forbidden.get(hit.tag) else { continue };
        let term = hit.span.of(&prose.text);
        let span = prose.span(hit.span);
        if found.is_registered(span) {
            continue;
        }
        let mut finding = found.at(span).with("term", term);
        finding = match &forbidden.why {
            Some(why) => finding.with("reason", why.as_str()),
            None => finding.with("reason", OUR_LIST),
        };
        if let Some(instead) = &forbidden.instead {
            let instead = in_case_of(term, instead);
            let fits = fits_before(prose.text.get(..hit.span.start).unwrap_or_default(), term, &instead);
            let trust = if fits { Trust::Safe } else { Trust::Suggestion };
            if let Some(edit) = found.edit(prose, hit.span, &instead) {
                finding = finding.fix(Fix::new(SAY, trust, edit).with("instead", instead));
            }
        }
        found.say(finding);
    }
}

/// Whether the word before can stay as it is: `l’`, `d’` and `a`, `an` go by the sound that follows.
fn fits_before(before: &str, term: &str, instead: &str) -> bool {
    let vowel =
        |text: &str| text.chars().next().is_some_and(|c| "aeiouyhàâéèêëîïôöùûœ".contains(c.to_ascii_lowercase()));
    let word = before.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default().to_lowercase();
    let depends =
        before.ends_with(['’', '\'']) || matches!(word.as_str(), "a" | "an" | "le" | "la" | "de" | "ce" | "ma" | "sa");
    !depends || vowel(term) == vowel(instead)
}
