//! The standing task forces: one thing, whose history is its cards.

use super::super::error::StoreError;
use super::super::record::bytes::{decode, encode};
use super::super::record::force::ForcesRecord;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::By;
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Stream, What};
use crate::domain::force::{Force, Forces};
use crate::domain::refusal::{Reason, Refusal};

/// They are one thing.
const FORCES: u32 = 1;

impl Aggregate for Forces {
    type Fact = Force;

    const TABLE: Table = Table::Forces;
    const NAME: &'static str = "standing task forces";

    fn stream(_number: u32) -> Stream {
        Stream::Forces
    }

    entry!(boxed Force(Force));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a Force>) -> Option<Self> {
        let start = Self::default();
        Some(
            facts
                .into_iter()
                .fold(start, |forces, card| forces.with(card)),
        )
    }

    record!(ForcesRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }
}

/// Gives the standing task forces.
pub(crate) fn forces(tables: &dyn ReadTables) -> Result<Forces, StoreError> {
    Ok(aggregates::get(tables, FORCES)?.unwrap_or_default())
}

/// Puts a card in place of the old one of its category.
pub(crate) fn force(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    card: &Force,
) -> Result<CommitResult, StoreError> {
    if let Err(refusal) = card.check() {
        return Ok(CommitResult::Refused(refusal));
    }
    let before = aggregates::get::<Forces>(tables, FORCES)?;
    let known = before.clone().unwrap_or_default();
    if known.of(card.category) == Some(card) {
        return Ok(CommitResult::Refused(Refusal::new(Reason::NothingChanged)));
    }
    aggregates::keep(tables, by, FORCES, card, before.as_ref(), &known.with(card))?;
    Ok(CommitResult::Done(Done::Kept))
}
