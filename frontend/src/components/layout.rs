//! The frame of every page: head, navigation, foot; and the page's own title.

use kopuro_shared::language::Language;
use leptos::{html, prelude::*};
use leptos_router::{components::A, hooks::use_location};

use super::{
    icon::{Icon, icon},
    scene::Mark,
    toast::ToastArea,
};
use crate::{i18n, session, t, unread, visit};

/// Names the page in the tab and in the history.
pub fn title(text: &str) {
    document().set_title(&format!("{text} · {}", t!("brand")));
}

/// The frame.
#[component]
pub fn Layout(children: Children) -> impl IntoView {
    let main = NodeRef::<html::Main>::new();
    let location = use_location();
    // A new page begins at its top, and a screen reader there too; not on the first load, where that is so anyway.
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        if before.as_ref().is_some_and(|before| *before != path)
            && let Some(main) = main.get_untracked()
        {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = main.focus_with_options(&options);
        }
        if before.as_ref() != Some(&path) {
            visit::arrive(path.clone());
        }
        path
    });
    view! {
        <div class="frame">
            <a class="skip" href="#content">{t!("skip-to-content")}</a>
            <Top />
            <main id="content" tabindex="-1" node_ref=main>{children()}</main>
            <Foot />
            <Dock />
            <ToastArea />
        </div>
    }
}

#[component]
fn Top() -> impl IntoView {
    view! {
        <header class="top">
            <div class="top-inner">
                <A href="/" attr:class="brand"><Mark /><span>{t!("brand")}</span></A>
                <nav aria-label=t!("nav-label")>
                    <A href="/projects">{t!("nav-projects")}</A>
                    <A href="/places">{t!("nav-places")}</A>
                    <A href="/ask">{t!("nav-ask")}</A>
                    <A href="/how-money-works" attr:class="spare">{t!("nav-money")}</A>
                    <A href="/about" attr:class="spare">{t!("nav-about")}</A>
                    {desk_links}
                </nav>
                <div class="top-tools">
                    <LanguageChoice />
                    <ThemeButton />
                    <Account />
                </div>
            </div>
        </header>
    }
}

/// Where members of organizations and stewards work.
fn desk_links() -> impl IntoView {
    let me = session::me();
    let links = [
        (me.as_ref().is_some_and(|me| me.is_member), "/workspace", Icon::Desk, t!("nav-workspace")),
        (me.as_ref().is_some_and(|me| me.is_steward), "/steward", Icon::Shield, t!("nav-steward")),
    ];
    links
        .into_iter()
        .filter(|(shown, ..)| *shown)
        .map(|(_, href, image, text)| view! { <A href=href>{icon(image)}{text}</A> })
        .collect_view()
}

#[component]
fn Account() -> impl IntoView {
    unread::install();
    move || {
        if let Some(me) = session::me() {
            view! { <MySpace name=me.display_name /> }.into_any()
        } else {
            view! { <A href="/sign-in" attr:class="button primary compact">{t!("nav-sign-in")}</A> }
                .into_any()
        }
    }
}

/// The link to my space, with how much of what happened there was not seen.
#[component]
fn MySpace(name: String) -> impl IntoView {
    let label = move || match unread::count() {
        0 => format!("{}: {name}", t!("nav-me")),
        count => format!("{}: {name}. {}", t!("nav-me"), t!("nav-unread", count = count)),
    };
    let badge = move || match unread::count() {
        0 => None,
        count if count > unread::COUNTED_MAX => Some(format!("{}+", unread::COUNTED_MAX)),
        count => Some(count.to_string()),
    };
    view! {
        <A href="/me" attr:class="icon-button" attr:aria-label=label>
            {icon(Icon::Person)}
            {move || badge().map(|badge| view! { <span class="count" aria-hidden="true">{badge}</span> })}
        </A>
    }
}

#[component]
fn LanguageChoice() -> impl IntoView {
    let options = Language::ALL.map(|language| {
        // Each language by its own name: who looks for it may read no other.
        let (short, name) = match language {
            Language::Ky => ("KG", "Кыргызча"),
            Language::Ru => ("RU", "Русский"),
            Language::En => ("EN", "English"),
        };
        view! {
            <option value=language.tag() selected={language == i18n::language()} lang=language.tag() label=name>{short}</option>
        }
    });
    view! {
        <select class="language" aria-label=t!("language-label")
            on:change:target=move |event| {
                if let Some(language) = Language::from_tag(&event.target().value()) {
                    i18n::choose(language);
                }
            }>
            {options.collect_view()}
        </select>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let switch = move |_| {
        let Some(root) = document().document_element() else { return };
        let system_is_dark = || {
            let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
            query.is_some_and(|query| query.matches())
        };
        let dark =
            root.get_attribute("data-theme").map_or_else(system_is_dark, |theme| theme == "dark");
        let theme = if dark { "light" } else { "dark" };
        let _ = root.set_attribute("data-theme", theme);
        if let Ok(Some(storage)) = window().local_storage() {
            // Without storage the choice lasts as long as the page.
            let _ = storage.set_item("kopuro.theme", theme);
        }
    };
    view! {
        <button type="button" class="icon-button" aria-label=t!("theme-switch") on:click=switch>{icon(Icon::Theme)}</button>
    }
}

#[component]
fn Dock() -> impl IntoView {
    view! {
        <nav class="dock" aria-label=t!("nav-label")>
            <A href="/" exact=true>{icon(Icon::Home)}{t!("nav-home")}</A>
            <A href="/projects">{icon(Icon::Give)}{t!("nav-projects")}</A>
            <A href="/ask">{icon(Icon::Ask)}{t!("nav-ask")}</A>
            {desk_links}
            {move || {
                let me = session::me();
                let works = me.map_or(0, |me| usize::from(me.is_member) + usize::from(me.is_steward));
                // The thumb has room for five. Who works here knows how money works.
                let others = [
                    ("/places", Icon::Map, t!("nav-places")),
                    ("/how-money-works", Icon::Shield, t!("nav-money")),
                ];
                let shown = others.into_iter().take(2 - works.min(2));
                shown.map(|(href, image, text)| view! { <A href=href>{icon(image)}{text}</A> }).collect_view()
            }}
        </nav>
    }
}

#[component]
fn Foot() -> impl IntoView {
    view! {
        <footer class="foot">
            <div class="ornament" aria-hidden="true"></div>
            <div class="foot-inner">
                <div class="stack tight">
                    <b>{t!("brand")}</b>
                    <p class="small">{t!("foot-line")}</p>
                </div>
                <ul>
                    <li><A href="/projects">{t!("nav-projects")}</A></li>
                    <li><A href="/places">{t!("nav-places")}</A></li>
                    <li><A href="/organizations">{t!("organizations-title")}</A></li>
                </ul>
                <ul>
                    <li><A href="/ask">{t!("nav-ask")}</A></li>
                    <li><A href="/cases">{t!("cases-title")}</A></li>
                    <li><A href="/responsiveness">{t!("responsiveness-title")}</A></li>
                </ul>
                <ul>
                    <li><A href="/how-money-works">{t!("nav-money")}</A></li>
                    <li><A href="/about">{t!("nav-about")}</A></li>
                    <li><a href="/api/docs" rel="external">{t!("nav-api")}</a></li>
                </ul>
            </div>
        </footer>
    }
}
