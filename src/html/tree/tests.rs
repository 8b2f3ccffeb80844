use super::charref::{Content, decode};
use super::lexer::{Kind, Lexer, Mode};
use super::mask::Masks;
use super::*;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use proptest::prelude::*;
use std::cell::RefCell;

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

// ---- against html5ever's own tokeniser ----

/// Tokens as text, so that the two can be compared.
#[derive(Default)]
struct Recorder(RefCell<Vec<String>>);

fn push_text(tokens: &mut Vec<String>, text: &str) {
    match tokens.last_mut().filter(|last| last.starts_with('"')) {
        Some(last) => last.push_str(text),
        None => tokens.push(format!("\"{text}")),
    }
}

fn raw_mode(name: &str) -> Option<Mode> {
    match name {
        "title" | "textarea" => Some(Mode::Rcdata(name.to_owned())),
        "style" | "xmp" => Some(Mode::Rawtext(name.to_owned())),
        "script" => Some(Mode::Script),
        "plaintext" => Some(Mode::Plaintext),
        _ => None,
    }
}

impl TokenSink for Recorder {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut tokens = self.0.borrow_mut();
        match token {
            Token::DoctypeToken(doctype) => {
                tokens.push(format!("doctype {:?} {:?} {:?}", doctype.name, doctype.public_id, doctype.system_id));
            }
            Token::TagToken(tag) => {
                let attributes: Vec<_> =
                    tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                let start = tag.kind == html5ever::tokenizer::TagKind::StartTag;
                let attributes = if start { attributes } else { Vec::new() };
                let closing = start && tag.self_closing;
                tokens.push(format!("{start} {} {closing} {attributes:?}", tag.name));
                if start {
                    match raw_mode(&tag.name) {
                        Some(Mode::Rcdata(_)) => return TokenSinkResult::RawData(RawKind::Rcdata),
                        Some(Mode::Rawtext(_)) => return TokenSinkResult::RawData(RawKind::Rawtext),
                        Some(Mode::Script) => return TokenSinkResult::RawData(RawKind::ScriptData),
                        Some(Mode::Plaintext) => return TokenSinkResult::Plaintext,
                        _ => {}
                    }
                }
            }
            Token::CommentToken(text) => tokens.push(format!("!{text}")),
            Token::CharacterTokens(text) => push_text(&mut tokens, &text),
            Token::NullCharacterToken | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

fn theirs(source: &str) -> Vec<String> {
    let tokenizer =
        Tokenizer::new(Recorder::default(), TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(source));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.take()
}

fn ours(source: &str) -> Vec<String> {
    let masks = Masks::default();
    let mut lexer = Lexer::new(source, &masks);
    let mut tokens = Vec::new();
    let decoded = |span, content| decode(source, span, &masks, content).text(source).to_owned();
    while let Some(lexeme) = lexer.next(false) {
        match lexeme.kind {
            Kind::Text { references } => {
                let content = if references { Content::Text } else { Content::Raw };
                push_text(&mut tokens, &decoded(lexeme.span, content));
            }
            Kind::Start(tag) | Kind::End(tag) => {
                let start = !source[lexeme.span.start..].starts_with("</");
                let name = tag.name.of(source).to_ascii_lowercase();
                let mut attributes: Vec<(String, String)> = Vec::new();
                for attribute in tag.attributes.iter().filter(|_| start) {
                    let name = attribute.name.of(source).to_ascii_lowercase();
                    if attributes.iter().all(|(other, _)| *other != name) {
                        let value = attribute.value.map(|span| decoded(span, Content::Attribute));
                        attributes.push((name, value.unwrap_or_default()));
                    }
                }
                tokens.push(format!("{start} {name} {} {attributes:?}", start && tag.self_closing));
                if let Some(mode) = raw_mode(&name).filter(|_| start) {
                    lexer.mode = mode;
                }
            }
            Kind::Comment(inside) => tokens.push(format!("!{}", decoded(inside, Content::Raw))),
            Kind::Doctype(inside) => {
                let doctype = super::drive::doctype(inside.of(source));
                tokens.push(format!("doctype {:?} {:?} {:?}", doctype.name, doctype.public_id, doctype.system_id));
            }
            Kind::Cdata(_) => unreachable!(),
            Kind::Nothing => {}
        }
    }
    tokens
}

fn html_like() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<a ",
        "href",
        "=",
        "\"",
        "'",
        ">",
        "<",
        "/",
        "</",
        "x",
        " ",
        "\n",
        "&",
        "amp",
        ";",
        "&lt",
        "&notit;",
        "&#65",
        "&#x41;",
        "&#128;",
        "&#0;",
        "<!--",
        "-->",
        "--!>",
        "-",
        "!",
        "<!",
        "<?",
        "<!doctype html>",
        "<b",
        "</b>",
        "<br/>",
        "<script>",
        "</script>",
        "<script",
        "<style>",
        "</style>",
        "<title>",
        "</title ",
        "<td>",
        "<table>",
        "é",
        "€",
        "{",
        "\t",
        "<B C=D>",
        "<textarea>",
        "</textarea>",
        "&eacute;",
        "&eacute",
        "&nbsp;",
        "=x",
        "<a b=c/d>",
        "\r",
        "\r\n",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn our_tokens_are_html5evers(source in html_like()) {
        prop_assert_eq!(ours(&source), theirs(&source), "{:?}", source);
    }

    #[test]
    fn every_tree_is_sound(source in html_like(), from in 0usize..40, length in 0usize..10) {
        let masks = [Span::new(from, from + length)];
        for tree in [Tree::document(&source, &masks), Tree::fragment(&source, "td", &masks), Tree::fragment(&source, "tr", &[])] {
            let mut seen = 0;
            for id in tree.descendants(tree.root()) {
                seen += 1;
                let span = tree.node(id).span;
                prop_assert!(source.get(span.start..span.end).is_some(), "{:?} {:?}", source, span);
                let text = tree.text(id);
                let origin = tree.origin(id, Span::new(0, text.len()));
                prop_assert!(source.get(origin.start..origin.end).is_some(), "{:?} {:?} {:?}", source, origin, text);
            }
            prop_assert!(seen <= tree.len());
        }
    }
}
