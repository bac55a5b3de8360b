//! Giving the chosen cases to somebody: the bar under the queue.

use leptos::prelude::*;

use super::{Queue, me};
use crate::{
    components::{
        button::{Button, Kind, Submit},
        field::SelectField,
    },
    t,
};

/// The key of nobody in particular.
const NOBODY: &str = "none";

/// The bar; it stands at the foot of the screen while cases are chosen.
#[component]
pub fn Bulk(queue: Queue) -> impl IntoView {
    let form = queue.form;
    let me = me().unwrap_or_default();
    let person = RwSignal::new(me.clone());
    let options = queue.members.with_value(|members| {
        let each = members.iter().map(|member| {
            let name = member.display_name.clone();
            let is_me = member.person_id == me;
            (member.person_id.clone(), if is_me { t!("members-me", name = name) } else { name })
        });
        each.chain([(NOBODY.to_owned(), t!("queue-nobody"))]).collect::<Vec<_>>()
    });
    let options = Signal::stored(options);
    let count = move || queue.selected.with(std::collections::BTreeSet::len);
    let rows = queue.cases.rows();
    let select_all = move || {
        let open = |case: &&kopuro_shared::cases::CaseSummary| {
            !case.is_mine && case.state != kopuro_shared::cases::CaseState::Closed
        };
        let all = rows
            .with_untracked(|rows| rows.iter().filter(open).map(|case| case.id.clone()).collect());
        queue.selected.set(all);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let ids = queue.selected.get_untracked().into_iter().collect();
        queue.assign(ids, Some(person.get_untracked()).filter(|person| person != NOBODY));
    };
    view! {
        <Show when=move || !rows.with(Vec::is_empty)>
            <form class="card bulk" class:chosen=move || count() != 0 novalidate on:submit=submit aria-label=t!("queue-bulk")>
                <p class="bulk-count" role="status">{move || t!("queue-selected", count = count())}</p>
                {form.problem_view()}
                <span class="error" role="alert">{move || form.fault_within("/case_ids")}</span>
                <div class="row">
                    <Button kind=Kind::Quiet compact=true on_click=select_all>{t!("queue-select-all")}</Button>
                    {move || (count() != 0).then(|| view! {
                        <Button kind=Kind::Quiet compact=true on_click=move || queue.selected.set(std::collections::BTreeSet::new())>
                            {t!("queue-select-none")}
                        </Button>
                    })}
                </div>
                <Show when=move || count() != 0>
                    <div class="bulk-assign">
                        <SelectField form=form pointer="/person_id" label=t!("queue-assign-to") value=person options=options />
                        <Submit busy=form.busy()>{t!("queue-assign")}</Submit>
                    </div>
                </Show>
            </form>
        </Show>
    }
}
