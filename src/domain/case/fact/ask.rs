//! The questions that a step asks, and reading what was answered.

use chrono::{Datelike, NaiveDate};

use crate::domain::moment::Moment;
use crate::domain::money::Yuan;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::typed::half_width;

/// The years that a day can have: what lies outside was mistyped.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;

/// One question of a step.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// The field's name, also the tail of its word key.
    pub field: &'static str,
    /// What kind of answer it takes.
    pub answer: AnswerKind,
}

/// The kinds of answers.
#[derive(Debug, Clone, Copy)]
pub enum AnswerKind {
    /// A line of text.
    Line,
    /// Several lines of text.
    Text,
    /// A day, `2026-11-25`; today when left as proposed.
    Day,
    /// A whole number.
    Number,
    /// The number of a case.
    Case,
    /// A moment, `2026-11-25 09:41`; the present minute when left as proposed.
    Moment,
    /// One of the codes, whose words are `{group}-{code}`.
    Choice {
        /// The group of words.
        group: &'static str,
        /// The codes in order.
        codes: fn() -> Vec<&'static str>,
    },
    /// Any number of the codes, by their numbers or by themselves: `13`, `solved,helped`.
    Several {
        /// The group of words.
        group: &'static str,
        /// The codes in order.
        codes: fn() -> Vec<&'static str>,
    },
}

/// Reads answers by field and gathers what does not read.
pub struct Reader<'a> {
    asks: &'static [Ask],
    answers: &'a [String],
    refusals: Vec<Refusal>,
}

impl<'a> Reader<'a> {
    /// Reads `answers`, which stand in the order of `asks`.
    pub(in crate::domain::case) const fn new(asks: &'static [Ask], answers: &'a [String]) -> Self {
        Self {
            asks,
            answers,
            refusals: Vec::new(),
        }
    }

    /// Gives what was read.
    ///
    /// # Errors
    /// Every answer that did not read, at once.
    pub(in crate::domain::case) fn result<T>(self, read: Option<T>) -> Result<T, Vec<Refusal>> {
        match read {
            Some(value) if self.refusals.is_empty() => Ok(value),
            Some(_) | None => Err(self.refusals),
        }
    }

    pub(in crate::domain::case) fn optional(&self, field: &str) -> Option<String> {
        let at = self.asks.iter().position(|ask| ask.field == field)?;
        self.answers
            .get(at)
            .map(|answer| answer.trim().to_owned())
            .filter(|answer| !answer.is_empty())
    }

    pub(in crate::domain::case) fn refuse<T>(
        &mut self,
        field: &'static str,
        reason: Reason,
    ) -> Option<T> {
        self.refusals.push(Refusal::about(field, reason));
        None
    }

    pub(in crate::domain::case) fn text(&mut self, field: &'static str) -> Option<String> {
        match self.optional(field) {
            Some(answer) => Some(answer),
            None => self.refuse(field, Reason::Missing),
        }
    }

    pub(in crate::domain::case) fn day(&mut self, field: &'static str) -> Option<NaiveDate> {
        self.text(field)?;
        self.optional_day(field)
    }

    pub(in crate::domain::case) fn optional_day(
        &mut self,
        field: &'static str,
    ) -> Option<NaiveDate> {
        let answer = half_width(&self.optional(field)?);
        let day = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(&answer, form).ok())
            .filter(|day| YEARS.contains(&day.year()));
        match day {
            Some(day) => Some(day),
            None => self.refuse(field, Reason::NotADate),
        }
    }

    pub(in crate::domain::case) fn moment(&mut self, field: &'static str) -> Option<Moment> {
        let answer = self.text(field)?;
        let answer: String = answer
            .chars()
            .map(|character| match character {
                '/' | '.' => '-',
                '：' => ':',
                '\u{3000}' => ' ',
                '０'..='９' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
                other => other,
            })
            .collect();
        match Moment::parse(&answer) {
            Some(moment) => Some(moment),
            None => self.refuse(field, Reason::NotAMoment),
        }
    }

    pub(in crate::domain::case) fn number(&mut self, field: &'static str) -> Option<u32> {
        match self.text(field)?.parse() {
            Ok(number) => Some(number),
            Err(_) => self.refuse(field, Reason::NotANumber),
        }
    }

    pub(in crate::domain::case) fn money(&mut self, field: &'static str) -> Option<Yuan> {
        match Yuan::parse(&self.text(field)?) {
            Some(amount) => Some(amount),
            None => self.refuse(field, Reason::NotANumber),
        }
    }

    /// Reads several codes of `list`, each once, in the order of the list.
    pub(in crate::domain::case) fn several<T>(
        &mut self,
        field: &'static str,
        list: &[&'static str],
        parse: fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let answer = half_width(&self.optional(field).unwrap_or_default());
        let mut chosen = Vec::new();
        let words = answer.split(|sign: char| sign.is_whitespace() || ",、;".contains(sign));
        for word in words.filter(|word| !word.is_empty()) {
            if let Some(at) = list.iter().position(|code| *code == word) {
                chosen.push(at);
                continue;
            }
            for sign in word.chars() {
                let number = sign.to_digit(10).and_then(|it| it.checked_sub(1));
                match number.map(|at| at as usize) {
                    Some(at) if at < list.len() => chosen.push(at),
                    Some(_) | None => return self.refuse(field, Reason::NotAChoice),
                }
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        Some(
            chosen
                .into_iter()
                .filter_map(|at| parse(list[at]))
                .collect(),
        )
    }

    pub(in crate::domain::case) fn optional_code<T>(
        &mut self,
        field: &'static str,
        parse: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let answer = self.optional(field)?;
        match parse(&answer) {
            Some(value) => Some(value),
            None => self.refuse(field, Reason::NotAChoice),
        }
    }

    pub(in crate::domain::case) fn code<T>(
        &mut self,
        field: &'static str,
        parse: fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.text(field)?;
        self.optional_code(field, parse)
    }
}
