//! A file read row by row, each row by itself: one that does not read is refused at its place.

use std::ops::ControlFlow;

use crate::exchange::intake::raw::RowRefusal;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;
use crate::exchange::message;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::{ImportError, Source};

/// Has `read` read every row, and gives what it reads to `take`.
///
/// # Errors
/// The file or the map does not read.
pub fn each_row<F: FieldSet, T>(
    source: &Source<'_>,
    report: &mut Report,
    read: impl Fn(&Fields<F>) -> Result<T, RowRefusal>,
    mut take: impl FnMut(&Fields<F>, T, &mut Report),
) -> Result<(), ImportError> {
    source.rows::<F>(&mut |fields| {
        report.read += 1;
        match read(&fields) {
            Ok(row) => take(&fields, row, report),
            Err(refusal) => {
                let text = message::refusal(source.words, &refusal);
                report.refuse(&fields.place(), refusal.field, text);
            }
        }
        ControlFlow::Continue(())
    })
}
