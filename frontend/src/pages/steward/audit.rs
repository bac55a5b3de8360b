//! The audit log with its filters.

use kopuro_shared::audit::AuditEntry;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::for_stewards;
use crate::{
    api::audit::list_audit_entries,
    components::{
        button::{Button, Kind, Submit},
        field::TextField,
        form::Form,
        paged::Paged,
        states::Empty,
    },
    format, t,
};

/// The filters, as the API names them.
const FILTERS: [&str; 6] =
    ["actor_id", "action", "subject_id", "organization_id", "at_from", "at_to"];

/// The page. Its address may name filters, so that other pages can lead here.
#[component]
pub fn AuditPage() -> impl IntoView {
    let query = use_query_map();
    for_stewards(t!("steward-audit"), move || {
        let form = Form::new();
        let typed = FILTERS.map(|name| {
            RwSignal::new(query.with_untracked(|query| query.get(name).unwrap_or_default()))
        });
        let applied = RwSignal::new(typed.map(|value| value.get_untracked()));
        let entries = Paged::new(move || {
            let values = applied.get();
            let filters: Vec<_> =
                FILTERS.into_iter().zip(values.iter().map(|value| value.trim())).collect();
            list_audit_entries(&filters)
        });
        let apply = move || applied.set(typed.map(|value| value.get_untracked()));
        let clear = move || {
            for value in &typed {
                value.set(String::new());
            }
            apply();
        };
        let hidden = move || {
            for value in &typed {
                value.set(String::new());
            }
            typed[1].set("decide_report".to_owned());
            apply();
        };
        let [actor, action, subject, organization, from, to] = typed;
        view! {
            <form class="card filters" on:submit=move |event| { event.prevent_default(); apply(); }>
                <TextField form=form pointer="/action" label=t!("audit-action") hint="act_on_project, decide_report" value=action />
                <TextField form=form pointer="/actor_id" label=t!("audit-actor") value=actor />
                <TextField form=form pointer="/organization_id" label=t!("audit-organization") value=organization />
                <TextField form=form pointer="/subject_id" label=t!("audit-subject") value=subject />
                <TextField form=form pointer="/at_from" label=t!("audit-from") value=from kind="date" />
                <TextField form=form pointer="/at_to" label=t!("audit-to") value=to kind="date" />
                <div class="row">
                    <Submit busy=form.busy()>{t!("filter-apply")}</Submit>
                    <Button kind=Kind::Quiet on_click=clear>{t!("filter-clear")}</Button>
                    <Button kind=Kind::Quiet on_click=hidden>{t!("audit-decided-reports")}</Button>
                </div>
            </form>
            {entries.view(
                "list dense",
                |entry| entry.id.clone(),
                entry_view,
                || view! { <Empty title=t!("audit-none") text=t!("audit-none-text") /> }.into_any(),
            )}
        }
    })
}

fn entry_view(entry: AuditEntry) -> AnyView {
    let details = serde_json::to_string_pretty(&entry.details).unwrap_or_default();
    let fact = |name: String, value: Option<String>| {
        value.map(|value| view! { <dt>{name}</dt><dd class="hash">{value}</dd> })
    };
    view! {
        <details class="card">
            <summary>
                <span class="row between">
                    <b>{entry.action}</b>
                    <span class="small muted">{format::moment(entry.at)}</span>
                </span>
                {entry.reason.clone().map(|reason| view! { <span class="small">{reason}</span> })}
            </summary>
            <dl class="facts">
                {fact(t!("audit-actor"), entry.actor_id)}
                {fact(t!("audit-subject"), Some(format!("{} {}", entry.subject_kind, entry.subject_id)))}
                {fact(t!("audit-organization"), entry.organization_id)}
                {fact(t!("audit-address"), Some(entry.address))}
                {fact(t!("audit-request"), Some(entry.request_id))}
                {fact(t!("audit-hash"), entry.hash)}
                {fact(t!("audit-details"), Some(details).filter(|details| details != "null"))}
            </dl>
        </details>
    }
    .into_any()
}
