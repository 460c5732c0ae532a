//! The whistles pane as a part of the screen.

use crate::app::case::item_at;
use crate::app::cursor::Click;
use crate::app::form::{openness, pasted, pressed};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part, Target};
use crate::app::shared::Shared;
use crate::app::unfinished::{OpenForm, name};
use crate::app::whistles::State;
use crate::app::whistles::filter::Show;
use crate::command::table::Command;
use crate::domain::whistle::fact::Direction;
use crate::domain::whistle::state::Standing;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Tick | Input::Changed => Outcome::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Blow(blow)) => self.blow(shared, *blow),
            Input::Show(_) => Outcome::unused(),
            Input::Command(command) if self.job.is_some() => self.job_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => pressed(self.job.as_mut().map(|job| &mut job.form), press),
            Input::Paste(text) => pasted(self.job.as_mut().map(|job| &mut job.form), &text),
            Input::Click { row, .. } if self.job.is_none() => self.clicked(shared, row),
            Input::Click { .. } => Outcome::unused(),
            Input::Scroll(rows) => {
                let spots = self.spots();
                self.hand.step(&spots, isize::from(rows));
                Outcome::used()
            }
        }
    }

    fn open_field(&self) -> Openness {
        openness(self.job.as_ref().map(|job| &job.form))
    }

    fn forms(&self) -> Vec<OpenForm> {
        let job = self.job.iter();
        job.map(|job| job.form.opened(name(Pane::Whistles, &job.kind)))
            .collect()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(job) = &self.job {
            return matches!(command, Command::Back | Command::Save) || job.form.valid(command);
        }
        let view = self.current();
        let free = view.filter(|view| !view.locked);
        let open = free.filter(|view| view.whistle.is_unanswered());
        let turn = open.and_then(|view| view.whistle.turn());
        match command {
            Command::WhistlesRaise
            | Command::WhistlesShow
            | Command::WhistlesKind
            | Command::WhistlesLevel => true,
            Command::WhistlesSign => turn.is_some_and(|it| it.signed.is_none()),
            Command::WhistlesContact => turn.is_some_and(|it| it.contacted.is_none()),
            Command::WhistlesArrive => {
                turn.is_some_and(|it| it.arrived.is_none())
                    && open
                        .is_some_and(|view| view.whistle.raised.kind.direction() == Direction::Down)
            }
            Command::WhistlesAnswer | Command::WhistlesPassUp => open.is_some(),
            Command::WhistlesRate => free.is_some_and(|view| {
                view.whistle.answer.is_some() && view.whistle.standing == Standing::Open
            }),
            Command::WhistlesRegister => free.is_some(),
            Command::WhistlesClose => view.is_some(),
            Command::Back => self.unfolded.is_some() || self.show != Show::default(),
            Command::Choose
            | Command::MoveUp
            | Command::MoveDown
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::MoveFirst
            | Command::MoveLast => view.is_some(),
            _ => false,
        }
    }
}

impl State {
    /// Puts the hand on the line that was clicked; a second click unfolds it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let area = room(shared.size, Pane::Whistles);
        let (spots, hand) = (self.spots(), self.hand());
        let clicked = item_at(&self.page(shared), hand, (area.width, area.height), row);
        match self.hand.click(&spots, clicked) {
            Click::Again => self.choose(),
            Click::Moved => Outcome::used(),
            Click::Nothing => Outcome::unused(),
        }
    }
}
