//! Who holds the writer's lock: a small file beside the store, in which each writer says its process
//! and its verb when it has got the lock. The file's own time tells since when.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use crate::disk::private;
use crate::domain::moment::Moment;

/// Each record has this many bytes, so that one written over another leaves nothing of it.
const BYTES: usize = 64;

/// The file of holders, as one process uses it.
#[derive(Debug)]
pub(crate) struct Holder {
    path: PathBuf,
    /// What is written down; a store that is opened for nobody's work writes nothing.
    record: Option<String>,
    file: Mutex<Option<File>>,
}

impl Holder {
    /// Says of a store at `store` that `verb` of this process writes there.
    pub(crate) fn of(store: &Path, verb: Option<&str>) -> Self {
        let record = verb.map(|verb| {
            let line = format!("{} mulin {verb}", process::id());
            format!("{:<width$.width$}\n", line.trim_end(), width = BYTES - 1)
        });
        Self {
            path: beside(store),
            record,
            file: Mutex::default(),
        }
    }

    /// Writes down that this process has the lock. Nothing hangs on it: where it cannot be written,
    /// the one who waits is told less.
    pub(crate) fn write(&self) {
        let Some(record) = &self.record else { return };
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if file.is_none() {
            *file = self.opened().ok();
        }
        let written = file.as_mut().map(|file| {
            file.seek(SeekFrom::Start(0))
                .and_then(|_| file.write_all(record.as_bytes()))
        });
        if !matches!(written, Some(Ok(()))) {
            *file = None;
        }
    }

    fn opened(&self) -> io::Result<File> {
        private::open_or_make(&self.path)
    }

    /// Reads who wrote last: `4711, mulin register, 09:41`; nothing where nobody did.
    pub(crate) fn read(&self) -> String {
        let read = || -> io::Result<String> {
            let mut text = String::new();
            File::open(&self.path)?
                .take(BYTES as u64)
                .read_to_string(&mut text)?;
            let since = fs::metadata(&self.path)?.modified()?;
            let seconds = since
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default()
                .as_secs();
            let since = Moment::from_unix(i64::try_from(seconds).unwrap_or(i64::MAX));
            let time = since.local().format("%H:%M");
            let (process, what) = text
                .trim()
                .split_once(' ')
                .unwrap_or((text.trim(), "mulin"));
            Ok(format!("{process}, {}, {time}", what.trim()))
        };
        read().unwrap_or_default()
    }
}

fn beside(store: &Path) -> PathBuf {
    let mut name = OsString::from(store.file_name().unwrap_or_default());
    name.push(".holder");
    store.with_file_name(name)
}
