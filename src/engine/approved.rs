//! The only door to a payload.

use crate::diag::Report;
use crate::draft::Draft;
use crate::group::Office;
use crate::policy::Upload;
use crate::render::Message;
use crate::template::Template;

/// A message that nothing speaks against. Only [`Review::approve`](super::Review::approve) makes one, and only from one
/// is a payload made that can be sent.
#[derive(Clone, Debug)]
pub struct Approved {
    pub(super) draft: Draft,
    pub(super) office: Office,
    pub(super) upload: Option<Upload>,
    pub(super) template: Template,
    pub(super) message: Message,
    pub(super) digest: String,
    pub(super) report: Report,
}

impl Approved {
    /// What the author made.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Who sends it.
    pub const fn office(&self) -> &Office {
        &self.office
    }

    /// How lists of customers are named in Braze, where the brand allows them.
    pub const fn upload(&self) -> Option<&Upload> {
        self.upload.as_ref()
    }

    /// From which template.
    pub const fn template(&self) -> &Template {
        &self.template
    }

    /// What is sent.
    pub const fn message(&self) -> &Message {
        &self.message
    }

    /// What there was to say of it: remarks, and the exceptions that were made use of.
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// The message's digest.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}
