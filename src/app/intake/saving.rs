//! Registering the draft in hand, and the card with the answer.

use crate::app::effect::{Effect, Request};
use crate::app::intake::card::{Card, Next, Outcome};
use crate::app::intake::sheet::Sheet;
use crate::app::intake::state::State;
use crate::app::intake::tell::respond;
use crate::app::intake::urgent::Urgent;
use crate::app::part::{Input, Intent, Notice, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Action, CommitResult, Done};
use crate::domain::case::fact::closing::ClosingKind;
use crate::domain::case::fact::printed::Paper;
use crate::domain::case::fact::step::StepKind;
use crate::domain::draft::Parked;
use crate::domain::field::Field;
use crate::domain::offline::ProvisionalNumber;
use crate::domain::person::recognised::Recognised;
use crate::keymap::key::fold;

impl State {
    pub(super) fn save(&mut self, shared: &Shared) -> Response {
        self.tidy(shared);
        if self.matters.is_owed() {
            self.matters.put();
            return respond(shared, Tone::Plain, "intake-say-first", &[]);
        }
        match self.check(shared, &self.sheet.draft(shared.now)) {
            Err(problems) => {
                let messages: Vec<(Field, String)> = problems
                    .iter()
                    .map(|remark| {
                        let code = remark.doubt.code();
                        (remark.field, shared.words.code("doubt", code))
                    })
                    .collect();
                self.sheet.form.tell(&messages);
                respond(
                    shared,
                    Tone::Bad,
                    "intake-problems",
                    &[("n", messages.len().into())],
                )
            }
            Ok(checked) => {
                self.sheet.form.tell(&[]);
                if let Some(first) = self.look_first(shared) {
                    return first;
                }
                self.saving = Some((self.sheet.id, checked.warnings));
                let registration = Box::new(checked.registration);
                let action = match self.sheet.origin {
                    Some(origin) => Action::RegisterOf {
                        origin,
                        registration,
                    },
                    None => Action::Register(registration),
                };
                let save = self.sheet.save_id(&shared.saves);
                Response::effect(Effect::Store(
                    self.lines.save.draw(),
                    Request::Commit(Action::once(&save, vec![action])),
                ))
            }
        }
    }

    /// Hears what came of the registration.
    pub(super) fn saved(&mut self, shared: &Shared, outcomes: Vec<CommitResult>) -> Response {
        let Some((id, warnings)) = self.saving.take() else {
            return Response::used();
        };
        match outcomes.into_iter().next() {
            Some(CommitResult::Done(Done::Registered {
                visit,
                person,
                known,
                joined,
                similar,
                mut recognised,
                ..
            })) => {
                let mut card = Card::new(Outcome::Registered {
                    visit,
                    person,
                    known,
                    joined,
                });
                let namesakes = self.prior.namesakes(&self.sheet, Some(person));
                recognised.extend(namesakes.filter(|_| !known).map(Recognised::Namesakes));
                card.similar = similar;
                card.recognised = recognised;
                card.warnings = warnings;
                card.urgent = Urgent::of(&shared.town.triage, &self.matter());
                self.urgent = None;
                if card.urgent.is_some() {
                    card.go(Next::Triage);
                }
                let ask = Effect::Store(self.lines.case.draw(), Request::Case(visit.case));
                Response::effect(ask).and(self.answered(card, id))
            }
            Some(CommitResult::Refused(refusal)) => Response::intent(Intent::Tell(Notice {
                tone: Tone::Bad,
                text: shared.words.refusal(&refusal),
            })),
            Some(
                CommitResult::Done(_)
                | CommitResult::Known(_)
                | CommitResult::Conflict { .. }
                | CommitResult::Skipped { .. },
            )
            | None => respond(shared, Tone::Bad, "intake-not-saved", &[]),
        }
    }

    /// Shows the card, and lets go of the draft, which is kept elsewhere now.
    fn answered(&mut self, card: Card, id: Option<u64>) -> Response {
        self.card = Some(card);
        // Handed in before the store gave numbers, it has got its own meanwhile.
        let id = id.or(self.sheet.id);
        self.sheet = Sheet::default();
        self.warnings.clear();
        self.matters.clear();
        self.prior.forget();
        self.owner.clear();
        let mut outcome = Response::used();
        outcome.effects.extend(self.prior.look(&self.sheet));
        outcome
            .effects
            .extend(id.map(|id| self.draft_box.forget(id)));
        outcome
    }

    /// 断线登记: hears that the server is out of reach, and has the draft kept on this machine: nobody is
    /// sent away.
    pub(super) fn out_of_reach(&mut self, shared: &Shared) -> Response {
        self.sheet.save_id(&shared.saves);
        let parked = Parked {
            id: self.sheet.id.unwrap_or_default(),
            draft: self.sheet.draft(shared.now),
            field: self.sheet.cursor(),
        };
        let keep = Request::KeepOffline(Box::new(parked));
        Response::effect(Effect::Store(self.lines.save.draw(), keep))
    }

    /// Hears under which number it waits.
    pub(super) fn kept_offline(&mut self, shared: &Shared, number: ProvisionalNumber) -> Response {
        let Some((id, warnings)) = self.saving.take() else {
            return Response::used();
        };
        let mut card = Card::new(Outcome::Offline(number));
        card.warnings = warnings;
        // What cannot wait does not wait for the line either.
        card.urgent = Urgent::of(&shared.town.triage, &self.matter());
        self.urgent = None;
        self.answered(card, id)
    }

    /// Takes an input to the card.
    pub(super) fn on_card(&mut self, shared: &Shared, input: &Input) -> Response {
        let Some(card) = &mut self.card else {
            return Response::unused();
        };
        match input {
            Input::Command(Command::MoveUp | Command::FieldPrevious) => card.step(-1),
            Input::Command(Command::MoveDown | Command::FieldNext) => card.step(1),
            Input::Scroll(rows) => card.step(isize::from(rows.signum())),
            Input::Command(Command::Choose) => {
                let next = card.next();
                return self.after(shared, next);
            }
            Input::Command(Command::Back | Command::IntakeNew) => {
                return self.after(shared, Next::Intake);
            }
            Input::Command(Command::IntakeAnotherMatter) => {
                return self.after(shared, Next::Another);
            }
            Input::Command(Command::IntakeNextDraft) => {
                self.card = None;
                return self.turn(shared, 0);
            }
            Input::Press(press) => {
                let digit = press.key.text().map(fold).and_then(|c| c.to_digit(10));
                let next = digit.and_then(|n| Next::ALL.get((n as usize).checked_sub(1)?));
                let Some(next) = next else {
                    // The next visitor's name: the card gives way to it.
                    return self.give_way(shared, input);
                };
                card.go(*next);
                // What is not offered says why.
                return self.after(shared, *next);
            }
            Input::Click { column, row } => {
                let foot = self.places(shared).map(|places| places.foot);
                let card = self.card.as_ref();
                let next = foot.zip(card).and_then(|(foot, card)| {
                    let first = foot.row.saturating_sub(card.rows(foot.width));
                    card.at(*column, row.checked_sub(first)?, foot.width)
                });
                return match next {
                    Some(next) => self.after(shared, next),
                    None => Response::used(),
                };
            }
            Input::Paste(_) => return self.give_way(shared, input),
            Input::Command(_) | Input::Reply(_) | Input::Show(_) | Input::Tick | Input::Changed => {
                return Response::unused();
            }
        }
        Response::used()
    }

    /// Begins the next intake with what was typed or pasted over the card.
    fn give_way(&mut self, shared: &Shared, input: &Input) -> Response {
        self.card = None;
        self.sheet.form.go(Field::Name);
        self.on_form(shared, input)
    }

    /// Does what was chosen on the card.
    pub(super) fn after(&mut self, shared: &Shared, next: Next) -> Response {
        let Some(card) = &self.card else {
            return Response::used();
        };
        let (visit, person) = match &card.outcome {
            Outcome::Registered { visit, person, .. } => (*visit, *person),
            Outcome::Offline(number) => {
                let number = number.clone();
                return self.after_offline(number, next);
            }
        };
        match next {
            Next::Intake => self.next_visitor(),
            Next::Receipt | Next::Print => {
                let print = next == Next::Print;
                Response::effect(Effect::Store(
                    self.lines.receipt.draw(),
                    Request::Paper {
                        visit,
                        paper: Paper::Receipt,
                        print,
                    },
                ))
            }
            Next::Case => {
                self.card = None;
                Response::intent(Intent::Open(Target::Case(visit.case.to_string())))
            }
            Next::Answer => {
                let kind = StepKind::Closing(ClosingKind::OnTheSpot);
                let against = card.view.as_ref().and_then(|view| {
                    let may = view.case.may_by(kind, &shared.who, shared.now.date());
                    may.err()
                });
                if let Some(refusal) = against {
                    return Response::tell(Tone::Bad, shared.words.refusal(&refusal));
                }
                self.card = None;
                Response::intent(Intent::Open(Target::Form(visit.case, kind)))
            }
            Next::Triage => {
                self.card = None;
                Response::intent(Intent::Open(Target::Triage {
                    number: visit.case,
                    onward: false,
                }))
            }
            Next::Another => {
                self.card = None;
                self.put_away(shared);
                self.sheet.person = Some(person);
                self.filling = true;
                Response::effect(self.matters.ask(person, false))
            }
        }
    }

    /// Goes on to the next intake.
    fn next_visitor(&mut self) -> Response {
        self.card = None;
        self.sheet.form.go(Field::Name);
        Response::used()
    }

    /// Does what was chosen on the card of one that waits.
    fn after_offline(&mut self, number: ProvisionalNumber, next: Next) -> Response {
        match next {
            Next::Receipt | Next::Print => Response::effect(Effect::Store(
                self.lines.receipt.draw(),
                Request::OfflineReceipt {
                    number,
                    print: next == Next::Print,
                },
            )),
            Next::Intake => self.next_visitor(),
            // There is no case yet.
            Next::Case | Next::Another | Next::Answer | Next::Triage => Response::used(),
        }
    }
}
