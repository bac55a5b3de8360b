//! Plots of money and counts as SVG, coloured by the style sheet's `.chart` classes. Each says the same in a table for those who
//! don't see it. Drawn by hand: these shapes don't pay for a chart library's share of the first load, and those that
//! there are for Leptos set inline styles, which our policy refuses.

mod bars;
mod columns;
mod counts;
mod course;
mod flow;

pub use bars::{Bar, BarTable};
pub use columns::{Column, columns};
pub use counts::count_bars;
pub use course::{Course, Point};
pub use flow::{Flow, Stream};

/// `part` of `whole` on a line of `length`, as a number for SVG. For drawing only: a pixel is coarser than the rounding.
#[expect(clippy::cast_precision_loss, reason = "for drawing only")]
fn scaled(part: i64, whole: i64, length: f64) -> f64 {
    if whole <= 0 { 0.0 } else { (part.max(0) as f64 / whole as f64).min(1.0) * length }
}

/// A coordinate with one decimal, as short as SVG allows.
fn at(value: f64) -> String {
    format!("{value:.1}")
}
