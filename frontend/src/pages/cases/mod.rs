//! Questions to desks: the page of a case, one's own cases, and what is public.

pub mod blocks;
pub mod case;
pub mod composer;
pub mod door;
pub mod guest;
pub mod mine;
pub mod public;
pub mod query;
mod rate;
pub mod row;
pub mod standing;
pub mod thread;
