//! Lengths of CSS.

use super::Line;
use super::calc::{Amount, calculated, is_calculated};

/// A length in pixels, where nothing around it has a say: `12px`, `9pt`, `0`, `calc(10px + 2px)`. It may be negative.
pub fn pixels(value: &str) -> Option<f32> {
    let value = value.trim().to_ascii_lowercase();
    if is_calculated(&value) {
        return calculated(&value, &|number, unit| amount(number, unit, &absolute))?.pixels();
    }
    let (sign, unsigned) = value.strip_prefix('-').map_or((1.0, &*value), |unsigned| (-1.0, unsigned));
    let (number, unit) = number(unsigned)?;
    Some(sign * absolute(number, unit).or((unit.is_empty() && number == 0.0).then_some(0.0))?)
}

/// Whether a length is nothing.
pub(super) fn is_zero(word: &str) -> bool {
    if is_calculated(word) {
        return pixels(word) == Some(0.0);
    }
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|number| number == 0.0)
}

/// The sizes that others depend on, in pixels: that of the text around, and that of the whole document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) outer: f32,
    pub(super) root: f32,
}

impl Sizes {
    /// A size in pixels.
    pub(super) fn of(self, word: &str) -> Option<f32> {
        size(word, self.outer, self.root)
    }
}

/// A size in pixels.
pub(super) fn size(word: &str, outer: f32, root: f32) -> Option<f32> {
    let keyword = match word {
        "xx-small" => Some(9.0),
        "x-small" => Some(10.0),
        "small" => Some(13.0),
        "medium" | "initial" => Some(16.0),
        "large" => Some(18.0),
        "x-large" => Some(24.0),
        "xx-large" => Some(32.0),
        "xxx-large" => Some(48.0),
        "smaller" => Some(outer / 1.2),
        "larger" => Some(outer * 1.2),
        "inherit" | "unset" => Some(outer),
        _ => None,
    };
    if keyword.is_some() {
        return keyword;
    }
    let known = |number: f32, unit: &str| length(number, unit, outer, root);
    if is_calculated(word) {
        // What comes out below nothing is nothing.
        return Some(calculated(word, &|number, unit| amount(number, unit, &known))?.pixels()?.max(0.0));
    }
    let (number, unit) = number(word)?;
    known(number, unit).or((unit.is_empty() && number == 0.0).then_some(0.0))
}

/// A number, not below nothing, and its unit.
fn number(word: &str) -> Option<(f32, &str)> {
    let unit_at = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(word.len());
    let (number, unit) = word.split_at_checked(unit_at)?;
    Some((number.parse::<f32>().ok().filter(|number| number.is_finite() && *number >= 0.0)?, unit))
}

/// A length in pixels.
fn length(number: f32, unit: &str, outer: f32, root: f32) -> Option<f32> {
    match unit {
        "em" => Some(number * outer),
        "ex" | "ch" => Some(number * outer / 2.0),
        "rem" => Some(number * root),
        "%" => Some(number / 100.0 * outer),
        _ => absolute(number, unit),
    }
}

/// A length in pixels, where it depends on nothing.
fn absolute(number: f32, unit: &str) -> Option<f32> {
    match unit {
        "px" => Some(number),
        "pt" => Some(number * 4.0 / 3.0),
        "pc" => Some(number * 16.0),
        "in" => Some(number * 96.0),
        "cm" => Some(number * 96.0 / 2.54),
        "mm" => Some(number * 96.0 / 25.4),
        "q" => Some(number * 96.0 / 101.6),
        _ => None,
    }
}

/// A part of an expression: a number, or a length by its unit.
fn amount(number: f32, unit: &str, length: &dyn Fn(f32, &str) -> Option<f32>) -> Option<Amount> {
    if unit.is_empty() { Some(Amount::Number(number)) } else { length(number, unit).map(Amount::Pixels) }
}

/// An opacity: `0.5`, `50%`.
pub(super) fn opacity(word: &str) -> Option<f32> {
    let share = |number: f32, unit: &str| match unit {
        "" => Some(Amount::Number(number)),
        "%" => Some(Amount::Number(number / 100.0)),
        _ => None,
    };
    let opacity = match word.strip_suffix('%') {
        _ if is_calculated(word) => calculated(word, &share)?.number()?,
        Some(percent) => percent.parse::<f32>().ok()? / 100.0,
        None if matches!(word, "initial" | "unset" | "revert") => 1.0,
        None => word.parse::<f32>().ok()?,
    };
    opacity.is_finite().then(|| opacity.clamp(0.0, 1.0))
}

/// The height of a line.
pub(super) fn line_height(word: &str, font_size: f32, root: f32) -> Option<Line> {
    match word.parse::<f32>() {
        _ if matches!(word, "normal" | "initial") => Some(Line::Factor(1.2)),
        Ok(factor) => Some(Line::Factor(factor)).filter(|_| factor.is_finite() && factor >= 0.0),
        Err(_) if matches!(word, "inherit" | "unset" | "revert") => None,
        Err(_) if is_calculated(word) => {
            let known = |number: f32, unit: &str| length(number, unit, font_size, root);
            Some(match calculated(word, &|number, unit| amount(number, unit, &known))? {
                Amount::Number(factor) => Line::Factor(factor.max(0.0)),
                Amount::Pixels(pixels) => Line::Pixels(pixels.max(0.0)),
            })
        }
        Err(_) => size(word, font_size, root).map(Line::Pixels),
    }
}

/// Whether a place is so far out that nothing there is seen.
pub(super) fn is_far_out(word: &str) -> bool {
    if is_calculated(word) {
        return pixels(word).is_some_and(|place| place <= -900.0);
    }
    let negative = word.starts_with('-');
    negative && size(word.trim_start_matches('-'), 16.0, 16.0).is_some_and(|far| far >= 900.0)
}

/// Whether `clip` or `clip-path` leaves nothing of an element: text that is hidden from the eye and kept for screen readers.
pub(super) fn is_cut_away(word: &str) -> bool {
    let pixel = |side: &str| side.trim_end_matches("px").parse::<f32>().is_ok_and(|side| side <= 1.0);
    let half =
        |side: &str| side.strip_suffix('%').and_then(|side| side.parse().ok()).is_some_and(|side: f32| side >= 50.0);
    let rect = sides(word, "rect").is_some_and(|mut sides| sides.all(pixel));
    rect || sides(word, "inset").is_some_and(|mut sides| sides.next().is_some_and(half))
}

/// The sides of a shape: `rect(0, 80px, 20px, 0)`.
fn sides<'w>(word: &'w str, shape: &str) -> Option<impl Iterator<Item = &'w str>> {
    let inner = word.strip_prefix(shape)?.trim_start().strip_prefix('(')?.strip_suffix(')')?;
    Some(inner.split([',', ' ']).filter(|side| !side.is_empty()))
}
