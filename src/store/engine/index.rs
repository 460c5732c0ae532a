//! What the queue sorts and filters by: one row an order for each case, each with the facets that
//! a filter asks, so that a page costs what it shows.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::day;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use crate::domain::case::clock::clocks::Due;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Category, Channel, Class, Status, Urgency};
use crate::domain::number::CaseNumber;
use crate::domain::queue::{Filter, Sort};

/// No date: sorts after every day.
const NO_DAY: i32 = i32::MAX;
/// No category: sorts after every category.
const NONE: u8 = u8::MAX;
const FAST: u8 = 1;
const REPEAT: u8 = 2;
const OPEN: u8 = 4;
/// 重点案件 until nobody knows yet; the day is asked of the row.
const KEY: u8 = 8;
/// 政务热线工单.
const ORDER: u8 = 16;
/// Above the marks stands 信访形式 by its place in the list, in three bits.
const CHANNEL_BITS: u32 = 5;
/// 收到日期不明.
const UNDATED: u8 = 1;
/// 信访形式不明.
const NO_CHANNEL: u8 = 2;
const _: () = assert!(Channel::ALL.len() <= 8, "three bits hold eight forms");

/// What a filter can ask of a row without reading the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facets {
    status: u8,
    class: u8,
    category: u8,
    flags: u8,
    /// What nobody knows of it.
    unknown: u8,
    /// The most people at once, at most 255.
    people: u8,
    due: i32,
}

impl Facets {
    /// Gives the facets of a case whose earliest open clock is `due`.
    pub(crate) fn of(case: &Case, due: Option<&Due>) -> Self {
        Self {
            status: place(Status::ALL, case.status),
            class: place(Class::ALL, case.matter.class),
            category: case
                .matter
                .category
                .map_or(NONE, |it| place(Category::ALL, it)),
            flags: mark(FAST, case.matter.urgency != Urgency::Ordinary)
                | mark(REPEAT, case.is_repeat())
                | mark(OPEN, case.is_running())
                | mark(KEY, case.key.unlifted().is_some())
                | mark(ORDER, case.own_order_at().is_some())
                | case
                    .channel()
                    .map_or(0, |it| place(Channel::ALL, it) << CHANNEL_BITS),
            unknown: mark(UNDATED, case.received_at().is_none())
                | mark(NO_CHANNEL, case.channel().is_none()),
            people: u8::try_from(case.people_count()).unwrap_or(u8::MAX),
            due: due.map_or(NO_DAY, |due| day(due.raw)),
        }
    }

    /// Writes the facets; the last byte is left out where everything is known, as it always was.
    fn bytes(self) -> Vec<u8> {
        let [a, b, c, d] = self.due.to_be_bytes();
        let mut bytes = vec![
            self.status,
            self.class,
            self.category,
            self.flags,
            self.people,
            a,
            b,
            c,
            d,
        ];
        if self.unknown != 0 {
            bytes.push(self.unknown);
        }
        bytes
    }

    fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Reads facets.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        let (unknown, known) = match bytes {
            [known @ .., unknown] if known.len() == 9 => (*unknown, known),
            known => (0, known),
        };
        let [status, class, category, flags, people, a, b, c, d] = *known else {
            return Err(StoreError::Damaged("case index row".to_owned()));
        };
        Ok(Self {
            status,
            class,
            category,
            flags,
            unknown,
            people,
            due: i32::from_be_bytes([a, b, c, d]),
        })
    }

    /// Gives the place of the form in its list; `None` where nobody knows it.
    const fn channel(self) -> Option<u8> {
        if self.unknown & NO_CHANNEL == 0 {
            Some(self.flags >> CHANNEL_BITS)
        } else {
            None
        }
    }

    /// Tells whether a clock runs on the case.
    pub(crate) const fn is_due(self) -> bool {
        self.due != NO_DAY
    }

    /// Tells whether the filter lets a row through, as far as facets tell.
    pub(crate) fn pass(self, filter: &Filter) -> bool {
        filter.open.is_none_or(|open| open == self.has(OPEN))
            && filter
                .status
                .is_none_or(|it| place(Status::ALL, it) == self.status)
            && filter
                .class
                .is_none_or(|it| place(Class::ALL, it) == self.class)
            && filter
                .category
                .is_none_or(|it| place(Category::ALL, it) == self.category)
            && filter
                .due_before
                .is_none_or(|date| self.due != NO_DAY && self.due < day(date))
            && filter
                .due_from
                .is_none_or(|date| self.due != NO_DAY && self.due >= day(date))
            && filter
                .min_people
                .is_none_or(|most| u32::from(self.people) >= most)
            && filter
                .channel
                .is_none_or(|it| self.channel() == Some(place(Channel::ALL, it)))
            && (!filter.undated || self.unknown & UNDATED != 0)
            && (!filter.unaccused || place(Class::ALL, Class::Accusation) != self.class)
            && (!filter.fast || self.has(FAST))
            && (!filter.repeat || self.has(REPEAT))
            && (filter.key.is_none() || self.has(KEY))
            && (!filter.orders || self.has(ORDER))
    }
}

const fn mark(flag: u8, holds: bool) -> u8 {
    if holds { flag } else { 0 }
}

fn place<T: PartialEq + Copy>(all: &[T], value: T) -> u8 {
    all.iter()
        .position(|it| *it == value)
        .and_then(|at| u8::try_from(at).ok())
        .unwrap_or(NONE)
}

/// Gives the head of an order's rows.
fn head(sort: Sort) -> u8 {
    match sort {
        Sort::Due => b'd',
        Sort::Received => b'r',
        Sort::Number => b'n',
        Sort::Status => b's',
        Sort::Category => b'c',
        Sort::Village => b'v',
        Sort::Holder => b'h',
    }
}

/// The head of the rows by the days of what is still to be done on a list (清单).
const CHECK: u8 = b'k';

/// Gives the days by which something of a running case's list is to be done.
fn check_days(case: &Case) -> BTreeSet<NaiveDate> {
    let open = case.checklist.items().filter(|(_, it)| it.is_open());
    let days = open.filter_map(|(_, item)| item.by_day);
    days.filter(|_| case.is_running()).collect()
}

/// Gives the cases of whose lists something is to be done by a day, in the order of the days.
pub(crate) fn checked_by(
    tables: &dyn ReadTables,
    day: NaiveDate,
) -> Result<Vec<CaseNumber>, StoreError> {
    let end = day.succ_opt().unwrap_or(day);
    let end = [[CHECK].as_slice(), &key::date(end)].concat();
    let mut numbers = Vec::new();
    tables.scan(Table::CaseIndex, &[CHECK], &end, false, &mut |key, _| {
        let number = number(key)?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
        Ok(true)
    })?;
    Ok(numbers)
}

/// Gives the keys of a case in every order, and by the days of its list.
fn keys(case: &Case, facets: Facets) -> Vec<Vec<u8>> {
    let number = key::case(case.number);
    let by_day = check_days(case).into_iter();
    let by_day = by_day.map(|day| [[CHECK].as_slice(), &key::date(day), &number].concat());
    Sort::ALL
        .iter()
        .map(|sort| {
            let mut key = vec![head(*sort)];
            match sort {
                Sort::Due => by_due(&mut key, facets),
                Sort::Received => {
                    let unix = case.ordered_at().unix();
                    key.extend_from_slice(&unix.wrapping_sub(i64::MIN).to_be_bytes());
                }
                Sort::Number => {}
                Sort::Status => {
                    key.push(facets.status);
                    by_due(&mut key, facets);
                }
                Sort::Category => {
                    key.push(facets.category);
                    by_due(&mut key, facets);
                }
                Sort::Village => {
                    word(&mut key, case.matter.village.as_deref().unwrap_or_default());
                    by_due(&mut key, facets);
                }
                Sort::Holder => {
                    word(&mut key, case.holder.as_deref().unwrap_or_default());
                    by_due(&mut key, facets);
                }
            }
            key.extend_from_slice(&number);
            key
        })
        .chain(by_day)
        .collect()
}

fn by_due(key: &mut Vec<u8>, facets: Facets) {
    key.push(u8::from(!facets.has(OPEN)));
    key.extend_from_slice(&facets.due.to_be_bytes());
}

fn word(key: &mut Vec<u8>, text: &str) {
    key.extend(text.bytes().filter(|byte| *byte != 0));
    key.push(0);
}

/// Gives the head of the rows among which a page of `sort` lies, the narrowest that keeps the
/// order.
pub(crate) fn narrowest(sort: Sort, filter: &Filter) -> Vec<u8> {
    let mut key = Vec::new();
    match (sort, filter) {
        (
            Sort::Due | Sort::Village,
            Filter {
                village: Some(village),
                ..
            },
        ) => {
            key.push(head(Sort::Village));
            word(&mut key, village);
        }
        (
            Sort::Due | Sort::Holder,
            Filter {
                holder: Some(holder),
                ..
            },
        ) => {
            key.push(head(Sort::Holder));
            word(&mut key, holder);
        }
        (
            Sort::Due | Sort::Status,
            Filter {
                status: Some(status),
                ..
            },
        ) => {
            key.extend([head(Sort::Status), place(Status::ALL, *status)]);
        }
        (
            Sort::Due | Sort::Category,
            Filter {
                category: Some(category),
                ..
            },
        ) => {
            key.extend([head(Sort::Category), place(Category::ALL, *category)]);
        }
        (Sort::Due, _) => key.push(head(Sort::Due)),
        (other, _) => return vec![head(other)],
    }
    if let Some(open) = filter.open {
        key.push(u8::from(!open));
    }
    key
}

/// Gives the accusations.
pub(crate) fn accusations(tables: &dyn ReadTables) -> Result<Vec<CaseNumber>, StoreError> {
    let mut numbers = Vec::new();
    scan_prefix(
        tables,
        Table::CaseIndex,
        &[head(Sort::Number)],
        &mut |key, value| {
            if Facets::read(value)?.class == place(Class::ALL, Class::Accusation) {
                numbers.push(number(key)?);
            }
            Ok(true)
        },
    )?;
    Ok(numbers)
}

/// Gives every case on which a clock runs.
pub(crate) fn running(tables: &dyn ReadTables) -> Result<Vec<CaseNumber>, StoreError> {
    let mut numbers = Vec::new();
    let head = [head(Sort::Due)];
    scan_prefix(tables, Table::CaseIndex, &head, &mut |key, value| {
        if Facets::read(value)?.is_due() {
            numbers.push(number(key)?);
        }
        Ok(true)
    })?;
    Ok(numbers)
}

/// Gives the case that an index row names.
pub(crate) fn number(key: &[u8]) -> Result<CaseNumber, StoreError> {
    let at = key.len().saturating_sub(8);
    key::case_of(key.get(at..).unwrap_or_default())
}

/// Puts the rows of a case, in place of those of the state before.
pub(crate) fn put(
    tables: &mut dyn WriteTables,
    old: Option<(&Case, Option<&Due>)>,
    new: (&Case, Option<&Due>),
) -> Result<(), StoreError> {
    let facets = Facets::of(new.0, new.1);
    let fresh = keys(new.0, facets);
    let mut standing = Vec::new();
    if let Some((case, due)) = old {
        let before = Facets::of(case, due);
        for stale in keys(case, before) {
            if !fresh.contains(&stale) {
                tables.remove(Table::CaseIndex, &stale)?;
            } else if before == facets {
                standing.push(stale);
            }
        }
    }
    for key in fresh.iter().filter(|key| !standing.contains(key)) {
        tables.put(Table::CaseIndex, key, &facets.bytes())?;
    }
    Ok(())
}

/// Gives every row that a case should have; `verify` compares.
pub(crate) fn rows(case: &Case, due: Option<&Due>) -> Vec<(Vec<u8>, Vec<u8>)> {
    let facets = Facets::of(case, due);
    keys(case, facets)
        .into_iter()
        .map(|key| (key, facets.bytes()))
        .collect()
}
