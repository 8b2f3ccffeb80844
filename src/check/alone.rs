//! A text that stands alone, looked at as a whole mail: finished HTML, or a single line.

use super::watch::Watch;
use super::{Judged, Looked, Rulebook, line, look_at_liquid, look_at_piece, piece};
use crate::compile::{Origin, Part, Piece, Trace};
use crate::diag::{Finding, Source};
use crate::draft::Draft;
use crate::group::Office;
use crate::json;
use crate::kit::{Brand, FORMAT, Kit};
use crate::liquid;
use crate::locale::{Locale, Localized};
use crate::policy::Policy;
use crate::render::{Line, Mail, MailPart};
use crate::template::{Email, Purpose, Template};
use crate::text::Span;
use serde_json::Value;
use std::sync::Arc;

/// Looks at finished HTML. Without a kit there is no template to say what a message is for: a law that the policy holds
/// everywhere takes it for a promotion, as it takes every message of which nothing is said.
pub fn finished(html: &str, book: &Rulebook) -> Vec<Finding> {
    of_template(html, book, &Told::default(), &mut Watch::default())
}

/// What is said of a template and of a draft besides their text, as JSON.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Of the template: `subject`, `preheader`, `text`, `version`, `purpose`, `slots`.
    pub template: Value,
    /// The draft.
    pub draft: Value,
}

/// Looks at HTML of a template and a draft of which something is said besides.
pub(super) fn of_template(html: &str, book: &Rulebook, told: &Told, watch: &mut Watch) -> Vec<Finding> {
    let stands_alone = Piece::finished(html);
    watch.done("reading");
    let looked = Arc::new(look_at_piece(&stands_alone, book, watch));
    let mut list = looked.findings.clone();
    look_at_liquid(html, Source::Text, book, &mut list, watch);
    let stage = Stage::new(html, told, book);
    list.extend(stage.whole(&stands_alone, &looked, &[], book, watch));
    list
}

/// Looks at finished HTML with its subject.
pub(super) fn complete(subject: &str, html: &str, book: &Rulebook) -> Vec<Finding> {
    let stands_alone = Piece::finished(html);
    let mut stage = Stage::new(html, &Told::default(), book);
    stage.subject = line_alone(Part::Subject, subject);
    let (looked, heading) = (Arc::new(piece(&stands_alone, book)), Arc::new(line(&stage.subject, book)));
    let mut list = [looked.findings.as_slice(), heading.findings.as_slice()].concat();
    list.extend(stage.whole(&stands_alone, &looked, &[(&stage.subject, &heading)], book, &mut Watch::default()));
    list
}

/// Looks at a line (a subject, a preheader, a text message) as a message of its own.
pub(super) fn spoken(part: Part, text: &str, book: &Rulebook, told: &Told) -> Vec<Finding> {
    let mut stage = Stage::new("", told, book);
    let own = line_alone(part, text);
    let looked = Arc::new(line(&own, book));
    if part == Part::Preheader {
        stage.preheader = Some(own);
    } else {
        stage.subject = own;
    }
    let nothing = Piece::finished("");
    let own = stage.preheader.as_ref().filter(|_| part == Part::Preheader).unwrap_or(&stage.subject);
    let mut list = looked.findings.clone();
    list.extend(stage.whole(&nothing, &Arc::default(), &[(own, &looked)], book, &mut Watch::default()));
    list
}

/// What surrounds a text that stands alone, so that rules can look at a whole mail.
struct Stage {
    kit: Kit,
    office: Office,
    template: Template,
    draft: Draft,
    subject: Line,
    preheader: Option<Line>,
    language: Locale,
}

impl Stage {
    fn new(html: &str, told: &Told, book: &Rulebook) -> Self {
        let template = overlaid(&told.template, html);
        let preheader = Part::Preheader.of(&template).map(|text| line_alone(Part::Preheader, text));
        Self {
            kit: bare_kit(Policy::default()),
            office: book.office.clone().unwrap_or_default(),
            subject: line_alone(Part::Subject, Part::Subject.of(&template).unwrap_or_default()),
            preheader,
            template,
            draft: json::read(&told.draft.to_string()).unwrap_or_default(),
            language: book.language.unwrap_or(Locale::En),
        }
    }

    fn whole(
        &self,
        piece: &Piece,
        looked: &Arc<Looked>,
        lines: &[(&Line, &Arc<Looked>)],
        book: &Rulebook,
        watch: &mut Watch,
    ) -> Vec<Finding> {
        let mail = Mail {
            kit: &self.kit,
            office: &self.office,
            template: &self.template,
            draft: &self.draft,
            language: self.language,
            now: jiff::Timestamp::UNIX_EPOCH,
            subject: &self.subject,
            preheader: self.preheader.as_ref(),
            parts: vec![MailPart { piece, hole: None }],
        };
        // The template is the text itself.
        let found =
            Judged::default().judge_watched(&mail, &[looked], lines, book, watch).into_iter().map(|mut finding| {
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
        policies: Default::default(),
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
        order: None,
        version: 1,
        purpose: Purpose::Promotional,
        facts: Default::default(),
        email: Some(Email { html: html.to_owned(), ..Email::default() }),
        sms: None,
        push: None,
        content_card: None,
        whats_app: None,
        webhook: None,
        slots: Vec::new(),
    }
}

/// A rendered line that stands alone.
fn line_alone(part: Part, text: &str) -> Line {
    let mut trace = Trace::default();
    let all = Span::new(0, text.len());
    trace.push(all, Origin::Template { part, span: all });
    Line { part, text: text.to_owned(), trace, liquid: liquid::parse(text).template }
}

/// The lines of a message that is no e-mail, each written out as `part = text` on a line of its own, and where in it each
/// text begins.
pub(super) fn written_out(text: &str) -> Vec<(Line, usize)> {
    let mut lines = Vec::new();
    let mut at = 0;
    for row in text.split('\n') {
        if let Some((name, said)) = row.split_once(" = ")
            && let Some(part) = Part::named(name)
        {
            lines.push((line_alone(part, said), at + name.len() + " = ".len()));
        }
        at += row.len() + 1;
    }
    lines
}

/// A template of this HTML of which something is said.
fn overlaid(said: &Value, html: &str) -> Template {
    let mut template = bare_template(html);
    let text = |key: &str| said.get(key).and_then(Value::as_str).map(str::to_owned);
    let (subject, preheader) = (text("subject").unwrap_or_default(), text("preheader"));
    template.email = Some(Email { subject, preheader, html: html.to_owned(), text: text("text") });
    if let Some(version) = said.get("version").and_then(Value::as_u64) {
        template.version = u32::try_from(version).unwrap_or(u32::MAX);
    }
    if let Some(purpose) = said.get("purpose").and_then(|purpose| json::read(&purpose.to_string()).ok()) {
        template.purpose = purpose;
    }
    if let Some(slots) = said.get("slots").and_then(|slots| json::read(&slots.to_string()).ok()) {
        template.slots = slots;
    }
    template
}
