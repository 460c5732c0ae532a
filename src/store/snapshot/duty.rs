//! Rota and ledgers, as a viewer may see them.

use chrono::NaiveDate;

use crate::domain::duty::{Acting, DutyDay, DutyFact, Line, Roster, Unclosed, last_to_close};
use crate::domain::item::Item;
use crate::domain::moment::Moment;
use crate::domain::queue::CaseRow;
use crate::domain::view::{DutyView, OwedView};
use crate::domain::viewer::Viewer;
use crate::store::engine::{duty, ledger};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Gives the leaders.
    pub fn leaders(&self) -> Result<Roster, StoreError> {
        duty::roster(self.tables)
    }

    /// Gives a day's rota and ledger; a case in it stands as a row of a list.
    pub fn duty(&self, day: NaiveDate, viewer: &Viewer) -> Result<DutyView, StoreError> {
        let mut it = ledger::day(self.tables, day)?;
        let (rota, _) = ledger::head(self.tables, day)?;
        let (mut rows, mut acting) = (Vec::new(), Vec::new());
        for line in &mut it.lines {
            let row = self.row_of(line.item, viewer)?;
            // Who acts tells whose it is.
            acting.push(if row.as_ref().is_some_and(|row| row.locked) {
                Acting::Owner
            } else {
                duty::acting(self.tables, &rota, line)?
            });
            hold_back(line, row.as_ref());
            rows.push(row);
        }
        Ok(DutyView {
            date: day,
            visits: self.visits(day)?,
            day: it,
            rows,
            acting,
        })
    }

    /// Gives the days of a span, both included, on which anything was written down.
    pub fn rota(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, DutyDay)>, StoreError> {
        let mut days = ledger::span(self.tables, from, to)?;
        for line in days.iter_mut().flat_map(|(_, day)| &mut day.lines) {
            if duty::is_accusation(self.tables, line.item)? {
                line.owner = None;
            }
        }
        Ok(days)
    }

    /// 未收班: gives the days with a leader on duty whose reception ought to have been closed by
    /// `now` and was not, the oldest first.
    pub fn unclosed(&self, now: Moment) -> Result<Vec<Unclosed>, StoreError> {
        let until = last_to_close(now, self.law.settings.reception_closes);
        let mut days = ledger::unclosed(self.tables, until)?;
        for it in &mut days {
            it.visits = self.visits(it.day)?;
        }
        Ok(days)
    }

    /// Tells whether anything is not struck off.
    pub fn is_owing(&self) -> Result<bool, StoreError> {
        ledger::is_owing(self.tables)
    }

    /// Gives what is not struck off, the oldest first.
    pub fn owed(&self, viewer: &Viewer) -> Result<Vec<OwedView>, StoreError> {
        ledger::owed(self.tables)?
            .into_iter()
            .map(|mut owed| {
                let row = self.row_of(owed.line.item, viewer)?;
                hold_back(&mut owed.line, row.as_ref());
                Ok(OwedView { owed, row })
            })
            .collect()
    }
}

/// Keeps back whose an accusation is: that it is not the day's leader's would tell whom it is about;
/// the minute at which it came would tell who brought it (条例 30 ¶3).
fn hold_back(line: &mut Line, row: Option<&CaseRow>) {
    if row.is_some_and(|row| row.locked) {
        line.hold_back();
    }
}

impl Snapshot<'_> {
    /// Tells whether a fact of a ledger may be told to a viewer: whose an accusation is may not,
    /// where it is not open to him.
    pub(super) fn may_tell(
        &self,
        fact: &mut DutyFact,
        viewer: &Viewer,
    ) -> Result<bool, StoreError> {
        let locked = |item| Ok(self.row_of(item, viewer)?.is_some_and(|row| row.locked));
        match fact {
            DutyFact::Passed { item, .. } => locked(*item).map(|locked: bool| !locked),
            DutyFact::Fell(line) => {
                if locked(line.item)? {
                    line.hold_back();
                }
                Ok(true)
            }
            DutyFact::Named { .. }
            | DutyFact::StandIn { .. }
            | DutyFact::Arrived(_)
            | DutyFact::Left(_)
            | DutyFact::Came(_)
            | DutyFact::Struck { .. }
            | DutyFact::Opened(_)
            | DutyFact::Closed(_) => Ok(true),
        }
    }

    fn row_of(&self, item: Item, viewer: &Viewer) -> Result<Option<CaseRow>, StoreError> {
        match item {
            Item::Case(number) => self.row(number, viewer),
            Item::Call(_) | Item::Whistle(_) | Item::Sign(_) => Ok(None),
        }
    }
}
