//! Telephones, told as rows, and what holds for all of them.

use proptest::{prop_assert, prop_assert_eq, proptest};

use super::*;

fn read_one(typed: &str) -> Phone {
    Phone::parse(typed, &Dialling::default())
}

#[test]
fn a_number_is_understood_however_it_was_written() {
    use PhoneKind::{Landline, Local, Mobile, Service};
    for (typed, kind, digits) in [
        ("13800001234", Mobile, "13800001234"),
        ("１３８００００１２３４", Mobile, "13800001234"),
        ("138 0000 1234", Mobile, "13800001234"),
        ("138-0000-1234", Mobile, "13800001234"),
        ("138　0000　1234", Mobile, "13800001234"),
        ("+86 138 0000 1234", Mobile, "13800001234"),
        ("+86-13800001234", Mobile, "13800001234"),
        ("＋８６１３８００００１２３４", Mobile, "13800001234"),
        ("008613800001234", Mobile, "13800001234"),
        ("8613800001234", Mobile, "13800001234"),
        ("(86)13800001234", Mobile, "13800001234"),
        ("\u{202d}13800001234\u{202c}", Mobile, "13800001234"),
        ("2881890", Local, "05362881890"),
        ("288 1890", Local, "05362881890"),
        ("２８８１８９０", Local, "05362881890"),
        ("0536-2881890", Landline, "05362881890"),
        ("（0536）2881890", Landline, "05362881890"),
        ("05362881890", Landline, "05362881890"),
        ("+86 536 2881890", Landline, "05362881890"),
        ("010-62345678", Landline, "01062345678"),
        ("021 62345678", Landline, "02162345678"),
        ("0531-88881234", Landline, "053188881234"),
        ("400-800-1234", Service, "4008001234"),
        ("8008001234", Service, "8008001234"),
    ] {
        let phone = read_one(typed);
        assert_eq!(
            (phone.kind(), phone.stored()),
            (Some(kind), digits),
            "{typed}"
        );
    }
}

#[test]
fn an_extension_is_kept_apart() {
    for typed in [
        "0536-2881890-801",
        "0536-2881890转801",
        "05362881890 转 801",
        "0536 2881890 ext 801",
    ] {
        assert_eq!(
            read_one(typed).reading,
            PhoneReading::Known {
                kind: PhoneKind::Landline,
                digits: "05362881890".to_owned(),
                extension: Some("801".to_owned()),
            },
            "{typed}"
        );
    }
}

#[test]
fn a_doubtful_number_says_why_and_stays_as_typed() {
    for (typed, doubt) in [
        ("", PhoneDoubt::Empty),
        ("　 - ", PhoneDoubt::Empty),
        ("无", PhoneDoubt::Characters),
        ("1380000123x", PhoneDoubt::Characters),
        ("1380000123", PhoneDoubt::Prefix),
        ("138000012345", PhoneDoubt::Prefix),
        ("12800001234", PhoneDoubt::Prefix),
        ("013800001234", PhoneDoubt::Prefix),
        ("1234567", PhoneDoubt::Prefix),
        ("12345", PhoneDoubt::Length),
        ("+1 650 253 0000", PhoneDoubt::Prefix),
    ] {
        let phone = read_one(typed);
        assert_eq!(phone.doubt(), Some(doubt), "{typed}");
        assert_eq!(phone.stored(), typed.trim());
    }
}

#[test]
fn several_numbers_in_one_field_are_read_one_by_one() {
    for (typed, stored) in [
        (
            "13800001234、0536-2881890; 不详",
            vec!["13800001234", "05362881890", "不详"],
        ),
        (
            "13800001234 13800005678",
            vec!["13800001234", "13800005678"],
        ),
        ("13800001234／2881890", vec!["13800001234", "05362881890"]),
        ("138 0000 1234", vec!["13800001234"]),
        ("没有 电话", vec!["没有 电话"]),
        (" ", vec![]),
    ] {
        let phones = Phone::parse_all(typed, &Dialling::default());
        assert_eq!(
            phones.iter().map(Phone::stored).collect::<Vec<_>>(),
            stored,
            "{typed}"
        );
    }
}

#[test]
fn the_middle_is_hidden() {
    for (stored, shown) in [
        ("13800001234", "138****1234"),
        ("05362881890", "0536***1890"),
        ("01062345678", "010****5678"),
        ("053188881234", "0531****1234"),
        ("4008001234", "400***1234"),
        ("2881890", "2***890"),
        ("12345", "***45"),
        ("无", "*"),
        ("", ""),
    ] {
        assert_eq!(mask_phone(stored), shown);
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_kept_and_reads_the_same_again(typed in "\\PC{0,24}|[0-9+ -]{0,20}") {
        let phone = read_one(&typed);
        prop_assert_eq!(&phone.typed, typed.trim());
        if phone.doubt().is_none() {
            let again = read_one(phone.stored());
            prop_assert_eq!(again.stored(), phone.stored());
        }
        let hidden = mask_phone(phone.stored());
        prop_assert_eq!(hidden.chars().count(), phone.stored().chars().count());
        prop_assert!(hidden.is_empty() || hidden.contains('*'));
    }
}
