//! The shared vectors of the clocks (`tests/fixtures/deadline_vectors.json`).

use chrono::NaiveDate;
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::deadline::compute::compute;
use mulin::domain::deadline::rule::RuleName;
use mulin::domain::moment::Moment;
use mulin::domain::settings::Settings;
use serde_json::Value;

#[test]
fn every_vector_gives_its_dates() {
    let file: Value =
        serde_json::from_str(include_str!("../fixtures/deadline_vectors.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 20);
    for vector in vectors {
        let n = u16::try_from(vector["n"].as_u64().unwrap()).unwrap();
        let settings = Settings {
            town_goal_days: n,
            hotline_days: n,
            ..Settings::default()
        };
        let rule = match vector["kind"].as_str().unwrap() {
            "calendar_days" => RuleName::TownGoal,
            "working_days" => RuleName::Hotline,
            other => panic!("a kind of vector that no rule counts: {other}"),
        };
        let start: NaiveDate = vector["start"].as_str().unwrap().parse().unwrap();
        let calendar = WorkingCalendar::built_in();
        let deadline = compute(rule, Moment::start_of(start), &calendar, &settings);
        let rolled = vector["rolled"].as_str().unwrap();
        assert_eq!(deadline.due.to_string(), rolled, "{vector}");
        let raw = vector["raw"].as_str().unwrap_or(rolled);
        assert_eq!(deadline.raw.to_string(), raw, "{vector}");
    }
}
