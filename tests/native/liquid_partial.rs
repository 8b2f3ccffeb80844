//! Partial evaluation: the residue, evaluated with the rest of the data, prints what the whole prints.

use crate::liquid_harm::fuzz::targets::{Few, Residue};
use countersign::liquid::dates::Moment;
use countersign::liquid::eval::{World, render};
use countersign::liquid::parse;
use countersign::liquid::partial::{Emit, PartialError, Path, specialise};
use countersign::liquid::value::Value;
use countersign::text::Span;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

fn residue(source: &str, known: &[(&str, Json)]) -> Result<String, PartialError> {
    let known = Few(known.iter().map(|(name, value)| ((*name).to_owned(), Value::from(value))).collect());
    let mut residue = Residue::new(source);
    specialise(&parse(source).template, &known, &mut residue)?;
    Ok(residue.text)
}

fn shared(path: &str) -> Option<Json> {
    let path = format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    match std::fs::read_to_string(path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            told!("skipped: ../shared is not here");
            None
        }
    }
}

fn print(template: &str, data: &Json, samples: &Json) -> Option<String> {
    let world = World::at(Moment::of_seconds(1_781_533_800).unwrap()).with_samples(samples);
    render(&parse(template).template, &Value::from(data), &world).ok().map(|rendered| rendered.output)
}

/// A small generator of random bits, so that a failure can be told by its number.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn what_mentions_no_known_name_comes_back_as_it_is() {
    for file in ["liquid/golden_public.json", "liquid/spec_public.json", "liquid/braze_seed.json"] {
        let Some(cases) = shared(file) else { return };
        for case in cases["tests"].as_array().unwrap() {
            let source = case["template"].as_str().unwrap();
            let known = Few(BTreeMap::new());
            let mut residue = Residue::new(source);
            specialise(&parse(source).template, &known, &mut residue).unwrap();
            assert_eq!(residue.text, source);
            assert!(residue.pieces <= 1, "{source:?} came in {} pieces", residue.pieces);
        }
    }
}

/// How many random splits; `COUNTERSIGN_SPLITS` asks for another number, and which tags are entangled how often.
fn splits() -> usize {
    std::env::var("COUNTERSIGN_SPLITS").ok().and_then(|splits| splits.parse().ok()).unwrap_or(100_000)
}

#[test]
fn what_goes_on_from_turn_to_turn_of_a_loop_that_stays_is_not_written_out() {
    let source = "{% for i in l %}{% for n in (1..2) offset: continue %}{{ n }}{% endfor %}{% endfor %}";
    assert!(matches!(residue(source, &[("n", Json::from(2))]), Err(PartialError::Entangled { .. })));
    // Written out, a loop of Braze's bears the name of another.
    let source = "{% for i in (1..n) limit: x %}{% for i in (1..2) offset: continue %}{{ i }}{% endfor %}{% endfor %}";
    assert!(matches!(residue(source, &[("n", Json::from(2))]), Err(PartialError::Entangled { .. })));
    // By itself, and in a loop of ours, it goes on as it should.
    let source = "{% for i in k %}{% for n in (1..m) limit: 2 offset: continue %}{{ n }}{% endfor %};{% endfor %}";
    assert_eq!(residue(source, &[("k", serde_json::json!([1, 2])), ("m", Json::from(4))]).unwrap(), "12;34;");
}

/// The residue of each, with the rest of the data, prints what the whole prints; or it is refused, where that is wanted.
fn hold(known: &[&str], data: &Json, cases: &[(&str, bool)]) {
    let ours: Vec<(&str, Json)> = known.iter().map(|name| (*name, data[*name].clone())).collect();
    let mut rest = data.clone();
    known.iter().for_each(|name| drop(rest.as_object_mut().unwrap().remove(*name)));
    for (source, refused) in cases {
        match residue(source, &ours) {
            Ok(text) => {
                assert!(!refused, "{source} became {text}");
                assert_eq!(print(&text, &rest, &rest), print(source, data, data), "{source} became {text}");
            }
            Err(error) => assert!(*refused && error.code() == "liquid-entangled", "{source}: {error}"),
        }
    }
}

#[test]
fn what_a_tag_of_brazes_may_leave_as_it_was_is_written_down_before_it() {
    let data = serde_json::json!({ "ours": "A", "list": [1, 2], "who": "Zoe", "on": true, "turns": [1, 2] });
    hold(
        &["ours", "list"],
        &data,
        &[
            // The filter fails, and the variable stays.
            ("{% assign x = ours %}{% assign x = who | slice: who %}{{ x }}", false),
            ("{% assign ours = who | slice: who %}{{ ours }}", false),
            ("{% assign x = list %}{% assign x = who | slice: who %}{{ x }}", true),
            ("{% assign x = list %}{% assign x = who %}{{ x }}", false),
            // No answer, no variable.
            ("{% assign x = ours %}{% connected_content https://x.y :save x %}{{ x }}", false),
            // A name of ours that Braze may come to assign.
            ("{% unless on %}{% assign ours = who %}{% endunless %}{{ ours }}", false),
            ("{% unless on %}{% assign list = who %}{% endunless %}{{ list }}", true),
            (
                "{% tablerow i in nothing %}{% capture ours %}{{ who }}{% endcapture %}{% endtablerow %}{{ ours }}",
                false,
            ),
        ],
    );
}

#[test]
fn an_error_is_printed_or_not_as_it_was() {
    let data = serde_json::json!({ "nothing": "", "brace": "a}b", "who": "Zoe", "list": [1] });
    hold(
        &["nothing", "brace", "list"],
        &data,
        &[
            ("{% if who < 1 %}{{ nothing }}{% endif %}", false),
            ("{% if who < 1 %} {% assign x = nothing %} {% endif %}{{ who }}", false),
            ("{% for i in (1..who) limit: who %}{{ nothing }}{% endfor %}", false),
            ("{% tablerow i in who cols: true %}{{ nothing }}{% endtablerow %}", false),
            ("{% tablerow i in who cols: true %}{% tablerow j in list %}{% endtablerow %}{% endtablerow %}", true),
            // A single brace would end the output of Braze's.
            ("{{ who | append: brace }}", true),
        ],
    );
}

#[test]
fn what_one_turn_of_brazes_loop_leaves_to_the_next_is_no_list_of_ours() {
    let data = serde_json::json!({ "ours": "A", "list": [1, 2], "who": "Zoe", "turns": [1, 2], "none": {} });
    hold(
        &["ours", "list"],
        &data,
        &[
            ("{% for i in turns %}{{ x }}{% assign x = ours %}{% endfor %}", false),
            ("{% for i in turns %}{{ x }}{% assign x = list %}{% endfor %}", true),
            ("{% for i in turns %}{% assign x = list %}{{ x[0] }}{% endfor %}", false),
            ("{% tablerow i in turns %}{{ x }}{% assign x = list %}{% endtablerow %}", true),
            ("{% for i in turns %}{% for j in turns limit: x %}.{% endfor %}{% assign x = list %}{% endfor %}", true),
            ("{% case none %}{% when empty, x %}{{ who }}{% assign x = list | slice: 9 %}{% endcase %}", true),
        ],
    );
}

#[test]
fn loops_of_ours_and_of_brazes_may_stand_in_each_other() {
    let data = serde_json::json!({ "list": [1, 2], "turns": [1, 2], "more": [7, 8], "two": 2 });
    hold(
        &["list"],
        &data,
        &[
            (
                "{% for t in turns %}{% for i in list %}{{ forloop.parentloop.index }}{{ forloop.index }}{% endfor %}{% endfor %}",
                false,
            ),
            (
                "{% for i in list %}{% for t in turns %}{{ forloop.parentloop.index }}{{ forloop.index }}{% endfor %}{% endfor %}",
                false,
            ),
            (
                "{% for t in turns %}{% for i in list %}{% for m in more %}{{ forloop.parentloop.parentloop.index }}\
             {{ forloop.parentloop.last }}{{ forloop.index }} {% endfor %}{% endfor %}{% endfor %}",
                false,
            ),
            (
                "{% for t in turns %}{% for i in list %}{% tablerow m in more %}{{ forloop.parentloop.index }}{% endtablerow %}{% endfor %}{% endfor %}",
                false,
            ),
            (
                "{% for t in turns %}{% for i in list %}{% assign f = forloop %}{{ f.parentloop.index }}{% endfor %}{% endfor %}",
                true,
            ),
            // Where one stopped, the other does not know.
            (
                "{% for i in list limit: two %}{{ i }}{% endfor %}{% for i in list offset: continue %}{{ i }}{% endfor %}",
                true,
            ),
            (
                "{% for i in list limit: 1 %}{{ i }}{% endfor %}{% for i in list offset: continue limit: two %}{{ i }}{% endfor %}",
                true,
            ),
            (
                "{% case two %}{% when 2, 2 %}{% for i in list limit: 1 offset: continue %}{{ i }}{% endfor %}{% endcase %}",
                true,
            ),
            // What is blank stays blank.
            (
                "{% if two %} {% tablerow t in turns %}{% tablerow i in list %}{% endtablerow %}{% endtablerow %} {% endif %}",
                true,
            ),
            (
                "{% if two %} {% tablerow t in turns %}{% tablerow i in list %}{{ i }}{% endtablerow %}{% endtablerow %} {% endif %}",
                false,
            ),
        ],
    );
}

#[test]
fn a_brace_opens_nothing_that_it_did_not_open() {
    let group = serde_json::json!({ "a": 1, "list": [1, 2], "text": "% if" });
    let data = serde_json::json!({ "group": group.clone(), "x": "me" });
    for source in [
        "{ {%- if group.a %}{{ x }}{% endif %}",
        "{ {%- if group.a -%} % if {% endif %} {{ x }}",
        "{{% comment %}{% endcomment %}",
        "{ {%- if group.a %}{% assign y = x | append: group.a %}{{ y }}{% endif %}",
        "{ {%- for i in group.list -%} { {%- endfor -%} {{ x }}",
        "{ {%- if group.a %}{{ group.text }}{% endif %} {{ x }}",
        "{{ x }} {",
    ] {
        let before = print(source, &data, &Json::Null);
        let text = residue(source, &[("group", group.clone())]).unwrap();
        assert_eq!(print(&text, &data, &Json::Null), before, "{source} became {text}");
    }
}

#[test]
fn the_residue_prints_what_the_whole_prints() {
    let mut cases: Vec<(String, Json)> = Vec::new();
    for file in ["liquid/golden_public.json", "liquid/spec_public.json", "liquid/braze_seed.json"] {
        let Some(file) = shared(file) else { return };
        for case in file["tests"].as_array().unwrap() {
            if case["data"].as_object().is_some_and(|data| !data.is_empty()) {
                cases.push((case["template"].as_str().unwrap().to_owned(), case["data"].clone()));
            }
        }
    }
    let (mut state, mut entangled, mut held, mut wrong) = (0x9e37_79b9_7f4a_7c15, 0, 0, BTreeMap::new());
    let mut tangles: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..splits() {
        let (template, data) = &cases[next(&mut state) as usize % cases.len()];
        let bits = next(&mut state);
        let (mut known, mut rest) = (BTreeMap::new(), Map::new());
        for (index, (name, value)) in data.as_object().unwrap().iter().enumerate() {
            let braces = value.to_string().contains("{{") || value.to_string().contains("{%");
            if bits >> (index % 64) & 1 == 1 && !braces {
                known.insert(name.clone(), Value::from(value));
            } else {
                rest.insert(name.clone(), value.clone());
            }
        }
        // What Braze calls ${x} is never ours.
        let rest = if template.contains("${") { data.clone() } else { Json::Object(rest) };
        let Some(want) = print(template, data, data) else { continue };
        let names: Vec<String> = known.keys().cloned().collect();
        let mut residue = Residue::new(template);
        match specialise(&parse(template).template, &Few(known), &mut residue) {
            Err(PartialError::Entangled { span }) => {
                entangled += 1;
                *tangles.entry(span.of(template).to_owned()).or_insert(0) += 1;
            }
            Err(PartialError::TooLarge { .. }) => {}
            Ok(()) => {
                let got = print(&residue.text, &rest, data);
                if got.as_deref() == Some(want.as_str()) {
                    held += 1;
                } else {
                    wrong.entry(template.clone()).or_insert((names, data.clone(), residue.text, want, got));
                }
            }
        }
    }
    told!("{held} splits hold, {entangled} are entangled, {} templates are wrong", wrong.len());
    if std::env::var_os("COUNTERSIGN_SPLITS").is_some() {
        let mut often: Vec<_> = tangles.into_iter().collect();
        often.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        often.iter().take(60).for_each(|(tag, count)| told!("{count:>6} {tag:?}"));
    }
    for (template, (names, data, residue, want, got)) in &wrong {
        told!("---\n{template:?}\nknown {names:?} of {data}\nresidue {residue:?}\nwant {want:?}\ngot  {got:?}");
    }
    assert!(wrong.is_empty());
    assert!(entangled * 10 < held, "too much is entangled: {entangled} against {held}");
}

#[test]
fn blocks_fold_and_loops_unroll() {
    let group = serde_json::json!({"name": "Lyon", "delivers": true, "days": ["Mon", "Tue"], "phone": null});
    let fold = |source: &str| residue(source, &[("group", group.clone())]).unwrap();
    assert_eq!(fold("a {{ group.name }} {{ ${first_name} }}"), "a Lyon {{ ${first_name} }}");
    assert_eq!(fold("{% if group.delivers %}yes{% else %}no{% endif %}"), "yes");
    assert_eq!(fold("{% for d in group.days %}{{ forloop.index }}{{ d }} {% endfor %}"), "1Mon 2Tue ");
    assert_eq!(fold("{% if ${city} == group.name %}x{% endif %}"), "{% if ${city} == 'Lyon' %}x{% endif %}");
    assert_eq!(
        fold("{% if group.phone %}a{% elsif ${x} %}b{% elsif group.delivers %}c{% else %}d{% endif %}"),
        "{% if ${x} %}b{% else %}c{% endif %}"
    );
    assert_eq!(fold("x {{- group.name -}} y {{- ${z} }}"), "xLyony {{- ${z} }}");
    assert_eq!(
        fold("{{ 'now' | time_zone: group.name | date: '%H' }}"),
        "{{ 'now' | time_zone: 'Lyon' | date: '%H' }}"
    );
}

#[test]
fn a_text_that_braze_prints_is_escaped_by_the_host() {
    struct Html(String);
    impl Emit for Html {
        fn source(&mut self, _: Span) {}
        fn value(&mut self, _: Span, _: &Value, _: &Path, _: bool) {}
        fn written(&mut self, text: &str, _: Span) {
            self.0.push_str(text);
        }
        fn literal(&self, text: &str, _: Span) -> Option<String> {
            Some(text.replace('<', "&lt;"))
        }
    }
    let known = Few(BTreeMap::from([("slot".to_owned(), Value::from(serde_json::json!({"a": "<b>"})))]));
    let fold = |source: &str| {
        let mut html = Html(String::new());
        specialise(&parse(source).template, &known, &mut html).unwrap();
        html.0
    };
    assert_eq!(fold("{{ ${x} | default: slot.a }}"), "{{ ${x} | default: '&lt;b>' }}");
    assert_eq!(fold("{% if ${x} == slot.a %}{% endif %}"), "{% if ${x} == '<b>' %}");
    assert_eq!(
        fold("{% assign t = slot.a %}{% if ${x} %}{% assign t = 'y' %}{% endif %}{{ t }}"),
        "{% assign t = '&lt;b>' %}"
    );
}

/// A random template over `a`, `b` (texts), `n` (a number), `l` (a list of hashes), `t` (true) and variables `x`, `y`.
struct Author {
    state: u64,
    text: String,
    /// `break` and `continue` may stand here: in a loop, and not in a `case` or `capture` in it, where Ruby goes on to
    /// the next arm before it notices.
    leaves: bool,
}

impl Author {
    fn pick(&mut self, of: usize) -> usize {
        (next(&mut self.state) >> 11) as usize % of
    }

    fn one_of(&mut self, of: &[&str]) -> String {
        of[self.pick(of.len())].to_owned()
    }

    fn value(&mut self) -> String {
        self.one_of(&[
            "a",
            "b",
            "n",
            "t",
            "x",
            "y",
            "i.k",
            "i",
            "l.size",
            "l[0].k",
            "l[n].k",
            "'q'",
            "3",
            "nil",
            "forloop.index",
            "l",
        ])
    }

    fn filtered(&mut self) -> String {
        let value = self.value();
        let filter = self.one_of(&[
            "",
            "",
            " | upcase",
            " | append: b",
            " | plus: n",
            " | default: a",
            " | size",
            " | join: ','",
        ]);
        let more = self.one_of(&["", "", "", " | append: a", " | prepend: x"]);
        format!("{value}{filter}{more}")
    }

    fn condition(&mut self) -> String {
        let (left, right) = (self.value(), self.value());
        let operator = self.one_of(&["==", "!=", "contains", "=="]);
        let more = if self.pick(4) == 0 {
            format!(" {} {}", self.one_of(&["and", "or"]), self.value())
        } else {
            String::new()
        };
        if self.pick(2) == 0 { format!("{left}{more}") } else { format!("{left} {operator} {right}{more}") }
    }

    fn tag(&mut self, inside: &str) {
        let (open, close) = (self.one_of(&["{%", "{%", "{%-"]), self.one_of(&["%}", "%}", "-%}"]));
        self.text += &format!("{open} {inside} {close}");
    }

    fn nodes(&mut self, depth: usize) {
        for _ in 0..1 + self.pick(4) {
            self.node(depth);
        }
    }

    fn node(&mut self, depth: usize) {
        match self.pick(if depth == 0 { 7 } else { 13 }) {
            0 | 1 => {
                let text = self.one_of(&[" ", "\n", " p ", "q", " ", "\n r\n"]);
                self.text += &text;
            }
            2 | 3 => {
                let (open, close) = (self.one_of(&["{{", "{{", "{{-"]), self.one_of(&["}}", "}}", "-}}"]));
                let value = self.filtered();
                self.text += &format!("{open} {value} {close}");
            }
            4 | 5 => {
                let inside = format!("assign {} = {}", self.one_of(&["x", "y"]), self.filtered());
                self.tag(&inside);
            }
            6 => {
                let inside = self.one_of(&["increment c", "cycle 'u', 'v'", "break", "continue", "# note"]);
                if self.leaves || !matches!(inside.as_str(), "break" | "continue") {
                    self.tag(&inside);
                }
            }
            7 | 8 => {
                let name = self.one_of(&["if", "if", "unless"]);
                let inside = format!("{name} {}", self.condition());
                self.tag(&inside);
                self.nodes(depth - 1);
                for _ in 0..self.pick(3) {
                    let inside = format!("elsif {}", self.condition());
                    self.tag(&inside);
                    self.nodes(depth - 1);
                }
                if self.pick(2) == 0 {
                    self.tag("else");
                    self.nodes(depth - 1);
                }
                self.tag(&format!("end{name}"));
            }
            9 | 10 => {
                let options = self.one_of(&["", "", " reversed", " limit: n", " limit: 1", " offset: 1"]);
                let inside = format!("for i in {}{options}", self.one_of(&["l", "l", "(1..n)", "(1..2)", "x", "b"]));
                self.tag(&inside);
                let outer = std::mem::replace(&mut self.leaves, true);
                self.nodes(depth - 1);
                self.leaves = outer;
                if self.pick(3) == 0 {
                    self.tag("else");
                    self.nodes(depth - 1);
                }
                self.tag("endfor");
            }
            11 => {
                let inside = format!("case {}", self.value());
                self.tag(&inside);
                let outer = std::mem::replace(&mut self.leaves, false);
                for _ in 0..self.pick(3) {
                    let inside = format!("when {}, {}", self.value(), self.value());
                    self.tag(&inside);
                    self.nodes(depth - 1);
                }
                if self.pick(2) == 0 {
                    self.tag("else");
                    self.nodes(depth - 1);
                }
                self.leaves = outer;
                self.tag("endcase");
            }
            _ => {
                let inside = format!("capture {}", self.one_of(&["x", "y"]));
                self.tag(&inside);
                let outer = std::mem::replace(&mut self.leaves, false);
                self.nodes(depth - 1);
                self.leaves = outer;
                self.tag("endcapture");
            }
        }
    }
}

#[test]
fn the_residue_of_any_template_prints_what_the_whole_prints() {
    let values = [
        ("a", serde_json::json!(" A b ")),
        ("b", serde_json::json!("")),
        ("n", serde_json::json!(2)),
        ("l", serde_json::json!([{"k": "K1"}, {"k": " "}, {"k": null}])),
        ("t", serde_json::json!(true)),
    ];
    let (mut entangled, mut held) = (0, 0);
    for seed in 1..=splits() as u64 {
        let mut author = Author { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), text: String::new(), leaves: false };
        author.nodes(3);
        let bits = author.pick(31) + 1;
        let template = author.text;
        let (mut known, mut rest, mut all) = (BTreeMap::new(), Map::new(), Map::new());
        for (index, (name, value)) in values.iter().enumerate() {
            all.insert((*name).to_owned(), value.clone());
            if bits >> index & 1 == 1 {
                known.insert((*name).to_owned(), Value::from(value));
            } else {
                rest.insert((*name).to_owned(), value.clone());
            }
        }
        let none = serde_json::json!({});
        let want = print(&template, &Json::Object(all), &none).unwrap();
        let names: Vec<String> = known.keys().cloned().collect();
        let mut residue = Residue::new(&template);
        match specialise(&parse(&template).template, &Few(known), &mut residue) {
            Err(_) => entangled += 1,
            Ok(()) => {
                let got = print(&residue.text, &Json::Object(rest), &none).unwrap();
                assert_eq!(
                    got, want,
                    "seed {seed}\ntemplate {template:?}\nknown {names:?}\nresidue {:?}",
                    residue.text
                );
                held += 1;
            }
        }
    }
    told!("{held} templates hold, {entangled} are entangled");
}
