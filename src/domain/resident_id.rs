//! 居民身份证号 (GB 11643): read, checked and masked; a wrong one warns and is kept.
//!
//! Eighteen signs: six of region, eight of birth, three of order (odd for a man), one check sign.
//! Region tables are not consulted.

use chrono::{Datelike, NaiveDate};

use super::typed::{half_width, is_separator};

/// Weights of the seventeen signs before the check sign.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check sign by the weighted sum modulo 11.
const CHECK_SIGNS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
/// Signs of the number since 1999, and before.
const LENGTH: usize = 18;
const OLD_LENGTH: usize = 15;
/// Signs that stay visible at the head of a masked number of full length: the county.
const SHOWN_HEAD: usize = 6;
/// Signs that stay visible at the end.
const SHOWN_TAIL: usize = 4;

codes! {
    /// 证件种类, as far as the number tells it.
    PaperKind {
        /// 居民身份证
        ResidentId = "resident_id",
        /// 港澳台居民居住证 (81, 82, 83)
        ResidencePermit = "residence_permit",
        /// 外国人永久居留身份证 (9…)
        ForeignPermanent = "foreign_permanent",
        /// 护照, 通行证: a letter or two before the digits; not checked
        TravelPaper = "travel_paper",
    }
}

codes! {
    /// 性别, as the number says.
    Sex {
        /// 男
        Male = "male",
        /// 女
        Female = "female",
    }
}

codes! {
    /// Why a number is doubtful.
    IdDoubt {
        /// Nothing was typed
        Empty = "empty",
        /// A sign that stands in no number
        Characters = "characters",
        /// Neither 18 nor 15 signs
        Length = "length",
        /// The birth date does not exist
        Birth = "birth",
        /// The birth date lies ahead
        NotYetBorn = "not_yet_born",
        /// The check sign does not fit
        Check = "check",
    }
}

/// What became of a typed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdReading {
    /// Eighteen signs that agree with each other.
    Valid {
        /// 出生日期
        birth: NaiveDate,
        /// 性别
        sex: Sex,
    },
    /// An old number of fifteen digits, brought to eighteen: warned about.
    Converted {
        /// 出生日期
        birth: NaiveDate,
        /// 性别
        sex: Sex,
    },
    /// A paper whose number carries no check.
    Unchecked,
    /// Kept as typed, with a warning.
    Doubtful(IdDoubt),
}

/// A paper's number as it was typed and as the desk understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdNumber {
    /// What was typed.
    pub typed: String,
    /// The normalised number: half-width, upper-case, without separators, eighteen signs where it
    /// was converted; what was typed when it is doubtful.
    pub number: String,
    /// The kind of paper.
    pub kind: PaperKind,
    /// What it was read as.
    pub reading: IdReading,
}

impl IdNumber {
    /// Reads a number: full-width digits, separators and a small x are accepted.
    pub fn parse(typed: &str) -> Self {
        let plain: String = half_width(typed)
            .chars()
            .filter(|c| !is_separator(*c))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let kind = kind_of(&plain);
        let (number, reading) = match kind {
            PaperKind::TravelPaper => (plain, IdReading::Unchecked),
            PaperKind::ResidentId | PaperKind::ResidencePermit | PaperKind::ForeignPermanent => {
                read(&plain)
            }
        };
        let typed = typed.trim().to_owned();
        let number = match reading {
            IdReading::Doubtful(_) => typed.clone(),
            IdReading::Valid { .. } | IdReading::Converted { .. } | IdReading::Unchecked => number,
        };
        Self {
            typed,
            number,
            kind,
            reading,
        }
    }

    /// Gives the birth date, where the number is trusted.
    pub fn birth(&self) -> Option<NaiveDate> {
        match self.reading {
            IdReading::Valid { birth, .. } | IdReading::Converted { birth, .. } => Some(birth),
            IdReading::Unchecked | IdReading::Doubtful(_) => None,
        }
    }

    /// Gives the sex, where the number is trusted.
    pub fn sex(&self) -> Option<Sex> {
        match self.reading {
            IdReading::Valid { sex, .. } | IdReading::Converted { sex, .. } => Some(sex),
            IdReading::Unchecked | IdReading::Doubtful(_) => None,
        }
    }

    /// Tells whether two people with this number are one person.
    pub fn identifies(&self) -> bool {
        match self.reading {
            IdReading::Valid { .. } | IdReading::Converted { .. } => true,
            IdReading::Unchecked | IdReading::Doubtful(_) => false,
        }
    }

    /// Gives the doubt as of `today`: a birth that lies ahead counts too.
    pub fn doubt_on(&self, today: NaiveDate) -> Option<IdDoubt> {
        match self.reading {
            IdReading::Doubtful(doubt) => Some(doubt),
            IdReading::Valid { birth, .. } | IdReading::Converted { birth, .. } => {
                (birth > today).then_some(IdDoubt::NotYetBorn)
            }
            IdReading::Unchecked => None,
        }
    }

    /// Gives the age in whole years on `today`.
    pub fn age_on(&self, today: NaiveDate) -> Option<u32> {
        self.birth().and_then(|birth| today.years_since(birth))
    }

    /// Writes `370785********0012`.
    pub fn masked(&self) -> String {
        mask_id(&self.number)
    }

    /// Gives the last signs, by which a person is told apart at the counter.
    pub fn tail(&self) -> String {
        let skip = self.number.chars().count().saturating_sub(SHOWN_TAIL);
        self.number.chars().skip(skip).collect()
    }
}

/// Hides the middle of a paper's number: `370785********0012`; a short one wholly.
pub fn mask_id(number: &str) -> String {
    let length = number.chars().count();
    let (head, tail) = match length {
        0..=6 => (0, 0),
        7..=14 => (1, SHOWN_TAIL.min(length - 4)),
        _ => (SHOWN_HEAD, SHOWN_TAIL),
    };
    number
        .chars()
        .enumerate()
        .map(|(at, sign)| {
            if at < head || at + tail >= length {
                sign
            } else {
                '*'
            }
        })
        .collect()
}

fn kind_of(plain: &str) -> PaperKind {
    let letters = plain.chars().take_while(char::is_ascii_uppercase).count();
    let digits = plain.chars().skip(letters);
    if (1..=2).contains(&letters)
        && digits.clone().all(|c| c.is_ascii_digit())
        && (7..=10).contains(&digits.count())
    {
        return PaperKind::TravelPaper;
    }
    let whole = plain.chars().count() == LENGTH;
    match plain.as_bytes() {
        [b'8', b'1' | b'2' | b'3', ..] if whole => PaperKind::ResidencePermit,
        [b'9', ..] if whole => PaperKind::ForeignPermanent,
        _ => PaperKind::ResidentId,
    }
}

fn read(plain: &str) -> (String, IdReading) {
    match read_checked(plain) {
        Ok((number, reading)) => (number, reading),
        Err(doubt) => (plain.to_owned(), IdReading::Doubtful(doubt)),
    }
}

fn read_checked(plain: &str) -> Result<(String, IdReading), IdDoubt> {
    let signs: Vec<char> = plain.chars().collect();
    let well_formed = |signs: &[char], last_may_be_x: bool| {
        signs
            .iter()
            .enumerate()
            .all(|(at, c)| c.is_ascii_digit() || (*c == 'X' && last_may_be_x && at + 1 == LENGTH))
    };
    match signs.len() {
        0 => Err(IdDoubt::Empty),
        _ if !well_formed(&signs, true) => Err(IdDoubt::Characters),
        LENGTH => {
            let (birth, sex) = birth_and_sex(&signs)?;
            let fits = check_sign(&signs) == signs.last().copied();
            if fits {
                Ok((plain.to_owned(), IdReading::Valid { birth, sex }))
            } else {
                Err(IdDoubt::Check)
            }
        }
        OLD_LENGTH => {
            let mut long: Vec<char> = signs.iter().take(6).copied().collect();
            long.extend(['1', '9']);
            long.extend(signs.iter().skip(6));
            let (birth, sex) = birth_and_sex(&long)?;
            long.extend(check_sign(&long));
            Ok((long.iter().collect(), IdReading::Converted { birth, sex }))
        }
        _ => Err(IdDoubt::Length),
    }
}

/// Reads signs 7–14 as a date that exists, and sign 17 as the sex.
fn birth_and_sex(signs: &[char]) -> Result<(NaiveDate, Sex), IdDoubt> {
    let number = |from: usize, count: usize| {
        signs
            .iter()
            .skip(from)
            .take(count)
            .try_fold(0, |sum, c| c.to_digit(10).map(|digit| sum * 10 + digit))
            .ok_or(IdDoubt::Characters)
    };
    let year = i32::try_from(number(6, 4)?).map_err(|_| IdDoubt::Birth)?;
    let birth = NaiveDate::from_ymd_opt(year, number(10, 2)?, number(12, 2)?)
        .filter(|date| date.year() >= 1800)
        .ok_or(IdDoubt::Birth)?;
    let sex = if number(16, 1)? % 2 == 1 {
        Sex::Male
    } else {
        Sex::Female
    };
    Ok((birth, sex))
}

/// Σ a·w over the first seventeen signs, modulo 11, as a sign.
fn check_sign(signs: &[char]) -> Option<char> {
    let sum: u32 = signs
        .iter()
        .zip(WEIGHTS)
        .filter_map(|(sign, weight)| sign.to_digit(10).map(|digit| digit * weight))
        .sum();
    CHECK_SIGNS.get(sum as usize % 11).copied()
}

#[cfg(test)]
mod tests;
