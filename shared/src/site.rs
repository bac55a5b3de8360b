//! Which of the web app's programs answers at an address, so that nobody on mobile data downloads pages that they don't
//! open. Each is what a person does in one go: finding, giving, following; and for work its parts.

/// A program of the web app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Finding: the first page, the catalogue, places, organizations.
    Web,
    /// Giving: a project, and the pledges for it.
    Giving,
    /// One's own: my space and account, receipts, the account of a project.
    Mine,
    /// An organization's desk: what waits, the organization itself, its members.
    Desk,
    /// An organization's work on its projects.
    Projects,
    /// An organization's money, that of each project too.
    Money,
    /// What stewards do.
    Steward,
}

impl Program {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Web,
        Self::Giving,
        Self::Mine,
        Self::Desk,
        Self::Projects,
        Self::Money,
        Self::Steward,
    ];

    /// The program that answers at this path.
    pub fn at(path: &str) -> Self {
        let segments: Vec<_> = path.trim_matches('/').split('/').collect();
        match *segments.as_slice() {
            ["projects", _, "account", ..] | ["account" | "me" | "password" | "receipts", ..] => {
                Self::Mine
            }
            // The catalogue is for finding, each project in it for giving.
            ["projects", _, ..] | ["pledges", ..] => Self::Giving,
            ["workspace", _, "money", ..] | ["workspace", _, "projects", _, "money", ..] => {
                Self::Money
            }
            ["workspace", _, "projects", ..] => Self::Projects,
            ["workspace" | "invitation", ..] => Self::Desk,
            ["steward", ..] => Self::Steward,
            _ => Self::Web,
        }
    }

    /// The file that the server answers with.
    pub const fn page(self) -> &'static str {
        match self {
            Self::Web => "index.html",
            Self::Giving => "giving.html",
            Self::Mine => "mine.html",
            Self::Desk => "desk.html",
            Self::Projects => "projects.html",
            Self::Money => "money.html",
            Self::Steward => "steward.html",
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
            ("/steward", Program::Steward),
            ("/steward/projects/0190", Program::Steward),
        ];
        for (path, program) in cases {
            assert_eq!(Program::at(path), program, "{path}");
        }
    }
}
