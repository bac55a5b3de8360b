//! Money in and out as a flow: from who brought it, through the account, to where it went.

use kopuro_shared::money::Money;
use leptos::prelude::*;

use super::{at, scaled};
use crate::{format, t};

/// Width of the drawing: a phone's, so that its text has the size of the page's.
const WIDTH: f64 = 360.0;
/// Height of all the money that came, or went.
const HEIGHT: f64 = 150.0;
/// Least height of a stream with its two lines of text.
const SLOT: f64 = 42.0;
/// Between two streams.
const GAP: f64 = 6.0;
/// Where the account stands.
const MIDDLE: (f64, f64) = (174.0, 186.0);

/// Money from one source, or to one end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// Whence or whither.
    pub name: String,
    /// How much.
    pub amount: Money,
    /// The colour's class: `madder`, `lake`, `saffron` or `juniper`.
    pub tone: &'static str,
}

/// Where a stream is drawn: top and height at its end, and top at the account.
struct Band {
    top: f64,
    height: f64,
    joins: f64,
}

/// Stacks the streams of one side: each has room for its text, and at the account they lie on each other.
fn stack(streams: &[Stream], most: i64) -> (Vec<Band>, f64) {
    let (mut top, mut joins) = (0.0, 0.0);
    let bands = streams
        .iter()
        .map(|stream| {
            let height = scaled(stream.amount.amount, most, HEIGHT).max(1.5);
            let band = Band { top, height, joins };
            top += height.max(SLOT) + GAP;
            joins += height;
            band
        })
        .collect();
    (bands, (top - GAP).max(joins))
}

/// A band between two upright edges.
fn ribbon(from: (f64, f64), to: (f64, f64), height: f64) -> String {
    let bend = f64::midpoint(from.0, to.0);
    format!(
        "M{x0:.1} {y0:.1}C{bend:.1} {y0:.1} {bend:.1} {y1:.1} {x1:.1} {y1:.1}v{height:.1}\
         C{bend:.1} {y3:.1} {bend:.1} {y2:.1} {x0:.1} {y2:.1}z",
        x0 = from.0,
        y0 = from.1,
        x1 = to.0,
        y1 = to.1,
        y2 = from.1 + height,
        y3 = to.1 + height,
    )
}

/// The plot with its table.
#[component]
pub fn Flow(
    /// What it shows, for those who don't see it, and above the table.
    caption: String,
    /// Where the money came from.
    inflows: Vec<Stream>,
    /// Where it went, what is left on the account among it.
    outflows: Vec<Stream>,
) -> impl IntoView {
    let sum = |streams: &[Stream]| streams.iter().map(|stream| stream.amount.amount).sum::<i64>();
    let most = sum(&inflows).max(sum(&outflows));
    let (left, left_height) = stack(&inflows, most);
    let (right, right_height) = stack(&outflows, most);
    let height = left_height.max(right_height).max(HEIGHT);
    // The account stands in the middle of its streams.
    let middle = (height - HEIGHT) / 2.0;
    let draw = |streams: &[Stream], bands: Vec<Band>, comes: bool| {
        let drawn = streams.iter().zip(bands).map(|(stream, band)| {
            let joins = middle + band.joins;
            let (edge, text, anchor) =
                if comes { (0.0, 12.0, "start") } else { (WIDTH - 6.0, WIDTH - 12.0, "end") };
            let path = if comes {
                ribbon((6.0, band.top), (MIDDLE.0, joins), band.height)
            } else {
                ribbon((MIDDLE.1, joins), (WIDTH - 6.0, band.top), band.height)
            };
            view! {
                <path class=format!("flow {}", stream.tone) d=path></path>
                <rect class=format!("bar {}", stream.tone) x=at(edge) y=at(band.top) width="6" height=at(band.height)></rect>
                <text x=at(text) y=at(band.top + 15.0) text-anchor=anchor>{stream.name.clone()}</text>
                <text class="ink" x=at(text) y=at(band.top + 32.0) text-anchor=anchor>{format::money(stream.amount)}</text>
            }
        });
        drawn.collect_view()
    };
    let drawn = (draw(&inflows, left, true), draw(&outflows, right, false));
    let rows = |streams: Vec<Stream>, side: String| {
        let rows = streams.into_iter().map(move |stream| view! {
            <tr><td>{side.clone()}</td><th scope="row">{stream.name}</th><td class="amount">{format::money(stream.amount)}</td></tr>
        });
        rows.collect_view()
    };
    view! {
        <figure class="plot">
            <svg class="chart" viewBox=format!("0 0 {WIDTH} {height:.0}") role="img" aria-label=caption.clone()>
                <rect class="bar lake" x=at(MIDDLE.0) y=at(middle) width="12" height=at(HEIGHT) rx="3"></rect>
                {drawn.0}{drawn.1}
            </svg>
            <details>
                <summary>{t!("plot-table")}</summary>
                <div class="table-wrap" tabindex="0">
                    <table>
                        <caption>{caption}</caption>
                        <tbody>{rows(inflows, t!("plot-in"))}{rows(outflows, t!("plot-out"))}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use kopuro_shared::currency::Currency;

    use super::*;

    fn stream(amount: i64) -> Stream {
        Stream { name: String::new(), amount: Money::new(amount, Currency::Kgs), tone: "lake" }
    }

    #[test]
    fn streams_have_room_for_their_text_and_lie_on_each_other_at_the_account() {
        let (bands, height) = stack(&[stream(75), stream(25), stream(0)], 100);
        let tops: Vec<f64> = bands.iter().map(|band| band.top).collect();
        assert_eq!(tops, [0.0, HEIGHT * 0.75 + GAP, HEIGHT * 0.75 + GAP + SLOT + GAP]);
        assert!((bands[1].joins - HEIGHT * 0.75).abs() < 0.01);
        assert!(bands[2].height > 0.0, "a stream of nothing is still a line");
        assert!(height >= HEIGHT);
    }
}
