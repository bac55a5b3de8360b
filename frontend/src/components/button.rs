//! Buttons, and links that look like them.

use leptos::prelude::*;
use leptos_router::components::A;

/// How much a button asks for attention. A page has one primary button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// The one thing to do here.
    #[default]
    Primary,
    /// Another thing to do.
    Secondary,
    /// A thing beside the matter.
    Quiet,
    /// Something that can't be undone.
    Danger,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Secondary => "button secondary",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// A button that does something on this page.
#[component]
pub fn Button(
    /// How much attention it asks for.
    #[prop(optional)]
    kind: Kind,
    /// Shows work in progress and takes no click.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Takes no click.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Lower and smaller, for rows of a table.
    #[prop(optional)]
    compact: bool,
    /// What a click does.
    on_click: impl Fn() + 'static,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" class=kind.class() class:compact=compact
            disabled=move || busy.get() || disabled.get()
            aria-busy=move || busy.get().to_string()
            on:click=move |_| on_click()>
            {children()}
        </button>
    }
}

/// The button that sends a form.
#[component]
pub fn Submit(
    /// The form is being sent.
    #[prop(into)]
    busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="submit" class="button primary" disabled=busy aria-busy=move || busy.get().to_string()>
            {children()}
        </button>
    }
}

/// A link to another page in the clothes of a button.
#[component]
pub fn LinkButton(
    /// How much attention it asks for.
    #[prop(optional)]
    kind: Kind,
    /// Where it leads.
    #[prop(into)]
    href: String,
    children: Children,
) -> impl IntoView {
    view! { <A href=href attr:class=kind.class()>{children()}</A> }
}
