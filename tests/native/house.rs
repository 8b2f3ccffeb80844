//! The map of the house, held against what the files say: a module names only the floors below its own, nothing goes
//! in a circle, nothing unfinished stands in the tree, and neither home of the engine carries the other's dependencies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The floors from the ground up. Rooms on one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["order"],
    &["text", "json", "locale", "digest", "channel"],
    &["diag", "strict_toml"],
    &["html", "liquid"],
    &["markdown"],
    &["policy", "group", "template", "draft"],
    &["kit"],
    &["compile"],
    &["render"],
    &["check"],
    &["engine"],
    &["braze"],
    &["payload", "audience"],
    &["transport"],
    &["serve"],
    &["wasm", "proxy", "sandbox", "kit_folder"],
    &["cli"],
];

/// Floors of small rooms with open doors: they may name a neighbour, though not in a circle.
const OPEN: &[&str] = &["text", "policy"];

/// Names at the top of the crate that are not rooms: `main.rs` calls `cli`, `lib.rs` lists the modules.
const DOORS: &[&str] = &["lib", "main"];

#[test]
fn a_module_names_only_the_floors_below_its_own() {
    let imports = imports(&sources());
    assert!(imports.len() > 5, "no imports found: this test looks in the wrong place");
    let faults = faults(&imports);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn no_modules_go_in_a_circle() {
    let sources = sources();
    let circles = circles(&imports(&sources));
    assert!(circles.is_empty(), "top modules know each other in a circle:\n{}\n", circles.join("\n"));
}

#[test]
fn this_test_can_fail() {
    let tree = |files: &[(&str, &str)]| -> Vec<Source> {
        files.iter().map(|(path, code)| Source { path: PathBuf::from(path), code: (*code).into() }).collect()
    };
    let upward = imports(&tree(&[("src/html/mod.rs", "use crate::policy::Policy;\n")]));
    assert_eq!(
        faults(&upward),
        ["src/html/mod.rs:1: `html` names `crate::policy::Policy`, which stands on a floor above or beside it"]
    );
    let inline = imports(&tree(&[("src/html/tree.rs", "fn f() { crate::liquid::parse(\"\") }\n")]));
    assert_eq!(faults(&inline).len(), 1, "a path in the middle of code counts as much as a use line");
    let braces =
        imports(&tree(&[("src/kit.rs", "use crate::{\n    diag::Finding,\n    render::{Message, Mode},\n};\n")]));
    assert_eq!(
        faults(&braces),
        ["src/kit.rs:1: `kit` names `crate::render::Message`, which stands on a floor above or beside it"]
    );
    let stranger = imports(&tree(&[("src/utils.rs", "use crate::text::Span;\n")]));
    assert_eq!(
        faults(&stranger),
        ["src/utils.rs: `utils` is not on the map of the house (FLOORS in tests/native/house.rs)"]
    );
    let fine = "// use crate::cli::Nothing;\n/// See [`crate::cli::run`].\n#[cfg(test)]\nmod tests { use crate::engine::open; }\n";
    assert_eq!(faults(&imports(&tree(&[("src/html/mod.rs", fine)]))), Vec::<String>::new());
    let round = imports(&tree(&[
        ("src/group.rs", "use crate::policy::Policy;"),
        ("src/policy/mod.rs", "use crate::template::Template;"),
        ("src/template.rs", "use crate::group::Group;"),
    ]));
    assert_eq!(circles(&round), ["group → policy → template → group"]);
    assert_eq!(unfinished("fn f() { todo!() }\n"), [1]);
    assert_eq!(unfinished("/// a `todo` list\n"), Vec::<usize>::new());
}

#[test]
fn nothing_unfinished_stands_in_the_tree() {
    let faults: Vec<String> = sources()
        .iter()
        .flat_map(|source| {
            unfinished(&source.code).into_iter().map(move |line| format!("{}:{line}", source.path.display()))
        })
        .collect();
    assert!(faults.is_empty(), "unfinished:\n{}\n", faults.join("\n"));
}

#[test]
fn every_module_says_what_it_holds() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|source| !is_test(&source.path) && !source.code.trim_start().starts_with("//!"))
        .map(|source| source.path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "these open without a `//!` line:\n{}\n", silent.join("\n"));
}

#[test]
fn a_file_is_a_room_not_a_hall() {
    const WALL: usize = 400;
    let long: Vec<String> = sources()
        .iter()
        .filter(|source| !is_test(&source.path))
        .map(|source| (bare(&source.code).lines().filter(|line| !line.trim().is_empty()).count(), source))
        .filter(|(lines, _)| *lines > WALL)
        .map(|(lines, source)| format!("{} has {lines} lines of code", source.path.display()))
        .collect();
    assert!(long.is_empty(), "over {WALL} lines; each file holds one thing:\n{}\n", long.join("\n"));
}

/// The standard library's sorts are made anew for every type; the browser has one of ours (`order`). Collecting into a map
/// or a set sorts too, but what is collected into shows only in the types: the module's budget (`cargo xtask test module`)
/// keeps watch over that.
#[test]
fn what_the_browser_carries_sorts_with_the_one_sort() {
    let names = [".sort(", ".sort_by", ".sort_unstable", ".sort_floats", ".select_nth"];
    assert_eq!(
        lines_with("fn f() {\n    names.sort_unstable_by(|a, b| b.cmp(a));\n}\n", &names),
        [2],
        "this test can fail"
    );
    let faults = browser_lines_with(&names);
    assert!(
        faults.is_empty(),
        "sort with `crate::order` here, not with the slice's own methods:\n{}\n",
        faults.join("\n")
    );
}

/// Kits come as text, so the browser carries a reader of text for each type; one of `serde_json::Value` would be carried
/// besides (of a policy: two hundred kilobytes). jiff's patterns for dates weigh more than all rules that print one.
#[test]
fn what_the_browser_carries_reads_its_types_from_text() {
    let faults = browser_lines_with(&["serde_json::from_value", ".strftime("]);
    assert!(
        faults.is_empty(),
        "too heavy for the browser (`serde_json::from_str` reads `value.to_string()`):\n{}\n",
        faults.join("\n")
    );
}

/// Where the half of the engine that the browser carries has one of these.
fn browser_lines_with(names: &[&str]) -> Vec<String> {
    const NATIVE: &[&str] = &["order", "cli", "kit_folder", "strict_toml", "serve", "sandbox", "proxy"];
    let carried = sources().into_iter().filter(|source| !is_test(&source.path));
    carried
        .filter(|source| !NATIVE.contains(&room(&source.path).as_str()))
        .flat_map(|source| {
            let lines = lines_with(&source.code, names);
            lines.into_iter().map(move |line| format!("{}:{line}", source.path.display()))
        })
        .collect()
}

fn lines_with(code: &str, names: &[&str]) -> Vec<usize> {
    let has = |line: &str| names.iter().any(|name| line.contains(name));
    bare(code).lines().enumerate().filter(|(_, line)| has(line)).map(|(at, _)| at + 1).collect()
}

/// What only the browser needs must not be built into the program, and the other way round.
#[test]
fn neither_home_carries_the_others_dependencies() {
    let native = packages(&[]);
    let browser = packages(&["--target", "wasm32-unknown-unknown", "--no-default-features"]);
    for shared in ["serde", "pulldown-cmark", "ammonia", "html5ever"] {
        assert!(
            native.contains(shared) && browser.contains(shared),
            "both homes need {shared}: `cargo tree` was misread"
        );
    }
    let only_browser = ["wasm-bindgen", "wasm-bindgen-futures", "js-sys", "web-sys", "gloo-net", "serde-wasm-bindgen"];
    let leaked: Vec<&str> = only_browser.into_iter().filter(|name| native.contains(*name)).collect();
    assert!(leaked.is_empty(), "only the browser needs these, and the native tree holds them: {leaked:?}");
    let only_native = [
        "axum",
        "tokio",
        "hyper",
        "reqwest",
        "rustls",
        "sqlx",
        "clap",
        "toml",
        "csv",
        "mrml",
        "css-inline",
        "schemars",
        "jsonschema",
        "tracing",
        "tower",
    ];
    let leaked: Vec<&str> = only_native.into_iter().filter(|name| browser.contains(*name)).collect();
    assert!(leaked.is_empty(), "only the program needs these, and the browser's tree holds them: {leaked:?}");
    for needed in only_browser {
        assert!(browser.contains(needed), "{needed} is on the list of browser dependencies, but is none");
    }
    for needed in only_native {
        assert!(native.contains(needed), "{needed} is on the list of native dependencies, but is none");
    }
}

/// The names in the tree of normal dependencies, for this machine or for the target that is named.
fn packages(more: &[&str]) -> BTreeSet<String> {
    let words = ["tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let output =
        Command::new(env!("CARGO")).args(words).args(more).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

struct Source {
    path: PathBuf,
    code: String,
}

/// One naming of another room.
struct Import {
    path: PathBuf,
    line: usize,
    from: String,
    names: Vec<String>,
}

impl Import {
    fn to(&self) -> &str {
        &self.names[0]
    }
}

fn sources() -> Vec<Source> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(&root.join("src"), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| Source {
            code: std::fs::read_to_string(&path).unwrap(),
            path: path.strip_prefix(root).unwrap().into(),
        })
        .collect()
}

/// The room that a file belongs to: the first name below `src/`.
fn room(path: &Path) -> String {
    path.components().nth(1).unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// A module of tests in a file of its own; tests may look at everything.
fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests.rs") || path.components().any(|part| part.as_os_str() == "tests")
}

/// The code without comments and test modules, every line still on its line.
fn bare(code: &str) -> String {
    let mut out = String::new();
    let mut tests = false;
    for line in code.lines() {
        tests = (tests || line.starts_with("#[cfg(test)]")) && line != "}";
        let kept = line.split("//").next().unwrap();
        out.push_str(if tests { "" } else { kept });
        out.push('\n');
    }
    out
}

/// Every `crate::…` in the files: on `use` lines, in braces, and in the middle of code.
fn imports(sources: &[Source]) -> Vec<Import> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !is_test(&source.path)) {
        let code = bare(&source.code);
        for (at, _) in code.match_indices("crate::") {
            if code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '$') {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            for names in paths(&code[at + "crate::".len()..]) {
                found.push(Import { path: source.path.clone(), line, from: room(&source.path), names });
            }
        }
        if !found.iter().any(|import| import.path == source.path) {
            found.push(Import {
                path: source.path.clone(),
                line: 0,
                from: room(&source.path),
                names: vec![room(&source.path)],
            });
        }
    }
    found
}

/// `a::b` gives one path; `{a::b, c::{d, e}}` one for each name before the inner braces.
fn paths(rest: &str) -> Vec<Vec<String>> {
    let simple = |text: &str| -> Vec<String> {
        let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
        let mut names: Vec<String> =
            text[..end].split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        if text[end..].starts_with('{') {
            let first = text[end + 1..].trim_start();
            let end = first.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(first.len());
            names.push(first[..end].to_owned());
        }
        names
    };
    let Some(list) = rest.strip_prefix('{') else { return vec![simple(rest)] };
    let (mut depth, mut start, mut found) = (1, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                found.push(simple(list[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            found.push(simple(list[start..at].trim_start()));
            break;
        }
    }
    found.retain(|names| !names.is_empty());
    found
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

fn may_name(from: &str, to: &str) -> bool {
    let open = OPEN.iter().any(|room| floor(room) == floor(from));
    floor(to) < floor(from) || from == to || (open && floor(to) == floor(from))
}

fn faults(imports: &[Import]) -> Vec<String> {
    let mut faults = Vec::new();
    for import in imports {
        let Import { path, line, from, names } = import;
        if DOORS.contains(&from.as_str()) {
            continue;
        }
        if floor(from).is_none() {
            faults.push(format!(
                "{}: `{from}` is not on the map of the house (FLOORS in tests/native/house.rs)",
                path.display()
            ));
        } else if floor(import.to()).is_none() {
            faults.push(format!("{}:{line}: `crate::{}` is not a room of the house", path.display(), names.join("::")));
        } else if !may_name(from, import.to()) {
            let named = names.join("::");
            let path = path.display();
            faults.push(format!(
                "{path}:{line}: `{from}` names `crate::{named}`, which stands on a floor above or beside it"
            ));
        }
    }
    faults.dedup();
    faults
}

/// Each circle once, beginning at its first name.
fn circles(imports: &[Import]) -> Vec<String> {
    let mut knows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports.iter().filter(|import| import.from != import.to() && !DOORS.contains(&import.from.as_str())) {
        knows.entry(&import.from).or_default().insert(import.to());
    }
    fn walk<'a>(way: &mut Vec<&'a str>, knows: &BTreeMap<&'a str, BTreeSet<&'a str>>, found: &mut Vec<String>) {
        let (first, last) = (way[0], way[way.len() - 1]);
        for next in knows.get(last).into_iter().flatten() {
            if *next == first {
                found.push(format!("{} → {first}", way.join(" → ")));
            } else if *next > first && !way.contains(next) {
                way.push(next);
                walk(way, knows, found);
                way.pop();
            }
        }
    }
    let mut found = Vec::new();
    for first in knows.keys() {
        walk(&mut vec![*first], &knows, &mut found);
    }
    found
}

/// The lines on which something is left for later.
fn unfinished(code: &str) -> Vec<usize> {
    let marks = ["todo!(", "unimplemented!(", concat!("TO", "DO"), concat!("FIX", "ME"), concat!("#[ig", "nore")];
    code.lines()
        .enumerate()
        .filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)))
        .map(|(at, _)| at + 1)
        .collect()
}
