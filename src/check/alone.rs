//! HTML that stands alone, looked at as a whole mail of one piece.

use super::rule::Check;
use super::{Rulebook, look_at_liquid, piece, whole};
use crate::compile::{Part, Piece, Trace};
use crate::diag::{Finding, Source};
use crate::draft::Draft;
use crate::group::Office;
use crate::kit::{Brand, FORMAT, Kit};
use crate::liquid;
use crate::locale::{Locale, Localized};
use crate::policy::Policy;
use crate::render::{Line, Mail, MailPart};
use crate::template::{Email, Purpose, Template};

/// Looks at finished HTML. Without a kit there is no template to say what a message is for: a law that the policy holds
/// everywhere takes it for a promotion, as it takes every message of which nothing is said.
pub fn finished(html: &str, book: &Rulebook) -> Vec<Finding> {
    let stands_alone = Piece::finished(html);
    let looked = piece(&stands_alone, book);
    let mut list = looked.findings.clone();
    look_at_liquid(html, Source::Text, book, &mut list);
    if book.active().all(|(rule, _)| !matches!(rule.check, Check::Whole { .. })) {
        return list;
    }
    let template = Template {
        name: Localized::default(),
        description: Localized::default(),
        version: 1,
        purpose: Purpose::Promotional,
        email: Email { subject: String::new(), preheader: None, html: html.to_owned(), text: None },
        slots: Vec::new(),
    };
    let kit = Kit {
        format: FORMAT,
        brand: Brand::default(),
        policy: Policy::default(),
        groups: Default::default(),
        templates: Default::default(),
        offers: Default::default(),
        recipients: Vec::new(),
    };
    let nobody = Office::default();
    let draft = Draft::default();
    let trace = Trace::default();
    let subject = Line { part: Part::Subject, text: String::new(), trace, liquid: liquid::parse("").template };
    let mail = Mail {
        kit: &kit,
        office: book.office.as_ref().unwrap_or(&nobody),
        template: &template,
        draft: &draft,
        language: book.language.unwrap_or(Locale::En),
        now: jiff::Timestamp::UNIX_EPOCH,
        subject: &subject,
        preheader: None,
        parts: vec![MailPart { piece: &stands_alone, hole: None }],
    };
    // The template is the text itself.
    list.extend(whole(&mail, &[&looked], book).into_iter().map(|mut finding| {
        if matches!(finding.place.source, Source::Template(_)) {
            finding.place.source = Source::Text;
        }
        finding
    }));
    list
}
