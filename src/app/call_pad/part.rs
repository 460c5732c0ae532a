//! The call pad as a part of the screen.

use crate::app::answer::{Answer, Reply};
use crate::app::call_pad::callers::CALLERS;
use crate::app::call_pad::{HEAD, LABEL, PLACE, State};
use crate::app::form::Did;
use crate::app::form::rows::Space;
use crate::app::held::Filling;
use crate::app::layout::{inside, layout};
use crate::app::named_case::Heard;
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::phrase::OpenText;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        if let Input::Reply(reply) = input {
            return self.replied(shared, reply);
        }
        // The store has the call: what is typed now would be lost.
        if self.taking.is_some() {
            return Response::used();
        }
        let mut outcome = self.handle(shared, input);
        // What was kept by an earlier program has none yet.
        self.save.get_or_insert_with(|| shared.saves.draw());
        if self.taking.is_none() {
            outcome.effects.extend(self.look());
            outcome.effects.extend(self.named.left(&self.form));
            self.look_for_villages();
            outcome.effects.extend(self.keep());
        }
        outcome
    }

    fn open_text(&self) -> Option<OpenText<'_>> {
        self.form.open_text()
    }

    fn filling(&self) -> Option<Filling> {
        Some(Filling {
            mark: self.save.as_ref()?.to_string(),
            saving: self.taking.is_some(),
            asks: false,
        })
    }

    fn open_field(&self) -> Openness {
        self.form.open_field()
    }

    fn recommended(&self) -> Option<Command> {
        let mut usual = [Command::Save].into_iter();
        usual.find(|command| self.valid(*command))
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Back | Command::Save => true,
            Command::CallNext => !self.parked.is_empty(),
            Command::MovePageDown => !self.rows.is_empty() || !self.villages.names().is_empty(),
            Command::MovePageUp => self.cursor.is_some() || self.villages.cursor().is_some(),
            other => self.form.valid(other),
        }
    }
}

impl State {
    fn handle(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Press(press) => {
                if !self.form.press(press) {
                    return Response::unused();
                }
            }
            Input::Paste(text) => self.form.paste(&text),
            Input::Scroll(rows) => self.step_list(isize::from(rows.signum())),
            Input::Command(Command::Back) => return self.park(shared).and_intent(Intent::Close),
            Input::Command(Command::Save) => return self.take_down(shared),
            Input::Command(Command::MovePageDown) => self.step_list(1),
            Input::Command(Command::MovePageUp) => self.step_list(-1),
            Input::Command(Command::CallNext) => return self.turn(shared),
            Input::Command(Command::Choose) if self.villages.cursor().is_some() => {
                return self.take_village(self.villages.cursor().unwrap_or(0));
            }
            Input::Command(Command::FieldNext) if self.villages.meant().is_some() => {
                return self.take_village(self.villages.meant().unwrap_or(0));
            }
            Input::Command(Command::Choose)
                if self.cursor.is_some() && self.villages.names().is_empty() =>
            {
                return self.take_caller();
            }
            Input::Command(command) => match self.form.command(command) {
                Did::Nothing => return Response::unused(),
                Did::Changed => {}
                Did::Ended => return self.take_down(shared),
            },
            // The key pressed twice is one call.
            Input::Show(Target::Pad(None)) if self.draft().is_none_or(|it| it.is_empty()) => {}
            Input::Show(Target::Pad(None)) => {
                // The clerk is called while he takes a call down: that one waits.
                let parked = self.park(shared).and_intent(Intent::Close);
                return parked.and_intent(Intent::Open(Target::Pad(None)));
            }
            Input::Show(Target::Pad(Some(id))) => {
                let parked = self.park(shared).and_intent(Intent::Close);
                return parked.and_intent(Intent::Open(Target::Pad(Some(id))));
            }
            Input::Click { row, .. } => return self.clicked(shared, row),
            Input::Show(_) | Input::Reply(_) | Input::Tick | Input::Changed => {
                return Response::unused();
            }
        }
        self.refold();
        self.propose(shared);
        Response::used()
    }

    /// Goes on to the next parked pad; this one is parked.
    fn turn(&mut self, shared: &Shared) -> Response {
        let Some(id) = self.parked.first().map(|it| it.id) else {
            self.turning = self.lines.pads.is_waiting();
            return Response::used();
        };
        let parked = self.park(shared).and_intent(Intent::Close);
        parked.and_intent(Intent::Open(Target::Pad(Some(id))))
    }

    /// Opens the line that was clicked, or takes the caller at the second click.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Response {
        let desk = layout(shared.size, shared.intake_open, Pane::Queue, Pane::Case);
        let inner = desk.map(|it| inside(it.place(PLACE)));
        let (width, height) = inner.map_or((0, 0), |it| (it.width, it.height));
        let villages = self.villages.names().len();
        let listed = if villages > 0 {
            villages
        } else {
            self.rows.len()
        };
        let shown = listed.min(CALLERS);
        let first = usize::from(height.saturating_sub(1)).saturating_sub(shown);
        let at = usize::from(row).checked_sub(first);
        if villages > 0
            && let Some(at) = at.filter(|at| *at < shown)
        {
            return self.take_village(at + self.first_village());
        }
        match at.filter(|at| *at < shown).map(|at| at + self.top()) {
            Some(at) if self.cursor == Some(at) => return self.take_caller(),
            Some(at) if at < self.rows.len() => self.cursor = Some(at),
            Some(_) => {}
            None => {
                let above = HEAD + u16::from(self.message.is_some());
                if let Some(row) = row.checked_sub(above) {
                    let list = u16::try_from(first).unwrap_or(height);
                    let space = Space {
                        width,
                        height: list.saturating_sub(above + u16::from(shown > 0)),
                        label: LABEL,
                    };
                    space.click(shared, &mut self.form, row);
                }
            }
        }
        Response::used()
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        match self.named.heard(shared, Some(&mut self.form), &reply) {
            Heard::Nothing => {}
            Heard::Taken => return Response::used(),
            Heard::HandIn => return self.write_down(shared),
        }
        let ticket = reply.ticket;
        let (pads, find) = (self.lines.pads.takes(ticket), self.lines.find.takes(ticket));
        let take = self.lines.take.takes(ticket);
        let grid_came = self.lines.grid.takes(ticket);
        let mine = pads || find || take || grid_came;
        let log = self.lines.log.takes(ticket) || self.lines.keep.takes(ticket);
        match reply.answer {
            Answer::Pads(parked) if pads => {
                self.parked = parked;
                if let Some(wanted) = self.wanted.take()
                    && let Some(at) = self.parked.iter().position(|it| it.id == wanted)
                {
                    let parked = self.parked.remove(at);
                    // Round and round: those behind it come first.
                    self.parked.rotate_left(at);
                    self.resume(parked);
                    self.propose(shared);
                }
                if std::mem::take(&mut self.turning) {
                    return self.turn(shared);
                }
            }
            Answer::Grid(grid) if grid_came => self.hear_grid(grid),
            Answer::Found(rows) if find => self.found(rows),
            Answer::Outcomes(came) if take => return self.taken(shared, came.into_iter().next()),
            Answer::Failed(reason) if mine || log => {
                if take {
                    self.taking = None;
                }
                let args = [("reason", reason.into())];
                let text = shared.words.say_with("desk-reply-failed", &args);
                let tone = Tone::Bad;
                return Response::intent(Intent::Tell(Notice { tone, text }));
            }
            _ => {}
        }
        Response::used()
    }
}
