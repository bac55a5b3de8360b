//! The routes of each program; `kopuro_shared::site` says which answers at an address.

mod answering;
mod asking;
mod desk;
mod dialogue;
mod giving;
mod mine;
mod money;
mod projects;
mod reading;
mod steward;
mod web;

pub use answering::Answering;
pub use asking::Asking;
pub use desk::Desk;
pub use dialogue::Dialogue;
pub use giving::Giving;
pub use mine::Mine;
pub use money::Money;
pub use projects::Projects;
pub use reading::Reading;
pub use steward::Steward;
pub use web::Web;
