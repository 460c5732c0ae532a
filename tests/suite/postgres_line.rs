//! What goes over the line to the server, counted between the two.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use mulin::domain::number::CaseNumber;
use mulin::domain::queue::QueueQuery;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};

use crate::postgres_cluster::{Database, database, within};
use crate::postgres_town::{register, town};

/// Stands between a machine and the server, and counts how often the one spoke after the other.
struct Counted {
    port: u16,
    trips: Arc<AtomicUsize>,
}

impl Counted {
    fn before(database: &Database) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let counted = Self {
            port: listener.local_addr().unwrap().port(),
            trips: Arc::default(),
        };
        let (trips, server) = (Arc::clone(&counted.trips), database.port);
        thread::spawn(move || {
            for machine in listener.incoming().flatten() {
                let Ok(there) = TcpStream::connect(("127.0.0.1", server)) else {
                    continue;
                };
                let asks = Arc::new(AtomicBool::new(false));
                for (from, to, is_asking) in [
                    (
                        machine.try_clone().unwrap(),
                        there.try_clone().unwrap(),
                        true,
                    ),
                    (there, machine, false),
                ] {
                    let (trips, asks) = (Arc::clone(&trips), Arc::clone(&asks));
                    thread::spawn(move || hand_on(from, to, is_asking, &asks, &trips));
                }
            }
        });
        counted
    }

    fn url(&self, database: &Database) -> String {
        let name = &database.name;
        format!("postgres://{name}@127.0.0.1:{}/{name}", self.port)
    }

    /// Counts the round trips of what is done, and gives what came of it.
    fn of<T>(&self, act: impl FnOnce() -> T) -> (usize, T) {
        self.trips.store(0, Ordering::SeqCst);
        let came = act();
        (self.trips.load(Ordering::SeqCst), came)
    }
}

fn hand_on(
    mut from: TcpStream,
    mut to: TcpStream,
    is_asking: bool,
    asks: &AtomicBool,
    trips: &AtomicUsize,
) {
    let mut bytes = [0; 1 << 12];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        if !asks.swap(is_asking, Ordering::SeqCst) && is_asking {
            trips.fetch_add(1, Ordering::SeqCst);
        }
        if to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _closed = to.shutdown(std::net::Shutdown::Both);
}

/// Reads what the rooms of a desk show, one read each.
fn rooms(store: &dyn Store) -> usize {
    let viewer = Viewer::new("王建国");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let number = CaseNumber::parse("ML-2026-0001").unwrap();
    ask(store, |it| it.page(&QueueQuery::due(20), &viewer)).unwrap();
    ask(store, |it| it.counts(day)).unwrap();
    ask(store, |it| it.case_view(number, &viewer)).unwrap();
    ask(store, |it| it.grid()).unwrap();
    ask(store, |it| it.calendar()).unwrap();
    5
}

#[test]
fn a_registration_costs_one_round_trip_and_a_desk_that_follows_reads_for_none() {
    let Some(database) = database() else { return };
    let line = Counted::before(&database);
    let home = tempfile::tempdir().unwrap();
    let store = town(&line.url(&database), &home.path().join("one/m"));
    let store = store.open().unwrap();
    register(&store, "戊").unwrap();
    let (trips, number) = line.of(|| register(&store, "己").unwrap());
    assert_eq!((trips, number.run), (1, 2), "a registration");
    let (trips, read) = line.of(|| rooms(&store));
    assert_eq!(trips, read, "whoever does not follow asks once a read");
    drop(store);
    let desk = town(&line.url(&database), &home.path().join("two/m"));
    let desk = desk.follow().unwrap();
    // Whoever follows asks by himself now and then, and is not at it all the time.
    within(Duration::from_secs(30), || {
        thread::sleep(Duration::from_millis(20));
        line.of(|| rooms(&desk)).0 == 0
    });
}
