//! `corpus TARGET FOLDER`: writes what libFuzzer begins with, made from the tables of tags, filters and names: a seed for
//! each form and example, the hostile templates that are short, the conformance cases, and the dictionary
//! `fuzz/liquid.dict`.

use countersign::liquid::filters;
use countersign::liquid::tags::TAGS;
use countersign_fuzz::{author, harm, seeded};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The templates of the conformance suites; those beside the project only where they are.
fn cases() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for file in [
        "tests/liquid/ruby.json",
        "../shared/liquid/golden_public.json",
        "../shared/liquid/spec_public.json",
        "../shared/liquid/braze_seed.json",
        "../shared/braze/liquid.json",
    ] {
        let Ok(text) = fs::read_to_string(root.join(file)) else { continue };
        let Ok(file) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        let lists = ["cases", "tests", "examples"].iter().filter_map(|list| file[list].as_array());
        let templates = lists.flatten().filter_map(|case| case["template"].as_str().or(case["input"].as_str()));
        found.extend(templates.map(str::to_owned));
    }
    found
}

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let folder = PathBuf::from(words.next().unwrap_or_else(|| "corpus".to_owned()));
    fs::create_dir_all(&folder)?;
    let templates = seeded::templates();
    let harms = [harm::to_read(), harm::to_render(), harm::to_know()].concat();
    let short = harms.into_iter().map(|(_, source)| source).filter(|source| source.len() < 1_500);
    for (at, source) in templates.iter().cloned().chain(short).chain(cases()).enumerate() {
        // The data come first where there are any: the usual ones, half of them known.
        let mut bytes = if name == "liquid_parse" { vec![0] } else { vec![1, 0xA5, 0] };
        bytes.extend(source.bytes());
        fs::write(folder.join(format!("written-{at}")), bytes)?;
    }
    for seed in 0..300 {
        let mut bytes = seeded::bytes(seed, &templates);
        if name != "liquid_parse" {
            bytes.insert(0, 0);
        }
        fs::write(folder.join(format!("seed-{seed}")), bytes)?;
    }
    let mut dictionary = String::from("# Written by `cargo xtask fuzz` from the tables of the dialect.\n");
    let markup = [
        "{{",
        "}}",
        "{%",
        "%}",
        "{%-",
        "-%}",
        "{{-",
        "-}}",
        "${",
        " | ",
        ": ",
        " == ",
        " contains ",
        "(1..",
        "forloop.",
        "{% else %}",
        "{% elsif ",
    ];
    let tags = TAGS.iter().flat_map(|tag| [format!("{{% {} ", tag.name), format!("{{% end{} %}}", tag.name)]);
    let known = filters::all().map(|filter| format!(" | {}", filter.name));
    let names = author::NAMES.iter().map(|name| (*name).to_owned());
    for word in markup.iter().map(|word| (*word).to_owned()).chain(tags).chain(known).chain(names) {
        let _ = writeln!(dictionary, "{word:?}");
    }
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("liquid.dict"), dictionary)
}
