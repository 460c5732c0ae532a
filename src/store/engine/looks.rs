//! Who looked: a history a day, beside which nothing else is kept; who may read it, and what of it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::error::StoreError;
use super::super::snapshot::Snapshot;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::batch::By;
use super::{chain, facts, heads, knowing, operators, rows};
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::looked::{Look, LookKind, LookList, LookQuery, LookRow, gathered};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::right::Right;
use crate::domain::viewer::Viewer;
use crate::store::key;

stored!(Look);

/// What stands in the place of a file's name that tells of an accusation.
const HIDDEN: &str = "*";

/// Writes a look down.
pub(crate) fn write(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    look: &Look,
) -> Result<CommitResult, StoreError> {
    let look = Look {
        proof: operators::proof(tables, by.who)?,
        ..look.clone()
    };
    let stream = Stream::Looks(by.when.date());
    chain::append(tables, stream, by.who, by.when, What::Look(look))?;
    Ok(CommitResult::Done(Done::Kept))
}

impl Snapshot<'_> {
    /// Gives who looked at what; `None` where `viewer` may not read that. Of an accusation that is not
    /// open to him it is not said which it was, nor is it found by its number: it may be about him.
    pub fn looks(
        &self,
        query: &LookQuery,
        viewer: &Viewer,
    ) -> Result<Option<LookList>, StoreError> {
        if !self.may(&viewer.name, Right::Audit)? {
            return Ok(None);
        }
        let rows = gathered(self.looked(query)?);
        let mut seen = Vec::new();
        let mut sight = Sight::new(self.tables, viewer);
        for row in rows {
            seen.push(sight.of(row)?);
        }
        seen.retain(|row| query.case.is_none_or(|case| row.look.case == Some(case)));
        Ok(Some(LookList {
            rows: seen,
            typed: !self.has_operators()?,
        }))
    }

    /// Gives what was written down on the days of a query by whom it names, in order; with what was
    /// revealed before looks were written down.
    fn looked(&self, query: &LookQuery) -> Result<Vec<(String, Moment, Look)>, StoreError> {
        let mut days = Vec::new();
        heads::each(self.tables, &mut |head, _| {
            if let Some(Stream::Looks(day)) = key::stream_of(head) {
                days.push(day);
            }
            Ok(())
        })?;
        let within =
            |day| query.from.is_none_or(|from| day >= from) && query.to.is_none_or(|to| day <= to);
        let is_his = |entry: &Entry| query.who.as_ref().is_none_or(|who| *who == entry.who);
        let mut found = Vec::new();
        for day in days.into_iter().filter(|day| within(*day)) {
            for entry in chain::history(self.tables, Stream::Looks(day))? {
                if is_his(&entry)
                    && let What::Look(look) = entry.what
                {
                    found.push((entry.who, entry.when, look));
                }
            }
        }
        let written: BTreeSet<(String, i64)> = found
            .iter()
            .filter(|(_, _, look)| look.kind == LookKind::Revealed)
            .map(|(who, when, _)| (who.clone(), when.unix()))
            .collect();
        for entry in chain::history(self.tables, Stream::Reveals)? {
            let is_written = written.contains(&(entry.who.clone(), entry.when.unix()));
            if within(entry.when.date()) && is_his(&entry) && !is_written {
                found.extend(revealed(entry));
            }
        }
        found.sort_by_key(|(_, when, _)| *when);
        Ok(found)
    }
}

/// Makes a look of what was revealed.
fn revealed(entry: Entry) -> Option<(String, Moment, Look)> {
    let What::Reveal { what, why } = entry.what else {
        return None;
    };
    let look = Look::of_reveal(&what, &why, "", 0);
    Some((entry.who, entry.when, look))
}

/// What one reader may see of the list.
struct Sight<'a> {
    tables: &'a dyn ReadTables,
    viewer: &'a Viewer,
    cases: BTreeMap<CaseNumber, bool>,
    persons: BTreeMap<PersonId, bool>,
}

impl<'a> Sight<'a> {
    fn new(tables: &'a dyn ReadTables, viewer: &'a Viewer) -> Self {
        Self {
            tables,
            viewer,
            cases: BTreeMap::new(),
            persons: BTreeMap::new(),
        }
    }

    fn may_read(&mut self, number: CaseNumber) -> Result<bool, StoreError> {
        if let Some(known) = self.cases.get(&number) {
            return Ok(*known);
        }
        let held = facts::held_back(self.tables, &BTreeSet::from([number]), self.viewer)?;
        // Of one that cannot be read any more it is not known whether it is open.
        let open = held.is_empty() && rows::recovered(self.tables, number)?.is_some();
        self.cases.insert(number, open);
        Ok(open)
    }

    fn may_know(&mut self, id: PersonId) -> Result<bool, StoreError> {
        if let Some(known) = self.persons.get(&id) {
            return Ok(*known);
        }
        let knows = self.tables.get(Table::Persons, &key::person(id))?.is_some()
            && knowing::may_know(self.tables, id, self.viewer)?;
        self.persons.insert(id, knows);
        Ok(knows)
    }

    fn of(&mut self, mut row: LookRow) -> Result<LookRow, StoreError> {
        let mut masked = false;
        if let Some(number) = row.look.case
            && !self.may_read(number)?
        {
            (row.look.case, row.look.what) = (None, String::new());
            masked = true;
        }
        if let Some(id) = row.look.person
            && !self.may_know(id)?
        {
            (row.look.person, row.look.what) = (None, String::new());
            masked = true;
        }
        for number in numbers_in(&row.look.what) {
            if !self.may_read(number)? {
                HIDDEN.clone_into(&mut row.look.what);
                masked = true;
                break;
            }
        }
        Ok(LookRow { masked, ..row })
    }
}

/// Gives the numbers of cases that stand in the name of a file.
fn numbers_in(text: &str) -> Vec<CaseNumber> {
    let parts = text.to_ascii_uppercase();
    let mut found = Vec::new();
    for (at, _) in parts.match_indices("ML") {
        let tail = parts.split_at(at).1;
        let end = tail.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-');
        let mut word = tail.split_at(end.unwrap_or(tail.len())).0;
        // A name may go on behind the number.
        while word.len() > "ML".len() {
            if let Some(number) = CaseNumber::parse_lenient(word) {
                found.push(number);
                break;
            }
            word = word.split_at(word.len() - 1).0;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_case_is_found_in_the_name_of_a_file() {
        let case = |run| CaseNumber { year: 2026, run };
        for (text, numbers) in [
            ("/出表/ML-2026-0012-告知书.docx", vec![case(12)]),
            ("ML-2026-0012-2.docx", vec![case(12)]),
            ("ml20260013.csv 和 ML-2026-14", vec![case(13), case(14)]),
            ("HTML.csv", vec![]),
            ("2026-11.xlsx", vec![]),
        ] {
            assert_eq!(numbers_in(text), numbers, "{text}");
        }
    }
}
