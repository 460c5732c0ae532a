//! Twenty rounds of every fault of the soak (`tests/soak`): small stores, the real program, by chance
//! that comes again.
#![cfg(target_os = "linux")]

use crate::soak::disk::has_small_disk;
use crate::soak::faults::{DESK, DISK, FILES, Fault, Plan, SMALL, VERBS, WRITERS, at_once};
use crate::soak::table::{HEAD, Row};

const PLAN: Plan = Plan {
    kills: 0,
    rounds: 20,
    writers: 4,
    changes: 200,
    measured: false,
    seed: 7,
};

fn clean(rows: &[Row]) {
    let table: Vec<String> = rows.iter().map(ToString::to_string).collect();
    assert!(
        rows.iter().all(Row::is_clean),
        "\n{HEAD}\n{}",
        table.join("\n")
    );
}

fn gone_through<'a>(faults: impl IntoIterator<Item = &'a Fault>) {
    let rows: Vec<Row> = faults.into_iter().map(|it| it.row(&PLAN)).collect();
    clean(&rows);
}

#[test]
fn writers_that_are_killed_lose_nothing() {
    gone_through(&WRITERS);
    clean(&[at_once(&PLAN)]);
}

#[test]
fn a_desk_that_is_killed_or_loses_its_file_loses_nothing() {
    gone_through(&DESK);
}

#[test]
fn verbs_that_are_killed_leave_all_or_nothing() {
    gone_through(&VERBS);
}

#[test]
fn a_disk_without_room_and_a_lock_that_is_held_are_told() {
    gone_through(&DISK);
    if has_small_disk() {
        gone_through([&SMALL]);
    }
}

#[test]
fn damaged_files_and_wrong_clocks_are_told() {
    gone_through(&FILES);
}
