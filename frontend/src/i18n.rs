//! The words of the interface: the catalogue of the chosen language, which the loader fetched, and how numbers, dates
//! and amounts are written in it. Another language is a reload, so no page needs to react to a change.

use std::cell::OnceCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use kopuro_shared::language::{Language, Translated};
use leptos::prelude::document;
use wasm_bindgen::JsValue;

thread_local! {
    static CATALOGUE: OnceCell<Catalogue> = const { OnceCell::new() };
}

struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
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

/// Reads the catalogue that the loader left in `globalThis.kopuro`.
pub fn install() {
    let language = document()
        .document_element()
        .and_then(|root| Language::from_tag(&root.get_attribute("lang").unwrap_or_default()))
        .unwrap_or_default();
    let handed_over = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("kopuro")).ok();
    let text = handed_over
        .and_then(|kopuro| js_sys::Reflect::get(&kopuro, &JsValue::from_str("catalogue")).ok())
        .and_then(|text| text.as_string())
        .unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![language.tag().parse().expect("our tags are BCP 47")]);
    bundle.set_use_isolating(false);
    // A broken message must not cost the others; the catalogues' test refuses it before it gets here.
    let resource = match FluentResource::try_new(text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    CATALOGUE.with(|cell| drop(cell.set(Catalogue { language, bundle })));
}

/// The language of the interface.
pub fn language() -> Language {
    CATALOGUE.with(|cell| cell.get().map_or_else(Language::default, |catalogue| catalogue.language))
}

/// The message of a key with its arguments; the key itself where the catalogue has none. Call it by `t!`.
pub fn message(key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    CATALOGUE
        .with(|cell| {
            let bundle = &cell.get()?.bundle;
            let pattern = bundle.get_message(key)?.value()?;
            let args: FluentArgs =
                args.iter().map(|(name, value)| (*name, value.clone())).collect();
            Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
        })
        .unwrap_or_else(|| key.to_owned())
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
    let _ = location.assign(&format!("{path}?{}", query.join("&")));
}
