//! Results: campaigns with their variations, and what became of each send, day by day.

use super::html::escape;
use super::{View, words as w};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The days shown: as long as results are kept.
const DAYS: u32 = 14;

impl View<'_> {
    pub(super) fn results(&mut self) {
        self.add("<main><article>");
        let schedules = self.workspace.schedules.iter();
        let sends: BTreeSet<(&str, &str)> = schedules
            .filter(|one| !one.deliveries.is_empty())
            .filter_map(|one| Some((one.campaign_id.as_deref()?, one.send_id.as_deref()?)))
            .collect();
        if sends.is_empty() {
            self.element("p", "note", self.say(w::NO_RESULTS));
        }
        for (campaign, send) in sends {
            let known = self.workspace.settings.campaign(campaign);
            let name = known.map(|campaign| campaign.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(campaign);
            let _ = write!(self.html, "<h2>{}</h2><p class=\"note\"><code>{}</code></p>", escape(name), escape(send));
            let series = self.workspace.send_series((campaign, send), DAYS, self.now, self.now);
            for day in series.get("data").and_then(Value::as_array).into_iter().flatten() {
                self.day(day);
            }
        }
        self.campaigns();
        self.add("</article></main>");
    }

    fn day(&mut self, day: &Value) {
        let channels = day.get("messages").and_then(Value::as_object).filter(|channels| !channels.is_empty());
        let Some(channels) = channels else { return };
        let date = day.get("time").and_then(Value::as_str).unwrap_or_default();
        self.element("h3", "", date);
        for (channel, variations) in channels {
            self.add("<div class=\"scroll\"><table><thead><tr>");
            self.element("th", "", channel);
            let variations: Vec<_> = variations.as_array().into_iter().flatten().filter_map(Value::as_object).collect();
            let names: Vec<&String> =
                variations.first().map(|first| first.keys().skip(2).collect()).unwrap_or_default();
            for name in &names {
                self.element("th", "", &name.replace('_', " "));
            }
            self.add("</tr></thead><tbody>");
            for variation in &variations {
                self.add("<tr>");
                let name = variation.get("variation_name").and_then(Value::as_str).unwrap_or_default();
                self.element("th", "", name);
                for name in &names {
                    self.element("td", "", &variation.get(*name).map(Value::to_string).unwrap_or_default());
                }
                self.add("</tr>");
            }
            self.add("</tbody></table></div>");
        }
    }

    fn campaigns(&mut self) {
        let campaigns = &self.workspace.settings.campaigns;
        if campaigns.is_empty() {
            self.element("p", "note", self.say(w::ANY_CAMPAIGN));
        }
        for campaign in campaigns {
            let name = if campaign.name.is_empty() { self.say(w::CAMPAIGN) } else { &campaign.name };
            let _ = write!(
                self.html,
                "<details><summary>{} ({}) <code>{}</code></summary><ul class=\"plain\">",
                escape(name),
                campaign.variations.len(),
                escape(&campaign.id),
            );
            for one in &campaign.variations {
                let channel = one.channel.as_deref().unwrap_or_default();
                let _ = write!(
                    self.html,
                    "<li>{} <small>{}</small> <code>{}</code></li>",
                    escape(&one.name),
                    escape(channel),
                    escape(&one.id),
                );
            }
            self.add("</ul></details>");
        }
    }
}
