//! The kind of field that holds an amount of money.

use crate::domain::case::fact::ask::{AnswerKind, Reader};
use crate::domain::case::fact::kind::{Kept, Kind, Shown};
use crate::domain::money::Yuan;

/// 金额, stored in fen.
pub struct Money;

impl Kept for Money {
    type Value = Yuan;
    type Stored = u64;

    fn stored(value: &Yuan) -> u64 {
        value.fen()
    }

    fn restored(stored: u64) -> Option<Yuan> {
        Some(Yuan::of_fen(stored))
    }
}

impl Kind for Money {
    const ANSWER: AnswerKind = AnswerKind::Line;

    fn read(from: &mut Reader<'_>, field: &'static str) -> Option<Yuan> {
        from.money(field)
    }

    fn shown(value: &Yuan) -> Option<Shown> {
        Some(Shown::Text(value.to_string()))
    }
}
