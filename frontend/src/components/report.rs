//! What has to do with reports of abuse on the pages of what is reported: the way to report it, and what stands in the
//! place of what a steward has hidden.

use chrono::{DateTime, Utc};
use kopuro_shared::reports::ReportSubject;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{format, t, t_of};

/// A quiet link to the page on which a thing is reported. That is in the program for finding, so that whoever gives
/// downloads no form for it.
pub fn report_link(subject: ReportSubject, id: &str) -> impl IntoView + use<> {
    let href = format!("/report/{}/{id}", subject.name());
    view! { <p class="report-link"><A href=href attr:rel="nofollow">{t_of!("report-this", subject.name())}</A></p> }
}

/// That a steward has hidden something, since when, and why where the reader may know.
pub fn hidden(at: DateTime<Utc>, reason: Option<String>) -> impl IntoView {
    view! {
        <p class="muted">{t!("hidden-by-steward", date = format::date(at.date_naive()))}</p>
        {reason.map(|reason| view! { <p class="small">{t!("hidden-reason", reason = reason)}</p> })}
    }
}
