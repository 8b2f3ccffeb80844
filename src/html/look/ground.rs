//! What is behind letters: pictures, gradients, glows, and colours that depend on others.

use super::measure::size;
use super::mix::paint;
use super::style::{split, words};
use super::{Colour, Paint};
use crate::html::MASK;

/// What is painted over the background's colour.
#[derive(Clone, Debug)]
pub(super) enum Image {
    /// A picture, or a gradient that is not understood.
    Picture,
    /// A gradient with its colours.
    Gradient(Vec<Paint>),
}

/// A shadow around letters.
#[derive(Clone, Copy, Debug)]
pub(super) enum Glow {
    /// All around, so close that letters stand on it as much as on the background.
    Halo(Paint),
    /// On all sides, over the background.
    Around(Paint),
}

/// A colour as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    Known(Paint),
    /// That of the text.
    Current,
    /// One that is not known.
    Unknown,
}

impl Value {
    /// The colour itself, that of the text being `ink`; `None` where it is not known.
    pub(super) fn or_current(self, ink: Option<Paint>) -> Option<Paint> {
        match self {
            Self::Known(paint) => Some(paint),
            Self::Current => ink,
            Self::Unknown => None,
        }
    }
}

/// What is seen of a colour through the opacity of the whole.
pub(super) fn seen(colour: Colour, veil: f32, beneath: Option<Colour>) -> Colour {
    match beneath {
        Some(beneath) if veil < 1.0 => Paint { colour, alpha: veil }.over(beneath),
        _ => colour,
    }
}

/// What is painted over a background's colour. `word` is the text in lower case.
pub(super) fn image(text: &str, word: &str) -> Option<Image> {
    if word.contains("url(") || word.contains("image(") || word.contains("image-set(") || word.contains(MASK) {
        return Some(Image::Picture);
    }
    if !word.contains("gradient(") {
        return None;
    }
    let inside = text.split_once('(')?.1;
    let inside = inside.rsplit_once(')').map_or(inside, |(inside, _)| inside);
    let stops = split(inside, b',').filter_map(|stop| words(stop).find_map(paint)).collect::<Vec<_>>();
    Some(if stops.is_empty() { Image::Picture } else { Image::Gradient(stops) })
}

/// What shadows do for letters: nothing where they fall to one side.
pub(super) fn glow(text: &str) -> Option<Glow> {
    let (mut sides, mut halo, mut last) = ([false; 4], None, None);
    for shadow in split(text, b',') {
        let lengths = words(shadow).filter_map(|word| {
            let negative = word.starts_with('-');
            size(&word.trim_start_matches('-').to_ascii_lowercase(), 16.0, 16.0)
                .map(|size| if negative { -size } else { size })
        });
        let lengths: Vec<f32> = lengths.collect();
        let colour = words(shadow).find_map(paint)?;
        let &[x, y, ..] = lengths.as_slice() else { return None };
        let blur = lengths.get(2).copied().unwrap_or(0.0);
        if x == 0.0 && y == 0.0 && blur > 0.0 {
            halo = Some(colour);
        }
        for (side, is_there) in sides.iter_mut().zip([x > 0.0, x < 0.0, y > 0.0, y < 0.0]) {
            *side |= is_there;
        }
        last = Some(colour);
    }
    match sides == [true; 4] {
        true => last.map(Glow::Around),
        false => halo.map(Glow::Halo),
    }
}

/// A colour; unknown where Liquid or a function that is not understood stands in it; `None` where it is none, and so does
/// not count.
pub(super) fn value(text: &str, parse: fn(&str) -> Option<Paint>) -> Option<Value> {
    const FUNCTIONS: &[&str] = &[
        "rgb(",
        "rgba(",
        "hsl(",
        "hsla(",
        "color(",
        "color-mix(",
        "light-dark(",
        "hwb(",
        "lab(",
        "lch(",
        "oklab(",
        "oklch(",
        "env(",
    ];
    let is_function =
        |function: &&str| text.get(..function.len()).is_some_and(|start| start.eq_ignore_ascii_case(function));
    if text.trim().eq_ignore_ascii_case("currentcolor") {
        return Some(Value::Current);
    }
    match parse(text) {
        _ if text.contains(MASK) => Some(Value::Unknown),
        Some(paint) => Some(Value::Known(paint)),
        None => FUNCTIONS.iter().any(is_function).then_some(Value::Unknown),
    }
}
