//! The product's own words, in English and French: data files beside the code, one list each, and what finds them.
//!
//! A line of a file is one or several phrases with commas between, and what to say instead behind `=`; `#` begins a
//! remark. Adding a word is adding it to its file.

mod terms;

pub(super) use terms::around;
pub use terms::{List, Term, Terms};

use crate::locale::Locale;
use crate::order;
use crate::policy::Policy;
use crate::text::{Lexicon, bare};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const SUPERLATIVES_EN: &str = include_str!("superlatives.en.txt");
const SUPERLATIVES_FR: &str = include_str!("superlatives.fr.txt");
const HARMLESS_EN: &str = include_str!("harmless.en.txt");
const HARMLESS_FR: &str = include_str!("harmless.fr.txt");
const STOPGAPS: &str = include_str!("stopgaps.txt");
const BUTTONS_EN: &str = include_str!("buttons.en.txt");
const BUTTONS_FR: &str = include_str!("buttons.fr.txt");
const SENSITIVE_ATTRIBUTES: &str = include_str!("attributes.sensitive.txt");

/// The lines of a list that say something.
fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Words that stand where a text is yet to come.
pub(super) fn stopgaps() -> Lexicon {
    Lexicon::new(lines(STOPGAPS).map(|words| (words, 0)), false)
}

/// Whether a label does not say where a link leads, in either language.
pub(super) fn is_generic(label: &str) -> bool {
    static LABELS: LazyLock<BTreeSet<String>> =
        LazyLock::new(|| order::set(lines(BUTTONS_EN).chain(lines(BUTTONS_FR)).map(bare)));
    LABELS.contains(&bare(label))
}

/// Names of data of which the law asks special care.
pub(super) fn sensitive_attributes() -> Lexicon {
    Lexicon::new(lines(SENSITIVE_ATTRIBUTES).map(|words| (words, 0)), false)
}

/// Whose words are looked for: those of `language`; of both where nothing says which it is; of none where `tag` names
/// another.
pub(super) fn languages(language: Option<Locale>, tag: &str) -> impl Fn(Locale) -> bool {
    let unknown = tag.is_empty();
    move |one| language.map_or(unknown, |language| language == one)
}

/// Superlatives of `language` (see [`languages`]) and of the policy.
pub(super) fn superlatives(policy: &Policy, language: Option<Locale>, tag: &str) -> Lexicon {
    let of = languages(language, tag);
    let en = lines(SUPERLATIVES_EN).filter(|_| of(Locale::En));
    let fr = lines(SUPERLATIVES_FR).filter(|_| of(Locale::Fr));
    let own = policy.wording.superlatives.iter().map(String::as_str);
    let all: Vec<(&str, usize)> = en.chain(fr).chain(own).map(|phrase| (phrase, 0)).collect();
    Lexicon::new(all, language == Some(Locale::Fr))
}

/// Wording in which a superlative is no claim, and the claims that have been substantiated and have not run out.
pub(super) fn harmless(policy: &Policy, language: Option<Locale>, tag: &str, today: Date) -> Lexicon {
    let of = languages(language, tag);
    let en = lines(HARMLESS_EN).filter(|_| of(Locale::En));
    let fr = lines(HARMLESS_FR).filter(|_| of(Locale::Fr));
    let runs = |until: &Option<String>| {
        until.as_ref().is_none_or(|until| until.parse::<Date>().is_ok_and(|until| until >= today))
    };
    let claims = policy.wording.claims.iter().filter(|claim| runs(&claim.until)).map(|claim| claim.text.as_str());
    let names = policy.wording.names.iter().map(|name| name.name.as_str());
    let all: Vec<(&str, usize)> = en.chain(fr).chain(claims).chain(names).map(|phrase| (phrase, 0)).collect();
    Lexicon::new(all, false)
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
