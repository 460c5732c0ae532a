//! 帮助: what a clerk asks, answered in three lines; then the live keymap, searchable.

pub mod howto;

use crate::app::field::{Field, FieldKind};
use crate::app::help::howto::HowTo;
use crate::app::part::{Input, Intent, Openness, Part, Response};
use crate::app::shared::Shared;
use crate::command::table::{Command, Scope};
use crate::domain::right::Right;
use crate::keymap::key::{fold, show_keys};
use crate::words::initials::initials;

/// The help's state.
#[derive(Debug)]
pub struct State {
    /// What is typed.
    pub field: Field,
    questions: Vec<HowTo>,
    rows: Vec<Row>,
    /// A form is open: its keys stand before the questions.
    in_form: bool,
    /// First line shown, among those found.
    top: usize,
}

/// A line that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit<'a> {
    /// A question; the first line that is shown is answered below it.
    HowTo(&'a HowTo),
    /// A command with its keys.
    Keys(&'a Row),
}

/// Under what a line of help stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// 现在能按的: what would do something now, in the form that is open too.
    Now,
    /// A place with keys of its own.
    Of(Scope),
    /// 权限: what may be done, and by whom.
    Rights,
}

/// A line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub section: Section,
    /// What they do, in words.
    pub command: String,
    /// The keys, as people read them.
    pub keys: String,
    search: String,
}

impl State {
    /// Opens help: the questions, what does something `now`, then all keys, those of the scope in front
    /// first. Over a form what can be done in it comes first.
    pub fn open(shared: &Shared, front: Scope, now: &[Command], in_form: bool) -> Self {
        let now = now.iter().map(|command| Row {
            section: Section::Now,
            ..Row::of(shared, *command, front)
        });
        let mut all = Command::ALL.to_vec();
        all.sort_by_key(|command| (command.scope() != front, command.scope()));
        let all = all
            .into_iter()
            .map(|command| Row::of(shared, command, front));
        Self {
            field: Field::new(FieldKind::Line),
            questions: HowTo::all(shared),
            rows: now.chain(all).chain(rights(shared)).collect(),
            in_form,
            top: 0,
        }
    }

    /// Gives the lines found.
    pub fn hits(&self) -> Vec<Hit<'_>> {
        let query: String = self
            .field
            .text()
            .chars()
            .map(fold)
            .collect::<String>()
            .to_lowercase();
        let is_meant = |row: &&Row| {
            let mut words = query.split_whitespace();
            words.all(|word| row.search.contains(word))
        };
        let (now, later): (Vec<&Row>, Vec<&Row>) = self
            .rows
            .iter()
            .filter(is_meant)
            .partition(|row| self.in_form && row.section == Section::Now);
        let questions = self.questions.iter().filter(|it| it.is_meant(&query));
        let now = now.into_iter().map(Hit::Keys);
        now.chain(questions.map(Hit::HowTo))
            .chain(later.into_iter().map(Hit::Keys))
            .collect()
    }

    /// Gives the first line to show.
    pub fn top(&self) -> usize {
        self.top.min(self.hits().len().saturating_sub(1))
    }

    fn scroll(&mut self, by: isize) {
        let last = self.hits().len().saturating_sub(1);
        self.top = self.top().saturating_add_signed(by).min(last);
    }
}

/// Gives the table of rights, a row a right with the roles that have it, where people sign in.
fn rights(shared: &Shared) -> impl Iterator<Item = Row> {
    let rights = Right::ALL.iter().filter(|_| shared.seat.signs_in());
    rights.map(|right| {
        let words = shared.words.code("right", right.code());
        let roles = shared.words.roles(*right);
        let initials = initials(&words).join(" ");
        Row {
            section: Section::Rights,
            search: format!("{} {initials} {roles}", words.to_lowercase()),
            command: words,
            keys: roles,
        }
    })
}

impl Row {
    fn of(shared: &Shared, command: Command, front: Scope) -> Self {
        // A pane may have keys of its own for a command that is the same everywhere.
        let rows = shared.keymap.rows().iter();
        let here = rows.filter(|row| row.scope == command.scope() || row.scope == front);
        let keys = here.filter(|row| row.command == command);
        let keys: Vec<String> = keys.map(|row| show_keys(&row.keys)).collect();
        let keys = keys.join("  ");
        let words = shared.command(command);
        let search = format!(
            "{} {} {} {}",
            words.to_lowercase(),
            initials(&words).join(" "),
            command.name(),
            keys.to_lowercase()
        );
        Self {
            section: Section::Of(command.scope()),
            command: words,
            keys,
            search,
        }
    }
}

impl Part for State {
    fn update(&mut self, _shared: &Shared, input: Input) -> Response {
        match input {
            Input::Press(press) => {
                if !self.field.press(press) {
                    return Response::unused();
                }
                self.top = 0;
            }
            Input::Paste(text) => {
                self.field.paste(&text);
                self.top = 0;
            }
            Input::Command(Command::Back | Command::Choose) => {
                return Response::intent(Intent::Close);
            }
            Input::Command(Command::MoveUp) => self.scroll(-1),
            Input::Command(Command::MoveDown) => self.scroll(1),
            Input::Command(Command::MovePageUp) => self.scroll(-10),
            Input::Command(Command::MovePageDown) => self.scroll(10),
            Input::Command(Command::Undo) => return changed(self.field.undo()),
            Input::Command(Command::Redo) => return changed(self.field.redo()),
            Input::Scroll(rows) => self.scroll(isize::from(rows)),
            Input::Command(_)
            | Input::Click { .. }
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => return Response::unused(),
        }
        Response::used()
    }

    fn open_field(&self) -> Openness {
        self.field.openness()
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Back | Command::MoveUp | Command::MoveDown => true,
            Command::Undo => self.field.can_undo(),
            Command::Redo => self.field.can_redo(),
            _ => false,
        }
    }
}

fn changed(done: bool) -> Response {
    if done {
        Response::used()
    } else {
        Response::unused()
    }
}
