//! Renders units and lines from a form and the author's slots, and puts the body together.

use super::Line;
use crate::compile::{Form, Names, Piece, Printed, Printer, Stage, Text, sites::Site, slots};
use crate::diag::{Finding, Source};
use crate::liquid;
use crate::text::Span;
use std::fmt::Write as _;
use std::sync::Arc;

/// What the author wrote, as templates see it.
#[derive(Clone, Debug)]
pub struct Slots(Names);

impl Slots {
    /// From a draft's values.
    pub fn new(values: &slots::Values) -> Self {
        Self(Names::of_slots(values))
    }
}

/// Renders the unit `index` of the form's body. What was wrong with what the author wrote comes beside it.
pub fn unit(form: &Form, index: usize, slots: &Slots) -> Option<(Piece, Vec<Finding>)> {
    let unit = form.body.units.get(index)?;
    let printed = print(form, &unit.text, slots);
    Some((Piece::new(printed.text, printed.trace, Arc::clone(&unit.around), &[]), printed.problems))
}

/// Renders a text that is not HTML. A line end in the subject or the preheader would be a header of its own: the
/// escaping took it out.
pub fn line(form: &Form, text: &Text, slots: &Slots) -> (Line, Vec<Finding>) {
    let printed = print(form, text, slots);
    let liquid = liquid::parse(&printed.text).template;
    (Line { part: text.part, text: printed.text, trace: printed.trace, liquid }, printed.problems)
}

fn print(form: &Form, text: &Text, slots: &Slots) -> Printed {
    let stage = Stage {
        part: text.part,
        source: &text.liquid,
        trace: &text.trace,
        policy: &form.policy,
        language: form.language,
    };
    let site = |offset: usize| text.sites.get(&offset).copied().unwrap_or(Site::Nowhere);
    let mut printer = Printer::new(stage, &site, Some(&form.template));
    let folded = liquid::partial::specialise(&text.liquid, &slots.0, &mut printer);
    let mut printed = printer.finish();
    if let Err(error) = folded {
        let mut problem = error.finding(Source::Template(text.part.name().to_owned()));
        if let Some(place) = text.trace.place(error.span()) {
            problem.place = place;
        }
        printed.problems.push(problem);
    }
    printed
}

/// The whole HTML: the fixed part with every unit in its hole.
pub(super) fn html(form: &Form, units: &[&Piece]) -> String {
    assemble(form, units, |out, _, unit| out.push_str(unit))
}

/// The same with `<!--cs:N-->` and `<!--/cs:N-->` around unit `N`.
pub(super) fn marked(form: &Form, units: &[&Piece]) -> String {
    assemble(form, units, |out, index, unit| {
        // Writing to a String cannot fail.
        let _ = write!(out, "<!--cs:{index}-->{unit}<!--/cs:{index}-->");
    })
}

fn assemble(form: &Form, units: &[&Piece], mut put: impl FnMut(&mut String, usize, &str)) -> String {
    let fixed = &form.body.fixed.html;
    let mut html = String::with_capacity(fixed.len() + units.iter().map(|unit| unit.html.len() + 32).sum::<usize>());
    let mut done = 0;
    for (index, (unit, piece)) in form.body.units.iter().zip(units).enumerate() {
        html.push_str(Span::new(done, unit.hole.start).of(fixed));
        put(&mut html, index, &piece.html);
        done = unit.hole.end;
    }
    html.push_str(Span::new(done, fixed.len()).of(fixed));
    html
}
