//! 命令面板: what is to be done, found by the clerk's own words, pinyin initials or English: commands,
//! the steps of the open case, villages, people and numbers, and where that is done which the desk does
//! not do. Who is found is masked, as in the Finder.

use std::iter::once;

use crate::app::answer::{Answer, FoundRow, Reply};
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::field::{Field, FieldKind};
use crate::app::match_row::{MatchRow, agrees, is_himself};
use crate::app::part::{Input, Intent, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::StepKind;
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::right::Right;
use crate::domain::saved_view::SavedView;
use crate::keymap::key::fold;
use crate::words::bundle::Words;
use crate::words::initials::initials;
use crate::words::lang::Lang;

/// Rows shown at once.
pub const PAGE: usize = 14;
/// People proposed at once; the Finder has the others.
const PEOPLE: usize = 5;
/// What is called as it was typed, or looked for so, ranks below this.
const EXACT: usize = 2;

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
    /// A village of the grid.
    Village(String),
    /// A matter, by its number.
    Case(CaseNumber),
    /// Someone who has been here.
    Person(Found),
    /// The Finder, for a person or a number.
    Find(String),
}

impl Hit {
    /// Gives the right that it needs; `None` where whoever sits here has it.
    pub const fn right(&self) -> Option<Right> {
        match self {
            Self::Command(command) => command.right(),
            Self::Step(..) => Some(Right::Handle),
            Self::Elsewhere(_)
            | Self::View(..)
            | Self::KeepView(_)
            | Self::ForgetView(_)
            | Self::Village(_)
            | Self::Case(_)
            | Self::Person(_)
            | Self::Find(_) => None,
        }
    }
}

/// Someone who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Who.
    pub id: PersonId,
    /// His name, masked as in the Finder, and his village.
    pub name: String,
    /// How many open cases he has.
    pub open: u32,
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
    /// Matters and people found for what is typed.
    found: Vec<Hit>,
    asked: String,
    find: RequestSlot,
    grid: RequestSlot,
}

#[derive(Debug)]
struct Row {
    hit: Hit,
    /// Lower case, with initials; 0 before what it is called, 1 before what else it is looked for by.
    texts: Vec<(usize, String)>,
}

impl State {
    /// Opens the palette over every command, and over the steps that the open case allows; asks for
    /// the villages. `views` are the saved ones, each with how many rows it has where that is known;
    /// `has_list` where a list is in front. `round` tells its questions from those of the palette that
    /// was open before.
    pub fn open(
        shared: &Shared,
        case: Option<&Case>,
        views: Vec<(SavedView, Option<usize>)>,
        has_list: bool,
        round: u64,
    ) -> (Self, Effect) {
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
            found: Vec::new(),
            asked: String::new(),
            find: RequestSlot::new(Asker::Palette, round % 300 * 2),
            grid: RequestSlot::new(Asker::Palette, round % 300 * 2 + 1),
        };
        state.search();
        let asks = Effect::Store(state.grid.draw(), Request::Grid);
        (state, asks)
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

    /// Searches for what is typed, and asks who has been here under it.
    fn look(&mut self) -> Response {
        let typed = self.field.text().trim().to_owned();
        if typed == self.asked {
            return Response::used();
        }
        self.asked.clone_from(&typed);
        self.found.clear();
        self.search();
        self.cursor.reset();
        let ticket = self.find.draw();
        if typed.chars().nth(1).is_none() {
            return Response::used();
        }
        let find = Request::Find {
            words: typed,
            limit: PEOPLE,
            receipts: true,
        };
        Response::effect(Effect::Store(ticket, find))
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        match reply.answer {
            Answer::Grid(grid) if self.grid.takes(reply.ticket) => self.hear_grid(&grid),
            Answer::Found(rows) if self.find.takes(reply.ticket) => self.hear(shared, &rows),
            Answer::Failed(reason) => {
                let args = [("reason", reason.into())];
                let text = shared.words.say_with("desk-reply-failed", &args);
                return Response::tell(Tone::Bad, text);
            }
            _ => {}
        }
        Response::used()
    }

    fn hear_grid(&mut self, grid: &GridTree) {
        let villages = grid.of_level(GridLevel::Village).map(|node| {
            let short = initials(&node.name).into_iter().map(|way| (0, way));
            Row {
                hit: Hit::Village(node.name.clone()),
                texts: once((0, node.name.clone())).chain(short).collect(),
            }
        });
        self.rows.extend(villages);
        self.renew();
    }

    fn hear(&mut self, shared: &Shared, rows: &[FoundRow]) {
        let of = |row: &FoundRow| {
            if let Some(number) = row.case {
                return Hit::Case(number);
            }
            let shown = MatchRow::of(row, agrees(row), &shared.words);
            Hit::Person(Found {
                id: shown.id,
                name: format!("{}  {}", shown.name.text, shown.village.text),
                open: shown.open_cases,
            })
        };
        let rows = rows
            .iter()
            .filter(|row| row.case.is_some() || is_himself(row));
        self.found = rows.map(of).collect();
        self.renew();
    }

    /// Says how many rows the views have, now that it is known.
    pub fn recount(&mut self, views: &[(SavedView, Option<usize>)]) {
        let at = self.cursor.index(&self.hits);
        for row in &mut self.rows {
            if let Hit::View(view, count) = &mut row.hit
                && let Some((_, known)) = views.iter().find(|(it, _)| it.name == view.name)
            {
                *count = *known;
            }
        }
        self.search();
        if let Some(hit) = at.and_then(|at| self.hits.get(at)) {
            self.cursor.set(hit.clone());
        }
    }

    /// Searches anew for the same words: the row under the cursor stays under it, unless it was the
    /// Finder's alone.
    fn renew(&mut self) {
        let before = self.cursor.current(&self.hits).cloned();
        self.search();
        match before.filter(|hit| !matches!(hit, Hit::Find(_))) {
            Some(hit) => self.cursor.set(hit),
            None => self.cursor.reset(),
        }
    }

    fn search(&mut self) {
        let typed = self.field.text().trim();
        let query: String = typed.chars().map(fold).collect::<String>().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut ranked: Vec<(usize, &Hit)> = self
            .rows
            .iter()
            .filter(|row| !words.is_empty() || !matches!(row.hit, Hit::Village(_)))
            .filter_map(|row| Some((row.rank(&words)?, &row.hit)))
            .collect();
        ranked.extend(self.found.iter().map(|hit| (EXACT, hit)));
        // Found people stand behind what is called so or begins so, before what only has the words in it.
        ranked.sort_by_key(|(rank, hit)| (*rank, matches!(hit, Hit::Case(_) | Hit::Person(_))));
        let mut hits: Vec<Hit> = ranked.into_iter().map(|(_, hit)| hit.clone()).collect();
        if !typed.is_empty() {
            hits.push(Hit::Find(typed.to_owned()));
            if self.has_list {
                hits.push(Hit::KeepView(typed.to_owned()));
            }
        }
        self.hits = hits;
    }

    fn choose(&self, shared: &Shared) -> Response {
        let Some(hit) = self.cursor.current(&self.hits) else {
            return Response::used();
        };
        let close = Response::intent(Intent::Close);
        match hit {
            Hit::Command(command) => close.and_intent(Intent::Run(*command)),
            Hit::Step(number, kind) => close.and_intent(Intent::Open(Target::Form(*number, *kind))),
            Hit::Elsewhere(code) => {
                let how = shared.words.code("elsewhere-how", code);
                close.and(Response::tell(Tone::Plain, how))
            }
            Hit::View(view, _) => close.and_intent(Intent::Open(Target::View(view.clone()))),
            Hit::KeepView(name) => close.and_intent(Intent::KeepView(name.clone())),
            Hit::ForgetView(name) => close.and_intent(Intent::ForgetView(name.clone())),
            Hit::Village(name) => close.and_intent(Intent::Open(Target::Grid {
                at: name.clone(),
                back: None,
            })),
            Hit::Case(number) => close.and_intent(Intent::Open(Target::Case(number.to_string()))),
            Hit::Person(found) => close.and_intent(Intent::Open(Target::Found {
                words: self.field.text().trim().to_owned(),
                person: found.id,
            })),
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
                return self.look();
            }
            Input::Paste(text) => {
                self.field.paste(&text);
                return self.look();
            }
            Input::Command(Command::Undo) => {
                self.field.undo();
                return self.look();
            }
            Input::Command(Command::Redo) => {
                self.field.redo();
                return self.look();
            }
            Input::Reply(reply) => return self.replied(shared, reply),
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
            Input::Show(_) | Input::Tick | Input::Changed => return Response::unused(),
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
