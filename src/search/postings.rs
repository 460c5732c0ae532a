//! A posting: which persons of one block of 65,536 carry a token, in few bytes.
//!
//! Few are kept as the gaps between them, many as one bit each; both are sets that intersect and
//! unite without being unpacked into each other more than they must.

use super::varint;

/// Persons in a block.
pub const BLOCK: u64 = 1 << 16;
const WORDS: usize = (BLOCK / 64) as usize;
/// More than this many are kept as bits.
const MANY: usize = 4096;
const GAPS: u8 = 0;
const BITS: u8 = 1;

/// A set of persons within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ids {
    /// Few, rising.
    Few(Vec<u16>),
    /// Many, one bit each.
    Many(Vec<u64>),
}

impl Ids {
    /// Makes an empty set.
    pub const fn none() -> Self {
        Self::Few(Vec::new())
    }

    /// Makes an empty set that many will be added to.
    pub fn no_one_of_many() -> Self {
        Self::Many(vec![0; WORDS])
    }

    /// Makes a set of rising numbers.
    pub fn of(rising: Vec<u16>) -> Self {
        if rising.len() <= MANY {
            return Self::Few(rising);
        }
        let mut words = vec![0; WORDS];
        for id in rising {
            set(&mut words, id);
        }
        Self::Many(words)
    }

    /// Reads a set; whatever does not read as one is empty.
    pub fn decode(bytes: &[u8]) -> Self {
        match bytes.split_first() {
            Some((&GAPS, gaps)) => Self::Few(decode_gaps(gaps)),
            Some((&BITS, rest)) if rest.len() == WORDS * 8 => Self::Many(
                rest.as_chunks()
                    .0
                    .iter()
                    .map(|word| u64::from_le_bytes(*word))
                    .collect(),
            ),
            _ => Self::none(),
        }
    }

    /// Writes the set.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Few(ids) => {
                let mut bytes = Vec::with_capacity(ids.len() + 8);
                bytes.push(GAPS);
                let mut last = 0;
                for id in ids {
                    varint::push(&mut bytes, u64::from(*id - last));
                    last = *id;
                }
                bytes
            }
            Self::Many(words) => {
                let mut bytes = Vec::with_capacity(WORDS * 8 + 1);
                bytes.push(BITS);
                for word in words {
                    bytes.extend_from_slice(&word.to_le_bytes());
                }
                bytes
            }
        }
    }

    /// Tells whether no one is in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Few(ids) => ids.is_empty(),
            Self::Many(words) => words.iter().all(|w| *w == 0),
        }
    }

    /// Tells whether they are no more than `most`.
    pub fn count_up_to(&self, most: usize) -> bool {
        match self {
            Self::Few(ids) => ids.len() <= most,
            Self::Many(words) => {
                let mut count = 0;
                words.iter().all(|word| {
                    count += word.count_ones() as usize;
                    count <= most
                })
            }
        }
    }

    /// Gives those in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Few(a), Self::Few(b)) => Self::Few(common(a, b)),
            (Self::Few(few), Self::Many(words)) | (Self::Many(words), Self::Few(few)) => {
                Self::Few(few.iter().copied().filter(|id| has(words, *id)).collect())
            }
            (Self::Many(a), Self::Many(b)) => {
                Self::Many(a.iter().zip(b).map(|(a, b)| a & b).collect())
            }
        }
    }

    /// Adds everyone of `other`.
    pub fn add(&mut self, other: &Self) {
        match (&mut *self, other) {
            (Self::Many(a), Self::Many(b)) => {
                for (a, b) in a.iter_mut().zip(b) {
                    *a |= b;
                }
            }
            (Self::Many(words), Self::Few(few)) => {
                for id in few {
                    set(words, *id);
                }
            }
            (Self::Few(few), Self::Many(words)) => {
                let mut words = words.clone();
                for id in few {
                    set(&mut words, *id);
                }
                *self = Self::Many(words);
            }
            (Self::Few(a), Self::Few(b)) => *self = Self::of(merged(a, b)),
        }
    }

    /// Gives everyone, the newest first.
    pub fn newest_first(&self) -> Box<dyn Iterator<Item = u16> + '_> {
        match self {
            Self::Few(ids) => Box::new(ids.iter().rev().copied()),
            Self::Many(words) => Box::new(words.iter().enumerate().rev().flat_map(|(at, word)| {
                let mut left = *word;
                std::iter::from_fn(move || {
                    let bit = left.checked_ilog2()?;
                    left &= !(1 << bit);
                    Some((at * 64) as u16 + bit as u16)
                })
            })),
        }
    }
}

fn decode_gaps(gaps: &[u8]) -> Vec<u16> {
    let mut ids = Vec::with_capacity(gaps.len());
    let (mut id, mut shift) = (0u32, 0);
    for byte in gaps {
        id += u32::from(byte & 0x7f) << shift;
        if byte & 0x80 != 0 && shift < 14 {
            shift += 7;
            continue;
        }
        shift = 0;
        match u16::try_from(id) {
            Ok(local) => ids.push(local),
            Err(_) => break,
        }
    }
    ids
}

fn set(words: &mut [u64], id: u16) {
    if let Some(word) = words.get_mut(usize::from(id / 64)) {
        *word |= 1 << (id % 64);
    }
}

fn has(words: &[u64], id: u16) -> bool {
    words
        .get(usize::from(id / 64))
        .is_some_and(|word| word & (1 << (id % 64)) != 0)
}

fn common(a: &[u16], b: &[u16]) -> Vec<u16> {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if few.len() * 8 < many.len() {
        return few
            .iter()
            .copied()
            .filter(|id| many.binary_search(id).is_ok())
            .collect();
    }
    let mut both = Vec::with_capacity(few.len());
    let mut rest = many.iter();
    let mut next = rest.next();
    for id in few {
        while let Some(other) = next {
            if other >= id {
                if other == id {
                    both.push(*id);
                }
                break;
            }
            next = rest.next();
        }
    }
    both
}

fn merged(a: &[u16], b: &[u16]) -> Vec<u16> {
    if a.last() < b.first() {
        return [a, b].concat();
    }
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if x == y => {
                b.next();
                a.next()
            }
            (Some(x), Some(y)) if x < y => a.next(),
            (_, Some(_)) => b.next(),
            (_, None) => a.next(),
        };
        match next {
            Some(id) => all.push(id),
            None => return all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(step: usize) -> Vec<u16> {
        (0..=u16::MAX).step_by(step).collect()
    }

    fn list(ids: &Ids) -> Vec<u16> {
        let mut all: Vec<u16> = ids.newest_first().collect();
        all.reverse();
        all
    }

    #[test]
    fn few_and_many_read_back() {
        for step in [1, 3, 7, 100, 40_000] {
            let ids = Ids::of(every(step));
            assert_eq!(Ids::decode(&ids.encode()), ids, "every {step}th");
            assert_eq!(list(&ids), every(step), "every {step}th");
        }
        assert!(Ids::decode(&Ids::none().encode()).is_empty());
    }

    #[test]
    fn sets_intersect_and_unite_whatever_their_form() {
        for (a, b) in [(1, 2), (2, 3), (3, 500), (500, 3), (500, 700), (20, 5000)] {
            let (x, y) = (Ids::of(every(a)), Ids::of(every(b)));
            let both: Vec<u16> = every(a)
                .into_iter()
                .filter(|i| usize::from(*i) % b == 0)
                .collect();
            assert_eq!(list(&x.and(&y)), both, "{a} and {b}");
            let mut either = every(a);
            either.extend(every(b));
            either.sort_unstable();
            either.dedup();
            let mut sum = x.clone();
            sum.add(&y);
            assert_eq!(list(&sum), either, "{a} or {b}");
        }
    }

    #[test]
    fn broken_bytes_are_no_one() {
        for bytes in [&[][..], &[9, 1], &[BITS, 1, 2], &[GAPS, 0x80]] {
            assert!(Ids::decode(bytes).is_empty());
        }
    }
}
