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

const fn unfoldable(id: &'static str, title: Text, message: Text, fix: Text) -> Notice {
    let why = Text {
        en: "The message is made before Braze knows the recipient; what depends on both has to be written so that each can do its part.",
        fr: "Le message est préparé avant que Braze ne connaisse le destinataire ; ce qui dépend des deux doit s’écrire de sorte que chacun fasse sa part.",
    };
    let mut notice = notice(id, title, why);
    notice.source = "Countersign, partial evaluation";
    notice.message = message;
    notice.fix = fix;
    notice
}

/// Loops over our own lists give too much text.
pub static TOO_LARGE: Notice = unfoldable(
    "liquid-residue-too-large",
    Text { en: "Loops too long", fr: "Boucles trop longues" },
    Text { en: "These loops make the message too large.", fr: "Ces boucles rendent le message trop volumineux." },
    Text {
        en: "Limit them: {% for item in items limit:10 %}.",
        fr: "Limitez-les : {% for element in liste limit:10 %}.",
    },
);

/// A list of ours is needed where only Braze can decide.
pub static ENTANGLED: Notice = unfoldable(
    "liquid-entangled",
    Text { en: "Our data and the recipient’s entangled", fr: "Nos données et celles du destinataire sont mêlées" },
    Text {
        en: "This tag needs a list or a text of ours at the moment of sending, when only the recipient’s data are there.",
        fr: "Cette balise a besoin d’une de nos listes ou d’un de nos textes au moment de l’envoi, quand seules les données du destinataire sont là.",
    },
    Text {
        en: "Loop over our list outside, and ask for the recipient’s data inside the loop.",
        fr: "Parcourez notre liste à l’extérieur, et interrogez les données du destinataire dans la boucle.",
    },
);

/// Every notice of Liquid.
pub static ALL: &[&Notice] =
    &[&SYNTAX, &UNCLOSED, &VOCABULARY, &ATTRIBUTE, &COMPARISON, &GOTCHA, &TOO_LARGE, &ENTANGLED];
