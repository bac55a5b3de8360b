//! What people ask about: names, and the words by which a matter is recognised.

use kopuro_shared::{
    desks::{KEYWORDS_MAX, PutTopic, Topic, is_topic_id},
    language::Translated,
    validation::NAME_MAX,
};
use leptos::prelude::*;

use super::for_stewards;
use crate::{
    api::queue::{list_topics_to_change, put_topic},
    components::{
        button::Submit,
        field::{CheckField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        states::Badge,
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    i18n::{self, pick},
    t,
};

/// Longest id of a topic, in characters.
const ID_MAX: usize = 40;

/// The page.
#[component]
pub fn TopicsPage() -> impl IntoView {
    for_stewards(t!("steward-topics"), || {
        let topics: Fetched<Vec<Topic>> = Fetched::new(list_topics_to_change);
        let changed = Callback::new(move |()| topics.refetch());
        let list = move |found: Vec<Topic>| {
            let rows = found.into_iter().map(|topic| view! { <li>{row(topic, changed)}</li> });
            view! { <ul class="list">{rows.collect_view()}</ul> }
        };
        view! {
            <p class="muted">{t!("topics-text")}</p>
            {loaded(topics, list)}
            <section class="card stack">
                <h2>{t!("topics-new")}</h2>
                <Write topic=None changed=changed />
            </section>
        }
    })
}

fn row(topic: Topic, changed: Callback<()>) -> AnyView {
    let name = pick(&topic.name);
    let closed = !topic.is_open;
    let keywords = pick(&topic.keywords);
    view! {
        <details class="card">
            <summary>
                <span class="row between"><b>{name}</b>{closed.then(|| view! { <Badge text=t!("topics-closed") /> })}</span>
            </summary>
            <p class="small muted">{keywords}</p>
            <Write topic=Some(topic) changed=changed />
        </details>
    }
    .into_any()
}

/// Writes a new one, or changes this one.
#[component]
fn Write(topic: Option<Topic>, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let known = topic.as_ref().map(|topic| topic.id.clone());
    let draft = Draft::of(&format!("topic/{}", known.as_deref().unwrap_or("+")));
    let none = Translated::default();
    let id = draft.text("id", "");
    let name = Texts::kept(draft, "name", topic.as_ref().map_or(&none, |topic| &topic.name));
    let keywords =
        Texts::kept(draft, "keywords", topic.as_ref().map_or(&none, |topic| &topic.keywords));
    let is_open = RwSignal::new(topic.as_ref().is_none_or(|topic| topic.is_open));
    let language = RwSignal::new(i18n::language());
    let is_new = known.is_none();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let id = known.clone().unwrap_or_else(|| id.get_untracked().trim().to_owned());
        if !is_topic_id(&id) {
            form.mark("/id", t!("topics-id-fault"));
            return;
        }
        let request = PutTopic {
            name: name.value(),
            keywords: keywords.value(),
            is_open: is_open.get_untracked(),
        };
        form.check_and_send(&request, put_topic(id, request.clone()), move |_| {
            if is_new {
                draft.discard();
            } else {
                draft.clear();
            }
            toast::good(t!("saved"));
            changed.run(());
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {draft.notice()}
            {form.problem_view()}
            {is_new.then(|| view! {
                <TextField form=form pointer="/id" label=t!("topics-id") hint=t!("topics-id-hint") value=id maxlength=ID_MAX />
            })}
            <LanguageTabs language=language texts=vec![name, keywords] />
            <TextsField form=form pointer="/name" label=t!("topics-name") texts=name language=language maxlength=NAME_MAX />
            <TextsField form=form pointer="/keywords" label=t!("topics-keywords") hint=t!("topics-keywords-hint") texts=keywords
                language=language long=true maxlength=KEYWORDS_MAX />
            <CheckField label=t!("topics-open") value=is_open />
            <div class="row"><Submit busy=form.busy()>{t!("action-save")}</Submit></div>
        </form>
    }
}
