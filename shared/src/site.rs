//! Which of the web app's programs answers at an address, so that nobody on mobile data downloads pages that they don't
//! open. Each is what a person does in one go: finding, giving, asking, following; and for work its parts.

/// A program of the web app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Finding: the first page, the catalogue, places, organizations.
    Web,
    /// Giving: a project, and the pledges for it.
    Giving,
    /// Asking: one's questions to departments, and a case with its thread.
    Asking,
    /// Reading: what was answered, desks and how they answer, consultations.
    Reading,
    /// One's own: my space and account, receipts, the account of a project.
    Mine,
    /// An organization's desk: what waits, the organization itself, its members, its consultations.
    Desk,
    /// An organization's work on its projects.
    Projects,
    /// An organization's money, that of each project too.
    Money,
    /// An organization's answers: its desks, their queues and cases.
    Answering,
    /// What stewards do.
    Steward,
    /// What stewards do for the dialogue: cases without a desk, topics, working days, appeals.
    Dialogue,
}

impl Program {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Web,
        Self::Giving,
        Self::Asking,
        Self::Reading,
        Self::Mine,
        Self::Desk,
        Self::Projects,
        Self::Money,
        Self::Answering,
        Self::Steward,
        Self::Dialogue,
    ];

    /// The program that answers at this path.
    pub fn at(path: &str) -> Self {
        let segments: Vec<_> = path.trim_matches('/').split('/').collect();
        match *segments.as_slice() {
            // Public answers are for reading, each case and one's own for asking.
            ["ask" | "guest_case", ..] | ["cases", _, ..] | ["me", "cases" | "blocks"] => {
                Self::Asking
            }
            ["cases" | "desks" | "responsiveness" | "consultations", ..] => Self::Reading,
            ["projects", _, "account", ..] | ["account" | "me" | "password" | "receipts", ..] => {
                Self::Mine
            }
            // The catalogue is for finding, each project in it for giving.
            ["projects", _, ..] | ["pledges", ..] => Self::Giving,
            ["workspace", _, "money", ..] | ["workspace", _, "projects", _, "money", ..] => {
                Self::Money
            }
            ["workspace", _, "projects", ..] => Self::Projects,
            ["workspace", _, "desks" | "cases", ..] => Self::Answering,
            ["workspace" | "invitation", ..] => Self::Desk,
            ["steward", "cases" | "topics" | "calendar" | "block_appeals", ..] => Self::Dialogue,
            ["steward", ..] => Self::Steward,
            _ => Self::Web,
        }
    }

    /// The file that the server answers with.
    pub const fn page(self) -> &'static str {
        match self {
            Self::Web => "index.html",
            Self::Giving => "giving.html",
            Self::Asking => "asking.html",
            Self::Reading => "reading.html",
            Self::Mine => "mine.html",
            Self::Desk => "desk.html",
            Self::Projects => "projects.html",
            Self::Money => "money.html",
            Self::Answering => "answering.html",
            Self::Steward => "steward.html",
            Self::Dialogue => "dialogue.html",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Program;

    #[test]
    fn the_address_decides() {
        let cases = [
            ("/", Program::Web),
            ("/projects", Program::Web),
            ("/projects/", Program::Web),
            ("/accounts", Program::Web),
            ("/medicine", Program::Web),
            ("/report/update/0190", Program::Web),
            ("/projects/workspace", Program::Giving),
            ("/projects/0190/pledge", Program::Giving),
            ("/pledges/0190", Program::Giving),
            ("/projects/0190/account", Program::Mine),
            ("/ask", Program::Asking),
            ("/cases", Program::Reading),
            ("/cases/0190", Program::Asking),
            ("/guest_case", Program::Asking),
            ("/me/cases", Program::Asking),
            ("/me/blocks", Program::Asking),
            ("/desks/0190", Program::Reading),
            ("/responsiveness", Program::Reading),
            ("/consultations/0190", Program::Reading),
            ("/me", Program::Mine),
            ("/account", Program::Mine),
            ("/password/new", Program::Mine),
            ("/receipts/AB-12", Program::Mine),
            ("/invitation", Program::Desk),
            ("/workspace", Program::Desk),
            ("/workspace/new", Program::Desk),
            ("/workspace/0190", Program::Desk),
            ("/workspace/0190/members", Program::Desk),
            ("/workspace/0190/projects", Program::Projects),
            ("/workspace/0190/projects/new", Program::Projects),
            ("/workspace/0190/projects/0190/plan", Program::Projects),
            ("/workspace/0190/projects/0190/money", Program::Money),
            ("/workspace/0190/money/transactions/0190", Program::Money),
            ("/workspace/0190/desks", Program::Answering),
            ("/workspace/0190/desks/0190/cases", Program::Answering),
            ("/workspace/0190/cases/0190", Program::Answering),
            ("/workspace/0190/consultations/new", Program::Desk),
            ("/steward", Program::Steward),
            ("/steward/projects/0190", Program::Steward),
            ("/steward/cases/0190", Program::Dialogue),
            ("/steward/topics", Program::Dialogue),
        ];
        for (path, program) in cases {
            assert_eq!(Program::at(path), program, "{path}");
        }
    }
}
