//! Our tokens against html5ever's, and any tags at all against the tree.

use super::charref::{Content, decode};
use super::lexer::{Kind, Lexer, Mode};
use super::mask::Masks;
use super::*;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use proptest::prelude::*;
use std::cell::RefCell;

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

/// Tags of every kind, in any order.
fn tag_soup() -> impl Strategy<Value = String> {
    let names = prop::sample::select(
        "html head body title base link meta style script noscript template p div span a b i font nobr table caption colgroup col tbody thead tfoot tr td \
         th ul ol li dl dt dd h1 h2 form input button select option optgroup textarea frameset frame iframe object marquee svg math mi mtext \
         annotation-xml foreignObject desc image img br hr pre listing plaintext xmp ruby rt rp center address details main keygen noembed"
            .split_whitespace()
            .collect::<Vec<_>>(),
    );
    let piece = (names, 0..6, 0..4).prop_map(|(name, kind, attribute)| {
        let attribute = [" ", " type=hidden", " encoding=text/html", " id=a color=b"][attribute as usize];
        match kind {
            0 | 1 => format!("</{name}>"),
            2 => format!("<{name}{attribute}/>"),
            _ => format!("<{name}{attribute}>"),
        }
    });
    let text =
        prop::sample::select(vec!["x", " ", "\n", "\0", "<![CDATA[y]]>", "<!-- z -->", "&amp;", "<!doctype html>"])
            .prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![4 => piece, 1 => text], 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn our_tokens_are_html5evers(source in html_like()) {
        prop_assert_eq!(ours(&source), theirs(&source), "{:?}", source);
    }

    #[test]
    fn every_tree_is_sound(source in prop_oneof![html_like(), tag_soup()], from in 0usize..40, length in 0usize..10) {
        let masks = [Span::new(from, from + length)];
        for tree in [Tree::document(&source, &masks), Tree::fragment(&source, "td", &masks), Tree::fragment(&source, "tr", &[]), Tree::fragment(&source, "select", &[])] {
            let mut seen = 0;
            for id in tree.descendants(tree.root()) {
                seen += 1;
                let span = tree.node(id).span;
                prop_assert!(source.get(span.start..span.end).is_some(), "{:?} {:?}", source, span);
                let text = tree.text(id);
                let origin = tree.origin(id, Span::new(0, text.len()));
                prop_assert!(source.get(origin.start..origin.end).is_some(), "{:?} {:?} {:?}", source, origin, text);
                // What stands in order stands within what holds it, but for what follows `</body>`.
                let Some(parent) = tree.node(id).parent.filter(|_| !tree.is_disordered()) else { continue };
                let written = tree.element(parent).is_some_and(|element| !element.is_implied());
                if written && !matches!(tree.name(parent), "body" | "html" | "head" | "form") {
                    let outer = tree.node(parent).span;
                    prop_assert!(outer.contains(span), "{:?}: {:?} in {:?}", source, span.of(&source), outer.of(&source));
                }
            }
            prop_assert!(seen <= tree.len());
        }
    }
}
