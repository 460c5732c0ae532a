//! 法治教育队伍: who explains the law in the town, in the areas and in the villages.

use crate::domain::grid::node::{GridCode, GridLevel};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;

/// The running number of a member of the staff within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EducatorId(pub u32);

codes! {
    /// The three levels of the staff.
    LawLevel {
        /// 镇法治教育专员
        Educator = "law_educator",
        /// 管区法律工作者
        Worker = "legal_worker",
        /// 村法治宣传员
        Promoter = "law_promoter",
    }
}

impl LawLevel {
    /// Gives the level of the grid at which they serve.
    pub const fn serves(self) -> GridLevel {
        match self {
            Self::Educator => GridLevel::Town,
            Self::Worker => GridLevel::Area,
            Self::Promoter => GridLevel::Village,
        }
    }

    /// Gives how many there are to be.
    pub const fn target(self, settings: &Settings) -> u16 {
        match self {
            Self::Educator => settings.law_educators,
            Self::Worker => settings.legal_workers,
            Self::Promoter => settings.law_promoters,
        }
    }
}

/// A member of the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Educator {
    /// 姓名.
    pub name: String,
    /// At which level.
    pub level: LawLevel,
    /// Where: the town, an area or a village.
    pub node: GridCode,
    /// 电话; empty where none is known.
    pub phone: String,
    /// Whether he still serves; one who left stays in history and in the trainings that he
    /// attended.
    pub active: bool,
}

impl Educator {
    /// Checks a card; `place` is the level of its node, where the grid has it.
    ///
    /// # Errors
    /// Refuses one without a name, and one whose place is none of his level.
    pub fn check(&self, place: Option<GridLevel>) -> Result<(), Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::about("educator_name", Reason::Missing));
        }
        match place {
            None => Err(Refusal::about("node", Reason::GridUnknown)),
            Some(level) if level != self.level.serves() => {
                Err(Refusal::about("node", Reason::NotOfThisLevel))
            }
            Some(_) => Ok(()),
        }
    }

    /// Tells whether another card is of the same member: name, level and place.
    pub fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && self.level == other.level && self.node == other.node
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_serves_its_own_places() {
        let educator = |name: &str, level| Educator {
            name: name.to_owned(),
            level,
            node: GridCode::parse("370785106").unwrap(),
            phone: String::new(),
            active: true,
        };
        for (name, level, place, expected) in [
            ("周敏", LawLevel::Educator, Some(GridLevel::Town), None),
            ("周敏", LawLevel::Worker, Some(GridLevel::Area), None),
            ("周敏", LawLevel::Promoter, Some(GridLevel::Village), None),
            (
                "周敏",
                LawLevel::Promoter,
                Some(GridLevel::Area),
                Some(Reason::NotOfThisLevel),
            ),
            ("周敏", LawLevel::Worker, None, Some(Reason::GridUnknown)),
            (
                " ",
                LawLevel::Educator,
                Some(GridLevel::Town),
                Some(Reason::Missing),
            ),
        ] {
            let came = educator(name, level).check(place).err();
            assert_eq!(came.map(|it| it.reason), expected, "{level:?} {place:?}");
        }
    }
}
