//! 受理: the intake pane: one draft in hand, others parked, each kept while it is typed; who has
//! been here before beside it; a card with the answer when it was registered.

use crate::app::answer::{Answer, Reply, Sent};
use crate::app::held::Filling;
use crate::app::intake::card::Next;
use crate::app::intake::drafts::Left;
use crate::app::intake::state::State;
use crate::app::intake::tell::respond;
use crate::app::part::{Input, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::Ticket;
use crate::command::table::Command;
use crate::domain::case::fact::closing::ClosingKind;
use crate::domain::case::fact::step::StepKind;
use crate::domain::field::Field;
use crate::domain::number::CaseNumber;
use crate::domain::phrase::OpenText;

impl State {
    /// Shows what another part asked for.
    pub(super) fn show(&mut self, shared: &Shared, target: &Target) -> Response {
        match target {
            Target::Visit { case, id, person } => {
                let joins = CaseNumber::parse(&case.to_string());
                self.fresh(shared);
                let outcome = self.take(shared, *id, person, false);
                self.sheet.joins = joins;
                self.sheet.form.go(Field::Summary);
                outcome
            }
            Target::Visitor { id, person, fresh } => {
                if *fresh {
                    self.fresh(shared);
                } else {
                    self.card = None;
                }
                if !self.sheet.is_about(person) {
                    let parked = self.begin(shared);
                    let taken = self.take(shared, *id, person, true);
                    return parked.and(taken);
                }
                self.take(shared, *id, person, true)
            }
            Target::Called(called) => self.called(shared, called),
            Target::Arrival(known) => self.begin_known(shared, known),
            Target::Origin { origin, draft } => self.begin_of(shared, *origin, draft),
            Target::Pane(_) => {
                if self.card.is_some() {
                    return self.after(shared, Next::Intake);
                }
                if self.sheet.draft(shared.now).is_empty() {
                    self.sheet.form.go(Field::Name);
                    return Response::used();
                }
                let keys = shared.keys(Command::IntakeNew);
                respond(shared, Tone::Plain, "intake-back", &[("keys", keys.into())])
            }
            Target::Case(_)
            | Target::Operators
            | Target::Signer(_)
            | Target::Signature(_)
            | Target::SignedBy(..)
            | Target::Signed(_)
            | Target::Preview(_)
            | Target::Unfinished(_)
            | Target::Attach(_)
            | Target::Import(_)
            | Target::Form(..)
            | Target::Step(..)
            | Target::Queue(_)
            | Target::Ledger(_)
            | Target::Grid { .. }
            | Target::Roads(_)
            | Target::Merge(_)
            | Target::Split(_)
            | Target::Triage { .. }
            | Target::RoadAdvice(_)
            | Target::Recommend(_)
            | Target::WhistleRequest(_)
            | Target::FollowUp { .. }
            | Target::View(_)
            | Target::Hear(_)
            | Target::Handover
            | Target::FromSetup(..)
            | Target::Lookup(_)
            | Target::Pad(_)
            | Target::Found { .. }
            | Target::Finder(_)
            | Target::Output(_)
            | Target::Copy(_) => Response::unused(),
        }
    }

    pub(super) fn reply(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        if self.draft_box.was_kept(ticket) {
            return self.kept(shared, &reply.answer);
        }
        if let Answer::Failed(reason) = &reply.answer {
            return self.failed(shared, ticket, reason);
        }
        match reply.answer {
            Answer::Found(rows) if self.prior.takes_check(ticket) => {
                return self.looked(shared, rows);
            }
            Answer::Found(rows) if self.prior.takes(ticket) => {
                let waited = self.prior.show(rows, &self.sheet);
                if waited {
                    return self.on_form(shared, &Input::Command(Command::Choose));
                }
            }
            Answer::Person(view) if self.matters.takes(ticket) => return self.known(shared, view),
            Answer::Grid(grid) if self.lines.grid.takes(ticket) => self.grid = Some(grid),
            Answer::Drafts {
                parked,
                unread,
                known,
                first,
            } if self.lines.drafts.takes(ticket) => {
                return self.restore(shared, parked, &Left { unread, known }, first);
            }
            Answer::Outcomes(outcomes) if self.lines.save.takes(ticket) => {
                return self.saved(shared, outcomes);
            }
            Answer::OutOfReach(_) if self.lines.save.takes(ticket) => {
                return self.out_of_reach(shared);
            }
            Answer::KeptOffline(number) if self.lines.save.takes(ticket) => {
                return self.kept_offline(shared, number);
            }
            Answer::Case(view) if self.lines.case.takes(ticket) => {
                if let Some(card) = &mut self.card {
                    let kind = StepKind::Closing(ClosingKind::OnTheSpot);
                    let (who, today) = (&shared.who, shared.now.date());
                    card.goes_on = view
                        .as_ref()
                        .is_some_and(|view| view.case.may_by(kind, who, today).is_err());
                    card.view = view;
                }
            }
            Answer::Paper { file, sent, .. } if self.lines.receipt.takes(ticket) => {
                let (tone, key) = match sent {
                    Some(_) if file.is_empty() => (Tone::Good, "intake-receipt-unkept"),
                    Some(Sent::Taken) => (Tone::Good, "intake-receipt-printed"),
                    Some(Sent::AtWork) => (Tone::Plain, "intake-receipt-at-work"),
                    Some(Sent::Refused) => (Tone::Bad, "intake-receipt-refused"),
                    None => (Tone::Good, "intake-receipt-file"),
                };
                return respond(shared, tone, key, &[("file", file.into())]);
            }
            _ => {}
        }
        Response::used()
    }

    /// Tells a failure; what was typed stays.
    pub(super) fn failed(&mut self, shared: &Shared, ticket: Ticket, reason: &str) -> Response {
        if self.lines.save.takes(ticket) {
            self.saving = None;
        } else if self.prior.takes_check(ticket) {
            // What could not be looked for is not waited for: the next key saves.
            self.looking = false;
            self.prior.checked(Vec::new());
        } else if self.matters.takes(ticket) {
            self.filling = false;
        } else if self.lines.drafts.takes(ticket) {
            if !self.undrafted(shared) {
                return Response::used();
            }
        } else if !self.prior.takes(ticket)
            && !self.lines.receipt.takes(ticket)
            && !self.lines.case.takes(ticket)
            && !self.lines.grid.takes(ticket)
            && !self.lines.log.takes(ticket)
            && !self.draft_box.forgot(ticket)
        {
            return Response::used();
        }
        let args = [("reason", reason.into())];
        respond(shared, Tone::Bad, "desk-reply-failed", &args)
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Tick if !self.lines.opened => self.opening(),
            Input::Tick if self.draft_box.is_failing() => {
                let mut outcome = Response::used();
                outcome.effects.extend(self.draft_box.retry());
                outcome
            }
            Input::Tick => Response::unused(),
            Input::Changed => {
                let mut outcome = Response::used();
                outcome.effects.extend(self.matters.refresh());
                outcome
            }
            Input::Reply(reply) => self.reply(shared, reply),
            Input::Show(target) => {
                let before = self.snapshot(shared);
                let mut outcome = self.show(shared, &target);
                outcome.effects.extend(self.catch_up(shared, &before));
                outcome
            }
            input if self.card.is_some() => {
                let before = self.snapshot(shared);
                let mut outcome = self.on_card(shared, &input);
                outcome.effects.extend(self.catch_up(shared, &before));
                outcome
            }
            input => self.on_form(shared, &input),
        }
    }

    fn point(&mut self, shared: &Shared, column: u16, row: u16) -> Response {
        let places = self.places(shared).filter(|_| self.card.is_none());
        match places.and_then(|places| places.line_at(column, row)) {
            Some(_) => self.on_form(shared, &Input::Click { column, row }),
            None => Response::used(),
        }
    }

    fn open_text(&self) -> Option<OpenText<'_>> {
        self.sheet.form.open_text()
    }

    fn filling(&self) -> Option<Filling> {
        let sheet = self.sheet.save.as_ref().filter(|_| self.card.is_none());
        Some(Filling {
            mark: sheet?.to_string(),
            saving: self.is_saving(),
            asks: self.matters.asking().is_some() || self.owner.asking().is_some(),
        })
    }

    fn open_field(&self) -> Openness {
        if self.card.is_some() {
            Openness::Closed
        } else if self.matters.asking().is_some() || self.owner.asking().is_some() {
            Openness::Choice
        } else {
            self.sheet.form.open_field()
        }
    }

    fn recommended(&self) -> Option<Command> {
        let mut usual = [Command::IntakeJoin, Command::Save, Command::Choose].into_iter();
        usual.find(|command| self.valid(*command))
    }

    fn valid(&self, command: Command) -> bool {
        let on_card = self.card.is_some();
        match command {
            Command::Choose | Command::Back => true,
            Command::IntakeAnotherMatter => on_card || self.sheet.person.is_some(),
            Command::IntakeNextDraft => !self.draft_box.parked().is_empty(),
            _ if on_card => false,
            Command::Save => !self.is_saving(),
            Command::IntakeJoin => self.matters.view().is_some(),
            Command::FieldNext
            | Command::FieldPrevious
            | Command::IntakePark
            | Command::IntakeMore
            | Command::IntakeCompanion => true,
            Command::IntakeSplit => self.sheet.form.open_field() == Openness::Line,
            Command::FormClear => self.sheet.id.is_some() || self.cleared.is_some(),
            Command::Undo | Command::Redo => self.sheet.form.valid(command),
            _ => false,
        }
    }
}
