//! Content that comes from the server: a skeleton, then the content or what went wrong.

use leptos::prelude::*;

use super::states::{Failed, Skeleton};
use crate::{api::ApiError, line};

/// An answer that is on its way.
pub type Fetched<T> = LocalResource<Result<T, ApiError>>;

/// Shows what `resource` brings through `content`.
pub fn loaded<T, V>(
    resource: Fetched<T>,
    content: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    line::when_restored(move || {
        if matches!(resource.get_untracked(), Some(Err(ApiError::Offline))) {
            resource.refetch();
        }
    });
    move || match resource.get() {
        None => view! { <Skeleton tall=true /> }.into_any(),
        Some(Ok(value)) => content(value).into_any(),
        Some(Err(error)) => {
            let retry = Callback::new(move |()| resource.refetch());
            view! { <Failed error=error retry=retry /> }.into_any()
        }
    }
}
