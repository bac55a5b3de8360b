//! Following a project.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::community::{follow_project, unfollow_project},
    components::{
        button::{Button, Kind, LinkButton},
        toast,
    },
    session, t,
};

/// Follows or unfollows; who is not signed in goes there and comes back.
#[component]
pub fn Follow(id: String, is_followed: bool, followers: i64) -> impl IntoView {
    let followed = RwSignal::new(is_followed);
    let busy = RwSignal::new(false);
    let count = move || {
        let mine = i64::from(followed.get()) - i64::from(is_followed);
        t!("project-followers", count = followers + mine)
    };
    let sign_in = format!("/sign-in?next=/projects/{id}");
    let id = StoredValue::new(id);
    let toggle = move || {
        let follow = !followed.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            let answer =
                if follow { follow_project(&id).await } else { unfollow_project(&id).await };
            // The person may have left the page meanwhile.
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    followed.try_set(follow);
                    let text =
                        if follow { t!("project-followed") } else { t!("project-unfollowed") };
                    toast::good(text);
                }
                Err(error) => toast::bad(error.text()),
            }
        });
    };
    let signed_in = Memo::new(|_| session::me().is_some());
    let button = move || {
        if !signed_in.get() {
            let href = sign_in.clone();
            return view! { <LinkButton kind=Kind::Secondary href=href>{t!("project-follow")}</LinkButton> }
                .into_any();
        }
        view! {
            <Button kind=Kind::Secondary busy=busy on_click=toggle>
                {move || if followed.get() { t!("project-unfollow") } else { t!("project-follow") }}
            </Button>
        }
        .into_any()
    };
    view! { {button}<span class="small muted">{count}</span> }
}
