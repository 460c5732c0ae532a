//! What the figures add up, as rows of the live counts: by period, by day from which on something
//! stands, and by the last day on which anything happened. What a case adds is told by
//! [`crate::domain::case::clock::sums`].

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::super::error::StoreError;
use super::super::key;
use super::super::record::sums as record;
use super::super::tables::{ReadTables, Table, after};
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::additions;
use crate::domain::case::clock::sums::group::Group;
use crate::domain::case::clock::sums::groups::Groups;
use crate::domain::case::clock::sums::place::Place;
use crate::domain::case::clock::sums::tally::Tally;
use crate::domain::number::CaseNumber;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::settings::Settings;

const PERIOD: u8 = b'p';
const FROM: u8 = b's';
const LAST: u8 = b'h';

/// By how long spans days from which on something stands are added up, the longest last.
const SPANS: [PeriodKind; 3] = [PeriodKind::Day, PeriodKind::Month, PeriodKind::Year];

/// Cases whose changes wait to be added up: so many at most, that none of a million is held for long.
const WAITING: usize = 4096;

/// A case as it is counted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Counted {
    /// What the figures count of it.
    pub(crate) facts: CaseFacts,
    /// By what is set where.
    pub(crate) settings: Arc<Settings>,
}

/// A case as it was counted before a transaction, and as it is now.
#[derive(Debug, Clone)]
struct Moved {
    was: Option<Counted>,
    is: Option<Counted>,
}

/// Changes of sums, gathered over a transaction.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    /// By the keys of their rows.
    rows: HashMap<Vec<u8>, Tally>,
    /// The cases that changed, each added up once however often it did.
    moved: BTreeMap<CaseNumber, Moved>,
}

impl Sums {
    /// Takes that a case that was counted in one way is counted in another now.
    pub(crate) fn moved(&mut self, number: CaseNumber, was: Option<Counted>, is: Option<Counted>) {
        match self.moved.entry(number) {
            Entry::Occupied(mut it) => it.get_mut().is = is,
            Entry::Vacant(it) => {
                it.insert(Moved { was, is });
            }
        }
        if self.moved.len() >= WAITING {
            self.settle();
        }
    }

    /// Adds up what waits.
    fn settle(&mut self) {
        for Moved { was, is } in std::mem::take(&mut self.moved).into_values() {
            // What adds the same adds nothing.
            if was != is {
                for (counted, by) in [(was, -1), (is, 1)] {
                    if let Some(Counted { facts, settings }) = counted {
                        self.shift(&facts, &settings, by);
                    }
                }
            }
        }
    }

    /// Takes what a part of a transaction has changed, after what is here.
    pub(crate) fn append(&mut self, later: Self) {
        for (key, tally) in later.rows {
            self.rows.entry(key).or_default().add_all(&tally, 1);
        }
        for (number, Moved { was, is }) in later.moved {
            self.moved(number, was, is);
        }
    }

    /// Gives the changes by the keys of their rows.
    pub(crate) fn into_rows(mut self) -> impl Iterator<Item = (Vec<u8>, Tally)> {
        self.settle();
        self.rows.into_iter().filter(|(_, tally)| !tally.is_empty())
    }

    /// Counts a case in or, with -1, out.
    pub(crate) fn shift(&mut self, facts: &CaseFacts, settings: &Settings, by: i64) {
        // A case adds to few groups many times, and many times in a row to one place.
        let mut groups: Vec<(Group, Vec<u8>)> = Vec::new();
        let mut added: Vec<(Place, Vec<(usize, Tally)>)> = Vec::new();
        additions(facts, settings, &mut |place, group, slot, count| {
            let known = groups.iter().position(|(it, _)| it == group);
            let group = known.unwrap_or_else(|| {
                groups.push((group.clone(), record::group(group)));
                groups.len() - 1
            });
            let at = added.iter().rposition(|(it, _)| *it == place);
            let at = at.unwrap_or_else(|| {
                added.push((place, Vec::new()));
                added.len() - 1
            });
            let Some((_, tallies)) = added.get_mut(at) else {
                return;
            };
            if let Some((_, tally)) = tallies.iter_mut().find(|(it, _)| *it == group) {
                tally.add(slot, count * by);
            } else {
                let mut tally = Tally::default();
                tally.add(slot, count * by);
                tallies.push((group, tally));
            }
        });
        for (place, tallies) in &added {
            for head in heads(*place) {
                for (group, tally) in tallies {
                    let group = groups.get(*group).map_or(&[][..], |(_, bytes)| bytes);
                    let row = [&head, group].concat();
                    self.rows.entry(row).or_default().add_all(tally, 1);
                }
            }
        }
    }
}

/// Gives with what the keys of the rows begin to which something is added.
fn heads(place: Place) -> Vec<Vec<u8>> {
    match place {
        Place::Period(period, gate) => vec![under(period, gate)],
        Place::From(day) => {
            let spans = SPANS.iter().map(|kind| span(*kind, day));
            spans.collect()
        }
        Place::Last(day) => vec![last(day)],
    }
}

fn number(kind: PeriodKind) -> u8 {
    match kind {
        PeriodKind::Day => b'd',
        PeriodKind::Week => b'w',
        PeriodKind::Month => b'm',
        PeriodKind::Quarter => b'q',
        PeriodKind::Year => b'y',
    }
}

fn under(period: Period, gate: Option<NaiveDate>) -> Vec<u8> {
    // What has no gate stands before every day.
    let gate = gate.map_or([0; 4], key::date);
    let head = [PERIOD, number(period.kind)];
    [&head[..], &key::date(period.from), &gate].concat()
}

fn span(kind: PeriodKind, day: NaiveDate) -> Vec<u8> {
    let from = Period::of(kind, day).from;
    [&[FROM, number(kind)][..], &key::date(from)].concat()
}

fn last(day: NaiveDate) -> Vec<u8> {
    [&[LAST][..], &key::date(day)].concat()
}

/// Adds the rows from one key to another, so many times each; the group of each stands behind `head`
/// bytes.
fn add_rows(
    tables: &dyn ReadTables,
    (from, to): (&[u8], &[u8]),
    head: usize,
    (groups, times): (&mut Groups, i64),
) -> Result<(), StoreError> {
    tables.scan(Table::Counts, from, to, false, &mut |key, value| {
        let group = record::group_of(key.get(head..).unwrap_or_default())?;
        let tally = record::tally_of(value)?;
        groups.0.entry(group).or_default().add_all(&tally, times);
        Ok(true)
    })
}

/// Gives what was added to a period, as it counts on `today`.
pub(crate) fn period(
    tables: &dyn ReadTables,
    period: Period,
    today: NaiveDate,
) -> Result<Groups, StoreError> {
    let mut groups = Groups::default();
    let all = under(period, None);
    let head = all.len();
    let to = after(&all);
    add_rows(tables, (&all, &to), head, (&mut groups, 1))?;
    let (from, to) = (under(period, Some(today)), after(&all[..head - 4]));
    add_rows(tables, (&from, &to), head, (&mut groups, -1))?;
    Ok(groups)
}

/// Gives what was added to the two bases in a period, whatever its gates.
pub(crate) fn bases(tables: &dyn ReadTables, period: Period) -> Result<Groups, StoreError> {
    of_letter(tables, period, record::BASE)
}

/// Gives what was added to the counters in a period.
pub(crate) fn counters(tables: &dyn ReadTables, period: Period) -> Result<Groups, StoreError> {
    of_letter(tables, period, record::COUNTER)
}

fn of_letter(tables: &dyn ReadTables, period: Period, letter: u8) -> Result<Groups, StoreError> {
    let mut groups = Groups::default();
    let all = under(period, None);
    let from = [all.as_slice(), &[letter]].concat();
    let to = after(&from);
    add_rows(tables, (&from, &to), all.len(), (&mut groups, 1))?;
    Ok(groups)
}

/// Gives what stands on a day: the years before its own, the months before its own in it, and the days
/// of its month up to it.
pub(crate) fn standing(tables: &dyn ReadTables, day: NaiveDate) -> Result<Groups, StoreError> {
    let mut groups = Groups::default();
    let year = Period::of(PeriodKind::Year, day).from;
    let month = Period::of(PeriodKind::Month, day).from;
    let next = day.succ_opt().unwrap_or(day);
    for (kind, from, to) in [
        (PeriodKind::Year, None, year),
        (PeriodKind::Month, Some(year), month),
        (PeriodKind::Day, Some(month), next),
    ] {
        let head = [FROM, number(kind)];
        let from = from.map_or_else(|| head.to_vec(), |from| span(kind, from));
        let to = [&head[..], &key::date(to)].concat();
        add_rows(tables, (&from, &to), to.len(), (&mut groups, 1))?;
    }
    groups.0.retain(|_, tally| !tally.is_empty());
    Ok(groups)
}

/// Tells whether anything happened after a day.
pub(crate) fn is_ahead(tables: &dyn ReadTables, day: NaiveDate) -> Result<bool, StoreError> {
    let from = last(day.succ_opt().unwrap_or(day));
    let mut found = false;
    tables.scan(Table::Counts, &from, &[LAST + 1], false, &mut |_, _| {
        found = true;
        Ok(false)
    })?;
    Ok(found)
}

/// What a sum is of, by its key; `None` for a key of another count.
pub(crate) fn named(key: &[u8]) -> Option<String> {
    let date = |at: usize| key::date_of(key.get(at..at + 4)?).ok();
    let kinds = [
        (b'd', "day"),
        (b'w', "week"),
        (b'm', "month"),
        (b'q', "quarter"),
        (b'y', "year"),
    ];
    let kind = |letter: Option<&u8>| {
        let mut kinds = kinds.iter();
        kinds.find(|(it, _)| Some(it) == letter).map(|it| it.1)
    };
    let (first, rest) = key.split_first()?;
    let (text, group) = match *first {
        PERIOD => {
            let (kind, from) = (kind(rest.first())?, date(2)?);
            let gate = date(6).filter(|it| it.year() > 0);
            let gate = gate.map_or_else(String::new, |it| format!(" after {it}"));
            (format!("in the {kind} from {from}{gate}"), key.get(10..)?)
        }
        FROM => {
            let (kind, from) = (kind(rest.first())?, date(2)?);
            (format!("standing from the {kind} {from}"), key.get(6..)?)
        }
        LAST => (format!("last on {}", date(1)?), key.get(5..)?),
        _ => return None,
    };
    let group =
        record::group_of(group).map_or_else(|_| "nothing".to_owned(), |group| format!("{group:?}"));
    Some(format!("sum {text} of {group}"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::super::memory::counting::Counting;
    use super::super::super::memory::tables::MemoryTables;
    use super::super::counts::Deltas;
    use super::*;
    use crate::domain::case::clock::counter::{Counter, Course, RaisedOn};
    use crate::domain::case::clock::facts::Term;
    use crate::domain::case::clock::sums::tally::Slot;
    use crate::domain::case::fact::dispute::Dispute;
    use crate::domain::codes::{Category, Channel, Class, Status};
    use crate::domain::sheet::Base;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A case of October or November, ended after some days or late and open; the 200th after it is the
    /// same.
    pub(crate) fn facts(run: u32) -> CaseFacts {
        let after = |day: NaiveDate, days| day + chrono::Days::new(days);
        let received = after(day("2026-10-01"), u64::from(run % 50));
        let ended = (!run.is_multiple_of(5)).then(|| after(received, u64::from(run % 40)));
        let due = after(received, 10);
        let channel = Some([Channel::Visit, Channel::Phone][usize::from(run.is_multiple_of(4))]);
        CaseFacts {
            number: CaseNumber { year: 2025, run },
            received: Some(received),
            channel,
            class: Class::Claim,
            category: (run.is_multiple_of(2)).then_some(Category::ALL[0]),
            status: Status::Accepted,
            village: Some(format!("{}村", run % 8)),
            unit: Some(format!("{}所", run % 4)),
            leader: None,
            raised: vec![RaisedOn {
                on: received,
                channel,
                again: false,
                people: 1,
                counter: Some(Counter::Centre),
            }],
            follows: None,
            accept: None,
            notice: None,
            answer: Some(Term { due, met: ended }),
            contacted: None,
            ended,
            undated: false,
            due,
            resolved: true,
            rating: None,
            office_rating: None,
            key: false,
            contacted_in_time: None,
            solved: None,
            course: Course::Stayed,
            standing: None,
            aided: Vec::new(),
            dispute: Dispute::default(),
            above: None,
            in_place: None,
        }
    }

    fn town(cases: u32) -> Counting {
        let mut deltas = Deltas::default();
        for run in 1..=cases {
            deltas.sums.shift(&facts(run), &Settings::default(), 1);
        }
        let mut tables = MemoryTables::default();
        deltas.flush(&mut tables).unwrap();
        Counting::of(tables)
    }

    #[test]
    fn what_a_report_reads_does_not_grow_with_the_cases() {
        let (today, asked_on) = (day("2026-12-31"), day("2026-10-20"));
        let read = |tables: &Counting, kind| {
            let asked = Period::of(kind, asked_on);
            let now = period(tables, asked, today).unwrap();
            period(tables, asked.previous(), today).unwrap();
            let stands = standing(tables, asked_on).unwrap();
            assert!(!is_ahead(tables, today).unwrap());
            let open = stands.base(Base::All, Slot::Open);
            let late = stands.base(Base::All, Slot::Overdue);
            (
                tables.take(),
                now.base(Base::All, Slot::Registered),
                open,
                late,
            )
        };
        // Every group, day and length has come up in the smaller town already.
        let (small, large) = (town(400), town(800));
        for kind in PeriodKind::ALL {
            let (few, many) = (read(&small, *kind), read(&large, *kind));
            assert_eq!(many.1, few.1 * 2, "{kind:?}: registered");
            assert_eq!(
                (many.2, many.3),
                (few.2 * 2, few.3 * 2),
                "{kind:?}: standing"
            );
            assert!(few.1 > 0 && few.2 > 0 && few.3 > 0, "{few:?}");
            assert_eq!(many.0, few.0, "{kind:?}: rows read");
        }
    }

    #[test]
    fn what_is_counted_out_again_leaves_no_row() {
        let settings = Settings::default();
        let mut tables = MemoryTables::default();
        for by in [1, -1] {
            let mut deltas = Deltas::default();
            for run in 1..=50 {
                deltas.sums.shift(&facts(run), &settings, by);
            }
            deltas.flush(&mut tables).unwrap();
            let empty = tables.count(Table::Counts).unwrap() == 0;
            assert_eq!(empty, by < 0);
        }
    }

    #[test]
    fn a_sum_is_named_by_where_it_stands_and_by_its_group() {
        let month = Period::of(PeriodKind::Month, day("2026-11-20"));
        let group = record::group(&Group::Village(Some("东牟家村".to_owned())));
        let mut key = under(month, Some(day("2026-11-21")));
        key.extend_from_slice(&group);
        let name = named(&key).unwrap();
        for part in ["month", "2026-11-01", "2026-11-21", "东牟家村"] {
            assert!(name.contains(part), "{name}");
        }
        assert_eq!(named(b"d\0\0\0\0"), None);
    }
}
