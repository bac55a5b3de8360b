//! My pledges.

use kopuro_shared::pledges::{MyPledge, PledgeState};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::pledges::list_my_pledges,
    components::{
        button::LinkButton, moment::Moment, paged::Paged, pledge_badge::PledgeBadge, states::Empty,
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The list, all or in one state.
#[component]
pub fn Pledges() -> impl IntoView {
    let state = RwSignal::new(None::<PledgeState>);
    let pledges = Paged::new(move || list_my_pledges(state.get()));
    let options = PledgeState::ALL.map(|state| {
        view! { <option value=state.name()>{t_of!("pledge-state", state.name())}</option> }
    });
    let none = move || {
        if state.get().is_some() {
            return view! { <Empty title=t!("me-pledges-none-so") /> }.into_any();
        }
        view! {
            <Empty title=t!("me-pledges-none") text=t!("me-pledges-none-text")>
                <LinkButton href="/projects">{t!("me-find-projects")}</LinkButton>
            </Empty>
        }
        .into_any()
    };
    view! {
        <div class="field filter">
            <label for="pledge-state">{t!("me-pledges-state")}</label>
            <select id="pledge-state" on:change:target=move |event| state.set(PledgeState::from_name(&event.target().value()))>
                <option value="">{t!("me-pledges-all")}</option>
                {options.collect_view()}
            </select>
        </div>
        {pledges.view("list", |pledge| pledge.id.clone(), |pledge| view! { <Row pledge=pledge /> }, none)}
    }
}

#[component]
fn Row(pledge: MyPledge) -> impl IntoView {
    let received = pledge.received;
    view! {
        <article class="card linked">
            <p class="row between"><PledgeBadge state=pledge.state /><span class="small muted"><Moment at=pledge.created_at /></span></p>
            <h3><A href=format!("/pledges/{}", pledge.id)>{pick(&pledge.project_title)}</A></h3>
            <p class="row between">
                <b class="number">{format::money(pledge.amount)}</b>
                {(received.amount > 0).then(|| view! { <span class="small">{t!("me-pledge-came", amount = format::money(received))}</span> })}
            </p>
        </article>
    }
}
