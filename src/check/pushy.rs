//! What spam filters count against a message, in English and French, each with a weight.
//!
//! One of them says nothing; several together do. From the kinds of phrases that public filters weigh (urgency, money for
//! nothing, promises), not from any one filter's list.

use super::wordlists;
use crate::locale::Locale;
use crate::text::Lexicon;

/// Says little alone.
const LIGHT: usize = 1;
/// Weighs as much as three light ones.
const HEAVY: usize = 3;

const ENGLISH: &[(&str, usize)] = &[
    ("act now", HEAVY),
    ("act immediately", HEAVY),
    ("apply now", LIGHT),
    ("as seen on", LIGHT),
    ("be your own boss", HEAVY),
    ("buy now", LIGHT),
    ("call now", LIGHT),
    ("cash bonus", HEAVY),
    ("click below", LIGHT),
    ("click here", LIGHT),
    ("congratulations you have won", HEAVY),
    ("dear friend", HEAVY),
    ("double your income", HEAVY),
    ("earn extra cash", HEAVY),
    ("earn money", HEAVY),
    ("eliminate debt", HEAVY),
    ("extra income", HEAVY),
    ("free gift", LIGHT),
    ("free money", HEAVY),
    ("get rich", HEAVY),
    ("guaranteed winner", HEAVY),
    ("hurry", LIGHT),
    ("increase your sales", HEAVY),
    ("incredible deal", LIGHT),
    ("instant savings", LIGHT),
    ("last chance", LIGHT),
    ("limited time only", LIGHT),
    ("lose weight", HEAVY),
    ("lowest price ever", LIGHT),
    ("make money", HEAVY),
    ("miracle", HEAVY),
    ("money back guarantee", LIGHT),
    ("no catch", HEAVY),
    ("no credit check", HEAVY),
    ("no hidden fees", LIGHT),
    ("no obligation", LIGHT),
    ("no risk", LIGHT),
    ("no strings attached", HEAVY),
    ("not spam", HEAVY),
    ("once in a lifetime", LIGHT),
    ("order now", LIGHT),
    ("prize", LIGHT),
    ("risk free", LIGHT),
    ("special promotion", LIGHT),
    ("this is not spam", HEAVY),
    ("urgent", LIGHT),
    ("we hate spam", HEAVY),
    ("while supplies last", LIGHT),
    ("winner", LIGHT),
    ("work from home", HEAVY),
    ("you are a winner", HEAVY),
    ("you have been selected", HEAVY),
    ("100 free", HEAVY),
    ("100 satisfied", HEAVY),
];

const FRENCH: &[(&str, usize)] = &[
    ("100 gratuit", HEAVY),
    ("à saisir", LIGHT),
    ("achetez maintenant", LIGHT),
    ("agissez maintenant", HEAVY),
    ("agissez vite", HEAVY),
    ("argent facile", HEAVY),
    ("cadeau gratuit", LIGHT),
    ("ceci n’est pas un spam", HEAVY),
    ("cher ami", HEAVY),
    ("cliquez ici", LIGHT),
    ("cliquez vite", HEAVY),
    ("dépêchez vous", LIGHT),
    ("dernière chance", LIGHT),
    ("devenez riche", HEAVY),
    ("félicitations vous avez gagné", HEAVY),
    ("gagnez de l’argent", HEAVY),
    ("gagnant", LIGHT),
    ("garanti sans risque", HEAVY),
    ("miracle", HEAVY),
    ("offre à durée limitée", LIGHT),
    ("offre incroyable", LIGHT),
    ("perdez du poids", HEAVY),
    ("prix imbattable", LIGHT),
    ("profitez vite", LIGHT),
    ("revenus complémentaires", HEAVY),
    ("sans engagement", LIGHT),
    ("sans obligation d’achat", LIGHT),
    ("satisfait ou remboursé", LIGHT),
    ("travaillez à domicile", HEAVY),
    ("travail à domicile", HEAVY),
    ("urgent", LIGHT),
    ("vite", LIGHT),
    ("vous avez été sélectionné", HEAVY),
    ("vous avez gagné", HEAVY),
];

/// The phrases of a language; see [`wordlists::languages`].
pub(super) fn lexicon(language: Option<Locale>, tag: &str) -> Lexicon {
    let of = wordlists::languages(language, tag);
    let en = ENGLISH.iter().filter(|_| of(Locale::En));
    let fr = FRENCH.iter().filter(|_| of(Locale::Fr));
    Lexicon::new(en.chain(fr).copied(), false)
}
