//! `countersign demo`: proxy, stand-in Braze and a small intranet, in one process on loopback.

use super::CliError;
use super::demo_intranet::Intranet;
use super::demo_kit::{campaigns, lend, pictures, read_kit, recipients, segments};
use super::serving::{asked_to_end, end, listen, now_ms, random, runtime, start};
use crate::braze::{Key, Upstream};
use crate::kit::Kit;
use crate::payload::Account;
use crate::proxy::{Log, Outer, Proxy, Settings};
use crate::sandbox::{ApiKey, Sandbox, Settings as Workspace};
use crate::serve::Limits;
use crate::transport::{BackEnd, Scope, Secret};
use clap::ValueEnum;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::sync::watch;
use zeroize::Zeroizing;

/// The campaign and the app of the stand-in's account.
const CAMPAIGN: &str = "5d1f8c0e-0000-4000-a000-00000000c0de";
const APP: &str = "5d1f8c0e-0000-4000-a000-00000000a990";

/// The id of the intranet's key.
const KID: &str = "intranet";

/// `countersign demo …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kit: a folder or a kit.json.
    #[arg(long, default_value = "www/demo/kit")]
    kit: PathBuf,
    /// The folder of the demo page.
    #[arg(long, default_value = "www/demo")]
    page: PathBuf,
    /// The folder of the built package.
    #[arg(long, default_value = "pkg")]
    package: PathBuf,
    /// The page's port on 127.0.0.1; the proxy and the stand-in take the two after it. 0 takes any that are free.
    #[arg(long, default_value_t = 8700)]
    port: u16,
    /// Where to keep the ledger; forgotten at the end where left out.
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Where to write the proxy's log; nowhere where left out.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
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

/// Where everything is.
struct Places {
    page: SocketAddr,
    proxy: SocketAddr,
    sandbox: SocketAddr,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let mut kit = read_kit(&args.kit)?;
    lend(&mut kit);
    let index = args.page.join("index.html");
    if !index.is_file() {
        return Err(CliError::Input(format!(
            "{} is not there. Start this from the root of the repository, or name the folder with --page.",
            index.display()
        )));
    }
    runtime()?.block_on(serve(args, kit, out))
}

async fn serve(args: Args, kit: Kit, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let at = |step: u16| {
        let port = if args.port == 0 { 0 } else { args.port.saturating_add(step) };
        SocketAddr::from((Ipv4Addr::LOCALHOST, port))
    };
    let (page, page_at) = listen(at(0)).await?;
    let (proxy, proxy_at) = listen(at(1)).await?;
    let (sandbox, sandbox_at) = listen(at(2)).await?;
    let places = Places { page: page_at, proxy: proxy_at, sandbox: sandbox_at };

    let key = Zeroizing::new(random::<16>().iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let key = || Key::new(key.to_string()).map_err(|error| CliError::Input(error.to_string()));
    let workspace = Workspace {
        name: kit.brand.name.clone(),
        seed: u64::from_be_bytes(random()),
        keys: vec![ApiKey::all("proxy", key()?)],
        segments: segments(&kit),
        campaigns: vec![campaigns(&kit, CAMPAIGN.to_owned())],
        users: recipients(&kit),
        pictures: pictures(&kit, &origin(places.page)),
        ..Workspace::default()
    };
    let stand_in = Sandbox::new(workspace, now_ms).map_err(|error| CliError::Input(format!("{error}.")))?;
    let secret = Secret::new(random::<32>().to_vec()).map_err(|error| CliError::Input(error.to_string()))?;
    let folder = Scratch::new()?;
    let ledger = args.ledger.clone().unwrap_or_else(|| folder.0.join("ledger.sqlite"));
    let settings = settings(&kit, &places, key()?, secret.clone(), ledger)?;
    // Proxy and intranet live by the stand-in's clock: whoever turns it sees what becomes of a send days later.
    let clock = {
        let stand_in = stand_in.clone();
        move || stand_in.now().div_euclid(1000)
    };
    let outer = Outer { clock: Box::new(clock.clone()), random: Box::new(random::<16>) };
    let log = match &args.log {
        Some(path) => Log::new(File::create(path).map_err(|source| CliError::Write { path: path.clone(), source })?),
        None => Log::new(std::io::sink()),
    };
    let started = Proxy::start(settings, outer, log)
        .await
        .map_err(|error| CliError::Input(format!("the proxy cannot start: {error}.")))?;
    let intranet = Intranet {
        kit,
        clock: Box::new(clock),
        kid: KID,
        secret,
        proxy: origin(places.proxy),
        sandbox: origin(places.sandbox),
        page: args.page.clone(),
        package: args.package.clone(),
    };

    let (sender, ended) = watch::channel(false);
    let limits = Limits { drain: std::time::Duration::from_secs(2), ..Limits::default() };
    let servers = vec![
        start(page, intranet.router(), limits, &ended),
        start(proxy, started.router(), limits, &ended),
        tokio::spawn(stand_in.serve(sandbox, limits, ended.clone())),
    ];
    say(&args, &places, out)?;
    let carrier = started.clone();
    let lists = tokio::spawn(async move { carrier.carry_on().await });
    asked_to_end().await;
    lists.abort();
    end(sender, servers).await;
    started.close().await;
    Ok(ExitCode::SUCCESS)
}

fn origin(address: SocketAddr) -> String {
    format!("http://{address}")
}

fn settings(kit: &Kit, places: &Places, key: Key, secret: Secret, ledger: PathBuf) -> Result<Settings, CliError> {
    let upstream = Upstream::stand_in(&origin(places.sandbox)).map_err(|error| CliError::Input(error.to_string()))?;
    let roles = ["editor", "viewer", "brand"].map(str::to_owned).into();
    let back_end =
        BackEnd { secret, groups: Scope::All, roles: Scope::Only(roles), not_before: i64::MIN, not_after: i64::MAX };
    let port = places.page.port();
    Ok(Settings {
        listen: places.proxy,
        public_origin: origin(places.proxy),
        authorities: BTreeSet::from([places.proxy.to_string()]),
        editors: BTreeSet::from([origin(places.page), format!("http://localhost:{port}")]),
        kit: kit.clone(),
        ledger,
        revoked: BTreeSet::new(),
        upstream,
        key,
        account: Account { app_id: APP.to_owned(), campaign_id: CAMPAIGN.to_owned() },
        back_ends: BTreeMap::from([(KID.to_owned(), back_end)]),
    })
}

fn say(args: &Args, places: &Places, out: &mut dyn Write) -> Result<(), CliError> {
    let (page, proxy, sandbox) = (origin(places.page), origin(places.proxy), origin(places.sandbox));
    match args.format {
        Format::Json => writeln!(out, "{}", json!({ "page": page, "proxy": proxy, "sandbox": sandbox }))?,
        Format::Text => writeln!(
            out,
            "\n  Editor             {page}\n  What would be sent {sandbox}\n  Proxy              {proxy}\n\n\
             Try this: open the editor, choose a shop, write a word that the brand forbids, take the fix, choose a\n\
             segment and a time, and send. The second page then shows what Braze would get.\n\
             End it with Ctrl-C."
        )?,
    }
    out.flush()?;
    Ok(())
}

/// A folder that is gone at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, CliError> {
        let name: String = random::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
        let path = std::env::temp_dir().join(format!("countersign-demo-{name}"));
        private_folder(&path).map_err(|source| CliError::Write { path: path.clone(), source })?;
        Ok(Self(path))
    }
}

fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
