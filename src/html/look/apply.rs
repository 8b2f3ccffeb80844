//! One element: what its kind, its attributes, the sheet and its own style make of the look around it.

use super::ground::{Glow, Image, Value, seen, value};
use super::measure::{Sizes, line_height};
use super::style::{Declaration, declarations};
use super::variables::asks;
use super::{Colour, Line, Look, Paint, Scene, Screen, Sheet};
use crate::html::{NodeId, Tree};

/// An element's own say, before it is mixed with what is around.
pub(super) struct Own {
    pub(super) look: Look,
    /// The sizes around, for those that depend on them.
    pub(super) sizes: Sizes,
    /// Whether text around is bold, and whether it is invisible.
    pub(super) outer_bold: bool,
    pub(super) outer_invisible: bool,
    /// What the element around paints behind itself.
    pub(super) outer_background: Option<Value>,
    pub(super) colour: Option<Value>,
    pub(super) background: Option<Value>,
    pub(super) image: Option<Image>,
    /// Whether the background is painted into the letters alone.
    pub(super) in_letters: bool,
    /// Whether it is displayed, and whether with a box of its own, that has a background, a size, an opacity.
    pub(super) displayed: bool,
    pub(super) boxless: bool,
    pub(super) flat: bool,
    pub(super) clipped: bool,
    pub(super) placed: bool,
    pub(super) far_out: bool,
    /// Whether it is cut away, and whether it would be if it were placed.
    pub(super) cut: bool,
    pub(super) cut_if_placed: bool,
    pub(super) opacity: f32,
    /// The height of a line, as written: the size of the text that it may depend on can come after it.
    pub(super) line: String,
    /// Whether it draws a line under its text by itself.
    pub(super) draws: bool,
    pub(super) shadow: Option<Glow>,
}

pub(super) fn look(scene: &Scene, id: NodeId, outer: &Look, sheet: &Sheet, screen: Screen) -> Look {
    let at = scene.at(id);
    let tree = at.tree;
    let mut own = Own {
        look: outer.clone(),
        sizes: Sizes { outer: outer.font_size, root: outer.cascade.root_size },
        outer_bold: outer.bold,
        outer_invisible: outer.cascade.invisible,
        outer_background: outer.cascade.painted,
        colour: None,
        background: None,
        image: None,
        in_letters: false,
        displayed: true,
        boxless: false,
        flat: false,
        clipped: false,
        placed: false,
        far_out: false,
        cut: false,
        cut_if_placed: false,
        opacity: 1.0,
        line: String::new(),
        draws: matches!(tree.name(id), "a" | "u" | "ins"),
        shadow: None,
    };
    own.look.without_picture = None;
    own.kind(tree, id);
    own.attributes(tree, id);
    let inline = tree.attribute(id, "style").unwrap_or_default();
    let said: Vec<Declaration> =
        sheet.declarations(at, scene, screen).into_iter().chain(declarations(inline)).collect();
    let by_weight =
        || [false, true].into_iter().flat_map(|grave| said.iter().filter(move |one| one.important == grave));
    own.look.cascade.variables = outer.cascade.variables.with(by_weight().copied());
    for declaration in by_weight() {
        let name = declaration.name.to_ascii_lowercase();
        if !asks(declaration.value) {
            own.declare(&name, declaration.value);
            continue;
        }
        // Where nothing good comes out, it is as if nothing were said here: not even what a weaker rule says.
        own.declare(&name, "unset");
        if let Some(value) = own.look.cascade.variables.filled(declaration.value) {
            own.declare(&name, value.trim());
        }
    }
    if tree.name(id) == "html" {
        own.look.cascade.root_size = own.look.font_size;
        own.boxless = false;
    }
    own.finish(outer)
}

/// What is no element: it looks as the text around it does.
pub(super) fn text(tree: &Tree, id: NodeId, outer: &Look) -> Look {
    let folded = is_folded_away(tree, id);
    // Text of a pixel or less is there to be hidden; an element within may be large again.
    let hidden = outer.hidden || folded || outer.font_size < 1.5;
    Look { hidden, silent: outer.silent || folded, ..outer.clone() }
}

/// Whether it is in details that are closed, of which only the summary is there.
fn is_folded_away(tree: &Tree, id: NodeId) -> bool {
    let closed = |parent| tree.name(parent) == "details" && tree.attribute(parent, "open").is_none();
    tree.node(id).parent.is_some_and(closed) && tree.name(id) != "summary"
}

impl Own {
    /// What a browser does with an element of this name.
    fn kind(&mut self, tree: &Tree, id: NodeId) {
        let name = tree.name(id);
        let outer_size = self.sizes.outer;
        let heading =
            name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()).filter(|level| (1..=6).contains(level));
        if let Some(level) = heading.filter(|_| name.len() == 2) {
            self.look.heading = Some(level);
            self.look.bold = true;
            let factors = [2.0, 1.5, 1.17, 1.0, 0.83, 0.67];
            self.look.font_size = outer_size * factors.get(usize::from(level) - 1).copied().unwrap_or(1.0);
        }
        let known = |colour| Some(Value::Known(Paint { colour, alpha: 1.0 }));
        match name {
            "b" | "strong" | "th" => self.look.bold = true,
            "small" | "sub" | "sup" => self.look.font_size = outer_size / 1.2,
            "big" => self.look.font_size = outer_size * 1.2,
            "mark" => (self.colour, self.background) = (known(Colour::BLACK), known(Colour::new(255, 255, 0))),
            "a" if tree.attribute(id, "href").is_some() => {
                self.look.in_link = true;
                self.look.underlined = true;
                self.colour = known(self.look.cascade.link);
            }
            "u" | "ins" => self.look.underlined = true,
            "button" | "input" | "select" | "textarea" => {
                self.colour = known(Colour::BLACK);
                self.look.font_size = 13.333;
                self.look.bold = false;
                let plain =
                    if matches!(name, "button" | "select") { Colour::new(239, 239, 239) } else { Colour::WHITE };
                self.background = known(plain);
            }
            "head" | "style" | "script" | "title" | "template" | "noembed" | "noframes" | "datalist" => self.hide(),
            "dialog" if tree.attribute(id, "open").is_none() => self.displayed = false,
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
            "body" => {
                self.colour = colour("text");
                if let Some(Value::Known(link)) = colour("link") {
                    self.look.cascade.link = link.colour;
                }
            }
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
            self.displayed = false;
        }
        if is_folded_away(tree, id) {
            self.hide();
        }
    }

    /// Neither seen nor read out, and nothing within is.
    const fn hide(&mut self) {
        self.look.cascade.gone = true;
    }

    /// What has no box has nothing that a box has.
    fn unbox(&mut self) {
        (self.background, self.image, self.in_letters) = (None, None, false);
        (self.flat, self.clipped, self.far_out, self.cut, self.cut_if_placed) = (false, false, false, false, false);
        self.opacity = 1.0;
    }

    fn finish(mut self, outer: &Look) -> Look {
        let mut look = self.look.clone();
        let cascade = &mut look.cascade;
        cascade.painted = self.background;
        if self.boxless {
            self.unbox();
        }
        cascade.gone |= !self.displayed;
        if self.opacity < 1.0 {
            cascade.beneath = cascade.beneath.or(outer.background);
            cascade.veil *= self.opacity;
        }
        match self.colour {
            Some(Value::Known(paint)) => cascade.ink = Some(paint),
            Some(Value::Unknown) => cascade.ink = None,
            Some(Value::Current) | None => {}
        }
        let ink = cascade.fill.unwrap_or(Value::Current).or_current(cascade.ink);
        if self.in_letters {
            // What is painted into the letters is their colour, as far as their own lets it through.
            let shines = ink.is_some_and(|ink| ink.alpha < 1.0) && (self.image.is_some() || self.background.is_some());
            if shines {
                cascade.fill = Some(Value::Unknown);
            }
            (self.background, self.image) = (None, None);
        }
        let ink = cascade.fill.unwrap_or(Value::Current).or_current(cascade.ink);
        let below = cascade.ground;
        match self.background.map(|background| background.or_current(cascade.ink)) {
            Some(Some(paint)) if paint.alpha >= 1.0 => (cascade.ground, look.shades) = (Some(paint.colour), vec![]),
            Some(Some(paint)) if look.shades.is_empty() => cascade.ground = below.map(|below| paint.over(below)),
            Some(Some(paint)) => look.shades.iter_mut().for_each(|shade| *shade = paint.over(*shade)),
            Some(None) => (cascade.ground, look.shades) = (None, vec![]),
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
        match (self.shadow, cascade.ground) {
            (Some(Glow::Around(paint)), Some(ground)) => cascade.ground = Some(paint.over(ground)),
            (Some(Glow::Halo(paint)), Some(ground)) => {
                look.shades = vec![ground, paint.over(ground)];
                cascade.ground = None;
            }
            _ => {}
        }
        look.background = cascade.ground.map(|ground| seen(ground, cascade.veil, cascade.beneath));
        look.colour = ink.and_then(|ink| match cascade.ground.or(look.shades.first().copied()) {
            Some(ground) => Some(seen(ink.over(ground), cascade.veil, cascade.beneath)),
            None => (ink.alpha >= 1.0).then_some(ink.colour),
        });
        cascade.lost |= self.cut || (self.placed && (self.far_out || self.cut_if_placed));
        cascade.lost |= (self.flat && self.clipped) || cascade.veil < 0.1;
        cascade.line = line_height(&self.line, look.font_size, self.sizes.root).or(cascade.line);
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
