//! 矛盾纠纷排查率 in both readings; no source settles which is meant, so each has its own name.

use std::ops::Add;

/// A part of a whole; nothing is said of a whole of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many of them.
    pub part: u64,
    /// How many in all.
    pub whole: u64,
}

impl Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            part: self.part + other.part,
            whole: self.whole + other.whole,
        }
    }
}

/// Gives the disputes that were found by own search before anybody petitioned, of all that are known
/// in the period: `signs` were found in it, `cases` registered in it, `of_signs` of those cases
/// came of an early sign and are one dispute with it.
pub const fn found_first(signs: u64, cases: u64, of_signs: u64) -> Share {
    Share {
        part: signs,
        whole: signs + cases.saturating_sub(of_signs),
    }
}

/// Gives the nodes that made all of their rounds, of those that owed any: each item is one node's
/// day, as how many rounds it owed and how many of these it made. Late ones are made.
pub fn checks_done(days: impl IntoIterator<Item = (usize, usize)>) -> Share {
    let owing = days.into_iter().filter(|(due, _)| *due > 0);
    owing.fold(Share::default(), |share, (due, made)| {
        share
            + Share {
                part: u64::from(made >= due),
                whole: 1,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_readings_count_what_their_name_says() {
        for (share, part, whole) in [
            (found_first(6, 10, 2), 6, 14),
            (found_first(0, 0, 0), 0, 0),
            (found_first(3, 1, 1), 3, 3),
            (checks_done([(2, 2), (2, 1), (0, 1), (1, 1), (2, 0)]), 2, 4),
            (checks_done([]), 0, 0),
        ] {
            assert_eq!((share.part, share.whole), (part, whole));
        }
    }
}
