//! The rules as one form is held against them: which hold here, how gravely, and the policy's lists made ready.
//!
//! Built once from policy and group. What a policy may decide about rules (severity, off, waivers, places, dates) is
//! decided here and nowhere else.

use super::case::{Case, Days};
use super::catalogue;
use super::packs::Listener;
use super::rule::{Check, Rule};
use super::wordlists;
use crate::diag::{Area, Severity, Waived};

use crate::group::Office;
use crate::html::{Colour, Paint};
use crate::locale::{Locale, primary};
use crate::policy::{Policy, Waiver};
use crate::template::Channel;
use crate::text::{Lexicon, fold};
use jiff::civil::Date;

/// What a rulebook is made for.
#[derive(Clone, Copy, Debug)]
pub struct For<'a> {
    /// The policy; `None` where finished HTML is looked at without one: then only rules hold that need no decision of
    /// a brand.
    pub policy: Option<&'a Policy>,
    /// Who sends; `None` where no group is known.
    pub office: Option<&'a Office>,
    /// The template's name in the kit.
    pub template: &'a str,
    /// The language that the message is written in; `None` where it is not known.
    pub language: Option<Locale>,
    /// Today, in the group's time zone: claims run out by it.
    pub today: Date,
    /// The day of delivery: dated law holds, and exceptions run out, by it. Today where there is no schedule yet.
    pub delivery: Date,
    /// What is declared, and where it holds.
    pub case: &'a Case,
}

/// A rule that holds, and how gravely.
pub(super) type Active<F> = (&'static Rule, Severity, F);

/// The rules that hold for one form.
#[derive(Clone, Debug)]
pub struct Rulebook {
    active: Vec<(&'static Rule, Severity)>,
    waived: Vec<Waived>,
    /// The policy that it was made from.
    pub policy: Policy,
    /// Who sends.
    pub office: Option<Office>,
    /// The language that the message is written in; `None` where it is not known.
    pub language: Option<Locale>,
    /// Today.
    pub today: Date,
    /// The day of delivery.
    pub delivery: Date,
    /// What is declared, and where it holds.
    pub case: Case,
    /// What the entries of packs listen for.
    pub(super) listener: Listener,
    /// Forbidden terms; the tag is the index in `policy.wording.forbidden`.
    pub forbidden: Lexicon,
    /// Superlatives of the language and of the policy.
    pub superlatives: Lexicon,
    /// Wording in which a superlative is no claim, and claims that have been substantiated.
    pub harmless: Lexicon,
    /// All other lists of words, found together.
    pub terms: std::sync::Arc<wordlists::Terms>,
    /// Names of data of which the law asks special care.
    pub sensitive_attributes: Lexicon,
    /// What filters count against a message; the tag is its weight.
    pub pushy: Lexicon,
    /// Words that stand where a text is yet to come.
    pub stopgaps: Lexicon,
    /// Brand and product names.
    pub names: super::names::Names,
    /// The palette: name, colour.
    pub palette: Vec<(String, Colour)>,
    /// Who reads the brand's mail with what.
    pub readers: super::clients::Readers,
    /// The group's address as it is looked for: folded, without punctuation.
    pub address: Option<String>,
}

impl Rulebook {
    /// The rules that hold for this form.
    pub fn new(made: For) -> Self {
        let bare = Policy::default();
        let policy = made.policy.unwrap_or(&bare);
        let days = Days { today: made.today, delivery: made.delivery };
        let mut waived = Vec::new();
        let active: Vec<(&Rule, Severity)> = catalogue::all()
            .filter(|rule| made.policy.is_some() || !rule.needs_policy())
            .filter(|rule| rule.notice.jurisdictions.iter().any(|place| made.case.is_in(place)))
            .filter(|rule| rule.holds_on(made.delivery) && rule.holds_for(made.case, days))
            .filter_map(|rule| {
                let severity = severity(rule, policy)?;
                let Some(waiver) = waiver(rule, &made, policy) else { return Some((rule, severity)) };
                let (who, why, until) = (waiver.who.clone(), waiver.why.clone(), waiver.until.clone());
                waived.push(Waived { notice: &rule.notice, who, why, until, severity: waiver.severity, count: 0 });
                // It is looked for all the same: what is allowed is named.
                Some((rule, waiver.severity.map_or(severity, |lighter| severity.min(lighter))))
            })
            .collect();
        let entries = active.iter().flat_map(|(rule, severity)| {
            let cases = if let Check::Entry(cases) = rule.check { cases } else { &[] };
            let hold = cases.iter().filter(|entry| entry.holds_for(made.case, days));
            hold.map(|entry| (*rule, entry, *severity))
        });
        Self {
            listener: Listener::new(entries.collect(), policy, made.office),
            active,
            waived,
            policy: policy.clone(),
            office: made.office.cloned(),
            language: made.language,
            today: made.today,
            delivery: made.delivery,
            case: made.case.clone(),
            forbidden: forbidden(policy, made.language, tag(made.office)),
            superlatives: wordlists::superlatives(policy, made.language, tag(made.office)),
            harmless: wordlists::harmless(policy, made.language, tag(made.office), made.today),
            terms: std::sync::Arc::new(wordlists::Terms::new(policy, made.language, tag(made.office))),
            sensitive_attributes: wordlists::sensitive_attributes(),
            pushy: super::pushy::lexicon(made.language, tag(made.office)),
            stopgaps: wordlists::stopgaps(),
            names: super::names::Names::new(policy),
            palette: (policy.look.colours.iter())
                .filter_map(|colour| Some((colour.name.clone(), Paint::parse(&colour.value)?.colour)))
                .collect(),
            readers: super::clients::Readers::new(policy),
            address: (made.office.and_then(|office| office.profile.address.as_deref()))
                .map(plain)
                .filter(|a| !a.is_empty()),
        }
    }

    /// The exceptions that hold here, for [`Report::under`](crate::diag::Report::under).
    pub fn waived(&self) -> &[Waived] {
        &self.waived
    }

    /// Whether an exception silences this rule.
    pub(super) fn silences(&self, rule: &Rule) -> bool {
        self.waived.iter().any(|waived| waived.severity.is_none() && waived.notice.id == rule.notice.id)
    }

    /// The rules that hold, and how gravely.
    pub fn active(&self) -> impl Iterator<Item = (&'static Rule, Severity)> {
        self.active.iter().copied()
    }

    /// The rules that hold and look in this way.
    pub(super) fn looking<F>(&self, way: impl Fn(Check) -> Option<F>) -> impl Iterator<Item = Active<F>> {
        self.active.iter().filter_map(move |(rule, severity)| Some((*rule, *severity, way(rule.check)?)))
    }
}

/// How gravely a rule holds; `None` where the policy turned it off. A rule that cannot be waived is neither turned off
/// nor made lighter.
fn severity(rule: &Rule, policy: &Policy) -> Option<Severity> {
    let own = rule.notice.severity;
    let chosen = policy.severity.get(rule.notice.id).copied().unwrap_or(own);
    match rule.notice.waivable {
        true if policy.off.iter().any(|id| id == rule.notice.id) => None,
        true => Some(chosen),
        false => Some(chosen.max(own)),
    }
}

/// The language tag of who sends: `fr-CA`.
fn tag(office: Option<&Office>) -> &str {
    office.and_then(|office| office.profile.locale.as_deref()).unwrap_or_default()
}

/// The exception that holds for a rule here: of several the one that allows most.
fn waiver<'p>(rule: &Rule, made: &For, policy: &'p Policy) -> Option<&'p Waiver> {
    let below = |group: &String| {
        made.office.is_some_and(|office| office.id == *group || office.above.iter().any(|above| above == group))
    };
    let holding = policy.waivers.iter().filter(|waiver| {
        rule.notice.waivable
            && waiver.rule == rule.notice.id
            && waiver.group.as_ref().is_none_or(below)
            && waiver.template.as_ref().is_none_or(|template| template == made.template)
            && waiver.until.parse::<Date>().is_ok_and(|until| until >= made.delivery)
    });
    holding.min_by_key(|waiver| waiver.severity)
}

impl Rule {
    /// Whether it says nothing sensible without the decisions of a brand.
    fn needs_policy(&self) -> bool {
        self.notice.area == Area::Brand
    }

    /// Whether it holds in this case.
    fn holds_for(&self, case: &Case, days: Days) -> bool {
        match (self.check, self.notice.area) {
            (Check::Entry(cases), _) => cases.iter().any(|entry| entry.holds_for(case, days)),
            (_, Area::Sms) => case.channel == Channel::Sms,
            (_, Area::Push) => case.channel == Channel::Push,
            (_, Area::Deliverability | Area::ClientSupport) => case.channel == Channel::Email,
            _ => true,
        }
    }

    /// Whether it holds on this day.
    fn holds_on(&self, day: Date) -> bool {
        let date = |text: Option<&str>| text.and_then(|text| text.parse::<Date>().ok());
        date(self.notice.effective_from).is_none_or(|from| from <= day)
            && date(self.notice.effective_to).is_none_or(|to| day <= to)
    }
}

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
