//! Where the store is, and opening it.

use std::env;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{private, regular};
use crate::domain::clock_doubt::ClockDoubt;
use crate::domain::projection::Projection;
use crate::runtime::fault_log;
use crate::runtime::place::data_folder;
use crate::search::index::FinderIndex;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::store::memory::store::MemoryStore;
#[cfg(feature = "postgres")]
use crate::store::postgres::address::{self, Address};
#[cfg(feature = "postgres")]
use crate::store::postgres::town::Town;
use crate::store::redb::store::RedbStore;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::setting::Setting;

/// Names the store where `--store` does not.
const STORE: &str = "MULIN_STORE";

/// Gives the store's file where it was named: `--store`, else `$MULIN_STORE`.
pub fn named(setting: &Setting) -> Option<PathBuf> {
    let variable = env::var_os(STORE).filter(|value| !value.is_empty());
    setting
        .store
        .clone()
        .or_else(|| variable.map(PathBuf::from))
}

/// Gives the store's file: the named one, else `desk.redb` in the data folder; of a town on a server its
/// mirror there.
pub fn path(setting: &Setting) -> PathBuf {
    #[cfg(feature = "postgres")]
    if let Some(address) = address(setting) {
        let towns = data_folder().join("towns");
        let mut names = address.names().into_iter();
        let kept = names.find(|it| towns.join(it).exists());
        let name = kept.unwrap_or_else(|| address.name());
        return towns.join(name).join("desk.redb");
    }
    named(setting).unwrap_or_else(|| data_folder().join("desk.redb"))
}

/// Gives the address of the server, where the store is a town on one.
#[cfg(feature = "postgres")]
pub fn address(setting: &Setting) -> Option<Address> {
    let named = named(setting).filter(|it| address::is_one(it))?;
    Address::parse(named.to_str()?).ok()
}

/// Makes sure that the store's name can be one, or says why it is none.
///
/// # Errors
/// How to end.
pub fn named_well(setting: &Setting) -> Result<(), Exit> {
    let Some(named) = named(setting) else {
        return Ok(());
    };
    #[cfg(feature = "postgres")]
    if address::is_one(&named)
        && let Err(error) = Address::parse(named.to_str().unwrap_or_default())
    {
        let words = &setting.words;
        complain(words.store_failure(error.code(), &error.detail()));
        return Err(Exit::Usage);
    }
    #[cfg(not(feature = "postgres"))]
    if named.to_string_lossy().starts_with("postgres") && named.to_string_lossy().contains("://") {
        complain(setting.words.say("verbs-no-servers"));
        return Err(Exit::Usage);
    }
    Ok(())
}

/// Tells whether the store is a town on a server, and its file no more than a mirror.
pub fn is_on_server(setting: &Setting) -> bool {
    #[cfg(feature = "postgres")]
    {
        address(setting).is_some()
    }
    #[cfg(not(feature = "postgres"))]
    {
        let _ = setting;
        false
    }
}

/// Makes sure that a verb of a file is not asked for where the store is a town on a server; says what to
/// use instead.
///
/// # Errors
/// How to end.
pub fn of_a_file(setting: &Setting) -> Result<(), Exit> {
    if !is_on_server(setting) {
        return Ok(());
    }
    let args = [("verb", setting.verb.into())];
    complain(setting.words.say_with("verbs-not-on-a-server", &args));
    Err(Exit::Refused)
}

/// Writes where the store is, as messages name it.
pub fn shown(setting: &Setting) -> String {
    #[cfg(feature = "postgres")]
    if let Some(address) = address(setting) {
        return address.to_string();
    }
    path(setting).display().to_string()
}

/// Gives the town on a server, where the store is one.
#[cfg(feature = "postgres")]
pub fn on_server(setting: &Setting) -> Option<Town> {
    Some(Town {
        address: address(setting)?,
        mirror: path(setting),
        verb: Some(setting.verb),
        projections: projections(),
        settings: setting.town.clone(),
    })
}

/// Opens the store, wherever it is.
///
/// # Errors
/// Those of [`RedbStore::open`], and of the server.
pub fn open(setting: &Setting) -> Result<RedbStore, StoreError> {
    #[cfg(feature = "postgres")]
    if let Some(town) = on_server(setting) {
        return town.open();
    }
    let (verb, town) = (Some(setting.verb), setting.town.clone());
    RedbStore::open_as(verb, &path(setting), projections(), town)
}

/// Opens the store for a desk, which sees at once what other machines do.
fn open_for(setting: &Setting, is_desk: bool) -> Result<RedbStore, StoreError> {
    #[cfg(feature = "postgres")]
    if is_desk && let Some(town) = on_server(setting) {
        return town.follow();
    }
    let _ = is_desk;
    open(setting)
}

/// Gives what follows from every change.
pub fn projections() -> Vec<Arc<dyn Projection>> {
    vec![Arc::new(FinderIndex)]
}

/// Opens the store, making it where there is none, or says why it cannot be used.
pub fn opened(setting: &Setting) -> Result<RedbStore, Exit> {
    opened_for(setting, false)
}

/// Opens the store for a desk as [`opened`] does.
pub fn opened_for_desk(setting: &Setting) -> Result<RedbStore, Exit> {
    opened_for(setting, true)
}

fn opened_for(setting: &Setting, is_desk: bool) -> Result<RedbStore, Exit> {
    tighten(setting);
    let store = open_for(setting, is_desk)
        .map_err(|error| failed(setting, &error))?
        .with_keyring(Arc::clone(&setting.keyring));
    if store.was_begun_in_empty() && !is_on_server(setting) {
        complain(begun_in_empty(setting));
    }
    tell_update(setting, &store);
    match doubt(setting, &store) {
        Ok(Some(doubt)) => complain(setting.words.clock_doubt(doubt, now())),
        Ok(None) => {}
        Err(error) => return Err(failed(setting, &error)),
    }
    Ok(store)
}

/// Compares the clock with the store's last entry, unless it was said to be right.
pub fn doubt(setting: &Setting, store: &dyn Store) -> Result<Option<ClockDoubt>, StoreError> {
    if setting.global.clock_is_right {
        return Ok(None);
    }
    let last = ask(store, |it| it.last_act())?;
    Ok(ClockDoubt::of(last, now()))
}

/// Says that this opening brought the store to the present format, and where the copy from before is.
pub fn tell_update(setting: &Setting, store: &RedbStore) {
    if let Some(copy) = store.kept_before_update() {
        let args = [("file", copy.display().to_string().into())];
        complain(setting.words.say_with("verbs-store-updated", &args));
    }
}

/// Says that the store was begun in an empty file, which may have been one that was cut off.
pub fn begun_in_empty(setting: &Setting) -> String {
    let file = path(setting).display().to_string();
    let args = [("file", file.into())];
    setting.words.say_with("verbs-store-was-empty", &args)
}

/// Gives the folders beside the store into which the program writes.
pub fn folders(setting: &Setting) -> Vec<PathBuf> {
    let store = path(setting);
    let exports = setting.words.say("output-folder");
    let shared = ["papers", "maps", exports.as_str()].map(|name| store.with_file_name(name));
    let own = [".drafts", ".attachments"].map(|end| {
        let mut name = store.file_name().unwrap_or_default().to_owned();
        name.push(end);
        store.with_file_name(name)
    });
    shared.into_iter().chain(own).collect()
}

/// Takes from everybody else on the machine what a store and the folders beside it were left open to.
fn tighten(setting: &Setting) {
    for place in [path(setting)].into_iter().chain(folders(setting)) {
        let key = match private::tighten(&place) {
            Ok(false) => continue,
            Ok(true) => "verbs-tightened",
            Err(_) => "verbs-open-to-all",
        };
        let file = place.display().to_string();
        complain(setting.words.say_with(key, &[("file", file.into())]));
    }
}

/// Opens the store that is there, or says that there is none.
pub fn existing(setting: &Setting) -> Result<RedbStore, Exit> {
    if may_exist(setting)? {
        return opened(setting);
    }
    tell_missing(setting);
    Err(Exit::Store)
}

/// Opens the store for reading; where there is none, says so and gives an empty one that leaves no
/// file behind.
pub fn for_reading(setting: &Setting) -> Result<Box<dyn Store>, Exit> {
    if may_exist(setting)? {
        return Ok(Box::new(opened(setting)?));
    }
    tell_missing(setting);
    Ok(Box::new(MemoryStore::new(
        projections(),
        setting.town.clone(),
    )))
}

/// Tells whether there is a store, or says that nobody may look.
fn may_exist(setting: &Setting) -> Result<bool, Exit> {
    if is_on_server(setting) {
        return Ok(true);
    }
    match path(setting).metadata() {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(failed(setting, &StoreError::NoRights))
        }
        found => Ok(found.is_ok_and(|facts| facts.len() > 0)),
    }
}

/// Tells whether there is a store.
pub fn exists(setting: &Setting) -> bool {
    if is_on_server(setting) {
        return true;
    }
    let facts = path(setting).metadata();
    // What is no file at all is there too, and is told when it is opened.
    facts.is_ok_and(|facts| facts.len() > 0 || !facts.is_file())
}

/// Tells whether a file is a store, by how it begins.
pub fn is_a_store(file: &Path) -> bool {
    let mut head = [0; 4];
    regular::open(file).is_ok_and(|mut open| open.read_exact(&mut head).is_ok()) && head == *b"redb"
}

/// Says that there is no store.
pub fn tell_missing(setting: &Setting) {
    let file = path(setting).display().to_string();
    complain(
        setting
            .words
            .say_with("verbs-no-store", &[("file", file.into())]),
    );
}

/// Says on stderr what went wrong with the store.
pub fn failed(setting: &Setting, error: &StoreError) -> Exit {
    let faults = fault_log::beside(&path(setting));
    fault_log::note(&faults, now(), setting.verb, error.code());
    let sentence = setting.words.store_failure(error.code(), &error.detail());
    complain(format!("{}: {sentence}", shown(setting)));
    Exit::Store
}
