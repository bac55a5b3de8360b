//! The work: how it was bought, its steps with their evidence.

mod milestone;

use kopuro_shared::{
    currency::Currency,
    files::FileKind,
    language::Translated,
    money::Money,
    organizations::OrganizationAction,
    projects::{Procurement, ProcurementMethod, ProjectState, RecordProcurement},
    validation::{NAME_MAX, SUMMARY_MAX},
};
use leptos::prelude::*;

use self::milestone::MilestoneCard;
use super::frame::Work;
use crate::{
    api::work::record_procurement,
    components::{
        button::Submit,
        field::{SelectField, TextField},
        form::Form,
        money_field::{MoneyField, amount_text, money_fault, typed_amount},
        states::{Empty, Notice},
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    format,
    i18n::{self, pick},
    pages::workspace::{UploadField, Uploads},
    t, t_of,
};

/// The part.
#[component]
pub fn WorkPart(work: Work) -> impl IntoView {
    let project = &work.project;
    let works = project.state.is_working();
    let records = works && work.may(OrganizationAction::ManageProjects);
    let begun = works || matches!(project.state, ProjectState::Completed | ProjectState::Accepted);
    let milestones: Vec<_> = project
        .milestones
        .iter()
        .cloned()
        .map(|milestone| view! { <MilestoneCard work=work.clone() milestone=milestone /> })
        .collect();
    view! {
        {(!begun).then(|| view! { <Notice>{t!("work-not-begun")}</Notice> })}
        <section class="stack">
            <h2>{t!("plan-milestones")}</h2>
            {if milestones.is_empty() {
                view! { <Empty title=t!("work-no-milestones") text=t!("work-no-milestones-text") /> }.into_any()
            } else {
                view! { <ol class="list">{milestones}</ol> }.into_any()
            }}
        </section>
        <section class="card stack">
            <h2>{t!("procurement-title")}</h2>
            {project.procurement.as_ref().map(recorded)}
            {if records {
                view! { <Record work=work.clone() /> }.into_any()
            } else if project.procurement.is_none() {
                view! { <p class="muted">{t!("procurement-later")}</p> }.into_any()
            } else {
                ().into_any()
            }}
        </section>
    }
}

fn recorded(procurement: &Procurement) -> impl IntoView + use<> {
    let facts = [
        (t!("field-label-method"), Some(t_of!("procurement-method", procurement.method.name()))),
        (t!("field-label-supplier"), procurement.supplier.clone()),
        (t!("field-label-tender-number"), procurement.tender_number.clone()),
        (t!("field-label-contract-value"), procurement.contract_value.map(format::money)),
        (t!("field-label-signed-on"), procurement.contract_signed_on.map(format::date)),
        (t!("field-label-note"), Some(pick(&procurement.note)).filter(|note| !note.is_empty())),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| Some(view! { <dt>{name}</dt><dd>{value?}</dd> }));
    let contract = procurement.contract.clone().map(|file| {
        view! { <p><a href=file.url rel="external">{file.name}</a></p> }
    });
    view! {
        <dl class="facts">{facts.collect_view()}</dl>
        {contract}
        <p class="small muted">{format::moment(procurement.recorded_at)}</p>
    }
}

#[component]
fn Record(work: Work) -> impl IntoView {
    let form = Form::new();
    let project = &work.project;
    let draft = Draft::of(&format!("project/{}/procurement", project.id));
    let language = RwSignal::new(i18n::language());
    let old = project.procurement.as_ref();
    let text = |field: &str, value: Option<&str>| draft.text(field, value.unwrap_or_default());
    let method = text("method", Some(old.map_or("", |old| old.method.name())));
    let supplier = text("supplier", old.and_then(|old| old.supplier.as_deref()));
    let number = text("tender_number", old.and_then(|old| old.tender_number.as_deref()));
    let url = text("tender_url", old.and_then(|old| old.tender_url.as_deref()));
    let value = old.and_then(|old| old.contract_value);
    let currency: Currency = value.map_or(project.goal.currency, |value| value.currency);
    let amount = draft.text(
        "contract_value",
        &value.map(|value| amount_text(value.amount, value.currency)).unwrap_or_default(),
    );
    let signed = draft.text(
        "contract_signed_on",
        &old.and_then(|old| old.contract_signed_on).map(|day| day.to_string()).unwrap_or_default(),
    );
    let empty = Translated::default();
    let note = Texts::kept(draft, "note", old.map_or(&empty, |old| &old.note));
    let contract = Uploads::new(&work.org.id, FileKind::Document, 1);
    let had_contract = old.and_then(|old| old.contract.as_ref()).map(|file| file.id.clone());
    let (id, reload) = (project.id.clone(), work.reload);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(method) = ProcurementMethod::from_name(&method.get_untracked()) else {
            form.mark("/method", t!("field-choose-one"));
            return;
        };
        let value = match typed_amount(&amount.get_untracked(), currency) {
            Ok(value) => value.map(|value| Money::new(value, currency)),
            Err(error) => {
                form.mark("/contract_value", money_fault(error, currency));
                return;
            }
        };
        let given = |text: RwSignal<String>| {
            let text = text.get_untracked().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let request = RecordProcurement {
            method,
            tender_number: given(number),
            tender_url: given(url),
            supplier: given(supplier),
            contract_value: value,
            contract_signed_on: signed.get_untracked().parse().ok(),
            contract_file_id: contract
                .arrived()
                .pop()
                .map(|(id, _)| id)
                .or_else(|| had_contract.clone()),
            note: note.value(),
        };
        let sent = record_procurement(id.clone(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.clear();
            contract.clear();
            toast::good(t!("saved"));
            reload.run(());
        });
    };
    let methods = std::iter::once((String::new(), t!("field-choose")))
        .chain(
            ProcurementMethod::ALL
                .iter()
                .map(|one| (one.name().to_owned(), t_of!("procurement-method", one.name()))),
        )
        .collect::<Vec<_>>();
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p class="muted small">{t!("procurement-text")}</p>
            {draft.notice()}
            {form.problem_view()}
            <div class="grid two">
                <SelectField form=form pointer="/method" label=t!("field-label-method") value=method options=methods />
                <TextField form=form pointer="/supplier" label=t!("field-label-supplier") value=supplier maxlength=NAME_MAX />
                <TextField form=form pointer="/tender_number" label=t!("field-label-tender-number") value=number maxlength=NAME_MAX />
                <TextField form=form pointer="/tender_url" label=t!("field-label-tender-url") hint="https://…" value=url kind="url"
                    maxlength=SUMMARY_MAX />
                <MoneyField form=form pointer="/contract_value" label=t!("field-label-contract-value") value=amount
                    currency=Signal::stored(currency) />
                <TextField form=form pointer="/contract_signed_on" label=t!("field-label-signed-on") value=signed kind="date" />
            </div>
            <UploadField uploads=contract id="contract" label=t!("field-label-contract") hint=t!("field-hint-document") />
            <LanguageTabs language=language texts=vec![note] />
            <TextsField form=form pointer="/note" label=t!("field-label-note") texts=note language=language long=true maxlength=SUMMARY_MAX />
            <div class="row">
                <Submit busy=Signal::derive(move || form.busy().get() || contract.is_pending())>{t!("procurement-action")}</Submit>
            </div>
        </form>
    }
}
