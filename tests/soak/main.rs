//! The soak: faults against the built program, and a table of what came of them.
//!
//! `cargo bench --bench soak -- --kills 500 --writers 4 --changes 10000`; `--rounds` says how often each
//! fault is tried that kills nobody, `--seed` where chance begins, `--only WORD` which rows.
#![allow(
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    dead_code,
    unused_imports,
    reason = "a soak may fail loudly and prints what it found; of the suite's drivers it uses a part"
)]

#[path = "../suite/cli.rs"]
mod cli;
mod rng;
#[path = "mod.rs"]
mod soak;
#[path = "../suite/terminal.rs"]
mod terminal;

use std::process::ExitCode;

use soak::disk::has_small_disk;
use soak::faults::{DESK, DISK, FILES, Plan, SMALL, VERBS, WRITERS, at_once};
use soak::table::{HEAD, Row};

/// Gives the value of an option.
fn option(name: &str) -> Option<String> {
    let mut args = std::env::args().skip_while(|it| it != name);
    args.nth(1)
}

fn number(name: &str, or: usize) -> usize {
    option(name).map_or(or, |it| it.parse().expect(name))
}

fn main() -> ExitCode {
    let kills = number("--kills", 500);
    let plan = Plan {
        kills,
        rounds: number("--rounds", (kills / 10).max(20)),
        writers: number("--writers", 4).max(1),
        changes: number("--changes", 10_000),
        measured: true,
        seed: u64::try_from(number("--seed", 20_261_125)).unwrap(),
    };
    let only = option("--only").unwrap_or_default();
    // What waits in vain is a row of the table, not a message.
    std::panic::set_hook(Box::new(|_| {}));
    println!("{HEAD}");
    let mut is_clean = true;
    let mut show = |row: &Row| {
        is_clean &= row.is_clean();
        println!("{row}");
    };
    let faults = WRITERS
        .iter()
        .chain(&DESK)
        .chain(&VERBS)
        .chain(&DISK)
        .chain(&FILES);
    for fault in faults.filter(|it| it.name.contains(&only)) {
        show(&fault.row(&plan));
    }
    if SMALL.name.contains(&only) {
        if has_small_disk() {
            show(&SMALL.row(&plan));
        } else {
            println!("(no small disk can be had here: the limit on files stands for it)");
        }
    }
    if only.is_empty() {
        show(&at_once(&plan));
    }
    if is_clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
