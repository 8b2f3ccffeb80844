//! `corpus TARGET FOLDER`: writes what libFuzzer begins with, made from the tables of tags, filters and names: a seed for
//! each form and example, the hostile templates that are short, and the dictionary `fuzz/liquid.dict`.

use countersign::liquid::filters;
use countersign::liquid::tags::TAGS;
use countersign_fuzz::{author, harm, seeded};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let folder = PathBuf::from(words.next().unwrap_or_else(|| "corpus".to_owned()));
    fs::create_dir_all(&folder)?;
    let templates = seeded::templates();
    let harms = [harm::to_read(), harm::to_render(), harm::to_know()].concat();
    let short = harms.into_iter().map(|(_, source)| source).filter(|source| source.len() < 1_500);
    for (at, source) in templates.iter().cloned().chain(short).enumerate() {
        // The data come first where there are any: none of their own.
        let mut bytes = if name == "liquid_parse" { vec![0] } else { vec![0, 0] };
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
