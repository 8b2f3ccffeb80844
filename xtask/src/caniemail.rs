//! What mail programs can show: the data of caniemail.com (npm package `caniemail`, MIT) as the small table that the
//! engine carries.
//!
//! In: the package of one pinned version, from the registry. Out: `src/check/clients/table.txt`, a line for each
//! feature: its name, what each family of mail programs does with it, and the words of HTML and CSS that stand for it.

use crate::node::pack;
use crate::place;
use crate::shell::{Done, run, say};
use serde_json::Value;
use std::fmt::Write as _;
use std::process::Command;

/// Which data. Raise it, run the verb, look at the difference, commit.
const VERSION: &str = "2.0.2";

/// The families that the table tells apart, each with the programs of the data that make it up; the first counts most.
/// Gmail's page for telephones, Windows Mail (withdrawn) and programs without tests are left out.
const FAMILIES: &[(&str, &[(&str, &str)])] = &[
    ("gmail", &[("gmail", "desktop-webmail"), ("gmail", "ios"), ("gmail", "android")]),
    ("apple-mail", &[("apple-mail", "ios"), ("apple-mail", "macos")]),
    ("outlook-windows", &[("outlook", "windows")]),
    ("outlook", &[("outlook", "outlook-com"), ("outlook", "ios"), ("outlook", "android")]),
    ("outlook-mac", &[("outlook", "macos")]),
    ("yahoo", &[("yahoo", "desktop-webmail"), ("yahoo", "ios"), ("yahoo", "android")]),
    ("aol", &[("aol", "desktop-webmail"), ("aol", "ios"), ("aol", "android")]),
    ("samsung", &[("samsung-email", "android")]),
    ("thunderbird", &[("thunderbird", "macos")]),
    ("proton", &[("protonmail", "desktop-webmail"), ("protonmail", "ios"), ("protonmail", "android")]),
    ("orange", &[("orange", "desktop-webmail"), ("orange", "ios"), ("orange", "android")]),
    ("free", &[("free-fr", "desktop-webmail")]),
    ("laposte", &[("laposte", "desktop-webmail")]),
    ("sfr", &[("sfr", "desktop-webmail"), ("sfr", "ios"), ("sfr", "android")]),
    ("gmx", &[("gmx", "desktop-webmail"), ("gmx", "ios"), ("gmx", "android")]),
    ("web-de", &[("web-de", "desktop-webmail"), ("web-de", "ios"), ("web-de", "android")]),
    ("t-online", &[("t-online-de", "desktop-webmail")]),
    ("ionos", &[("ionos-1and1", "desktop-webmail"), ("ionos-1and1", "android")]),
];

/// Features whose words cannot be read off their titles.
const WORDS: &[(&str, &str)] = &[
    ("css-align-items", "align-items align-content align-self place-items place-content place-self"),
    ("css-animation", "animation animation-name"),
    (
        "css-at-media-device-pixel-ratio",
        "(-webkit-device-pixel-ratio) (-webkit-min-device-pixel-ratio) (min-resolution)",
    ),
    ("css-at-media-hover", "(hover) (any-hover)"),
    ("css-at-media-orientation", "(orientation)"),
    ("css-at-media-prefers-color-scheme", "(prefers-color-scheme)"),
    ("css-at-media-prefers-reduced-motion", "(prefers-reduced-motion)"),
    ("css-block-inline-size", "block-size inline-size"),
    ("css-inline-size", ""),
    ("css-border-inline-block-individual", "border-block-start border-block-end border-inline-start border-inline-end"),
    (
        "css-border-inline-block-longhand",
        "border-block-color border-block-style border-block-width border-inline-color border-inline-style border-inline-width",
    ),
    ("css-border-inline-block", "border-inline border-block"),
    (
        "css-border-radius-logical",
        "border-start-start-radius border-start-end-radius border-end-start-radius border-end-end-radius",
    ),
    ("css-color-scheme", "color-scheme"),
    ("css-column-count", "column-count columns"),
    ("css-column-layout-properties", "column-fill column-rule column-span column-width"),
    ("css-comments", ""),
    ("css-display-flex", "display:flex display:inline-flex"),
    ("css-display-grid", "display:grid display:inline-grid"),
    ("css-display-none", "display:none"),
    ("css-flex-direction", "flex-direction"),
    ("css-flex-wrap", "flex-wrap flex-flow"),
    ("css-font", "font"),
    ("css-function-light-dark", "light-dark()"),
    ("css-gap", "gap row-gap"),
    ("css-grid-template", "grid-template grid-template-areas grid-template-columns grid-template-rows"),
    ("css-important", ""),
    ("css-inert-attribute", "[inert]"),
    ("css-inset", "inset inset-block inset-inline inset-inline-start inset-inline-end"),
    ("css-intrinsic-size", "=fit-content =min-content =max-content"),
    ("css-left-right-top-bottom", "left right top bottom"),
    ("css-margin-block-start-end", "margin-block-start margin-block-end"),
    ("css-margin-inline-block", "margin-inline margin-block"),
    ("css-margin-inline-start-end", "margin-inline-start margin-inline-end"),
    ("css-padding-block-start-end", "padding-block-start padding-block-end"),
    ("css-padding-inline-block", "padding-inline padding-block"),
    ("css-padding-inline-start-end", "padding-inline-start padding-inline-end"),
    ("css-mask-image", "mask-image mask"),
    ("css-modern-color", "lch() oklch() lab() oklab()"),
    ("css-nesting", "&"),
    ("css-position", "position"),
    ("css-pseudo-class-lang", ":lang"),
    ("css-scroll-snap", "scroll-snap-type scroll-snap-align"),
    ("css-selector-adjacent-sibling", ""),
    ("css-sytem-ui", ""),
    ("css-unit-calc", "calc()"),
    ("css-unit-initial", "=initial"),
    ("css-unit-percent", ""),
    ("css-variables", "var()"),
    ("html-address", "<address>"),
    ("html-anchor-links", "#"),
    ("html-button-reset", "<button>"),
    ("html-button-submit", "<button>"),
    ("html-doctype", "<!doctype>"),
    ("html-h1-h6", ""),
    ("html-image-maps", "<map>"),
    ("html-lists", ""),
    ("html-mailto-links", "mailto:"),
    ("html-meta-color-scheme", "<meta=color-scheme>"),
    (
        "html-semantics",
        "<article> <aside> <details> <figcaption> <figure> <footer> <header> <main> <mark> <nav> <section> <summary> <time>",
    ),
    ("html-srcset", "[srcset] [sizes]"),
    ("image-apng", ".apng"),
    ("image-avif", ".avif"),
    ("image-base64", "data:"),
    ("image-bmp", ".bmp"),
    ("image-gif", ".gif"),
    ("image-hdr", ".hdr"),
    ("image-heif", ".heif .heic"),
    ("image-ico", ".ico"),
    ("image-jpg", ".jpg .jpeg"),
    ("image-mp4", ".mp4"),
    ("image-png", ".png"),
    ("image-svg", ".svg"),
    ("image-tiff", ".tif .tiff"),
    ("image-webp", ".webp"),
];

/// Fetches the package and writes the table.
pub(crate) fn run_verb() -> Done {
    say("fetches caniemail and writes the table of what mail programs can show");
    let folder = place::target().join("caniemail");
    let told = |what: &str, error: &dyn std::fmt::Display| format!("{what}: {error}");
    std::fs::create_dir_all(&folder).map_err(|error| told("target/caniemail", &error))?;
    pack(&folder, &format!("caniemail@{VERSION}"))?;
    run(Command::new("tar").current_dir(&folder).arg("xzf").arg(format!("caniemail-{VERSION}.tgz")))?;
    let data = std::fs::read_to_string(folder.join("package/dist/data/caniemail.json"))
        .map_err(|error| told("the package's data", &error))?;
    let data: Value = serde_json::from_str(&data).map_err(|error| told("the package's data", &error))?;
    let path = place::at("src/check/clients/table.txt");
    std::fs::write(&path, table(&data)).map_err(|error| told("the table", &error))
}

/// The table of this data.
fn table(data: &Value) -> String {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let date = text(data, "last_update_date");
    let date = date.split(' ').next().unwrap_or_default();
    let mut out = String::new();
    let names: Vec<&str> = FAMILIES.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(
        out,
        "# caniemail {VERSION} of {date}, caniemail.com, MIT (LICENSE-caniemail). Written by `cargo xtask caniemail`."
    );
    let _ = writeln!(
        out,
        "# feature, by family: y supported, a partly, n not, . unknown; then the words that stand for it."
    );
    let _ = writeln!(out, "families {}", names.join(" "));
    let features = data.get("data").and_then(Value::as_array).cloned().unwrap_or_default();
    for feature in &features {
        let slug = text(feature, "slug");
        let words = words(&slug, &text(feature, "title"));
        if words.is_empty() {
            continue;
        }
        let support: String = FAMILIES.iter().map(|(_, programs)| support(feature, programs)).collect();
        let _ = writeln!(out, "{slug} {support} {words}");
    }
    out
}

/// What a family does with a feature: not supported where its first program does not, or most do not.
fn support(feature: &Value, programs: &[(&str, &str)]) -> char {
    let newest = |(family, platform): &(&str, &str)| {
        let versions = feature.pointer(&format!("/stats/{family}/{platform}"))?.as_object()?;
        versions.values().next_back()?.as_str()?.chars().next().filter(|answer| "yan".contains(*answer))
    };
    let answers: Vec<Option<char>> = programs.iter().map(newest).collect();
    let known: Vec<char> = answers.iter().flatten().copied().collect();
    let missing = known.iter().filter(|answer| **answer == 'n').count();
    match answers.first().copied().flatten() {
        _ if known.is_empty() => '.',
        Some('n') => 'n',
        _ if missing * 2 > known.len() => 'n',
        _ if known.iter().all(|answer| *answer == 'y') => 'y',
        _ => 'a',
    }
}

/// The words of HTML and CSS that stand for a feature; none where nothing in a mail tells it.
fn words(slug: &str, title: &str) -> String {
    if let Some((_, words)) = WORDS.iter().find(|(of, _)| *of == slug) {
        return (*words).to_owned();
    }
    let (kind, rest) = slug.split_once('-').unwrap_or_default();
    let title = title.trim();
    match kind {
        "css" => match () {
            () if rest.starts_with("selector-") => String::new(),
            () if title.starts_with('@') => title.to_owned(),
            () if rest.starts_with("pseudo-class-") => format!(":{}", rest.trim_start_matches("pseudo-class-")),
            () if rest.starts_with("pseudo-element-") => format!("::{}", rest.trim_start_matches("pseudo-element-")),
            () if rest.starts_with("unit-") => format!("1{}", rest.trim_start_matches("unit-")),
            () if title.ends_with("()") => title.to_owned(),
            () => rest.to_owned(),
        },
        "html" => {
            match (title.split_once('<').and_then(|(_, rest)| rest.split_once('>')), title.strip_suffix(" attribute")) {
                (Some((element, _)), _) => match element.split_once(" type=") {
                    Some((name, kind)) => format!("<{name}={}>", kind.trim_matches('"')),
                    None => format!("<{element}>"),
                },
                (None, Some(attribute)) => format!("[{attribute}]"),
                (None, None) => String::new(),
            }
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_what_its_first_program_and_most_of_them_do() {
        let feature = serde_json::json!({ "stats": {
            "gmail": { "desktop-webmail": { "2019": "y", "2020": "n #1" }, "ios": { "2020": "a #2" }, "android": { "2020": "y" } },
            "yahoo": { "desktop-webmail": { "2020": "y" }, "ios": { "2020": "n" }, "android": { "2020": "n" } },
            "aol": { "desktop-webmail": { "2020": "y" }, "ios": { "2020": "u" } },
            "outlook": { "windows": { "2007": "n", "2019": "a #1" } } } });
        let of = |name: &str| support(&feature, FAMILIES.iter().find(|(family, _)| *family == name).unwrap().1);
        assert_eq!([of("gmail"), of("yahoo"), of("aol"), of("outlook-windows"), of("free")], ['n', 'n', 'y', 'a', '.']);
    }

    #[test]
    fn words_come_from_titles() {
        assert_eq!(words("css-at-font-face", "@font-face"), "@font-face");
        assert_eq!(words("css-pseudo-element-after", "::after"), "::after");
        assert_eq!(words("css-unit-vh", "vh unit"), "1vh");
        assert_eq!(words("html-input-text", "<input type=\"text\"> element"), "<input=text>");
        assert_eq!(words("html-loading-attribute", "loading attribute"), "[loading]");
        assert_eq!(words("css-border-radius", "border-radius"), "border-radius");
        assert_eq!(words("css-linear-gradient", "linear-gradient()"), "linear-gradient()");
    }
}
