//! Takes a sheet of any kind in.

use crate::domain::sheet_kind::SheetKind;
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::educator_field::EducatorField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::grid_field::GridField;
use crate::exchange::map::holiday_field::HolidayField;
use crate::exchange::map::person_field::PersonColumn;
use crate::exchange::map::rota_field::RotaField;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::{ImportError, Source};
use crate::runtime::import::{cases, educators, grid, holidays, people, rota};
use crate::words::bundle::Words;

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
    report.names = names(kind, source.words);
    report.sheets = source.notes();
    report.stopped = source.is_stopped();
    ended
}

/// Gives the fields that a sheet of this kind may give, each by its code and name.
fn names(kind: SheetKind, words: &Words) -> Vec<(&'static str, String)> {
    fn of<F: FieldSet>(words: &Words) -> Vec<(&'static str, String)> {
        let named = F::ALL.iter().map(|field| (field.code(), field.name(words)));
        named.collect()
    }
    match kind {
        SheetKind::Cases | SheetKind::Orders => of::<CaseField>(words),
        SheetKind::People => of::<PersonColumn>(words),
        SheetKind::Grid => of::<GridField>(words),
        SheetKind::Holidays => of::<HolidayField>(words),
        SheetKind::Rota => of::<RotaField>(words),
        SheetKind::Educators => of::<EducatorField>(words),
    }
}
