//! People: a list, and the inbox of one.

use super::html::escape;
use super::{View, words as w};
use crate::sandbox::workspace::{Number, Outcome};
use std::fmt::Write as _;

/// The most people of a list, and messages of an inbox.
const MOST: usize = 50;

impl View<'_> {
    pub(super) fn people(&mut self) {
        let people = &self.workspace.people;
        if people.len() == 0 {
            self.add("<main class=\"empty\">");
            self.element("p", "", self.say(w::NO_PEOPLE));
            self.add("</main>");
            return;
        }
        let wanted = self.asked.person.as_deref().filter(|person| !person.trim().is_empty());
        let chosen = match wanted {
            Some(wanted) => people.called(wanted.trim()),
            None => Some(0),
        };
        self.add("<div class=\"split\"><nav>");
        let _ = write!(
            self.html,
            "<form class=\"find\" method=\"get\" action=\"/\"><input type=\"hidden\" name=\"lang\" value=\"{}\">\
             <input type=\"hidden\" name=\"tab\" value=\"people\"><label>{}<input type=\"search\" name=\"person\" \
             value=\"{}\"></label><button>{}</button></form><ol>",
            self.locale.tag(),
            escape(self.say(w::FIND)),
            escape(wanted.unwrap_or_default()),
            escape(self.say(w::SHOW)),
        );
        for (number, profile) in people.iter().take(MOST) {
            let got = self.workspace.inbox(number).filter(|one| one.outcome == Outcome::Sent).count();
            let link = format!(
                "<li><a href=\"{}\"{}><strong>{}</strong><span>{}</span><span>{}</span></a></li>",
                self.address("people", &[("person", profile.handle())]),
                if chosen == Some(number) { " aria-current=\"true\"" } else { "" },
                escape(&self.person(number)),
                escape(profile.fields.text("email").unwrap_or_else(|| profile.handle())),
                if got == 0 { String::new() } else { format!("<b class=\"state sent\">{got} ✉</b>") },
            );
            self.add(&link);
        }
        self.add("</ol>");
        if people.len() > MOST {
            let first = self.fill(w::FIRST, &[("n", &MOST.to_string()), ("all", &people.len().to_string())]);
            self.element("p", "note", &first);
        }
        self.add("</nav><main><article>");
        match chosen {
            Some(person) => self.inbox(person),
            None => self.element("p", "note", self.say(w::NOT_FOUND)),
        }
        self.add("</article></main></div>");
    }

    fn inbox(&mut self, person: Number) {
        let name = self.person(person);
        let title = self.fill(w::INBOX, &[("person", &name)]);
        self.element("h2", "", &title);
        let inbox: Vec<_> = self.workspace.inbox(person).rev().take(MOST).collect();
        if inbox.is_empty() {
            let empty = self.fill(w::EMPTY_INBOX, &[("person", &name)]);
            self.element("p", "note", &empty);
        }
        for one in inbox {
            let Some(schedule) = self.workspace.schedules.get(one.schedule as usize) else { continue };
            let link = format!(
                "<p class=\"when\"><time>{}</time> · <a href=\"{}\">{}</a></p>",
                self.time(one.at),
                self.address("", &[("id", &schedule.id), ("person", one.profile.handle())]),
                escape(&self.subject(schedule)),
            );
            self.add(&link);
            if let Some((channel, shown)) = self.workspace.show(one) {
                self.bubble(channel, &one.outcome, &shown, &schedule.id, Some(person));
            }
        }
        if let Some(profile) = self.workspace.people.get(person) {
            let asked = serde_json::json!({ "braze_id": &*profile.braze_id });
            let told = self.workspace.export(&asked, self.now);
            self.json(w::PROFILE, told.pointer("/users/0").unwrap_or(&serde_json::Value::Null));
        }
    }
}
