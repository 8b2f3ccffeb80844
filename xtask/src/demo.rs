//! `cargo xtask demo`: everything built, then `countersign demo`, which serves and says where.

use std::path::Path;
use std::time::Instant;

use crate::shell::{self, Done, cargo, option, say, seconds};
use crate::wasm::Speed;
use crate::{node, place, wasm};

/// Builds what is not built, then serves until Ctrl-C.
fn serve(kit: Option<&str>, port: Option<&str>, speed: Speed) -> Done {
    if let Some(kit) = kit
        && !Path::new(kit).exists()
    {
        return Err(format!("--kit names {kit}, which is not there"));
    }
    // Asked first: a person should not wait for Rust to build before hearing that Node is missing.
    node::node()?;
    let started = Instant::now();
    wasm::build(speed)?;
    node::bundle()?;
    say("builds the program");
    shell::run(&mut cargo(&["build", "--locked", "--bin", "countersign"]))?;
    eprintln!("\n✓ built in {}", seconds(started));

    let mut program = std::process::Command::new(place::program());
    program.arg("demo");
    if let Some(kit) = kit {
        let kit = std::path::absolute(kit).map_err(|error| format!("--kit {kit}: {error}"))?;
        program.arg("--kit").arg(kit);
    }
    if let Some(port) = port {
        program.args(["--port", port]);
    }
    shell::run(program.current_dir(place::root()))
}

/// The words after `demo`.
pub(crate) fn run(words: &[String]) -> Done {
    let (kit, port) = (option(words, "--kit")?, option(words, "--port")?);
    let known: Vec<&str> = ["--kit", "--port", "--dev"].into_iter().chain(kit).chain(port).collect();
    shell::only(words, &known)?;
    if let Some(port) = port
        && port.parse::<u16>().is_err()
    {
        return Err(format!("--port {port} is not a port: a number from 1 to 65535"));
    }
    serve(kit, port, Speed::asked(words))
}
