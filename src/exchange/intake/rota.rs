//! A row of a rota as what was done to a day.

use chrono::NaiveDate;

use crate::domain::clean;
use crate::exchange::intake::raw::{RowReason, RowRefusal, short_name};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;
use crate::exchange::map::rota_field::RotaField;

/// A day of a rota as its sheet has it; what is empty there is empty here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RotaRow {
    /// The day.
    pub day: NaiveDate,
    /// 值班领导.
    pub leader: String,
    /// 职务.
    pub post: String,
    /// 代班人.
    pub stand_in: String,
    /// 代班原因.
    pub why: String,
    /// 备注.
    pub note: String,
    /// What is masked, and says nothing therefore.
    pub masked: Vec<RotaField>,
}

/// Makes a day of a row.
///
/// # Errors
/// A row without a day that reads, without a leader, or with a name too long to be one.
pub fn read(fields: &Fields<RotaField>) -> Result<RotaRow, RowRefusal> {
    let refused = |field: RotaField, why| RowRefusal {
        row: fields.row,
        field: field.code(),
        why,
    };
    let text = |field| clean::line(&fields.text(field));
    let day = fields
        .moment(RotaField::Date)
        .map_err(|why| {
            let reason = RowReason::When(why, text(RotaField::Date));
            refused(RotaField::Date, reason)
        })?
        .ok_or_else(|| refused(RotaField::Date, RowReason::Missing))?;
    let name = |field| short_name(text(field)).map_err(|why| refused(field, why));
    let leader = name(RotaField::Leader)?;
    if leader.is_empty() {
        let why = if fields.is_masked(RotaField::Leader) {
            RowReason::Masked
        } else {
            RowReason::Missing
        };
        return Err(refused(RotaField::Leader, why));
    }
    Ok(RotaRow {
        day: day.moment.date(),
        leader,
        post: name(RotaField::Post)?,
        stand_in: name(RotaField::StandIn)?,
        why: text(RotaField::Why),
        note: text(RotaField::Note),
        masked: fields.masked.iter().map(|(field, _)| *field).collect(),
    })
}
