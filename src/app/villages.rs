//! 村: the villages that what was typed may mean, by name or by pinyin initials.

use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::words::initials::initials;

/// Villages proposed at once.
const PROPOSED: usize = 9;

/// The proposals beside a field for a village.
#[derive(Debug, Default)]
pub struct Villages {
    names: Vec<String>,
    hand: Option<usize>,
    typed: String,
}

impl Villages {
    /// Proposes for what is typed in a village's field, which is nothing while the hand is in another;
    /// nothing is proposed where it names a village in full.
    pub fn look(&mut self, typed: &str, grid: Option<&GridTree>) {
        let typed = typed.trim();
        if typed == self.typed {
            return;
        }
        typed.clone_into(&mut self.typed);
        self.names.clear();
        self.hand = None;
        let Some(grid) = grid.filter(|_| !typed.is_empty()) else {
            return;
        };
        let letters = typed.is_ascii();
        if letters {
            let asked = typed.to_ascii_lowercase();
            self.names = grid
                .of_level(GridLevel::Village)
                .map(|village| village.name.clone())
                .filter(|name| initials(name).iter().any(|it| it.starts_with(&asked)))
                .collect();
        } else {
            let like = grid.villages_like(typed);
            self.names = like.into_iter().map(|it| it.name.clone()).collect();
        }
        self.names.truncate(PROPOSED);
        if self.names.iter().any(|name| name == typed) {
            self.names.clear();
        } else if !self.names.is_empty() && (letters || grid.village_named(typed).is_some()) {
            self.hand = Some(0);
        }
    }

    /// Gives the proposals.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Gives the place of the hand, where one is meant.
    pub const fn hand(&self) -> Option<usize> {
        self.hand
    }

    /// Gives the village at a place.
    pub fn name(&self, at: usize) -> Option<String> {
        self.names.get(at).cloned()
    }

    /// Moves the hand; up from the first it leaves the list. False where there is no list.
    pub fn step(&mut self, by: isize) -> bool {
        let Some(last) = self.names.len().checked_sub(1) else {
            return false;
        };
        self.hand = match self.hand {
            None if by > 0 => Some(0),
            None => return false,
            Some(0) if by < 0 => None,
            Some(at) => Some(at.saturating_add_signed(by).min(last)),
        };
        true
    }

    /// Takes the hand off the list; false when it was not there.
    pub fn leave(&mut self) -> bool {
        self.hand.take().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::built_in::built_in;

    #[test]
    fn a_village_is_proposed_by_name_stem_and_initials() {
        let grid = built_in().unwrap();
        for (typed, first, sure) in [
            ("东牟家", Some("东牟家村"), true),
            ("牟家", Some("东牟家村"), false),
            ("dmj", Some("东牟家村"), true),
            ("东牟家村", None, false),
            ("平度", None, false),
            ("", None, false),
        ] {
            let mut villages = Villages::default();
            villages.look(typed, Some(&grid));
            assert_eq!(villages.name(0).as_deref(), first, "{typed}");
            assert_eq!(villages.hand().is_some(), sure, "{typed}");
        }
    }
}
