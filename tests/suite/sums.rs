//! The sums of the figures: whatever becomes of cases, a report from sums is the one that is counted from
//! the cases, and `verify` finds every sum as the cases give it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mulin::domain::act::{Act, Action, CommitResult, Petitioner, Registration};
use mulin::domain::calendar::{DayKind, ListedDay};
use mulin::domain::case::fact::dispute::Dispute;
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use mulin::domain::merge::{Merge, Split};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::figures::areas::open_by_area;
use mulin::figures::report::{Asked, Counted, counted, looked_at};
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;

use crate::lawful::random_histories;

const CLERK: &str = "王芳";
/// Some days after the last of the lives.
const TODAY: &str = "2028-06-30";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

struct House {
    store: MemoryStore,
    settings: Settings,
}

impl House {
    fn new() -> Self {
        let settings = Settings::default();
        let store = MemoryStore::new(Vec::new(), settings.clone());
        Self { store, settings }
    }

    fn take(&self, who: &str, when: Moment, action: Action) -> bool {
        let act = Act {
            who: who.to_owned(),
            when,
            action,
        };
        let outcome = self.store.commit(&[act]).unwrap().remove(0);
        matches!(outcome, CommitResult::Done(_))
    }

    fn revision(&self, number: CaseNumber) -> u32 {
        let viewer = Viewer::new(CLERK);
        let case = ask(&self.store, |it| it.case(number, &viewer)).unwrap();
        case.map_or(0, |it| it.revision)
    }

    fn step(&self, who: &str, when: Moment, case: CaseNumber, step: Step) -> bool {
        let expected = self.revision(case);
        let action = Action::Step {
            case,
            expected,
            step,
        };
        self.take(who, when, action)
    }

    /// Both reports on a period, as seen on a day.
    fn both(&self, kind: PeriodKind, on: &str, today: &str) -> (Counted, Counted) {
        let asked = Asked {
            period: Period::of(kind, day(on)),
            area: None,
            today: day(today),
        };
        let settings = &self.settings;
        let summed = ask(&self.store, |it| looked_at(it, &asked, settings));
        let counted = ask(&self.store, |it| counted(it, &asked, settings));
        (summed.unwrap().unwrap(), counted.unwrap().unwrap())
    }

    /// Wants the two reports to be one on every kind of period around a day.
    fn agree(&self, when: &str, on: &str) {
        for kind in PeriodKind::ALL {
            let (summed, counted) = self.both(*kind, on, TODAY);
            assert!(!summed.whole, "{when}: counted from cases");
            let (sums, cases) = (summed.sheet.canonical(), counted.sheet.canonical());
            for (of_sums, of_cases) in sums.lines().zip(cases.lines()) {
                assert_eq!(of_sums, of_cases, "{when}, {} {on}", kind.code());
            }
            assert_eq!(sums, cases, "{when}");
            assert_eq!(summed.days, counted.days, "{when}");
        }
    }

    fn verified(&self, when: &str) {
        let findings = ask(&self.store, |it| it.verify(&mut |_| {})).unwrap();
        assert_eq!(findings.count(), 0, "{when}: {findings:?}");
    }
}

/// A matter that says something in every field by which the figures group.
fn registration(at: usize, when: Moment) -> Registration {
    let name = |of: &[&str]| of[at % of.len()].to_owned();
    let channel = Channel::ALL[at % Channel::ALL.len()];
    let kinds = ["婚姻家庭", "邻里", "自己写的", ""];
    Registration {
        petitioner: Petitioner::Described(Box::new(Person {
            name: format!("甲{at}"),
            phones: vec![format!("1380000{at:04}")],
            ..Person::default()
        })),
        matter: Matter {
            class: Class::ALL[at % Class::ALL.len()],
            category: Some(Category::ALL[at % Category::ALL.len()]),
            summary: "路灯".to_owned(),
            village: Some(name(&["东牟家村", "后薛村", ""])).filter(|it| !it.is_empty()),
            dispute: Dispute {
                kind: name(&kinds),
                ..Dispute::default()
            },
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(when),
            channel: Some(channel),
            station: (channel == Channel::Station).then(|| "东牟家村驿站".to_owned()),
            people_count: 1 + u32::try_from(at % 4).unwrap(),
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    }
}

fn number(run: usize) -> CaseNumber {
    let run = u32::try_from(run).unwrap();
    CaseNumber { year: 2026, run }
}

fn petitioner(store: &MemoryStore, number: CaseNumber) -> PersonId {
    let case = ask(store, |it| it.case(number, &Viewer::new(CLERK))).unwrap();
    case.unwrap().petitioner
}

/// Keeps the histories as cases, each step on its day, so many steps of each at the most; gives how many
/// were taken.
fn lived(house: &House, count: usize, steps: usize) -> usize {
    let mut taken = 0;
    for (at, (_, history)) in random_histories(count).into_iter().enumerate() {
        let (_, when, _) = history[0];
        let action = Action::Register(Box::new(registration(at, when)));
        assert!(house.take(CLERK, when, action), "{at}");
        for (who, when, mut step) in history.into_iter().skip(1).take(steps) {
            // The random lives are all of one person; here each case has its own.
            if let Step::Join(visit) = &mut step {
                visit.person = petitioner(&house.store, number(at + 1));
            }
            taken += usize::from(house.step(who, when, number(at + 1), step));
        }
    }
    taken
}

fn classed(class: Class) -> Step {
    Step::Classify {
        class,
        category: Some(Category::ALL[1]),
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Ordinary,
    }
}

#[test]
fn a_report_from_sums_is_the_one_from_cases_whatever_their_lives() {
    let house = House::new();
    let taken = lived(&house, 40, 40);
    assert!(taken > 100, "{taken}");
    for on in ["2026-03-02", "2026-04-15", "2026-09-30", "2028-06-30"] {
        house.agree("after their lives", on);
    }
    house.verified("after their lives");
    for on in ["2026-03-20", "2026-12-31"] {
        let summed = ask(&house.store, |it| open_by_area(it, day(on))).unwrap();
        let open = ask(&house.store, |it| {
            let mut open = 0;
            it.facts_open_on(day(on), &mut |_| open += 1)?;
            Ok(open)
        });
        let open: u32 = open.unwrap();
        let areas = summed.areas.values().map(|it| it.open).sum::<u32>();
        assert_eq!(areas + summed.elsewhere.open, open, "{on}");
    }
}

#[test]
fn a_report_seen_before_something_happened_is_counted_from_the_cases() {
    let house = House::new();
    lived(&house, 6, 40);
    let (seen, counted) = house.both(PeriodKind::Month, "2026-03-10", "2026-03-10");
    assert!(seen.whole);
    assert_eq!(seen, counted);
}

#[test]
fn merges_splits_undoing_corrections_and_a_later_class_move_the_sums_with_them() {
    let house = House::new();
    let mut done: BTreeMap<&str, usize> = BTreeMap::new();
    lived(&house, 24, 3);
    let when = Moment::start_of(day("2028-06-29"));
    let mut try_it = |what, action: Action| {
        *done.entry(what).or_default() += usize::from(house.take(CLERK, when, action));
    };
    for run in (1..24).step_by(3) {
        for (from, into) in [(run, run + 1), (run + 2, run + 1)] {
            let (from, into) = (number(from), number(into));
            let expected = (house.revision(from), house.revision(into));
            let merge = Merge::Cases {
                from,
                into,
                expected,
            };
            try_it("merged", Action::Merge(merge));
        }
    }
    house.agree("after merges", "2026-03-02");
    house.verified("after merges");
    for part in (1..24).step_by(6) {
        let split = Split::Case {
            number: number(part),
            expected: house.revision(number(part)),
        };
        try_it("split", Action::Split(split));
    }
    house.agree("after splits", "2026-03-02");
    for run in 1..=24 {
        let (case, expected) = (number(run), house.revision(number(run)));
        let step = Step::Undo {
            of: expected,
            reason: "记错了".to_owned(),
        };
        let undo = Action::Step {
            case,
            expected,
            step,
        };
        try_it("undone", undo);
    }
    house.agree("after undoing", "2026-04-15");
    house.agree("after undoing", "2028-06-30");
    for class in [Class::Accusation, Class::Claim, Class::Suggestion] {
        for run in 1..=24 {
            let case = number(run);
            let step = classed(class);
            let action = Action::Step {
                case,
                expected: house.revision(case),
                step,
            };
            try_it("classed", action);
        }
        house.agree(class.code(), "2026-03-02");
    }
    let holidays = day("2026-05-01").iter_days().take(12);
    let list = holidays.map(|date| ListedDay {
        date,
        kind: DayKind::Holiday,
        name: "补假".to_owned(),
    });
    let list: Vec<ListedDay> = list.collect();
    try_it("calendar", Action::Calendar(list));
    house.agree("after another calendar", "2026-05-15");
    house.verified("at the end");
    for what in ["merged", "split", "undone", "classed", "calendar"] {
        assert!(done[what] > 0, "{what} in {done:?}");
    }
}
