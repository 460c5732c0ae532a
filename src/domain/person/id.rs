//! 来访人编号: the number by which a store knows a person, and the letters in which it is shown.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The running number of a person within a store, from 1; shown as `P-` and letters.
///
/// People and their cases are counted in step, so the running number beside a list of case numbers
/// would tell who brought an accusation (条例 30 ¶3). The letters follow no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonId(pub u64);

/// Consonants, so that no word comes of them; they are the digits of the shown form.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
/// How many letters show one group of bits: 20⁶ is more than 2²⁴.
const WIDTH: usize = 6;
/// How many bits make a group.
const GROUP: u32 = 24;
/// The bits of one half of a group.
const HALF: u32 = 0xfff;
/// One round of mixing for each; odd, so that no two halves become one.
const ROUNDS: [u32; 4] = [0x9e5, 0x7a3, 0xc2b, 0x5d1];

impl PersonId {
    /// Reads the shown form, and the plain running number `P-000001` of older drafts.
    pub fn parse(text: &str) -> Option<Self> {
        let shown = text.strip_prefix("P-")?;
        let is_number = shown.len() >= WIDTH && shown.bytes().all(|b| b.is_ascii_digit());
        let id = if is_number {
            shown.parse().ok()
        } else {
            from_letters(shown)
        };
        id.filter(|id| *id > 0).map(Self)
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P-")?;
        let mut left = self.0;
        loop {
            let mut value = scramble((left & 0xff_ffff) as u32);
            for _ in 0..WIDTH {
                let letter = LETTERS.get((value % 20) as usize).copied();
                write!(f, "{}", char::from(letter.unwrap_or_default()))?;
                value /= 20;
            }
            left >>= GROUP;
            if left == 0 {
                return Ok(());
            }
        }
    }
}

/// Reads groups of letters, the lowest bits first.
fn from_letters(shown: &str) -> Option<u64> {
    let letters = shown.as_bytes();
    if letters.is_empty() || !letters.len().is_multiple_of(WIDTH) {
        return None;
    }
    let mut id = 0_u64;
    for group in letters.rchunks(WIDTH) {
        let mut value = 0;
        for letter in group.iter().rev() {
            let digit = LETTERS.iter().position(|known| known == letter)?;
            value = value * 20 + u32::try_from(digit).ok()?;
        }
        if value >> GROUP != 0 || id.leading_zeros() < GROUP {
            return None;
        }
        id = id << GROUP | u64::from(unscramble(value));
    }
    Some(id)
}

/// Puts 24 bits in another order, each value to one other.
fn scramble(value: u32) -> u32 {
    let (mut high, mut low) = (value >> 12 & HALF, value & HALF);
    for key in ROUNDS {
        (high, low) = (low, high ^ mix(low, key));
    }
    high << 12 | low
}

/// Takes [`scramble`] back.
fn unscramble(value: u32) -> u32 {
    let (mut high, mut low) = (value >> 12 & HALF, value & HALF);
    for key in ROUNDS.into_iter().rev() {
        (high, low) = (low ^ mix(high, key), high);
    }
    high << 12 | low
}

/// Mixes 12 bits with the key of a round.
const fn mix(half: u32, key: u32) -> u32 {
    let mixed = (half + 1).wrapping_mul(key).wrapping_mul(0x9e37_79b1);
    (mixed >> 17 ^ mixed >> 5) & HALF
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_what_is_none_does_not() {
        let all = (1..3000).chain([1 << 24, (1 << 24) + 1, 1 << 50, u64::MAX]);
        for id in all.map(PersonId) {
            assert_eq!(PersonId::parse(&id.to_string()), Some(id), "{id}");
        }
        assert_eq!(
            PersonId::parse("P-000012"),
            Some(PersonId(12)),
            "an older draft"
        );
        assert_eq!(PersonId::parse("P-1234567"), Some(PersonId(1_234_567)));
        let nobody = PersonId(0).to_string();
        for wrong in [
            "12", "P-12", "P-", "P-000000", "P-00001x", "P-ZZZZZZ", &nobody,
        ] {
            assert_eq!(PersonId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ids_of_people_who_came_one_after_the_other_do_not_show_it() {
        let shown: Vec<String> = (1..=1000).map(|id| PersonId(id).to_string()).collect();
        let after = shown.windows(2).filter(|pair| pair.first() < pair.last());
        let after = after.count();
        assert!((400..600).contains(&after), "{after} of 999 rise");
        let first = |id: &String| id.get(..4).map(str::to_owned);
        let alike = shown.windows(2).filter(|pair| match pair {
            [one, next] => first(one) == first(next),
            _ => false,
        });
        assert!(alike.count() < 40);
    }
}
