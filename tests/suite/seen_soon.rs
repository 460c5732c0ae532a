//! How soon one window shows what another has done: from the commit to the screen, told as figures. A
//! machine that has much else to do is slow, so no time is asserted.
#![cfg(unix)]

use std::thread;
use std::time::{Duration, Instant};

use mulin::domain::settings::Settings;
use mulin::search::index::FinderIndex;
use mulin::store::contract::Store;
use mulin::store::redb::store::RedbStore;

use crate::stored::registered;
use crate::terminal::Terminal;

const F4: &str = "\x1bOS";

#[test]
fn what_another_window_registers_is_seen_by_itself() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Terminal::open(home.path(), (120, 40), &[]);
    desk.wait_for("F1 帮助");
    desk.send(F4);
    desk.wait_for("全部0");
    let path = home.path().join("desk.redb");
    let projections: Vec<std::sync::Arc<dyn mulin::domain::projection::Projection>> =
        vec![std::sync::Arc::new(FinderIndex)];
    let other = RedbStore::open(&path, projections, Settings::default()).unwrap();
    let mut seen = Vec::new();
    for run in 1..=10 {
        // At another moment of the rhythm in which the desk looks.
        thread::sleep(Duration::from_millis(37 * run));
        let act = registered("11-25", &format!("牟{run}生"), |_| {});
        other.commit(&[act]).unwrap();
        let begun = Instant::now();
        let number = format!("ML-2026-{run:04}");
        while !desk.contents().contains(&number) {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "{}",
                desk.contents()
            );
            thread::sleep(Duration::from_millis(2));
        }
        seen.push(begun.elapsed().as_millis());
    }
    seen.sort_unstable();
    println!(
        "from the commit of another window to the screen, ten times: {seen:?} ms, median {}, longest {}",
        seen[seen.len() / 2],
        seen[seen.len() - 1]
    );
}
