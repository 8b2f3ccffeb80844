//! Templates that mean harm to whoever reads or renders them. `tests/native/liquid_harm.rs` holds the work that each of
//! them may cause, `cargo xtask fuzz harm` prints how long each takes.

use serde_json::{Value as Json, json};

/// What it is called, and the template.
pub type Harm = (&'static str, String);

fn loops(start: &str, turns: &str, body: &str) -> String {
    format!("{start}{{% for i in {turns} %}}{body}{{% endfor %}}{{{{ s | size }}}}")
}

fn twice(start: &str, step: &str) -> String {
    loops(&format!("{{% assign s = {start} %}}"), "(1..99)", &format!("{{% assign s = {step} %}}"))
}

/// A text of a megabyte in `s`, a list of 60,000 texts in `l`, then `body` as often as a loop allows.
fn large(body: &str) -> String {
    loops(&format!("{LARGE}{LIST}"), "(1..99999)", body)
}

const LARGE: &str = "{% assign s = 'x' %}{% for i in (1..20) %}{% assign s = s | append: s %}{% endfor %}";
const LIST: &str = "{% assign l = 'q,' %}{% for i in (1..15) %}{% assign l = l | append: l %}{% endfor %}{% assign l = l | split: ',' %}";

fn blocks(open: &str, close: &str, depth: usize) -> String {
    format!("{}x{}", open.repeat(depth), close.repeat(depth))
}

fn nested(open: &str, inside: &str, close: &str, depth: usize) -> String {
    format!("{}{inside}{}", open.repeat(depth), close.repeat(depth))
}

/// What the recipient of all of them has.
pub fn data() -> Json {
    let deep = nested("{% if true %}", "{{content_blocks.${deep}}}", "{% endif %}", 90);
    let rows: Vec<Json> = (0..20_000).map(|n| json!({"n": n % 977, "t": format!("row {n}"), "l": [n, [n]]})).collect();
    let mut chain = json!(1);
    for _ in 0..60 {
        chain = json!({"a": chain});
    }
    json!({
        "content_blocks": {"again": "{{content_blocks.${again}}}", "deep": deep, "wide": "{% for i in (1..9) %}{{content_blocks.${wide}}}{% endfor %}"},
        "partials": {"wide": "{% for i in (1..9) %}{% render 'wide' %}{% endfor %}"},
        "custom_attribute": {"a": {"a": 1}},
        "rows": rows,
        "chain": chain,
        "slot": {"l": ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], "one": ["x"], "t": "text", "n": 3},
    })
}

/// Hard to read: unclosed, nested, repeated.
pub fn to_read() -> Vec<Harm> {
    let all = |text: &str| text.repeat(65_536 / text.len());
    vec![
        ("8,000 spaces", format!("{{{{ a{}}}}}", " ".repeat(8_000))),
        ("a megabyte of spaces in a tag", format!("{{% if a{}%}}{{% endif %}}", " ".repeat(1 << 20))),
        ("spaces without end", format!("{{% assign a{}", " ".repeat(65_536))),
        ("5,000 nested ifs", blocks("{% if true %}", "{% endif %}", 5_000)),
        ("5,000 nested loops", blocks("{% for i in l %}", "{% endfor %}", 5_000)),
        ("nested cases", blocks("{% case a %}{% when 1 %}", "{% endcase %}", 5_000)),
        ("ifs never closed", all("{% if true %}")),
        ("loops never closed", all("{% for i in l %}")),
        ("captures never closed", all("{% capture a %}")),
        ("cases never closed", all("{% case a %}{% when 1 %}")),
        ("blocks of each kind, never closed", all("{% if a %}{% for i in l %}{% case a %}{% capture c %}")),
        ("ends without beginning", all("{% endif %}{% endfor %}{% else %}")),
        ("64 KiB of {", "{".repeat(65_536)),
        ("64 KiB of }", "}".repeat(65_536)),
        ("64 KiB of {%", all("{%")),
        ("64 KiB of {{ with spaces", all("{{ ")),
        ("64 KiB of {{-", all("{{-")),
        ("64 KiB of {{{", all("{{{ ")),
        ("64 KiB of ${", all("${")),
        ("64 KiB of {{${", all("{{${")),
        ("${ in an output, never closed", format!("{{{{ {}", all("${"))),
        ("64 KiB of {{ 'a", all("{{ 'a ")),
        ("quotes never closed", format!("{{{{ {} }}}}", all("'\"'"))),
        ("one quote and then markup", format!("{{{{ ' {}", all("{{ a }}"))),
        ("tags with one quote each", all("{% if a == ' %}")),
        ("raw never closed", all("{% raw %}")),
        ("raw with almost ends", format!("{{% raw %}}{}", all("{% endra %}{%endraw"))),
        ("comments never closed", all("{% comment %}")),
        ("comments in comments", blocks("{% comment %}", "{% endcomment %}", 5_000)),
        ("HTML comments never closed", all("<!--")),
        ("HTML comments with markup", all("<!--{{ a }}{% if b %}")),
        ("liquid never closed", all("{% liquid\n if a\n")),
        ("lines of liquid", format!("{{% liquid\n{}%}}", all("if a\n"))),
        ("brackets never closed", format!("{{{{ {} }}}}", all("a["))),
        ("brackets in brackets", format!("{{{{ {}a{} }}}}", "a[".repeat(50_000), "]".repeat(50_000))),
        ("parentheses", format!("{{{{ {} }}}}", all("("))),
        ("ranges in ranges", format!("{{% for i in {}1{} %}}{{% endfor %}}", "(1..".repeat(9_000), ")".repeat(9_000))),
        ("braces in braces", blocks("{{ a | b: ", " }}", 20_000)),
        ("filters without end", format!("{{{{ a {} }}}}", all("| upcase "))),
        ("unknown filters", all("{{ a | upcaze | nonsuch: 1 }}")),
        ("unknown tags", all("{% nonsuch %}")),
        ("misspelt attributes", all("{{${frist_name}}}")),
        ("arguments without end", format!("{{{{ a | default: {} }}}}", all("a, "))),
        ("conditions without end", format!("{{% if {} a %}}{{% endif %}}", all("a == 1 and "))),
        ("broken conditions", all("{% if a = b & c || %}")),
        ("elsifs", format!("{{% if a %}}{}{{% endif %}}", all("{% elsif a %}x"))),
        ("thousands of whens", format!("{{% case a %}}{}{{% endcase %}}", all("{% when 1, 2 or 3 %}"))),
        ("dots", format!("{{{{ a{} }}}}", all("."))),
        ("a long path", format!("{{{{ a{} }}}}", all(".a"))),
        ("names that are paths", format!("{{{{custom_attribute.${{{}}}}}}}", "a.".repeat(100_000))),
        ("hyphens", all("{%- if a -%} {%- endif -%} ")),
        ("white space to trim", format!("{}{{{{- a }}}}", "{{ b -}}\n  \t".repeat(6_000))),
        ("curly quotes", all("{{ ‘a’ }}")),
        ("calls", all("{% connected_content https://{{a}}.x :save y :retry %}")),
        ("a call with options", format!("{{% connected_content https://x.y {} %}}", all(":a b "))),
        ("nulls", "\0".repeat(65_536)),
        ("é in markup", all("{{ é | é }}")),
    ]
}

/// Hard to render.
pub fn to_render() -> Vec<Harm> {
    let n = str::repeat;
    vec![
        ("a range without end", "{% for i in (1..300000000) %}x{% endfor %}".into()),
        ("the greatest range", "{{ (-9223372036854775808..9223372036854775807) | size }}{% for i in (-9223372036854775808..9223372036854775807) %}x{% endfor %}".into()),
        ("a range written out", "{{ (1..300000000) | reverse | join }}".into()),
        ("loops in loops", "{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}".into()),
        ("loops that do nothing", "{% for i in (1..100000) %}{% for j in (1..100000) %}{% break %}{% endfor %}{% endfor %}".into()),
        ("loops that count", "{% for i in (1..100000) %}{% assign a = a | plus: i | times: 3 | modulo: 77 %}{% endfor %}{{ a }}".into()),
        ("loops that print", "{% for i in (1..100000) %}{{ i }}{{ forloop.index }},{% endfor %}".into()),
        ("loops that compare", "{% for i in (1..100000) %}{% if i > 5 and i < 100 or i == 'a' %}x{% elsif i contains 'b' %}y{% endif %}{% endfor %}".into()),
        ("empty loops", "{% for i in (1..100000) %}{% for j in z %}{% endfor %}{% endfor %}".into()),
        ("loops over data", "{% for r in rows %}{{ r.t }} {{ r.n | plus: 1 }} {{ r.l | join: '-' }}{% endfor %}".into()),
        ("loops as deep as can be", blocks("{% for i in (1..2) %}", "{% endfor %}", 99)),
        ("names looked for through loops", nested("{% for i in (1..2) %}", "{{ zz }}{{ yy }}{{ xx }}{{ ww }}", "{% endfor %}", 99)),
        ("cases", format!("{{% for i in (1..99999) %}}{{% case i %}}{}{{% endcase %}}{{% endfor %}}", n("{% when 'a', 'b', 'c' %}x", 2_000))),
        ("ifs", format!("{{% for i in (1..99999) %}}{{% if a %}}{}{{% endif %}}{{% endfor %}}", n("{% elsif i == 'b' %}x", 2_000))),
        ("text that doubles", twice("'x'", "s | append: s")),
        ("lists that double", twice("'a,b' | split: ','", "s | concat: s")),
        ("lists of one text that double", format!("{LARGE}{{% assign l = s | split: ',' %}}{{% for i in (1..17) %}}{{% assign l = l | concat: l %}}{{% endfor %}}{{{{ l }}}}")),
        ("replacements that grow", twice("'xx'", "s | replace: 'x', s")),
        ("empty text replaced", twice("'xx'", "s | replace: '', s")),
        ("escapes that grow", twice("'&'", "s | escape")),
        ("base64 that grows", twice("'x'", "s | base64_encode")),
        ("joins that grow", twice("'ab' | split: ''", "s | join: s | split: ''")),
        ("captures that double", "{% assign s = 'x' %}{% for i in (1..99) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s | size }}".into()),
        ("captures that grow", format!("{{% for i in (1..99999) %}}{{% capture s %}}{{{{ s }}}}{}{{% endcapture %}}{{% endfor %}}", n("x", 63))),
        ("captures in captures", format!("{{% for i in (1..99999) %}}{}{{% endfor %}}", nested("{% capture s %}", "x", "{% endcapture %}", 90))),
        ("long text compared again and again", format!("{{% assign a = '{}' | append: 'y' %}}{{% assign b = a | append: '' %}}{{% for i in (1..99999) %}}{{% if a == b and a contains 'xz' %}}z{{% endif %}}{{% endfor %}}", n("x", 500_000))),
        ("long text searched in long text", large("{% assign t = s | slice: 9, 500000 | append: 'y' %}{% if s contains t %}z{% endif %}")),
        ("long text asked for its size", large("{{ s.size }}")),
        ("long text measured", large("{{ s | size }}")),
        ("long text that is blank", large("{% if w == blank %}{% endif %}").replace("'x'", "' '").replace("assign s", "assign w").replace("s | append: s", "w | append: w")),
        ("long arguments", large("{{ 'a' | replace: 'b', s }}{{ 'a' | remove: s }}")),
        ("results that are too large", large("{{ s | append: s | append: 'x' | size }}")),
        ("a long name again and again", format!("{{% for i in (1..99999) %}}{{{{ {} }}}}{{% endfor %}}", n("n", 500_000))),
        ("a long key again and again", large("{{ chain[s] }}{{ rows[0][s] }}")),
        ("a long group of a cycle", large("{% cycle s: 1, 2 %}")),
        ("a long cycle", format!("{{% for i in (1..99999) %}}{{% cycle {} 1 %}}{{% endfor %}}", n("1, ", 50_000))),
        ("a long content block's name", format!("{{% for i in (1..99999) %}}{{{{content_blocks.${{{}}}}}}}{{% endfor %}}", n("n", 200_000))),
        ("long words of tags", format!("{{% for i in (1..99999) %}}{{% catalog_items {} 1 %}}{{% endfor %}}", n("n", 200_000))),
        ("long words from variables", large("{% connected_content https://{{s}} %}{% promotion {{s}} %}")),
        ("many ids", format!("{{% for i in (1..99999) %}}{{% catalog_items c {} %}}{{% endfor %}}", n("1, ", 50_000))),
        ("many extras", "{% for i in (1..99999) %}{% message_extras :key {{i}} :value {{i}} %}{% endfor %}".into()),
        ("many arguments again and again", format!("{{% for i in (1..99999) %}}{{{{ i | plus: {} 1 }}}}{{% endfor %}}", n("1, ", 100_000))),
        ("chains of properties", format!("{{% for i in (1..99999) %}}{{{{ chain{} }}}}{{% endfor %}}", n(".a", 60))),
        ("names that are paths, again and again", format!("{{% for i in (1..99999) %}}{{{{ ${{chain{}}} }}}}{{% endfor %}}", n(".a", 60))),
        ("dynamic names", "{% assign n = 'chain' %}{% for i in (1..99999) %}{{ [n]['a']['a'][n].size }}{% endfor %}".into()),
        ("variables that call each other", "{% assign a = 'b' %}{% for i in (1..99999) %}{% assign a = [a] %}{% assign b = a | default: 'a' %}{% endfor %}".into()),
        ("many variables", format!("{{% for i in (1..99999) %}}{}{{% endfor %}}", (0..2_000).map(|n| format!("{{% assign {}{n} = i %}}", "v".repeat(50))).collect::<String>())),
        ("widths of dates", format!("{{{{ 0 | date: '{}' | size }}}}", n("%999Y", 200))),
        ("widths of dates again and again", format!("{{% for i in (1..99999) %}}{{{{ i | date: '{}' | size }}}}{{% endfor %}}", n("%999Y", 200))),
        ("patterns of dates again and again", format!("{{% for i in (1..99999) %}}{{{{ 'Mon, 3 January 2020 10:11:12 +0200' | time_zone: 'Asia/Tokyo' | date: '{}' }}}}{{% endfor %}}", n("%c%A%Z", 100))),
        ("a pattern of dates too long", format!("{{{{ 0 | date: '{}' | size }}}}", n("%Y", 100_000))),
        ("long text that is no date", large("{{ s | date: '%Y' | size }}")),
        ("digits that are no date", large("{{ s | date: '%Y' | size }}").replace("'x'", "'1'")),
        ("tags never closed", format!("{{{{ '{}' | strip_html | size }}}}", n("<script", 50_000))),
        ("comments never closed", format!("{{{{ '{}' | strip_html | size }}}}", n("<!--<style", 50_000))),
        ("references never closed", format!("{{{{ '{}' | escape_once | size }}}}", n("&#1", 50_000))),
        ("JSON as deep as can be", format!("{{% assign a = '{}' | json_parse %}}{{{{ a | as_json_string }}}}", n("[", 100_000))),
        ("JSON that is deep", format!("{{% assign t = '{}{}' %}}{{% for i in (1..9999) %}}{{% assign a = t | json_parse %}}{{{{ a | as_json_string }}}}{{{{ a | join }}}}{{% endfor %}}", n("[", 120), n("]", 120))),
        ("JSON that is wide", format!("{{% for i in (1..999) %}}{{% assign a = '[{}1]' | json_parse | uniq | sort | reverse %}}{{% endfor %}}", n("[],", 100_000))),
        ("JSON of data", "{% for i in (1..9999) %}{% assign a = rows | as_json_string | json_parse %}{% endfor %}".into()),
        ("JSON with long names", format!("{{% assign o = '{{{}}}' | json_parse %}}{{% assign k = '{}' %}}{{% for i in (1..99999) %}}{{{{ o[k] }}}}{{% endfor %}}", (0..20).map(|at| format!("\"{}{at}\":1", n("k", 20_000))).collect::<Vec<_>>().join(","), n("k", 20_000))),
        ("digits without end", format!("{{{{ {0} | times: {0} | plus: 0.1 | round: 99999999 }}}}", n("9", 30))),
        ("long digits", large("{{ s | plus: s }}{{ s | times: 2 | round: 2 }}{% if s > 1 %}{% endif %}").replace("'x'", "'1'")),
        ("long digits that are money", large("{{ s | money }}{{ s | number_with_delimiter }}").replace("'x'", "'1'")),
        ("digits as an end of a range", large("{% for j in (1..s) %}{% break %}{% endfor %}").replace("'x'", "'0'")),
        ("digits as a limit", large("{% for j in l limit: s %}{% break %}{% endfor %}").replace("'x'", "'0'")),
        ("numbers that grow", twice("10", "s | times: s")),
        ("fractions that shrink", twice("0.1", "s | times: s")),
        ("the smallest fractions", "{% for i in (1..99999) %}{{ 5e-324 | times: 5e-324 | plus: 1.7e308 | divided_by: 3.3 | round: 300 }}{% endfor %}".into()),
        ("blocks that call themselves", "{{content_blocks.${deep}}}{{content_blocks.${again}}}".into()),
        ("blocks that call themselves often", "{{content_blocks.${wide}}}".into()),
        ("partials that call themselves often", "{% render 'wide' %}".into()),
        ("rows without end", "{% tablerow i in (1..100000) cols: 1 %}{% tablerow j in (1..100000) %}x{% endtablerow %}{% endtablerow %}".into()),
        ("counters", "{% for i in (1..99999) %}{% increment a %}{% decrement b %}{% cycle 1, 2, 3 %}{% endfor %}".into()),
        ("what changes", large("{% ifchanged %}{{ s }}{{ i }}{% endifchanged %}")),
        ("mistakes", "{% for i in (1..99999) %}{{ i | divided_by: 0 }}{% if i > 'a' %}{% endif %}{% endfor %}".into()),
        ("long mistakes", large("{% capture c %}{{ rows | map: s }}{{ 5 | map: s }}{{ i | at_most: s }}{% endcapture %}")),
        ("sums of numbers with many digits", "{% assign d = '0.1234567890123456789012345678,' %}{% for i in (1..12) %}{% assign d = d | append: d %}{% endfor %}{% assign d = d | split: ',' %}{% for i in (1..999) %}{{ d | sum }}{% endfor %}".into()),
        ("paragraphs of one letter", large("{% assign t = s | newline_to_br | truncatewords: 100000 %}").replace("'x'", "'a \n'")),
    ]
}

/// Each filter on a long text, on a list, on a range and on data, as often as it may.
pub fn to_filter() -> Vec<Harm> {
    let mut all = Vec::new();
    for &filter in FILTERS {
        all.push((filter, large(&format!("{{% assign t = s | {filter} %}}"))));
        all.push((filter, large(&format!("{{% assign t = l | {filter} %}}"))));
        all.push((filter, large(&format!("{{% assign t = (1..99999) | {filter} %}}"))));
        all.push((filter, large(&format!("{{% assign t = rows | {filter} %}}"))));
    }
    all
}

/// Filters with what makes them work hardest.
const FILTERS: &[&str] = &[
    "upcase",
    "downcase",
    "capitalize",
    "strip",
    "lstrip",
    "squish",
    "append: 'x'",
    "prepend: 'x'",
    "replace: 'x', 'y'",
    "replace: 'xx', ''",
    "replace: '', ''",
    "replace_first: 'z', 'y'",
    "replace_last: 'z', 'y'",
    "remove: 'x'",
    "remove_last: 'z'",
    "split: ''",
    "split: 'x'",
    "split: 'zz'",
    "split: ' '",
    "join",
    "join: ''",
    "sort",
    "sort: 't'",
    "sort: 'n'",
    "sort_natural",
    "sort_natural: 't'",
    "uniq",
    "uniq: 'n'",
    "reverse",
    "map: 't'",
    "map: 'l'",
    "where: 't'",
    "where: 'n', 5",
    "reject: 'n', 5",
    "find: 'n', -1",
    "has: 'n', -1",
    "sum",
    "sum: 'n'",
    "compact",
    "compact: 't'",
    "concat: l",
    "first",
    "last",
    "size",
    "slice: 500000, 9",
    "slice: -2, 99",
    "truncate: 500000",
    "truncatewords: 500000",
    "escape",
    "escape_once",
    "strip_html",
    "strip_newlines",
    "newline_to_br",
    "url_encode",
    "url_decode",
    "url_escape",
    "url_param_escape",
    "base64_encode",
    "base64_decode",
    "md5",
    "sha1",
    "sha2",
    "hmac_sha1_hex: 'k'",
    "hmac_sha256: 'k'",
    "sha256",
    "json_escape",
    "json_parse",
    "as_json_string",
    "date: '%c'",
    "time_zone: 'Asia/Tokyo'",
    "plus: 1",
    "times: 2.5",
    "divided_by: 3.7",
    "modulo: 3",
    "round: 3",
    "ceil",
    "abs",
    "at_most: 5",
    "money",
    "number_with_delimiter",
    "default: 'x'",
    "property_accessor: 't'",
    "hash",
    "format_number",
    "group_by: 'n'",
];

/// Hard to take apart: for the partial evaluator, the constructs of a name and the analysis. `slot` is known.
pub fn to_know() -> Vec<Harm> {
    let n = str::repeat;
    vec![
        ("known loops in known loops", nested("{% for i in slot.l %}", "", "{% endfor %}", 12)),
        ("known loops that print", nested("{% for i in slot.l %}", "{{ i }}", "{% endfor %}", 12)),
        ("known loops that may be left", nested("{% for i in slot.l %}", "{% if ${x} %}{% break %}{% endif %}", "{% endfor %}", 12)),
        ("deep known loops that may be left", nested("{% for i in slot.one %}", "{% if ${x} %}{% break %}{% endif %}", "{% endfor %}", 98)),
        ("known loops with variables", nested("{% for i in slot.l %}{% assign a = i %}", "{{ a }}{% if ${x} %}{% assign a = ${y} %}{% endif %}", "{% endfor %}", 8)),
        ("a known range", "{% for i in (1..99999) %}{% assign a = slot.n | plus: i %}{% if a == ${x} %}{% endif %}{% endfor %}".into()),
        ("a range with a known end", "{% for i in (1..slot.n) %}{% for j in (1..99999) %}{% assign a = slot.n | plus: j %}{% endfor %}{% endfor %}".into()),
        ("known text that doubles", nested("{% for i in slot.l %}{% for j in slot.l %}", "{% assign s = s | append: slot.t | append: s %}", "{% endfor %}{% endfor %}", 1)),
        ("known text that doubles, and stays", format!("{}{{% if ${{x}} %}}{{{{ s }}}}{{% assign s = 1 %}}{{% endif %}}", n("{% assign s = s | append: slot.t | append: s %}", 99))),
        ("known filters on long text", format!("{{% assign s = slot.t %}}{}{}", n("{% assign s = s | append: s %}", 17), n("{% assign t = s | upcase | sort | split: '' | uniq | join | size %}", 2_000))),
        ("known lists that double", format!("{{% assign l = slot.l %}}{}{}", n("{% assign l = l | concat: l %}", 12), n("{% for i in l %}{% assign k = l | sort | uniq %}{% endfor %}", 99))),
        ("conditions of both", n("{% if slot.n == 3 and ${x} or slot.t contains ${y} %}{{ slot.t }}{% elsif ${z} %}{{ slot.n }}{% endif %}", 600)),
        ("nested conditions of both", nested("{% if ${x} == slot.t %}{% assign a = slot.n %}", "{{ a }}", "{% else %}{{ a }}{% endif %}", 90)),
        ("wide inside deep", nested("{% if ${x} %}", &n("{{ a }}{{ ${b} }}", 3_000), "{% endif %}", 90)),
        ("wide and known inside deep", nested("{% if ${x} %}", &n("{{ slot.t }}{% assign a = slot.n %}", 2_000), "{% endif %}", 90)),
        ("many variables under conditions", format!("{}{}", (0..1_500).map(|n| format!("{{% assign v{n} = slot.t %}}")).collect::<String>(), (0..1_500).map(|n| format!("{{% if ${{x}} %}}{{% assign v{n} = ${{y}} %}}{{% endif %}}")).collect::<String>())),
        ("many variables in each condition", format!("{{% assign l = slot.l %}}{{% for i in l %}}{{% for j in l %}}{}{{% endfor %}}{{% endfor %}}", (0..900).map(|n| format!("{{% if ${{x}} %}}{{% assign v{n} = slot.n %}}{{% endif %}}")).collect::<String>())),
        ("variables that double their paths", format!("{{% assign x = slot %}}{}{{{{ x }}}}", n("{% assign x = x.a | append: x.b %}", 900))),
        ("variables against the order", (0..400).map(|n| format!("{{% assign v{n} = v{} | append: slot.a{n} %}}", n + 1)).collect()),
        ("loop variables that double their paths", nested("{% for a in slot.a %}{% assign x = a.b | append: x.c | append: x.d %}", "{{ x }}", "{% endfor %}", 90)),
        ("captures in captures of ours", nested("{% capture x %}{{ slot.a }}{{ x.b }}{{ x.c }}", "{{ slot.t }}", "{% endcapture %}", 95)),
        ("a path into itself", format!("{{{{ {}slot.a{} }}}}", n("slot[", 38), n("]", 38))),
        ("a path of many steps", format!("{{% assign x = slot %}}{}", n("{% assign x = x.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b %}", 1_200))),
        ("origins that add up", format!("{}{}", (0..40).map(|n| format!("{{% if a %}}{{% assign x = ${{n{n}}} %}}{{% endif %}}")).collect::<String>(), n("{% assign y = x | append: x | append: y %}{{ y }}", 1_000))),
        ("uses deep inside", nested("{% if ${a} %}", &n("{{${b}}}", 6_000), "{% endif %}", 95)),
        ("presence", format!("{}{}", (0..900).map(|n| format!("{{% if ${{v{n}}} == blank %}}{{% abort_message() %}}{{% endif %}}")).collect::<String>(), (0..900).map(|n| format!("{{{{${{v{n}}}}}}}")).collect::<String>())),
        ("ways that double", (0..3_000).map(|n| format!("{{% if ${{v{n}}} %}}x{{% else %}}y{{% endif %}}")).collect()),
        ("ways that end", n("{% if ${v} %}{% abort_message() %}{% elsif ${w} %}{% abort_message() %}{% endif %}", 800)),
        ("ways through deep blocks", nested("{% if ${a} %}x{% elsif ${b} %}y{% endif %}{% if ${c} %}", "z", "{% endif %}", 95)),
        ("ways with many facts", format!("{{% if {} ${{a}} %}}x{{% endif %}}{}", (0..2_000).map(|n| format!("${{v{n}}} == 'x' and ")).collect::<String>(), n("{% if ${b} == 'y' %}{% endif %}", 300))),
        ("loops forgetting variables", n("{% for i in l %}{% assign a = 1 %}{% if a == 1 %}{% for j in l %}{% assign b = 2 %}{% endfor %}{% endif %}{% endfor %}", 500)),
        ("whens and ways", format!("{{% case ${{a}} %}}{}{{% endcase %}}{{% case ${{b}} %}}{}{{% endcase %}}", (0..500).map(|n| format!("{{% when '{n}' %}}x")).collect::<String>(), (0..1_500).map(|n| format!("{{% when '{n}' %}}x")).collect::<String>())),
        ("lines of ours", format!("{{% liquid\n{}%}}", n("assign a = slot.t\nif ${x}\necho a\nassign a = slot.n\nendif\n", 1_000))),
        ("white space of ours", n("{%- if slot.t -%} {{- slot.l -}} {%- endif -%} ", 1_400)),
        ("rows of ours", nested("{% tablerow i in slot.l %}", "{{ i }}", "{% endtablerow %}", 12)),
    ]
}
