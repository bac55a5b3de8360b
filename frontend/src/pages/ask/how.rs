//! How a question is asked: its subject, its language, who may read it, and its files.

use kopuro_shared::{
    cases::ATTACHMENTS_MAX, files::FileKind, language::Language, validation::NAME_MAX,
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::{draft::Asking, option::option};
use crate::{
    components::{
        field::{CheckField, SelectField, TextField},
        form::Form,
        texts::own_name,
    },
    pages::workspace::{UploadField, Uploads},
    session, t,
};

/// Longest subject that is made of a text, in characters.
const HEADLINE_MAX: usize = 80;

/// Words from which on a sentence can be a subject: what is shorter is a greeting.
const HEADLINE_WORDS: usize = 3;

/// The beginning of a text as its subject: its first sentence that says something, or as many whole words of it as fit.
pub fn headline(text: &str) -> String {
    let sentences: Vec<&str> = text.trim().split(['.', '?', '!', '\n']).map(str::trim).collect();
    let telling = sentences.iter().find(|one| one.split_whitespace().count() >= HEADLINE_WORDS);
    let first = telling.or(sentences.first()).copied().unwrap_or_default();
    let mut subject = String::new();
    for word in first.split_whitespace() {
        if subject.chars().count() + word.chars().count() >= HEADLINE_MAX {
            break;
        }
        if !subject.is_empty() {
            subject.push(' ');
        }
        subject.push_str(word);
    }
    subject
}

/// The fields.
#[component]
pub fn How(asking: Asking, form: Form) -> impl IntoView {
    let languages: Vec<_> = Language::ALL
        .iter()
        .map(|language| (language.tag().to_owned(), own_name(*language).to_owned()))
        .collect();
    let group = form.control_id("/is_public");
    let choice = |is_public: bool, title: String, text: String| {
        let is_picked = Signal::derive(move || asking.is_public.get() == is_public);
        let pick = Callback::new(move |()| asking.is_public.set(is_public));
        option(group.clone(), is_picked, pick, title, view! { <small>{text}</small> }.into_any())
    };
    let choices = [
        choice(false, t!("ask-private"), t!("ask-private-text")),
        choice(true, t!("ask-public"), t!("ask-public-text")),
    ];
    view! {
        <TextField form=form pointer="/subject" label=t!("ask-subject") hint=t!("ask-subject-hint") value=asking.subject maxlength=NAME_MAX />
        <SelectField form=form pointer="/language" label=t!("ask-language") value=asking.language options=languages />
        <fieldset class="options">
            <legend>{t!("ask-who-reads")}</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
        <Show when=move || asking.is_public.get()>
            <CheckField label=t!("ask-show-name") value=asking.shows_name />
        </Show>
        <Files asking=asking form=form />
    }
}

/// Files that go along; only with an account, because a file is its uploader's until the case has it.
#[component]
fn Files(asking: Asking, form: Form) -> impl IntoView {
    let arrived =
        Callback::new(move |file: (String, String)| asking.files.update(|files| files.push(file)));
    let uploads = Uploads::new("", FileKind::Document, ATTACHMENTS_MAX).handing_to(arrived);
    let signed_in = Memo::new(|_| session::me().is_some());
    let rows = move || {
        let rows = asking.files.get().into_iter().map(|(id, name)| {
            let label = t!("upload-remove", name = name.clone());
            let remove = move |_| asking.files.update(|files| files.retain(|(other, _)| *other != id));
            view! {
                <li><span class="grow small">{name}</span>
                    <button type="button" class="icon-button" aria-label=label on:click=remove>"✕"</button></li>
            }
        });
        rows.collect_view()
    };
    move || {
        if !signed_in.get() {
            return view! {
                <p class="small muted">{t!("ask-files-account")}" "<A href="/sign-in?next=/ask">{t!("nav-sign-in")}</A></p>
            }
            .into_any();
        }
        view! {
            <div class="stack tight">
                <UploadField uploads=uploads id=form.control_id("/attachments") label=t!("case-files") hint=t!("case-files-hint") />
                <ul class="uploads">{rows}</ul>
                <span class="error" role="alert">{move || form.fault_within("/attachments")}</span>
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::headline;

    #[test]
    fn a_subject_is_the_first_sentence_in_whole_words() {
        assert_eq!(headline("  Мен кайда барам? Айтып бериңизчи."), "Мен кайда барам");
        assert_eq!(headline("Саламатсызбы! Стажым кошулабы же жокпу?"), "Стажым кошулабы же жокпу");
        assert_eq!(headline("Салам"), "Салам");
        let long = headline(&"медициналык ".repeat(20));
        assert!(long.chars().count() <= 80 && long.ends_with("медициналык"), "{long}");
        assert_eq!(headline(""), "");
    }
}
