//! Prints what partial evaluation finds: template bytes as they are, known values escaped for the place where they
//! stand, and for every stretch where it came from.

use super::notices::SLOT_ADDRESS;
use super::sites::Site;
use super::{Origin, Part, Trace, slots};
use crate::diag::{Finding, Place, Source};
use crate::html::{self, Address, Context};
use crate::liquid::partial::{Emit, Path};
use crate::liquid::value::Value;
use crate::liquid::{self, ast};
use crate::locale::Locale;
use crate::markdown::{self, Allowed, MergeTag, MergeTags};
use crate::order;
use crate::policy::Policy;
use crate::template::{Allow, Slot, SlotKind, Template};
use crate::text::Span;
use std::sync::Arc;

/// What is being printed from.
#[derive(Clone, Copy)]
pub(crate) struct Stage<'a> {
    /// Which of the template's texts.
    pub part: Part,
    /// The Liquid.
    pub source: &'a ast::Template,
    /// Where it came from itself.
    pub trace: &'a Trace,
    /// The policy as it holds for the group.
    pub policy: &'a Policy,
    /// The language of the message.
    pub language: Locale,
}

/// What came out.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub text: String,
    pub trace: Trace,
    /// What was wrong with what the author wrote.
    pub problems: Vec<Finding>,
}

/// The receiving end of partial evaluation.
pub(crate) struct Printer<'a> {
    stage: Stage<'a>,
    site: &'a dyn Fn(usize) -> Site,
    template: Option<&'a Template>,
    printed: Printed,
}

impl<'a> Printer<'a> {
    /// `site` tells the place of the output that starts at a byte of the source; `template` knows the slots, where
    /// they are known already.
    pub(crate) fn new(stage: Stage<'a>, site: &'a dyn Fn(usize) -> Site, template: Option<&'a Template>) -> Self {
        Self { stage, site, template, printed: Printed::default() }
    }

    /// What was printed.
    pub(crate) fn finish(self) -> Printed {
        self.printed
    }

    fn push(&mut self, text: &str, origin: Origin) {
        let start = self.printed.text.len();
        self.printed.text.push_str(text);
        self.printed.trace.push(Span::new(start, self.printed.text.len()), origin);
    }

    /// Text of somebody's, escaped for its place. What needs no escaping keeps its place byte by byte.
    fn escaped(&mut self, text: &str, context: Context, origin: &dyn Fn(Span) -> Origin) {
        let Printed { text: out, trace, .. } = &mut self.printed;
        html::escape_into(text, context, out, |stretch| trace.push(stretch.out, origin(stretch.from)));
    }

    fn slot(&mut self, path: &str, value: &Value, filtered: bool, site: Site) {
        let Some(slot) = self.template.and_then(|template| slots::definition(template, path)) else { return };
        let text = value.to_output();
        let name: Arc<str> = path.into();
        // What a filter made of it has no place of its own in what the author wrote.
        let at = |span: Span| Origin::Slot { path: Arc::clone(&name), span: if filtered { Span::at(0) } else { span } };
        match (slot.kind, site) {
            (_, Site::Nowhere) => {}
            (_, Site::Address) if text.trim().is_empty() => {}
            (_, Site::Address) => match Address::parse(text.trim()) {
                Ok(_) => self.escaped(text.trim(), self.context(site), &at),
                Err(_) => self.no_address(&text, &name),
            },
            (SlotKind::Markdown, Site::Flow { block }) if !filtered => {
                let (allowed, tags) = (allowed(slot), merge_tags(self.stage.policy, slot, self.stage.language));
                let made = match block {
                    true => markdown::render(&text, &allowed, &tags),
                    false => markdown::render_line(&text, &allowed, &tags),
                };
                self.markdown(&made, &name);
            }
            (SlotKind::Markdown, Site::Within(context)) if !filtered => {
                let tags = merge_tags(self.stage.policy, slot, self.stage.language);
                let plain = markdown::render(&text, &allowed(slot), &tags).text;
                match context {
                    // The pipeline's text is safe as it is, merge tags included.
                    Context::PlainText => self.push(&plain, at(Span::new(0, text.len()))),
                    Context::Line => self.push(&plain.trim_end().replace('\n', " "), at(Span::new(0, text.len()))),
                    Context::Json => self.push(&json_of(plain.trim_end()), at(Span::new(0, text.len()))),
                    other => self.escaped(&text, other, &at),
                }
            }
            (
                SlotKind::Text,
                Site::Flow { .. }
                | Site::Within(Context::PlainText | Context::Line | Context::Attribute | Context::Json),
            ) if !filtered => {
                let context = self.context(site);
                for run in runs(&text, &merge_tags(self.stage.policy, slot, self.stage.language)) {
                    match run.liquid {
                        Some(liquid) if context == Context::Json => self.push(&json_escaped(&liquid), at(run.span)),
                        Some(liquid) => self.push(&liquid, at(run.span)),
                        None => self.escaped(run.span.of(&text), context, &|span| at(span.shift(run.span.start))),
                    }
                }
            }
            _ => self.escaped(&text, self.context(site), &at),
        }
    }

    /// How a text is escaped for a place.
    const fn context(&self, site: Site) -> Context {
        match site {
            Site::Within(context) => context,
            Site::Address if matches!(self.stage.part, Part::Html) => Context::Url,
            Site::Address => Context::Address,
            Site::Flow { .. } | Site::Nowhere => Context::Text,
        }
    }

    /// What leads nowhere, or where nobody should be led, is left out and said.
    fn no_address(&mut self, text: &str, path: &Arc<str>) {
        let place = Place { source: Source::Slot(path.to_string()), span: Span::new(0, text.len()) };
        self.printed.problems.push(Finding::new(&SLOT_ADDRESS, place).with("address", text));
    }

    fn markdown(&mut self, made: &markdown::SlotHtml, path: &Arc<str>) {
        let mut done = 0;
        let mut last = Span::at(0);
        for stretch in &made.trace {
            // Tags between the author's words belong to the words before them.
            let between = Span::new(done, stretch.out.start);
            self.push(between.of(&made.html), Origin::Slot { path: Arc::clone(path), span: Span::at(last.end) });
            self.push(stretch.out.of(&made.html), Origin::Slot { path: Arc::clone(path), span: stretch.from });
            (done, last) = (stretch.out.end, stretch.from);
        }
        let rest = Span::new(done, made.html.len());
        self.push(rest.of(&made.html), Origin::Slot { path: Arc::clone(path), span: Span::at(last.end) });
        self.printed.problems.extend(made.problems.iter().cloned().map(|mut problem| {
            problem.place.source = Source::Slot(path.to_string());
            problem
        }));
    }
}

impl Emit for Printer<'_> {
    fn source(&mut self, span: Span) {
        let start = self.printed.text.len();
        self.printed.text.push_str(self.stage.source.text(span));
        self.printed.trace.push_part(start, self.stage.trace, span);
    }

    fn written(&mut self, text: &str, from: Span) {
        let origin = match self.stage.trace.place(from) {
            Some(place) => Origin::Template { part: self.stage.part, span: place.span },
            None => Origin::Template { part: self.stage.part, span: from },
        };
        self.push(text, origin);
    }

    fn literal(&self, text: &str, tag: Span) -> Option<String> {
        // Braze prints it: in HTML it may come to stand within quotes, and an address must be ours as a whole.
        match (self.stage.part, (self.site)(tag.start)) {
            (_, Site::Address | Site::Nowhere) if !matches!(self.stage.part, Part::Html) => None,
            (
                _,
                Site::Address | Site::Within(Context::Url | Context::Address | Context::Component | Context::Style),
            ) => None,
            (Part::Html, _) => Some(html::escape(text, Context::Attribute)),
            (_, Site::Within(context)) => Some(html::escape(text, context)),
            (part, _) => Some(html::escape(text, part.context())),
        }
    }

    fn value(&mut self, output: Span, value: &Value, path: &Path, filtered: bool) {
        let site = (self.site)(output.start);
        let path = path.to_string();
        let (root, field) = path.split_once('.').unwrap_or((&path, ""));
        if root == "slot" {
            return self.slot(field, value, filtered, site);
        }
        if site == Site::Nowhere {
            return;
        }
        let text = value.to_output();
        let field: Arc<str> = field.into();
        let place = self.stage.trace.place(output).map_or(output, |place| place.span);
        let part = self.stage.part;
        let origin = |_: Span| match root {
            "group" => Origin::Group { field: Arc::clone(&field) },
            _ => Origin::Brand { part, span: place },
        };
        self.escaped(&text, self.context(site), &origin);
    }
}

/// What the pipeline lets the author of a slot use.
pub(crate) fn allowed(slot: &Slot) -> Allowed {
    let allow = slot.allow.as_deref().unwrap_or(Allow::ALL);
    let has = |one: Allow| allow.contains(&one);
    Allowed {
        bold: has(Allow::Strong),
        italic: has(Allow::Em),
        links: has(Allow::Link),
        lists: has(Allow::List),
        headings: has(Allow::Heading).then_some((2, 3)),
        ..Allowed::NOTHING
    }
}

/// The merge tags of a slot, with the Liquid that is written for each.
pub(crate) fn merge_tags(policy: &Policy, slot: &Slot, language: Locale) -> MergeTags {
    let known = slot.merge_tags.iter().filter_map(|name| Some((name, policy.data.attributes.get(name)?)));
    order::map(known.map(|(name, attribute)| {
        let default = attribute.default.as_ref().map(|words| words.get(language));
        let written = |escape: &str| match default {
            Some(default) => {
                // Liquid has no escapes: the quote that the words do not hold is taken; one of each cannot be had.
                let quote = if default.contains('\'') { '"' } else { '\'' };
                let words = default.replace(if default.contains('\'') { '"' } else { '\u{0}' }, "");
                format!("{{{{{} | default: {quote}{words}{quote}{escape}}}}}", attribute.liquid)
            }
            None => format!("{{{{{}{escape}}}}}", attribute.liquid),
        };
        (name.clone(), MergeTag { text: written(""), url: Some(written(" | url_param_escape")) })
    }))
}

/// An output of Braze's, escaped for a string of JSON.
fn json_escaped(liquid: &str) -> String {
    match liquid.strip_suffix("}}") {
        Some(open) => format!("{} | json_escape}}}}", open.trim_end()),
        None => liquid.to_owned(),
    }
}

/// Plain text in which the pipeline's Liquid stands, within a string of JSON.
fn json_of(plain: &str) -> String {
    let mut json = String::with_capacity(plain.len());
    for node in &liquid::parse(plain).template.nodes {
        match node.kind {
            // A brace is written as Liquid already.
            ast::Kind::Text { .. } => html::escape_into(node.span.of(plain), Context::Json, &mut json, |_| {}),
            _ => json.push_str(&json_escaped(node.span.of(plain))),
        }
    }
    json
}

/// A run of a text slot: words, or a merge tag with its Liquid.
struct Run {
    span: Span,
    liquid: Option<String>,
}

fn runs(text: &str, tags: &MergeTags) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut words = 0;
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find("{{")).map(|at| at + from) {
        // Up to the next opener only, so that the text is gone through once.
        let inside = text.get(open + 2..).and_then(|rest| rest.split("{{").next()).unwrap_or_default();
        from = open + 2;
        if let Some((name, _)) = inside.split_once("}}")
            && let Some(tag) = tags.get(name.trim())
        {
            runs.push(Run { span: Span::new(words, open), liquid: None });
            from = open + 2 + name.len() + 2;
            runs.push(Run { span: Span::new(open, from), liquid: Some(tag.text.clone()) });
            words = from;
        }
    }
    runs.push(Run { span: Span::new(words, text.len()), liquid: None });
    runs.retain(|run| !run.span.is_empty());
    runs
}
