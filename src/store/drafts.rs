//! Drafts: what is being typed, in small files of their own beside the store, replaced atomically;
//! they never wait for the store and survive a kill.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::error::StoreError;
use crate::domain::draft::{IntakeDraft, Parked};
use crate::domain::field::Field;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::PersonId;

/// The drafts of one store.
#[derive(Debug, Clone)]
pub struct Drafts {
    folder: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct DraftRecord {
    version: u32,
    begun_at: i64,
    field: String,
    person: Option<String>,
    joins: Option<String>,
    values: Vec<(String, String)>,
}

const VERSION: u32 = 1;

impl Drafts {
    /// Names the drafts of the store at `store`: the folder `<store>.drafts`.
    pub fn beside(store: &Path) -> Self {
        let mut name = store.file_name().unwrap_or_default().to_owned();
        name.push(".drafts");
        Self {
            folder: store.with_file_name(name),
        }
    }

    /// Keeps a draft, in place of what was kept of it before.
    pub fn keep(&self, parked: &Parked) -> Result<(), StoreError> {
        self.write(parked)
            .map_err(|error| StoreError::of_io(&error))
    }

    fn write(&self, parked: &Parked) -> std::io::Result<()> {
        make_folder(&self.folder)?;
        let mut part = NamedTempFile::new_in(&self.folder)?;
        serde_json::to_writer(&mut part, &DraftRecord::from(parked))?;
        part.flush()?;
        part.as_file().sync_data()?;
        part.persist(self.file(parked.id))
            .map_err(|error| error.error)?;
        Ok(())
    }

    /// Forgets a draft that was registered or thrown away.
    pub fn forget(&self, id: u64) -> Result<(), StoreError> {
        match fs::remove_file(self.file(id)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::of_io(&error))
            }
            _ => Ok(()),
        }
    }

    /// Gives every draft, the one that was kept last at the end; a file that does not read stays
    /// where it is and is named.
    pub fn all(&self) -> Result<(Vec<Parked>, Vec<PathBuf>), StoreError> {
        let files = match fs::read_dir(&self.folder) {
            Ok(files) => files,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok((Vec::new(), Vec::new()));
            }
            Err(error) => return Err(StoreError::of_io(&error)),
        };
        let (mut parked, mut unread) = (Vec::new(), Vec::new());
        for file in files {
            let path = file.map_err(|error| StoreError::of_io(&error))?.path();
            let id = path
                .file_stem()
                .and_then(|stem| stem.to_str()?.parse().ok());
            let (Some(id), true) = (id, path.extension().is_some_and(|it| it == "json")) else {
                continue;
            };
            let kept = fs::metadata(&path).and_then(|file| file.modified()).ok();
            match read(&path, id) {
                Some(draft) => parked.push((kept, draft)),
                None => unread.push(path),
            }
        }
        parked.sort_by_key(|(kept, draft)| (*kept, draft.id));
        Ok((parked.into_iter().map(|(_, it)| it).collect(), unread))
    }

    fn file(&self, id: u64) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn read(path: &Path, id: u64) -> Option<Parked> {
    let record: DraftRecord = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    if record.version != VERSION {
        return None;
    }
    let mut draft = IntakeDraft::new(Moment::from_unix(record.begun_at));
    for (name, value) in &record.values {
        draft.set(Field::parse(name)?, value);
    }
    draft.person = record.person.as_deref().and_then(PersonId::parse);
    draft.joins = record.joins.as_deref().and_then(CaseNumber::parse);
    let field = Field::parse(&record.field).unwrap_or(Field::Name);
    Some(Parked { id, draft, field })
}

impl From<&Parked> for DraftRecord {
    fn from(parked: &Parked) -> Self {
        let draft = &parked.draft;
        Self {
            version: VERSION,
            begun_at: draft.begun_at.unix(),
            field: parked.field.code().to_owned(),
            person: draft.person.map(|id| id.to_string()),
            joins: draft.joins.map(|number| number.to_string()),
            values: Field::ALL
                .iter()
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
    fn a_draft_comes_back_at_its_field_and_a_broken_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::beside(&folder.path().join("desk.redb"));
        let mut draft = IntakeDraft::new(Moment::from_unix(1_000));
        draft.set(Field::Name, "尉迟恭");
        draft.set(Field::Summary, "第一行\n第二行");
        draft.joins = CaseNumber::parse("ML-2026-0001");
        let parked = Parked {
            id: 7,
            draft,
            field: Field::Summary,
        };
        drafts.keep(&parked).unwrap();
        drafts
            .keep(&Parked {
                id: 8,
                ..parked.clone()
            })
            .unwrap();
        drafts.forget(8).unwrap();
        fs::write(folder.path().join("desk.redb.drafts/9.json"), "{").unwrap();
        let (found, unread) = drafts.all().unwrap();
        assert_eq!(found, [parked]);
        assert_eq!(unread.len(), 1);
    }
}
