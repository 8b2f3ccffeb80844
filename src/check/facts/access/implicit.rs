//! The role that an element has by itself (HTML Accessibility API Mappings), and whether it takes the focus.

use crate::html::{NodeId, Tree};

/// The role of an element that says none; `None` where it has none that we know.
pub(super) fn role(tree: &Tree, id: NodeId) -> Option<&'static str> {
    let element = tree.element(id)?;
    let has = |name: &str| element.attribute(name).is_some();
    let named = || {
        ["aria-label", "aria-labelledby"]
            .iter()
            .any(|name| tree.attribute(id, name).is_some_and(|name| !name.trim().is_empty()))
    };
    if !element.is_html() {
        return match element.name() {
            "svg" => Some("graphics-document"),
            "a" if has("href") || has("xlink:href") => Some("link"),
            "math" => Some("math"),
            _ => None,
        };
    }
    Some(match element.name() {
        "a" | "area" if has("href") => "link",
        "a" | "area" | "b" | "bdi" | "bdo" | "body" | "data" | "div" | "i" | "pre" | "q" | "samp" | "small"
        | "span" | "u" | "font" | "center" | "big" | "tt" => "generic",
        "article" => "article",
        "aside" => "complementary",
        "blockquote" => "blockquote",
        "button" => "button",
        "caption" => "caption",
        "code" => "code",
        "datalist" => "listbox",
        "del" | "s" => "deletion",
        "details" | "fieldset" | "optgroup" | "address" | "hgroup" => "group",
        "dfn" => "term",
        "dialog" => "dialog",
        "em" => "emphasis",
        "figure" => "figure",
        "footer" if !is_sectioned(tree, id) => "contentinfo",
        "form" if named() => "form",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "header" if !is_sectioned(tree, id) => "banner",
        "footer" | "header" | "form" => "generic",
        "hr" => "separator",
        "html" => "document",
        "img" if tree.attribute(id, "alt") == Some("") => "presentation",
        "img" => "img",
        "input" => input(tree, id)?,
        "ins" => "insertion",
        "li" if parent(tree, id).is_some_and(|name| matches!(name, "ul" | "ol" | "menu")) => "listitem",
        "li" => "generic",
        "main" => "main",
        "mark" => "mark",
        "math" => "math",
        "meter" => "meter",
        "nav" => "navigation",
        "ol" | "ul" | "menu" => "list",
        "option" => "option",
        "output" => "status",
        "p" => "paragraph",
        "progress" => "progressbar",
        "search" => "search",
        "section" if named() => "region",
        "section" => "generic",
        "select"
            if has("multiple")
                || tree
                    .attribute(id, "size")
                    .and_then(|size| size.trim().parse::<u32>().ok())
                    .is_some_and(|size| size > 1) =>
        {
            "listbox"
        }
        "select" => "combobox",
        "strong" => "strong",
        "sub" => "subscript",
        "sup" => "superscript",
        "table" => "table",
        "tbody" | "tfoot" | "thead" => "rowgroup",
        "td" => cell(tree, id, "cell", "gridcell"),
        "th" => header(tree, id),
        "textarea" => "textbox",
        "time" => "time",
        "tr" => "row",
        _ => return None,
    })
}

fn parent(tree: &Tree, id: NodeId) -> Option<&str> {
    tree.node(id).parent.map(|parent| tree.name(parent))
}

/// Whether a header or a footer is that of a section, not of the page.
fn is_sectioned(tree: &Tree, id: NodeId) -> bool {
    tree.ancestors(id).any(|id| matches!(tree.name(id), "article" | "aside" | "main" | "nav" | "section"))
}

fn table(tree: &Tree, id: NodeId) -> Option<NodeId> {
    tree.ancestors(id).find(|id| tree.name(*id) == "table")
}

fn cell(tree: &Tree, id: NodeId, plain: &'static str, in_grid: &'static str) -> &'static str {
    let role = table(tree, id).and_then(|table| tree.attribute(table, "role")).unwrap_or_default();
    if matches!(role.trim(), "grid" | "treegrid") { in_grid } else { plain }
}

fn header(tree: &Tree, id: NodeId) -> &'static str {
    match tree.attribute(id, "scope").map(str::trim) {
        Some("row" | "rowgroup") => "rowheader",
        Some("col" | "colgroup") => "columnheader",
        // The first cell of a row that goes on with data is that row's header.
        _ if tree.node(id).previous.is_some_and(|_| tree.name(id) == "th") || !followed_by_data(tree, id) => {
            "columnheader"
        }
        _ => "rowheader",
    }
}

fn followed_by_data(tree: &Tree, id: NodeId) -> bool {
    std::iter::successors(tree.node(id).next, |id| tree.node(*id).next).take(64).any(|id| tree.name(id) == "td")
}

fn input(tree: &Tree, id: NodeId) -> Option<&'static str> {
    let kind = tree.attribute(id, "type").unwrap_or_default().trim().to_ascii_lowercase();
    Some(match kind.as_str() {
        "button" | "image" | "reset" | "submit" => "button",
        "checkbox" => "checkbox",
        "number" => "spinbutton",
        "radio" => "radio",
        "range" => "slider",
        "hidden" | "color" | "date" | "datetime-local" | "file" | "month" | "time" | "week" | "password" => {
            return None;
        }
        _ if tree.element(id)?.attribute("list").is_some() => "combobox",
        "search" => "searchbox",
        _ => "textbox",
    })
}

/// Whether an element takes the focus, hidden or not.
pub(super) fn is_focusable(tree: &Tree, id: NodeId) -> bool {
    let Some(element) = tree.element(id) else { return false };
    let has = |name: &str| element.attribute(name).is_some();
    if has("tabindex") && tabindex(tree, id).is_some() {
        return true;
    }
    match element.name() {
        "a" | "area" => has("href") || has("xlink:href"),
        "button" | "select" | "textarea" => !is_disabled(tree, id),
        "input" => {
            !tree.attribute(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
                && !is_disabled(tree, id)
        }
        "iframe" => true,
        "audio" | "video" => has("controls"),
        "summary" => parent(tree, id) == Some("details"),
        _ => tree.attribute(id, "contenteditable").is_some_and(|value| !value.eq_ignore_ascii_case("false")),
    }
}

/// Its place in the order of the tabulator, where it says one.
pub(super) fn tabindex(tree: &Tree, id: NodeId) -> Option<i64> {
    tree.attribute(id, "tabindex")?.trim().parse().ok()
}

/// Whether a control is switched off, by itself or with its fieldset.
pub(super) fn is_disabled(tree: &Tree, id: NodeId) -> bool {
    let switched_off = |id: NodeId| tree.element(id).is_some_and(|element| element.attribute("disabled").is_some());
    switched_off(id) || tree.ancestors(id).any(|id| tree.name(id) == "fieldset" && switched_off(id))
}
