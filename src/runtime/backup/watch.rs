//! The daily copy while the desk is open: looked for each minute, made on a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::domain::act::HOUSE;
use crate::domain::looked::LookKind;
use crate::domain::moment::Moment;
use crate::domain::today::BackupState;
use crate::runtime::backup::daily::{Plan, Source};
use crate::runtime::backup::record::DailyRecord;
use crate::runtime::looks::Looks;
use crate::store::contract::Store;
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// Whoever sees to the daily copy; every lane of the desk has the same one.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<Copying>>);

/// What is to be copied, and what is being copied.
#[derive(Debug, Default)]
struct Copying {
    /// What is set; `None` where no folder is.
    plan: Option<Plan>,
    at_work: Option<JoinHandle<()>>,
}

impl Watch {
    fn lock(&self) -> MutexGuard<'_, Copying> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes by what is set from now on.
    pub fn set_plan(&self, plan: Option<Plan>) {
        self.lock().plan = plan;
    }

    /// Gives the file with the passphrase, where copies are encrypted.
    pub fn passphrase(&self) -> Option<PathBuf> {
        self.lock().plan.as_ref()?.passphrase.clone()
    }

    /// Begins the copy of the day where it is due. It is not waited for: a desk that is left meanwhile
    /// leaves it to the next.
    pub fn look(&self, store: &Arc<dyn Store>, place: &Path, lang: Lang, now: Moment) {
        let mut copying = self.lock();
        if copying.at_work.as_ref().is_some_and(|it| !it.is_finished()) {
            return;
        }
        let Some(plan) = &copying.plan else {
            return;
        };
        if !plan.is_due(&DailyRecord::read(place), now) {
            return;
        }
        let (plan, store, place) = (plan.clone(), Arc::clone(store), place.to_owned());
        let begun = thread::Builder::new()
            .name("backup".to_owned())
            .spawn(move || {
                let words = Words::new(lang);
                let source = Source {
                    store: store.as_ref(),
                    place: &place,
                    words: &words,
                    who: HOUSE,
                    look: Looks::begin(LookKind::BackedUp),
                };
                // What came of it is read from its record.
                plan.run(&source, now);
            });
        copying.at_work = begun.ok();
    }

    /// Gives how the last copies went; `None` where no folder is set.
    pub fn state(&self, place: &Path) -> Option<BackupState> {
        let from = self.lock().plan.as_ref()?.from;
        Some(DailyRecord::read(place).state(from))
    }

    /// Tells once that a copy has come to its end, well or not.
    pub fn has_ended(&self) -> bool {
        let mut copying = self.lock();
        let ended = copying
            .at_work
            .as_ref()
            .is_some_and(JoinHandle::is_finished);
        if ended {
            copying.at_work = None;
        }
        ended
    }
}
