//! Messages by WhatsApp.

use super::super::check::TOO_MANY;
use super::super::fault::{Faults, wrong};
use super::super::field::{Kind, Object, given, object};
use super::super::words::words;
use crate::locale::Text;
use serde_json::{Map, Value};

/// The most rows of a list, all sections together.
const MOST_ROWS: usize = 10;

/// The most characters of the label of a flow’s button.
const MOST_CAPTION: usize = 20;

words! {
    /// What kind of message it is.
    MessageType {
        /// A template that Meta approved: the only kind that may begin a conversation.
        Template = "template_message",
        /// A text.
        Text = "text_response_message",
        /// A picture.
        TextImage = "text_image_response_message",
        /// A text with buttons.
        QuickReply = "quick_reply_response_message",
        /// A text with a list to choose from.
        List = "list_response_message",
        /// A text with a flow.
        Flow = "flow_response_message",
    }
}

/// The message by its type.
const BY_TYPE: &[(&str, &Object)] = &[
    ("template_message", &TemplateMessage::OBJECT),
    ("text_response_message", &TextMessage::OBJECT),
    ("text_image_response_message", &ImageMessage::OBJECT),
    ("quick_reply_response_message", &QuickReplyMessage::OBJECT),
    ("list_response_message", &ListMessage::OBJECT),
    ("flow_response_message", &FlowMessage::OBJECT),
];

object! {
    /// A message by WhatsApp. `message` is a [`TemplateMessage`], [`TextMessage`], [`ImageMessage`],
    /// [`QuickReplyMessage`], [`ListMessage`] or [`FlowMessage`] as JSON, whichever `message_type` says.
    WhatsApp as "whats_app", "objects_filters/messaging/whats_app_object" {
        must app_id: String, Kind::Id, "Any app identifier of the workspace.", "Un identifiant d’application quelconque de l’espace de travail.";
        must subscription_group_id: String, Kind::Id, "The subscription group whose number sends it.", "Le groupe d’abonnement dont le numéro l’envoie.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui le compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
        must message_type: MessageType, Kind::OneOf(MessageType::WORDS), "What kind of message it is.", "La sorte de message.";
        must message: Value, Kind::By("message_type", BY_TYPE), "The message; its fields are those of its kind.", "Le message\u{a0}; ses champs sont ceux de sa sorte.";
    }
}

object! {
    /// A template that Meta approved. Only headers of text or a picture can be sent so.
    TemplateMessage as "template_message", "objects_filters/messaging/whats_app_object" {
        must template_name: String, Kind::Id, "The template.", "Le modèle.";
        must template_language_code: String, Kind::Id, "Its language.", "Sa langue.";
        may header_variables: Map<String, Value>, Kind::Variables(1), "What is filled into the header, by number from 0: one at most.", "Ce qui est inséré dans l’en-tête, par numéro à partir de 0\u{a0}: un au plus.";
        may body_variables: Map<String, Value>, Kind::Variables(usize::MAX), "What is filled into the text, by number from 0.", "Ce qui est inséré dans le texte, par numéro à partir de 0.";
        may button_variables: Map<String, Value>, Kind::Variables(1), "What is filled into a button’s address, by number from 0: one at most.", "Ce qui est inséré dans l’adresse d’un bouton, par numéro à partir de 0\u{a0}: un au plus.";
        may header_media_uri: String, Kind::Text, "The picture of the header.", "L’image de l’en-tête.";
    }
}

object! {
    /// A text, in answer to somebody.
    TextMessage as "text_response_message", "objects_filters/messaging/whats_app_object" {
        must body: String, Kind::Text, "The text.", "Le texte.";
        may preview_url: bool, Kind::Bool, "Whether links in it are shown in small.", "Si un aperçu des liens est montré.";
    }
}

object! {
    /// A picture, in answer to somebody.
    ImageMessage as "text_image_response_message", "objects_filters/messaging/whats_app_object" {
        must image_uri: String, Kind::Id, "The picture.", "L’image.";
        may caption: String, Kind::Text, "Its caption.", "Sa légende.";
    }
}

object! {
    /// A text with buttons, in answer to somebody.
    QuickReplyMessage as "quick_reply_response_message", "objects_filters/messaging/whats_app_object", rules quick_reply {
        must body: String, Kind::Text, "The text.", "Le texte.";
        may header_image_uri: String, Kind::Text, "A picture above; not with `header_text`.", "Une image au-dessus\u{a0}; pas avec `header_text`.";
        may header_text: String, Kind::Text, "A text above; not with `header_image_uri`.", "Un texte au-dessus\u{a0}; pas avec `header_image_uri`.";
        may footer: String, Kind::Text, "A text below.", "Un texte au-dessous.";
        must buttons: Vec<ReplyButton>, Kind::List(&Kind::Object(&ReplyButton::OBJECT), 1, usize::MAX), "The buttons.", "Les boutons.";
    }
}

object! {
    /// A button that answers.
    ReplyButton as "buttons", "objects_filters/messaging/whats_app_object" {
        must text: String, Kind::Text, "Its label.", "Son libellé.";
    }
}

object! {
    /// A text with a list to choose from, in answer to somebody.
    ListMessage as "list_response_message", "objects_filters/messaging/whats_app_object" {
        may header: String, Kind::Text, "A text above.", "Un texte au-dessus.";
        must body: String, Kind::Text, "The text.", "Le texte.";
        may footer: String, Kind::Text, "A text below.", "Un texte au-dessous.";
        must list: ReplyList, Kind::Object(&ReplyList::OBJECT), "The list.", "La liste.";
    }
}

object! {
    /// A list to choose from: at most 10 rows, all sections together.
    ReplyList as "list", "objects_filters/messaging/whats_app_object", rules rows {
        must list_button_text: String, Kind::Text, "The label of the button that opens it.", "Le libellé du bouton qui l’ouvre.";
        must list_sections: Vec<ListSection>, Kind::List(&Kind::Object(&ListSection::OBJECT), 1, usize::MAX), "Its sections, at least one.", "Ses sections, au moins une.";
    }
}

object! {
    /// A section of a list.
    ListSection as "list_sections", "objects_filters/messaging/whats_app_object" {
        must section_title: String, Kind::Text, "Its title.", "Son titre.";
        must list_rows: Vec<ListRow>, Kind::List(&Kind::Object(&ListRow::OBJECT), 0, usize::MAX), "Its rows.", "Ses lignes.";
    }
}

object! {
    /// A row of a list.
    ListRow as "list_rows", "objects_filters/messaging/whats_app_object" {
        must row_title: String, Kind::Text, "Its title.", "Son titre.";
        may row_description: String, Kind::Text, "A line more.", "Une ligne de plus.";
    }
}

object! {
    /// A text with a flow, in answer to somebody.
    FlowMessage as "flow_response_message", "objects_filters/messaging/whats_app_object" {
        may header_text: String, Kind::Text, "A text above.", "Un texte au-dessus.";
        must body: String, Kind::Text, "The text.", "Le texte.";
        may footer: String, Kind::Text, "A text below.", "Un texte au-dessous.";
        must flow_button: FlowButton, Kind::Object(&FlowButton::OBJECT), "The button that opens the flow.", "Le bouton qui ouvre le flow.";
        may generate_custom_attribute: bool, Kind::Bool, "True: what is answered is kept on the profile.", "True\u{a0}: la réponse est gardée sur le profil.";
    }
}

object! {
    /// A button that opens a flow.
    FlowButton as "flow_button", "objects_filters/messaging/whats_app_object" {
        must caption: String, Kind::Chars(MOST_CAPTION), "Its label: at most 20 characters.", "Son libellé\u{a0}: au plus 20 caractères.";
        must flow_id: String, Kind::Id, "The flow.", "Le flow.";
    }
}

fn quick_reply(members: &Map<String, Value>, faults: &mut Faults) {
    if given(members, "header_text").is_some() && given(members, "header_image_uri").is_some() {
        faults.at(
            "header_text",
            Text { en: "must not stand beside header_image_uri", fr: "ne doit pas accompagner header_image_uri" },
        );
    }
}

fn rows(members: &Map<String, Value>, faults: &mut Faults) {
    let sections = members.get("list_sections").and_then(Value::as_array).into_iter().flatten();
    let rows = sections.filter_map(|section| section.get("list_rows")?.as_array());
    let found = rows.map(Vec::len).fold(0, usize::saturating_add);
    if found > MOST_ROWS {
        faults.within("list_sections", |faults| {
            faults.here(wrong(TOO_MANY).with("most", MOST_ROWS).with("found", found));
        });
    }
}
