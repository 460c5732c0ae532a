//! 事项: the state of the queue pane: the list as the store gives it, page by page; the hand, which
//! remembers a number; marks; the filter and what is done to many cases at once.

use std::collections::BTreeMap;

use crate::app::cursor::Cursor;
use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::form::{Did, Form};
use crate::app::layout::{inside, layout};
use crate::app::pane::Pane;
use crate::app::part::{Input, Notice, Openness, Outcome, Part, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::command::table::Command;
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{CaseRow, Counts, QueuePage, QueueQuery, Sort};

pub mod bulk;
pub mod filter;
pub mod lines;
pub mod list;

use bulk::Report;
use filter::{Ask, Wanted};
use lines::{GROUPS, Line};
use list::{List, PAGE};

/// Rows above the first case: what is filtered, and the headings.
pub const HEAD_ROWS: u16 = 2;

/// What stands over the list.
#[derive(Debug)]
pub enum Panel {
    /// 筛选
    Filter(Form<Ask>),
    /// 批量交办
    Assign {
        /// The form.
        form: Form<usize>,
        /// How many cases it is for.
        count: usize,
    },
    /// What came of it.
    Report(Report),
}

/// Where the hand goes when the rows have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The pane's state.
#[derive(Debug)]
pub struct State {
    list: List,
    /// The list is sorted by this.
    pub sort: Sort,
    /// From the last to the first.
    pub descending: bool,
    /// The rows are grouped by this.
    pub group: Option<Sort>,
    /// Which cases are wanted.
    pub wanted: Wanted,
    /// Live counts over the whole store.
    pub counts: Counts,
    panel: Option<Panel>,
    hand: Cursor<CaseNumber>,
    marked: BTreeMap<CaseNumber, u32>,
    jump: Option<End>,
    previewed: Option<CaseNumber>,
    grid: Option<Box<GridTree>>,
    /// The case that was under the hand and left the list; told until the next key.
    pub gone: Option<CaseNumber>,
    /// The cases that an assignment on its way is for.
    assigning: Vec<CaseNumber>,
    /// The end from which the rows on their way are loaded.
    from_end: bool,
    /// The rows on their way are another list, not the same one again.
    anew: bool,
    pages: Tickets,
    more: Tickets,
    counting: Tickets,
    writes: Tickets,
    grids: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let line = |kind| Tickets::new(Asker::Pane(Pane::Queue), kind);
        Self {
            list: List::default(),
            sort: Sort::Due,
            descending: false,
            group: None,
            wanted: Wanted::default(),
            counts: Counts::default(),
            panel: None,
            hand: Cursor::default(),
            marked: BTreeMap::new(),
            jump: None,
            previewed: None,
            grid: None,
            gone: None,
            assigning: Vec::new(),
            from_end: false,
            anew: true,
            pages: line(0),
            more: line(1),
            counting: line(2),
            writes: line(3),
            grids: line(4),
        }
    }
}

impl State {
    /// Gives the rows that are loaded.
    pub const fn list(&self) -> &List {
        &self.list
    }

    /// Gives what stands over the list.
    pub const fn panel(&self) -> Option<&Panel> {
        self.panel.as_ref()
    }

    /// Tells whether a case is marked.
    pub fn is_marked(&self, number: CaseNumber) -> bool {
        self.marked.contains_key(&number)
    }

    /// Gives how many cases are marked.
    pub fn marks(&self) -> usize {
        self.marked.len()
    }

    /// Gives the row under the hand.
    pub fn current(&self) -> Option<&CaseRow> {
        self.list.rows().get(self.hand.index(self.list.numbers())?)
    }

    /// Gives the lines of the list: rows, and headings of groups between them.
    pub fn lines(&self) -> Vec<Line> {
        lines::lines(self.list.rows(), self.group)
    }

    /// Gives the line under the hand and the first line shown, where `height` lines are.
    pub fn window(&self, lines: &[Line], height: usize) -> (Option<usize>, usize) {
        let row = self.hand.index(self.list.numbers());
        let hand = row.and_then(|row| lines.iter().position(|line| *line == Line::Row(row)));
        let page = height.max(1);
        let top = hand.unwrap_or(0) / page * page;
        // The last page is full.
        (hand, top.min(lines.len().saturating_sub(page)))
    }

    fn query(&self, shared: &Shared, from_end: bool) -> QueueQuery {
        QueueQuery {
            sort: self.sort,
            descending: self.descending != from_end,
            filter: self.wanted.on(shared.now.date()),
            after: None,
            limit: PAGE,
        }
    }

    /// Asks anew for as many rows as are loaded, and for the counts.
    fn reload(&mut self, shared: &Shared) -> Vec<Effect> {
        let mut query = self.query(shared, self.from_end);
        if self.list.from_end() == self.from_end && !self.anew {
            query.limit = self.list.rows().len().max(PAGE);
        }
        vec![
            Effect::Store(self.pages.draw(), Request::Page(query)),
            Effect::Store(self.counting.draw(), Request::Counts),
        ]
    }

    /// Asks for another list; the hand goes to its start unless its case stands there too.
    fn ask_anew(&mut self, shared: &Shared) -> Outcome {
        let number = self.current().map(|row| row.number);
        self.hand.reset();
        if let Some(number) = number {
            self.hand.set(number);
        }
        self.from_end = false;
        self.anew = true;
        let mut outcome = Outcome::used();
        outcome.effects = self.reload(shared);
        outcome
    }

    /// Asks for the next page when the hand is near the edge of what is loaded.
    fn ask_more(&mut self, shared: &Shared) -> Option<Effect> {
        if self.pages.is_waiting() || self.more.is_waiting() {
            return None;
        }
        let index = self.hand.index(self.list.numbers()).unwrap_or(0);
        let after = self.list.wanted(index, height(shared))?;
        let query = QueueQuery {
            after: Some(after),
            ..self.query(shared, self.list.from_end())
        };
        Some(Effect::Store(self.more.draw(), Request::Page(query)))
    }

    fn moved(&mut self, shared: &Shared, command: Command) -> Outcome {
        let end = match command {
            Command::MoveFirst => Some(End::First),
            Command::MoveLast => Some(End::Last),
            _ => None,
        };
        // The other end of a long list is asked for by itself.
        if let Some(end) = end
            && self.list.has_more()
            && (end == End::Last) != self.list.from_end()
        {
            self.from_end = end == End::Last;
            self.jump = Some(end);
            let mut outcome = Outcome::used();
            outcome.effects = self.reload(shared);
            return outcome;
        }
        if !self
            .hand
            .command(self.list.numbers(), command, height(shared))
        {
            return Outcome::unused();
        }
        self.after_move(shared)
    }

    fn after_move(&mut self, shared: &Shared) -> Outcome {
        let mut outcome = Outcome::used();
        outcome.effects.extend(self.ask_more(shared));
        self.previewing(outcome)
    }

    /// Wishes the case under the hand shown beside the list, when it is another one.
    fn previewing(&mut self, outcome: Outcome) -> Outcome {
        let number = self.current().map(|row| row.number);
        if number == self.previewed {
            return outcome;
        }
        self.previewed = number;
        match number {
            Some(number) => outcome.and_wish(Wish::Open(Target::Preview(number.to_string()))),
            None => outcome,
        }
    }

    fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        self.gone = None;
        match command {
            Command::Choose => match self.current() {
                Some(row) => Outcome::wish(Wish::Open(Target::Case(row.number.to_string()))),
                None => Outcome::unused(),
            },
            Command::Back if !self.marked.is_empty() => {
                self.marked.clear();
                Outcome::used()
            }
            Command::QueueFilter => {
                self.panel = Some(Panel::Filter(filter::form(&self.wanted)));
                Outcome::effect(Effect::Store(self.grids.draw(), Request::Grid))
            }
            Command::QueueClear => {
                self.wanted = Wanted::default();
                self.ask_anew(shared)
            }
            Command::QueueSort => {
                self.sort = following(Sort::ALL, self.sort);
                self.group = None;
                self.ask_anew(shared)
            }
            Command::QueueReverse => {
                self.descending = !self.descending;
                self.ask_anew(shared)
            }
            Command::QueueGroup => {
                self.group = match self.group {
                    None => GROUPS.first().copied(),
                    Some(last) if GROUPS.last() == Some(&last) => None,
                    Some(group) => Some(following(GROUPS, group)),
                };
                self.sort = self.group.unwrap_or(Sort::Due);
                self.ask_anew(shared)
            }
            Command::QueueMark => {
                let Some((number, revision)) = self.current().map(|it| (it.number, it.revision))
                else {
                    return Outcome::unused();
                };
                if self.marked.remove(&number).is_none() {
                    self.marked.insert(number, revision);
                }
                self.hand.step(self.list.numbers(), 1);
                self.after_move(shared)
            }
            Command::QueueMarkAll => {
                let rows = self.list.rows();
                if rows.iter().all(|row| self.marked.contains_key(&row.number)) {
                    self.marked.clear();
                } else {
                    let all = rows.iter().map(|row| (row.number, row.revision));
                    self.marked.extend(all);
                }
                Outcome::used()
            }
            Command::QueueAssign => {
                if self.marked.is_empty() {
                    let Some(row) = self.current().map(|it| (it.number, it.revision)) else {
                        return Outcome::unused();
                    };
                    self.marked.extend([row]);
                }
                self.panel = Some(Panel::Assign {
                    form: bulk::form(),
                    count: self.marked.len(),
                });
                Outcome::used()
            }
            other => self.moved(shared, other),
        }
    }

    /// What a command does while something stands over the list.
    fn panel_command(&mut self, shared: &Shared, command: Command) -> Outcome {
        if command == Command::Back {
            self.panel = None;
            return Outcome::used();
        }
        let submits = match &mut self.panel {
            Some(Panel::Report(report)) => match command {
                Command::MoveUp => {
                    report.scroll(-1);
                    return Outcome::used();
                }
                Command::MoveDown => {
                    report.scroll(1);
                    return Outcome::used();
                }
                Command::Choose | Command::Save => {
                    self.panel = None;
                    return Outcome::used();
                }
                _ => return Outcome::unused(),
            },
            Some(Panel::Filter(form)) => submits(form, command),
            Some(Panel::Assign { form, .. }) => submits(form, command),
            None => return Outcome::unused(),
        };
        match submits {
            None => Outcome::unused(),
            Some(false) => Outcome::used(),
            Some(true) => self.submit(shared),
        }
    }

    fn submit(&mut self, shared: &Shared) -> Outcome {
        match &mut self.panel {
            Some(Panel::Filter(form)) => {
                let rows = self.list.rows();
                self.wanted = filter::read(form, &self.wanted, self.grid.as_deref(), rows);
                self.panel = None;
                self.ask_anew(shared)
            }
            Some(Panel::Assign { form, .. }) => {
                let step = match bulk::read(form) {
                    Ok(step) if (0..3).any(|at| !form.text(at).trim().is_empty()) => step,
                    Ok(_) => {
                        form.tell(&[(0, shared.words.say("queue-assign-empty"))]);
                        return Outcome::used();
                    }
                    Err(_) => return Outcome::used(),
                };
                if self.writes.is_waiting() {
                    return Outcome::used();
                }
                self.assigning = self.marked.keys().copied().collect();
                let cases = self.marked.iter().map(|(number, at)| (*number, *at));
                let request = Request::Commit(bulk::deeds(&step, cases));
                Outcome::effect(Effect::Store(self.writes.draw(), request))
            }
            Some(Panel::Report(_)) | None => Outcome::unused(),
        }
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let (ticket, answer) = (reply.ticket, reply.answer);
        if self.pages.takes(ticket) {
            return match answer {
                Answer::Page(page) => self.paged(shared, page),
                other => failed(shared, &other),
            };
        }
        if self.more.takes(ticket) {
            return match answer {
                Answer::Page(page) => {
                    self.list.extend(page, self.group.is_some());
                    let mut outcome = Outcome::used();
                    outcome.effects.extend(self.ask_more(shared));
                    outcome
                }
                other => failed(shared, &other),
            };
        }
        if self.counting.takes(ticket) {
            if let Answer::Counts(counts) = answer {
                self.counts = counts;
            }
            return Outcome::used();
        }
        if self.grids.takes(ticket) {
            if let Answer::Grid(grid) = answer {
                self.grid = Some(grid);
            }
            return Outcome::used();
        }
        if self.writes.takes(ticket) {
            return match answer {
                Answer::Outcomes(outcomes) => {
                    let report = Report::of(&shared.words, &self.assigning, &outcomes);
                    let kept: Vec<CaseNumber> = report.kept.iter().map(|(it, _)| *it).collect();
                    self.marked.retain(|number, _| kept.contains(number));
                    self.assigning.clear();
                    self.panel = Some(Panel::Report(report));
                    Outcome::used()
                }
                other => failed(shared, &other),
            };
        }
        Outcome::unused()
    }

    /// Takes the rows that were asked for anew; the hand stays on its case.
    fn paged(&mut self, shared: &Shared, page: QueuePage) -> Outcome {
        let anew = std::mem::take(&mut self.anew);
        let before = self.current().map(|row| row.number).filter(|_| !anew);
        self.list.replace(page, self.from_end, self.group.is_some());
        for row in self.list.rows() {
            if let Some(revision) = self.marked.get_mut(&row.number) {
                *revision = row.revision;
            }
        }
        let jump = self.jump.take();
        let numbers = self.list.numbers();
        match jump {
            Some(End::First) => self.hand.step(numbers, isize::MIN),
            Some(End::Last) => self.hand.step(numbers, isize::MAX),
            None => self.hand.step(numbers, 0),
        }
        let mut outcome = Outcome::used();
        outcome.effects.extend(self.ask_more(shared));
        let gone = before
            .filter(|_| jump.is_none())
            .filter(|number| !numbers_hold(&self.list, *number));
        if gone.is_some() {
            self.gone = gone;
        }
        // A reload must not turn the case over that the clerk reads beside the list.
        if anew {
            outcome = self.previewing(outcome);
        }
        outcome
    }

    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let Some(row) = row.checked_sub(HEAD_ROWS).map(usize::from) else {
            return Outcome::unused();
        };
        let height = height(shared);
        let lines = self.lines();
        let (hand, top) = self.window(&lines, height);
        let at = top + row;
        let Some(Line::Row(index)) = lines.get(at).filter(|_| row < height) else {
            return Outcome::unused();
        };
        if hand == Some(at) {
            return self.command(shared, Command::Choose);
        }
        let number = self.list.numbers()[*index];
        self.hand.set(number);
        self.hand.step(self.list.numbers(), 0);
        self.after_move(shared)
    }
}

/// Does what a command asks of a form; true when it is handed in, `None` when it is not its.
fn submits<I: Copy + PartialEq>(form: &mut Form<I>, command: Command) -> Option<bool> {
    if command == Command::Save {
        return Some(true);
    }
    match form.command(command) {
        Did::Nothing => None,
        Did::Changed => Some(false),
        Did::Ended => Some(true),
    }
}

fn numbers_hold(list: &List, number: CaseNumber) -> bool {
    list.numbers().contains(&number)
}

fn following<T: Copy + PartialEq>(all: &[T], at: T) -> T {
    let index = all.iter().position(|it| *it == at).map_or(0, |at| at + 1);
    all.get(index).or(all.first()).copied().unwrap_or(at)
}

/// Gives how many lines of the list are shown.
fn height(shared: &Shared) -> usize {
    layout(shared.size, Pane::Queue, Pane::Case)
        .and_then(|it| it.panes.into_iter().find(|(pane, _)| *pane == Pane::Queue))
        .map_or(1, |(_, area)| {
            usize::from(inside(area).height.saturating_sub(HEAD_ROWS)).max(1)
        })
}

fn failed(shared: &Shared, answer: &Answer) -> Outcome {
    let Answer::Failed(reason) = answer else {
        return Outcome::used();
    };
    let args = [("reason", reason.as_str().into())];
    Outcome::wish(Wish::Tell(Notice {
        tone: Tone::Bad,
        text: shared.words.say_with("desk-reply-failed", &args),
    }))
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Command(command) if self.panel.is_some() => self.panel_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => {
                let used = match &mut self.panel {
                    Some(Panel::Filter(form)) => form.press(press),
                    Some(Panel::Assign { form, .. }) => form.press(press),
                    Some(Panel::Report(_)) | None => false,
                };
                if used {
                    Outcome::used()
                } else {
                    Outcome::unused()
                }
            }
            Input::Paste(text) => {
                match &mut self.panel {
                    Some(Panel::Filter(form)) => form.paste(&text),
                    Some(Panel::Assign { form, .. }) => form.paste(&text),
                    Some(Panel::Report(_)) | None => return Outcome::unused(),
                }
                Outcome::used()
            }
            Input::Click { row, .. } if self.panel.is_none() => self.clicked(shared, row),
            Input::Click { .. } => Outcome::unused(),
            Input::Scroll(rows) => match &mut self.panel {
                Some(Panel::Report(report)) => {
                    report.scroll(isize::from(rows));
                    Outcome::used()
                }
                Some(Panel::Filter(_) | Panel::Assign { .. }) => Outcome::unused(),
                None => {
                    self.hand.step(self.list.numbers(), isize::from(rows));
                    self.after_move(shared)
                }
            },
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Queue(filter)) => {
                self.panel = None;
                self.wanted = Wanted {
                    filter: *filter,
                    span: None,
                };
                self.ask_anew(shared)
            }
            Input::Show(_) => Outcome::unused(),
            Input::Tick | Input::Changed => {
                let mut outcome = Outcome::used();
                outcome.effects = self.reload(shared);
                outcome
            }
        }
    }

    fn open_field(&self) -> Openness {
        match &self.panel {
            Some(Panel::Filter(form)) => form.open_field(),
            Some(Panel::Assign { form, .. }) => form.open_field(),
            Some(Panel::Report(_)) | None => Openness::Closed,
        }
    }

    fn valid(&self, command: Command) -> bool {
        let any = !self.list.rows().is_empty();
        match &self.panel {
            Some(Panel::Report(_)) => matches!(
                command,
                Command::Back | Command::Choose | Command::MoveUp | Command::MoveDown
            ),
            Some(Panel::Filter(form)) => {
                matches!(command, Command::Back | Command::Save) || form.valid(command)
            }
            Some(Panel::Assign { form, .. }) => {
                matches!(command, Command::Back | Command::Save) || form.valid(command)
            }
            None => match command {
                Command::QueueFilter | Command::QueueSort | Command::QueueReverse => true,
                Command::QueueGroup => true,
                Command::QueueClear => self.wanted != Wanted::default(),
                Command::Back => !self.marked.is_empty(),
                Command::Choose
                | Command::QueueMark
                | Command::QueueMarkAll
                | Command::QueueAssign
                | Command::MoveUp
                | Command::MoveDown
                | Command::MovePageUp
                | Command::MovePageDown
                | Command::MoveFirst
                | Command::MoveLast => any,
                _ => false,
            },
        }
    }
}
