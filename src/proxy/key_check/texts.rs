//! What is told of a key, and what to click in Braze.

use crate::locale::Text;

pub(super) const KEY_TAKEN: Text = Text { en: "Braze takes the key.", fr: "Braze accepte la clé." };
pub(super) const KEY_REFUSED: Text =
    Text { en: "Braze does not know this key here.", fr: "Braze ne connaît pas cette clé ici." };
pub(super) const KEY_DO: Text = Text {
    en: "See whether the instance is that of your dashboard’s address; a key of another instance is refused too. Otherwise make a new key: Settings > APIs and Identifiers > API Keys > Create API Key. It is shown once.",
    fr: "Vérifiez que l’instance est celle de l’adresse de votre tableau de bord\u{a0}; la clé d’une autre instance est refusée aussi. Sinon, créez une clé\u{a0}: Settings > APIs and Identifiers > API Keys > Create API Key. Elle n’est montrée qu’une fois.",
};
pub(super) const NOT_REACHED: Text = Text { en: "Braze cannot be reached.", fr: "Braze est injoignable." };
pub(super) const NOT_REACHED_DO: Text = Text {
    en: "Let this machine reach the instance’s host on port 443, without anything that opens TLS in between.",
    fr: "Laissez cette machine joindre l’hôte de l’instance sur le port 443, sans rien qui ouvre TLS en chemin.",
};
pub(super) const BUDGET: Text = Text {
    en: "{left} of {most} requests are left; more in {seconds} seconds.",
    fr: "Il reste {left} requêtes sur {most}\u{a0}; de nouveau davantage dans {seconds} secondes.",
};
pub(super) const BUDGET_LOW: Text = BUDGET;
pub(super) const BUDGET_DO: Text = Text {
    en: "Something else in the workspace uses the API. Wait, or ask your Braze success manager for more.",
    fr: "Autre chose dans l’espace de travail utilise l’API. Attendez, ou demandez davantage à votre contact chez Braze.",
};
pub(super) const BUDGET_OPEN: Text = Text {
    en: "Braze does not say how many requests are left.",
    fr: "Braze ne dit pas combien de requêtes il reste.",
};
pub(super) const PERMITTED: Text = Text { en: "The key may do this.", fr: "La clé le permet." };
pub(super) const DENIED: Text =
    Text { en: "The key does not have this permission.", fr: "La clé n’a pas cette permission." };
pub(super) const DENIED_DO: Text = Text {
    en: "A key cannot be changed: make a new one with {permission} ticked as well (Settings > APIs and Identifiers > API Keys > Create API Key), and delete this one.",
    fr: "Une clé ne se modifie pas\u{a0}: créez-en une autre en cochant aussi {permission} (Settings > APIs and Identifiers > API Keys > Create API Key), et supprimez celle-ci.",
};
pub(super) const ALL_DENIED: Text =
    Text { en: "The key may do nothing at all from here.", fr: "La clé ne permet rien du tout d’ici." };
pub(super) const ALL_DENIED_DO: Text = Text {
    en: "Perhaps this machine’s address is not among the key’s: see Settings > APIs and Identifiers > API Keys > View. Addresses are set when a key is made; make a new one with the proxy’s address under Whitelist IPs.",
    fr: "L’adresse de cette machine n’est peut-être pas parmi celles de la clé\u{a0}: voyez Settings > APIs and Identifiers > API Keys > View. Les adresses se fixent à la création\u{a0}; créez une clé avec l’adresse du proxy sous Whitelist IPs.",
};
pub(super) const PERMISSION_OPEN: Text =
    Text { en: "Braze gave no clear answer. Try again.", fr: "Braze n’a pas répondu clairement. Réessayez." };
pub(super) const NO_SEGMENT: Text = Text {
    en: "The workspace has no segment {id}, which the kit gives to a group.",
    fr: "L’espace de travail n’a pas le segment {id}, que le kit donne à un groupe.",
};
pub(super) const SEGMENT_DO: Text = Text {
    en: "Copy the segment’s API identifier (Audience > Segments, at the bottom of the segment’s page) into the kit.",
    fr: "Copiez l’identifiant API du segment (Audience > Segments, au bas de la page du segment) dans le kit.",
};
pub(super) const APP: Text =
    Text { en: "Braze does not object to the app {app}.", fr: "Braze n’a rien contre l’application {app}." };
pub(super) const NO_APP: Text =
    Text { en: "The workspace has no app {app}.", fr: "L’espace de travail n’a pas l’application {app}." };
pub(super) const APP_DO: Text = Text {
    en: "Copy an identifier from Settings > APIs and Identifiers > App Identifiers.",
    fr: "Copiez un identifiant depuis Settings > APIs and Identifiers > App Identifiers.",
};
pub(super) const APP_OPEN: Text = Text {
    en: "Whether the workspace has the app {app} could not be seen.",
    fr: "On n’a pas pu voir si l’espace de travail a l’application {app}.",
};
pub(super) const EMAILS: Text = Text { en: "e-mails", fr: "e-mails" };
pub(super) const SMS: Text = Text { en: "text messages", fr: "SMS" };
pub(super) const APPLE_PUSH: Text = Text { en: "notifications on iOS", fr: "notifications iOS" };
pub(super) const ANDROID_PUSH: Text = Text { en: "notifications on Android", fr: "notifications Android" };
pub(super) const WEB_PUSH: Text = Text { en: "notifications in browsers", fr: "notifications de navigateur" };
pub(super) const KINDLE_PUSH: Text = Text { en: "notifications on Fire OS", fr: "notifications Fire OS" };
pub(super) const WHATS_APP: Text = Text { en: "messages by WhatsApp", fr: "messages WhatsApp" };
pub(super) const CONTENT_CARDS: Text = Text { en: "content cards", fr: "cartes" };
pub(super) const WEBHOOKS: Text = Text { en: "webhooks", fr: "webhooks" };
pub(super) const VARIATION: Text = Text {
    en: "Variation {id} of campaign {campaign} counts {what} of {groups}.",
    fr: "La variante {id} de la campagne {campaign} compte les {what} de {groups}.",
};
pub(super) const VARIATION_OPEN: Text = Text {
    en: "Whether variation {id} of campaign {campaign} counts {what} of {groups} could not be seen.",
    fr: "On n’a pas pu voir si la variante {id} de la campagne {campaign} compte les {what} de {groups}.",
};
pub(super) const NO_NUMBERS: Text = Text {
    en: "{groups} have no subscription group whose numbers send {what}.",
    fr: "{groups}\u{a0}: aucun groupe d’abonnement dont les numéros enverraient les {what}.",
};
pub(super) const OTHER_NUMBERS: Text = Text {
    en: "Subscription group {numbers}, from whose numbers {groups} send {what}, is not one that Braze takes for them.",
    fr: "Braze n’accepte pas, pour les {what} de {groups}, le groupe d’abonnement {numbers}.",
};
pub(super) const NUMBERS_DO: Text = Text {
    en: "Copy the API identifier of a subscription group of {message} (Audience > Subscription Groups) into the kit’s groups, as subscription_group_id.",
    fr: "Copiez l’identifiant API d’un groupe d’abonnement {message} (Audience > Subscription Groups) dans les groupes du kit, sous subscription_group_id.",
};
pub(super) const NO_CAMPAIGN: Text = Text {
    en: "{campaign} is no API campaign of this workspace.",
    fr: "{campaign} n’est pas une campagne API de cet espace de travail.",
};
pub(super) const CAMPAIGN_DO: Text = Text {
    en: "Messaging > Campaigns > Create Campaign > API Campaigns (not API-triggered), Save Campaign, and copy the Campaign API Identifier at the bottom of its page.",
    fr: "Messaging > Campaigns > Create Campaign > API Campaigns (et non API-triggered), Save Campaign, puis copiez le Campaign API Identifier au bas de sa page.",
};
pub(super) const NO_VARIATION: Text = Text {
    en: "Campaign {campaign} has no variation {id}, which {groups} have.",
    fr: "La campagne {campaign} n’a pas la variante {id}, celle de {groups}.",
};
pub(super) const VARIATION_DO: Text = Text {
    en: "Open the campaign, Add Message > {message} for each group, Save Campaign, and copy the message variation ID of each into the kit’s groups.",
    fr: "Ouvrez la campagne, Add Message > {message} pour chaque groupe, Save Campaign, puis copiez chaque message variation ID dans les groupes du kit.",
};
pub(super) const OTHER_CHANNEL: Text = Text {
    en: "Variation {id} of campaign {campaign}, which {groups} have, does not count {what}.",
    fr: "La variante {id} de la campagne {campaign}, celle de {groups}, ne compte pas les {what}.",
};
pub(super) const OTHER_CHANNEL_DO: Text = Text {
    en: "Copy the message variation ID of a message of the campaign that is {message}.",
    fr: "Copiez le message variation ID d’un message {message} de la campagne.",
};
pub(super) const INERT_REFUSED: Text = Text {
    en: "Braze refuses a message that calls itself off.",
    fr: "Braze refuse un message qui s’annule lui-même.",
};
pub(super) const INERT_DO: Text = Text {
    en: "Read what Braze says. If it is about the sender, name one of the workspace’s own with --from.",
    fr: "Lisez ce que dit Braze. S’il s’agit de l’expéditeur, nommez-en un de l’espace de travail avec --from.",
};
pub(super) const MORE_VARIATIONS: Text = Text {
    en: "Only the first {most} variations of {what} were tried.",
    fr: "Seules les {most} premières variantes pour les {what} ont été essayées.",
};
pub(super) const ABORT_TAKEN: Text = Text {
    en: "Braze takes a message that calls itself off (abort_message).",
    fr: "Braze accepte un message qui s’annule lui-même (abort_message).",
};
pub(super) const UPDATED_AT_ONCE: Text = Text {
    en: "A schedule can be changed at once after it was made.",
    fr: "Une programmation peut être modifiée aussitôt créée.",
};
pub(super) const NOT_UPDATED_AT_ONCE: Text = Text {
    en: "Braze refuses to change a schedule that was made just now.",
    fr: "Braze refuse de modifier une programmation qui vient d’être créée.",
};
pub(super) const NOT_UPDATED_DO: Text = Text {
    en: "Leave forward_mode = \"single\" in the proxy’s settings.",
    fr: "Laissez forward_mode = \"single\" dans les réglages du proxy.",
};
pub(super) const UPDATE_OPEN: Text = Text {
    en: "Whether a schedule can be changed at once could not be seen.",
    fr: "On n’a pas pu voir si une programmation peut être modifiée aussitôt.",
};
pub(super) const GONE_REFUSED: Text = Text {
    en: "Braze refuses to change a schedule that was taken back.",
    fr: "Braze refuse de modifier une programmation retirée.",
};
pub(super) const GONE_UPDATED: Text = Text {
    en: "Braze says that it changed a schedule that was taken back.",
    fr: "Braze dit avoir modifié une programmation retirée.",
};
pub(super) const GONE_DO: Text = Text {
    en: "Success of a change proves nothing in this workspace: look at the results of each send.",
    fr: "Le succès d’une modification ne prouve rien dans cet espace de travail\u{a0}: regardez les résultats de chaque envoi.",
};
pub(super) const GONE_OPEN: Text = Text {
    en: "What Braze says of a schedule that was taken back could not be seen.",
    fr: "On n’a pas pu voir ce que Braze dit d’une programmation retirée.",
};
pub(super) const WHOLLY_OPEN: Text = Text {
    en: "Whether a change takes the place of all messages cannot be seen from outside: schedule one to yourself, change its subject alone, and see what arrives.",
    fr: "On ne voit pas de l’extérieur si une modification remplace tous les messages\u{a0}: programmez-en un pour vous, modifiez le seul objet, et voyez ce qui arrive.",
};
pub(super) const FAR_TAKEN: Text =
    Text { en: "Braze takes messages 89 days ahead.", fr: "Braze accepte des messages 89 jours à l’avance." };
pub(super) const FAR_REFUSED: Text = Text {
    en: "Braze does not take messages 89 days ahead.",
    fr: "Braze n’accepte pas de messages 89 jours à l’avance.",
};
pub(super) const FAR_DO: Text = Text {
    en: "Tell authors to plan less far ahead, or set notice times in the policy’s schedule.",
    fr: "Dites aux auteurs de planifier moins loin, ou fixez les délais dans la planification de la politique.",
};
pub(super) const FAR_OPEN: Text = Text {
    en: "How far ahead Braze takes messages could not be seen.",
    fr: "On n’a pas pu voir jusqu’où à l’avance Braze accepte des messages.",
};
pub(super) const LEFT: Text = Text {
    en: "Schedule {id} could not be taken back. It goes to nobody and calls itself off.",
    fr: "La programmation {id} n’a pas pu être retirée. Elle ne va à personne et s’annule elle-même.",
};
pub(super) const LEFT_DO: Text = Text {
    en: "Nothing must be done; it passes by itself. Or delete it with POST /messages/schedule/delete.",
    fr: "Rien à faire\u{a0}; elle passera d’elle-même. Ou supprimez-la avec POST /messages/schedule/delete.",
};
