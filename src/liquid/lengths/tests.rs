//! What comes out of filters, variables and arms.

use super::*;
use crate::liquid::parse;

/// `first_name` has 2 to 14 letters, `custom_attribute.${tier}` 4 to 6; of others nothing is known.
fn expected(kind: UseKind, name: &str) -> Option<Lengths> {
    match (kind, name) {
        (UseKind::Attribute, "first_name") => Some(Lengths::between(2, 14)),
        (UseKind::CustomAttribute, "tier") => Some(Lengths::between(4, 6)),
        _ => None,
    }
}

fn of(source: &str) -> Printed {
    lengths(&parse(source).template, &expected)
}

fn whole(source: &str) -> (Option<usize>, Option<usize>) {
    let Lengths { shortest, longest } = of(source).whole;
    (shortest, longest)
}

const fn both(shortest: usize, longest: usize) -> (Option<usize>, Option<usize>) {
    (Some(shortest), Some(longest))
}

#[test]
fn data_may_be_missing() {
    assert_eq!(whole("{{ ${first_name} }}"), both(0, 14));
    assert_eq!(whole("{{ ${city} }}"), (Some(0), None));
    assert_eq!(whole("{{ ${city} | default: 'Lyon' }}"), (None, None));
    assert_eq!(whole("{{ ${first_name} | default: 'x' }}"), both(1, 14));
    assert_eq!(whole("{{ ${first_name} | default: 'a very dear customer' }}"), both(2, 20));
    assert_eq!(whole("{{ ${first_name} | default: '' }}"), both(0, 14));
    assert_eq!(whole("{% if ${first_name} != blank %}{{ ${first_name} }}{% else %}you{% endif %}"), both(2, 14));
}

#[test]
fn filters_change_lengths() {
    assert_eq!(whole("{{ 'Café' | upcase | append: '!' }}"), both(5, 5));
    assert_eq!(whole("{{ ${first_name} | append: '!' }}"), both(1, 15));
    assert_eq!(whole("{{ ${first_name} | default: 'you' | prepend: 'Dear ' }}"), both(7, 19));
    assert_eq!(whole("{{ ${city} | truncate: 20 }}"), both(0, 20));
    assert_eq!(whole("{{ ${first_name} | truncate: 8 }}"), both(0, 8));
    assert_eq!(whole("{{ ${first_name} | truncate: 20 }}"), both(0, 14));
    assert_eq!(whole("{{ ${first_name} | default: 'you' | slice: 0, 1 }}"), both(1, 1));
    assert_eq!(whole("{{ ${first_name} | default: 'you' | slice: 0, 5 }}"), both(2, 5));
    assert_eq!(whole("{{ ${first_name} | default: 'you' | strip }}"), both(0, 14));
    assert_eq!(whole("{{ ${first_name} | default: 'you' | replace: 'a', 'aa' }}"), both(2, 28));
    assert_eq!(whole("{{ ${city} | md5 }}"), both(32, 32));
    assert_eq!(whole("{{ 'a,b' | split: ',' | join: ' and ' }}"), both(7, 7));
    assert_eq!(whole("{{ 3 | plus: 9 }}"), both(2, 2));
    assert_eq!(whole("{{ tags | join: ', ' }}"), (Some(0), None));
}

#[test]
fn a_pattern_tells_how_long_a_date_gets() {
    assert_eq!(whole("{{ 'now' | date: '%d/%m/%Y' }}"), both(10, 10));
    assert_eq!(whole("{{ 'now' | date: '%-d %B %Y' }}"), both(10, 17));
    assert_eq!(whole("{{ ${date_of_birth} | date: '%d/%m' }}"), both(0, 5));
}

#[test]
fn variables_carry_lengths() {
    assert_eq!(whole("{% assign a = ${first_name} | default: 'you' %}{{ a }}{{ a }}"), both(4, 28));
    assert_eq!(whole("{% capture a %}Dear {{ ${first_name} | default: 'you' }}{% endcapture %}{{ a }}"), both(7, 19));
    let arms = "{% if x %}{% assign a = 'Hi' %}{% else %}{% assign a = 'Hello' %}{% endif %}{{ a }}";
    assert_eq!(whole(arms), both(2, 5));
    assert_eq!(whole("{% if x %}{% assign a = 'Hi' %}{% endif %}{{ a }}"), both(0, 2));
    // It grows from turn to turn.
    assert_eq!(whole("{% for i in list %}{{ a }}{% assign a = a | append: 'x' %}{% endfor %}{{ a }}"), (Some(0), None));
}

#[test]
fn arms_are_taken_one_at_a_time() {
    assert_eq!(whole("{% if x %}ab{% elsif y %}abcd{% else %}abc{% endif %}"), both(2, 4));
    assert_eq!(whole("{% if x %}ab{% endif %}"), both(0, 2));
    assert_eq!(whole("{% for i in (1..3) %}ab{% endfor %}"), both(6, 6));
    assert_eq!(whole("{% for i in list limit: 2 %}ab{% endfor %}"), both(0, 4));
    // Whoever is called off reads nothing.
    assert_eq!(whole("{% if x %}{% abort_message('no') %}a long text{% else %}ab{% endif %}"), both(2, 2));
}

#[test]
fn an_arm_that_contradicts_itself_is_out_of_reach() {
    let source = "{% if custom_attribute.${tier} == 'gold' %}{% if custom_attribute.${tier} == 'red' %}{{ 'a long text' }}{% endif %}{{ 'a' }}{% else %}b{% endif %}";
    let found = of(source);
    assert_eq!(found.outputs.iter().map(|output| output.reachable).collect::<Vec<_>>(), [false, true]);
    assert_eq!(found.whole, Lengths::between(1, 1));
}
