//! Fuzzing: bytes changed by chance, for every target or for some.
//!
//! `cargo bench --bench fuzz -- --seconds 300 --only sheets --seed 1`. What breaks a target is told and
//! kept in its corpus as `broke-…`.
#![allow(
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    dead_code,
    reason = "it may fail loudly and prints what it found; the suite uses the rest"
)]

#[path = "mod.rs"]
mod fuzz;
#[path = "../soak/rng.rs"]
mod rng;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use fuzz::survive;
use fuzz::targets::{TARGETS, folder};
use rng::Rng;

/// Gives the value of an option.
fn option(name: &str) -> Option<String> {
    let mut args = std::env::args().skip_while(|it| it != name);
    args.nth(1)
}

/// The longest that reading may take.
const SLOW: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    let number = |name, or| option(name).map_or(or, |it| it.parse::<u64>().expect(name));
    let (seconds, seed) = (number("--seconds", 20), number("--seed", 1));
    let only = option("--only").unwrap_or_default();
    let wanted = |name: &str| only.is_empty() || only.split(',').any(|it| it == name);
    std::panic::set_hook(Box::new(|fault| println!("{fault}")));
    println!("| target | read | broke | slowest |\n|---|---|---|---|");
    let mut is_clean = true;
    for target in TARGETS.iter().filter(|it| wanted(it.name)) {
        let end = Instant::now() + Duration::from_secs(seconds);
        let slowest = std::cell::Cell::new(Duration::ZERO);
        let mut rng = Rng::of(seed);
        let read = |bytes: &[u8]| {
            let begun = Instant::now();
            (target.read)(bytes);
            slowest.set(slowest.get().max(begun.elapsed()));
            assert!(begun.elapsed() < SLOW, "it took {:?}", begun.elapsed());
        };
        let more = |_| Instant::now() < end;
        let (broke, count) = survive(&target.corpus(), &mut rng, more, read);
        println!(
            "| {} | {count} | {} | {:?} |",
            target.name,
            u8::from(broke.is_some()),
            slowest.get()
        );
        if let Some(bytes) = broke {
            let file = folder(target.name).join(format!("broke-{seed}-{count}"));
            std::fs::write(&file, bytes).unwrap();
            println!("    {}", file.display());
            is_clean = false;
        }
    }
    if is_clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
