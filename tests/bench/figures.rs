//! The figures' bar: a day's report over a store of a hundred thousand cases costs what the day and
//! the fortnight before it touched, not what the store holds.
//!
//! `cargo bench --bench figures -- [CASES]`
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench may fail loudly and prints what it measured"
)]

use std::time::Instant;

use chrono::{Days, NaiveDate};
use mulin::domain::act::{Act, Action, Petitioner, Registration};
use mulin::domain::case::fact::matter::{ImportedAnswer, Matter, Visit};
use mulin::domain::codes::{Category, Channel, Class};
use mulin::domain::moment::Moment;
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::settings::Settings;
use mulin::figures::report::{Asked, report};
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;

const BATCH: usize = 2_000;
/// Cases a day: a hundred thousand fill some six years.
const A_DAY: usize = 45;

fn main() {
    let cases: usize = std::env::args()
        .skip(1)
        .find_map(|it| it.parse().ok())
        .unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let store = RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
    let started = Instant::now();
    for start in (0..cases).step_by(BATCH) {
        let acts: Vec<Act> = (start..(start + BATCH).min(cases)).map(register).collect();
        store.commit(&acts).unwrap();
    }
    println!("{cases} cases kept in {:?}", started.elapsed());
    let today = day(cases - 1);
    for kind in PeriodKind::ALL {
        let asked = Asked {
            period: Period::of(*kind, today),
            area: None,
            today,
        };
        let started = Instant::now();
        let sheet = ask(&store, |it| report(it, &asked, &Settings::default())).unwrap();
        let took = started.elapsed();
        let figures = sheet.unwrap().figures.len();
        println!("{:8} {figures} figures in {took:?}", kind.code());
    }
}

fn day(number: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let days = u64::try_from(number / A_DAY).unwrap();
    first.checked_add_days(Days::new(days)).unwrap()
}

fn register(number: usize) -> Act {
    let when = Moment::start_of(day(number)).plus_seconds(9 * 3600);
    let visit = Visit {
        person: PersonId(0),
        received_at: Some(when),
        channel: Some(if number.is_multiple_of(3) {
            Channel::Visit
        } else {
            Channel::Phone
        }),
        station: None,
        people_count: 1,
        companion: None,
        words: String::new(),
        new_facts: None,
    };
    let open = number.is_multiple_of(50);
    let answered = (!open).then(|| ImportedAnswer {
        at: Some(when),
        text: "已修好".to_owned(),
    });
    let registration = Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: format!("牟{number}"),
            ..Person::default()
        })),
        matter: Matter {
            class: Class::Claim,
            category: Some(Category::General),
            summary: "路灯不亮".to_owned(),
            village: Some("东牟家村".to_owned()),
            ..Matter::default()
        },
        visit,
        joins: None,
        // One in fifty stands open, as in an old store.
        imported_answer: answered,
        fingerprint: None,
        order_due: None,
    };
    Act {
        who: "王芳".to_owned(),
        when,
        action: Action::Register(Box::new(registration)),
    }
}
