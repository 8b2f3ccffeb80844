//! What a workspace is before anything happens: its keys, apps, campaigns, segments, limits, people. Read from a file of
//! JSON (`www/docs/sandbox.md` tells of every member), or made by whoever starts the stand-in.

use crate::braze::{Endpoint, Key, Segment};
use crate::liquid::eval::World;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// A workspace. Every member may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// What the page calls it.
    pub name: String,
    /// The company's time zone: that of people who have none.
    pub time_zone: Option<String>,
    /// What ids, delays and results are drawn from; the same seed and the same calls give the same answers.
    pub seed: u64,
    /// The REST keys.
    pub keys: Vec<ApiKey>,
    /// The apps; none: any app is taken.
    pub apps: Vec<App>,
    /// The API campaigns; none: any campaign and variation is taken.
    pub campaigns: Vec<Campaign>,
    /// The subscription groups; none: any group is taken, and everybody with a number is in it.
    pub subscription_groups: Vec<Group>,
    /// The segments.
    pub segments: Vec<SegmentDefinition>,
    /// How many messages a person gets at most.
    pub frequency_caps: Vec<Cap>,
    /// What the contract with Braze decides.
    pub contract: Contract,
    /// How long it takes until what was written is seen.
    pub delays: Delays,
    /// People, as the `attributes` of `POST /users/track`.
    pub users: Vec<Value>,
    /// What they did, as the `events` of `POST /users/track`.
    pub events: Vec<Value>,
    /// What they bought, as the `purchases` of `POST /users/track`.
    pub purchases: Vec<Value>,
    /// What Liquid is answered: `connected_content`, `catalogs`, `catalog_selections`, `content_blocks`, `partials`,
    /// `promotions`.
    pub samples: Map<String, Value>,
    /// Beginnings of addresses and what the page shows in their place: pictures of hosts that are made up.
    pub pictures: Vec<(String, String)>,
}

/// A REST key of the workspace.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApiKey {
    /// What the page calls it.
    #[serde(default)]
    pub name: String,
    /// The key.
    #[serde(deserialize_with = "key")]
    pub key: Key,
    /// What it opens (`users.track`); left out: everything.
    #[serde(default)]
    pub permissions: Option<BTreeSet<String>>,
    /// From where it is taken; none: from everywhere.
    #[serde(default)]
    pub ips: Vec<IpAddr>,
}

impl ApiKey {
    /// A key that opens everything from everywhere.
    pub fn all(name: &str, key: Key) -> Self {
        Self { name: name.to_owned(), key, permissions: None, ips: Vec::new() }
    }

    /// The same without the permission for an endpoint.
    pub fn deny(&mut self, endpoint: Endpoint) {
        let all = || Endpoint::ALL.iter().map(|known| known.permission().to_owned()).collect();
        self.permissions.get_or_insert_with(all).remove(endpoint.permission());
    }

    pub(super) fn opens(&self, endpoint: Endpoint) -> bool {
        self.permissions.as_ref().is_none_or(|permissions| permissions.contains(endpoint.permission()))
    }

    pub(super) fn is_taken_from(&self, address: IpAddr) -> bool {
        self.ips.is_empty() || self.ips.contains(&address)
    }
}

fn key<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
    Key::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

/// An app.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// Its identifier.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Where it runs; left out: everywhere.
    #[serde(default)]
    pub platform: Option<Platform>,
}

/// Where an app runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// iOS.
    Ios,
    /// Android.
    Android,
    /// Browsers.
    Web,
    /// Kindle and FireOS.
    Kindle,
}

/// An API campaign.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Campaign {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its message variations.
    pub variations: Vec<Variation>,
}

/// A message variation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variation {
    /// Its identifier.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its channel as `messages` calls it: `email`; left out: any.
    #[serde(default)]
    pub channel: Option<String>,
}

/// A subscription group.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its identifier.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
}

/// A segment: people by name, or by a filter; with neither it is everybody.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SegmentDefinition {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What a person wrote about it.
    pub description: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it was made; left out: a year before the stand-in began.
    pub created_at: Option<jiff::Timestamp>,
    /// Whether its size is not counted.
    pub untracked: bool,
    /// The external ids of its people.
    pub users: Option<BTreeSet<String>>,
    /// A connected audience; besides, `{"field": {"name": "country", "comparison": "equals", "value": "FR"}}` for
    /// fields of the profile and `{"event": {"name": "visit", "at_least": 1}}` for what was done.
    pub filter: Option<Value>,
}

impl SegmentDefinition {
    /// A segment of everybody.
    pub fn everybody(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), ..Self::default() }
    }

    pub(super) fn listed(&self) -> Segment {
        Segment {
            id: self.id.clone(),
            name: self.name.clone(),
            analytics_tracking_enabled: !self.untracked,
            tags: self.tags.clone(),
        }
    }
}

/// How many messages a person gets at most in so many days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// The channel as `messages` calls it; left out: all together.
    #[serde(default)]
    pub channel: Option<String>,
    /// How many.
    pub most: usize,
    /// In how many days.
    pub days: u32,
}

/// What the contract with Braze decides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contract {
    /// The limit of `POST /users/track`.
    pub track: TrackLimit,
    /// How often `POST /users/export/ids` may be asked a minute: 250 from 22 August 2024 on. 2,500 before; then its
    /// answers carry the limit that all share, as they were recorded.
    pub export_per_minute: u64,
    /// How often `POST /sends/id/create` may be asked a day.
    pub send_ids_per_day: u64,
    /// How often everything else may be asked a clock hour, together.
    pub shared_per_hour: u64,
}

impl Default for Contract {
    fn default() -> Self {
        Self { track: TrackLimit::default(), export_per_minute: 250, send_ids_per_day: 100, shared_per_hour: 250_000 }
    }
}

/// The limit of `POST /users/track`: 3,000 requests in 3 seconds, or an hourly one and a burst.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TrackLimit {
    /// Requests an hour; left out: a contract by data points, which has none.
    pub hourly: Option<u64>,
    /// Requests in 3 seconds; left out: 3,000.
    pub burst: Option<u64>,
}

/// How long it takes until what was written is seen: from, to, in milliseconds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delays {
    /// Until a new schedule is known to update and delete.
    pub schedules_ms: (u32, u32),
    /// Until what `POST /users/track` wrote is in the profiles.
    pub profiles_ms: (u32, u32),
}

impl Default for Delays {
    /// What Braze calls normal.
    fn default() -> Self {
        Self { schedules_ms: (10, 100), profiles_ms: (10, 100) }
    }
}

impl Delays {
    /// The longest that Braze advises to wait for.
    pub const FIVE_MINUTES: u32 = 300_000;
}

/// Why a file is not a workspace: what, and where in the file.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SettingsError(pub(super) String);

impl SettingsError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        "sandbox-workspace"
    }
}

impl Settings {
    /// Reads a workspace from JSON.
    ///
    /// ```
    /// use countersign::sandbox::Settings;
    /// let workspace = Settings::from_json(r#"{ "segments": [{ "id": "all", "name": "Everybody" }] }"#).unwrap();
    /// assert_eq!(workspace.segments[0].name, "Everybody");
    /// assert!(Settings::from_json(r#"{ "segment": [] }"#).unwrap_err().to_string().contains("line 1"));
    /// ```
    pub fn from_json(text: &str) -> Result<Self, SettingsError> {
        serde_json::from_str(text).map_err(|error| SettingsError(error.to_string()))
    }

    /// What surrounds the Liquid of messages, with the sample answers.
    pub(super) fn world(&self) -> World {
        World::default().with_samples(&Value::Object(self.samples.clone()))
    }

    pub(super) fn campaign(&self, id: &str) -> Option<&Campaign> {
        self.campaigns.iter().find(|known| known.id == id)
    }

    pub(super) fn segment(&self, id: &str) -> Option<&SegmentDefinition> {
        self.segments.iter().find(|known| known.id == id)
    }
}
