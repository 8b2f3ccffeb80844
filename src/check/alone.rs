//! A text that stands alone, looked at as a whole mail: finished HTML, or a single line.

use super::{Looked, Rulebook, line, look_at_liquid, piece, whole};
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
    let stage = Stage::new(html, String::new(), book);
    list.extend(stage.whole(&stands_alone, &looked, &[], book));
    list
}

/// Looks at finished HTML with its subject.
pub(super) fn complete(subject: &str, html: &str, book: &Rulebook) -> Vec<Finding> {
    let stands_alone = Piece::finished(html);
    let stage = Stage::new(html, subject.to_owned(), book);
    let (looked, heading) = (piece(&stands_alone, book), line(&stage.subject, book));
    let mut list = [looked.findings.as_slice(), heading.findings.as_slice()].concat();
    list.extend(stage.whole(&stands_alone, &looked, &[(&stage.subject, &heading)], book));
    list
}

/// Looks at a line (a subject, a text message) as a message of its own.
pub(super) fn spoken(text: &str, book: &Rulebook) -> Vec<Finding> {
    let stage = Stage::new("", text.to_owned(), book);
    let nothing = Piece::finished("");
    let looked = line(&stage.subject, book);
    let mut list = looked.findings.clone();
    list.extend(stage.whole(&nothing, &Looked::default(), &[(&stage.subject, &looked)], book));
    list
}

/// What surrounds a text that stands alone, so that rules can look at a whole mail.
struct Stage {
    kit: Kit,
    office: Office,
    template: Template,
    draft: Draft,
    subject: Line,
    language: Locale,
}

impl Stage {
    fn new(html: &str, subject: String, book: &Rulebook) -> Self {
        let liquid = liquid::parse(&subject).template;
        Self {
            kit: bare_kit(Policy::default()),
            office: book.office.clone().unwrap_or_default(),
            template: bare_template(html),
            draft: Draft::default(),
            subject: Line { part: Part::Subject, text: subject, trace: Trace::default(), liquid },
            language: book.language.unwrap_or(Locale::En),
        }
    }

    fn whole(&self, piece: &Piece, looked: &Looked, lines: &[(&Line, &Looked)], book: &Rulebook) -> Vec<Finding> {
        let mail = Mail {
            kit: &self.kit,
            office: &self.office,
            template: &self.template,
            draft: &self.draft,
            language: self.language,
            now: jiff::Timestamp::UNIX_EPOCH,
            subject: &self.subject,
            preheader: None,
            parts: vec![MailPart { piece, hole: None }],
        };
        // The template is the text itself.
        let found = whole(&mail, &[looked], lines, book).into_iter().map(|mut finding| {
            if matches!(finding.place.source, Source::Template(_)) {
                finding.place.source = Source::Text;
            }
            finding
        });
        found.collect()
    }
}

/// A kit of nothing but a policy.
pub(super) fn bare_kit(policy: Policy) -> Kit {
    Kit {
        format: FORMAT,
        brand: Brand::default(),
        policy,
        groups: Default::default(),
        templates: Default::default(),
        offers: Default::default(),
        recipients: Vec::new(),
    }
}

/// A template of nothing but HTML.
pub(super) fn bare_template(html: &str) -> Template {
    Template {
        name: Localized::default(),
        description: Localized::default(),
        version: 1,
        purpose: Purpose::Promotional,
        facts: Default::default(),
        email: Email { subject: String::new(), preheader: None, html: html.to_owned(), text: None },
        slots: Vec::new(),
    }
}
