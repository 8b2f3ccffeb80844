//! `countersign proxy --config FILE [--check]`: the proxy as a service, or its settings looked at.

use super::CliError;
use super::serving::{asked_to_end, end, listen, now, random, runtime, start};
use crate::locale::{Facts, Locale, Text};
use crate::proxy::{Event, Log, Outer, Proxy, Settings, Source};
use crate::serve::Limits;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use tokio::sync::watch;

/// How often the ledger is looked through for sends of which Braze may know more.
const PULLED_EVERY: Duration = Duration::from_secs(600);

/// `countersign proxy …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The settings: a TOML file.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Only tells what is wrong with the settings (exit code 1 if anything is), and opens nothing.
    #[arg(long)]
    check: bool,
    /// The language in which mistakes are told: `en` or `fr`.
    #[arg(long, default_value = "en")]
    locale: String,
}

/// Carries it out. The log goes to the standard output, one JSON object on each line.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let locale = Locale::of_tag(&args.locale);
    let text =
        std::fs::read_to_string(&args.config).map_err(|source| CliError::Read { path: args.config.clone(), source })?;
    let file = args.config.display().to_string();
    let folder = args.config.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let env = |name: &str| std::env::var(name).ok();
    let settings = match Settings::read(&Source { file: &file, text: &text, folder, env: &env }) {
        Ok(settings) => settings,
        Err(mistakes) => {
            for mistake in &mistakes {
                writeln!(out, "{}", mistake.text(locale))?;
            }
            return Ok(ExitCode::from(1));
        }
    };
    if args.check {
        const SOUND: Text = Text {
            en: "Nothing is wrong with {file}: {groups} groups, {keys} back ends, Braze at {braze}.",
            fr: "Rien à redire à {file}\u{a0}: {groups} groupes, {keys} serveurs, Braze à {braze}.",
        };
        let facts = Facts::new()
            .with("file", file)
            .with("groups", settings.kit.groups.0.len().to_string())
            .with("keys", settings.back_ends.len().to_string())
            .with("braze", settings.upstream.origin().to_owned());
        writeln!(out, "{}", SOUND.fill(locale, &facts))?;
        return Ok(ExitCode::SUCCESS);
    }
    runtime()?.block_on(async {
        let (listener, address) = listen(settings.listen).await?;
        let outer = Outer { clock: Box::new(now), random: Box::new(random::<16>) };
        let log = Log::new(log_out());
        log.write(&Event::new("listening", now()).text("address", &address.to_string()));
        let proxy = Proxy::start(settings, outer, log)
            .await
            .map_err(|error| CliError::Input(format!("the proxy cannot start: {error}.")))?;
        let (sender, ended) = watch::channel(false);
        let server = start(listener, proxy.router(), Limits::default(), &ended);
        let results = tokio::spawn(pull_results(proxy.clone()));
        let carrier = proxy.clone();
        let lists = tokio::spawn(async move { carrier.carry_on().await });
        asked_to_end().await;
        results.abort();
        lists.abort();
        end(sender, vec![server]).await;
        proxy.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

/// Keeps what Braze counts before it forgets, for as long as the proxy runs.
async fn pull_results(proxy: Proxy) {
    let mut tick = tokio::time::interval(PULLED_EVERY);
    loop {
        tick.tick().await;
        proxy.pull_results().await;
    }
}

/// The standard output, on a handle of its own: the command's own writer holds the lock of the usual one.
#[cfg(unix)]
fn log_out() -> Box<dyn Write + Send> {
    use std::os::fd::AsFd as _;
    match std::io::stdout().as_fd().try_clone_to_owned() {
        Ok(handle) => Box::new(std::fs::File::from(handle)),
        Err(_) => Box::new(std::io::stderr()),
    }
}

/// The standard error, which nobody holds.
#[cfg(not(unix))]
fn log_out() -> Box<dyn Write + Send> {
    Box::new(std::io::stderr())
}
