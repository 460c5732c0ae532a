//! 网格: town, areas, villages and micro grids with everybody who is in their posts, found by typing.

mod actions;
pub mod find;
pub mod form;
pub mod page;
pub mod row;

use std::collections::BTreeSet;

use crate::app::answer::Answer;
use crate::app::case::para::{Para, Shade};
use crate::app::effect::Request;
use crate::app::grid::find::Query;
use crate::app::grid::form::{Ask, Form, Kind};
use crate::app::grid::row::{Placed, Row, Seat, rows};
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Action, Done};
use crate::domain::areas_open::AreasOpen;
use crate::domain::grid::node::{GridCode, GridLevel, GridNode};
use crate::domain::grid::tree::GridTree;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::sheet_kind::SheetKind;

/// The grid, and what of it is shown.
#[derive(Debug, Default)]
pub struct Grid {
    tree: Option<GridTree>,
    /// What is open in each area.
    areas: Option<AreasOpen>,
    /// Every row of it.
    rows: Vec<Placed>,
    /// The nodes whose rows are in sight.
    open: BTreeSet<GridCode>,
    /// The words that a row must hold.
    words: String,
    /// Only nodes without a head.
    vacancies: bool,
    /// The rows that were found; `None` for the whole tree.
    found: Option<Vec<Row>>,
    /// The case to which Esc leads back.
    back: Option<String>,
    /// The node that was asked for before the tree was read.
    wanted: Option<String>,
}

/// The pane's state.
pub type State = ledger::State<Grid>;

impl Grid {
    /// Gives the tree as it was read last.
    pub const fn tree(&self) -> Option<&GridTree> {
        self.tree.as_ref()
    }

    fn node(&self, row: &Row) -> Option<&GridNode> {
        self.tree.as_ref()?.get(row.code())
    }

    /// Finds what the words and the vacancies let through.
    fn find(&mut self) {
        if self.words.is_empty() && !self.vacancies {
            self.found = None;
            return;
        }
        let mut query = Query::new(&self.words);
        let rows = self.rows.iter().map(|placed| &placed.row);
        let found = rows.filter(|row| {
            self.node(row).is_some_and(|node| {
                let wanted = !self.vacancies || matches!(row, Row::Node(_)) && node.is_vacant();
                wanted && query.finds(node, row.person(node))
            })
        });
        self.found = Some(found.cloned().collect());
    }

    /// Gives the likeliest row of those that were found: of a village before others.
    fn likeliest(&self) -> Option<Row> {
        let rank = |row: &&Row| match self.node(row).map(|node| node.level) {
            Some(GridLevel::Village) => 0,
            Some(GridLevel::Micro) => 1,
            Some(GridLevel::Area) => 2,
            Some(GridLevel::Town) | None => 3,
        };
        self.found.iter().flatten().min_by_key(rank).cloned()
    }

    /// Opens a node and everything above it.
    fn open_to(&mut self, code: &GridCode) {
        if let Some(tree) = &self.tree {
            let chain = tree.chain(code).into_iter();
            self.open.extend(chain.map(|node| node.code.clone()));
        }
    }

    /// Gives the village to which a node belongs, or which it is.
    fn village(&self, code: &GridCode) -> Option<&GridNode> {
        let chain = self.tree.as_ref()?.chain(code);
        let mut chain = chain.into_iter();
        chain.find(|node| node.level == GridLevel::Village)
    }
}

impl Ledger for Grid {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Grid;

    fn questions(&self, _shared: &Shared) -> Vec<Request> {
        vec![Request::Grid, Request::OpenByArea]
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Grid(tree) => pane.take_tree(shared, *tree),
            Answer::OpenByArea(areas) => {
                pane.ledger.areas = Some(areas);
                Response::used()
            }
            // A node was removed.
            Answer::Outcomes(results) => match pane.forms.result(shared, results) {
                Ok(_) => Response::tell(Tone::Good, shared.words.say("grid-removed")),
                Err(outcome) => outcome,
            },
            _ => Response::unused(),
        }
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        let Some(tree) = &self.tree else {
            return Page::new(shared.words.say("grid-reading"));
        };
        let mut page = page::begin(shared, tree);
        if let (None, Some(open)) = (&self.found, &self.areas) {
            page.chart(page::areas(shared, tree, open));
        }
        if self.found.as_ref().is_some_and(Vec::is_empty) {
            page.note(shared.words.say("grid-none"), Shade::Dim);
        }
        page::list(shared, &mut page, self.vacancies, self.back.as_deref());
        match &self.found {
            Some(found) => {
                page.total = Some(self.rows.len());
                for row in found {
                    page::found(shared, &mut page, tree, row);
                }
            }
            None => page::branches(shared, &mut page, tree, &self.rows, &self.open),
        }
        page
    }

    fn details(&self, shared: &Shared, row: &Row) -> Vec<Para> {
        match (&self.tree, self.node(row)) {
            (Some(tree), Some(node)) => page::details(shared, tree, node),
            _ => Vec::new(),
        }
    }

    fn filters_itself(&self) -> bool {
        true
    }

    fn filtered(pane: &mut State, _shared: &Shared, words: &str) -> Response {
        words.clone_into(&mut pane.ledger.words);
        pane.find()
    }

    fn sheet(_pane: &State) -> Option<SheetKind> {
        Some(SheetKind::Grid)
    }

    fn valid(pane: &State, command: Command) -> bool {
        let node = pane.node();
        let is_level = |levels: &[GridLevel]| node.is_some_and(|it| levels.contains(&it.level));
        match command {
            Command::GridVacancies => true,
            Command::Back => pane.ledger.vacancies || pane.ledger.back.is_some(),
            Command::MoveLeft | Command::MoveRight => pane.ledger.found.is_none(),
            Command::Choose | Command::GridEdit | Command::GridWorker | Command::GridRename => {
                node.is_some()
            }
            Command::GridAdd => node.is_some_and(|it| it.level.below().is_some()),
            Command::GridMove | Command::GridCases => {
                is_level(&[GridLevel::Village, GridLevel::Micro])
            }
            Command::GridConfirm => {
                node.is_some_and(|it| !it.confirmed || it.level == GridLevel::Area)
            }
            Command::GridAway => node.is_some_and(|it| !it.is_vacant()),
            Command::GridLanes => is_level(&[GridLevel::Micro]),
            Command::GridRemove => node.is_some_and(|it| it.level != GridLevel::Town),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        match command {
            Command::GridVacancies => {
                pane.ledger.vacancies ^= true;
                return pane.find();
            }
            Command::Back if pane.ledger.vacancies => {
                pane.ledger.vacancies = false;
                return pane.find();
            }
            Command::Back => {
                return match pane.ledger.back.take() {
                    Some(number) => Response::intent(Intent::Open(Target::Case(number))),
                    None => Response::unused(),
                };
            }
            _ => {}
        }
        let (Some(row), Some(node)) = (pane.row().cloned(), pane.node()) else {
            return Response::unused();
        };
        let (code, vacant, level) = (row.code().clone(), node.is_vacant(), node.level);
        let kind = match command {
            Command::Choose if matches!(row, Row::Node(_)) => return pane.read_node(code),
            Command::MoveRight => return pane.set_open(&row, true),
            Command::MoveLeft => return pane.set_open(&row, false),
            Command::GridConfirm => return pane.confirm(shared, &code),
            Command::GridRemove => return pane.remove(shared, code),
            Command::GridCases => return pane.open_cases(shared, &code),
            Command::GridAway if vacant => {
                return Response::tell(Tone::Plain, shared.words.say("grid-away-nobody"));
            }
            // No form is opened that nothing can be saved of.
            Command::GridLanes if level != GridLevel::Micro => {
                let refusal = Refusal::about("level", Reason::GridLevel);
                return Response::tell(Tone::Plain, shared.words.refusal(&refusal));
            }
            Command::Choose | Command::GridEdit => Kind::Post(code, row.seat()),
            Command::GridWorker => Kind::Post(code, Seat::NewWorker),
            Command::GridAdd => Kind::Add(code),
            Command::GridRename => Kind::Rename(code),
            Command::GridMove => Kind::Move(code),
            Command::GridAway => Kind::Away(code),
            Command::GridLanes => Kind::Lanes(code),
            _ => return Response::unused(),
        };
        pane.fill_in(shared, kind)
    }

    fn show(pane: &mut State, shared: &Shared, target: Target) -> Response {
        let Target::Grid { at, back } = target else {
            return Response::unused();
        };
        pane.ledger.back = back;
        pane.show_node(shared, at)
    }

    fn anew(&self, _shared: &Shared, form: &Form) -> Option<Form> {
        let tree = self.tree.as_ref()?;
        tree.get(form.kind.node())?;
        match form.kind {
            Kind::Add(_) => None,
            Kind::Post(..) | Kind::Rename(_) | Kind::Move(_) | Kind::Away(_) | Kind::Lanes(_) => {
                Some(Form::new(form.kind.clone(), tree))
            }
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        let tree = self.tree.as_ref();
        tree.map_or_else(String::new, |tree| form.title(shared, tree))
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        let tree = self.tree.as_ref();
        tree.map_or_else(String::new, |tree| form.hint(shared, tree))
    }

    fn read(&self, shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        let edit = form.edit(shared, self.tree.as_ref()?);
        Some(edit.map(Action::Grid))
    }

    /// Hands in the form that is open; one that changes nothing is closed.
    fn submit(pane: &mut State, shared: &Shared) -> Response {
        let Some(form) = pane.forms.ready() else {
            return Response::used();
        };
        if form.is_untouched() {
            return pane.forms.finish();
        }
        match pane.ledger.read(shared, form) {
            Some(Err(_)) if matches!(form.kind, Kind::Move(_)) => {
                if let Some(form) = pane.forms.form_mut() {
                    let text = shared.words.say("grid-no-such-above");
                    form.form.tell(&[(Ask::Above, text)]);
                }
                Response::used()
            }
            Some(read) => pane.forms.submit(shared, read, String::new()),
            None => Response::used(),
        }
    }

    fn done(pane: &mut State, shared: &Shared, _done: &Done) -> Response {
        let Some(form) = pane.forms.form() else {
            return pane.forms.done();
        };
        if let Kind::Add(code) | Kind::Post(code, Seat::NewWorker) = &form.kind {
            pane.ledger.open.insert(code.clone());
        }
        let notice = Intent::Tell(form.notice(shared));
        Response::intent(notice).and(pane.forms.finish())
    }
}

impl State {
    /// Gives the node of the row under the cursor.
    fn node(&self) -> Option<&GridNode> {
        self.ledger.node(self.row()?)
    }

    /// Takes a tree that was read; of the first one the areas are in sight.
    fn take_tree(&mut self, shared: &Shared, tree: GridTree) -> Response {
        let ledger = &mut self.ledger;
        if ledger.tree.is_none() {
            ledger.open.extend(tree.town().map(|it| it.code.clone()));
        }
        ledger.rows = rows(&tree);
        ledger.tree = Some(tree);
        ledger.find();
        match ledger.wanted.take() {
            Some(at) => self.show_node(shared, at),
            None => Response::used(),
        }
    }

    /// Finds anew. The cursor goes to the likeliest row; in the whole tree it stays on its row.
    fn find(&mut self) -> Response {
        let row = self.row().cloned();
        self.ledger.find();
        if let Some(likeliest) = self.ledger.likeliest() {
            self.cursor.set(likeliest);
        } else if let Some(row) = row.filter(|_| self.ledger.found.is_none()) {
            self.ledger.open_to(row.code());
            self.cursor.set(row);
        }
        Response::used()
    }

    /// Puts the cursor on a node, by its code or by the name of a village.
    fn show_node(&mut self, shared: &Shared, at: String) -> Response {
        let ledger = &mut self.ledger;
        let Some(tree) = &ledger.tree else {
            ledger.wanted = Some(at);
            return Response::effect(self.ask(Request::Grid));
        };
        let by_code = GridCode::parse(&at).and_then(|code| tree.get(&code));
        let Some(node) = by_code.or_else(|| tree.village_named(&at)) else {
            let args = [("name", at.into())];
            return Response::tell(Tone::Plain, shared.words.say_with("grid-not-found", &args));
        };
        let code = node.code.clone();
        ledger.words.clear();
        ledger.vacancies = false;
        ledger.find();
        ledger.open_to(&code);
        self.turn();
        self.cursor.set(Row::Node(code));
        Response::used()
    }

    /// Unfolds a node with the rows that belong to it, or folds them.
    fn read_node(&mut self, code: GridCode) -> Response {
        let outcome = self.unfold();
        if self.unfolded.is_some() {
            self.ledger.open.insert(code);
        } else {
            self.ledger.open.remove(&code);
        }
        outcome
    }

    /// Brings the rows that belong to this one into sight or out of it; from one without such rows
    /// the cursor goes up.
    fn set_open(&mut self, row: &Row, open: bool) -> Response {
        let (ledger, code) = (&mut self.ledger, row.code());
        if ledger.found.is_some() {
            return Response::unused();
        }
        let leads = ledger.rows.iter().any(|it| it.row == *row && it.leads);
        if open {
            if leads {
                ledger.open.insert(code.clone());
            }
        } else if !leads || !ledger.open.remove(code) {
            let above = ledger.node(row).and_then(|node| match row {
                Row::Node(_) => node.parent.clone(),
                Row::Worker(..) | Row::StandIn(..) => Some(node.code.clone()),
            });
            if let Some(above) = above {
                self.cursor.set(Row::Node(above));
            }
        }
        Response::used()
    }
}

#[cfg(test)]
mod tests;
