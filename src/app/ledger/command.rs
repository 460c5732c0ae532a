//! What the commands do that are the same in every ledger.

use crate::app::cursor::moves;
use crate::app::ledger::page::Column;
use crate::app::ledger::screen::Shown;
use crate::app::ledger::{Ledger, Movement, State, size};
use crate::app::part::{Intent, Response};
use crate::app::shared::Shared;
use crate::app::taken::takes_out;
use crate::command::table::Command;

impl<L: Ledger> State<L> {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Response {
        if self.arrange.typing {
            return self.filtering(shared, command);
        }
        if moves(command) {
            return self.moved(shared, command);
        }
        match command {
            Command::Back if self.goes_back() => self.go_back(shared),
            Command::ListFilter
            | Command::ListSort
            | Command::ListReverse
            | Command::ListGroup
            | Command::ListMark
            | Command::ListMarkAll
                if self.arranges(command) =>
            {
                self.rearrange(shared, command)
            }
            other if takes_out(other) && self.can_be_taken() => self.take_out(shared, command),
            other => L::command(self, shared, other),
        }
    }

    /// Takes a command while the words of the filter are typed.
    fn filtering(&mut self, shared: &Shared, command: Command) -> Response {
        let filter = &mut self.arrange.filter;
        match command {
            Command::Undo => _ = filter.undo(),
            Command::Redo => _ = filter.redo(),
            Command::Back => self.arrange.clear(),
            Command::Choose | Command::FieldNext => {
                self.arrange.typing = false;
                return Response::used();
            }
            Command::Save if self.keeps_filter() => {
                self.arrange.typing = false;
                let name = self.arrange.filter.text().trim().to_owned();
                return Response::intent(Intent::KeepView(name));
            }
            other => {
                self.arrange.typing = false;
                return self.command(shared, other);
            }
        }
        self.filter_changed(shared)
    }

    /// Tells whether the words of the filter can be kept as a view, under themselves.
    pub(super) fn keeps_filter(&self) -> bool {
        self.arrange.typing && self.is_list && self.arrange.is_filtered()
    }

    /// Moves the cursor; a row that is longer than the pane is read to its end before.
    fn moved(&mut self, shared: &Shared, command: Command) -> Response {
        let size = size::<L>(shared);
        let page = usize::from(size.1.saturating_sub(1)).max(1);
        let by = match command {
            Command::MoveDown => 1,
            Command::MovePageDown => page,
            _ => 0,
        };
        if by > 0 {
            let rest = self.screen(shared, size).rest;
            if rest > 0 {
                self.scroll += by.min(rest);
                return Response::used();
            }
        }
        if self.scroll > 0 && matches!(command, Command::MoveUp | Command::MovePageUp) {
            let by = if command == Command::MoveUp { 1 } else { page };
            self.scroll = self.scroll.saturating_sub(by);
            return Response::used();
        }
        self.scroll = 0;
        let before = self.cursor.index(&self.rows);
        self.cursor.command(&self.rows, command, page);
        let movement = if self.cursor.index(&self.rows) == before {
            Movement::Beyond(command)
        } else {
            Movement::Onto(command)
        };
        L::moved(self, shared, movement)
    }

    /// Tells whether there is something to go back from before the pane itself is asked.
    pub(super) fn goes_back(&self) -> bool {
        self.arrange.typing
            || self.unfolded.is_some()
            || self.is_list && (self.arrange.is_filtered() || !self.marks.is_empty())
    }

    fn go_back(&mut self, shared: &Shared) -> Response {
        self.scroll = 0;
        if self.unfolded.take().is_some() {
            return Response::used();
        }
        if self.arrange.is_filtered() {
            self.arrange.clear();
            return self.filter_changed(shared);
        }
        self.marks.clear();
        Response::used()
    }

    /// Tells whether a command that arranges rows would do something now.
    pub(super) fn arranges(&self, command: Command) -> bool {
        match command {
            Command::ListMark | Command::ListMarkAll => {
                self.ledger.marks() && !self.rows.is_empty()
            }
            Command::ListReverse | Command::ListSort | Command::ListFilter => self.is_list,
            Command::ListGroup => self.is_grouping,
            _ => false,
        }
    }

    fn rearrange(&mut self, shared: &Shared, command: Command) -> Response {
        match command {
            Command::ListFilter => self.arrange.typing = true,
            Command::ListSort => {
                match L::ORDERS {
                    [] => self.arrange.sort_on(&self.columns(shared)),
                    [_, others @ ..] => self.arrange.sort_on(others),
                }
                return L::arranged(self, shared);
            }
            Command::ListGroup => {
                match L::ORDERS {
                    [] => self.arrange.group_on(&self.columns(shared)),
                    [first, others @ ..] => self.arrange.group_on(others.iter().chain([first])),
                }
                return L::arranged(self, shared);
            }
            Command::ListReverse => {
                self.arrange.descending ^= true;
                return L::arranged(self, shared);
            }
            Command::ListMark => {
                let Some(row) = self.row().cloned() else {
                    return Response::unused();
                };
                let marked = self.marks.iter().position(|it| *it == row);
                match marked {
                    Some(at) => _ = self.marks.remove(at),
                    None => self.marks.push(row),
                }
                self.cursor.step(&self.rows, 1);
                return L::moved(self, shared, Movement::Mouse);
            }
            Command::ListMarkAll => {
                if self.rows.iter().all(|row| self.marks.contains(row)) {
                    self.marks.clear();
                } else {
                    self.marks.clone_from(&self.rows);
                }
            }
            _ => return Response::unused(),
        }
        Response::used()
    }

    /// Gives the columns of the list in which the cursor is, else those of the first list.
    fn columns(&self, shared: &Shared) -> Vec<Column> {
        let (page, _) = self.arranged(shared);
        let lists = || page.tables().filter(|table| table.is_list);
        let of_cursor = lists().find(|table| {
            let mut ids = table.rows.iter().filter_map(|row| row.id.as_ref());
            ids.any(|id| Some(id) == self.row())
        });
        let table = of_cursor.or(lists().next());
        table.map_or(Vec::new(), |table| table.columns.clone())
    }
}
