//! 排查图: every village on every day of the week, a sign for each round that it owed.

use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::prevention::page::{Row, day_columns, shade, span};
use crate::app::shared::Shared;
use crate::domain::prevention::board::{PreventionView, RoundState};

/// Every state, in the order in which the heading counts them.
const STATES: [RoundState; 5] = [
    RoundState::InTime,
    RoundState::Late,
    RoundState::Missing,
    RoundState::Vacant,
    RoundState::Waiting,
];

/// Gives the key of a state's sign, and of its name with a count.
const fn keys(state: RoundState) -> (&'static str, &'static str) {
    match state {
        RoundState::InTime => ("prevention-sign-in-time", "prevention-map-in-time"),
        RoundState::Late => ("prevention-sign-late", "prevention-map-late"),
        RoundState::Missing => ("prevention-sign-missing", "prevention-map-missing"),
        RoundState::Vacant => ("prevention-sign-vacant", "prevention-map-vacant"),
        RoundState::Waiting => ("prevention-sign-waiting", "prevention-map-waiting"),
    }
}

/// Writes the map: each cell has the colour of the worst of its rounds.
pub fn map(shared: &Shared, view: &PreventionView) -> Page<Row> {
    let words = &shared.words;
    let all = || view.villages.iter().flat_map(|it| it.days.iter().flatten());
    let counts = STATES.iter().filter_map(|state| {
        let count = all().filter(|it| *it == state).count();
        let (sign, name) = keys(*state);
        let args = [("sign", words.say(sign).into()), ("n", count.into())];
        (count > 0).then(|| words.say_with(name, &args))
    });
    let counts: Vec<String> = counts.collect();
    let mut page = Page::new(words.say_with("prevention-map", &span(view)));
    page.note(counts.join("  "), Shade::Plain);
    let columns: Vec<Column> = [
        Column::text("col-node"),
        Column::text("col-area").grouping(),
    ]
    .into_iter()
    .chain(day_columns(view))
    .collect();
    page.list(String::new(), &columns);
    for village in &view.villages {
        let area = view.week.iter().find(|it| it.code == village.area);
        let area = area.map_or("", |it| it.name.as_str());
        let days = village.days.iter().map(|rounds| cell(shared, rounds));
        let names = [village.name.as_str().into(), Cell::toned(area, Shade::Dim)];
        let id = Row::Node(village.code.clone());
        page.row(id, names.into_iter().chain(days).collect::<Vec<_>>());
    }
    page
}

/// Writes the rounds of a village on a day, sign by sign.
fn cell(shared: &Shared, rounds: &[RoundState]) -> Cell {
    let signs = rounds.iter().map(|it| shared.words.say(keys(*it).0));
    Cell::toned(signs.collect::<String>(), shade(rounds.iter()))
}
