//! The shared vectors of identity numbers and telephones, with the rows where this desk differs
//! from the list on purpose.

use mulin::domain::phone::{Dialling, Phone, PhoneKind};
use mulin::domain::resident_id::{IdNumber, IdReading};
use serde_json::Value;

/// Numbers that the lists refuse and this desk takes, each with the reason.
const ID_TAKEN: &[(&str, &str)] = &[
    (
        "010101491001001",
        "fifteen digits with a real date; region 01 does not exist",
    ),
    (
        "160101491001001",
        "fifteen digits with a real date; region 16 does not exist",
    ),
    (
        "990426199112010074",
        "checksum and date are right; region 99 does not exist",
    ),
    (
        "110111198012010078",
        "checksum and date are right; the list's region table lacks 110111",
    ),
    (
        "110201199312010077",
        "checksum and date are right; the list's region table lacks 110201",
    ),
];

/// Telephones that the list calls valid and this desk doubts.
const PHONES_DOUBTED: &[(&str, &str)] = &[
    ("92138389438", "no mobile number in China starts with 9"),
    ("+8692138389438", "no mobile number in China starts with 9"),
    ("008692138389438", "no mobile number in China starts with 9"),
    ("98199649964", "no mobile number in China starts with 9"),
    ("+8698099649964", "no mobile number in China starts with 9"),
    ("008698099649964", "no mobile number in China starts with 9"),
];

/// Telephones that the list calls invalid and this desk reads as a mobile number.
const PHONES_TAKEN: &[(&str, &str)] = &[
    (
        "+86-13838389438",
        "a hyphen after +86 is a separator like any other",
    ),
    (
        "0086-13811211114",
        "a hyphen after 0086 is a separator like any other",
    ),
    (
        "0086-138-1121-1114",
        "separators may part the groups of a number",
    ),
];

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
            exception(ID_TAKEN, &text),
            "{text} reads as {:?}",
            id.reading
        );
        met.push(text);
    }
    assert_all_met(ID_TAKEN, &met);
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
        assert_eq!(mobile, !exception(PHONES_DOUBTED, &text), "{text} is valid");
        met.push(text);
    }
    assert_all_met(PHONES_DOUBTED, &met);
    met.clear();
    for text in texts(&mobiles["invalid"]) {
        let mobile = kind_of(&text) == Some(PhoneKind::Mobile);
        assert_eq!(
            mobile,
            exception(PHONES_TAKEN, &text),
            "{text} is no mobile number"
        );
        met.push(text);
    }
    assert_all_met(PHONES_TAKEN, &met);
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

fn exception(list: &[(&str, &str)], text: &str) -> bool {
    list.iter().any(|(row, _)| *row == text)
}

fn assert_all_met(list: &[(&str, &str)], met: &[String]) {
    for (row, reason) in list {
        assert!(
            met.iter().any(|text| text == row),
            "{row} ({reason}) is in no list any more"
        );
    }
}
