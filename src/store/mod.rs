//! 存储: keeping cases, persons and their history: one durable transaction for each thing that a
//! person does.

/// The things with a history of their own, a row a kind: its table and the table's name, the thing, and,
/// where it has a number, its stream with the head of the stream's keys. From the row follow the table,
/// the keys of its entries and the proof.
macro_rules! each_thing {
    ($then:ident) => {
        $then! {
            /// Joint sessions, by number, day, case and what is open.
            Joints "joints": crate::domain::joint::Joint, Joint = b"j";
            /// The roster of leaders.
            Leaders "leaders": crate::domain::duty::Roster;
            /// Meetings, by number, day, case, open tasks and what came back.
            Meetings "meetings": crate::domain::meeting::state::Meeting, Meeting = b"mt";
            /// Hand-overs, by number and giver.
            Handovers "handovers": crate::domain::handover::Handover, Handover = b"ho";
            /// Calls, by number, day, due moment, caller and case.
            Calls "calls": crate::domain::call::state::Call, Call = b"h";
            /// Check-ins, by day.
            Checks "checks": crate::domain::prevention::checkin::CheckDay;
            /// Early signs, by number, day, round, case and the open ones.
            Signs "signs": crate::domain::prevention::sign::EarlySign, Sign = b"S";
            /// Law-education staff, by number.
            Educators "educators": crate::domain::education::staff::Educator, Educator = b"E";
            /// Trainings, by number and day.
            Trainings "trainings": crate::domain::education::training::Training, Training = b"T";
            /// The standing task forces.
            Forces "forces": crate::domain::force::Forces;
            /// Issued reports, by number, period and day.
            Reports "reports": crate::domain::report::Report, Report = b"q";
            /// Whistles, by number, case and what is open.
            Whistles "whistles": crate::domain::whistle::state::Whistle, Whistle = b"w";
        }
    };
}

mod engine;
mod key;
mod record;
mod tables;
mod verify;

pub mod attachments;
pub mod contract;
pub mod drafts;
pub mod error;
pub mod findings;
pub mod memory;
pub mod redb;
pub mod snapshot;
