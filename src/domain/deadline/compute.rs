//! The computing of a clock: not only a date, but why it is that date.
//!
//! The first day is not counted (民法典 201), hours run from the moment, months end on the same day
//! number (202), a last day that is a rest day moves to the day after the break (203), a day ends
//! at 24:00 in Beijing.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::super::calendar::{DayReason, WorkingCalendar};
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
impl Limit {
    /// Writes the day, or the minute of a clock of hours, as people read it.
    pub fn minute(self) -> String {
        match self {
            Self::Day(date) => date.to_string(),
            Self::Instant(moment) => moment.minute(),
        }
    }
}

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
    /// A longer limit that the law of the matter sets (潍12345 20).
    LongerLimit,
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
    run(
        row,
        start,
        row.n(settings),
        &BTreeSet::new(),
        calendar,
        settings,
    )
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
    run(row, start, row.n(settings), excluded, calendar, settings)
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
    let most = extension.most.n(settings);
    if extra == 0 || extra > most {
        let reason = Reason::ExtensionTooLong { most };
        return Err(Refusal::about("extension", reason));
    }
    let n = row.n(settings).saturating_add(extra);
    let mut deadline = run(row, start, n, &BTreeSet::new(), calendar, settings);
    deadline.notes.push(Note::Extended(extra));
    if rule == RuleName::Decide {
        deadline.rule = RuleName::DecideExtended;
    }
    Ok(deadline)
}

/// What counting a span gives, whichever rule it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The counted end.
    pub raw: Limit,
    /// The end rolled past rest days.
    pub due: Limit,
    /// The rest days that were passed over, in order.
    pub skipped: Vec<NaiveDate>,
    /// What else to know.
    pub notes: Vec<Note>,
}

/// Counts `n` units from `start`, leaving out the days that are excluded.
pub fn count(
    unit: Unit,
    n: u16,
    start: Moment,
    excluded: &BTreeSet<NaiveDate>,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Count {
    let first = start.date();
    let mut notes = Vec::new();
    let mut skipped = Vec::new();
    let (raw, due) = match unit {
        Unit::Minutes => at_once(start.plus_seconds(i64::from(n) * SECONDS_A_MINUTE)),
        Unit::Hours => at_once(start.plus_seconds(i64::from(n) * SECONDS_AN_HOUR)),
        Unit::Days => {
            let raw = nth_day_after(first, n, |day| excluded.contains(&day));
            notes.extend(fallen_out(excluded, |day| first < day && day <= raw));
            by_day(raw, rolled(raw, calendar, settings, &mut skipped))
        }
        Unit::Months => {
            let raw = first
                .checked_add_months(Months::new(u32::from(n)))
                .unwrap_or(NaiveDate::MAX);
            by_day(raw, rolled(raw, calendar, settings, &mut skipped))
        }
        Unit::WorkingDays => {
            let rests = |day| calendar.is_rest_day(day);
            let end = nth_day_after(first, n, |day| rests(day) || excluded.contains(&day));
            skipped.extend(
                after(first)
                    .take_while(|day| *day < end)
                    .filter(|day| rests(*day)),
            );
            notes.extend(fallen_out(excluded, |day| {
                first < day && day <= end && !rests(day)
            }));
            by_day(end, end)
        }
    };
    let asked_from = match unit {
        Unit::Minutes | Unit::Hours => None,
        Unit::Days | Unit::Months => Some(raw.date()),
        Unit::WorkingDays => first.succ_opt(),
    };
    notes.extend(asked_from.into_iter().flat_map(|from| {
        (from.year()..=due.date().year())
            .filter(|year| !calendar.official(*year))
            .map(Note::NoOfficialList)
    }));
    Count {
        raw,
        due,
        skipped,
        notes,
    }
}

fn run(
    row: &Rule,
    start: Moment,
    n: u16,
    excluded: &BTreeSet<NaiveDate>,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Deadline {
    let counted = count(row.unit, n, start, excluded, calendar, settings);
    let mut notes = notes_of(row, start);
    notes.extend(counted.notes);
    Deadline {
        rule: row.name,
        article: row.article,
        from: start,
        unit: row.unit,
        n,
        raw: counted.raw,
        due: counted.due,
        skipped: counted.skipped,
        notes,
    }
}

const fn at_once(end: Moment) -> (Limit, Limit) {
    (Limit::Instant(end), Limit::Instant(end))
}

const fn by_day(raw: NaiveDate, due: NaiveDate) -> (Limit, Limit) {
    (Limit::Day(raw), Limit::Day(due))
}

fn fallen_out(excluded: &BTreeSet<NaiveDate>, counts: impl Fn(NaiveDate) -> bool) -> Option<Note> {
    let days = excluded.iter().filter(|day| counts(**day)).count();
    (days > 0).then(|| Note::Excluded(u16::try_from(days).unwrap_or(u16::MAX)))
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

/// Rolls a last day past rest days, which it adds to `skipped`.
fn rolled(
    raw: NaiveDate,
    calendar: &WorkingCalendar,
    settings: &Settings,
    skipped: &mut Vec<NaiveDate>,
) -> NaiveDate {
    let rests = |day| match calendar.why(day) {
        DayReason::Holiday(_) => true,
        DayReason::Weekend => settings.weekends_roll,
        DayReason::Working | DayReason::WorkingWeekend(_) => false,
    };
    skipped.extend(raw.iter_days().take_while(|day| rests(*day)));
    skipped
        .last()
        .map_or(raw, |last| last.succ_opt().unwrap_or(NaiveDate::MAX))
}

#[cfg(test)]
mod tests;
