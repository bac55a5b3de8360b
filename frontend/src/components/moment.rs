//! A moment as people speak of it, the exact time on hover.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::format;

/// How long ago it was.
#[component]
pub fn Moment(
    /// When.
    at: DateTime<Utc>,
) -> impl IntoView {
    let exact = format::moment(at);
    view! { <time datetime=at.to_rfc3339() title=exact>{format::ago(at)}</time> }
}
