//! How elements look, held against what browsers make of the same.

use super::*;

/// The look of the text `x` in a document.
/// On a wide screen, or in the dark.
fn look(html: &str, dark: bool) -> Look {
    look_on(html, if dark { Screen::Dark } else { Screen::Wide })
}

fn look_on(html: &str, screen: Screen) -> Look {
    let tree = Tree::document(html, &[]);
    let looks = Looks::of(&tree, &Look::default(), &Sheet::of(&tree), screen);
    let text = tree.descendants(tree.root()).find(|id| tree.text(*id) == "x").unwrap();
    looks.get(text).clone()
}

fn colours(html: &str) -> (String, String) {
    let look = look(html, false);
    let name = |colour: Option<Colour>| colour.map_or("?".to_owned(), |colour| colour.to_string());
    (name(look.colour), name(look.background))
}

#[test]
fn text_is_as_small_as_its_innermost_element() {
    assert!(look("<div style='font-size:0px'>x", false).hidden);
    assert!(!look("<table><td style='font-size:0px'><div style='font-size:15px'>x", false).hidden);
}

#[test]
fn colours_come_from_styles_attributes_and_around() {
    let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
    assert_eq!(colours("<body text=red bgcolor=000000><p>x"), pair("#ff0000", "#000000"));
    assert_eq!(colours("<td bgcolor='#eee'><font color=blue>x"), pair("#0000ff", "#ffffff"));
    assert_eq!(colours("<table bgcolor='#eee'><tr><td style='color:rgba(0,0,0,.5)'>x"), pair("#777777", "#eeeeee"));
    assert_eq!(
        colours("<p style='color:red;color:nonsense;background:#fff url(a.png) no-repeat'>x"),
        pair("#ff0000", "?")
    );
    assert_eq!(
        colours("<div style='background:#123'><p style='background:transparent;COLOR:White !important;color:red'>x"),
        pair("#ffffff", "#112233")
    );
    assert_eq!(colours("<a href=y>x</a>"), pair("#0000ee", "#ffffff"));
    assert_eq!(colours("<td background=a.png>x</td>").1, "#ffffff", "no table, no cell");
    assert_eq!(colours("<table><tr><td background=a.png>x</td></tr></table>").1, "?");
    assert_eq!(colours("<p style='color:\u{fffc}'>x").0, "?");
}

#[test]
fn sheets_are_followed_by_specificity() {
    let sheet = "<style>/* c */ @import 'a'; p { color: red } .a { color: green } div > .a.b { color: blue } #i p { color: #010203 }
        @media (max-width: 600px) { p { color: yellow !important } } p:hover { color: pink } @font-face { src: url(a) }
        @media (prefers-color-scheme: dark) { p { color: white !important; background: black } }</style>";
    assert_eq!(colours(&format!("{sheet}<p>x")).0, "#ff0000");
    assert_eq!(colours(&format!("{sheet}<p class='b a'>x")).0, "#008000");
    assert_eq!(colours(&format!("{sheet}<div><p class='b a'>x")).0, "#0000ff");
    assert_eq!(colours(&format!("{sheet}<div id=i><section><p class='b a'>x")).0, "#010203");
    assert_eq!(colours(&format!("{sheet}<p style='color:#040506'>x")).0, "#040506");
    let dark = look(&format!("{sheet}<p style='color:#040506'>x"), true);
    assert_eq!((dark.colour, dark.background), (Some(Colour::WHITE), Some(Colour::BLACK)));
}

#[test]
fn sizes_and_weights_are_computed() {
    assert!(look("<h1>x", false).is_large() && look("<h1>x", false).heading == Some(1));
    assert!(look("<p style='font-size:14pt'><b>x", false).is_large());
    assert!(!look("<p style='font-size:14pt'>x", false).is_large());
    assert!(!look("<h2 style='font-size:1em;font-weight:400'>x", false).bold);
    assert_eq!(look("<div style='font-size:20px'><span style='font-size:150%'>x", false).font_size, 30.0);
    assert_eq!(look("<p style=\"font:bold 12px/1.5 'A B', serif\">x", false).font_size, 12.0);
}

#[test]
fn hidden_is_hidden() {
    for html in [
        "<div style='display:none'>x",
        "<div style='visibility:hidden'>x",
        "<span style='font-size:0'>x",
        "<div style='max-height:0;overflow:hidden'>x",
        "<div hidden>x",
        "<div style='opacity:0'>x",
        "<title>x",
        "<div style='display:none'><p style='display:block'>x",
        "<div style='line-height:0;font-size:1px'>x",
        "<p style='position:absolute;clip:rect(0 0 0 0)'>x",
        "<p style='position:absolute;clip:rect(1px, 1px, 1px, 1px)'>x",
        "<p style='clip-path:inset(50%)'>x",
    ] {
        assert!(look(html, false).hidden, "{html}");
    }
    for html in [
        "<div style='max-height:0'>x",
        "<p style='display:block;font-size:12px'>x",
        "<div style='mso-hide:all'>x",
        "<p style='clip:rect(0, 80px, 20px, 0)'>x",
    ] {
        assert!(!look(html, false).hidden, "{html}");
    }
}

#[test]
fn variables_are_filled_in() {
    let sheet = "<style>:root { --ink: #123456; --paper: var(--shade, #fedcba) } .night { --shade: #010203; --paper: var(--shade) }
        p { color: var(--ink); background: var(--paper) url() } b { color: red; color: var(--none) }</style>";
    let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
    assert_eq!(colours(&format!("{sheet}<p style='background-image:none'>x")), pair("#123456", "#fedcba"));
    assert_eq!(
        colours(&format!("{sheet}<div class=night><p style='background-image:none'>x")),
        pair("#123456", "#010203")
    );
    assert_eq!(
        colours(&format!("{sheet}<p style='--ink:#abcdef;background:var(--none, none)'>x")),
        pair("#abcdef", "#ffffff")
    );
    // A variable without a value takes the weaker rule with it.
    assert_eq!(colours(&format!("{sheet}<div style='color:#0a0b0c'><b>x")).0, "#0a0b0c");
    assert_eq!(look("<p style='--size:12px;font-size:var(--size)'>x", false).font_size, 12.0);
    assert!(look("<p style='--off:none;display:var(--off)'>x", false).hidden);
    assert_eq!(colours("<p style='--c:\u{fffc};color:var(--c)'>x").0, "?", "what Liquid prints is not known");
}

#[test]
fn selectors_are_followed_as_in_a_browser() {
    let red = |selector: &str, html: &str| {
        let look = look(&format!("<style>{selector} {{ color: #ff0000 }}</style><body>{html}"), false);
        look.colour == Some(Colour::new(255, 0, 0))
    };
    let list = "<ul><li>1<li>2<li>x</ul>";
    for selector in [
        "li:last-child",
        "li:nth-child(3)",
        "li:nth-child(odd)",
        "li:nth-child( 2n + 1 )",
        "li:nth-child(n+3)",
        "li:nth-last-child(-n+1)",
        "li:not(:first-child)",
        "li:not(.a, .b)",
        ":is(ul, ol) > :last-of-type",
        "li + li + li",
        "li:first-child ~ li",
        "html:root li",
        "ul:only-child > li:not(li:nth-child(2)):not(:first-child)",
    ] {
        assert!(red(selector, list), "{selector}");
    }
    for selector in [
        "li:first-child",
        "li:nth-child(even)",
        "li:nth-child(-n+2)",
        "li:only-child",
        "li:hover",
        "li::before",
        "li:not(:last-child)",
        "li:not(:unheard-of)",
        "ul + li",
        "li:nth-child(0n+4)",
    ] {
        assert!(!red(selector, list), "{selector}");
    }
    for (selector, html) in [
        ("a:link", "<a href=y>x</a>"),
        ("a[href^='tel:']", "<a href='tel:1'>x</a>"),
        ("[class*=col] a[href$=html i]", "<p class=two-columns><a href='A.HTML'>x</a>"),
        (".sm\\:red", "<p class='sm:red'>x"),
        ("p:nth-of-type(2)", "<h1>1</h1><p>2<h2>3</h2><p>x"),
        // The nearest `.b` is not the one that is meant.
        (".a > .b .c", "<div class=a><div class=b><div><div class=b><p class=c>x"),
        ("td:not([class])", "<table><tr><td>x"),
    ] {
        assert!(red(selector, html), "{selector}");
    }
    assert!(!red("a:visited", "<a href=y>x</a>") && !red("a:not(:link)", "<a href=y>x</a>"));
    assert!(!red("p:where(#i)", "<style>p { color: #000000 }</style><p id=i>x"), "it weighs nothing");
    assert!(
        red("p:is(#i, .a)", "<style>p.a { color: #000000 }</style><p class=a>x"),
        "it weighs as much as its heaviest"
    );
}

#[test]
fn a_stretch_is_looked_at_with_the_document_around_it() {
    let html = "<body><style>.a > p { color: #ff0000 } p:nth-child(3) { background: #00ff00 } h1 + p { font-weight: bold }</style>\
        <div class=a><h1>1</h1><p>HOLE</p><i>4</i></div>";
    let document = Tree::document(html, &[]);
    let hole = html.find("<p>HOLE</p>").unwrap();
    let hole = crate::text::Span::new(hole, hole + "<p>HOLE</p>".len());
    let holder = document.elements("div").next();
    let sheet = Sheet::of(&document);
    let outside = Outside::of(document).around(holder, hole);
    let tree = Tree::fragment("<p>one</p><p>two</p>", "div", &[]);
    let looks = Looks::within(&tree, &Look::default(), Some(&outside), &sheet, Screen::Wide);
    let found: Vec<_> =
        tree.elements("p").map(|id| looks.get(id)).map(|look| (look.colour, look.background, look.bold)).collect();
    let red = Some(Colour::new(255, 0, 0));
    assert_eq!(found, [(red, Some(Colour::WHITE), true), (red, Some(Colour::new(0, 255, 0)), false)]);
}

#[test]
fn what_a_browser_takes_back_is_taken_back() {
    for html in [
        "<p hidden style='display:block'>x",
        "<style>.a { display: none } .a.b { display: block }</style><p class='a b'>x",
        "<p style='display:none;display:inline'>x",
        "<p style='clip:rect(0 0 0 0)'>x",
        "<div style='visibility:hidden'><p style='visibility:visible'>x",
        "<p style='display:contents;opacity:0'>x",
        "<p style='opacity:90%'>x",
        "<details open><summary>1</summary>x</details>",
        "<details><summary>x</summary>1</details>",
    ] {
        assert!(!look(html, false).hidden, "{html}");
    }
    for html in [
        "<p style='display:block;display:none'>x",
        "<p style='opacity:5%'>x",
        "<p style='font:0 a'>x",
        "<div style='visibility:hidden'><p style='visibility:inherit'>x",
        "<style>.a { display: none !important }</style><p class=a style='display:block'>x",
        "<p style='content-visibility:hidden'>x",
        "<details><summary>1</summary>x</details>",
    ] {
        assert!(look(html, false).hidden, "{html}");
    }
    let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
    assert_eq!(colours("<div style='background:#123456'><p style='background:nonsense'>x").1, "#123456");
    assert_eq!(colours("<p style='color:#ffffff;background:currentColor'>x"), pair("#ffffff", "#ffffff"));
    assert_eq!(colours("<div style='background:#00f8'><p style='display:contents;background:red'>x").1, "#7777ff");
    assert_eq!(colours("<p style='color:#000;-webkit-text-fill-color:#fff'>x").0, "#ffffff");
    assert_eq!(
        colours("<p style='color:transparent;background:linear-gradient(red,blue);background-clip:text'>x").0,
        "?"
    );
    assert_eq!(colours("<body link=green><a href=y>x</a>").0, "#008000");
    assert_eq!(colours("<table bgcolor='fffff'><td><mark>x"), pair("#000000", "#ffff00"));
    assert_eq!(look("<html style='font-size:62.5%'><p style='font-size:1.6rem'>x", false).font_size, 16.0);
    assert_eq!(look("<style media=print>p { font-size: 9px }</style><p>x", false).font_size, 16.0);
}

#[test]
fn sums_and_mixtures_are_worked_out() {
    let size = |style: &str| look(&format!("<div style='font-size:20px'><p style='{style}'>x"), false).font_size;
    assert_eq!(size("font-size:calc(50% + 2px)"), 12.0);
    assert_eq!(size("font:bold calc(1em\n/ 2)/1.5 a"), 10.0);
    assert_eq!(size("font-size:11px;font-size:calc(1px+2px)"), 11.0, "what is wrong does not count");
    assert_eq!(size("--step:4px;font-size:calc(var(--step) * 3)"), 12.0);
    let line = |style: &str| look(&format!("<p style='font-size:20px;{style}'>x"), false).line_height;
    assert_eq!(line("line-height:calc(1 + .5)"), Some(1.5));
    assert_eq!(line("line-height:calc(1em + 10px)"), Some(1.5));
    assert_eq!(line("line-height:calc(1em + 1vw)"), None);
    let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
    assert_eq!(colours("<p style='color:color-mix(in srgb, #fff 50%, #000)'>x").0, "#808080");
    assert_eq!(colours("<p style='background:color-mix(in srgb, #000 50%, transparent)\nurl()'>x").1, "?");
    assert_eq!(
        colours("<p style='--ink:#000;background:\ncolor-mix(in srgb, var(--ink) 20%, white)'>x"),
        pair("#000000", "#cccccc")
    );
    // What is not known is not guessed: not even that the weaker rule holds.
    for colour in
        ["color-mix(in oklch, red, blue)", "color-mix(in srgb, currentcolor, red)", "rgb(from red r g b / 50%)"]
    {
        assert_eq!(colours(&format!("<p style='color:red;color:{colour}'>x")).0, "?", "{colour}");
    }
    assert!(look("<p style='height:calc(1px - 1px);overflow:hidden'>x", false).hidden);
    assert!(look("<p style='position:absolute;left:calc(-1 * 9999px)'>x", false).hidden);
    assert!(look("<p style='opacity:calc(1 - 100%)'>x", false).hidden);
    assert!(!look("<p style='position:absolute;left:calc(100% - 9999px);opacity:calc(.5)'>x", false).hidden);
}

#[test]
fn lengths_stand_by_themselves_or_not_at_all() {
    for (value, expected) in [
        (" 12PX ", Some(12.0)),
        ("-3px", Some(-3.0)),
        ("0", Some(0.0)),
        ("9pt", Some(12.0)),
        ("calc(10px + 1in)", Some(106.0)),
        ("min(960px, 600px)", Some(600.0)),
        ("12", None),
        ("1em", None),
        ("50%", None),
        ("calc(100% - 20px)", None),
        ("auto", None),
        ("--1px", None),
    ] {
        assert_eq!(pixels(value), expected, "{value}");
    }
}

#[test]
fn what_every_telephone_meets_holds_on_telephones_alone() {
    let red = Some(Colour::new(255, 0, 0));
    let on = |media: &str, screen| {
        look_on(&format!("<style>@media {media} {{ p {{ color: #ff0000; font-size: 9px }} }}</style><p>x"), screen)
            .colour
            == red
    };
    for media in [
        "(max-width: 600px)",
        "only screen and (max-width:480px)",
        "screen and (min-width: 320px) and (max-width: 37.5em)",
        "print, all and (max-device-width: 640px)",
    ] {
        assert!(on(media, Screen::Phone) && !on(media, Screen::Wide) && !on(media, Screen::Dark), "{media}");
    }
    for media in [
        "(max-width: 375px)",
        "(min-width: 600px)",
        "(min-width: 414px) and (max-width: 600px)",
        "(min-width: 100px)",
        "print and (max-width: 600px)",
        "(max-width: 600px) and (orientation: landscape)",
        "not screen and (max-width: 600px)",
        "(max-width: 40vw)",
        "(max-width",
    ] {
        assert!(![Screen::Phone, Screen::Wide, Screen::Dark].into_iter().any(|screen| on(media, screen)), "{media}");
    }
    assert!(on("screen", Screen::Phone) && on("all", Screen::Wide));
    let both = "(max-width: 600px) { p { margin: 0 } } @media (prefers-color-scheme: dark) { @media (max-width: 600px)";
    assert!(!on(both, Screen::Phone) && !on(both, Screen::Dark), "a telephone in the dark is not looked at");
    let sheet = |css: &str| Sheet::of(&Tree::document(&format!("<style>{css}</style>"), &[])).sizes_on_phones();
    assert!(sheet("@media (max-width: 600px) { p { FONT: 9px a } }"));
    assert!(!sheet("p { font-size: 9px } @media (max-width: 600px) { p { width: 100% } }"));
}
