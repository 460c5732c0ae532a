//! 约访: who comes on which day, to whom, about what; what is agreed with a visitor before he comes.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::item::AppointmentId;
use super::person::id::PersonId;
use super::refusal::{Reason, Refusal};
use super::stored;
use super::subject::Subject;

/// Two appointments with the same one are too close where less than this many minutes lie between.
const APART: i64 = 60;

codes! {
    /// 约见对象: with whom.
    Host: "appointment-host" {
        /// 领导
        Leader = "leader",
        /// 律师
        Lawyer = "lawyer",
        /// 调解员
        Mediator = "mediator",
        /// 单位
        Unit = "unit",
    }
}

codes! {
    /// What became of it.
    AppointmentState: "appointment-state" {
        /// 待访
        Planned = "planned",
        /// 已到
        Came = "came",
        /// 未到
        Missed = "missed",
        /// 已取消
        Cancelled = "cancelled",
    }
}

/// What is agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arranged {
    /// The visitor, where he is known.
    pub person: Option<PersonId>,
    /// His name as he gave it.
    pub name: String,
    /// 电话; empty where none is known.
    pub phone: String,
    /// The day.
    #[serde(with = "stored::day")]
    pub day: NaiveDate,
    /// The hour; `None` where only the day is agreed.
    #[serde(with = "stored::hour")]
    pub time: Option<NaiveTime>,
    /// What the one is with whom he is to speak.
    pub host: Host,
    /// His name, or the unit's.
    pub with: String,
    /// What it is about: a case.
    #[serde(with = "stored::subject")]
    pub case: Option<Subject>,
    /// What it is about, in words.
    pub about: String,
    /// 地点.
    pub place: String,
    /// 备注.
    pub note: String,
}

/// What is done about an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppointmentFact {
    /// It is made.
    Made(Box<Arranged>),
    /// It is moved, or something of it is corrected.
    Altered(Box<Arranged>),
    /// It is cancelled, for this reason.
    Cancelled(String),
    /// The visitor came.
    Came,
    /// He did not; what is known of it.
    Missed(String),
}

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// What is agreed.
    pub arranged: Arranged,
    /// What became of it.
    pub state: AppointmentState,
    /// Why it was cancelled, or what is known of a visitor who did not come.
    pub reason: String,
}

impl Arranged {
    /// Checks what is agreed. Nobody is refused: who is not registered is known by a name or a number.
    fn check(&self) -> Result<(), Refusal> {
        let nobody = self.name.trim().is_empty() && self.phone.trim().is_empty();
        if nobody && self.person.is_none() {
            return Err(Refusal::about("visitor", Reason::Missing));
        }
        if self.with.trim().is_empty() {
            return Err(Refusal::about("with", Reason::Missing));
        }
        Ok(())
    }

    /// Tells whether another visitor is agreed with the same one at the same hour.
    pub fn clashes(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (self.time, other.time) else {
            return false;
        };
        self.host == other.host
            && self.with.trim() == other.with.trim()
            && self.day == other.day
            && (one - two).abs() < TimeDelta::minutes(APART)
    }
}

impl Appointment {
    /// Makes one.
    ///
    /// # Errors
    /// Refuses where neither name nor number of the visitor is there, or nobody with whom he speaks.
    pub fn made(arranged: &Arranged) -> Result<Self, Refusal> {
        arranged.check()?;
        Ok(Self {
            arranged: arranged.clone(),
            state: AppointmentState::Planned,
            reason: String::new(),
        })
    }

    /// Gives the appointment after something was done about it.
    ///
    /// # Errors
    /// Refuses what changes nothing, a cancellation without a reason, and anything about one that is
    /// over but for who came after all.
    pub fn apply(&self, fact: &AppointmentFact) -> Result<Self, Refusal> {
        let over = matches!(
            self.state,
            AppointmentState::Came | AppointmentState::Cancelled
        );
        if over {
            return Err(Refusal::new(Reason::Closed));
        }
        let mut next = self.clone();
        match fact {
            AppointmentFact::Made(_) => return Err(Refusal::new(Reason::AlreadyKnown)),
            AppointmentFact::Altered(arranged) => {
                arranged.check()?;
                if **arranged == self.arranged {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                next = Self::altered(arranged);
            }
            AppointmentFact::Cancelled(reason) => {
                if reason.trim().is_empty() {
                    return Err(Refusal::about("reason", Reason::Missing));
                }
                next.state = AppointmentState::Cancelled;
                next.reason.clone_from(reason);
            }
            AppointmentFact::Came => {
                next.state = AppointmentState::Came;
                next.reason.clear();
            }
            AppointmentFact::Missed(reason) => {
                if self.state == AppointmentState::Missed {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                next.state = AppointmentState::Missed;
                next.reason.clone_from(reason);
            }
        }
        Ok(next)
    }

    fn altered(arranged: &Arranged) -> Self {
        Self {
            arranged: arranged.clone(),
            state: AppointmentState::Planned,
            reason: String::new(),
        }
    }

    /// Gives the appointment after all that was done about it; where its words are not open, what was
    /// altered may read as before. `None` where it was not made first.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a AppointmentFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let Some(AppointmentFact::Made(arranged)) = facts.next() else {
            return None;
        };
        let made = Self::made(arranged).ok()?;
        facts.try_fold(made, |it, fact| match fact {
            AppointmentFact::Altered(arranged) if **arranged == it.arranged => {
                Some(Self::altered(arranged))
            }
            fact => it.apply(fact).ok(),
        })
    }

    /// Tells whether the visitor is still expected.
    pub fn is_planned(&self) -> bool {
        self.state == AppointmentState::Planned
    }
}

/// An appointment as a viewer may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentView {
    /// Which.
    pub id: AppointmentId,
    /// The appointment; where it is held back, of what is agreed day, hour and with whom alone.
    pub appointment: Appointment,
    /// It is about something that is held back from the viewer (条例 30 ¶3).
    pub locked: bool,
}

impl AppointmentView {
    /// Gives it as one may see it who may not know what it is about: that the hour is taken.
    #[must_use]
    pub fn held_back(mut self) -> Self {
        let of = self.appointment.arranged;
        self.appointment.arranged = Arranged {
            person: None,
            name: String::new(),
            phone: String::new(),
            case: None,
            about: String::new(),
            place: String::new(),
            note: String::new(),
            ..of
        };
        self.appointment.reason.clear();
        self.locked = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arranged(time: &str) -> Arranged {
        Arranged {
            person: None,
            name: "李某".to_owned(),
            phone: String::new(),
            day: "2026-12-02".parse().unwrap(),
            time: time.parse().ok(),
            host: Host::Leader,
            with: "高秀云".to_owned(),
            case: None,
            about: "宅基地".to_owned(),
            place: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn who_gives_a_name_or_a_number_is_not_refused() {
        let nobody = Arranged {
            name: String::new(),
            ..arranged("09:00:00")
        };
        let refused = Appointment::made(&nobody).unwrap_err();
        assert_eq!(refused, Refusal::about("visitor", Reason::Missing));
        let by_phone = Arranged {
            phone: "13800000001".to_owned(),
            ..nobody
        };
        assert!(Appointment::made(&by_phone).is_ok());
    }

    #[test]
    fn the_same_hour_with_the_same_one_clashes() {
        let one = arranged("09:00:00");
        for (time, clashes) in [
            ("09:30:00", true),
            ("08:30:00", true),
            ("10:00:00", false),
            ("", false),
        ] {
            assert_eq!(one.clashes(&arranged(time)), clashes, "{time}");
        }
        let with_another = Arranged {
            with: "王岚".to_owned(),
            ..arranged("09:00:00")
        };
        assert!(!one.clashes(&with_another));
    }

    #[test]
    fn what_is_over_stays_and_who_came_after_all_came() {
        let made = Appointment::made(&arranged("09:00:00")).unwrap();
        let missed = made.apply(&AppointmentFact::Missed(String::new())).unwrap();
        let came = missed.apply(&AppointmentFact::Came).unwrap();
        assert_eq!(came.state, AppointmentState::Came);
        let refused = came.apply(&AppointmentFact::Came).unwrap_err();
        assert_eq!(refused.reason, Reason::Closed);
        let refused = made
            .apply(&AppointmentFact::Cancelled(" ".to_owned()))
            .unwrap_err();
        assert_eq!(refused, Refusal::about("reason", Reason::Missing));
    }
}
