//! Compiles a template for a group: folds what is known, lays the units, keeps the rest fixed.

use super::names::Names;
use super::print::{Printer, Stage};
use super::sites::{self, Site};
use super::{Part, Piece, Surroundings, Trace, json, language, regions, units};
use crate::channel::Channel;
use crate::diag::{Finding, Place, Source};
use crate::group::Office;
use crate::html::{Context, Look, Looks, Outside, Screen, Sheet, Tree};
use crate::kit::Kit;
use crate::liquid::partial::{self, Construct, ConstructKind};
use crate::liquid::{self, ast};
use crate::locale::Locale;
use crate::order;
use crate::policy::Policy;
use crate::template::{Format, Template, server};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Kit × group × template (× offer), compiled: everything that no keystroke changes.
#[derive(Clone, Debug)]
pub struct Form {
    /// The brand's kit.
    pub kit: Arc<Kit>,
    /// The policy as it holds for the group.
    pub policy: Arc<Policy>,
    /// The template's name in it.
    pub name: String,
    /// The template.
    pub template: Template,
    /// The group, with everything inherited.
    pub office: Office,
    /// The language of the group's messages.
    pub language: Locale,
    /// The HTML body of the e-mail; empty where the template has none.
    pub body: Body,
    /// The subject line of the e-mail; empty where the template has none.
    pub subject: Text,
    /// The line after it.
    pub preheader: Option<Text>,
    /// The plain-text body, where the template has one of its own.
    pub text: Option<Text>,
    /// The texts of the other channels, in order.
    pub texts: Vec<Text>,
    /// What compiling found wrong with the locked parts: a slot where nothing may be printed.
    pub faults: Vec<Finding>,
}

/// The HTML body of a form.
#[derive(Clone, Debug)]
pub struct Body {
    /// All of it, with holes for the units.
    pub fixed: Piece,
    /// The units, in the order in which they stand.
    pub units: Vec<Unit>,
}

/// The smallest stretch of the body that a keystroke has to render and check again.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its place in the HTML of the fixed part.
    pub hole: Span,
    /// What it is made from.
    pub text: Text,
    /// The element that holds it.
    pub around: Arc<Surroundings>,
}

/// A text whose group and brand are known; its slots are not.
#[derive(Clone, Debug)]
pub struct Text {
    /// Which of the template's texts it is, or is part of.
    pub part: Part,
    /// Where each stretch of it came from.
    pub trace: Trace,
    /// It, parsed.
    pub liquid: ast::Template,
    /// The slots that it depends on, by id.
    pub slots: BTreeSet<String>,
    /// How each output is escaped, by where it starts.
    pub(crate) sites: BTreeMap<usize, Site>,
}

impl Form {
    /// Compiles the template `name` of `kit` for `office`. `None` where the kit has no such template.
    pub fn new(kit: &Arc<Kit>, office: &Office, name: &str, offer: Option<&str>) -> Option<Self> {
        let offer = offer.and_then(|id| kit.offers.get(id));
        let template = kit.templates.get(name)?.spoken(office.profile.locale.as_deref().unwrap_or_default());
        let template = template.about(offer.and_then(|offer| offer.until.as_deref()));
        let known = Names::of_form(kit, office, offer);
        let policy = Arc::new(kit.policy_of(office));
        let json = template.webhook.as_ref().is_some_and(|webhook| webhook.format == Format::Json);
        let language = language(office);
        let mut compiler = Compiler { known: &known, policy: &policy, language, json, faults: Vec::new() };
        let mut line = |part: Part| part.of(&template).map(|source| compiler.line(part, source));
        let subject = line(Part::Subject);
        let (preheader, text) = (line(Part::Preheader), line(Part::Text));
        let others = Part::ALL.into_iter().filter(|part| part.channel() != Channel::Email);
        let texts: Vec<Text> = others.filter_map(line).collect();
        let body = compiler.body(Part::Html.of(&template).unwrap_or_default());
        let subject = subject.unwrap_or_else(|| compiler.line(Part::Subject, ""));
        if template.whats_app.as_ref().is_some_and(|message| message.text().is_none()) {
            let place = Place { source: Source::Template(Part::WhatsAppBody.name().to_owned()), span: Span::at(0) };
            let language = office.profile.locale.clone().unwrap_or_default();
            compiler.faults.push(Finding::new(&super::notices::NO_TEXT, place).with("language", language));
        }
        let Compiler { faults, language, .. } = compiler;
        let (kit, name, office) = (Arc::clone(kit), name.to_owned(), office.clone());
        Some(Self { kit, policy, name, template, office, language, body, subject, preheader, text, texts, faults })
    }

    /// Every text of it in which slots may stand, in no special order.
    fn every_text(&self) -> impl Iterator<Item = &Text> {
        let lines = std::iter::once(&self.subject).chain(&self.preheader).chain(&self.text).chain(&self.texts);
        lines.chain(self.body.units.iter().map(|unit| &unit.text))
    }

    /// Whether a slot stands on a channel. What no text prints stands on all.
    pub fn stands_on(&self, slot: &str, channel: Channel) -> bool {
        let mut stands = false;
        for text in self.every_text().filter(|text| text.slots.contains(slot)) {
            stands = true;
            if text.part.channel() == channel {
                return true;
            }
        }
        !stands
    }
}

struct Compiler<'a> {
    known: &'a Names,
    policy: &'a Policy,
    language: Locale,
    /// Whether the body of the request is JSON.
    json: bool,
    faults: Vec<Finding>,
}

impl Compiler<'_> {
    /// A text that is not HTML.
    fn line(&mut self, part: Part, source: &str) -> Text {
        let parsed = liquid::parse(source).template;
        let site = self.sites(part, source, &parsed);
        self.misplaced(part, &parsed, source, &*site);
        let (text, trace) = self.fold(part, &parsed, &*site);
        let liquid = liquid::parse(&text).template;
        let site = self.sites(part, &text, &liquid);
        let sites = order::map(outputs(&liquid.nodes).into_iter().map(|(span, _)| (span.start, site(span.start))));
        let slots = slots(&partial::constructs(&liquid, "slot"));
        Text { part, trace, liquid, slots, sites }
    }

    /// How what is printed in a text that is not HTML is escaped, by where its output starts.
    fn sites(&self, part: Part, source: &str, parsed: &ast::Template) -> Box<dyn Fn(usize) -> Site> {
        match part {
            // Before the path, what is printed could name another server.
            Part::WebhookUrl => {
                let liquid = parsed.nodes.iter().find(|node| !matches!(node.kind, ast::Kind::Text { .. }));
                let head = source.get(..liquid.map_or(source.len(), |node| node.span.start)).unwrap_or_default();
                let site = if server(head).is_some() { Site::Within(Context::Component) } else { Site::Nowhere };
                Box::new(move |_| site)
            }
            Part::WebhookBody if self.json => {
                let strings = json::strings(source, &parsed.nodes);
                let holds = move |offset| strings.iter().any(|one| one.inside.contains(Span::at(offset)));
                Box::new(move |offset| if holds(offset) { Site::Within(Context::Json) } else { Site::Nowhere })
            }
            // What stands at the start of an address decides where it leads.
            _ => Box::new(move |offset| match part.context() {
                Context::Address if offset == 0 => Site::Address,
                context => Site::Within(context),
            }),
        }
    }

    /// The HTML body: what is ours and known is folded, then the units are laid.
    fn body(&mut self, source: &str) -> Body {
        let parsed = liquid::parse(source).template;
        let tree = Tree::document(source, &regions::masks(&parsed.nodes));
        self.misplaced(Part::Html, &parsed, source, &|offset| sites::at(&tree, source, offset));
        let (html, trace) = self.fold(Part::Html, &parsed, &|offset| sites::at(&tree, source, offset));

        let liquid = liquid::parse(&html).template;
        let tree = Tree::document(&html, &regions::masks(&liquid.nodes));
        let sheet = Arc::new(Sheet::of(&tree));
        let on = |screen| Looks::of(&tree, &Look::default(), &sheet, screen);
        let wide = on(Screen::Wide);
        let dark = if sheet.knows_dark() { on(Screen::Dark) } else { wide.clone() };
        let phone = if sheet.sizes_on_phones() { on(Screen::Phone) } else { wide.clone() };
        let looks = [wide, dark, phone];
        let constructs = partial::constructs(&liquid, "slot");
        let around: Vec<_> = regions::of_tree(&tree).into_iter().chain(regions::of_liquid(&liquid.nodes)).collect();
        let holes = units::lay(&spans(&constructs), &around);
        let places: Vec<(Span, Site)> =
            outputs(&liquid.nodes).into_iter().map(|(span, _)| (span, sites::at(&tree, &html, span.start))).collect();
        let document = (!sheet.is_empty()).then(|| Outside::of(tree.clone()));
        let units = holes
            .iter()
            .map(|hole| {
                let mut unit_trace = Trace::default();
                unit_trace.push_part(0, &trace, *hole);
                let inside = places.iter().filter(|(span, _)| hole.contains(*span));
                let sites = order::map(inside.map(|(span, site)| (span.start - hole.start, *site)));
                let within = constructs.iter().filter(|construct| hole.contains(construct.span));
                let slots = slots(within);
                let liquid = liquid::parse(hole.of(&html)).template;
                Unit {
                    hole: *hole,
                    text: Text { part: Part::Html, trace: unit_trace, liquid, slots, sites },
                    around: Arc::new(Surroundings::of(&tree, &looks, &sheet, document.as_ref(), *hole)),
                }
            })
            .collect();
        Body { fixed: Piece::new(html, trace, Arc::default(), &holes), units }
    }

    /// Names the places where a slot stands and nothing of ours may be printed.
    fn misplaced(&mut self, part: Part, template: &ast::Template, source: &str, site: &dyn Fn(usize) -> Site) {
        for (span, root) in outputs(&template.nodes) {
            let ours = matches!(root.of(source), "slot" | "group" | "brand" | "offer");
            if ours && site(span.start) == Site::Nowhere {
                let place = Place { source: Source::Template(part.name().to_owned()), span };
                self.faults.push(Finding::new(&super::notices::SLOT_MISPLACED, place).with("output", span.of(source)));
            }
        }
    }

    /// The text with everything known folded in, and where each stretch came from.
    fn fold(&mut self, part: Part, template: &ast::Template, site: &dyn Fn(usize) -> Site) -> (String, Trace) {
        let mut origin = Trace::default();
        origin.push(template.span(), super::Origin::Template { part, span: template.span() });
        let stage = Stage { part, source: template, trace: &origin, policy: self.policy, language: self.language };
        let mut printer = Printer::new(stage, site, None);
        let folded = partial::specialise(template, self.known, &mut printer);
        let printed = printer.finish();
        if let Err(error) = folded {
            self.faults.push(error.finding(Source::Template(part.name().to_owned())));
        }
        (printed.text, printed.trace)
    }
}

/// The stretches that units are laid around. A variable that is assigned from a slot is read in other places: then
/// everything from the first construct to the last is one.
fn spans(constructs: &[Construct]) -> Vec<Span> {
    let spans: Vec<Span> = constructs.iter().map(|construct| construct.span).collect();
    match constructs.iter().any(|construct| construct.kind == ConstructKind::Assign) {
        true => spans
            .into_iter()
            .reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)))
            .into_iter()
            .collect(),
        false => spans,
    }
}

/// The slots that these read, by id.
fn slots<'a>(constructs: impl IntoIterator<Item = &'a Construct>) -> BTreeSet<String> {
    let names = constructs.into_iter().flat_map(|construct| &construct.paths);
    order::set(names.filter_map(|name| super::slots::printed(name)).map(str::to_owned))
}

/// Every output of a template, however deep, and the name that it begins with.
fn outputs(nodes: &[ast::Node]) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    regions::each(nodes, &mut |node| {
        if let ast::Kind::Output(filtered) = &node.kind {
            let root = match &filtered.base.kind {
                ast::ExprKind::Path(ast::Path { root: ast::Root::Name(name), .. }) => *name,
                _ => Span::default(),
            };
            found.push((node.span, root));
        }
    });
    found
}
