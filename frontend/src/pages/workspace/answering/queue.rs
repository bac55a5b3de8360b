//! A desk's queue: its cases, the soonest due first, with filters that live in the address, keys for who works a lot of
//! them, and giving several at once to somebody.

mod asked;
mod bulk;
mod keys;

use std::collections::BTreeSet;

use kopuro_shared::{cases::CaseSummary, desks::DeskMember};
use leptos::prelude::*;
use leptos_router::components::A;

use self::{asked::Filters, bulk::Bulk, keys::KeysHelp};
use super::{
    frame::{AtDesk, at_desk},
    standing::standing_badge,
};
use crate::{
    api::queue::{assign_cases, list_desk_cases},
    components::{form::Form, paged::Paged, states::Empty, toast},
    format,
    i18n::pick,
    session, t, t_of,
};

/// The queue as its rows, its bar and its keys see it.
#[derive(Clone, Copy)]
pub(super) struct Queue {
    desk: StoredValue<String>,
    organization: StoredValue<String>,
    cases: Paged<CaseSummary>,
    /// The cases that are chosen to be given to somebody.
    selected: RwSignal<BTreeSet<String>>,
    /// Whether the person may give cases to somebody.
    answers: bool,
    /// Who can be given cases, the person first.
    members: StoredValue<Vec<DeskMember>>,
    form: Form,
    /// Where the row was that had the focus before the list was read anew.
    position: StoredValue<Option<u32>>,
    /// Whether the page shows which keys there are.
    help: RwSignal<bool>,
}

impl Queue {
    /// Gives cases to a member, or to nobody in particular; says so, and reads the queue anew.
    fn assign(self, case_ids: Vec<String>, person_id: Option<String>) {
        if case_ids.is_empty() {
            toast::bad(t!("queue-none-selected"));
            return;
        }
        let count = case_ids.len();
        let name = person_id.as_ref().and_then(|id| {
            self.members.with_value(|members| {
                let found = members.iter().find(|member| member.person_id == *id);
                found.map(|member| member.display_name.clone())
            })
        });
        let request = kopuro_shared::cases::blocks::AssignCases { case_ids, person_id };
        let sent = assign_cases(self.desk.get_value(), request.clone());
        self.position.set_value(keys::focused());
        self.form.check_and_send(&request, sent, move |()| {
            toast::good(match name {
                Some(name) => t!("queue-assigned", count = count, name = name),
                None => t!("queue-assigned-nobody", count = count),
            });
            self.selected.set(BTreeSet::new());
            self.cases.reload();
        });
    }
}

/// The person's own id.
fn me() -> Option<String> {
    session::me_untracked().map(|me| me.id)
}

/// The page.
#[component]
pub fn QueuePage() -> impl IntoView {
    at_desk(t!("desk-part-queue"), |at| view! { <QueueOf at=at /> }.into_any())
}

#[component]
fn QueueOf(at: AtDesk) -> impl IntoView {
    let filters = Filters::of_address();
    let desk = StoredValue::new(at.desk.id.clone());
    let cases = Paged::new(move || {
        filters.asked.with(|asked| {
            let me = me().unwrap_or_default();
            let due = asked.due_until(format::bishkek_today());
            let due = due.map(|day| day.to_string()).unwrap_or_default();
            let whose = if asked.assigned == "me" { &me } else { &asked.assigned };
            desk.with_value(|id| list_desk_cases(id, &asked.state, &due, whose, &asked.topic))
        })
    });
    let queue = Queue {
        desk,
        organization: StoredValue::new(at.org.id.clone()),
        cases,
        selected: RwSignal::new(BTreeSet::new()),
        answers: at.desk.can_answer,
        members: StoredValue::new(answering(&at)),
        form: Form::new(),
        position: StoredValue::new(None),
        help: RwSignal::new(false),
    };
    provide_context(queue);
    // Another list has other rows: what was chosen in this one must not be given away unseen.
    Effect::new(move |before: Option<()>| {
        filters.asked.track();
        if before.is_some() {
            queue.selected.set(BTreeSet::new());
        }
    });
    keys::install(queue);
    let none = move || {
        let narrowed = filters.asked.with_untracked(asked::Asked::is_narrowed);
        let text = if narrowed { t!("queue-none-filtered") } else { t!("queue-none-text") };
        view! { <Empty title=t!("queue-none") text=text /> }.into_any()
    };
    view! {
        <asked::FilterBar filters=filters topics=at.desk.topics.clone() />
        <KeysHelp open=queue.help />
        {cases.view("list dense queue", |case| case.id.clone(), row, none)}
        {queue.answers.then(|| view! { <Bulk queue=queue /> })}
    }
}

/// Who can be given the desk's cases: the person, then who is on duty.
fn answering(at: &AtDesk) -> Vec<DeskMember> {
    let me = session::me_untracked();
    let own = me
        .iter()
        .map(|me| DeskMember { person_id: me.id.clone(), display_name: me.display_name.clone() });
    let mut all: Vec<_> = own.collect();
    let on_duty = at.desk.members.iter().flatten().cloned();
    all.extend(on_duty.filter(|one| me.as_ref().is_none_or(|me| me.id != one.person_id)));
    all
}

fn row(case: CaseSummary) -> AnyView {
    let queue: Queue = expect_context();
    let id = StoredValue::new(case.id.clone());
    let is_selected = move || queue.selected.with(|all| id.with_value(|id| all.contains(id)));
    let toggle = move |_| keys::toggle(queue, id.get_value());
    let href = queue.organization.with_value(|org| format!("/workspace/{org}/cases/{}", case.id));
    let about = case.place.as_ref().map(|place| pick(&place.name));
    let about: Vec<_> = std::iter::once(pick(&case.topic_name)).chain(about).collect();
    let who = case.assigned_to.as_ref().map_or_else(
        || t!("queue-nobodys"),
        |person| t!("queue-assigned-to", name = person.display_name.clone()),
    );
    // One's own question is answered by others.
    let selects =
        queue.answers && !case.is_mine && case.state != kopuro_shared::cases::CaseState::Closed;
    let (subject, standing) = (case.subject.clone(), standing_badge(&case));
    view! {
        <article class="card linked queue-row" class:chosen=is_selected data-case=case.id.clone()>
            {selects.then(|| view! {
                <label class="queue-box">
                    <input type="checkbox" prop:checked=is_selected on:change=toggle />
                    <span class="visually-hidden">{t!("queue-select", subject = case.subject.clone())}</span>
                </label>
            })}
            <div class="queue-main">
                <div class="row between">
                    <h3 lang=case.language.tag()><A href=href>{subject}</A></h3>
                    {standing}
                </div>
                <p class="small muted">
                    <span class="number">{case.number.clone()}</span>" · "{about.join(", ")}" · "
                    {t_of!("queue-privacy", if case.is_public { "public" } else { "private" })}" · "
                    {t!("queue-asked", date = format::short_date(case.opened_at.date_naive()))}
                </p>
                <p class="small">{who}</p>
            </div>
        </article>
    }
    .into_any()
}
