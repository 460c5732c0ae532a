//! 事项: what falls on a day's ledger, on a meeting's agenda or on today's list, by number alone.

use std::fmt;

use super::number::CaseNumber;

/// The running number of a call within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub u32);

/// The running number of a whistle within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WhistleId(pub u32);

/// The running number of an early sign within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignId(pub u32);

/// The running number of an appointment within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AppointmentId(pub u32);

/// A thing that somebody has to see to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// 信访件; a 12345 work order is one too.
    Case(CaseNumber),
    /// 牟邻热线来电.
    Call(CallId),
    /// 吹哨.
    Whistle(WhistleId),
    /// 苗头性信息.
    Sign(SignId),
}

impl Item {
    /// Reads what [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |rest: &str| rest.parse::<u32>().ok().filter(|number| *number > 0);
        match text.split_at_checked(3) {
            Some(("RX-", rest)) => number(rest).map(|it| Self::Call(CallId(it))),
            Some(("CS-", rest)) => number(rest).map(|it| Self::Whistle(WhistleId(it))),
            Some(("MT-", rest)) => number(rest).map(|it| Self::Sign(SignId(it))),
            _ => CaseNumber::parse_lenient(text).map(Self::Case),
        }
    }
}

/// Writes a case by its own number, others by the initials of 热线, 吹哨 and 苗头.
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(number) => write!(f, "{number}"),
            Self::Call(CallId(number)) => write!(f, "RX-{number}"),
            Self::Whistle(WhistleId(number)) => write!(f, "CS-{number}"),
            Self::Sign(SignId(number)) => write!(f, "MT-{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for (item, text) in [
            (
                Item::Case(CaseNumber {
                    year: 2026,
                    run: 12,
                }),
                "ML-2026-0012",
            ),
            (Item::Call(CallId(7)), "RX-7"),
            (Item::Whistle(WhistleId(31)), "CS-31"),
            (Item::Sign(SignId(4)), "MT-4"),
        ] {
            assert_eq!(item.to_string(), text);
            assert_eq!(Item::parse(text), Some(item));
        }
        for text in ["RX-0", "CS-", "MT-x", "牟邻"] {
            assert_eq!(Item::parse(text), None, "{text}");
        }
    }
}
