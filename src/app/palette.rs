//! 命令面板: what is to be done, found by the clerk's own words, pinyin initials or English: commands,
//! the steps of the open case, people and numbers, and where that is done which the desk does not do.

use std::iter::once;

use crate::app::cursor::Cursor;
use crate::app::field::{Field, FieldKind};
use crate::app::part::{Input, Intent, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::StepKind;
use crate::domain::number::CaseNumber;
use crate::domain::saved_view::SavedView;
use crate::keymap::key::fold;
use crate::words::bundle::Words;
use crate::words::initials::initials;
use crate::words::lang::Lang;

/// Rows shown at once.
pub const PAGE: usize = 14;

/// What is done outside the desk: each says where.
pub const ELSEWHERE: &[&str] = &["restore", "verify"];

/// Something that the palette finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// A command of the desk.
    Command(Command),
    /// A step of the case that is open.
    Step(CaseNumber, StepKind),
    /// What is done outside the desk.
    Elsewhere(&'static str),
    /// A saved view, with its list and how many rows it has.
    View(Box<SavedView>, Option<usize>),
    /// The list in front, to be kept as a view of this name.
    KeepView(String),
    /// A saved view, to be forgotten.
    ForgetView(String),
    /// The Finder, for a person or a number.
    Find(String),
}

/// The palette's state.
#[derive(Debug)]
pub struct State {
    /// What is typed.
    pub field: Field,
    rows: Vec<Row>,
    hits: Vec<Hit>,
    cursor: Cursor<Hit>,
    /// A list is in front, which can be kept as a view.
    has_list: bool,
}

#[derive(Debug)]
struct Row {
    hit: Hit,
    /// Lower case, with initials; 0 before what it is called, 1 before what else it is looked for by.
    texts: Vec<(usize, String)>,
}

impl State {
    /// Opens the palette over every command, and over the steps that the open case allows.
    /// `views` are the saved ones, each with how many rows it has where that is known; `has_list` where
    /// a list is in front.
    pub fn open(
        shared: &Shared,
        case: Option<&Case>,
        views: Vec<(SavedView, Option<usize>)>,
        has_list: bool,
    ) -> Self {
        let here = shared.words.lang();
        let others: Vec<Words> = Lang::ALL
            .iter()
            .filter(|lang| **lang != here)
            .map(|lang| Words::new(*lang))
            .collect();
        let words: Vec<&Words> = once(&shared.words).chain(&others).collect();
        let steps = case.into_iter().flat_map(|case| {
            let offers = case.offers(&shared.who, shared.now.date()).into_iter();
            let allowed = offers.filter(|(_, refusal)| refusal.is_none());
            allowed.map(|(kind, _)| Row {
                hit: Hit::Step(case.number, kind),
                texts: texts(&words, &format!("step-{}", kind.code()), kind.code()),
            })
        });
        let commands = Command::ALL.iter().map(|command| Row {
            hit: Hit::Command(*command),
            texts: texts(&words, &command.word(), command.name()),
        });
        let elsewhere = ELSEWHERE.iter().map(|code| Row {
            hit: Hit::Elsewhere(code),
            texts: texts(&words, &format!("elsewhere-{code}"), code),
        });
        let views = views.into_iter().flat_map(|(view, count)| {
            let texts = named(&view.name);
            let forget = Row {
                hit: Hit::ForgetView(view.name.clone()),
                texts: texts
                    .iter()
                    .map(|(_, text)| (0, format!("-{text}")))
                    .collect(),
            };
            let open = Row {
                hit: Hit::View(Box::new(view), count),
                texts,
            };
            [open, forget]
        });
        let rows = views
            .chain(steps)
            .chain(commands)
            .chain(elsewhere)
            .collect();
        let mut state = Self {
            field: Field::new(FieldKind::Line),
            rows,
            hits: Vec::new(),
            cursor: Cursor::default(),
            has_list,
        };
        state.search();
        state
    }

    /// Gives what is found, best first.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Gives the place of the cursor among the hits, and the first row shown.
    pub fn cursor(&self) -> Option<(usize, usize)> {
        let index = self.cursor.index(&self.hits)?;
        Some((index, self.cursor.top(&self.hits, PAGE)))
    }

    fn search(&mut self) {
        let typed = self.field.text().trim();
        let query: String = typed.chars().map(fold).collect::<String>().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut ranked: Vec<(usize, &Hit)> = self
            .rows
            .iter()
            .filter_map(|row| Some((row.rank(&words)?, &row.hit)))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut hits: Vec<Hit> = ranked.into_iter().map(|(_, hit)| hit.clone()).collect();
        if !typed.is_empty() {
            hits.push(Hit::Find(typed.to_owned()));
            if self.has_list {
                hits.push(Hit::KeepView(typed.to_owned()));
            }
        }
        self.hits = hits;
        self.cursor.reset();
    }

    fn choose(&self, shared: &Shared) -> Response {
        let Some(hit) = self.cursor.current(&self.hits) else {
            return Response::used();
        };
        let close = Response::intent(Intent::Close);
        match hit {
            Hit::Command(command) => close.and_intent(Intent::Run(*command)),
            Hit::Step(number, kind) => close.and_intent(Intent::Open(Target::Step(*number, *kind))),
            Hit::Elsewhere(code) => {
                let how = shared.words.code("elsewhere-how", code);
                close.and(Response::tell(Tone::Plain, how))
            }
            Hit::View(view, _) => close.and_intent(Intent::Open(Target::View(view.clone()))),
            Hit::KeepView(name) => close.and_intent(Intent::KeepView(name.clone())),
            Hit::ForgetView(name) => close.and_intent(Intent::ForgetView(name.clone())),
            Hit::Find(text) => close.and_intent(Intent::Open(Target::Finder(text.clone()))),
        }
    }
}

/// Gives the texts by which a name is found: itself and its initials.
fn named(name: &str) -> Vec<(usize, String)> {
    let name = name.to_lowercase();
    let ways = initials(&name).into_iter().map(|way| (0, way));
    once((0, name.clone())).chain(ways).collect()
}

/// Gives the texts by which something is found: its code, and in every language what it is called and
/// also looked for by, each with its initials where the language has them.
fn texts(words: &[&Words], key: &str, code: &str) -> Vec<(usize, String)> {
    let mut texts = vec![(0, code.to_owned())];
    for words in words {
        let also = words.also(key).into_iter().map(|name| (1, name));
        for (order, name) in once((0, words.say(key))).chain(also) {
            let name = name.to_lowercase();
            if words.lang().row().pinyin {
                let ways = initials(&name).into_iter();
                texts.extend(ways.map(|way| (order, way)));
            }
            texts.push((order, name));
        }
    }
    texts
}

impl Row {
    /// Ranks a row: what is called so comes first, then what is looked for so, then what begins so, and
    /// the others the later the word stands in them; `None` where a word is nowhere.
    fn rank(&self, words: &[&str]) -> Option<usize> {
        words
            .iter()
            .map(|word| {
                let found = self.texts.iter().filter_map(|(order, text)| {
                    let at = text.find(word)?;
                    Some(if text == word { *order } else { at + 2 })
                });
                found.min()
            })
            .sum()
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
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
            Input::Command(Command::Choose) => return self.choose(shared),
            Input::Command(Command::Back) => return Response::intent(Intent::Close),
            Input::Command(command) => {
                if !self.cursor.command(&self.hits, command, PAGE) {
                    return Response::unused();
                }
            }
            Input::Click { row, .. } => {
                let top = self.cursor.top(&self.hits, PAGE);
                let Some(hit) = self.hits.get(top + usize::from(row)) else {
                    return Response::unused();
                };
                if usize::from(row) >= PAGE {
                    return Response::unused();
                }
                self.cursor.set(hit.clone());
                return self.choose(shared);
            }
            Input::Scroll(rows) => self.cursor.step(&self.hits, isize::from(rows)),
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
