//! Content that comes from the server: a skeleton, then the content or what went wrong.

use std::{any::Any, future::Future, marker::PhantomData, sync::Arc};

use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use super::states::{Failed, Skeleton};
use crate::{api::ApiError, line};

/// What came, of whatever type: all that waits for it is compiled once, not for each type.
type Came = Result<Arc<dyn Any + Send + Sync>, ApiError>;

/// An answer that is on its way. Copy it into what shows it.
pub struct Fetched<T> {
    resource: LocalResource<Came>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Fetched<T> {}

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// Asks now, and again whenever a signal that `fetch` reads has changed.
    pub fn new<F: Future<Output = Result<T, ApiError>> + 'static>(
        fetch: impl Fn() -> F + 'static,
    ) -> Self {
        let fetch = move || -> LocalBoxFuture<'static, Came> {
            let answer = fetch();
            Box::pin(async move { answer.await.map(|value| Arc::new(value) as _) })
        };
        Self { resource: resource(Box::new(fetch)), of: PhantomData }
    }

    /// What came; nothing while it is on its way.
    pub fn get(self) -> Option<Result<T, ApiError>> {
        self.resource.get().map(|came| came.map(value))
    }

    /// Asks again.
    pub fn refetch(self) {
        self.resource.refetch();
    }
}

/// Only what was fetched as a `T` comes here.
#[expect(clippy::unreachable, reason = "a `Fetched<T>` is made by `new` alone, which wraps a `T`")]
fn value<T: Clone + 'static>(came: Arc<dyn Any + Send + Sync>) -> T {
    came.downcast_ref().cloned().unwrap_or_else(|| unreachable!())
}

fn resource(fetch: Box<dyn Fn() -> LocalBoxFuture<'static, Came>>) -> LocalResource<Came> {
    let resource = LocalResource::new(fetch);
    line::when_restored(move || {
        if matches!(resource.get_untracked(), Some(Err(ApiError::Offline))) {
            resource.refetch();
        }
    });
    resource
}

/// Shows what `fetched` brings through `content`.
pub fn loaded<T, V>(
    fetched: Fetched<T>,
    content: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    shown(fetched.resource, Box::new(move |came| content(value(came)).into_any()))
}

fn shown(
    resource: LocalResource<Came>,
    content: Box<dyn Fn(Arc<dyn Any + Send + Sync>) -> AnyView + Send + Sync>,
) -> AnyView {
    let shown = move || match resource.get() {
        None => view! { <Skeleton tall=true /> }.into_any(),
        Some(Ok(came)) => content(came),
        Some(Err(error)) => {
            let retry = Callback::new(move |()| resource.refetch());
            view! { <Failed error=error retry=retry /> }.into_any()
        }
    };
    shown.into_any()
}
