//! Braze's own tags, answered from the world's samples.

use super::machine::{Machine, Stop};
use super::world::sample;
use super::{Fault, work};
use crate::liquid::ast::{Braze, BrazeTag, Piece, Template, Word};
use crate::liquid::value::{Object, Value};
use crate::text::Span;
use std::sync::Arc;

/// What Braze logs where no reason is given.
const NO_REASON: &str = "{% abort_message %} called";

/// Bytes of JSON that are read in one step.
const JSON: usize = 2;

impl<'a> Machine<'a> {
    pub(super) fn braze(&mut self, template: &'a Template, tag: &'a Braze, span: Span) -> Result<(), Fault> {
        match tag.tag {
            BrazeTag::AbortMessage => {
                let reason = self.word(template, tag.words.first())?;
                self.done.aborted = Some(if reason.is_empty() { NO_REASON.to_owned() } else { reason });
                self.stop = Some(Stop::Abort);
                Ok(())
            }
            BrazeTag::ConnectedContent => self.connected_content(template, tag, span),
            BrazeTag::CatalogItems => self.catalog_items(template, tag),
            BrazeTag::CatalogSelectionItems => {
                let (catalog, selection) =
                    (self.word(template, tag.words.first())?, self.word(template, tag.words.get(1))?);
                let rows = self.scope.world.selections.member(&catalog, false).member(&selection, false);
                if rows.is_nil() {
                    self.done.unanswered.push(format!("{catalog}/{selection}"));
                }
                self.scope.assign("items", if rows.is_nil() { Value::array(Vec::new()) } else { rows });
                Ok(())
            }
            BrazeTag::MessageExtras => {
                let (key, value) = (self.option(template, tag, "key")?, self.option(template, tag, "value")?);
                self.scope.spend(self.done.extras.len())?;
                if let (Some(key), Some(value)) = (key, value)
                    && !self.done.extras.iter().any(|(known, _)| *known == key)
                {
                    self.done.extras.push((key, value));
                }
                Ok(())
            }
            BrazeTag::Promotion => {
                let list = self.word(template, tag.words.first())?;
                match sample(&self.scope.world.promotions, &list) {
                    Some((_, code)) => self.print_made(code, span),
                    None => {
                        self.done.unanswered.push(list);
                        Ok(())
                    }
                }
            }
            BrazeTag::Random => {
                let most = self.word(template, tag.words.first())?;
                let drawn = self.scope.world.random.clamp(0.0, 0.999_999_999);
                let value = match most.trim().parse::<i64>() {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_precision_loss,
                        reason = "a draw below the number given"
                    )]
                    Ok(most) => Value::Int((drawn * most.max(0) as f64).floor() as i64),
                    Err(_) => Value::Float(drawn),
                };
                self.write(&value, span)
            }
            BrazeTag::Translation => match &tag.body {
                Some(body) => self.block(template, body),
                None => Ok(()),
            },
            BrazeTag::ShoppingCart
            | BrazeTag::LandingPageUrl
            | BrazeTag::MessageComponent
            | BrazeTag::FormFieldName => Ok(()),
        }
    }

    /// A word with the Liquid in it worked out; nothing where there is none.
    fn word(&self, template: &Template, word: Option<&Word>) -> Result<String, Fault> {
        let mut shown = String::new();
        for piece in word.into_iter().flat_map(|word| &word.pieces) {
            match piece {
                Piece::Text(span) => shown.push_str(template.text(*span)),
                Piece::Output(_, filtered) => {
                    let value = self.scope.filtered(template, filtered)?;
                    self.scope.spend(work::weight(&value) / work::READ)?;
                    value.write_output(&mut shown);
                }
            }
        }
        self.scope.spend(4 + work::key(&shown))?;
        Ok(shown)
    }

    /// What `:name` is set to; `None` where it is not there.
    fn option(&self, template: &Template, tag: &Braze, name: &str) -> Result<Option<String>, Fault> {
        self.scope.spend(tag.options.len())?;
        let Some(option) = tag.options.iter().find(|option| template.text(option.name) == name) else {
            return Ok(None);
        };
        let words = option.words.iter().map(|word| self.word(template, Some(word))).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(words.join(" ")))
    }

    fn connected_content(&mut self, template: &'a Template, tag: &'a Braze, span: Span) -> Result<(), Fault> {
        let url = self.word(template, tag.words.first())?;
        let save = self.option(template, tag, "save")?.unwrap_or_else(|| "connected".to_owned());
        let Some(answer) = self.scope.world.answer(&url) else {
            self.done.unanswered.push(url);
            return Ok(());
        };
        self.scope.spend(answer.body.len() / JSON)?;
        let fine = (200..300).contains(&answer.status);
        match serde_json::from_str::<serde_json::Value>(&answer.body) {
            Ok(json @ (serde_json::Value::Object(_) | serde_json::Value::Array(_))) => {
                let mut value = Value::from(&json);
                if let Value::Object(object) = &value
                    && fine
                {
                    let status = (Arc::from("__http_status_code__"), Value::Int(i64::from(answer.status)));
                    let entries = object.iter().map(|(name, value)| (name.clone(), value.clone()));
                    value = Value::from(entries.chain([status]).collect::<Object>());
                }
                self.scope.assign(&save, value);
                Ok(())
            }
            _ if fine => self.print_made(&answer.body, span),
            _ => Ok(()),
        }
    }

    fn catalog_items(&mut self, template: &'a Template, tag: &'a Braze) -> Result<(), Fault> {
        let catalog = self.word(template, tag.words.first())?;
        let rows = self.scope.world.catalogs.member(&catalog, false);
        let mut found = Vec::new();
        for word in tag.words.iter().skip(1) {
            let id = self.word(template, Some(word))?;
            match rows.member(id.trim(), false) {
                Value::Nil => self.done.unanswered.push(format!("{catalog}/{id}")),
                row => found.push(row),
            }
        }
        self.scope.assign("items", Value::array(found));
        Ok(())
    }
}
