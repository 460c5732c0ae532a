//! A page of the queue: read along the index, or among the cases of one person.

use crate::domain::case::fact::state::Case;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::queue::{CaseRow, Cursor, Filter, QueuePage, QueueQuery};
use crate::domain::viewer::Viewer;
use crate::store::engine::index::{self, Facets};
use crate::store::engine::rows;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::store::tables::{Table, after, scan_prefix};

/// How many cases a page reads for what stands in none of them.
const LOOKED_AT: usize = 2_000;

impl Snapshot<'_> {
    /// Calls `visit` with every case, whole, in the order of the numbers; for proofs, which show nobody
    /// what a case says.
    ///
    /// # Errors
    /// The store cannot be read, or what `visit` says.
    pub fn each_case(
        &self,
        visit: &mut dyn FnMut(&Case) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        scan_prefix(self.tables, Table::Cases, &[], &mut |key, _| {
            // One that cannot be read at all is named by every proof.
            let case = index::number(key).and_then(|it| rows::recovered(self.tables, it));
            if let Ok(Some(case)) = case {
                visit(&case)?;
            }
            Ok(true)
        })
    }
}

impl Snapshot<'_> {
    /// Counts the rows of a list, as its pages give them; looked at are `most` at most.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn count_rows(
        &self,
        query: &QueueQuery,
        most: usize,
        viewer: &Viewer,
    ) -> Result<usize, StoreError> {
        let mut query = query.clone();
        query.limit = most;
        let mut count = 0;
        loop {
            let page = self.page(&query, viewer)?;
            count += page.rows.len();
            query.after = page.next;
            if query.after.is_none() || count >= most {
                return Ok(count.min(most));
            }
        }
    }

    /// Walks the narrowest index that keeps the order; facets are asked before a case is read.
    pub(super) fn page_of_index(
        &self,
        query: &QueueQuery,
        viewer: &Viewer,
    ) -> Result<QueuePage, StoreError> {
        let head = index::narrowest(query.sort, &query.filter);
        let (mut from, mut to) = (head.clone(), after(&head));
        match (&query.after, query.descending) {
            (Some(Cursor(last)), false) => {
                from.clone_from(last);
                from.push(0);
            }
            (Some(Cursor(last)), true) => to.clone_from(last),
            (None, _) => {}
        }
        let mut page = QueuePage::default();
        let mut last = Vec::new();
        let mut left = LOOKED_AT.max(query.limit);
        self.tables.scan(
            Table::CaseIndex,
            &from,
            &to,
            query.descending,
            &mut |key, value| {
                if page.rows.len() == query.limit || left == 0 {
                    page.next = Some(Cursor(std::mem::take(&mut last)));
                    return Ok(false);
                }
                // A row that cannot be read hides no case: every proof names it.
                if Facets::read(value).is_ok_and(|facets| !facets.pass(&query.filter)) {
                    return Ok(true);
                }
                let Ok(number) = index::number(key) else {
                    return Ok(true);
                };
                if !is_asked(query, number) {
                    return Ok(true);
                }
                if let Some(row) = self.row(number, viewer)? {
                    if admits(query, &row) {
                        page.rows.push(row);
                        last = key.to_vec();
                    } else if query.filter.looks_into_rows() {
                        left -= 1;
                        last = key.to_vec();
                    }
                }
                Ok(true)
            },
        )?;
        Ok(page)
    }

    pub(super) fn page_of_person(
        &self,
        person: PersonId,
        query: &QueueQuery,
        viewer: &Viewer,
    ) -> Result<QueuePage, StoreError> {
        let mut rows = Vec::new();
        for number in self.numbers_of(person)? {
            if !is_asked(query, number) {
                continue;
            }
            let Some(case) = rows::recovered(self.tables, number)? else {
                continue;
            };
            if case.is_open_to(viewer)
                && Facets::of(&case, self.law.due(&case).as_ref()).pass(&query.filter)
            {
                let row = rows::row(self.tables, &self.law, &case, viewer)?;
                rows.extend(Some(row).filter(|row| admits(query, row)));
            }
        }
        rows.sort_by_key(|row| (row.due_raw.is_none(), row.due_raw, row.number));
        if query.descending {
            rows.reverse();
        }
        rows.truncate(query.limit);
        Ok(QueuePage { rows, next: None })
    }
}

/// Tells whether a case is among those whose numbers are given, if any are.
fn is_asked(query: &QueueQuery, number: CaseNumber) -> bool {
    let numbers = query.filter.numbers.as_ref();
    numbers.is_none_or(|all| all.binary_search(&number).is_ok())
}

/// What facets do not tell; a locked row is not found by what is held back of it.
fn admits(query: &QueueQuery, row: &CaseRow) -> bool {
    let filter = &query.filter;
    filter.words.split_whitespace().all(|word| says(row, word))
        && filter
            .village
            .as_ref()
            .is_none_or(|village| row.village == *village)
        && filter
            .holder
            .as_ref()
            .is_none_or(|holder| row.holder.as_ref() == Some(holder))
        && has_service(filter, row)
        && filter
            .station
            .as_ref()
            .is_none_or(|station| row.stations.contains(station))
        && filter
            .channel
            .is_none_or(|channel| row.channel == Some(channel))
        && filter
            .key
            .is_none_or(|day| row.key_days_left(day).is_some())
}

/// Tells whether one of its services is of the kind and in the hands that are asked for.
fn has_service(filter: &Filter, row: &CaseRow) -> bool {
    let asked = filter.track.is_some() || filter.track_holder.is_some();
    !asked
        || row.services.iter().any(|it| {
            let holder = filter.track_holder.as_ref();
            filter.track.is_none_or(|track| it.track == track)
                && holder.is_none_or(|holder| it.holder == *holder)
        })
}

/// Tells whether a word stands in what the row shows of a case.
fn says(row: &CaseRow, word: &str) -> bool {
    let word = word.to_lowercase();
    let holder = row.holder.as_deref().unwrap_or_default();
    let unit = row.unit.as_deref().unwrap_or_default();
    [row.summary.as_str(), &row.name, &row.village, holder, unit]
        .into_iter()
        .chain(row.stations.iter().map(String::as_str))
        .any(|text| text.to_lowercase().contains(&word))
        || row.number.to_string().to_lowercase().contains(&word)
}
