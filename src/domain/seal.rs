//! 封存码: a number and a digest that stand for everything written down until then.
//!
//! Whoever holds one, on paper or in another file, can have it compared with the store at any later
//! time: the entries that it counts must be there still, in the same order, each by the same person at
//! the same moment.

use std::fmt;

use super::number::CODE_SIGNS;
use super::typed::{half_width, is_separator};

/// Bits of a sign.
const SIGN_BITS: usize = 5;
/// Signs of the short form.
const SIGNS: usize = 16;
/// Bytes of the digest that stand in the short form: 80 bits.
const SHORT: usize = SIGNS * SIGN_BITS / 8;
/// Signs that are read aloud together.
const GROUP: usize = 4;

/// 封存码: how many entries there were, and the digest over all of them in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seal {
    /// How many entries it counts.
    pub entries: u64,
    /// SHA-256 over each entry's place and link, one after the other.
    pub digest: [u8; 32],
}

impl Seal {
    /// Gives the form that is printed and read aloud.
    pub fn short(&self) -> ShortSeal {
        let mut head = [0; SHORT];
        head.iter_mut()
            .zip(self.digest)
            .for_each(|(byte, it)| *byte = it);
        ShortSeal {
            entries: self.entries,
            head,
        }
    }
}

/// The printed form of a seal: the count, then 16 signs in groups of four, none of which is mistaken
/// for another when it is read aloud: `12345-7KQM-2XPA-9RTE-B4HN`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortSeal {
    /// How many entries it counts.
    pub entries: u64,
    head: [u8; SHORT],
}

impl ShortSeal {
    /// Reads one in any case, width and grouping; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = half_width(text.trim());
        let (count, signs) = text.split_once(is_separator)?;
        let signs: Vec<usize> = signs
            .chars()
            .filter(|sign| !is_separator(*sign))
            .map(|sign| sign.to_ascii_uppercase())
            .map(|sign| CODE_SIGNS.iter().position(|known| *known == sign))
            .collect::<Option<_>>()?;
        if signs.len() != SIGNS || !count.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let mut head = [0; SHORT];
        for (at, sign) in signs.into_iter().enumerate() {
            for bit in 0..SIGN_BITS {
                let place = at * SIGN_BITS + bit;
                let set = u8::from(sign >> (SIGN_BITS - 1 - bit) & 1 == 1);
                if let Some(byte) = head.get_mut(place / 8) {
                    *byte |= set << (7 - place % 8);
                }
            }
        }
        Some(Self {
            entries: count.parse().ok()?,
            head,
        })
    }

    /// Gives how the digest begins.
    pub const fn head(&self) -> &[u8] {
        &self.head
    }

    /// Tells whether it is the short form of a digest.
    pub fn is_of(&self, digest: &[u8; 32]) -> bool {
        digest.starts_with(&self.head)
    }

    fn sign(&self, at: usize) -> char {
        let value = (0..SIGN_BITS).fold(0, |value, bit| {
            let place = at * SIGN_BITS + bit;
            let byte = self.head.get(place / 8).copied().unwrap_or_default();
            value << 1 | usize::from(byte >> (7 - place % 8) & 1)
        });
        CODE_SIGNS.get(value).copied().unwrap_or_default()
    }
}

impl fmt::Display for ShortSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.entries)?;
        for at in 0..SIGNS {
            if at % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", self.sign(at))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(first: u8) -> Seal {
        let mut digest = [0xA5; 32];
        digest[0] = first;
        Seal {
            entries: 12_345,
            digest,
        }
    }

    #[test]
    fn a_seal_comes_back_however_it_is_read_out() {
        for first in 0..=u8::MAX {
            let seal = seal(first);
            let short = seal.short();
            let text = short.to_string();
            assert_eq!(text.len(), "12345-7KQM-2XPA-9RTE-B4HN".len());
            let aloud = text.to_lowercase().replace('-', " ");
            for text in [text, aloud] {
                assert_eq!(ShortSeal::parse(&text), Some(short), "{text}");
            }
            assert!(short.is_of(&seal.digest));
        }
        assert!(!seal(1).short().is_of(&seal(2).digest));
    }

    #[test]
    fn what_is_no_seal_is_none() {
        for text in [
            "",
            "12345",
            "12345-7KQM",
            "x-7KQM-2XPA-9RTE-B4HN",
            "1-7KQM-2XPA-9RTE-B4H0",
        ] {
            assert_eq!(ShortSeal::parse(text), None, "{text}");
        }
    }
}
