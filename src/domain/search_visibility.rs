//! 条例 30 ¶3: whoever was found by a number of a matter is shown to those only who may read that
//! matter; else a number typed at random would tell who brought an accusation.

use super::number::{CaseNumber, ExternalKind, ExternalNumber};
use crate::domain::case::fact::state::Case;

/// Decides whether somebody may be shown who was found by the numbers `typed`: each of them, our
/// own or another system's, must belong to one of `readable`, those of his matters that the viewer
/// may read.
pub fn may_be_shown<'a>(typed: impl IntoIterator<Item = &'a str>, readable: &[Case]) -> bool {
    let external: Vec<String> = readable
        .iter()
        .flat_map(|case| case.matter.external.iter().map(signs))
        .collect();
    typed.into_iter().all(|typed| {
        let wanted = signs(&ExternalNumber {
            kind: ExternalKind::Hotline12345,
            value: typed.to_owned(),
        });
        external.iter().any(|number| number.contains(&wanted))
            || CaseNumber::parse_lenient(typed)
                .is_some_and(|number| readable.iter().any(|case| case.number == number))
    })
}

/// Gives a number of another system without what stands between its signs.
fn signs(number: &ExternalNumber) -> String {
    let key = number.key();
    key.chars().filter(|sign| sign.is_alphanumeric()).collect()
}
