//! The shapes of dates: the patterns of Ruby's date reader, in the order in which it tries them.

use super::pattern::Pattern;
use std::sync::LazyLock;

pub(super) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Ruby's patterns. `MON` is the months, `ERA` the ways to say which era.
pub(super) struct Patterns {
    pub(super) day: Pattern,
    pub(super) time: Pattern,
    pub(super) time_parts: Pattern,
    /// One after the other, up to the first that is found.
    pub(super) dates: Vec<(Shape, Pattern)>,
    /// A day of the year after a sign or a fraction is none.
    pub(super) no_day_of_year: [Pattern; 2],
    pub(super) before_christ: Pattern,
    pub(super) rest: Pattern,
    /// Braze's own stamp (`2025-08-05T08:15:30:250-0800`), which it shows in UTC.
    pub(super) stamp: Pattern,
    pub(super) offset: Pattern,
}

/// What the groups of a pattern are: `y`ear, `m`onth, `d`ay, `e`ra, `y`ear; or something of its own.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Parts(&'static str),
    Japanese,
    Week,
    DayOfYear,
    Digits,
}

pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let with = |source: &str| {
        let era = r"(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?";
        Pattern::new(&source.replace("MON", &format!("({})", MONTHS.join("|"))).replace("ERA", era))
    };
    let zone = r"((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[\a.\s]+(?:standard|daylight)\stime\b|\a+(?:\sdst)?\b)";
    let hours = r"(\d+\s*(?:(?::\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*[ap](?:m\b|\.m\.))?|[ap](?:m\b|\.m\.)))";
    Patterns {
        day: with(r"\b(sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*"),
        time: with(&format!(r"{hours}(?:\s*{zone})?")),
        time_parts: with(
            r"\A(\d+)\s*h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?",
        ),
        dates: vec![
            (
                Shape::Parts("dmey"),
                with(r"('?\d+)[^-\d\s]*\s*MON[^-\d\s']*(?:\s*ERA\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?"),
            ),
            (Shape::Parts("mdey"), with(r"\bMON[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*ERA\s*('?-?\d+))?")),
            (Shape::Parts("ymd"), with(r"('?[-+]?\d+)-(\d+)-('?-?\d+)")),
            (Shape::Japanese, with(r"\b([mtshr])(\d+)\.(\d+)\.(\d+)")),
            (Shape::Parts("dmy"), with(r"('?-?\d+)-MON[^-/.]*-('?-?\d+)")),
            (Shape::Parts("mdy"), with(r"\bMON[^-/.]*-('?-?\d+)(?:-('?-?\d+))?")),
            (Shape::Parts("ymd"), with(r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?")),
            (Shape::Parts("ymd"), with(r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)")),
            (Shape::Week, with(r"\b(\d{2}|\d{4})?-?w(\d{2})(?:-?(\d))?\b")),
            (Shape::Week, with(r"-w-(\d)\b")),
            (Shape::Parts("md"), with(r"--(\d{2})?-(\d{2})\b")),
            (Shape::Parts("md"), with(r"--(\d{2})(\d{2})?\b")),
            (Shape::DayOfYear, with(r"\b(\d{2}|\d{4})-(\d{3})\b(?!-)")),
            (Shape::DayOfYear, with(r"\b()-(\d{3})\b")),
            (Shape::Parts("y"), with(r"'(\d+)\b")),
            (Shape::Parts("m"), with(r"\bMON\S*")),
            (Shape::Parts("d"), with(r"(\d+)(?:st|nd|rd|th)\b")),
            (Shape::Digits, with(r"([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(z\b|[-+]\d{1,4}\b)?")),
        ],
        no_day_of_year: [with(r"[,.](?:\d{2}|\d{4})-\d{3}\b(?!-)"), with(r"\d-\d{3}\b")],
        before_christ: with(r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)"),
        rest: with(r"\A\s*(\d{1,2})\s*\z"),
        stamp: with(r"\A(\d{4}-\d{2}-\d{2}t\d{2}:\d{2}:\d{2}):(\d{3})([-+]\d{4})\z"),
        offset: with(r"\A([-+])(\d{2})(?::?(\d{2}))?(?::?(\d{2}))?\z"),
    }
});
