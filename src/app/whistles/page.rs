//! The page of the whistles pane: a row a whistle.

use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::app::whistles::filter::Show;
use crate::command::table::Command;
use crate::domain::deadline::compute::Limit;
use crate::domain::item::{Item, WhistleId};
use crate::domain::whistle::state::{Standing, Whistle};
use crate::domain::whistle::view::WhistleView;
use crate::words::bundle::Words;

const COLUMNS: &[Column] = &[
    Column::text("col-number"),
    Column::text("col-kind").grouping(),
    Column::text("col-due"),
    Column::long("col-next").grouping(),
    Column::long("col-from").grouping(),
    Column::long("col-to").grouping(),
    Column::long("col-what"),
];

/// Writes the whistles that are shown.
pub fn list(shared: &Shared, show: Show, views: &[&WhistleView]) -> Page<WhistleId> {
    let words = &shared.words;
    let mut head = vec![words.code("whistles-way", show.way.code())];
    let kind = show.kind.map(|it| words.code("whistle_kind", it.code()));
    let level = show.level.map(|it| words.code("level", it.code()));
    head.extend(kind);
    head.extend(level);
    let late = views.iter().filter(|view| is_late(shared, view)).count();
    let args = [
        ("what", head.join("  ").into()),
        ("n", views.len().into()),
        ("late", late.into()),
    ];
    let mut page = Page::new(words.say_with("whistles-head", &args));
    if views.is_empty() {
        let args = [
            ("raise", shared.keys(Command::WhistlesRaise).into()),
            ("show", shared.keys(Command::WhistlesShow).into()),
        ];
        page.note(words.say_with("whistles-none", &args), Shade::Dim);
    }
    page.list(String::new(), COLUMNS);
    for view in views {
        page.row(view.id, row(shared, view));
    }
    page
}

fn row(shared: &Shared, view: &WhistleView) -> [Cell; 7] {
    let words = &shared.words;
    let (due, next) = state(shared, view);
    let [from, to, what] = if view.locked {
        let number = view.whistle.case.map_or(String::new(), |it| it.to_string());
        let locked = Cell::toned(words.say("whistles-locked"), Shade::Dim);
        [number.into(), "".into(), locked]
    } else {
        let (from, to) = (named(words, &view.from), named(words, &view.to));
        let about = view.whistle.raised.about.as_str();
        [from.into(), to.into(), about.into()]
    };
    [
        Item::Whistle(view.id).to_string().into(),
        words
            .code("whistle_kind", view.whistle.raised.kind.code())
            .into(),
        due,
        next,
        from,
        to,
        what,
    ]
}

fn is_late(shared: &Shared, view: &WhistleView) -> bool {
    let open = view.whistle.standing == Standing::Open;
    open && view.due.is_some_and(|(_, limit)| limit.is_past(shared.now))
}

/// Writes until when and what is due next, or that it is over.
fn state(shared: &Shared, view: &WhistleView) -> (Cell, Cell) {
    let words = &shared.words;
    let over = |key: &str, tone| ("".into(), Cell::toned(words.say(key), tone));
    match (view.whistle.standing, view.due) {
        (Standing::Withdrawn, _) => over("whistles-withdrawn", Shade::Dim),
        (Standing::Closed, _) => over("whistles-closed", Shade::Dim),
        (Standing::Open, Some((rule, limit))) => {
            let due = match limit {
                Limit::Day(day) => Cell::day(shared, day),
                Limit::Instant(moment) => Cell::moment(shared, moment),
            };
            let next = words.code("rule", rule.code());
            (due.late(is_late(shared, view)), next.into())
        }
        (Standing::Open, None) if view.whistle.made => over("whistles-made", Shade::Good),
        (Standing::Open, None) => match view.whistle.rating {
            Some(_) => over("whistles-rated", Shade::Good),
            None => over("whistles-unrated", Shade::Good),
        },
    }
}

/// Gives a name; that of the convener where there is none.
pub(super) fn named(words: &Words, name: &str) -> String {
    if name.is_empty() {
        words.say("whistles-convener")
    } else {
        name.to_owned()
    }
}

/// Says a whistle on the page of its case.
pub fn of_case(words: &Words, (id, whistle): &(WhistleId, Whistle)) -> String {
    let kind = words.code("whistle_kind", whistle.raised.kind.code());
    let state = match (whistle.standing, &whistle.answer) {
        (Standing::Withdrawn, _) => words.say("whistles-withdrawn"),
        (Standing::Closed, _) => words.say("whistles-closed"),
        (Standing::Open, Some(_)) => words.say("whistles-unrated"),
        (Standing::Open, None) if whistle.made => words.say("whistles-made"),
        (Standing::Open, None) => words.say("whistles-unanswered"),
    };
    let since = whistle.raised.at.minute();
    let about = whistle.raised.about.replace('\n', " ");
    format!("{}  {since}  {kind}  {state}  {about}", Item::Whistle(*id))
}

/// Writes a limit: a moment to the minute, a day as it is.
pub(super) fn until(limit: Limit) -> String {
    match limit {
        Limit::Day(day) => day.to_string(),
        Limit::Instant(moment) => moment.minute(),
    }
}
