//! What a page shows in place of content: waiting, nothing there, something wrong; and notices.

use leptos::prelude::*;

use super::button::{Button, Kind};
use crate::{api::ApiError, t};

/// Grey bars in the shape of what comes.
#[component]
pub fn Skeleton(
    /// Begins with a picture.
    #[prop(optional)]
    tall: bool,
) -> impl IntoView {
    view! {
        <div class="skeleton" class:tall=tall role="status">
            <span></span><span></span><span></span><span></span>
            <b class="visually-hidden">{t!("state-loading")}</b>
        </div>
    }
}

/// Nothing there yet: says what would be here and what to do.
#[component]
pub fn Empty(
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// What to do about it.
    #[prop(optional, into)]
    text: String,
    /// A button or link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state">
            <div class="ornament" aria-hidden="true"></div>
            <h3>{title}</h3>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// Something went wrong: what, and a way to try again.
#[component]
pub fn Failed(
    /// Why.
    error: ApiError,
    /// Tries again.
    #[prop(optional, into)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="state" role="alert">
            <h3>{t!("state-failed")}</h3>
            <p>{error.text()}</p>
            {retry.map(|retry| view! {
                <Button kind=Kind::Secondary on_click=move || retry.run(())>{t!("action-retry")}</Button>
            })}
        </div>
    }
}

/// The tone of a badge or notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// Done, in order.
    Good,
    /// Goes on.
    Busy,
    /// Waits for somebody.
    Wait,
    /// Wrong or refused.
    Bad,
}

impl Tone {
    /// The class of the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Good => "good",
            Self::Busy => "busy",
            Self::Wait => "wait",
            Self::Bad => "bad",
        }
    }
}

/// A state in one word.
#[component]
pub fn Badge(
    /// Its tone.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class=format!("badge {}", tone.class())>{text}</span> }
}

/// A sentence or two that must be seen.
#[component]
pub fn Notice(
    /// Its tone.
    #[prop(optional)]
    tone: Tone,
    children: Children,
) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! { <div class=format!("notice {}", tone.class()) role=role><div>{children()}</div></div> }
}
