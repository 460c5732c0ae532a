//! The faults of a soak, a row each, and how they are gone through.

use std::thread;

use super::table::{Row, Verdict};
use super::{damage, desk, disk, kills};
use crate::rng::Rng;

/// A round of a fault; what it needs again it keeps.
pub(crate) type Round = Box<dyn FnMut(&mut Rng) -> Verdict>;

/// How much is tried.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Processes that are killed, in all.
    pub(crate) kills: usize,
    /// Rounds of every other fault.
    pub(crate) rounds: usize,
    /// Writers at once, and changes that they make.
    pub(crate) writers: usize,
    pub(crate) changes: usize,
    /// The clock of this machine is asked.
    pub(crate) measured: bool,
    pub(crate) seed: u64,
}

impl Plan {
    /// Of so many rounds one goes on to what takes long.
    const fn nth(&self) -> usize {
        if self.measured { 1 } else { 4 }
    }
}

/// A fault, and how its rounds are made for a plan.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    /// Of [`KILLED`] kills this fault has so many; none where it kills nobody.
    share: Option<usize>,
    /// So many rounds go on at once: they wait, and take no time of a processor.
    at_once: usize,
    make: fn(&Plan, usize) -> Round,
}

const KILLED: usize = 40;

impl Fault {
    const fn kill(name: &'static str, share: usize, make: fn(&Plan, usize) -> Round) -> Self {
        Self {
            name,
            share: Some(share),
            at_once: 1,
            make,
        }
    }

    const fn other(name: &'static str, make: fn(&Plan, usize) -> Round) -> Self {
        Self {
            name,
            share: None,
            at_once: 1,
            make,
        }
    }

    /// Gives how many rounds a plan has of it.
    fn rounds(&self, plan: &Plan) -> usize {
        match self.share {
            Some(share) => (plan.kills * share / KILLED).max(plan.rounds.min(20)),
            None => plan.rounds,
        }
    }

    /// Goes through its rounds.
    pub(crate) fn row(&self, plan: &Plan) -> Row {
        let mut row = Row::new(self.name);
        let rounds = self.rounds(plan);
        let gone_through = |first: usize| -> Vec<Verdict> {
            let mut rng = Rng::of(plan.seed + first as u64);
            let mut round = (self.make)(plan, rounds);
            let mine = (first..rounds).step_by(self.at_once);
            mine.map(|_| desk::watched(|| round(&mut rng))).collect()
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..self.at_once)
                .map(|first| scope.spawn(move || gone_through(first)))
                .collect();
            for came in threads.into_iter().flat_map(|it| it.join().unwrap()) {
                row.take(came);
            }
        });
        row
    }
}

macro_rules! verbs {
    ($($at:literal)+) => {
        [$(Fault::kill(kills::VERBS[$at].fault, 2, |plan, _| kills::verb(&kills::VERBS[$at], plan.nth()))),+]
    };
}

/// Whatever a killed verb leaves.
pub(crate) const VERBS: [Fault; kills::VERBS.len()] = verbs!(0 1 2 3 4 5 6 7 8);

/// Writers that are killed.
pub(crate) const WRITERS: [Fault; 2] = [
    Fault::kill("kill -9 during register", 8, |_, rounds| {
        kills::register(rounds)
    }),
    Fault::kill(
        "kill -9 of one or two of three writers at once",
        6,
        |_, rounds| kills::writers(rounds),
    ),
];

/// The desk in a terminal.
pub(crate) const DESK: [Fault; 3] = [
    Fault::kill("kill -9 of the desk while typing", 4, |plan, _| {
        desk::typing(plan.measured)
    }),
    Fault::kill(
        "kill -9 of the desk while saving, saved again if it comes back",
        4,
        |_, _| desk::saving(),
    ),
    Fault::other(
        "store removed, moved, replaced under an open desk",
        |_, _| desk::replaced(),
    ),
];

/// The disk, and who else is on it.
pub(crate) const DISK: [Fault; 3] = [
    Fault::other(
        "no room (a limit on files) while registering, then room again",
        |_, _| disk::full(),
    ),
    Fault {
        at_once: 10,
        ..Fault::other("a writer stopped: list, register", |_, _| disk::stopped())
    },
    Fault::other("store removed, moved, replaced under a register", |_, _| {
        disk::replaced()
    }),
];

/// A disk of its own that is full, where one can be had.
pub(crate) const SMALL: Fault =
    Fault::other("a full disk while registering, then room again", |_, _| {
        disk::small()
    });

/// Files and clocks.
pub(crate) const FILES: [Fault; 5] = [
    Fault::other("store cut off at any length", |_, _| {
        damage::damaged(damage::truncated)
    }),
    Fault::other("one bit of the store is another", |_, _| {
        damage::damaged(damage::flipped)
    }),
    Fault::other("blocks of the store are noise or zeros", |_, _| {
        damage::damaged(damage::noise)
    }),
    Fault::other("pipes, devices, folders where files are wanted", |_, _| {
        damage::no_files()
    }),
    Fault::other("clocks from minutes to decades away", |_, _| {
        damage::clocks()
    }),
];

/// Many changes at once, nobody killed.
pub(crate) fn at_once(plan: &Plan) -> Row {
    let mut row = Row::new("many writers at once, nobody killed");
    row.note = format!("{} writers, {} changes", plan.writers, plan.changes);
    row.take(desk::watched(|| kills::at_once(plan.writers, plan.changes)));
    row
}
