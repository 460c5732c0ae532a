//! Keeping a pad while it is typed, parking it, and taking the call down.

use crate::app::call_pad::{ROUNDS, State, Taking};
use crate::app::effect::{Effect, Request};
use crate::app::part::{Intent, Notice, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::when::parse_moment;
use crate::command::table::Command;
use crate::domain::act::{CommitResult, Done};
use crate::domain::call::draft::{CallField, CalledIn, ParkedCall};
use crate::domain::call::state::{CallCard, CallOutcome, Caller, OutcomeKind};
use crate::domain::item::{CallId, Item};
use crate::domain::number::CaseNumber;
use crate::domain::phone::Phone;
use crate::domain::refusal::{Reason, Refusal};

impl State {
    /// Keeps the pad, when it has changed; one that was emptied is forgotten.
    pub(super) fn keep(&mut self) -> Option<Effect> {
        let draft = self.draft()?;
        let same = self.kept.as_ref().is_some_and(|kept| {
            kept.person == draft.person
                && CallField::ALL
                    .iter()
                    .all(|field| kept.get(*field) == draft.get(*field))
        });
        if same || (draft.is_empty() && self.id.is_none()) {
            return None;
        }
        self.write()
    }

    fn write(&mut self) -> Option<Effect> {
        let draft = self.draft()?;
        let second = u64::try_from(draft.started_at.unix()).unwrap_or(0);
        let id = *self.id.get_or_insert(second * ROUNDS + self.round % ROUNDS);
        self.kept = Some(draft.clone());
        let request = if draft.is_empty() {
            Request::ForgetPad(id)
        } else {
            Request::KeepPad(Box::new(ParkedCall { id, draft }))
        };
        Some(Effect::Store(self.lines.keep.draw(), request))
    }

    /// Puts the pad aside as it is; tells so unless nothing stands in it.
    pub(super) fn park(&mut self, shared: &Shared) -> Response {
        let mut outcome = Response::used();
        if self.draft().is_none_or(|draft| draft.is_empty()) {
            outcome.effects.extend(self.keep());
            return outcome;
        }
        outcome.effects.extend(self.write());
        let args = [
            ("pad", shared.keys(Command::CallOpen).into()),
            ("next", shared.keys(Command::CallNext).into()),
            ("ledger", shared.keys(Command::HotlineOpen).into()),
        ];
        let text = shared.words.say_with("pad-parked", &args);
        let tone = Tone::Plain;
        outcome.and_intent(Intent::Tell(Notice { tone, text }))
    }

    /// Takes the call down.
    pub(super) fn take_down(&mut self, shared: &Shared) -> Response {
        if self.taking.is_some() {
            return Response::used();
        }
        if self.form.lacks(&shared.words) {
            return Response::used();
        }
        if let Some(asks) = self.named.before(&self.form) {
            return Response::effect(asks);
        }
        self.write_down(shared)
    }

    /// Takes the call down, whose case is known if it has one.
    pub(super) fn write_down(&mut self, shared: &Shared) -> Response {
        let card = match self.card(shared) {
            Ok(card) => card,
            Err(refusal) => {
                self.refuse(shared, &refusal);
                return Response::used();
            }
        };
        self.taking = Some(match card.outcome {
            CallOutcome::Case(None) => Taking::Intake(Box::new(CalledIn {
                call: CallId(0),
                started_at: card.started_at,
                person: card.caller.person,
                number: card.caller.number.clone(),
                name: card.caller.name.clone(),
                village: card.caller.village.clone(),
                note: card.note.clone(),
            })),
            _ => Taking::Call,
        });
        let pad = self.id;
        let card = Box::new(card);
        let save = self.save.clone();
        let request = Request::TakeCall { pad, card, save };
        Response::effect(Effect::Store(self.lines.take.draw(), request))
    }

    fn card(&self, shared: &Shared) -> Result<CallCard, Refusal> {
        let text = |field| self.form.text(field).trim().to_owned();
        let started_at = self.started_at.unwrap_or(shared.now);
        let ended_at = self.now.unwrap_or(started_at);
        let number = text(CallField::Number);
        let number = if number.is_empty() {
            number
        } else {
            Phone::parse(&number, &shared.town.settings.dialling)
                .stored()
                .to_owned()
        };
        let outcome = self.form.code(CallField::Outcome);
        let outcome = match outcome.and_then(OutcomeKind::parse) {
            None => return Err(Refusal::about("outcome", Reason::Missing)),
            Some(OutcomeKind::Answered) => CallOutcome::Answered,
            Some(OutcomeKind::CallBack) => CallOutcome::CallBack {
                by: parse_moment(self.form.text(CallField::By), ended_at)
                    .ok_or(Refusal::about("by", Reason::NotAMoment))?,
                what: text(CallField::What),
            },
            Some(OutcomeKind::PassedOn) => CallOutcome::PassedOn {
                to: text(CallField::To),
            },
            Some(OutcomeKind::Case) => CallOutcome::Case(case(&text(CallField::Case))?),
        };
        Ok(CallCard {
            caller: Caller {
                number,
                name: text(CallField::Name),
                person: self.person,
                village: text(CallField::Village),
            },
            started_at,
            ended_at,
            note: text(CallField::Note),
            outcome,
        })
    }

    fn refuse(&mut self, shared: &Shared, refusal: &Refusal) {
        let field = refusal.field.and_then(CallField::parse);
        self.message = None;
        match field.filter(|field| self.form.line(*field).is_some()) {
            Some(field) => {
                let bare = Refusal::new(refusal.reason.clone());
                self.form.tell(&[(field, shared.words.refusal(&bare))]);
            }
            None => self.message = Some(shared.words.refusal(refusal)),
        }
    }

    /// Hears what came of the call.
    pub(super) fn taken(&mut self, shared: &Shared, came: Option<CommitResult>) -> Response {
        let Some(taking) = self.taking.take() else {
            return Response::used();
        };
        match (came, taking) {
            (Some(CommitResult::Done(Done::Call(call))), Taking::Intake(called)) => {
                let called = Box::new(CalledIn { call, ..*called });
                Response::intent(Intent::Close).and_intent(Intent::Open(Target::Called(called)))
            }
            (Some(CommitResult::Done(Done::Call(call))), Taking::Call) => {
                let args = [("call", Item::Call(call).to_string().into())];
                let text = shared.words.say_with("pad-taken", &args);
                let tone = Tone::Good;
                Response::intent(Intent::Close).and_intent(Intent::Tell(Notice { tone, text }))
            }
            (Some(CommitResult::Refused(refusal)), _) => {
                self.refuse(shared, &refusal);
                Response::used()
            }
            (
                Some(
                    CommitResult::Done(_)
                    | CommitResult::Known(_)
                    | CommitResult::Conflict { .. }
                    | CommitResult::Skipped { .. },
                )
                | None,
                _,
            ) => Response::used(),
        }
    }

    /// Proposes until when to call back, as soon as that is the outcome.
    pub(super) fn propose(&mut self, shared: &Shared) {
        let hours = shared.town.settings.call_back_hours;
        let wanted = self.form.code(CallField::Outcome) == Some(OutcomeKind::CallBack.code());
        let until = self
            .now
            .or(self.started_at)
            .filter(|_| wanted && hours > 0 && self.form.text(CallField::By).is_empty());
        if let Some(now) = until {
            let by = now.plus_seconds(i64::from(hours) * 3600);
            self.form.propose(CallField::By, &by.minute());
        }
    }
}

/// Reads a case's number; none stands for a new case.
fn case(typed: &str) -> Result<Option<CaseNumber>, Refusal> {
    if typed.is_empty() {
        return Ok(None);
    }
    CaseNumber::parse_lenient(typed)
        .map(Some)
        .ok_or(Refusal::about("case", Reason::NotFound))
}
