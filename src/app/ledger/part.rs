//! A ledger as a part of the screen.

use crate::app::answer::{Answer, Reply};
use crate::app::cursor::{Click, moves};
use crate::app::form_host::{Overtaken, Took};
use crate::app::held::Filling;
use crate::app::ledger::screen::Shown;
use crate::app::ledger::{Ledger, Movement, State, size};
use crate::app::named_case::Heard;
use crate::app::part::{Input, Intent, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::taken::takes_out;
use crate::app::unfinished::OpenForm;
use crate::command::table::Command;
use crate::domain::act::CommitResult;
use crate::domain::phrase::OpenText;
use crate::domain::saved_view::SavedView;
use crate::domain::subject::Subject;

impl<L: Ledger> Part for State<L> {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        let outcome = self.take(shared, input);
        self.settle(shared);
        outcome
    }

    fn point(&mut self, shared: &Shared, _column: u16, row: u16) -> Response {
        if self.forms.form().is_some() {
            return Response::unused();
        }
        let outcome = self.pointed(shared, row).1;
        self.settle(shared);
        outcome
    }

    fn open_field(&self) -> Openness {
        if self.arrange.typing && self.forms.form().is_none() {
            return self.arrange.filter.openness();
        }
        self.forms.openness()
    }

    fn view_now(&self, name: &str) -> Option<SavedView> {
        State::view_now(self, name)
    }

    fn count_view(&self, shared: &Shared, view: &SavedView) -> Option<usize> {
        State::count_view(self, shared, view)
    }

    fn open_text(&self) -> Option<OpenText<'_>> {
        self.forms.form()?.form.open_text()
    }

    fn subject(&self) -> Option<Subject> {
        L::subject(self)
    }

    fn recommended(&self) -> Option<Command> {
        let usual = self.forms.form().is_none().then_some(L::USUAL);
        let mut usual = usual.unwrap_or(&[Command::Save]).iter().copied();
        usual.find(|command| self.valid(*command))
    }

    fn filling(&self) -> Option<Filling> {
        self.forms.filling()
    }

    fn forms(&self) -> Vec<OpenForm> {
        match self.forms.form() {
            Some(form) if L::keeps(form) => self.forms.forms(),
            Some(_) | None => Vec::new(),
        }
    }

    fn valid(&self, command: Command) -> bool {
        if command == Command::LookupOpen {
            return L::case(self).is_some();
        }
        if command == Command::ImportOpen {
            return L::sheet(self).is_some();
        }
        if let Some(valid) = self.forms.valid(command) {
            let own = self
                .forms
                .form()
                .is_some_and(|form| L::has_own(form, command));
            return valid || own || self.moves_offers(command);
        }
        match command {
            Command::Save => self.keeps_filter(),
            Command::Back => self.goes_back() || L::valid(self, command),
            Command::ListFilter
            | Command::ListSort
            | Command::ListReverse
            | Command::ListGroup
            | Command::ListMark
            | Command::ListMarkAll => self.arranges(command) || L::valid(self, command),
            other if takes_out(other) => self.can_be_taken(),
            other if moves(other) => !self.rows.is_empty(),
            other => L::valid(self, other),
        }
    }
}

impl<L: Ledger> State<L> {
    fn take(&mut self, shared: &Shared, input: Input) -> Response {
        if input == Input::Command(Command::LookupOpen) {
            return match L::case(self) {
                Some(case) => Response::intent(Intent::Open(Target::Lookup(case))),
                None => Response::unused(),
            };
        }
        if input == Input::Command(Command::ImportOpen) {
            return match L::sheet(self) {
                Some(kind) => {
                    // What was typed is kept; nothing stands before what the sheet brings.
                    self.forms.close();
                    Response::intent(Intent::Open(Target::Import(Some(kind))))
                }
                None => Response::unused(),
            };
        }
        let ends = self.forms.form().is_some_and(L::ends_anywhere);
        if ends && input == Input::Command(Command::Choose) {
            return self.hand_in(shared);
        }
        if let Some(outcome) = self.in_offers(shared, &input) {
            return outcome;
        }
        let took = self.forms.take(&input);
        if let Some(form) = self.forms.form_mut() {
            L::fold(form);
        }
        match took {
            Took::Nothing => {}
            Took::Taken(outcome) if outcome.used => return outcome.and(L::typed(self, shared)),
            Took::Taken(outcome) => return outcome,
            Took::Submit => return self.hand_in(shared),
        }
        match input {
            Input::Tick if !self.ledger.asks_each_minute(shared) => Response::unused(),
            Input::Tick | Input::Changed => L::changed(self, shared),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::View(view)) => self.take_view(shared, &view),
            Input::Show(target) => L::show(self, shared, target),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) if self.arrange.typing => {
                if self.arrange.filter.press(press) {
                    self.filter_changed(shared)
                } else {
                    Response::unused()
                }
            }
            Input::Press(press) => L::press(self, shared, press),
            Input::Paste(text) if self.arrange.typing => {
                self.arrange.filter.paste(&text);
                self.filter_changed(shared)
            }
            Input::Paste(_) => Response::unused(),
            Input::Click { row, .. } => self.clicked(shared, row),
            Input::Scroll(rows) => {
                self.scroll = 0;
                self.cursor.step(&self.rows, isize::from(rows));
                L::moved(self, shared, Movement::Mouse)
            }
        }
    }

    /// Hands in the form that is open, once nothing is missing in it and it is known which case it
    /// names.
    fn hand_in(&mut self, shared: &Shared) -> Response {
        let form = self.forms.form_mut();
        if form.is_some_and(|it| it.form.lacks(&shared.words)) {
            return Response::used();
        }
        match self.forms.asks_first() {
            Some(asks) => asks,
            None => L::submit(self, shared),
        }
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        match self.forms.heard(shared, &reply) {
            Heard::Nothing => {}
            Heard::Taken => return Response::used().and(L::typed(self, shared)),
            Heard::HandIn => return L::submit(self, shared),
        }
        let asked = self.questions.takes(reply.ticket);
        let doing = self.forms.takes(reply.ticket);
        if let (true, Some(seen)) = (asked, reply.seen) {
            self.seen = Some(self.seen.map_or(seen, |least| least.min(seen)));
        }
        match reply.answer {
            Answer::Failed(reason) if asked || doing => {
                let args = [("reason", reason.into())];
                Response::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            Answer::Outcomes(results) if doing => {
                let overtaken = results
                    .iter()
                    .any(|it| matches!(it, CommitResult::Conflict { .. }));
                let outcome = L::results(self, shared, results);
                if overtaken {
                    // What somebody else did is read, and told line by line.
                    return outcome.and(self.refresh(shared));
                }
                outcome
            }
            answer if asked => {
                let outcome = L::answered(self, shared, answer);
                outcome.and(self.compare(shared))
            }
            _ => Response::unused(),
        }
    }

    /// Compares what the form that is open was opened on with how that reads now, once all of it is here.
    fn compare(&mut self, shared: &Shared) -> Response {
        let (Some(seen), false, false) =
            (self.seen, self.questions.is_waiting(), self.forms.is_busy())
        else {
            return Response::used();
        };
        let fresh = self.forms.form();
        let Some(fresh) = fresh.and_then(|form| self.ledger.anew(shared, form)) else {
            return Response::used();
        };
        match self.forms.overtaken(shared, &fresh, seen) {
            Overtaken::No | Overtaken::Notified => Response::used(),
            Overtaken::Elsewhere => self.hand_in(shared),
        }
    }

    /// Puts the cursor on the row that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, line: u16) -> Response {
        match self.pointed(shared, line) {
            (Click::Again, _) => L::command(self, shared, Command::Choose),
            (Click::Moved | Click::Nothing, outcome) => outcome,
        }
    }

    /// Puts the cursor on the row at a line.
    fn pointed(&mut self, shared: &Shared, line: u16) -> (Click, Response) {
        let screen = self.screen(shared, size::<L>(shared));
        let click = self.cursor.click(&self.rows, screen.row_at(line));
        let outcome = match click {
            Click::Again => Response::used(),
            Click::Moved => {
                self.scroll = 0;
                L::moved(self, shared, Movement::Mouse)
            }
            Click::Nothing => Response::unused(),
        };
        (click, outcome)
    }
}
