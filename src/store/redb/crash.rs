//! A power cut at every write and sync: what was acknowledged is there, no half act is.

use std::io;
use std::ops::Bound;
use std::path::Path;
use std::sync::{Arc, Mutex};

use redb::{BackendError, StorageBackend};

use super::super::contract::{Store, ask};
use super::super::error::StoreError;
use super::failure::of_database;
use super::handle::builder;
use super::store::RedbStore;
use crate::domain::act::{Act, Action, CommitResult, Petitioner, Registration};
use crate::domain::case::fact::matter::{Matter, Visit};
use crate::domain::codes::Channel;
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::queue::QueueQuery;
use crate::domain::settings::Settings;
use crate::domain::viewer::Viewer;

/// A disk that loses its power before the operation `frozen_at`.
#[derive(Debug, Default)]
struct Disk {
    durable: Vec<u8>,
    live: Vec<u8>,
    /// Writes since the last sync, in order.
    pending: Vec<(usize, Vec<u8>)>,
    operations: usize,
    frozen_at: Option<usize>,
}

impl Disk {
    fn step(&mut self) -> io::Result<()> {
        self.operations += 1;
        match self.frozen_at {
            Some(at) if self.operations >= at => Err(io::Error::other("the power is gone")),
            _ => Ok(()),
        }
    }

    /// What may be found on the disk afterwards: without, with all, and with every other one of
    /// the writes that were not synced.
    fn found(&self) -> Vec<Vec<u8>> {
        let every_other = |first: usize| {
            let mut image = self.durable.clone();
            for (offset, bytes) in self.pending.iter().skip(first).step_by(2) {
                put(&mut image, *offset, bytes);
            }
            image
        };
        vec![
            self.durable.clone(),
            self.live.clone(),
            every_other(0),
            every_other(1),
        ]
    }
}

fn put(image: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    if image.len() < offset + bytes.len() {
        image.resize(offset + bytes.len(), 0);
    }
    image[offset..offset + bytes.len()].copy_from_slice(bytes);
}

#[derive(Debug, Clone, Default)]
struct Backend(Arc<Mutex<Disk>>);

impl Backend {
    fn of(image: Vec<u8>) -> Self {
        let disk = Disk {
            live: image.clone(),
            durable: image,
            ..Disk::default()
        };
        Self(Arc::new(Mutex::new(disk)))
    }

    fn place(offset: u64) -> usize {
        usize::try_from(offset).unwrap()
    }
}

impl StorageBackend for Backend {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.lock().unwrap().live.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let disk = self.0.lock().unwrap();
        let from = Self::place(offset);
        let bytes = disk.live.get(from..from + out.len());
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut disk = self.0.lock().unwrap();
        disk.step()?;
        disk.live.resize(Self::place(len), 0);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut disk = self.0.lock().unwrap();
        disk.step()?;
        disk.durable = disk.live.clone();
        disk.pending.clear();
        Ok(())
    }

    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let mut disk = self.0.lock().unwrap();
        disk.step()?;
        put(&mut disk.live, Self::place(offset), bytes);
        disk.pending.push((Self::place(offset), bytes.to_vec()));
        Ok(())
    }

    fn try_lock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<bool, BackendError> {
        Ok(true)
    }

    fn try_lock_shared_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<bool, BackendError> {
        Ok(true)
    }

    fn lock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<(), BackendError> {
        Ok(())
    }

    fn lock_shared_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<(), BackendError> {
        Ok(())
    }

    fn unlock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<(), BackendError> {
        Ok(())
    }

    fn query_lock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<bool, BackendError> {
        Ok(false)
    }
}

fn opened(backend: Backend) -> Result<RedbStore, StoreError> {
    let database = builder()
        .create_with_backend(backend)
        .map_err(of_database)?;
    // Nothing is written beside a disk that is none: there is no such folder.
    let path = Path::new("no such folder/disk");
    RedbStore::over(database, path, Vec::new(), Settings::default())
}

pub(super) fn registered(run: u32) -> Act {
    let now = Moment::parse("2026-11-25T09:00")
        .unwrap()
        .plus_seconds(i64::from(run) * 60);
    let person = Person {
        name: format!("牟春{run}"),
        ..Person::default()
    };
    let visit = Visit {
        person: PersonId(0),
        received_at: Some(now),
        channel: Some(Channel::Visit),
        station: None,
        people_count: 1,
        companion: None,
        words: String::new(),
        new_facts: None,
    };
    let registration = Registration {
        petitioner: Petitioner::New(Box::new(person)),
        matter: Matter {
            summary: format!("事项{run}"),
            ..Matter::default()
        },
        visit,
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    };
    Act {
        who: "王建国".into(),
        when: now,
        action: Action::Register(Box::new(registration)),
    }
}

/// Registers until the power is gone; gives how many were acknowledged.
fn work(backend: Backend) -> usize {
    let Ok(store) = opened(backend) else { return 0 };
    (1..=4)
        .take_while(|run| {
            store.commit(&[registered(*run)]).is_ok_and(|outcomes| {
                outcomes
                    .iter()
                    .all(|outcome| matches!(outcome, CommitResult::Done(_)))
            })
        })
        .count()
}

#[test]
fn a_power_cut_at_any_operation_loses_nothing_acknowledged_and_leaves_nothing_half() {
    let whole = Backend::default();
    assert_eq!(work(whole.clone()), 4);
    let operations = whole.0.lock().unwrap().operations;
    assert!(operations > 20, "the disk saw only {operations} operations");
    for at in 1..=operations {
        let backend = Backend::default();
        backend.0.lock().unwrap().frozen_at = Some(at);
        let acknowledged = work(backend.clone());
        let images = backend.0.lock().unwrap().found();
        for (kind, image) in images.into_iter().enumerate() {
            let store = match opened(Backend::of(image)) {
                Ok(store) => store,
                Err(error) if acknowledged == 0 => {
                    assert_eq!(error, StoreError::NotAStore, "cut at {at}, image {kind}");
                    continue;
                }
                Err(error) => panic!("cut at {at}, image {kind}: {error}"),
            };
            let (rows, findings) = ask(&store, |it| {
                let viewer = Viewer::new("王建国");
                Ok((
                    it.page(&QueueQuery::due(9), &viewer)?.rows.len(),
                    it.verify(&mut |_| {})?,
                ))
            })
            .unwrap();
            assert!(
                rows == acknowledged || rows == acknowledged + 1,
                "cut at {at}, image {kind}: {rows} cases, {acknowledged} acknowledged"
            );
            assert!(
                findings.faults.is_empty(),
                "cut at {at}, image {kind}: {findings:?}"
            );
        }
    }
}
