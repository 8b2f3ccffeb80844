//! HTML: escaping by context, the one sanitiser allow-list, the parsed e-mail, how it looks and how it reads as text.
//!
//! In: HTML of templates and of authors, author text. Out: safe HTML, a [`Tree`] with the place of everything.

mod address;
mod css;
mod escape;
pub mod grammar;
mod look;
mod normalise;
mod plain;
mod sanitise;
mod tree;

pub use address::{Address, BadAddress, Scheme};
pub use css::{Block, Broken, Css, Declared};
pub use escape::{Context, Trace, escape, escape_into};
pub(crate) use escape::{is_url_safe, percent};
pub use grammar::holds;
pub use look::{Colour, Declaration, Look, Looks, Outside, Paint, Screen, Sheet, declarations, pixels};
pub use normalise::{Shifts, is_dropped, normalise};
pub use plain::to_text;
pub use sanitise::{ELEMENTS, SCHEMES, sanitise};
pub use tree::{
    Attribute, Children, Decoded, Descendants, Element, MASK, MAX_DEPTH, Node, NodeId, NodeKind, Segment, Step, Tree,
    Walk,
};
