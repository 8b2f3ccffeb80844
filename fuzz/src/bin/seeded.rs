//! `seeded TARGET RUNS [FIRST]`: runs a target on bytes from seeds. Of what fails, the shortest are shown.

use countersign_fuzz::seeded;
use std::sync::Mutex;
use std::time::Instant;

static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, otherwise| words.get(at).and_then(|word| word.parse().ok()).unwrap_or(otherwise);
    let (name, runs, first) = (words.first().map_or("liquid_parse", String::as_str), number(1, 100_000), number(2, 0));
    std::panic::set_hook(Box::new(|info| SAID.lock().unwrap().push(info.to_string())));
    let start = Instant::now();
    let failing: Vec<u64> = seeded::failing(name, first, runs).take(1_000).collect();
    let rate = runs as f64 / start.elapsed().as_secs_f64();
    println!("{name}: {runs} seeds from {first} on, {} fail, {rate:.0}/s", failing.len());
    let mut said = SAID.lock().unwrap();
    said.sort_by_key(String::len);
    for words in said.iter().take(4) {
        println!("{words}\n");
    }
    std::process::exit(i32::from(!failing.is_empty()));
}
