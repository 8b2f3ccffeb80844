//! Templates that mean harm to whoever renders them: each is answered or refused, quickly, in bounded memory.

use countersign::liquid::eval::{Refused, World, render};
use countersign::liquid::parse;
use countersign::liquid::value::Value;
use serde_json::json;
use std::time::{Duration, Instant};

/// In a build without optimisation, beside other tests. With optimisation each takes a small part of a second.
const PATIENCE: Duration = Duration::from_secs(10);

fn harms() -> Vec<(&'static str, String)> {
    let twice = |start: &str, step: &str| {
        format!(
            "{{% assign s = {start} %}}{{% for i in (1..99) %}}{{% assign s = {step} %}}{{% endfor %}}{{{{ s | size }}}}"
        )
    };
    let blocks = |open: &str, close: &str, depth: usize| format!("{}x{}", open.repeat(depth), close.repeat(depth));
    vec![
        ("a range without end", "{% for i in (1..300000000) %}x{% endfor %}".into()),
        ("the greatest range", "{{ (-9223372036854775808..9223372036854775807) | size }}{% for i in (-9223372036854775808..9223372036854775807) %}x{% endfor %}".into()),
        ("a range written out", "{{ (1..300000000) | reverse | join }}".into()),
        ("loops in loops", "{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}".into()),
        ("loops that do nothing", "{% for i in (1..100000) %}{% for j in (1..100000) %}{% break %}{% endfor %}{% endfor %}".into()),
        ("text that doubles", twice("'x'", "s | append: s")),
        ("lists that double", twice("'a,b' | split: ','", "s | concat: s")),
        ("replacements that grow", twice("'xx'", "s | replace: 'x', s")),
        ("empty text replaced", twice("'xx'", "s | replace: '', s")),
        ("escapes that grow", twice("'&'", "s | escape")),
        ("base64 that grows", twice("'x'", "s | base64_encode")),
        ("joins that grow", twice("'ab' | split: ''", "s | join: s | split: ''")),
        ("captures that double", "{% assign s = 'x' %}{% for i in (1..99) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s | size }}".into()),
        ("many captures kept", "{% for i in (1..99999) %}{% capture s %}{{ s }}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endcapture %}{% endfor %}".into()),
        ("long text compared again and again", format!("{{% assign a = '{}' | append: 'y' %}}{{% assign b = a | append: '' %}}{{% for i in (1..99999) %}}{{% if a == b and a contains 'xz' %}}z{{% endif %}}{{% endfor %}}", "x".repeat(500_000))),
        ("a long name again and again", format!("{{% for i in (1..99999) %}}{{{{ {} }}}}{{% endfor %}}", "n".repeat(500_000))),
        ("many arguments again and again", format!("{{% for i in (1..99999) %}}{{{{ i | plus: {} 1 }}}}{{% endfor %}}", "1, ".repeat(100_000))),
        ("widths of dates", format!("{{{{ 0 | date: '{}' | size }}}}", "%999Y".repeat(200))),
        ("a pattern of dates too long", format!("{{{{ 0 | date: '{}' | size }}}}", "%Y".repeat(100_000))),
        ("tags never closed", format!("{{{{ '{}' | strip_html | size }}}}", "<script".repeat(50_000))),
        ("comments never closed", format!("{{{{ '{}' | strip_html | size }}}}", "<!--<style".repeat(50_000))),
        ("references never closed", format!("{{{{ '{}' | escape_once | size }}}}", "&#1".repeat(50_000))),
        ("JSON as deep as can be", format!("{{% assign a = '{}' | json_parse %}}{{{{ a | as_json_string }}}}", "[".repeat(100_000))),
        ("JSON that is wide", format!("{{% for i in (1..999) %}}{{% assign a = '[{}1]' | json_parse | uniq | sort | reverse %}}{{% endfor %}}", "[],".repeat(100_000))),
        ("digits without end", format!("{{{{ {0} | times: {0} | plus: 0.1 | round: 99999999 }}}}", "9".repeat(30))),
        ("numbers that grow", twice("10", "s | times: s")),
        ("fractions that shrink", twice("0.1", "s | times: s")),
        ("blocks in blocks", blocks("{% if true %}", "{% endif %}", 5000)),
        ("loops as deep as can be", blocks("{% for i in (1..2) %}", "{% endfor %}", 99)),
        ("blocks that call themselves", "{{content_blocks.${deep}}}{{content_blocks.${again}}}".into()),
        ("names that are paths", format!("{{{{custom_attribute.${{{}}}}}}}", "a.".repeat(100_000))),
        ("brackets in brackets", format!("{{{{ {}a{} }}}}", "a[".repeat(50_000), "]".repeat(50_000))),
        ("rows without end", "{% tablerow i in (1..100000) cols: 1 %}{% tablerow j in (1..100000) %}x{% endtablerow %}{% endtablerow %}".into()),
        ("counters", "{% for i in (1..99999) %}{% increment a %}{% decrement b %}{% cycle 1, 2, 3 %}{% endfor %}".into()),
    ]
}

#[test]
fn harm_is_answered_quickly() {
    let deep = format!("{}{{{{content_blocks.${{deep}}}}}}{}", "{% if true %}".repeat(90), "{% endif %}".repeat(90));
    let data = json!({"content_blocks": {"again": "{{content_blocks.${again}}}", "deep": deep}, "custom_attribute": {"a": {"a": 1}}});
    let value = Value::from(&data);
    let mut slowest = (Duration::ZERO, "");
    for (name, template) in harms() {
        let parsed = parse(&template);
        let world = World::default().with_samples(&data);
        let start = Instant::now();
        let answer = render(&parsed.template, &value, &world);
        let taken = start.elapsed();
        let told = match &answer {
            Ok(done) => {
                format!("{} bytes, {:?}", done.output.len(), done.errors.first().map(|mistake| &mistake.message))
            }
            Err(refused) => refused.code().to_owned(),
        };
        println!("{taken:>10.1?} {name}: {told}");
        assert!(taken < PATIENCE, "{name} took {taken:?}");
        slowest = slowest.max((taken, name));
    }
    println!("slowest: {slowest:?}");
}

#[test]
fn what_is_refused_says_so() {
    let refused = |template: &str| render(&parse(template).template, &Value::Nil, &World::default()).unwrap_err();
    assert_eq!(refused("{% for i in (1..300000000) %}x{% endfor %}"), Refused::Items);
    assert_eq!(refused("{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}"), Refused::Steps);
}

/// Pieces of templates, whole and broken.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{%",
    "%}",
    "{%-",
    "-%}",
    "{{-",
    "-}}",
    "{{ a }}",
    "{{ h.x[0] | default: 'y' }}",
    "${x}",
    "{{${first_name}}}",
    "custom_attribute.${a b}",
    "|",
    " | ",
    "upcase",
    "append: 'é'",
    "slice: -2, 9",
    "date: '%F %^10A %-d'",
    "replace: '', '\\0'",
    "split: ''",
    "join",
    "sort: 'n'",
    "sort_natural",
    "uniq",
    "map: 'n'",
    "where: 'n', 1",
    "sum",
    "truncate: 3, '…'",
    "times: 1e9",
    "divided_by: 0",
    "modulo: 0.0",
    "round: -400",
    "round: 400",
    "money",
    "number_with_delimiter",
    "json_parse",
    "as_json_string",
    "time_zone: 'Asia/Tokyo'",
    "base64_decode",
    "url_decode",
    "strip_html",
    "escape_once",
    "if ",
    "elsif ",
    "else",
    "endif",
    "unless ",
    "endunless",
    "case ",
    "when ",
    "endcase",
    "for i in ",
    "endfor",
    "tablerow i in ",
    "endtablerow",
    "cycle ",
    "break",
    "continue",
    "assign a = ",
    "capture b",
    "endcapture",
    "increment c",
    "decrement c",
    "raw",
    "endraw",
    "comment",
    "endcomment",
    "liquid\n",
    "echo ",
    "# ",
    "render 'p'",
    "include 'p'",
    "(1..3)",
    "(1..99999999999999)",
    "(-9223372036854775808..9223372036854775807)",
    "limit: ",
    "offset: continue",
    "offset: -9223372036854775808",
    "cols: 0",
    "reversed",
    " == ",
    " <= ",
    " contains ",
    " and ",
    " or ",
    "nil",
    "true",
    "blank",
    "empty",
    "'",
    "\"",
    "‘",
    "0",
    "-1",
    "1.5",
    "9223372036854775807",
    "99999999999999999999999999999999999999999999",
    "1e400",
    "a",
    "h",
    "s",
    "l",
    "forloop",
    ".index",
    ".first",
    ".last",
    ".size",
    "[0]",
    "[-1]",
    "[a]",
    "[",
    "]",
    ".",
    ":",
    ",",
    " ",
    "\n",
    "é",
    "日本",
    "\u{0}",
    "\u{202e}",
    "connected_content https://x.y :save z",
    "catalog_items c 1",
    "abort_message('x')",
    "content_blocks.${p}",
    "message_extras :key a :value b",
    "random 10",
    "<!--",
    "-->",
    "text",
];

/// A small generator of numbers: the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

/// `COUNTERSIGN_FUZZ=10000000` makes it long.
#[test]
fn any_text_is_read_and_rendered() {
    let runs: u64 = std::env::var("COUNTERSIGN_FUZZ").ok().and_then(|runs| runs.parse().ok()).unwrap_or(20_000);
    let data = json!({
        "a": 5, "s": "Çà va", "l": [3, null, "x", [1.5, true], {"n": 1}], "h": {"x": [1, 2], "n": "v"}, "first_name": "Ann",
        "custom_attribute": {"a b": 1e300}, "content_blocks": {"p": "{{ a }}{% break %}"}, "partials": {"p": "{{ a }}{{ i }}"},
        "connected_content": {"https://x.y": {"n": [1]}}, "catalogs": {"c": {"1": {"n": 1}}},
    });
    let value = Value::from(&data);
    let world = World::default().with_samples(&data);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..runs {
        let length = 1 + dice.roll(24);
        let mut template = String::new();
        for _ in 0..length {
            // Half of the pieces stand in tags or outputs of their own, so that much of it is well formed.
            let piece = PIECES[dice.roll(PIECES.len())];
            match dice.roll(6) {
                0 => template.extend(["{% ", piece, " ", PIECES[dice.roll(PIECES.len())], " %}"]),
                1 => template.extend(["{{ ", ["a", "s", "l", "h", "x"][dice.roll(5)], " | ", piece, " }}"]),
                _ => template.push_str(piece),
            }
        }
        let parsed = parse(&template);
        let start = Instant::now();
        if let Ok(done) = render(&parsed.template, &value, &world) {
            let mut end = 0;
            for stretch in &done.trace {
                assert_eq!(stretch.output.start, end, "the trace has a gap: {template:?}");
                assert!(stretch.source.end <= template.len(), "{template:?}");
                let (output, source) = (stretch.output.of(&done.output), stretch.source.of(&template));
                assert!(!stretch.verbatim || output == source, "{template:?}");
                end = stretch.output.end;
            }
            assert_eq!(end, done.output.len(), "the trace ends early: {template:?}");
        }
        assert!(start.elapsed() < PATIENCE, "{template:?}");
    }
}
