//! Tags at work: what a small template prints, for the guide and as tests.

use crate::liquid::filters::Example;

const fn shows(template: &'static str, prints: &'static str) -> Example {
    Example { template, data: "{}", prints }
}

const fn with(template: &'static str, data: &'static str, prints: &'static str) -> Example {
    Example { template, data, prints }
}

/// A tag and what it does in a template.
pub(super) const TAGS: &[(&str, &[Example])] = &[
    ("assign", &[shows("{% assign shop = 'Pentes' | upcase %}See you at {{ shop }}", "See you at PENTES")]),
    (
        "capture",
        &[with(
            "{% capture name %}{{ ${first_name} }} {{ ${last_name} }}{% endcapture %}{{ name | upcase }}",
            r#"{"first_name": "Ann", "last_name": "Lee"}"#,
            "ANN LEE",
        )],
    ),
    (
        "if",
        &[with(
            "{% if custom_attribute.${points} > 100 %}Gold{% else %}Silver{% endif %}",
            r#"{"custom_attribute": {"points": 120}}"#,
            "Gold",
        )],
    ),
    (
        "elsif",
        &[with(
            "{% if ${language} == 'fr' %}Bonjour{% elsif ${language} == 'es' %}Hola{% endif %}",
            r#"{"language": "es"}"#,
            "Hola",
        )],
    ),
    (
        "else",
        &[with("{% if ${city} == 'Lyon' %}Near you{% else %}Come by{% endif %}", r#"{"city": "Lille"}"#, "Come by")],
    ),
    (
        "unless",
        &[with("{% unless ${city} == blank %}In {{ ${city} }}{% endunless %}", r#"{"city": "Lyon"}"#, "In Lyon")],
    ),
    (
        "case",
        &[with(
            "{% case ${language} %}{% when 'fr' %}Merci{% else %}Thank you{% endcase %}",
            r#"{"language": "de"}"#,
            "Thank you",
        )],
    ),
    (
        "when",
        &[with(
            "{% case ${country} %}{% when 'BE', 'CH' or 'FR' %}Bonjour{% endcase %}",
            r#"{"country": "CH"}"#,
            "Bonjour",
        )],
    ),
    (
        "for",
        &[
            with(
                "{% for item in event_properties.${items} limit: 2 %}{{ item }}. {% endfor %}",
                r#"{"event_properties": {"items": ["Tea", "Cup", "Jug"]}}"#,
                "Tea. Cup. ",
            ),
            shows("{% for n in (1..3) %}{{ n }}{% unless forloop.last %}, {% endunless %}{% endfor %}", "1, 2, 3"),
            shows(
                "{% for item in nothing %}{{ item }}{% else %}Your basket is empty{% endfor %}",
                "Your basket is empty",
            ),
        ],
    ),
    ("break", &[shows("{% for n in (1..9) %}{% if n == 3 %}{% break %}{% endif %}{{ n }}{% endfor %}", "12")]),
    ("continue", &[shows("{% for n in (1..4) %}{% if n == 2 %}{% continue %}{% endif %}{{ n }}{% endfor %}", "134")]),
    (
        "tablerow",
        &[shows(
            "{% tablerow n in (1..2) cols: 2 %}{{ n }}{% endtablerow %}",
            "<tr class=\"row1\">\n<td class=\"col1\">1</td><td class=\"col2\">2</td></tr>\n",
        )],
    ),
    ("cycle", &[shows("{% for n in (1..3) %}{% cycle 'odd', 'even' %} {% endfor %}", "odd even odd ")]),
    ("increment", &[shows("{% increment n %} {% increment n %}", "0 1")]),
    ("decrement", &[shows("{% decrement n %} {% decrement n %}", "-1 -2")]),
    (
        "ifchanged",
        &[with(
            "{% for day in days %}{% ifchanged %}{{ day }} {% endifchanged %}{% endfor %}",
            r#"{"days": ["Mon", "Mon", "Tue"]}"#,
            "Mon Tue ",
        )],
    ),
    ("raw", &[shows("{% raw %}{{ name }}{% endraw %}", "{{ name }}")]),
    ("comment", &[shows("Tea{% comment %} for the next editor {% endcomment %} time{% # on one line %}", "Tea time")]),
    ("doc", &[shows("Tea{% doc %}Notes for those who keep this template.{% enddoc %} time", "Tea time")]),
    ("echo", &[with("{% echo ${first_name} | default: 'you' %}", r#"{"first_name": "Ann"}"#, "Ann")]),
    ("liquid", &[shows("{% liquid\n  assign n = 2 | times: 3\n  echo n\n%}", "6")]),
    (
        "abort_message",
        &[with(
            "{% if ${first_name} == blank %}{% abort_message('no name') %}{% endif %}Dear {{ ${first_name} }}",
            r#"{"first_name": "Ann"}"#,
            "Dear Ann",
        )],
    ),
    (
        "connected_content",
        &[with(
            "{% connected_content https://api.example.com/weather?q={{${city}}} :save weather %}{{ weather.today }}",
            r#"{"city": "Lyon", "connected_content": {"https://api.example.com/weather?q=Lyon": {"today": "sun"}}}"#,
            "sun",
        )],
    ),
    (
        "catalog_items",
        &[with(
            "{% catalog_items Teas 7 %}{{ items[0].name }}",
            r#"{"catalogs": {"Teas": {"7": {"name": "Oolong"}}}}"#,
            "Oolong",
        )],
    ),
    (
        "catalog_selection_items",
        &[with(
            "{% catalog_selection_items Teas new %}{% for item in items %}{{ item.name }} {% endfor %}",
            r#"{"catalog_selections": {"Teas": {"new": [{"name": "Oolong"}]}}}"#,
            "Oolong ",
        )],
    ),
    ("message_extras", &[shows("{% message_extras :key branch :value 12 %}Hello", "Hello")]),
    (
        "promotion",
        &[with("Your code: {% promotion('spring') %}", r#"{"promotions": {"spring": "TEA-10"}}"#, "Your code: TEA-10")],
    ),
    ("random", &[shows("{% random 10 %}", "5")]),
    (
        "shopping_cart",
        &[shows(
            "{% shopping_cart {{context.${cart_id}}} :abort_if_not_abandoned false %}Your tea is waiting",
            "Your tea is waiting",
        )],
    ),
    ("landing_page_url", &[shows("<a href=\"{% landing_page_url spring-offer %}\">", "<a href=\"\">")]),
    ("translation", &[shows("{% translation greeting %}Hello{% endtranslation %}", "Hello")]),
    ("message_component", &[shows("{% message_component \"Subject\" %}", "")]),
    ("form_field_name", &[shows("{% form_field_name :email_state 1 %}", "")]),
];
