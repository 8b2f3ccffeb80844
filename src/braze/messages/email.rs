//! E-mail.

use super::super::fault::{Faults, wrong};
use super::super::field::{Kind, given, object, text};
use super::super::forms::has_liquid;
use crate::locale::Text;
use serde_json::{Map, Value};

/// The types of attachments.
const TYPES: &[&str] = &[
    "txt", "csv", "log", "css", "ics", "jpg", "jpe", "jpeg", "gif", "png", "bmp", "psd", "tif", "tiff", "svg", "indd",
    "ai", "eps", "doc", "docx", "rtf", "odt", "ott", "pdf", "pub", "pages", "mobi", "epub", "mp3", "m4a", "m4v", "wma",
    "ogg", "flac", "wav", "aif", "aifc", "aiff", "mp4", "mov", "avi", "mkv", "mpeg", "mpg", "wmv", "xls", "xlsx",
    "ods", "numbers", "odp", "ppt", "pptx", "pps", "key", "zip", "vcf", "pkpass",
];

object! {
    /// An e-mail.
    Email as "email", "objects_filters/messaging/email_object", rules email {
        must app_id: String, Kind::Id, "Any app identifier of the workspace.", "Un identifiant d’application quelconque de l’espace de travail.";
        may subject: String, Kind::Text, "The subject line; the template’s where left out.", "L’objet\u{a0}; celui du modèle en son absence.";
        must from: String, Kind::Mailbox, "The sender: `Display Name <user@example.com>`.", "L’expéditeur\u{a0}: `Nom affiché <user@example.com>`.";
        may reply_to: String, Kind::Address(Some("NO_REPLY_TO")),
            "Where answers go: `user@example.com`; the workspace’s where left out, nowhere with `NO_REPLY_TO`.",
            "Où vont les réponses\u{a0}: `user@example.com`\u{a0}; celle de l’espace de travail en son absence, nulle part avec `NO_REPLY_TO`.";
        may bcc: String, Kind::Address(None), "One of the workspace’s BCC addresses.", "L’une des adresses Cci de l’espace de travail.";
        may body: String, Kind::Text, "The HTML. Required unless `email_template_id` is given.", "Le HTML. Obligatoire sans `email_template_id`.";
        may plaintext_body: String, Kind::Text, "The plain text; made from `body` where left out.", "Le texte seul\u{a0}; tiré de `body` en son absence.";
        may amp_body: String, Kind::Text, "The AMP HTML.", "Le HTML AMP.";
        may preheader: String, Kind::Text, "The line after the subject; 50 to 100 characters are best.", "La ligne après l’objet\u{a0}; de 50 à 100 caractères de préférence.";
        may email_template_id: String, Kind::Id, "A template of the workspace: its subject, body and inlining count where they are not given here.", "Un modèle de l’espace de travail\u{a0}: son objet, son corps et son réglage CSS valent quand ils ne sont pas donnés ici.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui le compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
        may extras: Map<String, Value>, Kind::Map, "Keys and values for SendGrid.", "Clés et valeurs pour SendGrid.";
        may headers: Map<String, Value>, Kind::Pairs, "Headers of your own (SparkPost, SendGrid, Amazon SES).", "En-têtes personnalisés (SparkPost, SendGrid, Amazon SES).";
        may should_inline_css: bool, Kind::Bool, "Whether styles are written into the elements; the workspace’s setting where left out.", "Si les styles sont écrits dans les éléments\u{a0}; le réglage de l’espace de travail par défaut.";
        may attachments: Vec<Attachment>, Kind::List(&Kind::Object(&Attachment::OBJECT), 0, usize::MAX), "Files, 2 MB each at most.", "Fichiers, 2 Mo chacun au plus.";
    }
}

object! {
    /// A file of an e-mail. Braze fetches it when the message goes.
    Attachment as "attachments", "objects_filters/messaging/email_object", rules attachment {
        must file_name: String, Kind::Id, "Its name, without the extension.", "Son nom, sans l’extension.";
        must url: String, Kind::Id, "Where it is; its extension says the type.", "Son adresse\u{a0}; son extension en dit le type.";
        may basic_auth_credential: String, Kind::Id, "The name of a credential of Connected Content.", "Le nom d’un identifiant de Connected Content.";
    }
}

fn email(members: &Map<String, Value>, faults: &mut Faults) {
    if given(members, "body").is_none() && given(members, "email_template_id").is_none() {
        faults.at(
            "body",
            wrong(Text {
                en: "is required unless email_template_id is given",
                fr: "est obligatoire quand email_template_id n’est pas donné",
            })
            .says("No message to send"),
        );
    }
}

fn attachment(members: &Map<String, Value>, faults: &mut Faults) {
    let Some(url) = text(members, "url").filter(|url| !has_liquid(url)) else { return };
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((_, extension)) = name.rsplit_once('.') else { return };
    if !TYPES.contains(&extension.to_ascii_lowercase().as_str()) {
        faults.at(
            "url",
            wrong(Text {
                en: "has the extension .{extension}, which is no type of attachment that Braze takes",
                fr: "a l’extension .{extension}, que Braze n’accepte pas en pièce jointe",
            })
            .with("extension", extension.chars().take(20).collect::<String>()),
        );
    }
}
