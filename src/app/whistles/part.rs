//! The whistles pane as a part of the screen.

use crate::app::cursor::moves;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part, Target};
use crate::app::shared::Shared;
use crate::app::spots::{clicked, scrolled};
use crate::app::tray::Took;
use crate::app::unfinished::OpenForm;
use crate::app::whistles::State;
use crate::app::whistles::filter::Show;
use crate::command::table::Command;
use crate::domain::whistle::fact::Direction;
use crate::domain::whistle::state::Standing;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match self.tray.take(&input) {
            Took::Nothing => {}
            Took::Taken(outcome) => return outcome,
            Took::Submit => return self.submit(shared),
        }
        match input {
            Input::Tick | Input::Changed => Outcome::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Blow(blow)) => self.blow(shared, *blow),
            Input::Command(command) => self.command(shared, command),
            Input::Click { row, .. } => self.clicked(shared, row),
            Input::Scroll(rows) => {
                let spots = self.spots();
                scrolled(&mut self.hand, &spots, rows)
            }
            Input::Show(_) | Input::Press(_) | Input::Paste(_) => Outcome::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        self.tray.openness()
    }

    fn forms(&self) -> Vec<OpenForm> {
        self.tray.forms()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(valid) = self.tray.valid(command) {
            return valid;
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
            Command::Choose => view.is_some(),
            other => moves(other) && view.is_some(),
        }
    }
}

impl State {
    /// Puts the hand on the line that was clicked; a second click unfolds it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let (spots, paras) = (self.spots(), self.page(shared));
        let area = room(shared.size, Pane::Whistles);
        let size = (area.width, area.height);
        clicked(&mut self.hand, &spots, &paras, size, row).unwrap_or_else(|| self.choose())
    }
}
