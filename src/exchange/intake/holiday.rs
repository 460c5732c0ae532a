//! A row of a sheet of holidays as a listed day.

use crate::domain::calendar::{DayKind, ListedDay};
use crate::domain::clean;
use crate::exchange::intake::raw::{RowReason, RowRefusal};
use crate::exchange::map::code_words::is_holiday;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::holiday_field::HolidayField;
use crate::exchange::map::pick::Fields;

/// Makes a listed day of a row; a row that does not say so is a holiday.
///
/// # Errors
/// A row without a day that reads, or of a kind that is neither 休 nor 班.
pub fn read(fields: &Fields<HolidayField>) -> Result<ListedDay, RowRefusal> {
    let refused = |field: HolidayField, why| RowRefusal {
        row: fields.row,
        field: field.code(),
        why,
    };
    let text = |field| clean::line(&fields.text(field));
    let day = fields
        .moment(HolidayField::Date)
        .map_err(|why| {
            refused(
                HolidayField::Date,
                RowReason::When(why, text(HolidayField::Date)),
            )
        })?
        .ok_or_else(|| refused(HolidayField::Date, RowReason::Missing))?;
    let word = text(HolidayField::Kind);
    let kind = match is_holiday(&word) {
        Some(true) => DayKind::Holiday,
        Some(false) => DayKind::Workday,
        None if word.is_empty() => DayKind::Holiday,
        None => return Err(refused(HolidayField::Kind, RowReason::Unknown(word))),
    };
    Ok(ListedDay {
        date: day.moment.date(),
        kind,
        name: text(HolidayField::Name),
    })
}
