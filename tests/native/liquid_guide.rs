//! The manual of the dialect is true: the examples of the filters' table, and the literate examples in
//! `tests/liquid/*.md`: prose, a `liquid` fence, a `json` fence with data where there is any, a `text` fence with what
//! is printed (one line break at its end is the fence's own), or `error` with what Liquid says.

use countersign::liquid::dates::Moment;
use countersign::liquid::eval::{World, render};
use countersign::liquid::value::Value;
use countersign::liquid::{filters, parse};
use serde_json::{Value as Json, json};

fn answer(template: &str, data: &Json) -> Result<String, String> {
    // 2026-06-15 14:30:00 UTC
    let world = World::at(Moment::of_seconds(1_781_533_800).unwrap()).with_samples(data);
    let rendered =
        render(&parse(template).template, &Value::from(data), &world).map_err(|refused| refused.to_string())?;
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
                    assert_eq!(answer(&template, &data).as_deref(), Ok(fence.as_str()), "{place}");
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
    println!("{told} literate examples in {} pages", pages.len());
    assert!(told > 50);
}
