//! `mulin move`: a town out of its file onto a server, or back; both sides are counted and proved.

use std::path::Path;

use crate::disk::part::folder_of;
use crate::runtime::attachments::carry;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::store::postgres::town::{Moved, Town};
use crate::store::redb::store::RedbStore;
use crate::store::seals::Seals;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::present::now;
use crate::verbs::progress::Progress;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed, named_well, on_server, path, projections};
use crate::verbs::target::may_write;
use crate::verbs::verify::{counted, prove};

/// Moves the store that `setting` names to `to`: one of them is a file, the other a town on a server.
pub fn moving(mut setting: Setting, to: &Path) -> Exit {
    let from = on_server(&setting);
    let home = path(&setting);
    let source = match existing(&setting) {
        Ok(source) => source,
        Err(exit) => return exit,
    };
    setting.store = Some(to.to_path_buf());
    if let Err(exit) = named_well(&setting) {
        return exit;
    }
    let moved = match (from, on_server(&setting)) {
        (None, Some(town)) => onto_server(&town, &source),
        (Some(town), None) => match may_write(&setting, to, false) {
            Ok(()) => into_file(&setting, &town, &source, to),
            Err(exit) => return exit,
        },
        (None, None) | (Some(_), Some(_)) => {
            complain(setting.words.say("verbs-move-one-server"));
            return Exit::Usage;
        }
    };
    match moved {
        Ok((here, there, target)) => compared(&setting, &here, &there, (&source, &target), &home),
        Err(error) => failed(&setting, &error),
    }
}

/// What both sides hold, and the store that was made.
type Both = (Moved, Moved, RedbStore);

/// Moves a file's rows; the seals go beside the mirror.
fn onto_server(town: &Town, source: &RedbStore) -> Result<Both, StoreError> {
    let progress = Progress::new(None);
    let here = town.move_in(source, &mut |rows| {
        progress.set(rows);
        Ok(())
    })?;
    drop(progress);
    let target = town.open()?;
    let seals = Seals::beside(&town.mirror);
    if !seals.exist() {
        Seals::beside(source.path()).copy_to(&seals)?;
    }
    let there = Moved::of(&target)?;
    Ok((here, there, target))
}

/// Copies the mirror, once the server has said that it is up to date.
fn into_file(
    setting: &Setting,
    town: &Town,
    source: &RedbStore,
    to: &Path,
) -> Result<Both, StoreError> {
    town.about()?;
    let here = Moved::of(source)?;
    source.backup(to)?;
    let target = RedbStore::open(to, projections(), setting.town.clone())?;
    let there = Moved::of(&target)?;
    let seals = Seals::beside(to);
    let lines = if seals.exist() {
        seals.readable()?.0
    } else {
        Vec::new()
    };
    // The last seal may lie on another machine: the file begins with one of its own then.
    let last = ask(&target, |it| it.sealed())?;
    if last > 0 && lines.iter().all(|line| line.seal.entries < last) {
        target.seal(now())?;
    }
    Ok((here, there, target))
}

/// Says whether both sides hold the same, and proves what was made.
fn compared(
    setting: &Setting,
    here: &Moved,
    there: &Moved,
    (source, target): (&RedbStore, &RedbStore),
    home: &Path,
) -> Exit {
    let words = &setting.words;
    if here != there {
        let args = [("n", here.rows.into()), ("there", there.rows.into())];
        complain(words.say_with("verbs-move-differs", &args));
        return Exit::Refused;
    }
    let mut exit = Exit::Done;
    for store in [source as &dyn Store, target] {
        match prove(store) {
            Ok(findings) => {
                say(counted(words, &findings));
                if findings.count() > 0 {
                    exit = Exit::Refused;
                }
                for fault in findings.faults {
                    complain(fault);
                }
            }
            Err(error) => return failed(setting, &error),
        }
    }
    match carry(words, home, target.path()) {
        Ok(sentence) => {
            sentence.map(say);
        }
        Err(sentence) => {
            complain(sentence);
            exit = Exit::Refused;
        }
    }
    let folder = folder_of(home).display().to_string();
    let args = [
        ("n", here.rows.into()),
        ("digest", here.digest.as_str().into()),
        ("folder", folder.into()),
    ];
    say(words.say_with("verbs-move-done", &args));
    exit
}
