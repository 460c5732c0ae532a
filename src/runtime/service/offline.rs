//! 断线登记: while the server is out of reach an intake is kept on this machine, with a receipt that names
//! its provisional number; it is registered when the line is back.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use super::DeskService;
use crate::app::answer::{Answer, Caught, Sent};
use crate::domain::case::fact::printed::Paper;
use crate::domain::draft::Parked;
use crate::domain::offline::{OfflineIntake, ProvisionalNumber};
use crate::exchange::paper::offline::receipt;
use crate::exchange::paper::plain::plain;
use crate::office::offline::register;
use crate::office::sign_in::hand_in_tries;
use crate::store::drafts::offline::Waiting;
use crate::store::error::StoreError;

impl DeskService {
    /// Keeps an intake until the server is back.
    pub(super) fn keep_offline(&self, parked: &Parked) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        let seed = RandomState::new().build_hasher().finish();
        let number = self.drafts.take().keep_offline(parked, now, seed)?;
        Ok(Answer::KeptOffline(number))
    }

    /// Registers what waits, in order; where the server is lost again, the rest waits on.
    pub(super) fn register_offline(&self) -> Result<Answer, StoreError> {
        match hand_in_tries(self.store.as_ref()) {
            Err(error) if !error.is_out_of_reach() => return Err(error),
            _ => {}
        }
        let Waiting {
            intakes,
            sealed,
            unread,
        } = self.drafts.take().offline()?;
        let mut caught = Caught {
            waiting: intakes.len() + sealed + unread.len(),
            sealed,
            ..Caught::default()
        };
        if let Some(path) = unread.first() {
            caught.reason = Some(path.display().to_string());
        }
        for intake in &intakes {
            match self.catch_up(intake) {
                Ok(true) => caught.waiting -= 1,
                Ok(false) => caught.reason = Some(intake.number.to_string()),
                Err(error) if error.is_out_of_reach() => break,
                Err(error) => {
                    let reason = self.words.store_failure(error.code(), &error.detail());
                    caught.reason = Some(reason);
                    break;
                }
            }
            let number = self.drafts.take().registered_as(&intake.number);
            let number = number.map(|case| (intake.number.clone(), case));
            caught.registered.extend(number);
        }
        Ok(Answer::RegisteredOffline(caught))
    }

    /// Registers one that waits; tells whether the store took it.
    fn catch_up(&self, intake: &OfflineIntake) -> Result<bool, StoreError> {
        let now = self.clock.read().moment;
        let number = {
            let mut seen = self.common.seen();
            let number = register(self.store.as_ref(), intake, &self.town, now)?;
            // One transaction of our own.
            *seen += u64::from(number.is_some());
            number
        };
        if let Some(number) = number {
            self.drafts.take().registered(&intake.number, number, now)?;
        }
        Ok(number.is_some())
    }

    /// Makes the receipt of an intake that waits. It says when who handed something in, and nothing of
    /// what; of an accusation none is left lying.
    pub(super) fn offline_receipt(
        &self,
        number: &ProvisionalNumber,
        print: bool,
    ) -> Result<Answer, StoreError> {
        let waiting = self.drafts.take().offline()?.intakes;
        let Some(intake) = waiting.iter().find(|it| it.number == *number) else {
            return Ok(Answer::Failed(self.words.say("offline-no-more")));
        };
        let sheet = receipt(&self.words, intake, &self.town);
        if intake.draft.is_accusation() && self.store.keyring().is_some_and(|it| it.is_held()) {
            if !print || !self.printer.takes_text() {
                return Ok(Answer::Failed(self.words.say("papers-sealed")));
            }
            let text = plain(&self.words, &sheet);
            return Ok(match self.printer.print_unkept(&text) {
                Sent::Refused => Answer::Failed(self.words.say("papers-unkept-refused")),
                sent => Answer::Paper {
                    paper: Paper::Receipt,
                    file: String::new(),
                    sent: Some(sent),
                    text,
                },
            });
        }
        let written = self
            .printer
            .write_sheet(&self.words, &number.to_string(), &sheet);
        Ok(match written {
            Ok(written) => Answer::Paper {
                paper: Paper::Receipt,
                file: written.file.display().to_string(),
                sent: print.then(|| self.printer.print(&written)),
                text: written.text,
            },
            Err(reason) => self.not_written(reason),
        })
    }
}
