//! HTML: escaping by context, the one sanitiser allow-list, the parsed e-mail, how it looks and how it reads as text.
//!
//! In: HTML of templates and of authors, author text. Out: safe HTML, a [`Tree`] with the place of everything.

mod tree;

pub use tree::{
    Attribute, Children, Decoded, Descendants, Element, MASK, MAX_DEPTH, Node, NodeId, NodeKind, Step, Tree, Walk,
};
