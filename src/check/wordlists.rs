//! The product's own words: superlatives and the turns of phrase in which they claim nothing, in English and French.

use crate::locale::Locale;
use crate::policy::Policy;
use crate::text::Lexicon;
use jiff::civil::Date;

/// Superlatives and absolute claims in English.
const SUPERLATIVES_EN: &[&str] = &[
    "best",
    "best ever",
    "the greatest",
    "the finest",
    "the leading",
    "leader",
    "market leader",
    "number one",
    "cheapest",
    "lowest price",
    "lowest prices",
    "biggest",
    "largest",
    "fastest",
    "freshest",
    "tastiest",
    "safest",
    "healthiest",
    "strongest",
    "cleanest",
    "greenest",
    "purest",
    "richest",
    "smoothest",
    "finest",
    "highest quality",
    "unbeatable",
    "unbeaten",
    "unrivalled",
    "unrivaled",
    "unmatched",
    "unsurpassed",
    "unparalleled",
    "second to none",
    "world class",
    "guaranteed",
    "risk free",
    "always",
    "never",
    "most delicious",
    "most popular",
    "most trusted",
    "most loved",
    "most affordable",
    "most advanced",
    "most effective",
];

/// Superlatives and absolute claims in French, every gender and number.
const SUPERLATIVES_FR: &[&str] = &[
    "meilleur",
    "meilleure",
    "meilleurs",
    "meilleures",
    "leader",
    "leaders",
    "numéro un",
    "numéro 1",
    "le moins cher",
    "la moins chère",
    "les moins chers",
    "les moins chères",
    "prix le plus bas",
    "prix les plus bas",
    "au plus bas prix",
    "le plus grand",
    "la plus grande",
    "les plus grands",
    "les plus grandes",
    "le plus beau",
    "la plus belle",
    "les plus beaux",
    "les plus belles",
    "le plus frais",
    "la plus fraîche",
    "les plus frais",
    "les plus fraîches",
    "le plus rapide",
    "la plus rapide",
    "les plus rapides",
    "le plus sûr",
    "la plus sûre",
    "le plus fiable",
    "la plus fiable",
    "le plus avantageux",
    "la plus avantageuse",
    "le plus délicieux",
    "la plus délicieuse",
    "le plus gourmand",
    "la plus gourmande",
    "les plus gourmands",
    "les plus gourmandes",
    "le plus populaire",
    "la plus populaire",
    "le plus pur",
    "la plus pure",
    "le plus fin",
    "la plus fine",
    "les plus fins",
    "les plus fines",
    "imbattable",
    "imbattables",
    "inégalé",
    "inégalée",
    "inégalés",
    "inégalées",
    "inégalable",
    "inégalables",
    "incomparable",
    "incomparables",
    "sans égal",
    "sans équivalent",
    "sans rival",
    "garanti",
    "garantie",
    "garantis",
    "garanties",
    "sans risque",
    "toujours",
    "jamais",
];

/// English in which none of them claims anything.
const HARMLESS_EN: &[&str] = &[
    "best wishes",
    "best regards",
    "all the best",
    "our best",
    "your best",
    "best of luck",
    "best before",
    "at best",
    "as always",
    "never mind",
    "now or never",
    "better late than never",
    "never again",
    "like never before",
    "we always love",
    "always happy to",
    "always a pleasure",
    "always welcome",
    "never hesitate",
    "team leader",
    "always remember",
    "never forget",
    "never miss",
];

/// French in which none of them claims anything.
const HARMLESS_FR: &[&str] = &[
    "meilleurs vœux",
    "meilleures salutations",
    "meilleur souvenir",
    "meilleurs souvenirs",
    "meilleures pensées",
    "meilleurs sentiments",
    "comme toujours",
    "depuis toujours",
    "pour toujours",
    "toujours un plaisir",
    "toujours heureux",
    "toujours heureuse",
    "toujours ravis",
    "toujours le bienvenu",
    "toujours les bienvenus",
    "toujours bienvenus",
    "plus que jamais",
    "si jamais",
    "à jamais",
    "jamais deux sans trois",
    "mieux vaut tard que jamais",
    "jamais trop tard",
    "n’hésitez jamais",
    "n’oubliez jamais",
    "chef leader",
    "pour le meilleur",
    "le meilleur moment",
    "au meilleur moment",
    "toujours pas",
    "toujours là",
    "toujours ouvert",
    "toujours ouverte",
    "toujours ouverts",
    "toujours ouvertes",
    "toujours aussi",
    "ne jamais",
    "carte de garantie",
];

/// Words that stand where a text is yet to come.
const STOPGAPS: &[&str] = &[
    "lorem ipsum",
    "dolor sit amet",
    "todo",
    "tbd",
    "xxx",
    "xxxx",
    "insert text",
    "insert text here",
    "your text here",
    "placeholder text",
    "sample text",
    "à compléter",
    "à remplir",
    "à définir",
    "votre texte ici",
    "insérer le texte",
    "insérer votre texte",
    "texte à venir",
    "texte ici",
];

/// Words that stand where a text is yet to come.
pub(super) fn stopgaps() -> Lexicon {
    Lexicon::new(STOPGAPS.iter().map(|words| (*words, 0)), false)
}

fn languages(language: Option<Locale>) -> impl Fn(Locale) -> bool {
    move |one| language.is_none_or(|language| language == one)
}

/// Superlatives of `language` (of both where it is not known) and of the policy.
pub(super) fn superlatives(policy: &Policy, language: Option<Locale>) -> Lexicon {
    let of = languages(language);
    let en = SUPERLATIVES_EN.iter().filter(|_| of(Locale::En));
    let fr = SUPERLATIVES_FR.iter().filter(|_| of(Locale::Fr));
    let built_in = en.chain(fr).copied();
    let own = policy.wording.superlatives.iter().map(String::as_str);
    Lexicon::new(built_in.chain(own).map(|phrase| (phrase, 0)), language == Some(Locale::Fr))
}

/// Wording in which a superlative is no claim, and the claims that have been substantiated and have not run out.
pub(super) fn harmless(policy: &Policy, language: Option<Locale>, today: Date) -> Lexicon {
    let of = languages(language);
    let en = HARMLESS_EN.iter().filter(|_| of(Locale::En));
    let fr = HARMLESS_FR.iter().filter(|_| of(Locale::Fr));
    let runs = |until: &Option<String>| {
        until.as_ref().is_none_or(|until| until.parse::<Date>().is_ok_and(|until| until >= today))
    };
    let claims = policy.wording.claims.iter().filter(|claim| runs(&claim.until)).map(|claim| claim.text.as_str());
    let names = policy.wording.names.iter().map(|name| name.name.as_str());
    Lexicon::new(en.chain(fr).copied().chain(claims).chain(names).map(|phrase| (phrase, 0)), false)
}

/// A form and its regular plural (and, in French, the feminine of a participle in *-é*): `promo`, `promos`;
/// `dégriffé`, `dégriffée`, `dégriffés`, `dégriffées`. Other forms are the policy's to list.
pub(super) fn inflected(form: &str, language: Option<Locale>) -> Vec<String> {
    let mut forms = vec![form.to_owned()];
    let last = form.chars().last().unwrap_or_default();
    let long = form.chars().count() >= 3;
    if long && last.is_alphabetic() && !matches!(last, 's' | 'x' | 'z') {
        forms.push(format!("{form}s"));
    }
    if long && language != Some(Locale::En) && last == 'é' {
        forms.extend([format!("{form}e"), format!("{form}es")]);
    }
    if long && language != Some(Locale::Fr) && matches!(last, 's' | 'x') {
        forms.push(format!("{form}es"));
    }
    forms
}
