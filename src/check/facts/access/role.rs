//! The roles of WAI-ARIA 1.2, of its modules for publishing and graphics, and what each of them asks for.

use crate::text::{WordTable, lower};
use std::sync::LazyLock;

/// What WAI-ARIA says of a role.
#[derive(Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: &'static str,
    /// Where its name comes from.
    pub naming: Naming,
    /// Whether what is within is not told apart: the children are presentational.
    pub atomic: bool,
    /// Attributes that must be there.
    pub requires: &'static [&'static str],
    /// Roles of which one must hold it.
    pub within: &'static [&'static str],
    /// Roles of which it must hold one.
    pub owns: &'static [&'static str],
    /// Attributes that it may have, besides those that every role may.
    pub supports: &'static [&'static str],
}

/// Where the name of a role comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// From an attribute only.
    Author,
    /// From what is within, too.
    Content,
    /// It has none, and may have none.
    Prohibited,
}

impl Role {
    /// The role of this name, in whatever case.
    pub fn of(name: &str) -> Option<&'static Self> {
        static INDEX: LazyLock<WordTable<&Role>> =
            LazyLock::new(|| WordTable::new(ROLES.iter().map(|role| (role.name, role))));
        INDEX.get(&lower(name)).copied()
    }

    /// Whether it is this one.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// Whether it says that there is nothing but looks.
    pub fn is_none(&self) -> bool {
        matches!(self.name, "none" | "presentation")
    }

    const fn content(self) -> Self {
        Self { naming: Naming::Content, ..self }
    }

    const fn nameless(self) -> Self {
        Self { naming: Naming::Prohibited, ..self }
    }

    const fn atomic(self) -> Self {
        Self { atomic: true, ..self }
    }

    const fn requires(self, requires: &'static [&'static str]) -> Self {
        Self { requires, ..self }
    }

    const fn within(self, within: &'static [&'static str]) -> Self {
        Self { within, ..self }
    }

    const fn owns(self, owns: &'static [&'static str]) -> Self {
        Self { owns, ..self }
    }

    const fn supports(self, supports: &'static [&'static str]) -> Self {
        Self { supports, ..self }
    }
}

const fn role(name: &'static str) -> Role {
    Role { name, naming: Naming::Author, atomic: false, requires: &[], within: &[], owns: &[], supports: &[] }
}

const CELL: &[&str] =
    &["aria-colindex", "aria-colindextext", "aria-colspan", "aria-rowindex", "aria-rowindextext", "aria-rowspan"];
const GRID_CELL: &[&str] = &[
    "aria-colindex",
    "aria-colindextext",
    "aria-colspan",
    "aria-rowindex",
    "aria-rowindextext",
    "aria-rowspan",
    "aria-expanded",
    "aria-readonly",
    "aria-required",
    "aria-selected",
    "aria-sort",
];
const GRID: &[&str] = &[
    "aria-colcount",
    "aria-rowcount",
    "aria-activedescendant",
    "aria-multiselectable",
    "aria-readonly",
    "aria-orientation",
    "aria-required",
];
const RANGE: &[&str] = &[
    "aria-valuemax",
    "aria-valuemin",
    "aria-valuenow",
    "aria-valuetext",
    "aria-orientation",
    "aria-readonly",
    "aria-required",
];
const TEXT: &[&str] = &[
    "aria-activedescendant",
    "aria-autocomplete",
    "aria-multiline",
    "aria-placeholder",
    "aria-readonly",
    "aria-required",
];
const COMBO: &[&str] =
    &["aria-activedescendant", "aria-autocomplete", "aria-readonly", "aria-required", "aria-expanded"];
const CHECK: &[&str] =
    &["aria-checked", "aria-expanded", "aria-readonly", "aria-required", "aria-posinset", "aria-setsize"];
const MENU: &[&str] = &["aria-activedescendant", "aria-orientation"];
const ITEM: &[&str] =
    &["aria-posinset", "aria-setsize", "aria-expanded", "aria-level", "aria-checked", "aria-selected"];
const MENU_ITEMS: &[&str] = &["menuitem", "menuitemcheckbox", "menuitemradio"];
const IN_MENU: &[&str] = &["menu", "menubar", "group"];
const CELLS: &[&str] = &["cell", "columnheader", "gridcell", "rowheader"];
const EXPANDED: &[&str] = &["aria-expanded"];

/// Every role that is not abstract.
static ROLES: &[Role] = &[
    role("alert"),
    role("alertdialog").supports(&["aria-modal"]),
    role("application").supports(&["aria-activedescendant", "aria-expanded"]),
    role("article").supports(&["aria-posinset", "aria-setsize"]),
    role("banner"),
    role("blockquote"),
    role("button").content().atomic().supports(&["aria-expanded", "aria-pressed"]),
    role("caption").nameless(),
    role("cell").content().within(&["row"]).supports(CELL),
    role("checkbox").content().atomic().requires(&["aria-checked"]).supports(CHECK),
    role("code").nameless(),
    role("columnheader").content().within(&["row"]).supports(GRID_CELL),
    role("combobox").requires(&["aria-expanded"]).supports(COMBO),
    role("comment").content().supports(ITEM),
    role("complementary"),
    role("contentinfo"),
    role("definition"),
    role("deletion").nameless(),
    role("dialog").supports(&["aria-modal"]),
    role("directory").content(),
    role("document"),
    role("emphasis").nameless(),
    role("feed").owns(&["article"]),
    role("figure"),
    role("form"),
    role("generic").nameless(),
    role("grid").owns(&["row", "rowgroup"]).supports(GRID),
    role("gridcell").content().within(&["row"]).supports(GRID_CELL),
    role("group").supports(&["aria-activedescendant"]),
    role("heading").content().supports(&["aria-level"]),
    role("image").atomic(),
    role("img").atomic(),
    role("insertion").nameless(),
    role("link").content().supports(EXPANDED),
    role("list").owns(&["listitem"]),
    role("listbox").owns(&["option", "group"]).supports(&[
        "aria-activedescendant",
        "aria-expanded",
        "aria-multiselectable",
        "aria-orientation",
        "aria-readonly",
        "aria-required",
    ]),
    role("listitem").within(&["list", "directory"]).supports(&["aria-level", "aria-posinset", "aria-setsize"]),
    role("log"),
    role("main"),
    role("mark").nameless(),
    role("marquee"),
    role("math"),
    role("menu").owns(&["menuitem", "menuitemcheckbox", "menuitemradio", "group"]).supports(MENU),
    role("menubar").owns(&["menuitem", "menuitemcheckbox", "menuitemradio", "group"]).supports(MENU),
    role("menuitem").content().within(IN_MENU).supports(&["aria-expanded", "aria-posinset", "aria-setsize"]),
    role("menuitemcheckbox").content().atomic().requires(&["aria-checked"]).within(IN_MENU).supports(CHECK),
    role("menuitemradio").content().atomic().requires(&["aria-checked"]).within(IN_MENU).supports(CHECK),
    role("meter").atomic().requires(&["aria-valuenow"]).supports(RANGE),
    role("navigation"),
    role("none").nameless(),
    role("note"),
    role("option").content().atomic().within(&["listbox", "group"]).supports(ITEM),
    role("paragraph").nameless(),
    role("presentation").nameless(),
    role("progressbar").atomic().supports(RANGE),
    role("radio").content().atomic().requires(&["aria-checked"]).supports(CHECK),
    role("radiogroup").supports(&["aria-activedescendant", "aria-orientation", "aria-readonly", "aria-required"]),
    role("region"),
    role("row").content().within(&["grid", "rowgroup", "table", "treegrid"]).owns(CELLS).supports(&[
        "aria-activedescendant",
        "aria-colindex",
        "aria-expanded",
        "aria-level",
        "aria-posinset",
        "aria-rowindex",
        "aria-rowindextext",
        "aria-selected",
        "aria-setsize",
    ]),
    role("rowgroup").within(&["grid", "table", "treegrid"]).owns(&["row"]),
    role("rowheader").content().within(&["row"]).supports(GRID_CELL),
    role("scrollbar").atomic().requires(&["aria-controls", "aria-valuenow"]).supports(RANGE),
    role("search"),
    role("searchbox").supports(TEXT),
    role("separator").atomic().supports(RANGE),
    role("slider").atomic().requires(&["aria-valuenow"]).supports(RANGE),
    role("spinbutton").supports(&[
        "aria-activedescendant",
        "aria-readonly",
        "aria-required",
        "aria-valuemax",
        "aria-valuemin",
        "aria-valuenow",
        "aria-valuetext",
    ]),
    role("status"),
    role("strong").nameless(),
    role("subscript").nameless(),
    role("suggestion").nameless(),
    role("superscript").nameless(),
    role("switch").content().atomic().requires(&["aria-checked"]).supports(CHECK),
    role("tab").content().atomic().within(&["tablist"]).supports(ITEM),
    role("table").owns(&["row", "rowgroup"]).supports(&["aria-colcount", "aria-rowcount"]),
    role("tablist").owns(&["tab"]).supports(&[
        "aria-activedescendant",
        "aria-multiselectable",
        "aria-orientation",
        "aria-level",
    ]),
    role("tabpanel"),
    role("term"),
    role("textbox").supports(TEXT),
    role("time").nameless(),
    role("timer"),
    role("toolbar").supports(MENU),
    role("tooltip").content(),
    role("tree").owns(&["treeitem", "group"]).supports(&[
        "aria-activedescendant",
        "aria-multiselectable",
        "aria-orientation",
        "aria-required",
    ]),
    role("treegrid").owns(&["row", "rowgroup"]).supports(GRID),
    role("treeitem").content().within(&["tree", "group"]).supports(ITEM),
    role("doc-abstract"),
    role("doc-acknowledgments"),
    role("doc-afterword"),
    role("doc-appendix"),
    role("doc-backlink").content().supports(EXPANDED),
    role("doc-biblioentry").supports(ITEM),
    role("doc-bibliography"),
    role("doc-biblioref").content().supports(EXPANDED),
    role("doc-chapter"),
    role("doc-colophon"),
    role("doc-conclusion"),
    role("doc-cover").atomic(),
    role("doc-credit"),
    role("doc-credits"),
    role("doc-dedication"),
    role("doc-endnote").supports(ITEM),
    role("doc-endnotes"),
    role("doc-epigraph"),
    role("doc-epilogue"),
    role("doc-errata"),
    role("doc-example"),
    role("doc-footnote"),
    role("doc-foreword"),
    role("doc-glossary"),
    role("doc-glossref").content().supports(EXPANDED),
    role("doc-index"),
    role("doc-introduction"),
    role("doc-noteref").content().supports(EXPANDED),
    role("doc-notice"),
    role("doc-pagebreak").atomic().supports(RANGE),
    role("doc-pagefooter"),
    role("doc-pageheader"),
    role("doc-pagelist"),
    role("doc-part"),
    role("doc-preface"),
    role("doc-prologue"),
    role("doc-pullquote"),
    role("doc-qna"),
    role("doc-subtitle").content().supports(&["aria-level"]),
    role("doc-tip"),
    role("doc-toc"),
    role("graphics-document"),
    role("graphics-object").supports(&["aria-activedescendant"]),
    role("graphics-symbol").atomic(),
];

/// Roles that hold others together for their looks or their sense, and stand between a role and what it must hold.
pub(super) const TRANSPARENT: &[&str] = &["generic", "none", "presentation"];

/// Whether a role that must hold `wanted` may hold it through a group.
pub(super) fn may_group(holder: &str, wanted: &str) -> bool {
    match holder {
        "menu" | "menubar" => MENU_ITEMS.contains(&wanted),
        "listbox" => wanted == "option",
        "tree" => wanted == "treeitem",
        _ => false,
    }
}
