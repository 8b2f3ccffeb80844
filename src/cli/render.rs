//! `countersign render KIT --draft D.json --as html|text|payload`: what a draft renders to, Braze's Liquid still in it.
//!
//! HTML and text are printed whatever the rules say. A payload is made from an approved message only: where the report
//! stands against it, the findings are printed and the exit code is 1.

use super::{CliError, check};
use crate::braze::Request as _;
use crate::locale::Locale;
use crate::payload::{Account, schedule_create};
use crate::render::Message;
use clap::ValueEnum;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// `countersign render …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kit: a folder in which brand.toml lies, or a kit.json.
    kit: PathBuf,
    /// The draft, as JSON.
    #[arg(long, value_name = "FILE")]
    draft: PathBuf,
    /// What to print.
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Form::Html)]
    form: Form,
    /// The app identifier of the brand's Braze workspace (payload; the proxy fills in its own).
    #[arg(long, value_name = "ID", default_value = "APP_ID")]
    app_id: String,
    /// The API campaign of the brand's Braze workspace (payload; the proxy fills in its own).
    #[arg(long, value_name = "ID", default_value = "CAMPAIGN_ID")]
    campaign_id: String,
    /// The time at which it is judged (RFC 3339); without it, the clock.
    #[arg(long, value_name = "TIME")]
    now: Option<jiff::Timestamp>,
    /// The language of what is said.
    #[arg(long, default_value = "en")]
    locale: String,
}

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The HTML body.
    Html,
    /// The plain-text body, the text message, the notification: as many of them as go out.
    Text,
    /// The body that Braze would get: `POST /messages/schedule/create`.
    Payload,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let locale = Locale::of_tag(&args.locale);
    let now = args.now.unwrap_or_else(jiff::Timestamp::now);
    let mut review = check::open(&args.kit, &args.draft, now, locale)?;
    match args.form {
        Form::Html => match review.message().email {
            Some(email) => out.write_all(email.html.as_bytes())?,
            None => return Err(CliError::Input(format!("{}: it does not go out by e-mail.", args.draft.display()))),
        },
        Form::Text => out.write_all(text(&review.message()).as_bytes())?,
        Form::Payload => {
            let Ok(approved) = review.approve() else {
                check::tell(&mut review, locale, out)?;
                return Ok(ExitCode::from(1));
            };
            let account = Account { app_id: args.app_id, campaign_id: args.campaign_id };
            let body = schedule_create(&approved, &account, None, now.as_second())
                .map_err(|error| CliError::Input(format!("{}: {error}.", args.draft.display())))?;
            writeln!(out, "{}", body.body())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What can be read of a message without HTML, channel by channel.
fn text(message: &Message) -> String {
    let Message { email, sms, push, content_card, whats_app, webhook } = message;
    let email = email.as_ref().map(|email| email.text.clone());
    let sms = sms.as_ref().map(|sms| format!("{}\n", sms.body));
    let push = push.as_ref().map(|push| format!("{}\n{}\n", push.title, push.body));
    let card = content_card.as_ref().map(|card| {
        let said = [Some(&card.title), Some(&card.description), card.image_alt.as_ref(), card.link_text.as_ref()];
        said.into_iter().flatten().filter(|text| !text.is_empty()).map(|text| format!("{text}\n")).collect()
    });
    let whats_app = whats_app.as_ref().map(|message| {
        let shown = &message.shown;
        let said = [shown.header.as_ref(), Some(&shown.body), shown.footer.as_ref()];
        let buttons = shown.link_text.iter().chain(&shown.phone_text).chain(&shown.replies);
        said.into_iter().flatten().chain(buttons).map(|text| format!("{text}\n")).collect()
    });
    let webhook = webhook.as_ref().map(|webhook| {
        let headers = webhook.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>();
        let body = webhook.body.as_deref().unwrap_or_default();
        format!("{} {}\n{headers}\n{body}\n", webhook.method.name(), webhook.url)
    });
    email.into_iter().chain(sms).chain(push).chain(card).chain(whats_app).chain(webhook).collect::<Vec<_>>().join("\n")
}
