//! `a11y-font-size-min`: text is large enough to be read.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-font-size-min",
        "EN 301 549, practice",
        Severity::Warning,
        Says {
            title: Text { en: "Text too small", fr: "Texte trop petit" },
            message: Text {
                en: "This text is {size} px high; {what} needs {least} px.",
                fr: "Ce texte fait {size} px ; il en faut {least} pour {what}.",
            },
            why: Text {
                en: "Most messages are read on a phone, many by people past forty.",
                fr: "La plupart des messages sont lus sur un téléphone, beaucoup par des gens de plus de quarante ans.",
            },
            fix: Text {
                en: "Set running text in 14 px or more, and the small print in 10 px or more.",
                fr: "Composez le texte courant en 14 px ou plus, et les mentions en 10 px ou plus.",
            },
        },
    ),
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", r#"<p style="font-size:9px">[[Offer valid until 30 November.]]</p>"#),
        Example::html(
            "{}",
            r#"<p style="font-size:12px">[[Come to our terrace: this week we have new wine, and a table for you and your friends, every evening from seven to midnight.]]</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p style="font-size:16px">Come to our terrace: this week we have new wine, and a table for you and your friends.</p><p style="font-size:11px">Offer valid until 30 November.</p>"#,
        ),
        Example::html("{}", r#"<p style="font-size:calc(.5em + 1px)">[[Offer valid until 30 November.]]</p>"#),
        Example::html("{}", r#"<p style="font-size:calc(1vw + 1px)">Offer valid until 30 November.</p>"#),
        Example::html(
            "{}",
            r#"<style>@media (max-width: 600px) { .small { font-size: 9px !important } }</style><p class="small">[[Offer valid until 30 November.]]</p>"#,
        ),
        Example::html(
            "{}",
            r#"<style>@media (max-width: 375px) { p { font-size: 9px } } @media (max-width: 600px) { .wide { display: none; font-size: 9px } }</style><p>Offer valid</p><p class="wide">until 30 November.</p>"#,
        ),
        Example::html("{}", r#"<p style="font-size:1px">Preheader</p><p style="font-size:12px">Short.</p>"#),
    ]),
};

const ANY: Text = Text { en: "any text", fr: "tout texte" };
const ON_PHONES: Text = Text { en: "text on a telephone", fr: "un texte sur un téléphone" };
const BODY: Text = Text { en: "what most of the message is set in", fr: "la taille dominante du message" };

/// The least size of any text, and of the size in which most of a message is set.
const LEAST: f32 = 10.0;
const LEAST_OF_BODY: f32 = 14.0;
/// Sizes are marked in parts of a pixel.
const PARTS: f32 = 100.0;
/// With fewer characters there is no running text.
const RUNNING: usize = 80;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    // Text after text has the same size; writing numbers takes its time.
    let (mut size, mut name) = (f32::NAN, String::new());
    let phone = facts.phone_looks();
    for ink in facts.inks.iter().filter(|ink| ink.says_something()) {
        let length = ink.text.chars().count();
        if ink.look.font_size != size {
            size = ink.look.font_size;
            name = format!("{size:.2}");
        }
        let on_phones = phone.map(|looks| looks.get(ink.node)).filter(|look| !look.hidden);
        if let Some(small) = on_phones.filter(|look| look.font_size < LEAST && size >= LEAST) {
            sight.marks.push((ink.span, (small.font_size * PARTS) as u32));
        }
        let name = name.clone();
        sight.compared.push(Mark { span: ink.span, name, value: length.to_string() });
    }
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let marks = whole.compared();
    let mut lengths: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, mark) in &marks {
        *lengths.entry(&mark.name).or_default() += mark.value.parse::<usize>().unwrap_or_default();
        if let Some(size) = mark.name.parse::<f32>().ok().filter(|size| *size < LEAST) {
            let finding = found.in_place(*place).with("size", f64::from(size)).with("least", f64::from(LEAST));
            found.say(finding.with("what", ANY));
        }
    }
    for (part, span, size) in whole.marks() {
        let size = f64::from(size) / f64::from(PARTS);
        let finding = found.in_place(whole.place(part, span)).with("size", size).with("least", f64::from(LEAST));
        found.say(finding.with("what", ON_PHONES));
    }
    let size = |name: &str| name.parse::<f32>().unwrap_or_default();
    let all: usize = lengths.values().sum();
    let large: usize = lengths.iter().filter(|(name, _)| size(name) >= LEAST_OF_BODY).map(|(_, length)| length).sum();
    // Beside enough text of the right size, the rest is small print.
    if all < RUNNING || large * 4 >= all {
        return;
    }
    let most = lengths.iter().max_by_key(|(_, length)| **length).map_or("", |(name, _)| *name);
    if let Some((place, _)) = marks.iter().find(|(_, mark)| mark.name == most && size(most) >= LEAST) {
        let finding =
            found.in_place(*place).with("size", f64::from(size(most))).with("least", f64::from(LEAST_OF_BODY));
        found.say(finding.with("what", BODY));
    }
}
