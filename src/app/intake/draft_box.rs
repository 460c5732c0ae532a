//! 草稿: those that are parked, and keeping every one of them while it is typed: one write is under
//! way at a time, and what changed meanwhile goes with the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::effect::{Effect, Request};
use crate::app::pane::Pane;
use crate::app::ticket::{Asker, RequestSlot, Ticket};
use crate::domain::draft::{DRAFT_STEP, Parked};

/// The parked drafts and what is to be kept.
#[derive(Debug)]
pub struct DraftBox {
    parked: Vec<Parked>,
    /// The next free number; `None` until the store has given it.
    next: Option<u64>,
    keeping: RequestSlot,
    forgetting: RequestSlot,
    /// Drafts as they are to be kept next.
    waiting: BTreeMap<u64, Parked>,
    /// The draft that is being kept.
    under_way: Option<Parked>,
    /// Those that could not be kept, to be tried again.
    unkept: BTreeMap<u64, Parked>,
    /// Registered ones, which must not be kept again.
    gone: BTreeSet<u64>,
    /// It was told that a draft could not be kept.
    reported: bool,
}

impl Default for DraftBox {
    fn default() -> Self {
        let asker = Asker::Pane(Pane::Intake);
        Self {
            parked: Vec::new(),
            next: None,
            keeping: RequestSlot::new(asker, 2),
            forgetting: RequestSlot::new(asker, 3),
            waiting: BTreeMap::new(),
            under_way: None,
            unkept: BTreeMap::new(),
            gone: BTreeSet::new(),
            reported: false,
        }
    }
}

impl DraftBox {
    /// Takes in what was kept before, with the first number for new ones.
    pub fn open(&mut self, parked: Vec<Parked>, first: u64) {
        self.parked.extend(parked);
        self.next = Some(first);
    }

    /// Tells whether numbers can be given.
    pub const fn is_open(&self) -> bool {
        self.next.is_some()
    }

    /// Gives a number for a new draft.
    pub fn number(&mut self) -> Option<u64> {
        let number = self.next?;
        self.next = Some(number + DRAFT_STEP);
        Some(number)
    }

    /// Gives the parked drafts.
    pub fn parked(&self) -> &[Parked] {
        &self.parked
    }

    /// Tells whether a draft is parked here or was registered here.
    pub fn knows(&self, id: u64) -> bool {
        self.gone.contains(&id) || self.parked.iter().any(|it| it.id == id)
    }

    /// Puts a draft at the end of the draft_box.
    pub fn put(&mut self, draft: Parked) {
        self.parked.push(draft);
    }

    /// Takes the draft at a place off the draft_box.
    pub fn take(&mut self, at: usize) -> Option<Parked> {
        (at < self.parked.len()).then(|| self.parked.remove(at))
    }

    /// Wants a draft kept as it is now; gives the write when none is under way.
    pub fn keep(&mut self, draft: Parked) -> Option<Effect> {
        self.waiting.insert(draft.id, draft);
        if self.keeping.is_waiting() {
            return None;
        }
        self.write()
    }

    /// Tells whether an answer is to the keeping under way.
    pub fn was_kept(&mut self, ticket: Ticket) -> bool {
        self.keeping.takes(ticket)
    }

    /// Hears that a write ended, well or not; gives the next.
    pub fn kept(&mut self, well: bool) -> Option<Effect> {
        if let Some(draft) = self.under_way.take() {
            if well {
                self.unkept.remove(&draft.id);
            } else if !self.gone.contains(&draft.id) {
                self.unkept.insert(draft.id, draft);
            }
            self.reported &= self.is_failing();
        }
        self.write()
    }

    /// Tells whether a draft stands here that could not be kept.
    pub fn is_failing(&self) -> bool {
        !self.unkept.is_empty()
    }

    /// Tells whether a failing is news; from then on it is none until all is kept.
    pub const fn is_news(&mut self) -> bool {
        !std::mem::replace(&mut self.reported, true)
    }

    /// Tries again what could not be kept.
    pub fn retry(&mut self) -> Option<Effect> {
        let under_way = self.under_way.as_ref().map(|it| it.id);
        let unkept = self.unkept.iter();
        for (id, draft) in unkept.filter(|(id, _)| Some(**id) != under_way) {
            self.waiting.entry(*id).or_insert_with(|| draft.clone());
        }
        if self.keeping.is_waiting() {
            return None;
        }
        self.write()
    }

    /// Tells whether an answer is to a draft's end.
    pub fn forgot(&mut self, ticket: Ticket) -> bool {
        self.forgetting.takes(ticket)
    }

    /// Ends a draft that was registered or emptied. The write under way, if any, comes before.
    pub fn forget(&mut self, id: u64) -> Effect {
        self.waiting.remove(&id);
        self.unkept.remove(&id);
        self.reported &= self.is_failing();
        self.gone.insert(id);
        Effect::Store(self.forgetting.draw(), Request::ForgetDraft(id))
    }

    fn write(&mut self) -> Option<Effect> {
        let (id, draft) = self.waiting.pop_first()?;
        if self.gone.contains(&id) {
            return self.write();
        }
        let request = Request::KeepDraft(Box::new(draft.clone()));
        self.under_way = Some(draft);
        Some(Effect::Store(self.keeping.draw(), request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft::IntakeDraft;
    use crate::domain::field::Field;
    use crate::domain::moment::Moment;

    fn draft(id: u64, name: &str) -> Parked {
        let mut draft = IntakeDraft::new(Moment::default());
        draft.set(Field::Name, name);
        Parked {
            id,
            draft,
            field: Field::Name,
        }
    }

    fn kept(effect: Option<Effect>) -> (Ticket, Parked) {
        match effect {
            Some(Effect::Store(ticket, Request::KeepDraft(parked))) => (ticket, *parked),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn keys_in_a_burst_make_two_writes_and_the_last_holds_them_all() {
        let mut draft_box = DraftBox::default();
        let (ticket, first) = kept(draft_box.keep(draft(1, "牟")));
        assert_eq!(first.draft.get(Field::Name), "牟");
        assert_eq!(draft_box.keep(draft(1, "牟春")), None);
        assert_eq!(draft_box.keep(draft(1, "牟春生")), None);
        assert!(draft_box.was_kept(ticket));
        let (ticket, second) = kept(draft_box.kept(true));
        assert_eq!(second.draft.get(Field::Name), "牟春生");
        assert!(draft_box.was_kept(ticket));
        assert_eq!(draft_box.kept(true), None);
        assert!(!draft_box.was_kept(ticket), "an old answer");
    }

    #[test]
    fn what_was_registered_is_not_kept_again() {
        let mut draft_box = DraftBox::default();
        let (ticket, _) = kept(draft_box.keep(draft(1, "牟")));
        draft_box.keep(draft(1, "牟春"));
        draft_box.keep(draft(2, "单"));
        draft_box.forget(1);
        assert!(draft_box.was_kept(ticket));
        let (_, next) = kept(draft_box.kept(false));
        assert_eq!(next.id, 2);
        assert!(!draft_box.is_failing(), "what was registered is not missed");
    }

    #[test]
    fn what_could_not_be_kept_is_tried_again_until_it_is_kept_or_registered() {
        let mut draft_box = DraftBox::default();
        for (id, name) in [(1, "单"), (2, "覃")] {
            let (ticket, _) = kept(draft_box.keep(draft(id, name)));
            assert!(draft_box.was_kept(ticket));
            assert_eq!(draft_box.kept(false), None);
            assert_eq!(draft_box.is_news(), id == 1, "told once");
        }
        let (ticket, again) = kept(draft_box.retry());
        assert_eq!(again.id, 1);
        assert_eq!(draft_box.retry(), None, "one write at a time");
        assert!(draft_box.was_kept(ticket));
        let (ticket, again) = kept(draft_box.kept(true));
        assert_eq!((again.id, draft_box.is_failing()), (2, true));
        draft_box.forget(2);
        assert!(!draft_box.is_failing(), "it was registered");
        assert!(draft_box.was_kept(ticket));
        assert_eq!(draft_box.kept(true), None);
        assert!(draft_box.is_news(), "the next time it is told again");
    }

    #[test]
    fn two_drafts_of_a_window_have_two_numbers() {
        let mut draft_box = DraftBox::default();
        assert_eq!(draft_box.number(), None, "the store has not answered");
        draft_box.open(Vec::new(), 5);
        assert_eq!(draft_box.number(), Some(5));
        assert_eq!(draft_box.number(), Some(5 + DRAFT_STEP));
    }
}
