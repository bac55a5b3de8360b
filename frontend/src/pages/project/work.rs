//! The work: its steps with what shows them, how it was bought, and what the organization tells.

use kopuro_shared::{
    projects::{Evidence, Milestone, Procurement, Project, Update},
    reports::ReportSubject,
};
use leptos::prelude::*;

use crate::{
    api::community::list_updates,
    components::{
        moment::Moment,
        paged::Paged,
        photo::PhotoImage,
        report::{hidden, report_link},
        states::{Badge, Empty, Tone},
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The second part of the page.
#[component]
pub fn Work(project: Project) -> impl IntoView {
    // The first that is not done is what is worked on.
    let now = project.milestones.iter().position(|milestone| milestone.done_on.is_none());
    let milestones = project.milestones.into_iter().enumerate();
    let steps = milestones.map(|(index, milestone)| {
        let is_now = now == Some(index);
        view! { <Step milestone=milestone is_now=is_now /> }
    });
    let steps = steps.collect_view();
    let id = project.id;
    let updates = Paged::new(move || list_updates(&id));
    let none =
        || view! { <Empty title=t!("updates-none") text=t!("updates-none-text") /> }.into_any();
    view! {
        <section class="section">
            <h2>{t!("project-milestones")}</h2>
            <ol class="timeline">{steps}</ol>
        </section>
        {project.procurement.map(|procurement| view! { <Bought procurement=procurement /> })}
        <section class="section">
            <h2>{t!("project-updates")}</h2>
            {updates.view("list", |update| update.id.clone(), |update| view! { <UpdateView update=update /> }, none)}
        </section>
    }
}

#[component]
fn Step(milestone: Milestone, is_now: bool) -> impl IntoView {
    let is_done = milestone.done_on.is_some();
    let when = match milestone.done_on {
        Some(day) => t!("milestone-done", date = format::date(day)),
        None => t!("milestone-planned", date = format::date(milestone.planned_on)),
    };
    let late = !is_done && milestone.planned_on < format::today();
    let note = pick(&milestone.note);
    let evidence = milestone
        .evidence
        .into_iter()
        .map(|evidence| view! { <li><Shown evidence=evidence /></li> });
    let evidence = evidence.collect::<Vec<_>>();
    view! {
        <li class:done=is_done class:now=is_now>
            <div class="stack tight">
                <h3>{pick(&milestone.title)}</h3>
                <p class="row"><span class="muted">{when}</span>
                    {late.then(|| view! { <Badge tone=Tone::Wait text=t!("milestone-late") /> })}</p>
                {(!note.is_empty()).then(|| view! { <p class="prose">{note}</p> })}
                {(!evidence.is_empty()).then(|| view! { <ul class="photos">{evidence}</ul> })}
            </div>
        </li>
    }
}

/// A photo, or a document to download.
#[component]
fn Shown(evidence: Evidence) -> impl IntoView {
    let caption = pick(&evidence.caption);
    let is_photo = evidence.file.media_type.starts_with("image/");
    let name = if caption.is_empty() { evidence.file.name } else { caption };
    let url = evidence.file.url;
    if is_photo {
        return view! {
            <figure>
                <img src=url alt=name.clone() loading="lazy" decoding="async" />
                <figcaption class="small muted">{name}</figcaption>
            </figure>
        }
        .into_any();
    }
    view! { <a href=url rel="external" download="">{t!("document-named", name = name)}</a> }
        .into_any()
}

/// How the work was bought.
#[component]
fn Bought(procurement: Procurement) -> impl IntoView {
    let row = |name: String, value: Option<String>| {
        value.map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
    };
    let tender = procurement.tender_number.or(procurement.tender_url.clone());
    let tender = tender.map(|name| match procurement.tender_url {
        Some(url) => view! { <a href=url rel="external noopener nofollow">{name}</a> }.into_any(),
        None => name.into_any(),
    });
    let contract = procurement.contract.map(|file| {
        view! { <a href=file.url rel="external" download="">{t!("document-named", name = file.name)}</a> }
    });
    view! {
        <section class="section">
            <h2>{t!("project-procurement")}</h2>
            <div class="card">
                <dl class="facts">
                    <dt>{t!("procurement-how")}</dt>
                    <dd>{t_of!("procurement-method", procurement.method.name())}</dd>
                    {tender.map(|tender| view! { <dt>{t!("procurement-tender")}</dt><dd>{tender}</dd> })}
                    {row(t!("procurement-supplier"), procurement.supplier)}
                    {row(t!("procurement-value"), procurement.contract_value.map(format::money))}
                    {row(t!("procurement-signed"), procurement.contract_signed_on.map(format::date))}
                    {contract.map(|contract| view! { <dt>{t!("procurement-contract")}</dt><dd>{contract}</dd> })}
                </dl>
                <p class="prose">{pick(&procurement.note)}</p>
                <p class="small muted">{t!("procurement-recorded")}" "<Moment at=procurement.recorded_at /></p>
            </div>
        </section>
    }
}

#[component]
fn UpdateView(update: Update) -> impl IntoView {
    if let Some(at) = update.hidden_at {
        return view! {
            <article class="card">
                <p class="small muted"><Moment at=update.created_at /></p>
                {hidden(at, update.hidden_reason)}
            </article>
        }
        .into_any();
    }
    let photos = update.photos.into_iter().map(|shown| {
        let caption = pick(&shown.caption);
        view! {
            <li><figure>
                <PhotoImage photo=shown.photo alt=caption.clone() sizes="(min-width: 60rem) 14rem, 45vw" />
                {(!caption.is_empty()).then(|| view! { <figcaption class="small muted">{caption}</figcaption> })}
            </figure></li>
        }
    });
    let photos = photos.collect::<Vec<_>>();
    view! {
        <article class="card">
            <h3>{pick(&update.title)}</h3>
            <p class="small muted"><Moment at=update.created_at /></p>
            <p class="prose">{pick(&update.body)}</p>
            {(!photos.is_empty()).then(|| view! { <ul class="photos">{photos}</ul> })}
            {report_link(ReportSubject::Update, &update.id)}
        </article>
    }
    .into_any()
}
