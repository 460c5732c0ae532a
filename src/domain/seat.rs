//! 在岗: whether whoever sits at a desk has signed in, and what he may do by that.

use super::moment::Moment;
use super::right::{Right, Role};

/// Who sits at a desk, as far as he has proved it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seat {
    /// 不用登录: nobody was made an operator, and whatever name is given is taken.
    #[default]
    Free,
    /// 等人登录: people sign in here, and nobody has.
    Empty,
    /// 已登录: somebody of this role.
    Taken(Role),
}

impl Seat {
    /// Tells whether people sign in here.
    pub fn signs_in(self) -> bool {
        self != Self::Free
    }

    /// Tells whether whoever sits here may do something.
    pub fn may(self, right: Right) -> bool {
        match self {
            Self::Free => true,
            Self::Empty => false,
            Self::Taken(role) => role.may(right),
        }
    }
}

/// What came of signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// This one sits here.
    As {
        /// Under which name
        name: String,
        /// With what rights
        role: Role,
    },
    /// There is no such name, or the passphrase is another; which of them is not said.
    Wrong,
    /// Too many tries failed: the next one may be made from then on.
    Wait(Moment),
    /// He works here no longer, or the token was taken back.
    Left,
    /// The PIN was wrong too often: only the passphrase opens now.
    PinSpent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_may_anything_until_somebody_has_signed_in() {
        for right in Right::ALL.iter().copied() {
            assert!(Seat::Free.may(right), "{right:?}");
            assert!(!Seat::Empty.may(right), "{right:?}");
            for role in Role::ALL.iter().copied() {
                assert_eq!(
                    Seat::Taken(role).may(right),
                    role.may(right),
                    "{role:?} {right:?}"
                );
            }
        }
        assert!(!Seat::Free.signs_in() && Seat::Empty.signs_in());
    }
}
