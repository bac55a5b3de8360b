//! Which of the web app's programs answers at an address, so that nobody on mobile data downloads pages that they don't
//! open: one for finding what is needed, one for giving and for following one's money, one for work.

/// A program of the web app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Finding: the first page, the catalogue, places, organizations.
    Web,
    /// Giving: a project with its account, pledges, receipts, one's own space.
    Giving,
    /// Work: what organizations, stewards and the owners of accounts do.
    Desk,
}

/// First segments of the addresses of the program for work.
const DESK: [&str; 5] = ["account", "invitation", "password", "steward", "workspace"];
/// First segments of the addresses of the program for giving.
const GIVING: [&str; 3] = ["me", "pledges", "receipts"];

impl Program {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Web, Self::Giving, Self::Desk];

    /// The program that answers at this path.
    pub fn at(path: &str) -> Self {
        let mut segments = path.trim_matches('/').split('/');
        let first = segments.next().unwrap_or_default();
        // The catalogue is for finding, each project in it for giving.
        let is_project = first == "projects" && segments.next().is_some();
        if DESK.contains(&first) {
            Self::Desk
        } else if is_project || GIVING.contains(&first) {
            Self::Giving
        } else {
            Self::Web
        }
    }

    /// The file that the server answers with.
    pub const fn page(self) -> &'static str {
        match self {
            Self::Web => "index.html",
            Self::Giving => "giving.html",
            Self::Desk => "desk.html",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Program;

    #[test]
    fn the_first_segments_decide() {
        let cases = [
            ("/", Program::Web),
            ("/projects", Program::Web),
            ("/projects/", Program::Web),
            ("/accounts", Program::Web),
            ("/medicine", Program::Web),
            ("/projects/workspace", Program::Giving),
            ("/projects/0190/account", Program::Giving),
            ("/pledges/0190", Program::Giving),
            ("/me", Program::Giving),
            ("/workspace/0190/money", Program::Desk),
            ("/account", Program::Desk),
        ];
        for (path, program) in cases {
            assert_eq!(Program::at(path), program, "{path}");
        }
    }
}
