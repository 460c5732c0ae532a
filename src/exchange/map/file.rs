//! An import map: a small TOML file that says which heading gives which field.

use std::fmt;

use toml::{Table, Value};

use crate::domain::codes::Channel;
use crate::domain::number::ExternalKind;
use crate::exchange::fault::line_of;
use crate::exchange::headings::{Heading, folded};
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::heading::{self, HeadingRead};

/// Which headings give which fields of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportMap<F> {
    /// Field and heading; several headings may give one field.
    pub columns: Vec<(F, Heading)>,
    /// Fields that have one value in every row.
    pub fixed: Vec<(F, String)>,
    /// The sheet of the workbook to read.
    pub sheet: Option<String>,
    /// The row of the headings, from 1.
    pub header_row: Option<u64>,
    /// Whether every heading must be in the sheet, as in a map that a person wrote.
    pub strict: bool,
    /// Headings that are read otherwise than the known ones, or not at all.
    pub by_hand: Vec<(String, Option<F>)>,
}

/// Why a map does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapError {
    /// It is no TOML: the line and the reader's words.
    Syntax(usize, String),
    /// A part that maps do not have.
    UnknownPart(String),
    /// A field that this kind of sheet does not have; those that it has.
    UnknownField(String, Vec<&'static str>),
    /// A value of the wrong kind; the name and what is wanted.
    WrongValue(String, MapPart),
    /// One heading given to two fields.
    HeadingTwice(String),
    /// Nothing gives the field that is needed.
    FieldMissing(&'static str),
}

/// What stands in a part of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapPart {
    /// `[columns]` or `[fixed]`
    Table,
    /// A heading, or several
    Heading,
    /// `sheet`
    Sheet,
    /// `header_row`
    Row,
    /// A fixed value
    Value,
    /// `known`
    Known,
}

impl MapPart {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Table => "wants-table",
            Self::Heading => "wants-heading",
            Self::Sheet => "wants-sheet",
            Self::Row => "wants-row",
            Self::Value => "wants-value",
            Self::Known => "wants-known",
        }
    }
}

impl MapError {
    /// Gives the tail of the word key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax(..) => "syntax",
            Self::UnknownPart(_) => "unknown-part",
            Self::UnknownField(..) => "unknown-field",
            Self::WrongValue(..) => "wrong-value",
            Self::HeadingTwice(_) => "heading-twice",
            Self::FieldMissing(_) => "field-missing",
        }
    }
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(line, words) => write!(f, "line {line} is no TOML: {words}"),
            Self::UnknownPart(name) => write!(
                f,
                "a map has no part {name}; it has [columns], [fixed], known, unread, sheet and header_row"
            ),
            Self::UnknownField(name, have) => {
                write!(f, "there is no field {name}; there are {}", have.join(", "))
            }
            Self::WrongValue(name, wanted) => write!(f, "{name}: {}", wanted.code()),
            Self::HeadingTwice(heading) => {
                write!(f, "the heading {heading} is given to two fields")
            }
            Self::FieldMissing(field) => write!(f, "no column and no fixed value gives {field}"),
        }
    }
}

impl std::error::Error for MapError {}

impl ImportMap<CaseField> {
    /// Makes it a map of 12345 work orders: what it leaves open came by 12345, under its number.
    #[must_use]
    pub fn of_orders(mut self) -> Self {
        let order = [
            (CaseField::Channel, Channel::Hotline12345.code()),
            (CaseField::ExternalKind, ExternalKind::Hotline12345.code()),
        ];
        for (field, code) in order {
            if !self.columns_written(field) {
                self.fixed.push((field, code.to_owned()));
            }
        }
        if !self.strict {
            // How the caller reached 12345 is not how the order reached the town.
            self.columns
                .retain(|(field, _)| *field != CaseField::Channel);
        }
        self
    }

    /// Tells whether a person wrote where the field comes from.
    fn columns_written(&self, field: CaseField) -> bool {
        let column = self.strict && self.columns.iter().any(|(known, _)| *known == field);
        column || self.fixed.iter().any(|(known, _)| *known == field)
    }
}

impl<F: FieldSet> ImportMap<F> {
    /// Gives the headings that are known without a map: the provincial export's, the codes of our
    /// own exports, and the usual Chinese and English ones.
    pub fn known() -> Self {
        let columns = F::ALL.iter().flat_map(|field| {
            let codes = std::iter::once(field.code());
            codes
                .chain(field.headings().iter().copied())
                .map(|name| (*field, Heading::of(name.to_owned())))
        });
        Self {
            columns: columns.collect(),
            fixed: Vec::new(),
            sheet: None,
            header_row: None,
            strict: false,
            by_hand: Vec::new(),
        }
    }

    /// Reads a map that a person wrote.
    pub fn parse(text: &str) -> Result<Self, MapError> {
        let table: Table = text
            .trim_start_matches('\u{feff}')
            .parse()
            .map_err(|error| syntax(text, &error))?;
        let mut map = Self {
            columns: Vec::new(),
            fixed: Vec::new(),
            sheet: None,
            header_row: None,
            strict: true,
            by_hand: Vec::new(),
        };
        let mut known = false;
        for (part, value) in table {
            match (part.as_str(), value) {
                ("columns", Value::Table(columns)) => map.columns = columns_of(columns)?,
                ("fixed", Value::Table(fixed)) => map.fixed = fixed_of(fixed)?,
                ("sheet", Value::String(name)) => map.sheet = Some(name),
                ("header_row", Value::Integer(row)) if row > 0 => {
                    map.header_row = u64::try_from(row).ok();
                }
                ("columns" | "fixed", _) => {
                    return Err(MapError::WrongValue(part, MapPart::Table));
                }
                ("known", Value::Boolean(is)) => known = is,
                ("unread", value) => {
                    let headings = headings_of("unread", value)?;
                    map.by_hand
                        .extend(headings.into_iter().map(|it| (it, None)));
                }
                ("known", _) => return Err(MapError::WrongValue(part, MapPart::Known)),
                ("sheet", _) => return Err(MapError::WrongValue(part, MapPart::Sheet)),
                ("header_row", _) => {
                    return Err(MapError::WrongValue(part, MapPart::Row));
                }
                _ => return Err(MapError::UnknownPart(part)),
            }
        }
        map.check_headings()?;
        if known {
            let written = std::mem::replace(&mut map.columns, Self::known().columns);
            let written = written
                .into_iter()
                .map(|(field, it)| (it.written().to_owned(), Some(field)));
            map.by_hand.extend(written);
            map.strict = false;
        }
        map.checked()
    }

    /// Gives the field of a heading.
    pub fn field_of(&self, heading: &str) -> Option<F> {
        self.reading_of(heading).map(|it| it.field)
    }

    /// Understands a heading: a written map as it is written, the known ones in any dress.
    pub fn reading_of(&self, heading: &str) -> Option<HeadingRead<F>> {
        let plain = folded(heading);
        let by_hand = self.by_hand.iter().find(|(it, _)| folded(it) == plain);
        if let Some((_, field)) = by_hand.filter(|_| !plain.is_empty()) {
            return field.map(|field| HeadingRead {
                field,
                rank: 0,
                second: false,
            });
        }
        if !self.strict {
            return heading::read(heading, &self.columns);
        }
        let heading = plain;
        let known = |(_, known): &&(F, Heading)| !heading.is_empty() && known.folded() == heading;
        let (field, _) = self.columns.iter().find(known)?;
        Some(HeadingRead {
            field: *field,
            rank: 0,
            second: false,
        })
    }

    /// Gives the headings that the map names and a sheet does not have.
    pub fn missing_in(&self, columns: &[String]) -> Vec<String> {
        let there: Vec<String> = columns.iter().map(|heading| folded(heading)).collect();
        let named = self.columns.iter().map(|(_, heading)| heading);
        named
            .filter(|heading| !there.iter().any(|it| it == heading.folded()))
            .map(|heading| heading.written().to_owned())
            .collect()
    }

    /// Tells whether a heading is given to two fields, or to one and to none.
    fn check_headings(&self) -> Result<(), MapError> {
        for (at, (field, heading)) in self.columns.iter().enumerate() {
            let same = |name: &str| name == heading.folded();
            let twice = |(other, name): &(F, Heading)| other != field && same(name.folded());
            let unread = self.by_hand.iter().any(|(name, _)| same(&folded(name)));
            if unread || self.columns.iter().skip(at + 1).any(twice) {
                return Err(MapError::HeadingTwice(heading.written().to_owned()));
            }
        }
        Ok(())
    }

    fn checked(self) -> Result<Self, MapError> {
        let read = self.columns.iter().any(|(it, _)| it.suffices());
        if read || self.fixed.iter().any(|(it, _)| it.suffices()) {
            Ok(self)
        } else {
            Err(MapError::FieldMissing(F::needed().code()))
        }
    }
}

fn syntax(text: &str, error: &toml::de::Error) -> MapError {
    MapError::Syntax(line_of(text, error), error.message().replace('\n', " "))
}

fn field_named<F: FieldSet>(name: String) -> Result<F, MapError> {
    F::parse(&name)
        .ok_or_else(|| MapError::UnknownField(name, F::ALL.iter().map(|f| f.code()).collect()))
}

/// Reads a heading, or a list of headings.
fn headings_of(name: &str, value: Value) -> Result<Vec<String>, MapError> {
    let values = match value {
        Value::Array(values) => values,
        one => vec![one],
    };
    let headings = values.into_iter().map(|value| match value {
        Value::String(heading) if !folded(&heading).is_empty() => Ok(heading),
        _ => Err(MapError::WrongValue(name.to_owned(), MapPart::Heading)),
    });
    headings.collect()
}

fn columns_of<F: FieldSet>(columns: Table) -> Result<Vec<(F, Heading)>, MapError> {
    let mut read = Vec::new();
    for (name, value) in columns {
        let headings = headings_of(&name, value)?;
        let field = field_named(name)?;
        read.extend(headings.into_iter().map(|it| (field, Heading::of(it))));
    }
    Ok(read)
}

fn fixed_of<F: FieldSet>(fixed: Table) -> Result<Vec<(F, String)>, MapError> {
    let mut read = Vec::new();
    for (name, value) in fixed {
        let text = match value {
            Value::String(text) => text,
            Value::Integer(number) => number.to_string(),
            Value::Boolean(yes) => if yes { "yes" } else { "no" }.to_owned(),
            _ => return Err(MapError::WrongValue(name, MapPart::Value)),
        };
        read.push((field_named(name)?, text));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;
    use crate::exchange::map::case_field::PROVINCE;
    use crate::exchange::map::grid_field::GridField;
    use crate::exchange::map::holiday_field::HolidayField;
    use crate::exchange::map::person_field::PersonColumn;

    const REPLIES: &str = r#"
        sheet = "Sheet1"
        header_row = 1
        [columns]
        summary = "留言主题"
        received_at = "留言时间"
        external_number = "留言编号"
        [fixed]
        channel = "web"
    "#;

    #[test]
    fn a_written_map_reads() {
        let map = ImportMap::<CaseField>::parse(REPLIES).unwrap();
        assert_eq!(map.field_of(" 留言主题 "), Some(CaseField::Summary));
        assert_eq!(map.field_of("答复意见"), None);
        assert_eq!(map.fixed, [(CaseField::Channel, "web".to_owned())]);
        assert_eq!(
            (map.sheet.as_deref(), map.header_row),
            (Some("Sheet1"), Some(1))
        );
        assert_eq!(
            map.missing_in(&["留言主题".into(), "留言时间".into()]),
            ["留言编号"]
        );
    }

    #[test]
    fn a_wrong_map_names_what_is_wrong() {
        for (text, code, named) in [
            ("[columns]\nsumary = \"主题\"", "unknown-field", "sumary"),
            ("[columns]\nsummary = 1", "wrong-value", "summary"),
            ("[columns]\nsummary = \"\"", "wrong-value", "summary"),
            ("[colums]\nsummary = \"主题\"", "unknown-part", "colums"),
            ("[columns]\nname = \"姓名\"", "field-missing", "summary"),
            (
                "[columns]\nsummary = \"主题\"\nrequest = \"主题\"",
                "heading-twice",
                "主题",
            ),
            (
                "known = true\nunread = \"主题\"\n[columns]\nrequest = \"主题\"",
                "heading-twice",
                "主题",
            ),
            ("known = 1", "wrong-value", "known"),
            (
                "header_row = 0\n[columns]\nsummary = \"主题\"",
                "wrong-value",
                "header_row",
            ),
            ("[columns]\nsummary = \"主题", "syntax", "line 2"),
            ("", "field-missing", "summary"),
        ] {
            let error = ImportMap::<CaseField>::parse(text).unwrap_err();
            assert_eq!(error.code(), code, "{text}");
            assert!(error.to_string().contains(named), "{error}");
        }
    }

    #[test]
    fn a_map_may_say_only_what_differs_from_the_known_headings() {
        let text = "known = true\nunread = \"备注\"\n[columns]\nrequest = \"概况\"";
        let map = ImportMap::<CaseField>::parse(text).unwrap();
        for (heading, field) in [
            ("姓名", Some(CaseField::Name)),
            ("概况", Some(CaseField::Request)),
            ("标题", Some(CaseField::Summary)),
            ("备注", None),
        ] {
            assert_eq!(map.field_of(heading), field, "{heading}");
        }
        assert!(!map.strict, "headings that are not there are no fault");
    }

    #[test]
    fn the_province_needs_no_map() {
        let known = ImportMap::<CaseField>::known();
        let mut fields: Vec<_> = PROVINCE
            .iter()
            .map(|heading| known.field_of(heading).expect(heading))
            .collect();
        fields.sort();
        fields.dedup();
        assert_eq!(fields.len(), PROVINCE.len());
    }

    #[test]
    fn no_heading_is_known_for_two_fields() {
        fn check<F: FieldSet>() {
            let known = ImportMap::<F>::known();
            for (field, heading) in &known.columns {
                let heading = heading.written();
                assert_eq!(known.field_of(heading), Some(*field), "{heading}");
            }
        }
        check::<CaseField>();
        check::<PersonColumn>();
        check::<GridField>();
        check::<HolidayField>();
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*", lines in "(\\[?[a-z_]{1,9}\\]?( = \"?[a-z主题0-9]{0,4}\"?)?\n){0,8}") {
            let _ = ImportMap::<CaseField>::parse(&text);
            let _ = ImportMap::<PersonColumn>::parse(&lines);
        }
    }
}
