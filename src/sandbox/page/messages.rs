//! Messages: the list of schedules, and one of them with its recipients and their copies.

use super::html::escape;
use super::{View, copy, words as w};
use crate::liquid::eval::render;
use crate::liquid::parse;
use crate::liquid::value::Value as Liquid;
use crate::sandbox::received::digest;
use crate::sandbox::workspace::{Channel, Number, Outcome, Schedule, State};
use serde_json::Value;
use std::fmt::Write as _;

/// The most recipients of a list.
const MOST: usize = 50;

/// A recipient, and what became of the message on each channel.
struct Row {
    person: Number,
    outcomes: Vec<(Channel, Outcome)>,
    at: Option<i64>,
}

impl View<'_> {
    pub(super) fn messages(&mut self) {
        let schedules = &self.workspace.schedules;
        let chosen = match &self.asked.id {
            Some(id) => schedules.iter().position(|one| one.id == *id),
            None => schedules.len().checked_sub(1),
        };
        if schedules.is_empty() {
            self.add("<main class=\"empty\">");
            self.element("p", "", self.say(w::NOTHING));
            self.add("</main>");
            return;
        }
        let _ = write!(self.html, "<div class=\"split\"><nav aria-label=\"{}\"><ol>", escape(self.say(w::SCHEDULED)));
        for (place, one) in schedules.iter().enumerate().rev() {
            self.item(one, chosen == Some(place));
        }
        self.add("</ol></nav><main>");
        if let Some((place, one)) = chosen.and_then(|place| Some((place, schedules.get(place)?))) {
            self.schedule(place, one);
        }
        self.add("</main></div>");
    }

    fn item(&mut self, one: &Schedule, chosen: bool) {
        let link = format!(
            "<li><a href=\"{}\"{}><strong>{}</strong><span>{}</span><span>{}</span><span>{}</span></a></li>",
            self.address("", &[("id", &one.id)]),
            if chosen { " aria-current=\"true\"" } else { "" },
            escape(&self.subject(one)),
            escape(&self.to(one)),
            escape(&self.when(one)),
            self.state(one.state),
        );
        self.add(&link);
    }

    fn schedule(&mut self, place: usize, one: &Schedule) {
        self.add("<article>");
        self.element("h2", "", &self.subject(one));
        let email = |name: &str| text(one, &format!("/messages/email/{name}"));
        let variations: Vec<&str> = one.content.messages.iter().filter_map(|message| message.variation()).collect();
        let to = if one.recipients.named() {
            w::TO_PEOPLE
        } else if one.recipients.segment.is_some() {
            w::TO
        } else {
            w::AUDIENCE
        };
        self.facts(&[
            (w::STATE, self.word(one.state).to_owned(), false),
            (w::FROM, email("from"), false),
            (w::REPLY_TO, email("reply_to"), false),
            (w::PREHEADER, email("preheader"), false),
            (to, self.to_in_full(one), false),
            (w::WHEN, self.when(one), false),
            (w::CAMPAIGN, one.campaign_id.clone().unwrap_or_default(), true),
            (w::VARIATION, variations.join(", "), true),
            (w::SEND, one.send_id.clone().unwrap_or_default(), true),
            (w::SCHEDULE_ID, one.id.clone(), true),
            (w::DIGEST, digest(&one.body).unwrap_or_default(), true),
        ]);
        let shown = if one.state == State::Deleted { None } else { self.recipients(place, one) };
        match shown {
            Some(person) => {
                let name = self.person(person);
                self.element("h3", "", &self.fill(w::AS_SENT, &[("person", &name)]));
                self.add("<div id=\"copy\">");
                for (channel, outcome, shown) in copy(self.workspace, place, person, self.now) {
                    self.bubble(channel, &outcome, &shown, &one.id, Some(person));
                }
                self.add("</div>");
            }
            None => {
                self.element("h3", "", self.say(w::AS_WRITTEN));
                for message in &one.content.messages {
                    let shown =
                        crate::sandbox::workspace::Shown { message: message.json.clone(), ..Default::default() };
                    self.bubble(message.channel, &Outcome::Sent, &shown, &one.id, None);
                }
            }
        }
        self.json(w::REQUEST, &one.body);
        self.add("</article>");
    }

    /// The recipients, those that were or those that would be; the one whose copy is shown.
    fn recipients(&mut self, place: usize, one: &Schedule) -> Option<Number> {
        if self.workspace.people.len() == 0 {
            return None;
        }
        let sent = !one.deliveries.is_empty();
        let (people, unknown) = match sent {
            true => (Vec::new(), self.workspace.unknown(&one.recipients)),
            false => self.workspace.recipients(&one.recipients, self.now),
        };
        let rows = if sent { self.those_who_did(one) } else { self.those_who_would(place, &people) };
        self.element("h3", "", self.say(if sent { w::WHO } else { w::WOULD }));
        if unknown > 0 {
            let unknown = self.fill(w::UNKNOWN_IDS, &[("n", &unknown.to_string())]);
            self.element("p", "note", &unknown);
        }
        if rows.is_empty() {
            self.element("p", "note", self.say(w::NOBODY));
            return None;
        }
        let chosen = self.asked.person.as_deref().and_then(|person| self.workspace.people.called(person));
        let gets = |row: &&Row| row.outcomes.iter().any(|(_, outcome)| *outcome == Outcome::Sent);
        let first = || rows.iter().find(gets).or_else(|| rows.first()).map(|row| row.person);
        let shown = chosen.or_else(first);
        self.add("<div class=\"scroll\"><table class=\"people\"><tbody>");
        rows.iter().for_each(|row| self.recipient(one, row, shown == Some(row.person)));
        self.add("</tbody></table></div>");
        let all = if sent { one.deliveries.len() / one.content.messages.len().max(1) } else { people.len() };
        if all > MOST {
            let first = self.fill(w::FIRST, &[("n", &MOST.to_string()), ("all", &all.to_string())]);
            self.element("p", "note", &first);
        }
        shown
    }

    fn those_who_did(&self, one: &Schedule) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for place in &one.deliveries {
            let Some(delivery) = self.workspace.deliveries.get(*place as usize) else { continue };
            let Some(message) = delivery.content.messages.get(usize::from(delivery.message)) else { continue };
            let outcome = (message.channel, delivery.outcome.clone());
            let full = rows.len() == MOST;
            match rows.last_mut().filter(|last| last.person == delivery.person) {
                Some(last) => last.outcomes.push(outcome),
                None if full => break,
                None => rows.push(Row { person: delivery.person, outcomes: vec![outcome], at: Some(delivery.at) }),
            }
        }
        rows
    }

    fn those_who_would(&self, place: usize, people: &[Number]) -> Vec<Row> {
        let row = |person: &Number| {
            let all = self.workspace.foresee(place, *person, self.now);
            let outcomes = all.into_iter().map(|(channel, outcome, _)| (channel, outcome)).collect();
            Row { person: *person, outcomes, at: None }
        };
        people.iter().take(MOST).map(row).collect()
    }

    fn recipient(&mut self, one: &Schedule, row: &Row, chosen: bool) {
        let handle =
            self.workspace.people.get(row.person).map(|profile| profile.handle().to_owned()).unwrap_or_default();
        let mut html = format!(
            "<tr{}><th><a href=\"{}#copy\">{}</a></th><td>",
            if chosen { " class=\"chosen\"" } else { "" },
            self.address("", &[("id", &one.id), ("person", &handle)]),
            escape(&self.person(row.person)),
        );
        for (channel, outcome) in &row.outcomes {
            let (class, why) = match outcome {
                Outcome::Sent => ("yes", String::new()),
                other => ("no", format!("\u{a0}: {}", self.outcome(other))),
            };
            let name = channel.word().replace('_', " ");
            let _ = write!(html, "<span class=\"chip {class}\">{name}{}</span> ", escape(&why));
        }
        let _ = write!(html, "</td><td><time>{}</time></td></tr>", row.at.map(|at| self.time(at)).unwrap_or_default());
        self.add(&html);
    }

    fn word(&self, state: State) -> &'static str {
        self.say(match state {
            State::Scheduled => w::SCHEDULED_STATE,
            State::Sending => w::SENDING,
            State::Sent => w::SENT_STATE,
            State::Deleted => w::DELETED,
        })
    }

    fn state(&self, state: State) -> String {
        format!("<b class=\"state {}\">{}</b>", state.word(), escape(self.word(state)))
    }

    /// What a message is called: its subject, its title, or its first words, as somebody of whom nothing is known would
    /// read it.
    pub(super) fn subject(&self, one: &Schedule) -> String {
        const PLACES: &[&str] = &[
            "/messages/email/subject",
            "/messages/apple_push/alert/title",
            "/messages/apple_push/alert/body",
            "/messages/apple_push/alert",
            "/messages/android_push/title",
            "/messages/web_push/title",
            "/messages/kindle_push/title",
            "/messages/sms/body",
            "/messages/content_card/title",
            "/messages/whats_app/message/body",
            "/messages/whats_app/message/template_name",
            "/messages/webhook/url",
        ];
        let said = PLACES.iter().map(|place| text(one, place)).find(|text| !text.is_empty());
        let plain = |said: String| {
            let rendered = render(&parse(&said).template, &Liquid::Nil, &self.workspace.world).ok();
            let read = rendered.map(|rendered| rendered.output).filter(|read| !read.trim().is_empty());
            read.unwrap_or(said).chars().take(120).collect()
        };
        said.map(plain).unwrap_or_else(|| self.say(w::NO_SUBJECT).to_owned())
    }

    /// The segment's name, or whom else it goes to.
    fn to(&self, one: &Schedule) -> String {
        let recipients = &one.recipients;
        if recipients.named() {
            let aliases = recipients.aliases.iter().map(|(_, name)| name);
            let names: Vec<&str> = recipients.external_ids.iter().chain(aliases).map(String::as_str).take(5).collect();
            return names.join(", ");
        }
        match &recipients.segment {
            Some(id) => self.workspace.settings.segment(id).map_or(id, |segment| &segment.name).clone(),
            None => self.say(w::BY_FILTER).to_owned(),
        }
    }

    /// The same with ids and filters.
    fn to_in_full(&self, one: &Schedule) -> String {
        let name = self.to(one);
        let name = match &one.recipients.segment {
            Some(id) if *id != name && !one.recipients.named() => format!("{name} ({id})"),
            _ => name,
        };
        match &one.recipients.audience {
            Some(filter) => format!("{name}: {}", filter.describe()),
            None => name,
        }
    }

    fn when(&self, one: &Schedule) -> String {
        let time = text(one, "/schedule/time").replace('T', " ");
        let time = time.trim_end_matches('Z').to_owned();
        let time = time.strip_suffix(":00").filter(|short| short.len() == 16).unwrap_or(&time).to_owned();
        let set = |name: &str| one.body.pointer(name).and_then(Value::as_bool).unwrap_or_default();
        let words = match (set("/schedule/in_local_time"), set("/schedule/at_optimal_time")) {
            (_, true) => w::OPTIMAL,
            (true, _) => w::LOCAL,
            _ => w::UTC,
        };
        self.fill(words, &[("time", &time)])
    }
}

fn text(one: &Schedule, pointer: &str) -> String {
    one.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}
