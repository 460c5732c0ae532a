//! A row of a sheet as an intake.

use crate::domain::clean;
use crate::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use crate::domain::number::ExternalKind;
use crate::exchange::cell::Cell;
use crate::exchange::intake::external::{RawExternal, read_list};
use crate::exchange::intake::raw::{Doubtful, RawIntake, RowReason, RowRefusal};
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::code_words;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;
use crate::exchange::when;

/// Fields in which a long number must be whole.
const LONG_NUMBERS: [CaseField; 8] = [
    CaseField::Phone,
    CaseField::IdNumber,
    CaseField::ExternalNumber,
    CaseField::ProvinceNumber,
    CaseField::NationalNumber,
    CaseField::CityNumber,
    CaseField::CountyNumber,
    CaseField::WorkOrder,
];

/// Makes an intake of a row.
///
/// # Errors
/// A row without a summary, with a receipt time that does not read, or with a value beyond the
/// bound; everything else is kept with a doubt.
pub fn read(fields: &Fields<CaseField>) -> Result<RawIntake, RowRefusal> {
    let refused = |field: CaseField, why| RowRefusal {
        row: fields.row,
        field: field.code(),
        why,
    };
    if fields.unreadable {
        let why = RowReason::NotJson(String::new());
        return Err(refused(CaseField::Summary, why));
    }
    let mut intake = RawIntake::new(fields.row);
    for (field, cell) in fields.filled() {
        match cell {
            Cell::Oversized(bytes) => return Err(refused(field, RowReason::TooLong(*bytes))),
            Cell::Fault(fault) if field == CaseField::Summary => {
                return Err(refused(field, RowReason::Fault(fault.clone())));
            }
            Cell::Fault(fault) => intake.doubt(field.code(), Doubtful::Fault(fault.clone())),
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => {
                take(&mut intake, field, cell);
            }
        }
    }
    if intake.get(CaseField::Summary).is_empty() {
        return Err(refused(CaseField::Summary, RowReason::Missing));
    }
    for field in [
        CaseField::ReceivedAt,
        CaseField::RegisteredAt,
        CaseField::CalledAt,
    ] {
        if intake.received_at.is_none() {
            let cell = fields.cell(field);
            intake.received_at = when::read(cell, fields.dates_1904)
                .map_err(|why| refused(field, RowReason::When(why, shown(cell))))?;
        }
    }
    let answered = fields.cell(CaseField::AnsweredAt);
    match when::read(answered, fields.dates_1904) {
        Ok(read) => intake.answered_at = read,
        Err(why) => {
            let what = Doubtful::When(why, shown(answered));
            intake.doubt(CaseField::AnsweredAt.code(), what);
        }
    }
    translate(&mut intake, fields);
    Ok(intake)
}

/// Gives the code of a word.
type CodeOf = fn(&str) -> Option<&'static str>;

fn take(intake: &mut RawIntake, field: CaseField, cell: &Cell) {
    if LONG_NUMBERS.contains(&field) && cell.lost_digits() {
        intake.doubt(field.code(), Doubtful::DigitsLost);
    }
    let text = cell.text();
    let kind = match field {
        CaseField::ProvinceNumber => Some(ExternalKind::Province),
        CaseField::NationalNumber => Some(ExternalKind::National),
        CaseField::CityNumber => Some(ExternalKind::City),
        CaseField::CountyNumber => Some(ExternalKind::County),
        CaseField::WorkOrder => Some(ExternalKind::Hotline12345),
        _ => None,
    };
    match (field, kind) {
        (_, Some(kind)) => intake
            .external
            .push(RawExternal::of(kind, &clean::line(&text))),
        (CaseField::ExternalNumbers, None) => intake.external.extend(read_list(&text)),
        (
            CaseField::ReceivedAt
            | CaseField::AnsweredAt
            | CaseField::RegisteredAt
            | CaseField::DueAt,
            None,
        ) => {}
        _ => intake.set(field, &text),
    }
}

/// Brings the words of other systems to our codes, and the purpose and content class to the class
/// and category where those are empty.
fn translate(intake: &mut RawIntake, fields: &Fields<CaseField>) {
    let number = intake.get(CaseField::ExternalNumber).to_owned();
    if !number.is_empty() {
        let kind = Some(intake.get(CaseField::ExternalKind).to_owned());
        intake.external.push(RawExternal {
            kind: kind.filter(|kind| !kind.is_empty()),
            value: clean::line(&number),
        });
    }
    if intake.get(CaseField::Class).is_empty() {
        intake.set(CaseField::Class, &fields.text(CaseField::Purpose));
    }
    let levels = fields.text(CaseField::ContentClass);
    if intake.get(CaseField::Category).is_empty() && !levels.is_empty() {
        let category = code_words::category_of_content(&levels).code();
        intake.set(CaseField::Category, category);
    }
    let code_of: [(CaseField, CodeOf); 5] = [
        (CaseField::Channel, |word| {
            code_words::channel(word).map(Channel::code)
        }),
        (CaseField::Class, |word| {
            code_words::class(word).map(Class::code)
        }),
        (CaseField::Category, |word| {
            code_words::category(word).map(Category::code)
        }),
        (CaseField::Urgency, |word| {
            code_words::urgency(word).map(Urgency::code)
        }),
        (CaseField::Difficulty, |word| {
            code_words::difficulty(word).map(Difficulty::code)
        }),
    ];
    for (field, read) in code_of {
        if let Some(code) = read(intake.get(field)) {
            intake.set(field, code);
        }
    }
    for field in [
        CaseField::ConcernsOfficial,
        CaseField::Confidential,
        CaseField::Closed,
        CaseField::FirstTime,
        CaseField::Joint,
    ] {
        if let Some(yes) = code_words::yes_no(intake.get(field)) {
            intake.set(field, if yes { "yes" } else { "no" });
        }
    }
    let count = intake.get(CaseField::PeopleCount).replace(['人', '名'], "");
    intake.set(CaseField::PeopleCount, &count);
}

fn shown(cell: &Cell) -> String {
    let text = match cell {
        Cell::Fault(fault) => fault.clone(),
        Cell::Empty
        | Cell::Text(_)
        | Cell::Number(_)
        | Cell::Date(_)
        | Cell::Bool(_)
        | Cell::Oversized(_) => cell.text(),
    };
    clean::line(&text).chars().take(60).collect()
}
