//! What commands do in the figures pane, and the store's answers to it.

use crate::app::effect::{Answer, Reply};
use crate::app::figures::page::{behind, places};
use crate::app::figures::{Ask, State};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Deed;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::queue::Filter;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        let spots = self.spots();
        let page = usize::from(room(shared.size, Pane::Figures).height.max(1));
        if self.hand.command(&spots, command, page) {
            return Outcome::used();
        }
        match command {
            Command::MoveLeft => self.go(shared, Period::previous),
            Command::MoveRight => self.go(shared, Period::next),
            Command::FiguresKind => {
                let all = PeriodKind::ALL;
                let at = all.iter().position(|it| *it == self.kind).unwrap_or(0);
                self.look_at(shared, all.get(at + 1).or(all.first()).copied())
            }
            Command::FiguresArea => self.next_area(shared),
            Command::FiguresRules => {
                self.rules = !self.rules;
                Outcome::used()
            }
            Command::FiguresCompare if self.issued().is_some() => {
                self.look_on();
                Outcome::used()
            }
            Command::Choose => self.open(false),
            Command::FiguresMarked => self.open(true),
            Command::FiguresIssue if self.view.is_some() => self.open_form(shared),
            // It has not been counted yet: what is issued is what can be seen.
            Command::FiguresIssue => {
                Outcome::tell(Tone::Plain, shared.words.say("figures-issue-waits"))
            }
            _ => Outcome::unused(),
        }
    }

    fn go(&mut self, shared: &Shared, to: fn(Period) -> Period) -> Outcome {
        let period = to(self.period(shared));
        self.on = Some(period.from);
        Outcome::effect(self.ask(shared))
    }

    /// Looks at the period of another kind in which the last day known of this one lies.
    pub(super) fn look_at(&mut self, shared: &Shared, kind: Option<PeriodKind>) -> Outcome {
        let Some(kind) = kind else {
            return Outcome::unused();
        };
        let period = self.period(shared);
        self.on = self
            .on
            .map(|_| period.known_until(shared.now.date()).max(period.from));
        self.kind = kind;
        self.hand.reset();
        Outcome::effect(self.ask(shared))
    }

    fn next_area(&mut self, shared: &Shared) -> Outcome {
        let Some(view) = &self.view else {
            return Outcome::unused();
        };
        let codes: Vec<&str> = view.areas.iter().map(|it| it.code.as_str()).collect();
        let at = codes
            .iter()
            .position(|it| Some(*it) == self.area.as_deref());
        let next = codes
            .get(at.map_or(0, |at| at + 1))
            .map(|it| (*it).to_owned());
        self.area = next;
        Outcome::effect(self.ask(shared))
    }

    /// Opens the queue with the cases behind what is under the hand.
    fn open(&self, marked: bool) -> Outcome {
        let spots = self.spots();
        let (Some(view), Some(spot)) = (&self.view, self.hand.current(&spots)) else {
            return Outcome::unused();
        };
        let mut numbers = behind(view, self.look, spot, marked);
        if numbers.is_empty() {
            return Outcome::unused();
        }
        numbers.sort_unstable();
        numbers.dedup();
        let filter = Filter {
            unaccused: places(view, self.look, spot),
            numbers: Some(numbers),
            ..Filter::default()
        };
        Outcome::wish(Wish::Open(Target::Queue(Box::new(filter))))
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Outcome {
        let (Some(view), Some(job)) = (&self.view, self.tray.ready()) else {
            return Outcome::used();
        };
        let deed = Deed::Report {
            sheet: Box::new(view.sheet.clone()),
            reason: job.text(Ask::Reason),
        };
        let said = shared.words.say("figures-issued");
        self.tray.commit(vec![deed], said)
    }

    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        let (asking, doing) = (self.asking.takes(ticket), self.tray.takes(ticket));
        match reply.answer {
            Answer::Report(view) if asking => {
                self.view = view.map(|view| *view);
                Outcome::used()
            }
            Answer::Outcomes(came) if doing => match self.tray.came(shared, came) {
                Ok(_) => self.tray.done(),
                Err(outcome) => outcome,
            },
            Answer::Failed(reason) if asking || doing => {
                let args = [("reason", reason.into())];
                Outcome::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }
}
