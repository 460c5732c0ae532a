//! A date with its reason: which rule and article, from when, how long, what was passed over.

use chrono::NaiveDate;

use crate::domain::deadline::compute::{Deadline, Limit, Note};
use crate::domain::deadline::length::Unit;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::words::bundle::Words;

/// Hours from which on a time is said in days.
const DAYS_FROM: i64 = 48;

impl Words {
    /// Says a unit of time as it stands behind `n`.
    pub fn unit(&self, unit: Unit, n: u16) -> String {
        self.say_with(&format!("unit-{}", unit.code()), &[("n", n.into())])
    }

    /// Says the day of a clock: the raw one, and beside it the day to which rest days move it; the
    /// law's last day is called so only where a law sets it. `write` gives a day its form.
    pub fn clock_day(&self, deadline: &Deadline, write: impl Fn(NaiveDate) -> String) -> String {
        let (raw, due) = (deadline.raw.date(), deadline.due.date());
        if raw == due {
            return write(raw);
        }
        let key = if deadline.rule.rule().is_of_law() {
            "case-clock"
        } else {
            "case-clock-own"
        };
        let args = [("raw", write(raw).into()), ("due", write(due).into())];
        self.say_with(key, &args)
    }

    /// Says how a date was computed, a line each: the rule, the rolling, what else to know.
    pub fn explanation(&self, deadline: &Deadline) -> Vec<String> {
        let (raw, due) = (deadline.raw.minute(), deadline.due.minute());
        // A clock of hours runs from the minute on: it has no first day, and no rest day moves it.
        let timed = matches!(deadline.raw, Limit::Instant(_));
        let from = if timed {
            deadline.from.minute()
        } else {
            deadline.from.date().to_string()
        };
        // A day that was set by hand was not counted.
        let key = match (deadline.rule, deadline.n) {
            (RuleName::DecideProvisional, _) => "clock-provisional",
            (RuleName::ReportBack | RuleName::GuidanceAsk, 0) => "clock-set",
            _ if timed => "clock-timed",
            _ => "clock-explained",
        };
        let mut lines = vec![self.say_with(
            key,
            &[
                ("rule", self.code("rule", deadline.rule.code()).into()),
                ("article", self.article(deadline.article).into()),
                ("from", from.into()),
                ("n", deadline.n.into()),
                ("unit", self.unit(deadline.unit, deadline.n).into()),
                ("raw", raw.as_str().into()),
            ],
        )];
        if raw == due {
            if !timed {
                lines.push(self.say("clock-not-rolled"));
            }
        } else {
            let args = [("raw", raw.as_str().into()), ("due", due.as_str().into())];
            lines.push(self.say_with("clock-rolled", &args));
        }
        if !deadline.skipped.is_empty() {
            let days: Vec<String> = deadline.skipped.iter().map(ToString::to_string).collect();
            lines.push(self.say_with("clock-skipped", &[("days", days.join(" ").into())]));
        }
        lines.extend(deadline.notes.iter().map(|note| self.note(*note)));
        lines
    }

    /// Says what else to know of a date.
    pub fn note(&self, note: Note) -> String {
        match note {
            Note::NoOfficialList(year) => {
                self.say_with("note-no-list", &[("year", year.to_string().into())])
            }
            Note::BeforeRegulations => self.say("note-before-regulations"),
            Note::Setting => self.say("note-setting"),
            Note::Extended(n) => self.say_with("note-extended", &[("n", n.into())]),
            Note::Excluded(n) => self.say_with("note-excluded", &[("n", n.into())]),
            Note::LongerLimit => self.say("note-longer-limit"),
        }
    }

    /// Says how far off a moment is, or how long it has been gone: in hours and minutes, from two days on
    /// in days.
    pub fn time_left(&self, until: Moment, now: Moment) -> String {
        let minutes = (until.unix() - now.unix()) / 60;
        let key = if until < now {
            "clock-time-over"
        } else {
            "clock-time-left"
        };
        let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
        let time = if hours < DAYS_FROM {
            format!("{hours}:{rest:02}")
        } else {
            format!("{} {}", hours / 24, self.say("unit-days"))
        };
        self.say_with(key, &[("time", time.into())])
    }

    /// Says how far off a date is: overdue, today, or days left.
    pub fn days_left(&self, days: i64) -> String {
        match days {
            0 => self.say("clock-today"),
            1.. => self.say_with("clock-left", &[("n", days.into())]),
            _ => self.say_with("clock-overdue", &[("n", (-days).into())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::WorkingCalendar;
    use crate::domain::deadline::compute::compute;
    use crate::domain::deadline::rule::RuleName;
    use crate::domain::moment::Moment;
    use crate::domain::settings::Settings;
    use crate::words::lang::Lang;

    #[test]
    fn a_date_is_said_with_its_rule_and_what_was_passed_over() {
        let start = Moment::parse("2022-08-02 09:00").unwrap();
        let calendar = WorkingCalendar::built_in();
        let deadline = compute(RuleName::Decide, start, &calendar, &Settings::default());
        let text = Words::new(Lang::Zh).explanation(&deadline).join("\n");
        for part in ["条例 34", "60", "2022-10-01", "2022-10-08", "2022-10-07"] {
            assert!(text.contains(part), "{part} is missing: {text}");
        }
    }

    #[test]
    fn a_time_is_said_in_hours_until_it_takes_days_to_say_it() {
        let now = Moment::parse("2026-12-01 08:30").unwrap();
        for (until, zh, en) in [
            ("2026-12-01 10:05", "还有 1:35", "1:35 left"),
            ("2026-11-29 08:31", "超时 47:59", "47:59 late"),
            ("2026-11-29 08:30", "超时 2 天", "2 days late"),
            ("2026-06-03 07:59", "超时 181 天", "181 days late"),
        ] {
            let until = Moment::parse(until).unwrap();
            for (lang, text) in [(Lang::Zh, zh), (Lang::En, en)] {
                assert_eq!(Words::new(lang).time_left(until, now), text);
            }
        }
    }

    #[test]
    fn a_clock_of_hours_is_said_to_the_minute_without_days_that_it_does_not_count() {
        let start = Moment::parse("2026-11-27 16:20").unwrap();
        let calendar = WorkingCalendar::built_in();
        let rule = RuleName::HotlineContact;
        let deadline = compute(rule, start, &calendar, &Settings::default());
        let text = Words::new(Lang::Zh).explanation(&deadline).join("\n");
        for part in ["2026-11-27 16:20", "24 小时", "2026-11-28 16:20"] {
            assert!(text.contains(part), "{part} is missing: {text}");
        }
        for none in ["首日不算", "T16", "工作日", "顺延"] {
            assert!(!text.contains(none), "{none}: {text}");
        }
    }
}
