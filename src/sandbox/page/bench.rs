//! Time and faults: the clock, the switches, the last requests.

use super::html::escape;
use super::{View, words as w};
use crate::braze::Endpoint;
use crate::locale::Text;
use crate::sandbox::{State, clock};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The requests shown.
const MOST: usize = 30;

/// What can be chosen on the page, and what it does; files and the API can say more.
fn choices() -> Vec<(Text, Value)> {
    const fn text(en: &'static str, fr: &'static str) -> Text {
        Text { en, fr }
    }
    vec![
        (text("answer lost after it was done", "réponse perdue après exécution"), json!("reset-after")),
        (text("connection reset before it was done", "connexion coupée avant exécution"), json!("reset-before")),
        (text("connection refused", "connexion refusée"), json!("refuse")),
        (text("three seconds late", "trois secondes de retard"), json!({ "latency": { "ms": 3000 } })),
        (
            text("done five seconds later, no answer", "exécuté cinq secondes plus tard, sans réponse"),
            json!({ "late": {} }),
        ),
        (text("silence for a minute", "silence d’une minute"), json!({ "silence": { "ms": 60_000 } })),
        (text("500, not done", "500, sans exécution"), json!({ "status": { "code": 500 } })),
        (text("503, not done", "503, sans exécution"), json!({ "status": { "code": 503 } })),
        (text("504, but done", "504, mais exécuté"), json!({ "status": { "code": 504, "apply": true } })),
        (text("429, reset on the hour", "429, jusqu’à l’heure pleine"), json!({ "rate-limited": {} })),
        (text("429, reset in the past", "429, échéance passée"), json!({ "rate-limited": { "reset": "past" } })),
        (text("429, reset far ahead", "429, échéance lointaine"), json!({ "rate-limited": { "reset": "far" } })),
        (text("429, reset is no number", "429, échéance illisible"), json!({ "rate-limited": { "reset": "garbage" } })),
        (text("202, queued", "202, en attente"), json!({ "queued": {} })),
        (text("half of the JSON", "la moitié du JSON"), json!("truncated")),
        (text("answer cut off", "réponse interrompue"), json!("cut-off")),
        (text("JSON of another shape", "JSON d’une autre forme"), json!("wrong-shape")),
        (text("an HTML page", "une page HTML"), json!("html")),
        (text("ten megabytes", "dix mégaoctets"), json!({ "huge": {} })),
        (text("twenty bytes a second", "vingt octets par seconde"), json!({ "slow": { "bytes_per_second": 20 } })),
        (text("redirected", "redirigé"), json!({ "redirect": { "to": "http://127.0.0.1:9/" } })),
    ]
}

impl View<'_> {
    pub(super) fn bench(&mut self, state: &State) {
        self.add("<main><article>");
        self.clock(state);
        self.faults(state);
        self.requests(state);
        self.add("</article></main>");
    }

    fn button(&mut self, text: Text, address: &str, body: &Value) {
        let _ = write!(
            self.html,
            "<button data-post=\"{}\" data-body=\"{}\">{}</button>",
            escape(address),
            escape(&body.to_string()),
            escape(self.say(text)),
        );
    }

    fn clock(&mut self, state: &State) {
        let face = state.clock.face(state.real);
        self.element("h2", "", self.say(w::CLOCK));
        let running = self.say(if face.running { w::RUNS } else { w::STANDS });
        let _ = write!(
            self.html,
            "<p class=\"face\"><time>{}</time> UTC <b class=\"state {}\">{}</b></p>",
            self.time(face.unix_ms),
            if face.running { "sent" } else { "deleted" },
            escape(running),
        );
        self.element("p", "note", self.say(w::CLOCK_LEAD));
        self.add("<p class=\"buttons\">");
        self.button(w::HOUR, "/sandbox/clock", &json!({ "advance_seconds": 3600 }));
        self.button(w::DAY_AHEAD, "/sandbox/clock", &json!({ "advance_seconds": 86_400 }));
        if let Some(next) = self.workspace.next_due() {
            self.button(w::NEXT_SEND, "/sandbox/clock", &json!({ "set": clock::rfc3339(next) }));
        }
        let other = if face.running { w::STOP } else { w::RUN };
        self.button(other, "/sandbox/clock", &json!({ "running": !face.running }));
        self.button(w::REAL_TIME, "/sandbox/clock", &json!({ "reset": true }));
        self.add("</p>");
    }

    fn faults(&mut self, state: &State) {
        self.element("h2", "", self.say(w::FAULTS));
        self.element("p", "note", self.say(w::FAULTS_LEAD));
        let set = state.stand_in.switches.list();
        if set.is_empty() {
            self.element("p", "note", self.say(w::NO_FAULTS));
        } else {
            self.add("<table><tbody>");
            for switch in set {
                let fault = serde_json::to_value(&switch.fault).unwrap_or_default();
                let times = switch.count.map_or_else(|| self.say(w::ALWAYS).to_owned(), |count| format!("{count} ×"));
                let _ = write!(
                    self.html,
                    "<tr><td><code>{}</code></td><td><code>{}</code></td><td>{}</td></tr>",
                    escape(&switch.on),
                    escape(&fault.to_string()),
                    escape(&times),
                );
            }
            self.add("</tbody></table>");
        }
        let _ = write!(self.html, "<form class=\"fault\"><label>{}<select name=\"fault\">", escape(self.say(w::FAULT)));
        for (text, fault) in choices() {
            let _ = write!(
                self.html,
                "<option value=\"{}\">{}</option>",
                escape(&fault.to_string()),
                escape(self.say(text)),
            );
        }
        let _ = write!(
            self.html,
            "</select></label><label>{}<select name=\"on\"><option value=\"*\">{}</option>",
            escape(self.say(w::ON)),
            escape(self.say(w::EVERYTHING)),
        );
        for endpoint in Endpoint::ALL {
            let _ = write!(self.html, "<option>{}</option>", endpoint.path());
        }
        let _ = write!(
            self.html,
            "</select></label><label>{}<input name=\"count\" type=\"number\" min=\"1\" value=\"1\"></label>\
             <button>{}</button><button type=\"button\" data-delete=\"/sandbox/faults\">{}</button></form>",
            escape(self.say(w::TIMES)),
            escape(self.say(w::SET)),
            escape(self.say(w::CLEAR)),
        );
    }

    fn requests(&mut self, state: &State) {
        self.element("h2", "", self.say(w::REQUESTS));
        let seen: Vec<Value> =
            state.stand_in.seen().rev().take(MOST).filter_map(|one| serde_json::to_value(one).ok()).collect();
        if seen.is_empty() {
            self.element("p", "note", self.say(w::NO_REQUESTS));
            return;
        }
        self.add("<div class=\"scroll\"><table><tbody>");
        for one in seen {
            let text = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default();
            let at = self.time(one.get("at").and_then(Value::as_i64).unwrap_or_default());
            let status = one.get("status").and_then(Value::as_u64);
            let status = status.map_or_else(|| self.say(w::NO_ANSWER).to_owned(), |status| status.to_string());
            let fault = one.get("fault").map(Value::to_string).unwrap_or_default();
            let _ = write!(
                self.html,
                "<tr><td><time>{}</time></td><td>{} <code>{}</code></td><td>{}</td><td><code>{}</code></td></tr>",
                escape(&at),
                escape(text("method")),
                escape(text("path")),
                escape(&status),
                escape(&fault),
            );
        }
        self.add("</tbody></table></div>");
    }
}
