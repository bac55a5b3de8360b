//! A case at its desk: its thread, what is written into it, and what else can be done with it.

mod acts;
mod canned_bar;

use kopuro_shared::{
    cases::{Case, CaseAction, MessageKind, number::format_number},
    desks::{CannedAnswer, Desk},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_params_map};

use self::{acts::Acts, canned_bar::CannedBar};
use super::standing::standing_badge;
use crate::{
    api::{ApiError, cases::get_case, desks::get_desk, queue::list_canned_answers},
    components::{
        layout::title,
        loaded::{Fetched, loaded},
        moment::Moment,
        states::{Badge, Notice},
        texts::own_name,
        toast,
    },
    format,
    i18n::pick,
    pages::{
        cases::{
            composer::{Composer, Composing},
            door::Door,
            thread::thread,
        },
        workspace::{Org, in_workspace},
    },
    t, t_of,
};

/// What the desk writes, in the order in which it is offered.
const KINDS: [(CaseAction, MessageKind); 3] = [
    (CaseAction::Answer, MessageKind::Answer),
    (CaseAction::AskBack, MessageKind::AskBack),
    (CaseAction::Note, MessageKind::Note),
];

/// A case that somebody works on. Copy it into what shows it.
#[derive(Clone, Copy)]
struct Worked {
    /// The case as it stands now.
    case: RwSignal<Case>,
    /// Its desk, as the person sees it.
    desk: StoredValue<Option<Desk>>,
    org: StoredValue<Org>,
}

impl Worked {
    fn id(self) -> String {
        self.case.with_untracked(|case| case.summary.id.clone())
    }

    fn version(self) -> i64 {
        self.case.with_untracked(|case| case.version)
    }

    /// Reads the case anew: somebody else has changed it.
    fn reload(self) {
        let id = self.id();
        spawn_local(async move {
            match get_case(&id).await {
                // The person may have left the page meanwhile.
                Ok(found) => drop(self.case.try_set(found)),
                Err(error) => toast::bad(error.text()),
            }
        });
    }

    /// The address of the queue that it is in.
    fn queue(self) -> String {
        let desk = self.desk.with_value(|desk| {
            let desk = desk.as_ref().filter(|desk| desk.members.is_some());
            desk.map(|desk| desk.id.clone())
        });
        self.org.with_value(|org| match desk {
            Some(desk) => org.path(&format!("/desks/{desk}/cases")),
            // Who has it by escalation does not see that desk's queue.
            None => org.path("/desks"),
        })
    }
}

/// The page.
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    in_workspace(t!("casework-page"), move |org| {
        let id = Memo::new(move |_| params.with(|params| params.get("case").unwrap_or_default()));
        let case: Fetched<Found> = Fetched::new(move || {
            let id = id.get();
            async move { find(&id).await }
        });
        loaded(case, move |(case, desk, canned)| {
            title(&case.summary.subject);
            let worked = Worked {
                case: RwSignal::new(case),
                desk: StoredValue::new(desk),
                org: StoredValue::new(org.clone()),
            };
            view! { <Page worked=worked canned=canned /> }
        })
    })
}

/// A case with its desk and what that answers often.
type Found = (Case, Option<Desk>, Vec<CannedAnswer>);

async fn find(id: &str) -> Result<Found, ApiError> {
    let case = get_case(id).await?;
    let Some(desk) = &case.summary.desk else { return Ok((case, None, Vec::new())) };
    let desk = get_desk(&desk.id).await?;
    let canned = if desk.can_answer { list_canned_answers(&desk.id).await? } else { Vec::new() };
    Ok((case, Some(desk), canned))
}

#[component]
fn Page(worked: Worked, canned: Vec<CannedAnswer>) -> impl IntoView {
    let id = worked.id();
    let composing = Composing::of(&id, MessageKind::Answer);
    let door = StoredValue::new(Door::person(&id));
    // Only another choice of kinds draws the form anew: what somebody else does meanwhile leaves it alone.
    let kinds = Memo::new(move |_| {
        worked.case.with(|case| {
            let allowed = |(action, _): &&(CaseAction, MessageKind)| case.actions.contains(action);
            KINDS.iter().filter(allowed).map(|(_, kind)| *kind).collect::<Vec<_>>()
        })
    });
    let sent = Callback::new(move |case: Case| worked.case.set(case));
    let asked_in = worked.case.with_untracked(|case| case.summary.language);
    let bar = view! { <CannedBar answers=canned language=asked_in composing=composing /> };
    let write = move || {
        let kinds = kinds.get();
        if kinds.is_empty() {
            return view! { <Notice>{t!("compose-nothing")}</Notice> }.into_any();
        }
        view! { <Composer composing=composing door=door.get_value() kinds=kinds sent=sent /> }
            .into_any()
    };
    view! {
        <p class="desk-name"><A href=worked.queue()>{t!("casework-to-queue")}</A></p>
        {move || worked.case.with(head)}
        <div class="with-side">
            <div class="stack loose">
                {move || worked.case.with(|case| door.with_value(|door| thread(case, door)))}
                <div class="stack tight">
                    {bar}
                    {write}
                </div>
            </div>
            <aside class="side" aria-label=t!("casework-side")>
                {move || worked.case.with(facts)}
                <Acts worked=worked />
            </aside>
        </div>
    }
}

fn head(case: &Case) -> AnyView {
    let summary = &case.summary;
    let standing = standing_badge(summary);
    let privacy = t_of!("queue-privacy", if summary.is_public { "public" } else { "private" });
    view! {
        <div class="stack tight">
            <h1 lang=summary.language.tag()>{summary.subject.clone()}</h1>
            <p class="row"><span class="number">{format_number(&summary.number)}</span>{standing}<Badge text=privacy /></p>
        </div>
        {summary.is_mine.then(|| view! { <Notice>{t!("casework-is-mine")}</Notice> })}
    }
    .into_any()
}

fn facts(case: &Case) -> AnyView {
    let summary = &case.summary;
    let asker = summary.asked_by.clone().map(|name| {
        view! { <dt>{t!("case-asked-by")}</dt><dd>{name}</dd> }
    });
    let place = summary.place.as_ref().map(|place| pick(&place.name));
    let place = place.map(|name| view! { <dt>{t!("case-place")}</dt><dd>{name}</dd> });
    let assigned = summary
        .assigned_to
        .as_ref()
        .map_or_else(|| t!("queue-nobodys"), |person| person.display_name.clone());
    let due = summary.due_on.map(|due| {
        view! { <dt>{t!("queue-due")}</dt><dd>{format::date(due)}</dd> }
    });
    let desk = summary.desk.as_ref().map(|desk| {
        let name = pick(&desk.name);
        let href = format!("/desks/{}", desk.id);
        view! { <dt>{t!("case-desk")}</dt><dd><A href=href>{name}</A></dd> }
    });
    let rating = case.rating.map(|rating| {
        let comment = case.rating_comment.clone().filter(|comment| !comment.is_empty());
        view! {
            <dt>{t!("casework-rating")}</dt>
            <dd>{t!("casework-rated", rating = u32::from(rating))}{comment.map(|text| view! { <p class="small prose">{text}</p> })}</dd>
        }
    });
    view! {
        <dl class="card facts">
            {asker}
            <dt>{t!("case-topic")}</dt><dd>{pick(&summary.topic_name)}</dd>
            {place}
            <dt>{t!("case-language")}</dt><dd>{own_name(summary.language)}</dd>
            <dt>{t!("case-asked")}</dt><dd><Moment at=summary.opened_at /></dd>
            {due}
            <dt>{t!("queue-whose")}</dt><dd>{assigned}</dd>
            {desk}
            {rating}
        </dl>
    }
    .into_any()
}
