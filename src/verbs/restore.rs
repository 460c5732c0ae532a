//! `mulin restore`: a backup in the store's place; what stood there is kept beside it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::part::{Part, folder_of};
use crate::disk::{private, regular};
use crate::runtime::attachments::carry;
use crate::runtime::backup::archive::{STORE, is_sealed, unpack};
use crate::runtime::backup::daily;
use crate::runtime::backup::make::unopened;
use crate::store::attachments::Attachments;
use crate::store::error::StoreError;
use crate::store::findings::Findings;
use crate::store::redb::store::RedbStore;
use crate::store::redb::upkeep;
use crate::store::seals::Seals;
use crate::verbs::arguments::backup::RestoreArguments;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::passphrase::{Wanted, passphrase};
use crate::verbs::present::now;
use crate::verbs::setting::Setting;
use crate::verbs::store::{exists, failed, of_a_file, path, projections};
use crate::verbs::verify::{counted, prove};

/// A copy of the backup in the store's folder.
struct Fetched {
    /// The folder of its own, which goes with this.
    _part: Part,
    /// The store in it.
    file: PathBuf,
    /// The name beside which the files of cases lie.
    beside: PathBuf,
    /// The name beside which the seals lie.
    seals: PathBuf,
}

/// Puts the backup in place, once a copy of it has opened and was proved.
pub fn restore(setting: &Setting, asked: &RestoreArguments) -> Exit {
    if let Err(exit) = of_a_file(setting) {
        return exit;
    }
    let words = &setting.words;
    let (store, backup) = (path(setting), &asked.file);
    if regular::is_same(backup, &store) {
        let file = backup.display().to_string();
        complain(words.say_with("verbs-restore-itself", &[("file", file.into())]));
        return Exit::Usage;
    }
    let copy = match fetch(setting, asked, &store) {
        Ok(copy) => copy,
        Err(exit) => return exit,
    };
    let findings = match proved(setting, &copy.file) {
        Ok(findings) => findings,
        Err(error) => {
            let sentence = words.store_failure(error.code(), &error.detail());
            return not_the_backup(backup, &sentence);
        }
    };
    say(counted(words, &findings));
    for fault in &findings.faults {
        complain(fault);
    }
    let is_faulty = !findings.faults.is_empty();
    if is_faulty && !asked.even_damaged {
        let args = [("n", findings.faults.len().into())];
        return not_the_backup(backup, &words.say_with("backup-even-damaged", &args));
    }
    let kept = exists(setting).then(|| beside(&store));
    let moved = upkeep::replace(&store, &copy.file, kept.as_deref().unwrap_or(&store));
    if let Err(error) = moved {
        return failed(setting, &error);
    }
    say(words.say_with(
        "verbs-restore-done",
        &[
            ("backup", backup.display().to_string().into()),
            ("file", store.display().to_string().into()),
        ],
    ));
    if let Some(kept) = &kept {
        let kept = kept.display().to_string();
        say(words.say_with("verbs-restore-kept", &[("file", kept.into())]));
    }
    if let Err(error) = sealed(&copy.seals, &store, kept.as_deref()) {
        let file = Seals::beside(&copy.seals).path().display().to_string();
        let reason = words.store_failure(error.code(), &error.detail());
        let args = [("file", file.into()), ("reason", reason.into())];
        complain(words.say_with("verbs-restore-seals", &args));
        return Exit::Refused;
    }
    match carry(words, &copy.beside, &store) {
        Ok(sentence) => {
            sentence.map(say);
        }
        Err(sentence) => {
            complain(sentence);
            return Exit::Refused;
        }
    }
    if is_faulty { Exit::Refused } else { Exit::Done }
}

/// Lets the seals of the store that was there go with it, and puts those of the backup in their place.
fn sealed(backup: &Path, store: &Path, kept: Option<&Path>) -> Result<(), StoreError> {
    let there = Seals::beside(store);
    if there.exist() {
        let with = Seals::beside(kept.unwrap_or(&beside(store)));
        fs::rename(there.path(), with.path()).map_err(|error| StoreError::of_io(&error))?;
    }
    Seals::beside(backup).copy_to(&there)
}

fn not_the_backup(backup: &Path, sentence: &str) -> Exit {
    complain(format!("{}: {sentence}", backup.display()));
    Exit::Refused
}

/// Proves what is to be put in place.
fn proved(setting: &Setting, file: &Path) -> Result<Findings, StoreError> {
    if file.metadata().is_ok_and(|facts| facts.len() == 0) {
        return Err(StoreError::NotAStore);
    }
    prove(&RedbStore::open(file, projections(), setting.town.clone())?)
}

/// Copies the backup into the store's folder, for its owner alone; an encrypted one is opened.
fn fetch(setting: &Setting, asked: &RestoreArguments, store: &Path) -> Result<Fetched, Exit> {
    let (words, backup) = (&setting.words, &asked.file);
    let unread = |error: io::Error| not_the_backup(backup, &words.io_reason(&error));
    let is_sealed = is_sealed(backup).map_err(unread)?;
    private::make_folder(folder_of(store)).map_err(unread)?;
    if is_sealed {
        let secret = passphrase(words, asked.passphrase_file.as_deref(), Wanted::Once)?;
        let part = Part::beside(store).map_err(unread)?;
        let folder = part.folder().to_owned();
        unpack(&secret, backup, &folder)
            .map_err(|why| not_the_backup(backup, &unopened(words, &why)))?;
        let file = folder.join(STORE);
        return Ok(Fetched {
            _part: part,
            beside: file.clone(),
            seals: file.clone(),
            file,
        });
    }
    let part = Part::beside(store).map_err(unread)?;
    copied(backup, &part).map_err(unread)?;
    Ok(Fetched {
        file: part.path(),
        _part: part,
        beside: files_of(backup),
        seals: backup.clone(),
    })
}

fn copied(backup: &Path, part: &Part) -> io::Result<()> {
    let mut source: File = regular::open(backup)?;
    io::copy(&mut source, &mut part.create()?).map(|_| ())
}

/// Gives the name beside which the files of a backup's cases lie: its own, or that of all daily copies.
fn files_of(backup: &Path) -> PathBuf {
    let name = backup.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with(daily::NAME) && !Attachments::beside(backup).folder().exists() {
        return backup.with_file_name(daily::NAME);
    }
    backup.to_owned()
}

/// Gives a free name beside the store with the present day and time in it.
fn beside(store: &Path) -> PathBuf {
    let now = now();
    let stamp = now.local().format("%Y-%m-%d-%H%M%S");
    let stem = store.file_stem().unwrap_or_default().to_string_lossy();
    let end = store
        .extension()
        .map_or(String::new(), |end| format!(".{}", end.to_string_lossy()));
    (1..=u32::MAX)
        .map(|run| match run {
            1 => store.with_file_name(format!("{stem}-{stamp}{end}")),
            _ => store.with_file_name(format!("{stem}-{stamp}-{run}{end}")),
        })
        .find(|path| !path.exists())
        .unwrap_or_else(|| store.with_extension("replaced"))
}
