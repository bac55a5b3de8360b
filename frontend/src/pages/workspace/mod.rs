//! The workspace: where the members of an organization do its work.

pub mod accounts;
pub mod answering;
pub mod choose;
mod file_link;
pub mod found;
pub mod members;
pub mod money;
pub mod organization;
pub mod overview;
mod place_field;
pub mod projects;
mod second_factor;
mod shell;
mod upload;
mod verification;

pub use file_link::FileLink;
pub use place_field::{ChosenPlace, PlaceField};
pub use second_factor::WithSecondFactor;
pub use shell::{Org, Workspace, in_workspace};
pub use upload::{UploadField, Uploads};
