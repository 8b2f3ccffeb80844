//! How elements look, held against what a browser made of the same: `tests/lint/looks.json`, recorded in Chromium 156 by
//! `tests/lint/looks.html`. Most of its documents were made at random, of everything that style sheets decide.

use countersign::html::{Colour, Look, Looks, Paint, Screen, Sheet, Tree};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Document {
    html: String,
    looks: Seen,
    /// On a telephone, where there are media queries.
    phone: Option<Seen>,
}

impl Document {
    fn recorded(&self) -> impl Iterator<Item = (Screen, &Seen)> {
        std::iter::once((Screen::Wide, &self.looks)).chain(self.phone.as_ref().map(|seen| (Screen::Phone, seen)))
    }
}

/// Of each text: its colour, what is behind it, its size in pixels, whether it is bold, whether it is not shown.
type Seen = BTreeMap<String, (String, String, f32, bool, bool)>;

/// Browsers round colours at other places.
const NEAR: u8 = 3;

/// Text below this is made larger by browsers, save where it is nothing.
const SMALLEST: f32 = 6.0;

fn near(own: Option<Colour>, theirs: &str) -> bool {
    let theirs = Paint::parse(theirs).unwrap().colour;
    let parts = |colour: Colour| [colour.red, colour.green, colour.blue];
    own.is_some_and(|own| parts(own).iter().zip(parts(theirs)).all(|(one, other)| one.abs_diff(other) <= NEAR))
}

#[test]
fn texts_look_as_in_a_browser() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/looks.json");
    let documents: Vec<Document> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (mut texts, mut wrong) = (0, Vec::new());
    let recorded = || documents.iter().flat_map(|one| one.recorded().map(move |(screen, seen)| (one, screen, seen)));
    for (document, screen, seen) in recorded() {
        let tree = Tree::document(&document.html, &[]);
        let looks = Looks::of(&tree, &Look::default(), &Sheet::of(&tree), screen);
        for id in tree.descendants(tree.root()) {
            let Some((colour, ground, size, bold, gone)) = seen.get(tree.text(id).trim()) else { continue };
            texts += 1;
            let look = looks.get(id);
            let same = look.silent == *gone
                && (*gone
                    || (near(look.colour, colour)
                        && near(look.background, ground)
                        && ((look.font_size - size).abs() < 0.2 || look.font_size.max(*size) <= SMALLEST)
                        && look.bold == *bold));
            if !same {
                wrong.push(format!(
                    "{} ({screen:?}): {colour} on {ground}, {size} px, bold {bold}, gone {gone}; ours {:?} on {:?}, {} px, bold {}, gone {}\n{}",
                    tree.text(id).trim(),
                    look.colour,
                    look.background,
                    look.font_size,
                    look.bold,
                    look.silent,
                    document.html
                ));
            }
        }
    }
    let listed: usize = recorded().map(|(.., seen)| seen.len()).sum();
    assert!(texts == listed && texts > 300, "{texts} of {listed} texts: this test looks in the wrong place");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
