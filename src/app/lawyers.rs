//! 律师: the state of the lawyers pane: the Wednesdays, who comes, who is booked with whom.

mod answer;
pub mod deeds;
mod filling;
mod hand;
pub mod job;
pub mod line;
pub mod offer;
pub mod places;
mod queue;
mod work;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::lawyers::deeds::standing;
use crate::app::lawyers::job::Job;
use crate::app::lawyers::line::{Line, Spot, lines};
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::app::unfinished::{FormCode, OpenForm, name};
use crate::command::table::Command;
use crate::domain::lawyer::{Booking, BookingFact, BookingId, Lawyer, LawyerId};
use crate::domain::lawyer_day::{Day, coming_wednesday, days};
use crate::domain::moment::Moment;
use crate::domain::view::LawyersView;

/// Weeks on the list before this one and after it, and how many more come when the hand goes
/// beyond an end.
const BACK: u64 = 4;
const AHEAD: u64 = 10;
const MORE: u64 = 4;

/// Which list has the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The days.
    Days,
    /// What stands on the day.
    Day,
    /// 律师名册
    Cards,
}

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// Which list has the hand.
    pub side: Side,
    /// The form that is open.
    pub job: Option<Job>,
    view: Option<LawyersView>,
    day: Cursor<NaiveDate>,
    spot: Cursor<Spot>,
    card: Cursor<Option<LawyerId>>,
    weeks_back: u64,
    weeks_ahead: u64,
    /// The hand was put on the coming Wednesday.
    placed: bool,
    /// Forms that were left with something in them.
    aside: Vec<Job>,
    /// The booking whose full name is shown.
    revealed: Option<BookingId>,
    asking: RequestSlot,
    doing: RequestSlot,
    finding: RequestSlot,
    checking: RequestSlot,
    opening: RequestSlot,
    advising: RequestSlot,
    /// What is said when the deed under way is done.
    said: String,
    /// The outcome that follows on a contact under way.
    then: Option<BookingFact>,
    /// The form is to be kept as soon as the case number is known to be there.
    waiting: bool,
    /// The form is being kept: a second press must not keep it twice.
    keeping: bool,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| RequestSlot::new(Asker::Pane(Pane::Lawyers), kind);
        Self {
            side: Side::Days,
            job: None,
            view: None,
            day: Cursor::default(),
            spot: Cursor::default(),
            card: Cursor::default(),
            weeks_back: BACK,
            weeks_ahead: AHEAD,
            placed: false,
            aside: Vec::new(),
            revealed: None,
            asking: tickets(0),
            doing: tickets(1),
            finding: tickets(2),
            checking: tickets(3),
            opening: tickets(4),
            advising: tickets(5),
            said: String::new(),
            then: None,
            waiting: false,
            keeping: false,
        }
    }
}

impl State {
    /// Gives the lawyers' days as the store last gave them.
    pub const fn view(&self) -> Option<&LawyersView> {
        self.view.as_ref()
    }

    /// Gives the days on the list.
    pub fn days(&self, now: Moment) -> Vec<Day> {
        let (from, to) = self.span(now.date());
        self.view
            .as_ref()
            .map(|view| days(view, from, to))
            .unwrap_or_default()
    }

    /// Gives the day under the hand.
    pub fn current_day(&self, now: Moment) -> Option<Day> {
        let days = self.days(now);
        let at = self.day.index(&dates(&days))?;
        days.into_iter().nth(at)
    }

    /// Gives the place of the hand among the days and the first one shown in `height` rows.
    pub fn day_hand(&self, days: &[Day], height: usize) -> Option<(usize, usize)> {
        let dates = dates(days);
        Some((self.day.index(&dates)?, self.day.top(&dates, height)))
    }

    /// Gives the lines of the day under the hand.
    pub fn lines(&self, now: Moment) -> Vec<Line> {
        match (&self.view, self.current_day(now)) {
            (Some(view), Some(day)) => lines(view, &day),
            _ => Vec::new(),
        }
    }

    /// Gives the spot under the hand.
    pub fn current_spot(&self, now: Moment) -> Option<Spot> {
        self.spot.current(&spots(&self.lines(now))).copied()
    }

    /// Gives the booking under the hand, while the hand is on the day.
    pub fn current_booking(&self, now: Moment) -> Option<(BookingId, &Booking)> {
        if self.side != Side::Day {
            return None;
        }
        match self.current_spot(now)? {
            Spot::Booking(id) => Some((id, standing(self.view.as_ref()?, id)?)),
            Spot::Free(_) => None,
        }
    }

    /// Tells whether a form is open into which a known person can be taken over.
    pub fn takes_visitor(&self) -> bool {
        self.job.as_ref().is_some_and(Job::asks_who)
    }

    /// Tells whether the full name of a booking is shown.
    pub fn is_revealed(&self, id: BookingId) -> bool {
        self.revealed == Some(id)
    }

    /// Gives the rows of the lawyers' list; `None` stands for one more.
    pub fn cards(&self) -> Vec<Option<(LawyerId, &Lawyer)>> {
        let view = self.view.as_ref();
        let mut cards: Vec<Option<(LawyerId, &Lawyer)>> = view
            .map(|view| {
                view.lawyers
                    .iter()
                    .map(|(id, it)| Some((*id, it)))
                    .collect()
            })
            .unwrap_or_default();
        cards.sort_by_key(|card| card.map(|(id, it)| (!it.active, id)));
        cards.push(None);
        cards
    }

    /// Gives the place of the hand on the lawyers' list.
    pub fn card_hand(&self) -> usize {
        self.card.index(&self.card_ids()).unwrap_or(0)
    }

    fn card_ids(&self) -> Vec<Option<LawyerId>> {
        self.cards()
            .iter()
            .map(|card| card.map(|(id, _)| id))
            .collect()
    }

    /// Gives the first and the last day on the list.
    fn span(&self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
        (
            monday - Days::new(7 * self.weeks_back),
            monday + Days::new(7 * self.weeks_ahead + 6),
        )
    }

    /// Asks for the days on the list, whole months of them, so that a month's sum is whole.
    fn ask(&mut self, shared: &Shared) -> Effect {
        let (from, to) = self.span(shared.now.date());
        let request = Request::Lawyers {
            from: first_of_month(from),
            to: last_of_month(to),
        };
        Effect::Store(self.asking.draw(), request)
    }

    /// Takes in a fresh view; the first one puts the hand on the coming Wednesday.
    fn show(&mut self, shared: &Shared, view: LawyersView) {
        self.view = Some(view);
        if !self.placed {
            self.placed = true;
            self.day.set(coming_wednesday(shared.now.date()));
        }
    }

    fn command(&mut self, shared: &Shared, command: Command) -> Response {
        if let Some(outcome) = self.move_hand(shared, command) {
            return outcome;
        }
        match command {
            Command::FieldNext | Command::FieldPrevious => {
                self.side = match self.side {
                    Side::Days => Side::Day,
                    Side::Day | Side::Cards => Side::Days,
                };
                Response::used()
            }
            Command::MoveRight if self.side == Side::Days => {
                self.side = Side::Day;
                Response::used()
            }
            Command::MoveLeft | Command::Back if self.side != Side::Days => {
                self.side = Side::Days;
                Response::used()
            }
            Command::Choose => self.choose(shared),
            Command::LawyersList => {
                self.side = if self.side == Side::Cards {
                    Side::Days
                } else {
                    Side::Cards
                };
                Response::used()
            }
            other => self.work(shared, other),
        }
    }

    /// Gives the first line shown, so that the hand's line is in sight.
    pub fn line_top(&self, lines: &[Line], height: usize) -> usize {
        let spots = spots(lines);
        let at = self
            .spot
            .current(&spots)
            .and_then(|spot| lines.iter().position(|line| *line == Line::Spot(*spot)))
            .unwrap_or(0);
        let most = lines.len().saturating_sub(height);
        at.saturating_sub(height.saturating_sub(2)).min(most)
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Tick | Input::Changed => Response::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Visitor { id, person, .. }) => {
                self.take_person(shared, id, &person)
            }
            Input::Show(Target::Recommend(number)) => self.recommend(shared, Some(number)),
            input if self.job.is_some() => self.in_job(shared, input),
            Input::Command(command) => self.command(shared, command),
            Input::Click { column, row } => self.clicked(shared, column, row),
            Input::Scroll(rows) => self.scrolled(shared, rows),
            Input::Press(_) | Input::Paste(_) | Input::Show(_) => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        self.job
            .as_ref()
            .map_or(Openness::Closed, |job| job.form.open_field())
    }

    fn forms(&self) -> Vec<OpenForm> {
        let job = self.job.iter();
        job.map(|job| job.form.opened(name(Pane::Lawyers, &job.kind.code())))
            .collect()
    }

    fn valid(&self, command: Command) -> bool {
        self.is_valid(command)
    }
}

/// Gives the spots among the lines.
fn spots(lines: &[Line]) -> Vec<Spot> {
    lines
        .iter()
        .filter_map(|line| match line {
            Line::Spot(spot) => Some(*spot),
            Line::Heading(_) => None,
        })
        .collect()
}

fn dates(days: &[Day]) -> Vec<NaiveDate> {
    days.iter().map(|day| day.date).collect()
}

/// Gives the first day of a month.
pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Gives the last day of a month.
pub fn last_of_month(day: NaiveDate) -> NaiveDate {
    first_of_month(day) + Months::new(1) - Days::new(1)
}

fn tell(shared: &Shared, tone: Tone, word: &str) -> Response {
    let text = shared.words.say(word);
    Response::intent(Intent::Tell(Notice { tone, text }))
}
