//! Whether the store's file was written: looked at by its time and length alone, which costs a hundredth
//! of what opening the store for a look costs, and keeps no thread awake between two looks.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A file that was written so shortly before a look may be written again under the same time: the
/// system's clock for files goes in steps of a few milliseconds, on some file systems in seconds.
const COARSE: Duration = Duration::from_secs(2);

/// The file as it was looked at last.
#[derive(Debug)]
pub struct ChangeLook {
    file: PathBuf,
    known: Option<(SystemTime, u64)>,
}

impl ChangeLook {
    /// Looks at a file.
    pub fn at(file: &Path) -> Self {
        Self {
            file: file.to_path_buf(),
            known: None,
        }
    }

    /// Tells whether the file may have been written since this was last asked; a file that cannot be
    /// looked at may always have been.
    pub fn looks_changed(&mut self) -> bool {
        let state = fs::metadata(&self.file)
            .and_then(|it| Ok((it.modified()?, it.len())))
            .ok();
        let same = state.is_some() && state == self.known;
        let settled = |(written, _): &(SystemTime, u64)| {
            written.elapsed().is_ok_and(|elapsed| elapsed > COARSE)
        };
        self.known = state.filter(settled);
        !same
    }

    /// Has the next look find a change: what this one found was not followed up.
    pub fn look_again(&mut self) {
        self.known = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_at_rest_is_looked_into_once_and_again_after_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.redb");
        let mut look = ChangeLook::at(&path);
        assert!(look.looks_changed(), "none is there");
        let file = fs::File::create(&path).unwrap();
        assert!(look.looks_changed() && look.looks_changed(), "just written");
        let long_ago = SystemTime::now() - Duration::from_secs(60);
        file.set_modified(long_ago).unwrap();
        assert!(look.looks_changed());
        assert!(!look.looks_changed() && !look.looks_changed(), "at rest");
        look.look_again();
        assert!(look.looks_changed());
        fs::write(&path, "x").unwrap();
        assert!(look.looks_changed(), "written again");
    }
}
