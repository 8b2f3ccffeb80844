//! The policy's lists and the product's, made ready once for a group: forbidden terms, superlatives, names, the palette.
//!
//! They do not depend on a draft, so that every draft of a group is opened with the same ones.

use super::clients::Readers;
use super::names::Names;
use super::packs::{Holding, Listener};
use super::wordlists::{self, Terms};
use crate::group::Office;
use crate::html::{Colour, Paint};
use crate::locale::{Locale, primary};
use crate::policy::Policy;
use crate::text::{Lexicon, fold};
use jiff::civil::Date;
use std::sync::{Arc, Mutex, PoisonError};

/// Lists of a policy, a group, a language and a day, made ready.
#[derive(Debug)]
pub struct Lists {
    /// The policy.
    pub policy: Arc<Policy>,
    /// Forbidden terms; the tag is the index in `policy.wording.forbidden`.
    pub forbidden: Lexicon,
    /// Superlatives of the language and of the policy.
    pub superlatives: Lexicon,
    /// Wording in which a superlative is no claim, and claims that have been substantiated.
    pub harmless: Lexicon,
    /// All other lists of words, found together.
    pub terms: Terms,
    /// Names of data of which the law asks special care.
    pub sensitive_attributes: Lexicon,
    /// What filters count against a message; the tag is its weight.
    pub pushy: Lexicon,
    /// Words that stand where a text is yet to come.
    pub stopgaps: Lexicon,
    /// Brand and product names.
    pub names: Names,
    /// The palette: name, colour.
    pub palette: Vec<(String, Colour)>,
    /// Who reads the brand's mail with what.
    pub readers: Readers,
    /// The group's address as it is looked for: folded, without punctuation.
    pub address: Option<String>,
    /// What the entries of packs listen for that held lately: mostly the same ones hold for the next draft.
    listeners: Mutex<Vec<Arc<Listener>>>,
}

/// One for each channel, and for another day or audience.
const LISTENERS_KEPT: usize = 6;

impl Lists {
    /// The lists of this policy as this group uses it today.
    pub fn new(policy: Arc<Policy>, office: Option<&Office>, language: Option<Locale>, today: Date) -> Self {
        let tag = tag(office);
        Self {
            forbidden: forbidden(&policy, language, tag),
            superlatives: wordlists::superlatives(&policy, language, tag),
            harmless: wordlists::harmless(&policy, language, tag, today),
            terms: Terms::new(&policy, language, tag),
            sensitive_attributes: wordlists::sensitive_attributes(),
            pushy: super::pushy::lexicon(language, tag),
            stopgaps: wordlists::stopgaps(),
            names: Names::new(&policy),
            palette: (policy.look.colours.iter())
                .filter_map(|colour| Some((colour.name.clone(), Paint::parse(&colour.value)?.colour)))
                .collect(),
            readers: Readers::new(&policy),
            address: (office.and_then(|office| office.profile.address.as_deref()))
                .map(plain)
                .filter(|address| !address.is_empty()),
            listeners: Mutex::default(),
            policy,
        }
    }

    /// What these entries listen for in the messages of `office`, which is that of the lists.
    pub(super) fn listener(&self, entries: Vec<Holding>, office: Option<&Office>) -> Arc<Listener> {
        let mut kept = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = kept.iter().find(|one| one.listens_for(&entries)) {
            return Arc::clone(same);
        }
        let made = Arc::new(Listener::new(entries, &self.policy, office));
        if kept.len() >= LISTENERS_KEPT {
            kept.remove(0);
        }
        kept.push(Arc::clone(&made));
        made
    }
}

/// The language tag of who sends: `fr-CA`.
fn tag(office: Option<&Office>) -> &str {
    office.and_then(|office| office.profile.locale.as_deref()).unwrap_or_default()
}

/// The exception that holds for a rule here: of several the one that allows most.
fn forbidden(policy: &Policy, language: Option<Locale>, tag: &str) -> Lexicon {
    let own = if tag.is_empty() { language.map_or("", Locale::tag) } else { primary(tag) };
    let here = |term: &Option<String>| match term {
        Some(term) => own.is_empty() || primary(term).eq_ignore_ascii_case(own),
        None => true,
    };
    let terms = policy.wording.forbidden.iter().enumerate().filter(|(_, term)| here(&term.language));
    let mut forms: Vec<(String, usize)> = Vec::new();
    for (index, term) in terms {
        for form in std::iter::once(&term.term).chain(&term.also) {
            forms.extend(wordlists::inflected(form, language).into_iter().map(|form| (form, index)));
        }
    }
    Lexicon::new(forms.iter().map(|(form, index)| (form.as_str(), *index)), language == Some(Locale::Fr))
}

/// A text as letters and digits with single spaces: how required wording is compared.
pub(super) fn plain(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
