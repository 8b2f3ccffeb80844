//! Braze over HTTPS: kept-alive connections, no redirects, no proxies from the environment, bounded answers.

use crate::braze::{Endpoint, Key, Outcome, SegmentsList, Upstream, outcome, redact, segments};
use std::time::Duration;

/// How long a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(3);

/// How long a call may take.
const TOTAL: Duration = Duration::from_secs(20);

/// The most bytes of an answer.
const MOST: usize = 1024 * 1024;

/// The most connections kept.
const CONNECTIONS: usize = 32;

/// The most pages of segments: 100 on each.
const PAGES: usize = 20;

/// Braze, with our key.
pub struct BrazeClient {
    http: reqwest::Client,
    upstream: Upstream,
    key: Key,
}

/// What came back from a call to schedule: its status (0: none), and what it means. Texts are redacted.
#[derive(Clone, Debug)]
pub struct Called {
    /// The HTTP status.
    pub status: u16,
    /// What it means.
    pub outcome: Outcome,
}

impl BrazeClient {
    /// A client for this instance with this key.
    pub fn new(upstream: Upstream, key: Key) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .pool_max_idle_per_host(CONNECTIONS)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .http1_only()
            .user_agent(concat!("countersign/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { http, upstream, key })
    }

    /// Schedules a message: one call, never repeated here.
    pub async fn schedule_create(&self, payload: String) -> Called {
        let request =
            self.request(Endpoint::ScheduleCreate, "").header("content-type", "application/json").body(payload);
        let (status, outcome) = match request.send().await {
            // Not a byte of the request was sent.
            Err(error) if error.is_connect() || error.is_builder() => {
                (0, Outcome::NotApplied { message: "Braze cannot be reached.".to_owned() })
            }
            Err(error) => (0, Outcome::Ambiguous { message: said(&error) }),
            Ok(answer) => {
                let status = answer.status().as_u16();
                match bounded(answer).await {
                    Some(body) => (status, outcome(status, &body)),
                    None => {
                        (status, Outcome::Ambiguous { message: format!("HTTP {status}, and the answer broke off") })
                    }
                }
            }
        };
        Called { status, outcome: self.redacted(outcome) }
    }

    /// All segments of the workspace; `None` where Braze does not say.
    pub async fn segments_list(&self) -> Option<SegmentsList> {
        let mut all = SegmentsList::default();
        for page in 0..PAGES {
            let answer = self.request(Endpoint::SegmentsList, &format!("?page={page}")).send().await.ok()?;
            let status = answer.status().as_u16();
            let mut list = segments(status, &bounded(answer).await?)?;
            let last = list.segments.len() < 100;
            all.segments.append(&mut list.segments);
            if last {
                break;
            }
        }
        Some(all)
    }

    fn request(&self, endpoint: Endpoint, query: &str) -> reqwest::RequestBuilder {
        let address = format!("{}{}{query}", self.upstream.origin(), endpoint.path());
        let method = if endpoint.method() == "GET" { reqwest::Method::GET } else { reqwest::Method::POST };
        let mut request = self.http.request(method, address);
        if let Ok(mut value) = reqwest::header::HeaderValue::from_str(&self.key.authorization()) {
            value.set_sensitive(true);
            request = request.header(reqwest::header::AUTHORIZATION, value);
        }
        request
    }

    fn redacted(&self, outcome: Outcome) -> Outcome {
        let plain = |text: String| redact(&text, &self.key);
        match outcome {
            Outcome::Applied { schedule_id, dispatch_id, notes } => Outcome::Applied {
                schedule_id: plain(schedule_id),
                dispatch_id: dispatch_id.map(plain),
                notes: notes.into_iter().map(plain).collect(),
            },
            Outcome::NotApplied { message } => Outcome::NotApplied { message: plain(message) },
            Outcome::Rejected { message } => Outcome::Rejected { message: plain(message) },
            Outcome::KeyRefused { message } => Outcome::KeyRefused { message: plain(message) },
            Outcome::Ambiguous { message } => Outcome::Ambiguous { message: plain(message) },
        }
    }
}

/// A short word for what broke; the library's own text names addresses.
fn said(error: &reqwest::Error) -> String {
    let what = if error.is_timeout() { "Braze did not answer in time" } else { "the connection to Braze broke" };
    what.to_owned()
}

/// The whole body, unless it is longer than any answer of Braze.
async fn bounded(mut answer: reqwest::Response) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.ok()? {
        if body.len().saturating_add(chunk.len()) > MOST {
            return None;
        }
        body.extend_from_slice(&chunk);
    }
    Some(body)
}
