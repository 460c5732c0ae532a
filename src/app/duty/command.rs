//! What commands do in the duty pane and in its forms.

use chrono::{Days, NaiveDate};

use super::face::{Face, month};
use super::job::{Job, Kind};
use super::{Spot, State};
use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Deed, Outcome as Came};
use crate::domain::case::fact::step::StepKind;
use crate::domain::duty::rota::{fill, swap};
use crate::domain::duty::{DutyDay, DutyFact, Roster};
use crate::domain::item::Item;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        let spots = self.spots(shared);
        let page = usize::from(room(shared.size, Pane::Duty).height.max(1));
        if self.hand.command(&spots, command, page) {
            return Outcome::used();
        }
        let day = self.meant(shared);
        match command {
            Command::Choose => self.choose(shared),
            Command::MoveLeft => self.turn(shared, false),
            Command::MoveRight => self.turn(shared, true),
            Command::DutyFace => {
                self.face = match self.face {
                    Face::Day => Face::Owed,
                    Face::Owed => Face::Leaders,
                    Face::Leaders => Face::Rota,
                    Face::Rota => Face::Day,
                };
                self.place_hand(shared);
                Outcome::used()
            }
            Command::Back if self.face != Face::Day || self.day.is_some() => {
                (self.face, self.day, self.swapping) = (Face::Day, None, None);
                Outcome::effect(self.ask(shared))
            }
            Command::DutyName => self.open(shared, Kind::Name(day)),
            Command::DutyStandIn => self.open(shared, Kind::StandIn(day)),
            Command::DutyLeader => self.open(shared, Kind::Leader),
            Command::DutyPresent => self.present(shared),
            Command::DutyClose if self.face == Face::Day => self.close(shared, day),
            // Each thing is struck off in its own file.
            Command::DutyStrike => match self.spot(shared) {
                Some(Spot::Line(_, Item::Case(number))) => {
                    Outcome::wish(Wish::Open(Target::Step(number, StepKind::StrikeOff)))
                }
                _ => self.choose(shared),
            },
            Command::DutyPass => match self.spot(shared) {
                Some(Spot::Line(day, item)) => self.open(shared, Kind::Pass(day, item)),
                Some(Spot::Day(_)) | None => Outcome::unused(),
            },
            Command::DutyFill => self.fill(shared),
            Command::DutySwap => self.swap(shared),
            _ => Outcome::unused(),
        }
    }

    fn open(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let day = match kind {
            Kind::Name(day) | Kind::StandIn(day) | Kind::Pass(day, _) => self.known(day),
            Kind::Leader => DutyDay::default(),
        };
        self.tray.open(shared, Job::new(kind, &day))
    }

    /// Opens what is under the hand.
    pub(super) fn choose(&mut self, shared: &Shared) -> Outcome {
        match self.spot(shared) {
            Some(Spot::Line(_, Item::Case(number))) => {
                Outcome::wish(Wish::Open(Target::Case(number.to_string())))
            }
            Some(Spot::Line(_, Item::Call(_))) => pane(Pane::Hotline),
            Some(Spot::Line(_, Item::Whistle(_))) => pane(Pane::Whistles),
            Some(Spot::Line(_, Item::Sign(_))) => pane(Pane::Prevention),
            None => Outcome::unused(),
            Some(Spot::Day(day)) => self.show(shared, day),
        }
    }

    /// Shows a day's ledger.
    pub(super) fn show(&mut self, shared: &Shared, day: NaiveDate) -> Outcome {
        self.face = Face::Day;
        self.day = Some(day).filter(|day| *day != shared.now.date());
        self.hand.reset();
        Outcome::effect(self.ask(shared))
    }

    /// Goes to the day before or after; by months in the rota.
    fn turn(&mut self, shared: &Shared, on: bool) -> Outcome {
        let day = self.day(shared);
        let (first, last) = month(day);
        let next = match (self.face, on) {
            (Face::Owed | Face::Leaders, _) => return Outcome::unused(),
            (Face::Day, true) => day.succ_opt(),
            (Face::Day, false) => day.pred_opt(),
            (Face::Rota, true) => last.succ_opt(),
            (Face::Rota, false) => first.checked_sub_days(Days::new(1)),
        };
        self.day = next.filter(|day| *day != shared.now.date());
        self.place_hand(shared);
        Outcome::effect(self.ask(shared))
    }

    /// Puts the hand on the day in hand in the rota, on the first line elsewhere.
    fn place_hand(&mut self, shared: &Shared) {
        if self.face == Face::Rota {
            self.hand.set(Spot::Day(self.day(shared)));
        } else {
            self.hand.reset();
        }
    }

    /// 到岗, then 离岗.
    fn present(&mut self, shared: &Shared) -> Outcome {
        let day = shared.now.date();
        let time = shared.now.local().time();
        let fact = if self.known(day).arrived.is_none() {
            DutyFact::Arrived(time)
        } else {
            DutyFact::Left(time)
        };
        self.commit(vec![(day, fact)], shared.words.say("duty-kept"))
    }

    /// 收班: asked back, for a day that is closed stays so and takes the backlog on.
    fn close(&mut self, shared: &Shared, day: NaiveDate) -> Outcome {
        self.tray.say(shared.words.say("duty-closed-now"));
        let fact = DutyFact::Closed(shared.now);
        let request = Request::Commit(vec![Deed::Duty { day, fact }]);
        let effect = Effect::Store(self.closing.draw(), request);
        if self.known(day).closed.is_some() {
            return Outcome::effect(effect);
        }
        let args = [("day", day.to_string().into())];
        let question = shared.words.say_with("duty-close-question", &args);
        let yes = Box::new(Wish::Perform(effect));
        Outcome::wish(Wish::Confirm { question, yes })
    }

    /// Fills the rest of the month in turn.
    fn fill(&mut self, shared: &Shared) -> Outcome {
        let Some(view) = &self.view else {
            return Outcome::unused();
        };
        let (first, last) = month(self.day(shared));
        let from = first.max(shared.now.date());
        let before = view.rota.iter().filter(|(day, _)| *day < from);
        let before = before.rev().find_map(|(_, it)| it.leader.clone());
        let facts = fill(
            &view.leaders.0,
            (from, last),
            &view.rota,
            before.as_deref(),
            &shared.town.calendar,
            shared.town.settings.duty_on_rest_days,
        );
        if facts.is_empty() {
            let key = if view.leaders == Roster::default() {
                "duty-no-leaders"
            } else {
                "duty-full"
            };
            return Outcome::tell(Tone::Bad, shared.words.say(key));
        }
        let args = [("n", facts.len().into())];
        self.commit(facts, shared.words.say_with("duty-filled", &args))
    }

    /// Marks a day, then swaps it with the one under the hand.
    fn swap(&mut self, shared: &Shared) -> Outcome {
        let day = self.meant(shared);
        let Some(one) = self.swapping.take() else {
            self.swapping = Some(day);
            let args = [("day", day.to_string().into())];
            return Outcome::tell(Tone::Plain, shared.words.say_with("duty-swap-with", &args));
        };
        match swap(&(one, self.known(one)), &(day, self.known(day))) {
            Ok(facts) => self.commit(facts.to_vec(), shared.words.say("duty-swapped")),
            Err(refusal) => Outcome::tell(Tone::Bad, shared.words.refusal(&refusal)),
        }
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Outcome {
        let Some(job) = self.tray.ready() else {
            return Outcome::used();
        };
        let deed = job.deed();
        let said = shared.words.say("duty-kept");
        self.tray.commit(vec![deed], said)
    }

    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let (asking, doing) = (
            self.asking.takes(reply.ticket),
            self.tray.takes(reply.ticket) || self.closing.takes(reply.ticket),
        );
        match reply.answer {
            Answer::Ledger(view) if asking => {
                self.view = Some(*view);
                Outcome::used()
            }
            Answer::Outcomes(came) if doing => {
                let refused = came.into_iter().find_map(|came| match came {
                    Came::Refused(refusal) => Some(refusal),
                    Came::Done(_) | Came::Conflict { .. } | Came::Skipped { .. } => None,
                });
                match refused {
                    Some(refusal) => self.tray.refuse(shared, &refusal),
                    None => self.tray.done(),
                }
            }
            Answer::Failed(reason) if asking || doing => {
                let args = [("reason", reason.into())];
                Outcome::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }
}

fn pane(pane: Pane) -> Outcome {
    Outcome::wish(Wish::Open(Target::Pane(pane)))
}
