//! `recipients.toml`: no two samples of one name.

use super::super::parts::Parts;
use super::twice;
use crate::strict_toml::{Mistake, Step};

pub(super) fn check(parts: &Parts, mistakes: &mut Vec<Mistake>) {
    let Some(file) = &parts.recipients.value else { return };
    let names = file.recipients.iter().enumerate().map(|(index, recipient)| {
        (recipient.name.as_str(), vec![Step::Key("recipients"), index.into(), "name".into()])
    });
    twice(&parts.recipients.document, names, mistakes);
}
