//! Who is signed in. The access token lives in memory only; the refresh token is in a cookie that no script can read.

use std::cell::{Cell, RefCell};

use futures::future::{FutureExt, LocalBoxFuture, Shared};
use kopuro_shared::people::{Me, Session};
use leptos::prelude::*;

use crate::{api::people, tab_lock};

/// The lock under which a tab renews the session.
const RENEWING: &str = "kopuro.renewing";
/// A mark in the browser's storage that a session may exist, so that visitors cost no request. It is no secret.
const MARK: &str = "kopuro.signed_in";

/// Who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Not known yet: the session of the last visit is being renewed.
    Unknown,
    /// Nobody is signed in.
    Visitor,
    /// This person.
    Person(Box<Me>),
}

thread_local! {
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
    static WHO: Cell<Option<RwSignal<Who>>> = const { Cell::new(None) };
    static RENEWAL: RefCell<Option<Shared<LocalBoxFuture<'static, bool>>>> = const { RefCell::new(None) };
}

/// Makes the session ready; once, before any page is drawn.
pub fn install() {
    let expected = storage().is_some_and(|storage| matches!(storage.get_item(MARK), Ok(Some(_))));
    WHO.set(Some(RwSignal::new(if expected { Who::Unknown } else { Who::Visitor })));
    if expected {
        // Leptos starts its own executor only when it mounts the app, which is later.
        wasm_bindgen_futures::spawn_local(async {
            renew().await;
        });
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn signal() -> RwSignal<Who> {
    WHO.get().expect("installed before any page")
}

/// Who is there, as a signal.
pub fn who() -> Who {
    signal().get()
}

/// The person who is signed in, as a signal.
pub fn me() -> Option<Me> {
    match who() {
        Who::Person(me) => Some(*me),
        Who::Unknown | Who::Visitor => None,
    }
}

/// The person who is signed in at this moment.
pub fn me_untracked() -> Option<Me> {
    untrack(me)
}

/// The token for the `Authorization` header.
pub fn access_token() -> Option<String> {
    TOKEN.with(|token| token.borrow().clone())
}

/// Takes up a session that the server has begun or renewed.
pub fn begin(session: Session) {
    TOKEN.with(|token| *token.borrow_mut() = Some(session.access_token));
    if let Some(storage) = storage() {
        // Without storage the person signs in again at the next visit.
        let _ = storage.set_item(MARK, "1");
    }
    signal().set(Who::Person(Box::new(session.me)));
}

/// Shows a change of the person's own account.
pub fn update(me: Me) {
    signal().set(Who::Person(Box::new(me)));
}

/// The person has begun to act for an organization.
pub fn joined() {
    signal().update(|who| {
        if let Who::Person(me) = who {
            me.is_member = true;
        }
    });
}

/// Forgets the session in this browser.
pub fn end() {
    TOKEN.with(|token| *token.borrow_mut() = None);
    if let Some(storage) = storage() {
        let _ = storage.remove_item(MARK);
    }
    signal().set(Who::Visitor);
}

/// Renews the access token by the cookie; whether there is a session. However many requests ask at once, the cookie is
/// sent once: a refresh token that is used twice ends the session, as a stolen one would. Other tabs wait, and then
/// send the cookie that this one was given.
pub async fn renew() -> bool {
    let renewal = RENEWAL.with(|running| {
        running
            .borrow_mut()
            .get_or_insert_with(|| {
                async {
                    let renewed = {
                        let _alone = tab_lock::acquire(RENEWING).await;
                        people::refresh_session().await
                    };
                    RENEWAL.with(|running| *running.borrow_mut() = None);
                    match renewed {
                        Ok(session) => {
                            begin(session);
                            true
                        }
                        // Without a connection the session may well be good: keep the mark for the next visit.
                        Err(crate::api::ApiError::Offline) => {
                            signal().set(Who::Visitor);
                            false
                        }
                        Err(_) => {
                            end();
                            false
                        }
                    }
                }
                .boxed_local()
                .shared()
            })
            .clone()
    });
    renewal.await
}

/// Looks whether another tab has signed in meanwhile, as after a mail's link was opened there.
pub async fn look_again() {
    let expected = storage().is_some_and(|storage| matches!(storage.get_item(MARK), Ok(Some(_))));
    if expected && matches!(signal().get_untracked(), Who::Visitor) {
        renew().await;
    }
}

/// Waits until it is known who is there. Requests whose answer depends on the person wait for this first.
pub async fn settled() {
    if matches!(signal().get_untracked(), Who::Unknown) {
        renew().await;
    }
}
