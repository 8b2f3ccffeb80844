//! The way through, told once: a kit and a draft are opened, changed, looked at and, when nothing speaks against it,
//! approved.
//!
//! ```text
//! Engine::new(kit).open(draft) ─▶ Review ─ set_slot … report, message, preview ─ approve ─▶ Approved
//! ```
//!
//! A [`Review`] keeps what it rendered and found: a changed slot renders and checks again only the units in which it
//! stands.

mod approved;
mod book;
mod email;
mod fix;
mod lines;
mod review;
mod unit;
mod words;

pub use approved::Approved;
pub use fix::FixError;
pub use review::Review;

use crate::channel::Channel;
use crate::check::Lists;
use crate::compile::{Form, slots};
use crate::draft::Draft;
use crate::group::Office;
use crate::kit::Kit;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many compiled forms are kept; the cache starts anew past it. A form is a few hundred kilobytes.
const FORMS_KEPT: usize = 128;

/// A brand's kit, ready to open drafts.
#[derive(Debug)]
pub struct Engine {
    kit: Arc<Kit>,
    forms: Mutex<BTreeMap<FormKey, Arc<Form>>>,
    lists: Mutex<BTreeMap<ListsKey, Arc<Lists>>>,
}

/// Group, template, offer.
type FormKey = (String, String, Option<String>);

/// Group, day.
type ListsKey = (String, Date);

/// Why a draft could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The kit has no such group.
    #[error("the kit has no group “{0}”")]
    Group(String),
    /// The kit has no such template.
    #[error("the kit has no template “{0}”")]
    Template(String),
    /// The group may not use it.
    #[error("group “{group}” may not use template “{template}”")]
    NotAllowed {
        /// The group.
        group: String,
        /// The template.
        template: String,
    },
    /// The kit has no such offer.
    #[error("the kit has no offer “{0}”")]
    Offer(String),
    /// The template has no message for this channel.
    #[error("template “{template}” has no message for the channel “{channel}”; it has: {known}")]
    Channel {
        /// The template.
        template: String,
        /// The channel.
        channel: &'static str,
        /// Those that it has.
        known: String,
    },
    /// A slot's value is not of its form.
    #[error(transparent)]
    Slot(#[from] slots::SlotError),
}

impl OpenError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Group(_) => "group-unknown",
            Self::Template(_) => "template-unknown",
            Self::NotAllowed { .. } => "template-not-allowed",
            Self::Offer(_) => "offer-unknown",
            Self::Channel { .. } => "channel-unknown",
            Self::Slot(error) => error.code(),
        }
    }
}

impl Engine {
    /// An engine for `kit`.
    pub fn new(kit: Kit) -> Self {
        Self { kit: Arc::new(kit), forms: Mutex::default(), lists: Mutex::default() }
    }

    /// The kit.
    pub fn kit(&self) -> &Kit {
        &self.kit
    }

    /// The group of this id, with everything inherited.
    pub fn office(&self, id: &str) -> Result<Office, OpenError> {
        self.kit.groups.resolve(id).ok_or_else(|| OpenError::Group(id.to_owned()))
    }

    /// Opens a draft. What is dated is judged as of `now`.
    pub fn open(&self, draft: Draft, now: Timestamp) -> Result<Review, OpenError> {
        let form = self.form(&draft.group, &draft.template, draft.offer.as_deref())?;
        channels(&form, &draft.channels)?;
        slots::validate(&form.template, &draft.slots)?;
        let lists = self.lists(&form, now);
        Ok(Review::new(form, lists, draft, now))
    }

    /// The lists of a form's policy and group, as of today: from the cache, or made now.
    fn lists(&self, form: &Form, now: Timestamp) -> Arc<Lists> {
        let today = book::day(now);
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        if lists.len() >= FORMS_KEPT {
            lists.clear();
        }
        let made = || Arc::new(book::lists(form, now));
        Arc::clone(lists.entry((form.office.id.clone(), today)).or_insert_with(made))
    }

    /// The compiled form for a group and a template: from the cache, or made now.
    pub fn form(&self, group: &str, template: &str, offer: Option<&str>) -> Result<Arc<Form>, OpenError> {
        let key = (group.to_owned(), template.to_owned(), offer.map(str::to_owned));
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(form) = forms.get(&key) {
            return Ok(Arc::clone(form));
        }
        let office = self.office(group)?;
        if offer.is_some_and(|offer| !self.kit.offers.contains_key(offer)) {
            return Err(OpenError::Offer(offer.unwrap_or_default().to_owned()));
        }
        let form = Form::new(&self.kit, &office, template, offer);
        let form = Arc::new(form.ok_or_else(|| OpenError::Template(template.to_owned()))?);
        if office.profile.templates.as_ref().is_some_and(|allowed| !allowed.iter().any(|name| name == template)) {
            return Err(OpenError::NotAllowed { group: group.to_owned(), template: template.to_owned() });
        }
        if forms.len() >= FORMS_KEPT {
            forms.clear();
        }
        forms.insert(key, Arc::clone(&form));
        Ok(form)
    }
}

/// Whether the template has a message for each of these channels.
fn channels(form: &Form, wanted: &[Channel]) -> Result<(), OpenError> {
    let known: Vec<Channel> = form.template.channels().collect();
    match wanted.iter().find(|channel| !known.contains(channel)) {
        None => Ok(()),
        Some(channel) => Err(OpenError::Channel {
            template: form.name.clone(),
            channel: channel.name(),
            known: known.iter().map(|channel| channel.name()).collect::<Vec<_>>().join(", "),
        }),
    }
}
