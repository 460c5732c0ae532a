//! 查看留痕: who looked at what, and who took what out, a week at a time. The store gives it to the
//! auditor and the administrators alone.

use chrono::{Days, NaiveDate};

use crate::app::answer::Answer;
use crate::app::case::para::{Para, Shade};
use crate::app::effect::Request;
use crate::app::form_task::{self, Asked};
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::ledger::{self, Ledger};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target};
use crate::app::shared::Shared;
use crate::app::unfinished::FormCode;
use crate::command::table::Command;
use crate::domain::looked::{LookList, LookQuery, LookRow};
use crate::domain::number::CaseNumber;
use crate::words::bundle::Words;

/// Days of a page.
const SPAN: u64 = 7;

const COLUMNS: &[Column] = &[
    Column::text("looked-col-when"),
    Column::text("looked-col-who").grouping(),
    Column::text("looked-col-how").grouping(),
    Column::long("looked-col-what").grouping(),
    Column::number("looked-col-times"),
    Column::text("looked-col-proof").grouping(),
    Column::text("looked-col-where"),
];

/// It asks nothing either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {}

impl Asked for Ask {
    const ALL: &'static [Self] = &[];

    fn word(self) -> &'static str {
        match self {}
    }
}

/// It has no form: nothing of it is ever changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {}

impl FormCode for Kind {
    fn code(&self) -> String {
        match *self {}
    }
}

type Form = form_task::FormTask<Kind, Ask>;

/// The list, and which week of it is shown.
#[derive(Debug, Default)]
pub struct Looked {
    /// Its last day; `None` for today.
    to: Option<NaiveDate>,
    /// What was there; `None` where whoever sits here may not read it.
    list: Option<LookList>,
}

/// The pane's state.
pub type State = ledger::State<Looked>;

impl Looked {
    fn span(&self, shared: &Shared) -> (NaiveDate, NaiveDate) {
        let to = self.to.unwrap_or_else(|| shared.now.date());
        let from = to.checked_sub_days(Days::new(SPAN - 1)).unwrap_or(to);
        (from, to)
    }

    fn row(&self, at: usize) -> Option<&LookRow> {
        // The last one stands first.
        self.list.as_ref()?.rows.iter().rev().nth(at)
    }
}

impl Ledger for Looked {
    type Row = usize;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Looked;
    const USUAL: &'static [Command] = &[Command::LookedEarlier];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let (from, to) = self.span(shared);
        vec![Request::Looked(LookQuery {
            from: Some(from),
            to: Some(to),
            ..LookQuery::default()
        })]
    }

    fn answered(pane: &mut State, _shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Looked(list) => pane.ledger.list = list.map(|it| *it),
            Answer::Failed(_) => pane.ledger.list = None,
            _ => return Response::unused(),
        }
        Response::used()
    }

    fn page(&self, shared: &Shared) -> Page<usize> {
        let words = &shared.words;
        let (from, to) = self.span(shared);
        let rows = self.list.as_ref().map_or(0, |it| it.rows.len());
        let args = [
            ("from", from.to_string().into()),
            ("to", to.to_string().into()),
            ("n", rows.into()),
        ];
        let mut page = Page::new(words.say_with("looked-head", &args));
        match &self.list {
            None => page.note(words.say("refusal-role-may-not"), Shade::Dim),
            Some(list) if list.typed => page.note(words.say("looked-typed"), Shade::Warn),
            Some(_) => {}
        }
        page.list(String::new(), COLUMNS);
        for at in 0..rows {
            if let Some(row) = self.row(at) {
                page.row(at, cells(words, row));
            }
        }
        page
    }

    fn details(&self, shared: &Shared, at: &usize) -> Vec<Para> {
        let words = &shared.words;
        let Some(row) = self.row(*at) else {
            return Vec::new();
        };
        let args = [
            ("first", row.first.minute().into()),
            ("last", row.last.minute().into()),
            ("place", place(words, &row.look.place).into()),
            ("window", row.look.window.into()),
        ];
        vec![Para {
            label: String::new(),
            text: words.say_with("looked-details", &args),
            tone: Shade::Plain,
            item: None,
        }]
    }

    fn case(pane: &State) -> Option<CaseNumber> {
        let row = pane.ledger.row(*pane.row()?)?;
        row.look.case
    }

    fn valid(pane: &State, command: Command) -> bool {
        match command {
            Command::LookedEarlier => true,
            Command::LookedLater => pane.ledger.to.is_some(),
            Command::Choose => Self::case(pane).is_some(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let (_, to) = pane.ledger.span(shared);
        let days = Days::new(SPAN);
        match command {
            Command::LookedEarlier => pane.ledger.to = to.checked_sub_days(days),
            Command::LookedLater => {
                let next = to.checked_add_days(days);
                pane.ledger.to = next.filter(|day| *day < shared.now.date());
            }
            Command::Choose => {
                let case = Self::case(pane).map(|it| Target::Case(it.to_string()));
                return case.map_or_else(Response::unused, |it| Response::intent(Intent::Open(it)));
            }
            _ => return Response::unused(),
        }
        pane.turn();
        pane.refresh(shared)
    }

    fn title(&self, _shared: &Shared, form: &Form) -> String {
        match form.kind {}
    }
}

fn place(words: &Words, place: &str) -> String {
    match place {
        "desk" => words.say("looked-desk"),
        verb => verb.to_owned(),
    }
}

/// Says what was looked at or taken out.
pub fn what(words: &Words, row: &LookRow) -> String {
    let look = &row.look;
    let mut parts: Vec<String> = look.case.iter().map(ToString::to_string).collect();
    parts.extend(look.person.map(|it| it.to_string()));
    if row.masked {
        parts.push(words.say("looked-masked"));
    }
    parts.extend((!look.what.is_empty()).then(|| look.what.clone()));
    parts.join(" ")
}

fn cells(words: &Words, row: &LookRow) -> [Cell; 7] {
    let look = &row.look;
    [
        row.first.minute().into(),
        row.who.as_str().into(),
        words.code("look", look.kind.code()).into(),
        what(words, row).into(),
        look.times.to_string().into(),
        words.code("proof", look.proof.code()).into(),
        place(words, &look.place).into(),
    ]
}
