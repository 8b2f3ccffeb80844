//! The attributes of WAI-ARIA 1.2 and 1.3: which there are, where they may be, which values they take.

/// What an attribute takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// Any text.
    Text,
    /// `true` or `false`.
    Truth,
    /// `true`, `false` or `undefined`.
    MaybeTruth,
    /// `true`, `false`, `mixed` or `undefined`.
    Tristate,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// The id of an element.
    Id,
    /// Ids of elements.
    Ids,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Some of these words.
    Words(&'static [&'static str]),
}

/// What the attribute of this name (in lower case) takes; `None` where WAI-ARIA has no such attribute.
pub(super) fn takes(name: &str) -> Option<Takes> {
    Some(match name {
        "aria-braillelabel"
        | "aria-brailleroledescription"
        | "aria-colindextext"
        | "aria-description"
        | "aria-keyshortcuts"
        | "aria-label"
        | "aria-placeholder"
        | "aria-roledescription"
        | "aria-rowindextext"
        | "aria-valuetext" => Takes::Text,
        "aria-atomic"
        | "aria-busy"
        | "aria-disabled"
        | "aria-modal"
        | "aria-multiline"
        | "aria-multiselectable"
        | "aria-readonly"
        | "aria-required" => Takes::Truth,
        "aria-expanded" | "aria-grabbed" | "aria-hidden" | "aria-selected" => Takes::MaybeTruth,
        "aria-checked" | "aria-pressed" => Takes::Tristate,
        "aria-colcount" | "aria-colindex" | "aria-colspan" | "aria-level" | "aria-posinset" | "aria-rowcount"
        | "aria-rowindex" | "aria-rowspan" | "aria-setsize" => Takes::Whole,
        "aria-valuemax" | "aria-valuemin" | "aria-valuenow" => Takes::Number,
        "aria-activedescendant" => Takes::Id,
        "aria-controls" | "aria-describedby" | "aria-details" | "aria-errormessage" | "aria-flowto"
        | "aria-labelledby" | "aria-owns" => Takes::Ids,
        "aria-autocomplete" => Takes::Word(&["inline", "list", "both", "none"]),
        "aria-current" => Takes::Word(&["page", "step", "location", "date", "time", "true", "false"]),
        "aria-haspopup" => Takes::Word(&["false", "true", "menu", "listbox", "tree", "grid", "dialog"]),
        "aria-invalid" => Takes::Word(&["grammar", "false", "spelling", "true"]),
        "aria-live" => Takes::Word(&["assertive", "off", "polite"]),
        "aria-orientation" => Takes::Word(&["horizontal", "undefined", "vertical"]),
        "aria-sort" => Takes::Word(&["ascending", "descending", "none", "other"]),
        "aria-dropeffect" => Takes::Words(&["copy", "execute", "link", "move", "none", "popup"]),
        "aria-relevant" => Takes::Words(&["additions", "all", "removals", "text"]),
        _ => return None,
    })
}

/// Whether every role may have it.
pub(super) fn is_global(name: &str) -> bool {
    matches!(
        name,
        "aria-atomic"
            | "aria-braillelabel"
            | "aria-brailleroledescription"
            | "aria-busy"
            | "aria-controls"
            | "aria-current"
            | "aria-describedby"
            | "aria-description"
            | "aria-details"
            | "aria-disabled"
            | "aria-dropeffect"
            | "aria-errormessage"
            | "aria-flowto"
            | "aria-grabbed"
            | "aria-haspopup"
            | "aria-hidden"
            | "aria-invalid"
            | "aria-keyshortcuts"
            | "aria-label"
            | "aria-labelledby"
            | "aria-live"
            | "aria-owns"
            | "aria-relevant"
            | "aria-roledescription"
    )
}

/// Whether it names, and so has no place on a role that has no name.
pub(super) fn names(name: &str) -> bool {
    matches!(
        name,
        "aria-label" | "aria-labelledby" | "aria-braillelabel" | "aria-roledescription" | "aria-brailleroledescription"
    )
}

impl Takes {
    /// Whether it takes this value.
    pub(super) fn accepts(self, value: &str) -> bool {
        let is = |words: &[&str], value: &str| words.iter().any(|word| word.eq_ignore_ascii_case(value));
        let value = value.trim();
        match self {
            Self::Text => true,
            Self::Truth => is(&["true", "false"], value),
            Self::MaybeTruth => is(&["true", "false", "undefined"], value),
            Self::Tristate => is(&["true", "false", "mixed", "undefined"], value),
            Self::Whole => value.parse::<i64>().is_ok(),
            Self::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
            Self::Id => !value.is_empty() && !value.contains(char::is_whitespace),
            Self::Ids => !value.is_empty(),
            Self::Word(words) => is(words, value),
            Self::Words(words) => !value.is_empty() && value.split_ascii_whitespace().all(|one| is(words, one)),
        }
    }
}
