//! What the pipeline may say about author text.

use crate::diag::{Area, Finding, Notice, Place, Severity, Source};
use crate::locale::Text;
use crate::text::Span;

/// A finding at a stretch of the slot.
pub(super) const fn at(notice: &'static Notice, span: Span) -> Finding {
    Finding::new(notice, Place { source: Source::Slot(String::new()), span })
}

const BASE: Notice = Notice {
    id: "",
    area: Area::Brand,
    jurisdictions: &["*"],
    source: "Countersign",
    checked: None,
    effective_from: None,
    effective_to: None,
    severity: Severity::Warning,
    waivable: false,
    title: Text { en: "", fr: "" },
    message: Text { en: "", fr: "" },
    why: Text { en: "", fr: "" },
    fix: Text { en: "", fr: "" },
};

/// Every notice of the pipeline, for the catalogue.
pub const NOTICES: [&Notice; 8] =
    [&RAW_HTML, &UNKNOWN_MERGE_TAG, &LIQUID_AS_TEXT, &MERGE_TAG_PLACE, &BAD_LINK, &NOT_ALLOWED, &TOO_DEEP, &TOO_LONG];

/// HTML tags are shown, not followed.
pub(super) static RAW_HTML: Notice = Notice {
    id: "slot-raw-html",
    title: Text { en: "HTML shown as text", fr: "HTML affiché tel quel" },
    message: Text {
        en: "“{html}” is HTML: readers will see it as it stands.",
        fr: "« {html} » est du HTML : les lecteurs le verront tel quel.",
    },
    why: Text {
        en: "Text holds words and simple formatting; HTML belongs to the template.",
        fr: "Un texte contient des mots et une mise en forme simple ; le HTML relève du modèle.",
    },
    fix: Text {
        en: "Take the tag out, or use the buttons for bold, links and lists.",
        fr: "Retirez la balise, ou utilisez les boutons pour le gras, les liens et les listes.",
    },
    ..BASE
};

/// A placeholder that the policy does not know.
pub(super) static UNKNOWN_MERGE_TAG: Notice = Notice {
    id: "slot-unknown-merge-tag",
    area: Area::Data,
    severity: Severity::Error,
    title: Text { en: "Unknown merge tag", fr: "Champ de fusion inconnu" },
    message: Text {
        en: "There is no merge tag “{name}”: readers would see the braces.",
        fr: "Le champ de fusion « {name} » n’existe pas : les lecteurs verraient les accolades.",
    },
    why: Text {
        en: "Only the data that the brand has allowed can be put into a message.",
        fr: "Seules les données que la marque a autorisées peuvent entrer dans un message.",
    },
    fix: Text { en: "Choose a merge tag from the list.", fr: "Choisissez un champ de fusion dans la liste." },
    ..BASE
};

/// Liquid in author text.
pub(super) static LIQUID_AS_TEXT: Notice = Notice {
    id: "slot-liquid-as-text",
    area: Area::Data,
    severity: Severity::Error,
    title: Text { en: "Code shown as text", fr: "Code affiché tel quel" },
    message: Text {
        en: "“{code}” is Liquid code: readers would see it as it stands.",
        fr: "« {code} » est du code Liquid : les lecteurs le verraient tel quel.",
    },
    why: Text {
        en: "Conditions and other code belong to the template.",
        fr: "Les conditions et tout autre code relèvent du modèle.",
    },
    fix: Text {
        en: "Take it out, or choose a merge tag from the list.",
        fr: "Retirez-le, ou choisissez un champ de fusion dans la liste.",
    },
    ..BASE
};

/// A merge tag where it cannot stand.
pub(super) static MERGE_TAG_PLACE: Notice = Notice {
    id: "slot-merge-tag-place",
    area: Area::Data,
    severity: Severity::Error,
    title: Text { en: "Merge tag in the wrong place", fr: "Champ de fusion mal placé" },
    message: Text {
        en: "The merge tag “{name}” cannot stand in this part of a link or an image.",
        fr: "Le champ de fusion « {name} » ne peut pas figurer dans cette partie d’un lien ou d’une image.",
    },
    why: Text {
        en: "A recipient’s data must not decide where a link leads.",
        fr: "Les données d’un destinataire ne doivent pas décider où mène un lien.",
    },
    fix: Text { en: "Use it in the text.", fr: "Utilisez-le dans le texte." },
    ..BASE
};

/// A link or an image whose address cannot be.
pub(super) static BAD_LINK: Notice = Notice {
    id: "slot-bad-link",
    area: Area::Links,
    severity: Severity::Error,
    title: Text { en: "Address refused", fr: "Adresse refusée" },
    message: Text {
        en: "“{address}” is no address that a message can hold, so the link is left out.",
        fr: "« {address} » n’est pas une adresse admise dans un message : le lien est retiré.",
    },
    why: Text {
        en: "Links lead to web pages, mail addresses or telephone numbers.",
        fr: "Les liens mènent à des pages web, à des adresses électroniques ou à des numéros de téléphone.",
    },
    fix: Text {
        en: "Write the whole address, beginning with https://, mailto: or tel:.",
        fr: "Écrivez l’adresse complète, en commençant par https://, mailto: ou tel:.",
    },
    ..BASE
};

/// Formatting that this place does not take.
pub(super) static NOT_ALLOWED: Notice = Notice {
    id: "slot-formatting-not-allowed",
    title: Text { en: "Formatting left out", fr: "Mise en forme retirée" },
    message: Text {
        en: "This place takes no {what}: it is shown as plain text.",
        fr: "Pas de {what} à cet endroit : le contenu est affiché en texte simple.",
    },
    why: Text {
        en: "The template decides what each place can hold, so that the message looks right everywhere.",
        fr: "Le modèle décide de ce que chaque endroit peut contenir, pour que le message s’affiche bien partout.",
    },
    fix: Text { en: "Take the formatting out.", fr: "Retirez la mise en forme." },
    ..BASE
};

/// Nesting beyond all sense.
pub(super) static TOO_DEEP: Notice = Notice {
    id: "slot-too-deep",
    severity: Severity::Error,
    title: Text { en: "Too many levels", fr: "Trop de niveaux" },
    message: Text {
        en: "Lists and quotations are nested too deep, or too much is formatted.",
        fr: "Les listes et citations sont trop imbriquées, ou la mise en forme est trop dense.",
    },
    why: Text {
        en: "Mail programs cannot show it, and it would slow everything down.",
        fr: "Les messageries ne peuvent pas l’afficher et tout serait ralenti.",
    },
    fix: Text { en: "Make it simpler.", fr: "Simplifiez le texte." },
    ..BASE
};

/// More than a slot holds.
pub(super) static TOO_LONG: Notice = Notice {
    id: "slot-too-long",
    severity: Severity::Error,
    title: Text { en: "Too long", fr: "Trop long" },
    message: Text {
        en: "The text has {length} bytes; a slot holds {limit}.",
        fr: "Le texte compte {length} octets ; un emplacement en contient {limit}.",
    },
    why: Text { en: "Mail programs cut long messages off.", fr: "Les messageries coupent les messages trop longs." },
    fix: Text { en: "Shorten the text.", fr: "Raccourcissez le texte." },
    ..BASE
};

/// What is not allowed, in words.
pub(super) mod words {
    use super::Text;

    pub(in super::super) const BOLD: Text = Text { en: "bold", fr: "gras" };
    pub(in super::super) const ITALIC: Text = Text { en: "italics", fr: "italique" };
    pub(in super::super) const STRIKE: Text = Text { en: "strikethrough", fr: "texte barré" };
    pub(in super::super) const LINKS: Text = Text { en: "links", fr: "liens" };
    pub(in super::super) const IMAGES: Text = Text { en: "images", fr: "images" };
    pub(in super::super) const LISTS: Text = Text { en: "lists", fr: "listes" };
    pub(in super::super) const QUOTES: Text = Text { en: "quotations", fr: "citations" };
    pub(in super::super) const CODE: Text = Text { en: "code", fr: "code" };
    pub(in super::super) const TABLES: Text = Text { en: "tables", fr: "tableaux" };
    pub(in super::super) const RULES: Text = Text { en: "dividing lines", fr: "lignes de séparation" };
    pub(in super::super) const HEADINGS: Text = Text { en: "headings", fr: "titres" };
}
