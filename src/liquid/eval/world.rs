//! What surrounds a rendering: sample answers of the services that a template may call, and the clock.

use crate::liquid::ast::Template;
use crate::liquid::dates::Moment;
use crate::liquid::parse;
use crate::liquid::value::Value;

/// Samples by name. There are few, so they are looked through.
pub type Samples<T> = Vec<(String, T)>;

/// Sample answers and the clock. What is not here is answered with nothing.
#[derive(Clone, Debug)]
pub struct World {
    /// What `now` is.
    pub now: Moment,
    /// `connected_content`: the answer of the longest URL that the called one begins with.
    pub connected: Samples<Answer>,
    /// Catalogue → id → row.
    pub catalogs: Value,
    /// Catalogue → selection → rows.
    pub selections: Value,
    /// Content blocks by name.
    pub content_blocks: Samples<Template>,
    /// Templates for `render` and `include` by name.
    pub partials: Samples<Template>,
    /// List → code.
    pub promotions: Samples<String>,
    /// What `random` draws, from 0 up to but not 1.
    pub random: f64,
}

/// What a service answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body: JSON, or text that is printed as it stands.
    pub body: String,
}

impl Default for World {
    /// An empty world at the beginning of 1970.
    fn default() -> Self {
        Self::at(Moment::of(jiff::Timestamp::UNIX_EPOCH, jiff::tz::TimeZone::UTC))
    }
}

impl World {
    /// An empty world at this moment.
    pub fn at(now: Moment) -> Self {
        Self {
            now,
            connected: Vec::new(),
            catalogs: Value::Nil,
            selections: Value::Nil,
            content_blocks: Vec::new(),
            partials: Vec::new(),
            promotions: Vec::new(),
            random: 0.5,
        }
    }

    /// The samples that stand beside a recipient's attributes in one JSON object: `connected_content` (URL → answer),
    /// `catalogs`, `catalog_selections`, `content_blocks`, `partials`, `promotions`.
    #[must_use]
    pub fn with_samples(mut self, data: &serde_json::Value) -> Self {
        let entries = |name: &str| data.get(name).and_then(serde_json::Value::as_object).into_iter().flatten();
        let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        for (url, body) in entries("connected_content") {
            self.connected.push((url.clone(), Answer { status: 200, body: text(body) }));
        }
        for (name, source) in entries("content_blocks") {
            self.content_blocks.push((name.clone(), parse(&text(source)).template));
        }
        for (name, source) in entries("partials") {
            self.partials.push((name.clone(), parse(&text(source)).template));
        }
        for (list, code) in entries("promotions") {
            self.promotions.push((list.clone(), text(code)));
        }
        self.catalogs = data.get("catalogs").map(Value::from).unwrap_or_default();
        self.selections = data.get("catalog_selections").map(Value::from).unwrap_or_default();
        self
    }

    /// The answer to a call of `url`: of the longest known URL that it begins with.
    pub(super) fn answer(&self, url: &str) -> Option<&Answer> {
        let fitting = self.connected.iter().filter(|(known, _)| url.starts_with(known.as_str()));
        fitting.max_by_key(|(known, _)| known.len()).map(|(_, answer)| answer)
    }
}

/// The sample of this name, with the name as it is kept.
pub(super) fn sample<'w, T>(samples: &'w Samples<T>, name: &str) -> Option<&'w (String, T)> {
    samples.iter().find(|(known, _)| known == name)
}
