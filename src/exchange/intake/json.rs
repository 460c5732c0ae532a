//! Intakes as lines of JSON, for `mulin register`.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use crate::domain::field::Field;
use crate::exchange::cell::Cell;
use crate::exchange::intake::external::read_json;
use crate::exchange::intake::raw::{Doubtful, RawIntake, RowReason, RowRefusal};
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::code_words::yes_no;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::masked;
use crate::exchange::read::jsonl::Lines;
use crate::exchange::read::limits::CELL_BYTES;
use crate::exchange::when;

/// The name under which a line gives the id by which it is known again.
pub const ID: &str = "id";

/// Gives the field of a name that a line may have: those of the intake, and the case that it repeats.
/// The rest of [`CaseField`] belongs to old matters in sheets.
fn field_of(name: &str) -> Option<CaseField> {
    let field = CaseField::parse(name)?;
    match field {
        CaseField::ExternalNumber | CaseField::RepeatOf => Some(field),
        _ => Field::parse(name).map(|_| field),
    }
}

/// Intakes of a stream, line by line; blank lines are passed over.
pub struct IntakeLines<R> {
    lines: Lines<R>,
}

impl<R: BufRead> IntakeLines<R> {
    /// Begins at line 1.
    pub fn new(bytes: R) -> Self {
        Self {
            lines: Lines::new(bytes),
        }
    }
}

/// Gives each line as an intake or a refusal; trouble with the stream itself stands outside.
impl<R: BufRead> Iterator for IntakeLines<R> {
    type Item = io::Result<Result<RawIntake, RowRefusal>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.lines.next_line() {
            Ok(None) => None,
            Ok(Some(line)) if line.too_long => Some(Ok(Err(RowRefusal {
                row: line.number,
                field: CaseField::Summary.code(),
                why: RowReason::TooLong(line.bytes.len()),
            }))),
            Ok(Some(line)) => Some(Ok(read_line(line.number, &line.bytes))),
            Err(error) => Some(Err(error)),
        }
    }
}

/// Reads one line.
///
/// # Errors
/// A line that is no JSON object or has no summary; everything else is kept with a doubt.
pub fn read_line(line: u64, bytes: &[u8]) -> Result<RawIntake, RowRefusal> {
    let refused = |why| RowRefusal {
        row: line,
        field: CaseField::Summary.code(),
        why,
    };
    let object = match serde_json::from_slice(bytes) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Err(refused(RowReason::NotJson("{ … }".to_owned()))),
        Err(error) => return Err(refused(RowReason::NotJson(place_of(&error)))),
    };
    let intake = of_object(line, &object)?;
    if intake.get(CaseField::Summary).is_empty() && intake.get(CaseField::RepeatOf).is_empty() {
        return Err(refused(RowReason::Missing));
    }
    Ok(intake)
}

fn of_object(line: u64, object: &Map<String, Value>) -> Result<RawIntake, RowRefusal> {
    let mut intake = RawIntake::new(line);
    for (name, value) in object {
        if name == ID {
            match value {
                Value::String(text) => intake.save = Some(text.clone()),
                Value::Number(number) => intake.save = Some(number.to_string()),
                _ => intake.doubt(ID, Doubtful::WrongKind),
            }
            continue;
        }
        let Some(field) = field_of(name) else {
            let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
            intake.doubt(name, Doubtful::UnknownField);
            continue;
        };
        match field {
            CaseField::ExternalNumbers | CaseField::ExternalNumber => {
                let (numbers, whole) = read_json(value);
                intake.external.extend(numbers);
                if !whole {
                    intake.doubt(field.code(), Doubtful::WrongKind);
                }
            }
            _ => {
                let Some(text) = text_of(field, value) else {
                    intake.doubt(field.code(), Doubtful::WrongKind);
                    continue;
                };
                if text.len() > CELL_BYTES {
                    let why = RowReason::TooLong(text.len());
                    return Err(RowRefusal {
                        row: line,
                        field: field.code(),
                        why,
                    });
                }
                let parted = masked::part(field.mask_kind(), &Cell::Text(text));
                for text in &parted.masked {
                    intake.hide(field, text);
                }
                take(&mut intake, field, &parted.open.text());
            }
        }
    }
    Ok(intake)
}

fn take(intake: &mut RawIntake, field: CaseField, text: &str) {
    if matches!(field, CaseField::ConcernsOfficial | CaseField::Confidential) {
        let word = yes_no(text).map(|yes| if yes { "yes" } else { "no" });
        intake.set(field, word.unwrap_or(text));
        return;
    }
    if field != CaseField::ReceivedAt || text.trim().is_empty() {
        intake.set(field, text);
        return;
    }
    match when::read_text(text) {
        Ok(read) => intake.received_at = Some(read),
        Err(why) => {
            let quoted: String = text.chars().filter(|c| !c.is_control()).take(60).collect();
            intake.undated = true;
            let heading = field.headings().first().copied().unwrap_or(field.code());
            intake.keep(heading, &quoted);
            intake.doubt(field.code(), Doubtful::When(why, quoted));
            intake.doubt(field.code(), Doubtful::Undated);
        }
    }
}

/// Gives a value as text; `None` for one that the field cannot hold.
fn text_of(field: CaseField, value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Array(parts) if matches!(field, CaseField::Phone | CaseField::Representatives) => {
            let parts: Option<Vec<String>> = parts
                .iter()
                .map(|part| text_of(CaseField::Name, part))
                .collect();
            parts.map(|parts| parts.join("、"))
        }
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// Gives the place where a line stops being JSON.
fn place_of(error: &serde_json::Error) -> String {
    format!("({}:{})", error.line(), error.column())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    fn read(line: &str) -> Result<RawIntake, RowRefusal> {
        read_line(1, line.as_bytes())
    }

    #[test]
    fn a_whole_line_reads() {
        let intake = read(
            r#"{"name":"牟春生","phone":13800001234,"id_number":null,"village":"东牟家村",
                "channel":"visit","people_count":7,"summary":"被拖欠工资","confidential":true,
                "received_at":"2026-11-25T09:41:00+08:00","station":null,
                "representatives":["牟春生","单雄信"],
                "external_numbers":[{"kind":"12345","value":"WF2026001"}]}"#,
        )
        .unwrap();
        for (field, text) in [
            (CaseField::Name, "牟春生"),
            (CaseField::Phone, "13800001234"),
            (CaseField::IdNumber, ""),
            (CaseField::PeopleCount, "7"),
            (CaseField::Confidential, "yes"),
            (CaseField::Representatives, "牟春生、单雄信"),
        ] {
            assert_eq!(intake.get(field), text, "{field:?}");
        }
        assert_eq!(
            intake.received_at.unwrap().moment.to_string(),
            "2026-11-25T09:41:00+08:00"
        );
        assert_eq!(intake.external[0].value, "WF2026001");
        assert_eq!(intake.doubts, []);
    }

    #[test]
    fn only_a_line_without_json_or_summary_is_refused() {
        for (line, code) in [
            ("", "not-json"),
            ("牟春生", "not-json"),
            ("[1]", "not-json"),
            (r#"{"name":"牟春生"}"#, "missing"),
            (r#"{"summary":" \n"}"#, "missing"),
            (r#"{"summary":{"text":"欠薪"}}"#, "missing"),
            (r#"{"summary":"欠薪"#, "not-json"),
        ] {
            assert_eq!(read(line).unwrap_err().why.code(), code, "{line}");
        }
        assert!(read(r#"{"repeat_of":"ML-2026-0001"}"#).is_ok());
        let long = format!(r#"{{"summary":"{}"}}"#, "长".repeat(CELL_BYTES));
        assert_eq!(read(&long).unwrap_err().why.code(), "too-long");
        let deep = format!(
            r#"{{"summary":"欠薪","name":{}{}}}"#,
            "[".repeat(9000),
            "]".repeat(9000)
        );
        assert_eq!(read(&deep).unwrap_err().why.code(), "not-json");
    }

    #[test]
    fn what_is_doubtful_is_named() {
        let intake = read(
            r#"{"summary":"欠薪","fone":"1","received_at":"昨天","village":["东牟家村"],
                "external_numbers":[{"number":"1"}]}"#,
        )
        .unwrap();
        let mut named: Vec<_> = intake
            .doubts
            .iter()
            .map(|d| (d.field.as_str(), d.what.code()))
            .collect();
        named.sort_unstable();
        assert_eq!(
            named,
            [
                ("external_numbers", "wrong-kind"),
                ("fone", "unknown-field"),
                ("received_at", "not-a-date"),
                ("received_at", "undated"),
                ("village", "wrong-kind"),
            ]
        );
    }

    #[test]
    fn lines_are_numbered_as_in_the_stream() {
        // The mark that Windows puts before the first line is no part of it.
        let stream = "\u{feff}{\"summary\":\"一\"}\n\n  \nno\n{\"summary\":\"二\"}";
        let rows: Vec<_> = IntakeLines::new(stream.as_bytes())
            .map(|line| {
                line.unwrap()
                    .map(|intake| intake.row)
                    .map_err(|refusal| refusal.row)
            })
            .collect();
        assert_eq!(rows, [Ok(1), Err(4), Ok(5)]);
        let endless = [&b"{".repeat(40 << 20)[..], b"\n{\"summary\":\"x\"}"].concat();
        let mut lines = IntakeLines::new(&endless[..]).map(Result::unwrap);
        assert_eq!(lines.next().unwrap().unwrap_err().why.code(), "too-long");
        assert_eq!(lines.next().unwrap().unwrap().row, 2);
    }

    proptest! {
        #[test]
        fn no_line_breaks_it(bytes in proptest::collection::vec(0u8.., 0..300), text in "\\PC*") {
            let _ = read_line(1, &bytes);
            let line = serde_json::json!({"summary": text, "received_at": text, "phone": [text]});
            let _ = read_line(1, line.to_string().as_bytes());
        }
    }
}
