//! Who is on duty at a desk.

use kopuro_shared::{desks::DeskMember, organizations::Member};
use leptos::prelude::*;

use super::frame::AtDesk;
use crate::{
    api::{
        organizations::list_members,
        queue::{put_on_duty, take_off_duty},
    },
    components::{
        button::{Button, Kind, Submit},
        field::SelectField,
        form::Form,
        loaded::{Fetched, loaded},
        states::{Notice, Tone},
        toast,
    },
    session, t,
};

/// The members on duty; who manages desks puts others on it, and everyone takes themselves off.
#[component]
pub fn Duty(at: AtDesk) -> impl IntoView {
    let form = Form::new();
    let members = at.desk.members.clone().unwrap_or_default();
    let me = session::me_untracked().map(|me| me.id).unwrap_or_default();
    let manages = at.desk.can_manage;
    let reload = at.reload;
    let desk = StoredValue::new(at.desk.id.clone());
    let rows = members.iter().cloned().map(|DeskMember { person_id, display_name }| {
        let is_me = person_id == me;
        let label = t!("duty-remove-named", name = display_name.clone());
        let remove = move || {
            form.send(take_off_duty(desk.get_value(), person_id.clone()), move |()| {
                toast::good(t!("saved"));
                reload.run(());
            });
        };
        view! {
            <li class="row between">
                <span>{if is_me { t!("members-me", name = display_name) } else { display_name }}</span>
                {(manages || is_me).then(|| view! {
                    <Button kind=Kind::Quiet compact=true busy=form.busy() on_click=remove>
                        <span aria-hidden="true">{t!("duty-remove")}</span><span class="visually-hidden">{label}</span>
                    </Button>
                })}
            </li>
        }
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <section class="card stack">
            <h2>{t!("duty-title")}</h2>
            <p class="small muted">{t!("duty-text")}</p>
            {form.problem_view()}
            {members.is_empty().then(|| view! { <Notice tone=Tone::Wait>{t!("duty-nobody")}</Notice> })}
            <ul class="list lines">{rows}</ul>
            {manages.then(|| view! { <Add at=at.clone() on_duty=members /> })}
        </section>
    }
}

#[component]
fn Add(at: AtDesk, on_duty: Vec<DeskMember>) -> impl IntoView {
    let form = Form::new();
    let person = RwSignal::new(String::new());
    let organization = at.org.id.clone();
    let members: Fetched<Vec<Member>> = Fetched::new(move || {
        let organization = organization.clone();
        async move { list_members(&organization).await }
    });
    let (desk, reload) = (StoredValue::new(at.desk.id), at.reload);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let chosen = person.get_untracked();
        if chosen.is_empty() {
            form.mark("/person_id", t!("duty-choose"));
            return;
        }
        form.send(put_on_duty(desk.get_value(), chosen), move |()| {
            toast::good(t!("saved"));
            reload.run(());
        });
    };
    loaded(members, move |members| {
        let free = members
            .into_iter()
            .filter(|member| !on_duty.iter().any(|on| on.person_id == member.person_id))
            .map(|member| (member.person_id, member.display_name));
        let options: Vec<_> =
            std::iter::once((String::new(), t!("field-choose"))).chain(free).collect();
        if options.len() == 1 {
            return view! { <p class="small muted">{t!("duty-everyone")}</p> }.into_any();
        }
        view! {
            <form class="panel stack" novalidate on:submit=submit>
                {form.problem_view()}
                <SelectField form=form pointer="/person_id" label=t!("duty-add-who") value=person options=options />
                <div class="row"><Submit busy=form.busy()>{t!("duty-add")}</Submit></div>
            </form>
        }
        .into_any()
    })
}
