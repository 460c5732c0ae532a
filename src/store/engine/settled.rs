//! Everything that stands outside of a case and tells of it, sealed to whom it is due: somebody else is
//! named for the case, or it is sealed now or no more.

use super::super::error::StoreError;
use super::super::tables::{ReadTables, WriteTables};
use super::aggregates::{self, Aggregate};
use super::vault::{self, Of};
use super::{bookings, ledger};
use crate::domain::call::state::Call;
use crate::domain::item::{CallId, Item, SignId, WhistleId};
use crate::domain::number::CaseNumber;
use crate::domain::prevention::sign::EarlySign;
use crate::domain::whistle::state::Whistle;

/// Makes what settles every kind of thing.
macro_rules! kinds {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Seals what tells of a case to whom it is due.
        pub(crate) fn settle_case(
            tables: &mut dyn WriteTables,
            number: CaseNumber,
        ) -> Result<(), StoreError> {
            $($(
                for thing in <$thing as Aggregate>::telling(tables, number)? {
                    aggregates::settle::<$thing>(tables, thing)?;
                }
            )?)+
            bookings::settle(tables, number)?;
            let items = items(tables, number)?;
            ledger::settle(tables, &items)
        }
    };
}

each_kept!(kinds);

/// Gives what a case is, came of or is the matter of.
fn items(tables: &dyn ReadTables, number: CaseNumber) -> Result<Vec<Item>, StoreError> {
    let calls = Call::telling(tables, number)?.into_iter();
    let whistles = Whistle::telling(tables, number)?.into_iter();
    let signs = EarlySign::telling(tables, number)?.into_iter();
    Ok(std::iter::once(Item::Case(number))
        .chain(calls.map(|id| Item::Call(CallId(id))))
        .chain(whistles.map(|id| Item::Whistle(WhistleId(id))))
        .chain(signs.map(|id| Item::Sign(SignId(id))))
        .collect())
}

/// Seals what tells of something that became, or is about, a case that is sealed.
pub(crate) fn follow(
    tables: &mut dyn WriteTables,
    number: Option<CaseNumber>,
) -> Result<(), StoreError> {
    match number {
        Some(number) if is_sealed(tables, number)? => settle_case(tables, number),
        _ => Ok(()),
    }
}

fn is_sealed(tables: &dyn ReadTables, number: CaseNumber) -> Result<bool, StoreError> {
    vault::stands(tables, Of::Case(number))
}
