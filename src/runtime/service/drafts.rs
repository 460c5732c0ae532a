//! What is typed, as it is kept beside the store. What was handed in before the desk was killed, and not
//! cleared away, goes and is told: it would be kept twice.

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::call::draft::ParkedCall;
use crate::domain::number::CaseNumber;
use crate::domain::save_id::SaveId;
use crate::store::error::StoreError;

impl DeskService {
    /// Gives the drafts of before. A store that cannot be asked keeps none of them back: what is handed
    /// in again is known there.
    pub(super) fn drafts_of_before(&self) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        // They are let go of before the store is asked: what is typed meanwhile waits for nothing.
        let (mut parked, unread, first) = {
            let mut drafts = self.drafts.take();
            let (parked, unread) = drafts.all()?;
            let first = drafts.first_number(now, &parked);
            (parked, unread, first)
        };
        let mut known = Vec::new();
        let mut gone = Vec::new();
        for it in &parked {
            if let Some(save) = it.draft.save.as_ref().filter(|save| self.is_kept(save)) {
                let number = self.ask(|it| it.kept_case(save)).ok().flatten();
                known.extend(number);
                self.drafts.take().forget(it.id)?;
                gone.push(it.id);
            }
        }
        parked.retain(|it| !gone.contains(&it.id));
        let unread = unread.iter().map(|path| path.display().to_string());
        Ok(Answer::Drafts {
            parked,
            unread: unread.collect(),
            known,
            first,
        })
    }

    /// Gives the forms of before.
    pub(super) fn forms_of_before(&self) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        let (mut forms, unread) = self.drafts.take().unfinished(now)?;
        let mut known = Vec::new();
        forms.retain(|form| {
            let kept = form.save.as_ref().is_some_and(|save| self.is_kept(save));
            if kept {
                known.push(form.name.clone());
            }
            !kept
        });
        if !known.is_empty() {
            self.drafts.take().keep_forms(&forms, now)?;
        }
        let unread = unread.iter().map(|path| path.display().to_string());
        Ok(Answer::Unfinished {
            forms,
            unread: unread.collect(),
            known,
        })
    }

    /// Gives the pads of before; one whose call was taken down goes, the call stands on the ledger.
    pub(super) fn pads_of_before(&self) -> Result<Vec<ParkedCall>, StoreError> {
        let mut pads = self.drafts.take().calls()?;
        let mut gone = Vec::new();
        for pad in &pads {
            if pad
                .draft
                .save
                .as_ref()
                .is_some_and(|save| self.is_kept(save))
            {
                self.drafts.take().forget_call(pad.id)?;
                gone.push(pad.id);
            }
        }
        pads.retain(|pad| !gone.contains(&pad.id));
        Ok(pads)
    }

    /// Lets other windows know which case is open here. Of an accusation nothing is told, whoever asks:
    /// who reads it says that it is there, and about whom (条例 30 ¶3).
    pub(super) fn have_open(&self, number: Option<CaseNumber>) -> Answer {
        let case = number.and_then(|number| {
            let case = self.ask(|it| it.case(number, &self.viewer)).ok()??;
            case.may_be_seen_open().then_some(number)
        });
        // What cannot be told is told to nobody; nothing that anybody typed is lost by that.
        let _untold = self.drafts.take().set_open(case);
        Answer::Kept
    }

    fn is_kept(&self, save: &SaveId) -> bool {
        self.ask(|it| it.is_kept(save)).unwrap_or(false)
    }
}
