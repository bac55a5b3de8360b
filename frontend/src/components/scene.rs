//! Drawn by hand: the mark of the bridge, and the valley with its two shores.

use leptos::prelude::*;

/// The mark: a suspension bridge.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 64 64" aria-hidden="true">
            <rect width="64" height="64" rx="15" fill="#a3281e"></rect>
            <g fill="none" stroke="#fffdf8" stroke-width="4.5" stroke-linecap="round">
                <path d="M7 46h50M14 46V22M50 46V22M14 22c10 0 12 16 18 16s8-16 18-16"></path>
                <path d="M23 45v-8M41 45v-8" stroke="#f0c25a"></path>
            </g>
        </svg>
    }
}

/// The valley: mountains, a river, and a bridge from one shore to the other. Decoration only.
#[component]
pub fn Valley() -> impl IntoView {
    // The main cable is a cubic Bézier curve between the towers; the hangers go down from it to the deck.
    let hangers: String = (1..20)
        .map(|index| {
            let t = f64::from(index) / 20.0;
            let u = 1.0 - t;
            let curve = |a: f64, b: f64, c: f64, d: f64| {
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            format!(
                "M{:.1} {:.1}V262",
                curve(430.0, 520.0, 920.0, 1010.0),
                curve(130.0, 270.0, 270.0, 130.0)
            )
        })
        .collect();
    view! {
        <svg class="hero-scene" viewBox="0 0 1440 360" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
            <circle cx="1040" cy="120" r="46" fill="#e8b04a"></circle>
            <path fill="#2c3d63" d="M0 210L150 90l70 60 130-120 120 110 90-60 150 130 130-150 110 90 120-130 160 140 110-80 100 90v180H0z"></path>
            <path fill="#f5ead2" opacity=".85" d="M350 30l46 42-24 6-18-10-22 14-20-6zM840 60l38 32-20 6-20-8-22 14-12-6zM1070 20l44 39-24 8-22-12-20 12-20-6z"></path>
            <path fill="#3d5277" d="M0 260l120-70 140 60 120-50 180 90h330l150-80 140 60 120-60 140 60v90H0z"></path>
            <path fill="#1f6b86" d="M380 290h700l110 70H260z"></path>
            <path stroke="#bfe0e8" stroke-width="3" opacity=".5" fill="none" d="M520 318h120M700 338h160M820 312h90M440 345h90"></path>
            <path fill="#7f9a55" d="M0 262c140-30 300-22 430 0 40 12 30 60-70 98H0z"></path>
            <path fill="#c98a3a" d="M1440 262c-140-30-300-22-430 0-40 12-30 60 70 98h360z"></path>
            <path fill="#54743c" d="M0 306c120-22 260-16 330 20l-30 34H0z"></path>
            <path fill="#9a5f22" d="M1440 306c-120-22-260-16-330 20l30 34h300z"></path>
            <g fill="none" stroke="#f5ead2" stroke-linecap="round">
                <path stroke-width="9" d="M330 264h780"></path>
                <path stroke-width="10" d="M430 300V126M1010 300V126"></path>
                <path stroke-width="4" d="M300 262L430 130C520 270 920 270 1010 130L1140 262"></path>
                <path stroke-width="2.500" opacity=".8" d=hangers></path>
            </g>
            <g fill="#f5ead2"><path d="M120 262a46 40 0 0 1 92 0v18h-92z"></path><path fill="#a3281e" d="M118 262h96v9h-96zM158 226a8 6 0 0 1 16 0z"></path><path fill="#7d1c14" d="M156 280v-22h20v22z"></path></g>
            <g><path fill="#f5ead2" d="M1230 280v-64h44v64zM1280 280v-88h40v88z"></path><path fill="#7a4d00" d="M1238 226h10v12h-10zM1256 226h10v12h-10zM1238 248h10v12h-10zM1256 248h10v12h-10zM1288 204h9v12h-9zM1303 204h9v12h-9zM1288 228h9v12h-9zM1303 228h9v12h-9zM1288 252h9v12h-9zM1303 252h9v12h-9z"></path></g>
            <g fill="#e8b04a"><circle cx="640" cy="256" r="5"></circle><path d="M634 262h12l-2-8h-8z"></path><circle cx="700" cy="255" r="5"></circle><path d="M694 262h12l-2-8h-8z"></path><circle cx="820" cy="256" r="5"></circle><path d="M814 262h12l-2-8h-8z"></path></g>
        </svg>
    }
}
