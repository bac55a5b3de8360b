//! A case in a list, readable at a glance.

use kopuro_shared::cases::CaseSummary;
use leptos::prelude::*;
use leptos_router::components::A;

use super::standing::{state_badge, when};
use crate::{components::moment::Moment, i18n::pick};

/// The row.
pub fn case_row(case: CaseSummary) -> AnyView {
    let badge = state_badge(&case);
    let when = when(&case);
    let about = [
        Some(pick(&case.topic_name)),
        case.place.as_ref().map(|place| pick(&place.name)),
        case.desk.as_ref().map(|desk| pick(&desk.organization_name)),
    ];
    let about: Vec<_> = about.into_iter().flatten().collect();
    view! {
        <article class="card linked case-row">
            <p class="row between">{badge}<span class="small muted"><Moment at=case.opened_at /></span></p>
            <h3 lang=case.language.tag()><A href=format!("/cases/{}", case.id)>{case.subject}</A></h3>
            <p class="small muted">{about.join(" · ")}</p>
            <p class="small strong">{when}</p>
        </article>
    }
    .into_any()
}
