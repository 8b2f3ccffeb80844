//! The page about the endpoints is what the tables say, in both languages.

use countersign::braze::field::{Kind, Object};
use countersign::braze::{Endpoint, INSTANCES, guide::guide};
use countersign::locale::Locale;
use std::collections::BTreeSet;

#[test]
fn the_page_is_what_the_tables_say() {
    for (locale, file) in [(Locale::En, "braze.md"), (Locale::Fr, "braze.fr.md")] {
        let page = guide(locale);
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/docs").join(file);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "www/docs/{file} is out of date: BLESS=1 cargo test --test native braze::guide");
    }
}

#[test]
fn every_field_has_its_line_and_every_link_its_heading() {
    fn names(object: &'static Object, found: &mut BTreeSet<&'static str>, seen: &mut Vec<&'static str>) {
        if seen.contains(&object.name) {
            return;
        }
        seen.push(object.name);
        for field in object.fields {
            found.insert(field.name);
            let mut kinds = vec![field.kind];
            while let Some(kind) = kinds.pop() {
                match kind {
                    Kind::Object(object) | Kind::TextOr(object) => names(object, found, seen),
                    Kind::List(kind, ..) => kinds.push(*kind),
                    Kind::By(_, objects) => objects.iter().for_each(|(_, object)| names(object, found, seen)),
                    _ => {}
                }
            }
        }
    }
    let (mut found, mut seen) = (BTreeSet::new(), Vec::new());
    Endpoint::ALL.iter().for_each(|endpoint| names(endpoint.object(), &mut found, &mut seen));
    assert!(found.len() > 150, "{}", found.len());
    for locale in [Locale::En, Locale::Fr] {
        let page = guide(locale);
        for name in &found {
            assert!(page.contains(&format!("| `{name}` |")), "{name}");
        }
        let anchors: BTreeSet<String> = page
            .lines()
            .filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')))
            .map(|heading| {
                let kept = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
                heading.chars().filter(kept).collect::<String>().to_lowercase().replace(' ', "-")
            })
            .collect();
        for link in page.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            assert!(anchors.contains(link), "{link}");
        }
    }
}

fn setup(file: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/docs").join(file)).unwrap()
}

#[test]
fn the_guide_to_setting_up_names_every_permission_and_instance() {
    for file in ["braze-setup.md", "braze-setup.fr.md"] {
        let page = setup(file);
        for endpoint in Endpoint::ALL {
            assert!(page.contains(&format!("| `{}` |", endpoint.permission())), "{file}: {endpoint}");
        }
        for instance in INSTANCES {
            let host = format!("`https://{}` |", instance.host);
            let line = page.lines().find(|line| line.starts_with(&format!("| `{}` |", instance.name))).unwrap();
            assert!(line.ends_with(&host), "{file}: {}", instance.name);
        }
    }
}

/// Outside of code, French has ’ and a no-break space before : ; ! ? and inside « ».
#[test]
fn the_french_page_is_set_as_french_is() {
    let mut fenced = false;
    for line in (guide(Locale::Fr) + &setup("braze-setup.fr.md")).lines() {
        fenced ^= line.starts_with("```");
        let prose: String = line.split('`').step_by(2).collect();
        let odd = [" :", " ;", " !", " ?", "« ", " »", "'"].into_iter().find(|odd| prose.contains(odd));
        assert!(fenced || odd.is_none(), "{odd:?} in {line}");
    }
}
