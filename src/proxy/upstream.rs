//! Braze over HTTPS: kept-alive connections, no redirects, no proxies from the environment, bounded answers.

use crate::braze::{
    Key, Outcome, RateLimit, Raw, Request, SEGMENTS_ON_A_PAGE, Said, SegmentsList, SegmentsListQuery, Upstream,
    rate_limit,
};
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
const PAGES: i64 = 20;

/// Braze, with our key.
pub struct BrazeClient {
    http: reqwest::Client,
    upstream: Upstream,
    key: Key,
}

/// What came back from a call: its status (0: none), what it means, and what is left of the rate limit.
#[derive(Clone, Debug)]
pub struct Called<T> {
    /// The HTTP status.
    pub status: u16,
    /// What it means.
    pub outcome: Outcome<T>,
    /// What is left of the rate limit.
    pub rate_limit: RateLimit,
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

    /// Makes a request: one call, never repeated here. `now` is the clock in Unix seconds.
    pub async fn call<R: Request>(&self, request: &R, now: i64) -> Called<R::Answer> {
        if !R::ENDPOINT.is_query() {
            return self.post::<R>(request.body(), now).await;
        }
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(request.query()).finish();
        let address = format!("{}{}?{query}", self.upstream.origin(), R::ENDPOINT.path());
        self.ask::<R>(self.http.get(address), now).await
    }

    /// Makes a request whose body is written already: one call, never repeated here.
    pub async fn post<R: Request>(&self, body: String, now: i64) -> Called<R::Answer> {
        let address = format!("{}{}", self.upstream.origin(), R::ENDPOINT.path());
        let request = self.http.post(address).header("content-type", "application/json").body(body);
        self.ask::<R>(request, now).await
    }

    async fn ask<R: Request>(&self, mut request: reqwest::RequestBuilder, now: i64) -> Called<R::Answer> {
        if let Ok(mut value) = reqwest::header::HeaderValue::from_str(&self.key.authorization()) {
            value.set_sensitive(true);
            request = request.header(reqwest::header::AUTHORIZATION, value);
        }
        let nothing = |outcome| Called { status: 0, outcome, rate_limit: RateLimit::default() };
        match request.send().await {
            // Not a byte of the request was sent.
            Err(error) if error.is_connect() || error.is_builder() => {
                nothing(Outcome::NotApplied { message: Said::ours("Braze cannot be reached.") })
            }
            Err(error) => nothing(Outcome::Ambiguous { message: said(&error) }),
            Ok(answer) => {
                let status = answer.status().as_u16();
                let field = |name: &str| answer.headers().get(name)?.to_str().ok().map(str::to_owned);
                let rate_limit = rate_limit(&field, now);
                let outcome = match bounded(answer).await {
                    Some(body) => Raw::new(status, body).read(&self.key),
                    None => Outcome::Ambiguous { message: Said::ours("The answer of Braze broke off.") },
                };
                Called { status, outcome, rate_limit }
            }
        }
    }

    /// All segments of the workspace; `None` where Braze does not say.
    pub async fn segments_list(&self, now: i64) -> Option<SegmentsList> {
        let mut all = SegmentsList::default();
        for page in 0..PAGES {
            let query = SegmentsListQuery { page: Some(page), ..SegmentsListQuery::default() };
            let mut list = self.call(&query, now).await.outcome.value()?;
            let last = list.segments.len() < SEGMENTS_ON_A_PAGE;
            all.segments.append(&mut list.segments);
            if last {
                break;
            }
        }
        Some(all)
    }
}

/// A short word for what broke; the library's own text names addresses.
fn said(error: &reqwest::Error) -> Said {
    Said::ours(if error.is_timeout() { "Braze did not answer in time" } else { "the connection to Braze broke" })
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
