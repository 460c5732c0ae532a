//! 今日: the opening page: who is on duty and what is to be seen to, each one key away.

mod backup;
pub mod lines;

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::app::answer::{Answer, Reply};
use crate::app::case::item_at;
use crate::app::case::para::{Para, Pressing, Shade};
use crate::app::cursor::{Click, Cursor};
use crate::app::drafts;
use crate::app::effect::{Effect, Request};
use crate::app::layout::room;
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::taken::{open, paras, takes_out};
use crate::app::ticket::{Asker, RequestSlot};
use crate::app::today::lines::line;
use crate::command::table::Command;
use crate::domain::act::{Action, CommitResult};
use crate::domain::codes::{Class, Status};
use crate::domain::duty::DutyFact;
use crate::domain::follow_up::{FollowUpFact, FollowUpId};
use crate::domain::item::Item;
use crate::domain::queue::Filter;
use crate::domain::subject::Subject;
use crate::domain::today::{Aggregate, Band, Heading, Section, Today};
use crate::words::bundle::Words;

/// A thing that the cursor can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A section.
    Section(Heading),
    /// A thing in it, and its place there.
    Aggregate(Heading, Option<Item>, usize),
    /// A form that was not handed in, by its place among them.
    Unfinished(usize),
    /// The list of what the town still needs.
    Setup,
}

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// Today, as it was heard last.
    pub view: Today,
    /// It was heard.
    pub known: bool,
    /// The names of the forms that were not handed in.
    pub unfinished: Vec<String>,
    /// How many lines of the setup list are still to be done.
    pub setup: usize,
    cursor: Cursor<Row>,
    /// What is said when the deed under way is done.
    notice: String,
    doing: RequestSlot,
}

impl Default for State {
    fn default() -> Self {
        Self {
            view: Today::default(),
            known: false,
            unfinished: Vec::new(),
            setup: 0,
            cursor: Cursor::default(),
            notice: String::new(),
            doing: RequestSlot::new(Asker::Pane(Pane::Today), 0),
        }
    }
}

impl State {
    /// Gives what the cursor can stand on, in order.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = (0..self.unfinished.len()).map(Row::Unfinished).collect();
        for section in &self.view.sections {
            let heading = section.heading;
            rows.push(Row::Section(heading));
            let things = section.things.iter().enumerate();
            rows.extend(things.map(|(at, it)| Row::Aggregate(heading, it.item(), at)));
        }
        if self.setup > 0 {
            rows.push(Row::Setup);
        }
        rows
    }

    /// Gives the place of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor.index(&self.rows()).unwrap_or(0)
    }

    /// Writes the page.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        let words = &shared.words;
        if !self.known {
            let text = words.say("today-reading");
            return vec![para(String::new(), text, Shade::Dim, None)];
        }
        let mut paras = vec![self.head(shared)];
        paras.extend(backup::failure(shared, self.view.backup.as_ref()));
        paras.extend(backup::unread(shared, self.view.unread));
        if self.view.sections.is_empty() && self.unfinished.is_empty() {
            let text = words.say("today-nothing");
            paras.push(para(String::new(), text, Shade::Good, None));
        }
        let mut item = 0;
        if !self.unfinished.is_empty() {
            let args = [("n", self.unfinished.len().into())];
            let text = words.say_with("today-unfinished", &args);
            paras.push(Para::gap());
            paras.push(para(
                String::new(),
                text,
                Shade::Heading(Pressing::Today),
                None,
            ));
        }
        for name in &self.unfinished {
            let text = drafts::label(words, name);
            paras.push(para(String::new(), text, Shade::Plain, Some(item)));
            item += 1;
        }
        for (at, section) in self.view.sections.iter().enumerate() {
            paras.push(Para::gap());
            let mut head = heading(words, at, section, item);
            let with = match section.heading {
                Heading::Unclosed => Some((Command::TodayClose, "today-close-with")),
                Heading::FollowUp => Some((Command::TodayDone, "today-done-with")),
                _ => None,
            };
            if let Some((command, key)) = with {
                let args = [("keys", shared.keys(command).into())];
                head.text = format!("{}  {}", head.text, words.say_with(key, &args));
            }
            paras.push(head);
            item += 1;
            for thing in &section.things {
                let (label, text) = line(shared, section.heading, thing);
                paras.push(para(label, text, Shade::Plain, Some(item)));
                item += 1;
            }
        }
        let (backup, sealed) = (self.view.backup.as_ref(), self.view.sealed);
        paras.extend(backup::last(shared, backup, sealed));
        if self.setup > 0 {
            let args = [
                ("n", self.setup.into()),
                ("keys", shared.keys(Command::SetupOpen).into()),
            ];
            let text = words.say_with("today-setup", &args);
            paras.push(Para::gap());
            paras.push(para(String::new(), text, Shade::Dim, Some(item)));
        }
        paras
    }

    /// Opens what asks how the page is to go out; what is copied by itself is the line under the
    /// cursor.
    fn take_out(&self, shared: &Shared, command: Command) -> Response {
        let page = self.page(shared);
        let at = self.cursor();
        let line = page.iter().find(|it| it.item == Some(at));
        let line = line.map(|it| (it.label.clone(), it.text.clone()));
        let extract = paras(shared, shared.words.say(Pane::Today.word()), &page);
        let cells = line.into_iter().collect();
        open(shared, command, extract, cells, Vec::new())
    }

    /// Writes who is here today, and how many have come.
    fn head(&self, shared: &Shared) -> Para {
        let words = &shared.words;
        let desk = match shared.town.settings.station.as_str() {
            "" => words.say("today-centre"),
            station => station.to_owned(),
        };
        let duty = |key: &str, who: &Option<String>, nobody: &str| {
            let who = who.clone().unwrap_or_else(|| words.say(nobody));
            format!("{} {who}", words.say(key))
        };
        let no_lawyer = if self.view.lawyer_day {
            "today-nobody"
        } else {
            "today-no-lawyer"
        };
        let parts = [
            desk,
            duty("today-leader", &self.view.leader, "today-nobody"),
            duty("today-lawyer", &self.view.lawyer, no_lawyer),
            words.say_with("today-visits", &[("n", self.view.visits.into())]),
        ];
        let tone = if self.view.leader.is_some() {
            Shade::Plain
        } else {
            Shade::Warn
        };
        para(shared.day(shared.now.date()), parts.join("  "), tone, None)
    }

    fn choose(&self, shared: &Shared) -> Response {
        match self.cursor.current(&self.rows()) {
            Some(Row::Section(Heading::Unclosed)) => self.ledger(0),
            Some(Row::Aggregate(Heading::Unclosed, _, at)) => self.ledger(*at),
            Some(Row::Section(heading)) => Response::intent(opened(shared, *heading)),
            Some(Row::Aggregate(_, Some(Item::Case(number)), _)) => {
                Response::intent(Intent::Open(Target::Case(number.to_string())))
            }
            Some(Row::Aggregate(heading, _, _)) => Response::intent(opened(shared, *heading)),
            Some(Row::Unfinished(at)) => {
                let name = self.unfinished.get(*at);
                match name.and_then(|name| drafts::target(name)) {
                    Some(target) => Response::intent(Intent::Open(target)),
                    None => Response::unused(),
                }
            }
            Some(Row::Setup) => Response::intent(pane(Pane::Setup)),
            None => Response::unused(),
        }
    }

    /// Gives a day whose reception is still to be closed, the oldest first.
    fn unclosed(&self, at: usize) -> Option<NaiveDate> {
        let mut sections = self.view.sections.iter();
        let section = sections.find(|it| it.heading == Heading::Unclosed)?;
        match section.things.get(at)? {
            Aggregate::Unclosed(it) => Some(it.day),
            _ => None,
        }
    }

    fn ledger(&self, at: usize) -> Response {
        match self.unclosed(at) {
            Some(day) => Response::intent(Intent::Open(Target::Ledger(day))),
            None => Response::unused(),
        }
    }

    /// 收班: closes the reception of the oldest day that is not closed.
    fn close(&mut self, shared: &Shared) -> Response {
        let Some(day) = self.unclosed(0) else {
            return Response::unused();
        };
        if self.doing.is_waiting() {
            return Response::used();
        }
        let args = [("day", day.to_string().into())];
        self.notice = shared.words.say_with("duty-day-closed", &args);
        let fact = DutyFact::Closed(shared.now);
        let actions = vec![Action::Duty { day, fact }];
        Response::effect(Effect::Store(self.doing.draw(), Request::Commit(actions)))
    }

    /// Gives the reminder under the cursor.
    fn reminder(&self) -> Option<FollowUpId> {
        let rows = self.rows();
        let Some(Row::Aggregate(heading, _, at)) = self.cursor.current(&rows) else {
            return None;
        };
        let mut sections = self.view.sections.iter();
        let section = sections.find(|it| it.heading == *heading)?;
        match section.things.get(*at)? {
            Aggregate::FollowUp(view) => Some(view.id),
            _ => None,
        }
    }

    /// 提醒已办: what the cursor is on need not be come back to any more.
    fn finish(&mut self, shared: &Shared) -> Response {
        let Some(id) = self.reminder().filter(|_| !self.doing.is_waiting()) else {
            return Response::unused();
        };
        self.notice = shared.words.say("calendar-reminder-done");
        let actions = vec![Action::FollowUp {
            id: Some(id),
            fact: FollowUpFact::Done,
        }];
        Response::effect(Effect::Store(self.doing.draw(), Request::Commit(actions)))
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        if !self.doing.takes(reply.ticket) {
            return Response::unused();
        }
        let notice = std::mem::take(&mut self.notice);
        let (tone, text) = match reply.answer {
            Answer::Outcomes(came) => match came.into_iter().next() {
                Some(CommitResult::Refused(refusal)) => (Tone::Bad, shared.words.refusal(&refusal)),
                _ => (Tone::Good, notice),
            },
            Answer::Failed(reason) => {
                let args = [("reason", reason.into())];
                let text = shared.words.say_with("desk-reply-failed", &args);
                (Tone::Bad, text)
            }
            _ => return Response::unused(),
        };
        Response::intent(Intent::Tell(Notice { tone, text }))
    }

    /// Puts the cursor on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Response {
        match self.pointed(shared, row) {
            Click::Again => self.choose(shared),
            Click::Moved => Response::used(),
            Click::Nothing => Response::unused(),
        }
    }

    /// Puts the cursor on the thing at a row.
    fn pointed(&mut self, shared: &Shared, row: u16) -> Click {
        let area = room((shared.size, shared.intake_open), Pane::Today);
        let (rows, cursor) = (self.rows(), self.cursor());
        let clicked = item_at(&self.page(shared), cursor, (area.width, area.height), row);
        self.cursor.click(&rows, clicked)
    }

    /// A digit opens the list behind a section.
    fn digit(&self, shared: &Shared, press: Press) -> Response {
        let digit = press.key.folded().text().and_then(|sign| sign.to_digit(10));
        let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        match at.and_then(|at| self.view.sections.get(at)) {
            Some(section) if section.heading == Heading::Unclosed => self.ledger(0),
            Some(section) => Response::intent(opened(shared, section.heading)),
            None => Response::unused(),
        }
    }
}

/// Gives what stands behind a section.
fn opened(shared: &Shared, heading: Heading) -> Intent {
    let today = shared.now.date();
    let next = today.succ_opt().unwrap_or(today);
    let due = |due_from, due_before| {
        let filter = Filter {
            open: Some(true),
            due_from,
            due_before,
            ..Filter::default()
        };
        Intent::Open(Target::Queue(Box::new(filter)))
    };
    let agreed = Filter {
        status: Some(Status::Agreed),
        ..Filter::default()
    };
    match heading {
        Heading::Overdue => due(None, Some(today)),
        Heading::DueToday => due(Some(today), Some(next)),
        Heading::DueSoon => due(Some(next), None),
        Heading::Undated => {
            let filter = Filter {
                open: Some(true),
                undated: true,
                ..Filter::default()
            };
            Intent::Open(Target::Queue(Box::new(filter)))
        }
        Heading::Unclassed => {
            let filter = Filter {
                open: Some(true),
                class: Some(Class::Unclassed),
                ..Filter::default()
            };
            Intent::Open(Target::Queue(Box::new(filter)))
        }
        Heading::Confirmation | Heading::Instalment => {
            Intent::Open(Target::Queue(Box::new(agreed)))
        }
        Heading::CallBack => pane(Pane::Hotline),
        Heading::Whistle => pane(Pane::Whistles),
        Heading::CheckIn => pane(Pane::Prevention),
        Heading::Unclosed => pane(Pane::Duty),
        Heading::Pledge => pane(Pane::Joint),
        Heading::Task => pane(Pane::Meetings),
        Heading::Appointment | Heading::FollowUp => pane(Pane::Calendar),
        Heading::Checklist => pane(Pane::Queue),
    }
}

fn pane(pane: Pane) -> Intent {
    Intent::Open(Target::Pane(pane))
}

fn para(label: String, text: String, tone: Shade, item: Option<usize>) -> Para {
    Para {
        label,
        text,
        tone,
        item,
    }
}

fn heading(words: &Words, at: usize, section: &Section, item: usize) -> Para {
    let code = section.heading.code();
    let args = [("n", section.count.into())];
    let mut text = words.say_with(&format!("today-{code}"), &args);
    if at < 9 {
        text = format!("[{}] {text}", at + 1);
    }
    let more = section.count.saturating_sub(section.things.len() as u64);
    if more > 0 {
        let more = words.say_with("today-more", &[("n", more.into())]);
        // Writing to a String does not fail.
        let _ = write!(text, "  {more}");
    }
    let pressing = match section.heading.band() {
        Band::Today => Pressing::Today,
        Band::Late => Pressing::Late,
        Band::Ahead => Pressing::Calm,
    };
    para(String::new(), text, Shade::Heading(pressing), Some(item))
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        let rows = self.rows();
        match input {
            Input::Command(Command::Choose) => self.choose(shared),
            Input::Command(Command::TodayClose) => self.close(shared),
            Input::Command(Command::TodayDone) => self.finish(shared),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Command(command) if takes_out(command) => self.take_out(shared, command),
            Input::Command(command) => {
                let page = usize::from(
                    room((shared.size, shared.intake_open), Pane::Today)
                        .height
                        .max(1),
                );
                if self.cursor.command(&rows, command, page) {
                    Response::used()
                } else {
                    Response::unused()
                }
            }
            Input::Press(press) => self.digit(shared, press),
            Input::Scroll(lines) => {
                self.cursor.step(&rows, isize::from(lines));
                Response::used()
            }
            Input::Click { row, .. } => self.clicked(shared, row),
            Input::Paste(_) | Input::Show(_) | Input::Tick | Input::Changed => Response::unused(),
        }
    }

    fn point(&mut self, shared: &Shared, _column: u16, row: u16) -> Response {
        self.pointed(shared, row);
        Response::used()
    }

    fn open_field(&self) -> Openness {
        Openness::Closed
    }

    fn subject(&self) -> Option<Subject> {
        match self.cursor.current(&self.rows())? {
            Row::Aggregate(_, item, _) => item.map(Subject::Item),
            Row::Section(_) | Row::Unfinished(_) | Row::Setup => None,
        }
    }

    fn recommended(&self) -> Option<Command> {
        let mut usual = [Command::Choose, Command::TodayClose, Command::IntakeNew].into_iter();
        usual.find(|command| self.valid(*command))
    }

    fn valid(&self, command: Command) -> bool {
        if takes_out(command) || command == Command::IntakeNew {
            return true;
        }
        if command == Command::TodayClose {
            return self.view.unclosed > 0;
        }
        if command == Command::TodayDone {
            return self.reminder().is_some();
        }
        let moves = matches!(
            command,
            Command::Choose
                | Command::MoveUp
                | Command::MoveDown
                | Command::MovePageUp
                | Command::MovePageDown
                | Command::MoveFirst
                | Command::MoveLast
        );
        moves && !self.rows().is_empty()
    }
}
