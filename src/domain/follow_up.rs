//! 提醒: something to come back to on a day, for oneself or a colleague; it stays until it is done or
//! moved. It is no duty of the law and has no clock.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::refusal::{Reason, Refusal};
use super::stored;
use super::subject::Subject;

/// The running number of a reminder within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FollowUpId(pub u32);

/// What is to be come back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalled {
    /// The day.
    #[serde(with = "stored::day")]
    pub day: NaiveDate,
    /// The hour, where one matters.
    #[serde(with = "stored::hour")]
    pub time: Option<NaiveTime>,
    /// What.
    pub text: String,
    /// 提醒谁: who sees it.
    pub whom: String,
    /// Who set it; the store writes it.
    pub by: String,
    /// What it hangs on.
    #[serde(with = "stored::subject")]
    pub about: Option<Subject>,
}

/// What is done to a reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FollowUpFact {
    /// It is set.
    Set(Box<Recalled>),
    /// It is moved to another day, or reworded.
    Altered(Box<Recalled>),
    /// It is done.
    Done,
}

/// A reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// What is to be come back to.
    pub recalled: Recalled,
    /// It is done.
    pub done: bool,
}

impl FollowUp {
    fn of(recalled: &Recalled) -> Result<Self, Refusal> {
        if recalled.text.trim().is_empty() && recalled.about.is_none() {
            return Err(Refusal::about("what", Reason::Missing));
        }
        if recalled.whom.trim().is_empty() {
            return Err(Refusal::about("reminded", Reason::Missing));
        }
        Ok(Self {
            recalled: recalled.clone(),
            done: false,
        })
    }

    /// Sets one (`None`), or gives it after something was done to it.
    ///
    /// # Errors
    /// Refuses one that reminds nobody or of nothing, what changes nothing, and anything about one that
    /// is done.
    pub fn apply(old: Option<&Self>, fact: &FollowUpFact) -> Result<Self, Refusal> {
        match (old, fact) {
            (None, FollowUpFact::Set(recalled)) => Self::of(recalled),
            (None, FollowUpFact::Altered(_) | FollowUpFact::Done) => {
                Err(Refusal::about("reminder", Reason::NotFound))
            }
            (Some(_), FollowUpFact::Set(_)) => Err(Refusal::new(Reason::AlreadyKnown)),
            (Some(old), _) if old.done => Err(Refusal::new(Reason::Closed)),
            (Some(old), FollowUpFact::Altered(recalled)) => {
                let next = Self::of(recalled)?;
                if next == *old {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                Ok(next)
            }
            (Some(old), FollowUpFact::Done) => Ok(Self {
                done: true,
                ..old.clone()
            }),
        }
    }

    /// Gives the reminder after all that was done to it; where its words are not open, what was altered
    /// may read as before.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a FollowUpFact>) -> Option<Self> {
        let mut reminder: Option<Self> = None;
        for fact in facts {
            reminder = match (reminder, fact) {
                (Some(old), FollowUpFact::Altered(recalled)) if old.recalled == **recalled => {
                    Some(old)
                }
                (old, fact) => Some(Self::apply(old.as_ref(), fact).ok()?),
            };
        }
        reminder
    }
}

/// A reminder as a viewer may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpView {
    /// Which.
    pub id: FollowUpId,
    /// The reminder.
    pub follow_up: FollowUp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_stays_until_it_is_done() {
        let recalled = |day: &str| {
            Box::new(Recalled {
                day: day.parse().unwrap(),
                time: None,
                text: "问一下水管修好没有".to_owned(),
                whom: "王芳".to_owned(),
                by: String::new(),
                about: None,
            })
        };
        let facts = [
            FollowUpFact::Set(recalled("2026-11-26")),
            FollowUpFact::Altered(recalled("2026-11-30")),
            FollowUpFact::Done,
        ];
        assert!(FollowUp::replay(&facts).unwrap().done);
        let moved = FollowUp::replay(&facts[..2]).unwrap();
        assert_eq!(moved.recalled.day, "2026-11-30".parse().unwrap());
        let again = FollowUp::apply(Some(&moved), &facts[1]).unwrap_err();
        assert_eq!(again.reason, Reason::NothingChanged);
        let nothing = FollowUpFact::Set(Box::new(Recalled {
            text: " ".to_owned(),
            ..*recalled("2026-11-26")
        }));
        let refused = FollowUp::apply(None, &nothing).unwrap_err();
        assert_eq!(refused, Refusal::about("what", Reason::Missing));
    }
}
