//! Text that refuses to grow beyond what a value may be.

use super::FilterError;
use crate::liquid::limits;
use crate::liquid::value::Value;

/// Text being made, of at most [`limits::VALUE`] bytes.
#[derive(Debug, Default)]
pub(super) struct Bounded(String);

impl Bounded {
    pub(super) fn push(&mut self, text: &str) -> Result<(), FilterError> {
        if self.0.len() + text.len() > limits::VALUE {
            return Err(FilterError::TooLarge);
        }
        self.0.push_str(text);
        Ok(())
    }

    /// Takes a carriage return off its end.
    pub(super) fn drop_return(&mut self) {
        if self.0.ends_with('\r') {
            self.0.pop();
        }
    }

    pub(super) fn done(self) -> Value {
        Value::from(self.0)
    }
}

/// All `parts`, one after the other.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> Result<Value, FilterError> {
    let mut out = Bounded::default();
    for part in parts {
        out.push(part)?;
    }
    Ok(out.done())
}

/// A list, where it is not longer than one may be.
pub(super) fn list(items: Vec<Value>) -> Result<Value, FilterError> {
    if items.len() > limits::ITEMS { Err(FilterError::TooLarge) } else { Ok(Value::array(items)) }
}
