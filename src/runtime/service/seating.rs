//! 在岗: who signs in at the desk, and who sits there.

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::act::Action;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::seat::SignedIn;
use crate::domain::secret::Secret;
use crate::domain::viewer::Viewer;
use crate::office::find::PeopleFinder;
use crate::office::pin::{sign, unlock};
use crate::office::sign_in::{leave, prove, sit_down};
use crate::store::error::StoreError;

impl DeskService {
    /// Lets somebody prove who he is; until he sits down everything is as it was.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub(super) fn sign_in(&self, name: &str, secret: &Secret) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        // A PIN opens what its owner locked; it never signs anybody in.
        let came = if name == self.viewer.name {
            unlock(self.store.as_ref(), name, secret, now)?
        } else {
            // The key of who sits here stays until nothing of his is under way.
            prove(self.store.as_ref(), name, secret, now)?
        };
        self.common.set_proved(match &came {
            SignedIn::As { name, .. } => {
                let secret = (*name != self.viewer.name).then(|| secret.clone());
                Some((name.clone(), secret))
            }
            SignedIn::Wrong | SignedIn::Wait(_) | SignedIn::Left | SignedIn::PinSpent => None,
        });
        Ok(Answer::SignedIn(came))
    }

    /// Somebody else sits here from now on: what is read, and what is half typed, is his.
    ///
    /// # Errors
    /// The store cannot be read. Where there are operators, a name alone seats nobody.
    pub(super) fn sit_down(&mut self, who: String) -> Result<Answer, StoreError> {
        let proved = self.common.take_proved();
        let operators = self.ask(|it| it.operators())?;
        let proved = proved.filter(|(name, _)| *name == who);
        if !operators.is_empty() && proved.is_none() {
            return Ok(Answer::Failed(self.words.say("identity-not-proved")));
        }
        if let Some((_, Some(secret))) = proved {
            let now = self.clock.read().moment;
            sit_down(self.store.as_ref(), &who, &secret, now)?;
        }
        let names = operators.into_iter().map(|it| it.name).collect();
        let mut drafts = self.drafts.take();
        *drafts = drafts.for_another(&who).apart(names);
        self.learned = self.learned.of_another(&who);
        self.finder = PeopleFinder::default();
        self.viewer = Viewer::new(who.clone());
        self.common
            .change(|it| it.viewer = Some(self.viewer.clone()));
        Ok(Answer::Seated(who))
    }

    /// Puts the private key of who sits here away: the desk is covered, or he is leaving it. Where he has a
    /// PIN it stays while he is to come back, for a PIN opens nothing that is sealed.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) fn covered(&self, leaving: bool) -> Result<Answer, StoreError> {
        let own = self.ask(|it| it.operator(&self.viewer.name))?;
        if leaving || own.is_some_and(|(_, it)| it.pin.is_none()) {
            leave(self.store.as_ref());
        }
        Ok(Answer::Kept)
    }

    /// Does what another one signs for at this desk; who sits here does not change.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub(super) fn countersign(
        &self,
        signer: &str,
        secret: &Secret,
        actions: Vec<Action>,
    ) -> Result<Answer, StoreError> {
        let words = &self.words;
        if !actions.iter().all(Action::may_be_signed) {
            let refusal = Refusal::new(Reason::RoleMayNot);
            return Ok(Answer::Failed(words.refusal(&refusal)));
        }
        let now = self.clock.read().moment;
        Ok(match sign(self.store.as_ref(), signer, secret, now)? {
            SignedIn::As { name, .. } => return self.commit_as(&name, actions),
            SignedIn::Wrong => Answer::Failed(words.say("signature-wrong")),
            failed => Answer::Failed(words.not_signed_in(&failed)),
        })
    }
}
