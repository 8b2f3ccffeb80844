//! What a slot allows of Markdown.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a slot lets its author use. What it does not is shown as plain text and said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// `**strong**`
    pub bold: bool,
    /// `*emphasis*`
    pub italic: bool,
    /// `~~struck~~`
    pub strike: bool,
    /// `[text](https://…)`
    pub links: bool,
    /// `![alt](https://…)`
    pub images: bool,
    /// `- a`, `1. a`
    pub lists: bool,
    /// `> a`
    pub quotes: bool,
    /// `` `a` `` and fenced blocks
    pub code: bool,
    /// `| a | b |`
    pub tables: bool,
    /// `---`
    pub rules: bool,
    /// The highest and the lowest level of heading; others become the nearest of them. `None`: no headings.
    pub headings: Option<(u8, u8)>,
}

impl Allowed {
    /// Everything that the pipeline knows.
    pub const ALL: Self = Self {
        bold: true,
        italic: true,
        strike: true,
        links: true,
        images: true,
        lists: true,
        quotes: true,
        code: true,
        tables: true,
        rules: true,
        headings: Some((1, 6)),
    };

    /// What the editor offers where a slot says nothing: bold, italic, links, lists and headings of levels 2 and 3.
    pub const EDITOR: Self =
        Self { bold: true, italic: true, links: true, lists: true, headings: Some((2, 3)), ..Self::NOTHING };

    /// Words only.
    pub const NOTHING: Self = Self {
        bold: false,
        italic: false,
        strike: false,
        links: false,
        images: false,
        lists: false,
        quotes: false,
        code: false,
        tables: false,
        rules: false,
        headings: None,
    };
}

impl Default for Allowed {
    fn default() -> Self {
        Self::EDITOR
    }
}

/// The merge tags that an author may use, by the name that he writes: `{{ first_name }}`.
pub type MergeTags = BTreeMap<String, MergeTag>;

/// What is written for a merge tag. It is ours, never the author's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeTag {
    /// The Liquid in text and in attributes: `{{${first_name} | default: 'there'}}`.
    pub text: String,
    /// The Liquid inside the query of a link, which must encode its value; `None`: not in links.
    pub url: Option<String>,
}

impl MergeTag {
    /// For text only.
    pub fn text(liquid: impl Into<String>) -> Self {
        Self { text: liquid.into(), url: None }
    }
}
