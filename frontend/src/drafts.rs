//! What a person typed and has not sent. It stays in this browser until it is sent or thrown away: a reload or a lost
//! connection costs nothing. Kept by person, and forgotten when the person signs out.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Serialize;

use crate::{
    api,
    components::{
        button::{Button, Kind},
        states::Notice,
    },
    session, t,
};

const PREFIX: &str = "kopuro.draft.";
/// Under which names a draft keeps what was sent and not answered yet, and its idempotency key.
const SENT: &str = "#sent";
const KEY: &str = "#key";

/// The draft of one form. Make its fields with [`Draft::text`].
#[derive(Clone, Copy)]
pub struct Draft {
    key: StoredValue<String>,
    values: StoredValue<BTreeMap<String, String>>,
    fields: StoredValue<Vec<(RwSignal<String>, String)>>,
    restored: RwSignal<bool>,
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

impl Draft {
    /// The draft of this name, such as `project/0190…/texts`, of the person who is signed in.
    pub fn of(name: &str) -> Self {
        let person = session::me_untracked().map(|me| me.id).unwrap_or_default();
        let key = format!("{PREFIX}{person}.{name}");
        let kept = storage().and_then(|storage| storage.get_item(&key).ok().flatten());
        let values = kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Self {
            key: StoredValue::new(key),
            values: StoredValue::new(values),
            fields: StoredValue::new(Vec::new()),
            restored: RwSignal::new(false),
        }
    }

    /// A field: what was typed before, or what the server has.
    pub fn text(self, field: &str, initial: &str) -> RwSignal<String> {
        let kept = self.values.with_value(|values| values.get(field).cloned());
        if kept.as_ref().is_some_and(|kept| kept != initial) {
            self.restored.set(true);
        }
        let value = RwSignal::new(kept.unwrap_or_else(|| initial.to_owned()));
        self.fields.update_value(|fields| fields.push((value, initial.to_owned())));
        let (field, initial) = (field.to_owned(), initial.to_owned());
        Effect::new(move |_| {
            let text = value.get();
            self.values.update_value(|values| {
                if text == initial {
                    values.remove(&field);
                } else {
                    values.insert(field.clone(), text);
                }
            });
            self.save();
        });
        value
    }

    /// The idempotency key of a request: that of the last try where the request is the same, so that a second try after a
    /// lost connection or a reload does nothing twice. Kept until the draft is cleared.
    pub fn key_for(self, request: &impl Serialize) -> String {
        self.key_for_text(serde_json::to_string(request).unwrap_or_default())
    }

    fn key_for_text(self, request: String) -> String {
        let kept = self.values.with_value(|values| {
            values.get(KEY).filter(|_| values.get(SENT) == Some(&request)).cloned()
        });
        kept.unwrap_or_else(|| {
            let key = api::new_key();
            self.values.update_value(|values| {
                values.insert(SENT.to_owned(), request);
                values.insert(KEY.to_owned(), key.clone());
            });
            self.save();
            key
        })
    }

    fn save(self) {
        let Some(storage) = storage() else { return };
        // A browser without room or permission keeps nothing; the form itself still holds the text.
        let _ = self.key.with_value(|key| {
            self.values.with_value(|values| match serde_json::to_string(values) {
                Ok(text) if !values.is_empty() => storage.set_item(key, &text),
                _ => storage.remove_item(key),
            })
        });
    }

    /// Forgets the draft: it was sent.
    pub fn clear(self) {
        self.values.set_value(BTreeMap::new());
        self.save();
        self.restored.set(false);
    }

    /// Throws the draft away: every field is again what the server has.
    pub fn discard(self) {
        for (value, initial) in self.fields.get_value() {
            value.set(initial);
        }
        self.clear();
    }

    /// Says that unsent text was found, with a way to throw it away.
    pub fn notice(self) -> impl IntoView {
        self.notice_and(|| ())
    }

    /// The same; `discarded` is called once it is thrown away, for what is made of a field.
    pub fn notice_and(self, discarded: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
        move || {
            self.restored.get().then(|| {
                view! {
                    <Notice>
                        <p>{t!("draft-restored")}</p>
                        <div class="row">
                            <Button kind=Kind::Secondary compact=true on_click=move || { self.discard(); discarded(); }>{t!("draft-discard")}</Button>
                        </div>
                    </Notice>
                }
            })
        }
    }
}

/// Forgets every draft in this browser: the person signs out, and the next one may be somebody else.
pub fn forget_all() {
    let Some(storage) = storage() else { return };
    let keys: Vec<String> = (0..storage.length().unwrap_or_default())
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(PREFIX))
        .collect();
    for key in keys {
        let _ = storage.remove_item(&key);
    }
}
