//! The page: what was scheduled and who gets it, people and their inboxes, results, the clock and the faults. Made here,
//! with one style and one small script; what authors wrote is shown in frames that may do nothing.

mod bench;
mod bubble;
mod html;
mod messages;
mod people;
mod results;
mod words;

use super::Sandbox;
use super::workspace::{Channel, Number, Outcome, Shown, Workspace};
use crate::locale::{Facts, Locale, Text};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use html::{MESSAGE_POLICY, POLICY, encode, escape, secured};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt::Write as _;
use words as w;

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/", get(page))
        .route("/sandbox/page.css", get(style))
        .route("/sandbox/page.js", get(script))
        .route("/sandbox/state.json", get(state))
        .route("/sandbox/messages/{id}/body", get(body))
}

/// What the address says.
#[derive(Clone, Default, Deserialize)]
struct Asked {
    lang: Option<String>,
    #[serde(default)]
    tab: String,
    id: Option<String>,
    person: Option<String>,
}

/// A page being made.
struct View<'a> {
    locale: Locale,
    asked: &'a Asked,
    workspace: &'a Workspace,
    now: i64,
    html: String,
}

impl View<'_> {
    fn say(&self, text: Text) -> &'static str {
        text.get(self.locale)
    }

    fn fill(&self, text: Text, facts: &[(&'static str, &str)]) -> String {
        let facts = facts.iter().fold(Facts::new(), |facts, (name, fact)| facts.with(name, (*fact).to_owned()));
        text.fill(self.locale, &facts)
    }

    fn add(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// A paragraph, a heading … of text.
    fn element(&mut self, name: &str, class: &str, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(self.html, "<{name}{class}>{}</{name}>", escape(text));
    }

    /// The address of a page.
    fn address(&self, tab: &str, more: &[(&str, &str)]) -> String {
        let mut address = format!("/?lang={}", self.locale.tag());
        if !tab.is_empty() {
            let _ = write!(address, "&amp;tab={tab}");
        }
        for (name, value) in more {
            let _ = write!(address, "&amp;{name}={}", encode(value));
        }
        address
    }

    /// What became of a message to somebody.
    fn outcome(&self, outcome: &Outcome) -> String {
        let text = match outcome {
            Outcome::Sent => w::SENT,
            Outcome::Aborted(_) => w::ABORTED,
            Outcome::Refused(_) => w::REFUSED,
            Outcome::NoAddress => w::NO_ADDRESS,
            Outcome::NotSubscribed => w::NOT_SUBSCRIBED,
            Outcome::NotInGroup => w::NOT_IN_GROUP,
            Outcome::Capped => w::CAPPED,
            Outcome::HourPassed => w::HOUR_PASSED,
        };
        self.fill(text, &[("reason", outcome.reason().unwrap_or_default())])
    }

    /// A time for people: `2026-11-24 08:00`.
    fn time(&self, at: i64) -> String {
        super::clock::rfc3339(at).replace('T', " ").chars().take(16).collect()
    }

    /// Somebody's name and what the API calls them.
    fn person(&self, number: Number) -> String {
        let Some(profile) = self.workspace.people.get(number) else { return String::new() };
        let name: Vec<&str> =
            ["first_name", "last_name"].into_iter().filter_map(|name| profile.fields.text(name)).collect();
        if name.is_empty() { profile.handle().to_owned() } else { name.join(" ") }
    }
}

fn locale(asked: &Asked, headers: &HeaderMap) -> Locale {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = accepted.split([',', ';']).next().unwrap_or_default();
    Locale::of_tag(asked.lang.as_deref().unwrap_or(first))
}

/// `GET /sandbox/page.css`.
async fn style() -> Response {
    secured("text/css; charset=utf-8", POLICY, include_str!("page.css").to_owned())
}

/// `GET /sandbox/page.js`.
async fn script() -> Response {
    secured("text/javascript; charset=utf-8", POLICY, include_str!("page.js").to_owned())
}

/// `GET /sandbox/state.json`: a number that is another when the page has more to show.
async fn state(State(sandbox): State<Sandbox>) -> Response {
    let mark = sandbox
        .with(|state| {
            state.settle();
            mark(state)
        })
        .await;
    ([(header::CACHE_CONTROL, "no-store")], axum::Json(json!({ "mark": mark }))).into_response()
}

fn mark(state: &super::State) -> String {
    let workspace = &state.stand_in.workspace;
    let changes: u32 = workspace.schedules.iter().map(|one| one.version.saturating_add(one.state as u32)).sum();
    let switches = state.stand_in.switches.list().len();
    format!(
        "{}-{changes}-{}-{}-{switches}",
        workspace.schedules.len(),
        workspace.deliveries.len(),
        workspace.people.len()
    )
}

/// `GET /sandbox/messages/{id}/body`: the HTML of an e-mail, shut in; with `?person=`, as that person gets it.
async fn body(State(sandbox): State<Sandbox>, Path(id): Path<String>, Query(asked): Query<Asked>) -> Response {
    let html = sandbox
        .with(move |state| {
            let now = state.settle();
            let workspace = &state.stand_in.workspace;
            let (place, schedule) = workspace.schedule_of(&id)?;
            let person = asked.person.and_then(|person| workspace.people.called(&person));
            let html = match person {
                Some(person) => copy(workspace, place, person, now)
                    .into_iter()
                    .find(|(channel, ..)| *channel == Channel::Email)?
                    .2
                    .message
                    .get("body")?
                    .as_str()?
                    .to_owned(),
                None => schedule.body.pointer("/messages/email/body")?.as_str()?.to_owned(),
            };
            let pictures = &workspace.settings.pictures;
            Some(pictures.iter().fold(html, |html, (from, to)| html.replace(from, to)))
        })
        .await
        .flatten();
    match html {
        Some(html) => secured("text/html; charset=utf-8", MESSAGE_POLICY, html),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A message as somebody got it; where it has not been sent, as they would get it now.
fn copy(workspace: &Workspace, place: usize, person: Number, now: i64) -> Vec<(Channel, Outcome, Shown)> {
    let got: Vec<_> = workspace
        .inbox(person)
        .filter(|one| one.schedule as usize == place)
        .filter_map(|one| workspace.show(one).map(|(channel, shown)| (channel, one.outcome.clone(), shown)))
        .collect();
    if got.is_empty() { workspace.foresee(place, person, now) } else { got }
}

/// `GET /`.
async fn page(State(sandbox): State<Sandbox>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let locale = locale(&asked, &headers);
    let html = sandbox
        .with(move |state| {
            let now = state.settle();
            let workspace = &state.stand_in.workspace;
            let mut view = View { locale, asked: &asked, workspace, now, html: String::new() };
            view.head(&mark(state));
            match asked.tab.as_str() {
                "people" => view.people(),
                "results" => view.results(),
                "bench" => view.bench(state),
                _ => view.messages(),
            }
            view.add("</body></html>");
            view.html
        })
        .await;
    secured("text/html; charset=utf-8", POLICY, html.unwrap_or_default())
}

impl View<'_> {
    fn head(&mut self, mark: &str) {
        let (lang, other) = if self.locale == Locale::En { ("en", "fr") } else { ("fr", "en") };
        let name = &self.workspace.settings.name;
        let title =
            if name.is_empty() { self.say(w::TITLE).to_owned() } else { format!("{} · {name}", self.say(w::TITLE)) };
        let _ = write!(
            self.html,
            "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
             <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/sandbox/page.css\"><script src=\"/sandbox/page.js\" defer></script></head>\
             <body data-mark=\"{mark}\"><header><div><h1>{title}</h1><p>{lead}</p></div>\
             <a class=\"language\" href=\"/?lang={other}&amp;tab={tab}\" hreflang=\"{other}\" lang=\"{other}\">{language}</a>\
             </header><nav class=\"tabs\" aria-label=\"{title}\"><ul>",
            title = escape(&title),
            lead = escape(self.say(w::LEAD)),
            tab = encode(&self.asked.tab),
            language = escape(self.say(w::OTHER_LANGUAGE)),
        );
        for (tab, text) in [("", w::MESSAGES), ("people", w::PEOPLE), ("results", w::RESULTS), ("bench", w::BENCH)] {
            let here = if self.asked.tab == tab { " aria-current=\"page\"" } else { "" };
            let link = format!("<li><a href=\"{}\"{here}>{}</a></li>", self.address(tab, &[]), escape(self.say(text)));
            self.add(&link);
        }
        let clock = format!(
            "</ul><a class=\"clock\" href=\"{}\"><span>{}</span> <time>{}</time> UTC</a></nav>",
            self.address("bench", &[]),
            escape(self.say(w::CLOCK)),
            self.time(self.now),
        );
        self.add(&clock);
    }

    /// A list of names and values.
    fn facts(&mut self, rows: &[(Text, String, bool)]) {
        self.add("<dl>");
        for (name, value, code) in rows.iter().filter(|(_, value, _)| !value.is_empty()) {
            let (open, close) = if *code { ("<code>", "</code>") } else { ("", "") };
            let _ = write!(self.html, "<dt>{}</dt><dd>{open}{}{close}</dd>", escape(self.say(*name)), escape(value));
        }
        self.add("</dl>");
    }

    /// JSON to look at.
    fn json(&mut self, title: Text, json: &Value) {
        let _ = write!(
            self.html,
            "<details><summary>{}</summary><pre tabindex=\"0\">{}</pre></details>",
            escape(self.say(title)),
            escape(&serde_json::to_string_pretty(json).unwrap_or_default()),
        );
    }
}
