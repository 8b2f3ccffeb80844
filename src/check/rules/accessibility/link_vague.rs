//! `a11y-link-vague`: the words of a link say where it leads, even read alone.

use super::{Says, link_name, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
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

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for id in facts.access.of_roles(link_name::LINKS) {
        let name = facts.access.name(id);
        let folded = fold(&name).replace('’', "'");
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        if VAGUE.contains(&bare) {
            found.say(found.at(facts.tag(id)).with("text", name));
        }
    }
}
