//! Finds another desk: by topic and place, or among those of one's own organization.

use kopuro_shared::desks::{DeskSummary, Topic};
use leptos::prelude::*;

use crate::{
    api::desks::{list_desks, list_organization_desks, list_topics},
    components::{
        button::{Button, Kind},
        field::SelectField,
        form::Form,
        loaded::Fetched,
        paged::Paged,
        states::Empty,
    },
    drafts::Draft,
    i18n::pick,
    pages::workspace::{ChosenPlace, PlaceField},
    t,
};

/// The desk that was chosen. Copy it into the form.
#[derive(Debug, Clone, Copy)]
pub struct ChosenDesk {
    /// The id; empty while none is chosen.
    pub id: RwSignal<String>,
    /// What it is called, with its organization.
    pub name: RwSignal<String>,
}

impl ChosenDesk {
    /// None yet.
    pub fn none() -> Self {
        Self { id: RwSignal::default(), name: RwSignal::default() }
    }

    /// A desk of which a draft is kept.
    pub fn kept(draft: Draft, desk: Option<&DeskSummary>) -> Self {
        let id = desk.map(|desk| desk.id.as_str()).unwrap_or_default();
        let name = desk.map(full_name).unwrap_or_default();
        Self { id: draft.text("above_desk_id", id), name: draft.text("above_name", &name) }
    }

    /// Takes this one.
    pub fn choose(self, desk: &DeskSummary) {
        self.name.set(full_name(desk));
        self.id.set(desk.id.clone());
    }
}

/// What a desk is called, with its organization.
pub fn full_name(desk: &DeskSummary) -> String {
    format!("{} · {}", pick(&desk.name), pick(&desk.organization_name))
}

/// What rows find in their context: where the choice goes, and a desk that is no choice.
#[derive(Clone, Copy)]
struct Picking {
    chosen: ChosenDesk,
    except: StoredValue<String>,
}

/// The field.
#[component]
pub fn DeskPicker(
    /// The form it belongs to.
    form: Form,
    /// JSON pointer of the value in the request's body.
    pointer: &'static str,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What was chosen.
    chosen: ChosenDesk,
    /// The topic to begin with.
    #[prop(optional, into)]
    topic: String,
    /// The place to begin with: id and name.
    #[prop(optional_no_strip)]
    place: Option<(String, String)>,
    /// The organization whose own desks can be chosen among.
    #[prop(optional, into)]
    organization: String,
    /// A desk that is no choice.
    #[prop(optional, into)]
    except: String,
) -> impl IntoView {
    provide_context(Picking { chosen, except: StoredValue::new(except) });
    let search = Form::new();
    let topic = RwSignal::new(topic);
    let (place_id, place_name) = place.unwrap_or_default();
    let place = ChosenPlace { id: RwSignal::new(place_id), name: RwSignal::new(place_name) };
    let own = RwSignal::new(String::new());
    let has_own = !organization.is_empty();
    let organization = StoredValue::new(organization);
    let topics: Fetched<Vec<Topic>> = Fetched::new(list_topics);
    let options = Signal::derive(move || {
        let topics = topics.get().and_then(Result::ok).unwrap_or_default();
        let each = topics.into_iter().map(|topic| (topic.id, pick(&topic.name)));
        std::iter::once((String::new(), t!("desk-picker-any-topic"))).chain(each).collect()
    });
    let desks = Paged::new(move || {
        if own.read().is_empty() {
            list_desks(&topic.read(), &place.id.read())
        } else {
            organization.with_value(|id| list_organization_desks(id))
        }
    });
    let among =
        vec![(String::new(), t!("desk-picker-all")), ("own".to_owned(), t!("desk-picker-own"))];
    let none = || {
        view! { <Empty title=t!("desk-picker-none") text=t!("desk-picker-none-text") /> }.into_any()
    };
    view! {
        <fieldset class="stack tight desk-picker">
            <legend>{label}</legend>
            {move || (!chosen.id.read().is_empty()).then(|| view! {
                <div class="row">
                    <b>{chosen.name}</b>
                    <Button kind=Kind::Quiet compact=true on_click=move || chosen.id.set(String::new())>{t!("place-change")}</Button>
                </div>
            })}
            <div class="stack tight panel" hidden=move || !chosen.id.read().is_empty()>
                {has_own.then(|| view! {
                    <SelectField form=search pointer="/among" label=t!("desk-picker-among") value=own options=among.clone() />
                })}
                <div class="stack tight" hidden=move || !own.read().is_empty()>
                    <SelectField form=search pointer="/topic" label=t!("queue-topic") value=topic options=options />
                    <PlaceField form=search label=t!("desk-picker-place") hint=t!("desk-picker-place-hint") chosen=place />
                </div>
                {desks.view("list lines", |desk| desk.id.clone(), row, none)}
            </div>
            <span class="error" role="alert">{move || form.fault(pointer)}</span>
        </fieldset>
    }
}

fn row(desk: DeskSummary) -> AnyView {
    let Picking { chosen, except } = expect_context();
    let name = pick(&desk.name);
    let detail = format!(
        "{} · {}",
        pick(&desk.organization_name),
        t!("desk-promise-within", days = desk.promise_days)
    );
    // Only a desk that takes cases can be given one, and not the one that has it.
    let fits = desk.is_open && except.with_value(|except| *except != desk.id);
    let choose = move |_| chosen.choose(&desk);
    view! {
        <div class="row between">
            <div class="stack tight grow"><b>{name.clone()}</b><small class="muted">{detail}</small></div>
            {fits.then(|| view! {
                <button type="button" class="button secondary compact" aria-label=t!("desk-picker-choose-named", name = name)
                    on:click=choose>{t!("desk-picker-choose")}</button>
            })}
        </div>
    }
    .into_any()
}
