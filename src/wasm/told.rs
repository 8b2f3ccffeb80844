//! What JavaScript was told of a report: a finding that is as it was is handed out again, not made again.
//!
//! In: the report as it is now. Out: the same for JavaScript, whole. Nearly all of it is as it was one keystroke ago; only
//! what is new is put into words, crosses over and becomes an object.

use super::convert::{Texts, to_js};
use super::error::Refused;
use crate::diag::{Finding, FindingView, Report, Source, WaivedView};
use crate::locale::Locale;
use js_sys::{Array, Object, Reflect};
use std::borrow::Cow;
use wasm_bindgen::JsValue;

/// A report as JavaScript has it.
#[derive(Debug, Default)]
pub(super) struct Told {
    findings: Vec<Known>,
    waived: Vec<WaivedView>,
    /// `None` until it is told for the first time.
    report: Option<JsValue>,
}

/// A finding as JavaScript has it.
#[derive(Debug)]
struct Known {
    finding: Finding,
    view: FindingView,
    object: JsValue,
}

/// How many findings that are gone may stand before one that is as it was; what is further on is told anew.
const REACH: usize = 32;

impl Told {
    /// Forgets it all: the next report is told anew.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Tells a report; whether it is another one than before. `text` gives the text that a finding is in; those of which
    /// `moved` is true are others than when it was told last.
    pub(super) fn tell<'a>(
        &mut self,
        report: &Report,
        locale: Locale,
        text: impl Fn(&Source) -> Option<Cow<'a, str>>,
        moved: impl Fn(&Source) -> bool,
    ) -> Result<bool, Refused> {
        let mut texts = Texts::new(text);
        let mut before: Vec<Option<Known>> = std::mem::take(&mut self.findings).into_iter().map(Some).collect();
        let (mut next, mut is_new) = (0, self.report.is_none());
        let mut fresh = Vec::new();
        for finding in report.findings() {
            let is_it = |known: &Known| known.finding == *finding;
            let within = before.iter().enumerate().skip(next).take(REACH);
            let again = within.filter(|(_, known)| known.as_ref().is_some_and(is_it)).map(|(at, _)| at).next();
            let at = again.unwrap_or(next);
            let view = match again.is_none() || moved(&finding.place.source) {
                true => Some(texts.place(FindingView::new(finding, locale))),
                false => None,
            };
            // The same bytes of another text may be other characters, and other bytes the same characters.
            let is_as_it_was = |known: &Known| view.as_ref().is_none_or(|view| known.view == *view);
            let known = match before.get_mut(at).and_then(|known| known.take_if(|known| is_as_it_was(known))) {
                Some(known) => {
                    is_new |= at != next;
                    next = at + 1;
                    if again.is_some() { known } else { Known { finding: finding.clone(), ..known } }
                }
                None => {
                    fresh.push(self.findings.len());
                    let view = view.unwrap_or_else(|| texts.place(FindingView::new(finding, locale)));
                    Known { finding: finding.clone(), object: JsValue::UNDEFINED, view }
                }
            };
            self.findings.push(known);
        }
        let waived: Vec<WaivedView> = report.waived().iter().map(|waived| WaivedView::new(waived, locale)).collect();
        is_new |= !fresh.is_empty() || before.iter().any(Option::is_some) || waived != self.waived;
        self.make(&fresh)?;
        if is_new {
            self.waived = waived;
            self.report = Some(self.whole(report)?);
        }
        Ok(is_new)
    }

    /// Makes objects of these findings, all in one crossing.
    fn make(&mut self, fresh: &[usize]) -> Result<(), Refused> {
        if fresh.is_empty() {
            return Ok(());
        }
        let views: Vec<&FindingView> = fresh.iter().filter_map(|at| Some(&self.findings.get(*at)?.view)).collect();
        let objects = Array::from(&to_js(&views)?);
        for (at, object) in fresh.iter().zip(objects.iter()) {
            if let Some(known) = self.findings.get_mut(*at) {
                known.object = object;
            }
        }
        Ok(())
    }

    /// The report that was told last.
    pub(super) fn report(&self) -> JsValue {
        self.report.clone().unwrap_or_default()
    }

    fn whole(&self, report: &Report) -> Result<JsValue, Refused> {
        let findings: Array = self.findings.iter().map(|known| &known.object).collect();
        let whole = Object::new();
        put(&whole, "verdict", &to_js(&report.verdict())?)?;
        put(&whole, "findings", &findings)?;
        if !self.waived.is_empty() {
            put(&whole, "waived", &to_js(&self.waived)?)?;
        }
        Ok(whole.into())
    }
}

/// Sets a field of an object of ours.
pub(super) fn put(object: &JsValue, name: &str, value: &JsValue) -> Result<(), Refused> {
    let done = Reflect::set(object, &name.into(), value);
    done.map(|_| ()).map_err(|_| Refused::new("answer", format!("the answer takes no {name}")))
}
