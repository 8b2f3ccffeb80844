//! `countersign braze validate ENDPOINT [FILE] [--jsonl]`: the same check as the stand-in's and the proxy's.

use crate::braze::{Endpoint, Fault, validate};
use crate::cli::CliError;
use crate::locale::{Locale, Text};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Write, stdin};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `countersign braze validate …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The endpoint, by its permission or its path: `messages.schedule.create`, `/messages/schedule/create`.
    endpoint: String,
    /// The body, or the parameters of the query, as JSON; `-` or nothing is standard input.
    file: Option<PathBuf>,
    /// Every line is a body, or an object with the parameters of a query; each is answered by a line:
    /// `{"ok":true}` or `{"ok":false,"errors":[{"field","message"}]}`.
    #[arg(long)]
    jsonl: bool,
    /// The time at which it is judged (RFC 3339); without it, the clock.
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,
    /// The language of the answer.
    #[arg(long, default_value = "en")]
    locale: String,
}

const SOUND: Text =
    Text { en: "Nothing is wrong by Braze’s documentation.", fr: "Rien à redire selon la documentation de Braze." };

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let endpoint = Endpoint::named(&args.endpoint).ok_or_else(|| unknown(&args.endpoint))?;
    let now = args.now.unwrap_or_else(Timestamp::now).as_second();
    let locale = Locale::of_tag(&args.locale);
    let mut input = open(args.file.as_deref())?;
    if args.jsonl {
        return lines(&mut *input, endpoint, now, locale, out);
    }
    let mut body = Vec::new();
    // One byte more than there may be is enough to see that it is too many.
    let most = u64::try_from(validate::MAX_REQUEST).unwrap_or(u64::MAX).saturating_add(1);
    let path = || args.file.clone().unwrap_or_else(|| "standard input".into());
    input.take(most).read_to_end(&mut body).map_err(|source| CliError::Read { path: path(), source })?;
    match faults(endpoint, &body, now).as_slice() {
        [] => writeln!(out, "{}", SOUND.get(locale))?,
        faults => {
            for fault in faults {
                writeln!(out, "{}: {}", fault.field, fault.message(locale))?;
            }
            return Ok(ExitCode::from(1));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Answers each line by a line.
fn lines(
    input: &mut dyn BufRead,
    endpoint: Endpoint,
    now: i64,
    locale: Locale,
    out: &mut dyn Write,
) -> Result<ExitCode, CliError> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|source| CliError::Read { path: "standard input".into(), source })? == 0 {
            // Every line has its answer: what is wrong with one is told there.
            return Ok(ExitCode::SUCCESS);
        }
        let body = line.trim_ascii();
        if body.is_empty() {
            continue;
        }
        writeln!(out, "{}", answer(&faults(endpoint, body, now), locale))?;
    }
}

fn answer(faults: &[Fault], locale: Locale) -> Value {
    if faults.is_empty() {
        return json!({ "ok": true });
    }
    let told = |fault: &Fault| json!({ "field": fault.field, "message": fault.message(locale) });
    json!({ "ok": false, "errors": faults.iter().map(told).collect::<Vec<_>>() })
}

/// A body as JSON; of an endpoint that takes a query, the query as it stands in an address, too.
fn faults(endpoint: Endpoint, body: &[u8], now: i64) -> Vec<Fault> {
    let query = || {
        let text = std::str::from_utf8(body).ok()?.trim();
        let text = text.split_once('?').map_or(text, |(_, query)| query);
        let written = endpoint.is_query() && !text.starts_with(['{', '[', '"']) && text.contains('=');
        written.then(|| url::form_urlencoded::parse(text.as_bytes()).into_owned().collect::<Vec<_>>())
    };
    match query() {
        Some(pairs) => validate::query(endpoint, &pairs, now),
        None => validate::bytes(endpoint, body, now).err().unwrap_or_default(),
    }
}

fn open(file: Option<&Path>) -> Result<Box<dyn BufRead>, CliError> {
    match file.filter(|file| *file != Path::new("-")) {
        None => Ok(Box::new(BufReader::new(stdin()))),
        Some(path) => match File::open(path) {
            Ok(file) => Ok(Box::new(BufReader::new(file))),
            Err(source) => Err(CliError::Read { path: path.to_owned(), source }),
        },
    }
}

fn unknown(name: &str) -> CliError {
    let names: Vec<&str> = Endpoint::ALL.iter().map(|known| known.permission()).collect();
    CliError::Input(format!("There is no endpoint `{name}` here; the endpoints are {}.", names.join(", ")))
}
