//! The Finder over a made-up town of 5,000: what it lists first is what a plain scoring of everybody
//! lists first, for every kind of scrap.

use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::projection::{Changed, Projection};
use mulin::search::find::Finder;
use mulin::search::index::FinderIndex;

use crate::corpus::{Rng, people};
use crate::kinds::Scraps;
use crate::plain::{Everybody, found};
use crate::rows::MemoryRows;

const PEOPLE: usize = 5_000;
const FIRST: usize = 20;

fn town(people: &[Person]) -> MemoryRows {
    let mut rows = MemoryRows::default();
    for (batch, first) in people.chunks(1_000).zip((1..).step_by(1_000)) {
        let changes: Vec<Changed> = (first..)
            .zip(batch)
            .map(|(id, person)| Changed::Person {
                id: PersonId(id),
                old: None,
                new: Box::new(person.clone()),
            })
            .collect();
        FinderIndex.follow(&changes, &mut rows).unwrap();
    }
    rows
}

#[test]
fn the_first_of_the_list_are_the_first_of_all() {
    let people = people(PEOPLE);
    let rows = town(&people);
    let mut everybody = Everybody::read(&rows);
    let (mut finder, mut scraps, mut rng) = (Finder::default(), Scraps::new(), Rng::new(11));
    let mut wrong = Vec::new();
    for _ in 0..5 {
        let person = &people[rng.below(PEOPLE as u64) as usize];
        for (kind, typed) in scraps.of(person, &mut rng) {
            let list = found(&mut finder, &rows, &typed, FIRST);
            let best = everybody.best(&typed, FIRST);
            if list != best {
                wrong.push(format!("{kind} {typed}:\n  {list:?}\n  {best:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn how_many_are_asked_for_changes_no_place() {
    let people = people(PEOPLE);
    let rows = town(&people);
    let mut finder = Finder::default();
    for typed in [
        "潘",
        "曹",
        "dmj",
        "wf",
        "lxm",
        "w",
        "an",
        "138",
        "东牟家",
        "wanfgang",
    ] {
        let all = found(&mut finder, &rows, typed, PEOPLE);
        for limit in [1, 5, 20, 60] {
            let list = found(&mut finder, &rows, typed, limit);
            assert_eq!(list, all[..limit.min(all.len())], "{typed} {limit}");
        }
    }
}

#[test]
fn a_surname_lists_those_who_bear_it_before_a_village_called_after_them() {
    let people = people(PEOPLE);
    let rows = town(&people);
    let list = found(&mut Finder::default(), &rows, "曹", FIRST);
    assert_eq!(list.len(), FIRST);
    for (id, _) in list {
        let name = &people[id.0 as usize - 1].name;
        assert!(name.starts_with('曹'), "{name}");
    }
}

#[test]
fn a_name_with_two_letters_swapped_is_found() {
    let people = people(500);
    let rows = town(&people);
    let (mut finder, mut scraps, mut rng) = (Finder::default(), Scraps::new(), Rng::new(3));
    let mut missed = Vec::new();
    let ids = 1..;
    for (id, person) in ids.zip(&people) {
        let all = scraps.of(person, &mut rng);
        let typed = &all.iter().find(|it| it.0 == "swapped letters").unwrap().1;
        let list = found(&mut finder, &rows, typed, FIRST);
        if list.iter().all(|(found, _)| *found != PersonId(id)) {
            missed.push(format!("{} {typed}", person.name));
        }
    }
    assert!(missed.len() * 100 <= people.len() * 3, "{missed:?}");
}

#[test]
fn ten_times_the_people_cost_few_rows_more() {
    let (few, many) = (people(1_500), people(15_000));
    let (small, large) = (town(&few), town(&many));
    let (mut scraps, mut rng) = (Scraps::new(), Rng::new(17));
    let mut read = (0, 0);
    let mut steep = Vec::new();
    for _ in 0..5 {
        let person = &few[rng.below(few.len() as u64) as usize];
        for (kind, typed) in scraps.of(person, &mut rng) {
            let count = |rows: &MemoryRows| {
                rows.read();
                found(&mut Finder::default(), rows, &typed, FIRST);
                rows.read()
            };
            let (a, b) = (count(&small), count(&large));
            if b > 3 * a {
                steep.push(format!("{kind} {typed}: {a} rows of 1,500, {b} of 15,000"));
            }
            read = (read.0 + a, read.1 + b);
        }
    }
    let (a, b) = read;
    assert!(
        b < 3 * a,
        "{a} rows of 1,500, {b} of 15,000\n{}",
        steep.join("\n")
    );
    assert!(steep.is_empty(), "{}", steep.join("\n"));
}
