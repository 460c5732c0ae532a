//! What the desk still holds of a store whose file was moved, removed or replaced, in a file of its own.

use std::ffi::OsString;

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::looked::LookKind;
use crate::runtime::looks::Looks;
use crate::store::error::StoreError;

impl DeskService {
    /// Writes the store as it is open here into a new file beside the place where it was, and proves
    /// that.
    pub(super) fn rescue(&self) -> Result<Answer, StoreError> {
        let store = self.files.store();
        let stamp = self.clock.read().moment.local();
        let stamp = stamp.format("%Y-%m-%d-%H%M%S").to_string();
        let names = (1_u32..).map(|run| {
            let mut name = OsString::from(store.file_name().unwrap_or_default());
            name.push(format!(".rescued-{stamp}"));
            if run > 1 {
                name.push(format!("-{run}"));
            }
            store.with_file_name(name)
        });
        let mut files = names.filter(|file| !file.exists());
        let Some(file) = files.next() else {
            return Ok(Answer::Kept);
        };
        self.store.backup(&file)?;
        // The store itself takes nothing any more: it is written down in the file that is made.
        let taken = self.taken(Looks::begin(LookKind::BackedUp).at(file.display().to_string()));
        self.store.commit_in(&file, &[taken])?;
        let findings = self.store.prove(&file)?;
        let shown = file.display().to_string();
        let args = [
            ("file", shown.into()),
            ("n", findings.cases.into()),
            ("faults", findings.faults.len().into()),
        ];
        Ok(Answer::Rescued(
            self.words.say_with("desk-store-rescued", &args),
        ))
    }
}
