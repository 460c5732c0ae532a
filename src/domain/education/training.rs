//! 集中培训: a training and who attended it, person by person.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::education::staff::{EducatorId, LawLevel};
use crate::domain::refusal::{Reason, Refusal};

/// The running number of a training within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrainingId(pub u32);

/// Most minutes of one training: a day and a night.
const LONGEST: u16 = 24 * 60;

/// What a training was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// On which day.
    pub day: NaiveDate,
    /// About what.
    pub topic: String,
    /// For which level; `None` for all of them.
    pub level: Option<LawLevel>,
    /// How long, in minutes.
    pub minutes: u16,
}

/// A training as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// What it was.
    pub lesson: Lesson,
    /// Who attended.
    pub attended: BTreeSet<EducatorId>,
}

/// What was done to a training; its state follows from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrainingFact {
    /// It was written down.
    Held(Lesson),
    /// It reads otherwise from now on.
    Corrected(Lesson),
    /// One attended.
    Attended(EducatorId),
    /// One did not attend after all.
    Absent(EducatorId),
}

impl Training {
    /// Writes a training down.
    ///
    /// # Errors
    /// Refuses one of a day that lies ahead, without a topic, or of no or too many minutes.
    pub fn held(lesson: &Lesson, today: NaiveDate) -> Result<Self, Refusal> {
        lesson.check(today)?;
        Ok(Self::begun(lesson))
    }

    fn begun(lesson: &Lesson) -> Self {
        Self {
            lesson: lesson.clone(),
            attended: BTreeSet::new(),
        }
    }

    /// Gives the training after all of its history; `None` when that has no beginning.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a TrainingFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let Some(TrainingFact::Held(lesson)) = facts.next() else {
            return None;
        };
        Some(facts.fold(Self::begun(lesson), |training, fact| training.evolve(fact)))
    }

    /// Decides what is done to a training; `level` is that of the member whom the fact names.
    ///
    /// # Errors
    /// Refuses what changes nothing, a member who is none or of a level for which it was not, and
    /// what its beginning refuses.
    pub fn apply(
        &self,
        fact: &TrainingFact,
        level: Option<LawLevel>,
        today: NaiveDate,
    ) -> Result<Self, Refusal> {
        match fact {
            TrainingFact::Held(_) => Err(Refusal::new(Reason::AlreadyKnown)),
            TrainingFact::Corrected(lesson) if *lesson == self.lesson => {
                Err(Refusal::new(Reason::NothingChanged))
            }
            TrainingFact::Corrected(lesson) => lesson.check(today),
            TrainingFact::Attended(id) if self.attended.contains(id) => {
                Err(Refusal::new(Reason::NothingChanged))
            }
            TrainingFact::Attended(_) => match (level, self.lesson.level) {
                (None, _) => Err(Refusal::about("educator", Reason::NotFound)),
                (Some(his), Some(wanted)) if his != wanted => {
                    Err(Refusal::about("educator", Reason::NotOfThisLevel))
                }
                (Some(_), _) => Ok(()),
            },
            TrainingFact::Absent(id) if self.attended.contains(id) => Ok(()),
            TrainingFact::Absent(_) => Err(Refusal::new(Reason::NothingChanged)),
        }?;
        Ok(self.evolve(fact))
    }

    /// Gives the training after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(&self, fact: &TrainingFact) -> Self {
        let mut next = self.clone();
        match fact {
            TrainingFact::Held(lesson) | TrainingFact::Corrected(lesson) => {
                next.lesson = lesson.clone();
            }
            TrainingFact::Attended(id) => {
                next.attended.insert(*id);
            }
            TrainingFact::Absent(id) => {
                next.attended.remove(id);
            }
        }
        next
    }
}

impl Lesson {
    fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.topic.trim().is_empty() {
            return Err(Refusal::about("topic", Reason::Missing));
        }
        if self.day > today {
            return Err(Refusal::about("day", Reason::InTheFuture));
        }
        if self.minutes == 0 || self.minutes > LONGEST {
            return Err(Refusal::about("hours", Reason::NotANumber));
        }
        Ok(())
    }

    /// Writes how long it was, in hours: `1.5`.
    pub fn hours(&self) -> String {
        let hours = f64::from(self.minutes) / 60.0;
        format!("{hours:.2}")
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    }

    /// Reads hours such as `2` or `1.5` as minutes.
    pub fn minutes_of(hours: &str) -> Option<u16> {
        let (whole, part) = hours.trim().split_once('.').unwrap_or((hours.trim(), ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
            return None;
        }
        let hundredths: u16 = format!("{part:0<2}").parse().ok()?;
        let hours: u16 = whole.parse().ok()?;
        hours.checked_mul(60)?.checked_add(hundredths * 60 / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-25";

    fn lesson(level: Option<LawLevel>) -> Lesson {
        Lesson {
            day: TODAY.parse().unwrap(),
            topic: "民法典相邻关系".to_owned(),
            level,
            minutes: 90,
        }
    }

    #[test]
    fn attendance_is_noted_person_by_person_and_only_of_those_it_was_for() {
        let today = TODAY.parse().unwrap();
        let promoters = Some(LawLevel::Promoter);
        let (one, two) = (EducatorId(1), EducatorId(2));
        for (facts, level, expected) in [
            (vec![TrainingFact::Attended(one)], promoters, Ok(1)),
            (
                vec![TrainingFact::Attended(one), TrainingFact::Attended(two)],
                promoters,
                Ok(2),
            ),
            (
                vec![TrainingFact::Attended(one), TrainingFact::Absent(one)],
                promoters,
                Ok(0),
            ),
            (
                vec![TrainingFact::Attended(one), TrainingFact::Attended(one)],
                promoters,
                Err(Reason::NothingChanged),
            ),
            (
                vec![TrainingFact::Attended(one)],
                Some(LawLevel::Worker),
                Err(Reason::NotOfThisLevel),
            ),
            (
                vec![TrainingFact::Attended(one)],
                None,
                Err(Reason::NotFound),
            ),
            (
                vec![TrainingFact::Absent(one)],
                promoters,
                Err(Reason::NothingChanged),
            ),
        ] {
            let begun = Training::held(&lesson(promoters), today).unwrap();
            let came = facts
                .iter()
                .try_fold(begun, |training, fact| training.apply(fact, level, today));
            let count = came.map(|it| it.attended.len()).map_err(|it| it.reason);
            assert_eq!(count, expected, "{facts:?}");
        }
    }

    #[test]
    fn hours_read_back() {
        for (text, minutes) in [("2", 120), ("1.5", 90), ("0.25", 15), ("10", 600)] {
            assert_eq!(Lesson::minutes_of(text), Some(minutes), "{text}");
            let lesson = Lesson {
                minutes,
                ..lesson(None)
            };
            assert_eq!(lesson.hours(), text);
        }
        for text in ["", "两小时", "1.5.5", "-1", "9999"] {
            assert_eq!(Lesson::minutes_of(text), None, "{text}");
        }
    }
}
