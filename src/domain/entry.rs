//! 经历: one history for everything: who did what to which thing, when.

use chrono::NaiveDate;

use super::calendar::ListedDay;
use super::call::state::CallFact;
use super::duty::{DutyFact, Leader};
use super::education::staff::{Educator, EducatorId};
use super::education::training::{TrainingFact, TrainingId};
use super::force::Force;
use super::grid::edit::GridEdit;
use super::handover::{HandoverFact, HandoverId};
use super::item::{CallId, SignId, WhistleId};
use super::joint::{JointFact, JointId};
use super::lawyer::{BookingFact, BookingId, Lawyer, LawyerDay, LawyerId};
use super::meeting::kind::MeetingId;
use super::meeting::state::MeetingFact;
use super::moment::Moment;
use super::number::CaseNumber;
use super::person::PersonFact;
use super::person::id::PersonId;
use super::prevention::checkin::CheckFact;
use super::prevention::sign::SignFact;
use super::report::{ReportFact, ReportId};
use super::whistle::fact::WhistleFact;
use crate::domain::case::fact::step::Step;
use crate::domain::case::rule::undo::Past;

/// The thing whose history an entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// A case.
    Case(CaseNumber),
    /// A person.
    Person(PersonId),
    /// The grid, one history for the whole tree.
    Grid,
    /// A lawyer.
    Lawyer(LawyerId),
    /// The rota of lawyer days.
    LawyerDays,
    /// A booking with a lawyer.
    Booking(BookingId),
    /// The working calendar's imported lists.
    Calendar,
    /// What was revealed to whom.
    Reveals,
    /// A joint session.
    Joint(JointId),
    /// A day's rota and ledger, by the days since 0001-01-01.
    Duty(u32),
    /// The roster of leaders.
    Leaders,
    /// A meeting.
    Meeting(MeetingId),
    /// A hand-over.
    Handover(HandoverId),
    /// A call.
    Call(CallId),
    /// The check-ins of a day.
    Checks(NaiveDate),
    /// An early sign.
    Sign(SignId),
    /// A member of the law-education staff.
    Educator(EducatorId),
    /// A training.
    Training(TrainingId),
    /// The standing task forces.
    Forces,
    /// 签发: the issues of a report.
    Report(ReportId),
    /// A whistle.
    Whistle(WhistleId),
}

/// What an entry says was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A step of a case.
    Case(Step),
    /// A fact about a person.
    Person(PersonFact),
    /// An edit of the grid.
    Grid(GridEdit),
    /// A lawyer's card as it stands from now on.
    Lawyer(Box<Lawyer>),
    /// Who comes on a lawyer day.
    LawyerDay(LawyerDay),
    /// A fact about a booking.
    Booking(BookingFact),
    /// An official list of holidays and working weekends.
    Calendar(Vec<ListedDay>),
    /// A masked value was shown in full.
    Reveal {
        /// Whose
        what: Revealed,
        /// Why or where
        why: String,
    },
    /// A fact about a joint session.
    Joint(JointFact),
    /// A fact about a day's rota or ledger.
    Duty(DutyFact),
    /// A leader's card as it stands from now on.
    Leader(Leader),
    /// A fact about a meeting.
    Meeting(MeetingFact),
    /// A fact about a hand-over.
    Handover(HandoverFact),
    /// A fact about a call.
    Call(CallFact),
    /// A check-in, or its correction.
    Check(CheckFact),
    /// A fact about an early sign.
    Sign(SignFact),
    /// The card of a member of the law-education staff, as it stands from now on.
    Educator(Box<Educator>),
    /// A fact about a training.
    Training(TrainingFact),
    /// The card of a standing task force, as it stands from now on.
    Force(Box<Force>),
    /// An issue of a report.
    Report(ReportFact),
    /// A fact about a whistle.
    Whistle(WhistleFact),
}

/// Whose masked values were shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revealed {
    /// A person's
    Person(PersonId),
    /// A case's
    Case(CaseNumber),
    /// Those of a whole export
    Export(String),
}

/// One line of history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose history.
    pub stream: Stream,
    /// Its place there, from 1.
    pub seq: u32,
    /// Who did it.
    pub who: String,
    /// When it was written down.
    pub when: Moment,
    /// What was done.
    pub what: What,
}

/// Gives the steps of a case's history.
pub fn past(history: &[Entry]) -> Vec<Past<'_>> {
    history
        .iter()
        .filter_map(|entry| Some((entry.who.as_str(), entry.when, entry.step()?)))
        .collect()
}

impl Entry {
    /// Gives the step of a case that was taken, where one was.
    pub const fn step(&self) -> Option<&Step> {
        if let What::Case(step) = &self.what {
            Some(step)
        } else {
            None
        }
    }

    /// Gives the fact about a person, where it is one.
    pub const fn person(&self) -> Option<&PersonFact> {
        if let What::Person(fact) = &self.what {
            Some(fact)
        } else {
            None
        }
    }

    /// Gives the entry without the words of a counsellor's note.
    #[must_use]
    pub fn sealed(self) -> Self {
        let what = match self.what {
            What::Case(step) => What::Case(step.sealed()),
            other => other,
        };
        Self { what, ..self }
    }
}
