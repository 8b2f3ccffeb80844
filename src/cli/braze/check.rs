//! `countersign braze check`: what the key may do, and whether campaign, variations and app fit, asked of Braze itself.

use crate::braze::{InstanceError, Key, Upstream};
use crate::cli::CliError;
use crate::cli::check::read_kit;
use crate::cli::serving::{now, random, runtime};
use crate::kit::Kit;
use crate::locale::{Facts, Locale, Text};
use crate::payload::Account;
use crate::proxy::{BrazeClient, Finding, KeyCheck, Settings, Source, State, Variation};
use clap::ValueEnum;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `countersign braze check …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The proxy's settings: instance, key, app, campaign and kit come from there.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["instance", "rest_endpoint", "unlisted_rest_endpoint", "stand_in", "key_env", "key_file", "kit", "app_id", "campaign_id"])]
    config: Option<PathBuf>,
    /// The instance by name: EU-01.
    #[arg(long, value_name = "NAME")]
    instance: Option<String>,
    /// Or by its REST address, which must be one of the documented ones.
    #[arg(long, value_name = "URL")]
    rest_endpoint: Option<String>,
    /// Or a host that the list of instances does not know: the key is sent there.
    #[arg(long, value_name = "URL")]
    unlisted_rest_endpoint: Option<String>,
    /// Or a stand-in on this machine: http://127.0.0.1:8081.
    #[arg(long, value_name = "URL")]
    stand_in: Option<String>,
    /// The environment variable with the REST key.
    #[arg(long, value_name = "NAME")]
    key_env: Option<String>,
    /// Or the file with it.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// The kit (folder or kit.json) whose variations and segments are looked for.
    #[arg(long, value_name = "KIT")]
    kit: Option<PathBuf>,
    /// The app identifier.
    #[arg(long, value_name = "ID", default_value = "")]
    app_id: String,
    /// The API campaign.
    #[arg(long, value_name = "ID", default_value = "")]
    campaign_id: String,
    /// A sender of the workspace; the kit's first where left out.
    #[arg(long, value_name = "ADDRESS")]
    from: Option<String>,
    /// How to answer: lines for people, or JSON for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of the answer.
    #[arg(long, default_value = "en")]
    locale: String,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people.
    Text,
    /// JSON for programs.
    Json,
}

/// With what Braze is asked.
struct With {
    upstream: Upstream,
    key: Key,
    account: Account,
    kit: Option<Kit>,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let locale = Locale::of_tag(&args.locale);
    let with = match &args.config {
        Some(config) => match from_settings(config)? {
            Ok(with) => with,
            Err(mistakes) => {
                mistakes.iter().try_for_each(|mistake| writeln!(out, "{}", mistake.text(locale)))?;
                return Ok(ExitCode::from(1));
            }
        },
        None => from_words(&args, locale)?,
    };
    let origin = with.upstream.origin().to_owned();
    // Without a campaign there is nothing that a variation could be of.
    let in_campaign = with.kit.as_ref().filter(|_| !with.account.campaign_id.is_empty());
    let variations = in_campaign.map(Variation::of_kit).unwrap_or_default();
    let segments = with.kit.as_ref().map(segments).unwrap_or_default();
    let from = args.from.or_else(|| with.kit.as_ref().and_then(sender));
    let from = from.unwrap_or_else(|| "Countersign <check@example.com>".to_owned());
    let client = BrazeClient::new(with.upstream, with.key)
        .map_err(|error| CliError::Input(format!("the connection to Braze cannot be set up: {error}.")))?;
    let nobody = random::<8>().iter().fold("countersign-check-".to_owned(), |name, byte| format!("{name}{byte:02x}"));
    let check = KeyCheck {
        braze: &client,
        account: &with.account,
        variations: &variations,
        segments: &segments,
        from: &from,
        now: now(),
        nobody: &nobody,
    };
    let found = runtime()?.block_on(check.run());
    match args.format {
        Format::Text => tell(&origin, &found, locale, out)?,
        Format::Json => writeln!(out, "{}", as_json(&origin, &found, locale))?,
    }
    Ok(ExitCode::from(u8::from(found.iter().any(|finding| finding.state == State::Wrong))))
}

fn from_settings(config: &Path) -> Result<Result<With, Vec<crate::strict_toml::Mistake>>, CliError> {
    let text = std::fs::read_to_string(config).map_err(|source| CliError::Read { path: config.to_owned(), source })?;
    let folder = config.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (file, env) = (config.display().to_string(), |name: &str| std::env::var(name).ok());
    let settings = Settings::read(&Source { file: &file, text: &text, folder, env: &env });
    Ok(settings.map(|settings| With {
        upstream: settings.upstream,
        key: settings.key,
        account: settings.account,
        kit: Some(settings.kit),
    }))
}

fn from_words(args: &Args, locale: Locale) -> Result<With, CliError> {
    type Reader = fn(&str) -> Result<Upstream, InstanceError>;
    let ways: [(&Option<String>, Reader); 4] = [
        (&args.instance, Upstream::instance),
        (&args.rest_endpoint, Upstream::endpoint),
        (&args.unlisted_rest_endpoint, Upstream::unlisted),
        (&args.stand_in, Upstream::stand_in),
    ];
    let given: Vec<_> = ways.into_iter().filter_map(|(word, read)| Some((word.as_deref()?, read))).collect();
    let [(word, read)] = given.as_slice() else {
        const ONE: &str = "Say where Braze is: --config FILE, or one of --instance, --rest-endpoint, \
                           --unlisted-rest-endpoint, --stand-in.";
        return Err(CliError::Input(ONE.to_owned()));
    };
    let upstream = read(word).map_err(|error| CliError::Input(format!("{error}.")))?;
    // Never on the command line itself, where every user of the machine reads it.
    let text = match (&args.key_env, &args.key_file) {
        (Some(name), None) => {
            std::env::var(name).map_err(|_| CliError::Input(format!("The environment variable {name} is not set.")))?
        }
        (None, Some(path)) => {
            std::fs::read_to_string(path).map_err(|source| CliError::Read { path: path.clone(), source })?
        }
        _ => return Err(CliError::Input("Say where the key is: --key-env NAME or --key-file FILE.".to_owned())),
    };
    Ok(With {
        upstream,
        key: Key::new(text).map_err(|error| CliError::Input(format!("{error}.")))?,
        account: Account { app_id: args.app_id.clone(), campaign_id: args.campaign_id.clone() },
        kit: args.kit.as_deref().map(|kit| read_kit(kit, locale)).transpose()?,
    })
}

/// The segments of a kit.
fn segments(kit: &Kit) -> Vec<String> {
    let offices = kit.groups.0.keys().filter_map(|id| kit.groups.resolve(id));
    let segments: BTreeSet<String> =
        offices.flat_map(|office| office.profile.segments.into_iter().flatten()).map(|segment| segment.id).collect();
    segments.into_iter().collect()
}

/// The first sender of a kit.
fn sender(kit: &Kit) -> Option<String> {
    let senders = kit.groups.0.values().filter_map(|group| group.sender.as_ref());
    senders.map(|sender| format!("{} <{}>", sender.name, sender.email)).next()
}

fn tell(origin: &str, found: &[Finding], locale: Locale, out: &mut dyn Write) -> Result<(), CliError> {
    const SAID: Text = Text { en: "Braze says: {said}", fr: "Braze dit\u{a0}: {said}" };
    writeln!(out, "{origin}")?;
    for finding in found {
        let mark = match finding.state {
            State::Fine => "✓",
            State::Wrong => "✗",
            State::Open => "?",
        };
        writeln!(out, "{mark} {:<24} {}", finding.about, finding.message(locale))?;
        if finding.state == State::Fine {
            continue;
        }
        if let Some(said) = finding.braze() {
            writeln!(out, "  {}", SAID.fill(locale, &Facts::new().with("said", said)))?;
        }
        if let Some(remedy) = finding.remedy(locale) {
            writeln!(out, "  → {remedy}")?;
        }
    }
    Ok(())
}

fn as_json(origin: &str, found: &[Finding], locale: Locale) -> serde_json::Value {
    let one = |finding: &Finding| {
        json!({
            "about": finding.about,
            "state": finding.state.name(),
            "message": finding.message(locale),
            "remedy": finding.remedy(locale),
            "braze": finding.braze(),
        })
    };
    json!({ "braze": origin, "findings": found.iter().map(one).collect::<Vec<_>>() })
}
