//! The computing of a clock: not only a date, but why it is that date.
//!
//! The first day is not counted (民法典 201), hours run from the moment, months end on the same day
//! number (202), a last day that is a rest day moves to the day after the break (203), a day ends
//! at 24:00 in Beijing.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::super::calendar::WorkingCalendar;
use super::super::moment::Moment;
use super::super::refusal::{Reason, Refusal};
use super::super::settings::Settings;
use super::length::{Bound, Group, Unit};
use super::rule::{Rule, RuleName};

/// 信访工作条例 is in force from this day on.
const REGULATIONS_SINCE: (i32, u32, u32) = (2022, 5, 1);
const SECONDS_A_MINUTE: i64 = 60;
const SECONDS_AN_HOUR: i64 = 3600;

/// The end of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The end (24:00) of a day in Beijing.
    Day(NaiveDate),
    /// A moment.
    Instant(Moment),
}

impl Limit {
    /// Gives the day in Beijing.
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Day(date) => date,
            Self::Instant(moment) => moment.date(),
        }
    }

    /// Tells whether the limit has gone by.
    pub fn is_past(self, now: Moment) -> bool {
        match self {
            Self::Day(date) => now.date() > date,
            Self::Instant(moment) => now > moment,
        }
    }

    /// Gives the last moment that is in time, by which limits are sorted.
    pub fn last_moment(self) -> Moment {
        match self {
            Self::Day(date) => {
                Moment::start_of(date.succ_opt().unwrap_or(NaiveDate::MAX)).plus_seconds(-1)
            }
            Self::Instant(moment) => moment,
        }
    }
}

/// Writes `2022-10-08`, or the moment in RFC 3339.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Instant(moment) => write!(f, "{moment}"),
        }
    }
}

/// What a reader of the date should know besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The year has no official list: only its weekends are counted as rest days.
    NoOfficialList(i32),
    /// The clock starts before 条例 came into force on 2022-05-01.
    BeforeRegulations,
    /// The length is the town's setting, not the law's number.
    Setting,
    /// The length holds an extension of so many units.
    Extended(u16),
    /// So many days fell out of the count (听证).
    Excluded(u16),
}

/// A clock that runs, with its explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The rule.
    pub rule: RuleName,
    /// Its article.
    pub article: &'static str,
    /// What it was counted from.
    pub from: Moment,
    /// What was counted.
    pub unit: Unit,
    /// How many.
    pub n: u16,
    /// The counted end: the office's own last day.
    pub raw: Limit,
    /// The law's last day: the raw one rolled past rest days.
    pub due: Limit,
    /// The rest days that were passed over, in order.
    pub skipped: Vec<NaiveDate>,
    /// What else to know.
    pub notes: Vec<Note>,
}

impl Deadline {
    /// Gives the end that the desk reminds of: the raw one, but the petitioner's own periods end
    /// with the law's last day.
    pub fn reminder(&self) -> Limit {
        match self.rule.rule().bound {
            Bound::Office | Bound::Other => self.raw,
            Bound::Petitioner => self.due,
        }
    }

    /// Tells whether the reminder has gone by.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.reminder().is_past(now)
    }

    /// Tells whether the law's last day has gone by.
    pub fn is_past_law(&self, now: Moment) -> bool {
        self.due.is_past(now)
    }

    /// Gives the days until the reminder: 0 on its day, negative after it.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        self.reminder()
            .date()
            .signed_duration_since(today)
            .num_days()
    }
}

/// Computes a clock.
pub fn compute(
    rule: RuleName,
    start: Moment,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Deadline {
    let row = rule.rule();
    run(row, start, row.n(settings), &BTreeSet::new(), calendar)
}

/// Computes a clock from whose count some days fall out, as a hearing's do from 复核 (条例 36).
pub fn compute_excluding(
    rule: RuleName,
    start: Moment,
    excluded: &BTreeSet<NaiveDate>,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Deadline {
    let row = rule.rule();
    run(row, start, row.n(settings), excluded, calendar)
}

/// Computes a clock that was extended by `extra` of its own units, from its raw end on.
///
/// # Errors
/// Refuses when nobody may extend the clock, or not by so much.
pub fn compute_extended(
    rule: RuleName,
    start: Moment,
    extra: u16,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Result<Deadline, Refusal> {
    let row = rule.rule();
    let Some(extension) = row.extension else {
        return Err(Refusal::about("extension", Reason::NotExtendable));
    };
    if extra == 0 || extra > extension.most {
        return Err(Refusal::about(
            "extension",
            Reason::ExtensionTooLong {
                most: extension.most,
            },
        ));
    }
    let n = row.n(settings).saturating_add(extra);
    let mut deadline = run(row, start, n, &BTreeSet::new(), calendar);
    deadline.notes.push(Note::Extended(extra));
    if rule == RuleName::Decide {
        deadline.rule = RuleName::DecideExtended;
    }
    Ok(deadline)
}

fn run(
    row: &Rule,
    start: Moment,
    n: u16,
    excluded: &BTreeSet<NaiveDate>,
    calendar: &WorkingCalendar,
) -> Deadline {
    let first = start.date();
    let mut notes = notes_of(row, start);
    let count = i64::from(n);
    let (raw, due, skipped, asked_from) = match row.unit {
        Unit::Minutes => {
            let end = Limit::Instant(start.plus_seconds(count * SECONDS_A_MINUTE));
            (end, end, Vec::new(), None)
        }
        Unit::Hours => {
            let end = Limit::Instant(start.plus_seconds(count * SECONDS_AN_HOUR));
            (end, end, Vec::new(), None)
        }
        Unit::Days => {
            let raw = nth_day_after(first, n, |day| excluded.contains(&day));
            let (due, skipped) = rolled(raw, calendar);
            (Limit::Day(raw), Limit::Day(due), skipped, Some(raw))
        }
        Unit::Months => {
            let raw = first
                .checked_add_months(Months::new(u32::from(n)))
                .unwrap_or(NaiveDate::MAX);
            let (due, skipped) = rolled(raw, calendar);
            (Limit::Day(raw), Limit::Day(due), skipped, Some(raw))
        }
        Unit::WorkingDays => {
            let passed = |day| calendar.is_rest_day(day) || excluded.contains(&day);
            let end = nth_day_after(first, n, passed);
            let skipped = after(first)
                .take_while(|day| *day < end)
                .filter(|day| calendar.is_rest_day(*day))
                .collect();
            (Limit::Day(end), Limit::Day(end), skipped, first.succ_opt())
        }
    };
    if let Some(asked_from) = asked_from {
        let last = due.date().max(asked_from);
        let unlisted = (asked_from.year()..=last.year()).filter(|year| !calendar.official(*year));
        notes.extend(unlisted.map(Note::NoOfficialList));
        let fell_out = excluded
            .iter()
            .filter(|day| **day > first && **day <= raw.date())
            .count();
        if fell_out > 0 {
            notes.push(Note::Excluded(u16::try_from(fell_out).unwrap_or(u16::MAX)));
        }
    }
    Deadline {
        rule: row.name,
        article: row.article,
        from: start,
        unit: row.unit,
        n,
        raw,
        due,
        skipped,
        notes,
    }
}

fn notes_of(row: &Rule, start: Moment) -> Vec<Note> {
    let (year, month, day) = REGULATIONS_SINCE;
    let early = NaiveDate::from_ymd_opt(year, month, day).is_some_and(|since| start.date() < since);
    let by_regulations = match row.group {
        Group::Petition | Group::Simple => true,
        Group::Hotline
        | Group::Utility
        | Group::Whistle
        | Group::Mediation
        | Group::LegalAid
        | Group::Road => false,
    };
    let mut notes = Vec::new();
    if early && by_regulations {
        notes.push(Note::BeforeRegulations);
    }
    if row.length.is_setting() {
        notes.push(Note::Setting);
    }
    notes
}

/// The days after `first`, which is itself not counted.
fn after(first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().skip(1)
}

/// The `n`-th day after `first` among those that are not passed over.
fn nth_day_after(first: NaiveDate, n: u16, passed: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    match n.checked_sub(1) {
        None => first,
        Some(before) => after(first)
            .filter(|day| !passed(*day))
            .nth(usize::from(before))
            .or_else(|| first.checked_add_days(Days::new(u64::from(n))))
            .unwrap_or(NaiveDate::MAX),
    }
}

/// Rolls a last day past rest days, and names them.
fn rolled(raw: NaiveDate, calendar: &WorkingCalendar) -> (NaiveDate, Vec<NaiveDate>) {
    let due = calendar.working_day_from(raw);
    (due, raw.iter_days().take_while(|day| *day < due).collect())
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::super::rule::RULES;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap_or_else(|| Moment::start_of(day(text)))
    }

    fn due(rule: RuleName, from: &str) -> Deadline {
        compute(
            rule,
            at(from),
            &WorkingCalendar::built_in(),
            &Settings::default(),
        )
    }

    #[test]
    fn the_last_day_of_a_decision_rolls_past_the_national_holiday() {
        let deadline = due(RuleName::Decide, "2022-08-02");
        assert_eq!(deadline.raw, Limit::Day(day("2022-10-01")));
        assert_eq!(deadline.due, Limit::Day(day("2022-10-08")));
        let week: Vec<_> = day("2022-10-01").iter_days().take(7).collect();
        assert_eq!(deadline.skipped, week);
        assert_eq!((deadline.article, deadline.n), ("条例 34", 60));
        assert_eq!(deadline.notes, []);
    }

    #[test]
    fn rows_of_the_table_in_the_domain_facts() {
        use RuleName::{Decide, DecideExtended, Notice, Objection};
        for (rule, from, raw, rolled) in [
            (Notice, "2022-08-19", "2022-09-03", "2022-09-05"),
            (Notice, "2022-09-16", "2022-10-01", "2022-10-08"),
            (Decide, "2022-08-22", "2022-10-21", "2022-10-21"),
            (Decide, "2022-08-02", "2022-10-01", "2022-10-08"),
            (DecideExtended, "2022-08-22", "2022-11-20", "2022-11-21"),
            (Notice, "2023-01-06", "2023-01-21", "2023-01-28"),
            (Notice, "2025-09-16", "2025-10-01", "2025-10-09"),
            (Notice, "2026-02-01", "2026-02-16", "2026-02-24"),
            (Objection, "2022-09-29", "2022-10-11", "2022-10-11"),
            (Objection, "2023-01-19", "2023-01-31", "2023-01-31"),
            (Objection, "2026-02-13", "2026-02-27", "2026-02-27"),
        ] {
            let deadline = due(rule, from);
            assert_eq!(deadline.raw.to_string(), raw, "{from}");
            assert_eq!(deadline.due.to_string(), rolled, "{from}");
        }
    }

    #[test]
    fn hours_run_from_the_moment_over_any_day() {
        let deadline = due(RuleName::HeatingCold, "2026-10-01 23:30");
        assert_eq!(deadline.due.to_string(), "2026-10-02T01:30:00+08:00");
        assert_eq!(deadline.raw, deadline.due);
        assert!(!deadline.is_overdue(at("2026-10-02 01:30")));
        assert!(deadline.is_overdue(at("2026-10-02T01:30:01")));
        let at_once = due(RuleName::GasDanger, "2026-10-01 23:30");
        assert_eq!(at_once.due, Limit::Instant(at("2026-10-01 23:30")));
    }

    #[test]
    fn months_end_on_the_same_day_number_or_the_last_of_the_month() {
        for (from, raw) in [("2025-03-10", "2026-03-10"), ("2024-02-29", "2025-02-28")] {
            assert_eq!(due(RuleName::LabourArbitration, from).raw.to_string(), raw);
        }
        let suit = due(RuleName::AdministrativeSuit, "2025-08-31");
        assert_eq!(suit.raw.to_string(), "2026-02-28");
        assert_eq!(suit.due.to_string(), "2026-02-28", "a working Saturday");
    }

    #[test]
    fn a_day_ends_at_midnight_and_the_office_is_reminded_by_the_raw_day() {
        let office = due(RuleName::Decide, "2022-08-02");
        assert!(!office.is_overdue(at("2022-10-01 23:59")));
        assert!(office.is_overdue(at("2022-10-02 00:00")));
        assert!(!office.is_past_law(at("2022-10-08 23:59")));
        assert!(office.is_past_law(at("2022-10-09 00:00")));
        assert_eq!(office.days_left(day("2022-09-30")), 1);
        assert_eq!(office.days_left(day("2022-10-03")), -2);
        let own = due(RuleName::ReviewRequest, "2022-09-01");
        assert_eq!(own.raw.to_string(), "2022-10-01");
        assert!(
            !own.is_overdue(at("2022-10-08 23:59")),
            "the petitioner's own period"
        );
    }

    #[test]
    fn an_extension_runs_from_the_raw_sixtieth_day_and_is_bounded() {
        let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
        let extend =
            |rule, extra| compute_extended(rule, at("2022-08-02"), extra, &calendar, &settings);
        let longest = extend(RuleName::Decide, 30).unwrap();
        assert_eq!(longest.raw, due(RuleName::DecideExtended, "2022-08-02").raw);
        assert_eq!(longest.rule, RuleName::DecideExtended);
        assert_eq!(
            extend(RuleName::Decide, 10).unwrap().raw.to_string(),
            "2022-10-11"
        );
        for (rule, extra, reason) in [
            (RuleName::Decide, 31, Reason::ExtensionTooLong { most: 30 }),
            (RuleName::Decide, 0, Reason::ExtensionTooLong { most: 30 }),
            (RuleName::Hotline, 11, Reason::ExtensionTooLong { most: 10 }),
            (RuleName::DecideExtended, 1, Reason::NotExtendable),
            (RuleName::Notice, 1, Reason::NotExtendable),
        ] {
            assert_eq!(
                extend(rule, extra),
                Err(Refusal::about("extension", reason))
            );
        }
    }

    #[test]
    fn the_days_of_a_hearing_fall_out_of_the_count() {
        let hearing = BTreeSet::from([day("2026-03-10"), day("2026-03-11"), day("2026-02-01")]);
        let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
        let deadline = compute_excluding(
            RuleName::Recheck,
            at("2026-03-02"),
            &hearing,
            &calendar,
            &settings,
        );
        assert_eq!(deadline.raw.to_string(), "2026-04-03");
        assert_eq!(deadline.notes, [Note::Excluded(2)]);
    }

    #[test]
    fn the_notes_name_what_the_date_does_not_show() {
        for (rule, from, notes) in [
            (
                RuleName::Decide,
                "2022-04-30",
                vec![Note::BeforeRegulations],
            ),
            (RuleName::Decide, "2022-05-01", vec![]),
            (RuleName::LegalAid, "2020-01-01", vec![]),
            (
                RuleName::Decide,
                "2026-12-01",
                vec![Note::NoOfficialList(2027)],
            ),
            (
                RuleName::Objection,
                "2026-12-30",
                vec![Note::NoOfficialList(2027)],
            ),
            (RuleName::Hotline, "2026-03-02", vec![Note::Setting]),
            (
                RuleName::LandArbitration,
                "2026-03-02",
                vec![Note::NoOfficialList(2028)],
            ),
            (RuleName::HeatingLeak, "2028-03-02", vec![]),
        ] {
            assert_eq!(due(rule, from).notes, notes, "{rule:?} {from}");
        }
    }

    #[test]
    fn a_clock_at_the_end_of_time_still_ends() {
        let calendar = WorkingCalendar::built_in();
        for row in RULES {
            for seconds in [i64::MIN, i64::MAX, 0, 8_210_266_876_799] {
                compute(
                    row.name,
                    Moment::from_unix(seconds),
                    &calendar,
                    &Settings::default(),
                );
            }
        }
    }

    proptest! {
        #[test]
        fn a_clock_never_ends_on_a_rest_day_and_never_runs_backwards(
            row in 0..RULES.len(),
            seconds in 1_072_886_400_i64..1_830_268_800,
            later in 0_i64..10_000_000,
        ) {
            let calendar = WorkingCalendar::built_in();
            let rule = RULES[row].name;
            let start = Moment::from_unix(seconds);
            let one = compute(rule, start, &calendar, &Settings::default());
            prop_assert!(one.due.last_moment() >= one.raw.last_moment());
            prop_assert!(one.raw.last_moment() >= start);
            if let (Limit::Day(raw), Limit::Day(due)) = (one.raw, one.due) {
                prop_assert!(!calendar.is_rest_day(due));
                let from = if one.unit == Unit::WorkingDays { start.date().succ_opt().unwrap() } else { raw };
                let resting: Vec<_> = from
                    .iter_days()
                    .take_while(|d| *d < due)
                    .filter(|d| calendar.is_rest_day(*d))
                    .collect();
                prop_assert_eq!(&one.skipped, &resting);
            }
            let two = compute(rule, start.plus_seconds(later), &calendar, &Settings::default());
            prop_assert!(two.due.last_moment() >= one.due.last_moment());
            prop_assert!(two.raw.last_moment() >= one.raw.last_moment());
        }
    }
}
