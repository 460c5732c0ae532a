//! Rota and ledgers, as a viewer may see them.

use chrono::NaiveDate;

use super::super::duty;
use super::Reader;
use crate::domain::duty::{DutyDay, Roster};
use crate::domain::item::Item;
use crate::domain::queue::CaseRow;
use crate::domain::view::{DutyView, OwedView};
use crate::domain::viewer::Viewer;
use crate::store::contract::Snapshot;
use crate::store::contract::duty::ReadDuty;
use crate::store::error::StoreError;
use crate::store::tables::ReadTables;

impl<T: ReadTables> ReadDuty for Reader<'_, T> {
    fn leaders(&self) -> Result<Roster, StoreError> {
        duty::roster(self.tables)
    }

    fn duty(&self, day: NaiveDate, viewer: &Viewer) -> Result<DutyView, StoreError> {
        let it = duty::day(self.tables, day)?;
        let rows = it
            .lines
            .iter()
            .map(|line| self.row_of(line.item, viewer))
            .collect::<Result<_, _>>()?;
        Ok(DutyView {
            date: day,
            day: it,
            rows,
        })
    }

    fn rota(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, DutyDay)>, StoreError> {
        duty::span(self.tables, from, to)
    }

    fn owed(&self, viewer: &Viewer) -> Result<Vec<OwedView>, StoreError> {
        duty::owed(self.tables)?
            .into_iter()
            .map(|owed| {
                let row = self.row_of(owed.line.item, viewer)?;
                Ok(OwedView { owed, row })
            })
            .collect()
    }

    fn owner(&self, item: Item) -> Result<Option<String>, StoreError> {
        let lines = duty::of_item(self.tables, item)?;
        Ok(lines.into_iter().last().and_then(|(_, line)| line.owner))
    }
}

impl<T: ReadTables> Reader<'_, T> {
    fn row_of(&self, item: Item, viewer: &Viewer) -> Result<Option<CaseRow>, StoreError> {
        match item {
            Item::Case(number) => self.row(number, viewer),
            Item::Call(_) | Item::Whistle(_) | Item::Sign(_) => Ok(None),
        }
    }
}
