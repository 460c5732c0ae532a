//! 学过的课: which lessons who has done, in one small file among the drafts. It tells nothing of any
//! matter; without it one only begins again at the first lesson.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::record::VERSION;
use super::{LONGEST, begun, drafts_folder, put};
use crate::disk::regular;
use crate::store::error::StoreError;

const FILE: &str = "lessons.json";

/// The lessons that one at the desk of a store has done.
#[derive(Debug, Clone)]
pub struct Learned {
    folder: PathBuf,
    who: String,
}

#[derive(Serialize, Deserialize)]
struct LearnedRecord {
    version: u32,
    /// Codes of lessons by who has done them.
    done: BTreeMap<String, Vec<String>>,
}

impl Learned {
    /// Names the lessons that `who` has done at the desk of the store at `store`.
    pub fn beside(store: &Path, who: &str) -> Self {
        Self {
            folder: drafts_folder(store),
            who: who.to_owned(),
        }
    }

    /// Gives the lessons of another one who sits down at this desk.
    #[must_use]
    pub fn of_another(&self, who: &str) -> Self {
        Self {
            folder: self.folder.clone(),
            who: who.to_owned(),
        }
    }

    /// Gives the codes of the lessons that are done, in the order in which they were.
    ///
    /// # Errors
    /// What the system says, and of a file that does not read that it does not.
    pub fn all(&self) -> Result<Vec<String>, StoreError> {
        let record = self.read().map_err(|error| StoreError::of_io(&error))?;
        Ok(record.done.get(&self.who).cloned().unwrap_or_default())
    }

    /// Keeps that a lesson is done; those that others have done stay as they are.
    ///
    /// # Errors
    /// As [`Learned::all`]; a file that does not read is not written over.
    pub fn keep(&self, code: &str) -> Result<(), StoreError> {
        self.write(code).map_err(|error| StoreError::of_io(&error))
    }

    fn write(&self, code: &str) -> std::io::Result<()> {
        let mut record = self.read()?;
        let done = record.done.entry(self.who.clone()).or_default();
        if done.iter().any(|it| it == code) {
            return Ok(());
        }
        done.push(code.to_owned());
        let mut part = begun(&self.folder)?;
        serde_json::to_writer(&mut part, &record)?;
        put(part, &self.folder.join(FILE))
    }

    fn read(&self) -> std::io::Result<LearnedRecord> {
        let path = self.folder.join(FILE);
        let bytes = match regular::bytes(&path, LONGEST) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(LearnedRecord {
                    version: VERSION,
                    done: BTreeMap::new(),
                });
            }
            Err(error) => return Err(error),
        };
        let record: Option<LearnedRecord> = serde_json::from_slice(&bytes).ok();
        record
            .filter(|record| record.version == VERSION)
            .ok_or_else(|| Error::new(ErrorKind::InvalidData, path.display().to_string()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_lesson_is_kept_for_him_alone_who_has_done_it() {
        let home = tempfile::tempdir().unwrap();
        let store = home.path().join("desk.redb");
        let first = Learned::beside(&store, "王芳");
        assert_eq!(first.all().unwrap(), Vec::<String>::new());
        first.keep("register").unwrap();
        first.keep("call").unwrap();
        first.keep("register").unwrap();
        let other = first.of_another("李梅");
        assert_eq!(other.all().unwrap(), Vec::<String>::new());
        other.keep("week").unwrap();
        assert_eq!(first.all().unwrap(), ["register", "call"]);
        assert_eq!(Learned::beside(&store, "李梅").all().unwrap(), ["week"]);
        // It lies among the drafts and is none.
        let mut drafts = crate::store::drafts::Drafts::beside(&store);
        let (found, unread) = drafts.all().unwrap();
        assert_eq!((found.len(), unread.len()), (0, 0));
    }

    #[test]
    fn a_file_that_does_not_read_is_told_and_not_written_over() {
        let home = tempfile::tempdir().unwrap();
        let store = home.path().join("desk.redb");
        let learned = Learned::beside(&store, "王芳");
        learned.keep("register").unwrap();
        let file = home.path().join("desk.redb.drafts").join(FILE);
        for text in ["{", r#"{"version":9,"done":{}}"#] {
            fs::write(&file, text).unwrap();
            assert!(learned.all().is_err());
            assert!(learned.keep("call").is_err());
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_its_place_is_not_waited_for() {
        let home = tempfile::tempdir().unwrap();
        let learned = Learned::beside(&home.path().join("desk.redb"), "王芳");
        let folder = home.path().join("desk.redb.drafts");
        fs::create_dir(&folder).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(folder.join(FILE))
            .status();
        assert!(made.unwrap().success());
        assert!(learned.all().is_err());
        assert!(learned.keep("register").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;

        let home = tempfile::tempdir().unwrap();
        let store = home.path().join("desk.redb");
        Learned::beside(&store, "王芳").keep("register").unwrap();
        let folder = home.path().join("desk.redb.drafts");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(FILE)), 0o600);
    }
}
