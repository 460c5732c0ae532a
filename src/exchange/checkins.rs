//! Check-ins as lines of JSON, for `mulin checkin report`: one village and one round each.

use std::io::{self, BufRead};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::domain::moment::Moment;
use crate::domain::prevention::checkin::{How, RoundOutcome};
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::round::CheckRound;
use crate::exchange::read::jsonl::Lines;

/// A line as it was sent; what it leaves out is filled in by whoever takes it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// Which line, from 1.
    pub line: u64,
    /// The node: its name or its code.
    pub village: String,
    /// On which day.
    pub day: Option<NaiveDate>,
    /// Which round.
    pub round: Option<CheckRound>,
    /// Who reported.
    pub by: Option<String>,
    /// When.
    pub at: Option<Moment>,
    /// How.
    pub how: Option<How>,
    /// What was found.
    pub outcome: RoundOutcome,
    /// Why, where it corrects.
    pub why: Option<String>,
    /// Fields that are none.
    pub unknown: Vec<String>,
}

/// A line that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCheck {
    /// Which line.
    pub line: u64,
    /// The field that does not read; `None` for the line as a whole.
    pub field: Option<&'static str>,
}

/// The lines of a stream; blank ones are passed over.
pub struct CheckLines<R> {
    lines: Lines<R>,
}

impl<R: BufRead> CheckLines<R> {
    /// Begins at line 1.
    pub fn new(bytes: R) -> Self {
        Self {
            lines: Lines::new(bytes),
        }
    }
}

impl<R: BufRead> Iterator for CheckLines<R> {
    type Item = io::Result<Result<CheckLine, NoCheck>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.lines.next_line() {
            Ok(None) => None,
            Ok(Some(line)) => Some(Ok(read_line(line.number, &line.bytes))),
            Err(error) => Some(Err(error)),
        }
    }
}

/// Reads one line.
///
/// # Errors
/// A line that is no JSON object, and the first field that does not read: a report is an official
/// record, so nothing in it is guessed.
pub fn read_line(line: u64, bytes: &[u8]) -> Result<CheckLine, NoCheck> {
    let object: Map<String, Value> =
        serde_json::from_slice(bytes).map_err(|_| NoCheck { line, field: None })?;
    let wrong = |field| NoCheck {
        line,
        field: Some(field),
    };
    let mut read = CheckLine {
        line,
        village: String::new(),
        day: None,
        round: None,
        by: None,
        at: None,
        how: None,
        outcome: RoundOutcome::Nothing,
        why: None,
        unknown: Vec::new(),
    };
    let mut result = None;
    let mut found: Option<Finding> = None;
    let mut kind = None;
    let mut about = String::new();
    for (name, value) in &object {
        let text = |field| match value {
            Value::String(text) => Ok(text.trim().to_owned()),
            _ => Err(wrong(field)),
        };
        if value.is_null() {
            continue;
        }
        match name.as_str() {
            "village" => read.village = text("village")?,
            "by" => read.by = Some(text("by")?),
            "why" => read.why = Some(text("why")?),
            "about" => about = text("about")?,
            "day" => read.day = Some(text("day")?.parse().map_err(|_| wrong("day"))?),
            "at" => read.at = Some(Moment::parse(&text("at")?).ok_or(wrong("at"))?),
            "round" => {
                read.round = Some(CheckRound::parse(&text("round")?).ok_or(wrong("round"))?);
            }
            "how" => read.how = Some(How::parse(&text("how")?).ok_or(wrong("how"))?),
            "kind" => kind = Some(SignKind::parse(&text("kind")?).ok_or(wrong("kind"))?),
            "result" => result = Some(text("result")?),
            "found" => {
                found = Some(Finding {
                    text: text("found")?,
                    kind: SignKind::Other,
                    about: String::new(),
                });
            }
            other => read
                .unknown
                .push(other.chars().filter(|c| !c.is_control()).take(60).collect()),
        }
    }
    if read.village.is_empty() {
        return Err(wrong("village"));
    }
    // Nothing found is said, never left out.
    read.outcome = match (result.as_deref(), found) {
        (Some("nothing"), None) => RoundOutcome::Nothing,
        (Some("found") | None, Some(finding)) => RoundOutcome::Found(Box::new(Finding {
            kind: kind.unwrap_or(finding.kind),
            about,
            ..finding
        })),
        _ => return Err(wrong("result")),
    };
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_and_never_left_out() {
        for (line, expected) in [
            (r#"{"village":"东牟家村","result":"nothing"}"#, Ok(false)),
            (r#"{"village":"东牟家村","found":"吵架"}"#, Ok(true)),
            (
                r#"{"village":"东牟家村","result":"found","found":"吵架","kind":"land"}"#,
                Ok(true),
            ),
            (r#"{"village":"东牟家村"}"#, Err(Some("result"))),
            (
                r#"{"village":"东牟家村","result":"nothing","found":"吵架"}"#,
                Err(Some("result")),
            ),
            (r#"{"result":"nothing"}"#, Err(Some("village"))),
            (
                r#"{"village":["东牟家村","西牟家村"],"result":"nothing"}"#,
                Err(Some("village")),
            ),
            (
                r#"{"village":"东牟家村","result":"nothing","at":"早上"}"#,
                Err(Some("at")),
            ),
            ("[]", Err(None)),
        ] {
            let read = read_line(1, line.as_bytes());
            let found = read.map(|it| matches!(it.outcome, RoundOutcome::Found(_)));
            assert_eq!(found.map_err(|it| it.field), expected, "{line}");
        }
        let read = read_line(
            3,
            r#"{"village":"甲","result":"nothing","mood":1}"#.as_bytes(),
        );
        assert_eq!(read.unwrap().unknown, ["mood"]);
    }
}
