//! The page: what would be sent, when, to whom; and the same as JSON for tests.

use super::store::{Received, Sandbox};
use super::words as w;
use crate::locale::{Facts, Locale, Text};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The page may show our style and script, and messages in frames that may do nothing.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'self' http://127.0.0.1:* http://localhost:*";

/// A message may show its pictures and its own styles.
const MESSAGE_POLICY: &str = "sandbox; default-src 'none'; img-src https: http://127.0.0.1:* http://localhost:* data:; \
                              style-src 'unsafe-inline'; font-src https:; form-action 'none'; base-uri 'none'";

/// What the address says.
#[derive(Deserialize)]
pub(super) struct Asked {
    lang: Option<String>,
    id: Option<String>,
}

fn locale(asked: &Asked, headers: &HeaderMap) -> Locale {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = accepted.split([',', ';']).next().unwrap_or_default();
    Locale::of_tag(asked.lang.as_deref().unwrap_or(first))
}

fn secured(kind: &'static str, policy: &'static str, body: String) -> Response {
    let fields: [(HeaderName, &str); 5] = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (fields, body).into_response()
}

/// `GET /sandbox/page.css`.
pub(super) async fn style() -> Response {
    secured("text/css; charset=utf-8", POLICY, include_str!("page.css").to_owned())
}

/// `GET /sandbox/page.js`.
pub(super) async fn script() -> Response {
    secured("text/javascript; charset=utf-8", POLICY, include_str!("page.js").to_owned())
}

/// `GET /sandbox/messages.json`.
pub(super) async fn json(State(sandbox): State<Sandbox>) -> Response {
    axum::Json(json!({ "messages": sandbox.received() })).into_response()
}

/// `DELETE /sandbox/messages.json`.
pub(super) async fn clear(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.clear();
    StatusCode::NO_CONTENT
}

/// `GET /sandbox/messages/{id}/body`: the HTML of a message, shut in.
pub(super) async fn body(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Response {
    let Some(one) = sandbox.received().into_iter().find(|one| one.schedule_id == id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let html = field(&one, "/messages/email/body").to_owned();
    let shown = sandbox.options.pictures.iter().fold(html, |html, (from, to)| html.replace(from, to));
    secured("text/html; charset=utf-8", MESSAGE_POLICY, shown)
}

/// `GET /`.
pub(super) async fn page(State(sandbox): State<Sandbox>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let locale = locale(&asked, &headers);
    let received = sandbox.received();
    let chosen = match &asked.id {
        Some(id) => received.iter().find(|one| one.schedule_id == *id),
        None => received.last(),
    };
    let say = |text: Text| text.get(locale);
    let other = if locale == Locale::En { "fr" } else { "en" };
    let mut html = format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/sandbox/page.css\"><script src=\"/sandbox/page.js\" defer></script></head>\
         <body data-count=\"{count}\"><header><div><h1>{title}</h1><p>{lead}</p></div>\
         <a class=\"language\" href=\"/?lang={other}\" hreflang=\"{other}\" lang=\"{other}\">{language}</a></header>",
        lang = locale.tag(),
        count = received.len(),
        title = say(w::TITLE),
        lead = say(w::LEAD),
        language = say(w::OTHER_LANGUAGE),
    );
    if received.is_empty() {
        let _ = write!(html, "<main class=\"empty\"><p>{}</p></main></body></html>", say(w::NOTHING));
        return secured("text/html; charset=utf-8", POLICY, html);
    }
    let _ = write!(html, "<div class=\"split\"><nav aria-label=\"{}\"><ol>", say(w::SCHEDULED));
    for one in received.iter().rev() {
        item(&mut html, &sandbox, one, chosen.is_some_and(|chosen| chosen.schedule_id == one.schedule_id), locale);
    }
    html.push_str("</ol></nav><main>");
    if let Some(one) = chosen {
        detail(&mut html, &sandbox, one, locale);
    }
    html.push_str("</main></div></body></html>");
    secured("text/html; charset=utf-8", POLICY, html)
}

fn item(html: &mut String, sandbox: &Sandbox, one: &Received, chosen: bool, locale: Locale) {
    let _ = write!(
        html,
        "<li><a href=\"/?lang={}&amp;id={}\"{}><strong>{}</strong><span>{}</span><span>{}</span></a></li>",
        locale.tag(),
        escape(&one.schedule_id),
        if chosen { " aria-current=\"true\"" } else { "" },
        escape(&subject(one, locale)),
        escape(&name(sandbox, one)),
        escape(&when(one, locale)),
    );
}

fn detail(html: &mut String, sandbox: &Sandbox, one: &Received, locale: Locale) {
    let _ = write!(html, "<article><h2>{}</h2><dl>", escape(&subject(one, locale)));
    let email = |name: &str| field(one, &format!("/messages/email/{name}")).to_owned();
    let rows = [
        (w::FROM, email("from"), false),
        (w::REPLY_TO, email("reply_to"), false),
        (w::PREHEADER, email("preheader"), false),
        (w::TO, segment(sandbox, one), false),
        (w::WHEN, when(one, locale), false),
        (w::CAMPAIGN, field(one, "/campaign_id").to_owned(), true),
        (w::VARIATION, email("message_variation_id"), true),
        (w::SCHEDULE_ID, one.schedule_id.clone(), true),
        (w::DIGEST, one.digest.clone().unwrap_or_default(), true),
    ];
    for (name, value, code) in rows.into_iter().filter(|(_, value, _)| !value.is_empty()) {
        let (open, close) = if code { ("<code>", "</code>") } else { ("", "") };
        let _ = write!(html, "<dt>{}</dt><dd>{open}{}{close}</dd>", name.get(locale), escape(&value));
    }
    let _ = write!(
        html,
        "</dl><h3>{}</h3><iframe sandbox title=\"{}\" src=\"/sandbox/messages/{}/body\"></iframe><h3>{}</h3>\
         <pre tabindex=\"0\">{}</pre><details><summary>{}</summary><pre tabindex=\"0\">{}</pre></details></article>",
        w::HTML.get(locale),
        escape(&subject(one, locale)),
        escape(&one.schedule_id),
        w::PLAIN.get(locale),
        escape(&email("plaintext_body")),
        w::REQUEST.get(locale),
        escape(&serde_json::to_string_pretty(&one.body).unwrap_or_default()),
    );
}

fn field<'a>(one: &'a Received, pointer: &str) -> &'a str {
    one.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn subject(one: &Received, locale: Locale) -> String {
    match field(one, "/messages/email/subject") {
        "" => w::NO_SUBJECT.get(locale).to_owned(),
        subject => subject.to_owned(),
    }
}

/// The segment's name and id.
fn segment(sandbox: &Sandbox, one: &Received) -> String {
    let (name, id) = (name(sandbox, one), field(one, "/segment_id"));
    if name == id { name } else { format!("{name} ({id})") }
}

/// The segment's name; its id where it is not known.
fn name(sandbox: &Sandbox, one: &Received) -> String {
    let id = field(one, "/segment_id");
    let known = sandbox.options.segments.iter().find(|segment| segment.id == id);
    known.map_or(id, |segment| segment.name.as_str()).to_owned()
}

fn when(one: &Received, locale: Locale) -> String {
    let time = field(one, "/schedule/time").replace('T', " ");
    let time = time.trim_end_matches('Z').to_owned();
    let time = time.strip_suffix(":00").filter(|short| short.len() == 16).unwrap_or(&time).to_owned();
    let set = |name: &str| one.body.pointer(name).and_then(Value::as_bool).unwrap_or_default();
    let text = match (set("/schedule/in_local_time"), set("/schedule/at_optimal_time")) {
        (true, _) => w::LOCAL,
        (_, true) => w::OPTIMAL,
        _ => w::UTC,
    };
    text.fill(locale, &Facts::new().with("time", time))
}

/// Text for HTML, inside and outside of attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
