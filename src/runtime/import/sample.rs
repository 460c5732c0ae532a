//! The first rows of a sheet, shown as they would be taken in.

use crate::domain::phone::mask_phone;
use crate::domain::resident_id::mask_id;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::masked::MaskKind;
use crate::exchange::map::pick::Fields;
use crate::words::bundle::Words;

/// A row as it came: its number, and what it gives, each field by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleRow {
    /// Its number in its sheet, from 1.
    pub row: u64,
    /// Fields and what stands in them; numbers of persons are masked.
    pub cells: Vec<(String, String)>,
}

/// Makes what is shown of a row.
pub fn sample<F: FieldSet>(words: &Words, fields: &Fields<F>) -> SampleRow {
    let filled = fields.filled();
    let cells = filled.map(|(field, cell)| (field.name(words), shown(field, &cell.text())));
    SampleRow {
        row: fields.row,
        cells: cells.collect(),
    }
}

fn shown<F: FieldSet>(field: F, text: &str) -> String {
    match (field.mask_kind(), field.code()) {
        (MaskKind::Number, "id_number") => mask_id(text),
        (MaskKind::Number, code) if code.contains("phone") => {
            let numbers: Vec<String> = text.split('、').map(mask_phone).collect();
            numbers.join("、")
        }
        _ => text.to_owned(),
    }
}
