//! What a region or an office may do with each key of the policy. A key that is not here would be a hole: a test holds this
//! table against the policy's own keys.

use super::super::bounds::is_in;

/// What a group may do with a key. Each way only tightens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// Nothing: it is the brand's alone.
    Nothing,
    /// Add to a list.
    Add,
    /// Add to a table by name; what is there stays as it is.
    AddNamed,
    /// Take away from a list: its entries are some of those above. `open`: an empty list allows anything.
    Narrow {
        /// An empty list allows anything.
        open: bool,
    },
    /// The same of hosts: `shop.example.com` is one of `*.example.com`.
    NarrowHosts {
        /// An empty list allows anything.
        open: bool,
    },
    /// Add to a table of lists by name, and narrow those that are there; an empty one allows anything.
    NarrowNamed,
    /// Set a figure as low or lower. What holds where nothing is set, if anything does.
    Lower(Option<f64>),
    /// Set a figure as high or higher. What holds where nothing is set, if anything does.
    Raise(Option<f64>),
    /// Turn it on.
    TurnOn,
    /// Decide it where nobody above did.
    Decide,
    /// Hours that hold those above.
    Widen,
    /// Severities by rule: as grave or graver.
    Graver,
}

/// Every key, and what a group may do with it. A key holds for all below it.
pub const KEYS: &[(&str, Way)] = &[
    ("wording.names", Way::Add),
    ("wording.forbidden", Way::Add),
    ("wording.superlatives", Way::Add),
    ("wording.claims", Way::Narrow { open: false }),
    ("wording.competitors", Way::Add),
    ("wording.required", Way::Add),
    ("wording.one_of", Way::Add),
    ("wording.address", Way::Decide),
    ("wording.spared", Way::Narrow { open: false }),
    ("wording.marks", Way::Add),
    ("wording.button_labels", Way::Narrow { open: true }),
    ("wording.watch_tone", Way::TurnOn),
    ("wording.signature", Way::Decide),
    ("limits.subject.min", Way::Raise(None)),
    ("limits.subject.max", Way::Lower(None)),
    ("limits.preheader.min", Way::Raise(None)),
    ("limits.preheader.max", Way::Lower(None)),
    ("limits.sender_name", Way::Lower(None)),
    ("limits.sentence_words", Way::Lower(None)),
    ("limits.reading_ease_en", Way::Raise(None)),
    ("limits.reading_ease_fr", Way::Raise(None)),
    ("limits.capitals_subject", Way::Lower(None)),
    ("limits.capitals", Way::Lower(None)),
    ("limits.exclamations", Way::Lower(None)),
    ("limits.emoji_subject", Way::Lower(None)),
    ("limits.emoji", Way::Lower(None)),
    ("limits.emoji_allowed", Way::Narrow { open: true }),
    ("limits.sms_segments", Way::Lower(Some(1.0))),
    ("limits.buttons", Way::Lower(None)),
    ("limits.button_words", Way::Lower(None)),
    ("look.colours", Way::Narrow { open: true }),
    ("look.tolerance", Way::Lower(None)),
    ("look.pairs", Way::Narrow { open: true }),
    ("look.fonts", Way::Narrow { open: true }),
    ("look.sizes", Way::Narrow { open: true }),
    ("look.weights", Way::Narrow { open: true }),
    ("look.flat", Way::TurnOn),
    ("look.image_width", Way::Lower(None)),
    ("look.logo", Way::Decide),
    ("links.hosts", Way::NarrowHosts { open: true }),
    ("links.image_hosts", Way::NarrowHosts { open: true }),
    ("links.unsubscribe_hosts", Way::NarrowHosts { open: false }),
    ("links.pixel_hosts", Way::NarrowHosts { open: true }),
    ("links.style_hosts", Way::NarrowHosts { open: true }),
    ("links.web_view", Way::TurnOn),
    ("links.parameters", Way::NarrowNamed),
    ("links.parameter_hosts", Way::Nothing),
    ("data.upload", Way::Nothing),
    ("data.real_recipients", Way::Nothing),
    ("data.attributes", Way::Nothing),
    ("data.withheld", Way::Add),
    ("data.allowed", Way::Narrow { open: true }),
    ("data.subject", Way::Narrow { open: false }),
    ("data.known", Way::Nothing),
    ("data.tags.sensitive", Way::Add),
    ("data.tags.child", Way::Add),
    ("data.tags.financial", Way::Add),
    ("data.tags.personal", Way::Add),
    ("data.contacts", Way::Narrow { open: false }),
    ("data.content_blocks", Way::Narrow { open: true }),
    ("data.connected_hosts", Way::NarrowHosts { open: true }),
    ("data.third_country_hosts", Way::Add),
    ("legal.everywhere", Way::Add),
    ("legal.strings", Way::AddNamed),
    ("schedule.quiet", Way::Widen),
    ("schedule.notice_minutes", Way::Raise(None)),
    ("schedule.ahead_days", Way::Lower(None)),
    ("schedule.blackouts", Way::Add),
    ("facts", Way::Nothing),
    ("clients.threshold", Way::Lower(Some(5.0))),
    ("clients.shares", Way::Nothing),
    ("inbox.sender_domains", Way::NarrowHosts { open: true }),
    ("inbox.clip_bytes", Way::Lower(Some(102_400.0))),
    ("inbox.link_overhead", Way::Raise(Some(180.0))),
    ("inbox.weight_kb", Way::Lower(None)),
    ("inbox.least_words", Way::Raise(Some(20.0))),
    ("inbox.hidden_characters", Way::Lower(Some(200.0))),
    ("inbox.most_links", Way::Lower(None)),
    ("inbox.most_domains", Way::Lower(None)),
    ("inbox.widest", Way::Lower(Some(700.0))),
    ("severity", Way::Graver),
    ("off", Way::Narrow { open: false }),
    ("waivers", Way::Nothing),
    ("bounds", Way::Nothing),
];

/// What a group may do with the key at `path`; `None` where it is no key, but leads to some.
pub(super) fn way(path: &str) -> Option<Way> {
    KEYS.iter().find(|(key, _)| *key == path).map(|(_, way)| *way)
}

/// Whether keys stand below `path`.
pub(super) fn leads_on(path: &str) -> bool {
    KEYS.iter().any(|(key, _)| *key != path && is_in(key, path))
}
