//! One element: what its kind, its attributes, the sheet and its own style make of the look around it.

use super::measure::{is_cut_away, is_far_out, is_zero, line_height, size};
use super::style::{Declaration, declarations, split};
use super::{Colour, Line, Look, Paint, Sheet};
use crate::html::{MASK, NodeId, Tree};

/// An element's own say, before it is mixed with what is around.
struct Own {
    look: Look,
    /// The size around, for sizes that depend on it.
    outer_size: f32,
    colour: Option<Value>,
    background: Option<Value>,
    image: Option<Image>,
    flat: bool,
    clipped: bool,
    placed: bool,
    far_out: bool,
    opacity: f32,
    /// The height of a line, as written: the size of the text that it may depend on can come after it.
    line: String,
    /// Whether it draws a line under its text by itself.
    draws: bool,
    shadow: Option<Glow>,
}

/// What is painted over the background's colour.
#[derive(Clone, Debug)]
enum Image {
    /// A picture, or a gradient that is not understood.
    Picture,
    /// A gradient with its colours.
    Gradient(Vec<Paint>),
}

/// A shadow around letters.
#[derive(Clone, Copy, Debug)]
enum Glow {
    /// All around, so close that letters stand on it as much as on the background.
    Halo(Paint),
    /// On all sides, over the background.
    Around(Paint),
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
        image: None,
        flat: false,
        clipped: false,
        placed: false,
        far_out: false,
        opacity: 1.0,
        line: String::new(),
        draws: matches!(tree.name(id), "a" | "u" | "ins"),
        shadow: None,
    };
    own.look.without_picture = None;
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
                self.look.underlined = true;
                self.colour = Paint::parse("#0000ee").map(Value::Known);
            }
            "u" | "ins" => self.look.underlined = true,
            "button" | "input" | "select" | "textarea" => {
                self.colour = Some(Value::Known(Paint { colour: Colour::BLACK, alpha: 1.0 }));
                self.look.font_size = 13.333;
                self.look.bold = false;
                let plain =
                    if matches!(name, "button" | "select") { Colour::new(239, 239, 239) } else { Colour::WHITE };
                self.background = Some(Value::Known(Paint { colour: plain, alpha: 1.0 }));
            }
            "head" | "style" | "script" | "title" | "template" | "noembed" | "noframes" | "datalist" => self.hide(),
            "dialog" if tree.attribute(id, "open").is_none() => self.hide(),
            _ => {}
        }
    }

    /// The old attributes of appearance.
    fn attributes(&mut self, tree: &Tree, id: NodeId) {
        let name = tree.name(id);
        let colour = |attribute: &str| tree.attribute(id, attribute).and_then(|text| value(text, Paint::parse_legacy));
        if matches!(name, "body" | "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "marquee") {
            self.background = colour("bgcolor");
            let picture = tree.attribute(id, "background").is_some_and(|image| !image.trim().is_empty());
            self.image = picture.then_some(Image::Picture);
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
        if tree.attribute(id, "align").is_some_and(|align| align.eq_ignore_ascii_case("justify")) {
            self.look.justified = true;
        }
        if tree.attribute(id, "hidden").is_some() {
            self.hide();
        }
        // Of details that are closed, the summary is there.
        let closed = tree
            .node(id)
            .parent
            .is_some_and(|parent| tree.name(parent) == "details" && tree.attribute(parent, "open").is_none());
        if closed && name != "summary" {
            self.hide();
        }
    }

    /// Neither seen nor read out, and nothing within is.
    const fn hide(&mut self) {
        self.look.cascade.gone = true;
    }

    fn declare(&mut self, declaration: Declaration<'_>) {
        let (name, text) = (declaration.name.to_ascii_lowercase(), declaration.value);
        let word = text.to_ascii_lowercase();
        match name.as_str() {
            "color" if matches!(word.as_str(), "inherit" | "currentcolor" | "unset") => self.colour = None,
            "color" if word == "initial" => {
                self.colour = Some(Value::Known(Paint { colour: Colour::BLACK, alpha: 1.0 }))
            }
            "color" => self.colour = value(text, Paint::parse).or(self.colour),
            "background-color" => self.background = value(text, Paint::parse).or(self.background),
            "background-image" => self.image = image(text, &word),
            "background" => self.shorthand(text, &word),
            "font-size" => self.size(&word),
            "font-weight" => self.weight(&word),
            "font" => self.font(&word),
            "line-height" => self.line = word,
            "text-align" => self.look.justified = word == "justify",
            "text-decoration" | "text-decoration-line" => {
                let line = word.split_ascii_whitespace().any(|part| part == "underline");
                // A line is taken off by the element that draws it.
                self.look.underlined = line || (self.look.underlined && !self.draws);
            }
            "text-shadow" => self.shadow = glow(text),
            "display" if word == "none" => self.hide(),
            "visibility" => self.look.cascade.invisible = matches!(word.as_str(), "hidden" | "collapse"),
            "opacity" => self.opacity = word.parse().map_or(self.opacity, |opacity: f32| opacity.clamp(0.0, 1.0)),
            "max-height" | "height" | "max-width" | "width" => self.flat |= is_zero(&word),
            "overflow" | "overflow-x" | "overflow-y" => self.clipped = matches!(word.as_str(), "hidden" | "clip"),
            "position" => self.placed = matches!(word.as_str(), "absolute" | "fixed"),
            "left" | "top" => self.far_out |= is_far_out(&word),
            "text-indent" if is_far_out(&word) => self.look.cascade.lost = true,
            "clip" | "clip-path" if is_cut_away(&word) => self.look.cascade.lost = true,
            _ => {}
        }
    }

    fn shorthand(&mut self, text: &str, word: &str) {
        self.image = image(text, word);
        let found = split(text, b' ').find_map(|word| value(word, Paint::parse));
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
        let cascade = &mut look.cascade;
        if self.opacity < 1.0 {
            cascade.beneath = cascade.beneath.or(outer.background);
            cascade.veil *= self.opacity;
        }
        let below = cascade.ground;
        match self.background {
            Some(Value::Known(paint)) if paint.alpha >= 1.0 => {
                (cascade.ground, look.shades) = (Some(paint.colour), vec![])
            }
            Some(Value::Known(paint)) if look.shades.is_empty() => {
                cascade.ground = below.map(|below| paint.over(below));
            }
            Some(Value::Known(paint)) => look.shades.iter_mut().for_each(|shade| *shade = paint.over(*shade)),
            Some(Value::Unknown) => (cascade.ground, look.shades) = (None, vec![]),
            None => {}
        }
        match self.image {
            Some(Image::Picture) => {
                look.without_picture = cascade.ground.map(|ground| seen(ground, cascade.veil, cascade.beneath));
                (cascade.ground, look.shades) = (None, vec![]);
            }
            Some(Image::Gradient(stops)) => {
                look.shades = cascade
                    .ground
                    .map(|ground| stops.iter().map(|stop| stop.over(ground)).collect())
                    .unwrap_or_default();
                cascade.ground = None;
            }
            None if cascade.ground.is_none() => {
                look.without_picture = self.background.is_none().then_some(outer.without_picture).flatten()
            }
            None => {}
        }
        match self.colour {
            Some(Value::Known(paint)) => cascade.ink = Some(paint),
            Some(Value::Unknown) => cascade.ink = None,
            None => {}
        }
        match (self.shadow, cascade.ground) {
            (Some(Glow::Around(paint)), Some(ground)) => cascade.ground = Some(paint.over(ground)),
            (Some(Glow::Halo(paint)), Some(ground)) => {
                look.shades = vec![ground, paint.over(ground)];
                cascade.ground = None;
            }
            _ => {}
        }
        look.background = cascade.ground.map(|ground| seen(ground, cascade.veil, cascade.beneath));
        look.colour = cascade.ink.and_then(|ink| match cascade.ground.or(look.shades.first().copied()) {
            Some(ground) => Some(seen(ink.over(ground), cascade.veil, cascade.beneath)),
            None => (ink.alpha >= 1.0).then_some(ink.colour),
        });
        cascade.lost |= (self.flat && self.clipped) || (self.placed && self.far_out) || cascade.veil < 0.1;
        cascade.line = line_height(&self.line, look.font_size).or(cascade.line);
        look.line_height = match cascade.line {
            Some(Line::Factor(factor)) => Some(factor),
            Some(Line::Pixels(pixels)) => (look.font_size > 0.0).then_some(pixels / look.font_size),
            None => None,
        };
        look.silent = cascade.gone || cascade.invisible;
        look.hidden = look.silent || cascade.lost;
        look
    }
}

/// What is seen of a colour through the opacity of the whole.
fn seen(colour: Colour, veil: f32, beneath: Option<Colour>) -> Colour {
    match beneath {
        Some(beneath) if veil < 1.0 => Paint { colour, alpha: veil }.over(beneath),
        _ => colour,
    }
}

/// What is painted over a background's colour. `word` is the text in lower case.
fn image(text: &str, word: &str) -> Option<Image> {
    if word.contains("url(") || word.contains("image(") || word.contains("image-set(") || word.contains(MASK) {
        return Some(Image::Picture);
    }
    if !word.contains("gradient(") {
        return None;
    }
    let inside = text.split_once('(')?.1;
    let inside = inside.rsplit_once(')').map_or(inside, |(inside, _)| inside);
    let stops =
        split(inside, b',').filter_map(|stop| split(stop.trim(), b' ').find_map(Paint::parse)).collect::<Vec<_>>();
    Some(if stops.is_empty() { Image::Picture } else { Image::Gradient(stops) })
}

/// What shadows do for letters: nothing where they fall to one side.
fn glow(text: &str) -> Option<Glow> {
    let (mut sides, mut halo, mut paint) = ([false; 4], None, None);
    for shadow in split(text, b',') {
        let lengths = split(shadow.trim(), b' ').filter_map(|word| {
            let negative = word.starts_with('-');
            size(&word.trim_start_matches('-').to_ascii_lowercase(), 16.0)
                .map(|size| if negative { -size } else { size })
        });
        let lengths: Vec<f32> = lengths.collect();
        let colour = split(shadow.trim(), b' ').find_map(Paint::parse)?;
        let &[x, y, ..] = lengths.as_slice() else { return None };
        let blur = lengths.get(2).copied().unwrap_or(0.0);
        if x == 0.0 && y == 0.0 && blur > 0.0 {
            halo = Some(colour);
        }
        for (side, is_there) in sides.iter_mut().zip([x > 0.0, x < 0.0, y > 0.0, y < 0.0]) {
            *side |= is_there;
        }
        paint = Some(colour);
    }
    match sides == [true; 4] {
        true => paint.map(Glow::Around),
        false => halo.map(Glow::Halo),
    }
}

/// A colour; unknown where Liquid or a function that is not understood stands in it; `None` where it is none, and so does
/// not count.
fn value(text: &str, parse: fn(&str) -> Option<Paint>) -> Option<Value> {
    const FUNCTIONS: &[&str] =
        &["var(", "color(", "color-mix(", "light-dark(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "env("];
    let is_function =
        |function: &&str| text.get(..function.len()).is_some_and(|start| start.eq_ignore_ascii_case(function));
    match text.contains(MASK) || FUNCTIONS.iter().any(is_function) {
        true => Some(Value::Unknown),
        false => parse(text).map(Value::Known),
    }
}
