//! Identity numbers, told as rows, and what holds for all of them.

use proptest::{prop_assert, prop_assert_eq, proptest};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_right_number_tells_birth_and_sex() {
    for (typed, number, birth, sex) in [
        (
            "11010519491231002X",
            "11010519491231002X",
            "1949-12-31",
            Sex::Female,
        ),
        (
            "11010519491231002x",
            "11010519491231002X",
            "1949-12-31",
            Sex::Female,
        ),
        (
            "370785190001010012",
            "370785190001010012",
            "1900-01-01",
            Sex::Male,
        ),
        (
            "370785200002290024",
            "370785200002290024",
            "2000-02-29",
            Sex::Female,
        ),
        (
            "370785199912311239",
            "370785199912311239",
            "1999-12-31",
            Sex::Male,
        ),
        (
            "３７０７８５１９０００１０１００１２",
            "370785190001010012",
            "1900-01-01",
            Sex::Male,
        ),
        (
            "370785 19000101 0012",
            "370785190001010012",
            "1900-01-01",
            Sex::Male,
        ),
        (
            "370785-19000101-0012",
            "370785190001010012",
            "1900-01-01",
            Sex::Male,
        ),
    ] {
        let id = IdNumber::parse(typed);
        let birth = day(birth);
        assert_eq!(id.reading, IdReading::Valid { birth, sex }, "{typed}");
        assert_eq!(id.number, number);
        assert!(id.identifies());
    }
}

#[test]
fn a_wrong_number_says_why_and_stays_as_typed() {
    for (typed, doubt) in [
        ("", IdDoubt::Empty),
        ("  ", IdDoubt::Empty),
        ("37078519000229001X", IdDoubt::Birth),
        ("370785190001010013", IdDoubt::Check),
        ("370785190013010012", IdDoubt::Birth),
        ("3707851900010100", IdDoubt::Length),
        ("37078519000101001Y", IdDoubt::Characters),
        ("3707851900010X0012", IdDoubt::Characters),
        ("没带", IdDoubt::Characters),
        ("370785000101001", IdDoubt::Birth),
    ] {
        let id = IdNumber::parse(typed);
        let expected = if typed == "370785000101001" {
            IdReading::Converted {
                birth: day("1900-01-01"),
                sex: Sex::Male,
            }
        } else {
            IdReading::Doubtful(doubt)
        };
        assert_eq!(id.reading, expected, "{typed}");
    }
    assert_eq!(IdNumber::parse(" 没带 ").number, "没带");
}

#[test]
fn an_old_number_is_brought_to_eighteen_signs() {
    let id = IdNumber::parse("370785 000101 001");
    assert_eq!(id.number, "370785190001010012");
    assert_eq!(
        id.reading,
        IdReading::Converted {
            birth: day("1900-01-01"),
            sex: Sex::Male
        }
    );
    assert_eq!(
        IdNumber::parse("370785000230001").reading,
        IdReading::Doubtful(IdDoubt::Birth)
    );
}

#[test]
fn the_kind_of_paper_is_told_by_the_number() {
    for (typed, kind) in [
        ("370785190001010012", PaperKind::ResidentId),
        ("810000190001010012", PaperKind::ResidencePermit),
        ("911156190001010012", PaperKind::ForeignPermanent),
        ("E12345678", PaperKind::TravelPaper),
        ("ＥＡ1234567", PaperKind::TravelPaper),
        ("12345", PaperKind::ResidentId),
    ] {
        assert_eq!(IdNumber::parse(typed).kind, kind, "{typed}");
    }
    assert_eq!(IdNumber::parse("e12345678").reading, IdReading::Unchecked);
    assert_eq!(IdNumber::parse("e12345678").number, "E12345678");
}

#[test]
fn a_birth_that_lies_ahead_is_doubtful() {
    let id = IdNumber::parse("370785199912311239");
    assert_eq!(id.doubt_on(day("2026-11-25")), None);
    assert_eq!(id.doubt_on(day("1999-12-30")), Some(IdDoubt::NotYetBorn));
    assert_eq!(id.age_on(day("2026-11-25")), Some(26));
    assert_eq!(id.age_on(day("2026-12-31")), Some(27));
}

#[test]
fn the_middle_is_hidden() {
    for (number, shown) in [
        ("370785190001010012", "370785********0012"),
        ("11010519491231002X", "110105********002X"),
        ("370785000101001", "370785*****1001"),
        ("E12345678", "E****5678"),
        ("E123456", "E***456"),
        ("没带", "**"),
        ("", ""),
    ] {
        assert_eq!(mask_id(number), shown);
    }
    assert_eq!(IdNumber::parse("370785190001010012").tail(), "0012");
}

proptest! {
    #[test]
    fn whatever_is_typed_is_kept_and_hidden(typed in "\\PC{0,24}|[0-9X]{15,18}") {
        let id = IdNumber::parse(&typed);
        prop_assert_eq!(&id.typed, typed.trim());
        if id.identifies() {
            let again = IdNumber::parse(&id.number);
            prop_assert_eq!(&again.number, &id.number);
            prop_assert_eq!(again.birth(), id.birth());
        }
        let hidden = id.masked();
        prop_assert_eq!(hidden.chars().count(), id.number.chars().count());
        prop_assert!(hidden.is_empty() || hidden.contains('*'));
    }

    #[test]
    fn one_wrong_digit_never_passes(at in 0_usize..17, digit in 0_u32..10) {
        let right = "370785190001010012";
        let wrong: String = right
            .chars()
            .enumerate()
            .map(|(place, c)| if place == at { char::from_digit(digit, 10).unwrap() } else { c })
            .collect();
        prop_assert_eq!(IdNumber::parse(&wrong).identifies(), wrong == right);
    }
}
