//! Switches that make the stand-in fail as networks and services do: each with a name, for one endpoint or for all, for
//! so many requests. `www/docs/sandbox.md` lists them.
//!
//! In: a switch as JSON. Out, for each request: whether and how it is to fail.

use super::chance::Chance;
use crate::braze::Endpoint;
use serde::{Deserialize, Serialize};

/// The most switches at once.
const MOST: usize = 100;

/// The longest that an answer may be held back.
const LONGEST_MS: u64 = 600_000;

/// The largest answer that may be asked for.
const LARGEST: usize = 256 << 20;

/// A switch.
///
/// `{"on": "/messages/schedule/create", "fault": {"status": {"code": 503, "apply": true}}, "count": 2}`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Switch {
    /// A path, or `*` for all.
    #[serde(default = "everywhere")]
    pub(super) on: String,
    /// How to fail.
    pub(super) fault: Fault,
    /// For how many requests; left out: until it is taken away.
    #[serde(default)]
    pub(super) count: Option<u64>,
    /// How many requests go well before.
    #[serde(default)]
    pub(super) skip: u64,
    /// How likely it is, from 0 to 1; drawn from the seed.
    #[serde(default = "surely")]
    pub(super) chance: f64,
}

fn everywhere() -> String {
    "*".to_owned()
}

const fn surely() -> f64 {
    1.0
}

const fn yes() -> bool {
    true
}

const fn five_seconds() -> u64 {
    5_000
}

const fn ten_megabytes() -> usize {
    10 << 20
}

/// How a request fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Fault {
    /// The connection is reset as soon as it is there, before anything is read; for any path.
    Refuse,
    /// The answer comes so much later. Goes together with the others.
    Latency {
        /// Milliseconds of real time.
        ms: u64,
    },
    /// The connection is reset after the request was read; nothing is done.
    ResetBefore,
    /// What was asked is done, and the connection reset: the answer is lost.
    ResetAfter,
    /// What was asked is done, or not, and no answer comes for so long; then the connection is reset.
    Silence {
        /// Milliseconds of real time.
        ms: u64,
        /// Whether it is done.
        #[serde(default)]
        apply: bool,
    },
    /// The connection is reset now, and what was asked is done so much later.
    Late {
        /// Milliseconds of the stand-in's clock.
        #[serde(default = "five_seconds")]
        ms: u64,
    },
    /// An answer with this status, whether what was asked is done or not.
    Status {
        /// 500, 502, 503, 504 …
        code: u16,
        /// Whether it is done.
        #[serde(default)]
        apply: bool,
    },
    /// 429, though there is room. What its `X-RateLimit-Reset` says.
    RateLimited {
        /// Which of them.
        #[serde(default)]
        reset: Reset,
    },
    /// `202 {"message":"queued"}`, without ids; what was asked is done so much later.
    Queued {
        /// Milliseconds of the stand-in's clock.
        #[serde(default = "five_seconds")]
        ms: u64,
    },
    /// A redirection to another place.
    Redirect {
        /// The place.
        to: String,
    },
    /// It is done, and half of the JSON comes back as if it were whole.
    Truncated,
    /// It is done, and less comes back than was announced; then the connection is reset.
    CutOff,
    /// It is done, and JSON of another shape comes back.
    WrongShape,
    /// It is done, and an HTML page comes back.
    Html,
    /// It is done, and the answer is padded to so many bytes.
    Huge {
        /// Bytes.
        #[serde(default = "ten_megabytes")]
        bytes: usize,
    },
    /// It is done, and the answer comes at so many bytes a second.
    Slow {
        /// Bytes a second.
        bytes_per_second: u64,
        /// Whether it is done.
        #[serde(default = "yes")]
        apply: bool,
    },
}

/// What `X-RateLimit-Reset` says on a 429 that a switch made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reset {
    /// The next hour, as it should.
    #[default]
    Hour,
    /// Seconds to go instead of an instant.
    Seconds,
    /// An hour ago.
    Past,
    /// In a thousand years.
    Far,
    /// No number.
    Garbage,
    /// Nothing.
    Empty,
    /// The fields are not there.
    Missing,
}

impl Switch {
    fn check(&self) -> Result<(), String> {
        let known = self.on == "*" || Endpoint::ALL.iter().any(|endpoint| endpoint.path() == self.on);
        if !known {
            return Err(format!("{}: is neither * nor the path of an endpoint", self.on));
        }
        if !(0.0..=1.0).contains(&self.chance) {
            return Err("chance: must be from 0 to 1".to_owned());
        }
        match &self.fault {
            Fault::Refuse if self.on != "*" => {
                Err("refuse: nobody knows the path before it is read; write \"on\": \"*\"".to_owned())
            }
            Fault::Latency { ms } | Fault::Silence { ms, .. } if *ms > LONGEST_MS => {
                Err(format!("ms: at most {LONGEST_MS}"))
            }
            Fault::Status { code, .. } if !(200..=599).contains(code) => {
                Err("code: must be from 200 to 599".to_owned())
            }
            Fault::Huge { bytes } if *bytes > LARGEST => Err(format!("bytes: at most {LARGEST}")),
            Fault::Slow { bytes_per_second: 0, .. } => Err("bytes_per_second: at least 1".to_owned()),
            Fault::Redirect { to } if to.bytes().any(|byte| !byte.is_ascii_graphic()) => {
                Err("to: must be an address".to_owned())
            }
            _ => Ok(()),
        }
    }
}

/// The switches that are set, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Switches(Vec<Switch>);

impl Switches {
    pub(super) fn list(&self) -> &[Switch] {
        &self.0
    }

    /// Sets more of them, all or none; the reason where one cannot be.
    pub(super) fn add(&mut self, more: Vec<Switch>) -> Result<(), String> {
        for (at, switch) in more.iter().enumerate() {
            switch.check().map_err(|why| format!("[{at}].{why}"))?;
        }
        if self.0.len().saturating_add(more.len()) > MOST {
            return Err(format!("at most {MOST} switches at once"));
        }
        self.0.extend(more);
        Ok(())
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether the next connection is to be refused.
    pub(super) fn refuses(&mut self, chance: &mut Chance) -> bool {
        self.draw("*", chance, |fault| matches!(fault, Fault::Refuse)).is_some()
    }

    /// How a request to this path fails: how long it waits first, and the first other fault.
    pub(super) fn of(&mut self, path: &str, chance: &mut Chance) -> (u64, Option<Fault>) {
        let wait = match self.draw(path, chance, |fault| matches!(fault, Fault::Latency { .. })) {
            Some(Fault::Latency { ms }) => ms,
            _ => 0,
        };
        let other = self.draw(path, chance, |fault| !matches!(fault, Fault::Latency { .. } | Fault::Refuse));
        (wait, other)
    }

    fn draw(&mut self, path: &str, chance: &mut Chance, wanted: fn(&Fault) -> bool) -> Option<Fault> {
        let at = self.0.iter_mut().position(|switch| {
            if !wanted(&switch.fault) || (switch.on != "*" && switch.on != path) {
                return false;
            }
            if switch.skip > 0 {
                switch.skip = switch.skip.saturating_sub(1);
                return false;
            }
            switch.chance >= 1.0 || super::chance::share(chance.next()) < switch.chance
        })?;
        let switch = self.0.get_mut(at)?;
        let fault = switch.fault.clone();
        if let Some(count) = &mut switch.count {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.0.remove(at);
            }
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn switches(json: serde_json::Value) -> Result<Switches, String> {
        let mut switches = Switches::default();
        switches.add(serde_json::from_value(json).map_err(|error| error.to_string())?)?;
        Ok(switches)
    }

    #[test]
    fn so_many_and_then_no_more() {
        let mut chance = Chance::new(1);
        let mut switches = switches(json!([
            { "fault": { "latency": { "ms": 5 } } },
            { "on": "/users/track", "fault": "reset-after", "count": 2, "skip": 1 },
            { "on": "/users/track", "fault": { "status": { "code": 503 } } },
        ]))
        .unwrap();
        let mut ask = |path: &str| switches.of(path, &mut chance);
        assert_eq!(ask("/segments/list"), (5, None));
        assert_eq!(ask("/users/track"), (5, Some(Fault::Status { code: 503, apply: false })), "one is let by");
        assert_eq!(ask("/users/track").1, Some(Fault::ResetAfter));
        assert_eq!(ask("/users/track").1, Some(Fault::ResetAfter));
        assert_eq!(ask("/users/track").1, Some(Fault::Status { code: 503, apply: false }));
    }

    #[test]
    fn a_chance_is_drawn_from_the_seed() {
        let count = |seed| {
            let mut chance = Chance::new(seed);
            let mut switches = switches(json!([{ "fault": "reset-before", "chance": 0.3 }])).unwrap();
            (0..1000).filter(|_| switches.of("/users/track", &mut chance).1.is_some()).count()
        };
        assert_eq!(count(4), count(4));
        assert!((250..350).contains(&count(4)));
    }

    #[test]
    fn what_is_no_switch() {
        for bad in [
            json!([{ "on": "/users", "fault": "truncated" }]),
            json!([{ "fault": "unheard-of" }]),
            json!([{ "fault": { "status": { "code": 99 } } }]),
            json!([{ "fault": { "status": { "code": 500, "aply": true } } }]),
            json!([{ "fault": "refuse", "on": "/users/track" }]),
            json!([{ "fault": "truncated", "chance": 2 }]),
            json!([{ "fault": { "redirect": { "to": "a\r\nb" } } }]),
        ] {
            assert!(switches(bad.clone()).is_err(), "{bad}");
        }
    }
}
