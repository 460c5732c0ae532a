//! 网格: the state of the grid pane: the tree, its people, and what is found by typing.

pub mod found;
mod hand;
pub mod job;
pub mod places;
pub mod post;
pub mod tree;
mod work;

use std::collections::BTreeSet;

use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::field::{Field, Kind as FieldKind};
use crate::app::grid::found::found;
use crate::app::grid::job::{Job, village_of};
use crate::app::grid::post::{Seat, seats};
use crate::app::grid::tree::{Flat, TreeRow, flatten, rows};
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::app::unfinished::{FormCode, OpenForm, name};
use crate::command::table::Command;
use crate::domain::grid::node::{GridCode, GridLevel, GridNode};
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::queue::CaseRow;

/// Which list has the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The tree.
    Tree,
    /// The people of the node.
    People,
    /// The cases about the village.
    Cases,
}

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// Which list has the hand.
    pub side: Side,
    /// The form that is open.
    pub job: Option<Job>,
    /// What is looked for.
    pub filter: Field,
    /// The filter has the keys.
    pub finding: bool,
    /// Only nodes without a head.
    pub vacancies: bool,
    /// The case to which Esc leads back.
    pub back: Option<String>,
    /// The cases about the village; `None` while they are read.
    pub cases: Option<Vec<CaseRow>>,
    tree: Option<GridTree>,
    flat: Vec<Flat>,
    unfolded: BTreeSet<GridCode>,
    hits: Option<BTreeSet<GridCode>>,
    hand: Cursor<GridCode>,
    seat: Cursor<Seat>,
    case: Cursor<CaseNumber>,
    /// The node that was asked for before the tree was there.
    wanted: Option<String>,
    /// Forms that were left with something in them.
    aside: Vec<Job>,
    asking: RequestSlot,
    doing: RequestSlot,
    listing: RequestSlot,
    /// What is said when the edit under way is done, and whether it is a warning.
    said: (Tone, String),
    /// The form is being kept: a second press must not keep it twice.
    keeping: bool,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| RequestSlot::new(Asker::Pane(Pane::Grid), kind);
        Self {
            side: Side::Tree,
            job: None,
            filter: Field::new(FieldKind::Line),
            finding: false,
            vacancies: false,
            back: None,
            cases: None,
            tree: None,
            flat: Vec::new(),
            unfolded: BTreeSet::new(),
            hits: None,
            hand: Cursor::default(),
            seat: Cursor::default(),
            case: Cursor::default(),
            wanted: None,
            aside: Vec::new(),
            asking: tickets(0),
            doing: tickets(1),
            listing: tickets(2),
            said: (Tone::Good, String::new()),
            keeping: false,
        }
    }
}

impl State {
    /// Gives the tree as the store last gave it.
    pub const fn tree(&self) -> Option<&GridTree> {
        self.tree.as_ref()
    }

    /// Gives the rows of the tree that are shown.
    pub fn rows(&self) -> Vec<TreeRow> {
        self.tree
            .as_ref()
            .map(|tree| rows(tree, &self.flat, &self.unfolded, self.hits.as_ref()))
            .unwrap_or_default()
    }

    /// Gives the place of the hand in the tree and the first row shown in `height`.
    pub fn tree_hand(&self, rows: &[TreeRow], height: usize) -> Option<(usize, usize)> {
        let codes = codes(rows);
        Some((self.hand.index(&codes)?, self.hand.top(&codes, height)))
    }

    /// Gives the node under the hand.
    pub fn node(&self) -> Option<&GridNode> {
        let codes = codes(&self.rows());
        self.tree.as_ref()?.get(self.hand.current(&codes)?)
    }

    /// Gives the post under the hand.
    pub fn current_seat(&self) -> Option<Seat> {
        let seats = seats(self.node()?);
        self.seat.current(&seats).copied()
    }

    /// Gives the place of the hand among the cases.
    pub fn case_hand(&self) -> Option<usize> {
        self.case.index(&self.numbers())
    }

    fn numbers(&self) -> Vec<CaseNumber> {
        let rows = self.cases.iter().flatten();
        rows.map(|row| row.number).collect()
    }

    /// Tells whether what is shown is filtered.
    pub const fn is_filtered(&self) -> bool {
        self.hits.is_some()
    }

    fn ask(&mut self) -> Effect {
        Effect::Store(self.asking.draw(), Request::Grid)
    }

    /// Takes in a fresh tree; the first one stands with its areas unfolded.
    fn take_tree(&mut self, shared: &Shared, tree: GridTree) -> Response {
        if self.tree.is_none()
            && let Some(town) = tree.town()
        {
            self.unfolded.insert(town.code.clone());
        }
        self.flat = flatten(&tree);
        self.tree = Some(tree);
        self.sift();
        match self.wanted.take() {
            Some(at) => self.show(shared, &at),
            None => Response::used(),
        }
    }

    /// Looks for what was just typed; the hand goes to the likeliest hit: a village before others.
    fn look(&mut self) {
        self.sift();
        let (Some(tree), Some(hits)) = (&self.tree, &self.hits) else {
            return;
        };
        let levels = [
            GridLevel::Village,
            GridLevel::Micro,
            GridLevel::Area,
            GridLevel::Town,
        ];
        let best = levels.iter().find_map(|level| {
            self.flat.iter().find(|flat| {
                hits.contains(&flat.code)
                    && tree
                        .get(&flat.code)
                        .is_some_and(|node| node.level == *level)
            })
        });
        if let Some(best) = best {
            self.hand.set(best.code.clone());
            self.seat.reset();
        }
    }

    /// Sifts the tree by what is typed.
    fn sift(&mut self) {
        let Some(tree) = &self.tree else {
            return;
        };
        let typed = self.filter.text().trim();
        if typed.is_empty() && !self.vacancies {
            self.hits = None;
            return;
        }
        let mut hits = found(tree, typed);
        if self.vacancies {
            hits.retain(|code| tree.get(code).is_some_and(GridNode::is_vacant));
        }
        self.hits = Some(hits);
    }

    /// Puts the hand on a node, by its code or by the name of a village.
    fn show(&mut self, shared: &Shared, at: &str) -> Response {
        let Some(tree) = &self.tree else {
            self.wanted = Some(at.to_owned());
            return Response::effect(self.ask());
        };
        let by_code = GridCode::parse(at).and_then(|code| tree.get(&code));
        let Some(node) = by_code.or_else(|| tree.village_named(at)) else {
            let name = [("name", at.into())];
            let text = shared.words.say_with("grid-not-found", &name);
            let tone = Tone::Plain;
            return Response::intent(Intent::Tell(Notice { tone, text }));
        };
        let code = node.code.clone();
        self.side = Side::Tree;
        self.job = None;
        self.reach(&code);
        Response::used()
    }

    /// Puts the hand on a node in the whole tree, with everything above it and itself unfolded.
    fn reach(&mut self, code: &GridCode) {
        self.clear_filter();
        if let Some(tree) = &self.tree {
            let chain = tree.chain(code);
            self.unfolded
                .extend(chain.into_iter().map(|node| node.code.clone()));
        }
        self.hand.set(code.clone());
        self.seat.reset();
    }

    fn clear_filter(&mut self) {
        self.filter = Field::new(FieldKind::Line);
        self.finding = false;
        self.vacancies = false;
        self.hits = None;
    }

    fn command(&mut self, shared: &Shared, command: Command) -> Response {
        if self.move_hand(shared, command) {
            return Response::used();
        }
        match command {
            Command::Back => self.leave_level(),
            Command::Undo | Command::Redo if self.finding => {
                if command == Command::Undo {
                    self.filter.undo();
                } else {
                    self.filter.redo();
                }
                self.look();
                Response::used()
            }
            Command::FieldNext | Command::FieldPrevious => {
                self.finding = false;
                self.side = match self.side {
                    Side::Tree => Side::People,
                    Side::People | Side::Cases => Side::Tree,
                };
                Response::used()
            }
            Command::MoveRight => self.unfold(),
            Command::MoveLeft => self.fold(),
            Command::Choose => self.choose(shared),
            Command::ListFilter => {
                self.side = Side::Tree;
                self.finding = true;
                Response::used()
            }
            Command::GridVacancies => {
                self.vacancies = !self.vacancies;
                self.look();
                Response::used()
            }
            other => self.work(shared, other),
        }
    }

    fn current_row(&self) -> Option<TreeRow> {
        let rows = self.rows();
        let at = self.hand.index(&codes(&rows))?;
        rows.into_iter().nth(at)
    }

    /// Gives the village whose cases can be listed.
    fn village(&self) -> Option<&GridNode> {
        village_of(self.tree.as_ref()?, &self.node()?.code)
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Tick | Input::Changed => Response::effect(self.ask()),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Grid { at, back }) => {
                self.back = back;
                self.show(shared, &at)
            }
            input if self.job.is_some() => self.in_job(shared, input),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) if self.finding => {
                if !self.filter.press(press) {
                    return Response::unused();
                }
                self.look();
                Response::used()
            }
            Input::Paste(text) if self.finding => {
                self.filter.paste(&text);
                self.look();
                Response::used()
            }
            Input::Click { column, row } => self.clicked(shared, column, row),
            Input::Scroll(rows) => self.scrolled(rows),
            Input::Press(_) | Input::Paste(_) | Input::Show(_) => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        match &self.job {
            Some(job) => job.form.open_field(),
            None if self.finding => self.filter.openness(),
            None => Openness::Closed,
        }
    }

    fn forms(&self) -> Vec<OpenForm> {
        let job = self.job.iter();
        job.map(|job| job.form.opened(name(Pane::Grid, &job.kind.code())))
            .collect()
    }

    fn valid(&self, command: Command) -> bool {
        self.is_valid(command)
    }
}

fn codes(rows: &[TreeRow]) -> Vec<GridCode> {
    rows.iter().map(|row| row.flat.code.clone()).collect()
}

#[cfg(test)]
mod tests;
