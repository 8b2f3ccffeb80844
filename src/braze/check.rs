//! A value held against what its field may hold.

use super::audience;
use super::fault::{Faults, wrong};
use super::field::{Kind, Object, given};
use super::forms;
use super::moment::Moment;
use super::track::values;
use crate::locale::Text;
use serde_json::{Map, Value};

const OBJECT: Text = Text { en: "must be an object", fr: "doit être un objet" };
const REQUIRED: Text = Text { en: "is required", fr: "est obligatoire" };
const STRING: Text = Text { en: "must be a string", fr: "doit être une chaîne" };

impl Object {
    /// The faults of `value` as this object.
    pub(super) fn check(&self, value: &Value, faults: &mut Faults) {
        let Some(members) = value.as_object() else {
            faults.here(wrong(OBJECT).says("Bad Request"));
            return;
        };
        self.strangers(members, faults);
        for field in self.fields {
            match given(members, field.name) {
                None if field.required => faults.at(field.name, REQUIRED),
                None => {}
                Some(value) => faults.within(field.name, |faults| field.kind.check(value, members, faults)),
            }
        }
        (self.rules)(members, faults);
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static super::field::Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Members that no field is named like.
    fn strangers(&self, members: &Map<String, Value>, faults: &mut Faults) {
        for (name, value) in members {
            if faults.full() {
                return;
            }
            if self.field(name).is_some() {
                continue;
            }
            if let Some(kind) = self.others {
                faults.within(name, |faults| kind.check(value, members, faults));
                continue;
            }
            let near = self.fields.iter().find(|field| forms::alike(field.name, name));
            faults.at(
                name,
                match near {
                    Some(field) => wrong(Text {
                        en: "is not a documented field of `{object}`; did you mean `{near}`?",
                        fr: "n’est pas un champ documenté de `{object}`\u{a0}; vouliez-vous dire `{near}`\u{a0}?",
                    })
                    .with("near", field.name),
                    None => wrong(Text {
                        en: "is not a documented field of `{object}`",
                        fr: "n’est pas un champ documenté de `{object}`",
                    }),
                }
                .with("object", self.name),
            );
        }
    }
}

impl Kind {
    /// The faults of `value`; `beside` are the members of the object in which it stands.
    pub(super) fn check(self, value: &Value, beside: &Map<String, Value>, faults: &mut Faults) {
        match self {
            Self::Any => {}
            Self::Object(object) => object.check(value, faults),
            Self::TextOr(object) if !value.is_string() => object.check(value, faults),
            Self::By(name, objects) => {
                let chosen = beside.get(name).and_then(Value::as_str);
                match objects.iter().find(|(word, _)| chosen == Some(word)) {
                    Some((_, object)) => object.check(value, faults),
                    None if value.is_object() => {}
                    None => faults.here(OBJECT),
                }
            }
            Self::List(kind, least, most) => list(value, (*kind, least, most), beside, faults),
            Self::Audience => audience::check(value, faults),
            Self::Properties(most, reserved) => values::properties(value, most, reserved, faults),
            Self::Attribute => values::attribute(value, beside, faults),
            Self::Map if !value.is_object() => faults.here(OBJECT),
            Self::Map => {}
            Self::Pairs => pairs(value, faults),
            Self::Variables(most) => variables(value, most, faults),
            Self::Bool if value.is_boolean() => {}
            Self::Bool => faults.here(Text { en: "must be true or false", fr: "doit être true ou false" }),
            Self::Int(least, most) => whole(value, least, most, faults),
            Self::Number(least, most) => number(value, least, most, faults),
            Self::Numbered(_) if value.is_u64() => {}
            Self::Numbered(kind) => kind.check(value, beside, faults),
            _ => match value.as_str() {
                Some(text) => self.spelling(text, faults),
                None => faults.here(STRING),
            },
        }
    }

    /// The faults of a string.
    fn spelling(self, text: &str, faults: &mut Faults) {
        match self {
            Self::Id if text.is_empty() => faults.here(Text { en: "is empty", fr: "est vide" }),
            Self::Bytes(least, most) if !(least..=most).contains(&text.len()) => faults.here(
                wrong(Text {
                    en: "must have {least} to {most} bytes and has {found}",
                    fr: "doit avoir de {least} à {most} octets et en a {found}",
                })
                .with("least", least)
                .with("most", most)
                .with("found", text.len()),
            ),
            Self::Chars(most) if text.is_empty() || text.chars().count() > most => faults.here(
                wrong(Text {
                    en: "must have 1 to {most} characters and has {found}",
                    fr: "doit avoir de 1 à {most} caractères et en a {found}",
                })
                .with("most", most)
                .with("found", text.chars().count()),
            ),
            Self::Ascii(most) if !text.is_ascii() || text.is_empty() || text.len() > most => faults.here(
                wrong(Text {
                    en: "must be 1 to {most} ASCII characters",
                    fr: "doit avoir de 1 à {most} caractères ASCII",
                })
                .with("most", most),
            ),
            Self::OneOf(words) if !words.contains(&text) => {
                const TEXT: Text = Text { en: "must be one of {words}", fr: "doit valoir l’un de {words}" };
                faults.here(wrong(TEXT).with("words", words.join(", ")));
            }
            Self::Mailbox if !forms::mailbox(text) => faults.here(Text {
                en: "must be written `Display Name <user@example.com>`",
                fr: "doit s’écrire `Nom affiché <user@example.com>`",
            }),
            Self::Address(word) if word != Some(text) && !forms::address(text) => match word {
                Some(word) => faults.here(
                    wrong(Text {
                        en: "must be written `user@example.com`, or be {word}",
                        fr: "doit s’écrire `user@example.com` ou valoir {word}",
                    })
                    .with("word", word),
                ),
                None => faults.here(ADDRESS),
            },
            Self::Email if !forms::plain_address(text) => faults.here(ADDRESS),
            Self::Phone if !forms::phone(text) => faults.here(Text {
                en: "must be a telephone number by E.164: `+33123456789`",
                fr: "doit être un numéro de téléphone selon E.164\u{a0}: `+33123456789`",
            }),
            Self::Currency if !forms::currency(text) => faults.here(Text {
                en: "must be a currency code by ISO 4217: `EUR`",
                fr: "doit être un code de devise ISO 4217\u{a0}: `EUR`",
            }),
            Self::Date if Moment::date(text).is_none() => faults
                .here(Text {
                    en: "must be a date written `YYYY-MM-DD`", fr: "doit être une date écrite `AAAA-MM-JJ`"
                }),
            Self::Time => time(text, Moment::iso(text).is_some(), faults),
            Self::LooseTime => time(text, Moment::loose(text).is_some(), faults),
            _ => {}
        }
    }
}

const ADDRESS: Text = Text {
    en: "must be an address written `user@example.com`",
    fr: "doit être une adresse écrite `user@example.com`",
};

fn time(_: &str, sound: bool, faults: &mut Faults) {
    if !sound {
        faults.here(
            wrong(Text {
                en: "must be a date and time by ISO 8601: `2026-11-24T08:00:00Z`",
                fr: "doit être une date et une heure ISO 8601\u{a0}: `2026-11-24T08:00:00Z`",
            })
            .says("Bad Request"),
        );
    }
}

fn list(value: &Value, (kind, least, most): (Kind, usize, usize), beside: &Map<String, Value>, faults: &mut Faults) {
    let Some(items) = value.as_array() else {
        faults.here(Text { en: "must be an array", fr: "doit être un tableau" });
        return;
    };
    let found = items.len();
    if found < least {
        const TEXT: Text = Text {
            en: "must have at least {least} and has {found}",
            fr: "doit en avoir au moins {least} et en a {found}",
        };
        faults.here(wrong(TEXT).with("least", least).with("found", found));
    }
    if found > most {
        faults.here(wrong(TOO_MANY).with("most", most).with("found", found));
    }
    for (index, item) in items.iter().enumerate() {
        if faults.full() {
            return;
        }
        faults.item(index, |faults| kind.check(item, beside, faults));
    }
}

/// More of something than there may be.
pub(super) const TOO_MANY: Text =
    Text { en: "has {found}, at most {most} are allowed", fr: "en a {found}, {most} sont permis au plus" };

fn pairs(value: &Value, faults: &mut Faults) {
    let Some(members) = value.as_object() else {
        faults.here(OBJECT);
        return;
    };
    for (name, value) in members {
        if value.is_object() || value.is_array() {
            faults.at(
                name,
                Text {
                    en: "must be a string, a number, true or false",
                    fr: "doit être une chaîne, un nombre, true ou false",
                },
            );
        }
    }
}

fn variables(value: &Value, most: usize, faults: &mut Faults) {
    let Some(members) = value.as_object() else {
        faults.here(OBJECT);
        return;
    };
    if members.len() > most {
        faults.here(wrong(TOO_MANY).with("most", most).with("found", members.len()));
    }
    for (name, value) in members {
        if !value.is_string() {
            faults.at(name, STRING);
        }
    }
}

fn whole(value: &Value, least: i64, most: i64, faults: &mut Faults) {
    let sound = value.as_i64().is_some_and(|found| (least..=most).contains(&found));
    if sound {
        return;
    }
    faults.here(
        match (least, most) {
            (i64::MIN, _) | (_, i64::MAX) if least == i64::MIN => {
                wrong(Text { en: "must be a whole number", fr: "doit être un nombre entier" })
            }
            (_, i64::MAX) => wrong(Text {
                en: "must be a whole number of at least {least}",
                fr: "doit être un nombre entier d’au moins {least}",
            }),
            _ => wrong(Text {
                en: "must be a whole number from {least} to {most}",
                fr: "doit être un nombre entier de {least} à {most}",
            }),
        }
        .with("least", least)
        .with("most", most),
    );
}

fn number(value: &Value, least: f64, most: f64, faults: &mut Faults) {
    if value.as_f64().is_some_and(|found| (least..=most).contains(&found)) {
        return;
    }
    faults.here(if least == f64::MIN {
        wrong(Text { en: "must be a number", fr: "doit être un nombre" })
    } else {
        wrong(Text { en: "must be a number from {least} to {most}", fr: "doit être un nombre de {least} à {most}" })
            .with("least", least)
            .with("most", most)
    });
}
