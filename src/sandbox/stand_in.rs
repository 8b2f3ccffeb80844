//! The stand-in as a whole, without sockets: a request and the time go in, an answer and how to give it come out.
//!
//! ```text
//! call ─▶ switches ─▶ key ─▶ endpoint ─▶ permission ─▶ limits ─▶ documentation ─▶ workspace ─▶ reply
//! ```

use super::call::{Call, Reply};
use super::chance::Chance;
use super::faults::{Fault, Reset, Switches};
use super::limits::Limits;
use super::settings::{Settings, SettingsError};
use super::workspace::Workspace;
use crate::braze::Endpoint;
use crate::braze::validate::MAX_REQUEST;
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};

/// The most requests that are remembered.
const MOST_SEEN: usize = 1_000;

/// The most requests that wait to be done late.
const MOST_LATE: usize = 10_000;

/// A request, as whoever tests may ask for it. Its key is not kept.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Seen {
    /// When it came (milliseconds).
    at: i64,
    method: String,
    path: String,
    /// The status of the answer; none where none was given.
    status: Option<u16>,
    /// How it was made to fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<Fault>,
}

/// An answer, and how to give it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Handled {
    /// How long to wait first (milliseconds of real time).
    pub(super) wait: u64,
    pub(super) way: Way,
}

/// How to answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Way {
    /// As it is.
    Reply(Reply),
    /// At so many bytes a second.
    Slowly(Reply, u64),
    /// Half of what is announced, then a reset.
    CutOff(Reply),
    /// No answer: a reset.
    Reset,
}

/// A Braze that keeps everything in memory.
#[derive(Debug)]
pub(super) struct StandIn {
    pub(super) workspace: Workspace,
    pub(super) switches: Switches,
    limits: Limits,
    /// What switches draw, apart from ids and delays: the same ids come out whether or not a switch is set.
    chance: Chance,
    late: BTreeMap<(i64, u64), Call>,
    counted: u64,
    seen: VecDeque<Seen>,
}

impl StandIn {
    pub(super) fn new(settings: Settings, now: i64) -> Result<Self, SettingsError> {
        Ok(Self {
            switches: Switches::default(),
            limits: Limits::new(),
            chance: Chance::new(settings.seed ^ 0xfa17),
            late: BTreeMap::new(),
            counted: 0,
            seen: VecDeque::new(),
            workspace: Workspace::new(settings, now).map_err(SettingsError)?,
        })
    }

    /// Lets happen what is due by now.
    pub(super) fn advance(&mut self, now: i64) {
        while let Some(first) = self.late.first_entry().filter(|first| first.key().0 <= now) {
            let ((at, _), call) = first.remove_entry();
            self.workspace.advance(at);
            self.answer(&call, at);
        }
        self.workspace.advance(now);
    }

    /// The same, and the fate of every message that was due is known.
    pub(super) fn settle(&mut self, now: i64) {
        self.advance(now);
        while self.workspace.settle(usize::MAX) {}
    }

    /// Whether a connection is refused before anything is read.
    pub(super) fn refuses(&mut self) -> bool {
        self.switches.refuses(&mut self.chance)
    }

    /// Answers a request, as the switches let it.
    pub(super) fn handle(&mut self, call: Call, now: i64) -> Handled {
        self.advance(now);
        let (wait, fault) = self.switches.of(&call.path, &mut self.chance);
        let (method, path) = (call.method.clone(), call.path.clone());
        let mut handled = match &fault {
            Some(fault) => self.fail(fault, call, now),
            None => Handled { wait: 0, way: Way::Reply(self.answer(&call, now)) },
        };
        handled.wait = handled.wait.saturating_add(wait);
        let status = match &handled.way {
            Way::Reply(reply) | Way::Slowly(reply, _) | Way::CutOff(reply) => Some(reply.status),
            Way::Reset => None,
        };
        if self.seen.len() >= MOST_SEEN {
            self.seen.pop_front();
        }
        self.seen.push_back(Seen { at: now, method, path, status, fault });
        handled
    }

    pub(super) fn seen(&self) -> impl DoubleEndedIterator<Item = &Seen> {
        self.seen.iter()
    }

    /// Forgets schedules, messages and requests; people and settings stay.
    pub(super) fn forget(&mut self) {
        self.workspace.forget();
        self.late.clear();
        self.seen.clear();
    }

    fn fail(&mut self, fault: &Fault, call: Call, now: i64) -> Handled {
        let at_once = |way: Way| Handled { wait: 0, way };
        let says = |status: u16, words: &str| Way::Reply(Reply::says(status, words));
        match fault {
            Fault::Refuse | Fault::Latency { .. } | Fault::ResetBefore => at_once(Way::Reset),
            Fault::ResetAfter => {
                self.answer(&call, now);
                at_once(Way::Reset)
            }
            Fault::Silence { ms, apply } => {
                if *apply {
                    self.answer(&call, now);
                }
                Handled { wait: *ms, way: Way::Reset }
            }
            Fault::Late { ms } => {
                self.keep_for_later(call, now, *ms);
                at_once(Way::Reset)
            }
            Fault::Status { code, apply } => {
                if *apply {
                    self.answer(&call, now);
                }
                at_once(says(*code, words(*code)))
            }
            Fault::RateLimited { reset } => {
                let reply = Reply::says(429, "Rate Limited").with(reset.headers(now));
                at_once(Way::Reply(reply))
            }
            Fault::Queued { ms } => {
                self.keep_for_later(call, now, *ms);
                at_once(says(202, "queued"))
            }
            Fault::Redirect { to } => {
                let mut reply = Reply::says(302, "Found");
                reply.headers.push(("location", to.clone()));
                at_once(Way::Reply(reply))
            }
            Fault::Slow { bytes_per_second, apply } => {
                let reply = if *apply { self.answer(&call, now) } else { Reply::says(503, words(503)) };
                at_once(Way::Slowly(reply, *bytes_per_second))
            }
            Fault::CutOff => at_once(Way::CutOff(self.answer(&call, now))),
            Fault::Truncated | Fault::WrongShape | Fault::Html | Fault::Huge { .. } => {
                let mut reply = self.answer(&call, now);
                spoil(&mut reply, fault);
                at_once(Way::Reply(reply))
            }
        }
    }

    fn keep_for_later(&mut self, call: Call, now: i64, ms: u64) {
        if self.late.len() < MOST_LATE {
            self.counted = self.counted.saturating_add(1);
            let at = now.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX));
            self.late.insert((at, self.counted), call);
        }
    }

    /// The answer to a request.
    fn answer(&mut self, call: &Call, now: i64) -> Reply {
        let key = call.key().and_then(|key| self.workspace.settings.keys.iter().find(|known| known.key.is(key)));
        let Some(key) = key.filter(|key| call.from.is_none_or(|from| key.is_taken_from(from))) else {
            return unauthorized(call);
        };
        let Some(endpoint) = Endpoint::find(&call.method, &call.path) else {
            // A trailing slash is documented to be denied, not unknown.
            let slash = call.path.len() > 1 && call.path.ends_with('/');
            let reply = if slash { Reply::says(403, "Access Denied") } else { Reply::says(404, "Not Found") };
            return reply.with(self.shared_fields(now));
        };
        if !key.opens(endpoint) {
            return Reply::says(403, "Access Denied").with(self.shared_fields(now));
        }
        if call.too_large || call.body.len() > MAX_REQUEST {
            return Reply::says(413, "Request Entity Too Large").with(self.shared_fields(now));
        }
        let fast = endpoint == Endpoint::UsersExportIds && super::endpoints::is_fast(&call.body);
        let taken = self.limits.take(endpoint, fast, &self.workspace.settings.contract, now);
        let headers = match taken {
            Ok(headers) => headers,
            Err(headers) => return Reply::says(429, "Rate Limited").with(headers),
        };
        if endpoint.method() == "POST" && !call.is_json() {
            return Reply::says(415, "Unsupported Media Type").with(headers);
        }
        match super::endpoints::answer(&mut self.workspace, &mut self.limits, endpoint, call, now) {
            reply if reply.headers.is_empty() => reply.with(headers),
            reply => reply,
        }
    }

    fn shared_fields(&mut self, now: i64) -> super::limits::Headers {
        self.limits.shared_fields(&self.workspace.settings.contract, now)
    }
}

/// As recorded: the key is echoed, and the rate-limit fields are there and empty.
fn unauthorized(call: &Call) -> Reply {
    let key = call.key().unwrap_or(&call.authorization);
    Reply::says(401, &format!("Invalid API key: {}", String::from_utf8_lossy(key))).with(Limits::empty())
}

/// The answer as a switch makes it.
fn spoil(reply: &mut Reply, fault: &Fault) {
    match fault {
        Fault::Truncated => reply.body.truncate(reply.body.len() / 2),
        Fault::WrongShape => reply.body = br#"[{"schedule_id":17,"dispatch_id":null},"success"]"#.to_vec(),
        Fault::Html => {
            reply.body = b"<!doctype html><title>Service Unavailable</title><p>Please try again.</p>".to_vec();
            reply.headers.push(("content-type", "text/html".to_owned()));
        }
        Fault::Huge { bytes } => {
            // White space after JSON is JSON still.
            let length = reply.body.len().max(*bytes);
            reply.body.resize(length, b' ');
        }
        _ => {}
    }
}

const fn words(status: u16) -> &'static str {
    match status {
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Switched on in the sandbox",
    }
}

impl Reset {
    fn headers(self, now: i64) -> super::limits::Headers {
        let second = now.div_euclid(1000);
        let hour = second.div_euclid(3600).saturating_add(1).saturating_mul(3600);
        let reset = match self {
            Self::Missing => return Vec::new(),
            Self::Hour => hour.to_string(),
            Self::Seconds => hour.saturating_sub(second).to_string(),
            Self::Past => second.saturating_sub(3600).to_string(),
            Self::Far => second.saturating_add(31_556_952_000).to_string(),
            Self::Garbage => "soon, maybe".to_owned(),
            Self::Empty => String::new(),
        };
        let text = str::to_owned;
        vec![("x-ratelimit-limit", text("250000")), ("x-ratelimit-remaining", text("0")), ("x-ratelimit-reset", reset)]
    }
}
