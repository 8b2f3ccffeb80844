//! One element: what its kind, its attributes, the sheet and its own style make of the look around it.

use super::style::{Declaration, declarations};
use super::{Look, Paint, Sheet};
use crate::html::{MASK, NodeId, Tree};

/// An element's own say, before it is mixed with what is around.
struct Own {
    look: Look,
    /// The size around, for sizes that depend on it.
    outer_size: f32,
    colour: Option<Value>,
    background: Option<Value>,
    image: bool,
    flat: bool,
    clipped: bool,
}

/// A colour, or one that is not known.
#[derive(Clone, Copy)]
enum Value {
    Known(Paint),
    Unknown,
}

pub(super) fn look(tree: &Tree, id: NodeId, outer: &Look, sheet: &Sheet, dark: bool) -> Look {
    let mut own = Own {
        look: outer.clone(),
        outer_size: outer.font_size,
        colour: None,
        background: None,
        image: false,
        flat: false,
        clipped: false,
    };
    own.kind(tree, id);
    own.attributes(tree, id);
    let sheet = sheet.declarations(tree, id, dark);
    let inline = tree.attribute(id, "style").unwrap_or_default();
    for important in [false, true] {
        for declaration in sheet.iter().copied().chain(declarations(inline)) {
            if declaration.important == important {
                own.declare(declaration);
            }
        }
    }
    own.finish(outer)
}

impl Own {
    /// What a browser does with an element of this name.
    fn kind(&mut self, tree: &Tree, id: NodeId) {
        let name = tree.name(id);
        let heading =
            name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()).filter(|level| (1..=6).contains(level));
        if let Some(level) = heading.filter(|_| name.len() == 2) {
            self.look.heading = Some(level);
            self.look.bold = true;
            let factors = [2.0, 1.5, 1.17, 1.0, 0.83, 0.67];
            self.look.font_size = self.outer_size * factors.get(usize::from(level) - 1).copied().unwrap_or(1.0);
        }
        match name {
            "b" | "strong" | "th" => self.look.bold = true,
            "small" => self.look.font_size = self.outer_size / 1.2,
            "big" => self.look.font_size = self.outer_size * 1.2,
            "a" if tree.attribute(id, "href").is_some() => {
                self.look.in_link = true;
                self.colour = Paint::parse("#0000ee").map(Value::Known);
            }
            "head" | "style" | "script" | "title" | "template" | "noembed" | "noframes" => self.look.hidden = true,
            _ => {}
        }
    }

    /// The old attributes of appearance.
    fn attributes(&mut self, tree: &Tree, id: NodeId) {
        let name = tree.name(id);
        let colour = |attribute: &str| tree.attribute(id, attribute).and_then(|text| value(text, Paint::parse_legacy));
        if matches!(name, "body" | "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "marquee") {
            self.background = colour("bgcolor");
            self.image = tree.attribute(id, "background").is_some_and(|image| !image.trim().is_empty());
        }
        match name {
            "body" => self.colour = colour("text"),
            "font" => {
                self.colour = colour("color");
                let sizes = [10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0];
                let size = tree.attribute(id, "size").and_then(|size| size.trim().parse::<usize>().ok());
                if let Some(size) = size.and_then(|size| sizes.get(size.clamp(1, 7) - 1)) {
                    self.look.font_size = *size;
                }
            }
            _ => {}
        }
        if tree.attribute(id, "hidden").is_some() {
            self.look.hidden = true;
        }
    }

    fn declare(&mut self, declaration: Declaration<'_>) {
        let (name, text) = (declaration.name.to_ascii_lowercase(), declaration.value);
        let word = text.to_ascii_lowercase();
        match name.as_str() {
            "color" if word == "inherit" => self.colour = None,
            "color" => self.colour = value(text, Paint::parse).or(self.colour),
            "background-color" => self.background = value(text, Paint::parse).or(self.background),
            "background-image" => self.image = word != "none" && !word.is_empty(),
            "background" => self.shorthand(text),
            "font-size" => self.size(&word),
            "font-weight" => self.weight(&word),
            "font" => self.font(&word),
            "display" if word == "none" => self.look.hidden = true,
            "visibility" => self.look.hidden |= matches!(word.as_str(), "hidden" | "collapse"),
            "opacity" => self.look.hidden |= word.parse::<f32>().is_ok_and(|opacity| opacity < 0.1),
            "max-height" | "height" | "max-width" | "width" => self.flat |= is_zero(&word),
            "overflow" | "overflow-x" | "overflow-y" => self.clipped = matches!(word.as_str(), "hidden" | "clip"),
            _ => {}
        }
    }

    fn shorthand(&mut self, text: &str) {
        let lower = text.to_ascii_lowercase();
        self.image = lower.contains("url(") || lower.contains("gradient(");
        let found = super::style::split(text, b' ').find_map(|word| value(word, Paint::parse));
        self.background = found.or(Some(Value::Known(Paint::TRANSPARENT)));
    }

    fn size(&mut self, word: &str) {
        if let Some(size) = size(word, self.outer_size) {
            self.look.font_size = size;
        }
    }

    fn weight(&mut self, word: &str) {
        match word {
            "bold" | "bolder" => self.look.bold = true,
            "normal" | "lighter" => self.look.bold = false,
            _ => {
                if let Ok(weight) = word.parse::<f32>() {
                    self.look.bold = weight >= 600.0;
                }
            }
        }
    }

    fn font(&mut self, word: &str) {
        self.look.bold = false;
        for part in word.split_ascii_whitespace() {
            let first = part.split('/').next().unwrap_or_default();
            match size(first, self.outer_size).filter(|_| part.parse::<f32>().is_err()) {
                Some(size) => {
                    self.look.font_size = size;
                    return;
                }
                None => self.weight(part),
            }
        }
    }

    fn finish(self, outer: &Look) -> Look {
        let mut look = self.look;
        match self.background {
            Some(Value::Known(paint)) if paint.alpha >= 1.0 => look.background = Some(paint.colour),
            Some(Value::Known(paint)) => look.background = outer.background.map(|below| paint.over(below)),
            Some(Value::Unknown) => look.background = None,
            None => {}
        }
        if self.image {
            look.background = None;
        }
        match self.colour {
            Some(Value::Known(paint)) if paint.alpha >= 1.0 => look.colour = Some(paint.colour),
            Some(Value::Known(paint)) => look.colour = look.background.map(|below| paint.over(below)),
            Some(Value::Unknown) => look.colour = None,
            None => {}
        }
        look.hidden |= self.flat && self.clipped;
        look
    }
}

/// A colour; unknown where Liquid stands in it; `None` where it is none, and so does not count.
fn value(text: &str, parse: fn(&str) -> Option<Paint>) -> Option<Value> {
    match text.contains(MASK) {
        true => Some(Value::Unknown),
        false => parse(text).map(Value::Known),
    }
}

fn is_zero(word: &str) -> bool {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|number| number == 0.0)
}

/// A size in pixels.
fn size(word: &str, outer: f32) -> Option<f32> {
    let keyword = match word {
        "xx-small" => Some(9.0),
        "x-small" => Some(10.0),
        "small" => Some(13.0),
        "medium" => Some(16.0),
        "large" => Some(18.0),
        "x-large" => Some(24.0),
        "xx-large" => Some(32.0),
        "smaller" => Some(outer / 1.2),
        "larger" => Some(outer * 1.2),
        _ => None,
    };
    if keyword.is_some() {
        return keyword;
    }
    let unit_at = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(word.len());
    let (number, unit) = word.split_at_checked(unit_at)?;
    let number = number.parse::<f32>().ok().filter(|number| number.is_finite() && *number >= 0.0)?;
    match unit {
        "px" => Some(number),
        "pt" => Some(number * 4.0 / 3.0),
        "em" => Some(number * outer),
        "rem" => Some(number * 16.0),
        "%" => Some(number / 100.0 * outer),
        "" if number == 0.0 => Some(0.0),
        _ => None,
    }
}
