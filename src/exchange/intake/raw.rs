//! One intake as text, field by field.

use sha2::{Digest, Sha256};

use crate::domain::clean;
use crate::exchange::intake::external::RawExternal;
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::masked::MaskKind;
use crate::exchange::when::parts::{Loosely, NoMoment, ParsedMoment};

/// An intake as it came in: every value is text without control characters; words of other systems
/// are codes where they were known, and stand as they were where not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawIntake {
    /// The row of the file or the line of the stream, from 1.
    pub row: u64,
    values: Vec<(CaseField, String)>,
    /// When it was received.
    pub received_at: Option<ParsedMoment>,
    /// When it was answered.
    pub answered_at: Option<ParsedMoment>,
    /// When whoever passed it on wants it answered: the field, and the moment.
    pub order_due: Option<(CaseField, ParsedMoment)>,
    /// Whether nobody knows when it was received: no date stood there, or none that reads.
    pub undated: bool,
    /// Whether nothing known says how it came.
    pub unchannelled: bool,
    /// Whether what it came from says that it is ended.
    pub closed: bool,
    /// What stood there in words that no field holds: the heading and the text. It is kept with the
    /// facts.
    pub kept: Vec<(&'static str, String)>,
    /// What was masked, and is no value therefore: the field and what stood there.
    pub masked: Vec<(CaseField, String)>,
    /// The id by which a line of a script is known again.
    pub save: Option<String>,
    /// Numbers of other systems.
    pub external: Vec<RawExternal>,
    /// The cells under the headings of the provincial export, as they came.
    pub from_above: Vec<(String, String)>,
    /// What is doubtful.
    pub doubts: Vec<RowDoubt>,
}

/// Something in a row that is kept or left out with a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDoubt {
    /// The field, by the name that stands in the file.
    pub field: String,
    /// What is doubtful.
    pub what: Doubtful,
}

/// What can be doubtful in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubtful {
    /// There is no such field; its value was left out.
    UnknownField,
    /// A long number came as a number and lost its last digits.
    DigitsLost,
    /// The value is masked, and was not read.
    Masked,
    /// The value is of a kind that the field cannot hold; it was left out.
    WrongKind,
    /// The date does not read; what stood there was left out.
    When(NoMoment, String),
    /// The cell holds a formula's fault.
    Fault(String),
    /// The date was taken of a text that names several days, or one only about so.
    Loosely(Loosely, String),
    /// No date says when it was received.
    Undated,
    /// Some letters could not be read.
    Garbled,
    /// 信访形式 in a word that is not known: it counts as none.
    UnknownChannel(String),
    /// There is an answer, and the sheet says that the matter is not ended; or the answer says so of
    /// itself.
    NotEnded(String),
    /// 是否办结 in a word that says neither yes nor no.
    EndUnknown(String),
}

impl Doubtful {
    /// Gives the tail of the word key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownField => "unknown-field",
            Self::DigitsLost => "digits-lost",
            Self::Masked => "masked",
            Self::WrongKind => "wrong-kind",
            Self::When(why, _) => why.code(),
            Self::Fault(_) => "cell-fault",
            Self::Loosely(how, _) => how.code(),
            Self::Undated => "undated",
            Self::Garbled => "garbled",
            Self::UnknownChannel(_) => "unknown-channel",
            Self::NotEnded(_) => "not-ended",
            Self::EndUnknown(_) => "end-unknown",
        }
    }

    /// Gives the text that the warning quotes.
    pub fn quoted(&self) -> &str {
        match self {
            Self::UnknownField
            | Self::DigitsLost
            | Self::Masked
            | Self::WrongKind
            | Self::Undated
            | Self::Garbled => Default::default(),
            Self::When(_, text)
            | Self::Fault(text)
            | Self::Loosely(_, text)
            | Self::UnknownChannel(text)
            | Self::NotEnded(text)
            | Self::EndUnknown(text) => text,
        }
    }
}

/// A row or line that cannot become an intake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRefusal {
    /// The row of the file or the line of the stream, from 1.
    pub row: u64,
    /// The field that stands in the way.
    pub field: &'static str,
    /// Why.
    pub why: RowReason,
}

/// Why a row cannot become an intake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowReason {
    /// The field is needed and is empty.
    Missing,
    /// The field is needed and is masked.
    Masked,
    /// The date does not read.
    When(NoMoment, String),
    /// The value is longer than the bound, in bytes.
    TooLong(usize),
    /// The name has more than [`NAME_LETTERS`]: so many.
    LongName(usize),
    /// The cell holds a formula's fault.
    Fault(String),
    /// The word is none that the field knows.
    Unknown(String),
    /// The line is no JSON object; the reader's words.
    NotJson(String),
}

/// The most letters of the name of one who serves, or of a place: it stands on every list.
pub const NAME_LETTERS: usize = 60;

/// Gives a name back unless it is too long to be one.
///
/// # Errors
/// A name of more than [`NAME_LETTERS`].
pub fn short_name(name: String) -> Result<String, RowReason> {
    match name.chars().count() {
        letters if letters > NAME_LETTERS => Err(RowReason::LongName(letters)),
        _ => Ok(name),
    }
}

impl RowReason {
    /// Gives the tail of the word key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Masked => "masked",
            Self::When(why, _) => why.code(),
            Self::TooLong(_) => "too-long",
            Self::LongName(_) => "long-name",
            Self::Fault(_) => "cell-fault",
            Self::Unknown(_) => "unknown-word",
            Self::NotJson(_) => "not-json",
        }
    }

    /// Gives the text that the sentence quotes.
    pub fn quoted(&self) -> String {
        match self {
            Self::Missing | Self::Masked => String::new(),
            Self::TooLong(count) | Self::LongName(count) => count.to_string(),
            Self::When(_, text) | Self::Fault(text) | Self::Unknown(text) | Self::NotJson(text) => {
                text.clone()
            }
        }
    }
}

/// Fields that tell one matter from another.
const IDENTIFYING: [CaseField; 8] = [
    CaseField::Name,
    CaseField::Phone,
    CaseField::IdNumber,
    CaseField::Village,
    CaseField::Address,
    CaseField::MatterVillage,
    CaseField::Summary,
    CaseField::Request,
];

impl RawIntake {
    /// Begins an empty intake.
    pub fn new(row: u64) -> Self {
        Self {
            row,
            ..Self::default()
        }
    }

    /// Gives what stands in a field; empty where nothing does.
    pub fn get(&self, field: CaseField) -> &str {
        self.values
            .iter()
            .find(|(known, _)| *known == field)
            .map_or("", |(_, text)| text)
    }

    /// Sets a field; control characters and blank lines go.
    pub fn set(&mut self, field: CaseField, text: &str) {
        let text = tidy(text);
        self.values.retain(|(known, _)| *known != field);
        if !text.is_empty() {
            self.values.push((field, text));
        }
    }

    /// Gives every field that has something in it, by its name, in the order of the row; times and
    /// external numbers stand in fields of their own.
    pub fn filled(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values
            .iter()
            .map(|(field, text)| (field.code(), text.as_str()))
    }

    /// Tells of something doubtful.
    pub fn doubt(&mut self, field: impl Into<String>, what: Doubtful) {
        self.doubts.push(RowDoubt {
            field: field.into(),
            what,
        });
    }

    /// Keeps what no field holds under its heading.
    pub fn keep(&mut self, heading: &'static str, text: &str) {
        let text = clean::line(text);
        if !text.is_empty() {
            self.kept.push((heading, text));
        }
    }

    /// Tells of a masked value. What is left of a number, a name or an address is kept under its
    /// heading: it may be all that says whose matter it is.
    pub fn hide(&mut self, field: CaseField, text: &str) {
        self.doubt(field.code(), Doubtful::Masked);
        if field.mask_kind() != MaskKind::Words {
            let heading = field.headings().first().copied().unwrap_or(field.code());
            self.keep(heading, text);
        }
        self.masked.push((field, text.to_owned()));
    }

    /// Gives a digest by which the same row is known again: of its numbers, of everything that says
    /// who came and whence, of the receipt time, and of what it is about.
    pub fn fingerprint(&self) -> [u8; 16] {
        let received = self.received_at.map_or(0, |read| read.moment.unix());
        let numbers: Vec<String> = self.external.iter().map(|it| it.known().key()).collect();
        let mut digest = Sha256::new();
        let received = received.to_string();
        let numbers = numbers.join(";");
        let fields = IDENTIFYING.iter().map(|field| self.get(*field));
        for part in fields.chain([received.as_str(), numbers.as_str()]) {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part.as_bytes());
        }
        // Rows without masked cells are known again as before.
        for (field, text) in &self.masked {
            digest.update(field.code().as_bytes());
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text.as_bytes());
        }
        let mut short = [0; 16];
        for (to, from) in short.iter_mut().zip(digest.finalize()) {
            *to = from;
        }
        short
    }
}

/// Takes out control characters, indents and blank lines.
fn tidy(text: &str) -> String {
    let text = clean::text(text);
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_holds_tidy_text() {
        let mut intake = RawIntake::new(3);
        intake.set(
            CaseField::Request,
            "\n\t\t\n\t\t拖欠工资\u{1b}[31m，\n\n 请求支付 ",
        );
        assert_eq!(intake.get(CaseField::Request), "拖欠工资[31m，\n请求支付");
        intake.set(CaseField::Request, " ");
        assert_eq!(intake.filled().count(), 0);
    }

    #[test]
    fn the_same_row_has_the_same_fingerprint_and_no_other_has() {
        let row = |name: &str, summary: &str| {
            let mut intake = RawIntake::new(1);
            intake.set(CaseField::Name, name);
            intake.set(CaseField::Summary, summary);
            intake.fingerprint()
        };
        assert_eq!(row("牟春生", "欠薪"), row("牟春生", "欠薪"));
        assert_ne!(row("牟春生", "欠薪"), row("牟春生欠", "薪"));
        assert_ne!(row("牟春生", "欠薪"), row("牟春生", "供暖"));
        let with = |field: CaseField, text: &str| {
            let mut intake = RawIntake::new(1);
            intake.set(CaseField::Summary, "全村停水");
            intake.set(field, text);
            intake.fingerprint()
        };
        for field in [CaseField::Phone, CaseField::Village, CaseField::IdNumber] {
            assert_ne!(with(field, "一"), with(field, "二"));
        }
    }
}
