//! The clocks, told as rows, and what holds for all of them.

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
fn the_days_of_a_hearing_do_not_count_twice_among_working_days() {
    let hearing = BTreeSet::from([day("2026-03-07"), day("2026-03-09")]);
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let from = at("2026-03-06");
    let deadline = compute_excluding(RuleName::Objection, from, &hearing, &calendar, &settings);
    assert_eq!(deadline.due.to_string(), "2026-03-16");
    assert_eq!(deadline.notes, [Note::Excluded(1)]);
}

#[test]
fn a_last_day_on_which_a_hearing_is_held_is_not_the_last_day() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    for (rule, from, hearing, raw) in [
        // Thirty days from 2026-03-02 end on 2026-04-01.
        (
            RuleName::Recheck,
            "2026-03-02",
            &["2026-04-01"][..],
            "2026-04-02",
        ),
        (
            RuleName::Recheck,
            "2026-03-02",
            &["2026-03-10", "2026-04-02"],
            "2026-04-03",
        ),
        (
            RuleName::Recheck,
            "2026-03-02",
            &["2026-04-01", "2026-04-02", "2026-04-03"],
            "2026-04-04",
        ),
        // Five working days from 2026-03-06 end on 2026-03-13, a Friday.
        (
            RuleName::Objection,
            "2026-03-06",
            &["2026-03-13"],
            "2026-03-16",
        ),
    ] {
        let days: BTreeSet<NaiveDate> = hearing.iter().map(|text| day(text)).collect();
        let deadline = compute_excluding(rule, at(from), &days, &calendar, &settings);
        assert_eq!(deadline.raw.to_string(), raw, "{hearing:?}");
        assert!(!days.contains(&deadline.raw.date()));
        let many = u16::try_from(days.len()).unwrap();
        assert_eq!(deadline.notes, [Note::Excluded(many)], "{hearing:?}");
    }
}

#[test]
fn the_rest_days_passed_over_are_named_without_the_last_day_itself() {
    for (rule, from, due_on, skipped) in [
        (
            RuleName::Notice,
            "2022-08-19",
            "2022-09-05",
            &["2022-09-03", "2022-09-04"][..],
        ),
        (
            RuleName::Objection,
            "2026-03-05",
            "2026-03-12",
            &["2026-03-07", "2026-03-08"],
        ),
        (RuleName::Notice, "2026-03-02", "2026-03-17", &[]),
    ] {
        let deadline = due(rule, from);
        assert_eq!(deadline.due.to_string(), due_on, "{from}");
        let passed: Vec<String> = deadline.skipped.iter().map(NaiveDate::to_string).collect();
        assert_eq!(passed, skipped, "{from}");
    }
}

#[test]
fn a_town_may_let_only_listed_holidays_roll() {
    let settings = Settings {
        weekends_roll: false,
        ..Settings::default()
    };
    let calendar = WorkingCalendar::built_in();
    for (from, due) in [("2022-08-19", "2022-09-03"), ("2022-09-16", "2022-10-08")] {
        let deadline = compute(RuleName::Notice, at(from), &calendar, &settings);
        assert_eq!(deadline.due.to_string(), due);
    }
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
