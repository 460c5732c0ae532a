//! 命令面板: every command, found by Chinese, pinyin initials or English.

use std::iter::once;

use crate::app::cursor::Cursor;
use crate::app::field::{Field, Kind};
use crate::app::part::{Input, Intent, Openness, Part, Response};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::keymap::key::fold;
use crate::words::initials::initials;
use crate::words::lang::Lang;
use crate::words::say::Words;

/// Rows shown at once.
pub const PAGE: usize = 14;

/// The palette's state.
#[derive(Debug)]
pub struct State {
    /// What is typed.
    pub field: Field,
    rows: Vec<Row>,
    hits: Vec<Command>,
    hand: Cursor<Command>,
}

#[derive(Debug)]
struct Row {
    command: Command,
    /// Lower case: the name, and the words of every language with their initials.
    texts: Vec<String>,
}

impl State {
    /// Opens the palette over every command.
    pub fn open(shared: &Shared) -> Self {
        let here = shared.words.lang();
        let others: Vec<Words> = Lang::ALL
            .iter()
            .filter(|lang| **lang != here)
            .map(|lang| Words::new(*lang))
            .collect();
        let rows = Command::ALL
            .iter()
            .map(|command| {
                let mut texts = vec![command.name().to_owned()];
                for words in once(&shared.words).chain(&others) {
                    let text = words.say(&command.word()).to_lowercase();
                    if words.lang().row().pinyin {
                        texts.push(initials(&text).join(" "));
                    }
                    texts.push(text);
                }
                Row {
                    command: *command,
                    texts,
                }
            })
            .collect();
        let mut state = Self {
            field: Field::new(Kind::Line),
            rows,
            hits: Vec::new(),
            hand: Cursor::default(),
        };
        state.search();
        state
    }

    /// Gives what is found, best first.
    pub fn hits(&self) -> &[Command] {
        &self.hits
    }

    /// Gives the place of the hand among the hits, and the first row shown.
    pub fn hand(&self) -> Option<(usize, usize)> {
        let index = self.hand.index(&self.hits)?;
        Some((index, self.hand.top(&self.hits, PAGE)))
    }

    fn search(&mut self) {
        let query: String = self
            .field
            .text()
            .chars()
            .map(fold)
            .collect::<String>()
            .to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut ranked: Vec<(usize, Command)> = self
            .rows
            .iter()
            .filter_map(|row| Some((row.rank(&words)?, row.command)))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        self.hits = ranked.into_iter().map(|(_, command)| command).collect();
        self.hand.reset();
    }

    fn choose(&self) -> Response {
        match self.hand.current(&self.hits) {
            Some(command) => Response::intent(Intent::Close).and_intent(Intent::Run(*command)),
            None => Response::used(),
        }
    }
}

impl Row {
    /// Ranks a row: 0 for words that begin a text, more the later they stand; `None` where a word
    /// is nowhere.
    fn rank(&self, words: &[&str]) -> Option<usize> {
        words
            .iter()
            .map(|word| self.texts.iter().filter_map(|text| text.find(word)).min())
            .sum()
    }
}

impl Part for State {
    fn update(&mut self, _shared: &Shared, input: Input) -> Response {
        match input {
            Input::Press(press) => {
                if !self.field.press(press) {
                    return Response::unused();
                }
                self.search();
            }
            Input::Paste(text) => {
                self.field.paste(&text);
                self.search();
            }
            Input::Command(Command::Undo) => {
                self.field.undo();
                self.search();
            }
            Input::Command(Command::Redo) => {
                self.field.redo();
                self.search();
            }
            Input::Command(Command::Choose) => return self.choose(),
            Input::Command(Command::Back) => return Response::intent(Intent::Close),
            Input::Command(command) => {
                if !self.hand.command(&self.hits, command, PAGE) {
                    return Response::unused();
                }
            }
            Input::Click { row, .. } => {
                let top = self.hand.top(&self.hits, PAGE);
                let Some(command) = self.hits.get(top + usize::from(row)) else {
                    return Response::unused();
                };
                if usize::from(row) >= PAGE {
                    return Response::unused();
                }
                self.hand.set(*command);
                return self.choose();
            }
            Input::Scroll(rows) => self.hand.step(&self.hits, isize::from(rows)),
            Input::Reply(_) | Input::Show(_) | Input::Tick | Input::Changed => {
                return Response::unused();
            }
        }
        Response::used()
    }

    fn open_field(&self) -> Openness {
        self.field.openness()
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Choose => !self.hits.is_empty(),
            Command::Back | Command::MoveUp | Command::MoveDown => true,
            Command::Undo => self.field.can_undo(),
            Command::Redo => self.field.can_redo(),
            _ => false,
        }
    }
}
