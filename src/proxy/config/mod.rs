//! The proxy's settings: one TOML file, every mistake in it told at once, with its line and what to do.
//!
//! In: the text, the folder that it stands in, the environment. Out: [`Settings`], in which every value is of its own
//! type and every secret is read.

mod check;
mod faults;
mod secrets;

use crate::braze::{Key, Upstream};
use crate::kit::Kit;
use crate::payload::Account;
use crate::strict_toml::{self, Mistake};
use crate::transport::{BackEnd, Scope};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// `proxy.toml` as it is written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Where to listen: `127.0.0.1:8080`.
    #[serde(default = "listen")]
    pub listen: String,
    /// Whether something in front ends TLS; required in order to listen on other addresses than loopback.
    #[serde(default)]
    pub tls_in_front: bool,
    /// The proxy's public origin: `https://mail.brand.example`. Tokens must be made for it.
    pub public_origin: String,
    /// The hosts under which it is asked; the public origin's where left out.
    #[serde(default)]
    pub authorities: Vec<String>,
    /// The origins of the pages in which the editor stands.
    pub editors: Vec<String>,
    /// The compiled kit.
    pub kit: PathBuf,
    /// The ledger's file; made if it is not there.
    pub ledger: PathBuf,
    /// Users and sessions that are shut out.
    #[serde(default)]
    pub revoked: Vec<String>,
    /// The brand's Braze account.
    pub braze: Braze,
    /// The back ends that may mint sessions.
    pub back_ends: Vec<BackEndFile>,
}

/// The brand's Braze account.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Braze {
    /// The instance by name: `EU-01`.
    #[serde(default)]
    pub instance: Option<String>,
    /// Or by its REST address.
    #[serde(default)]
    pub rest_endpoint: Option<String>,
    /// Or a host that the list of instances does not know: the key is sent there. Only for an instance that is newer
    /// than this program.
    #[serde(default)]
    pub unlisted_rest_endpoint: Option<String>,
    /// Or a stand-in on this machine, for tests: `http://127.0.0.1:8081`.
    #[serde(default)]
    pub stand_in: Option<String>,
    /// The file with the REST key.
    #[serde(default)]
    pub key_file: Option<PathBuf>,
    /// Or the environment variable with it.
    #[serde(default)]
    pub key_env: Option<String>,
    /// An app identifier of the workspace.
    pub app_id: String,
    /// The API campaign under which results are counted.
    pub campaign_id: String,
    /// How messages are handed over.
    #[serde(default)]
    pub forward_mode: ForwardMode,
}

/// How messages are handed over to Braze.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ForwardMode {
    /// One call; where the answer is lost, a person must look.
    #[default]
    Single,
}

/// A back end that may mint sessions.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackEndFile {
    /// The id of its key.
    pub kid: String,
    /// The file with the secret, in base64url.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// Or the environment variable with it.
    #[serde(default)]
    pub secret_env: Option<String>,
    /// The groups that it may mint; `["*"]` for all.
    pub groups: Vec<String>,
    /// The roles that it may mint: `editor`, `viewer`, `brand`.
    pub roles: Vec<String>,
    /// From when the key holds (RFC 3339).
    #[serde(default)]
    pub not_before: Option<String>,
    /// Until when the key holds (RFC 3339).
    #[serde(default)]
    pub not_after: Option<String>,
}

fn listen() -> String {
    "127.0.0.1:8080".to_owned()
}

/// Settings in which nothing is wrong.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The proxy's public origin.
    pub public_origin: String,
    /// The hosts under which it is asked.
    pub authorities: BTreeSet<String>,
    /// The origins of the pages in which the editor stands.
    pub editors: BTreeSet<String>,
    /// The kit.
    pub kit: Kit,
    /// The ledger's file.
    pub ledger: PathBuf,
    /// Users and sessions that are shut out.
    pub revoked: BTreeSet<String>,
    /// Where Braze is.
    pub upstream: Upstream,
    /// The REST key.
    pub key: Key,
    /// What stands in every message.
    pub account: Account,
    /// The back ends by the id of their key.
    pub back_ends: BTreeMap<String, BackEnd>,
}

/// Where settings come from.
pub struct Source<'a> {
    /// How mistakes name the file.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The folder that other files are named from.
    pub folder: &'a Path,
    /// The environment.
    pub env: &'a dyn Fn(&str) -> Option<String>,
}

impl Settings {
    /// Reads and checks; all mistakes at once.
    pub fn read(source: &Source<'_>) -> Result<Self, Vec<Mistake>> {
        let (file, document, mut mistakes) = strict_toml::open::<File>(source.file, source.text);
        let made = check::check(source, &document, &mut mistakes);
        if !mistakes.is_empty() {
            Mistake::sort(&mut mistakes);
            mistakes.dedup();
            return Err(mistakes);
        }
        match (file, made) {
            (Some(file), Some(made)) => Ok(made.settings(file, source.folder)),
            // Cannot be: what is missing was told.
            _ => Err(vec![Mistake::of_file(&faults::UNREADABLE, source.file)]),
        }
    }
}

/// The scope of these names.
fn scope(names: &[String]) -> Scope {
    if names.iter().any(|name| name == "*") { Scope::All } else { Scope::Only(names.iter().cloned().collect()) }
}
