//! Where a pledge stands, in a word or two.

use kopuro_shared::pledges::PledgeState;
use leptos::prelude::*;

use super::states::{Badge, Tone};
use crate::t_of;

/// The badge.
#[component]
pub fn PledgeBadge(
    /// The state.
    state: PledgeState,
) -> impl IntoView {
    let tone = match state {
        PledgeState::Pledged => Tone::Wait,
        PledgeState::PartlyReceived => Tone::Busy,
        PledgeState::Received => Tone::Good,
        PledgeState::Refunded | PledgeState::Cancelled | PledgeState::Lapsed => Tone::Plain,
    };
    view! { <Badge tone=tone text=t_of!("pledge-state", state.name()) /> }
}
