//! 今日: the opening page: who is on duty and what is to be seen to, each one key away.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::app::case::item_at;
use crate::app::case::page::row_line;
use crate::app::case::para::{Para, Shade};
use crate::app::cursor::{Click, Cursor};
use crate::app::drafts;
use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::layout::room;
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::act::{Action, CommitResult};
use crate::domain::call::state::CallOutcome;
use crate::domain::call::view::CallView;
use crate::domain::case::clock::mediation::{Reminder, Reminding};
use crate::domain::codes::Status;
use crate::domain::deadline::compute::Limit;
use crate::domain::duty::DutyFact;
use crate::domain::item::Item;
use crate::domain::mask::mask_name;
use crate::domain::moment::Moment;
use crate::domain::phone::mask_phone;
use crate::domain::queue::{CaseRow, Filter};
use crate::domain::today::{Aggregate, Heading, Section, Today};
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
}

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// Today, as it was heard last.
    pub view: Today,
    /// The names of the forms that were not handed in.
    pub unfinished: Vec<String>,
    cursor: Cursor<Row>,
    /// What is said when the deed under way is done.
    notice: String,
    doing: RequestSlot,
}

impl Default for State {
    fn default() -> Self {
        Self {
            view: Today::default(),
            unfinished: Vec::new(),
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
        rows
    }

    /// Gives the place of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor.index(&self.rows()).unwrap_or(0)
    }

    /// Writes the page.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        let words = &shared.words;
        let mut paras = vec![
            para(
                words.say("today-desk"),
                match shared.town.settings.station.as_str() {
                    "" => words.say("today-centre"),
                    station => station.to_owned(),
                },
                Shade::Plain,
                None,
            ),
            head(words, "today-leader", self.view.leader.as_deref()),
            head(words, "today-lawyer", self.view.lawyer.as_deref()),
        ];
        let visits = words.say_with("today-visits", &[("n", self.view.visits.into())]);
        paras.push(para(String::new(), visits, Shade::Plain, None));
        if self.view.sections.is_empty() && self.unfinished.is_empty() {
            let text = words.say("today-nothing");
            paras.push(para(String::new(), text, Shade::Good, None));
        }
        let mut item = 0;
        if !self.unfinished.is_empty() {
            let args = [("n", self.unfinished.len().into())];
            let text = words.say_with("today-unfinished", &args);
            paras.push(para(String::new(), text, Shade::Warn, None));
        }
        for name in &self.unfinished {
            let text = drafts::label(words, name);
            paras.push(para(String::new(), text, Shade::Plain, Some(item)));
            item += 1;
        }
        for (at, section) in self.view.sections.iter().enumerate() {
            let mut head = heading(words, at, section, item);
            if section.heading == Heading::Unclosed {
                let args = [("keys", shared.keys(Command::TodayClose).into())];
                head.text = format!(
                    "{}  {}",
                    head.text,
                    words.say_with("today-close-with", &args)
                );
            }
            paras.push(head);
            item += 1;
            for thing in &section.things {
                let (label, text) = line(words, section.heading, thing);
                paras.push(para(label, text, Shade::Plain, Some(item)));
                item += 1;
            }
        }
        paras
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
        let area = room(shared.size, Pane::Today);
        let (rows, cursor) = (self.rows(), self.cursor());
        let clicked = item_at(&self.page(shared), cursor, (area.width, area.height), row);
        match self.cursor.click(&rows, clicked) {
            Click::Again => self.choose(shared),
            Click::Moved => Response::used(),
            Click::Nothing => Response::unused(),
        }
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
        Heading::Confirmation | Heading::Instalment => {
            Intent::Open(Target::Queue(Box::new(agreed)))
        }
        Heading::CallBack => pane(Pane::Hotline),
        Heading::Whistle => pane(Pane::Whistles),
        Heading::CheckIn => pane(Pane::Prevention),
        Heading::Unclosed => pane(Pane::Duty),
        Heading::Pledge => pane(Pane::Joint),
        Heading::Task => pane(Pane::Meetings),
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

fn head(words: &Words, key: &str, who: Option<&str>) -> Para {
    let none = || words.say("today-nobody");
    let tone = if who.is_some() {
        Shade::Plain
    } else {
        Shade::Warn
    };
    let text = who.map_or_else(none, str::to_owned);
    para(words.say(key), text, tone, None)
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
    let tone = match section.heading {
        Heading::Overdue => Shade::Bad,
        Heading::Unclosed
        | Heading::DueToday
        | Heading::Undated
        | Heading::Confirmation
        | Heading::Instalment
        | Heading::CallBack
        | Heading::Whistle => Shade::Warn,
        Heading::DueSoon | Heading::CheckIn | Heading::Pledge | Heading::Task => Shade::Plain,
    };
    let mark = if tone == Shade::Bad { "!! " } else { "" };
    para(String::new(), format!("{mark}{text}"), tone, Some(item))
}

/// Gives the day of a thing and what it is.
fn line(words: &Words, heading: Heading, thing: &Aggregate) -> (String, String) {
    match thing {
        Aggregate::Case(row) => {
            let (status, what) = row_line(words, row);
            let day = if heading == Heading::DueSoon || heading == Heading::DueToday {
                row.due_raw
            } else {
                row.due_raw.or(row.due)
            };
            let label = day.map_or(String::new(), |day| day.to_string());
            (label, format!("{what}  {status}"))
        }
        Aggregate::Reminder(row, reminder) => {
            (reminder.day.to_string(), reminded(words, row, reminder))
        }
        Aggregate::Pledge(pledge) => {
            let label = pledge
                .statement
                .by
                .map_or(String::new(), |day| day.to_string());
            let (unit, took_on) = (&pledge.statement.unit, &pledge.statement.took_on);
            (label, format!("{}  {unit}  {took_on}", pledge.case))
        }
        Aggregate::Call(view) => called(words, view),
        Aggregate::Whistle(view) => {
            let label = view.due.as_ref().map(|(_, until)| match until {
                Limit::Day(day) => day.to_string(),
                Limit::Instant(moment) => short(*moment),
            });
            let about = if view.locked {
                words.say("queue-secret")
            } else {
                view.whistle.raised.about.replace('\n', " ")
            };
            let text = format!("{}  {}  {about}", Item::Whistle(view.id), view.to);
            (label.unwrap_or_default(), text)
        }
        Aggregate::Unclosed(it) => {
            let args = [
                ("leader", it.leader.as_str().into()),
                ("n", it.visits.into()),
            ];
            let text = words.say_with("today-unclosed-day", &args);
            (it.day.to_string(), text)
        }
        Aggregate::Missing(name) => (String::new(), name.clone()),
        Aggregate::Task(given) => {
            let (task, about) = (&given.task, given.task.item);
            let about = about.map_or(String::new(), |item| format!("{item}  "));
            let what = if given.secret {
                words.say("queue-secret")
            } else {
                format!("{}  {}", task.holder, task.what)
            };
            (task.by.to_string(), format!("{about}{what}"))
        }
    }
}

/// Writes a moment so that it fits beside the lines.
fn short(moment: Moment) -> String {
    moment.local().format("%m-%d %H:%M").to_string()
}

/// Gives until when a caller is rung back, and who he is.
fn called(words: &Words, view: &CallView) -> (String, String) {
    let item = Item::Call(view.id);
    let due = view.call.call_back_due();
    let label = due.map_or(String::new(), short);
    if view.secret || view.locked {
        return (label, format!("{item}  {}", words.say("queue-secret")));
    }
    let caller = &view.call.card.caller;
    let name = if caller.name.is_empty() {
        mask_phone(&caller.number)
    } else {
        mask_name(&caller.name)
    };
    let what = match &view.call.card.outcome {
        CallOutcome::CallBack { what, .. } => what.replace('\n', " "),
        CallOutcome::Answered | CallOutcome::Case(_) | CallOutcome::PassedOn { .. } => {
            words.say("today-to-register")
        }
    };
    (label, format!("{item}  {name}  {what}"))
}

fn reminded(words: &Words, row: &CaseRow, reminder: &Reminder) -> String {
    let (_, what) = row_line(words, row);
    match &reminder.what {
        Reminding::Instalment(place, part) if !row.is_secret() => {
            let args = [
                ("n", (*place).into()),
                ("what", part.promise.what.as_str().into()),
            ];
            format!("{what}  {}", words.say_with("today-part", &args))
        }
        Reminding::Instalment(..) | Reminding::Confirmation | Reminding::Mediation => what,
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        let rows = self.rows();
        match input {
            Input::Command(Command::Choose) => self.choose(shared),
            Input::Command(Command::TodayClose) => self.close(shared),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Command(command) => {
                let page = usize::from(room(shared.size, Pane::Today).height.max(1));
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

    fn open_field(&self) -> Openness {
        Openness::Closed
    }

    fn recommended(&self) -> Option<Command> {
        let mut usual = [Command::Choose, Command::TodayClose, Command::IntakeNew].into_iter();
        usual.find(|command| self.valid(*command))
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::TodayClose => return self.view.unclosed > 0,
            Command::IntakeNew => return true,
            _ => {}
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
