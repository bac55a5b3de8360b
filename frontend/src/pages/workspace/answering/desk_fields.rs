//! What is said of a desk: the fields with which it is set up and changed.

use kopuro_shared::{
    desks::{CreateDesk, Desk, PROMISE_MAX, Topic, UpdateDesk},
    ids::Id,
    language::{Language, Translated},
    validation::{NAME_MAX, TEXT_MAX},
};
use leptos::prelude::*;

use super::desk_picker::{ChosenDesk, DeskPicker};
use crate::{
    components::{
        button::{Button, Kind},
        field::TextField,
        form::Form,
        texts::{LanguageTabs, Texts, TextsField, own_name},
    },
    drafts::Draft,
    i18n::{self, pick},
    pages::workspace::{ChosenPlace, Org, PlaceField},
    t,
};

/// What most desks promise at first: the law gives most offices about that long.
const USUAL_PROMISE: u32 = 10;

/// The fields, all as text, so that a draft can keep them. Copy it into the form.
#[derive(Clone, Copy)]
pub struct DeskFields {
    form: Form,
    language: RwSignal<Language>,
    name: Texts,
    about: Texts,
    /// Ids, parted by commas.
    topics: RwSignal<String>,
    /// Ids and names, as JSON.
    places: RwSignal<String>,
    /// Tags, parted by commas.
    languages: RwSignal<String>,
    promise: RwSignal<String>,
    above: ChosenDesk,
}

fn ids(list: &str) -> Vec<Id> {
    list.split(',').filter(|id| !id.is_empty()).map(Into::into).collect()
}

fn places(json: &str) -> Vec<(String, String)> {
    serde_json::from_str(json).unwrap_or_default()
}

impl DeskFields {
    /// The fields of a desk, or of a new one at the organization's own place.
    pub fn kept(form: Form, draft: Draft, org: &Org, desk: Option<&Desk>) -> Self {
        let none = Translated::default();
        let topics: Vec<_> =
            desk.iter().flat_map(|desk| &desk.topics).map(|topic| topic.id.clone()).collect();
        let named =
            |place: &kopuro_shared::places::PlaceSummary| (place.id.clone(), pick(&place.name));
        let at: Vec<_> = match desk {
            Some(desk) => desk.places.iter().map(named).collect(),
            None => org.page.places.last().map(named).into_iter().collect(),
        };
        let languages = desk.map_or_else(|| Language::ALL.to_vec(), |desk| desk.languages.clone());
        let languages: Vec<_> = languages.into_iter().map(Language::tag).collect();
        let promise = desk.map_or(USUAL_PROMISE, |desk| desk.promise_days);
        Self {
            form,
            language: RwSignal::new(i18n::language()),
            name: Texts::kept(draft, "name", desk.map_or(&none, |desk| &desk.name)),
            about: Texts::kept(draft, "about", desk.map_or(&none, |desk| &desk.about)),
            topics: draft.text("topics", &topics.join(",")),
            places: draft.text("places", &serde_json::to_string(&at).unwrap_or_default()),
            languages: draft.text("languages", &languages.join(",")),
            promise: draft.text("promise", &promise.to_string()),
            above: ChosenDesk::kept(draft, desk.and_then(|desk| desk.above.as_ref())),
        }
    }

    /// What was typed, to set up a desk; marks what can't be read.
    pub fn create_request(self) -> Option<CreateDesk> {
        let Ok(promise_days) = self.promise.get_untracked().trim().parse() else {
            self.form.mark("/promise_days", t!("field-not-number"));
            return None;
        };
        let languages = ids(&self.languages.get_untracked());
        Some(CreateDesk {
            name: self.name.value(),
            about: self.about.value(),
            topics: ids(&self.topics.get_untracked()),
            place_ids: places(&self.places.get_untracked()).into_iter().map(|(id, _)| id).collect(),
            languages: languages.iter().filter_map(|tag| Language::from_tag(tag)).collect(),
            promise_days,
            above_desk_id: Some(self.above.id.get_untracked()).filter(|id| !id.is_empty()),
        })
    }

    /// What was typed, to change a desk.
    pub fn update_request(self) -> Option<UpdateDesk> {
        let all = self.create_request()?;
        Some(UpdateDesk {
            name: Some(all.name),
            about: Some(all.about),
            topics: Some(all.topics),
            place_ids: Some(all.place_ids),
            languages: Some(all.languages),
            promise_days: Some(all.promise_days),
            // An empty one takes away what was set.
            above_desk_id: Some(all.above_desk_id.unwrap_or_default()),
            is_open: None,
        })
    }

    /// The fields; `topics` are all that there are.
    pub fn view(self, org: &Org, topics: &[Topic], except: String) -> impl IntoView + use<> {
        let form = self.form;
        let mine = ids(&self.topics.get_untracked());
        // A topic that takes no new cases stands where it was chosen before.
        let topics: Vec<_> = topics
            .iter()
            .filter(|topic| topic.is_open || mine.contains(&topic.id))
            .map(|topic| (topic.id.clone(), pick(&topic.name)))
            .collect();
        let languages = Language::ALL
            .map(|language| (language.tag().to_owned(), own_name(language).to_owned()));
        view! {
            <LanguageTabs language=self.language texts=vec![self.name, self.about] />
            <TextsField form=form pointer="/name" label=t!("desk-name") hint=t!("desk-name-hint") texts=self.name language=self.language
                maxlength=NAME_MAX />
            <TextsField form=form pointer="/about" label=t!("desk-about") hint=t!("desk-about-hint") texts=self.about
                language=self.language long=true maxlength=TEXT_MAX />
            {choices(form, "/topics", t!("desk-topics"), topics, self.topics)}
            <PlacesField form=form places=self.places />
            {choices(form, "/languages", t!("desk-languages"), languages.to_vec(), self.languages)}
            <TextField form=form pointer="/promise_days" label=t!("desk-promise-days") hint=t!("desk-promise-hint", max = PROMISE_MAX)
                value=self.promise inputmode="numeric" maxlength=3 />
            <DeskPicker form=form pointer="/above_desk_id" label=t!("desk-above") chosen=self.above organization=org.id.clone()
                except=except />
            <p class="small muted">{t!("desk-above-hint")}</p>
        }
    }
}

/// Several of a list, kept as their keys parted by commas.
fn choices(
    form: Form,
    pointer: &'static str,
    label: String,
    options: Vec<(String, String)>,
    value: RwSignal<String>,
) -> AnyView {
    let boxes = options.into_iter().map(|(key, text)| {
        let chosen = {
            let key = key.clone();
            move || ids(&value.read()).contains(&key)
        };
        let change = move |event: web_sys::Event| {
            let mut all = ids(&value.get_untracked());
            all.retain(|one| *one != key);
            if event_target_checked(&event) {
                all.push(key.clone());
            }
            value.set(all.join(","));
        };
        view! { <label class="choice"><input type="checkbox" prop:checked=chosen on:change=change /><span>{text}</span></label> }
    });
    let boxes: Vec<_> = boxes.collect();
    view! {
        <fieldset class="field">
            <legend>{label}</legend>
            <div class="choices">{boxes}</div>
            <span class="error" role="alert">{move || form.fault_within(pointer)}</span>
        </fieldset>
    }
    .into_any()
}

/// The places that a desk answers for.
#[component]
fn PlacesField(form: Form, places: RwSignal<String>) -> impl IntoView {
    let search = Form::new();
    let chosen = ChosenPlace { id: RwSignal::default(), name: RwSignal::default() };
    let set = move |list: Vec<(String, String)>| {
        places.set(serde_json::to_string(&list).unwrap_or_default());
    };
    let all = move || self::places(&places.read());
    Effect::new(move |_| {
        let id = chosen.id.get();
        if id.is_empty() {
            return;
        }
        let mut list = untrack(all);
        if !list.iter().any(|(known, _)| *known == id) {
            list.push((id, chosen.name.get_untracked()));
            set(list);
        }
        chosen.id.set(String::new());
    });
    let rows = move || {
        let rows = all().into_iter().map(|(id, name)| {
            let label = t!("desk-place-remove", name = name.clone());
            let remove = move || {
                set(untrack(all).into_iter().filter(|(other, _)| *other != id).collect());
            };
            view! {
                <li>
                    <Button kind=Kind::Secondary compact=true on_click=remove>
                        {name}<span aria-hidden="true">"✕"</span><span class="visually-hidden">{label}</span>
                    </Button>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <fieldset class="field">
            <legend>{t!("desk-places")}</legend>
            <ul class="chips" aria-live="polite">{rows}</ul>
            <PlaceField form=search label=t!("desk-place-add") hint=t!("desk-places-hint") chosen=chosen />
            <span class="error" role="alert">{move || form.fault_within("/place_ids")}</span>
        </fieldset>
    }
}
