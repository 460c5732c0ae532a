//! 断线登记: intakes that wait for the server, in files of their own among the drafts, and under which
//! number each that waited was registered.
//!
//! All windows of a machine share them: a file bears its provisional number, which no other gets.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::record::{DraftRecord, VERSION, draft_of};
use super::{Content, Drafts, begun};
use crate::disk::part::sync_folder;
use crate::domain::draft::Parked;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::offline::{OfflineIntake, ProvisionalNumber};
use crate::store::error::StoreError;

/// The ending of an intake that waits.
const WAITING: &str = "offline";
/// The ending of what says under which number it was registered.
const REGISTERED: &str = "registered";

#[derive(Serialize, Deserialize)]
struct OfflineRecord {
    version: u32,
    taken_at: i64,
    draft: DraftRecord,
}

#[derive(Serialize, Deserialize)]
struct RegisteredRecord {
    version: u32,
    case: String,
    at: i64,
}

/// The intakes of this machine that wait for the server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Those that whoever sits here can have registered, in the order in which they were taken down.
    pub intakes: Vec<OfflineIntake>,
    /// How many are sealed to others: they wait until those sit here.
    pub sealed: usize,
    /// Files that do not read; they stay where they are.
    pub unread: Vec<PathBuf>,
}

impl Drafts {
    /// Keeps an intake until the server is back, and gives its number; one that is handed in again has the
    /// number that it had.
    ///
    /// # Errors
    /// It cannot be written: nothing was kept.
    pub fn keep_offline(
        &self,
        parked: &Parked,
        taken_at: Moment,
        seed: u64,
    ) -> Result<ProvisionalNumber, StoreError> {
        let waiting = self.offline()?;
        let same =
            |it: &&OfflineIntake| it.draft.save.is_some() && it.draft.save == parked.draft.save;
        if let Some(known) = waiting.intakes.iter().find(same) {
            return Ok(known.number.clone());
        }
        let kept = self.write_offline(parked, taken_at, seed);
        kept.map_err(|error| StoreError::of_io(&error))
    }

    fn write_offline(
        &self,
        parked: &Parked,
        taken_at: Moment,
        seed: u64,
    ) -> io::Result<ProvisionalNumber> {
        let record = OfflineRecord {
            version: VERSION,
            taken_at: taken_at.unix(),
            draft: DraftRecord::of(parked, &self.who),
        };
        let bytes = self.written(&record, parked.draft.is_accusation())?;
        let mut part = begun(&self.folder)?;
        part.write_all(&bytes)?;
        part.as_file().sync_data()?;
        let files = self
            .files()
            .map_err(|error| io::Error::other(error.detail()))?;
        let last = files.iter().filter_map(|path| number_of(path)).max();
        let mut number = last.map_or_else(|| ProvisionalNumber::first(seed), |it| it.next());
        loop {
            let place = self.offline_file(&number, WAITING);
            match part.persist_noclobber(&place) {
                Ok(_) => {
                    sync_folder(&place)?;
                    return Ok(number);
                }
                // Another window was quicker.
                Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists => {
                    part = taken.file;
                    number = number.next();
                }
                Err(failed) => return Err(failed.error),
            }
        }
    }

    /// Gives the intakes that wait.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn offline(&self) -> Result<Waiting, StoreError> {
        let mut waiting = Waiting::default();
        for path in self.files()? {
            if path.extension().is_none_or(|it| it != WAITING) {
                continue;
            }
            let plain = match self.content(&path) {
                Content::Plain(plain) => plain,
                Content::Locked => {
                    waiting.sealed += 1;
                    continue;
                }
                Content::Unread => Vec::new(),
            };
            match number_of(&path).and_then(|number| read(&plain, number)) {
                Some(intake) => waiting.intakes.push(intake),
                None => waiting.unread.push(path),
            }
        }
        waiting
            .intakes
            .sort_by(|one, other| one.number.cmp(&other.number));
        Ok(waiting)
    }

    /// Notes under which number an intake that waited was registered; it waits no more.
    ///
    /// # Errors
    /// It cannot be written: the intake is handed in once more, which is known by its id.
    pub fn registered(
        &self,
        number: &ProvisionalNumber,
        case: CaseNumber,
        at: Moment,
    ) -> Result<(), StoreError> {
        let noted = self.write_registered(number, case, at);
        noted.map_err(|error| StoreError::of_io(&error))
    }

    fn write_registered(
        &self,
        number: &ProvisionalNumber,
        case: CaseNumber,
        at: Moment,
    ) -> io::Result<()> {
        let record = RegisteredRecord {
            version: VERSION,
            case: case.to_string(),
            at: at.unix(),
        };
        let mut part = begun(&self.folder)?;
        part.write_all(&serde_json::to_vec(&record)?)?;
        super::put(part, &self.offline_file(number, REGISTERED))?;
        match fs::remove_file(self.offline_file(number, WAITING)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Gives the number under which an intake that waited on this machine was registered; `None` where it
    /// waits, or was never here.
    pub fn registered_as(&self, number: &ProvisionalNumber) -> Option<CaseNumber> {
        let Content::Plain(plain) = self.content(&self.offline_file(number, REGISTERED)) else {
            return None;
        };
        let record: RegisteredRecord = serde_json::from_slice(&plain).ok()?;
        CaseNumber::parse(&record.case).filter(|_| record.version == VERSION)
    }

    fn offline_file(&self, number: &ProvisionalNumber, ending: &str) -> PathBuf {
        self.folder.join(format!("{number}.{ending}"))
    }
}

/// Reads the number of a file that waits, or of one that did.
fn number_of(path: &Path) -> Option<ProvisionalNumber> {
    let ending = path.extension()?;
    if ending != WAITING && ending != REGISTERED {
        return None;
    }
    ProvisionalNumber::parse(path.file_stem()?.to_str()?)
}

fn read(plain: &[u8], number: ProvisionalNumber) -> Option<OfflineIntake> {
    let record: OfflineRecord = serde_json::from_slice(plain).ok()?;
    if record.version != VERSION {
        return None;
    }
    let (who, parked) = draft_of(record.draft, 0)?;
    Some(OfflineIntake {
        number,
        who,
        taken_at: Moment::from_unix(record.taken_at),
        draft: parked.draft,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::draft::IntakeDraft;
    use crate::domain::field::Field;
    use crate::domain::operator::OperatorId;
    use crate::domain::save_id::SaveId;
    use crate::store::cipher::{Keyring, PrivateKey};

    fn parked(name: &str) -> Parked {
        let mut draft = IntakeDraft::new(Moment::from_unix(1_000));
        draft.set(Field::Name, name);
        draft.set(Field::Summary, "供暖不热");
        draft.save = SaveId::given("王芳", name);
        Parked {
            id: 7,
            draft,
            field: Field::Summary,
        }
    }

    #[test]
    fn what_waits_comes_back_in_order_and_no_number_is_given_twice() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Drafts::beside(&folder.path().join("desk.redb")).of("王芳");
        let (one, other) = (open(), open());
        let keep = |drafts: &Drafts, name| {
            let at = Moment::from_unix(2_000);
            drafts.keep_offline(&parked(name), at, 99).unwrap()
        };
        let first = keep(&one, "牟春生");
        let second = keep(&other, "于春燕");
        assert_eq!(second, first.next());
        assert_eq!(keep(&one, "牟春生"), first, "handed in once more");
        let waiting = open().offline().unwrap();
        let names = waiting.intakes.iter().map(|it| it.draft.get(Field::Name));
        assert_eq!(names.collect::<Vec<_>>(), ["牟春生", "于春燕"]);
        assert_eq!(waiting.intakes[0].who, "王芳");
        assert_eq!(waiting.intakes[0].draft, parked("牟春生").draft);
        let case = CaseNumber::parse("ML-2026-0009").unwrap();
        for number in [&second, &first] {
            one.registered(number, case, Moment::from_unix(3_000))
                .unwrap();
        }
        assert_eq!(other.offline().unwrap(), Waiting::default());
        assert_eq!(other.registered_as(&first), Some(case));
        assert_eq!(keep(&other, "孙桂兰"), second.next());
        assert_eq!(open().all().unwrap().0, [], "what waits is no draft");
    }

    #[test]
    fn what_does_not_read_is_named_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::beside(&folder.path().join("desk.redb"));
        let number = drafts
            .keep_offline(&parked("牟春生"), Moment::from_unix(2_000), 99)
            .unwrap();
        let file = drafts.offline_file(&number, WAITING);
        fs::write(&file, b"{").unwrap();
        let waiting = drafts.offline().unwrap();
        assert_eq!((waiting.intakes.len(), waiting.unread), (0, vec![file]));
    }

    #[test]
    fn half_an_accusation_waits_sealed_to_its_clerk() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = |key: &PrivateKey| {
            let keyring = Keyring::default();
            keyring.hold(OperatorId(1), key.clone());
            Drafts::beside(&folder.path().join("desk.redb"))
                .of("王芳")
                .sealed_with(Arc::new(keyring))
        };
        let (hers, anothers) = (PrivateKey::generate(), PrivateKey::generate());
        let mut accusation = parked("单雄信");
        accusation.draft.set(Field::Accused, "村会计");
        let at = Moment::from_unix(2_000);
        let number = drafts(&hers).keep_offline(&accusation, at, 99).unwrap();
        let file = drafts(&hers).offline_file(&number, WAITING);
        let bytes = fs::read(file).unwrap();
        for word in ["村会计", "单雄信", "供暖不热"] {
            let word = word.as_bytes();
            assert!(!bytes.windows(word.len()).any(|it| it == word));
        }
        let other = drafts(&anothers).offline().unwrap();
        assert_eq!((other.intakes.len(), other.sealed), (0, 1));
        let own = drafts(&hers).offline().unwrap();
        assert_eq!(own.intakes[0].draft, accusation.draft);
    }
}
