//! `countersign session mint|secret`: a session for a user's page, and the secret under which sessions are minted.

use super::CliError;
use super::serving::{now, random};
use crate::transport::{Claims, MAX_TTL, Secret, mint};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::{Subcommand, ValueEnum};
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use zeroize::Zeroizing;

/// `countersign session …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Mints a session: the token and the key that an intranet hands to the page of one user.
    Mint(Box<MintArgs>),
    /// Makes a new secret for a back end; write it to a file that only its user can read.
    Secret,
}

#[derive(Debug, clap::Args)]
struct MintArgs {
    /// The file with the secret that the back end shares with the proxy.
    #[arg(long, value_name = "FILE", required_unless_present = "secret_env", conflicts_with = "secret_env")]
    secret_file: Option<PathBuf>,
    /// Or the environment variable with it.
    #[arg(long, value_name = "NAME")]
    secret_env: Option<String>,
    /// The id of the secret, as in the proxy's settings.
    #[arg(long)]
    kid: String,
    /// The proxy's public origin: `https://mail.brand.example`.
    #[arg(long)]
    audience: String,
    /// The user.
    #[arg(long)]
    user: String,
    /// The user's group, by its id in the kit.
    #[arg(long)]
    group: String,
    /// The user's role: `editor` or `viewer`.
    #[arg(long, default_value = "editor")]
    role: String,
    /// Who mints.
    #[arg(long, default_value = "intranet")]
    issuer: String,
    /// How long the session lasts, in seconds; at most 900.
    #[arg(long, default_value_t = 600)]
    ttl: i64,
    /// How to answer: JSON on one line, or lines for a shell.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// `{"token":"…","key":"…"}`
    Json,
    /// `token=…` and `key=…`
    Text,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    match args.verb {
        Verb::Secret => {
            let secret = Zeroizing::new(URL_SAFE_NO_PAD.encode(Zeroizing::new(random::<32>()).as_slice()));
            writeln!(out, "{}", secret.as_str())?;
        }
        Verb::Mint(args) => {
            let session = session(&args)?;
            let (token, key) = (session.token, Zeroizing::new(session.key.for_the_page()));
            match args.format {
                Format::Json => writeln!(out, "{}", json!({ "token": token, "key": key.as_str() }))?,
                Format::Text => writeln!(out, "token={token}\nkey={}", key.as_str())?,
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn session(args: &MintArgs) -> Result<crate::transport::Session, CliError> {
    let (text, name) = match (&args.secret_file, &args.secret_env) {
        (Some(path), _) => {
            let text = std::fs::read_to_string(path).map_err(|source| CliError::Read { path: path.clone(), source })?;
            (Zeroizing::new(text), path.display().to_string())
        }
        (None, Some(variable)) => {
            let text = std::env::var(variable).map_err(|_| {
                CliError::Input(format!(
                    "the environment variable {variable} is not set. Set it, or name a file with --secret-file."
                ))
            })?;
            (Zeroizing::new(text), variable.clone())
        }
        (None, None) => return Err(CliError::Input("name the secret with --secret-file or --secret-env.".to_owned())),
    };
    let secret = Secret::from_base64url(&text)
        .map_err(|error| CliError::Input(format!("{name}: {error}. Make one with `countersign session secret`.")))?;
    let now = now();
    let claims = Claims {
        iss: args.issuer.clone(),
        aud: args.audience.clone(),
        sub: args.user.clone(),
        grp: args.group.clone(),
        role: args.role.clone(),
        iat: now,
        exp: now.saturating_add(args.ttl.clamp(0, MAX_TTL.saturating_add(1))),
        jti: URL_SAFE_NO_PAD.encode(random::<16>()),
    };
    mint(&args.kid, &secret, &claims).map_err(|error| CliError::Input(format!("{error}.")))
}
