//! A list that is read page by page: skeleton, rows, "more", and what went wrong. Going back shows it as it was left.

use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::{html, prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;

use super::{
    button::{Button, Kind},
    states::{Failed, Skeleton},
};
use crate::{
    api::{ApiError, ListOf, page_text},
    line, t, visit,
};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    First,
    More,
    Ready,
    Failed(ApiError),
}

/// A row of any list.
type Row = Arc<dyn Any + Send + Sync>;
/// The rows of a page and the cursor of the next one, from the page's text.
type Reader = fn(&str) -> Result<(Vec<Row>, Option<String>), ApiError>;

fn read_page<T: DeserializeOwned + Send + Sync + 'static>(
    text: &str,
) -> Result<(Vec<Row>, Option<String>), ApiError> {
    let page = ListOf::<T>::read(text)?;
    Ok((page.items.into_iter().map(|row| Arc::new(row) as Row).collect(), page.next_cursor))
}

/// What of a list was loaded. Copy it into what shows it.
pub struct Paged<T: 'static> {
    pages: Pages,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Paged<T> {}

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> Paged<T> {
    /// The list that `list` names; read anew whenever that names another one.
    pub fn new(list: impl Fn() -> ListOf<T> + 'static) -> Self {
        let address = Box::new(move || list().address().to_owned());
        Self { pages: Pages::new(address, read_page::<T>), of: PhantomData }
    }

    /// The rows that were loaded, as a signal.
    pub fn rows(self) -> Signal<Vec<T>> {
        let rows = self.pages.rows;
        Signal::derive(move || {
            rows.with(|rows| rows.iter().filter_map(|row| row.downcast_ref().cloned()).collect())
        })
    }

    /// Reads the list anew.
    pub fn reload(self) {
        self.pages.reload();
    }

    /// The list: `key` tells the rows apart, `row` draws one, `empty` says that there is none.
    pub fn view<V: IntoView + 'static>(
        self,
        class: &'static str,
        key: fn(&T) -> String,
        row: fn(T) -> V,
        empty: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> impl IntoView {
        let key = move |any: &Row| any.downcast_ref().map(key).unwrap_or_default();
        let row = move |any: &Row| any.downcast_ref().cloned().map(row).into_any();
        self.pages.view(class, Arc::new(key), Arc::new(row), Box::new(empty))
    }
}

/// What is the same for rows of every kind, and so compiled once.
#[derive(Clone, Copy)]
struct Pages {
    read: Reader,
    rows: RwSignal<Vec<Row>>,
    /// The pages as they came, for who comes back.
    texts: StoredValue<Vec<String>>,
    next: RwSignal<Option<String>>,
    phase: RwSignal<Phase>,
    address: StoredValue<String>,
    node: NodeRef<html::Ul>,
}

impl Pages {
    fn new(address: Box<dyn Fn() -> String>, read: Reader) -> Self {
        let pages = Self {
            read,
            rows: RwSignal::new(Vec::new()),
            texts: StoredValue::new(Vec::new()),
            next: RwSignal::new(None),
            phase: RwSignal::new(Phase::First),
            address: StoredValue::new(String::new()),
            node: NodeRef::new(),
        };
        Effect::new(move |before: Option<String>| {
            let address = address();
            if before.as_ref() != Some(&address) {
                pages.begin(address.clone());
            }
            address
        });
        line::when_restored(move || {
            if pages.phase.with_untracked(|phase| *phase == Phase::Failed(ApiError::Offline)) {
                pages.again();
            }
        });
        pages
    }

    fn reload(self) {
        self.begin(self.address.get_value());
    }

    fn begin(self, address: String) {
        let kept = visit::kept(&address);
        self.address.set_value(address);
        // What another list had must not stand under this one's name, were it only until the line is back.
        self.rows.set(Vec::new());
        self.texts.set_value(Vec::new());
        self.next.set(None);
        if let Some(texts) = kept
            && texts.into_iter().try_for_each(|text| self.put(text)).is_ok()
        {
            return self.phase.set(Phase::Ready);
        }
        self.rows.set(Vec::new());
        self.texts.set_value(Vec::new());
        self.phase.set(Phase::First);
        self.load(None);
    }

    /// Adds a page.
    fn put(self, text: String) -> Result<(), ApiError> {
        let (rows, next) = (self.read)(&text)?;
        self.rows.update(|all| all.extend(rows));
        self.texts.update_value(|texts| texts.push(text));
        self.next.set(next);
        Ok(())
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
        let address = self.address.get_value();
        spawn_local(async move {
            let answer = page_text(&address, cursor.as_deref()).await;
            // The person may have left, or asked for another list meanwhile.
            if self.address.try_get_value().as_ref() != Some(&address) {
                return;
            }
            let seen = self.rows.with_untracked(Vec::len);
            match answer.and_then(|text| self.put(text)) {
                Ok(()) => {
                    if cursor.is_some() {
                        let node = self.node;
                        request_animation_frame(move || focus_row(node.get_untracked(), seen));
                    }
                    self.phase.set(Phase::Ready);
                    visit::keep(address, self.texts.get_value());
                }
                Err(error) => self.phase.set(Phase::Failed(error)),
            }
        });
    }

    fn view(
        self,
        class: &'static str,
        key: Arc<dyn Fn(&Row) -> String + Send + Sync>,
        row: Arc<dyn Fn(&Row) -> AnyView + Send + Sync>,
        empty: Box<dyn Fn() -> AnyView + Send + Sync>,
    ) -> AnyView {
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
        let rows = move || {
            let (key, row) = (key.clone(), row.clone());
            view! {
                <For each=move || self.rows.get() key=move |item| key(item) let:item>
                    <li>{row(&item)}</li>
                </For>
            }
        };
        view! {
            <Show when=shown>
                <ul class=class node_ref=node>{rows()}</ul>
            </Show>
            {instead}
            <Show when=has_more>
                <div class="paged-more">
                    <Button kind=Kind::Secondary busy=is_busy on_click=move || self.more()>{t!("action-more")}</Button>
                </div>
            </Show>
        }
        .into_any()
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
