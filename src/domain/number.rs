//! 编号: case numbers, visit numbers, the petitioner's query code, numbers of other systems.

use std::fmt;

use super::clean;
use super::typed::{half_width, is_separator};

/// What stands before every number of the house.
const PREFIX: &str = "ML";
/// Signs of a query code: none that is taken for another when read aloud or off paper (0/O, 1/I).
pub(super) const CODE_SIGNS: [char; 32] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L',
    'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];
/// Signs of a query code before its check sign.
const CODE_BODY: usize = 7;

/// 信访件编号: `ML-2026-0001`; runs unbroken within its year, grows past four digits, sorts as
/// numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    /// The year of registration.
    pub year: u16,
    /// The run within the year, from 1.
    pub run: u32,
}

impl CaseNumber {
    /// Reads exactly what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let number = Self::parse_lenient(text)?;
        (number.to_string() == text).then_some(number)
    }

    /// Reads what a clerk types: `ml-2026-1`, `ML2026-1`, `ml20260001`, `2026-1`, full-width, with
    /// spaces.
    pub fn parse_lenient(text: &str) -> Option<Self> {
        let plain = half_width(text).trim().to_ascii_uppercase();
        let ours = plain.strip_prefix(PREFIX);
        let rest = ours.unwrap_or(&plain);
        let mut parts = rest.split(is_separator).filter(|part| !part.is_empty());
        let first = parts.next()?;
        let (year, run) = match parts.next() {
            Some(run) => (first, run),
            None => ours.and_then(|_| first.split_at_checked(4))?,
        };
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Some(Self {
            year: digits(year)?.try_into().ok()?,
            run: digits(run)?,
        })
        .filter(|number| number.run > 0)
    }

    /// Reads what a clerk types as [`parse_lenient`](Self::parse_lenient) does; a bare number, `12`
    /// or `0012`, is one of `year`.
    pub fn parse_short(text: &str, year: u16) -> Option<Self> {
        let run = digits(half_width(text).trim()).filter(|run| *run > 0);
        Self::parse_lenient(text).or(run.map(|run| Self { year, run }))
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}-{:04}-{:04}", self.year, self.run)
    }
}

/// 来访编号: `ML-2026-0001/2`, the second visit about the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitNumber {
    /// The case.
    pub case: CaseNumber,
    /// The visit within the case, from 1.
    pub visit: u32,
}

impl VisitNumber {
    /// Reads exactly what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let number = Self::parse_lenient(text)?;
        (number.to_string() == text).then_some(number)
    }

    /// Reads what a clerk types before and behind the stroke.
    pub fn parse_lenient(text: &str) -> Option<Self> {
        let plain = half_width(text);
        let (case, visit) = plain.split_once('/')?;
        Some(Self {
            case: CaseNumber::parse_lenient(case)?,
            visit: digits(visit.trim())?,
        })
        .filter(|number| number.visit > 0)
    }
}

impl fmt::Display for VisitNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.case, self.visit)
    }
}

fn digits(text: &str) -> Option<u32> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

/// 查询码: by which the petitioner asks after his matter; eight signs, the last of which checks the
/// others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueryCode(String);

impl QueryCode {
    /// Makes the code of a seed; the caller draws the seed, so that codes cannot be guessed from
    /// numbers.
    pub fn from_seed(seed: u64) -> Self {
        let mut left = stir(seed);
        let mut values = Vec::with_capacity(CODE_BODY + 1);
        for _ in 0..CODE_BODY {
            values.push((left % 32) as usize);
            left /= 32;
        }
        values.push(check_value(&values));
        Self(
            values
                .iter()
                .filter_map(|value| CODE_SIGNS.get(*value))
                .collect(),
        )
    }

    /// Reads a code in any case, width and grouping; `None` when its check sign does not fit.
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = half_width(text)
            .chars()
            .filter(|c| !is_separator(*c))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let values: Vec<usize> = code
            .chars()
            .map(|sign| CODE_SIGNS.iter().position(|known| *known == sign))
            .collect::<Option<_>>()?;
        let (last, body) = values.split_last()?;
        (body.len() == CODE_BODY && check_value(body) == *last).then_some(Self(code))
    }

    /// Gives the eight signs.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Writes the eight signs.
impl fmt::Display for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Spreads neighbouring seeds over all codes (the finaliser of SplitMix64).
const fn stir(seed: u64) -> u64 {
    let a = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let b = (a ^ (a >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    b ^ (b >> 31)
}

/// Odd weights make every single wrong sign show, and all but one of 31 swaps of neighbours.
fn check_value(body: &[usize]) -> usize {
    body.iter()
        .enumerate()
        .map(|(at, value)| value * (2 * at + 1))
        .sum::<usize>()
        % 32
}

codes! {
    /// Whose number an external number is.
    ExternalKind: "external" {
        /// 国家信访件编号
        National = "national",
        /// 省信访件编号
        Province = "province",
        /// 市受理编号
        City = "city",
        /// 区县受理编号
        County = "county",
        /// 12345 工单号
        Hotline12345 = "12345",
        /// 法院案号
        Court = "court",
        /// Another one
        Other = "other",
    }
}

/// A number that another system gave to the same matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalNumber {
    /// Whose it is.
    pub kind: ExternalKind,
    /// The number as typed.
    pub value: String,
}

impl ExternalNumber {
    /// Makes a number of what was typed or came in a file, without what no line of text holds.
    pub fn new(kind: ExternalKind, typed: &str) -> Self {
        Self {
            kind,
            value: clean::line(typed),
        }
    }

    /// Gives the form by which two spellings of one number are known as the same: half-width,
    /// upper-case, without spaces.
    pub fn key(&self) -> String {
        half_width(&self.value)
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .flat_map(char::to_uppercase)
            .collect()
    }

    /// Tells whether it looks like a serial number (编号 1, 2, 3 …), which a register begins anew
    /// each year: it says nothing of which matter it is.
    pub fn is_serial(&self) -> bool {
        let key = self.key();
        self.kind == ExternalKind::Other
            && key.len() <= SERIAL_DIGITS
            && key.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The most digits of a number that only counts the rows of a register.
const SERIAL_DIGITS: usize = 6;

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn a_number_reads_back_and_grows_past_four_digits() {
        for (year, run, text) in [
            (2026, 1, "ML-2026-0001"),
            (2026, 9_999, "ML-2026-9999"),
            (2026, 10_000, "ML-2026-10000"),
            (2026, 1_000_000, "ML-2026-1000000"),
        ] {
            let number = CaseNumber { year, run };
            assert_eq!(number.to_string(), text);
            assert_eq!(CaseNumber::parse(text), Some(number));
        }
        for wrong in [
            "",
            "ML",
            "ML-2026",
            "ML-2026-1",
            "ml-2026-0001",
            "ML-2026-0000",
            "ML-2026-00010",
            "ML-26-0001",
            "ML-2026-0001/2",
            "ML-2026-+001",
            "ML-2026-99999999999",
            "XX-2026-0001",
        ] {
            assert_eq!(CaseNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_bare_number_is_one_of_the_year() {
        for (text, expected) in [
            ("12", Some((2026, 12))),
            ("０００３", Some((2026, 3))),
            ("2025-3", Some((2025, 3))),
            ("0", None),
            ("第三件", None),
            ("", None),
        ] {
            let expected = expected.map(|(year, run)| CaseNumber { year, run });
            assert_eq!(CaseNumber::parse_short(text, 2026), expected, "{text}");
        }
    }

    #[test]
    fn a_clerk_may_write_it_shorter() {
        let number = Some(CaseNumber { year: 2026, run: 1 });
        for text in [
            "ml-2026-1",
            "2026-1",
            "ＭＬ－２０２６－０００１",
            " ML 2026 0001 ",
            "ML2026-001",
            "ML—2026—1",
            "ml20260001",
            "ＭＬ２０２６１",
        ] {
            assert_eq!(CaseNumber::parse_lenient(text), number, "{text}");
        }
        for wrong in [
            "1",
            "2026",
            "2026-0",
            "ML-2026-1-2",
            "13800001234",
            "2026-牟",
            "20260001",
            "ML2026",
        ] {
            assert_eq!(CaseNumber::parse_lenient(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_sort_as_numbers() {
        let texts = [
            "ML-2025-10001",
            "ML-2026-0002",
            "ML-2026-9999",
            "ML-2026-10000",
        ];
        let numbers: Vec<_> = texts
            .iter()
            .map(|text| CaseNumber::parse(text).unwrap())
            .collect();
        assert!(numbers.is_sorted());
    }

    #[test]
    fn a_visit_is_counted_within_its_case() {
        let visit = VisitNumber {
            case: CaseNumber { year: 2026, run: 1 },
            visit: 2,
        };
        assert_eq!(visit.to_string(), "ML-2026-0001/2");
        assert_eq!(VisitNumber::parse("ML-2026-0001/2"), Some(visit));
        assert_eq!(VisitNumber::parse_lenient("2026-1／２"), Some(visit));
        for wrong in [
            "ML-2026-0001",
            "ML-2026-0001/",
            "ML-2026-0001/0",
            "ML-2026-0001/02",
        ] {
            assert_eq!(VisitNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_query_code_comes_back_however_it_is_read_out() {
        for seed in [0, 1, 2, u64::MAX, 20_260_001] {
            let code = QueryCode::from_seed(seed);
            assert_eq!(code.as_str().len(), 8);
            assert_eq!(code, QueryCode::from_seed(seed));
            assert_eq!(
                QueryCode::parse(&code.as_str().to_lowercase()),
                Some(code.clone())
            );
            let (left, right) = code.as_str().split_at(4);
            assert_eq!(QueryCode::parse(&format!("{left} - {right}")), Some(code));
        }
        assert_ne!(QueryCode::from_seed(1), QueryCode::from_seed(2));
    }

    #[test]
    fn a_wrong_sign_in_a_query_code_is_noticed() {
        let code = QueryCode::from_seed(7).as_str().to_owned();
        for at in 0..code.len() {
            for sign in CODE_SIGNS {
                let mut other: Vec<char> = code.chars().collect();
                other[at] = sign;
                let other: String = other.into_iter().collect();
                assert_eq!(QueryCode::parse(&other).is_some(), other == code, "{other}");
            }
        }
        for wrong in ["", "2222222", "O2222222", "222222222"] {
            assert_eq!(QueryCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn two_spellings_of_an_external_number_have_one_key() {
        let number = |value: &str| ExternalNumber {
            kind: ExternalKind::Hotline12345,
            value: value.to_owned(),
        };
        assert_eq!(number("wf 2026０００１").key(), number("WF20260001").key());
    }

    proptest! {
        #[test]
        fn numbers_read_back_and_nothing_typed_is_too_strange(
            year in 1000_u16..=9999,
            run in 1_u32..,
            visit in 1_u32..,
            seed: u64,
            typed in "\\PC{0,20}",
        ) {
            let number = VisitNumber { case: CaseNumber { year, run }, visit };
            prop_assert_eq!(VisitNumber::parse(&number.to_string()), Some(number));
            prop_assert_eq!(CaseNumber::parse_lenient(&number.case.to_string()), Some(number.case));
            let code = QueryCode::from_seed(seed);
            prop_assert_eq!(QueryCode::parse(code.as_str()), Some(code));
            for strange in [CaseNumber::parse(&typed), CaseNumber::parse_lenient(&typed)] {
                prop_assert!(strange.is_none_or(|number| number.run > 0));
            }
        }
    }
}
