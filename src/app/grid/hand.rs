//! The hand in the grid pane: moving, unfolding, choosing, going back, the mouse.

use crate::app::grid::places::{FORM_HEAD, Hit, NODE_HEAD, Places};
use crate::app::grid::post::{Line, lines, seats};
use crate::app::grid::{Side, State, codes};
use crate::app::part::{Intent, Response, Target};
use crate::app::shared::Shared;
use crate::command::table::Command;

impl State {
    pub(super) fn move_hand(&mut self, shared: &Shared, command: Command) -> bool {
        let page = Places::of(shared).page();
        match self.side {
            Side::Tree => {
                let moved = self.hand.command(&codes(&self.rows()), command, page);
                if moved {
                    self.seat.reset();
                }
                moved
            }
            Side::People => {
                let seats = self.node().map(seats).unwrap_or_default();
                self.seat.command(&seats, command, page)
            }
            Side::Cases => {
                let numbers = self.numbers();
                self.case.command(&numbers, command, page)
            }
        }
    }

    /// Goes back one level: the filter, the right list, the case that one came from.
    pub(super) fn leave_level(&mut self) -> Response {
        if self.finding || self.is_filtered() {
            let code = self.node().map(|node| node.code.clone());
            self.clear_filter();
            if let Some(code) = code {
                self.reach(&code);
            }
            return Response::used();
        }
        if self.side != Side::Tree {
            self.side = Side::Tree;
            return Response::used();
        }
        match self.back.take() {
            Some(number) => Response::intent(Intent::Open(Target::Case(number))),
            None => Response::unused(),
        }
    }

    /// Shows what stands below; where nothing is left to show, goes over to the people.
    pub(super) fn unfold(&mut self) -> Response {
        if self.side != Side::Tree {
            return Response::unused();
        }
        let row = self.current_row();
        match row {
            Some(row) if row.flat.below > 0 && !row.unfolded => {
                self.unfolded.insert(row.flat.code);
            }
            _ => self.side = Side::People,
        }
        Response::used()
    }

    /// Hides what stands below; where nothing is shown, goes to the node above.
    pub(super) fn fold(&mut self) -> Response {
        if self.side != Side::Tree {
            self.side = Side::Tree;
            return Response::used();
        }
        if let Some(row) = self.current_row() {
            if row.unfolded && !self.is_filtered() {
                self.unfolded.remove(&row.flat.code);
            } else if let Some(above) = self.node().and_then(|node| node.parent.clone()) {
                self.hand.set(above);
            }
        }
        Response::used()
    }

    pub(super) fn choose(&mut self, shared: &Shared) -> Response {
        if self.finding {
            self.finding = false;
            return Response::used();
        }
        match self.side {
            Side::Tree => match self.current_row() {
                Some(row) if row.flat.below > 0 && row.unfolded && !self.is_filtered() => {
                    self.fold()
                }
                Some(_) => self.unfold(),
                None => Response::used(),
            },
            Side::People => self.work(shared, Command::GridEdit),
            Side::Cases => match self.case.current(&self.numbers()) {
                Some(number) => Response::intent(Intent::Open(Target::Case(number.to_string()))),
                None => Response::used(),
            },
        }
    }

    pub(super) fn clicked(&mut self, shared: &Shared, column: u16, row: u16) -> Response {
        let places = Places::of(shared);
        let head = match self.side {
            Side::Cases => FORM_HEAD,
            Side::Tree | Side::People => NODE_HEAD,
        };
        match places.hit(column, row, head) {
            Some(Hit::Filter) => self.finding = true,
            Some(Hit::Tree(row)) => {
                let codes = codes(&self.rows());
                let top = self.hand.top(&codes, places.page());
                let Some(code) = codes.get(top + row) else {
                    return Response::unused();
                };
                let again = self.side == Side::Tree && self.hand.current(&codes) == Some(code);
                self.side = Side::Tree;
                self.hand.set(code.clone());
                if again {
                    return self.choose(shared);
                }
                self.seat.reset();
            }
            Some(Hit::Line(row)) if self.side == Side::Cases => {
                let numbers = self.numbers();
                let Some(number) = numbers.get(row) else {
                    return Response::unused();
                };
                self.case.set(*number);
                return self.choose(shared);
            }
            Some(Hit::Line(row)) => {
                let lines = self.node().map(lines).unwrap_or_default();
                let Some(Line::Seat(seat) | Line::StandIn(seat)) = lines.get(row) else {
                    return Response::unused();
                };
                let again = self.side == Side::People && self.current_seat() == Some(*seat);
                self.side = Side::People;
                self.seat.set(*seat);
                if again {
                    return self.choose(shared);
                }
            }
            None => return Response::unused(),
        }
        Response::used()
    }

    pub(super) fn scrolled(&mut self, rows: i16) -> Response {
        let by = isize::from(rows);
        match self.side {
            Side::Tree => {
                let codes = codes(&self.rows());
                self.hand.step(&codes, by);
                self.seat.reset();
            }
            Side::People => {
                let seats = self.node().map(seats).unwrap_or_default();
                self.seat.step(&seats, by);
            }
            Side::Cases => {
                let numbers = self.numbers();
                self.case.step(&numbers, by);
            }
        }
        Response::used()
    }
}
