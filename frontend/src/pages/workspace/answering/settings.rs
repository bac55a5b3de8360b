//! A desk's settings: what it answers for and promises, who is on duty, and whether it takes new cases.

use kopuro_shared::desks::{Topic, UpdateDesk};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use super::{
    desk_fields::DeskFields,
    duty::Duty,
    frame::{AtDesk, at_desk},
};
use crate::{
    api::{
        desks::list_topics,
        queue::{get_desk_to_change, update_desk},
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, Submit},
        form::Form,
        loaded::{Fetched, loaded},
        stale::{Stale, stale_action},
        texts::own_name,
        toast,
    },
    drafts::Draft,
    i18n::pick,
    t,
};

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    at_desk(t!("desk-part-settings"), |at| {
        let edits = at.desk.can_manage.then(|| {
            let topics: Fetched<Vec<Topic>> = Fetched::new(list_topics);
            let of = at.clone();
            loaded(topics, move |topics| view! { <Edit at=of.clone() topics=topics /> })
        });
        let facts = (!at.desk.can_manage).then(|| facts(&at));
        view! {
            <p><A href=format!("/desks/{}", at.desk.id)>{t!("desk-see-page")}</A></p>
            {facts}
            <Duty at=at.clone() />
            {edits}
            {at.desk.can_manage.then(|| view! { <Opening at=at.clone() /> })}
        }
        .into_any()
    })
}

fn facts(at: &AtDesk) -> AnyView {
    let desk = &at.desk;
    let join = |texts: Vec<String>| texts.join(", ");
    let topics = join(desk.topics.iter().map(|topic| pick(&topic.name)).collect());
    let places = join(desk.places.iter().map(|place| pick(&place.name)).collect());
    let languages =
        join(desk.languages.iter().map(|language| own_name(*language).to_owned()).collect());
    let above = desk.above.as_ref().map_or_else(
        || t!("desk-above-derived"),
        |above| format!("{} · {}", pick(&above.name), pick(&above.organization_name)),
    );
    view! {
        <section class="card stack">
            <p class="prose">{pick(&desk.about)}</p>
            <dl class="facts">
                <dt>{t!("desk-topics")}</dt><dd>{topics}</dd>
                <dt>{t!("desk-places")}</dt><dd>{places}</dd>
                <dt>{t!("desk-languages")}</dt><dd>{languages}</dd>
                <dt>{t!("desk-promise-days")}</dt><dd>{desk.promise_days}</dd>
                <dt>{t!("desk-above")}</dt><dd>{above}</dd>
            </dl>
        </section>
    }
    .into_any()
}

#[component]
fn Edit(at: AtDesk, topics: Vec<Topic>) -> impl IntoView {
    let form = Form::new();
    let id = StoredValue::new(at.desk.id.clone());
    let draft = Draft::of(&format!("desk/{}", at.desk.id));
    let etag = StoredValue::new(at.etag.clone());
    let fields = DeskFields::kept(form, draft, &at.org, Some(&at.desk));
    let reload = at.reload;
    let send = move || {
        let Some(request) = fields.update_request() else { return };
        let sent = update_desk(id.get_value(), etag.get_value(), request.clone());
        form.check_and_send(&request, sent, move |saved| {
            etag.set_value(saved.etag);
            draft.clear();
            toast::good(t!("saved"));
            reload.run(());
        });
    };
    let keep_mine = Callback::new(move |()| {
        spawn_local(async move {
            match get_desk_to_change(&id.get_value()).await {
                Ok(newer) => {
                    etag.set_value(newer.etag);
                    send();
                }
                Err(error) => toast::bad(error.text()),
            }
        });
    });
    let take_theirs = Callback::new(move |()| {
        draft.discard();
        reload.run(());
    });
    view! {
        <form class="card stack" novalidate on:submit=move |event| { event.prevent_default(); send(); }>
            <h2>{t!("desk-edit")}</h2>
            {draft.notice()}
            {form.problem_view()}
            <Stale form=form look=format!("/desks/{}", at.desk.id) on_keep_mine=keep_mine on_take_theirs=take_theirs />
            {fields.view(&at.org, &topics, at.desk.id.clone())}
            <div class="row"><Submit busy=form.busy()>{t!("action-save")}</Submit></div>
        </form>
    }
}

/// Whether it takes new cases, and changing that.
#[component]
fn Opening(at: AtDesk) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let is_open = at.desk.is_open;
    let (text, action) = if is_open {
        (t!("desk-close-text"), t!("desk-close"))
    } else {
        (t!("desk-open-text"), t!("desk-open"))
    };
    let question = Question {
        title: action.clone(),
        text: text.clone(),
        action: action.clone(),
        reason: None,
    };
    let (id, etag, reload) = (at.desk.id, at.etag, at.reload);
    let send = Callback::new(move |_| {
        let request = UpdateDesk { is_open: Some(!is_open), ..UpdateDesk::default() };
        form.send(update_desk(id.clone(), etag.clone(), request), move |_| {
            open.set(false);
            toast::good(t!("saved"));
            reload.run(());
        });
    });
    let look = Callback::new(move |()| {
        open.set(false);
        reload.run(());
    });
    view! {
        <section class="card stack">
            <h2>{t!("desk-opening")}</h2>
            <p class="small muted">{text}</p>
            <div class="row"><Button kind=Kind::Secondary on_click=move || open.set(true)>{action}</Button></div>
            <Ask open=open form=form question=question on_send=send>
                {stale_action(form, look)}
            </Ask>
        </section>
    }
}
