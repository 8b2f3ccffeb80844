//! How the elements of a tree look: what decides whether a reader can see and read their text.
//!
//! In: a [`Tree`], the look of what is around it, the style sheet of its document. Out: a [`Look`] for every node.

mod apply;
mod calc;
mod colour;
mod declare;
mod ground;
mod measure;
mod mix;
mod scene;
mod selector;
mod sheet;
mod style;
mod variables;

pub use colour::{Colour, Paint};
pub use measure::pixels;
pub use scene::Outside;
pub use sheet::Sheet;
pub use style::{Declaration, declarations};

use super::{NodeId, NodeKind, Step, Tree};
use ground::Value;
use scene::Scene;
use variables::Variables;

/// On what a reader reads: what media queries ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// A wide window.
    #[default]
    Wide,
    /// The same, of somebody who prefers dark.
    Dark,
    /// A telephone.
    Phone,
}

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
    /// What letters are filled with, where that is not their colour.
    fill: Option<Value>,
    /// The colour of links, and the size of the document's text.
    link: Colour,
    root_size: f32,
    variables: Variables,
    /// What the element itself paints behind its text.
    painted: Option<Value>,
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
                fill: None,
                link: Colour::new(0, 0, 238),
                root_size: 16.0,
                variables: Variables::default(),
                painted: None,
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
        let ink = self.cascade.fill.unwrap_or(Value::Current).or_current(self.cascade.ink);
        let on = |shade: Colour| (shade, ink.map_or(colour, |ink| ink.over(shade)).contrast(shade));
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
    /// Computes them. `around` is the look of what holds the tree, `sheet` the style sheet of its document.
    ///
    /// ```
    /// use countersign::html::{Look, Looks, Screen, Sheet, Tree};
    /// let tree = Tree::fragment("<p style='color:#777'>a</p>", "body", &[]);
    /// let looks = Looks::of(&tree, &Look::default(), &Sheet::default(), Screen::Wide);
    /// let text = tree.elements("p").next().and_then(|p| tree.node(p).first_child).expect("text");
    /// assert!(looks.get(text).contrast().expect("known") < 4.5);
    /// ```
    pub fn of(tree: &Tree, around: &Look, sheet: &Sheet, screen: Screen) -> Self {
        Self::within(tree, around, None, sheet, screen)
    }

    /// The same for a stretch of a document, with the elements around it.
    pub fn within(tree: &Tree, around: &Look, outside: Option<&Outside>, sheet: &Sheet, screen: Screen) -> Self {
        let scene = Scene::of(tree, outside);
        let mut looks: Vec<Option<Look>> = vec![None; tree.len()];
        let mut stack = vec![around.clone()];
        for step in tree.walk(tree.root()) {
            match step {
                Step::Enter(id) => {
                    let Some(outer) = stack.last() else { break };
                    let look = match tree.node(id).kind {
                        NodeKind::Element(_) if id != tree.root() => apply::look(&scene, id, outer, sheet, screen),
                        _ => apply::text(tree, id, outer),
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
mod tests;
