//! Figures and tables of a report in words.

use chrono::Datelike;

use crate::domain::period::{Period, PeriodKind};
use crate::domain::report::Issue;
use crate::domain::settings::Settings;
use crate::domain::sheet::{Cell, Figure, Label, Measure, Sheet, TableCode};
use crate::domain::value::{Value, places};
use crate::words::bundle::Words;

impl Words {
    /// Says a value: n beside every per cent, and a dash for a rate of nothing.
    pub fn value(&self, value: Value) -> String {
        match (value, value.hundredths()) {
            (Value::Count(count), _) => count.to_string(),
            (Value::Rate { n, of }, Some(percent)) => {
                let args = [
                    ("percent", places(i64::from(percent)).into()),
                    ("n", n.to_string().into()),
                    ("of", of.to_string().into()),
                ];
                self.say_with("figures-percent", &args)
            }
            (Value::Score(Some(score)), _) => places(i64::from(score)),
            (Value::Money(yuan), _) => yuan.to_string(),
            (Value::Days(Some(days)), _) => self.say_with("figures-days", &[("n", days.into())]),
            (Value::Mean { days, of }, _) => match value.tenths_of_a_day() {
                Some(tenths) => {
                    let args = [
                        ("mean", format!("{}.{}", tenths / 10, tenths % 10).into()),
                        ("days", days.into()),
                        ("of", of.into()),
                    ];
                    self.say_with("figures-mean-days", &args)
                }
                None => self.say("figures-none"),
            },
            (Value::Rate { .. } | Value::Score(None) | Value::Days(None), _) => {
                self.say("figures-none")
            }
        }
    }

    /// Says a value at the head of a line: a rate to one place, as it is published, and to two.
    pub fn headline(&self, value: Value) -> String {
        let Value::Rate { n, of } = value else {
            return self.value(value);
        };
        let (Some(percent), Some(tenths)) = (value.hundredths(), value.tenths()) else {
            return self.value(value);
        };
        if tenths * 10 == percent {
            return self.value(value);
        }
        let args = [
            ("short", format!("{}.{}", tenths / 10, tenths % 10).into()),
            ("percent", places(i64::from(percent)).into()),
            ("n", n.to_string().into()),
            ("of", of.to_string().into()),
        ];
        self.say_with("figures-percent-short", &args)
    }

    /// Says what a row is about.
    pub fn label(&self, label: &Label) -> String {
        match label {
            Label::Name(name) => name.clone(),
            Label::Word(key) => self.say(key),
            Label::Case(number) => number.to_string(),
            Label::Period(period) => period.to_string(),
        }
    }

    /// Says what a row is about, as people read it.
    pub fn read_label(&self, label: &Label) -> String {
        match label {
            Label::Period(period) => self.named_period(*period),
            Label::Name(_) | Label::Word(_) | Label::Case(_) => self.label(label),
        }
    }

    /// Says a cell of a table.
    pub fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Value(value) => self.value(*value),
            Cell::Word(key) => self.say(key),
            Cell::Day(day) => day.to_string(),
            Cell::Name(name) => name.clone(),
            Cell::None => String::new(),
        }
    }

    /// Says the name of a measure.
    pub fn measure(&self, measure: Measure) -> String {
        self.code("measure", measure.code())
    }

    /// Says by which rule a measure is counted.
    pub fn formula(&self, measure: Measure, settings: &Settings) -> String {
        let args = [
            ("watch", settings.watch_days.to_string().into()),
            ("rating", settings.rating_days.to_string().into()),
        ];
        self.say_with(&format!("formula-{}", measure.code()), &args)
    }

    /// Says by which rule a table is counted, where its columns do not say it.
    pub fn table_rule(&self, table: TableCode, settings: &Settings) -> Option<String> {
        match table {
            TableCode::Evaluation | TableCode::VillageEvaluation => Some(self.scoring(settings)),
            TableCode::ByStation => Some(self.say("formula-stations")),
            TableCode::DisputesFound => Some(self.say("formula-disputes-found")),
            TableCode::DisputesSettled => Some(self.say("formula-disputes-settled")),
            TableCode::InPlace => Some(self.say("formula-in-place")),
            TableCode::ByCategory
            | TableCode::ByArea
            | TableCode::ByUnit
            | TableCode::ByLeader
            | TableCode::ByChannel
            | TableCode::Trend
            | TableCode::Received
            | TableCode::Due
            | TableCode::Late => None,
        }
    }

    fn scoring(&self, settings: &Settings) -> String {
        let args = [
            ("closure", settings.closure_weight.to_string().into()),
            ("screening", settings.screening_weight.to_string().into()),
        ];
        self.say_with("formula-score", &args)
    }

    /// Says what a figure is compared with; beside a falling count stand the registrations, so
    /// that a number does not look better for people who were turned away.
    pub fn compared(&self, sheet: &Sheet, figure: &Figure) -> Vec<String> {
        let mut parts = Vec::new();
        for (key, before) in [
            ("figures-previous", figure.previous),
            ("figures-last-year", figure.last_year),
        ] {
            // What was nothing, or is nothing now, is compared with nothing.
            let nothing = Value::Count(0);
            let is_comparable = |before: &Value| {
                before.has_value()
                    && figure.value.has_value()
                    && (*before, figure.value) != (nothing, nothing)
            };
            if let Some(before) = before.filter(is_comparable) {
                let args = [("text", self.change(before, figure.value).into())];
                parts.push(self.say_with(key, &args));
            }
        }
        let falls = |before: Value| matches!((figure.value, before), (Value::Count(now), Value::Count(then)) if now < then);
        if figure.measure != Measure::Registered && figure.previous.is_some_and(falls) {
            let registered = sheet.figure(figure.base, Measure::Registered);
            if let Some((now, before)) = registered.and_then(|it| Some((it.value, it.previous?))) {
                let args = [
                    ("now", now.to_string().into()),
                    ("before", before.to_string().into()),
                ];
                parts.push(self.say_with("figures-falling", &args));
            }
        }
        parts
    }

    /// Says how a value changed.
    pub fn change(&self, before: Value, now: Value) -> String {
        let shown = |value: Value| match value {
            Value::Count(_) => value.to_string(),
            Value::Mean { .. } | Value::Days(_) | Value::Money(_) => self.value(value),
            Value::Rate { .. } | Value::Score(_) => match value.hundredths() {
                Some(percent) => format!("{} %", places(i64::from(percent))),
                None => self.value(value),
            },
        };
        let args = [("before", shown(before).into()), ("now", shown(now).into())];
        match now.change(before) {
            Some(change) => {
                let change = [("change", places(change).into())];
                self.say_with("figures-change", &[&change[..], &args[..]].concat())
            }
            None => self.say_with("figures-change-none", &args),
        }
    }

    /// Says who issued a report and when, a line each.
    pub fn issue(&self, version: usize, issue: &Issue) -> Vec<String> {
        let args = [
            ("version", version.to_string().into()),
            ("by", issue.by.as_str().into()),
            ("at", issue.at.minute().into()),
        ];
        let mut lines = vec![self.say_with("figures-as-issued", &args)];
        if !issue.reason.is_empty() {
            let args = [("reason", issue.reason.as_str().into())];
            lines.push(self.say_with("figures-reason", &args));
        }
        let args = [("fingerprint", issue.fingerprint.as_str().into())];
        lines.push(self.say_with("figures-fingerprint", &args));
        if let Some(seal) = &issue.seal {
            let args = [("seal", seal.short().to_string().into())];
            lines.push(self.say_with("figures-seal", &args));
        }
        lines
    }

    /// Says the title of a report on a period.
    pub fn sheet_title(&self, period: Period) -> String {
        let args = [
            ("kind", self.code("period", period.kind.code()).into()),
            ("period", self.named_period(period).into()),
        ];
        self.say_with("figures-title", &args)
    }

    /// Names a period among others: a week and a quarter as papers do, the others by their digits.
    fn named_period(&self, period: Period) -> String {
        match period.kind {
            PeriodKind::Week | PeriodKind::Quarter => self.period(period),
            PeriodKind::Day | PeriodKind::Month | PeriodKind::Year => period.to_string(),
        }
    }

    /// Says which period it is, as papers do: `2026年第48周`.
    pub fn period(&self, period: Period) -> String {
        let from = period.from;
        let args = [
            ("year", period_year(period).to_string().into()),
            ("quarter", (from.month0() / 3 + 1).to_string().into()),
            ("month", from.month().to_string().into()),
            ("week", from.iso_week().week().to_string().into()),
            ("day", from.day().to_string().into()),
        ];
        self.say_with(&format!("figures-on-{}", period.kind.code()), &args)
    }

    /// Says from when to when a report counts, and of a period that still runs that it is measured
    /// against a whole one.
    pub fn sheet_span(&self, sheet: &Sheet) -> String {
        let args = [
            ("from", sheet.period.from.to_string().into()),
            ("to", sheet.period.to.to_string().into()),
            ("until", sheet.until.to_string().into()),
        ];
        let span = self.say_with("figures-span", &args);
        if sheet.until >= sheet.period.to {
            return span;
        }
        format!("{span}{}", self.say("figures-span-runs"))
    }
}

/// Gives the year that a period is counted in: of a week the one that has most of it.
fn period_year(period: Period) -> i32 {
    match period.kind {
        PeriodKind::Week => period.from.iso_week().year(),
        PeriodKind::Day | PeriodKind::Month | PeriodKind::Quarter | PeriodKind::Year => {
            period.from.year()
        }
    }
}
