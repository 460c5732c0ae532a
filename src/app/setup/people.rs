//! People as they are typed or pasted from a sheet, a line each, and the deeds that take them down.

use crate::app::setup::known::Setup;
use crate::app::shared::Shared;
use crate::domain::act::Action;
use crate::domain::codes::Category;
use crate::domain::duty::Leader;
use crate::domain::education::staff::{Educator, LawLevel};
use crate::domain::force::Force;
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::{Contact, GridLevel, GridNode, Post};
use crate::domain::grid::tree::GridTree;
use crate::domain::lawyer::{Lawyer, LawyerId};
use crate::domain::phone::Phone;
use crate::domain::typed::half_width;

/// Digits of the shortest phone.
const PHONE: usize = 5;
/// Signs between the cells of a line, beside white space.
const BETWEEN: &str = ",，、|；;";
/// What a convener of the joint meeting is called in a leader's line.
const CONVENER: &str = "召集人";

/// What is wrong with a line of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrongLine {
    /// Which, from 1.
    pub(super) at: usize,
    /// The key of what is wrong.
    pub(super) key: &'static str,
    /// What it is about.
    pub(super) text: String,
}

/// Writes a leader as he is typed.
pub(super) fn leader_line(leader: &Leader) -> String {
    let convener = if leader.convener { CONVENER } else { "" };
    let line = format!("{} {} {convener}", leader.name, leader.post);
    line.trim_end().to_owned()
}

/// Writes a lawyer as he is typed.
pub(super) fn lawyer_line(lawyer: &Lawyer) -> String {
    let cells = [&lawyer.name, &lawyer.firm, &lawyer.phone, &lawyer.fields];
    let cells: Vec<&str> = cells.iter().map(|it| it.as_str()).collect();
    cells.join(" ").trim_end().to_owned()
}

/// Writes the people of a task force as they are typed.
pub(super) fn force_line(card: &Force) -> String {
    let cells = [&card.convener, &card.stand_in, &card.phone];
    let cells = cells.iter().map(|it| it.as_str());
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    cells.join(" ")
}

/// Gives the leaders who are new or described otherwise.
pub(super) fn leaders(known: &Setup, text: &str) -> Vec<Leader> {
    let roster = known.duty.iter().flat_map(|view| &view.leaders.0);
    let leaders = lines(text).filter_map(|(_, cells)| {
        let (name, rest) = cells.split_first()?;
        let old = roster.clone().find(|it| it.name == *name);
        let post: Vec<&str> = rest.iter().map(String::as_str).collect();
        let called = post.contains(&CONVENER);
        let post: Vec<&str> = post.into_iter().filter(|it| *it != CONVENER).collect();
        let leader = Leader {
            name: name.clone(),
            post: post.join(" "),
            convener: called,
            active: true,
        };
        (old != Some(&leader)).then_some(leader)
    });
    leaders.collect()
}

/// Gives the lawyers who are described otherwise, and those who are new.
pub(super) fn lawyers(
    shared: &Shared,
    known: &Setup,
    text: &str,
) -> (Vec<(LawyerId, Lawyer)>, Vec<Lawyer>) {
    let (mut changed, mut new) = (Vec::new(), Vec::new());
    for (_, cells) in lines(text) {
        let (phone, words) = parted(shared, cells);
        let Some((name, rest)) = words.split_first() else {
            continue;
        };
        let mut cards = known.lawyers.iter().flat_map(|view| &view.lawyers);
        let old = cards.find(|(_, it)| it.name == *name);
        let (firm, fields) = match rest.split_first() {
            Some((firm, fields)) => (firm.clone(), fields.join("、")),
            None => (String::new(), String::new()),
        };
        let lawyer = Lawyer {
            name: name.clone(),
            firm,
            phone,
            wechat: old.map_or_else(String::new, |(_, it)| it.wechat.clone()),
            fields,
            active: true,
        };
        match old {
            Some((_, card)) if *card == lawyer => {}
            Some((id, _)) => changed.push((*id, lawyer)),
            None => new.push(lawyer),
        }
    }
    (changed, new)
}

/// Gives the heads of places: `东牟家村 单守义 13800004321 村书记`.
///
/// # Errors
/// The first line without a name, or of a place that is not there.
pub(super) fn heads(
    shared: &Shared,
    tree: &GridTree,
    text: &str,
) -> Result<Vec<Action>, WrongLine> {
    let heads = lines(text).map(|(at, cells)| {
        let (phone, words) = parted(shared, cells);
        let [place, name, role @ ..] = words.as_slice() else {
            return Err(too_short(at, &words));
        };
        let node = place_named(tree, place).ok_or_else(|| no_place(at, place))?;
        let old = node.head.clone().unwrap_or_default();
        let role = if role.is_empty() {
            old.role
        } else {
            role.join(" ")
        };
        Ok(Action::Grid(GridEdit::SetHead {
            code: node.code.clone(),
            head: Some(Post {
                role,
                holder: Contact {
                    name: name.clone(),
                    phone,
                },
                stand_in: old.stand_in,
            }),
        }))
    });
    heads.collect()
}

/// Gives the law-education staff: `尉迟恭 东牟家村 13800004321`; the place says at which level he serves.
///
/// # Errors
/// The first line without a place, or of one that is not there.
pub(super) fn educators(
    shared: &Shared,
    known: &Setup,
    tree: &GridTree,
    text: &str,
) -> Result<Vec<Action>, WrongLine> {
    let staff = known.education.iter().flat_map(|view| &view.staff);
    let educators = lines(text).map(|(at, cells)| {
        let (phone, words) = parted(shared, cells);
        let [name, place, ..] = words.as_slice() else {
            return Err(too_short(at, &words));
        };
        let node = place_named(tree, place);
        let levels = LawLevel::ALL.iter().copied();
        let found = node.and_then(|node| {
            let mut levels = levels.filter(|level| level.serves() == node.level);
            Some((node, levels.next()?))
        });
        let (node, level) = found.ok_or_else(|| no_place(at, place))?;
        let card = Educator {
            name: name.clone(),
            level,
            node: node.code.clone(),
            phone,
            active: true,
        };
        let old = staff.clone().find(|row| row.card.is_same(&card));
        Ok(Action::Educator {
            id: old.map(|row| row.id),
            fact: Box::new(card),
        })
    });
    educators.collect()
}

/// Gives the card of a task force; `None` where nobody is typed, or nothing is new.
pub(super) fn force(
    shared: &Shared,
    known: &Setup,
    category: Category,
    text: &str,
) -> Option<Action> {
    let (_, cells) = lines(text).next()?;
    let (phone, words) = parted(shared, cells);
    let card = Force {
        category,
        convener: words.first()?.clone(),
        stand_in: words.get(1).cloned().unwrap_or_default(),
        phone,
    };
    let mut rows = known.forces.iter().flatten();
    let old = rows.find(|row| row.category == category);
    let same = old.is_some_and(|row| row.card.as_ref() == Some(&card));
    (!same).then(|| Action::Force(Box::new(card)))
}

fn too_short(at: usize, words: &[String]) -> WrongLine {
    WrongLine {
        at,
        key: "setup-line-short",
        text: words.join(" "),
    }
}

fn no_place(at: usize, place: &str) -> WrongLine {
    WrongLine {
        at,
        key: "setup-line-no-place",
        text: place.to_owned(),
    }
}

/// Gives the town, an area or a village by its name.
fn place_named<'a>(tree: &'a GridTree, name: &str) -> Option<&'a GridNode> {
    let nodes = tree.nodes().filter(|node| node.level != GridLevel::Micro);
    let exact = nodes.into_iter().find(|node| node.name == name);
    exact.or_else(|| tree.village_named(name))
}

/// Gives the lines with something in them, each with its number and its cells.
fn lines(text: &str) -> impl Iterator<Item = (usize, Vec<String>)> {
    let lines = text.lines().enumerate();
    lines.filter_map(|(at, line)| {
        let cells = line.split(|sign: char| sign.is_whitespace() || BETWEEN.contains(sign));
        let cells = cells.filter(|cell| !cell.is_empty()).map(str::to_owned);
        let cells: Vec<String> = cells.collect();
        (!cells.is_empty()).then_some((at + 1, cells))
    })
}

/// Parts the phone from the words of a line.
fn parted(shared: &Shared, cells: Vec<String>) -> (String, Vec<String>) {
    let dialling = &shared.town.settings.dialling;
    let (phones, words): (Vec<String>, Vec<String>) = cells.into_iter().partition(|cell| {
        let digits = half_width(cell);
        let digits = digits.chars().filter(char::is_ascii_digit);
        digits.count() >= PHONE
    });
    let phone = phones.first();
    let phone = phone.map(|typed| Phone::parse(typed, dialling).stored().to_owned());
    (phone.unwrap_or_default(), words)
}
