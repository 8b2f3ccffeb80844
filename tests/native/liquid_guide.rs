//! The manual of the dialect is true: the examples of the filters' table, and the literate examples in
//! `tests/liquid/*.md`: prose, a `liquid` fence, a `json` fence with data where there is any, a `text` fence with what
//! is printed (one line break at its end is the fence's own), or `error` with what Liquid says.

use countersign::diag::Severity;
use countersign::liquid::dates::Moment;
use countersign::liquid::eval::{Rendered, World, render};
use countersign::liquid::value::Value;
use countersign::liquid::{filters, guide, parse};
use countersign::locale::Locale;
use serde_json::{Value as Json, json};

fn rendered(template: &str, data: &Json) -> Result<Rendered, String> {
    // 2026-06-15 14:30:00 UTC
    let world = World::at(Moment::of_seconds(1_781_533_800).unwrap()).with_samples(data);
    render(&parse(template).template, &Value::from(data), &world).map_err(|refused| refused.to_string())
}

/// What it prints, or the first error.
fn answer(template: &str, data: &Json) -> Result<String, String> {
    let rendered = rendered(template, data)?;
    match rendered.errors.first() {
        Some(mistake) => Err(format!("Liquid error: {}", mistake.message)),
        None => Ok(rendered.output),
    }
}

#[test]
fn examples_of_filters_are_true() {
    for filter in filters::all() {
        for example in filter.examples {
            let given = answer(example.template, &serde_json::from_str(example.data).unwrap());
            assert_eq!(given.as_deref(), Ok(example.prints), "{}: {}", filter.name, example.template);
        }
    }
}

#[test]
fn examples_of_the_guide_are_true_and_without_errors() {
    for example in guide::examples() {
        let mut found = parse(example.template).diagnostics.into_iter();
        assert!(found.all(|finding| finding.severity != Severity::Error), "{}", example.template);
        let given = answer(example.template, &serde_json::from_str(example.data).unwrap());
        assert_eq!(given.as_deref(), Ok(example.prints), "{}", example.template);
    }
}

#[test]
fn the_guide_is_what_the_tables_say() {
    for (locale, file) in [(Locale::En, "liquid.md"), (Locale::Fr, "liquid.fr.md")] {
        let page = guide::guide(locale);
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/docs").join(file);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "www/docs/{file} is out of date: BLESS=1 cargo test --test native liquid_guide");
    }
}

/// Outside of code, French has ’ and a no-break space before : ; ! ? and inside « ».
#[test]
fn the_french_guide_is_set_as_french_is() {
    let page = guide::guide(Locale::Fr);
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        let prose: String = line.split('`').step_by(2).collect();
        let odd = [" :", " ;", " !", " ?", "« ", " »", "'"].into_iter().find(|odd| prose.contains(odd));
        assert!(fenced || odd.is_none(), "{odd:?} in {line}");
    }
}

/// What Braze documents, where its list is at hand: each name has its place in the guide, in both languages.
#[test]
fn the_guide_tells_of_all_that_braze_documents() {
    let list = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/braze/liquid.json");
    let Ok(list) = std::fs::read_to_string(list) else { return told!("skipped: ../shared is not here") };
    let list: Json = serde_json::from_str(&list).unwrap();
    let names = |what: &str| -> Vec<String> {
        let entries = list[what].as_array().into_iter().flatten();
        entries.filter_map(|entry| entry["name"].as_str()).map(str::to_owned).collect()
    };
    let (tags, filters) = (names("tags"), names("filters"));
    assert!(tags.len() > 20 && filters.len() > 70);
    for locale in [Locale::En, Locale::Fr] {
        let guide = guide::guide(locale);
        for tag in tags.iter().filter(|tag| *tag != "whitespace control") {
            assert!(guide.contains(&format!("\n### {tag}\n")), "{tag}");
        }
        assert!(guide.contains("`{%-`"));
        for filter in &filters {
            assert!(guide.contains(&format!("\n#### {filter}\n")), "{filter}");
        }
        let data = list["personalization"].as_object().unwrap().values().flat_map(|tags| tags.as_array().unwrap());
        for tag in data.filter_map(|entry| entry["tag"].as_str()) {
            let name = tag.trim_matches(['{', '}']).split_once("${").map_or("", |(before, _)| before);
            let known =
                guide.contains(tag) || (!name.is_empty() && guide.contains(&format!("\n### `{name}${{name}}`")));
            assert!(known, "{tag}");
        }
    }
}

/// A fence: its language and its text without the last line break.
fn fences(page: &str) -> Vec<(usize, &str, String)> {
    let mut fences = Vec::new();
    let mut open: Option<(usize, &str, String)> = None;
    for (number, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((number + 1, language, String::new())),
            (Some(_), Some("")) => fences.extend(
                open.take()
                    .map(|(at, language, text)| (at, language, text.strip_suffix('\n').unwrap_or(&text).to_owned())),
            ),
            (Some((_, _, text)), _) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    fences
}

#[test]
fn literate_examples_are_true() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/liquid");
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let mut told = 0;
    for page in pages.iter().filter(|path| path.extension().is_some_and(|kind| kind == "md")) {
        let text = std::fs::read_to_string(page).unwrap();
        let (mut template, mut data) = (String::new(), json!({}));
        for (line, language, fence) in fences(&text) {
            let place = format!("{}:{line}", page.file_name().unwrap().display());
            match language {
                "liquid" => (template, data) = (fence, json!({})),
                "json" => data = serde_json::from_str(&fence).unwrap_or_else(|error| panic!("{place}: {error}")),
                "text" => {
                    let printed = rendered(&template, &data).map(|rendered| rendered.output);
                    assert_eq!(printed.as_deref(), Ok(fence.as_str()), "{place}");
                    told += 1;
                }
                "error" => {
                    assert_eq!(answer(&template, &data), Err(fence), "{place}");
                    told += 1;
                }
                other => panic!("{place}: a fence of an unknown kind: {other:?}"),
            }
        }
    }
    told!("{told} literate examples in {} pages", pages.len());
    assert!(told > 50);
}
