//! Key by key: what a group wrote, laid over what holds above.

use super::keys::{Way, leads_on, way};
use super::{Refusal, Why};
use crate::policy::{Bounds, Links};
use serde_json::{Map, Value};

/// Lays `own` over `merged`; what does not hold is left out and told. `typed` is `own` as the types have it.
pub(super) fn merge(merged: &mut Value, own: &Value, typed: &Value, bounds: &Bounds) -> Vec<Refusal> {
    let mut merge = Merge { bounds, path: Vec::new(), refused: Vec::new() };
    merge.table(merged, own, typed);
    merge.refused
}

struct Merge<'a> {
    bounds: &'a Bounds,
    path: Vec<String>,
    refused: Vec<Refusal>,
}

const NOTHING: &Value = &Value::Null;

impl Merge<'_> {
    fn refuse(&mut self, why: Why) {
        self.refused.push(Refusal { path: self.path.clone(), why });
    }

    fn refuse_at(&mut self, step: &str, why: Why) {
        self.path.push(step.to_owned());
        self.refuse(why);
        self.path.pop();
    }

    fn table(&mut self, merged: &mut Value, own: &Value, typed: &Value) {
        let (Value::Object(merged), Some(own)) = (merged, own.as_object()) else { return };
        for (name, written) in own {
            self.path.push(name.clone());
            let path = self.path.join(".");
            let typed = typed.get(name).unwrap_or(NOTHING);
            match way(&path) {
                None | Some(Way::Nothing) if !leads_on(&path) => self.refuse(Why::BrandsAlone),
                None => self.table(merged.entry(name).or_insert_with(|| Value::Object(Map::new())), written, typed),
                Some(_) if !self.bounds.opens(&path) => self.refuse(Why::Closed),
                Some(way) => {
                    let above = merged.get(name).unwrap_or(NOTHING);
                    if let Some(new) = self.key(way, &path, above, typed) {
                        merged.insert(name.clone(), new);
                    }
                }
            }
            self.path.pop();
        }
    }

    /// What a key is when `own` is laid over `above`; `None`: as above.
    fn key(&mut self, way: Way, path: &str, above: &Value, own: &Value) -> Option<Value> {
        match way {
            Way::Nothing => None,
            Way::Add => self.add(path, above, own),
            Way::AddNamed => self.named(above, own, |merge, above, _| {
                merge.refuse(Why::Decided(shown(above)));
                None
            }),
            Way::NarrowNamed => self.named(above, own, |merge, above, own| merge.narrow(above, own, true, same)),
            Way::Graver => self.named(above, own, |merge, above, own| {
                let graver = grave(own) >= grave(above);
                if !graver {
                    merge.refuse(Why::Lighter(shown(above)));
                }
                graver.then(|| own.clone())
            }),
            Way::Narrow { open } => self.narrow(above, own, open, same),
            Way::NarrowHosts { open } => self.narrow(above, own, open, is_host_of),
            Way::Lower(default) => self.figure(path, above.as_f64().or(default), own, |own, above| own <= above),
            Way::Raise(default) => self.figure(path, above.as_f64().or(default), own, |own, above| own >= above),
            Way::TurnOn => {
                if above == &Value::Bool(true) && own != above {
                    self.refuse(Why::StaysOn);
                }
                (own == &Value::Bool(true)).then(|| own.clone())
            }
            Way::Decide => self.decide(above, own),
            Way::Widen => self.widen(above, own),
        }
    }

    fn add(&mut self, path: &str, above: &Value, own: &Value) -> Option<Value> {
        let mut all = above.as_array().cloned().unwrap_or_default();
        let before = all.len();
        for one in own.as_array()? {
            if !all.contains(one) {
                all.push(one.clone());
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of entries that somebody wrote")]
        let added = (all.len() - before) as f64;
        self.within(path, added).then_some(Value::Array(all))
    }

    /// A table by name: what is not there is added, what is there becomes what `other` makes of it.
    fn named(
        &mut self,
        above: &Value,
        own: &Value,
        other: impl Fn(&mut Self, &Value, &Value) -> Option<Value>,
    ) -> Option<Value> {
        let mut all = above.as_object().cloned().unwrap_or_default();
        for (name, own) in own.as_object()? {
            self.path.push(name.clone());
            let new = match all.get(name) {
                Some(above) if above != own => other(self, above, own),
                Some(_) => None,
                None => Some(own.clone()),
            };
            if let Some(new) = new {
                all.insert(name.clone(), new);
            }
            self.path.pop();
        }
        Some(Value::Object(all))
    }

    fn narrow(
        &mut self,
        above: &Value,
        own: &Value,
        open: bool,
        is_one_of: fn(&Value, &[Value]) -> bool,
    ) -> Option<Value> {
        let own = own.as_array()?;
        let Some(allowed) = above.as_array().filter(|list| !(open && list.is_empty())) else {
            return Some(Value::Array(own.clone()));
        };
        if open && own.is_empty() {
            self.refuse(Why::Opens);
            return None;
        }
        let mut kept = Vec::new();
        for (index, one) in own.iter().enumerate() {
            if is_one_of(one, allowed) {
                kept.push(one.clone());
            } else {
                self.refuse_at(&index.to_string(), Why::Wider(shown(above)));
            }
        }
        // Of a list that allows anything when it is empty, something must stay.
        (!open || !kept.is_empty()).then_some(Value::Array(kept))
    }

    fn figure(
        &mut self,
        path: &str,
        above: Option<f64>,
        own: &Value,
        tightens: impl Fn(f64, f64) -> bool,
    ) -> Option<Value> {
        let figure = own.as_f64()?;
        if let Some(above) = above.filter(|above| !tightens(figure, *above)) {
            self.refuse(if figure > above { Why::Higher(above) } else { Why::Lower(above) });
            return None;
        }
        self.within(path, figure).then(|| own.clone())
    }

    fn within(&mut self, path: &str, figure: f64) -> bool {
        let holds = self.bounds.holds(path, figure);
        if !holds {
            let figures = self.bounds.figures.get(path).copied().unwrap_or_default();
            self.refuse(Why::OutOfBounds { least: figures.least, most: figures.most });
        }
        holds
    }

    fn decide(&mut self, above: &Value, own: &Value) -> Option<Value> {
        if above.is_null() {
            return Some(own.clone());
        }
        if above != own {
            self.refuse(Why::Decided(shown(above)));
        }
        None
    }

    fn widen(&mut self, above: &Value, own: &Value) -> Option<Value> {
        let Some(inner) = hours(above) else { return Some(own.clone()) };
        let holds = hours(own).is_some_and(|outer| {
            let ahead = (inner.0 + DAY - outer.0) % DAY;
            ahead + (inner.1 + DAY - inner.0) % DAY <= (outer.1 + DAY - outer.0) % DAY
        });
        if !holds {
            let (from, until) = (above.get("from").map(shown), above.get("until").map(shown));
            self.refuse(Why::Leaves(format!("{}–{}", from.unwrap_or_default(), until.unwrap_or_default())));
        }
        holds.then(|| own.clone())
    }
}

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// The minutes of the day at which hours begin and end.
fn hours(value: &Value) -> Option<(u32, u32)> {
    let minute = |key: &str| {
        let (hour, minute) = value.get(key)?.as_str()?.split_once(':')?;
        Some((hour.parse::<u32>().ok()?.min(24) * 60 + minute.parse::<u32>().ok()?.min(59)) % DAY)
    };
    Some((minute("from")?, minute("until")?))
}

fn same(one: &Value, all: &[Value]) -> bool {
    all.contains(one)
}

/// Whether a host is one of these, or all its subdomains are.
fn is_host_of(one: &Value, all: &[Value]) -> bool {
    let allowed: Vec<String> = all.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    one.as_str().is_some_and(|host| match host.strip_prefix("*.") {
        Some(domain) => {
            let below: Vec<String> = allowed.into_iter().filter(|one| one.starts_with("*.")).collect();
            Links::allows(&below, domain)
        }
        None => Links::allows(&allowed, host),
    })
}

fn grave(severity: &Value) -> usize {
    ["info", "warning", "error"].iter().position(|name| severity.as_str() == Some(*name)).unwrap_or_default()
}

/// A value as it is shown to people: short.
fn shown(value: &Value) -> String {
    const MOST: usize = 120;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    if text.chars().count() > MOST { text.chars().take(MOST).chain(['…']).collect() } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::super::Policy;
    use super::*;
    use serde_json::json;

    /// What holds when `own` is laid over `above`, and what does not: path and reason.
    fn under(above: Value, own: Value) -> (Value, Vec<String>) {
        let policy: Policy = serde_json::from_value(above).unwrap();
        let (policy, refused) = policy.tightened(&own);
        let mut told: Vec<String> = refused.iter().map(|one| format!("{} {:?}", one.path.join("/"), one.why)).collect();
        crate::order::sort(&mut told);
        (serde_json::to_value(policy).unwrap(), told)
    }

    #[test]
    fn lists_grow_or_shrink_but_never_loosen() {
        let above = json!({
            "wording": { "forbidden": [{ "term": "cheap" }], "spared": ["sick"] },
            "links": { "hosts": ["*.roma.example", "roma.test"] },
            "look": { "sizes": [14, 16.0] }, "off": ["brand-profanity"], "legal": { "everywhere": ["FR"] },
        });
        let own = json!({
            "wording": { "forbidden": [{ "term": "bargain" }, { "term": "cheap" }], "spared": [] },
            "links": { "hosts": ["shop.roma.example", "*.bath.roma.example", "evil.example", "*.roma.test"] },
            "look": { "sizes": [16] }, "off": [], "legal": { "everywhere": ["US"] },
        });
        let (now, told) = under(above, own);
        let terms: Vec<&str> =
            now["wording"]["forbidden"].as_array().unwrap().iter().filter_map(|one| one["term"].as_str()).collect();
        assert_eq!(terms, ["cheap", "bargain"]);
        assert_eq!(now["wording"]["spared"], json!([]));
        assert_eq!(now["links"]["hosts"], json!(["shop.roma.example", "*.bath.roma.example"]));
        assert_eq!(now["look"]["sizes"], json!([16.0]));
        assert_eq!(now["off"], json!([]));
        assert_eq!(now["legal"]["everywhere"], json!(["FR", "US"]));
        assert_eq!(
            told,
            [
                "links/hosts/2 Wider(\"*.roma.example, roma.test\")",
                "links/hosts/3 Wider(\"*.roma.example, roma.test\")"
            ]
        );
    }

    #[test]
    fn an_empty_list_opens_nothing() {
        let above = json!({ "links": { "hosts": ["roma.example"] }, "data": { "subject": ["first_name"] } });
        let (now, told) = under(above.clone(), json!({ "links": { "hosts": [] }, "data": { "subject": [] } }));
        assert_eq!(now["links"]["hosts"], json!(["roma.example"]));
        assert_eq!(now["data"]["subject"], json!([]), "here an empty list allows nothing");
        assert_eq!(told, ["links/hosts Opens"]);
        let (now, told) = under(above, json!({ "links": { "hosts": ["other.example"] } }));
        assert_eq!(now["links"]["hosts"], json!(["roma.example"]), "nothing is left, so what was there stays");
        assert_eq!(told.len(), 1);
        let (now, told) = under(json!({}), json!({ "links": { "hosts": ["roma.example"] } }));
        assert_eq!((&now["links"]["hosts"], told.len()), (&json!(["roma.example"]), 0), "where anything was allowed");
    }

    #[test]
    fn figures_and_hours_only_tighten() {
        let above = json!({
            "limits": { "subject": { "min": 15, "max": 50 } },
            "schedule": { "quiet": { "from": "20:30", "until": "08:00" }, "notice_minutes": 30 },
        });
        let own = json!({
            "limits": { "subject": { "max": 40 }, "exclamations": 1, "reading_ease_en": 50.0 },
            "schedule": { "quiet": { "from": "20:00", "until": "08:30" }, "notice_minutes": 20, "ahead_days": 30 },
            "inbox": { "widest": 800 },
        });
        let (now, told) = under(above.clone(), own);
        assert_eq!(now["limits"]["subject"], json!({ "min": 15, "max": 40 }));
        assert_eq!(now["schedule"]["quiet"], json!({ "from": "20:00", "until": "08:30" }));
        assert_eq!((&now["schedule"]["notice_minutes"], &now["schedule"]["ahead_days"]), (&json!(30), &json!(30)));
        assert_eq!(
            told,
            ["inbox/widest Higher(700.0)", "limits/reading_ease_en Lower(60.0)", "schedule/notice_minutes Lower(30.0)"]
        );
        for (from, until, well) in [("20:30", "08:00", true), ("21:00", "09:00", false), ("08:00", "20:30", false)] {
            let own = json!({ "schedule": { "quiet": { "from": from, "until": until } } });
            assert_eq!(under(above.clone(), own).1.is_empty(), well, "{from}–{until}");
        }
    }

    #[test]
    fn what_is_decided_stays_and_severity_rises() {
        let above = json!({
            "wording": { "address": "vous", "watch_tone": true }, "severity": { "brand-emoji-limit": "warning" },
            "legal": { "strings": { "a": { "en": "A", "fr": "A" } } },
            "links": { "parameters": { "utm_source": ["braze", "crm"], "utm_term": [] } },
        });
        let own = json!({
            "wording": { "address": "tu", "watch_tone": false },
            "severity": { "brand-emoji-limit": "info", "brand-caps-limit": "error" },
            "legal": { "strings": { "a": { "en": "B", "fr": "B" }, "b": { "en": "C", "fr": "C" } } },
            "links": { "parameters": { "utm_source": ["braze"], "utm_term": ["x"], "utm_id": [] } },
            "waivers": [{ "rule": "x", "who": "me", "why": "so", "until": "2027-01-01" }], "facts": { "a": 1 },
            "data": { "attributes": {} },
        });
        let (now, told) = under(above, own);
        assert_eq!(now["severity"], json!({ "brand-emoji-limit": "warning", "brand-caps-limit": "error" }));
        assert_eq!(now["legal"]["strings"]["a"]["en"], "A");
        assert_eq!(now["legal"]["strings"]["b"]["en"], "C");
        assert_eq!(now["links"]["parameters"], json!({ "utm_source": ["braze"], "utm_term": ["x"], "utm_id": [] }));
        assert_eq!(
            told,
            [
                "data/attributes BrandsAlone",
                "facts BrandsAlone",
                "legal/strings/a Decided(\"{\\\"en\\\":\\\"A\\\",\\\"fr\\\":\\\"A\\\"}\")",
                "severity/brand-emoji-limit Lighter(\"warning\")",
                "waivers BrandsAlone",
                "wording/address Decided(\"vous\")",
                "wording/watch_tone StaysOn",
            ]
        );
    }

    #[test]
    fn nobody_goes_beyond_the_bounds() {
        let above = json!({ "bounds": {
            "keys": ["limits.subject", "wording.forbidden"],
            "figures": { "limits.subject.max": { "least": 30 }, "wording.forbidden": { "most": 1 } },
        } });
        let own = json!({
            "limits": { "subject": { "max": 20 }, "emoji": 0 },
            "wording": { "forbidden": [{ "term": "a" }, { "term": "b" }] },
        });
        let (now, told) = under(above.clone(), own);
        assert_eq!((&now["limits"]["subject"]["max"], &now["limits"]["emoji"]), (&json!(50), &Value::Null));
        assert_eq!(
            told,
            [
                "limits/emoji Closed",
                "limits/subject/max OutOfBounds { least: Some(30.0), most: None }",
                "wording/forbidden OutOfBounds { least: None, most: Some(1.0) }",
            ]
        );
        let own = json!({ "limits": { "subject": { "max": 30 } }, "wording": { "forbidden": [{ "term": "a" }] } });
        assert!(under(above, own).1.is_empty());
    }
}
