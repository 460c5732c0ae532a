//! The hand in the lawyers pane: moving, choosing, the mouse.

use crate::app::lawyers::line::{Line, Spot};
use crate::app::lawyers::places::{Hit, Places};
use crate::app::lawyers::{MORE, Side, State, dates, spots, tell};
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::lawyer::BookingState;

impl State {
    /// Moves the hand of the list that has it; past an end of the days more weeks come.
    pub(super) fn move_hand(&mut self, shared: &Shared, command: Command) -> Option<Response> {
        let places = Places::of(shared);
        let moved = match self.side {
            Side::Cards => {
                let ids = self.card_ids();
                self.card.command(&ids, command, places.page())
            }
            Side::Day => {
                let spots = spots(&self.lines(shared.now));
                self.spot.command(&spots, command, places.page())
            }
            Side::Days => {
                let dates = dates(&self.days(shared.now));
                let before = self.day.index(&dates);
                let moved = self.day.command(&dates, command, places.page());
                let stuck = moved && self.day.index(&dates) == before;
                match command {
                    Command::MoveUp | Command::MovePageUp if stuck => self.weeks_back += MORE,
                    Command::MoveDown | Command::MovePageDown if stuck => self.weeks_ahead += MORE,
                    _ => {
                        if moved {
                            self.spot.reset();
                        }
                        return moved.then(Response::used);
                    }
                }
                return Some(Response::effect(self.ask(shared)));
            }
        };
        moved.then(Response::used)
    }

    pub(super) fn choose(&mut self, shared: &Shared) -> Response {
        match self.side {
            Side::Days => {
                self.side = Side::Day;
                Response::used()
            }
            Side::Cards => {
                let id = self.card_ids().get(self.card_hand()).copied().flatten();
                self.open_card(shared, id)
            }
            Side::Day => match self.current_spot(shared.now) {
                Some(Spot::Free(_)) => self.work(shared, Command::LawyersBook),
                Some(Spot::Booking(_)) => self.open_case(shared),
                None => Response::used(),
            },
        }
    }

    /// Opens the case of the booking under the hand; without one, its outcome.
    pub(super) fn open_case(&mut self, shared: &Shared) -> Response {
        let Some((_, booking)) = self.current_booking(shared.now) else {
            return Response::used();
        };
        match booking.case {
            Some(number) => Response::intent(Intent::Open(Target::Case(number.to_string()))),
            None if booking.state == BookingState::Booked => {
                self.work(shared, Command::LawyersOutcome)
            }
            None => tell(shared, Tone::Plain, "lawyers-no-case"),
        }
    }

    pub(super) fn clicked(&mut self, shared: &Shared, column: u16, row: u16) -> Response {
        let places = Places::of(shared);
        match places.hit(column, row, self.side == Side::Cards) {
            Some(Hit::Card(row)) => {
                let ids = self.card_ids();
                let Some(id) = ids.get(row) else {
                    return Response::unused();
                };
                let again = self.card_hand() == row;
                self.card.set(*id);
                if again {
                    return self.choose(shared);
                }
            }
            Some(Hit::Day(row)) => {
                let dates = dates(&self.days(shared.now));
                let top = self.day.top(&dates, places.page());
                let Some(date) = dates.get(top + row) else {
                    return Response::unused();
                };
                self.day.set(*date);
                self.spot.reset();
                self.side = Side::Days;
            }
            Some(Hit::Line(row)) => {
                let lines = self.lines(shared.now);
                let top = self.line_top(&lines, places.lines());
                let Some(Line::Spot(spot)) = lines.get(top + row) else {
                    return Response::unused();
                };
                let again = self.side == Side::Day && self.current_spot(shared.now) == Some(*spot);
                self.side = Side::Day;
                self.spot.set(*spot);
                if again {
                    return self.choose(shared);
                }
            }
            None => return Response::unused(),
        }
        Response::used()
    }

    pub(super) fn scrolled(&mut self, shared: &Shared, rows: i16) -> Response {
        let by = isize::from(rows);
        match self.side {
            Side::Cards => self.card.step(&self.card_ids(), by),
            Side::Day => self.spot.step(&spots(&self.lines(shared.now)), by),
            Side::Days => {
                self.day.step(&dates(&self.days(shared.now)), by);
                self.spot.reset();
            }
        }
        Response::used()
    }
}
