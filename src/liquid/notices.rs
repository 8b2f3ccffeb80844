//! What the parser may say. One notice for each kind of mistake; *which* mistake it is stands in the facts
//! (`what`, `how`, from `faults.rs`) beside the words that are wrong (`near`).

use crate::diag::{Area, Notice, Severity};
use crate::locale::Text;

const fn notice(id: &'static str, title: Text, why: Text) -> Notice {
    Notice {
        id,
        area: Area::Data,
        jurisdictions: &["*"],
        source: "Liquid 5, strict mode; Braze, Using Liquid",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title,
        message: Text { en: "{what}: “{near}”.", fr: "{what} : « {near} »." },
        why,
        fix: Text { en: "{how}", fr: "{how}" },
    }
}

/// The markup cannot be read.
pub static SYNTAX: Notice = notice(
    "liquid-syntax-error",
    Text { en: "Liquid cannot be read", fr: "Liquid illisible" },
    Text {
        en: "Braze refuses a message whose Liquid it cannot read, or prints something else than was meant.",
        fr: "Braze refuse un message dont le Liquid est illisible, ou affiche autre chose que ce qui était voulu.",
    },
);

/// A block that is never closed, or a closing tag without a block.
pub static UNCLOSED: Notice = notice(
    "liquid-unclosed-tag",
    Text { en: "Block not closed", fr: "Bloc non fermé" },
    Text {
        en: "Every block needs its own closing tag; without it Braze refuses the message.",
        fr: "Chaque bloc doit avoir sa balise fermante ; sans elle, Braze refuse le message.",
    },
);

/// A tag or filter that Braze does not have.
pub static VOCABULARY: Notice = notice(
    "liquid-unknown-filter-tag",
    Text { en: "Unknown to Braze", fr: "Inconnu de Braze" },
    Text {
        en: "Braze supports a fixed list of tags and filters; another one fails or does nothing.",
        fr: "Braze prend en charge une liste fixe de balises et de filtres ; les autres échouent ou n’ont aucun effet.",
    },
);

/// Personalisation that is not written as Braze wants it.
pub static ATTRIBUTE: Notice = notice(
    "liquid-braze-attribute-syntax",
    Text { en: "Attribute not in Braze’s form", fr: "Attribut mal écrit pour Braze" },
    Text {
        en: "Braze fills in profile data only where it is written with “${…}”; otherwise nothing is printed.",
        fr: "Braze n’insère une donnée du profil que si elle est écrite avec « ${…} » ; sinon, rien ne s’affiche.",
    },
);

/// `=` for `==`, curly quotes, operators that Liquid does not have.
pub static COMPARISON: Notice = notice(
    "liquid-assignment-comparison",
    Text { en: "Wrong sign in Liquid", fr: "Mauvais signe dans le Liquid" },
    Text {
        en: "Liquid knows only straight quotes, “=” to assign and “==” to compare; with other signs the test fails.",
        fr: "Liquid ne connaît que les guillemets droits, « = » pour affecter et « == » pour comparer ; avec d’autres signes, le test échoue.",
    },
);

/// Readable, but it does not do what it seems to.
pub static GOTCHA: Notice = {
    let mut gotcha = notice(
        "liquid-gotcha",
        Text { en: "Liquid that surprises", fr: "Piège de Liquid" },
        Text {
            en: "Braze’s documentation warns about this.",
            fr: "La documentation de Braze met en garde à ce sujet.",
        },
    );
    gotcha.severity = Severity::Warning;
    gotcha.waivable = true;
    gotcha
};

/// Every notice of the parser.
pub static ALL: &[&Notice] = &[&SYNTAX, &UNCLOSED, &VOCABULARY, &ATTRIBUTE, &COMPARISON, &GOTCHA];
