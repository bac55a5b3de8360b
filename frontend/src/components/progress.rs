//! How far a project is: a bridge that grows towards the other shore, and the same in figures.

use kopuro_shared::money::Money;
use leptos::prelude::*;

use super::amount::Amount;
use crate::{format, t};

/// Where the bridge's deck begins and ends, on a drawing 300 wide.
const SHORES: (i64, i64) = (12, 288);

/// The share of `part` in `whole` in thousandths, from 0 to 1000; never 1000 while something is missing.
fn thousandths(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    let share = i128::from(part.max(0)) * 1000 / i128::from(whole);
    i64::try_from(share.min(1000)).unwrap_or(1000)
}

/// The progress of a project.
#[component]
pub fn Progress(
    /// What it costs.
    goal: Money,
    /// What statements prove to have come.
    received: Money,
    /// What is promised and has not come, where that is known.
    #[prop(optional)]
    promised: Option<Money>,
) -> impl IntoView {
    let expected = promised.map_or(0, |promised| promised.amount);
    let came = thousandths(received.amount, goal.amount);
    let expected_to = thousandths(received.amount.saturating_add(expected), goal.amount);
    let missing = goal.checked_sub(received).ok().filter(|missing| missing.amount > 0);
    let sentence = match missing {
        Some(missing) => {
            view! { <span>{t!("progress-missing")}" "<Amount money=missing /></span> }.into_any()
        }
        None => view! { <span class="progress-full">{t!("progress-full")}</span> }.into_any(),
    };
    view! {
        <div class="progress">
            <Bridge came=came expected_to=expected_to />
            <p class="progress-figures">
                <span><b class="number">{format::money(received)}</b>" "
                    <span class="muted">{t!("progress-of", goal = format::money(goal))}</span></span>
                <b class="number">{t!("progress-percent", percent = came / 10)}</b>
            </p>
            <p class="progress-figures">{sentence}
                {promised.filter(|promised| promised.amount > 0).map(|promised| view! {
                    <span class="progress-promised">{t!("progress-promised", amount = format::money(promised))}</span>
                })}
            </p>
        </div>
    }
}

#[component]
fn Bridge(came: i64, expected_to: i64) -> impl IntoView {
    let (from, to) = SHORES;
    let at = |share: i64| from + (to - from) * share / 1000;
    let (built, expected) = (at(came), at(expected_to));
    // The cable is a parabola through the towers' tops; hangers stand where there is a deck.
    let hangers: String = (1..23)
        .map(|index| from + index * 12)
        .take_while(|x| *x <= built)
        .map(|x| {
            let (left, right) = (x - from, to - x);
            format!("M{x} {}V34", 8 + 84 * left * right / ((to - from) * (to - from)))
        })
        .collect();
    let deck = |to: i64| format!("M{from} 34H{to}");
    view! {
        <svg class="bridge" class:full=came == 1000 viewBox="0 0 300 44" aria-hidden="true">
            <path class="bridge-water" d="M14 42q8.600-4 17.200 0t17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 17.200 0 13.800 0"></path>
            <path class="bridge-plan" d=deck(to)></path>
            <path class="bridge-cable" d="M0 33L12 8Q150 50 288 8L300 33"></path>
            <path class="bridge-hanger" d=hangers></path>
            {(expected > built).then(|| view! { <path class="bridge-promised" d=deck(expected)></path> })}
            {(built > from).then(|| view! { <path class="bridge-deck" d=deck(built)></path> })}
            <path class="bridge-tower" d="M12 6V42M288 6V42"></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::thousandths;

    #[test]
    fn a_bridge_is_whole_only_when_nothing_is_missing() {
        assert_eq!(thousandths(0, 100), 0);
        assert_eq!(thousandths(99_999, 100_000), 999);
        assert_eq!(thousandths(100, 100), 1000);
        assert_eq!(thousandths(i64::MAX, 1), 1000);
        assert_eq!(thousandths(5, 0), 0);
        assert_eq!(thousandths(-5, 100), 0);
    }
}
