//! The guide's first chapter: how Liquid is read, and what surprises people.

use crate::liquid::filters::Example;
use crate::locale::Text;

/// A section.
pub(super) struct Basic {
    pub(super) title: Text,
    pub(super) doc: Text,
    /// Run as tests.
    pub(super) examples: &'static [Example],
}

const fn shows(template: &'static str, prints: &'static str) -> Example {
    Example { template, data: "{}", prints }
}

const fn with(template: &'static str, data: &'static str, prints: &'static str) -> Example {
    Example { template, data, prints }
}

/// In the order of the guide.
pub(super) const BASICS: &[Basic] = &[
    Basic {
        title: Text { en: "Values and tags", fr: "Valeurs et balises" },
        doc: Text {
            en: "Two braces print a value; filters after “|” change it, from left to right. A brace and a percent sign do something: they choose, repeat, remember. What is missing prints nothing, so give personal data a `default`.",
            fr: "Deux accolades affichent une valeur ; les filtres après « | » la transforment, de gauche à droite. Une accolade et un signe pour cent agissent : choisir, répéter, retenir. Ce qui manque n’affiche rien : donnez un `default` aux données personnelles.",
        },
        examples: &[
            with("Hi {{ ${first_name} | default: 'you' | upcase }}!", r#"{"first_name": "Ann"}"#, "Hi ANN!"),
            with("Hi {{ ${first_name} | default: 'you' | upcase }}!", "{}", "Hi YOU!"),
            with(
                "{% if ${city} == 'Lyon' %}See you in the shop{% endif %}",
                r#"{"city": "Lyon"}"#,
                "See you in the shop",
            ),
        ],
    },
    Basic {
        title: Text { en: "Braces in tags", fr: "Des accolades dans les balises" },
        doc: Text {
            en: "On its own, data must stand in two braces; inside a tag it may, or may not. Two references in one output do not work: assign one of them first. Three braces are never right.",
            fr: "Seule, une donnée s’écrit entre deux accolades ; dans une balise, elles sont permises, sans être obligatoires. Deux références dans une même sortie ne fonctionnent pas : affectez d’abord l’une d’elles. Trois accolades sont toujours une erreur.",
        },
        examples: &[
            with(
                "{% if {{custom_attribute.${tier}}} == 'gold' %}Gold{% endif %}",
                r#"{"custom_attribute": {"tier": "gold"}}"#,
                "Gold",
            ),
            with(
                "{% if custom_attribute.${tier} == 'gold' %}Gold{% endif %}",
                r#"{"custom_attribute": {"tier": "gold"}}"#,
                "Gold",
            ),
        ],
    },
    Basic {
        title: Text { en: "Conditions", fr: "Conditions" },
        doc: Text {
            en: "`==` equal, `!=` not equal, `>` `<` `>=` `<=`, `contains` (a part of a text, a whole item of a list), `and`, `or`. There are no parentheses, no `not` and no filters. `and` and `or` have no precedence: they are worked from the right, so `a and b or c` is `a and (b or c)`; nest two tags where it matters. Only `nil` and `false` are untrue: an empty text is true. `blank` is also equal to white space, `empty` only to an empty text or list.",
            fr: "`==` égal, `!=` différent, `>` `<` `>=` `<=`, `contains` (une partie d’un texte, un élément entier d’une liste), `and` (et), `or` (ou). Ni parenthèses, ni `not`, ni filtres. `and` et `or` n’ont pas de priorité : ils s’évaluent de droite à gauche, donc `a and b or c` est `a and (b or c)` ; imbriquez deux balises quand cela compte. Seuls `nil` et `false` sont faux : un texte vide est vrai. `blank` est aussi égal à des espaces, `empty` seulement à un texte ou une liste vide.",
        },
        examples: &[
            with("{% if tags contains 'tea' %}Tea{% endif %}", r#"{"tags": ["tea", "cup"]}"#, "Tea"),
            with("{% if false and false or true %}yes{% else %}no{% endif %}", "{}", "no"),
            with("{% if ${city} == blank %}No city{% endif %}", r#"{"city": " "}"#, "No city"),
            with(
                "{% assign many = tags | size %}{% if many > 1 %}{{ many }} tags{% endif %}",
                r#"{"tags": ["tea", "cup"]}"#,
                "2 tags",
            ),
        ],
    },
    Basic {
        title: Text { en: "White space", fr: "Espaces et retours à la ligne" },
        doc: Text {
            en: "A hyphen beside the brace or percent sign takes the white space and line breaks of the text on that side: `{{-`, `-}}`, `{%-`, `-%}`. A block that would print nothing but white space prints nothing.",
            fr: "Un trait d’union collé à l’accolade ou au signe pour cent supprime les espaces et les retours à la ligne du texte de ce côté : `{{-`, `-}}`, `{%-`, `-%}`. Un bloc qui n’afficherait que des espaces n’affiche rien.",
        },
        examples: &[
            shows("<p> {{- 'Hi' -}} </p>", "<p>Hi</p>"),
            shows("Tea {%- if true %} and cake{% endif -%} !", "Tea and cake!"),
        ],
    },
    Basic {
        title: Text { en: "Texts, numbers, lists", fr: "Textes, nombres, listes" },
        doc: Text {
            en: "A text stands in straight quotes, `'` or `\"`; curly quotes break Liquid. Whole numbers divide to whole numbers: write `100.0` for a fraction. The first item of a list is `[0]`. A list is made with `split`; a hash cannot be made.",
            fr: "Un texte s’écrit entre guillemets droits, `'` ou `\"` ; les guillemets courbes ou français cassent le Liquid. Deux entiers se divisent en un entier : écrivez `100.0` pour obtenir des décimales. Le premier élément d’une liste est `[0]`. Une liste se fabrique avec `split` ; un objet ne peut pas se fabriquer.",
        },
        examples: &[
            shows("{{ 10 | divided_by: 4 }} {{ 10 | divided_by: 4.0 }}", "2 2.5"),
            shows("{% assign days = 'Mon,Tue,Wed' | split: ',' %}{{ days[0] }} to {{ days.last }}", "Mon to Wed"),
        ],
    },
    Basic {
        title: Text { en: "Dates", fr: "Dates" },
        doc: Text {
            en: "`'now'` is the moment of sending. Dates are in UTC unless `time_zone` stands before `date`.",
            fr: "`'now'` est le moment de l’envoi. Les dates sont en UTC, sauf si `time_zone` précède `date`.",
        },
        examples: &[shows("{{ '2026-06-15 22:30' | time_zone: 'Europe/Paris' | date: '%d/%m %H:%M' }}", "16/06 00:30")],
    },
    Basic {
        title: Text { en: "Where it runs", fr: "Où il s’exécute" },
        doc: Text {
            en: "Subject, body, plain text and each header are read on their own: a variable of one is unknown in the others. HTML comments are removed before Liquid is read, so Liquid in them never runs; use `comment` instead.",
            fr: "L’objet, le corps, le texte brut et chaque en-tête sont lus séparément : une variable de l’un est inconnue des autres. Les commentaires HTML sont retirés avant la lecture : le Liquid qu’ils contiennent ne s’exécute jamais ; utilisez plutôt `comment`.",
        },
        examples: &[shows("Tea{% comment %}{{ 'not read' | upcase }}{% endcomment %} time", "Tea time")],
    },
];
