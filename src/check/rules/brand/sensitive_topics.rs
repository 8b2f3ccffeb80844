//! `brand-sensitive-topics`: subjects with which an offer does not joke.

use super::BRAND;
use super::say_terms;
use crate::check::Rulebook;
use crate::check::facts::Prose;
use crate::check::rule::*;
use crate::check::wordlists::List;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-sensitive-topics",
        source: "The brand’s policy; the product’s lists (sensitive.en.txt, sensitive.fr.txt)",
        severity: Severity::Warning,
        title: Text { en: "Sensitive subject", fr: "Sujet sensible" },
        message: Text {
            en: "“{term}” touches a subject that hurts or divides.",
            fr: "« {term} » touche un sujet qui blesse ou qui divise.",
        },
        why: Text {
            en: "War, illness, belief and politics in an offer upset readers, and after a sad event the whole country.",
            fr: "La guerre, la maladie, la religion ou la politique dans une offre heurtent, et choquent tout un pays après un drame.",
        },
        fix: Text {
            en: "Find another image. Where it is meant as it says, leave it: this does not stop the message.",
            fr: "Trouvez une autre image. Si le mot est voulu, laissez-le : ceci n’arrête pas le message.",
        },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "[[Bomb]] deals in our [[price war]]!"),
        Example::line("{}", "Big deals on bath bombs"),
        Example::line("{}", "C’est [[de la bombe]], nos [[prix massacrés]]").fr(),
        Example::line("{}", "La bombe glacée de Noël").fr(),
    ]),
};

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    say_terms(prose, book, List::Sensitive, false, found);
}
