//! A receipt's number in any form, and its 查询码: they lead to that matter and no other, and one who
//! has both is told how it stands.

use std::sync::Arc;

use mulin::domain::number::CaseNumber;
use mulin::domain::settings::Settings;
use mulin::search::index::FinderIndex;
use mulin::store::contract::ask;
use mulin::store::redb::store::RedbStore;
use serde_json::Value;

use crate::cli::Desk;

/// Three people; the first has a newer matter besides, and a fourth has a phone that ends like the
/// first one's number.
pub(crate) fn desk() -> Desk {
    let desk = Desk::new().with_three();
    let lines = concat!(
        r#"{"name":"牟春生","phone":"13800001234","village":"东牟家村","channel":"visit","summary":"修路占地"}"#,
        "\n",
        r#"{"name":"尉迟恭","phone":"13800000001","village":"官庄村","channel":"visit","summary":"低保"}"#,
        "\n",
    );
    assert_eq!(desk.feed(&["register"], lines).code, 0);
    desk
}

pub(crate) fn code(desk: &Desk, run: u32) -> String {
    let finder = vec![Arc::new(FinderIndex) as _];
    let store = RedbStore::open(&desk.file("desk.redb"), finder, Settings::default()).unwrap();
    let number = CaseNumber { year: 2026, run };
    let code = ask(&store, |it| it.query_code(number)).unwrap();
    code.as_str().to_owned()
}

fn found(desk: &Desk, typed: &str) -> Vec<(String, Option<String>)> {
    let answer = desk.run(&["find", typed, "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&answer.out).unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    rows.iter()
        .map(|row| (text(&row["name"]).unwrap(), text(&row["case"])))
        .collect()
}

#[test]
fn a_number_in_any_form_and_the_code_find_exactly_that_matter() {
    let desk = desk();
    let code = code(&desk, 1);
    let spaced = format!("{} {}", &code[..4], &code[4..].to_lowercase());
    let both = format!("1 {code}");
    for typed in [
        "ML-2026-0001",
        "ml20260001",
        "2026-1",
        "2026-0001",
        "ＭＬ－２０２６－０００１",
        "ML-2026-0001/2",
        &code,
        &spaced,
        &both,
    ] {
        let only = [("牟春生".to_owned(), Some("ML-2026-0001".to_owned()))];
        assert_eq!(found(&desk, typed), only, "{typed}");
    }
    // A bare number may be the end of a phone too: the matter comes first.
    for typed in ["0001", "００01"] {
        let rows = found(&desk, typed);
        assert_eq!(rows[0].1.as_deref(), Some("ML-2026-0001"), "{typed}");
        assert_eq!(rows[1], ("尉迟恭".to_owned(), None), "{typed}");
    }
    assert_eq!(found(&desk, "0009"), []);
}

#[test]
fn the_code_of_an_accusation_leads_nobody_else_to_it() {
    let desk = desk();
    let code = code(&desk, 3);
    for typed in ["3", "ML-2026-0003", &code] {
        let out = desk.command(&["find", typed, "--json", "--as", "张某"]);
        let out = { out }.output().unwrap();
        let rows: Vec<Value> = serde_json::from_slice(&out.stdout).unwrap();
        assert!(rows.iter().all(|row| row["case"].is_null()), "{typed}");
    }
}

#[test]
fn a_case_is_shown_by_its_bare_number_and_by_its_code() {
    let desk = desk();
    let code = code(&desk, 2);
    for typed in ["2", "0002", &code] {
        let answer = desk.run(&["case", "show", typed, "--json"]);
        let shown: Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(shown["number"], "ML-2026-0002", "{typed}");
    }
}

#[test]
fn who_has_number_and_code_is_told_how_it_stands_and_nothing_of_the_content() {
    let desk = desk();
    let asked = |number: &str, code: &str| {
        let answer = desk.run(&["case", "ask", number, code, "--json"]);
        (answer.code, answer.out, answer.err)
    };
    let (exit, card, _) = asked("0001", &code(&desk, 1));
    assert_eq!(exit, 0);
    let card: Value = serde_json::from_str(&card).unwrap();
    assert_eq!(card["number"], "ML-2026-0001");
    assert_eq!(card["received"], "2026-11-25");
    assert_eq!(card["next"]["what"], "notice");
    // An accusation: how it stands, and no more.
    let (exit, card, _) = asked("2026-3", &code(&desk, 3));
    assert_eq!(exit, 0);
    for secret in ["张某", "宅基地", "accus"] {
        assert!(!card.contains(secret), "{card}");
    }
    let card: Value = serde_json::from_str(&card).unwrap();
    assert_eq!(card["told"], Value::Array(Vec::new()));
    assert_eq!(card["next"], Value::Null);
    // A wrong code answers as a number that there is not.
    let (wrong, absent) = (
        asked("0001", &code(&desk, 2)),
        asked("0099", &code(&desk, 2)),
    );
    assert_eq!(wrong.0, 1);
    assert_eq!(wrong, absent);
    assert_eq!(wrong.1, "");
}
