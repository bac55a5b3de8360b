//! Hiding what people have said: who may, and where it leads. Nothing is deleted: the words stay in the database, everyone
//! sees that and since when something is hidden.

/// Where something that is said stands: whoever may read it sees it, or a steward has hidden it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// It is seen.
    Shown,
    /// It is seen that it is hidden, and since when.
    Hidden,
}

/// Who hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moderator {
    /// A steward with a second factor who has nothing to do with the matter.
    Steward,
    /// A member of the organization that said it or that it was said to, whatever else they are.
    Member,
    /// Anyone else.
    Other,
}

/// Why something can't be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HideFault {
    /// It is hidden already.
    HiddenAlready,
    /// A steward does not decide on what their own organization, or somebody to it, has said.
    OwnOrganization,
    /// Only stewards hide.
    NotAllowed,
}

impl Visibility {
    /// Where hiding leads.
    pub const fn when_hidden(self, by: Moderator) -> Result<Self, HideFault> {
        match (by, self) {
            (Moderator::Steward, Self::Shown) => Ok(Self::Hidden),
            (Moderator::Steward, Self::Hidden) => Err(HideFault::HiddenAlready),
            (Moderator::Member, _) => Err(HideFault::OwnOrganization),
            (Moderator::Other, _) => Err(HideFault::NotAllowed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_steward_without_a_part_in_it_hides_and_only_once() {
        let (shown, hidden) = (Visibility::Shown, Visibility::Hidden);
        assert_eq!(shown.when_hidden(Moderator::Steward), Ok(hidden));
        assert_eq!(hidden.when_hidden(Moderator::Steward), Err(HideFault::HiddenAlready));
        for state in [shown, hidden] {
            assert_eq!(state.when_hidden(Moderator::Member), Err(HideFault::OwnOrganization));
            assert_eq!(state.when_hidden(Moderator::Other), Err(HideFault::NotAllowed));
        }
    }
}
