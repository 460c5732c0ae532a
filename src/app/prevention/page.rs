//! What the prevention pane says, paragraph by paragraph, and what the hand can stand on.

use crate::app::case::para::{Para, Tone};
use crate::app::prevention::rows::{sign_para, slot_text};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::grid::node::GridCode;
use crate::domain::item::SignId;
use crate::domain::prevention::board::{AreaDay, PreventionView, Slot};
use crate::domain::prevention::round::Round;
use crate::words::say::Words;

/// Cells of a day in the week's table.
const DAY: usize = 8;

/// A thing that the hand can stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A node in a round.
    Slot(GridCode, Round),
    /// A node on a day.
    Node(GridCode),
    /// An early sign.
    Sign(SignId),
    /// An area in a week.
    Area(GridCode),
}

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// One round: the missing ones first.
    Round,
    /// A day, node by node.
    Day,
    /// 苗头.
    Signs,
    /// A week, area by area.
    Week,
}

impl Show {
    /// Everything that the pane shows, in the order in which one turns to it.
    pub const ALL: &'static [Self] = &[Self::Round, Self::Day, Self::Signs, Self::Week];
}

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The board.
    pub view: &'a PreventionView,
    /// What is shown of it.
    pub show: Show,
    /// Which round.
    pub round: Round,
    /// The sign that stands there with all that is known.
    pub unfolded: Option<SignId>,
}

impl<'a> Seen<'a> {
    /// Gives the places of the round, the missing ones first, area by area.
    pub fn slots(&self) -> Vec<&'a Slot> {
        let all = self.view.slots.iter();
        let mut slots: Vec<&Slot> = all.filter(|it| it.round == self.round).collect();
        slots.sort_by_key(|it| (it.check.is_some(), &it.area, &it.code));
        slots
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self) -> Vec<Spot> {
        match self.show {
            Show::Round => {
                let slots = self.slots().into_iter();
                slots
                    .map(|it| Spot::Slot(it.code.clone(), it.round))
                    .collect()
            }
            Show::Day => nodes(self.view)
                .into_iter()
                .filter_map(|slots| slots.first().map(|it| Spot::Node(it.code.clone())))
                .collect(),
            Show::Signs => {
                let signs = self.view.open.iter().chain(&self.view.over);
                signs.map(|it| Spot::Sign(it.id)).collect()
            }
            Show::Week => {
                let areas = self.view.week.iter();
                areas.map(|it| Spot::Area(it.code.clone())).collect()
            }
        }
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        match self.show {
            Show::Round => round(shared, self),
            Show::Day => day(shared, self.view),
            Show::Signs => signs(shared, self),
            Show::Week => week(shared, self.view),
        }
    }
}

/// Gives the places of each node on the day, those with something missing first.
fn nodes(view: &PreventionView) -> Vec<Vec<&Slot>> {
    let mut nodes: Vec<Vec<&Slot>> = view
        .slots
        .chunk_by(|one, next| one.code == next.code)
        .map(|slots| slots.iter().collect())
        .collect();
    nodes.sort_by_key(|slots| {
        let whole = !slots.iter().any(|it| it.is_missing());
        let first = slots.first().map(|it| (&it.area, &it.code));
        (
            whole,
            first.map(|(area, code)| (area.clone(), code.clone())),
        )
    });
    nodes
}

fn plain(label: String, text: String, tone: Tone) -> Para {
    Para {
        label,
        text,
        tone,
        item: None,
    }
}

fn round(shared: &Shared, seen: &Seen<'_>) -> Vec<Para> {
    let view = seen.view;
    let words = &shared.words;
    let slots = seen.slots();
    let due = slots.iter().filter(|it| it.due);
    let missing = slots.iter().filter(|it| it.is_missing()).count();
    let checks = || slots.iter().filter_map(|it| it.check.as_ref());
    let args = [
        ("due", due.count().into()),
        ("missing", missing.into()),
        ("late", checks().filter(|it| it.late).count().into()),
        (
            "found",
            checks()
                .filter(|it| it.report.finding().is_some())
                .count()
                .into(),
        ),
    ];
    let round = words.code("checkin-round", seen.round.code());
    let label = format!("{} {round}", view.day.format("%m-%d"));
    let mut paras = vec![
        plain(label, words.say_with("prevention-head", &args), Tone::Good),
        plain(
            words.say("prevention-by-area"),
            by_area(view, &slots),
            Tone::Dim,
        ),
    ];
    if slots.is_empty() {
        let text = words.say("prevention-nothing-due");
        paras.push(plain(String::new(), text, Tone::Dim));
    }
    for (item, slot) in slots.iter().enumerate() {
        paras.push(Para {
            label: slot.name.clone(),
            text: slot_text(words, view, slot),
            tone: tone(slot),
            item: Some(item),
        });
    }
    paras
}

/// Says of every area how many of its villages have reported.
fn by_area(view: &PreventionView, slots: &[&Slot]) -> String {
    let said = view.week.iter().filter_map(|area| {
        let of_area = slots.iter().filter(|it| it.area == area.code && it.due);
        let made = of_area.clone().filter(|it| it.check.is_some()).count();
        let due = of_area.count();
        (due > 0).then(|| format!("{} {made}/{due}", area.name))
    });
    said.collect::<Vec<_>>().join("  ")
}

fn tone(slot: &Slot) -> Tone {
    match &slot.check {
        None if slot.due => Tone::Warn,
        None => Tone::Dim,
        Some(check) if check.report.finding().is_some() => Tone::Warn,
        Some(_) => Tone::Plain,
    }
}

fn day(shared: &Shared, view: &PreventionView) -> Vec<Para> {
    let words = &shared.words;
    let due = view.slots.iter().filter(|it| it.due);
    let args = [
        ("day", view.day.to_string().into()),
        (
            "made",
            due.clone().filter(|it| it.check.is_some()).count().into(),
        ),
        ("due", due.count().into()),
    ];
    let head = words.say_with("prevention-day-head", &args);
    let mut paras = vec![plain(words.say("prevention-day"), head, Tone::Good)];
    for (item, slots) in nodes(view).into_iter().enumerate() {
        let said: Vec<String> = slots.iter().map(|it| in_short(words, it)).collect();
        let missing = slots.iter().any(|it| it.is_missing());
        paras.push(Para {
            label: slots.first().map_or(String::new(), |it| it.name.clone()),
            text: said.join("  "),
            tone: if missing { Tone::Warn } else { Tone::Plain },
            item: Some(item),
        });
    }
    paras
}

fn in_short(words: &Words, slot: &Slot) -> String {
    let round = words.code("checkin-round", slot.round.code());
    let Some(check) = &slot.check else {
        return format!("{round} {}", words.say("prevention-missing"));
    };
    let came = if check.report.finding().is_some() {
        words.say("prevention-found")
    } else {
        words.say("prevention-nothing")
    };
    let time = check.report.at.local().format("%H:%M");
    let late = if check.late {
        format!(" {}", words.say("prevention-late"))
    } else {
        String::new()
    };
    format!("{round} {came} {time}{late}")
}

fn signs(shared: &Shared, seen: &Seen<'_>) -> Vec<Para> {
    let view = seen.view;
    let words = &shared.words;
    let text = words.say("prevention-no-labels");
    let mut paras = vec![plain(String::new(), text, Tone::Dim)];
    if view.open.is_empty() {
        let args = [("new", shared.keys(Command::PreventionFound).into())];
        let text = words.say_with("prevention-no-signs", &args);
        paras.push(plain(String::new(), text, Tone::Dim));
    }
    let heads = [
        (view.open.len(), "prevention-open"),
        (view.over.len(), "prevention-over"),
    ];
    let mut item = 0;
    for ((count, key), signs) in heads.into_iter().zip([&view.open, &view.over]) {
        if count == 0 {
            continue;
        }
        let text = words.say_with(key, &[("n", count.into())]);
        paras.push(plain(String::new(), text, Tone::Dim));
        for sign in signs {
            let unfolded = seen.unfolded == Some(sign.id);
            paras.push(sign_para(shared, sign, unfolded, item));
            item += 1;
        }
    }
    paras
}

fn week(shared: &Shared, view: &PreventionView) -> Vec<Para> {
    let words = &shared.words;
    let heads = view.days.iter().map(|day| day.format("%m-%d").to_string());
    let mut paras = vec![plain(
        words.say("prevention-week"),
        columns(heads),
        Tone::Dim,
    )];
    for (item, area) in view.week.iter().enumerate() {
        let whole = area.days.iter().all(|it| it.made.part == it.made.whole);
        paras.push(Para {
            label: area.name.clone(),
            text: columns(area.days.iter().map(day_counts)),
            tone: if whole { Tone::Plain } else { Tone::Warn },
            item: Some(item),
        });
    }
    let text = words.say("prevention-week-hint");
    paras.push(plain(String::new(), text, Tone::Dim));
    paras
}

/// Writes a day as rounds made of rounds owed, and the findings behind a plus.
fn day_counts(day: &AreaDay) -> String {
    let found = if day.found > 0 {
        format!("+{}", day.found)
    } else {
        String::new()
    };
    format!("{}/{}{found}", day.made.part, day.made.whole)
}

fn columns(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| format!("{cell:<DAY$}")).collect();
    cells.concat().trim_end().to_owned()
}
