//! What the stand-in's page says, in both languages.

use crate::locale::Text;

pub(super) const TITLE: Text = Text { en: "Braze stand-in", fr: "Doublure de Braze" };
pub(super) const LEAD: Text = Text {
    en: "What Braze would send. Nothing leaves this machine.",
    fr: "Ce que Braze enverrait. Rien ne quitte cette machine.",
};
pub(super) const NOTHING: Text = Text {
    en: "Nothing has been scheduled yet. Send a message from the editor: it will appear here.",
    fr: "Rien n’est encore programmé. Envoyez un message depuis l’éditeur\u{a0}: il apparaîtra ici.",
};
pub(super) const SCHEDULED: Text = Text { en: "Scheduled messages", fr: "Messages programmés" };
pub(super) const FROM: Text = Text { en: "From", fr: "De" };
pub(super) const REPLY_TO: Text = Text { en: "Answers go to", fr: "Répondre à" };
pub(super) const TO: Text = Text { en: "To segment", fr: "Au segment" };
pub(super) const WHEN: Text = Text { en: "When", fr: "Quand" };
pub(super) const LOCAL: Text =
    Text { en: "{time}, by each recipient’s own clock", fr: "{time}, à l’heure locale de chaque destinataire" };
pub(super) const OPTIMAL: Text = Text {
    en: "{time}, at the hour at which each recipient opens most",
    fr: "{time}, à l’heure à laquelle chaque destinataire ouvre le plus",
};
pub(super) const UTC: Text = Text { en: "{time} (UTC)", fr: "{time} (UTC)" };
pub(super) const PREHEADER: Text = Text { en: "Preheader", fr: "Pré-en-tête" };
pub(super) const CAMPAIGN: Text = Text { en: "Campaign", fr: "Campagne" };
pub(super) const VARIATION: Text = Text { en: "Variation", fr: "Variante" };
pub(super) const DIGEST: Text = Text { en: "Digest", fr: "Empreinte" };
pub(super) const SCHEDULE_ID: Text = Text { en: "Schedule", fr: "Programmation" };
pub(super) const HTML: Text = Text { en: "HTML", fr: "HTML" };
pub(super) const PLAIN: Text = Text { en: "Plain text", fr: "Texte seul" };
pub(super) const REQUEST: Text = Text { en: "Request as received", fr: "Requête reçue" };
pub(super) const NO_SUBJECT: Text = Text { en: "(no subject)", fr: "(sans objet)" };
pub(super) const OTHER_LANGUAGE: Text = Text { en: "Français", fr: "English" };
