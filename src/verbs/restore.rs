//! `mulin restore`: a backup in the store's place; what stood there is kept beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

use crate::store::error::StoreError;
use crate::store::redb::store::RedbStore;
use crate::store::redb::upkeep;
use crate::store::seals::Seals;
use crate::verbs::backup::files;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::present::now;
use crate::verbs::setting::Setting;
use crate::verbs::store::{exists, failed, path, projections};
use crate::verbs::verify::{counted, prove};

/// Puts the backup in place, once a copy of it has opened and was proved.
pub fn restore(setting: &Setting, backup: &Path) -> Exit {
    let words = &setting.words;
    let store = path(setting);
    let same = fs::canonicalize(&store)
        .is_ok_and(|it| fs::canonicalize(backup).is_ok_and(|other| other == it));
    if same {
        let file = backup.display().to_string();
        complain(words.say_with("verbs-restore-itself", &[("file", file.into())]));
        return Exit::Usage;
    }
    let not_the_backup = |error: &StoreError| {
        let sentence = words.store_failure(error.code(), &error.detail());
        complain(format!("{}: {sentence}", backup.display()));
        Exit::Refused
    };
    let copy = match copy_beside(backup, &store) {
        Ok(copy) => copy,
        Err(error) => return not_the_backup(&StoreError::of_io(&error)),
    };
    let opened = if copy.metadata().is_ok_and(|facts| facts.len() > 0) {
        RedbStore::open(&copy, projections(), setting.town.clone())
    } else {
        Err(StoreError::NotAStore)
    };
    let findings = match opened.and_then(|opened| prove(&opened)) {
        Ok(findings) => findings,
        Err(error) => return not_the_backup(&error),
    };
    let kept = exists(setting).then(|| beside(&store));
    let moved = upkeep::replace(&store, &copy, kept.as_deref().unwrap_or(&store));
    if let Err(error) = moved {
        return failed(setting, &error);
    }
    // The copy bears the store's name now; nothing is left to take away.
    let _ = copy.keep();
    say(counted(words, &findings));
    for fault in &findings.faults {
        complain(fault);
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
    if let Err(error) = sealed(backup, &store, kept.as_deref()) {
        let file = Seals::beside(backup).path().display().to_string();
        let reason = words.store_failure(error.code(), &error.detail());
        let args = [("file", file.into()), ("reason", reason.into())];
        complain(words.say_with("verbs-restore-seals", &args));
        return Exit::Refused;
    }
    files(setting, backup, &store)
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

/// Copies the backup into the store's folder, for its owner alone.
fn copy_beside(backup: &Path, store: &Path) -> io::Result<TempPath> {
    let folder = store
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut source = fs::File::open(backup)?;
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder)?;
    let mut copy = Builder::new().prefix(".mulin-").tempfile_in(folder)?;
    io::copy(&mut source, copy.as_file_mut())?;
    Ok(copy.into_temp_path())
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
