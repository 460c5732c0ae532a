//! 案件: the state of the queue pane.

use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::shared::Shared;
use crate::command::table::Command;

/// The pane's state.
#[derive(Debug, Default)]
pub struct State {}

impl Part for State {
    fn update(&mut self, _shared: &Shared, _input: Input) -> Outcome {
        Outcome::unused()
    }

    fn open_field(&self) -> Openness {
        Openness::Closed
    }

    fn valid(&self, _command: Command) -> bool {
        false
    }
}
