//! One cell of a table, whatever file it came from.

use chrono::{NaiveDateTime, NaiveTime, Timelike};

/// From this size on a whole number in a sheet has lost digits: a sheet keeps 15.
const FIRST_UNSAFE_NUMBER: f64 = 1e15;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it stands in the file.
    Text(String),
    /// A number without a date's format.
    Number(f64),
    /// A date with a date's format; midnight where it had no time of day.
    Date(NaiveDateTime),
    /// A yes or no.
    Bool(bool),
    /// The fault that a formula left, as a sheet shows it: `#N/A`.
    Fault(String),
    /// A text beyond the bound; the number of bytes that it had at least.
    Oversized(usize),
}

impl Cell {
    /// Makes a cell of text; blank text is an empty cell.
    pub fn of_text(text: String, limit: usize) -> Self {
        if text.len() > limit {
            Self::Oversized(text.len())
        } else if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// Tells whether nothing stands in the cell.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Gives the cell as text, trimmed: `1.0` as `1`, never in scientific notation, a date as
    /// `2019-04-25` or `2019-04-25 09:32:09`. A fault or an oversized cell gives nothing.
    pub fn text(&self) -> String {
        match self {
            Self::Empty | Self::Fault(_) | Self::Oversized(_) => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => format!("{number}"),
            Self::Date(stamp) if stamp.time() == NaiveTime::MIN => {
                stamp.format("%Y-%m-%d").to_string()
            }
            Self::Date(stamp) if stamp.second() == 0 => stamp.format("%Y-%m-%d %H:%M").to_string(),
            Self::Date(stamp) => stamp.format("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Bool(true) => "yes".to_owned(),
            Self::Bool(false) => "no".to_owned(),
        }
    }

    /// Gives a cell that should hold a number as text: `'0012` without its apostrophe, `12.0` as
    /// `12`, and `1.3800001234E+10` in full, where nothing of it was lost.
    pub fn number_text(&self) -> String {
        let text = self.text();
        let bare = text.trim_start_matches(['\'', '’', '‘', '＇', '`']).trim();
        if let Some(whole) = bare.strip_suffix(".0")
            && whole
                .chars()
                .all(|c| c.is_ascii_digit() || c == '-' || c == ' ')
        {
            return whole.to_owned();
        }
        match scientific(bare) {
            Some(Scientific {
                whole: Some(digits),
            }) => digits,
            Some(Scientific { whole: None }) | None => bare.to_owned(),
        }
    }

    /// Tells whether a long number was damaged on its way: kept as a number beyond 15 digits, or
    /// written out in scientific notation (`3.70785E+17`) without all its digits.
    pub fn lost_digits(&self) -> bool {
        match self {
            Self::Number(number) => number.abs() >= FIRST_UNSAFE_NUMBER,
            Self::Text(text) => scientific(text.trim()).is_some_and(|it| it.whole.is_none()),
            Self::Empty | Self::Date(_) | Self::Bool(_) | Self::Fault(_) | Self::Oversized(_) => {
                false
            }
        }
    }
}

/// A number from 10,000,000,000 on in scientific notation.
struct Scientific {
    /// All its digits, where they stand in it.
    whole: Option<String>,
}

fn scientific(text: &str) -> Option<Scientific> {
    let (figures, power) = text.split_once(['E', 'e'])?;
    let power: usize = power.strip_prefix('+').unwrap_or(power).parse().ok()?;
    let (first, rest) = figures.split_once('.').unwrap_or((figures, ""));
    let digits = format!("{first}{rest}");
    let is_number = first.len() == 1 && digits.bytes().all(|it| it.is_ascii_digit());
    if !is_number || !(10..40).contains(&power) {
        return None;
    }
    Some(Scientific {
        whole: (rest.len() == power).then_some(digits),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_a_clerk_would_write_them() {
        for (number, shown) in [
            (1.0, "1"),
            (37042.0, "37042"),
            (13_800_001_234.0, "13800001234"),
            (0.5, "0.5"),
            (-3.0, "-3"),
            (370_785_190_001_010_000.0, "370785190001010000"),
        ] {
            assert_eq!(Cell::Number(number).text(), shown);
        }
    }

    #[test]
    fn a_long_number_kept_as_a_number_is_known_as_damaged() {
        for (cell, damaged) in [
            (Cell::Number(370_785_190_001_010_000.0), true),
            (Cell::Number(13_800_001_234.0), false),
            (Cell::Text("370785190001010012".to_owned()), false),
            (Cell::Text("3.70785E+17".to_owned()), true),
            (Cell::Text("1.38E+10".to_owned()), true),
            (Cell::Text("1.3800001234E+10".to_owned()), false),
            (Cell::Text("E+楼".to_owned()), false),
            (Cell::Empty, false),
        ] {
            assert_eq!(cell.lost_digits(), damaged, "{cell:?}");
        }
    }

    #[test]
    fn a_number_sheds_what_programs_put_around_it() {
        for (text, shown) in [
            ("'13800001234", "13800001234"),
            ("13800001234.0", "13800001234"),
            ("1.3800001234E+10", "13800001234"),
            ("1.38E+10", "1.38E+10"),
            ("0536-2881890", "0536-2881890"),
            ("370785190001010010", "370785190001010010"),
        ] {
            assert_eq!(Cell::Text(text.to_owned()).number_text(), shown);
        }
    }

    #[test]
    fn text_beyond_the_bound_is_not_kept() {
        assert_eq!(Cell::of_text("长".repeat(4), 11), Cell::Oversized(12));
        assert_eq!(Cell::of_text(" \n\t".to_owned(), 11), Cell::Empty);
        assert_eq!(Cell::of_text("长".to_owned(), 11).text(), "长");
    }
}
