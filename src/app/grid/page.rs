//! The page of the grid pane: its nodes and people as rows, and what is to be read of a node.

use std::collections::BTreeSet;

use crate::app::case::para::{Para, Shade};
use crate::app::figures::chart::tile;
use crate::app::grid::row::{Placed, Row};
use crate::app::ledger::chart::Chart;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::areas_open::AreasOpen;
use crate::domain::grid::node::{GridCode, GridLevel, GridNode};
use crate::domain::grid::tree::GridTree;

const COLUMNS: &[Column] = &[
    Column::text("pane-grid"),
    Column::long("grid-in").grouping(),
    Column::text("grid-post").grouping(),
    Column::text("col-name"),
    Column::number("grid-ask-phone"),
    Column::long("grid-ask-role").grouping(),
    Column::long("col-note").grouping(),
];

/// Begins the page with what is counted: the nodes of each level, how many have no head, how many
/// wait for the town's word on where they belong.
pub fn begin(shared: &Shared, tree: &GridTree) -> Page<Row> {
    let count = |level| tree.of_level(level).count();
    let counts = [
        ("town", count(GridLevel::Town).into()),
        ("area", count(GridLevel::Area).into()),
        ("village", count(GridLevel::Village).into()),
        ("micro", count(GridLevel::Micro).into()),
    ];
    let unconfirmed = tree.nodes().filter(|node| !node.confirmed);
    let open = [
        ("vacant", tree.vacancies().len().into()),
        ("unconfirmed", unconfirmed.count().into()),
    ];
    let counts = shared.words.say_with("grid-counts", &counts);
    let open = shared.words.say_with("grid-sums", &open);
    Page::new(format!("{counts}  {open}"))
}

/// Draws the areas with what is open in each; what lies in none of them comes last.
pub fn areas(shared: &Shared, tree: &GridTree, open: &AreasOpen) -> Chart {
    let areas = tree.of_level(GridLevel::Area).map(|area| {
        let count = open.areas.get(&area.name).copied();
        (area.name.clone(), count.unwrap_or_default())
    });
    let elsewhere = Some(open.elsewhere).filter(|it| it.open > 0);
    let elsewhere = elsewhere.map(|count| (shared.words.say("figures-untold"), count));
    let tiles = areas.chain(elsewhere);
    Chart::Tiles(
        tiles
            .map(|(name, count)| tile(shared, name, count))
            .collect(),
    )
}

/// Says what of the grid is shown, and begins its rows.
pub fn list(shared: &Shared, page: &mut Page<Row>, vacancies: bool, back: Option<&str>) {
    let words = &shared.words;
    if let Some(number) = back {
        page.note(
            words.say_with("grid-back", &[("number", number.into())]),
            Shade::Dim,
        );
    }
    if vacancies {
        page.note(words.say("grid-vacancies-only"), Shade::Warn);
    }
    page.list(String::new(), COLUMNS);
}

/// Writes the whole tree: each row as far to the right as it is below the town, folded where a node
/// above it is not open.
pub fn branches(
    shared: &Shared,
    page: &mut Page<Row>,
    tree: &GridTree,
    rows: &[Placed],
    open: &BTreeSet<GridCode>,
) {
    let mut closed_at = usize::MAX;
    for Placed { row, depth, leads } in rows {
        let Some(node) = tree.get(row.code()) else {
            continue;
        };
        let is_open = open.contains(row.code());
        let sign = match (leads, is_open) {
            (false, _) => ' ',
            (true, true) => '-',
            (true, false) => '+',
        };
        let name = format!("{}{sign} {}", "  ".repeat(*depth), short_name(tree, node));
        write(shared, page, tree, node, row, name);
        if *depth > closed_at {
            page.fold();
        } else if *leads && !is_open {
            closed_at = *depth;
        } else {
            closed_at = usize::MAX;
        }
    }
}

/// Writes a row that was found.
pub fn found(shared: &Shared, page: &mut Page<Row>, tree: &GridTree, row: &Row) {
    if let Some(node) = tree.get(row.code()) {
        write(shared, page, tree, node, row, node.name.clone());
    }
}

fn write(
    shared: &Shared,
    page: &mut Page<Row>,
    tree: &GridTree,
    node: &GridNode,
    row: &Row,
    name: String,
) {
    let words = &shared.words;
    let is_node = matches!(row, Row::Node(_));
    let tone = if is_node { Shade::Plain } else { Shade::Dim };
    let post = match row {
        Row::Node(_) => "grid-head",
        Row::Worker(..) => "grid-worker",
        Row::StandIn(..) => "grid-stand-in",
    };
    let above = node.parent.as_ref().and_then(|code| tree.get(code));
    let above = above.map_or("", |above| above.name.as_str());
    let (who, phone, role) = match row.person(node) {
        Some((person, role)) => (Cell::from(&*person.name), &*person.phone, role),
        None => (Cell::toned(words.say("grid-vacant"), Shade::Warn), "", ""),
    };
    let remark = if is_node {
        remark(shared, node)
    } else {
        String::new()
    };
    let cells = [
        Cell::toned(name, tone).sorted_by(node.name.clone()),
        Cell::toned(above, Shade::Dim),
        Cell::toned(words.say(post), Shade::Dim),
        who,
        phone.into(),
        Cell::toned(role, Shade::Dim),
        Cell::toned(remark, Shade::Warn),
    ];
    page.row(row.clone(), cells);
}

/// Says that the head is away, and that nobody has confirmed where the node belongs.
fn remark(shared: &Shared, node: &GridNode) -> String {
    let unconfirmed = (!node.confirmed).then(|| shared.words.say("grid-unconfirmed"));
    let parts: Vec<String> = away(shared, node).into_iter().chain(unconfirmed).collect();
    parts.join("  ")
}

fn away(shared: &Shared, node: &GridNode) -> Option<String> {
    let until = node.away.filter(|day| *day >= shared.now.date())?;
    let args = [("day", until.to_string().into())];
    Some(format!("! {}", shared.words.say_with("grid-away", &args)))
}

/// Writes what is to be read of a node: its code, where it belongs, its lanes, what is below it.
pub fn details(shared: &Shared, tree: &GridTree, node: &GridNode) -> Vec<Para> {
    let words = &shared.words;
    let mut paras = Vec::new();
    let mut add = |label: String, text: String, tone: Shade| {
        paras.push(Para {
            label,
            text,
            tone,
            item: None,
        });
    };
    let level = words.code("level", node.level.code());
    add(level, format!("{}  {}", node.name, node.code), Shade::Plain);
    let chain = tree.chain(&node.code).into_iter().skip(1);
    let chain: Vec<&str> = chain.map(|above| above.name.as_str()).collect();
    if !chain.is_empty() {
        add(words.say("grid-in"), chain.join(" < "), Shade::Plain);
    }
    if !node.confirmed {
        let keys = [("keys", shared.keys(Command::GridConfirm).into())];
        let text = words.say_with("grid-unconfirmed-yet", &keys);
        add(String::new(), text, Shade::Warn);
    }
    if let Some(text) = away(shared, node) {
        add(String::new(), text, Shade::Warn);
    }
    if node.level == GridLevel::Micro {
        let count = node.households.map_or("—".to_owned(), |it| it.to_string());
        let args = [("lanes", node.lanes.join("、").into()), ("n", count.into())];
        add(
            words.say("ask-lanes"),
            words.say_with("grid-lanes", &args),
            Shade::Plain,
        );
    }
    let below: Vec<&GridNode> = tree.children(&node.code).collect();
    if !below.is_empty() {
        let vacant = below.iter().filter(|it| it.is_vacant()).count();
        let args = [("n", below.len().into()), ("vacant", vacant.into())];
        add(
            String::new(),
            words.say_with("grid-below", &args),
            Shade::Plain,
        );
    }
    paras
}

/// Gives the name without that of the node above, where it begins with it: 第一微网格 of
/// 东牟家村第一微网格.
fn short_name<'a>(tree: &GridTree, node: &'a GridNode) -> &'a str {
    let above = node.parent.as_ref().and_then(|code| tree.get(code));
    above
        .and_then(|above| node.name.strip_prefix(above.name.as_str()))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(&node.name)
}
