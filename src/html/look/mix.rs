//! `color-mix(in srgb, …)`: two colours mixed by their parts.

use super::style::{split, words};
use super::{Colour, Paint};

/// Mixtures within mixtures: no mail has more.
const DEEPEST: usize = 4;

/// A colour of CSS, mixed or not; `None` where it is none, is not mixed in sRGB, or depends on the text's.
pub(super) fn paint(text: &str) -> Option<Paint> {
    within(text.trim(), 0)
}

fn within(text: &str, depth: usize) -> Option<Paint> {
    const NAME: &str = "color-mix(";
    if !text.get(..NAME.len()).is_some_and(|start| start.eq_ignore_ascii_case(NAME)) {
        return Paint::parse(text);
    }
    let mut parts = split(text.get(NAME.len()..)?.strip_suffix(')')?, b',');
    let space = parts.next()?.split_ascii_whitespace().map(str::to_ascii_lowercase);
    if depth >= DEEPEST || !space.eq(["in", "srgb"]) {
        return None;
    }
    let (first, second) = (portion(parts.next()?, depth)?, portion(parts.next()?, depth)?);
    let (one, other) = match (first.1, second.1) {
        (None, None) => (0.5, 0.5),
        (Some(one), None) => (one, 1.0 - one),
        (None, Some(other)) => (1.0 - other, other),
        (Some(one), Some(other)) => (one, other),
    };
    let all = one + other;
    (all > 0.0 && parts.next().is_none()).then(|| mixed((first.0, one / all), (second.0, other / all), all.min(1.0)))
}

/// A colour and how much of it: `red 30%`.
fn portion(text: &str, depth: usize) -> Option<(Paint, Option<f32>)> {
    let mut words = words(text);
    let (first, second) = (words.next()?, words.next());
    let share = |word: &str| word.strip_suffix('%')?.parse::<f32>().ok().filter(|share| (0.0..=100.0).contains(share));
    let (colour, share) = match second {
        None => (first, None),
        Some(second) if second.ends_with('%') => (first, Some(share(second)? / 100.0)),
        Some(second) => (second, Some(share(first)? / 100.0)),
    };
    words.next().is_none().then_some(())?;
    Some((within(colour, depth + 1)?, share))
}

/// Two colours, of each its share; what shines through counts as little as it covers.
fn mixed((one, share): (Paint, f32), (other, rest): (Paint, f32), veil: f32) -> Paint {
    let (one_covers, other_covers) = (one.alpha * share, other.alpha * rest);
    let alpha = one_covers + other_covers;
    if alpha <= 0.0 {
        return Paint::TRANSPARENT;
    }
    let part = |one: u8, other: u8| {
        let mixed = (f32::from(one) * one_covers + f32::from(other) * other_covers) / alpha;
        mixed.round().clamp(0.0, 255.0) as u8
    };
    let (a, b) = (one.colour, other.colour);
    let colour = Colour::new(part(a.red, b.red), part(a.green, b.green), part(a.blue, b.blue));
    Paint { colour, alpha: alpha * veil }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_mixed_as_browsers_do() {
        let seen = |text: &str| paint(text).map(|paint| (paint.colour.to_string(), (paint.alpha * 100.0).round()));
        for (text, colour, alpha) in [
            ("color-mix(in srgb, red, blue)", "#800080", 100.0),
            ("Color-Mix(IN sRGB, #000 25%, #fff)", "#bfbfbf", 100.0),
            ("color-mix(in srgb, white, 10% rgb(0, 0, 0))", "#e6e6e6", 100.0),
            ("color-mix(in srgb, red 20%, blue 20%)", "#800080", 40.0),
            ("color-mix(in srgb, red 100%, blue 100%)", "#800080", 100.0),
            ("color-mix(in srgb, red 40%, transparent)", "#ff0000", 40.0),
            ("color-mix(in srgb, rgba(255,0,0,.5), blue)", "#5500aa", 75.0),
            ("color-mix(in srgb, color-mix(in srgb, red, blue), white)", "#c080c0", 100.0),
            ("red", "#ff0000", 100.0),
        ] {
            assert_eq!(seen(text), Some((colour.to_owned(), alpha)), "{text}");
        }
        for text in [
            "color-mix(in oklab, red, blue)",
            "color-mix(red, blue)",
            "color-mix(in srgb, currentcolor, blue)",
            "color-mix(in srgb, red 0%, blue 0%)",
            "color-mix(in srgb, red -1%, blue)",
            "color-mix(in srgb, red 1% 2%, blue)",
            "color-mix(in srgb, red)",
            "color-mix(in srgb, red, blue, green)",
            "color-mix(in srgb, red, blue",
        ] {
            assert_eq!(seen(text), None, "{text}");
        }
        let deep = format!("{}red{}", "color-mix(in srgb, ".repeat(5000), ", blue)".repeat(5000));
        assert_eq!(paint(&deep), None);
    }
}
