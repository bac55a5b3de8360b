//! Which of the web app's two programs answers at an address. Most people open the public one and never download the
//! other, with which organizations and stewards work.

/// First segments of the addresses of the program for work.
const DESK: [&str; 5] = ["account", "invitation", "password", "steward", "workspace"];

/// Whether the program for work answers at this path.
pub fn is_desk(path: &str) -> bool {
    path.trim_start_matches('/').split('/').next().is_some_and(|first| DESK.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::is_desk;

    #[test]
    fn the_first_segment_decides() {
        assert!(is_desk("/workspace/0190/money"));
        assert!(is_desk("/account"));
        assert!(!is_desk("/"));
        assert!(!is_desk("/projects/workspace"));
        assert!(!is_desk("/accounts"));
    }
}
