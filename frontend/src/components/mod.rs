//! The component set: properties in, callbacks out; a component never fetches.

pub mod amount;
pub mod button;
pub mod chart;
pub mod choice;
pub mod copyable;
pub mod dialog;
pub mod field;
pub mod form;
pub mod icon;
pub mod layout;
pub mod loaded;
pub mod moment;
pub mod need_map;
pub mod paged;
pub mod photo;
pub mod place_search;
pub mod pledge_badge;
pub mod progress;
pub mod project_card;
pub mod qr;
pub mod scene;
pub mod share;
pub mod states;
pub mod tabs;
pub mod tile_map;
pub mod toast;
