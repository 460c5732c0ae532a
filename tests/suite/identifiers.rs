//! The shared vectors of identity numbers and telephones, with the rows where this desk differs
//! from the list on purpose.

use mulin::domain::phone::{Dialling, Phone, PhoneKind};
use mulin::domain::resident_id::{IdNumber, IdReading};
use serde_json::Value;

#[test]
fn identity_numbers_of_the_lists() {
    let file: Value = serde_json::from_str(include_str!("../fixtures/id_numbers.json")).unwrap();
    let validator = &file["validator.js isIdentityCard zh-CN"];
    let stdnum = &file["python-stdnum cn.ric"];
    let today = "2026-11-25".parse().unwrap();
    for valid in [&validator["valid"], &stdnum["valid"]] {
        for text in texts(valid) {
            assert!(IdNumber::parse(&text).identifies(), "{text} is valid");
        }
    }
    for row in stdnum["birth_place"].as_array().unwrap() {
        let text = row[0].as_str().unwrap();
        assert!(IdNumber::parse(text).identifies(), "{text} is valid");
    }
    let errors = stdnum["errors"].as_array().unwrap().iter();
    let invalid = texts(&validator["invalid"])
        .into_iter()
        .chain(errors.map(|row| row[0].as_str().unwrap().to_owned()));
    let mut met = Vec::new();
    for text in invalid {
        let id = IdNumber::parse(&text);
        let taken = id.identifies() && id.doubt_on(today).is_none();
        assert_eq!(
            taken,
            exception(&exceptions("id_taken"), &text),
            "{text} reads as {:?}",
            id.reading
        );
        met.push(text);
    }
    assert_all_met(&exceptions("id_taken"), &met);
}

#[test]
fn an_old_number_among_the_valid_ones_is_brought_to_eighteen_signs() {
    let id = IdNumber::parse("110101491001001");
    assert!(matches!(id.reading, IdReading::Converted { .. }));
    assert_eq!(id.number.len(), 18);
    assert!(matches!(
        IdNumber::parse(&id.number).reading,
        IdReading::Valid { .. }
    ));
}

#[test]
fn telephones_of_the_lists() {
    let file: Value = serde_json::from_str(include_str!("../fixtures/phones.json")).unwrap();
    let mobiles = &file["validator.js isMobilePhone zh-CN"];
    let mut met = Vec::new();
    for text in texts(&mobiles["valid"]) {
        let mobile = kind_of(&text) == Some(PhoneKind::Mobile);
        assert_eq!(
            mobile,
            !exception(&exceptions("phones_doubted"), &text),
            "{text} is valid"
        );
        met.push(text);
    }
    assert_all_met(&exceptions("phones_doubted"), &met);
    met.clear();
    for text in texts(&mobiles["invalid"]) {
        let mobile = kind_of(&text) == Some(PhoneKind::Mobile);
        assert_eq!(
            mobile,
            exception(&exceptions("phones_taken"), &text),
            "{text} is no mobile number"
        );
        met.push(text);
    }
    assert_all_met(&exceptions("phones_taken"), &met);
}

#[test]
fn example_numbers_of_each_kind() {
    let file: Value = serde_json::from_str(include_str!("../fixtures/phones.json")).unwrap();
    let examples = &file["libphonenumber CN exampleNumbers"];
    for (name, kind) in [
        ("mobile", Some(PhoneKind::Mobile)),
        ("tollFree", Some(PhoneKind::Service)),
        ("sharedCost", Some(PhoneKind::Service)),
        // Written without its trunk 0, and no subscriber's number starts with 1.
        ("fixedLine", None),
        // A paid service, where nobody can be called back.
        ("premiumRate", None),
    ] {
        assert_eq!(kind_of(examples[name].as_str().unwrap()), kind, "{name}");
    }
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

fn kind_of(text: &str) -> Option<PhoneKind> {
    Phone::parse(text, &Dialling::default()).kind()
}

/// Gives the rows of a list on which this desk differs on purpose, each with the reason.
fn exceptions(list: &str) -> Vec<(String, String)> {
    let text = include_str!("../fixtures/identifier_exceptions.json");
    let file: Value = serde_json::from_str(text).unwrap();
    serde_json::from_value(file[list].clone()).unwrap()
}

fn exception(list: &[(String, String)], text: &str) -> bool {
    list.iter().any(|(row, _)| row == text)
}

fn assert_all_met(list: &[(String, String)], met: &[String]) {
    for (row, reason) in list {
        assert!(
            met.iter().any(|text| text == row),
            "{row} ({reason}) is in no list any more"
        );
    }
}
