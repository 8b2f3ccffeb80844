//! The browser module: cargo builds it, wasm-bindgen (a library here, of the version that Cargo.lock holds) writes
//! its JavaScript into `pkg/`. Also the runner of the browser tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Done, answer, cargo, run, say};
use crate::{browser, node, place};

/// The name that Rust has for the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How the module is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speed {
    /// The one we ship: link-time optimised, small.
    Shipped,
    /// For work on the editor: builds in seconds, keeps the names of functions.
    Quick,
}

impl Speed {
    /// What the words after the verb ask for.
    pub(crate) fn asked(words: &[String]) -> Speed {
        if words.iter().any(|word| word == "--dev") { Speed::Quick } else { Speed::Shipped }
    }

    fn profile(self) -> &'static str {
        match self {
            Speed::Shipped => "wasm",
            Speed::Quick => "wasm-dev",
        }
    }
}

/// Builds the module into `pkg/`.
pub(crate) fn build(speed: Speed) -> Done {
    add_target()?;
    say("builds the browser module");
    let profile = speed.profile();
    run(&mut cargo(&[
        "build",
        "--locked",
        "--lib",
        "--target",
        TARGET,
        "--no-default-features",
        "--profile",
        profile,
        "--config",
        &nameless(),
    ]))?;
    let built = place::target().join(TARGET).join(profile).join("countersign.wasm");
    bindgen(&built, &place::at("pkg"), speed == Speed::Shipped)?;
    let size = std::fs::metadata(place::at("pkg/countersign_bg.wasm")).map(|file| file.len() / 1000).unwrap_or(0);
    eprintln!("  pkg/countersign_bg.wasm, {size} kB");
    Ok(())
}

/// A line of cargo's configuration: the sources of crates have no folder of this machine's in what is built, so that the
/// module says nothing of who built it and is the same bytes from everybody.
fn nameless() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let sources = home.join("registry").join("src");
    format!("target.{TARGET}.rustflags = [{:?}]", format!("--remap-path-prefix={}=crates", sources.display()))
}

/// The most that the module may weigh, in kilobytes with brotli, as servers send it: a little above what it weighs
/// (bench/README.md says of what that is made). Whoever needs more raises it in the commit that says what for.
const MOST: usize = 1_320;

/// Holds the module in `pkg/` to [`MOST`].
pub(crate) fn weigh() -> Done {
    say("weighs the browser module");
    let script = "const { brotliCompressSync, constants } = require('node:zlib');
        const bytes = require('node:fs').readFileSync(process.argv[1]);
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        console.log(brotliCompressSync(bytes, { params }).length);";
    let module = place::at("pkg/countersign_bg.wasm");
    let bytes: usize = answer(node::node()?.arg("-e").arg(script).arg(&module))
        .and_then(|bytes| bytes.parse().ok())
        .ok_or_else(|| format!("{} cannot be weighed: build it with `cargo xtask wasm`", module.display()))?;
    let weight = bytes / 1000;
    eprintln!("  {weight} kB with brotli; at most {MOST}");
    if weight > MOST {
        return Err(format!(
            "the module weighs {weight} kB with brotli, more than the {MOST} that xtask/src/wasm.rs allows: look for what came \
             with the last changes (another reader of a type, a map of a new type, texts), or raise the limit and say why"
        ));
    }
    Ok(())
}

/// Writes the module `built` and its JavaScript into `out`.
pub(crate) fn bindgen(built: &Path, out: &Path, nameless: bool) -> Done {
    let mut words: Vec<std::ffi::OsString> =
        vec!["wasm-bindgen".into(), built.into(), "--target".into(), "web".into(), "--out-dir".into(), out.into()];
    words.push("--remove-producers-section".into());
    if nameless {
        words.push("--remove-name-section".into());
    }
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(words)
        .map_err(|error| format!("wasm-bindgen could not write the module's JavaScript: {error:#}"))
}

/// Adds the one thing that a plain Rust installation lacks.
pub(crate) fn add_target() -> Done {
    let Some(sysroot) = answer(Command::new("rustc").args(["--print", "sysroot"]).current_dir(place::root())) else {
        return Err("`rustc` does not answer; install Rust from https://rustup.rs".into());
    };
    if std::path::Path::new(&sysroot).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    say("adds the WebAssembly target to Rust");
    run(Command::new("rustup").args(["target", "add", TARGET]).current_dir(place::root())).map_err(|why| {
        format!("Rust's {TARGET} target is missing and could not be added ({why}); install it, with rustup or your system's packages")
    })
}

/// `cargo test` for wasm32 hands each test program to this: it runs in a headless browser.
///
/// The browser is found once and its place passed on in the environment, which wasm-bindgen's runner reads.
pub(crate) fn run_tests(words: &[String]) -> Done {
    if std::env::var_os("CHROMEDRIVER").is_none() && std::env::var_os("GECKODRIVER").is_none() {
        let found = browser::driven()?;
        let me = std::env::current_exe().map_err(|error| format!("xtask cannot find itself: {error}"))?;
        return run(found.tell(Command::new(me).arg("wasm-runner").args(words)));
    }
    let words = std::iter::once("wasm-bindgen-test-runner").chain(words.iter().map(String::as_str));
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(words).map_err(|error| format!("{error:#}"))
}

/// The tests in `tests/wasm`, in a browser.
pub(crate) fn test() -> Done {
    add_target()?;
    let found = browser::driven()?;
    let me = std::env::current_exe().map_err(|error| format!("xtask cannot find itself: {error}"))?;
    let mut command = cargo(&["test", "--locked", "--target", TARGET, "--no-default-features", "--test", "wasm"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", format!("{} wasm-runner", me.display()));
    run(found.tell(&mut command))
}
