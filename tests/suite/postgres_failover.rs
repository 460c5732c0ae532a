//! A server that is lost: its standby takes its place, or it accepts and says nothing.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use mulin::domain::act::{Act, Action, CommitResult, Done};
use mulin::domain::number::CaseNumber;
use mulin::domain::save_id::{SaveId, SaveIds};
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::error::StoreError;

use crate::postgres_cluster::{Server, within};
use crate::postgres_town::{faults, matter, open, town};
use crate::store_contract::act;

/// How long a desk may take until it goes on.
const LIMIT: Duration = Duration::from_secs(30);

/// Hands a matter in under an id; gives its number once it is acknowledged.
fn handed_in(store: &dyn Store, save: &SaveId, name: &str) -> Result<CaseNumber, StoreError> {
    let once = Act {
        action: Action::Once {
            save: save.clone(),
            action: Box::new(matter(name)),
        },
        ..act("2026-11-20 09:00", matter(name))
    };
    let came = store.commit(&[once])?;
    match &came[..] {
        [
            CommitResult::Done(Done::Registered { number, .. })
            | CommitResult::Known(Done::Registered { number, .. }),
        ] => Ok(*number),
        other => panic!("{other:?}"),
    }
}

/// Gives what is there, by number.
fn there(store: &dyn Store) -> Vec<(u32, String)> {
    ask(store, |it| {
        let viewer = Viewer::new("王建国");
        let mut found = Vec::new();
        for run in 1.. {
            let number = CaseNumber { year: 2026, run };
            let Some(view) = it.case_view(number, &viewer)? else {
                break;
            };
            found.push((run, view.case.matter.summary.clone()));
        }
        Ok(found)
    })
    .unwrap()
}

#[test]
fn when_the_standby_takes_the_place_of_a_killed_primary_desks_go_on_and_nothing_is_lost_or_twice() {
    let Some(primary) = Server::begin() else {
        return;
    };
    let database = primary.database();
    let home = tempfile::tempdir().unwrap();
    // The tables are there before the standby is.
    drop(open(&database, &home.path().join("first/m")));
    let standby = primary.standby();
    let url = primary.url_with(&standby, &database);
    let stores = ["one", "two"].map(|it| town(&url, &home.path().join(it).join("m")));
    let stores = stores.map(|it| it.open().unwrap());
    let over = AtomicBool::new(false);
    let kept = [AtomicUsize::new(0), AtomicUsize::new(0)];
    let all_have = |more: usize, before: &[usize]| {
        let mut pairs = kept.iter().zip(before);
        pairs.all(|(now, before)| now.load(Ordering::Relaxed) > before + more)
    };
    let (acknowledged, gap) = thread::scope(|scope| {
        let writers = stores.iter().zip(&kept).zip(1_u64..);
        let writers = writers.map(|((store, kept), window)| {
            let over = &over;
            scope.spawn(move || {
                let saves = SaveIds::of_window(window);
                let mut all = Vec::new();
                for run in 0.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    let (save, name) = (saves.draw(), format!("丁{window}-{run}"));
                    // What was not acknowledged is handed in again, as at a desk.
                    let number = loop {
                        match handed_in(store, &save, &name) {
                            Ok(number) => break number,
                            Err(StoreError::Line(_) | StoreError::Unsure) => {}
                            Err(error) => panic!("{error}"),
                        }
                    };
                    kept.fetch_add(1, Ordering::Relaxed);
                    all.push((number.run, name));
                }
                all
            })
        });
        let writers: Vec<_> = writers.collect();
        within(LIMIT, || all_have(10, &[0, 0]));
        primary.kill();
        standby.promote();
        let promoted = Instant::now();
        let before = kept.each_ref().map(|it| it.load(Ordering::Relaxed));
        within(LIMIT, || all_have(0, &before));
        let gap = promoted.elapsed();
        within(LIMIT, || all_have(20, &before));
        over.store(true, Ordering::Relaxed);
        let ended = writers.into_iter().flat_map(|it| it.join().unwrap());
        (ended.collect::<Vec<_>>(), gap)
    });
    println!(
        "acknowledged {}, each desk goes on {gap:?} after the standby was promoted",
        acknowledged.len()
    );
    let fresh = town(&url, &home.path().join("fresh/m")).open().unwrap();
    let there = there(&fresh);
    let names: BTreeSet<&String> = there.iter().map(|(_, name)| name).collect();
    assert_eq!(names.len(), there.len(), "something is there twice");
    for kept in &acknowledged {
        assert!(
            there.contains(kept),
            "{kept:?} was acknowledged, and is lost"
        );
    }
    assert_eq!(there.len(), acknowledged.len());
    assert_eq!(faults(&fresh), [""; 0]);
}

#[test]
fn a_server_that_accepts_and_says_nothing_holds_nobody_up() {
    let Some(server) = Server::begin() else {
        return;
    };
    let database = server.database();
    let home = tempfile::tempdir().unwrap();
    let store = open(&database, &home.path().join("one/m"));
    let desk = town(&database.url(), &home.path().join("two/m"));
    let desk = desk.follow().unwrap();
    let saves = SaveIds::of_window(7);
    handed_in(&store, &saves.draw(), "戊").unwrap();
    within(LIMIT, || there(&desk).len() == 1);
    server.signal("STOP");
    let began = Instant::now();
    let save = saves.draw();
    let refused = handed_in(&store, &save, "己").unwrap_err();
    assert_eq!(refused, StoreError::Unsure, "it may have been kept");
    assert!(began.elapsed() < LIMIT, "{:?}", began.elapsed());
    // A desk reads at once, and says that the server is out of reach.
    within(LIMIT, || desk.stands().is_err());
    let began = Instant::now();
    assert_eq!(there(&desk).len(), 1);
    assert!(
        began.elapsed() < Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
    let nowhere = town(&database.url(), &home.path().join("none/m")).open();
    assert!(matches!(nowhere, Err(StoreError::Line(_))));
    server.signal("CONT");
    let number = loop {
        match handed_in(&store, &save, "己") {
            Ok(number) => break number,
            Err(StoreError::Line(_) | StoreError::Unsure) => {}
            Err(error) => panic!("{error}"),
        }
    };
    within(LIMIT, || there(&desk).len() == 2);
    let kept = [(1, "戊".to_owned()), (number.run, "己".to_owned())];
    assert_eq!(there(&desk), kept);
    within(LIMIT, || desk.stands().is_ok());
}
