use super::parse;
use crate::diag::Severity;
use crate::liquid::faults;
use crate::liquid::tags::TAGS;
use crate::locale::{Facts, Locale};
use crate::text::apply;

/// `source` with the words of every finding marked, and what the first fix of each makes of it.
fn read(source: &str) -> (Vec<String>, String) {
    let found = parse(source).diagnostics;
    let marked = found.iter().map(|finding| finding.place.span.of(source).to_owned()).collect();
    let edits: Vec<_> =
        found.iter().filter_map(|finding| finding.fixes.first()).flat_map(|fix| fix.edits.clone()).collect();
    (marked, apply(source, &edits))
}

#[test]
fn mistakes_are_marked_and_mended() {
    let cases = [
        ("{{ x }", "{{ x }", "{{ x }}"),
        ("{{ x %}", "{{ x %}", "{{ x }}"),
        ("{% assign x = 1 }}y", "{% assign x = 1 }}", "{% assign x = 1 %}y"),
        ("{{ ${a} | default: ‘you’ }}", "‘you’", "{{ ${a} | default: 'you' }}"),
        ("{{ ${a} | default: “it’s” }}", "“it’s”", "{{ ${a} | default: \"it’s\" }}"),
        ("{% if ${a} = 'x' %}{% endif %}", "=", "{% if ${a} == 'x' %}{% endif %}"),
        ("{% if a => 1 %}{% endif %}", "=>", "{% if a >= 1 %}{% endif %}"),
        ("{% if a && b %}{% endif %}", "&&", "{% if a and b %}{% endif %}"),
        ("{% assign x == 1 %}", "==", "{% assign x = 1 %}"),
        ("{{ x | default 'y' }}", "", "{{ x | default: 'y' }}"),
        ("{{ x | upcaes }}", "upcaes", "{{ x | upcase }}"),
        ("{% asign x = 1 %}", "asign", "{% assign x = 1 %}"),
        ("{% if a %}b{% endfi %}", "endfi", "{% if a %}b{% endif %}"),
        ("{% if a %}b", "{% if a %}", "{% if a %}b{% endif %}"),
        ("{% if a | size > 3 %}{% endif %}", "a | size > 3", "{% if a %}{% endif %}"),
        (
            "Hey {{${first_name | default: 'there'}}, hi",
            "${first_name |",
            "Hey {{${first_name} | default: 'there'}}, hi",
        ),
        ("{{ ${frist_name} }}", "frist_name", "{{ ${first_name} }}"),
        ("{{ custom_attributes.${x} }}", "custom_attributes", "{{ custom_attribute.${x} }}"),
        ("{{ custom_attribute.$x }}", "$x", "{{ custom_attribute.${x} }}"),
        ("{{ first_name }}", "first_name", "{{ ${first_name} }}"),
        ("{{{ x }}}", "{{{ x }}}", "{{ x }}"),
        ("{{ a.0.b }}", ".0", "{{ a[0].b }}"),
        ("{% abort_message(‘no’) %}", "‘no’", "{% abort_message('no') %}"),
        ("{{ ${a | default: 'x'} }}", "${a |", "{{ ${a} | default: 'x' }}"),
        ("{% if a %}b{% else if c %}d{% endif %}", "else if", "{% if a %}b{% elsif c %}d{% endif %}"),
        ("{% if a === 1 %}b{% endif %}", "===", "{% if a == 1 %}b{% endif %}"),
        ("{% if a == True %}b{% endif %}", "True", "{% if a == true %}b{% endif %}"),
        ("{% for i in a %}b{% end for %}", "end for", "{% for i in a %}b{% endfor %}"),
        ("{% for i in a limit=3 %}{% endfor %}", "=", "{% for i in a limit:3 %}{% endfor %}"),
        ("{% assign my name = 3 %}", "my name", "{% assign my_name = 3 %}"),
        ("{{ custom_attribute.tier }}", "custom_attribute.tier", "{{ custom_attribute.${tier} }}"),
        ("{{\u{a0}x }}", "\u{a0}", "{{ x }}"),
        ("{% if a ==b and a == b %}b{% endif %}", "==", "{% if a == b and a == b %}b{% endif %}"),
        ("{% for i in'x' %}{% endfor %}", "in", "{% for i in 'x' %}{% endfor %}"),
        ("{% if a=='x' %}b{% endif %}", "==", "{% if a =='x' %}b{% endif %}"),
    ];
    for (source, words, mended) in cases {
        let (marked, fixed) = read(source);
        assert_eq!(marked, [words], "{source}");
        assert_eq!(fixed, mended, "{source}");
        let left = parse(&fixed).diagnostics;
        assert!(left.iter().all(|finding| finding.severity < Severity::Error), "{fixed}: {left:?}");
    }
}

#[test]
fn several_mistakes_are_all_told() {
    assert_eq!(
        read("{% assign prénom = 1 %}{{ 'now' | date: '%H' | time_zone: 'Mars' }}").0,
        ["prénom", "time_zone", "'Mars'"]
    );
    assert_eq!(read("{% if a %}b{% else %}c{% else %}d{% endif %}").0, ["{% else %}"]);
    let source = "{{ a | nope }}{% if b = 1 %}{{ ‘c’ }}{% endfor %}{% endif %}<!-- {{ d }} -->";
    assert_eq!(read(source).0, ["nope", "=", "‘c’", "{% endfor %}", "{{ d }}"]);
}

#[test]
fn what_is_right_is_left_alone() {
    for source in [
        "{% assign city = 'x' %}{{ city }}",
        "{% for language in x %}{{ language }}{% endfor %}",
        "<!--[if mso]>{{ x }}<![endif]-->",
        "{% connected_content https://x/ :save city %}{{ city.name }} {{ city }}",
        "<table>{% if a %}<tr>{% endif %}</table>{% if a %}</tr>{% endif %}",
        "{{ custom_attribute.${loyalty tier é} | default: 'x' }}",
        "body { a: {b: c} } 100 % of } { %} }}",
    ] {
        assert!(parse(source).diagnostics.is_empty(), "{source}: {:?}", parse(source).diagnostics);
    }
}

#[test]
fn the_forms_of_every_tag_are_right() {
    for tag in TAGS {
        for form in tag.forms {
            assert!(parse(form).diagnostics.is_empty(), "{form}: {:?}", parse(form).diagnostics);
        }
    }
}

#[test]
fn a_brace_in_quotes_ends_an_output() {
    assert_eq!(read("{{ a | append: 'x}y' }}").0, ["}"]);
    assert!(read("{% assign x = 'x}y' %}{{ {{${a}}} | append: x }}{{ ${b} }}").0.is_empty());
}

#[test]
fn every_mistake_is_told_in_both_languages() {
    for fault in faults::ALL {
        for text in [fault.what, fault.how] {
            assert!(!text.en.is_empty() && !text.fr.is_empty());
            assert_ne!(text.en, text.fr);
            let typed = text
                .fr
                .as_bytes()
                .windows(3)
                .any(|three| matches!(three, [a, b'\'', c] if a.is_ascii_alphabetic() && c.is_ascii_alphabetic()));
            assert!(!typed, "a straight apostrophe: {}", text.fr);
            for sign in [" : ", " ; ", " ?", "« ", " »"] {
                let code = sign.ends_with(':') && text.fr.contains("limit:");
                assert!(code || !text.fr.contains(sign), "a no-break space is missing: {}", text.fr);
            }
        }
        let facts = Facts::new().with("what", fault.what).with("how", fault.how).with("near", "x");
        for locale in [Locale::En, Locale::Fr] {
            assert!(!fault.notice.message.fill(locale, &facts).contains("{what}"));
        }
    }
}

#[test]
fn recovery_keeps_what_is_around_a_mistake() {
    let source = "a {% if x %}b {{ c d{% endif %} e {{ f }}";
    let template = parse(source).template;
    let spans: Vec<&str> = template.nodes.iter().map(|node| node.span.of(source)).collect();
    assert_eq!(spans, ["a ", "{% if x %}b {{ c d{% endif %}", " e ", "{{ f }}"]);
}
