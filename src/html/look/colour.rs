//! A colour as it is seen.

use std::fmt;
use std::sync::LazyLock;

/// A colour as it is seen: no transparency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// A colour as it is written: with its transparency, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// The colour itself.
    pub colour: Colour,
    /// 0 is nothing, 1 is all.
    pub alpha: f32,
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// From its parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Relative luminance (WCAG 2).
    pub fn luminance(self) -> f64 {
        static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
            std::array::from_fn(|part| {
                let part = part as f64 / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            })
        });
        let linear = |part: u8| LINEAR.get(usize::from(part)).copied().unwrap_or_default();
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast with another colour, from 1 to 21 (WCAG 2).
    ///
    /// ```
    /// use countersign::html::Colour;
    /// assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 0.001);
    /// ```
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Paint {
    /// Nothing.
    pub const TRANSPARENT: Self = Self { colour: Colour::BLACK, alpha: 0.0 };

    const fn solid(red: u8, green: u8, blue: u8) -> Self {
        Self { colour: Colour::new(red, green, blue), alpha: 1.0 }
    }

    /// What is seen of it over `below`.
    pub fn over(self, below: Colour) -> Colour {
        let mix = |above: u8, below: u8| {
            let mixed = f32::from(above) * self.alpha + f32::from(below) * (1.0 - self.alpha);
            mixed.round().clamp(0.0, 255.0) as u8
        };
        let Colour { red, green, blue } = self.colour;
        Colour::new(mix(red, below.red), mix(green, below.green), mix(blue, below.blue))
    }

    /// A colour of CSS: a name, `#rgb`, `rgb()`, `rgba()`, `hsl()`, `hsla()`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(hex) = text.strip_prefix('#') {
            return Self::hex(hex);
        }
        if let Some((function, inside)) = text.split_once('(') {
            let inside = inside.trim_end().strip_suffix(')')?;
            let parts: Vec<&str> =
                inside.split([',', '/', ' ']).map(str::trim).filter(|part| !part.is_empty()).collect();
            return match function.trim().to_ascii_lowercase().as_str() {
                "rgb" | "rgba" => Self::rgb(&parts),
                "hsl" | "hsla" => Self::hsl(&parts),
                _ => None,
            };
        }
        if text.eq_ignore_ascii_case("transparent") {
            return Some(Self::TRANSPARENT);
        }
        named(text).map(|colour| Self { colour, alpha: 1.0 })
    }

    /// As HTML's old attributes write it (the rules for parsing a legacy colour value): every text is a colour, `ff0000`
    /// as much as `#f00`, save none at all.
    pub fn parse_legacy(text: &str) -> Option<Self> {
        let text = text.trim_matches([' ', '\t', '\n', '\r', '\u{c}']);
        if text.is_empty() || text.eq_ignore_ascii_case("transparent") {
            return None;
        }
        if let Some(colour) = named(text) {
            return Some(Self { colour, alpha: 1.0 });
        }
        let hex = text.strip_prefix('#').unwrap_or(text);
        if hex.len() == 3 && hex.len() < text.len() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Self::hex(hex);
        }
        // What is no digit is nought; the rest is cut into three, of which each gives two digits.
        let mut digits: Vec<u8> = hex
            .chars()
            .take(128)
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0))
            .collect();
        digits.resize(digits.len().div_ceil(3).max(1) * 3, 0);
        let mut parts: Vec<&[u8]> = digits
            .chunks(digits.len() / 3)
            .map(|part| part.get(part.len().saturating_sub(8)..).unwrap_or(part))
            .collect();
        while parts.iter().all(|part| part.len() > 2 && part.first() == Some(&0)) {
            parts.iter_mut().for_each(|part| *part = part.get(1..).unwrap_or_default());
        }
        let value = |nth: usize| {
            parts.get(nth).into_iter().flat_map(|part| part.iter().take(2)).fold(0, |sum, digit| sum * 16 + digit)
        };
        Some(Self::solid(value(0), value(1), value(2)))
    }

    fn hex(hex: &str) -> Option<Self> {
        let digits: Vec<u8> = hex
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match *digits.as_slice() {
            [r, g, b] => Some(Self::solid(r * 17, g * 17, b * 17)),
            [r, g, b, a] => Some(Self { alpha: f32::from(a * 17) / 255.0, ..Self::solid(r * 17, g * 17, b * 17) }),
            [r, s, g, h, b, c] => Some(Self::solid(r * 16 + s, g * 16 + h, b * 16 + c)),
            [r, s, g, h, b, c, a, d] => {
                Some(Self { alpha: f32::from(a * 16 + d) / 255.0, ..Self::solid(r * 16 + s, g * 16 + h, b * 16 + c) })
            }
            _ => None,
        }
    }

    fn rgb(parts: &[&str]) -> Option<Self> {
        let (&[red, green, blue], alpha) = parts.split_first_chunk::<3>()?;
        let part = |text: &str| Some(scaled(text, 255.0)?.round().clamp(0.0, 255.0) as u8);
        Some(Self { colour: Colour::new(part(red)?, part(green)?, part(blue)?), alpha: opacity(alpha)? })
    }

    fn hsl(parts: &[&str]) -> Option<Self> {
        let (&[hue, saturation, lightness], alpha) = parts.split_first_chunk::<3>()?;
        let hue = hue.trim_end_matches("deg").parse::<f32>().ok().filter(|hue| hue.is_finite())?.rem_euclid(360.0);
        let (saturation, lightness) =
            (scaled(saturation, 1.0)?.clamp(0.0, 1.0), scaled(lightness, 1.0)?.clamp(0.0, 1.0));
        let reach = saturation * lightness.min(1.0 - lightness);
        let part = |shift: f32| {
            let turn = (shift + hue / 30.0) % 12.0;
            let value = lightness - reach * (turn - 3.0).min(9.0 - turn).clamp(-1.0, 1.0);
            (value * 255.0).round().clamp(0.0, 255.0) as u8
        };
        Some(Self { colour: Colour::new(part(0.0), part(8.0), part(4.0)), alpha: opacity(alpha)? })
    }
}

/// A number, or a percentage of `whole`.
fn scaled(text: &str, whole: f32) -> Option<f32> {
    let number = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok()? / 100.0 * whole,
        None => text.parse::<f32>().ok()?,
    };
    number.is_finite().then_some(number)
}

fn opacity(rest: &[&str]) -> Option<f32> {
    match rest {
        [] => Some(1.0),
        [alpha] => Some(scaled(alpha, 1.0)?.clamp(0.0, 1.0)),
        _ => None,
    }
}

fn named(name: &str) -> Option<Colour> {
    let (red, green, blue) = cssparser::color::parse_named_color(name).ok()?;
    Some(Colour::new(red, green, blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_browsers_do() {
        let seen = |text: &str| Paint::parse(text).map(|paint| paint.over(Colour::WHITE).to_string());
        for (text, expected) in [
            ("#fff", "#ffffff"),
            ("#1A2b3c", "#1a2b3c"),
            ("RebeccaPurple", "#663399"),
            ("rgb(10, 20, 30)", "#0a141e"),
            ("rgb(100% 0 0 / 50%)", "#ff8080"),
            ("rgba(0,0,0,.5)", "#808080"),
            ("hsl(120, 100%, 25%)", "#008000"),
            ("#00000080", "#7f7f7f"),
            ("transparent", "#ffffff"),
        ] {
            assert_eq!(seen(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "#12", "#ggg", "rgb(1,2)", "nothing", "rgb(a,b,c)", "url(x)", "hsl(nan,1,1)"] {
            assert_eq!(seen(text), None, "{text}");
        }
        for (text, expected) in [
            ("FF0000", "#ff0000"),
            ("#f00", "#ff0000"),
            (" white ", "#ffffff"),
            ("#fffff", "#fffff0"),
            ("chucknorris", "#c00000"),
            ("6", "#060000"),
            ("ffffffff", "#ffffff"),
        ] {
            assert_eq!(
                Paint::parse_legacy(text).map(|paint| paint.colour.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(Paint::parse_legacy(" "), None);
    }

    #[test]
    fn contrast_is_wcags() {
        let ratio = Colour::new(0x77, 0x77, 0x77).contrast(Colour::WHITE);
        assert!((ratio - 4.478).abs() < 0.01, "{ratio}");
    }
}
