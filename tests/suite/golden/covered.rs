//! What a store holds: its histories by name, and which steps, records and streams occur.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use mulin::domain::case::fact::step::{Step, StepKind};
use mulin::domain::education::staff::EducatorId;
use mulin::domain::education::training::TrainingId;
use mulin::domain::entry::{Revealed, Stream, What};
use mulin::domain::follow_up::FollowUpId;
use mulin::domain::handover::HandoverId;
use mulin::domain::item::{AppointmentId, CallId, SignId, WhistleId};
use mulin::domain::joint::JointId;
use mulin::domain::lawyer::{BookingId, LawyerId};
use mulin::domain::meeting::kind::MeetingId;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::id::PersonId;
use mulin::domain::report::ReportId;
use mulin::domain::viewer::Viewer;
use mulin::store::snapshot::Snapshot;
use serde_json::{Value, json};

use super::desk::CLERK;

/// The steps that are not offered as kinds.
const OTHER_STEPS: [&str; 10] = [
    "attach",
    "register",
    "join",
    "correct",
    "undo",
    "print",
    "merged_into",
    "absorbed",
    "split_from",
    "split_off",
];
/// Every name that `record` gives.
const RECORDS: [&str; 25] = [
    "appointment",
    "booking",
    "calendar",
    "call",
    "case",
    "check",
    "duty",
    "educator",
    "force",
    "grid",
    "handover",
    "joint",
    "lawyer",
    "lawyer day",
    "leader",
    "meeting",
    "person",
    "reminder",
    "report",
    "reveal case",
    "reveal export",
    "reveal person",
    "sign",
    "training",
    "whistle",
];
/// Every name that `kind` gives.
const STREAMS: [&str; 23] = [
    "appointment",
    "booking",
    "calendar",
    "call",
    "case",
    "checks",
    "duty",
    "educator",
    "forces",
    "grid",
    "handover",
    "joint",
    "lawyer",
    "lawyer days",
    "leaders",
    "meeting",
    "person",
    "reminder",
    "report",
    "reveals",
    "sign",
    "training",
    "whistle",
];

/// Gives the name of a kind of record.
fn record(what: &What) -> &'static str {
    match what {
        What::Case(_) => "case",
        What::Person(_) => "person",
        What::Grid(_) => "grid",
        What::Lawyer(_) => "lawyer",
        What::LawyerDay(_) => "lawyer day",
        What::Booking(_) => "booking",
        What::Calendar(_) => "calendar",
        What::Reveal { what, .. } => match what {
            Revealed::Person(_) => "reveal person",
            Revealed::Case(_) => "reveal case",
            Revealed::Export(_) => "reveal export",
        },
        What::Joint(_) => "joint",
        What::Duty(_) => "duty",
        What::Leader(_) => "leader",
        What::Meeting(_) => "meeting",
        What::Handover(_) => "handover",
        What::Call(_) => "call",
        What::Check(_) => "check",
        What::Sign(_) => "sign",
        What::Educator(_) => "educator",
        What::Training(_) => "training",
        What::Force(_) => "force",
        What::Report(_) => "report",
        What::Whistle(_) => "whistle",
        What::Appointment(_) => "appointment",
        What::FollowUp(_) => "reminder",
        // A store with operators answers nobody who has not signed in: `sign_in` reads its own.
        What::Operator(_) => "operator",
        // Whoever reads a store writes into it that he did: `read` tells of those before.
        What::Look(_) => "look",
    }
}

/// Gives the name of a kind of stream, and which of them it is.
fn kind(stream: Stream) -> (&'static str, String) {
    match stream {
        Stream::Case(number) => ("case", number.to_string()),
        Stream::Person(id) => ("person", id.to_string()),
        Stream::Grid => ("grid", String::new()),
        Stream::Lawyer(id) => ("lawyer", id.0.to_string()),
        Stream::LawyerDays => ("lawyer days", String::new()),
        Stream::Booking(id) => ("booking", id.0.to_string()),
        Stream::Calendar => ("calendar", String::new()),
        Stream::Reveals => ("reveals", String::new()),
        Stream::Joint(id) => ("joint", id.0.to_string()),
        Stream::Duty(day) => ("duty", day.to_string()),
        Stream::Leaders => ("leaders", String::new()),
        Stream::Meeting(id) => ("meeting", id.0.to_string()),
        Stream::Handover(id) => ("handover", id.0.to_string()),
        Stream::Call(id) => ("call", id.0.to_string()),
        Stream::Checks(day) => ("checks", day.to_string()),
        Stream::Sign(id) => ("sign", id.0.to_string()),
        Stream::Educator(id) => ("educator", id.0.to_string()),
        Stream::Training(id) => ("training", id.0.to_string()),
        Stream::Forces => ("forces", String::new()),
        Stream::Report(id) => ("report", id.0.to_string()),
        Stream::Whistle(id) => ("whistle", id.0.to_string()),
        Stream::Appointment(id) => ("appointment", id.0.to_string()),
        Stream::FollowUp(id) => ("reminder", id.0.to_string()),
        Stream::Operator(id) => ("operator", id.0.to_string()),
        Stream::Looks(day) => ("looks", day.to_string()),
    }
}

fn name(stream: Stream) -> String {
    let (kind, which) = kind(stream);
    format!("{kind} {which}").trim().to_owned()
}

/// Gives every stream that has an entry.
pub(super) fn streams(store: &Snapshot<'_>) -> Vec<Stream> {
    let is_there = |stream: Stream| store.chain_end(stream).unwrap().0 > 0;
    let numbered: [fn(u32) -> Stream; 15] = [
        |run| Stream::Case(CaseNumber { year: 2026, run }),
        |id| Stream::Person(PersonId(id.into())),
        |id| Stream::Lawyer(LawyerId(id)),
        |id| Stream::Booking(BookingId(id.into())),
        |id| Stream::Joint(JointId(id)),
        |id| Stream::Meeting(MeetingId(id)),
        |id| Stream::Handover(HandoverId(id)),
        |id| Stream::Call(CallId(id)),
        |id| Stream::Sign(SignId(id)),
        |id| Stream::Educator(EducatorId(id)),
        |id| Stream::Training(TrainingId(id)),
        |id| Stream::Report(ReportId(id)),
        |id| Stream::Whistle(WhistleId(id)),
        |id| Stream::Appointment(AppointmentId(id)),
        |id| Stream::FollowUp(FollowUpId(id)),
    ];
    let single = [
        Stream::Grid,
        Stream::LawyerDays,
        Stream::Calendar,
        Stream::Reveals,
        Stream::Leaders,
        Stream::Forces,
    ];
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let days = first.iter_days().take(730);
    let daily = days.flat_map(|day| {
        let number = day.num_days_from_ce().unsigned_abs();
        [Stream::Duty(number), Stream::Checks(day)]
    });
    numbered
        .iter()
        .flat_map(|of| (1..).map(of).take_while(|it| is_there(*it)))
        .chain(single.into_iter().chain(daily).filter(|it| is_there(*it)))
        .collect()
}

/// Gives each history's length and the link of its last entry.
pub(super) fn chains(store: &Snapshot<'_>) -> Value {
    let chains: BTreeMap<String, Value> = streams(store)
        .into_iter()
        .map(|stream| {
            let (length, link) = store.chain_end(stream).unwrap();
            let link: Vec<String> = link.iter().map(|it| format!("{it:02x}")).collect();
            (
                name(stream),
                json!({"length": length, "link": link.concat()}),
            )
        })
        .collect();
    json!(chains)
}

/// Gives the names of all steps, records and streams that occur.
pub(super) fn covered(store: &Snapshot<'_>) -> Value {
    let viewer = Viewer::new(CLERK);
    let [mut steps, mut records, mut kinds] = [const { BTreeSet::new() }; 3];
    for stream in streams(store) {
        kinds.insert(kind(stream).0);
        for entry in store.history(stream, &viewer).unwrap() {
            records.insert(record(&entry.what));
            steps.extend(entry.step().map(Step::code));
        }
    }
    json!({"steps": steps, "records": records, "streams": kinds})
}

/// Asserts that nothing is missing of what today's program can write.
pub(super) fn assert_complete(covered: &Value) {
    let kinds = StepKind::all().map(StepKind::code);
    let steps: Vec<&str> = kinds.chain(OTHER_STEPS).collect();
    for (of, wanted) in [
        ("steps", steps.as_slice()),
        ("records", &RECORDS),
        ("streams", &STREAMS),
    ] {
        let found = covered[of].as_array().unwrap();
        let missing: Vec<&&str> = wanted
            .iter()
            .filter(|it| !found.contains(&json!(it)))
            .collect();
        assert!(missing.is_empty(), "{of}: {missing:?}");
    }
}
