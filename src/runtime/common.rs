//! What the lanes behind the desk have in common: who sits there, by which settings the desk goes, and
//! how far the screen has heard of the store.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::viewer::Viewer;
use crate::exchange::paper::templates::Templates;
use crate::runtime::looks::Looks;
use crate::store::drafts::Drafts;
use crate::words::bundle::Words;

/// What was changed since the desk was opened; its clones are one.
#[derive(Clone, Default)]
pub struct Common {
    seen: Arc<Mutex<u64>>,
    changes: Arc<Mutex<Changes>>,
    last: Arc<Mutex<Option<PathBuf>>>,
    looks: Looks,
    proved: Arc<Mutex<Option<Proved>>>,
}

/// Who has proved who he is, and the passphrase that opens his key where that is not held yet.
pub type Proved = (String, Option<Secret>);

/// Who sits down, and the settings, as they were changed last.
#[derive(Clone, Default)]
pub struct Changes {
    /// How often something was changed.
    pub version: u64,
    /// Who sits at the desk.
    pub viewer: Option<Viewer>,
    /// The words of papers and failures.
    pub words: Option<Arc<Words>>,
    /// What the town sets itself.
    pub town: Option<Settings>,
    /// The papers' templates.
    pub templates: Option<Templates>,
}

impl Common {
    /// Begins with the revision of the store that the screen knows.
    pub fn new(seen: u64) -> Self {
        Self {
            seen: Arc::new(Mutex::new(seen)),
            ..Self::default()
        }
    }

    /// Gives what was looked at and is not written down yet.
    pub const fn looks(&self) -> &Looks {
        &self.looks
    }

    /// Takes the count of transactions that the screen knows of. Whoever holds it commits one of this
    /// desk's own and counts it; what is beyond comes from another window.
    pub fn seen(&self) -> MutexGuard<'_, u64> {
        held(&self.seen)
    }

    /// Takes the count unless something is being committed just now.
    pub fn seen_at_rest(&self) -> Option<MutexGuard<'_, u64>> {
        self.seen.try_lock().ok()
    }

    /// Changes what every lane goes by.
    pub fn change(&self, change: impl FnOnce(&mut Changes)) {
        let mut changes = held(&self.changes);
        change(&mut changes);
        changes.version += 1;
    }

    /// Gives what was changed, unless that is of the version known already.
    pub fn changes_since(&self, version: u64) -> Option<Changes> {
        let changes = held(&self.changes);
        (changes.version != version).then(|| changes.clone())
    }

    /// Remembers who was the last to prove who he is.
    pub fn set_proved(&self, proved: Option<Proved>) {
        *held(&self.proved) = proved;
    }

    /// Gives who was the last to prove who he is; it seats him once.
    pub fn take_proved(&self) -> Option<Proved> {
        held(&self.proved).take()
    }

    /// Gives the folder in which a file was chosen last.
    pub fn last_folder(&self) -> Option<PathBuf> {
        held(&self.last).clone()
    }

    /// Remembers the folder in which a file was chosen.
    pub fn set_last_folder(&self, folder: Option<PathBuf>) {
        *held(&self.last) = folder;
    }
}

/// The drafts of this window, which more than one lane looks at; its clones are one.
#[derive(Debug, Clone)]
pub struct WindowDrafts(Arc<Mutex<Drafts>>);

impl WindowDrafts {
    /// Takes them for as long as a file is read or written.
    pub fn take(&self) -> MutexGuard<'_, Drafts> {
        held(&self.0)
    }
}

impl From<Drafts> for WindowDrafts {
    fn from(drafts: Drafts) -> Self {
        Self(Arc::new(Mutex::new(drafts)))
    }
}

/// Whoever failed while holding it left it whole: each is replaced in one piece.
fn held<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}
