//! What the page says, in both languages.

use crate::locale::Text;

macro_rules! words {
    ($($name:ident: $en:literal, $fr:literal;)*) => { $(pub(super) const $name: Text = Text { en: $en, fr: $fr };)* };
}

words! {
    TITLE: "Braze stand-in", "Doublure de Braze";
    LEAD: "What Braze would send. Nothing leaves this machine.", "Ce que Braze enverrait. Rien ne quitte cette machine.";
    OTHER_LANGUAGE: "Français", "English";
    MESSAGES: "Messages", "Messages";
    PEOPLE: "People", "Destinataires";
    RESULTS: "Results", "Résultats";
    BENCH: "Time and faults", "Temps et pannes";
    NOTHING: "Nothing has been scheduled yet. Send a message from the editor: it will appear here.",
        "Rien n’est encore programmé. Envoyez un message depuis l’éditeur\u{a0}: il apparaîtra ici.";
    SCHEDULED: "Scheduled messages", "Messages programmés";
    NO_SUBJECT: "(no subject)", "(sans objet)";

    SCHEDULED_STATE: "scheduled", "programmé";
    SENDING: "being sent", "en cours d’envoi";
    SENT_STATE: "sent", "envoyé";
    DELETED: "deleted", "supprimé";

    FROM: "From", "De";
    REPLY_TO: "Answers go to", "Répondre à";
    TO: "To segment", "Au segment";
    TO_PEOPLE: "To", "À";
    AUDIENCE: "Audience", "Audience";
    BY_FILTER: "by a filter", "par un filtre";
    WHEN: "When", "Quand";
    STATE: "State", "État";
    LOCAL: "{time}, by each recipient’s own clock", "{time}, à l’heure locale de chaque destinataire";
    OPTIMAL: "{time}, at the hour at which each recipient opens most",
        "{time}, à l’heure à laquelle chaque destinataire ouvre le plus";
    UTC: "{time} (UTC)", "{time} (UTC)";
    PREHEADER: "Preheader", "Pré-en-tête";
    CAMPAIGN: "Campaign", "Campagne";
    VARIATION: "Variation", "Variante";
    SEND: "Send", "Envoi";
    DIGEST: "Digest", "Empreinte";
    SCHEDULE_ID: "Schedule", "Programmation";
    PLAIN: "Plain text", "Texte seul";
    REQUEST: "Request as received", "Requête reçue";

    WHO: "Who gets it", "Qui le reçoit";
    WOULD: "Who would get it now", "Qui le recevrait maintenant";
    NOBODY: "Nobody in this workspace is addressed.", "Personne dans cet espace n’est concerné.";
    UNKNOWN_IDS: "{n} named people are unknown here: Braze passes over them in silence.",
        "{n} personnes désignées sont inconnues ici\u{a0}: Braze les ignore en silence.";
    FIRST: "The first {n} of {all}.", "Les {n} premiers sur {all}.";
    AS_SENT: "As {person} gets it", "Tel que {person} le reçoit";
    AS_WRITTEN: "As it was written", "Tel qu’il a été écrit";
    SEGMENTS: "{n} segments, {units} characters of {encoding}", "{n} segments, {units} caractères en {encoding}";

    SENT: "gets it", "le reçoit";
    ABORTED: "called off by Liquid: {reason}", "annulé par le Liquid\u{a0}: {reason}";
    REFUSED: "Liquid gave up: {reason}", "le Liquid a renoncé\u{a0}: {reason}";
    NO_ADDRESS: "no address, number or token", "ni adresse, ni numéro, ni jeton";
    NOT_SUBSCRIBED: "has not subscribed", "n’est pas abonné";
    NOT_IN_GROUP: "not in the subscription group", "hors du groupe d’abonnement";
    CAPPED: "has had enough messages (frequency cap)", "a déjà reçu assez de messages (plafond)";
    HOUR_PASSED: "the hour had passed in that time zone", "l’heure était passée dans ce fuseau";

    FIND: "Find by id or address", "Chercher par identifiant ou adresse";
    SHOW: "Show", "Afficher";
    NO_PEOPLE: "No people yet. Load a file with --people, or write to users/track.",
        "Personne pour l’instant. Chargez un fichier avec --people, ou écrivez à users/track.";
    NOT_FOUND: "Nobody is called so.", "Personne ne s’appelle ainsi.";
    INBOX: "Inbox of {person}", "Boîte de {person}";
    EMPTY_INBOX: "Nothing was sent to {person} yet.", "Rien n’a encore été envoyé à {person}.";
    PROFILE: "Profile", "Profil";

    NO_RESULTS: "No results yet: nothing was sent under a campaign and a send id.",
        "Pas encore de résultats\u{a0}: rien n’a été envoyé sous une campagne et un identifiant d’envoi.";
    ANY_CAMPAIGN: "This workspace takes any campaign.", "Cet espace accepte toute campagne.";

    CLOCK: "Clock", "Horloge";
    CLOCK_LEAD: "What is due happens when the clock gets there. Moving it ahead sends at once what was scheduled until then.",
        "Ce qui est prévu arrive quand l’horloge y parvient. L’avancer envoie aussitôt ce qui était programmé d’ici là.";
    RUNS: "runs", "avance";
    STANDS: "stopped", "arrêtée";
    REAL_TIME: "Real time", "Heure réelle";
    STOP: "Stop", "Arrêter";
    RUN: "Run", "Relancer";
    HOUR: "+1 hour", "+1 heure";
    DAY_AHEAD: "+1 day", "+1 jour";
    NEXT_SEND: "To the next message", "Au prochain message";
    FAULTS: "Faults", "Pannes";
    FAULTS_LEAD: "Each makes requests of the API fail in one way, for as many requests as you say.",
        "Chacune fait échouer des requêtes de l’API d’une certaine façon, autant de fois que vous le dites.";
    NO_FAULTS: "None is set: everything is answered.", "Aucune\u{a0}: tout reçoit une réponse.";
    FAULT: "Fault", "Panne";
    ON: "On", "Sur";
    EVERYTHING: "everything", "tout";
    TIMES: "Times", "Fois";
    ALWAYS: "always", "toujours";
    SET: "Set", "Activer";
    CLEAR: "Clear all", "Tout retirer";
    REQUESTS: "Last requests", "Dernières requêtes";
    NO_REQUESTS: "No request yet.", "Aucune requête pour l’instant.";
    NO_ANSWER: "no answer", "sans réponse";
}
