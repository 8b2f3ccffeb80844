//! How the elements of a tree look: what decides whether a reader can see and read their text.
//!
//! In: a [`Tree`], the look of what is around it, the style sheet of its document. Out: a [`Look`] for every node.

mod apply;
mod colour;
mod measure;
mod sheet;
mod style;

pub use colour::{Colour, Paint};
pub use sheet::Sheet;
pub use style::{Declaration, declarations};

use super::{NodeId, NodeKind, Step, Tree};

/// How text looks at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Its colour; `None` where Liquid decides.
    pub colour: Option<Colour>,
    /// What is behind it; `None` where that is an image, several colours, or Liquid decides.
    pub background: Option<Colour>,
    /// Where a gradient is behind it, or a glow around it: the colours of that.
    pub shades: Vec<Colour>,
    /// Where a picture is behind it: the colour that is there as long as the picture is not.
    pub without_picture: Option<Colour>,
    /// Its size in CSS pixels.
    pub font_size: f32,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is not shown: a hidden preheader, the head.
    pub hidden: bool,
    /// Whether it is not even read out: not displayed, or invisible.
    pub silent: bool,
    /// Whether a line is drawn under it.
    pub underlined: bool,
    /// The height of a line, as a multiple of its size; `None` where nobody says it.
    pub line_height: Option<f32>,
    /// Whether lines are stretched to both margins.
    pub justified: bool,
    /// Whether it stands in a link.
    pub in_link: bool,
    /// In a heading, its level.
    pub heading: Option<u8>,
    cascade: Cascade,
}

/// What the looks of inner elements are computed from.
#[derive(Clone, Debug, PartialEq)]
struct Cascade {
    /// The colour as written, with its transparency.
    ink: Option<Paint>,
    /// What is behind, before the opacity of the whole is taken off.
    ground: Option<Colour>,
    /// The opacity of the whole, and what shines through it.
    veil: f32,
    beneath: Option<Colour>,
    /// Hidden so that nothing within can be seen again; not displayed so that nothing within is.
    lost: bool,
    gone: bool,
    /// Hidden by `visibility`, which an inner element may take back.
    invisible: bool,
    line: Option<Line>,
}

/// The height of a line as inner elements inherit it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// A multiple of the size of the text.
    Factor(f32),
    /// Pixels.
    Pixels(f32),
}

impl Default for Look {
    /// Black on white at 16 pixels, as mail programs show it.
    fn default() -> Self {
        Self {
            colour: Some(Colour::BLACK),
            background: Some(Colour::WHITE),
            shades: Vec::new(),
            without_picture: None,
            font_size: 16.0,
            bold: false,
            hidden: false,
            silent: false,
            underlined: false,
            line_height: None,
            justified: false,
            in_link: false,
            heading: None,
            cascade: Cascade {
                ink: Some(Paint { colour: Colour::BLACK, alpha: 1.0 }),
                ground: Some(Colour::WHITE),
                veil: 1.0,
                beneath: None,
                lost: false,
                gone: false,
                invisible: false,
                line: None,
            },
        }
    }
}

impl Look {
    /// The contrast of text with what is behind it, where both are known; with the shade that it stands out from most
    /// where there are several.
    pub fn contrast(&self) -> Option<f64> {
        let (_, contrast) = self.best_ground()?;
        Some(contrast)
    }

    /// What the text stands out from most, and how much.
    pub fn best_ground(&self) -> Option<(Colour, f64)> {
        let colour = self.colour?;
        if let Some(ground) = self.background {
            return Some((ground, colour.contrast(ground)));
        }
        let on = |shade: Colour| (shade, self.cascade.ink.map_or(colour, |ink| ink.over(shade)).contrast(shade));
        self.shades.iter().map(|shade| on(*shade)).max_by(|(_, one), (_, two)| one.total_cmp(two))
    }

    /// Large by WCAG: 24 pixels, or 18.66 and bold.
    pub fn is_large(&self) -> bool {
        self.font_size >= 24.0 || (self.bold && self.font_size >= 18.66)
    }
}

/// The look of every node of a tree.
#[derive(Clone, Debug, Default)]
pub struct Looks(Vec<Option<Look>>);

impl Looks {
    /// Computes them. `around` is the look of what holds the tree, `sheet` the style sheet of its document, `dark`
    /// whether the reader prefers dark.
    ///
    /// ```
    /// use countersign::html::{Look, Looks, Sheet, Tree};
    /// let tree = Tree::fragment("<p style='color:#777'>a</p>", "body", &[]);
    /// let looks = Looks::of(&tree, &Look::default(), &Sheet::default(), false);
    /// let text = tree.elements("p").next().and_then(|p| tree.node(p).first_child).expect("text");
    /// assert!(looks.get(text).contrast().expect("known") < 4.5);
    /// ```
    pub fn of(tree: &Tree, around: &Look, sheet: &Sheet, dark: bool) -> Self {
        let mut looks: Vec<Option<Look>> = vec![None; tree.len()];
        let mut stack = vec![around.clone()];
        for step in tree.walk(tree.root()) {
            match step {
                Step::Enter(id) => {
                    let Some(outer) = stack.last() else { break };
                    let look = match tree.node(id).kind {
                        NodeKind::Element(_) if id != tree.root() => apply::look(tree, id, outer, sheet, dark),
                        // Text of a pixel or less is there to be hidden; an element within may be large again.
                        _ => Look { hidden: outer.hidden || outer.font_size < 1.5, ..outer.clone() },
                    };
                    if let Some(place) = looks.get_mut(id.index()) {
                        *place = Some(look.clone());
                    }
                    stack.push(look);
                }
                Step::Leave(_) => {
                    stack.pop();
                }
            }
        }
        Self(looks)
    }

    /// The look of a node: of a text, how it is seen; of an element, how text in it is seen.
    pub fn get(&self, id: NodeId) -> &Look {
        static PLAIN: std::sync::LazyLock<Look> = std::sync::LazyLock::new(Look::default);
        self.0.get(id.index()).and_then(Option::as_ref).unwrap_or(&PLAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The look of the text `x` in a document.
    fn look(html: &str, dark: bool) -> Look {
        let tree = Tree::document(html, &[]);
        let looks = Looks::of(&tree, &Look::default(), &Sheet::of(&tree), dark);
        let text = tree.descendants(tree.root()).find(|id| tree.text(*id) == "x").unwrap();
        looks.get(text).clone()
    }

    fn colours(html: &str) -> (String, String) {
        let look = look(html, false);
        let name = |colour: Option<Colour>| colour.map_or("?".to_owned(), |colour| colour.to_string());
        (name(look.colour), name(look.background))
    }

    #[test]
    fn text_is_as_small_as_its_innermost_element() {
        assert!(look("<div style='font-size:0px'>x", false).hidden);
        assert!(!look("<table><td style='font-size:0px'><div style='font-size:15px'>x", false).hidden);
    }

    #[test]
    fn colours_come_from_styles_attributes_and_around() {
        let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
        assert_eq!(colours("<body text=red bgcolor=000000><p>x"), pair("#ff0000", "#000000"));
        assert_eq!(colours("<td bgcolor='#eee'><font color=blue>x"), pair("#0000ff", "#ffffff"));
        assert_eq!(colours("<table bgcolor='#eee'><tr><td style='color:rgba(0,0,0,.5)'>x"), pair("#777777", "#eeeeee"));
        assert_eq!(
            colours("<p style='color:red;color:nonsense;background:#fff url(a.png) no-repeat'>x"),
            pair("#ff0000", "?")
        );
        assert_eq!(
            colours(
                "<div style='background:#123'><p style='background:transparent;COLOR:White !important;color:red'>x"
            ),
            pair("#ffffff", "#112233")
        );
        assert_eq!(colours("<a href=y>x</a>"), pair("#0000ee", "#ffffff"));
        assert_eq!(colours("<td background=a.png>x</td>").1, "#ffffff", "no table, no cell");
        assert_eq!(colours("<table><tr><td background=a.png>x</td></tr></table>").1, "?");
        assert_eq!(colours("<p style='color:\u{fffc}'>x").0, "?");
    }

    #[test]
    fn sheets_are_followed_by_specificity() {
        let sheet = "<style>/* c */ @import 'a'; p { color: red } .a { color: green } div > .a.b { color: blue } #i p { color: #010203 }
            @media (max-width: 600px) { p { color: yellow !important } } p:hover { color: pink } @font-face { src: url(a) }
            @media (prefers-color-scheme: dark) { p { color: white !important; background: black } }</style>";
        assert_eq!(colours(&format!("{sheet}<p>x")).0, "#ff0000");
        assert_eq!(colours(&format!("{sheet}<p class='b a'>x")).0, "#008000");
        assert_eq!(colours(&format!("{sheet}<div><p class='b a'>x")).0, "#0000ff");
        assert_eq!(colours(&format!("{sheet}<div id=i><section><p class='b a'>x")).0, "#010203");
        assert_eq!(colours(&format!("{sheet}<p style='color:#040506'>x")).0, "#040506");
        let dark = look(&format!("{sheet}<p style='color:#040506'>x"), true);
        assert_eq!((dark.colour, dark.background), (Some(Colour::WHITE), Some(Colour::BLACK)));
    }

    #[test]
    fn sizes_and_weights_are_computed() {
        assert!(look("<h1>x", false).is_large() && look("<h1>x", false).heading == Some(1));
        assert!(look("<p style='font-size:14pt'><b>x", false).is_large());
        assert!(!look("<p style='font-size:14pt'>x", false).is_large());
        assert!(!look("<h2 style='font-size:1em;font-weight:400'>x", false).bold);
        assert_eq!(look("<div style='font-size:20px'><span style='font-size:150%'>x", false).font_size, 30.0);
        assert_eq!(look("<p style=\"font:bold 12px/1.5 'A B', serif\">x", false).font_size, 12.0);
    }

    #[test]
    fn hidden_is_hidden() {
        for html in [
            "<div style='display:none'>x",
            "<div style='visibility:hidden'>x",
            "<span style='font-size:0'>x",
            "<div style='max-height:0;overflow:hidden'>x",
            "<div hidden>x",
            "<div style='opacity:0'>x",
            "<title>x",
            "<div style='display:none'><p style='display:block'>x",
            "<div style='line-height:0;font-size:1px'>x",
            "<p style='position:absolute;clip:rect(0 0 0 0)'>x",
            "<p style='position:absolute;clip:rect(1px, 1px, 1px, 1px)'>x",
            "<p style='clip-path:inset(50%)'>x",
        ] {
            assert!(look(html, false).hidden, "{html}");
        }
        for html in [
            "<div style='max-height:0'>x",
            "<p style='display:block;font-size:12px'>x",
            "<div style='mso-hide:all'>x",
            "<p style='clip:rect(0, 80px, 20px, 0)'>x",
        ] {
            assert!(!look(html, false).hidden, "{html}");
        }
    }
}
