//! `countersign sandbox`: the stand-in for Braze on this machine.

use super::CliError;
use super::demo_kit::{campaigns, read_kit, segments};
use super::serving::{asked_to_end, end, listen, now, random, runtime, start};
use crate::braze::{Endpoint, Key};
use crate::sandbox::{Options, Sandbox};
use crate::serve::Limits;
use clap::ValueEnum;
use serde_json::json;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::sync::watch;

/// The key that the stand-in takes where none is given. It opens nothing but the stand-in.
const KEY: &str = "sandbox-key-not-a-secret";

/// `countersign sandbox …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// The kit (folder or kit.json) whose segments and variations the stand-in should know; without it, it takes any.
    #[arg(long, value_name = "KIT")]
    kit: Option<PathBuf>,
    /// The API campaign of the kit's variations.
    #[arg(long, requires = "kit", value_name = "ID")]
    campaign: Option<String>,
    /// The environment variable with the key that it should take.
    #[arg(long, value_name = "NAME")]
    key_env: Option<String>,
    /// A permission that the key does not have (`users.track`); may be given several times.
    #[arg(long, value_name = "PERMISSION")]
    without: Vec<String>,
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
    let key = match &args.key_env {
        None => KEY.to_owned(),
        Some(name) => {
            std::env::var(name).map_err(|_| CliError::Input(format!("the environment variable {name} is not set.")))?
        }
    };
    let endpoint = |name: &String| {
        Endpoint::named(name).ok_or_else(|| CliError::Input(format!("there is no permission {name} here.")))
    };
    let denied = args.without.iter().map(endpoint).collect::<Result<_, _>>()?;
    let kit = args.kit.as_deref().map(read_kit).transpose()?;
    let campaigns = match (&kit, args.campaign) {
        (Some(kit), Some(campaign)) => campaigns(kit, campaign),
        _ => Default::default(),
    };
    let options = Options {
        key: Key::new(key).map_err(|error| CliError::Input(format!("{error}.")))?,
        denied,
        segments: kit.as_ref().map(segments).unwrap_or_default(),
        campaigns,
        apps: Default::default(),
        pictures: Vec::new(),
        clock: Arc::new(now),
        random: Arc::new(random::<16>),
    };
    runtime()?.block_on(async {
        let (listener, address) = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, args.port))).await?;
        let origin = format!("http://{address}");
        match args.format {
            Format::Json => writeln!(out, "{}", json!({ "sandbox": origin }))?,
            Format::Text if args.key_env.is_none() => {
                writeln!(out, "Stand-in for Braze: {origin}\nKey: {KEY}\nEnd it with Ctrl-C; it forgets everything.")?;
            }
            Format::Text => writeln!(out, "Stand-in for Braze: {origin}\nEnd it with Ctrl-C; it forgets everything.")?,
        }
        out.flush()?;
        let (sender, ended) = watch::channel(false);
        let limits = Limits { body: 8_000_000, ..Limits::default() };
        let server = start(listener, Sandbox::new(options).router(), limits, &ended);
        asked_to_end().await;
        end(sender, vec![server]).await;
        Ok(ExitCode::SUCCESS)
    })
}
