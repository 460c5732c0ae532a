//! How much goes over the line at once.

use crate::store::redb::ahead::Row;

/// The most rows that are fetched, and sent, at once.
pub(super) const BATCH: usize = 2_000;
/// The most bytes of rows that are sent at once.
const BYTES: usize = 4 << 20;

/// Parts that are sent at once each; there is always one.
pub(super) fn parts(rows: &[Row]) -> Vec<&[Row]> {
    let mut parts = Vec::new();
    let (mut from, mut bytes) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        bytes += row.key.len() + row.value.as_ref().map_or(0, Vec::len);
        if at + 1 - from == BATCH || bytes > BYTES {
            parts.extend(rows.get(from..=at));
            (from, bytes) = (at + 1, 0);
        }
    }
    if parts.is_empty() || from < rows.len() {
        parts.extend(rows.get(from..));
    }
    parts
}
