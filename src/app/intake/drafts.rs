//! Several drafts: parked, taken back into the cursor, found again after the desk was closed.

use crate::app::answer::Answer;
use crate::app::effect::{Effect, Request};
use crate::app::intake::sheet::Sheet;
use crate::app::intake::state::State;
use crate::app::intake::tell::{notice, respond};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::draft::{DRAFT_STEP, Parked};
use crate::domain::field::Field;
use crate::domain::number::CaseNumber;

/// What does not come back of the drafts of before.
pub(super) struct Left {
    /// The files that did not read.
    pub(super) unread: Vec<String>,
    /// The numbers of those that were registered all the same.
    pub(super) known: Vec<CaseNumber>,
}

impl State {
    /// Asks for what the pane needs from the store.
    pub(super) fn opening(&mut self) -> Response {
        self.lines.opened = true;
        Response::effect(Effect::Store(self.lines.drafts.draw(), Request::Drafts))
            .and_effect(Effect::Store(self.lines.grid.draw(), Request::Grid))
    }

    /// Hears that the drafts of before cannot be read: they are asked for again with the minute, and
    /// what is typed meanwhile is parked all the same. Gives whether that is news.
    pub(super) fn undrafted(&mut self, shared: &Shared) -> bool {
        self.lines.opened = false;
        let news = !self.draft_box.is_open();
        if news {
            let second = u64::try_from(shared.now.unix()).unwrap_or(0);
            self.draft_box.open(Vec::new(), second * DRAFT_STEP);
        }
        news
    }

    /// Starts the next intake: what is in hand is parked.
    pub(super) fn begin(&mut self, shared: &Shared) -> Response {
        let parked = self.put_away(shared);
        self.sheet.form.go(Field::Name);
        let outcome = Response::effect(Effect::Store(self.lines.grid.draw(), Request::Grid));
        if parked {
            outcome.and_intent(notice(shared, Tone::Plain, "intake-parked", &[]))
        } else {
            outcome
        }
    }

    /// Empties the draft in hand, so that nothing of it waits any more; asked again while it is empty,
    /// brings it back.
    pub(super) fn clear(&mut self, shared: &Shared) -> Response {
        if self.sheet.draft(shared.now).is_empty() {
            let Some(sheet) = self.cleared.take() else {
                return Response::unused();
            };
            self.sheet = *sheet;
            return match self.sheet.person {
                Some(id) => Response::effect(self.matters.ask(id, false)),
                None => Response::used(),
            };
        }
        let empty = Sheet {
            id: self.sheet.id,
            ..Sheet::default()
        };
        self.cleared = Some(Box::new(std::mem::replace(&mut self.sheet, empty)));
        self.matters.clear();
        let keys = shared.keys(Command::FormClear);
        respond(
            shared,
            Tone::Plain,
            "intake-cleared",
            &[("keys", keys.into())],
        )
    }

    pub(super) fn park(&mut self, shared: &Shared) -> Response {
        if self.put_away(shared) {
            respond(shared, Tone::Plain, "intake-parked", &[])
        } else {
            Response::used()
        }
    }

    /// Puts the draft in hand on the draft_box, unless it is empty, and takes an empty one.
    pub(super) fn put_away(&mut self, shared: &Shared) -> bool {
        if !self.sheet.draft(shared.now).is_empty() {
            self.sheet.save_id(&shared.saves);
        }
        let draft = self.sheet.draft(shared.now);
        let id = self.sheet.id.or_else(|| self.draft_box.number());
        let field = self.sheet.cursor();
        self.sheet = Sheet::default();
        self.matters.clear();
        self.prior.forget();
        self.owner.clear();
        self.looking = false;
        let Some(id) = id.filter(|_| !draft.is_empty()) else {
            return false;
        };
        self.draft_box.put(Parked { id, draft, field });
        true
    }

    /// Takes the parked draft at a place into the cursor; the one in hand goes to the end.
    pub(super) fn turn(&mut self, shared: &Shared, at: usize) -> Response {
        let Some(next) = self.draft_box.take(at) else {
            return respond(shared, Tone::Plain, "intake-no-drafts", &[]);
        };
        self.put_away(shared);
        self.sheet = Sheet::of(&next);
        let mut outcome = Response::used();
        outcome.effects.extend(self.prior.look(&self.sheet));
        if let Some(id) = self.sheet.person {
            let ask = self.matters.ask(id, false);
            self.matters.settled = self.sheet.joins.is_some();
            outcome.effects.push(ask);
        }
        outcome
    }

    /// Makes room for a new draft.
    pub(super) fn fresh(&mut self, shared: &Shared) {
        self.card = None;
        self.put_away(shared);
    }

    /// Takes in the drafts of before; the last one comes back into the cursor.
    pub(super) fn restore(
        &mut self,
        shared: &Shared,
        parked: Vec<Parked>,
        left: &Left,
        first: u64,
    ) -> Response {
        let parked: Vec<Parked> = parked
            .into_iter()
            .filter(|parked| !parked.draft.is_empty())
            .filter(|parked| self.sheet.id != Some(parked.id) && !self.draft_box.knows(parked.id))
            .collect();
        let count = parked.len();
        self.draft_box.open(parked, first);
        let mut outcome = Response::used();
        if self.sheet.draft(shared.now).is_empty() && count > 0 {
            outcome = self.turn(shared, count - 1);
            outcome = outcome
                .and_intent(Intent::Open(Target::Pane(Pane::Intake)))
                .and_intent(notice(
                    shared,
                    Tone::Plain,
                    "intake-restored",
                    &[("n", count.into())],
                ));
            self.warnings = self.doubts(shared);
        } else {
            outcome.effects.extend(self.keep(shared));
        }
        if !left.known.is_empty() {
            let numbers: Vec<String> = left.known.iter().map(ToString::to_string).collect();
            let args = [("numbers", numbers.join(" ").into())];
            outcome = outcome.and_intent(notice(shared, Tone::Plain, "intake-known", &args));
        }
        if !left.unread.is_empty() {
            let args = [("files", left.unread.join(" ").into())];
            outcome = outcome.and_intent(notice(shared, Tone::Bad, "intake-unread", &args));
        }
        outcome
    }

    /// Hears that the write of a draft ended; that it failed is told once.
    pub(super) fn kept(&mut self, shared: &Shared, answer: &Answer) -> Response {
        let failed = match answer {
            Answer::Failed(reason) => Some(reason),
            _ => None,
        };
        let next = self.draft_box.kept(failed.is_none());
        let mut outcome = match failed {
            Some(reason) if self.draft_box.is_failing() && self.draft_box.is_news() => {
                let args = [("reason", reason.as_str().into())];
                respond(shared, Tone::Bad, "intake-keep-failed", &args)
            }
            _ => Response::used(),
        };
        outcome.effects.extend(next);
        outcome
    }
}
