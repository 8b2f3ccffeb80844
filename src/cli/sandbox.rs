//! `countersign sandbox`: the stand-in for Braze on this machine.

use super::CliError;
use super::demo_kit::{campaigns, read_kit, recipients, segments};
use super::serving::{asked_to_end, end, listen, now_ms, random, runtime};
use crate::braze::{Endpoint, Key};
use crate::sandbox::{ApiKey, Delays, Sandbox, Settings};
use crate::serve::Limits;
use clap::ValueEnum;
use serde_json::json;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::sync::watch;

/// The key that the stand-in takes where none is given. It opens nothing but the stand-in.
const KEY: &str = "sandbox-key-not-a-secret";

/// `countersign sandbox …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// The workspace: keys, campaigns, segments, people … (JSON; www/docs/sandbox.md).
    #[arg(long, value_name = "FILE")]
    workspace: Option<PathBuf>,
    /// People, a column for each attribute (CSV); may be given several times.
    #[arg(long, value_name = "FILE")]
    people: Vec<PathBuf>,
    /// Faults that are set from the start (JSON).
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    /// The kit (folder or kit.json) whose segments, variations and sample recipients the stand-in should know; without
    /// it, it takes any segment and variation.
    #[arg(long, value_name = "KIT")]
    kit: Option<PathBuf>,
    /// The API campaign of the kit's variations.
    #[arg(long, requires = "kit", value_name = "ID")]
    campaign: Option<String>,
    /// The environment variable with a key that it should take.
    #[arg(long, value_name = "NAME")]
    key_env: Option<String>,
    /// A permission that the keys do not have (`users.track`); may be given several times.
    #[arg(long, value_name = "PERMISSION")]
    without: Vec<String>,
    /// What ids, delays and results are drawn from: the same seed and the same requests give the same answers.
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Begin at this time and stand still until the clock is moved (RFC 3339).
    #[arg(long, value_name = "TIME")]
    clock: Option<jiff::Timestamp>,
    /// What was written is seen after five minutes at most, the longest that Braze speaks of; else within 100 ms.
    #[arg(long)]
    slow: bool,
    /// How to say where it is: lines for people, or JSON on one line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people.
    Text,
    /// JSON on one line.
    Json,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let settings = settings(&args)?;
    let shown_key = settings.keys.iter().any(|key| key.key.is(KEY.as_bytes()));
    let sandbox = Sandbox::new(settings, now_ms).map_err(|error| wrong(args.workspace.as_deref(), error))?;
    for path in &args.people {
        sandbox.add_people(&read(path)?).map_err(|error| wrong(Some(path), error))?;
    }
    if let Some(path) = &args.faults {
        sandbox.set_faults(&read(path)?).map_err(|error| wrong(Some(path), error))?;
    }
    if let Some(clock) = args.clock {
        sandbox.stop_clock_at(clock).map_err(|error| CliError::Input(format!("--clock: {error}.")))?;
    }
    runtime()?.block_on(async {
        let (listener, address) = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, args.port))).await?;
        let origin = format!("http://{address}");
        match args.format {
            Format::Json => writeln!(out, "{}", json!({ "sandbox": origin }))?,
            Format::Text => {
                writeln!(out, "Stand-in for Braze: {origin}")?;
                if shown_key {
                    writeln!(out, "Key: {KEY}")?;
                }
                writeln!(out, "End it with Ctrl-C; it forgets everything.")?;
            }
        }
        out.flush()?;
        let (sender, ended) = watch::channel(false);
        let server = tokio::spawn(sandbox.serve(listener, Limits::default(), ended));
        asked_to_end().await;
        end(sender, vec![server]).await;
        Ok(ExitCode::SUCCESS)
    })
}

fn settings(args: &Args) -> Result<Settings, CliError> {
    let mut settings = match &args.workspace {
        Some(path) => Settings::from_json(&read(path)?).map_err(|error| wrong(Some(path), error))?,
        None => Settings { seed: u64::from_be_bytes(random()), ..Settings::default() },
    };
    if let Some(seed) = args.seed {
        settings.seed = seed;
    }
    if args.slow {
        let slow = (10, Delays::FIVE_MINUTES);
        settings.delays = Delays { schedules_ms: slow, profiles_ms: slow };
    }
    if let Some(path) = &args.kit {
        let kit = read_kit(path)?;
        settings.segments.extend(segments(&kit));
        settings.users.extend(recipients(&kit));
        settings.campaigns.extend(args.campaign.clone().map(|campaign| campaigns(&kit, campaign)));
    }
    let key = |text: String| Key::new(text).map_err(|error| CliError::Input(format!("{error}.")));
    if let Some(name) = &args.key_env {
        let text =
            std::env::var(name).map_err(|_| CliError::Input(format!("the environment variable {name} is not set.")))?;
        settings.keys.push(ApiKey::all(name, key(text)?));
    } else if settings.keys.is_empty() {
        settings.keys.push(ApiKey::all("sandbox", key(KEY.to_owned())?));
    }
    let denied: Vec<Endpoint> = args.without.iter().map(|name| endpoint(name)).collect::<Result<_, _>>()?;
    settings.keys.iter_mut().for_each(|key| denied.iter().for_each(|endpoint| key.deny(*endpoint)));
    Ok(settings)
}

fn endpoint(name: &str) -> Result<Endpoint, CliError> {
    Endpoint::named(name).ok_or_else(|| CliError::Input(format!("there is no permission {name} here.")))
}

fn read(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|source| CliError::Read { path: path.to_owned(), source })
}

fn wrong(path: Option<&Path>, error: impl std::fmt::Display) -> CliError {
    match path {
        Some(path) => CliError::Input(format!("{}: {error}.", path.display())),
        None => CliError::Input(format!("{error}.")),
    }
}
