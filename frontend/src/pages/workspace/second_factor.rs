//! What only a session that has shown a second factor may do.

use leptos::prelude::*;

use crate::{
    components::{
        button::{Kind, LinkButton},
        states::{Notice, Tone},
    },
    session, t,
};

/// Shows its content to a person whose session has shown a second factor; leads everyone else to it.
#[component]
pub fn WithSecondFactor(children: ChildrenFn) -> impl IntoView {
    let children = StoredValue::new(children);
    let case = Memo::new(|_| match session::me() {
        Some(me) if me.second_factor_shown => 2,
        Some(me) if me.has_second_factor => 1,
        _ => 0,
    });
    move || {
        match case.get() {
        2 => children.with_value(|children| children()).into_any(),
        // The factor is there, but this session began before it.
        1 => view! {
            <Notice tone=Tone::Wait>
                <b>{t!("factor-needed")}</b>
                <p>{t!("factor-needed-again")}</p>
                <div class="row"><LinkButton kind=Kind::Secondary href="/account">{t!("nav-account")}</LinkButton></div>
            </Notice>
        }
        .into_any(),
        _ => view! {
            <Notice tone=Tone::Wait>
                <b>{t!("factor-needed")}</b>
                <p>{t!("factor-needed-text")}</p>
                <div class="row"><LinkButton href="/account">{t!("factor-needed-action")}</LinkButton></div>
            </Notice>
        }
        .into_any(),
    }
    }
}
