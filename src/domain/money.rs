//! 金额: money in yuan, to the fen.

use std::fmt;

use super::typed::half_width;

/// An amount of money, kept in fen (分).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Yuan(u64);

/// Fen of a yuan.
const FEN: u64 = 100;
/// More than this nobody claims here: it was mistyped.
const MOST: u64 = 1_000_000_000_000 * FEN;

impl Yuan {
    /// Makes it of fen.
    pub const fn of_fen(fen: u64) -> Self {
        Self(fen)
    }

    /// Gives the fen.
    pub const fn fen(self) -> u64 {
        self.0
    }

    /// Adds; what goes over stands at the most.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Reads `35000`, `35,000.50元`, `¥3.5万`; `None` for what is no amount to the fen.
    pub fn parse(text: &str) -> Option<Self> {
        let text = half_width(text);
        let mut bare: String = text
            .chars()
            .filter(|sign| !sign.is_whitespace() && !matches!(sign, ',' | '¥' | '￥'))
            .collect();
        for (end, scale) in [("万元", 10_000), ("亿元", 100_000_000), ("元", 1)] {
            if let Some(rest) = bare.strip_suffix(end) {
                return Self::scaled(rest, scale);
            }
        }
        let scale = match bare.chars().last()? {
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => return Self::scaled(&bare, 1),
        };
        bare.pop();
        Self::scaled(&bare, scale)
    }

    /// Reads digits with at most one point, so many times a yuan.
    fn scaled(digits: &str, scale: u64) -> Option<Self> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(part) {
            return None;
        }
        let part = part.trim_end_matches('0');
        let places = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
        let number: u64 = format!("{whole}{part}").parse().ok()?;
        let fen = number.checked_mul(FEN)?.checked_mul(scale)?;
        (fen % places == 0 && fen / places <= MOST).then_some(Self(fen / places))
    }
}

/// Writes `35000`, `35000.50`.
impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % FEN {
            0 => write!(f, "{}", self.0 / FEN),
            fen => write!(f, "{}.{fen:02}", self.0 / FEN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_reads_as_people_write_it_and_nothing_of_it_is_rounded_away() {
        for (text, read) in [
            ("35000", Some("35000")),
            ("35,000.5元", Some("35000.50")),
            ("￥３５０００", Some("35000")),
            ("3.5万", Some("35000")),
            ("3.5 万元", Some("35000")),
            ("0.00012亿元", Some("12000")),
            ("0", Some("0")),
            ("12.345", None),
            ("约3万", None),
            ("三万", None),
            ("-5", None),
            ("1.2.3", None),
            ("", None),
            ("元", None),
            ("99999999999999999999", None),
        ] {
            let yuan = Yuan::parse(text).map(|it| it.to_string());
            assert_eq!(yuan.as_deref(), read, "{text}");
        }
    }
}
