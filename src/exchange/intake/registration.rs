//! An intake from outside as a registration, by the same check as what is typed at the desk.

use crate::domain::act::OrderDue;
use crate::domain::case::fact::matter::{ImportedAnswer, Matter};
use crate::domain::draft::{Checked, Desk, Doubt, IntakeDraft, Remark};
use crate::domain::field::Field;
use crate::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use crate::domain::province::FromAbove;
use crate::exchange::intake::external::RawExternal;
use crate::exchange::intake::raw::RawIntake;
use crate::exchange::map::case_field::{BEYOND, CaseField, PROVINCE};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::province;
use crate::exchange::when::parts::ParsedMoment;

/// Facts of other systems that have no field of their own here; they are kept with the matter's
/// facts, so that nothing of a sheet is lost.
const ELSEWHERE: [CaseField; 8] = [
    CaseField::DueAt,
    CaseField::FirstTime,
    CaseField::Joint,
    CaseField::OutsideStatus,
    CaseField::RegisteredUnit,
    CaseField::RegisteredBy,
    CaseField::CalledAt,
    CaseField::OrderDue,
];

/// Makes a registration that joins the case of `joins`, or opens its own.
///
/// # Errors
/// What holds a registration up, as at the desk.
pub fn register(
    intake: &RawIntake,
    joins: Option<CaseNumber>,
    desk: &Desk<'_>,
) -> Result<Checked, Vec<Remark>> {
    let mut draft = IntakeDraft::new(desk.now);
    for (name, text) in intake.filled() {
        if let Some(field) = Field::parse(name) {
            draft.set(field, text);
        }
    }
    if let Some(read) = intake.received_at {
        draft.set(Field::ReceivedAt, &read.moment.to_string());
    }
    draft.joins = joins;
    let mut checked = draft.check(desk)?;
    let registration = &mut checked.registration;
    registration.matter.external = numbers(intake);
    keep_words(intake, &mut registration.matter.facts);
    if intake.undated {
        registration.visit.received_at = None;
    }
    if intake.unchannelled {
        registration.visit.channel = None;
    }
    Ok(checked)
}

/// Makes a registration of an old matter: with its answer and with what other systems said of it,
/// and known again by its numbers or its fingerprint. A matter that a sheet calls closed is closed,
/// with or without an answer; nothing is invented.
///
/// # Errors
/// What holds a registration up, as at the desk.
pub fn import(intake: &RawIntake, desk: &Desk<'_>) -> Result<Checked, Vec<Remark>> {
    let joins = CaseNumber::parse_lenient(intake.get(CaseField::RepeatOf));
    let mut checked = register(intake, joins, desk)?;
    let registration = &mut checked.registration;
    registration.fingerprint = Some(intake.fingerprint());
    if let Some(read) = intake.received_at.filter(|it| it.moment > desk.now) {
        registration.visit.received_at = None;
        let heading = CaseField::ReceivedAt.headings().first().copied();
        let day = read.moment.minute();
        add_line(
            &mut registration.matter.facts,
            heading.unwrap_or_default(),
            &day,
        );
        for remark in &mut checked.warnings {
            if remark.doubt == Doubt::TimeInTheFuture {
                remark.doubt = Doubt::DayAhead;
            }
        }
    }
    registration.imported_answer = intake.closed.then(|| ImportedAnswer {
        at: intake
            .answered_at
            .map(|read| read.moment)
            .filter(|at| *at <= desk.now),
        text: intake.get(CaseField::Answer).to_owned(),
    });
    registration.order_due = intake
        .order_due
        .filter(|(_, read)| !intake.closed && read.moment.date() >= desk.now.date())
        .map(|(field, read)| order_due(field, read));
    registration.matter.from_above = FromAbove(intake.from_above.clone());
    keep_from_above(intake, &mut registration.matter.from_above);
    keep_elsewhere(intake, &mut registration.matter);
    Ok(checked)
}

fn order_due(field: CaseField, read: ParsedMoment) -> OrderDue {
    let heading = field.headings().first().copied().unwrap_or(field.code());
    let at = if read.had_time {
        read.moment.minute()
    } else {
        read.moment.date().to_string()
    };
    OrderDue {
        day: read.moment.date(),
        time: read.had_time.then(|| read.moment.local().time()),
        text: format!("{heading}：{at}"),
    }
}

/// Keeps beside the provincial cells what other sheets from above say, and what a row that bears the
/// province's number says of itself in our codes.
fn keep_from_above(intake: &RawIntake, from_above: &mut FromAbove) {
    let mut numbers = intake.external.iter().map(RawExternal::known);
    let is_numbered = numbers.any(|it| it.kind == ExternalKind::Province);
    let of_the_province = ELSEWHERE.iter().filter(|it| {
        let heading = it.headings().first();
        is_numbered && heading.is_some_and(|it| PROVINCE.contains(it))
    });
    for field in BEYOND.iter().chain(of_the_province) {
        let text = province::word(*field, intake.get(*field));
        let heading = field.headings().first().copied().unwrap_or(field.code());
        if !text.is_empty() && from_above.get(heading).is_none() {
            from_above.0.push((heading.to_owned(), text.to_owned()));
        }
    }
}

fn keep_elsewhere(intake: &RawIntake, matter: &mut Matter) {
    for field in ELSEWHERE {
        let text = intake.get(field);
        let heading = field.headings().first().copied().unwrap_or(field.code());
        if text.is_empty() || matter.from_above.get(heading).is_some() {
            continue;
        }
        add_line(&mut matter.facts, heading, province::word(field, text));
    }
}

/// Keeps what no field holds in the words in which it came.
fn keep_words(intake: &RawIntake, facts: &mut String) {
    for (heading, text) in &intake.kept {
        add_line(facts, heading, text);
    }
}

fn add_line(facts: &mut String, heading: &str, text: &str) {
    if !facts.is_empty() {
        facts.push('\n');
    }
    facts.extend([heading, "：", text]);
}

fn numbers(intake: &RawIntake) -> Vec<ExternalNumber> {
    intake.external.iter().map(RawExternal::known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{Channel, Class};
    use crate::domain::moment::Moment;
    use crate::domain::phone::Dialling;
    use crate::exchange::intake::json::read_line;

    #[test]
    fn a_line_becomes_what_the_desk_would_have_made_of_it() {
        let line = r#"{"name":"牟春生","phone":"１３８０ ０００１２３４","summary":"欠薪","class":"claim",
            "channel":"web","people_count":"7人","received_at":"2026-11-25 09:41","repeat_of":"2026-1",
            "external_numbers":["12345:WF1"]}"#;
        let intake = read_line(1, line.replace('\n', " ").as_bytes()).unwrap();
        let village = |_: &str| None;
        let desk = Desk {
            now: Moment::parse("2026-11-25 10:00").unwrap(),
            village: &village,
            dialling: &Dialling::default(),
            station: "",
        };
        let checked = import(&intake, &desk).unwrap();
        let registration = checked.registration;
        assert_eq!(registration.visit.channel, Some(Channel::Web));
        assert_eq!(registration.visit.people_count, 7);
        assert_eq!(registration.matter.class, Class::Claim);
        assert_eq!(registration.matter.external[0].value, "WF1");
        assert_eq!(registration.joins, Some(CaseNumber { year: 2026, run: 1 }));
        assert_eq!(registration.imported_answer, None);
        assert!(registration.fingerprint.is_some());
    }
}
