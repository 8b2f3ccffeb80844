//! The one error that crosses to JavaScript: an `Error` with a `code` that never changes.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    code: String,
    message: String,
}

impl Refused {
    /// A refusal under a stable name.
    pub fn new(code: &str, message: String) -> Self {
        Self { code: code.to_owned(), message }
    }

    /// A refusal of one of our modules.
    pub fn from_error(code: &str, error: &impl std::fmt::Display) -> Self {
        Self::new(code, error.to_string())
    }
}

impl From<Refused> for JsValue {
    fn from(refused: Refused) -> Self {
        let error = Error::new(&refused.message);
        error.set_name("CountersignError");
        // Setting a property of a fresh error cannot fail.
        let _ = Reflect::set(&error, &"code".into(), &refused.code.into());
        error.into()
    }
}
