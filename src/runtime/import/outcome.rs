//! What the desk is told of an import.

use crate::app::import::data::{ColumnRow, ImportEnd};
use crate::domain::sheet_kind::SheetKind;
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::educator_field::EducatorField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::file::{ImportMap, MapError};
use crate::exchange::map::grid_field::GridField;
use crate::exchange::map::holiday_field::HolidayField;
use crate::exchange::map::person_field::PersonColumn;
use crate::exchange::map::plan::letters;
use crate::exchange::map::rota_field::RotaField;
use crate::exchange::read::error::Trouble;
use crate::runtime::import::report::Report;
use crate::runtime::import::sample::SampleRow;
use crate::runtime::import::source::ImportError;
use crate::words::bundle::Words;

/// Makes what is told of an import that ended.
pub fn outcome(
    words: &Words,
    report: &Report,
    samples: &[SampleRow],
    ended: &Result<(), ImportError>,
) -> ImportEnd {
    let error = ended.as_ref().err();
    let columns = match error {
        Some(error) => columns_of_unread(error),
        None => columns(report),
    };
    ImportEnd {
        problem: error.map(|error| error.sentence(words)),
        stopped: report.stopped,
        read: report.read,
        imported: report.imported,
        refused: report.refused.len() as u64,
        columns,
        fields: report.names.clone(),
        samples: samples.iter().map(|it| line(words, it)).collect(),
        lines: report.lines(words),
        ..ImportEnd::default()
    }
}

fn columns(report: &Report) -> Vec<ColumnRow> {
    let of_sheet = report.sheets.iter().flat_map(|sheet| {
        sheet.columns.iter().map(|column| ColumnRow {
            sheet: sheet.sheet.clone(),
            letters: column.column.clone(),
            heading: column.heading.clone(),
            became: column.became,
            field: column.field,
        })
    });
    of_sheet.collect()
}

/// Gives the headings of a sheet in which the needed one was not found, so that a person can say which
/// it is.
fn columns_of_unread(error: &ImportError) -> Vec<ColumnRow> {
    let ImportError::Unread(error) = error else {
        return Vec::new();
    };
    let (Trouble::NoHeadings(headings)
    | Trouble::FieldMissing(_, headings)
    | Trouble::HeadingsMissing(_, headings)) = &error.trouble
    else {
        return Vec::new();
    };
    let named = headings.iter().enumerate().filter(|(_, it)| !it.is_empty());
    let rows = named.map(|(at, heading)| ColumnRow {
        sheet: None,
        letters: letters(at),
        heading: heading.clone(),
        became: "unread",
        field: None,
    });
    rows.collect()
}

fn line(words: &Words, row: &SampleRow) -> String {
    let cells = row.cells.iter().map(|(name, text)| {
        let args = [
            ("field", name.as_str().into()),
            ("text", text.as_str().into()),
        ];
        words.say_with("import-cell", &args)
    });
    let cells: Vec<String> = cells.collect();
    let args = [
        ("row", row.row.to_string().into()),
        ("cells", cells.join(&words.say("import-between")).into()),
    ];
    words.say_with("import-row", &args)
}

/// Reads what was decided by hand out of a map that was kept.
///
/// # Errors
/// The map does not read.
pub fn changes(kind: SheetKind, text: &str) -> Result<Vec<(String, Option<String>)>, MapError> {
    fn of<F: FieldSet>(text: &str) -> Result<Vec<(String, Option<String>)>, MapError> {
        let by_hand = ImportMap::<F>::parse(text)?.by_hand.into_iter();
        let coded = by_hand.map(|(it, field)| (it, field.map(|field| field.code().to_owned())));
        Ok(coded.collect())
    }
    match kind {
        SheetKind::Cases | SheetKind::Orders => of::<CaseField>(text),
        SheetKind::People => of::<PersonColumn>(text),
        SheetKind::Grid => of::<GridField>(text),
        SheetKind::Holidays => of::<HolidayField>(text),
        SheetKind::Rota => of::<RotaField>(text),
        SheetKind::Educators => of::<EducatorField>(text),
    }
}
