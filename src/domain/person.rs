//! 信访人: a person who came, wrote or called.

use std::fmt;

/// The running number of a person within a store, from 1; written `P-000001`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u64);

impl PersonId {
    /// Reads `P-000001`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("P-")?;
        (digits.len() >= 6 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())
            .flatten()
            .filter(|id| *id > 0)
            .map(Self)
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P-{:06}", self.0)
    }
}

/// A person as the desk knows him now; earlier values stand in his history.
///
/// Every value is kept as it was typed, sanitised of control characters; a doubtful one warns and
/// is kept (条例 19, 22: whoever comes is registered).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// 姓名; empty for one who leaves no name (未留名).
    pub name: String,
    /// 联系电话, as digits where they were recognised, else as typed.
    pub phones: Vec<String>,
    /// 居民身份证号 (GB 11643) or the number of another paper.
    pub id_number: Option<String>,
    /// 村: the village's name as known to the grid or as typed.
    pub village: Option<String>,
    /// 住址.
    pub address: Option<String>,
    /// Special care on arrival: disabled, elderly, an interpreter needed.
    pub care: Option<String>,
    /// The person asked that his name be kept secret (鲁信访 12 (七)).
    pub confidential: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_a_bare_number_does_not() {
        assert_eq!(PersonId::parse("P-000012"), Some(PersonId(12)));
        assert_eq!(PersonId(1_234_567).to_string(), "P-1234567");
        assert_eq!(PersonId::parse("P-1234567"), Some(PersonId(1_234_567)));
        for wrong in ["12", "P-12", "P-000000", "P-00001x"] {
            assert_eq!(PersonId::parse(wrong), None, "{wrong}");
        }
    }
}
