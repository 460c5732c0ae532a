//! 断线时登录: who tried to sign in while the server was out of reach, in a file beside the mirror. Guessing
//! is slowed by it as it is by the store, and the tries go into history when the line is back.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use crate::disk::private::open_or_make;
use crate::disk::regular;
use crate::domain::moment::Moment;
use crate::domain::operator::{Operator, OperatorFact, OperatorId};

/// How the name of the file ends.
const ENDING: &str = ".tries";
const VERSION: u32 = 1;
/// The longest file that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// One thing that happened as somebody signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// Under whose name.
    pub id: OperatorId,
    /// When.
    pub at: Moment,
    /// What.
    pub fact: OperatorFact,
}

#[derive(Serialize, Deserialize)]
struct TryRecord {
    version: u32,
    operator: u32,
    at: i64,
    fact: OperatorFact,
}

/// The tries that the server has yet to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryBook {
    file: PathBuf,
}

impl TryBook {
    /// Names the file of the store at `store`.
    pub fn beside(store: &Path) -> Self {
        let mut file = store.as_os_str().to_owned();
        file.push(ENDING);
        Self { file: file.into() }
    }

    /// Writes down what happened to `operator`, as the store knows him; gives until when a try has to wait,
    /// where it has to, and then nothing is written. Of tries side by side each is looked at after those
    /// before it.
    ///
    /// # Errors
    /// It cannot be written: nobody may be let in on it.
    pub fn note(
        &self,
        id: OperatorId,
        operator: &Operator,
        facts: &[OperatorFact],
        at: Moment,
    ) -> Result<Option<Moment>, StoreError> {
        let mut file = open_or_make(&self.file).map_err(|error| StoreError::of_io(&error))?;
        file.lock().map_err(|error| StoreError::of_io(&error))?;
        let is_try = facts.iter().any(OperatorFact::is_a_failure);
        let until = self.applied(id, operator.clone())?.waits_until(at);
        if is_try && until.is_some() {
            return Ok(until);
        }
        let written = facts.iter().try_for_each(|fact| {
            let record = TryRecord {
                version: VERSION,
                operator: id.0,
                at: at.unix(),
                fact: fact.clone(),
            };
            let line = format!("{}\n", serde_json::to_string(&record)?);
            io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
            file.write_all(line.as_bytes())
        });
        let kept = written.and_then(|()| file.sync_data());
        kept.map(|()| None)
            .map_err(|error| StoreError::of_io(&error))
    }

    /// Gives an operator as he stands after the tries that the server has yet to get.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn applied(&self, id: OperatorId, operator: Operator) -> Result<Operator, StoreError> {
        let his = self.all()?.into_iter().filter(|it| it.id == id);
        Ok(his.fold(operator, |operator, it| {
            Operator::apply(Some(&operator), &it.fact).unwrap_or(operator)
        }))
    }

    /// Gives every try, in order. A line that a power cut left half written is none.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn all(&self) -> Result<Vec<Try>, StoreError> {
        let bytes = match regular::bytes(&self.file, LONGEST) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::of_io(&error)),
        };
        let lines = bytes.split(|byte| *byte == b'\n');
        let records = lines.filter_map(|line| serde_json::from_slice::<TryRecord>(line).ok());
        let records = records.filter(|it| it.version == VERSION);
        Ok(records
            .map(|it| Try {
                id: OperatorId(it.operator),
                at: Moment::from_unix(it.at),
                fact: it.fact,
            })
            .collect())
    }

    /// Lets go of the first tries, which the server has now.
    ///
    /// # Errors
    /// The file cannot be written: they are handed in once more.
    pub fn hand_in(&self, count: usize) -> Result<(), StoreError> {
        let cut = || -> io::Result<()> {
            let mut file = open_or_make(&self.file)?;
            file.lock()?;
            let bytes = regular::bytes(&self.file, LONGEST)?;
            let lines = bytes.split_inclusive(|byte| *byte == b'\n');
            let rest: Vec<u8> = lines.skip(count).flatten().copied().collect();
            file.set_len(0)?;
            file.write_all(&rest)?;
            file.sync_data()
        };
        cut().map_err(|error| StoreError::of_io(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::operator::{Credential, OperatorCard};
    use crate::domain::right::Role;

    #[test]
    fn guessing_is_slowed_while_the_line_is_cut_and_what_was_tried_is_handed_in_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let book = TryBook::beside(&folder.path().join("desk.redb"));
        let card = OperatorCard {
            name: "王芳".to_owned(),
            role: Role::Reception,
            credential: Credential::Passphrase("$argon2id$".to_owned()),
            recovery: None,
            keys: None,
            recovery_keys: None,
        };
        let operator = Operator::apply(None, &OperatorFact::Added(Box::new(card))).unwrap();
        let id = OperatorId(1);
        let guess = |second: i64| {
            let at = Moment::from_unix(1_000 + second);
            let failed = OperatorFact::Failed(Some(at));
            book.note(id, &operator, &[failed], at).unwrap()
        };
        let free = (0..9).take_while(|second| guess(*second).is_none()).count();
        assert!((1..9).contains(&free), "{free}");
        assert_eq!(book.all().unwrap().len(), free, "one that waits is no try");
        assert!(guess(i64::try_from(free).unwrap()).is_some());
        // Another one is not held up, and who is in has no failures any more.
        let other = OperatorId(2);
        let in_now = Moment::from_unix(5_000);
        let waits = book.note(
            other,
            &operator,
            &[OperatorFact::Failed(Some(in_now))],
            in_now,
        );
        assert_eq!(waits.unwrap(), None);
        book.note(id, &operator, &[OperatorFact::SignedIn], in_now)
            .unwrap();
        let after = book.applied(id, operator.clone()).unwrap();
        assert_eq!(after.waits_until(in_now), None);
        let all = book.all().unwrap();
        assert_eq!(all.len(), free + 2);
        book.hand_in(free + 1).unwrap();
        assert_eq!(book.all().unwrap(), all[free + 1..]);
    }
}
