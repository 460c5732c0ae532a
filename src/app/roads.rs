//! 法律途径: the legal roads with their last days, for the visitor at the counter; one that is told
//! in a case is written down there.

use chrono::{Datelike, NaiveDate};

use crate::app::cursor::Cursor;
use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::field::{Field, Kind};
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::road_advice::{RoadAdvice, Teller};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::app::when::parse_day;
use crate::command::table::Command;
use crate::domain::road::{Road, RoadEnd, Sentence, in_order};
use crate::words::lang::Lang;
use crate::words::say::Words;

/// The state of the roads.
#[derive(Debug)]
pub struct State {
    /// 从哪天起算
    pub from: Field,
    /// The case in which one is told; `None` at the counter.
    pub teller: Option<Teller>,
    rows: Vec<RoadEnd>,
    hand: Cursor<String>,
    line: RequestSlot,
}

impl State {
    /// Opens the roads and asks for them.
    pub fn open(teller: Option<Teller>) -> (Self, Effect) {
        let mut state = Self {
            from: Field::new(Kind::Number),
            teller,
            rows: Vec::new(),
            hand: Cursor::default(),
            line: RequestSlot::new(Asker::Roads, 0),
        };
        let effect = Effect::Store(state.line.draw(), Request::Roads { from: None });
        (state, effect)
    }

    /// Gives the roads with their last days, those of the case's category first.
    pub fn rows(&self) -> &[RoadEnd] {
        &self.rows
    }

    /// Gives the index of the road under the hand.
    pub fn hand(&self) -> Option<usize> {
        self.hand.index(&self.codes())
    }

    /// Gives the road under the hand.
    pub fn current(&self) -> Option<&RoadEnd> {
        self.rows.get(self.hand()?)
    }

    /// Gives the day from which limits are counted, where one was typed and reads; a day without a
    /// year is a past one.
    pub fn start(&self, today: NaiveDate) -> Option<NaiveDate> {
        let day = parse_day(self.from.text(), today)?;
        if day > today {
            return day.with_year(day.year() - 1).filter(|it| *it <= today);
        }
        Some(day)
    }

    fn codes(&self) -> Vec<String> {
        self.rows.iter().map(|row| row.road.code.clone()).collect()
    }

    fn ask(&mut self, shared: &Shared) -> Response {
        let from = self.start(shared.now.date());
        Response::effect(Effect::Store(self.line.draw(), Request::Roads { from }))
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        if !self.line.takes(reply.ticket) {
            return Response::unused();
        }
        match reply.answer {
            Answer::Roads(rows) => {
                let category = self.teller.as_ref().and_then(|it| it.category);
                self.rows = in_order(rows, category);
                Response::used()
            }
            Answer::Failed(reason) => {
                let args = [("reason", reason.into())];
                let text = shared.words.say_with("desk-reply-failed", &args);
                Response::intent(Intent::Tell(Notice {
                    tone: Tone::Bad,
                    text,
                }))
            }
            _ => Response::used(),
        }
    }

    fn chosen(&self, shared: &Shared) -> Response {
        let (Some(teller), Some(row)) = (&self.teller, self.current()) else {
            let text = shared.words.say("roads-no-case");
            return Response::intent(Intent::Tell(Notice {
                tone: Tone::Plain,
                text,
            }));
        };
        let words = &shared.words;
        let telling = RoadAdvice {
            number: teller.number.clone(),
            road: said(words, &row.road.way).to_owned(),
            told: told(words, row),
            from: row.end.as_ref().and_then(|_| self.start(shared.now.date())),
            until: row.end.as_ref().map(|end| end.due.date()),
        };
        Response::intent(Intent::Close)
            .and_intent(Intent::Open(Target::RoadAdvice(Box::new(telling))))
    }
}

/// Gives a sentence in the language of the words, else in the fallback; empty where it is empty.
pub fn said<'a>(words: &Words, sentence: &'a Sentence) -> &'a str {
    [words.lang(), Lang::FALLBACK]
        .iter()
        .find_map(|lang| sentence.text(lang.row().code))
        .unwrap_or_default()
}

/// Says a road's limit: how long, from what; one that nobody checked says so.
pub fn limit(words: &Words, road: &Road) -> String {
    let limit = match &road.limit {
        None => words.say("roads-no-limit"),
        Some(limit) => words.say_with(
            "roads-limit",
            &[
                ("n", limit.n.into()),
                ("unit", words.code("unit", limit.unit.code()).into()),
                ("from", said(words, &limit.from).into()),
            ],
        ),
    };
    marked(words, road, limit)
}

/// Gives a road's end in few words, for a list: its last day, else its length.
pub fn end(words: &Words, row: &RoadEnd) -> String {
    let end = match (&row.end, &row.road.limit) {
        (Some(end), _) => end.due.date().to_string(),
        (None, Some(limit)) => {
            let unit = words.code("unit", limit.unit.code());
            format!("{} {unit}", limit.n)
        }
        (None, None) => words.say("roads-no-limit"),
    };
    marked(words, &row.road, end)
}

/// Adds to a limit that nobody read in the law's text that it is to be checked.
fn marked(words: &Words, road: &Road, limit: String) -> String {
    if road.verified {
        return limit;
    }
    let args = [("limit", limit.into())];
    words.say_with("roads-unchecked", &args)
}

/// Writes what the person takes home: where to go, until when, by which article, and what a
/// petition does and does not stop.
pub fn told(words: &Words, row: &RoadEnd) -> String {
    let road = &row.road;
    let mut lines = vec![
        said(words, &road.about).to_owned(),
        format!("{} ({})", limit(words, road), road.article),
    ];
    if road.reconsideration_first {
        lines.push(words.say("roads-first"));
    }
    lines.extend(row.end.as_ref().map(|end| {
        let day = end.due.date().to_string();
        words.say_with("roads-until", &[("day", day.into())])
    }));
    lines.extend(road.in_force.since.map(|day| {
        let day = day.to_string();
        words.say_with("roads-since", &[("day", day.into())])
    }));
    lines.push(said(words, &road.note).to_owned());
    if !road.verified {
        lines.push(words.say("roads-unverified"));
    }
    lines.push(words.say("roads-not-stopped"));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Press(press) => {
                if !self.from.press(press) {
                    return Response::unused();
                }
                self.ask(shared)
            }
            Input::Paste(text) => {
                self.from.paste(&text);
                self.ask(shared)
            }
            Input::Command(Command::Back) => Response::intent(Intent::Close),
            Input::Command(Command::Choose) => self.chosen(shared),
            Input::Command(Command::Undo) if self.from.undo() => self.ask(shared),
            Input::Command(Command::Redo) if self.from.redo() => self.ask(shared),
            Input::Command(command) => {
                let codes = self.codes();
                if self.hand.command(&codes, command, codes.len()) {
                    Response::used()
                } else {
                    Response::unused()
                }
            }
            Input::Click { row, .. } => {
                let index = usize::from(row);
                match self.rows.get(index) {
                    Some(row) => {
                        self.hand.set(row.road.code.clone());
                        Response::used()
                    }
                    None => Response::unused(),
                }
            }
            Input::Scroll(by) => {
                let codes = self.codes();
                self.hand.step(&codes, isize::from(by));
                Response::used()
            }
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(_) | Input::Tick | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        Openness::Line
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Choose => self.teller.is_some() && !self.rows.is_empty(),
            Command::Back | Command::MoveUp | Command::MoveDown => true,
            _ => false,
        }
    }
}
