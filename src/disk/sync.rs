//! How long this disk takes until a little that is written is safe on it: a stick may take seconds.

use std::fs::File;
use std::io::{Result, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// From this on whoever saves waits for the disk, and must be told so before a stick is drawn out.
const SLOW: Duration = Duration::from_millis(300);
/// What is written each time: a page of a store.
const PAGE: [u8; 4096] = [0; 4096];
/// The first writes to a new file are slower than those that follow.
const TIMES: usize = 3;

/// Gives how long a page takes to be safe in `folder`, by writes to a file that has no name there; the
/// quickest of a few counts.
///
/// # Errors
/// What the system says: the folder is missing, or nothing can be written there.
pub fn time_in(folder: &Path) -> Result<Duration> {
    time_of(&mut tempfile::tempfile_in(folder)?, |file| {
        file.write_all(&PAGE)?;
        file.sync_data()
    })
}

fn time_of(file: &mut File, mut write: impl FnMut(&mut File) -> Result<()>) -> Result<Duration> {
    let mut quickest = Duration::MAX;
    for _ in 0..TIMES {
        let begun = Instant::now();
        write(file)?;
        quickest = quickest.min(begun.elapsed());
    }
    Ok(quickest)
}

/// Tells whether a disk that takes so long is slow.
pub fn is_slow(took: Duration) -> bool {
    took >= SLOW
}

/// Gives it in whole milliseconds, as it is told.
pub fn millis(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};
    use std::thread::sleep;

    #[test]
    fn a_disk_that_makes_each_write_wait_is_slow_and_one_slow_write_is_not() {
        let mut file = tempfile::tempfile().unwrap();
        let took = time_of(&mut file, |_| {
            sleep(SLOW);
            Ok(())
        });
        assert!(is_slow(took.unwrap()));
        let mut first = true;
        let took = time_of(&mut file, |_| {
            if std::mem::take(&mut first) {
                sleep(SLOW);
            }
            Ok(())
        });
        assert!(took.unwrap() < SLOW);
    }

    #[test]
    fn what_cannot_be_written_is_an_error_and_nothing_is_left_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        time_in(folder.path()).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(time_in(&folder.path().join("missing")).is_err());
        let mut file = tempfile::tempfile().unwrap();
        let full = |_: &mut File| Err(Error::from(ErrorKind::StorageFull));
        assert!(time_of(&mut file, full).is_err());
    }
}
