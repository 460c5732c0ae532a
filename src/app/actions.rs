//! 能办什么: the menu of what can be done with the row under the cursor and in its pane, made of the
//! commands that are valid now, the recommended one first. A digit chooses, typing filters.

use crate::app::case::menu::Menu;
use crate::app::case::menu_top;
use crate::app::effect::VIEW_ROWS;
use crate::app::field::{Field, FieldKind};
use crate::app::layout::{Place, layout};
use crate::app::pane::Pane;
use crate::app::part::{self, Input, Intent, Openness, Part, Response};
use crate::app::searched::Searched;
use crate::app::shared::Shared;
use crate::command::meaning::Target;
use crate::command::table::Command;
use crate::domain::saved_view::SavedView;

/// Cells of the menu.
const WIDTH: u16 = 48;
/// Rows beside its lines: the border, the search field and the row over it.
const AROUND: u16 = 4;

/// Where a line stands in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// 建议: what is usually done with this row.
    Recommended,
    /// By what it acts on.
    On(Target),
    /// 视图: lists as they were kept.
    Views,
}

impl Group {
    /// Gives the word key of its heading.
    pub fn heading(self) -> String {
        match self {
            Self::Recommended => "menu-recommended".to_owned(),
            Self::On(target) => target.word().to_owned(),
            Self::Views => "menu-views".to_owned(),
        }
    }
}

/// What a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// Runs a command.
    Run(Command),
    /// Opens a list as it was kept.
    Open(Box<SavedView>),
}

/// A line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does.
    pub does: Does,
    /// Where it stands.
    pub group: Group,
    /// What it is called.
    pub name: String,
    /// Its keys, as people read them; of a view its list and how many rows it has.
    pub keys: String,
    /// Whoever sits here has no right to it.
    pub barred: bool,
}

/// A saved view, with how many rows it has where that is known.
type Counted = (SavedView, Option<usize>);

/// The menu's state.
#[derive(Debug)]
pub struct State {
    /// What is typed.
    pub field: Field,
    lines: Vec<(Searched, Action)>,
    menu: Menu<Action>,
}

impl State {
    /// Opens the menu over the commands that are valid where the keys are, and over the saved views.
    pub fn open(
        shared: &Shared,
        valid: &[Command],
        recommended: Option<Command>,
        views: &[Counted],
    ) -> Self {
        let mut actions: Vec<Action> = valid
            .iter()
            .filter(|command| is_offered(**command))
            .map(|command| Action {
                does: Does::Run(*command),
                group: if recommended == Some(*command) {
                    Group::Recommended
                } else {
                    Group::On(command.target())
                },
                name: shared.command(*command),
                keys: shared.keys(*command),
                barred: !shared.may(*command),
            })
            .collect();
        actions.extend(views.iter().map(|(view, count)| Action {
            does: Does::Open(Box::new(view.clone())),
            group: Group::Views,
            name: view.name.clone(),
            keys: place(shared, view, *count),
            barred: false,
        }));
        actions.sort_by_key(|action| action.group);
        let searched = |action: &Action| {
            let code = match &action.does {
                Does::Run(command) => command.name(),
                Does::Open(view) => view.name.as_str(),
            };
            Searched::new(&action.name, code)
        };
        Self {
            field: Field::new(FieldKind::Line),
            lines: actions
                .iter()
                .map(|it| (searched(it), it.clone()))
                .collect(),
            menu: Menu::new(actions),
        }
    }

    /// Says how many rows the views have, now that it is known.
    pub fn recount(&mut self, shared: &Shared, views: &[Counted]) {
        let cursor = self.menu.cursor();
        for (_, action) in &mut self.lines {
            if let Does::Open(view) = &action.does
                && let Some((_, count)) = views.iter().find(|(it, _)| it.name == view.name)
            {
                action.keys = place(shared, view, *count);
            }
        }
        self.search();
        self.menu.go(cursor);
    }

    /// Gives the lines that are found.
    pub fn items(&self) -> &[Action] {
        self.menu.items()
    }

    /// Gives the index of the line under the cursor.
    pub fn cursor(&self) -> usize {
        self.menu.cursor()
    }

    /// Gives the rows of the whole menu, found or not: it keeps its size while one types.
    fn rows(&self) -> u16 {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        lines.saturating_add(AROUND)
    }

    /// Gives where the menu stands.
    pub fn place(&self) -> Place {
        Place::Right(WIDTH, self.rows())
    }

    /// Gives the rows of its lines in this window.
    fn height(&self, shared: &Shared) -> u16 {
        let layout = layout(shared.size, shared.intake_open, Pane::Queue, Pane::Case);
        let area = layout.map_or(0, |it| it.place(self.place()).height);
        area.saturating_sub(AROUND)
    }

    fn search(&mut self) {
        let lines = self
            .lines
            .iter()
            .map(|(searched, it)| (searched, it.clone()));
        self.menu = Menu::new(Searched::found(lines, self.field.text()));
    }

    fn choose(&self) -> Response {
        match self.menu.current() {
            Some(action) => Response::intent(Intent::Close).and_intent(match action.does {
                Does::Run(command) => Intent::Run(command),
                Does::Open(view) => Intent::Open(part::Target::View(view)),
            }),
            None => Response::used(),
        }
    }
}

/// Says of a view where its list stands and how many rows it has, as far as they are counted.
pub fn place(shared: &Shared, view: &SavedView, count: Option<usize>) -> String {
    let words = &shared.words;
    let mut args = vec![("list", words.say(&view.pane).into())];
    let key = match count {
        Some(VIEW_ROWS..) => "view-place-many",
        Some(_) => "view-place",
        None => "view-place-uncounted",
    };
    args.extend(count.map(|n| ("n", n.into())));
    words.say_with(key, &args)
}

/// Tells whether a command is something that one does: not a movement, and no way to another room.
fn is_offered(command: Command) -> bool {
    let moves = command.name().starts_with("move.") || command.name().starts_with("field.");
    !moves && !matches!(command, Command::Back | Command::Menu)
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Press(press) => {
                if self.menu.press(press) {
                    return self.choose();
                }
                if !self.field.press(press) {
                    return Response::unused();
                }
                self.search();
            }
            Input::Paste(text) => {
                self.field.paste(&text);
                self.search();
            }
            Input::Command(Command::Choose) => return self.choose(),
            // The key that opened it leaves it too.
            Input::Command(Command::Back | Command::Menu) => {
                return Response::intent(Intent::Close);
            }
            Input::Command(Command::Undo) => {
                self.field.undo();
                self.search();
            }
            Input::Command(command) => {
                if !self.menu.command(command) {
                    return Response::unused();
                }
            }
            Input::Click { row, .. } => {
                let height = self.height(shared);
                let line = menu_top(self.cursor(), height) + usize::from(row);
                if row >= height || !self.menu.go(line) {
                    return Response::unused();
                }
                return self.choose();
            }
            Input::Scroll(rows) => {
                let command = if rows < 0 {
                    Command::MoveUp
                } else {
                    Command::MoveDown
                };
                self.menu.command(command);
            }
            Input::Reply(_) | Input::Show(_) | Input::Tick | Input::Changed => {
                return Response::unused();
            }
        }
        Response::used()
    }

    fn open_field(&self) -> Openness {
        self.field.openness()
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Choose => !self.items().is_empty(),
            Command::Back | Command::MoveUp | Command::MoveDown => true,
            Command::Undo => self.field.can_undo(),
            _ => false,
        }
    }
}
