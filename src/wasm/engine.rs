//! `Engine` for JavaScript: one kit, in one language.

use super::convert::{from_js, to_js};
use super::error::Refused;
use super::request::seconds;
use super::review::Review;
use super::view::KitView;
use crate::draft::Draft;
use crate::kit::Kit;
use crate::locale::Locale;
use jiff::Timestamp;
use wasm_bindgen::prelude::*;

/// A brand's kit, ready to open drafts.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    inner: crate::engine::Engine,
    locale: Locale,
}

#[wasm_bindgen]
impl Engine {
    /// Reads a `kit.json`. `locale` is the language of findings: `en` or `fr`.
    #[wasm_bindgen(js_name = fromKit)]
    pub fn from_kit(json: &str, locale: &str) -> Result<Self, JsValue> {
        let kit = Kit::from_json(json).map_err(|error| Refused::from_error(error.code(), &error))?;
        Ok(Self { inner: crate::engine::Engine::new(kit), locale: Locale::of_tag(locale) })
    }

    /// What the editor shows of the kit, for this group.
    #[wasm_bindgen(unchecked_return_type = "KitView")]
    pub fn view(&self, group: &str) -> Result<JsValue, JsValue> {
        let office = self.inner.office(group).map_err(|error| Refused::from_error(error.code(), &error))?;
        Ok(to_js(&KitView::new(self.inner.kit(), &self.inner.kit().policy_of(&office), &office))?)
    }

    /// The language of findings from now on.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&mut self, locale: &str) {
        self.locale = Locale::of_tag(locale);
    }

    /// Opens a draft. What is dated is judged as of `now` (Unix seconds).
    pub fn open(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Draft")] draft: JsValue,
        now: f64,
    ) -> Result<Review, JsValue> {
        let draft: Draft = from_js(draft, "draft")?;
        let now = Timestamp::from_second(seconds(now))
            .map_err(|_| Refused::new("now", format!("{now} is no moment: seconds since 1970 are expected")))?;
        let review = self.inner.open(draft, now).map_err(|error| Refused::from_error(error.code(), &error))?;
        Ok(Review::new(review, self.locale))
    }
}
