//! Where links and images may point.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where links and images may point. A host is exact (`www.example.com`) or a domain with all its subdomains
/// (`*.example.com`, which includes `example.com` itself).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Links {
    /// Hosts that links may lead to; empty: any.
    pub hosts: Vec<String>,
    /// Hosts that images may come from; empty: any.
    pub image_hosts: Vec<String>,
    /// Hosts whose pages are an opt-out, besides Braze's own links.
    pub unsubscribe_hosts: Vec<String>,
    /// Hosts that may count who opens a message; empty: none is approved, and only well-known trackers are reported.
    pub pixel_hosts: Vec<String>,
    /// Hosts that style sheets and fonts may come from; empty: the well-known font services.
    pub style_hosts: Vec<String>,
    /// Whether every message must have a link that opens it in a browser.
    pub web_view: bool,
    /// What the address of every link to `parameter_hosts` carries: `utm_source = ["braze"]`. An empty list: any value.
    pub parameters: BTreeMap<String, Vec<String>>,
    /// Hosts whose links carry the parameters; all of `hosts` where left out.
    pub parameter_hosts: Vec<String>,
}

impl Links {
    /// Whether `host` is one of `allowed`. Case and a trailing dot do not matter.
    ///
    /// ```
    /// use countersign::policy::Links;
    /// let allowed = ["*.colombe.example".to_owned()];
    /// assert!(Links::allows(&allowed, "shop.Colombe.example"));
    /// assert!(!Links::allows(&allowed, "notcolombe.example"));
    /// ```
    pub fn allows(allowed: &[String], host: &str) -> bool {
        let host = host.trim_end_matches('.').to_lowercase();
        allowed.iter().any(|pattern| {
            let pattern = pattern.to_lowercase();
            match pattern.strip_prefix("*.") {
                Some(domain) => host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')),
                None => host == pattern,
            }
        })
    }
}
