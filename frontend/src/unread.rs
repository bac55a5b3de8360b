//! How many notifications the person has not seen: for the badge in the frame of every page.

use std::cell::Cell;

use leptos::{prelude::*, task::spawn_local};

use crate::{api::community::count_unread_notifications, session};

/// Counted so far; the badge says `9+` from there on.
pub const COUNTED_MAX: usize = 9;

thread_local! {
    static UNREAD: Cell<Option<RwSignal<usize>>> = const { Cell::new(None) };
}

/// Begins to count, for whoever signs in; once, in the frame of all pages.
pub fn install() {
    UNREAD.set(Some(RwSignal::new(0)));
    let person = Memo::new(|_| session::me().map(|me| me.id));
    Effect::new(move |_| {
        if person.get().is_some() {
            refresh();
        } else if let Some(unread) = UNREAD.get() {
            unread.set(0);
        }
    });
}

/// How many, as a signal; one more than [`COUNTED_MAX`] where there are more.
pub fn count() -> usize {
    UNREAD.get().map_or(0, |unread| unread.get())
}

/// Counts anew.
pub fn refresh() {
    spawn_local(async {
        // A badge that could not be counted is no reason to disturb anyone.
        if let (Ok(count), Some(unread)) =
            (count_unread_notifications(COUNTED_MAX + 1).await, UNREAD.get())
        {
            unread.set(count);
        }
    });
}
