//! The same targets on bytes from a seed: without libFuzzer, on the stable toolchain, the same on every machine.

use super::targets::TARGETS;
use countersign::liquid::filters;
use countersign::liquid::tags::TAGS;

/// A small generator of bits.
#[derive(Clone, Copy, Debug)]
pub struct Dice(u64);

impl Dice {
    /// One for each seed.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next bits.
    pub fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `of`.
    pub fn below(&mut self, of: usize) -> usize {
        usize::try_from((self.roll() >> 32) % of.max(1) as u64).unwrap_or_default()
    }
}

/// Templates that are right: the forms of every tag, the examples of every filter.
pub fn templates() -> Vec<String> {
    let forms = TAGS.iter().flat_map(|tag| tag.forms.iter().map(|form| (*form).to_owned()));
    let examples = filters::all().flat_map(|filter| filter.examples.iter().map(|example| example.template.to_owned()));
    forms.chain(examples).collect()
}

/// The bytes of run `seed`: three of four are choices of the author, the others are right templates, changed.
pub fn bytes(seed: u64, templates: &[String]) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let mut bytes: Vec<u8> = Vec::new();
    if seed.is_multiple_of(4) {
        bytes.push(0);
        for _ in 0..1 + dice.below(3) {
            let at = dice.below(templates.len());
            bytes.extend(templates.get(at).map_or(&b""[..], String::as_bytes));
        }
        for _ in 0..dice.below(5) {
            changed(&mut bytes, &mut dice);
        }
    } else {
        bytes.push(1);
        let length = 8 + dice.below(if seed % 16 == 1 { 600 } else { 120 });
        bytes.extend(std::iter::repeat_with(|| dice.roll().to_le_bytes()).flatten().take(length));
    }
    bytes
}

fn changed(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const MARKUP: &[&str] =
        &["{{", "}}", "{%", "%}", "-", "${", "'", "|", ":", "\n", "{% endif %}", "é", "..", "[", "="];
    let at = 1 + dice.below(bytes.len());
    let at = at.min(bytes.len());
    match dice.below(4) {
        0 if at < bytes.len() => {
            bytes.remove(at);
        }
        1 => {
            let piece = MARKUP.get(dice.below(MARKUP.len())).copied().unwrap_or_default();
            bytes.splice(at..at, piece.bytes());
        }
        2 => {
            let end = (at + dice.below(12)).min(bytes.len());
            let piece: Vec<u8> = bytes.get(at..end).unwrap_or_default().to_vec();
            let to = at + dice.below(bytes.len() - at + 1);
            bytes.splice(to..to, piece);
        }
        _ => bytes.truncate(at.max(2)),
    }
}

/// Runs target `name` on the seeds from `first` on; those on which it fails, which have said why.
pub fn failing(name: &str, first: u64, runs: u64) -> impl Iterator<Item = u64> {
    let Some((name, target)) = TARGETS.iter().find(|(known, _)| *known == name) else { panic!("no target {name}") };
    let templates = templates();
    (first..first + runs).filter(move |seed| {
        let mut own = bytes(*seed, &templates);
        if *name != "liquid_parse" {
            // The data come first.
            let mut dice = Dice::of(!seed);
            let length = dice.below(40);
            let data: Vec<u8> = std::iter::repeat_with(|| dice.roll().to_le_bytes()).flatten().take(length).collect();
            own.splice(0..0, std::iter::once(u8::try_from(length).unwrap_or_default()).chain(data));
        }
        std::panic::catch_unwind(|| target(&own)).is_err()
    })
}

/// Runs target `name` on the seeds from `first` on, all of which must hold.
pub fn run(name: &str, first: u64, runs: u64) {
    if let Some(seed) = failing(name, first, runs).next() {
        panic!("{name} fails on seed {seed}; what it says stands above");
    }
}
