//! 法律途径: the legal roads with their last days, for the visitor at the counter; one that is told
//! in a case is written down there.

use chrono::{Datelike, NaiveDate};

use crate::app::cursor::Cursor;
use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::field::{Field, Kind};
use crate::app::part::{Input, Notice, Openness, Outcome, Part, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::app::telling::{Teller, Telling};
use crate::app::ticket::{Asker, Line};
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
    line: Line,
}

impl State {
    /// Opens the roads and asks for them.
    pub fn open(teller: Option<Teller>) -> (Self, Effect) {
        let mut state = Self {
            from: Field::new(Kind::Number),
            teller,
            rows: Vec::new(),
            hand: Cursor::default(),
            line: Line::new(Asker::Roads, 0),
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

    fn ask(&mut self, shared: &Shared) -> Outcome {
        let from = self.start(shared.now.date());
        Outcome::effect(Effect::Store(self.line.draw(), Request::Roads { from }))
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        if !self.line.takes(reply.ticket) {
            return Outcome::unused();
        }
        match reply.answer {
            Answer::Roads(rows) => {
                let category = self.teller.as_ref().and_then(|it| it.category);
                self.rows = in_order(rows, category);
                Outcome::used()
            }
            Answer::Failed(reason) => {
                let args = [("reason", reason.into())];
                let text = shared.words.say_with("desk-reply-failed", &args);
                Outcome::wish(Wish::Tell(Notice {
                    tone: Tone::Bad,
                    text,
                }))
            }
            _ => Outcome::used(),
        }
    }

    fn chosen(&self, shared: &Shared) -> Outcome {
        let (Some(teller), Some(row)) = (&self.teller, self.current()) else {
            let text = shared.words.say("roads-no-case");
            return Outcome::wish(Wish::Tell(Notice {
                tone: Tone::Plain,
                text,
            }));
        };
        let words = &shared.words;
        let telling = Telling {
            number: teller.number.clone(),
            road: said(words, &row.road.way).to_owned(),
            told: told(words, row),
            from: row.end.as_ref().and_then(|_| self.start(shared.now.date())),
            until: row.end.as_ref().map(|end| end.due.date()),
        };
        Outcome::wish(Wish::Close).and_wish(Wish::Open(Target::Telling(Box::new(telling))))
    }
}

/// Gives a sentence in the language of the words, else in the fallback; empty where it is empty.
pub fn said<'a>(words: &Words, sentence: &'a Sentence) -> &'a str {
    [words.lang(), Lang::FALLBACK]
        .iter()
        .find_map(|lang| sentence.text(lang.row().code))
        .unwrap_or_default()
}

/// Says a road's limit: how long, from what.
pub fn limit(words: &Words, road: &Road) -> String {
    match &road.limit {
        None => words.say("roads-no-limit"),
        Some(limit) => words.say_with(
            "roads-limit",
            &[
                ("n", limit.n.into()),
                ("unit", words.code("unit", limit.unit.code()).into()),
                ("from", said(words, &limit.from).into()),
            ],
        ),
    }
}

/// Writes what the person takes home: where to go, until when, by which article, and what a
/// petition does and does not stop.
pub fn told(words: &Words, row: &RoadEnd) -> String {
    let road = &row.road;
    let mut lines = vec![
        said(words, &road.about).to_owned(),
        format!("{} ({})", limit(words, road), road.article),
    ];
    lines.extend(row.end.as_ref().map(|end| {
        let day = end.due.date().to_string();
        words.say_with("roads-until", &[("day", day.into())])
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
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Press(press) => {
                if !self.from.press(press) {
                    return Outcome::unused();
                }
                self.ask(shared)
            }
            Input::Paste(text) => {
                self.from.paste(&text);
                self.ask(shared)
            }
            Input::Command(Command::Back) => Outcome::wish(Wish::Close),
            Input::Command(Command::Choose) => self.chosen(shared),
            Input::Command(Command::Undo) if self.from.undo() => self.ask(shared),
            Input::Command(Command::Redo) if self.from.redo() => self.ask(shared),
            Input::Command(command) => {
                let codes = self.codes();
                if self.hand.command(&codes, command, codes.len()) {
                    Outcome::used()
                } else {
                    Outcome::unused()
                }
            }
            Input::Click { row, .. } => {
                let index = usize::from(row);
                match self.rows.get(index) {
                    Some(row) => {
                        self.hand.set(row.road.code.clone());
                        Outcome::used()
                    }
                    None => Outcome::unused(),
                }
            }
            Input::Scroll(by) => {
                let codes = self.codes();
                self.hand.step(&codes, isize::from(by));
                Outcome::used()
            }
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(_) | Input::Tick | Input::Changed => Outcome::unused(),
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
