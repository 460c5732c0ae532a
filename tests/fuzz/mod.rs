//! Every parser and decoder as a function of bytes, a corpus of each (`tests/fixtures/fuzz`, a folder a
//! target), and bytes changed by chance. `cargo bench --bench fuzz` goes on for as long as it is told;
//! the suite replays the corpus with some hundred changes.

pub(crate) mod mutate;
pub(crate) mod people;
pub(crate) mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::rng::Rng;
use mutate::{changed, draw, fewest};

/// Has a reader read each file of a corpus, and then changed ones for as long as `more` says; gives the
/// bytes that broke it, made as few as could be, and how many were read.
pub(crate) fn survive(
    seeds: &[Vec<u8>],
    rng: &mut Rng,
    mut more: impl FnMut(u64) -> bool,
    read: impl Fn(&[u8]),
) -> (Option<Vec<u8>>, u64) {
    let breaks = |bytes: &[u8]| catch_unwind(AssertUnwindSafe(|| read(bytes))).is_err();
    let mut count = 0;
    for seed in seeds {
        count += 1;
        if breaks(seed) {
            return (Some(seed.clone()), count);
        }
    }
    while more(count) {
        count += 1;
        let seed = rng.one_of(seeds);
        let changes = draw(rng, seed.len(), seeds);
        if breaks(&changed(seed, &changes)) {
            return (Some(fewest(seed, changes, breaks)), count);
        }
    }
    (None, count)
}
