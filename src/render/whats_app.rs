//! The finished WhatsApp message: what Braze gets of it, and what a reader reads.

use super::Line;
use super::message::said;
use crate::compile::{Origin, Part, Trace};
use crate::digest::Digest;
use crate::liquid::{self, ast::Kind};
use crate::template::Template;
use crate::text::Span;
use serde::Serialize;

/// A finished WhatsApp message. Meta holds its words: Braze gets its name, its language and what is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatsApp {
    /// The template's name at Meta.
    pub template: String,
    /// Its language, by Meta's code.
    pub language: String,
    /// What is filled into the header, in order.
    pub header: Vec<String>,
    /// What is filled into the text.
    pub body: Vec<String>,
    /// What is filled into the address of the button.
    pub button: Vec<String>,
    /// The address of its picture.
    pub image: Option<String>,
    /// What a reader reads; nothing where it is not known.
    pub shown: WhatsAppShown,
}

/// A WhatsApp message as a reader reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WhatsAppShown {
    /// The address of its picture.
    pub image: Option<String>,
    /// The line above the text.
    pub header: Option<String>,
    /// The text.
    pub body: String,
    /// The line below it.
    pub footer: Option<String>,
    /// The words on its button.
    pub link_text: Option<String>,
    /// What the button opens.
    pub link: Option<String>,
    /// The words on the button that calls.
    pub phone_text: Option<String>,
    /// The number that it calls.
    pub phone: Option<String>,
    /// What can be answered at one tap.
    pub replies: Vec<String>,
}

impl WhatsApp {
    /// From the rendered lines of its channel; nothing where the template has no text in the language.
    pub fn of<'l>(template: &Template, lines: impl Iterator<Item = &'l Line> + Clone) -> Option<Self> {
        let message = template.whats_app.as_ref()?;
        let (language, approved) = message.text()?;
        let text = |part| said(lines.clone(), part);
        let filled = |part: Part| {
            let line = lines.clone().find(|line| line.part == part);
            let places = line.map(|line| (line, open_places(line, part.of(template).unwrap_or_default())));
            let values =
                places.into_iter().flat_map(|(line, places)| places.into_iter().map(|place| value(line, &place)));
            values.collect()
        };
        Some(Self {
            template: message.template.clone(),
            language: language.to_owned(),
            header: filled(Part::WhatsAppHeader),
            body: filled(Part::WhatsAppBody),
            button: filled(Part::WhatsAppLink),
            image: text(Part::WhatsAppImage),
            shown: WhatsAppShown {
                image: text(Part::WhatsAppImage),
                header: text(Part::WhatsAppHeader),
                body: text(Part::WhatsAppBody).unwrap_or_default(),
                footer: text(Part::WhatsAppFooter),
                link_text: text(Part::WhatsAppLinkText),
                link: text(Part::WhatsAppLink),
                phone_text: text(Part::WhatsAppPhoneText),
                phone: approved.phone.clone(),
                replies: text(Part::WhatsAppReplies).iter().flat_map(|all| all.lines()).map(str::to_owned).collect(),
            },
        })
    }

    /// What lists call it: its text; where that is not known, what is filled in.
    pub(super) fn headline(&self) -> Option<&str> {
        Some(self.shown.body.as_str()).filter(|text| !text.is_empty()).or(self.body.first().map(String::as_str))
    }

    pub(super) fn digest(&self, mut digest: Digest) -> Digest {
        digest = digest.field("whats_app.template", &self.template).field("whats_app.language", &self.language);
        for (name, values) in
            [("whats_app.header", &self.header), ("whats_app.body", &self.body), ("whats_app.button", &self.button)]
        {
            digest =
                values.iter().fold(digest.field(name, values.len().to_string()), |digest, one| digest.field(name, one));
        }
        digest.field("whats_app.image", self.image.as_deref().unwrap_or_default())
    }
}

impl WhatsAppShown {
    /// The same with every text made anew.
    pub(super) fn with(&self, mut text: impl FnMut(&str) -> String) -> Self {
        let mut maybe = |given: &Option<String>| given.as_deref().map(&mut text);
        let (image, header, footer) = (maybe(&self.image), maybe(&self.header), maybe(&self.footer));
        let (link_text, link) = (maybe(&self.link_text), maybe(&self.link));
        let phone_text = maybe(&self.phone_text);
        let (phone, replies) = (self.phone.clone(), self.replies.clone());
        Self { image, header, body: text(&self.body), footer, link_text, link, phone_text, phone, replies }
    }
}

/// An open place of a text that Meta approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenPlace {
    /// Its `{{ … }}` in the template.
    pub source: Span,
    /// What is filled in, in the rendered line.
    pub filled: Span,
}

/// What is filled into an open place: one line, without blanks around it.
pub fn value(line: &Line, place: &OpenPlace) -> String {
    place.filled.of(&line.text).trim().to_owned()
}

/// The open places of a rendered line, in order: `source` is what the template says there. What stands between two outputs
/// is locked, and stands in the line as it is; what is left between is what was filled in.
pub fn open_places(line: &Line, source: &str) -> Vec<OpenPlace> {
    let outputs = liquid::parse(source).template.nodes;
    let outputs = outputs.iter().filter(|node| matches!(node.kind, Kind::Output(_))).map(|node| node.span);
    let filled = |output: Span| {
        let start = before(&line.trace, output.start);
        Span::new(start, after(&line.trace, output.end).unwrap_or(line.text.len()).max(start))
    };
    outputs.map(|output| OpenPlace { source: output, filled: filled(output) }).collect()
}

/// The stretches that are the template's own, byte for byte.
fn locked(trace: &Trace) -> impl DoubleEndedIterator<Item = (Span, Span)> {
    trace.stretches().iter().filter_map(|stretch| match stretch.origin {
        Origin::Template { span, .. } => Some((stretch.out, span)),
        _ => None,
    })
}

/// Where in the line the locked words end that stand before byte `offset` of the template.
fn before(trace: &Trace, offset: usize) -> usize {
    let last = locked(trace).rfind(|(_, span)| span.start < offset);
    last.map_or(0, |(out, span)| out.end.min(out.start + (offset - span.start)))
}

/// Where in the line the locked words begin that stand after byte `offset` of the template.
fn after(trace: &Trace, offset: usize) -> Option<usize> {
    let first = locked(trace).find(|(_, span)| span.end > offset);
    first.map(|(out, span)| out.start + offset.saturating_sub(span.start))
}
