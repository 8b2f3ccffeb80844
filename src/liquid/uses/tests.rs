use super::*;
use crate::liquid::parse;

/// `name role fallback` of every use.
fn told(source: &str) -> Vec<String> {
    let found = uses(&parse(source).template).uses;
    found
        .iter()
        .map(|found| {
            let fallback = match found.fallback {
                Fallback::None => "none",
                Fallback::Default(_) => "default",
                Fallback::EmptyDefault(_) => "empty",
                Fallback::Present(_) => "present",
            };
            format!("{} {:?} {fallback}", found.name, found.role).to_lowercase()
        })
        .collect()
}

#[test]
fn a_default_is_seen_wherever_it_stands() {
    assert_eq!(told("{{ ${first_name} }}"), ["first_name printed none"]);
    assert_eq!(told("{{ ${first_name} | upcase | default: 'you' }}"), ["first_name printed default"]);
    assert_eq!(told("{{ ${first_name} | default: '' }}"), ["first_name printed empty"]);
    assert_eq!(
        told("{% assign n = {{custom_attribute.${nick}}} | default: 'you' %}{{ n }}"),
        ["nick assigned default", "nick printed default"]
    );
    assert_eq!(told("{% assign n = custom_attribute.${nick} %}{{ n }}"), ["nick assigned none", "nick printed none"]);
}

#[test]
fn a_condition_that_sees_to_it_counts() {
    let present = ["city tested none", "city printed present"];
    for source in [
        "{% if ${city} != blank %}{{ ${city} }}{% endif %}",
        "{% if {{${city}}} %}{{${city}}}{% endif %}",
        "{% unless ${city} == nil %}{{ ${city} }}{% endunless %}",
        "{% if ${city} == blank %}x{% else %}{{ ${city} }}{% endif %}",
        "{% if ${city} == 'Lyon' or ${city} == 'Paris' %}{{ ${city} }}{% endif %}",
        "{% if ${city} == blank %}{% abort_message('no city') %}{% endif %}{{ ${city} }}",
        "{% case ${city} %}{% when 'Lyon' %}{{ ${city} }}{% endcase %}",
    ] {
        let mut found = told(source);
        found.dedup();
        assert_eq!(found, present, "{source}");
    }
    for source in [
        "{% if ${city} == blank %}{{ ${city} }}{% endif %}",
        "{% if ${city} != blank or x %}{{ ${city} }}{% endif %}",
        "{% if x and ${city} != 'Lyon' %}{{ ${city} }}{% endif %}",
        "{% if ${city} != blank %}{% endif %}{{ ${city} }}",
    ] {
        assert!(told(source).contains(&"city printed none".to_owned()), "{source}");
    }
}

#[test]
fn tags_call_up_what_they_name() {
    let source = "{% connected_content https://api.example.com/{{${city}}}?a=/b :save w %}{% catalog_items Games 1 %}\
        {{content_blocks.${footer}}}{% promotion('spring') %}";
    assert_eq!(
        told(source),
        [
            "api.example.com called none",
            "city sent none",
            "games called none",
            "footer printed none",
            "spring called none"
        ]
    );
}

#[test]
fn aborts_are_told_with_what_they_stand_under() {
    let found = uses(&parse("{% if ${city} == blank %}{% abort_message('no city') %}{% endif %}").template);
    assert_eq!(found.aborts.len(), 1);
    assert_eq!(found.aborts[0].guards.len(), 1);
    assert!(!found.always_aborts);
    assert!(uses(&parse("{% abort_message() %}").template).always_aborts);
}

#[test]
fn every_path_is_looked_at() {
    let on = |source: &str| {
        let spans: Vec<Span> = source.match_indices('*').map(|(at, _)| Span::new(at, at + 1)).collect();
        on_every_path(&parse(source).template, &spans)
    };
    assert!(on("a * b"));
    assert!(on("{% if x %}*{% elsif y %}{% unless z %}*{% else %}*{% endunless %}{% else %}*{% endif %}"));
    assert!(on("{% if x %}{% abort_message('x') %}{% else %}*{% endif %}"));
    assert!(on("{% for i in x %}*{% else %}*{% endfor %}"));
    assert!(on("{% if x %}*{% endif %}{% unless x %}*{% endunless %}"));
    assert!(on("{% if ${c} == 'FR' %}*{% endif %}{% if ${c} != 'FR' %}*{% endif %}"));
    assert!(on(
        "{% if ${c} == blank %}{% assign c = 'x' %}*{% else %}{% if ${c} == blank %}{% else %}*{% endif %}{% endif %}"
    ));
    assert!(!on("{% if x %}*{% endif %}{% assign x = 1 %}{% unless x %}*{% endunless %}"));
    assert!(!on("{% if ${c} == 'FR' %}*{% endif %}{% if ${c} == 'BE' %}*{% endif %}"));
    assert!(!on("{% if x %}*{% endif %}"));
    assert!(!on("{% if x %}*{% elsif y %}*{% endif %}"));
    assert!(!on("{% for i in x %}*{% endfor %}"));
    assert!(!on("{% comment %}*{% endcomment %}"));
    assert!(!on("{% capture x %}*{% endcapture %}"));
    assert!(!on("nothing"));
}

#[test]
fn conditions_are_found_from_a_place() {
    let source = "{% if a %}{% for i in b %}x{% endfor %}{% else %}y{% endif %}";
    let template = parse(source).template;
    let kinds = |word: &str| {
        let at = source.find(word).unwrap();
        conditions_of(&template, Span::new(at, at + 1)).iter().map(|guard| guard.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds("x"), [GuardKind::Condition, GuardKind::Loop]);
    assert_eq!(kinds("y"), [GuardKind::Else]);
}

#[test]
fn ways_are_told_apart() {
    let told = |source: &str| {
        let found = ways(&parse(source).template, 64);
        let reachable = found.ways.iter().filter(|way| way.reachable).count();
        (found.ways.len(), reachable, found.ways.iter().filter(|way| way.aborts).count(), found.complete)
    };
    assert_eq!(told("a"), (1, 1, 0, true));
    assert_eq!(told("{% if a %}x{% elsif b %}y{% endif %}"), (3, 3, 0, true));
    assert_eq!(told("{% if a == 1 %}x{% if a == 2 %}y{% endif %}{% endif %}"), (3, 2, 0, true));
    assert_eq!(told("{% for i in a %}x{% endfor %}{% if b %}{% abort_message('x') %}{% endif %}"), (4, 4, 2, true));
    assert!(
        !told(
            &"{% if a %}x{% else %}{% if b %}{% endif %}{% endif %}{% assign a = ${c} %}{% assign b = ${c} %}"
                .repeat(9)
        )
        .3
    );
}
