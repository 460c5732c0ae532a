//! Drafts: what is being typed, in small files of their own beside the store, replaced atomically;
//! they never wait for the store and survive a kill.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use tempfile::{Builder, NamedTempFile};

use super::cipher::{self, Keyring};
use super::error::StoreError;
use crate::disk::part::{sweep, sync_folder};
use crate::disk::private::{make_folder, open_or_make};
use crate::disk::regular;
use crate::domain::draft::{DRAFT_STEP, Parked};
use crate::domain::moment::Moment;
use crate::store::drafts::record::{DraftRecord, read};

mod calls;
mod forms;
pub mod lessons;
pub mod offline;
mod presence;
mod record;

/// The drafts of one store, as one window has them.
///
/// A window holds a mark for as long as it is open, by a lock on a file named after it; its drafts
/// carry the mark in their numbers. So a second window leaves the drafts of the first alone, and
/// those of a window that was killed come back in the next.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    who: String,
    /// Those whose drafts are for each of them alone.
    apart: Vec<String>,
    /// The last number of a draft that is kept from who sits here.
    hidden: Option<u64>,
    window: Option<Window>,
    /// The file of the forms that were not handed in, once there is one.
    forms: Option<PathBuf>,
    /// The key of who sits here: with it what he alone gets back is sealed.
    keyring: Arc<Keyring>,
}

/// What a file among the drafts holds.
enum Content {
    /// This, to whoever sits here.
    Plain(Vec<u8>),
    /// Something that is sealed to another.
    Locked,
    /// Nobody can tell.
    Unread,
}

/// A window's mark, with the file whose lock says that it is open.
#[derive(Debug)]
struct Window {
    mark: u64,
    _lock: File,
}

/// How the name of a draft begins that is being written.
const PART: &str = ".mulin-";
/// The longest file of drafts that is read, in bytes.
const LONGEST: u64 = 16 << 20;

impl Drafts {
    /// Names the drafts of the store at `store`: the folder `<store>.drafts`.
    pub fn beside(store: &Path) -> Self {
        Self {
            folder: drafts_folder(store),
            who: String::new(),
            apart: Vec::new(),
            hidden: None,
            window: None,
            forms: None,
            keyring: Arc::default(),
        }
    }

    /// Has what comes back to its writer alone sealed with this key, while one is held.
    #[must_use]
    pub fn sealed_with(self, keyring: Arc<Keyring>) -> Self {
        Self { keyring, ..self }
    }

    /// Says who sits at the desk: half an accusation comes back to him alone who typed it
    /// (条例 30 ¶3).
    #[must_use]
    pub fn of(self, who: &str) -> Self {
        Self {
            who: who.to_owned(),
            ..self
        }
    }

    /// Says whose drafts are for each of them alone, whatever stands in them: of those who sign in nobody
    /// reads what another has half typed.
    #[must_use]
    pub fn apart(self, names: Vec<String>) -> Self {
        Self {
            apart: names,
            ..self
        }
    }

    /// Tells whether what `who` typed is kept from whoever sits here.
    fn is_anothers(&self, who: &str) -> bool {
        who != self.who && self.apart.iter().any(|it| it == who)
    }

    /// Gives the drafts of the same store as another one has them who sits down at this desk: of this
    /// window's, those come back to him that would come back in a new window of his.
    #[must_use]
    pub fn for_another(&self, who: &str) -> Self {
        Self {
            folder: self.folder.clone(),
            who: who.to_owned(),
            apart: self.apart.clone(),
            hidden: None,
            window: None,
            forms: None,
            keyring: Arc::clone(&self.keyring),
        }
    }

    /// Gives what is written of a record: sealed to its writer, where it is to be and he has a key.
    fn written(&self, record: &impl Serialize, sealed: bool) -> std::io::Result<Vec<u8>> {
        let plain = serde_json::to_vec(record)?;
        match self.keyring.public().filter(|_| sealed) {
            None => Ok(plain),
            Some(public) => cipher::seal(&plain, [public.as_str()])
                .map_err(|error| std::io::Error::other(error.detail())),
        }
    }

    /// Reads a file among the drafts; what is sealed to another is none of this clerk's.
    fn content(&self, path: &Path) -> Content {
        match regular::bytes(path, LONGEST) {
            Ok(bytes) if cipher::is_sealed(&bytes) => match self.keyring.open(&bytes) {
                Some(plain) => Content::Plain(plain),
                None => Content::Locked,
            },
            Ok(bytes) => Content::Plain(bytes),
            Err(_) => Content::Unread,
        }
    }

    /// Gives the first number for a new draft of this window at `now`: behind all of `known`.
    pub fn first_number(&self, now: Moment, known: &[Parked]) -> u64 {
        let second = u64::try_from(now.unix()).unwrap_or(0);
        let ids = known.iter().map(|it| it.id).chain(self.hidden);
        let last = ids.map(|id| id / DRAFT_STEP + 1).max();
        last.map_or(second, |last| last.max(second)) * DRAFT_STEP + self.mark()
    }

    fn mark(&self) -> u64 {
        self.window.as_ref().map_or(0, |window| window.mark)
    }

    /// Takes the first mark that no open window holds; without one where files cannot be locked.
    fn open_window(&mut self) {
        if self.window.is_none() {
            self.window = (1..DRAFT_STEP).find_map(|mark| {
                let lock = open_or_make(&self.window_file(mark)).ok()?;
                lock.try_lock().ok()?;
                // The window that was killed under this mark has nothing open.
                let _gone = fs::remove_file(self.folder.join(format!("{mark}.open")));
                Some(Window { mark, _lock: lock })
            });
        }
    }

    /// Tells whether another window that is open holds a mark.
    fn is_elsewhere(&self, mark: u64) -> bool {
        if mark == self.mark() {
            return false;
        }
        File::open(self.window_file(mark))
            .is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }

    fn window_file(&self, mark: u64) -> PathBuf {
        self.folder.join(format!("{mark}.window"))
    }

    /// Makes a draft of a window that is gone one of this window.
    fn adopt(&self, parked: Parked) -> Parked {
        let id = parked.id - parked.id % DRAFT_STEP + self.mark();
        let free = id == parked.id || !self.file(id).exists();
        if free && fs::rename(self.file(parked.id), self.file(id)).is_ok() {
            Parked { id, ..parked }
        } else {
            parked
        }
    }

    /// Keeps a draft, in place of what was kept of it before.
    pub fn keep(&self, parked: &Parked) -> Result<(), StoreError> {
        self.write(parked)
            .map_err(|error| StoreError::of_io(&error))
    }

    fn write(&self, parked: &Parked) -> std::io::Result<()> {
        let mut part = begun(&self.folder)?;
        let record = DraftRecord::of(parked, &self.who);
        part.write_all(&self.written(&record, parked.draft.is_accusation())?)?;
        put(part, &self.file(parked.id))
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

    /// Gives every draft that no other window has open and that is neither an accusation typed by
    /// somebody else nor that of another who signs in, the one that was kept last at the end; a
    /// file that does not read stays where it is and is named.
    pub fn all(&mut self) -> Result<(Vec<Parked>, Vec<PathBuf>), StoreError> {
        if make_folder(&self.folder).is_ok() {
            sweep(&self.folder);
            self.open_window();
        }
        let (mut parked, mut unread) = (Vec::new(), Vec::new());
        for path in self.files()? {
            let id = path
                .file_stem()
                .and_then(|stem| stem.to_str()?.parse().ok());
            let (Some(id), true) = (id, path.extension().is_some_and(|it| it == "json")) else {
                continue;
            };
            if self.is_elsewhere(id % DRAFT_STEP) {
                continue;
            }
            let kept = fs::metadata(&path).and_then(|file| file.modified()).ok();
            let plain = match self.content(&path) {
                Content::Plain(plain) => plain,
                Content::Locked => {
                    self.hidden = self.hidden.max(Some(id));
                    continue;
                }
                Content::Unread => Vec::new(),
            };
            match read(&plain, id) {
                Some((who, draft))
                    if self.is_anothers(&who)
                        || !who.is_empty() && who != self.who && draft.draft.is_accusation() =>
                {
                    self.hidden = self.hidden.max(Some(draft.id));
                }
                Some((_, draft)) => parked.push((kept, draft)),
                None => unread.push(path),
            }
        }
        parked.sort_by_key(|(kept, draft)| (*kept, draft.id));
        let parked = parked.into_iter().map(|(_, it)| self.adopt(it)).collect();
        Ok((parked, unread))
    }

    /// Gives every file among the drafts; none where there is no folder yet.
    fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let files = match fs::read_dir(&self.folder) {
            Ok(files) => files,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::of_io(&error)),
        };
        let paths = files.map(|file| file.map(|file| file.path()));
        paths
            .collect::<Result<_, _>>()
            .map_err(|error| StoreError::of_io(&error))
    }

    fn file(&self, id: u64) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }
}

/// Begins a file among the drafts. They are written at every pause of typing, in a folder that is all
/// ours: a plain file does, and what a killed window left is known by its name and its age.
fn begun(folder: &Path) -> std::io::Result<NamedTempFile> {
    make_folder(folder)?;
    Builder::new().prefix(PART).tempfile_in(folder)
}

/// Puts it in its place, so that it outlasts a power cut.
fn put(mut part: NamedTempFile, place: &Path) -> std::io::Result<()> {
    part.flush()?;
    part.as_file().sync_data()?;
    part.persist(place).map_err(|error| error.error)?;
    sync_folder(place)
}

fn drafts_folder(store: &Path) -> PathBuf {
    let mut name = store.file_name().unwrap_or_default().to_owned();
    name.push(".drafts");
    store.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft::IntakeDraft;
    use crate::domain::field::Field;
    use crate::domain::item::Item;
    use crate::domain::number::CaseNumber;
    use crate::domain::save_id::SaveId;

    #[test]
    fn a_draft_comes_back_at_its_field_and_a_broken_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::beside(&folder.path().join("desk.redb"));
        let mut draft = IntakeDraft::new(Moment::from_unix(1_000));
        draft.set(Field::Name, "尉迟恭");
        draft.set(Field::Summary, "第一行\n第二行");
        draft.joins = CaseNumber::parse("ML-2026-0001");
        draft.origin = Item::parse("MT-3");
        draft.save = SaveId::given("王芳", "17");
        let parked = Parked {
            id: 7 * DRAFT_STEP + 1,
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

    #[test]
    fn a_window_leaves_the_drafts_of_another_alone_until_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Drafts::beside(&folder.path().join("desk.redb"));
        let now = Moment::from_unix(100);
        let draft = |id, name: &str| {
            let mut draft = IntakeDraft::new(now);
            draft.set(Field::Name, name);
            let field = Field::Name;
            Parked { id, draft, field }
        };
        let (mut first, mut second) = (open(), open());
        assert_eq!(first.all().unwrap().0, []);
        assert_eq!(second.all().unwrap().0, []);
        let (one, other) = (first.first_number(now, &[]), second.first_number(now, &[]));
        assert_ne!(one, other);
        first.keep(&draft(one, "单雄信")).unwrap();
        second.keep(&draft(other, "尉迟恭")).unwrap();
        assert_eq!(open().all().unwrap().0, []);
        drop(second);
        let mut third = open();
        let found = third.all().unwrap().0;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].draft.get(Field::Name), "尉迟恭");
        assert!(third.first_number(now, &found) > found[0].id);
        drop(first);
        let found = third.all().unwrap().0;
        assert_eq!(found.len(), 2);
        drop(third);
        assert_eq!(
            open().all().unwrap().0.len(),
            2,
            "nothing is lost on the way"
        );
    }

    #[cfg(unix)]
    #[test]
    fn every_file_among_the_drafts_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::beside(&folder.path().join("desk.redb"));
        let now = Moment::from_unix(100);
        drafts.all().unwrap();
        let mut draft = IntakeDraft::new(now);
        draft.set(Field::Name, "尉迟恭");
        let field = Field::Name;
        drafts
            .keep(&Parked {
                id: 1,
                draft,
                field,
            })
            .unwrap();
        let files: Vec<_> = fs::read_dir(folder.path().join("desk.redb.drafts"))
            .unwrap()
            .map(|file| file.unwrap())
            .collect();
        assert_eq!(files.len(), 2);
        for file in files {
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{:?}", file.path());
        }
    }

    #[test]
    fn half_an_accusation_comes_back_to_him_alone_who_typed_it() {
        let folder = tempfile::tempdir().unwrap();
        let open = |who| Drafts::beside(&folder.path().join("desk.redb")).of(who);
        let now = Moment::from_unix(100);
        for (field, value) in [
            (Field::Class, "accusation"),
            (Field::Accused, "村会计"),
            (Field::Summary, "路灯坏了"),
        ] {
            let mut first = open("王芳");
            first.all().unwrap();
            let mut draft = IntakeDraft::new(now);
            draft.set(field, value);
            let id = first.first_number(now, &[]);
            first.keep(&Parked { id, draft, field }).unwrap();
            drop(first);
            let mut other = open("李梅");
            let (found, unread) = other.all().unwrap();
            assert_eq!(found.len(), usize::from(field == Field::Summary), "{value}");
            assert!(unread.is_empty());
            assert!(other.first_number(now, &found) > id, "none is written over");
            drop(other);
            let found = open("王芳").all().unwrap().0;
            assert_eq!(found[0].draft.get(field), value);
            fs::remove_dir_all(folder.path().join("desk.redb.drafts")).unwrap();
        }
    }
}
