//! The ledgers as they are kept: a day's rota by itself, and each line in a row of its own, so that
//! one more visitor costs the same at the end of a long day as at its beginning. Lines are found by
//! their thing and by being open.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::duty::{DutyDayRecord, LineRecord};
use super::super::record::mask::hidden;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::batch::By;
use super::{about, chain, tied};
use crate::domain::duty::{DutyDay, DutyFact, Line, Owed, Unclosed};
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;

/// The head of a day's row.
pub(crate) const DAY: u8 = b'r';
/// The head of a line's row.
pub(crate) const LINE: u8 = b'l';
const BY_ITEM: u8 = b'i';
const OPEN: u8 = b'o';

/// The place of a line: its day, and its place there from 1.
pub(crate) type Place = (NaiveDate, u32);

/// Gives the stream of a day.
pub(crate) fn stream(day: NaiveDate) -> Stream {
    Stream::Duty(day.num_days_from_ce().unsigned_abs())
}

fn row(kind: u8, tail: &[&[u8]]) -> Vec<u8> {
    [[kind].as_slice(), &tail.concat()].concat()
}

fn place((day, at): Place) -> [u8; 8] {
    let mut bytes = [0; 8];
    let (head, tail) = bytes.split_at_mut(4);
    head.copy_from_slice(&key::date(day));
    tail.copy_from_slice(&at.to_be_bytes());
    bytes
}

/// Reads the place of a line, or of a row that leads to one.
pub(crate) fn place_of(key: &[u8]) -> Result<Place, StoreError> {
    let wrong = || StoreError::Damaged("ledger key".to_owned());
    let at = key.len().checked_sub(8).ok_or_else(wrong)?;
    let (day, at) = key.split_at(at).1.split_at(4);
    Ok((
        key::date_of(day)?,
        at.try_into().map(u32::from_be_bytes).map_err(|_| wrong())?,
    ))
}

fn by_item(item: Item) -> Vec<u8> {
    let (kind, number) = match item {
        Item::Case(number) => (b'c', key::case(number)),
        Item::Call(id) => (b'r', u64::from(id.0).to_be_bytes()),
        Item::Whistle(id) => (b'w', u64::from(id.0).to_be_bytes()),
        Item::Sign(id) => (b's', u64::from(id.0).to_be_bytes()),
    };
    row(BY_ITEM, &[&[kind], &number])
}

/// Gives the index rows of a line.
fn index(at: Place, line: &Line) -> Vec<Vec<u8>> {
    let place = place(at);
    let mut rows = vec![[by_item(line.item).as_slice(), &place].concat()];
    if line.struck.is_none() {
        rows.push(row(OPEN, &[&place]));
    }
    rows
}

/// Gives the index rows of the line at a place; none where there is no line.
pub(crate) fn index_of(tables: &dyn ReadTables, at: Place) -> Result<Vec<Vec<u8>>, StoreError> {
    let there = tables.get(Table::Duty, &row(LINE, &[&place(at)]))?;
    match there {
        Some(_) => Ok(index(at, &line(tables, at)?)),
        None => Ok(Vec::new()),
    }
}

/// Gives the row of a day, by the number of its stream; `None` for the number of no day.
pub(crate) fn day_row(number: u32) -> Option<Vec<u8>> {
    let day = NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)?;
    Some(row(DAY, &[&key::date(day)]))
}

/// Gives a day's rota without its lines, and how many lines it has.
pub(crate) fn head(tables: &dyn ReadTables, day: NaiveDate) -> Result<(DutyDay, u32), StoreError> {
    let Some(bytes) = tables.get(Table::Duty, &row(DAY, &[&key::date(day)]))? else {
        return Ok((DutyDay::default(), 0));
    };
    let record: DutyDayRecord = decode("duty", &bytes)?;
    record.try_into()
}

/// Calls `visit` with the key of each day that has a row, without its head.
pub(crate) fn each_day(
    tables: &dyn ReadTables,
    visit: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Duty, &[DAY], &mut |key, _| {
        visit(key.split_at(1).1)?;
        Ok(true)
    })
}

/// Gives a day, whole.
pub(crate) fn day(tables: &dyn ReadTables, day: NaiveDate) -> Result<DutyDay, StoreError> {
    let (mut whole, _) = head(tables, day)?;
    let lines = row(LINE, &[&key::date(day)]);
    scan_prefix(tables, Table::Duty, &lines, &mut |_, value| {
        let record: LineRecord = decode("duty", value)?;
        whole.lines.push(record.try_into()?);
        Ok(true)
    })?;
    Ok(whole)
}

fn line(tables: &dyn ReadTables, at: Place) -> Result<Line, StoreError> {
    let Some(bytes) = tables.get(Table::Duty, &row(LINE, &[&place(at)]))? else {
        return Err(StoreError::Damaged(format!(
            "ledger of {}: line {}",
            at.0, at.1
        )));
    };
    let record: LineRecord = decode("duty", &bytes)?;
    record.try_into()
}

fn places(tables: &dyn ReadTables, head: &[u8]) -> Result<Vec<Place>, StoreError> {
    let mut found = Vec::new();
    scan_prefix(tables, Table::Duty, head, &mut |key, _| {
        found.push(place_of(key)?);
        Ok(true)
    })?;
    Ok(found)
}

/// Gives every line of a thing, with its day, the first day first.
pub(crate) fn of_item(
    tables: &dyn ReadTables,
    item: Item,
) -> Result<Vec<(NaiveDate, Line)>, StoreError> {
    let places = places(tables, &by_item(item))?.into_iter();
    places.map(|at| Ok((at.0, line(tables, at)?))).collect()
}

/// Gives what is not struck off, the oldest first.
pub(crate) fn owed(tables: &dyn ReadTables) -> Result<Vec<Owed>, StoreError> {
    let places = places(tables, &[OPEN])?.into_iter();
    places
        .map(|at| {
            Ok(Owed {
                day: at.0,
                line: line(tables, at)?,
            })
        })
        .collect()
}

/// Tells whether anything is not struck off; one row is read.
pub(crate) fn is_owing(tables: &dyn ReadTables) -> Result<bool, StoreError> {
    let mut found = false;
    scan_prefix(tables, Table::Duty, &[OPEN], &mut |_, _| {
        found = true;
        Ok(false)
    })?;
    Ok(found)
}

/// Gives the days of a span on which anything was written down.
pub(crate) fn span(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, DutyDay)>, StoreError> {
    let end = key::date(to.succ_opt().unwrap_or(to));
    let (start, end) = (row(DAY, &[&key::date(from)]), row(DAY, &[&end]));
    let mut days = Vec::new();
    tables.scan(Table::Duty, &start, &end, false, &mut |key, _| {
        days.push(key::date_of(key.split_at(1).1)?);
        Ok(true)
    })?;
    days.into_iter()
        .map(|on| Ok((on, day(tables, on)?)))
        .collect()
}

/// Gives the days up to one, the oldest first, that had a leader and were not closed. One on which
/// nothing came, and of which nothing was written down before it was over, was put on the rota
/// afterwards: there was no reception here to be closed.
pub(crate) fn unclosed(
    tables: &dyn ReadTables,
    until: NaiveDate,
) -> Result<Vec<Unclosed>, StoreError> {
    let end = key::date(until.succ_opt().unwrap_or(until));
    let mut open = Vec::new();
    tables.scan(
        Table::Duty,
        &[DAY],
        &row(DAY, &[&end]),
        false,
        &mut |key, value| {
            let record: DutyDayRecord = decode("duty", value)?;
            let (day, lines) = record.try_into()?;
            if day.closed.is_none() {
                let on = key::date_of(key.split_at(1).1)?;
                open.extend(day.leader.map(|leader| (on, leader, lines)));
            }
            Ok(true)
        },
    )?;
    let mut found = Vec::new();
    for (on, leader, lines) in open {
        if lines == 0 && !written_in_time(tables, on)? {
            continue;
        }
        found.push(Unclosed {
            day: on,
            leader,
            visits: day(tables, on)?.visits(),
        });
    }
    Ok(found)
}

fn written_in_time(tables: &dyn ReadTables, on: NaiveDate) -> Result<bool, StoreError> {
    let first = chain::history(tables, stream(on))?.into_iter().next();
    Ok(first.is_some_and(|entry| entry.when.date() <= on))
}

/// Keeps what was done to a day.
pub(crate) fn keep(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    on: NaiveDate,
    fact: &DutyFact,
) -> Result<(), StoreError> {
    let what = What::Duty(fact.clone());
    let secret = match fact {
        DutyFact::Passed { item, .. } => about::secret(tables, [*item])?,
        _ => Vec::new(),
    };
    let kept = tied::kept(tables, &secret, &what, &bare)?;
    chain::append_kept(tables, stream(on), by.who, by.when, what, kept.as_ref())?;
    let (rota, count) = head(tables, on)?;
    match fact {
        DutyFact::Fell(line) => {
            let at = (on, count + 1);
            put(tables, at, None, line)?;
            put_head(tables, on, &rota, count + 1)
        }
        DutyFact::Came(item)
        | DutyFact::Passed { item, .. }
        | DutyFact::Struck { item, .. }
        | DutyFact::Opened(item) => {
            let places = places(tables, &by_item(*item))?;
            for at in places.into_iter().filter(|(day, _)| *day == on) {
                let old = line(tables, at)?;
                let lines = vec![old.clone()];
                let alone = DutyDay {
                    lines,
                    ..DutyDay::default()
                };
                for next in alone.evolve(fact).lines {
                    put(tables, at, Some(&old), &next)?;
                }
            }
            // A day on which something was done is one of the rota, whatever it was.
            put_head(tables, on, &rota, count)
        }
        DutyFact::Named { .. }
        | DutyFact::StandIn { .. }
        | DutyFact::Arrived(_)
        | DutyFact::Left(_)
        | DutyFact::Closed(_) => put_head(tables, on, &rota.evolve(fact), count),
    }
}

/// Gives what was done to a day without why a thing was passed on, where it tells of that.
fn bare(what: &What, tells: &dyn Fn(Item) -> bool) -> Option<What> {
    match what {
        What::Duty(DutyFact::Passed { item, to, why }) if tells(*item) => {
            Some(What::Duty(DutyFact::Passed {
                item: *item,
                to: to.clone(),
                why: hidden(why),
            }))
        }
        _ => None,
    }
}

/// Seals why things were passed on to whom it is due, on the days on which one of `items` stands. No row
/// holds it.
pub(crate) fn settle(tables: &mut dyn WriteTables, items: &[Item]) -> Result<(), StoreError> {
    let mut days = BTreeSet::new();
    for item in items {
        days.extend(of_item(tables, *item)?.into_iter().map(|(on, _)| on));
    }
    for on in days {
        let lines = day(tables, on)?.lines;
        let secret = about::secret(tables, lines.iter().map(|line| line.item))?;
        tied::settle(tables, stream(on), &secret, &bare)?;
    }
    Ok(())
}

/// Puts every row of a day as its history gives it, without the rows by which lines are found.
pub(crate) fn put_day(
    tables: &mut dyn WriteTables,
    on: NaiveDate,
    whole: &DutyDay,
) -> Result<(), StoreError> {
    let mut last = 0;
    for (at, line) in (1..).zip(&whole.lines) {
        let record = encode(&LineRecord::from(line))?;
        tables.put(Table::Duty, &row(LINE, &[&place((on, at))]), &record)?;
        last = at;
    }
    let rota = DutyDay {
        lines: Vec::new(),
        ..whole.clone()
    };
    put_head(tables, on, &rota, last)
}

fn put_head(
    tables: &mut dyn WriteTables,
    on: NaiveDate,
    rota: &DutyDay,
    count: u32,
) -> Result<(), StoreError> {
    let record = encode(&DutyDayRecord::of(rota, count))?;
    tables.put(Table::Duty, &row(DAY, &[&key::date(on)]), &record)
}

fn put(
    tables: &mut dyn WriteTables,
    at: Place,
    old: Option<&Line>,
    new: &Line,
) -> Result<(), StoreError> {
    let before: BTreeSet<Vec<u8>> = old.into_iter().flat_map(|old| index(at, old)).collect();
    let after: BTreeSet<Vec<u8>> = index(at, new).into_iter().collect();
    for gone in before.difference(&after) {
        tables.remove(Table::Duty, gone)?;
    }
    for come in after.difference(&before) {
        tables.put(Table::Duty, come, &[])?;
    }
    let record = encode(&LineRecord::from(new))?;
    tables.put(Table::Duty, &row(LINE, &[&place(at)]), &record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::counting::Counting;
    use crate::store::memory::tables::MemoryTables;

    #[test]
    fn whether_anything_is_owed_costs_one_row_however_much_is() {
        let mut tables = MemoryTables::default();
        assert_eq!(is_owing(&tables), Ok(false));
        for line in 0..1_000_u16 {
            let key = row(OPEN, &[&line.to_be_bytes()]);
            tables.put(Table::Duty, &key, &[]).unwrap();
        }
        let tables = Counting::of(tables);
        assert_eq!(is_owing(&tables), Ok(true));
        assert_eq!(tables.take(), 1);
    }
}
