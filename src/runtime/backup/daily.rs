//! 每日备份: one copy a day by itself, made by one window alone, of which so many are kept.

use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};

use chrono::NaiveTime;

use crate::disk::private;
use crate::domain::act::{Act, Action};
use crate::domain::looked::Look;
use crate::domain::moment::Moment;
use crate::exchange::write::plain::free;
use crate::runtime::backup::make::{Order, faulty, no_passphrase};
use crate::runtime::backup::passphrase::Passphrase;
use crate::runtime::backup::record::{DailyRecord, FailedRecord, MadeRecord, lock};
use crate::runtime::folder;
use crate::runtime::settings::{Config, read_hour};
use crate::store::contract::Store;
use crate::store::seals::Seals;
use crate::words::bundle::Words;

/// Seconds after which a failed copy is tried again.
const AGAIN: i64 = 600;
/// How the names of daily copies begin; the files of cases lie beside this name, once for all copies.
pub const NAME: &str = "mulin-daily";

/// Where daily copies go, when, and how many stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folder.
    pub folder: PathBuf,
    /// The hour from which a day's copy is made.
    pub from: NaiveTime,
    /// How many are kept.
    pub keep: u16,
    /// The file with the passphrase; without one a copy is plain.
    pub passphrase: Option<PathBuf>,
}

/// The hour from which a day's copy is made where none is set: at noon desks are open and nobody waits.
const FROM: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(hour) => hour,
    None => NaiveTime::MIN,
};
/// How many copies are kept where no number is set.
const KEEP: u16 = 14;

/// The store that is copied.
pub struct Source<'a> {
    /// The store.
    pub store: &'a dyn Store,
    /// Its file.
    pub place: &'a Path,
    /// The words of what is told.
    pub words: &'a Words,
    /// In whose name it is written down that a copy is made.
    pub who: &'a str,
    /// What is written down; the file's name is added.
    pub look: Look,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The copy was made.
    Made(PathBuf),
    /// Today's is there.
    There(PathBuf),
    /// Another window is making it.
    Elsewhere,
    /// Why it was not made, or what is wrong with it.
    Failed(String),
}

impl Plan {
    /// Reads what is set; `None` where no folder is, or no copy is to be kept.
    pub fn of(config: &Config) -> Option<Self> {
        let named = |text: &Option<String>| {
            let text = text.as_deref().filter(|it| !it.trim().is_empty());
            text.map(folder::named)
        };
        let keep = config.backup_keep.unwrap_or(KEEP);
        Some(Self {
            folder: named(&config.backup).filter(|_| keep > 0)?,
            from: config
                .backup_at
                .as_deref()
                .and_then(read_hour)
                .unwrap_or(FROM),
            keep,
            passphrase: named(&config.backup_passphrase),
        })
    }

    /// Tells whether a copy is due.
    pub fn is_due(&self, record: &DailyRecord, now: Moment) -> bool {
        let waits = record.failed.as_ref().is_some_and(|failed| {
            let since = now.unix() - failed.at;
            (0..AGAIN).contains(&since)
        });
        now.local().time() >= self.from && todays(record, now).is_none() && !waits
    }

    /// Makes today's copy, unless it is there.
    pub fn run(&self, source: &Source<'_>, now: Moment) -> Outcome {
        let Ok(held) = private::open_or_make(&lock(source.place)) else {
            return Outcome::Failed(source.words.say("daily-no-record"));
        };
        if matches!(held.try_lock(), Err(TryLockError::WouldBlock)) {
            return Outcome::Elsewhere;
        }
        let mut record = DailyRecord::read(source.place);
        if let Some(made) = todays(&record, now) {
            return Outcome::There(made.file.clone());
        }
        let made = self.copy(source, now, &mut record);
        let failure = |why: String| {
            let at = now.unix();
            Some(FailedRecord { at, why })
        };
        let outcome = match made {
            Ok((file, None)) => {
                record.failed = None;
                self.prune(&mut record);
                Outcome::Made(file)
            }
            Ok((_, Some(trouble))) | Err(trouble) => {
                record.failed = failure(trouble.clone());
                Outcome::Failed(trouble)
            }
        };
        match record.write(source.place) {
            Ok(()) => outcome,
            Err(_) => Outcome::Failed(source.words.say("daily-no-record")),
        }
    }

    /// Makes the copy; gives it with what is wrong with it.
    fn copy(
        &self,
        source: &Source<'_>,
        now: Moment,
        record: &mut DailyRecord,
    ) -> Result<(PathBuf, Option<String>), String> {
        let words = source.words;
        if !self.folder.is_dir() {
            let args = [("folder", self.folder.display().to_string().into())];
            return Err(words.say_with("daily-no-folder", &args));
        }
        let passphrase = match &self.passphrase {
            Some(file) => Some(
                Passphrase::of_file(file)
                    .map_err(|trouble| no_passphrase(words, file, &trouble))?,
            ),
            None => None,
        };
        let end = if passphrase.is_some() { "age" } else { "redb" };
        let name = format!("{NAME}-{}.{end}", now.date());
        let file = free(&self.folder.join(name), Path::exists);
        let taken = Act {
            who: source.who.to_owned(),
            when: now,
            action: Action::Look(source.look.clone().at(file.display().to_string())),
        };
        let written = source.store.commit(&[taken]);
        written.map_err(|error| words.store_failure(error.code(), &error.detail()))?;
        let order = Order {
            store: source.store,
            place: source.place,
            now,
            words,
            target: &file,
            files: self.folder.join(NAME),
            replaces: false,
            passphrase: passphrase.as_ref(),
        };
        let made = order.make()?;
        record.made.push(MadeRecord {
            bytes: file.metadata().map_or(0, |facts| facts.len()),
            file: file.clone(),
            at: now.unix(),
        });
        Ok((file, faulty(words, &made.faults).or(made.files.err())))
    }

    /// Removes the oldest copies beyond those that are kept, as long as they are what was made.
    fn prune(&self, record: &mut DailyRecord) {
        let here = |made: &MadeRecord| made.file.parent() == Some(&self.folder);
        let mut over = record.made.iter().filter(|made| here(made)).count();
        let keep = usize::from(self.keep.max(1));
        record.made.retain(|made| {
            if over <= keep || !here(made) {
                return true;
            }
            over -= 1;
            let facts = made.file.symlink_metadata();
            if facts.is_ok_and(|facts| facts.is_file() && facts.len() == made.bytes) {
                // What cannot be removed stays, and is nobody's any more.
                let _ = fs::remove_file(&made.file);
                let _ = fs::remove_file(Seals::beside(&made.file).path());
            }
            false
        });
    }
}

/// Gives the copy of the present day, as long as it is there.
fn todays(record: &DailyRecord, now: Moment) -> Option<&MadeRecord> {
    let mut made = record.made.iter().rev();
    made.find(|made| Moment::from_unix(made.at).date() == now.date() && made.file.exists())
}
