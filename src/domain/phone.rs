//! 电话: mobile, landline, the seven-digit local form, service numbers; a doubtful one is kept as
//! typed.

use std::fmt;

use super::typed::{half_width, is_separator};

/// Area codes of three digits have subscriber numbers of eight.
const SUBSCRIBER_OF_BIG_CITY: usize = 8;
/// Elsewhere they have seven or eight.
const SUBSCRIBER: std::ops::RangeInclusive<usize> = 7..=8;
/// Longest extension behind a switchboard.
const LONGEST_EXTENSION: usize = 5;
/// Words and signs before an extension.
const EXTENSION_MARKS: &[&str] = &["转", "分机", "ext", "EXT", "#", "x", "X"];
/// Signs between two numbers in one field.
const BETWEEN_NUMBERS: &[char] = &['、', '，', ',', ';', '；', '/', '／', '|', '\n'];

/// How local numbers are dialled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialling {
    /// 区号, with its leading 0.
    pub area_code: String,
    /// Digits of a number within the area.
    pub local_digits: u8,
}

/// Weifang: 0536 and seven digits.
impl Default for Dialling {
    fn default() -> Self {
        Self {
            area_code: "0536".to_owned(),
            local_digits: 7,
        }
    }
}

codes! {
    /// What a number is.
    PhoneKind {
        /// 手机
        Mobile = "mobile",
        /// 固定电话, with area code
        Landline = "landline",
        /// 本地号码: written without area code
        Local = "local",
        /// 400, 800
        Service = "service",
    }
}

codes! {
    /// Why a number is doubtful.
    PhoneDoubt {
        /// Nothing was typed
        Empty = "empty",
        /// Something other than digits and separators
        Characters = "characters",
        /// No kind of number has so many or so few digits
        Length = "length",
        /// The digits start like no number that exists
        Prefix = "prefix",
    }
}

/// A number as it was typed and as the desk understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// What was typed.
    pub typed: String,
    /// What it was read as.
    pub reading: PhoneReading,
}

/// What became of a typed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneReading {
    /// A number of a known kind.
    Known {
        /// Its kind.
        kind: PhoneKind,
        /// The digits that are stored and searched; a local number has its area code before it.
        digits: String,
        /// 分机, where one was typed.
        extension: Option<String>,
    },
    /// Kept as typed, with a warning.
    Doubtful(PhoneDoubt),
}

impl Phone {
    /// Reads a number, whatever stands between its digits, with or without +86.
    pub fn parse(typed: &str, dialling: &Dialling) -> Self {
        let reading = match read(typed, dialling) {
            Ok((kind, digits, extension)) => PhoneReading::Known {
                kind,
                digits,
                extension,
            },
            Err(doubt) => PhoneReading::Doubtful(doubt),
        };
        Self {
            typed: typed.trim().to_owned(),
            reading,
        }
    }

    /// Reads every number of a field in which several stand.
    pub fn parse_all(typed: &str, dialling: &Dialling) -> Vec<Self> {
        typed
            .split(BETWEEN_NUMBERS)
            .filter(|part| !part.trim().is_empty())
            .flat_map(|part| Self::parse_spaced(part, dialling))
            .collect()
    }

    /// Reads numbers that only spaces part; spaces within one number part nothing.
    fn parse_spaced(typed: &str, dialling: &Dialling) -> Vec<Self> {
        let whole = Self::parse(typed, dialling);
        if whole.doubt().is_some() {
            let words: Vec<Self> = typed
                .split_whitespace()
                .map(|word| Self::parse(word, dialling))
                .collect();
            if words.iter().all(|phone| phone.doubt().is_none()) {
                return words;
            }
        }
        vec![whole]
    }

    /// Gives the form that is stored and searched: digits where the number was understood, else
    /// what was typed.
    pub fn stored(&self) -> &str {
        match &self.reading {
            PhoneReading::Known { digits, .. } => digits,
            PhoneReading::Doubtful(_) => &self.typed,
        }
    }

    /// Gives the kind, if the number was understood.
    pub fn kind(&self) -> Option<PhoneKind> {
        match &self.reading {
            PhoneReading::Known { kind, .. } => Some(*kind),
            PhoneReading::Doubtful(_) => None,
        }
    }

    /// Gives the doubt, if there is one.
    pub fn doubt(&self) -> Option<PhoneDoubt> {
        match &self.reading {
            PhoneReading::Known { .. } => None,
            PhoneReading::Doubtful(doubt) => Some(*doubt),
        }
    }

    /// Writes `138****1234`.
    pub fn masked(&self) -> String {
        mask_phone(self.stored())
    }
}

/// Writes the stored form.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.stored())
    }
}

/// Hides the middle of a stored number: `138****1234`, `0536***1890`; a short one wholly.
pub fn mask_phone(stored: &str) -> String {
    let signs: Vec<char> = stored.chars().collect();
    let head = match signs.len() {
        0..=6 => 0,
        7..=8 => 1,
        _ if signs.starts_with(&['0', '1', '0']) || signs.starts_with(&['0', '2']) => 3,
        _ if signs.starts_with(&['0']) => 4,
        _ => 3,
    };
    let tail = match signs.len() {
        0..=3 => 0,
        4..=6 => 2,
        7 => 3,
        _ => 4,
    };
    signs
        .iter()
        .enumerate()
        .map(|(at, sign)| {
            if at < head || at + tail >= signs.len() {
                *sign
            } else {
                '*'
            }
        })
        .collect()
}

type Known = (PhoneKind, String, Option<String>);

fn read(typed: &str, dialling: &Dialling) -> Result<Known, PhoneDoubt> {
    let plain = half_width(typed);
    let (number, marked) = split_marked_extension(&plain);
    let (international, groups) = digit_groups(number)?;
    let joined: String = groups.concat();
    if joined.is_empty() {
        return Err(PhoneDoubt::Empty);
    }
    let national = national_digits(&joined, international)?;
    if let Ok((kind, digits)) = classify(&national, international, dialling) {
        return Ok((kind, digits, marked));
    }
    if let (None, Some((last, heads))) = (&marked, groups.split_last())
        && last.len() <= LONGEST_EXTENSION
        && heads.len() >= 2
        && let Ok((kind, digits)) = national_digits(&heads.concat(), international)
            .and_then(|head| classify(&head, international, dialling))
        && kind == PhoneKind::Landline
    {
        return Ok((kind, digits, Some(last.clone())));
    }
    classify(&national, international, dialling).map(|(kind, digits)| (kind, digits, None))
}

/// Parts `0536-2881890 转 801`.
fn split_marked_extension(plain: &str) -> (&str, Option<String>) {
    EXTENSION_MARKS
        .iter()
        .find_map(|mark| plain.split_once(mark))
        .map_or((plain, None), |(number, after)| {
            let digits: String = after.chars().filter(char::is_ascii_digit).collect();
            let whole = after.chars().all(|c| c.is_ascii_digit() || is_separator(c));
            if whole && (1..=LONGEST_EXTENSION).contains(&digits.len()) {
                (number, Some(digits))
            } else {
                (plain, None)
            }
        })
}

/// Gives the groups of digits between separators, and whether a + stood before them.
fn digit_groups(number: &str) -> Result<(bool, Vec<String>), PhoneDoubt> {
    let trimmed = number.trim_matches(is_separator);
    let (international, rest) = match trimmed.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    if !rest.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        return Err(PhoneDoubt::Characters);
    }
    let groups = rest
        .split(is_separator)
        .filter(|group| !group.is_empty())
        .map(str::to_owned)
        .collect();
    Ok((international, groups))
}

/// Takes +86, 0086 and a bare 86 before a mobile number away.
fn national_digits(joined: &str, international: bool) -> Result<String, PhoneDoubt> {
    if international {
        return joined
            .strip_prefix("86")
            .map(str::to_owned)
            .ok_or(PhoneDoubt::Prefix);
    }
    if let Some(rest) = joined.strip_prefix("0086") {
        return Ok(rest.to_owned());
    }
    Ok(joined
        .strip_prefix("86")
        .filter(|rest| is_mobile(rest))
        .unwrap_or(joined)
        .to_owned())
}

fn classify(
    digits: &str,
    international: bool,
    dialling: &Dialling,
) -> Result<(PhoneKind, String), PhoneDoubt> {
    if is_mobile(digits) {
        return Ok((PhoneKind::Mobile, digits.to_owned()));
    }
    if digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800")) {
        return Ok((PhoneKind::Service, digits.to_owned()));
    }
    if is_landline(digits) {
        return Ok((PhoneKind::Landline, digits.to_owned()));
    }
    let own = dialling.area_code.trim_start_matches('0');
    if let Some(local) = digits.strip_prefix(own)
        && (international || digits.len() == own.len() + usize::from(dialling.local_digits))
        && is_local(local, dialling)
    {
        return Ok((PhoneKind::Landline, format!("0{digits}")));
    }
    if is_local(digits, dialling) {
        return Ok((PhoneKind::Local, format!("{}{digits}", dialling.area_code)));
    }
    Err(match digits.len() {
        7 | 8 | 10..=12 => PhoneDoubt::Prefix,
        _ => PhoneDoubt::Length,
    })
}

/// `^1[3-9]\d{9}$`
fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// 010 and 02x with eight digits, 03xx–09xx with seven or eight; no local number starts with 0 or 1.
fn is_landline(digits: &str) -> bool {
    let area = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return false,
    };
    let subscriber = digits.len().saturating_sub(area);
    let long_enough = if area == 3 {
        subscriber == SUBSCRIBER_OF_BIG_CITY
    } else {
        SUBSCRIBER.contains(&subscriber)
    };
    long_enough && matches!(digits.as_bytes().get(area), Some(b'2'..=b'9'))
}

fn is_local(digits: &str, dialling: &Dialling) -> bool {
    digits.len() == usize::from(dialling.local_digits)
        && matches!(digits.as_bytes().first(), Some(b'2'..=b'9'))
}

#[cfg(test)]
mod tests;
