//! The made-up town: the same for the same seed, lawful in every step, lively and nobody's.

use std::collections::{BTreeMap, BTreeSet};

use mulin::domain::act::{Act, Action, Petitioner};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{Opening, Step};
use mulin::domain::codes::{Channel, Class, Status};
use mulin::domain::grid::built_in::built_in;
use mulin::domain::lawyer::{Booking, BookingFact};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::exchange::town::plan::{Plan, Town};
use mulin::exchange::town::story::Story;

fn town(seed: u64, people: u64, cases: u64) -> Town {
    let until = Moment::parse("2026-11-25T10:20:00+08:00").unwrap();
    Town::new(
        Plan {
            seed,
            until,
            people,
            cases,
        },
        &built_in().unwrap(),
    )
}

/// Plays acts as a store would, and gives the cases and bookings as they stand in the end.
fn play(acts: impl Iterator<Item = Act>) -> (BTreeMap<CaseNumber, Case>, Vec<Booking>) {
    let mut cases: BTreeMap<CaseNumber, Case> = BTreeMap::new();
    let mut bookings: Vec<Booking> = Vec::new();
    let mut tree = built_in().unwrap();
    let mut runs: BTreeMap<u16, u32> = BTreeMap::new();
    let mut before = Moment::from_unix(0);
    for act in acts {
        assert!(act.when >= before, "{} after {before}", act.when);
        before = act.when;
        match act.action {
            Action::Register(registration) => {
                let Petitioner::Known { id, .. } = registration.petitioner else {
                    panic!()
                };
                assert_eq!(registration.visit.person, id);
                let visit = registration.visit;
                if let Some(number) = registration.joins {
                    let case = &cases[&number];
                    let next = case.apply(&Step::Join(visit), &act.who, act.when).unwrap();
                    cases.insert(number, next);
                } else {
                    let year = u16::try_from(chrono::Datelike::year(&act.when.date())).unwrap();
                    let run = runs.entry(year).and_modify(|run| *run += 1).or_insert(1);
                    let number = CaseNumber { year, run: *run };
                    let (petitioner, matter) = (id, registration.matter);
                    let opening = Opening {
                        petitioner,
                        matter,
                        visit,
                        imported_answer: None,
                    };
                    cases.insert(number, Case::open(number, opening, &act.who, act.when));
                }
            }
            Action::Step {
                case,
                expected,
                step,
            } => {
                let stands = &cases[&case];
                assert_eq!(stands.revision, expected, "{case}");
                let next = stands
                    .apply(&step, &act.who, act.when)
                    .expect("a lawful step");
                cases.insert(case, next);
            }
            Action::Grid(edit) => {
                let applied = tree.apply(&edit).expect("a sound edit");
                tree.adopt(&applied);
            }
            Action::Booking {
                id: None,
                fact: BookingFact::Booked(booking),
            } => {
                assert!(booking.case.is_none_or(|case| cases.contains_key(&case)));
                bookings.push(*booking);
            }
            Action::Booking { id: Some(id), fact } => {
                let place = usize::try_from(id.0 - 1).unwrap();
                bookings[place] = bookings[place].apply(&fact, act.when.date()).unwrap();
            }
            Action::Lawyer { .. } | Action::LawyerDay(_) => {}
            other => panic!("unexpected: {other:?}"),
        }
    }
    (cases, bookings)
}

#[test]
fn half_a_year_is_lawful_and_lively() {
    let (cases, bookings) = play(Story::new(&town(1, 800, 700)));
    assert_eq!(cases.len(), 700);
    let count = |wanted: &dyn Fn(&Case) -> bool| cases.values().filter(|case| wanted(case)).count();
    for status in [
        Status::Registered,
        Status::Accepted,
        Status::InProgress,
        Status::Decided,
        Status::Delivered,
        Status::StruckOff,
        Status::Guided,
        Status::Agreed,
    ] {
        assert!(count(&|case| case.status == status) > 0, "{status:?}");
    }
    assert!(count(&|case| case.status.is_open()) > 60, "enough to do");
    assert!(count(&|case| case.matter.class == Class::Accusation) > 10);
    assert!(count(&|case| case.matter.class == Class::Unclassed) > 0);
    assert!(count(&|case| case.people_count() >= 5) > 20);
    assert!(count(&|case| case.is_repeat()) > 40);
    for channel in Channel::ALL {
        assert!(
            count(&|case| case.channel() == Some(*channel)) > 0,
            "{channel:?}"
        );
    }
    let summaries: BTreeSet<&str> = cases
        .values()
        .map(|case| case.matter.summary.as_str())
        .collect();
    assert!(summaries.len() > 500, "{} of 700 differ", summaries.len());
    for case in cases.values() {
        for text in [
            &case.matter.summary,
            &case.matter.request,
            &case.matter.facts,
        ] {
            assert!(
                !text.is_empty() && !text.contains(['{', '}', '[', ']', '|']),
                "{text}"
            );
        }
    }
    assert!(
        (50..140).contains(&bookings.len()),
        "{} bookings",
        bookings.len()
    );
}

#[test]
fn the_same_seed_is_the_same_town_and_another_is_another() {
    let acts = |seed| Story::new(&town(seed, 300, 200)).collect::<Vec<Act>>();
    assert_eq!(acts(1), acts(1));
    assert_ne!(acts(1), acts(2));
}

#[test]
fn a_town_of_any_size_has_its_people_in_order() {
    for (people, cases) in [(1, 0), (0, 3), (3, 1), (50, 1500)] {
        let town = town(9, people, cases);
        assert_eq!(town.people().count() as u64, people.max(1));
        let (played, _) = play(Story::new(&town));
        assert_eq!(played.len() as u64, cases);
        assert!(
            played
                .values()
                .all(|case| case.petitioner.0 <= people.max(1))
        );
    }
}
