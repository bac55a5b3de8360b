//! Opens a project as a draft: what is needed, and where.

use kopuro_shared::{
    currency::Currency,
    language::Translated,
    projects::{CreateProject, Sector},
    validation::{NAME_MAX, SUMMARY_MAX},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::{
    api::{projects::list_sectors, work::create_project},
    components::{
        button::Submit,
        field::{SelectField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    i18n::{self, pick},
    pages::workspace::{ChosenPlace, Org, PlaceField, in_workspace},
    t, t_of,
};

/// The choices of a sector, with an empty one first.
pub fn sector_options(sectors: &[Sector]) -> Vec<(String, String)> {
    let empty = (String::new(), t!("field-choose"));
    let each = sectors.iter().map(|sector| (sector.code.clone(), pick(&sector.name)));
    std::iter::once(empty).chain(each).collect()
}

/// The number that was typed; zero where it is empty, and nothing where it is no number.
pub fn whole_number(text: &str) -> Option<i32> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() { Some(0) } else { digits.parse().ok() }
}

/// The page.
#[component]
pub fn CreatePage() -> impl IntoView {
    in_workspace(t!("project-new"), |org| {
        let sectors = Fetched::new(list_sectors);
        view! {
            <h1>{t!("project-new")}</h1>
            <p class="lead">{t!("project-new-text")}</p>
            {loaded(sectors, move |sectors| view! { <Create org=org.clone() sectors=sectors /> })}
        }
    })
}

#[component]
fn Create(org: Org, sectors: Vec<Sector>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("project/new/{}", org.id));
    let language = RwSignal::new(i18n::language());
    let here = org.page.places.last();
    let place = ChosenPlace::kept(
        draft,
        here.map(|place| place.id.as_str()).unwrap_or_default(),
        &here.map(|place| pick(&place.name)).unwrap_or_default(),
    );
    let title = Texts::kept(draft, "title", &Translated::default());
    let summary = Texts::kept(draft, "summary", &Translated::default());
    let sector = draft.text("sector", "");
    let beneficiaries = draft.text("beneficiaries", "");
    let currency = draft.text("currency", Currency::Kgs.code());
    let navigate = use_navigate();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(people) = whole_number(&beneficiaries.get_untracked()) else {
            form.mark("/beneficiaries", t!("field-not-number"));
            return;
        };
        let request = CreateProject {
            place_id: place.id.get_untracked(),
            sector: sector.get_untracked(),
            title: title.value(),
            summary: summary.value(),
            description: Translated::default(),
            beneficiaries: people,
            currency: currency.get_untracked().parse().unwrap_or(Currency::Kgs),
        };
        let (navigate, id) = (navigate.clone(), org.id.clone());
        let sent = create_project(org.id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |project| {
            draft.clear();
            toast::good(t!("project-created"));
            let to = format!("/workspace/{id}/projects/{}", project.id);
            navigate(&to, leptos_router::NavigateOptions::default());
        });
    };
    let currencies = Currency::ALL
        .map(|currency| (currency.code().to_owned(), t_of!("currency", currency.code())))
        .to_vec();
    view! {
        <form class="card stack" novalidate on:submit=submit>
            {draft.notice()}
            {form.problem_view()}
            <LanguageTabs language=language texts=vec![title, summary] />
            <TextsField form=form pointer="/title" label=t!("field-label-title") hint=t!("field-hint-title") texts=title language=language
                maxlength=NAME_MAX />
            <TextsField form=form pointer="/summary" label=t!("field-label-summary") hint=t!("field-hint-summary") texts=summary
                language=language long=true maxlength=SUMMARY_MAX />
            <PlaceField form=form label=t!("field-label-needed-where") chosen=place />
            <div class="grid two">
                <SelectField form=form pointer="/sector" label=t!("field-label-sector") value=sector options=sector_options(&sectors) />
                <TextField form=form pointer="/beneficiaries" label=t!("field-label-beneficiaries") value=beneficiaries inputmode="numeric" />
                <SelectField form=form pointer="/currency" label=t!("field-label-project-currency") value=currency options=currencies />
            </div>
            <div class="row"><Submit busy=form.busy()>{t!("project-create")}</Submit></div>
        </form>
    }
}
