//! One declaration: what a property makes of an element.

use super::apply::Own;
use super::ground::{Value, glow, image, value};
use super::measure::{is_cut_away, is_far_out, is_zero, opacity};
use super::mix::paint;
use super::style::{split, words};
use super::{Colour, Paint};

/// How values of `display` begin.
const DISPLAYS: &[&str] = &[
    "block",
    "inline",
    "flex",
    "grid",
    "table",
    "list-item",
    "flow",
    "run-in",
    "ruby",
    "contents",
    "-webkit-",
    "-ms-",
    "initial",
    "inherit",
    "unset",
    "revert",
];

/// The words of `background` that are neither a colour nor a picture.
const BACKGROUNDS: &[&str] = &[
    "none",
    "repeat",
    "repeat-x",
    "repeat-y",
    "no-repeat",
    "space",
    "round",
    "left",
    "right",
    "top",
    "bottom",
    "center",
    "fixed",
    "local",
    "scroll",
    "border-box",
    "padding-box",
    "content-box",
    "text",
    "cover",
    "contain",
    "auto",
];

/// What says of every property that nothing is said of it here.
const UNSAID: &[&str] = &["inherit", "unset", "revert", "revert-layer"];

impl Own {
    /// `name` is in lower case, and no variable stands in the value any more.
    pub(super) fn declare(&mut self, name: &str, text: &str) {
        let word = text.to_ascii_lowercase();
        let unsaid = UNSAID.contains(&word.as_str());
        match name {
            "color" if unsaid || word == "currentcolor" => self.colour = None,
            "color" if word == "initial" => {
                self.colour = Some(Value::Known(Paint { colour: Colour::BLACK, alpha: 1.0 }));
            }
            "color" => self.colour = value(text, paint).or(self.colour),
            "-webkit-text-fill-color" if unsaid => {}
            "-webkit-text-fill-color" => {
                self.look.cascade.fill = value(text, paint).or(self.look.cascade.fill);
            }
            "background-color" | "background" if unsaid || word == "initial" => {
                let nothing = Some(Value::Known(Paint::TRANSPARENT));
                self.background = if word == "inherit" { self.outer_background } else { nothing };
                if name == "background" {
                    self.image = None;
                }
            }
            "background-color" => self.background = value(text, paint).or(self.background),
            "background-image" => self.image = image(text, &word),
            "background" => self.background(text, &word),
            "background-clip" | "-webkit-background-clip" => self.in_letters = word == "text",
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
            "display" if word == "none" => self.displayed = false,
            "display" if DISPLAYS.iter().any(|display| word.starts_with(display)) => {
                (self.displayed, self.boxless) = (true, word == "contents");
            }
            "visibility" => {
                self.look.cascade.invisible =
                    if unsaid { self.outer_invisible } else { matches!(word.as_str(), "hidden" | "collapse") };
            }
            "content-visibility" if word == "hidden" => self.displayed = false,
            "opacity" => self.opacity = opacity(&word).unwrap_or(self.opacity),
            "max-height" | "height" | "max-width" | "width" => self.flat |= is_zero(&word),
            "overflow" | "overflow-x" | "overflow-y" => self.clipped = matches!(word.as_str(), "hidden" | "clip"),
            "position" => self.placed = matches!(word.as_str(), "absolute" | "fixed"),
            "left" | "top" => self.far_out |= is_far_out(&word),
            "text-indent" if is_far_out(&word) => self.look.cascade.lost = true,
            "clip" => self.cut_if_placed = is_cut_away(&word),
            "clip-path" => self.cut = is_cut_away(&word),
            _ => {}
        }
    }

    fn background(&mut self, text: &str, word: &str) {
        let parts = || words(text).flat_map(|word| split(word, b',')).filter(|word| !word.is_empty());
        let found = parts().find_map(|word| value(word, paint));
        let image = image(text, word);
        let is_known = |word: &str| {
            let word = word.to_ascii_lowercase();
            BACKGROUNDS.contains(&word.as_str())
                || word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/'))
        };
        if found.is_none() && image.is_none() && !parts().all(is_known) {
            return;
        }
        self.image = image;
        self.background = found.or(Some(Value::Known(Paint::TRANSPARENT)));
        self.in_letters = parts().any(|word| word.eq_ignore_ascii_case("text"));
    }

    fn size(&mut self, word: &str) {
        if let Some(size) = self.sizes.of(word) {
            self.look.font_size = size;
        }
    }

    fn weight(&mut self, word: &str) {
        match word {
            "bold" | "bolder" => self.look.bold = true,
            "normal" | "lighter" | "initial" => self.look.bold = false,
            _ if UNSAID.contains(&word) => self.look.bold = self.outer_bold,
            _ => {
                if let Ok(weight) = word.parse::<f32>() {
                    self.look.bold = weight >= 600.0;
                }
            }
        }
    }

    fn font(&mut self, word: &str) {
        if UNSAID.contains(&word) {
            (self.look.bold, self.look.font_size) = (self.outer_bold, self.sizes.outer);
            return;
        }
        self.look.bold = false;
        for part in words(word) {
            let first = split(part, b'/').next().unwrap_or_default();
            // A number without a unit is a weight, save nothing at all.
            let is_weight = || part.parse::<f32>().is_ok_and(|weight| weight != 0.0);
            match self.sizes.of(first).filter(|_| !is_weight()) {
                Some(size) => {
                    self.look.font_size = size;
                    return;
                }
                None => self.weight(part),
            }
        }
    }
}
