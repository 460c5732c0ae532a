//! What the desk shows of the law-education staff: who serves where, how many are missing, and the
//! trainings.

use crate::domain::codes::Category;
use crate::domain::education::staff::{Educator, EducatorId, LawLevel};
use crate::domain::education::training::{Training, TrainingId};
use crate::domain::force::Force;
use crate::domain::number::CaseNumber;

/// How many serve at a level, and how many there are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// Which level.
    pub level: LawLevel,
    /// How many there are to be.
    pub target: u16,
    /// How many serve.
    pub serving: usize,
}

impl Strength {
    /// Gives how many posts are vacant.
    pub fn vacant(&self) -> usize {
        usize::from(self.target).saturating_sub(self.serving)
    }
}

/// A member of the staff with his place's name and his trainings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EducatorRow {
    /// Which.
    pub id: EducatorId,
    /// His card.
    pub card: Educator,
    /// The name of his place.
    pub place: String,
    /// How many of the trainings shown he attended.
    pub trainings: usize,
    /// How long these were, in minutes.
    pub minutes: u32,
}

/// 专班: a standing task force with what it has to do. An accusation stands in none of its lists
/// (条例 30 ¶3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceRow {
    /// Which.
    pub category: Category,
    /// Its card; `None` where it has no convener yet.
    pub card: Option<Force>,
    /// The open cases that are with it.
    pub open: Vec<CaseNumber>,
    /// The open cases of its category that are with nobody.
    pub waiting: Vec<CaseNumber>,
}

/// 法治教育: the staff and the trainings of a span.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EducationView {
    /// The three levels.
    pub strength: Vec<Strength>,
    /// The staff, level by level, those who serve first.
    pub staff: Vec<EducatorRow>,
    /// The trainings, the last one first.
    pub trainings: Vec<(TrainingId, Training)>,
}
