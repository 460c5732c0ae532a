//! `--version`: what a report of a fault must name: the release, the commit and the machine that it was
//! built for, and the format of stores.

use std::env::consts::{ARCH, OS};

use crate::store::FORMAT;

/// The commit from which the program was packaged; a build from a working copy names none.
const COMMIT: Option<&str> = option_env!("MULIN_COMMIT");

/// The C library that the program needs.
const LIBRARY: &str = if cfg!(target_env = "gnu") {
    "gnu"
} else if cfg!(target_env = "musl") {
    "musl"
} else {
    "other"
};

/// Gives the release in one line, and below it what it was built of.
pub fn version() -> String {
    format!(
        "{}\ncommit: {}\ntarget: {ARCH}-{OS}-{LIBRARY}\nstore format: {FORMAT}",
        env!("CARGO_PKG_VERSION"),
        COMMIT.unwrap_or("none (built from a working copy)"),
    )
}
