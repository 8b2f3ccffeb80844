//! `a11y-link-vague`: the words of a link say where it leads, even read alone.

use super::{Says, link_name, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, table};
use crate::check::rule::*;
use crate::html::{NodeId, NodeKind};
use crate::text::fold;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-link-vague",
        "WCAG 2.2, 2.4.4 (A); ACT rules 5effbb, aizyf1",
        Severity::Warning,
        Says {
            title: Text { en: "Vague link", fr: "Lien vague" },
            message: Text {
                en: "“{text}” does not say where the link leads.",
                fr: "« {text} » ne dit pas où mène le lien.",
            },
            why: Text {
                en: "Many people jump from link to link; read alone, this one could lead anywhere.",
                fr: "Beaucoup de personnes sautent de lien en lien ; lu seul, celui-ci pourrait mener n’importe où.",
            },
            fix: Text {
                en: "Name what is there: “See November’s menu”.",
                fr: "Nommez ce qui s’y trouve : « Voir la carte de novembre ».",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<a href="https://roma.example">]]Click here</a> for the menu."#),
        Example::html(
            "{}",
            r#"[[<a href="https://roma.example">]]<b>Cliquez ici !</b></a> [[<a href="https://roma.example">]]En savoir plus →</a>"#,
        ),
        Example::html("{}", r#"[[<a href="https://roma.example" aria-label="More">]]See the menu</a>"#),
        Example::html(
            "{}",
            r#"[[<a href="https://roma.example">]]Hier klicken</a>, [[<a href="https://roma.example">]]Leer más</a>"#,
        ),
        Example::html("{}", r#"[[<a href="https://roma.example">]]<img src="a.png" alt="Link"></a>"#),
        Example::html(
            "{}",
            r#"<a href="https://roma.example">Voir la carte de novembre</a><a href="https://roma.example" aria-label="More about pizza">More</a>"#,
        ),
        Example::html(
            "{}",
            r#"<p><b>Menu</b></p><ul><li>[[<a href="https://roma.example/m.html">]]HTML</a></li><li>[[<a href="https://roma.example/m.pdf">]]PDF</a></li></ul>"#,
        ),
        Example::html(
            "{}",
            r#"<p>[[<a href="https://roma.example/m.pdf">]]Télécharger</a></p><p>The menu: <a href="https://roma.example/m.pdf">PDF</a></p>"#,
        ),
        Example::html(
            "{}",
            r#"<ul><li>Menu <ul><li><a href="https://roma.example/m.pdf">PDF</a></li></ul></li></ul><table><tr><th scope="row">Menu</th><td><a href="https://roma.example/m.pdf">Download</a></td></tr></table>"#,
        ),
        Example::html("{}", r#"<a name="here">here</a><a href="https://roma.example">Here and there</a>"#),
    ]),
};

/// Labels that fit any link, folded.
const VAGUE: &[&str] = &[
    "click",
    "click here",
    "click this",
    "here",
    "more",
    "read more",
    "learn more",
    "see more",
    "more info",
    "more information",
    "find out more",
    "discover more",
    "view more",
    "show more",
    "details",
    "more details",
    "link",
    "this link",
    "this page",
    "go",
    "go here",
    "start",
    "continue",
    "read on",
    "continue reading",
    "see here",
    "tap here",
    "press here",
    "view",
    "this",
    "cliquez",
    "cliquez ici",
    "clic",
    "clique ici",
    "cliquer ici",
    "ici",
    "par ici",
    "c'est ici",
    "plus",
    "plus d'infos",
    "plus d'info",
    "plus d'informations",
    "plus d'information",
    "en savoir plus",
    "savoir plus",
    "lire plus",
    "lire la suite",
    "lire",
    "la suite",
    "suite",
    "voir",
    "voir plus",
    "en voir plus",
    "decouvrir",
    "je decouvre",
    "decouvrez",
    "lien",
    "ce lien",
    "cette page",
    "details",
    "plus de details",
    "continuer",
    "hier",
    "hier klicken",
    "klicken sie hier",
    "klick hier",
    "mehr",
    "mehr erfahren",
    "mehr lesen",
    "mehr infos",
    "mehr informationen",
    "weiterlesen",
    "weiter",
    "zum link",
    "aqui",
    "haga clic aqui",
    "haz clic aqui",
    "pincha aqui",
    "leer mas",
    "ver mas",
    "mas informacion",
    "saber mas",
    "qui",
    "clicca qui",
    "leggi",
    "leggi di piu",
    "scopri di piu",
    "vai",
    "klik hier",
    "lees meer",
    "meer",
    "meer informatie",
    "meer weten",
    "infos",
    "voir ici",
    "j'y vais",
    "go !",
];

/// Labels that say in which form something is to be had, but not what, folded. The header of a column may say it.
const FORMS: &[&str] = &[
    "html",
    "pdf",
    "epub",
    "plain text",
    "texte brut",
    "txt",
    "csv",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "zip",
    "mp3",
    "mp4",
];

/// Labels to which something beside them must say what is meant, folded.
const POINTING: &[&str] = &[
    "this product",
    "this article",
    "ce produit",
    "cet article",
    "download",
    "download pdf",
    "telecharger",
    "telechargement",
    "herunterladen",
    "descargar",
    "scarica",
];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for id in facts.access.of_roles(link_name::LINKS) {
        let name = facts.access.name(id);
        let folded = fold(&name).replace('’', "'");
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let form = FORMS.contains(&bare);
        let open = (form || POINTING.contains(&bare)) && !is_explained(facts, id, form);
        if VAGUE.contains(&bare) || open {
            found.say(found.at(facts.tag(id)).with("text", name));
        }
    }
}

/// So many elements around a link are looked at, and so many nodes in each: more is not near.
const NEAR: usize = 16;
const LOOKED_THROUGH: usize = 64;

/// Whether something around a link is said that a screen reader can tell with it: in its paragraph, cell or item, in the items
/// that hold this one, in the header of its row. Outside of these nobody knows what belongs together.
fn is_explained(facts: &Facts, link: NodeId, by_column: bool) -> bool {
    let tree = facts.tree;
    let mut nearest = true;
    for holder in tree.ancestors(link).take(NEAR) {
        let name = tree.name(holder);
        let block = matches!(name, "p" | "li" | "td" | "th" | "dd" | "dt" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let header = |cell: &NodeId| tree.name(*cell) == "th" && says(facts, *cell);
        let in_row =
            name == "tr" && nearest_cell(facts, link, holder) && tree.children(holder).any(|cell| header(&cell));
        let in_table = by_column && name == "table" && table::own(tree, holder).iter().any(header);
        if (block && (nearest || name == "li") && says(facts, holder)) || in_row || in_table {
            return true;
        }
        nearest &= !block;
    }
    nearest
}

/// Whether a row is that of the cell in which the link stands, not one around its table.
fn nearest_cell(facts: &Facts, link: NodeId, row: NodeId) -> bool {
    facts.tree.ancestors(link).find(|holder| facts.tree.name(*holder) == "tr") == Some(row)
}

/// Whether there are words in an element besides its links.
fn says(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let words = |node: &NodeId| {
        matches!(tree.node(*node).kind, NodeKind::Text(_)) && tree.text(*node).contains(char::is_alphanumeric)
    };
    let linked = |node: NodeId| tree.ancestors(node).take(NEAR).any(|holder| tree.name(holder) == "a");
    tree.descendants(id).take(LOOKED_THROUGH).any(|node| words(&node) && !linked(node))
}
