//! What attackers write: in the real pipeline it runs nothing, opens no Liquid, takes no time. What honest people write
//! stays. (`tests/e2e/attack.test.mjs` asks a real browser the same.)

use countersign::html::{
    Address, Context, ELEMENTS, NodeId, NodeKind, Tree, escape, holds, is_dropped, normalise, sanitise,
};
use countersign::markdown::{Allowed, MergeTag, MergeTags, SlotHtml, render, render_line};
use serde_json::Value;
use std::time::Instant;

/// A file of `../shared/security`; `None`, said plainly, where it is not here.
fn shared(name: &str) -> Option<Vec<Value>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/security/").to_owned() + name;
    let Ok(text) = std::fs::read_to_string(path) else {
        told!("skipped: ../shared is not here");
        return None;
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    Some(file["cases"].as_array().unwrap().clone())
}

fn word<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap_or_default()
}

fn slot(markdown: &str) -> SlotHtml {
    render(markdown, &Allowed::ALL, &MergeTags::new())
}

/// What is wrong with a slot's HTML; nothing, if all is well.
fn violations(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !holds(html, &[]) {
        found.push("the output grammar".to_owned());
    }
    if html.contains(['{', '}']) {
        found.push("a brace".to_owned());
    }
    // In the places where slots stand, and once more after a reader's program printed and parsed it again.
    for context in ["body", "td", "a"] {
        let tree = Tree::fragment(html, context, &[]);
        if tree.stopped().is_some() {
            found.push("too deep".to_owned());
        }
        for id in tree.descendants(tree.root()).skip(1) {
            let element = match &tree.node(id).kind {
                NodeKind::Element(element) => element,
                NodeKind::Text(_) => continue,
                other => {
                    found.push(format!("{other:?}"));
                    continue;
                }
            };
            if !ELEMENTS.contains(&element.name()) && !element.is_implied() {
                found.push(format!("<{}>", element.name()));
            }
            for attribute in &element.attributes {
                let value = tree.value(attribute);
                match (element.name(), attribute.name()) {
                    ("a", "href") | ("img", "src") if Address::parse(value).is_ok() => {}
                    ("a", "title") | ("img", "alt" | "title") | ("ol", "start") => {}
                    (element, name) => found.push(format!("{element} {name}={value}")),
                }
            }
        }
    }
    let again = sanitise(html).replace('{', "&#123;").replace('}', "&#125;");
    if again != html {
        found.push(format!("cleaning again makes {again:?}"));
    }
    found
}

/// Own attacks: ways to build Liquid, and ways around the list.
const ATTACKS: [&str; 34] = [
    "{<script></script>% connected_content https://evil.example %}",
    "{<!-- -->{ content_blocks.${x} }}",
    "&#123;% abort_message() %&#125;",
    "&lbrace;&lbrace; x }}",
    "{\\% x %}",
    "\\{% x %\\}",
    "{**% x %**}",
    "`{% x %}`",
    "```\n{% x %}\n```",
    "[x]({% x %})",
    "[x](https://a.example/{{x}}?{%y%})",
    "[x](<https://a.example/ {{x}}>)",
    "![{{x}}](https://a.example/ \"{%x%}\")",
    "[{{x}}]: https://a.example\n\n[{{x}}]",
    "| {{x}} |\n|-|\n| {% y %} |",
    "# h {onclick=__pwn()}",
    "[[javascript:alert(1)]]",
    "[x](javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x) ![x](javascript:x) <javascript:alert(1)>",
    "[x](https://a.example\" onmouseover=\"alert(1))",
    "[x](https://a.example 'a\" onmouseover=\"alert(1)')",
    "![\" onerror=alert(1) x=\"](https://a.example/x)",
    "<img src=x onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href=\"https://a.example\" style=\"position:fixed\">x</a>",
    "\u{fdd0}\u{fdef}\u{ffff}{\u{202e}{x}\u{2066}}",
    "{\u{0}{ x }\u{0}}",
    "{\u{200b}{ x }}",
    "<?php x ?> <!DOCTYPE x> <![CDATA[ x ]]>",
];

#[test]
fn no_attack_gets_through() {
    for attack in ATTACKS {
        for html in [slot(attack).html, render_line(attack, &Allowed::ALL, &MergeTags::new()).html] {
            assert_eq!(violations(&html), Vec::<String>::new(), "{attack:?} became {html}");
        }
    }
    for file in ["dompurify.json", "bleach.json"] {
        for case in shared(file).into_iter().flatten() {
            let attack = word(&case, "payload");
            for html in [slot(attack).html, render_line(attack, &Allowed::ALL, &MergeTags::new()).html] {
                assert_eq!(violations(&html), Vec::<String>::new(), "{} became {html}", case["id"]);
            }
            // As HTML that came by another way, for instance pasted.
            let clean = normalise(&sanitise(attack)).replace('{', "&#123;").replace('}', "&#125;");
            assert_eq!(violations(&clean), Vec::<String>::new(), "{} was cleaned to {clean}", case["id"]);
        }
    }
}

#[test]
fn this_test_can_fail() {
    for bad in [
        "<p>{{ x }}</p>",
        "<script>alert(1)</script>",
        "<p onclick=\"x\">y</p>",
        "<a href=\"javascript:x\">y</a>",
        "<img src=\"data:image/svg+xml,x\" alt=\"y\">",
        "<p>x",
        "<p style=\"color:red\">x</p>",
        "<!-- x -->",
        "<svg></svg>",
        "<p>a & b</p>",
    ] {
        assert!(!violations(bad).is_empty(), "{bad}");
    }
}

#[test]
fn honest_text_stays() {
    let mut count = 0;
    for case in shared("benign.json").into_iter().flatten() {
        let html = slot(word(&case, "input")).html;
        let tree = Tree::fragment(&html, "body", &[]);
        let must = &case["must_have"];
        let text = tree
            .text_within(tree.root())
            .split(['\t', '\n', '\r', ' '])
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        for wanted in must["text"].as_array().into_iter().flatten() {
            assert!(text.contains(wanted.as_str().unwrap()), "{}: {wanted} in {html}", case["id"]);
        }
        for selector in must["sel"].as_array().into_iter().flatten() {
            assert!(select(&tree, selector.as_str().unwrap()).is_some(), "{}: {selector} in {html}", case["id"]);
        }
        for wanted in must["attr"].as_array().into_iter().flatten() {
            let element = select(&tree, wanted[0].as_str().unwrap()).unwrap_or(tree.root());
            let value = tree.attribute(element, wanted[1].as_str().unwrap());
            assert_eq!(value, wanted[2].as_str(), "{} in {html}", case["id"]);
        }
        assert_eq!(violations(&html), Vec::<String>::new(), "{}", case["id"]);
        count += 1;
    }
    told!("{count} honest texts");
}

#[test]
fn floods_are_answered_or_refused() {
    let mut slowest = (0.0, String::new());
    for case in shared("dos.json").into_iter().flatten() {
        let times = |name: &str, count: &str| word(&case, name).repeat(case[count].as_u64().unwrap() as usize);
        let input =
            format!("{}{}{}{}", word(&case, "prefix"), times("unit", "n"), word(&case, "suffix"), times("unit2", "n2"));
        let started = Instant::now();
        let slot = slot(&input);
        let took = started.elapsed().as_secs_f64() * 1000.0;
        if took > slowest.0 {
            slowest = (took, case["id"].to_string());
        }
        if std::env::var_os("FIGURES").is_some() {
            told!(
                "{:>9.2} ms {:>7} B {} {}",
                took,
                slot.html.len(),
                if slot.html.is_empty() { "refused" } else { "answered" },
                case["id"]
            );
        }
        assert!(slot.html.len() <= input.len() * 4, "{}", case["id"]);
        let nothing = input.chars().all(|c| c.is_whitespace() || is_dropped(c));
        // Spaces and definitions of links print nothing, and that is an answer.
        let silent = slot.html.is_empty() && slot.problems.is_empty();
        assert!(
            !silent || nothing || input.starts_with("[x]: "),
            "{}: refused without a word: {input:.40}",
            case["id"]
        );
        assert!(holds(&slot.html, &slot.liquid), "{}", case["id"]);
    }
    told!("slowest: {:.1} ms, {}", slowest.0, slowest.1);
}

#[test]
fn one_line_fields_stay_one_line_and_text() {
    for case in shared("fields.json").into_iter().flatten() {
        let field = word(&case, "field");
        if !matches!(field, "subject" | "preheader") {
            continue;
        }
        let line = escape(word(&case, "input"), Context::Line);
        let out = if field == "preheader" { escape(word(&case, "input"), Context::Text) } else { line.clone() };
        for bad in case["must_not"]["chars"].as_array().into_iter().flatten() {
            assert!(!out.contains(bad.as_str().unwrap()), "{}: {bad} in {out:?}", case["id"]);
        }
        assert!(!out.contains("{%") && !out.contains("<img") && !out.contains("<script"), "{}: {out:?}", case["id"]);
        let openers = out.matches("{{").count();
        assert_eq!(openers, out.matches("{{ '{' }}").count(), "{}: {out:?}", case["id"]);
        let lower = line.to_ascii_lowercase();
        for word in lower.split("=?").skip(1) {
            let mut parts = word.split('?');
            let charset = parts.next().unwrap_or_default();
            let is_word = !charset.is_empty() && parts.next().is_some_and(|kind| matches!(kind, "q" | "b"));
            assert!(!is_word, "{}: {out:?}", case["id"]);
        }
    }
}

#[test]
fn merge_tags_are_split_over_nothing() {
    let tags = MergeTags::from([("name".to_owned(), MergeTag::text("{{${first_name}}}"))]);
    for (first, second) in [("a {", "{ name }}"), ("a {{", "name}}"), ("{", "% x %}")] {
        let both = render(first, &Allowed::ALL, &tags).html + &render(second, &Allowed::ALL, &tags).html;
        assert!(!both.contains("{{") && !both.contains("{%"), "{both}");
    }
}

// ---- selectors, as far as the honest texts need them ----

fn select(tree: &Tree, selector: &str) -> Option<NodeId> {
    let fits = |id: &NodeId| selector.split(',').any(|one| fits(tree, *id, one.trim()));
    tree.descendants(tree.root()).skip(1).find(fits)
}

fn fits(tree: &Tree, id: NodeId, selector: &str) -> bool {
    let parts: Vec<&str> = selector.split_whitespace().collect();
    let Some((last, rest)) = parts.split_last() else { return true };
    if !simple(tree, id, last) {
        return false;
    }
    match rest.split_last() {
        None => true,
        Some((&">", rest)) => {
            tree.node(id).parent.is_some_and(|parent| parent != tree.root() && fits(tree, parent, &rest.join(" ")))
        }
        Some(_) => tree.ancestors(id).any(|ancestor| fits(tree, ancestor, &rest.join(" "))),
    }
}

fn simple(tree: &Tree, id: NodeId, part: &str) -> bool {
    let (name, place) = part.split_once(':').unwrap_or((part, ""));
    let number = place.split(['(', ')']).nth(1).and_then(|number| number.parse::<usize>().ok());
    let of_type = place.starts_with("nth-of-type");
    let before = std::iter::successors(tree.node(id).previous, |id| tree.node(*id).previous)
        .filter(|id| tree.element(*id).is_some() && (!of_type || tree.name(*id) == name))
        .count();
    tree.name(id) == name && number.is_none_or(|number| number == before + 1)
}
