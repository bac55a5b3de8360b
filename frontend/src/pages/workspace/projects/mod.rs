//! The organization's projects: drafts, plans, the work, and what is said around it.

pub mod create;
mod frame;
pub mod list;
mod money_plan;
mod plan;
mod questions;
mod steps;
mod texts;
mod updates;
mod work;

pub use frame::{ProjectPage, Work, project_page};
pub use money_plan::{MoneyPlanDraft, MoneyPlanFields};
pub use plan::standing;
pub use steps::{Acting, action_view, condition_text};
