//! The centre's law and nouns: no I/O, no clock, no terminal; the only failure is a
//! [`refusal::Refusal`].

/// Everything that is kept with a history of its own beside cases, persons, the grid and the lawyers, a
/// row a kind, in the order in which entries are stored (a new kind stands last): its fact; the table
/// that keeps it, with its name in the file, and the thing; where it has a number, the number and the
/// head of its stream's keys; and what is asked of it, where that is `id, fact` like everything new.
///
/// From the row follow the stream, the entry, its stored form, the action and what came of it, the table,
/// the keys, the dispatch of a deed, and the proof.
macro_rules! each_kept {
    ($then:ident) => {
        $then! {
            /// A joint session.
            Joint(crate::domain::joint::JointFact)
                in Joints "joints": crate::domain::joint::Joint,
                number crate::domain::joint::JointId = b"j",
                done crate::domain::joint::JointFact;
            /// A day's rota or ledger.
            Duty(crate::domain::duty::DutyFact);
            /// A leader's card as it stands from now on.
            Leader(crate::domain::duty::Leader)
                in Leaders "leaders": crate::domain::duty::Roster;
            /// A meeting.
            Meeting(crate::domain::meeting::state::MeetingFact)
                in Meetings "meetings": crate::domain::meeting::state::Meeting,
                number crate::domain::meeting::kind::MeetingId = b"mt",
                done crate::domain::meeting::state::MeetingAction;
            /// A hand-over.
            Handover(crate::domain::handover::HandoverFact)
                in Handovers "handovers": crate::domain::handover::Handover,
                number crate::domain::handover::HandoverId = b"ho",
                done crate::domain::handover::HandoverFact;
            /// A call.
            Call(crate::domain::call::state::CallFact)
                in Calls "calls": crate::domain::call::state::Call,
                number crate::domain::item::CallId = b"h",
                done crate::domain::call::state::CallFact;
            /// A check-in, or its correction.
            Check(crate::domain::prevention::checkin::CheckFact)
                in Checks "checks": crate::domain::prevention::checkin::CheckDay;
            /// An early sign.
            Sign(crate::domain::prevention::sign::SignFact)
                in Signs "signs": crate::domain::prevention::sign::EarlySign,
                number crate::domain::item::SignId = b"S",
                done crate::domain::prevention::sign::SignFact;
            /// The card of a member of the law-education staff, as it stands from now on.
            Educator(Box<crate::domain::education::staff::Educator>)
                in Educators "educators": crate::domain::education::staff::Educator,
                number crate::domain::education::staff::EducatorId = b"E",
                done Box<crate::domain::education::staff::Educator>;
            /// A training.
            Training(crate::domain::education::training::TrainingFact)
                in Trainings "trainings": crate::domain::education::training::Training,
                number crate::domain::education::training::TrainingId = b"T",
                done crate::domain::education::training::TrainingFact;
            /// An issue of a report.
            Report(crate::domain::report::ReportFact)
                in Reports "reports": crate::domain::report::Report,
                number crate::domain::report::ReportId = b"q";
            /// A whistle.
            Whistle(crate::domain::whistle::fact::WhistleFact)
                in Whistles "whistles": crate::domain::whistle::state::Whistle,
                number crate::domain::item::WhistleId = b"w",
                done crate::domain::whistle::fact::WhistleFact;
            /// The card of a standing task force, as it stands from now on.
            Force(Box<crate::domain::force::Force>)
                in Forces "forces": crate::domain::force::Forces;
            /// A fact about an appointment.
            Appointment(crate::domain::appointment::AppointmentFact)
                in Appointments "appointments": crate::domain::appointment::Appointment,
                number crate::domain::item::AppointmentId = b"y",
                done crate::domain::appointment::AppointmentFact;
            /// A fact about a reminder.
            FollowUp(crate::domain::follow_up::FollowUpFact)
                in FollowUps "follow_ups": crate::domain::follow_up::FollowUp,
                number crate::domain::follow_up::FollowUpId = b"f",
                done crate::domain::follow_up::FollowUpFact;
            /// A fact about an operator: who may sign in, and that he did.
            Operator(crate::domain::operator::OperatorFact)
                in Operators "operators": crate::domain::operator::Operator,
                number crate::domain::operator::OperatorId = b"op",
                done crate::domain::operator::OperatorFact;
            /// Something was looked at, or taken out.
            Look(crate::domain::looked::Look);
        }
    };
}

#[macro_use]
pub mod codes;

pub mod act;
pub mod agenda;
pub mod appointment;
pub mod areas_open;
pub mod calendar;
pub mod call;
pub mod case;
pub mod clean;
pub mod clock_doubt;
pub mod content;
pub mod counted;
pub mod day_count;
pub mod deadline;
pub mod dispute;
pub mod draft;
pub mod duty;
pub mod education;
pub mod entry;
pub mod extract;
pub mod field;
pub mod file_size;
pub mod follow_up;
pub mod force;
pub mod grid;
pub mod handover;
pub mod held_back;
pub mod holiday_notice;
pub mod inquiry;
pub mod item;
pub mod joint;
pub mod law;
pub mod law_field;
pub mod lawyer;
pub mod lawyer_conflict;
pub mod lawyer_day;
pub mod lawyer_queue;
pub mod lawyer_sum;
pub mod lawyer_tally;
pub mod looked;
pub mod mask;
pub mod matter_sign;
pub mod meeting;
pub mod merge;
pub mod moment;
pub mod money;
pub mod name;
pub mod nothing;
pub mod number;
pub mod offline;
pub mod operator;
pub mod paper;
pub mod period;
pub mod person;
pub mod phone;
pub mod phrase;
pub mod pin;
pub mod presence;
pub mod prevention;
pub mod projection;
pub mod province;
pub mod queue;
pub mod refusal;
pub mod report;
pub mod resident_id;
pub mod right;
pub mod road;
pub mod save_id;
pub mod saved_view;
pub mod seal;
pub mod search_visibility;
pub mod seat;
pub mod secret;
pub mod settings;
pub mod setup;
pub mod sheet;
pub mod sheet_kind;
pub mod stored;
pub mod subject;
pub mod today;
pub mod town_context;
pub mod triage;
pub mod typed;
pub mod value;
pub mod view;
pub mod viewer;
pub mod whistle;
