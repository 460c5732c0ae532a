//! What a window has open, in a file beside its mark: it counts for as long as the mark is held, so that
//! a window that was killed has nothing open.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::record::VERSION;
use super::{Drafts, LONGEST, make_folder};
use crate::disk::regular;
use crate::domain::number::CaseNumber;
use crate::domain::presence::OpenElsewhere;
use crate::store::error::StoreError;

/// The ending of the file.
const ENDING: &str = "open";

#[derive(Serialize, Deserialize)]
struct PresenceRecord {
    version: u32,
    who: String,
    case: String,
}

impl Drafts {
    /// Says which case this window has open from now on; none that may not be told is given here.
    pub fn set_open(&mut self, case: Option<CaseNumber>) -> Result<(), StoreError> {
        self.write_open(case)
            .map_err(|error| StoreError::of_io(&error))
    }

    fn write_open(&mut self, case: Option<CaseNumber>) -> std::io::Result<()> {
        if make_folder(&self.folder).is_ok() {
            self.open_window();
        }
        // A window without a mark of its own would be taken for every other one.
        if self.window.is_none() {
            return Ok(());
        }
        let path = self.open_file(self.mark());
        let Some(case) = case else {
            return match fs::remove_file(path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        };
        let mut part = NamedTempFile::new_in(&self.folder)?;
        let record = PresenceRecord {
            version: VERSION,
            who: self.who.clone(),
            case: case.to_string(),
        };
        serde_json::to_writer(&mut part, &record)?;
        part.flush()?;
        part.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Gives what other windows that are open now have open; a file that does not read says nothing.
    pub fn open_elsewhere(&self) -> Vec<OpenElsewhere> {
        let files = self.files().unwrap_or_default().into_iter();
        let mut found: Vec<OpenElsewhere> = files
            .filter_map(|path| {
                let mark = path.extension().filter(|it| *it == ENDING);
                let mark: u64 = mark.and(path.file_stem())?.to_str()?.parse().ok()?;
                if !self.is_elsewhere(mark) {
                    return None;
                }
                let bytes = regular::bytes(&path, LONGEST).ok()?;
                let record: PresenceRecord = serde_json::from_slice(&bytes).ok()?;
                (record.version == VERSION).then_some(())?;
                Some(OpenElsewhere {
                    who: record.who,
                    case: CaseNumber::parse(&record.case)?,
                })
            })
            .collect();
        found.sort();
        found
    }

    fn open_file(&self, mark: u64) -> PathBuf {
        self.folder.join(format!("{mark}.{ENDING}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_window_has_open_is_seen_by_others_until_it_is_closed_or_gone() {
        let folder = tempfile::tempdir().unwrap();
        let open = |who| Drafts::beside(&folder.path().join("desk.redb")).of(who);
        let case = CaseNumber { year: 2026, run: 7 };
        let (mut first, mut second) = (open("王芳"), open("李梅"));
        first.all().unwrap();
        second.all().unwrap();
        assert_eq!(second.open_elsewhere(), []);
        first.set_open(Some(case)).unwrap();
        let who = "王芳".to_owned();
        assert_eq!(second.open_elsewhere(), [OpenElsewhere { who, case }]);
        assert_eq!(first.open_elsewhere(), [], "its own is none");
        first.set_open(None).unwrap();
        assert_eq!(second.open_elsewhere(), []);
        first.set_open(Some(case)).unwrap();
        #[cfg(unix)]
        {
            // A pipe in the place of the file says nothing, and is not waited for.
            let file = first.open_file(first.mark());
            fs::remove_file(&file).unwrap();
            let made = std::process::Command::new("mkfifo").arg(&file).status();
            assert!(made.unwrap().success());
            assert_eq!(second.open_elsewhere(), []);
        }
        drop(first);
        assert_eq!(second.open_elsewhere(), [], "as if it had been killed");
        let mut third = open("赵铁柱");
        third.all().unwrap();
        assert_eq!(
            second.open_elsewhere(),
            [],
            "the next window under its mark has nothing open"
        );
    }
}
