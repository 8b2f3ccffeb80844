//! What can be wrong with the settings, and what to do about it.

use crate::locale::Text;
use crate::strict_toml::Fault;

macro_rules! faults {
    ($($name:ident $code:literal: $en:literal $en_do:literal | $fr:literal $fr_do:literal)*) => {
        $(pub(super) const $name: Fault = Fault {
            code: $code,
            what: Text { en: $en, fr: $fr },
            todo: Text { en: $en_do, fr: $fr_do },
        };)*
    };
}

faults! {
    UNREADABLE "config-unreadable":
        "The settings cannot be read." "Check the file."
        | "Les réglages ne peuvent pas être lus." "Vérifiez le fichier."
    LISTEN "config-listen":
        "`{value}` is not an address to listen on." "Write it as `127.0.0.1:8080`."
        | "`{value}` n’est pas une adresse d’écoute." "Écrivez-la comme `127.0.0.1:8080`."
    LISTEN_OPEN "config-listen-open":
        "`{value}` can be reached from other machines without TLS." "Listen on 127.0.0.1, or set `tls_in_front = true` where something in front ends TLS."
        | "`{value}` est joignable depuis d’autres machines sans TLS." "Écoutez sur 127.0.0.1, ou mettez `tls_in_front = true` si TLS est assuré en amont."
    ORIGIN "config-origin":
        "`{value}` is not an origin." "Write scheme and host only: `https://mail.brand.example`; `http://` only on this machine."
        | "`{value}` n’est pas une origine." "Écrivez seulement le schéma et l’hôte\u{a0}: `https://mail.brand.example`\u{a0}; `http://` seulement sur cette machine."
    EVERY_ORIGIN "config-every-origin":
        "`{value}` would let every page on the web in." "Name the origins of your intranet one by one."
        | "`{value}` laisserait entrer toutes les pages du web." "Nommez une à une les origines de votre intranet."
    NO_EDITORS "config-no-editors":
        "No page may ask: the list is empty." "Name the origin of the page in which the editor stands."
        | "Aucune page n’a accès\u{a0}: la liste est vide." "Nommez l’origine de la page où se trouve l’éditeur."
    AUTHORITY "config-authority":
        "`{value}` is not a host." "Write it in lower case as browsers send it: `mail.brand.example`, with the port only if it is not the usual one."
        | "`{value}` n’est pas un hôte." "Écrivez-le en minuscules comme l’envoient les navigateurs\u{a0}: `mail.brand.example`, avec le port seulement s’il n’est pas l’habituel."
    KIT "config-kit":
        "The kit `{value}` cannot be read: {reason}." "Build it with `countersign kit build DIR -o kit.json`."
        | "Le kit `{value}` ne peut pas être lu\u{a0}: {reason}." "Compilez-le avec `countersign kit build DIR -o kit.json`."
    NO_VARIATION "config-no-variation":
        "The group `{value}` has no `message_variation_id`, nor has any above it." "Give it one in the kit's groups: one variation of the API campaign for each group."
        | "Le groupe `{value}` n’a pas de `message_variation_id`, ni aucun au-dessus de lui." "Donnez-lui-en un dans les groupes du kit\u{a0}: une variante de la campagne API par groupe."
    LEDGER "config-ledger":
        "The folder of the ledger `{value}` is not there." "Make it, or name another."
        | "Le dossier du registre `{value}` n’existe pas." "Créez-le ou nommez-en un autre."
    UPSTREAM "config-upstream":
        "{reason}." "Name exactly one: `instance`, `rest_endpoint` or `stand_in`."
        | "{reason}." "Nommez exactement un des trois\u{a0}: `instance`, `rest_endpoint` ou `stand_in`."
    UPSTREAM_COUNT "config-upstream-count":
        "`instance`, `rest_endpoint`, `unlisted_rest_endpoint`, `stand_in`: {count} of them are given." "Name exactly one: `instance = \"EU-01\"` is the usual one."
        | "`instance`, `rest_endpoint`, `unlisted_rest_endpoint`, `stand_in`\u{a0}: {count} sont donnés." "Nommez-en exactement un\u{a0}: `instance = \"EU-01\"` est l’usage."
    EMPTY "config-empty":
        "`{value}` is empty." "Copy it from Braze's dashboard."
        | "`{value}` est vide." "Copiez-le depuis le tableau de bord de Braze."
    NO_BACK_ENDS "config-no-back-ends":
        "No back end may mint sessions: the list is empty." "Add a `[[back_ends]]` with `kid`, `secret_file`, `groups` and `roles`."
        | "Aucun serveur ne peut ouvrir de session\u{a0}: la liste est vide." "Ajoutez un `[[back_ends]]` avec `kid`, `secret_file`, `groups` et `roles`."
    KID "config-kid":
        "`{value}` cannot be the id of a key." "Use 1 to 64 of A-Z a-z 0-9 _ - and ."
        | "`{value}` ne peut pas être l’identifiant d’une clé." "Utilisez de 1 à 64 signes parmi A-Z a-z 0-9 _ - et ."
    KID_TWICE "config-kid-twice":
        "The key id `{value}` is there twice." "Give each back end its own."
        | "L’identifiant de clé `{value}` est en double." "Donnez le sien à chaque serveur."
    UNKNOWN_GROUP "config-unknown-group":
        "The kit has no group `{value}`." "Write it as in the kit, or `*` for all."
        | "Le kit n’a pas de groupe `{value}`." "Écrivez-le comme dans le kit, ou `*` pour tous."
    UNKNOWN_ROLE "config-unknown-role":
        "There is no role `{value}`." "The roles are `editor` (writes and sends), `viewer` (looks) and `brand` (as `editor`, and sees customers' data)."
        | "Il n’y a pas de rôle `{value}`." "Les rôles sont `editor` (écrit et envoie), `viewer` (regarde) et `brand` (comme `editor`, et voit les données des clients)."
    NOBODY "config-nobody":
        "The list `{value}` is empty: this back end may mint nobody." "Name at least one."
        | "La liste `{value}` est vide\u{a0}: ce serveur ne peut ouvrir aucune session." "Nommez-en au moins un."
    TIME "config-time":
        "`{value}` is not a time." "Write it as `2027-01-31T00:00:00Z`."
        | "`{value}` n’est pas une date." "Écrivez-la comme `2027-01-31T00:00:00Z`."
    NEVER "config-never":
        "The key ends before it begins." "Put `not_before` before `not_after`."
        | "La clé finit avant de commencer." "Placez `not_before` avant `not_after`."
    SECRET_COUNT "config-secret-count":
        "{count} of `{file}` and `{env}` are given." "Give exactly one; secrets never stand in this file."
        | "{count} sont donnés de `{file}` et `{env}`." "Donnez-en exactement un\u{a0}; un secret ne figure jamais dans ce fichier."
    SECRET_FILE "config-secret-file":
        "The secret file `{value}` cannot be read: {reason}." "Make it readable for the user that runs the proxy."
        | "Le fichier de secret `{value}` ne peut pas être lu\u{a0}: {reason}." "Rendez-le lisible pour l’utilisateur qui lance le proxy."
    SECRET_OPEN "config-secret-open":
        "Everybody on this machine can read the secret file `{value}`." "Run `chmod 600` on it."
        | "Tout le monde sur cette machine peut lire le fichier de secret `{value}`." "Faites `chmod 600`."
    SECRET_ENV "config-secret-env":
        "The environment variable `{value}` is not set." "Set it, or name a file."
        | "La variable d’environnement `{value}` n’est pas définie." "Définissez-la ou nommez un fichier."
    SECRET "config-secret":
        "This is not a secret: {reason}." "Make one with `countersign session secret`."
        | "Ce n’est pas un secret\u{a0}: {reason}." "Faites-en un avec `countersign session secret`."
    KEY "config-key":
        "This is not a REST key: {reason}." "Copy it from Braze: Settings, APIs and Identifiers."
        | "Ce n’est pas une clé REST\u{a0}: {reason}." "Copiez-la depuis Braze\u{a0}: Paramètres, API et identifiants."
    SECRETS_EQUAL "config-secrets-equal":
        "`{value}` has the same secret as another key." "Make one for each: a stolen one must open one door only."
        | "`{value}` a le même secret qu’une autre clé." "Faites-en un pour chacune\u{a0}: un secret volé ne doit ouvrir qu’une porte."
}
