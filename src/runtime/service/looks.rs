//! 查看留痕 at the desk: what is looked at, noted as it is answered; what is taken out, written down
//! before it is.

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::act::{Act, Action};
use crate::domain::looked::{Look, LookKind, LookQuery};
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::runtime::looks::Looks;
use crate::store::error::StoreError;

impl DeskService {
    /// Notes what was shown, where it was there.
    pub(super) fn note(&self, (kind, number): (LookKind, CaseNumber), answer: &Answer) {
        let missing = matches!(
            answer,
            Answer::Case(None) | Answer::Triage(None) | Answer::Lookup(None) | Answer::Failed(_)
        );
        if missing {
            return;
        }
        let (looks, who) = (self.common.looks(), &self.viewer.name);
        let now = self.clock.read().moment;
        if kind == LookKind::Previewed {
            looks.preview(who, now, number);
        } else {
            looks.note(who, now, Looks::begin(kind).at_case(number));
        }
    }

    /// Writes down what was looked at until now, and this.
    ///
    /// # Errors
    /// It cannot be written: then it must not be done.
    pub(super) fn look(&self, look: Look) -> Result<(), StoreError> {
        let looks = self.common.looks();
        let waiting = looks.take();
        let mut acts = waiting.clone();
        acts.push(self.taken(look));
        let written = self.store.commit(&acts);
        if written.is_err() {
            looks.give_back(waiting);
        }
        written.map(|_| ())
    }

    /// Gives a look as whoever sits here takes it now.
    pub(super) fn taken(&self, look: Look) -> Act {
        Act {
            who: self.viewer.name.clone(),
            when: self.clock.read().moment,
            action: Action::Look(look),
        }
    }

    /// Notes that a person's card was shown.
    pub(super) fn note_card(&self, id: PersonId, answer: &Answer) {
        if let Answer::Person(Some(view)) = answer {
            let now = self.clock.read().moment;
            let cases: Vec<CaseNumber> = view.cases.iter().map(|row| row.number).collect();
            self.common.looks().card(&self.viewer.name, now, id, &cases);
        }
    }

    /// Writes down what was looked at; what cannot be written waits on.
    pub(super) fn write_looks(&self, acts: Vec<Act>) {
        if !acts.is_empty() && self.store.commit(&acts).is_err() {
            self.common.looks().give_back(acts);
        }
    }

    /// Gives the looks that go with actions: what is revealed is told among them too.
    pub(super) fn with_looks(acts: &[Act]) -> Vec<Act> {
        let looks = acts.iter().filter_map(|act| match act.action.plain() {
            Action::Reveal { what, why } => {
                let begun = Looks::begin(LookKind::Revealed);
                Some(Act {
                    who: act.who.clone(),
                    when: act.when,
                    action: Action::Look(Look::of_reveal(what, why, &begun.place, begun.window)),
                })
            }
            _ => None,
        });
        looks.collect()
    }

    /// Gives the list, for whoever may read it.
    pub(super) fn looked(&self, query: &LookQuery) -> Result<Answer, StoreError> {
        let list = self.ask(|it| it.looks(query, &self.viewer))?;
        Ok(Answer::Looked(list.map(Box::new)))
    }
}
