//! The pages of the joint pane: the list of sessions, and one session.

use chrono::NaiveDate;

use crate::app::case::page::row_about;
use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::joint::{JointId, Seat, Statement};
use crate::domain::number::CaseNumber;
use crate::domain::view::{JointView, JointsView};

/// What the cursor stops at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A session.
    Session(JointId),
    /// What a unit owes: session, case, unit.
    Due(JointId, CaseNumber, String),
    /// A case of the session.
    Case(CaseNumber),
    /// A unit on a case.
    Seat(CaseNumber, String),
    /// 纪要
    Minutes,
}

const DUE: &[Column] = &[
    Column::text("col-case"),
    Column::text("col-by"),
    Column::text("col-unit").grouping(),
    Column::long("col-took_on"),
];
const SESSIONS: &[Column] = &[
    Column::text("col-day"),
    Column::text("col-place").grouping(),
    Column::long("col-units"),
    Column::number("col-cases"),
    Column::text("col-state"),
];
const SESSION: &[Column] = &[
    Column::text("col-case_unit"),
    Column::wrapped("col-said"),
    Column::wrapped("col-took_on"),
    Column::text("col-by"),
];

/// Writes the list: what is owed, then the sessions.
pub fn list(shared: &Shared, all: &JointsView) -> Page<Row> {
    let words = &shared.words;
    let args = [
        ("n", all.sessions.len().into()),
        ("due", all.due.len().into()),
    ];
    let mut page = Page::new(words.say_with("joint-counts", &args));
    if !all.due.is_empty() {
        page.list(words.say("joint-due-heading"), DUE);
    }
    for pledge in &all.due {
        let unit = format!("{} {}", pledge.statement.unit, pledge.who);
        let id = Row::Due(pledge.joint, pledge.case, pledge.statement.unit.clone());
        page.row(
            id,
            [
                pledge.case.to_string().into(),
                due(shared, pledge.statement.by),
                unit.trim_end().into(),
                pledge.statement.took_on.as_str().into(),
            ],
        );
    }
    if all.sessions.is_empty() {
        let args = [("new", shared.keys(Command::JointNew).into())];
        page.note(words.say_with("joint-none", &args), Shade::Dim);
        return page;
    }
    page.list(words.say("joint-sessions-heading"), SESSIONS);
    for view in &all.sessions {
        let sitting = &view.joint.sitting;
        let units: Vec<&str> = sitting.seats.iter().map(|it| it.unit.as_str()).collect();
        let state = if view.joint.closed {
            words.say("joint-over")
        } else {
            String::new()
        };
        page.row(
            Row::Session(view.id),
            [
                Cell::day(shared, sitting.day),
                sitting.place.as_str().into(),
                units.join("、").into(),
                view.joint.heard.len().to_string().into(),
                Cell::toned(state, Shade::Dim),
            ],
        );
    }
    page
}

/// Writes one session: who sits there, its cases with what each unit said, the minutes.
pub fn session(shared: &Shared, view: &JointView) -> Page<Row> {
    let words = &shared.words;
    let sitting = &view.joint.sitting;
    let args = [
        ("day", sitting.day.to_string().into()),
        ("place", sitting.place.as_str().into()),
        ("convener", sitting.convener.as_str().into()),
    ];
    let mut heading = words.say_with("joint-head", &args);
    if view.joint.closed {
        heading = format!("{heading}  {}", words.say("joint-over"));
    }
    let mut page = Page::new(heading);
    let seats: Vec<String> = sitting.seats.iter().map(Seat::line).collect();
    page.fact(words.say("ask-seats"), seats.join("；"), Shade::Plain);
    if view.rows.is_empty() {
        let args = [
            ("add", shared.keys(Command::JointAdd).into()),
            ("hear", shared.keys(Command::JointHear).into()),
        ];
        page.note(words.say_with("joint-no-cases", &args), Shade::Dim);
    } else {
        page.sheet(String::new(), SESSION);
    }
    for row in &view.rows {
        let (state, what) = row_about(words, row);
        let about = format!("{}  {what}  {state}", words.received_day(row.received_at));
        let case = Row::Case(row.number);
        page.row(
            case,
            [
                Cell::toned(row.number.to_string(), Shade::Good),
                Cell::toned(about.trim_end(), Shade::Good),
            ],
        );
        if row.locked {
            continue;
        }
        let heard = view.joint.heard.iter().find(|it| it.case == row.number);
        for seat in &sitting.seats {
            let mut statements = heard.into_iter().flat_map(|it| &it.statements);
            let statement = statements.find(|it| it.unit == seat.unit);
            let mut cells = vec![format!("  {}", seat.unit).into()];
            match statement {
                Some(statement) => cells.extend(spoken(shared, statement)),
                None => cells.push(Cell::toned(words.say("joint-silent"), Shade::Dim)),
            }
            page.row(Row::Seat(row.number, seat.unit.clone()), cells);
        }
    }
    let label = words.say("ask-minutes");
    if view.joint.minutes.is_empty() {
        page.choice(
            Row::Minutes,
            label,
            words.say("joint-no-minutes"),
            Shade::Dim,
        );
    } else {
        let minutes = view.joint.minutes.clone();
        page.choice(Row::Minutes, label, minutes, Shade::Plain);
    }
    page
}

fn due(shared: &Shared, by: Option<NaiveDate>) -> Cell {
    by.map_or("".into(), |by| {
        Cell::day(shared, by).late(by < shared.now.date())
    })
}

/// Writes what a unit said, what it took on, and by when; or when that was done.
fn spoken(shared: &Shared, statement: &Statement) -> [Cell; 3] {
    let day = match statement.kept_on {
        Some(on) => {
            let args = [("day", on.to_string().into())];
            Cell::toned(shared.words.say_with("joint-kept", &args), Shade::Good)
        }
        None => due(shared, statement.by),
    };
    [
        statement.text.as_str().into(),
        statement.took_on.as_str().into(),
        day,
    ]
}
