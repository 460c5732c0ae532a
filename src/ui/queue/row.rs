//! One case in the list: what stands in each column, with a word and a mark for what presses.

use ratatui::style::Style;

use crate::app::queue::filter::GROUP;
use crate::domain::codes::{Class, Urgency};
use crate::domain::mask::mask_name;
use crate::domain::queue::CaseRow;
use crate::ui::canvas::Canvas;
use crate::ui::table::{Column, MARKER, Width};

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    Number,
    Due,
    Name,
    Tags,
    Status,
    Village,
    Category,
    Leader,
    Holder,
    Received,
    Summary,
}

/// A column with what it shows.
#[derive(Debug, Clone)]
pub(super) struct Place {
    shows: Shows,
    pub(super) column: Column,
}

/// Cells that the summary keeps at least.
const LEAST_SUMMARY: u16 = 14;

/// Gives the columns that fit into `width` cells, the most needed first.
pub(super) fn columns(canvas: &Canvas<'_>, rows: &[&CaseRow], width: u16) -> Vec<Place> {
    let words = &canvas.shared.words;
    let title = |shows| {
        words.say(match shows {
            Shows::Number => "queue-col-number",
            Shows::Due => "queue-col-due",
            Shows::Name => "queue-col-name",
            Shows::Tags => "queue-col-tags",
            Shows::Status => "queue-col-status",
            Shows::Village => "queue-col-village",
            Shows::Category => "queue-col-category",
            Shows::Leader => "ask-leader",
            Shows::Holder => "queue-col-holder",
            Shows::Received => "queue-col-received",
            Shows::Summary => "queue-col-summary",
        })
    };
    let widest = |shows: Shows, most: u16, text: &dyn Fn(&CaseRow) -> String| {
        let least = canvas.width(&title(shows));
        rows.iter()
            .map(|row| canvas.width(&text(row)))
            .fold(least, u16::max)
            .min(most)
    };
    let today = canvas.shared.now.date();
    // A list of nothing but key cases says who leads each.
    let led = !rows.is_empty() && rows.iter().all(|row| row.key_days_left(today).is_some());
    let leader = led.then(|| (Shows::Leader, widest(Shows::Leader, 10, &|row| leader(row))));
    // In the order in which they are given room; shown in the order of `Shows`.
    let wanted = [
        (
            Shows::Number,
            widest(Shows::Number, 16, &|row| row.number.to_string()),
        ),
        (
            Shows::Due,
            widest(Shows::Due, 13, &|row| due(canvas, row).0),
        ),
        (
            Shows::Name,
            widest(Shows::Name, 10, &|row| name(canvas, row)),
        ),
        (
            Shows::Tags,
            widest(Shows::Tags, 22, &|row| tags(canvas, row)),
        ),
        (
            Shows::Status,
            widest(Shows::Status, 12, &|row| status(canvas, row)),
        ),
        (
            Shows::Village,
            widest(Shows::Village, 12, &|row| village(row)),
        ),
        (Shows::Holder, widest(Shows::Holder, 10, &|row| holder(row))),
        (
            Shows::Category,
            widest(Shows::Category, 12, &|row| category(canvas, row)),
        ),
        (Shows::Received, 10),
    ];
    let mut left = width.saturating_sub(MARKER + LEAST_SUMMARY);
    let mut places = Vec::new();
    for (shows, cells) in leader.into_iter().chain(wanted) {
        if cells < left {
            left -= cells + 1;
            places.push((shows, Width::Fixed(cells)));
        }
    }
    places.push((Shows::Summary, Width::Share(1)));
    places.sort_by_key(|(shows, _)| *shows as u8);
    places
        .into_iter()
        .map(|(shows, width)| Place {
            shows,
            column: Column {
                title: title(shows),
                width,
            },
        })
        .collect()
}

/// Gives the texts of a row with their styles.
pub(super) fn cells(canvas: &Canvas<'_>, row: &CaseRow, columns: &[Place]) -> Vec<(String, Style)> {
    let styles = canvas.styles;
    columns
        .iter()
        .map(|place| match place.shows {
            Shows::Number => (row.number.to_string(), styles.text),
            Shows::Due => due(canvas, row),
            Shows::Name => (name(canvas, row), styles.text),
            Shows::Tags => (tags(canvas, row), styles.warn),
            Shows::Status => (status(canvas, row), styles.text),
            Shows::Village => (village(row), styles.dim),
            Shows::Category => (category(canvas, row), styles.dim),
            Shows::Leader => (leader(row), styles.text),
            Shows::Holder => (holder(row), styles.text),
            Shows::Received if row.is_secret() => (String::new(), styles.dim),
            Shows::Received => (row.received_at.date().to_string(), styles.dim),
            Shows::Summary => summary(canvas, row),
        })
        .collect()
}

/// Says how far off the date is by which the office is reminded.
fn due(canvas: &Canvas<'_>, row: &CaseRow) -> (String, Style) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let Some(raw) = row.due_raw.filter(|_| !row.is_secret()) else {
        return ("-".to_owned(), styles.dim);
    };
    if let Some(until) = row.due_hour {
        let left = words.time_left(until, canvas.shared.now);
        return if until < canvas.shared.now {
            (format!("!!{left}"), styles.bad)
        } else {
            (format!("! {left}"), styles.warn)
        };
    }
    let days = (raw - canvas.shared.now.date()).num_days();
    let say = |key: &str, n: i64| words.say_with(key, &[("n", n.into())]);
    if days < 0 {
        (format!("!!{}", say("queue-overdue", -days)), styles.bad)
    } else if days == 0 {
        (format!("! {}", words.say("queue-due-today")), styles.warn)
    } else if days <= i64::from(canvas.shared.town.settings.due_soon_days) {
        (format!("! {}", say("queue-due-soon", days)), styles.warn)
    } else {
        let day = raw.format("%m-%d");
        (format!("{day} {}", say("queue-days", days)), styles.text)
    }
}

/// Gives the marks with their words: key case with the days that it has left, fast lane, group visit, repeat, lock.
fn tags(canvas: &Canvas<'_>, row: &CaseRow) -> String {
    let words = &canvas.shared.words;
    if row.is_secret() {
        return words.say("queue-tag-lock");
    }
    let count = |key: &str, n: u32| words.say_with(key, &[("n", n.into())]);
    let mut tags = Vec::new();
    if let Some(left) = row.key_days_left(canvas.shared.now.date()) {
        tags.push(words.say_with("queue-tag-key", &[("n", left.into())]));
    }
    match row.urgency {
        Urgency::Ordinary => {}
        Urgency::Urgent => tags.push(words.say("queue-tag-urgent")),
        Urgency::Grave => tags.push(words.say("queue-tag-grave")),
    }
    if row.people_count >= GROUP {
        tags.push(count("queue-tag-group", row.people_count));
    }
    if row.visits > 1 {
        tags.push(count("queue-tag-repeat", row.visits));
    }
    tags.join(" ")
}

fn name(canvas: &Canvas<'_>, row: &CaseRow) -> String {
    if row.is_secret() {
        String::new()
    } else if row.name.is_empty() {
        canvas.shared.words.say("queue-no-name")
    } else {
        mask_name(&row.name)
    }
}

fn status(canvas: &Canvas<'_>, row: &CaseRow) -> String {
    if row.is_secret() {
        return String::new();
    }
    let shared = &canvas.shared;
    match row.acceptance_overdue(shared.now.date()) {
        Some(_) => shared.words.say("status-acceptance_overdue"),
        None => shared.words.code("status", row.status_word()),
    }
}

fn village(row: &CaseRow) -> String {
    if row.is_secret() {
        return String::new();
    }
    row.village.clone()
}

fn category(canvas: &Canvas<'_>, row: &CaseRow) -> String {
    row.category
        .filter(|_| !row.is_secret())
        .map_or(String::new(), |it| {
            canvas.shared.words.code("category", it.code())
        })
}

fn leader(row: &CaseRow) -> String {
    let leader = row.leader.as_ref().filter(|_| !row.is_secret());
    leader.cloned().unwrap_or_default()
}

fn holder(row: &CaseRow) -> String {
    let holder = row.holder.as_ref().or(row.unit.as_ref());
    holder
        .filter(|_| !row.is_secret())
        .cloned()
        .unwrap_or_default()
}

/// Gives the summary; what is secret or not classed yet shows no content in a list.
fn summary(canvas: &Canvas<'_>, row: &CaseRow) -> (String, Style) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    if row.is_secret() {
        return (words.say("queue-secret"), styles.dim);
    }
    if row.class == Class::Unclassed {
        return (words.say("queue-unclassed"), styles.dim);
    }
    (row.summary.replace('\n', " "), styles.text)
}
