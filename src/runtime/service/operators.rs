//! Operators, as the desk adds and changes them; the store looks whether whoever sits here may.

use super::DeskService;
use crate::app::answer::Answer;
use crate::app::effect::OperatorOrder;
use crate::domain::operator::OperatorFact;
use crate::domain::refusal::Refusal;
use crate::domain::secret::Secret;
use crate::office::operators::{add, change_named, set_passphrase};
use crate::office::pin::set_pin;
use crate::office::sign_in::sit_down;
use crate::store::error::StoreError;

impl DeskService {
    /// Does what is asked to an operator, in the name of whoever sits here.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub(super) fn operator(&self, order: OperatorOrder) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        let (store, who) = (self.store.as_ref(), self.viewer.name.as_str());
        let changed = |name: &str, fact| change_named(store, who, name, fact, now);
        let came: Result<Option<Secret>, Refusal> = match order {
            OperatorOrder::Add { name, role, secret } => {
                let added = add(store, who, &name, role, &secret, now)?;
                // The first one, at his own desk, has proved who he is by choosing his passphrase.
                if name == who && matches!(added, Ok(Some(_))) {
                    sit_down(store, &name, &secret, now)?;
                }
                added
            }
            OperatorOrder::Role(name, role) => {
                changed(&name, OperatorFact::Role(role))?.map(|()| None)
            }
            OperatorOrder::Passphrase(name, secret) => {
                set_passphrase(store, who, &name, &secret, None, now)?.map(|_| None)
            }
            OperatorOrder::Pin(name, pin) => {
                set_pin(store, who, &name, Some(&pin), now)?.map(|()| None)
            }
            OperatorOrder::Leave(name) => changed(&name, OperatorFact::Left)?.map(|()| None),
            OperatorOrder::Return(name) => changed(&name, OperatorFact::Returned)?.map(|()| None),
        };
        Ok(match came {
            Ok(recovery) => Answer::OperatorDone(recovery),
            Err(refusal) => Answer::Failed(self.words.refusal(&refusal)),
        })
    }
}
