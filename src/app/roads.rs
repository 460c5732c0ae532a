//! 法律途径: the legal roads with their last days, for the visitor at the counter; one that is told
//! in a case is written down there. The line takes words that find a road and the day from which its
//! limit runs, one beside the other.

use chrono::{Datelike, NaiveDate};

use crate::app::answer::{Answer, Reply};
use crate::app::cells::broken;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::field::{Field, FieldKind};
use crate::app::layout::{Place, inside, layout};
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::road_advice::{RoadAdvice, Teller};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::app::when::parse_day;
use crate::command::table::Command;
use crate::domain::road::{Road, RoadEnd, Sentence, in_order};
use crate::keymap::key::fold;
use crate::words::bundle::Words;
use crate::words::initials::initials;
use crate::words::lang::Lang;

/// Where the roads stand.
pub const PLACE: Place = Place::Popup(100, u16::MAX);
/// Rows that are neither list nor what is told of a road: what follows below, the line.
const AROUND: u16 = 2;
/// The fewest rows of the list.
const LEAST: u16 = 5;

/// The state of the roads.
#[derive(Debug)]
pub struct State {
    /// What is typed: words of a road, 从哪天起算.
    pub line: Field,
    /// The case in which one is told; `None` at the counter.
    pub teller: Option<Teller>,
    all: Vec<Row>,
    /// The places of those that are found.
    hits: Vec<usize>,
    cursor: Cursor<String>,
    request: RequestSlot,
}

/// A road with the texts that find it.
#[derive(Debug)]
struct Row {
    end: RoadEnd,
    texts: Vec<String>,
}

/// The places of one frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// Rows of the list.
    pub list: u16,
    /// The first road that it shows.
    pub top: usize,
    /// How many stand below it.
    pub below: usize,
}

impl State {
    /// Opens the roads and asks for them.
    pub fn open(teller: Option<Teller>) -> (Self, Effect) {
        let mut state = Self {
            line: Field::new(FieldKind::Line),
            teller,
            all: Vec::new(),
            hits: Vec::new(),
            cursor: Cursor::default(),
            request: RequestSlot::new(Asker::Roads, 0),
        };
        let effect = Effect::Store(state.request.draw(), Request::Roads { from: None });
        (state, effect)
    }

    /// Gives the roads that are found, with their last days, those of the case's matter first.
    pub fn rows(&self) -> Vec<&RoadEnd> {
        let found = self.hits.iter().filter_map(|at| self.all.get(*at));
        found.map(|row| &row.end).collect()
    }

    /// Gives how many there are in all.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Gives the index of the road under the cursor.
    pub fn index(&self) -> Option<usize> {
        self.cursor.index(&self.codes())
    }

    /// Gives the road under the cursor.
    pub fn current(&self) -> Option<&RoadEnd> {
        self.rows().get(self.index()?).copied()
    }

    /// Gives the day from which limits are counted, where one was typed and reads; a day without a
    /// year is a past one.
    pub fn start(&self, today: NaiveDate) -> Option<NaiveDate> {
        let words = self.line.text().split_whitespace();
        let day = words
            .filter_map(|word| parse_day(word, today))
            .next_back()?;
        if day > today {
            return day.with_year(day.year() - 1).filter(|it| *it <= today);
        }
        Some(day)
    }

    /// Gives where everything stands in the room inside the border: what is told of a road is there
    /// whole, the list has the other rows.
    pub fn places(&self, shared: &Shared, (width, height): (u16, u16)) -> Places {
        let words = &shared.words;
        let wide = shared.look.ambiguous_wide;
        let lines = |row: &&RoadEnd| {
            let text = take_home_text(words, row);
            broken(&text, width.saturating_sub(2), wide).len() + 1
        };
        let rows = self.rows();
        let longest = rows.iter().map(lines).max().unwrap_or(0);
        let longest = u16::try_from(longest).unwrap_or(u16::MAX);
        let count = u16::try_from(rows.len()).unwrap_or(u16::MAX).max(1);
        let room = height.saturating_sub(AROUND);
        let list = room.saturating_sub(longest).max(LEAST).min(room).min(count);
        let shown = usize::from(list);
        let at = self.index().unwrap_or(0);
        let top = (at + 1).saturating_sub(shown);
        Places {
            list,
            top,
            below: rows.len().saturating_sub(top + shown),
        }
    }

    fn here(&self, shared: &Shared) -> Places {
        let room = layout(shared.size, shared.intake_open, Pane::Queue, Pane::Case).map_or(
            (0, 0),
            |layout| {
                let inner = inside(layout.place(PLACE));
                (inner.width, inner.height)
            },
        );
        self.places(shared, room)
    }

    fn codes(&self) -> Vec<String> {
        let rows = self.rows();
        rows.iter().map(|row| row.road.code.clone()).collect()
    }

    /// Follows what was typed: finds, and asks anew from when the limits run.
    fn look(&mut self, shared: &Shared) -> Response {
        self.find(shared.now.date());
        let from = self.start(shared.now.date());
        Response::effect(Effect::Store(self.request.draw(), Request::Roads { from }))
    }

    /// Finds the roads that hold every word typed; a day, or the beginning of one, is no word.
    fn find(&mut self, today: NaiveDate) {
        let typed: String = self.line.text().chars().map(fold).collect();
        let typed = typed.to_lowercase();
        let words = typed.split_whitespace();
        let words: Vec<&str> = words.filter(|word| !is_of_a_day(word, today)).collect();
        let holds = |row: &Row| {
            let mut words = words.iter();
            words.all(|word| row.texts.iter().any(|text| text.contains(word)))
        };
        let rows = self.all.iter().enumerate();
        self.hits = rows
            .filter(|(_, row)| holds(row))
            .map(|(at, _)| at)
            .collect();
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        if !self.request.takes(reply.ticket) {
            return Response::unused();
        }
        match reply.answer {
            Answer::Roads(rows) => {
                let teller = self.teller.as_ref();
                let category = teller.and_then(|it| it.category);
                let matter = teller.map_or("", |it| it.matter.as_str());
                let rows = in_order(rows, category, matter);
                self.all = rows.into_iter().map(Row::of).collect();
                self.find(shared.now.date());
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
            let keys = shared.keys(Command::RoadsOpen);
            let text = shared
                .words
                .say_with("roads-no-case", &[("keys", keys.into())]);
            return Response::intent(Intent::Tell(Notice {
                tone: Tone::Plain,
                text,
            }));
        };
        let words = &shared.words;
        let advice = RoadAdvice {
            number: teller.number.clone(),
            road: localised(words, &row.road.way).to_owned(),
            text: take_home_text(words, row),
            from: row.end.as_ref().and_then(|_| self.start(shared.now.date())),
            until: row.end.as_ref().map(|end| end.due.date()),
        };
        Response::intent(Intent::Close)
            .and_intent(Intent::Open(Target::RoadAdvice(Box::new(advice))))
    }
}

impl Row {
    fn of(end: RoadEnd) -> Self {
        let road = &end.road;
        let mut texts = vec![road.article.to_lowercase(), road.code.clone()];
        for lang in Lang::ALL {
            for sentence in [&road.about, &road.way, &road.note] {
                let Some(text) = sentence.text(lang.row().code) else {
                    continue;
                };
                if lang.row().pinyin {
                    texts.push(initials(text).join(" "));
                }
                texts.push(text.to_lowercase());
            }
        }
        Self { end, texts }
    }
}

/// Tells whether a word is a day, or may be the beginning of one that is being typed.
fn is_of_a_day(word: &str, today: NaiveDate) -> bool {
    let mut signs = word.chars();
    let of_day = |sign: char| sign.is_ascii_digit() || "-./年月日号".contains(sign);
    parse_day(word, today).is_some()
        || (word.starts_with(|sign: char| sign.is_ascii_digit()) && signs.all(of_day))
}

/// Gives a sentence in the language of the words, else in the fallback; empty where it is empty.
pub fn localised<'a>(words: &Words, sentence: &'a Sentence) -> &'a str {
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
                ("unit", words.unit(limit.unit, limit.n).into()),
                ("from", localised(words, &limit.from).into()),
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
            let unit = words.unit(limit.unit, limit.n);
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
pub fn take_home_text(words: &Words, row: &RoadEnd) -> String {
    let road = &row.road;
    let mut lines = vec![
        localised(words, &road.about).to_owned(),
        format!("{} ({})", limit(words, road), words.cited(&road.article)),
    ];
    if road.reconsideration_first {
        lines.push(words.say("roads-first"));
    }
    lines.extend(row.end.as_ref().map(|end| {
        let day = end.due.date().to_string();
        words.say_with("roads-until", &[("day", day.into())])
    }));
    lines.push(match road.in_force.since {
        Some(day) => words.say_with("roads-since", &[("day", day.to_string().into())]),
        None => words.say("roads-since-unknown"),
    });
    lines.push(localised(words, &road.note).to_owned());
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
                if !self.line.press(press) {
                    return Response::unused();
                }
                self.look(shared)
            }
            Input::Paste(text) => {
                self.line.paste(&text);
                self.look(shared)
            }
            Input::Command(Command::Back) => Response::intent(Intent::Close),
            Input::Command(Command::Choose) => self.chosen(shared),
            Input::Command(Command::Undo) if self.line.undo() => self.look(shared),
            Input::Command(Command::Redo) if self.line.redo() => self.look(shared),
            Input::Command(command) => {
                let (codes, page) = (self.codes(), self.here(shared).list);
                if self.cursor.command(&codes, command, usize::from(page)) {
                    Response::used()
                } else {
                    Response::unused()
                }
            }
            Input::Click { row, .. } => {
                let places = self.here(shared);
                let at = places.top + usize::from(row);
                match self.codes().get(at).filter(|_| row < places.list) {
                    Some(code) => {
                        self.cursor.set(code.clone());
                        Response::used()
                    }
                    None => Response::unused(),
                }
            }
            Input::Scroll(by) => {
                let codes = self.codes();
                self.cursor.step(&codes, isize::from(by));
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
            Command::Choose => self.teller.is_some() && !self.hits.is_empty(),
            Command::Back | Command::MoveUp | Command::MoveDown => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_being_typed_is_no_word() {
        let today: NaiveDate = "2026-09-28".parse().unwrap();
        for (word, day) in [
            ("2026", true),
            ("2026-", true),
            ("2026-03-01", true),
            ("3月1日", true),
            ("3", true),
            ("工伤", false),
            ("23条", false),
            ("ldzc", false),
        ] {
            assert_eq!(is_of_a_day(word, today), day, "{word}");
        }
    }
}
