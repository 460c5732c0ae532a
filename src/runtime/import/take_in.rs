//! Takes a sheet of any kind in.

use crate::domain::sheet_kind::SheetKind;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::{ImportError, Source};
use crate::runtime::import::{cases, educators, grid, holidays, people, rota};

/// Takes a sheet in, or says what would happen. The report tells what was taken in before a failure
/// too.
///
/// # Errors
/// The file or its map does not read, or the store does not keep it; what was kept before stands.
pub fn take_in(
    kind: SheetKind,
    source: &Source<'_>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let ended = match kind {
        SheetKind::Cases => cases::import(source, report),
        SheetKind::People => people::import(source, report),
        SheetKind::Grid => grid::import(source, report),
        SheetKind::Holidays => holidays::import(source, report),
        SheetKind::Rota => rota::import(source, report),
        SheetKind::Orders => cases::import_orders(source, report),
        SheetKind::Educators => educators::import(source, report),
    };
    report.sheets = source.notes();
    report.stopped = source.is_stopped();
    ended
}
