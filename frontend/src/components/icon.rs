//! Line icons, drawn on a grid of 24 by 24. They repeat what a text beside them says, so readers skip them.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A house.
    Home,
    /// Ram's horns and a heart: giving.
    Give,
    /// A person.
    Person,
    /// A map.
    Map,
    /// A shield with a tick.
    Shield,
    /// A village house with a flag.
    Village,
    /// A sun and a moon.
    Theme,
    /// An eye.
    Eye,
    /// A magnifying glass.
    Search,
    /// Sliders.
    Filter,
    /// A cross that closes.
    Close,
    /// An open book.
    Book,
    /// A medical cross.
    Health,
    /// A drop.
    Water,
    /// A bridge.
    Bridge,
    /// Lightning.
    Bolt,
    /// A leaf.
    Leaf,
    /// A table with papers.
    Desk,
    /// A question in a speech bubble.
    Ask,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
            Self::Give => {
                "M12 20s-7-4.4-7-9.6A3.9 3.9 0 0 1 12 8a3.9 3.9 0 0 1 7 2.4C19 15.600 12 20 12 20z"
            }
            Self::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c1-4.500 4-6 8-6s7 1.500 8 6",
            Self::Map => "M9 4L3 6.500v13L9 17l6 3 6-2.500v-13L15 7 9 4zM9 4v13M15 7v13",
            Self::Shield => {
                "M12 3l8 3v6c0 5-3.500 7.500-8 9-4.500-1.500-8-4-8-9V6l8-3zM8.500 12l2.500 2.500 4.500-5"
            }
            Self::Village => "M3 21h18M5 21v-8l5-4 5 4v8M15 21V4l5 2-5 2.500",
            Self::Theme => "M20 14.500A8.500 8.500 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500z",
            Self::Search => {
                "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L21 21"
            }
            Self::Filter => "M4 7h9M17 7h3M13 4.500v5M4 17h3M11 17h9M7 14.500v5",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Book => {
                "M12 6c-2-1.500-5-2-8-2v14c3 0 6 .5 8 2 2-1.500 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14"
            }
            Self::Health => "M9 4h6v5h5v6h-5v5H9v-5H4V9h5z",
            Self::Water => {
                "M12 3c4 5 6.500 8 6.500 11.500a6.500 6.500 0 0 1-13 0C5.500 11 8 8 12 3z"
            }
            Self::Bridge => {
                "M2 17h20M6 20V6M18 20V6M2 14C4 12 5 9 6 6c2 6 10 6 12 0 1 3 2 6 4 8M10 17v-6M14 17v-6"
            }
            Self::Bolt => "M13 3L5 14h6l-1 7 9-12h-6z",
            Self::Leaf => "M5 19C4 10 9 5 20 4c0 11-5 16-13 14M5 20c2-5 5-8 9-10",
            Self::Desk => "M3 12h18M5 12v8M19 12v8M7 12V5h7v7M9 8h3M17 9v3",
            Self::Ask => {
                "M4 4.500h16v12h-8l-5 4v-4H4zM9.700 8.600a2.300 2.300 0 1 1 3.400 2c-.8.4-1.100.8-1.100 1.600M12 14.200v.1"
            }
            Self::Eye => {
                "M2 12s3.500-7 10-7 10 7 10 7-3.500 7-10 7-10-7-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"
            }
        }
    }
}

/// Draws an icon.
pub fn icon(icon: Icon) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=icon.path()></path></svg> }
}
