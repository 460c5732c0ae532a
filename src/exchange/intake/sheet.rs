//! A row of a sheet as an intake.

use crate::domain::clean;
use crate::domain::codes::{Category, Class, Difficulty, Urgency};
use crate::domain::nothing::says_nothing;
use crate::domain::number::ExternalKind;
use crate::domain::province::Purpose;
use crate::exchange::cell::Cell;
use crate::exchange::intake::external::{RawExternal, read_list};
use crate::exchange::intake::phone_words;
use crate::exchange::intake::raw::{Doubtful, RawIntake, RowReason, RowRefusal};
use crate::exchange::map::case_field::{BEYOND, CaseField};
use crate::exchange::map::channel_words;
use crate::exchange::map::code_words;
use crate::exchange::map::end_words;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;
use crate::exchange::map::province;
use crate::exchange::when::parts::{NoMoment, ParsedMoment};
use crate::exchange::when::spelling::is_no_date;

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

/// Fields whose 无 is an answer and not nothing.
const YES_OR_NO: [CaseField; 5] = [
    CaseField::ConcernsOfficial,
    CaseField::Confidential,
    CaseField::Closed,
    CaseField::FirstTime,
    CaseField::Joint,
];

/// Letters of an answer that may still say that nothing is settled; a longer one is an answer.
const SHORT_ANSWER: usize = 60;

/// Makes an intake of a row.
///
/// # Errors
/// A row without a summary, or with a value beyond the bound; everything else is kept with a doubt.
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
    intake.from_above.clone_from(&fields.from_above);
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
    for (field, text) in &fields.masked {
        intake.hide(*field, text);
    }
    if intake.get(CaseField::Summary).is_empty() {
        let why = if fields.is_masked(CaseField::Summary) {
            RowReason::Masked
        } else {
            RowReason::Missing
        };
        return Err(refused(CaseField::Summary, why));
    }
    date(&mut intake, fields);
    translate(&mut intake, fields);
    end(&mut intake);
    Ok(intake)
}

/// Reads when it was received and answered. A date that does not read makes no other: the matter
/// is undated, and what stood there is kept.
fn date(intake: &mut RawIntake, fields: &Fields<CaseField>) {
    for field in [
        CaseField::ReceivedAt,
        CaseField::RegisteredAt,
        CaseField::CalledAt,
    ] {
        // 不详 says that nobody knows; an empty cell says nothing.
        let says_unknown = |cell: &Cell| !cell.is_empty() && is_no_date(&cell.text());
        if intake.received_at.is_none() && !intake.undated {
            intake.undated = says_unknown(fields.cell(field));
            if intake.undated {
                break;
            }
            let understood = moment(intake, fields, field);
            intake.received_at = understood.unwrap_or_default();
            intake.undated = understood.is_err();
        }
    }
    intake.undated = intake.received_at.is_none();
    if intake.undated {
        intake.doubt(CaseField::ReceivedAt.code(), Doubtful::Undated);
    }
    intake.answered_at = moment(intake, fields, CaseField::AnsweredAt).unwrap_or_default();
    for field in [CaseField::OrderDue, CaseField::DueAt] {
        if intake.order_due.is_none() {
            intake.order_due = order_due(intake, fields, field).map(|read| (field, read));
        }
    }
}

/// Reads until when whoever passed it on wants it answered; what does not read is told, and stands with
/// the facts in its own words.
fn order_due(
    intake: &mut RawIntake,
    fields: &Fields<CaseField>,
    field: CaseField,
) -> Option<ParsedMoment> {
    let cell = fields.cell(field);
    if is_no_date(&cell.text()) || matches!(cell, Cell::Fault(_)) {
        return None;
    }
    match fields.when(field) {
        Ok(read) => read,
        Err(why) => {
            intake.doubt(field.code(), Doubtful::When(why, shown(cell)));
            None
        }
    }
}

/// Reads a date; one that does not read is told and kept in its own words.
fn moment(
    intake: &mut RawIntake,
    fields: &Fields<CaseField>,
    field: CaseField,
) -> Result<Option<ParsedMoment>, NoMoment> {
    let cell = fields.cell(field);
    if is_no_date(&cell.text()) || matches!(cell, Cell::Fault(_)) {
        return Ok(None);
    }
    match fields.when(field) {
        Ok(read) => {
            if let Some(how) = read.and_then(|it| it.loosely) {
                intake.doubt(field.code(), Doubtful::Loosely(how, shown(cell)));
            }
            Ok(read)
        }
        Err(why) => {
            intake.doubt(field.code(), Doubtful::When(why, shown(cell)));
            intake.keep(heading(field), &cell.text());
            Err(why)
        }
    }
}

/// Gives the code of a word.
type CodeOf = fn(&str) -> Option<&'static str>;

fn take(intake: &mut RawIntake, field: CaseField, cell: &Cell) {
    let is_number = LONG_NUMBERS.contains(&field);
    if is_number && cell.lost_digits() {
        // A number that lost its end is another's number, or nobody's.
        intake.doubt(field.code(), Doubtful::DigitsLost);
        intake.keep(heading(field), &cell.text());
        return;
    }
    let text = if is_number || COUNTS.contains(&field) {
        cell.number_text()
    } else if PROSE.contains(&field) {
        cell.text()
    } else {
        let text = cell.text();
        let bare = text.strip_prefix('\'').filter(|rest| !rest.contains('\''));
        bare.unwrap_or(&text).to_owned()
    };
    if is_garbled(&text) {
        intake.doubt(field.code(), Doubtful::Garbled);
    }
    let is_answer = YES_OR_NO.contains(&field) || BEYOND.contains(&field);
    if !is_answer && says_nothing(&text) {
        return;
    }
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
        (CaseField::ReceivedAt | CaseField::AnsweredAt | CaseField::RegisteredAt, None) => {}
        (CaseField::Phone, None) => {
            let read = phone_words::read(&text);
            if let Some(words) = read.words {
                intake.keep(heading(field), &words);
            }
            intake.set(field, &read.numbers);
        }
        (CaseField::OtherSide | CaseField::Attachments, None) => {
            intake.keep(heading(field), &text);
        }
        // What is written with its unit says it better than the heading.
        (CaseField::AmountWan, None) => {
            let has_unit = text.contains(['元', '万']);
            let unit = if has_unit { "" } else { "万元" };
            intake.set(CaseField::Amount, &format!("{text}{unit}"));
        }
        _ => intake.set(field, &text),
    }
}

/// Fields that hold a number of things.
const COUNTS: [CaseField; 4] = [
    CaseField::PeopleCount,
    CaseField::Concerned,
    CaseField::Amount,
    CaseField::AmountWan,
];

/// Fields of running text, in which an apostrophe at the start is part of it.
const PROSE: [CaseField; 6] = [
    CaseField::Summary,
    CaseField::Request,
    CaseField::Facts,
    CaseField::Evidence,
    CaseField::Answer,
    CaseField::NewFacts,
];

/// Tells whether letters were lost on the way into the file.
fn is_garbled(text: &str) -> bool {
    text.contains(['\u{fffd}', '\u{7}']) || text.contains("锟斤拷") || text.contains("锘")
}

/// Gives the heading under which a field is kept with the facts.
fn heading(field: CaseField) -> &'static str {
    field.headings().first().copied().unwrap_or(field.code())
}

/// Decides whether the matter is ended: by what the sheet says of it, else by its answer. What says
/// that it is open wins; nothing is ended by a guess.
fn end(intake: &mut RawIntake) {
    let answer = intake.get(CaseField::Answer).to_owned();
    let stated = intake.get(CaseField::Closed).to_owned();
    let is_closed = end_words::is_closed(&stated);
    if is_closed.is_none() && !says_nothing(&stated) {
        let what = Doubtful::EndUnknown(short(&stated));
        intake.doubt(CaseField::Closed.code(), what);
        intake.keep(heading(CaseField::Closed), &stated);
    }
    let status = intake.get(CaseField::OutsideStatus);
    let is_open_answer = intake.answered_at.is_none()
        && answer.chars().count() <= SHORT_ANSWER
        && end_words::is_unsettled(&answer);
    intake.closed = is_closed
        .or_else(|| end_words::is_closed(status))
        .unwrap_or(!answer.is_empty() && !is_open_answer);
    if !intake.closed && !answer.is_empty() {
        let what = Doubtful::NotEnded(short(&answer));
        intake.doubt(CaseField::Answer.code(), what);
        intake.keep(heading(CaseField::Answer), &answer);
    }
}

fn short(text: &str) -> String {
    clean::line(text).chars().take(60).collect()
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
    let purpose = province::purpose_of(&fields.text(CaseField::Purpose));
    intake.set(CaseField::Purpose, purpose.map_or("", Purpose::code));
    let levels = fields.text(CaseField::ContentClass);
    if intake.get(CaseField::Category).is_empty() && !levels.is_empty() {
        let category = code_words::category_of_content(&levels).code();
        intake.set(CaseField::Category, category);
    }
    let word = intake.get(CaseField::Channel).to_owned();
    match channel_words::channel(&word) {
        Some(channel) => intake.set(CaseField::Channel, channel.code()),
        None if word.is_empty() => intake.unchannelled = true,
        None => {
            intake.unchannelled = true;
            intake.set(CaseField::Channel, "");
            let what = Doubtful::UnknownChannel(short(&word));
            intake.doubt(CaseField::Channel.code(), what);
            intake.keep(heading(CaseField::Channel), &word);
        }
    }
    let code_of: [(CaseField, CodeOf); 4] = [
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
    for field in YES_OR_NO {
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
