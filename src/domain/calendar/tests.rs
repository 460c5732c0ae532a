//! Days and lists, told as rows.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn listed(text: &str, kind: DayKind) -> ListedDay {
    ListedDay {
        date: day(text),
        kind,
        name: "春节".to_owned(),
    }
}

fn list_of_2027() -> Vec<ListedDay> {
    let mut list: Vec<_> = (5..=12)
        .map(|d| listed(&format!("2027-02-{d:02}"), DayKind::Holiday))
        .chain((1..=7).map(|d| listed(&format!("2027-10-{d:02}"), DayKind::Holiday)))
        .collect();
    list.push(listed("2027-02-20", DayKind::Workday));
    list
}

#[test]
fn every_line_of_the_built_in_list_is_read() {
    let calendar = WorkingCalendar::built_in();
    assert_eq!(calendar.days.len(), BUILT_IN.lines().count() - 1);
    assert_eq!(
        calendar.years().collect::<Vec<_>>(),
        (2004..=2026).collect::<Vec<_>>()
    );
    assert!(!calendar.official(2027) && !calendar.official(2003));
}

#[test]
fn a_day_tells_why_it_is_one_of_rest_or_of_work() {
    let calendar = WorkingCalendar::built_in();
    for (text, why, rests) in [
        ("2022-10-03", DayReason::Holiday("国庆节"), true),
        ("2022-10-08", DayReason::WorkingWeekend("国庆节"), false),
        ("2022-10-15", DayReason::Weekend, true),
        ("2022-10-17", DayReason::Working, false),
        ("2022-12-31", DayReason::Holiday("元旦"), true),
        ("2026-02-14", DayReason::WorkingWeekend("春节"), false),
        ("2027-10-01", DayReason::Working, false),
        ("2027-10-02", DayReason::Weekend, true),
    ] {
        assert_eq!(calendar.why(day(text)), why, "{text}");
        assert_eq!(calendar.is_rest_day(day(text)), rests, "{text}");
    }
}

#[test]
fn an_imported_list_makes_its_year_official() {
    let calendar = WorkingCalendar::built_in()
        .with_list(&list_of_2027())
        .unwrap();
    assert!(calendar.official(2027));
    assert!(calendar.is_rest_day(day("2027-10-01")));
    assert!(!calendar.is_rest_day(day("2027-02-20")));
    assert_eq!(calendar.list(2027).len(), 16);
    assert_eq!(
        calendar.working_day_from(day("2027-10-01")),
        day("2027-10-08")
    );
}

#[test]
fn the_new_year_of_the_next_list_replaces_nothing_of_the_year_before() {
    let mut list = list_of_2027();
    list.push(ListedDay {
        date: day("2026-12-31"),
        kind: DayKind::Holiday,
        name: "元旦".to_owned(),
    });
    let calendar = WorkingCalendar::built_in().with_list(&list).unwrap();
    assert!(calendar.is_rest_day(day("2026-12-31")));
    assert!(
        calendar.is_rest_day(day("2026-10-01")),
        "2026 keeps its own list"
    );
    let again = calendar.with_list(&calendar.list(2026)[..39]).unwrap();
    assert!(
        again.is_rest_day(day("2026-12-31")),
        "2026 taken in again keeps it too"
    );
}

#[test]
fn a_list_that_cannot_be_official_is_refused_whole() {
    let whole = list_of_2027();
    let with = |text: &str, kind| {
        let mut list = list_of_2027();
        list.push(listed(text, kind));
        list
    };
    let many = day("2027-01-01").iter_days().take(90);
    for (list, error) in [
        (vec![], ListError::Empty),
        (
            with("1927-10-01", DayKind::Holiday),
            ListError::Year(day("1927-10-01")),
        ),
        (
            with("2027-10-01", DayKind::Workday),
            ListError::Twice(day("2027-10-01")),
        ),
        (
            with("2027-10-11", DayKind::Workday),
            ListError::WorkdayOnWeekday(day("2027-10-11")),
        ),
        (
            whole[..3].to_vec(),
            ListError::TooFew {
                year: 2027,
                holidays: 3,
            },
        ),
        (
            many.map(|date| ListedDay {
                date,
                kind: DayKind::Holiday,
                name: String::new(),
            })
            .collect(),
            ListError::TooMany {
                year: 2027,
                holidays: 90,
            },
        ),
    ] {
        assert_eq!(WorkingCalendar::built_in().with_list(&list), Err(error));
    }
}
