//! 经历: one history for everything: who did what to which thing, when.

use chrono::NaiveDate;

use super::calendar::ListedDay;
use super::grid::edit::GridEdit;
use super::lawyer::{BookingFact, BookingId, Lawyer, LawyerDay, LawyerId};
use super::moment::Moment;
use super::number::CaseNumber;
use super::person::PersonFact;
use super::person::id::PersonId;
use crate::domain::case::fact::step::Step;
use crate::domain::case::rule::undo::Past;

/// Makes streams and entries: those of the kinds that stand here, and those of the table's rows.
macro_rules! entries {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
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
            /// A day's rota and ledger, by the days since 0001-01-01.
            Duty(u32),
            /// The roster of leaders.
            Leaders,
            /// The check-ins of a day.
            Checks(NaiveDate),
            /// The standing task forces.
            Forces,
            /// What was looked at on a day, and by whom.
            Looks(NaiveDate),
            $($($(#[doc = $doc] $kind($id),)?)?)+
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
            $(#[doc = $doc] $kind($fact),)+
        }
    };
}

each_kept!(entries);

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
