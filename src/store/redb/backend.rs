//! The store's file as redb sees it: redb's own backend, but for locks that another process holds.
//! redb waits for those without end; here the wait has a limit, and whoever gets the writer's lock
//! writes down who he is.

use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Bound;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use redb::backends::FileBackend;
use redb::{BackendError, DatabaseError, StorageBackend};

use super::holder::Holder;

/// How long a lock is waited for, in milliseconds.
const LIMIT: u64 = 5_000;
/// How long one that is leaving waits, in milliseconds.
const HURRIED: u64 = 300;
/// How long apart a lock is tried for, at first and at most.
const SHORTEST: Duration = Duration::from_micros(50);
const LONGEST: Duration = Duration::from_millis(1);
/// The byte that redb's writer holds while its transaction runs (redb's design document, lock bytes).
pub(super) const WRITER: u64 = 1 << 62;

/// How long locks are waited for; shared by all handles of a store.
#[derive(Debug)]
pub(crate) struct Patience(AtomicU64);

impl Patience {
    /// Waits five seconds.
    pub(crate) fn new() -> Self {
        Self(AtomicU64::new(LIMIT))
    }

    /// Waits hardly at all from now on, those too who wait already.
    pub(crate) fn lose(&self) {
        self.0.store(HURRIED, Ordering::Relaxed);
    }

    fn is_over(&self, since: Instant) -> bool {
        since.elapsed() >= Duration::from_millis(self.0.load(Ordering::Relaxed))
    }
}

/// The store's file.
pub(crate) struct StoreFile {
    file: FileBackend,
    patience: Arc<Patience>,
    holder: Arc<Holder>,
}

impl StoreFile {
    /// Makes a backend of an open file.
    pub(crate) fn new(
        file: File,
        patience: Arc<Patience>,
        holder: Arc<Holder>,
    ) -> Result<Self, DatabaseError> {
        Ok(Self {
            file: FileBackend::new(file)?,
            patience,
            holder,
        })
    }

    /// Tries until it has the lock, or the limit is reached.
    fn wait(&self, attempt: impl Fn() -> Result<bool, BackendError>) -> Result<(), BackendError> {
        if attempt()? {
            return Ok(());
        }
        let since = Instant::now();
        let mut pause = SHORTEST;
        loop {
            thread::sleep(pause);
            if attempt()? {
                return Ok(());
            }
            if self.patience.is_over(since) {
                return Err(BackendError::Io(io::ErrorKind::TimedOut.into()));
            }
            pause = LONGEST.min(pause * 2);
        }
    }
}

impl fmt::Debug for StoreFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.file.fmt(f)
    }
}

impl StorageBackend for StoreFile {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write(offset, bytes)
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }

    fn try_lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_range(from, to)
    }

    fn try_lock_shared_range(
        &self,
        from: Bound<u64>,
        to: Bound<u64>,
    ) -> Result<bool, BackendError> {
        self.file.try_lock_shared_range(from, to)
    }

    fn lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.wait(|| self.file.try_lock_range(from, to))?;
        if from == Bound::Included(WRITER) {
            self.holder.write();
        }
        Ok(())
    }

    fn lock_shared_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.wait(|| self.file.try_lock_shared_range(from, to))
    }

    fn unlock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.file.unlock_range(from, to)
    }

    fn query_lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<bool, BackendError> {
        self.file.query_lock_range(from, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_waited_for_five_seconds_and_hardly_at_all_by_who_is_leaving() {
        let patience = Patience::new();
        let ago = |millis| Instant::now().checked_sub(Duration::from_millis(millis));
        let Some((before, after)) = ago(4_000).zip(ago(5_000)) else {
            // The machine has only just been started.
            return;
        };
        assert!(!patience.is_over(before));
        assert!(patience.is_over(after));
        patience.lose();
        assert!(patience.is_over(before));
        assert!(!patience.is_over(Instant::now()));
    }
}
