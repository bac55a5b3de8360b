//! Answers that the desk gives often, to be put into what is being written.

use kopuro_shared::{desks::CannedAnswer, language::Language};
use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, Kind},
        field::SelectField,
        form::Form,
        texts::own_name,
    },
    pages::cases::composer::Composing,
    t,
};

/// Takes an answer that the desk gives often into the text, in the asker's language where there is one.
#[component]
pub fn CannedBar(
    /// What the desk answers often.
    answers: Vec<CannedAnswer>,
    /// The language in which was asked.
    language: Language,
    /// What is being written.
    composing: Composing,
) -> impl IntoView {
    if answers.is_empty() {
        return ().into_any();
    }
    let form = Form::new();
    let asked_in = language;
    let options: Vec<_> = std::iter::once((String::new(), t!("field-choose")))
        .chain(answers.iter().map(|answer| (answer.id.clone(), answer.title.clone())))
        .collect();
    let answers = StoredValue::new(answers);
    let chosen = RwSignal::new(String::new());
    let language = RwSignal::new(asked_in.tag().to_owned());
    let body = move || {
        let id = chosen.get();
        answers.with_value(|all| all.iter().find(|one| one.id == id).map(|one| one.body.clone()))
    };
    let languages = Signal::derive(move || {
        let there = body().map(|body| body.iter().map(|(one, _)| one).collect::<Vec<_>>());
        let there = there.unwrap_or_else(|| Language::ALL.to_vec());
        there.into_iter().map(|one| (one.tag().to_owned(), own_name(one).to_owned())).collect()
    });
    // What it is not written in can't be chosen.
    Effect::new(move |_| {
        let options: Vec<(String, String)> = languages.get();
        let fits = |tag: &str| options.iter().any(|(one, _)| one == tag);
        if !fits(&language.read_untracked()) {
            let first = options.first().map(|(tag, _)| tag.clone()).unwrap_or_default();
            let own = asked_in.tag().to_owned();
            language.set(if fits(&own) { own } else { first });
        }
    });
    let insert = move || {
        let tag = language.get_untracked();
        let words = untrack(body).zip(Language::from_tag(&tag));
        let words = words.and_then(|(body, language)| body.get(language).map(str::to_owned));
        let Some(words) = words else { return };
        let at = composing.caret();
        composing.text.update(|text| *text = inserted(text, at, &words));
        composing.focus();
    };
    view! {
        <div class="canned-bar">
            <SelectField form=form pointer="/canned" label=t!("compose-canned") value=chosen options=options />
            <SelectField form=form pointer="/canned_language" label=t!("compose-canned-language") value=language options=languages />
            <Button kind=Kind::Secondary disabled=Signal::derive(move || chosen.read().is_empty()) on_click=insert>
                {t!("compose-canned-insert")}
            </Button>
        </div>
    }
    .into_any()
}

/// A text with words put in where the caret stands, or at its end, as a paragraph of their own.
fn inserted(text: &str, caret: Option<u32>, words: &str) -> String {
    let mut units = 0;
    let at = text.char_indices().find_map(|(at, letter)| {
        let here = units;
        units += u32::try_from(letter.len_utf16()).unwrap_or(1);
        (caret? <= here).then_some(at)
    });
    let (before, after) = text.split_at(at.unwrap_or(text.len()));
    let gap = |side: &str| if side.trim().is_empty() { "" } else { "\n\n" };
    let (before, after) = (before.trim_end(), after.trim_start());
    format!("{before}{}{words}{}{after}", gap(before), gap(after))
}

#[cfg(test)]
mod tests {
    use super::inserted;

    #[test]
    fn words_go_where_the_caret_stands_as_a_paragraph() {
        assert_eq!(inserted("", Some(0), "Салам"), "Салам");
        assert_eq!(inserted("Саламатсызбы!", None, "Жооп"), "Саламатсызбы!\n\nЖооп");
        assert_eq!(inserted("Бир эки", Some(3), "Жооп"), "Бир\n\nЖооп\n\nэки");
        // A letter outside the basic plane counts twice.
        assert_eq!(inserted("😀 эки", Some(3), "Жооп"), "😀\n\nЖооп\n\nэки");
        assert_eq!(inserted("Бир\n", Some(4), "Жооп"), "Бир\n\nЖооп");
    }
}
