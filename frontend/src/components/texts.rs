//! A text in three languages: one language at a time, with tabs that say which languages are filled.

use kopuro_shared::language::{Language, Translated};
use leptos::prelude::*;

use super::form::Form;
use crate::{drafts::Draft, t};

/// The three languages of a text, as signals.
#[derive(Debug, Clone, Copy)]
pub struct Texts([RwSignal<String>; 3]);

impl Texts {
    /// A text as the server has it.
    pub fn new(text: &Translated) -> Self {
        Self(
            Language::ALL
                .map(|language| RwSignal::new(text.get(language).unwrap_or_default().to_owned())),
        )
    }

    /// A text of which a draft may be kept.
    pub fn kept(draft: Draft, field: &str, text: &Translated) -> Self {
        Self(Language::ALL.map(|language| {
            draft.text(
                &format!("{field}/{}", language.tag()),
                text.get(language).unwrap_or_default(),
            )
        }))
    }

    /// The text in a language.
    pub fn of(self, language: Language) -> RwSignal<String> {
        self.0[language as usize]
    }

    /// Whether there is a text in this language.
    pub fn is_filled(self, language: Language) -> bool {
        self.of(language).with(|text| !text.trim().is_empty())
    }

    /// What is there now, for a request; languages without a text are absent. Not tracked.
    pub fn value(self) -> Translated {
        let mut value = Translated::default();
        for language in Language::ALL {
            let text = self.of(language).with_untracked(|text| text.trim().to_owned());
            if !text.is_empty() {
                *value.slot(language) = Some(text);
            }
        }
        value
    }

    /// What is there now, as a signal.
    pub fn watch(self) -> Translated {
        self.0.iter().for_each(|text| text.track());
        self.value()
    }
}

/// Each language by its own name: who looks for it may read no other.
pub const fn own_name(language: Language) -> &'static str {
    match language {
        Language::Ky => "Кыргызча",
        Language::Ru => "Русский",
        Language::En => "English",
    }
}

/// Chooses the language in which the texts of a form are written, and says how many of them each language has.
#[component]
pub fn LanguageTabs(
    /// The language that is written now.
    language: RwSignal<Language>,
    /// The texts of the form.
    #[prop(into)]
    texts: Signal<Vec<Texts>>,
) -> impl IntoView {
    let tabs = Language::ALL.map(|one| {
        let filled = move || {
            texts.with(|texts| {
                let filled = texts.iter().filter(|text| text.is_filled(one)).count();
                if filled == texts.len() { "✓".to_owned() } else { format!("{filled}/{}", texts.len()) }
            })
        };
        view! {
            <button type="button" lang=one.tag() aria-pressed=move || (language.get() == one).to_string()
                on:click=move |_| language.set(one)>
                {own_name(one)}<small>{filled}</small>
            </button>
        }
    });
    view! { <div class="language-tabs" role="group" aria-label=t!("texts-languages")>{tabs.into_iter().collect_view()}</div> }
}

/// A text in the language that is written now.
#[component]
pub fn TextsField(
    /// The form it belongs to.
    form: Form,
    /// JSON pointer of the value in the request's body.
    #[prop(into)]
    pointer: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The value.
    texts: Texts,
    /// The language that is written now.
    language: RwSignal<Language>,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// Several lines.
    #[prop(optional)]
    long: bool,
    /// Longest value, in characters.
    maxlength: usize,
) -> impl IntoView {
    let id = form.control_id(&pointer);
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let describedby =
        if hint.is_empty() { error_id.clone() } else { format!("{hint_id} {error_id}") };
    let control = {
        let (id, pointer) = (id.clone(), pointer.clone());
        move || {
            let language = language.get();
            let value = texts.of(language);
            let pointer = pointer.clone();
            let invalid = move || (!form.fault_within(&pointer).is_empty()).to_string();
            if long {
                view! {
                    <textarea id=id.clone() lang=language.tag() maxlength=maxlength.to_string() aria-describedby=describedby.clone()
                        aria-invalid=invalid bind:value=value></textarea>
                }
                .into_any()
            } else {
                view! {
                    <input id=id.clone() type="text" autocomplete="off" lang=language.tag() maxlength=maxlength.to_string()
                        aria-describedby=describedby.clone() aria-invalid=invalid bind:value=value />
                }
                .into_any()
            }
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}" "<small class="muted">{move || own_name(language.get())}</small></label>
            {control}
            {(!hint.is_empty()).then(|| view! { <span class="hint" id=hint_id>{hint}</span> })}
            <span class="error" id=error_id role="alert">{move || form.fault_within(&pointer)}</span>
        </div>
    }
}
