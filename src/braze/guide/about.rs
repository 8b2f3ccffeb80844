//! What the tables do not say: what each endpoint does, its limits, and how the page is used.

use super::super::Endpoint;
use crate::locale::Text;

pub(super) const INTRO: Text = Text {
    en: "[Français](braze.fr.md) · [How to set Braze up](braze-setup.md)

The ten endpoints of Braze’s REST API that Countersign uses, with every field that Braze documents for them, what it holds
and when it is needed. The stand-in (`countersign sandbox`), the proxy and `countersign braze validate` check by the tables
from which this page is made (`countersign braze guide` writes it). Facts as of 21 July 2026, from Braze’s documentation and
from answers that were recorded. What the documentation leaves open passes.

A request has at most 4 MB of JSON (`Content-Type: application/json`), goes to one of the
[instances](braze-setup.md#1-a-key), carries the key in `Authorization: Bearer …`, and its path has no slash at the end. A
workspace has 250,000 requests an hour for all of these together, unless an endpoint says otherwise.
A field that an endpoint does not document is refused: `recipients`, `trigger_properties` and
`override_frequency_capping` belong to other endpoints.

",
    fr: "[English](braze.md) · [Préparer Braze](braze-setup.fr.md)

Les dix points d’accès de l’API REST de Braze que Countersign utilise, avec tous les champs que Braze documente pour eux,
ce qu’ils contiennent et quand il les faut. La doublure (`countersign sandbox`), le proxy et `countersign braze validate`
vérifient selon les tables dont cette page est faite (`countersign braze guide --locale fr` l’écrit). État au 21 juillet 2026,
d’après la documentation de Braze et des réponses enregistrées. Ce que la documentation laisse ouvert passe.

Une requête a au plus 4 Mo de JSON (`Content-Type: application/json`), va à l’une des
[instances](braze-setup.fr.md#1-une-clé), porte la clé dans `Authorization: Bearer …`, et son chemin ne finit pas par une
barre oblique. Un espace de travail dispose de 250\u{202f}000 requêtes par heure pour l’ensemble, sauf mention contraire.
Un champ qu’un point d’accès ne documente pas est refusé\u{a0}: `recipients`, `trigger_properties` et
`override_frequency_capping` appartiennent à d’autres points d’accès.

",
};

pub(super) const VALIDATE: Text = Text {
    en: "
## Checking requests

```sh
countersign braze validate messages.schedule.create body.json
cat bodies.jsonl | countersign braze validate /users/track --jsonl
```

The endpoint is named by its permission or its path. With `--jsonl` every line is a body, or an object with the parameters of
a query, and is answered by a line, `{\"ok\":true}` or

```json
{\"ok\":false,\"errors\":[{\"field\":\"messages.email.from\",\"message\":\"is required\"}]}
```

Without it one body is read from the file or standard input and every fault is told on a line; the exit code is 1 where
there is one. `--now` says what time it is: an hour of recipients’ own clocks that has passed everywhere is refused.
",
    fr: "
## Vérifier des requêtes

```sh
countersign braze validate messages.schedule.create corps.json --locale fr
cat corps.jsonl | countersign braze validate /users/track --jsonl
```

Le point d’accès se nomme par sa permission ou son chemin. Avec `--jsonl`, chaque ligne est un corps, ou un objet avec les
paramètres d’URL, et reçoit une ligne en réponse, `{\"ok\":true}` ou

```json
{\"ok\":false,\"errors\":[{\"field\":\"messages.email.from\",\"message\":\"is required\"}]}
```

Sans elle, un seul corps est lu du fichier ou de l’entrée standard et chaque faute tient sur une ligne\u{a0}; le code de sortie
vaut 1 s’il y en a une. `--now` dit l’heure qu’il est\u{a0}: une heure locale déjà passée partout est refusée.
",
};

/// What an endpoint does, and its own limits.
pub(super) const fn of(endpoint: Endpoint) -> Text {
    match endpoint {
        Endpoint::UsersTrack => Text {
            en: "Sets attributes, records events and purchases, and creates users. Braze queues what it takes. At most 75 objects, all three lists together (75 in each with older contracts). Objects that are wrong are left out and named in `errors`; the rest is done. Limits are the contract’s, often 3,000 requests in 3 seconds.",
            fr: "Écrit des attributs, enregistre événements et achats, et crée des utilisateurs. Braze met en file ce qu’il prend. Au plus 75 objets, les trois listes ensemble (75 dans chacune avec les anciens contrats). Les objets fautifs sont laissés de côté et nommés dans `errors`\u{a0}; le reste est fait. Les limites sont celles du contrat, souvent 3\u{202f}000 requêtes en 3 secondes.",
        },
        Endpoint::UsersExportIds => Text {
            en: "Reads whole profiles by identifier. At most 50 ids and aliases; 250 requests a minute (2,500 for who came before 22 August 2024), 40 a second with `fields_to_export`.",
            fr: "Lit des profils entiers par identifiant. Au plus 50 identifiants et alias\u{a0}; 250 requêtes par minute (2\u{202f}500 pour les clients d’avant le 22 août 2024), 40 par seconde avec `fields_to_export`.",
        },
        Endpoint::ScheduleCreate => Text {
            en: "Schedules a message. The answer’s `schedule_id` is the only handle by which it can be changed or taken back. The same request twice is two schedules: Braze knows no idempotency.",
            fr: "Programme un message. Le `schedule_id` de la réponse est la seule prise pour le modifier ou le retirer. La même requête deux fois fait deux programmations\u{a0}: Braze ne connaît pas l’idempotence.",
        },
        Endpoint::ScheduleUpdate => Text {
            en: "Changes the time or the messages of a schedule. The same update twice does what it does once. Close to the time it may reach all, some or none of the recipients.",
            fr: "Modifie le moment ou les messages d’une programmation. La même modification deux fois fait ce qu’elle fait une fois. Près du moment, elle peut atteindre tous les destinataires, certains ou aucun.",
        },
        Endpoint::ScheduleDelete => Text {
            en: "Takes a scheduled message back, as long as it has not been sent.",
            fr: "Retire un message programmé, tant qu’il n’est pas parti.",
        },
        Endpoint::SendIdCreate => Text {
            en: "Names a send of an API campaign, so that its results can be asked for. 100 a day in a workspace; each name in each campaign counts.",
            fr: "Nomme un envoi d’une campagne API, pour en demander les résultats. 100 par jour dans un espace de travail\u{a0}; chaque nom dans chaque campagne compte.",
        },
        Endpoint::SegmentsList => Text {
            en: "The segments of the workspace, 100 on a page.",
            fr: "Les segments de l’espace de travail, 100 par page.",
        },
        Endpoint::SegmentsDataSeries => Text {
            en: "How large a segment was, day by day, as Braze estimates it.",
            fr: "La taille d’un segment, jour par jour, selon l’estimation de Braze.",
        },
        Endpoint::SegmentsDetails => Text {
            en: "What a segment is: its filters in words (`description`) and what a person wrote (`text_description`).",
            fr: "Ce qu’est un segment\u{a0}: ses filtres en mots (`description`) et ce qu’une personne en a écrit (`text_description`).",
        },
        Endpoint::SendsDataSeries => Text {
            en: "What became of a send, day by day. Braze keeps it for 14 days.",
            fr: "Ce qu’est devenu un envoi, jour par jour. Braze le garde 14 jours.",
        },
    }
}

pub(super) const AUDIENCE: Text = Text {
    en: "### Connected audience

[Braze’s page](https://www.braze.com/docs/api/objects_filters/connected_audience)

One filter, or `{\"AND\": [ … ]}` or `{\"OR\": [ … ]}` with filters and such groups in them. There is no `NOT`: comparisons have
their opposites. Default attributes, events, segments, nested attributes and arrays of objects cannot be filtered on.
",
    fr: "### Audience connectée

[La page de Braze](https://www.braze.com/docs/api/objects_filters/connected_audience)

Un filtre, ou `{\"AND\": [ … ]}` ou `{\"OR\": [ … ]}` avec des filtres et de tels groupes. Il n’y a pas de `NOT`\u{a0}: les
comparaisons ont leurs contraires. Les attributs standard, événements, segments, attributs imbriqués et tableaux d’objets ne
peuvent pas servir de filtre.
",
};

pub(super) const ANSWERS: Text = Text {
    en: "
## Answers

| status | what it means |
|---|---|
| 200, 201 | Done or queued. `errors` beside it name what was left out: strings, or objects with `type`, `input_array` and `index`. |
| 202 | Braze keeps it for later and gives no id: nobody knows whether it will be done. |
| 400, 413, 415 | Refused for what it says. |
| 401, 403 | The key: wrong, of another instance, or without the permission. A 401 echoes the key; Countersign never keeps it. |
| 429 | Too many. `X-RateLimit-Reset` is a Unix time or, for `/users/track`, seconds to go; beyond 10⁹ it is a time. |
| 5xx, none | Nobody knows whether it was done. |
",
    fr: "
## Réponses

| code | ce que cela veut dire |
|---|---|
| 200, 201 | Fait ou mis en file. `errors` à côté nomme ce qui est laissé de côté\u{a0}: des chaînes, ou des objets avec `type`, `input_array` et `index`. |
| 202 | Braze le garde pour plus tard et ne donne pas d’identifiant\u{a0}: nul ne sait si ce sera fait. |
| 400, 413, 415 | Refusé pour ce qui est dit. |
| 401, 403 | La clé\u{a0}: fausse, d’une autre instance, ou sans la permission. Un 401 répète la clé\u{a0}; Countersign ne la garde jamais. |
| 429 | Trop de requêtes. `X-RateLimit-Reset` est un instant Unix ou, pour `/users/track`, un nombre de secondes\u{a0}; au-delà de 10⁹, c’est un instant. |
| 5xx, aucune | Nul ne sait si c’est fait. |
",
};
