//! What compiling a template may find wrong with its locked parts.

use crate::diag::{Area, Notice, Severity};
use crate::locale::Text;

/// A slot stands where nothing may be printed.
pub static SLOT_MISPLACED: Notice = Notice {
    id: "template-slot-misplaced",
    area: Area::Brand,
    jurisdictions: &["*"],
    source: "OWASP Cross Site Scripting Prevention Cheat Sheet",
    checked: Some("2026-11-23"),
    effective_from: None,
    effective_to: None,
    severity: Severity::Error,
    waivable: false,
    title: Text { en: "Misplaced slot", fr: "Emplacement mal situé" },
    message: Text {
        en: "{output} stands where nothing may be printed.",
        fr: "{output} se trouve là où rien ne peut être écrit.",
    },
    why: Text {
        en: "Text in a script, a comment, a tag, the name of a server or outside quotes cannot be made safe, so it is left out.",
        fr: "Un texte dans un script, un commentaire, une balise, le nom d’un serveur ou hors guillemets ne peut pas être sécurisé : il est omis.",
    },
    fix: Text {
        en: "Move it between tags or into a path, or put quotes around it.",
        fr: "Placez-le entre des balises ou dans un chemin, ou mettez-le entre guillemets.",
    },
};

/// What stands in a slot for an address is none.
pub static SLOT_ADDRESS: Notice = Notice {
    id: "slot-address",
    area: Area::Links,
    jurisdictions: &["*"],
    source: "WHATWG URL Standard",
    checked: Some("2026-11-23"),
    effective_from: None,
    effective_to: None,
    severity: Severity::Error,
    waivable: false,
    title: Text { en: "Not an address", fr: "Adresse non valable" },
    message: Text {
        en: "“{address}” is not a web address, so nothing was put in.",
        fr: "« {address} » n’est pas une adresse web : rien n’a été inséré.",
    },
    why: Text {
        en: "A reader who follows it would get nowhere.",
        fr: "Le lecteur qui la suivrait n’arriverait nulle part.",
    },
    fix: Text {
        en: "Write it whole, from https:// on. Mail (mailto:) and telephone (tel:) addresses work too.",
        fr: "Écrivez-la en entier, à partir de https://. Les adresses mailto: et tel: conviennent aussi.",
    },
};

/// The message has no text in the language of an office.
pub static NO_TEXT: Notice = Notice {
    id: "template-no-text",
    area: Area::Brand,
    jurisdictions: &["*"],
    source: "Meta, WhatsApp message templates: each language is approved by itself",
    checked: Some("2026-11-29"),
    effective_from: None,
    effective_to: None,
    severity: Severity::Error,
    waivable: false,
    title: Text { en: "No text in this language", fr: "Pas de texte dans cette langue" },
    message: Text {
        en: "The WhatsApp message has no text in the language of this office ({language}).",
        fr: "Le message WhatsApp n’a pas de texte dans la langue de cet établissement ({language}).",
    },
    why: Text {
        en: "Meta approves a message language by language, and sends no other.",
        fr: "Meta valide un message langue par langue, et n’en envoie pas d’autre.",
    },
    fix: Text {
        en: "Add the text that Meta approved in it ([whats_app.texts.…]).",
        fr: "Ajoutez le texte que Meta y a validé ([whats_app.texts.…]).",
    },
};
