//! `[whats_app]`: each text is one that Meta can have approved.

use super::super::faults::{WHATS_APP_FORM, WHATS_APP_LENGTH, WHATS_APP_TEXTS};
use super::forms::{META_LANGUAGE, META_NAME, PHONE};
use crate::liquid;
use crate::liquid::ast::{Kind, Node};
use crate::locale::{Facts, Locale, Localized, Text};
use crate::strict_toml::{Document, Mistake, Step};
use crate::template::{WhatsApp, WhatsAppText};

const TAGS: Text = Text {
    en: "there is more than words and `{{ … }}` in it",
    fr: "il y a autre chose que des mots et des `{{ … }}`",
};
const PLACES: Text = Text {
    en: "it may have {most} open places, and has {count}",
    fr: "il peut avoir {most} emplacements, et en a {count}",
};
const EDGE: Text =
    Text { en: "an open place stands at its beginning or end", fr: "un emplacement se trouve au début ou à la fin" };
const TOGETHER: Text = Text { en: "two open places stand side by side", fr: "deux emplacements se touchent" };
const NOT_LAST: Text =
    Text { en: "its open place must stand at the end", fr: "son emplacement doit se trouver à la fin" };
const NO_ADDRESS: Text =
    Text { en: "it must begin with an https address", fr: "il doit commencer par une adresse https" };
const ALONE: Text = Text { en: "`link` and `link_text` need each other", fr: "`link` et `link_text` vont ensemble" };
const PHONE_ALONE: Text =
    Text { en: "`phone` and `phone_text` need each other", fr: "`phone` et `phone_text` vont ensemble" };
const MANY_BUTTONS: Text = Text {
    en: "a message may have {most} buttons, and this one has {count}",
    fr: "un message peut avoir {most} boutons, et celui-ci en a {count}",
};
const TWO_HEADERS: Text = Text {
    en: "above the text stands a picture or a line, not both",
    fr: "au-dessus du texte se trouve une image ou une ligne, pas les deux",
};

/// The most characters of a footer, of a button.
const MOST_FOOTER: usize = 60;
const MOST_BUTTON: usize = 25;

/// The most buttons of all kinds together.
const MOST_BUTTONS: usize = 10;

pub(super) fn check(message: &WhatsApp, document: &Document, mistakes: &mut Vec<Mistake>) {
    META_NAME.check(document, &["whats_app".into(), "template".into()], &message.template, mistakes);
    if message.texts.is_empty() {
        mistakes.push(document.mistake_at_key(&WHATS_APP_TEXTS, &["whats_app".into()]));
    }
    for (language, text) in &message.texts {
        let path = ["whats_app".into(), "texts".into(), Step::Key(language)];
        META_LANGUAGE.check_key(document, &path, language, mistakes);
        let mut place = Place { document, path, mistakes };
        place.text(text, message.image.is_some());
    }
}

/// A text that is looked at.
struct Place<'p> {
    document: &'p Document,
    path: [Step<'p>; 3],
    mistakes: &'p mut Vec<Mistake>,
}

impl<'p> Place<'p> {
    fn text(&mut self, text: &'p WhatsAppText, pictured: bool) {
        let WhatsAppText { header, body, footer, link, link_text, phone, phone_text, replies } = text;
        if let Some(nodes) = self.open_places("body", body, usize::MAX) {
            self.apart(&nodes);
        }
        let few = [
            ("header", header, 1),
            ("footer", footer, 0),
            ("link", link, 1),
            ("link_text", link_text, 0),
            ("phone_text", phone_text, 0),
        ];
        for (key, text, most) in few {
            let nodes = text.as_ref().and_then(|text| self.open_places(key, text, most));
            if key == "link" && nodes.is_some_and(|nodes| matches!(nodes.as_slice(), [_, _, ..] if !ends_open(&nodes)))
            {
                self.wrong("link", NOT_LAST);
            }
        }
        if link.as_ref().is_some_and(|link| !link.starts_with("https://")) {
            self.wrong("link", NO_ADDRESS);
        }
        if link.is_some() != link_text.is_some() {
            self.wrong(if link.is_some() { "link" } else { "link_text" }, ALONE);
        }
        if let Some(phone) = phone {
            PHONE.check(self.document, &self.at("phone"), phone, self.mistakes);
        }
        if phone.is_some() != phone_text.is_some() {
            self.wrong(if phone.is_some() { "phone" } else { "phone_text" }, PHONE_ALONE);
        }
        if pictured && header.is_some() {
            self.wrong("header", TWO_HEADERS);
        }
        let buttons = link_text.iter().map(|text| ("link_text", text.as_str()));
        let buttons = buttons.chain(phone_text.iter().map(|text| ("phone_text", text.as_str())));
        let buttons = buttons.chain(replies.lines().map(|reply| ("replies", reply)));
        self.open_places("replies", replies, 0);
        let count = buttons.clone().count();
        if count > MOST_BUTTONS {
            self.counted("replies", MANY_BUTTONS, (MOST_BUTTONS, count));
        }
        let long = footer.iter().map(|text| ("footer", text.as_str(), MOST_FOOTER));
        for (key, text, most) in long.chain(buttons.map(|(key, text)| (key, text, MOST_BUTTON))) {
            let count = text.chars().count();
            if count > most {
                let mistake = self.document.mistake(&WHATS_APP_LENGTH, &self.at(key));
                self.mistakes.push(mistake.with("key", key).with("count", count).with("most", most));
            }
        }
    }

    /// The words and open places of a text, of which it may have so many; nothing where it is wrong.
    fn open_places(&mut self, key: &'static str, text: &str, most: usize) -> Option<Vec<Node>> {
        let nodes = liquid::parse(text).template.nodes;
        let count = nodes.iter().filter(|node| matches!(node.kind, Kind::Output(_))).count();
        if nodes.iter().any(|node| !matches!(node.kind, Kind::Output(_) | Kind::Text { .. })) {
            self.wrong(key, TAGS);
            return None;
        }
        if count > most {
            self.counted(key, PLACES, (most, count));
            return None;
        }
        Some(nodes)
    }

    /// Words stand around each open place.
    fn apart(&mut self, nodes: &[Node]) {
        let open = |node: Option<&Node>| node.is_some_and(|node| matches!(node.kind, Kind::Output(_)));
        if open(nodes.first()) || open(nodes.last()) {
            self.wrong("body", EDGE);
        }
        if nodes.windows(2).any(|pair| open(pair.first()) && open(pair.last())) {
            self.wrong("body", TOGETHER);
        }
    }

    fn at(&self, key: &'static str) -> Vec<Step<'p>> {
        self.path.iter().copied().chain([key.into()]).collect()
    }

    /// There are more of something than there may be.
    fn counted(&mut self, key: &'static str, why: Text, (most, count): (usize, usize)) {
        let facts = Facts::new().with("most", most).with("count", count);
        let why = Localized { en: why.fill(Locale::En, &facts), fr: why.fill(Locale::Fr, &facts) };
        let mistake = self.document.mistake(&WHATS_APP_FORM, &self.at(key)).with("key", key);
        self.mistakes.push(mistake.with("why", why));
    }

    fn wrong(&mut self, key: &'static str, why: Text) {
        let mistake = self.document.mistake(&WHATS_APP_FORM, &self.at(key));
        self.mistakes.push(mistake.with("key", key).with("why", why));
    }
}

/// Whether an open place is the last of it.
fn ends_open(nodes: &[Node]) -> bool {
    nodes.last().is_some_and(|node| matches!(node.kind, Kind::Output(_)))
}
