//! Chance that is the same everywhere: SplitMix64, because a crate's generator may change between
//! versions and a town must not.

/// A stream of numbers that its seed decides.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// Makes the stream of one thing (`kind`, `number`) of a town.
    pub fn of(seed: u64, kind: u64, number: u64) -> Self {
        let mut rng = Self(seed ^ kind.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let stirred = rng.next();
        Self(stirred ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let a = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let b = (a ^ (a >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        b ^ (b >> 31)
    }

    /// Gives a number from 0 to below `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// Gives a number from `low` to `high`, both within.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// Tells whether something happens that happens `percent` times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Picks one of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(list.len() as u64);
        list.get(usize::try_from(at).unwrap_or(0))
    }

    /// Picks one of a list by weight.
    pub fn weighted<'a, T>(&mut self, list: &'a [T], weight: impl Fn(&T) -> u64) -> Option<&'a T> {
        let mut left = self.below(list.iter().map(&weight).sum());
        for item in list {
            match left.checked_sub(weight(item)) {
                Some(rest) => left = rest,
                None => return Some(item),
            }
        }
        list.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_for_ever() {
        let mut rng = Rng::of(7, 1, 2);
        let first: Vec<u64> = (0..4).map(|_| rng.below(1000)).collect();
        assert_eq!(first, [111, 816, 450, 154]);
        assert_ne!(
            Rng::of(7, 1, 2).below(u64::MAX),
            Rng::of(7, 1, 3).below(u64::MAX)
        );
        assert_ne!(
            Rng::of(7, 1, 2).below(u64::MAX),
            Rng::of(7, 2, 2).below(u64::MAX)
        );
    }

    #[test]
    fn bounds_hold() {
        let mut rng = Rng::of(1, 1, 1);
        for _ in 0..1000 {
            assert!((3..=5).contains(&rng.between(3, 5)));
        }
        assert_eq!(rng.below(0), 0);
        assert_eq!(rng.pick::<u8>(&[]), None);
        let heavy = [("never", 0), ("always", 5)];
        assert_eq!(rng.weighted(&heavy, |item| item.1).unwrap().0, "always");
    }
}
