//! Saying no: what the client hears, and apart from it what the log hears.

use crate::diag::ReportView;
use crate::locale::{Facts, Locale, Text};
use crate::transport::Problem;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The most characters of a sentence about one case.
const MOST: usize = 300;

/// A kind of refusal: its stable name, its status, its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    code: &'static str,
    status: StatusCode,
    title: Text,
    todo: Text,
}

macro_rules! kinds {
    ($($name:ident $code:literal $status:ident: $en:literal $en_do:literal | $fr:literal $fr_do:literal)*) => {
        $(pub(super) const $name: Kind = Kind {
            code: $code,
            status: StatusCode::$status,
            title: Text { en: $en, fr: $fr },
            todo: Text { en: $en_do, fr: $fr_do },
        };)*
    };
}

kinds! {
    UNAUTHORIZED "unauthorized" UNAUTHORIZED:
        "This request is not signed as it must be." "Reload the page. If that does not help, tell the people who run your intranet."
        | "Cette requête n’est pas signée comme il faut." "Rechargez la page. Si cela n’aide pas, prévenez les responsables de votre intranet."
    TOO_LATE "signature-time" UNAUTHORIZED:
        "This request was signed at another time than now." "Sign it again by the clock in `server_time`."
        | "Cette requête n’a pas été signée à l’heure qu’il est." "Signez-la de nouveau selon l’horloge de `server_time`."
    BUSY "busy" SERVICE_UNAVAILABLE:
        "The proxy has too much to do." "Try again in a minute."
        | "Le serveur a trop à faire." "Réessayez dans une minute."
    RATE "rate" TOO_MANY_REQUESTS:
        "These are too many requests at once." "Wait as long as `Retry-After` says."
        | "C’est trop de requêtes à la fois." "Attendez le temps qu’indique `Retry-After`."
    ORIGIN "origin" FORBIDDEN:
        "Pages of this origin may not ask." "Add the origin to `editors` in the proxy's settings."
        | "Les pages de cette origine n’ont pas accès." "Ajoutez l’origine à `editors` dans les réglages du serveur."
    BODY "body" BAD_REQUEST:
        "The body is not what it must be." "Reload the page, so that editor and proxy are of one version."
        | "Le corps n’est pas ce qu’il doit être." "Rechargez la page, pour que l’éditeur et le serveur soient de la même version."
    BODY_LENGTH "body-length" PAYLOAD_TOO_LARGE:
        "The body is too long." "Shorten the message."
        | "Le corps est trop long." "Raccourcissez le message."
    BODY_SLOW "body-slow" REQUEST_TIMEOUT:
        "The body did not come in time." "Try again."
        | "Le corps n’est pas arrivé à temps." "Réessayez."
    ENCODING "encoding" UNSUPPORTED_MEDIA_TYPE:
        "Bodies must not be compressed." "Send it as it is."
        | "Les corps ne doivent pas être compressés." "Envoyez-le tel quel."
    NOT_FOUND "not-found" NOT_FOUND:
        "There is nothing here." "Check the address."
        | "Il n’y a rien ici." "Vérifiez l’adresse."
    METHOD "method" METHOD_NOT_ALLOWED:
        "This address is asked in another way." "Check the method."
        | "Cette adresse s’interroge autrement." "Vérifiez la méthode."
    ROLE "role" FORBIDDEN:
        "Your role may look, not send." "Ask somebody who may send."
        | "Votre rôle permet de regarder, pas d’envoyer." "Demandez à quelqu’un qui peut envoyer."
    GROUP "group" FORBIDDEN:
        "This draft is another group's." "Open a draft of your own group."
        | "Ce brouillon est celui d’un autre groupe." "Ouvrez un brouillon de votre groupe."
    NO_SEND "no-send" NOT_FOUND:
        "Your group has no such send." "Reload the list."
        | "Votre groupe n’a pas cet envoi." "Rechargez la liste."
    NO_LISTS "no-lists" FORBIDDEN:
        "Head office does not allow files of customers." "Ask head office to add `[data.upload]` to the policy."
        | "Le siège ne permet pas les fichiers de clients." "Demandez au siège d’ajouter `[data.upload]` à la politique."
    NO_LIST "no-list" NOT_FOUND:
        "Your group has no such list." "Reload the lists."
        | "Votre groupe n’a pas cette liste." "Rechargez les listes."
    LAYOUT "layout" UNPROCESSABLE_ENTITY:
        "The columns of this file cannot be used so." "Choose for each column what it holds; one must be a customer number, an e-mail address or a telephone number."
        | "Les colonnes de ce fichier ne peuvent pas servir ainsi." "Choisissez pour chaque colonne ce qu’elle contient\u{a0}; l’une doit être un numéro de client, une adresse e-mail ou un numéro de téléphone."
    LIST_MOVED "list-moved" CONFLICT:
        "The list has come to another place of the file." "Ask where it is, and go on from there."
        | "La liste en est à un autre endroit du fichier." "Demandez où elle en est, et reprenez de là."
    ENDLESS_ROW "endless-row" UNPROCESSABLE_ENTITY:
        "A row of the file has no end." "A quotation mark is missing there; mend the file and upload it anew."
        | "Une ligne du fichier n’a pas de fin." "Il y manque un guillemet\u{a0}; corrigez le fichier et envoyez-le à nouveau."
    UNCHANGEABLE "unchangeable" CONFLICT:
        "This send cannot be changed." "Braze does not have it, or may not have it. Take it back and send it anew, or ask somebody with access to Braze's dashboard."
        | "Cet envoi ne peut pas être modifié." "Braze ne l’a pas, ou ne l’a peut-être pas. Annulez-le et renvoyez-le, ou demandez à quelqu’un qui a accès au tableau de bord de Braze."
    TOO_NEAR "too-near" CONFLICT:
        "This send goes too soon to be changed." "Fifteen minutes before its time it can only be taken back; after it, not at all."
        | "Cet envoi part trop tôt pour être modifié." "À moins de quinze minutes, il ne peut plus qu’être annulé\u{a0}; après l’heure, plus du tout."
    KIT_CHANGED "kit-changed" CONFLICT:
        "Head office has published something new since this message was sent off." "Take it back and send it anew, so that what goes is what was checked."
        | "Le siège a publié du nouveau depuis l’envoi de ce message." "Annulez-le et renvoyez-le, pour que ce qui part soit ce qui a été vérifié."
    NO_REAL "no-real-recipients" FORBIDDEN:
        "Head office does not allow previews as a real customer." "Use a sample, or ask head office to set `real_recipients` in the policy."
        | "Le siège ne permet pas l’aperçu en tant que client réel." "Prenez un exemple, ou demandez au siège d’activer `real_recipients` dans la politique."
    NO_RECIPIENT "no-recipient" NOT_FOUND:
        "Braze knows nobody of this number." "Check the customer number."
        | "Braze ne connaît personne sous ce numéro." "Vérifiez le numéro de client."
    BRAZE "braze" BAD_GATEWAY:
        "Braze did not answer as it should." "Try again in a moment."
        | "Braze n’a pas répondu comme il faut." "Réessayez dans un instant."
    LIST_NOT_DONE "list-not-done" CONFLICT:
        "Not everybody of this list is known to Braze yet." "Wait until it is done, then send."
        | "Braze ne connaît pas encore toutes les personnes de cette liste." "Attendez qu’elle soit terminée, puis envoyez."
    DRAFT "draft" UNPROCESSABLE_ENTITY:
        "This draft does not fit the kit." "Open it again in the editor: its template or group has changed."
        | "Ce brouillon ne va pas avec le kit." "Rouvrez-le dans l’éditeur\u{a0}: son modèle ou son groupe a changé."
    REPORT "report-fails" UNPROCESSABLE_ENTITY:
        "The message may not go as it is." "Mend what the report names."
        | "Le message ne peut pas partir ainsi." "Corrigez ce que nomme le rapport."
    DIGEST "digest-differs" CONFLICT:
        "The message would not be the one that you saw." "Reload the page and look at it again: the kit has changed since."
        | "Le message ne serait pas celui que vous avez vu." "Rechargez la page et relisez-le\u{a0}: le kit a changé depuis."
    PAYLOAD "payload" UNPROCESSABLE_ENTITY:
        "The message cannot be handed to Braze as it is." "Mend what `detail` names."
        | "Le message ne peut pas être remis à Braze ainsi." "Corrigez ce que nomme `detail`."
    REUSED "idempotency-key-reused" UNPROCESSABLE_ENTITY:
        "The same action came before with another message." "Send it as a new action."
        | "La même action est déjà venue avec un autre message." "Envoyez-le comme une nouvelle action."
    SAME "looks-duplicate" CONFLICT:
        "The same message to the same people at the same time was sent off a short while ago." "Confirm it if you really mean a second one."
        | "Le même message aux mêmes personnes à la même heure vient d’être envoyé." "Confirmez si vous en voulez vraiment un second."
    IN_WORK "in-work" CONFLICT:
        "This send is in work." "Wait a moment and look again."
        | "Cet envoi est en cours." "Attendez un instant et regardez de nouveau."
    SETTLED "settled" CONFLICT:
        "This send cannot be tried again." "Braze has it, or may have it: ask somebody with access to Braze's dashboard to look."
        | "Cet envoi ne peut pas être retenté." "Braze l’a, ou l’a peut-être\u{a0}: demandez à quelqu’un qui a accès au tableau de bord de Braze."
    LEDGER "ledger" SERVICE_UNAVAILABLE:
        "The ledger cannot be written to, so nothing was sent." "Try again later; your draft is kept in the browser."
        | "Le registre n’accepte pas d’écriture\u{a0}: rien n’a été envoyé." "Réessayez plus tard\u{a0}; votre brouillon est conservé dans le navigateur."
    INTERNAL "internal" INTERNAL_SERVER_ERROR:
        "Something went wrong on our side." "Try again; if it stays, give the request id to the people who run the proxy."
        | "Quelque chose s’est mal passé de notre côté." "Réessayez\u{a0}; si cela persiste, donnez l’identifiant de la requête aux responsables du serveur."
}

/// A refusal at work. Boxed: it is rare, and everything that can refuse carries room for it.
#[derive(Clone, Debug)]
pub(super) struct Refused(Box<Said>);

#[derive(Clone, Debug)]
struct Said {
    kind: Kind,
    locale: Option<Locale>,
    detail: Option<String>,
    about: Option<(Text, Facts)>,
    report: Option<ReportView>,
    digest: Option<String>,
    send: Option<String>,
    server_time: Option<i64>,
    retry_after: Option<u32>,
    inside: String,
}

impl Refused {
    /// A refusal of this kind. `inside` is for the log only.
    pub(super) fn new(kind: Kind, inside: impl Into<String>) -> Self {
        Self(Box::new(Said {
            kind,
            locale: None,
            detail: None,
            about: None,
            report: None,
            digest: None,
            send: None,
            server_time: None,
            retry_after: None,
            inside: inside.into(),
        }))
    }

    /// In the author's language, whatever the browser says.
    pub(super) fn in_locale(mut self, locale: Locale) -> Self {
        self.0.locale = Some(locale);
        self
    }

    /// With a sentence about this very case; it may hold words of the request, so not endlessly many.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into().chars().take(MOST).collect());
        self
    }

    /// With a sentence of ours about this very case.
    pub(super) fn said(mut self, text: Text, facts: Facts) -> Self {
        self.0.about = Some((text, facts));
        self
    }

    /// With the report.
    pub(super) fn report(mut self, report: ReportView) -> Self {
        self.0.report = Some(report);
        self
    }

    /// With our digest.
    pub(super) fn digest(mut self, digest: String) -> Self {
        self.0.digest = Some(digest);
        self
    }

    /// About this send.
    pub(super) fn send(mut self, id: impl Into<String>) -> Self {
        self.0.send = Some(id.into());
        self
    }

    /// With our clock.
    pub(super) fn server_time(mut self, now: i64) -> Self {
        self.0.server_time = Some(now);
        self
    }

    /// To be asked again after so many seconds.
    pub(super) fn retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// What the log hears.
    pub(super) fn inside(&self) -> (&'static str, &str) {
        (self.0.kind.code, &self.0.inside)
    }

    /// What the client hears.
    pub(super) fn answer(&self, asked: Locale, request_id: &str) -> Response {
        let Said { kind, detail, about, report, digest, send, .. } = &*self.0;
        let locale = self.0.locale.unwrap_or(asked);
        let todo = kind.todo.get(locale);
        let problem = Problem {
            code: kind.code.to_owned(),
            status: kind.status.as_u16(),
            title: kind.title.get(locale).to_owned(),
            detail: Some(
                match detail.clone().or_else(|| about.as_ref().map(|(text, facts)| text.fill(locale, facts))) {
                    Some(detail) => format!("{detail} {todo}"),
                    None => todo.to_owned(),
                },
            ),
            request_id: request_id.to_owned(),
            server_time: self.0.server_time,
            report: report.clone(),
            digest: digest.clone(),
            send: send.clone(),
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (kind.status, Body::from(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.0.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Carried to the outermost layer, which knows the request's name and language.
impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.0.kind.status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
