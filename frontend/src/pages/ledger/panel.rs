//! "Verify this account in my browser": the button, its progress and the result.

use leptos::{prelude::*, task::spawn_local};

use super::{
    noted::{self, Noted},
    verify::{Outcome, verify},
};
use crate::{
    components::{
        button::{Button, Kind},
        copyable::Copyable,
        states::{Notice, Tone},
    },
    format, t,
};

/// The panel.
#[component]
pub fn VerifyPanel(
    /// The project.
    project_id: String,
    /// The hash of the last entry, as the server says.
    head: String,
) -> impl IntoView {
    let running = RwSignal::new(None::<(i64, i64)>);
    let outcome = RwSignal::new(None::<Outcome>);
    let stop = StoredValue::new(false);
    let id = StoredValue::new(project_id);
    let start = move || {
        stop.set_value(false);
        outcome.set(None);
        running.set(Some((0, 0)));
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            let progress = |done, total| {
                // Who has left the page has stopped it too.
                running.try_set(Some((done, total))).is_none()
                    && !stop.try_get_value().unwrap_or(true)
            };
            let result = verify(&id, noted::find(&id), progress).await;
            if let Outcome::Good { noted, .. } = &result {
                noted::keep(&id, noted);
            }
            running.try_set(None);
            outcome.try_set(Some(result));
        });
    };
    let action = move || {
        if running.get().is_some() {
            return view! {
                <Button kind=Kind::Secondary on_click=move || stop.set_value(true)>{t!("verify-stop")}</Button>
            }
            .into_any();
        }
        view! { <Button on_click=start>{t!("verify-action")}</Button> }.into_any()
    };
    view! {
        <section class="card verify">
            <h2>{t!("verify-title")}</h2>
            <p>{t!("verify-text")}</p>
            <div class="row no-print">{action}</div>
            <Progress running=running />
            <div class="stack" aria-live="polite">{move || outcome.get().map(|outcome| view! { <Verdict outcome=outcome /> })}</div>
            <div class="stack tight">
                <p class="small muted">{t!("verify-head-label")}</p>
                <Copyable text=head label=t!("verify-head-label") />
                <p class="small muted">{t!("verify-head-text")}</p>
            </div>
        </section>
    }
}

#[component]
fn Progress(running: RwSignal<Option<(i64, i64)>>) -> impl IntoView {
    move || {
        running.get().map(|(done, total)| {
            view! {
                <div class="stack tight">
                    <progress max=total.max(1).to_string() value=done.to_string() aria-label=t!("verify-running")></progress>
                    <p class="small muted">{t!("verify-progress", done = format::count(done), total = format::count(total))}</p>
                </div>
            }
        })
    }
}

#[component]
fn Verdict(outcome: Outcome) -> impl IntoView {
    match outcome {
        Outcome::Good { noted, before } => view! {
            <Notice tone=Tone::Good>
                <b>{t!("verify-good")}</b>
                <p>{t!("verify-good-text", count = noted.entries, shown = format::count(noted.entries))}</p>
                {before.map(|before| view! { <p>{since(&before, noted.entries)}</p> })}
            </Notice>
        }
        .into_any(),
        Outcome::Bad(text) => view! {
            <Notice tone=Tone::Bad>
                <b>{t!("verify-bad")}</b>
                <p>{text}</p>
                <p>{t!("verify-bad-todo")}</p>
            </Notice>
        }
        .into_any(),
        Outcome::Failed(error) => view! {
            <Notice tone=Tone::Wait><b>{t!("verify-failed")}</b><p>{error.text()}</p></Notice>
        }
        .into_any(),
        Outcome::Stopped => view! { <Notice>{t!("verify-stopped")}</Notice> }.into_any(),
    }
}

/// What came since the last check in this browser.
fn since(before: &Noted, entries: i64) -> String {
    t!("verify-since", date = format::moment(before.at), count = entries - before.entries)
}
