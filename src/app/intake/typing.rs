//! Typing into the form, and moving about in it and in the lists beside it.

use crate::app::form::Did;
use crate::app::intake::matters::Say;
use crate::app::intake::places::PAGE;
use crate::app::intake::sheet::YES;
use crate::app::intake::split::split;
use crate::app::intake::state::{Side, State};
use crate::app::intake::tell::respond;
use crate::app::intake::when::in_full;
use crate::app::msg::Press;
use crate::app::part::{Input, Response, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::field::Field;
use crate::keymap::key::fold;

impl State {
    /// Takes an input to the form, then brings everything beside it up to date.
    pub(super) fn on_form(&mut self, shared: &Shared, input: &Input) -> Response {
        if self.is_saving() {
            // The words that are being saved stand still.
            return Response::used();
        }
        let before = self.snapshot(shared);
        let mut outcome = match input {
            Input::Press(press) => self.press(shared, *press),
            Input::Paste(text) => self.paste(shared, text),
            Input::Command(command) => self.command(shared, *command),
            Input::Click { column, row } => self.click(shared, *column, *row),
            Input::Scroll(rows) => self.scroll(*rows),
            Input::Reply(_) | Input::Show(_) | Input::Tick | Input::Changed => Response::unused(),
        };
        outcome.effects.extend(self.catch_up(shared, &before));
        outcome
    }

    pub(super) fn press(&mut self, shared: &Shared, press: Press) -> Response {
        if self.owner.asking().is_some() {
            let digit = press.key.text().map(fold).and_then(|c| c.to_digit(10));
            let at = digit.and_then(|n| (n as usize).checked_sub(1));
            if let Some((answer, row)) = at.and_then(|at| self.owner.say(at, &self.sheet)) {
                return self.owner_answered(shared, answer, &row);
            }
            // Whoever types on answers later.
            self.owner.leave();
        }
        if self.matters.asking().is_some() {
            let digit = press.key.text().map(fold).and_then(|c| c.to_digit(10));
            if let Some(saying) = digit.and_then(|n| self.matters.say((n as usize).checked_sub(1)?))
            {
                return self.follow(saying);
            }
            // Whoever types on answers later.
            self.matters.leave();
        }
        let cursor = self.sheet.cursor();
        // A locked class stays; words that are typed there go where words belong.
        let chooses = press.key.text().is_none_or(|it| fold(it).is_ascii_digit());
        if self.sheet.is_locked(cursor) && chooses {
            return Response::used();
        }
        let concerned = self.sheet.form.code(Field::ConcernsOfficial) == Some(YES);
        if !self.sheet.form.press(press) {
            return Response::unused();
        }
        let concerns = self.sheet.form.code(Field::ConcernsOfficial) == Some(YES);
        if concerned && !concerns {
            self.sheet.unlock();
        }
        Response::used()
    }

    /// Takes a paste: a line of fields splits itself, where the cursor is on who came.
    pub(super) fn paste(&mut self, shared: &Shared, text: &str) -> Response {
        let who = matches!(
            self.sheet.cursor(),
            Field::Name | Field::Phone | Field::Village | Field::IdNumber | Field::Address
        );
        if who && self.take_apart(shared, text) {
            return respond(shared, Tone::Good, "intake-was-split", &[]);
        }
        if !self.sheet.is_locked(self.sheet.cursor()) || text.trim().chars().count() > 1 {
            self.sheet.form.paste(text);
        }
        Response::used()
    }

    /// Puts the parts of a line into their fields; false when it is no such line.
    pub(super) fn take_apart(&mut self, shared: &Shared, text: &str) -> bool {
        let Some(parts) = split(text, self.grid.as_deref(), &shared.town.settings.dialling) else {
            return false;
        };
        let names = parts.iter().any(|(field, _)| *field == Field::Name);
        for (field, part) in parts {
            self.sheet.fill(field, &part);
        }
        self.sheet
            .form
            .go(if names { Field::Name } else { Field::Phone });
        true
    }

    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Response {
        match command {
            Command::Save => self.save(shared),
            Command::Choose => self.choose(shared),
            Command::Back => self.back(shared),
            Command::FieldNext
                if matches!(self.side(), Side::Proposals) && self.proposals.meant().is_some() =>
            {
                let at = self.proposals.meant().unwrap_or(0);
                self.take_proposal(at)
            }
            Command::MoveUp
            | Command::MoveDown
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::FieldNext
            | Command::FieldPrevious => self.go(shared, command),
            Command::Undo | Command::Redo => match self.sheet.form.command(command) {
                Did::Nothing => Response::unused(),
                Did::Changed | Did::Ended => Response::used(),
            },
            Command::FormClear => self.clear(shared),
            Command::IntakeNew => self.begin(shared),
            Command::IntakePark => self.park(shared),
            Command::IntakeNextDraft => self.turn(shared, 0),
            Command::IntakeAnotherMatter if self.sheet.person.is_some() => {
                self.matters.leave();
                self.matters.settled = true;
                self.follow(Say::Another)
            }
            Command::IntakeJoin if self.matters.put() => Response::used(),
            Command::IntakeCompanion => {
                self.sheet.form.go(Field::Companion);
                Response::used()
            }
            Command::IntakeMore => {
                self.sheet.more = !self.sheet.more;
                Response::used()
            }
            Command::IntakeSplit => {
                let line = self.sheet.form.text(self.sheet.cursor()).to_owned();
                if self.take_apart(shared, &line) {
                    Response::used()
                } else {
                    respond(shared, Tone::Plain, "intake-no-split", &[])
                }
            }
            _ => Response::unused(),
        }
    }

    /// Moves: in the list beside the form where the cursor is there, else from line to line.
    pub(super) fn go(&mut self, shared: &Shared, command: Command) -> Response {
        let by = match command {
            Command::MoveUp | Command::FieldPrevious => -1,
            Command::MovePageUp => -isize::try_from(PAGE).unwrap_or(1),
            Command::MovePageDown => isize::try_from(PAGE).unwrap_or(1),
            _ => 1,
        };
        let in_lists = !matches!(command, Command::FieldNext | Command::FieldPrevious);
        if in_lists {
            match self.side() {
                Side::Owner => {
                    self.owner.step(by);
                    return Response::used();
                }
                Side::Asking => {
                    self.matters.step(by);
                    return Response::used();
                }
                Side::Proposals if self.proposals.step(by) => return Response::used(),
                Side::Prior if self.prior.step(command, PAGE) => return Response::used(),
                Side::Proposals | Side::Prior | Side::Options | Side::Facts => {}
            }
        }
        self.owner.leave();
        self.matters.leave();
        self.prior.leave();
        self.proposals.leave();
        self.tidy(shared);
        let step = if by < 0 {
            Command::FieldPrevious
        } else {
            Command::FieldNext
        };
        self.sheet.form.command(step);
        Response::used()
    }

    /// Tidies the line that the cursor is about to leave.
    pub(super) fn tidy(&mut self, shared: &Shared) {
        match self.sheet.cursor() {
            Field::ReceivedAt => {
                let full = in_full(self.sheet.get(Field::ReceivedAt), shared.now);
                self.sheet.fill(Field::ReceivedAt, &full);
            }
            Field::Name => {
                // An ID reader types its line like a keyboard.
                let line = self.sheet.get(Field::Name).to_owned();
                self.take_apart(shared, &line);
            }
            Field::ContentClass => {
                let typed = self.sheet.get(Field::ContentClass);
                let class = shared.town.triage.contents.named(typed).map(str::to_owned);
                if let Some(class) = class {
                    self.sheet.fill(Field::ContentClass, &class);
                }
            }
            _ => {}
        }
    }

    pub(super) fn choose(&mut self, shared: &Shared) -> Response {
        match self.side() {
            Side::Owner => {
                let at = self.owner.asking().unwrap_or(0);
                match self.owner.say(at, &self.sheet) {
                    Some((answer, row)) => self.owner_answered(shared, answer, &row),
                    None => Response::used(),
                }
            }
            Side::Asking => {
                let at = self.matters.asking().unwrap_or(0);
                match self.matters.say(at) {
                    Some(saying) => self.follow(saying),
                    None => Response::used(),
                }
            }
            Side::Proposals if self.proposals.cursor().is_some() => {
                let at = self.proposals.cursor().unwrap_or(0);
                self.take_proposal(at)
            }
            Side::Prior if self.prior.cursor().is_some() => self.take_chosen(shared),
            Side::Prior | Side::Proposals | Side::Options | Side::Facts => {
                if self.prior.wait() {
                    return Response::used();
                }
                self.tidy(shared);
                match self.sheet.form.command(Command::Choose) {
                    Did::Ended => {
                        let keys = shared.keys(Command::Save);
                        respond(
                            shared,
                            Tone::Plain,
                            "intake-at-end",
                            &[("keys", keys.into())],
                        )
                    }
                    Did::Nothing | Did::Changed => Response::used(),
                }
            }
        }
    }

    pub(super) fn take_proposal(&mut self, at: usize) -> Response {
        if let Some(name) = self.proposals.name(at) {
            self.sheet.fill(self.sheet.cursor(), &name);
            self.sheet.form.command(Command::FieldNext);
        }
        Response::used()
    }

    /// Leaves the list beside the form, else the form; what stands in it is kept, and that is told.
    pub(super) fn back(&mut self, shared: &Shared) -> Response {
        let left = self.owner.leave()
            || self.matters.leave()
            || self.proposals.leave()
            || self.prior.leave();
        if left {
            return Response::used();
        }
        if self.sheet.draft(shared.now).is_empty() {
            return Response::unused();
        }
        let keys = shared.keys(Command::IntakeNew);
        let args = [("keys", keys.into())];
        Response {
            used: false,
            ..respond(shared, Tone::Plain, "intake-put-aside", &args)
        }
    }
}
