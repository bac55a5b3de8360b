//! A list that is read page by page: skeleton, rows, "more", and what went wrong. Going back shows it as it was left.

use leptos::{html, prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    button::{Button, Kind},
    states::{Failed, Skeleton},
};
use crate::{
    api::{ApiError, ListOf},
    line, t, visit,
};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    First,
    More,
    Ready,
    Failed(ApiError),
}

/// What of a list was loaded. Copy it into what shows it.
pub struct Paged<T: 'static> {
    rows: RwSignal<Vec<T>>,
    next: RwSignal<Option<String>>,
    phase: RwSignal<Phase>,
    list: StoredValue<Option<ListOf<T>>>,
    node: NodeRef<html::Ul>,
}

impl<T> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Paged<T> {}

impl<T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static> Paged<T> {
    /// The list that `list` names; read anew whenever that names another one.
    pub fn new(list: impl Fn() -> ListOf<T> + 'static) -> Self {
        let paged = Self {
            rows: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            phase: RwSignal::new(Phase::First),
            list: StoredValue::new(None),
            node: NodeRef::new(),
        };
        Effect::new(move |before: Option<String>| {
            let list = list();
            let key = list.key().to_owned();
            if before.as_ref() != Some(&key) {
                paged.begin(list);
            }
            key
        });
        line::when_restored(move || {
            if paged.phase.with_untracked(|phase| *phase == Phase::Failed(ApiError::Offline)) {
                paged.again();
            }
        });
        paged
    }

    /// The rows that were loaded, as a signal.
    pub fn rows(self) -> Signal<Vec<T>> {
        self.rows.into()
    }

    /// Reads the list anew.
    pub fn reload(self) {
        if let Some(list) = self.list.get_value() {
            self.begin(list);
        }
    }

    fn begin(self, list: ListOf<T>) {
        let kept = visit::kept::<(Vec<T>, Option<String>)>(list.key());
        self.list.set_value(Some(list));
        // What another list had must not stand under this one's name, were it only until the line is back.
        self.rows.set(Vec::new());
        self.next.set(None);
        if let Some((rows, next)) = kept {
            self.rows.set(rows);
            self.next.set(next);
            self.phase.set(Phase::Ready);
            return;
        }
        self.phase.set(Phase::First);
        self.load(None);
    }

    fn more(self) {
        if let Some(cursor) = self.next.get_untracked() {
            self.phase.set(Phase::More);
            self.load(Some(cursor));
        }
    }

    fn again(self) {
        if self.rows.with_untracked(Vec::is_empty) { self.reload() } else { self.more() }
    }

    fn load(self, cursor: Option<String>) {
        let Some(list) = self.list.get_value() else { return };
        spawn_local(async move {
            let answer = list.page(cursor.as_deref()).await;
            // The person may have left, or asked for another list meanwhile.
            let is_current = self.list.try_get_value().flatten();
            if is_current.is_none_or(|current| current.key() != list.key()) {
                return;
            }
            match answer {
                Ok(page) => {
                    let seen = self.rows.with_untracked(Vec::len);
                    self.rows.update(|rows| {
                        if cursor.is_none() {
                            rows.clear();
                        }
                        rows.extend(page.items);
                    });
                    if cursor.is_some() {
                        let node = self.node;
                        request_animation_frame(move || focus_row(node.get_untracked(), seen));
                    }
                    self.next.set(page.next_cursor.clone());
                    self.phase.set(Phase::Ready);
                    self.rows.with_untracked(|rows| {
                        visit::keep(list.key().to_owned(), &(rows, &page.next_cursor));
                    });
                }
                Err(error) => self.phase.set(Phase::Failed(error)),
            }
        });
    }

    /// The list: `key` tells the rows apart, `row` draws one, `empty` says that there is none.
    pub fn view<V: IntoView + 'static>(
        self,
        class: &'static str,
        key: fn(&T) -> String,
        row: fn(T) -> V,
        empty: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> impl IntoView {
        let node = self.node;
        let shown = move || {
            self.phase.with(|phase| *phase != Phase::First)
                && self.rows.with(|rows| !rows.is_empty())
        };
        let instead = move || match self.phase.get() {
            Phase::First => view! { <Skeleton tall=true /> }.into_any(),
            Phase::Failed(error) => {
                let retry = Callback::new(move |()| self.again());
                view! { <Failed error=error retry=retry /> }.into_any()
            }
            Phase::Ready if self.rows.with(Vec::is_empty) => empty(),
            Phase::Ready | Phase::More => ().into_any(),
        };
        let is_busy = Signal::derive(move || self.phase.with(|phase| *phase == Phase::More));
        let has_more = move || {
            self.next.with(Option::is_some)
                && self.phase.with(|phase| matches!(phase, Phase::Ready | Phase::More))
        };
        view! {
            <Show when=shown>
                <ul class=class node_ref=node>
                    <For each=move || self.rows.get() key=move |item| key(item) let:item>
                        <li>{row(item)}</li>
                    </For>
                </ul>
            </Show>
            {instead}
            <Show when=has_more>
                <div class="paged-more">
                    <Button kind=Kind::Secondary busy=is_busy on_click=move || self.more()>{t!("action-more")}</Button>
                </div>
            </Show>
        }
    }
}

/// The focus goes to the first new row: the button that had it moves on below the last.
fn focus_row(list: Option<web_sys::HtmlUListElement>, index: usize) {
    use wasm_bindgen::JsCast;
    let row = list.and_then(|list| list.children().item(u32::try_from(index).ok()?));
    let link = row.and_then(|row| row.query_selector("a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Focus is a courtesy: the rows are there anyway.
        let _ = link.focus_with_options(&options);
    }
}
