use super::*;

/// The tree as an outline: `name[source of the start tag…]`.
fn outline(tree: &Tree, source: &str) -> String {
    let mut out = String::new();
    for step in tree.walk(tree.root()) {
        match step {
            Step::Enter(id) => match &tree.node(id).kind {
                NodeKind::Element(element) => {
                    out.push_str(element.name());
                    for attribute in &element.attributes {
                        out.push_str(&format!(" {}={:?}", attribute.name(), tree.value(attribute)));
                    }
                    if tree.node(id).first_child.is_some() {
                        out.push('(');
                    }
                }
                NodeKind::Text(_) => out.push_str(&format!("{:?}", tree.text(id))),
                NodeKind::Comment(inside) => out.push_str(&format!("!{:?}", inside.of(source))),
                NodeKind::Doctype => out.push_str("doctype"),
                NodeKind::Document => out.push('('),
            },
            Step::Leave(id) => {
                if tree.node(id).first_child.is_some() {
                    out.push(')');
                }
                out.push(' ');
            }
        }
    }
    out.replace(" )", ")").trim().to_owned()
}

fn fragment(source: &str) -> String {
    let masks = liquid(source);
    outline(&Tree::fragment(source, "body", &masks), source)
}

/// `{{ … }}` and `{% … %}` in a test's source.
fn liquid(source: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(open) = source[at..].find(['{']).map(|found| at + found) {
        let close = if source[open..].starts_with("{{") { "}}" } else { "%}" };
        let Some(end) = source[open..].find(close).map(|found| open + found + 2) else { break };
        spans.push(Span::new(open, end));
        at = end;
    }
    spans
}

fn span_of<'a>(source: &'a str, tree: &Tree, name: &str) -> &'a str {
    let id = tree.elements(name).next().unwrap();
    tree.node(id).span.of(source)
}

#[test]
fn a_second_body_adds_to_the_first() {
    let source = "<p>x</p><body onload=a class=b><html lang=en><body class=c>";
    let tree = Tree::document(source, &[]);
    let body = tree.elements("body").next().unwrap();
    assert_eq!((tree.attribute(body, "onload"), tree.attribute(body, "class")), (Some("a"), Some("b")));
    assert_eq!(tree.attribute(tree.elements("html").next().unwrap(), "lang"), Some("en"));
    assert_eq!(tree.elements("body").count(), 1);
}

#[test]
fn attributes_hold_angle_brackets_and_references() {
    assert_eq!(
        fragment(r#"<p title="a > b < c" data-x='&quot;&amp;lt;&copy=1&copy;' hidden>x</p>"#),
        r#"html(p title="a > b < c" data-x="\"&lt;&copy=1©" hidden=""("x"))"#
    );
    assert_eq!(fragment("<a href=x/y>z</a><br/><a b=1 b=2 c = 3>"), r#"html(a href="x/y"("z") br a b="1" c="3")"#);
}

#[test]
fn comments_conditions_and_raw_text_are_told_apart() {
    assert_eq!(
        fragment("a<!-- b --><!--[if mso]><p>c</p><![endif]-->d"),
        r#"html("a" !" b " !"[if mso]><p>c</p><![endif]" "d")"#
    );
    assert_eq!(
        fragment("<![if !mso]>a<![endif]><!--> b --!> c"),
        r#"html(!"[if !mso]" "a" !"[endif]" !"" " b --!> c")"#
    );
    assert_eq!(fragment("<style>a > b { c: '</p>' }</style>x"), r#"html(style("a > b { c: '</p>' }") "x")"#);
    assert_eq!(
        fragment("<script><!-- <script> </script> --></script>x"),
        r#"html(script("<!-- <script> </script> -->") "x")"#
    );
    assert_eq!(fragment("<title>a &amp; <b></title>x"), r#"html(title("a & <b>") "x")"#);
    assert_eq!(fragment("<svg><![CDATA[a & <b>]]></svg>x"), r#"html(svg("a & <b>") "x")"#);
    assert_eq!(fragment("a <![CDATA[b]]>"), r#"html("a " !"[CDATA[b]]")"#);
    assert_eq!(fragment("<textarea>\n\na</textarea>"), r#"html(textarea("\na"))"#);
    let source = "<!--[if mso]><v:rect href='x'></v:rect><![endif]-->";
    let tree = Tree::fragment(source, "body", &[]);
    let comment = tree.children(tree.root()).next().unwrap();
    assert_eq!(tree.outlook_only(comment).unwrap().of(source), "<v:rect href='x'></v:rect>");
}

#[test]
fn elements_know_their_stretch() {
    let source = "<table><tr><td>a<br>b<td><b>c</b> d</table><p>e<p><a href=x>f <i>g</a>h";
    let tree = Tree::document(source, &[]);
    assert_eq!(span_of(source, &tree, "table"), "<table><tr><td>a<br>b<td><b>c</b> d</table>");
    assert_eq!(span_of(source, &tree, "td"), "<td>a<br>b");
    assert_eq!(span_of(source, &tree, "b"), "<b>c</b>");
    assert_eq!(span_of(source, &tree, "br"), "<br>");
    assert_eq!(span_of(source, &tree, "p"), "<p>e");
    assert_eq!(span_of(source, &tree, "a"), "<a href=x>f <i>g</a>");
    assert_eq!(span_of(source, &tree, "i"), "<i>g");
    let implied = tree.elements("tbody").next().unwrap();
    assert!(tree.element(implied).unwrap().is_implied());
    let source = "<!doctype html><html><head><title>t</title></head><body class=a><p>x</p></body></html>\n";
    let tree = Tree::document(source, &[]);
    assert_eq!(span_of(source, &tree, "body"), "<body class=a><p>x</p></body>");
    assert_eq!(span_of(source, &tree, "html"), source.trim_end().strip_prefix("<!doctype html>").unwrap());
    assert_eq!(tree.element(tree.elements("p").next().unwrap()).unwrap().inside(Span::new(0, 9)).of(source), "x");
    assert!(!tree.is_disordered());
}

#[test]
fn text_knows_where_each_character_came_from() {
    let source = "<p>caf&eacute; &amp; th\u{e9}\r\nx</p>";
    let tree = Tree::fragment(source, "body", &[]);
    let text = tree.children(tree.elements("p").next().unwrap()).next().unwrap();
    assert_eq!(tree.text(text), "café & thé\nx");
    let find = |what: &str| {
        let at = tree.text(text).find(what).unwrap();
        tree.origin(text, Span::new(at, at + what.len())).of(source)
    };
    assert_eq!(find("café"), "caf&eacute;");
    assert_eq!(find("é"), "&eacute;");
    assert_eq!(find("& t"), "&amp; t");
    assert_eq!(find("thé"), "thé");
    assert_eq!(find("\n"), "\r\n");
    assert_eq!(find("x"), "x");
}

#[test]
fn masks_are_inert_and_known() {
    assert_eq!(
        fragment("<table>{% if a %}<tr><td>x</td></tr>{{ rows }}{% endif %}</table>"),
        "html(table(tbody(tr(td(\"x\")) \"\u{fffc}\")))"
    );
    assert_eq!(
        fragment("<a {% if a %}class=b{% endif %} href={{ x y }} title='{{ a }}!' {{ attrs }}>c{{ d }}{% e %}f</a>"),
        "html(a class=\"b\" href=\"\u{fffc}\" title=\"\u{fffc}!\"(\"c\u{fffc}f\"))"
    );
    let source = "<p>Hi {{ '</p>' }}, you</p>";
    let tree = Tree::fragment(source, "body", &liquid(source));
    let text = tree.children(tree.elements("p").next().unwrap()).next().unwrap();
    assert_eq!(tree.text(text), "Hi \u{fffc}, you");
    assert_eq!(tree.origin(text, Span::new(3, 6)).of(source), "{{ '</p>' }}");
    assert_eq!(tree.origin(text, Span::new(8, 11)).of(source), "you");
    let NodeKind::Text(decoded) = &tree.node(text).kind else { panic!() };
    assert_eq!(decoded.masks().collect::<Vec<_>>(), liquid(source));
    assert!(!tree.is_disordered());
    assert_eq!(
        outline(
            &Tree::document(
                "{% comment %}<!doctype html>{{ x }}<title>a{{ b }}</title>",
                &liquid("{% comment %}<!doctype html>{{ x }}<title>a{{ b }}</title>")
            ),
            ""
        ),
        "(doctype html(head(title(\"a\u{fffc}\")) body))"
    );
}

#[test]
fn text_pushed_out_of_a_table_keeps_its_place() {
    let source = "<table><tr>a&amp;b<td>c</td></tr> d </table>e";
    let tree = Tree::fragment(source, "body", &[]);
    assert!(tree.is_disordered());
    assert_eq!(outline(&tree, source), r#"html("a&b d " table(tbody(tr(td("c")))) "e")"#);
    let pushed = tree.children(tree.root()).next().unwrap();
    assert_eq!(tree.origin(pushed, Span::new(0, 3)).of(source), "a&amp;b");
    assert_eq!(tree.origin(pushed, Span::new(4, 5)).of(source), "d");
}

#[test]
fn overlapping_tags_continue_with_their_attributes() {
    let source = "<p><a href=x>1<b>2</a>3</b></p>";
    assert_eq!(fragment(source), r#"html(p(a href="x"("1" b("2")) b("3")))"#);
    assert_eq!(fragment("<p><a href=x>1<p>2"), r#"html(p(a href="x"("1")) p(a href="x"("2")))"#);
}

#[test]
fn hostile_sources_end() {
    for source in [
        "<div>".repeat(20_000),
        "<b><p>".repeat(10_000),
        (0..5_000).map(|n| format!("<b id={n}>")).collect::<String>() + &"<p>x".repeat(5_000),
        "<table>".repeat(10_000),
        "<a><table><td>".repeat(3_000),
        "<!--".repeat(20_000),
        "<a b=\"".repeat(20_000),
        "&".repeat(50_000),
        "<![CDATA[".repeat(10_000),
        "<p a b c d e f g h i j k l m n o p>".repeat(2_000),
        format!("<a {}>", (0..20_000).map(|n| format!("a{n} ")).collect::<String>()),
        "<svg><foreignObject>".repeat(5_000),
        "<select><option>".repeat(5_000),
        "<template>".repeat(5_000),
        "</p>".repeat(20_000),
        "<li><ul>".repeat(10_000),
        "<table>x".repeat(5_000),
    ] {
        let tree = Tree::document(&source, &[]);
        let deepest = tree.descendants(tree.root()).map(|id| tree.node(id).depth).max().unwrap();
        assert!(deepest <= MAX_DEPTH + 5_000, "{deepest}");
        let _ = tree.text_within(tree.root());
    }
}
