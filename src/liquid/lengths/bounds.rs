//! How long a value may be, and what each filter makes of that.

use crate::liquid::dates::{self, Moment};
use crate::liquid::filters;
use crate::liquid::limits;
use crate::liquid::value::Value;

/// How long a text may be, in characters. `None` is unknown: nobody said how long the data are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lengths {
    /// At least so long.
    pub shortest: Option<usize>,
    /// At most so long.
    pub longest: Option<usize>,
}

impl Lengths {
    /// Just so long.
    pub const fn exactly(length: usize) -> Self {
        Self { shortest: Some(length), longest: Some(length) }
    }

    /// From `shortest` to `longest`.
    pub const fn between(shortest: usize, longest: usize) -> Self {
        Self { shortest: Some(shortest), longest: Some(longest) }
    }

    /// Of any length.
    pub(super) const ANY: Self = Self { shortest: None, longest: None };

    /// One after the other.
    pub(super) fn then(self, next: Self) -> Self {
        let sum = |one: Option<usize>, two: Option<usize>| Some(one?.saturating_add(two?));
        Self { shortest: sum(self.shortest, next.shortest), longest: sum(self.longest, next.longest) }
    }

    /// Either this or that.
    pub(super) fn or(self, other: Self) -> Self {
        // Nothing is shorter than nothing.
        let nothing = self.shortest == Some(0) || other.shortest == Some(0);
        let shortest = if nothing { Some(0) } else { self.shortest.zip(other.shortest).map(|(a, b)| a.min(b)) };
        Self { shortest, longest: self.longest.zip(other.longest).map(|(a, b)| a.max(b)) }
    }

    fn map(self, change: impl Fn(usize) -> usize) -> Self {
        Self { shortest: self.shortest.map(&change), longest: self.longest.map(&change) }
    }

    /// It may lose letters, as many as it has.
    const fn shrunk(self) -> Self {
        Self { shortest: Some(0), longest: self.longest }
    }

    /// No longer than `most`.
    fn cut(self, most: usize) -> Self {
        Self { shortest: self.shortest.map(|n| n.min(most)), longest: Some(self.longest.map_or(most, |n| n.min(most))) }
    }
}

/// What is known of a value.
#[derive(Clone, Debug)]
pub(super) struct Bounds {
    /// How long it is where it is there.
    pub(super) lengths: Lengths,
    /// It may be missing, and prints nothing then.
    pub(super) missing: bool,
    /// It is just this.
    pub(super) fixed: Option<Value>,
}

impl Bounds {
    pub(super) const fn of(lengths: Lengths) -> Self {
        Self { lengths, missing: false, fixed: None }
    }

    pub(super) fn fixed(value: Value) -> Self {
        let lengths = Lengths::exactly(value.to_output().chars().count());
        Self { lengths, missing: value.is_nil(), fixed: Some(value) }
    }

    /// Something of which nothing is known.
    pub(super) const fn unknown() -> Self {
        Self { lengths: Lengths::ANY, missing: true, fixed: None }
    }

    /// How long it is when it is printed.
    pub(super) fn printed(&self) -> Lengths {
        if self.missing { self.lengths.or(Lengths::exactly(0)) } else { self.lengths }
    }

    /// Either this or that.
    pub(super) fn or(&self, other: &Self) -> Self {
        let fixed = match (&self.fixed, &other.fixed) {
            (Some(a), Some(b)) if a.to_output() == b.to_output() && a.is_nil() == b.is_nil() => Some(a.clone()),
            _ => None,
        };
        // A missing side has no length of its own.
        let lengths = match (self.nothing(), other.nothing()) {
            (true, _) => other.lengths,
            (_, true) => self.lengths,
            _ => self.lengths.or(other.lengths),
        };
        Self { lengths, missing: self.missing || other.missing, fixed }
    }

    fn nothing(&self) -> bool {
        self.fixed.as_ref().is_some_and(Value::is_nil)
    }

    fn whole(&self) -> Option<usize> {
        match self.fixed.as_ref()? {
            Value::Int(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    fn text(&self) -> Option<String> {
        self.fixed.as_ref().map(|value| value.to_text().into_owned())
    }
}

/// `value | name: args`, where `plain` says that there are no arguments by name.
pub(super) fn filtered(value: &Bounds, name: &str, args: &[Bounds], plain: bool) -> Bounds {
    // `now` is not fixed: a pattern tells how long a date may get.
    if name == "date" {
        return date(value, args.first());
    }
    if name == "default" {
        return default(value, args.first());
    }
    let known = args.iter().map(|arg| arg.fixed.clone()).collect::<Option<Vec<Value>>>();
    if let (Some(input), Some(args), true, Some(filter)) = (&value.fixed, known, plain, filters::find(name)) {
        let now = Moment::of(jiff::Timestamp::UNIX_EPOCH, jiff::tz::TimeZone::UTC);
        return filter.apply(input, &args, &[], &now).map_or_else(|_| Bounds::unknown(), Bounds::fixed);
    }
    let whole = |at: usize| args.get(at).and_then(Bounds::whole);
    let there = |lengths: Lengths| Bounds { lengths, missing: value.missing, fixed: None };
    let is = value.lengths;
    match name {
        // For whom reads it, `&amp;` is one letter.
        "upcase" | "downcase" | "capitalize" | "escape" | "escape_once" | "h" | "force_escape" | "time_zone" => {
            there(is)
        }
        "strip" | "lstrip" | "rstrip" | "strip_html" | "strip_newlines" | "squish" | "remove" | "remove_first"
        | "remove_last" => there(is.shrunk()),
        "append" | "prepend" => {
            let more = args.first().map_or(Lengths::ANY, Bounds::printed);
            Bounds::of(value.printed().then(more))
        }
        "truncate" => {
            let mark = args.get(1).map_or(Lengths::exactly(3), Bounds::printed).longest.unwrap_or(3);
            match if args.is_empty() { Some(50) } else { whole(0) } {
                Some(most) => there(is.cut(most.max(mark))),
                None => there(Lengths { shortest: None, longest: is.longest }),
            }
        }
        // A word is a letter at least.
        "truncatewords" => match if args.is_empty() { Some(15) } else { whole(0) } {
            Some(most) => there(Lengths { shortest: is.shortest.map(|n| n.min(2 * most.max(1) - 1)), ..is }),
            None => there(is.shrunk()),
        },
        "slice" => slice(value, args),
        "replace" | "replace_first" | "replace_last" => replace(value, name == "replace", args),
        "url_encode" | "url_escape" | "url_param_escape" | "cgi_escape" => {
            there(Lengths { shortest: is.shortest, longest: is.longest.map(|n| n.saturating_mul(3)) })
        }
        "newline_to_br" => there(Lengths { shortest: is.shortest, longest: is.longest.map(|n| n.saturating_mul(7)) }),
        "base64_encode" => there(is.map(|n| n.div_ceil(3).saturating_mul(4))),
        "md5" => Bounds::of(Lengths::exactly(32)),
        "sha1" | "hmac_sha1_hex" => Bounds::of(Lengths::exactly(40)),
        "sha2" | "sha256" | "hmac_sha256_hex" => Bounds::of(Lengths::exactly(64)),
        "size" => Bounds::of(Lengths { shortest: Some(1), longest: Some(value.printed().longest.map_or(7, digits)) }),
        "number_with_delimiter" => there(is.map(|n| n.saturating_add(n.saturating_sub(1) / 3))),
        // Two decimals, a separator every three digits.
        "money" | "money_without_currency" => {
            let longest = is.longest.map(|n| n.saturating_add(n.saturating_sub(1) / 3 + 3));
            there(Lengths { shortest: Some(4), longest })
        }
        "round" | "ceil" | "floor" | "abs" | "to_i" => there(Lengths { shortest: Some(1), longest: is.longest }),
        "plus" | "minus" | "times" | "divided_by" | "modulo" | "at_least" | "at_most" => {
            Bounds::of(Lengths { shortest: Some(1), longest: None })
        }
        _ => Bounds::unknown(),
    }
}

/// What is there, or else what stands behind it. `default` takes the empty text for missing too.
fn default(value: &Bounds, arg: Option<&Bounds>) -> Bounds {
    let instead = arg.cloned().unwrap_or_else(|| Bounds::fixed(Value::text("")));
    match &value.fixed {
        Some(fixed) if !fixed.truthy() || fixed.is_empty() => instead,
        Some(_) => value.clone(),
        None if !value.missing && value.lengths.shortest.is_some_and(|n| n > 0) => value.clone(),
        None => {
            let shortest = value.lengths.shortest.map(|n| n.max(1));
            let there = Bounds::of(Lengths { shortest, ..value.lengths });
            there.or(&instead)
        }
    }
}

fn date(value: &Bounds, pattern: Option<&Bounds>) -> Bounds {
    let pattern = pattern.and_then(Bounds::text).filter(|pattern| pattern.len() <= limits::DATE_PATTERN);
    let Some(pattern) = pattern else { return Bounds::unknown() };
    // Every month and every weekday once, in the morning and in the evening.
    const DAY: i64 = 86_400;
    let written = (0..36).filter_map(|n| Moment::of_seconds(1_767_225_600 + n * 10 * DAY + n % 2 * 50_000));
    let lengths = written.map(|moment| Lengths::exactly(dates::format(&moment, &pattern).chars().count()));
    let lengths = lengths.reduce(Lengths::or).unwrap_or(Lengths::ANY);
    let now = value.text().is_some_and(|text| matches!(text.as_str(), "now" | "today"));
    Bounds { lengths, missing: value.missing && !now, fixed: None }
}

fn slice(value: &Bounds, args: &[Bounds]) -> Bounds {
    let length = match args.get(1) {
        None => Some(1),
        Some(length) => length.whole(),
    };
    let Some(length) = length else { return Bounds { lengths: value.lengths.shrunk(), ..value.clone() } };
    let left = |is: usize| match args.first().and_then(|arg| arg.fixed.as_ref()) {
        Some(Value::Int(from)) if *from >= 0 => {
            Some(is.saturating_sub(usize::try_from(*from).unwrap_or(is)).min(length))
        }
        // From the end; nothing where the text is shorter than that.
        Some(Value::Int(from)) => {
            let back = usize::try_from(from.unsigned_abs()).unwrap_or(usize::MAX);
            Some(if back > is { 0 } else { back.min(length) })
        }
        _ => None,
    };
    let shortest = value.lengths.shortest.and_then(left);
    let longest = Some(value.lengths.longest.and_then(left).unwrap_or(length)).map(|n| n.max(shortest.unwrap_or(0)));
    Bounds { lengths: Lengths { shortest, longest }, missing: value.missing, fixed: None }
}

fn replace(value: &Bounds, all: bool, args: &[Bounds]) -> Bounds {
    let length = |at: usize| args.get(at).and_then(Bounds::text).map(|text| text.chars().count());
    let (Some(from), Some(to)) = (length(0), length(1).or(if args.len() < 2 { Some(0) } else { None })) else {
        return Bounds::unknown();
    };
    let most = |n: usize| {
        if from == 0 {
            n + 1
        } else if all {
            n / from
        } else {
            usize::from(n >= from)
        }
    };
    let grown = |n: usize| n.saturating_add(most(n).saturating_mul(to.saturating_sub(from)));
    let shrunk = |n: usize| n.saturating_sub(most(n).saturating_mul(from.saturating_sub(to)));
    let Lengths { shortest, longest } = value.lengths;
    let lengths = Lengths { shortest: shortest.map(shrunk), longest: longest.map(grown) };
    Bounds { lengths, missing: value.missing && from > 0, fixed: None }
}

fn digits(number: usize) -> usize {
    number.checked_ilog10().map_or(1, |digits| digits as usize + 1)
}
