//! `brand-subject-length`: a subject that inboxes show whole.

use super::BRAND;
use super::nothing;
use crate::check::Rulebook;
use crate::check::facts::length;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-subject-length",
        source: "Braze, Email styling: best practices; the brand’s policy: limits.subject",
        severity: Severity::Warning,
        title: Text { en: "Subject length", fr: "Longueur de l’objet" },
        message: Text {
            en: "{what}: {length} characters ({bound} {limit}).",
            fr: "{what} : {length} caractères ({bound} {limit}).",
        },
        why: Text {
            en: "Inboxes cut a long subject, telephones at about 35 characters; a very short one says nothing.",
            fr: "Les messageries coupent un objet long, les téléphones vers 35 caractères ; un objet très court ne dit rien.",
        },
        fix: Text {
            en: "Put what counts first, and cut the rest.",
            fr: "Mettez l’essentiel au début, et coupez le reste.",
        },
        ..BRAND
    },
    check: Check::Whole { see: nothing, judge },
    examples: proofs(&[
        Example::line("{}", "[[Everything that you always wanted to know about our pizzas, and more]]"),
        Example::line("{}", "Our pizzas of November, from 9 pounds"),
        Example::line("{}", "[[Hi you]]"),
        Example::line(
            "{}",
            "{% if ${first_name} %}Our pizzas for you, {{ ${first_name} }}{% else %}Our pizzas of November{% endif %}",
        ),
        Example::line(SHORT, "[[{{ ${first_name} }}, our pizzas]]"),
        Example::line(SHORT, "Nos pizzas").fr(),
    ]),
};

const SHORT: &str = r#"{ "limits": { "subject": { "max": 20 } }, "data": { "attributes": { "first_name":
    { "liquid": "${first_name}", "longest": 12, "label": { "en": "First name", "fr": "Prénom" } } } } }"#;

const LONG: Text = Text { en: "This subject is long", fr: "Cet objet est long" };
const BRIEF: Text = Text { en: "This subject is short", fr: "Cet objet est court" };
const AT_MOST: Text = Text { en: "at most", fr: "au plus" };
const AT_LEAST: Text = Text { en: "at least", fr: "au moins" };

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let line = whole.subject();
    let limit = book.policy.limits.subject;
    let (_, most) = length(line, book);
    let (what, bound, limit) = match most {
        // Where nothing stands, another rule speaks.
        0 => return,
        most if most > limit.max => (LONG, AT_MOST, limit.max),
        most if most < limit.min => (BRIEF, AT_LEAST, limit.min),
        _ => return,
    };
    let finding = found.in_place(line.place(Span::new(0, line.text.len())));
    found.say(finding.with("what", what).with("length", most).with("bound", bound).with("limit", limit));
}
