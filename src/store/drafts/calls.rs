//! Call pads: kept from the first sign on, in files of their own among the drafts.
//!
//! A pad's file is named by its number and its window's mark, so that two windows never write the
//! same; those of a window that is gone are taken over by the next.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::record::VERSION;
use super::{Content, Drafts, begun, make_folder, put};
use crate::domain::call::draft::{CallDraft, CallField, ParkedCall};
use crate::domain::moment::Moment;
use crate::domain::person::id::PersonId;
use crate::domain::save_id::SaveId;
use crate::store::error::StoreError;

/// The ending of a pad's file.
const ENDING: &str = "call";

#[derive(Serialize, Deserialize)]
struct PadRecord {
    version: u32,
    started_at: i64,
    ended_at: i64,
    person: Option<String>,
    values: Vec<(String, String)>,
    #[serde(default)]
    save: Option<String>,
    #[serde(default)]
    who: String,
}

impl Drafts {
    /// Keeps a pad, in place of what was kept of it before.
    pub fn keep_call(&self, parked: &ParkedCall) -> Result<(), StoreError> {
        self.write_call(parked)
            .map_err(|error| StoreError::of_io(&error))
    }

    fn write_call(&self, parked: &ParkedCall) -> std::io::Result<()> {
        let mut part = begun(&self.folder)?;
        let record = PadRecord {
            who: self.who.clone(),
            ..PadRecord::from(&parked.draft)
        };
        // What the call will be about nobody knows yet.
        part.write_all(&self.written(&record, true)?)?;
        put(part, &self.call_file(parked.id))
    }

    /// Forgets a pad that was taken down or emptied.
    pub fn forget_call(&self, id: u64) -> Result<(), StoreError> {
        match fs::remove_file(self.call_file(id)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::of_io(&error))
            }
            _ => Ok(()),
        }
    }

    /// Gives every pad that no other window has open and that is not that of another who signs in, the
    /// oldest call first; one that does not read stays where it is.
    pub fn calls(&mut self) -> Result<Vec<ParkedCall>, StoreError> {
        if make_folder(&self.folder).is_ok() {
            self.open_window();
        }
        let mut parked = Vec::new();
        for path in self.files()? {
            let Some((id, mark)) = named(&path) else {
                continue;
            };
            if self.is_elsewhere(mark) {
                continue;
            }
            let Content::Plain(plain) = self.content(&path) else {
                continue;
            };
            if let Some((who, draft)) = read(&plain)
                && !self.is_anothers(&who)
            {
                parked.push(ParkedCall {
                    id: self.adopt_call(&path, id, mark),
                    draft,
                });
            }
        }
        parked.sort_by_key(|it| (it.draft.started_at, it.id));
        Ok(parked)
    }

    /// Makes a pad of a window that is gone one of this window; gives its number here.
    fn adopt_call(&self, path: &Path, id: u64, mark: u64) -> u64 {
        if mark == self.mark() {
            return id;
        }
        let mut free = id;
        while self.call_file(free).exists() {
            free += 1;
        }
        match fs::rename(path, self.call_file(free)) {
            Ok(()) => free,
            Err(_) => id,
        }
    }

    fn call_file(&self, id: u64) -> PathBuf {
        self.folder.join(format!("{id}-{}.{ENDING}", self.mark()))
    }
}

/// Reads a pad's number and its window's mark from its name.
fn named(path: &Path) -> Option<(u64, u64)> {
    if path.extension()? != ENDING {
        return None;
    }
    let (id, mark) = path.file_stem()?.to_str()?.split_once('-')?;
    Some((id.parse().ok()?, mark.parse().ok()?))
}

/// Reads a pad with who typed it.
fn read(plain: &[u8]) -> Option<(String, CallDraft)> {
    let record: PadRecord = serde_json::from_slice(plain).ok()?;
    if record.version != VERSION {
        return None;
    }
    let mut draft = CallDraft::new(Moment::from_unix(record.started_at));
    draft.ended_at = Moment::from_unix(record.ended_at);
    draft.person = record.person.as_deref().and_then(PersonId::parse);
    draft.save = record.save.map(SaveId::of_kept);
    for (name, value) in &record.values {
        draft.set(CallField::parse(name)?, value);
    }
    Some((record.who, draft))
}

impl From<&CallDraft> for PadRecord {
    fn from(draft: &CallDraft) -> Self {
        let values = CallField::ALL.iter();
        Self {
            version: VERSION,
            started_at: draft.started_at.unix(),
            ended_at: draft.ended_at.unix(),
            person: draft.person.map(|id| id.to_string()),
            save: draft.save.as_ref().map(ToString::to_string),
            who: String::new(),
            values: values
                .map(|field| (field.code().to_owned(), draft.get(*field).to_owned()))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pad_comes_back_and_one_of_a_window_that_is_gone_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Drafts::beside(&folder.path().join("desk.redb"));
        let pad = |id, note: &str| {
            let mut draft = CallDraft::new(Moment::from_unix(1_000));
            draft.ended_at = Moment::from_unix(1_060);
            draft.person = Some(PersonId(3));
            draft.save = SaveId::given("王芳", "17");
            draft.set(CallField::Note, note);
            ParkedCall { id, draft }
        };
        let (mut first, mut second) = (open(), open());
        assert_eq!(first.calls().unwrap(), []);
        assert_eq!(second.calls().unwrap(), []);
        // The same number in both windows.
        first.keep_call(&pad(7, "路灯坏了")).unwrap();
        second.keep_call(&pad(7, "问低保\n第二行")).unwrap();
        assert_eq!(first.calls().unwrap(), [pad(7, "路灯坏了")]);
        drop(second);
        let found = first.calls().unwrap();
        assert_eq!(found.len(), 2, "{found:?}");
        assert_ne!(found[0].id, found[1].id);
        for parked in found {
            first.forget_call(parked.id).unwrap();
        }
        assert_eq!(first.calls().unwrap(), []);
        assert_eq!(first.all().unwrap().0, [], "a pad is no intake");
    }
}
