//! The page of the queue: a row a case, with a word and a mark for what presses.

use std::collections::BTreeMap;

use crate::app::case::page::row_about;
use crate::app::case::para::{Para, Shade};
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::ledger::taking::columns;
use crate::app::queue::filter::Wanted;
use crate::app::queue::state::Queue;
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::codes::{Class, Urgency};
use crate::domain::extract::ExtractColumn;
use crate::domain::mask::mask_name;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{CaseRow, Sort};
use crate::domain::settings::Settings;
use crate::words::bundle::Words;

const NUMBER: Column = Column::text(Sort::Number.code()).of("sort");
const DUE: Column = Column::text(Sort::Due.code()).of("sort").grouping();
const STATUS: Column = optional(Sort::Status, 16).grouping();
const VILLAGE: Column = optional(Sort::Village, 28).grouping();
const HOLDER: Column = optional(Sort::Holder, 28).grouping();
const CATEGORY: Column = optional(Sort::Category, 32).grouping();
const RECEIVED: Column = optional(Sort::Received, 36);
const LEADER: Column = Column::text("ask-leader");

const fn optional(sort: Sort, long: u16) -> Column {
    Column::text(sort.code()).of("sort").optional(long)
}

/// The columns by which the store sorts.
pub(super) const ORDERS: &[Column] = &[DUE, RECEIVED, NUMBER, CATEGORY, STATUS, VILLAGE, HOLDER];

const COLUMNS: &[Column] = &[
    NUMBER,
    DUE,
    Column::text("queue-col-name"),
    Column::text("queue-col-tags"),
    STATUS,
    VILLAGE,
    LEADER,
    HOLDER,
    CATEGORY,
    RECEIVED,
    Column::long("queue-col-summary"),
];

impl Queue {
    /// Writes the list: every row that is loaded, with its cells where it is in sight.
    pub(super) fn list_page(&self, shared: &Shared) -> Page<CaseNumber> {
        let words = &shared.words;
        let (rows, today) = (self.list.rows(), shared.now.date());
        let loaded = rows.len();
        // Of all that are open the live counts know how many there are.
        let count = match (self.list.has_more(), self.wanted == Wanted::default()) {
            (false, _) => loaded.to_string(),
            (true, true) => self.counts.open.to_string(),
            (true, false) => format!("{loaded}+"),
        };
        let mut heading = format!("{}  {count}", self.wanted.text(words));
        if let Some(number) = self.gone {
            let args = [("number", number.to_string().into())];
            heading = format!("{heading}  {}", words.say_with("queue-gone", &args));
        }
        let mut page = Page::new(heading);
        if rows.is_empty() {
            let text = if !self.list.is_loaded() {
                words.say("queue-loading")
            } else if self.counts.all == 0 {
                let args = [("key", shared.keys(Command::IntakeNew).into())];
                words.say_with("queue-nothing-yet", &args)
            } else {
                words.say("queue-empty")
            };
            page.note(text, Shade::Dim);
        }
        page.list(String::new(), COLUMNS);
        // A list of nothing but key cases says who leads each.
        let led = rows.iter().all(|row| row.key_days_left(today).is_some());
        let mut names = Names::new(words);
        let by = RowContext {
            words,
            now: shared.now,
            town: &shared.town.settings,
        };
        let sight = usize::from(shared.size.1);
        for (at, row) in rows.iter().enumerate() {
            if at.abs_diff(self.at) <= sight {
                page.row(row.number, cells(by, &mut names, row, led));
            } else {
                let by = self.group.into_iter();
                page.row(row.number, by.flat_map(|by| names.far(row, by)));
            }
        }
        page
    }
}

/// By what the cells of a case are written.
#[derive(Clone, Copy)]
pub struct RowContext<'a> {
    /// The words.
    pub words: &'a Words,
    /// When.
    pub now: Moment,
    /// What the town sets itself.
    pub town: &'a Settings,
}

/// The words of codes, each said once for all rows that have it.
pub struct Names<'a> {
    words: &'a Words,
    known: BTreeMap<(&'static str, &'static str), String>,
}

impl<'a> Names<'a> {
    /// Begins with none said.
    pub const fn new(words: &'a Words) -> Self {
        Self {
            words,
            known: BTreeMap::new(),
        }
    }

    fn code(&mut self, list: &'static str, code: &'static str) -> String {
        let known = self.known.entry((list, code));
        let name = known.or_insert_with(|| self.words.code(list, code));
        name.clone()
    }

    fn category(&mut self, row: &CaseRow) -> String {
        let category = row.category.map(|it| self.code("category", it.code()));
        category.unwrap_or_default()
    }

    /// Gives what a row has in common with its group. What is secret is in a group of its own: none
    /// may say where it belongs.
    fn group(&mut self, row: &CaseRow, by: Sort) -> String {
        if row.is_secret() {
            return self.code("queue", "secret");
        }
        match by {
            Sort::Category => self.category(row),
            Sort::Status => self.code("status", row.status.code()),
            Sort::Village => row.village.clone(),
            Sort::Holder => row.holder.clone().unwrap_or_default(),
            Sort::Due => row.due_raw.map_or_else(String::new, |day| day.to_string()),
            Sort::Received | Sort::Number => String::new(),
        }
    }

    /// Writes of a row out of sight only what its group is known by.
    fn far(&mut self, row: &CaseRow, by: Sort) -> Vec<Cell> {
        let titles = COLUMNS.iter().map(|column| column.title);
        let before = titles.take_while(|title| *title != by.code());
        let own = Cell::from("").sorted_by(self.group(row, by));
        before.map(|_| "".into()).chain([own]).collect()
    }
}

/// Gives the columns of cases that are taken out, with who leads each where they are key cases.
pub fn taken_columns(words: &Words, led: bool) -> Vec<ExtractColumn> {
    let kept = COLUMNS.iter().filter(|it| led || **it != LEADER);
    columns(words, &kept.copied().collect::<Vec<_>>())
}

/// Writes a case that is taken out, as the list shows it.
pub fn taken(by: RowContext<'_>, names: &mut Names<'_>, row: &CaseRow, led: bool) -> Vec<String> {
    let cells = COLUMNS.iter().zip(cells(by, names, row, led));
    let kept = cells.filter(|(column, _)| led || **column != LEADER);
    kept.map(|(_, cell)| cell.text).collect()
}

fn cells(by: RowContext<'_>, names: &mut Names<'_>, row: &CaseRow, led: bool) -> [Cell; 11] {
    let words = by.words;
    let [by_due, by_status, by_village, by_holder, by_category] = [
        Sort::Due,
        Sort::Status,
        Sort::Village,
        Sort::Holder,
        Sort::Category,
    ]
    .map(|sort| names.group(row, sort));
    let number = row.number.to_string().into();
    let dim = |text: String| Cell::toned(text, Shade::Dim);
    let what = row_about(words, row).1;
    if row.is_secret() {
        let empty = |key| Cell::from("").sorted_by(key);
        return [
            number,
            dim("-".to_owned()).sorted_by(by_due),
            "".into(),
            Cell::toned(words.say("queue-tag-lock"), Shade::Warn),
            empty(by_status),
            empty(by_village),
            "".into(),
            empty(by_holder),
            empty(by_category),
            "".into(),
            dim(what),
        ];
    }
    let name = if row.name.is_empty() {
        words.say("queue-no-name")
    } else {
        mask_name(&row.name)
    };
    let status = match row.acceptance_overdue(by.now.date()) {
        Some(_) => words.say("status-acceptance_overdue"),
        None => names.code("status", row.status_word()),
    };
    let leader = row.leader.as_deref().unwrap_or("-");
    let holder = row.holder.as_deref().or(row.unit.as_deref());
    let is_classed = row.class != Class::Unclassed;
    [
        number,
        due(by, row).sorted_by(by_due),
        name.into(),
        Cell::toned(tags(by, row), Shade::Warn),
        Cell::from(status).sorted_by(by_status),
        dim(row.village.clone()).sorted_by(by_village),
        if led { leader } else { "" }.into(),
        Cell::from(holder.unwrap_or_default()).sorted_by(by_holder),
        dim(names.category(row)).sorted_by(by_category),
        dim(names.words.received_day(row.received_at)),
        if is_classed { what.into() } else { dim(what) },
    ]
}

/// Says how far off the date is by which the office is reminded.
fn due(by: RowContext<'_>, row: &CaseRow) -> Cell {
    let words = by.words;
    let Some(raw) = row.due_raw else {
        let undated = row.received_at.is_none() && row.status.is_open() && !row.is_secret();
        return if undated {
            Cell::toned(words.say("queue-undated"), Shade::Warn)
        } else {
            Cell::toned("-", Shade::Dim)
        };
    };
    if let Some(until) = row.due_hour {
        let left = words.time_left(until, by.now);
        return if until < by.now {
            Cell::toned(left, Shade::Bad)
        } else {
            Cell::toned(left, Shade::Warn)
        };
    }
    let days = (raw - by.now.date()).num_days();
    let say = |key: &str, n: i64| words.say_with(key, &[("n", n.into())]);
    if days < 0 {
        Cell::toned(say("queue-overdue", -days), Shade::Bad)
    } else if days == 0 {
        Cell::toned(words.say("queue-due-today"), Shade::Warn)
    } else if days <= i64::from(by.town.due_soon_days) {
        Cell::toned(say("queue-due-soon", days), Shade::Warn)
    } else {
        let day = raw.format("%m-%d");
        format!("{day} {}", say("queue-days", days)).into()
    }
}

/// Gives the marks with their words: key case with the days that it has left, fast lane, group
/// visit, repeat.
fn tags(by: RowContext<'_>, row: &CaseRow) -> String {
    let words = by.words;
    let count = |key: &str, n: u32| words.say_with(key, &[("n", n.into())]);
    let mut tags = Vec::new();
    if row.damaged {
        tags.push(words.say("queue-tag-damaged"));
    }
    if let Some(left) = row.key_days_left(by.now.date()) {
        tags.push(words.say_with("queue-tag-key", &[("n", left.into())]));
    }
    match row.urgency {
        Urgency::Ordinary => {}
        Urgency::Urgent => tags.push(words.say("queue-tag-urgent")),
        Urgency::Grave => tags.push(words.say("queue-tag-grave")),
    }
    if row.people_count >= u32::from(by.town.group_threshold) {
        tags.push(count("queue-tag-group", row.people_count));
    }
    if row.visits > 1 {
        tags.push(count("queue-tag-repeat", row.visits));
    }
    tags.join(" ")
}

/// Writes a case in full, as far as a list may show it.
pub(super) fn details(shared: &Shared, row: &CaseRow) -> Vec<Para> {
    let words = &shared.words;
    let mut paras = Vec::new();
    let mut add = |label: &str, text: String| {
        if !text.is_empty() {
            paras.push(Para {
                label: words.say(label),
                text,
                tone: Shade::Plain,
                item: None,
            });
        }
    };
    add("queue-col-summary", row_about(words, row).1);
    if row.is_secret() {
        return paras;
    }
    let due = row
        .due
        .zip(row.rule)
        .map(|(day, rule)| format!("{day}  {}", words.code("rule", rule)));
    add("sort-due", due.unwrap_or_default());
    let by = RowContext {
        words,
        now: shared.now,
        town: &shared.town.settings,
    };
    add("queue-col-tags", tags(by, row));
    add("sort-village", row.village.clone());
    let category = row.category.map(|it| words.code("category", it.code()));
    add("sort-category", category.unwrap_or_default());
    add("sort-received", words.received_day(row.received_at));
    add("ask-unit", row.unit.clone().unwrap_or_default());
    add("ask-holder", row.holder.clone().unwrap_or_default());
    add("ask-leader", row.leader.clone().unwrap_or_default());
    paras
}
