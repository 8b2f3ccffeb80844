//! The rules as one form is held against them: which hold here, how gravely, and the policy's lists made ready.
//!
//! Built once from policy and group. What a policy may decide about rules (severity, off, waivers, places, dates) is
//! decided here and nowhere else.

use super::case::{Case, Days};
use super::catalogue;
use super::lists::Lists;
use super::packs::Listener;
use super::rule::{Check, Rule};
use crate::diag::{Area, Severity, Waived};

use crate::channel::Channel;
use crate::group::Office;
use crate::locale::Locale;
use crate::policy::{Policy, Waiver};
use jiff::civil::Date;
use std::sync::Arc;

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
    pub policy: Arc<Policy>,
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
    pub(super) listener: Arc<Listener>,
    /// The policy's and the product's lists, made ready.
    pub lists: Arc<Lists>,
}

impl Rulebook {
    /// The rules that hold for this form.
    pub fn new(made: For) -> Self {
        let policy = Arc::new(made.policy.cloned().unwrap_or_default());
        Self::with(Arc::new(Lists::new(policy, made.office, made.language, made.today)), made)
    }

    /// The same, with lists that were made for the same policy, group, language and day.
    pub fn with(lists: Arc<Lists>, made: For) -> Self {
        let policy = &*lists.policy;
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
            listener: lists.listener(entries.collect(), made.office),
            active,
            waived,
            policy: Arc::clone(&lists.policy),
            office: made.office.cloned(),
            language: made.language,
            today: made.today,
            delivery: made.delivery,
            case: made.case.clone(),
            lists,
        }
    }

    /// The exceptions that hold here, for [`Report::under`](crate::diag::Report::under).
    pub fn waived(&self) -> &[Waived] {
        &self.waived
    }

    /// Whether an exception silences the rule of this id.
    pub(super) fn silences(&self, id: &str) -> bool {
        self.waived.iter().any(|waived| waived.severity.is_none() && waived.notice.id == id)
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
        match self.check {
            Check::Entry(cases) => cases.iter().any(|entry| entry.holds_for(case, days)),
            _ => self.is_about(case.channel),
        }
    }

    /// Whether it is about messages on this channel.
    pub fn is_about(&self, channel: Channel) -> bool {
        match (self.check, self.notice.area) {
            (Check::Entry(cases), _) => cases.iter().any(|entry| entry.channels.contains(&channel)),
            // What looks at HTML.
            (
                Check::Piece(_)
                | Check::Whole { .. }
                | Check::Link(_)
                | Check::Image(_)
                | Check::Heading(_)
                | Check::Colour(_),
                _,
            ) => channel == Channel::Email,
            (_, Area::Sms) => channel == Channel::Sms,
            (_, Area::Push) => channel == Channel::Push,
            (_, Area::ContentCard) => channel == Channel::ContentCard,
            (_, Area::WhatsApp) => channel == Channel::WhatsApp,
            (_, Area::Webhook) => channel == Channel::Webhook,
            (_, Area::Deliverability | Area::ClientSupport) => channel == Channel::Email,
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
