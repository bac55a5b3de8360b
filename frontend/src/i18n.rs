//! The words of the interface: the catalogue of the chosen language, which the loader fetched, and how numbers, dates
//! and amounts are written in it. Another language is a reload, so no page needs to react to a change.
//!
//! The loader also puts messages together (Fluent's own JavaScript, and the browser's plural rules): in WASM that would
//! be 30 KB more to download.

use std::cell::OnceCell;

use js_sys::{Function, Object, Reflect};
use kopuro_shared::language::{Language, Translated};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static CATALOGUE: OnceCell<Catalogue> = const { OnceCell::new() };
}

struct Catalogue {
    language: Language,
    /// Key and arguments to a text, or to nothing where the catalogue has no such key.
    message: Option<Function>,
}

/// What stands in a message's place holder.
#[derive(Debug, Clone)]
pub struct Argument(JsValue);

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<i64> for Argument {
    #[expect(clippy::cast_precision_loss, reason = "counts; amounts come as text")]
    fn from(number: i64) -> Self {
        Self((number as f64).into())
    }
}

impl From<i32> for Argument {
    fn from(number: i32) -> Self {
        i64::from(number).into()
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        i64::from(number).into()
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        i64::try_from(number).unwrap_or(i64::MAX).into()
    }
}

/// The message of a key, which must be a literal (a test compares the code with the catalogues):
/// `t!("home-title")`, `t!("pledges-count", count = 3)`.
#[macro_export]
macro_rules! t {
    ($key:literal) => { $crate::i18n::message($key, &[]) };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::message($key, &[$((stringify!($name), $value.into())),+])
    };
}

/// The message of one of a family of keys: `t_of!("project-state", slug)` is `project-state-` and the slug. The test
/// takes every key of the family as used.
#[macro_export]
macro_rules! t_of {
    ($family:literal, $slug:expr) => {
        $crate::i18n::message(&format!(concat!($family, "-{}"), $slug), &[])
    };
    ($family:literal, $slug:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::message(
            &format!(concat!($family, "-{}"), $slug),
            &[$((stringify!($name), $value.into())),+],
        )
    };
}

/// Takes over what the loader left in `globalThis.kopuro`.
pub fn install() {
    let language = document()
        .document_element()
        .and_then(|root| Language::from_tag(&root.get_attribute("lang").unwrap_or_default()))
        .unwrap_or_default();
    let message = Reflect::get(&js_sys::global(), &JsValue::from_str("kopuro"))
        .and_then(|kopuro| Reflect::get(&kopuro, &JsValue::from_str("message")))
        .ok()
        .and_then(|message| message.dyn_into().ok());
    CATALOGUE.with(|cell| drop(cell.set(Catalogue { language, message })));
}

/// The language of the interface.
pub fn language() -> Language {
    CATALOGUE.with(|cell| cell.get().map_or_else(Language::default, |catalogue| catalogue.language))
}

/// The message of a key with its arguments; the key itself where the catalogue has none. Call it by `t!`.
pub fn message(key: &str, args: &[(&'static str, Argument)]) -> String {
    let object = Object::new();
    for (name, Argument(value)) in args {
        // A plain object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    let text = CATALOGUE.with(|cell| {
        let message = cell.get()?.message.as_ref()?;
        message.call2(&JsValue::NULL, &JsValue::from_str(key), &object).ok()?.as_string()
    });
    text.unwrap_or_else(|| key.to_owned())
}

/// What people wrote, in the reader's language or the first that there is.
pub fn pick(text: &Translated) -> String {
    text.pick(language()).to_owned()
}

/// Saves the choice and reloads the page in that language.
pub fn choose(language: Language) {
    let window = leptos::prelude::window();
    if let Ok(Some(storage)) = window.local_storage() {
        // Without storage the address carries the choice, so a failure to save is no loss.
        let _ = storage.set_item("kopuro.language", language.tag());
    }
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    let query = location.search().unwrap_or_default();
    let kept = query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let lang = format!("lang={}", language.tag());
    let query: Vec<_> = kept.chain([lang.as_str()]).collect();
    // Behind `#` may stand what the page is opened by, as of a mail's link.
    let hash = location.hash().unwrap_or_default();
    let _ = location.assign(&format!("{path}?{}{hash}", query.join("&")));
}
