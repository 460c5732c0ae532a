//! A case as one row of `--json`, and as one line of text.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::codes::{Category, Channel, Class};
use crate::domain::moment::Moment;
use crate::domain::queue::CaseRow;
use crate::words::bundle::Words;

/// One row of `mulin case list --json`.
#[derive(Debug, Serialize)]
pub struct CaseJson {
    number: String,
    status: &'static str,
    category: Option<&'static str>,
    class: &'static str,
    urgency: &'static str,
    difficulty: &'static str,
    channel: Option<&'static str>,
    name: Option<String>,
    village: Option<String>,
    stations: Vec<String>,
    summary: Option<String>,
    received_at: Option<String>,
    due: Option<String>,
    due_raw: Option<String>,
    rule: Option<&'static str>,
    /// The moment of a clock of the fast lane; left out for clocks that count days.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_hour: Option<String>,
    town_goal: Option<String>,
    overdue: bool,
    visits: u32,
    repeat: Option<RepeatJson>,
    people_count: u32,
    unit: Option<String>,
    holder: Option<String>,
    leader: Option<String>,
    locked: bool,
    /// Whether its record cannot be read; left out where it can.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    damaged: bool,
    merged_into: Option<String>,
    /// 重点案件: the last day, while it is one.
    key_until: Option<String>,
    key_days_left: Option<i64>,
}

/// 重复来访: which time it is, and what came of the time before.
#[derive(Debug, Serialize)]
struct RepeatJson {
    times: u32,
    last: &'static str,
}

impl CaseJson {
    /// Makes the row as it stands on `today`; what the viewer may not see is `null`.
    pub fn of(row: &CaseRow, today: NaiveDate) -> Self {
        let day = |date: Option<NaiveDate>| date.map(|date| date.to_string());
        let shown = |text: &str| (!row.locked).then(|| text.to_owned());
        Self {
            number: row.number.to_string(),
            status: row.status.code(),
            category: row.category.map(Category::code),
            class: row.class.code(),
            urgency: row.urgency.code(),
            difficulty: row.difficulty.code(),
            channel: row.channel.map(Channel::code),
            name: shown(&row.name).map(|name| named(&name)),
            village: shown(&row.village),
            stations: row.stations.clone(),
            summary: shown(&row.summary),
            received_at: row.received_at.map(|at| moment(at, row.locked)),
            due: day(row.due),
            due_raw: day(row.due_raw),
            rule: row.rule,
            due_hour: row.due_hour.map(|at| at.to_string()),
            town_goal: day(row.town_goal),
            overdue: is_overdue(row, today),
            visits: row.visits,
            repeat: row.repeat.map(|it| RepeatJson {
                times: it.times,
                last: it.last.code(),
            }),
            people_count: row.people_count,
            unit: row.unit.clone(),
            holder: row.holder.clone(),
            leader: row.leader.clone(),
            locked: row.locked,
            damaged: row.damaged,
            merged_into: row.merged_into.map(|it| it.to_string()),
            key_until: day(row.key_until.filter(|_| row.key_days_left(today).is_some())),
            key_days_left: row.key_days_left(today),
        }
    }

    /// Makes the row of a list, which shows no content of a matter that is not classed yet: it may
    /// prove to be an accusation.
    pub fn listed(row: &CaseRow, today: NaiveDate) -> Self {
        let whole = Self::of(row, today);
        Self {
            summary: whole.summary.filter(|_| row.class != Class::Unclassed),
            ..whole
        }
    }
}

/// Gives a moment; of a matter that is held back the day alone.
pub fn moment(at: Moment, locked: bool) -> String {
    if locked {
        at.date().to_string()
    } else {
        at.to_string()
    }
}

/// Tells whether the office's own day has gone by.
pub fn is_overdue(row: &CaseRow, today: NaiveDate) -> bool {
    row.due_raw.is_some_and(|raw| raw < today)
}

/// Gives the name; one who left none is 未留名.
pub fn named(name: &str) -> String {
    if name.is_empty() { "未留名" } else { name }.to_owned()
}

/// Gives the row as a line of a list: number, state, class, day, name, village, what it is about
/// (of a matter that is not classed yet: nothing, for it may prove to be an accusation).
pub fn line(words: &Words, row: &CaseRow, today: NaiveDate) -> String {
    let summary = match row.class {
        Class::Unclassed => words.say("queue-unclassed"),
        Class::Suggestion | Class::Accusation | Class::Claim | Class::Litigation => {
            row.summary.clone()
        }
    };
    written(words, row, today, &summary)
}

/// Gives the row as the first line of its own case.
pub fn heading(words: &Words, row: &CaseRow, today: NaiveDate) -> String {
    written(words, row, today, &row.summary)
}

fn written(words: &Words, row: &CaseRow, today: NaiveDate, summary: &str) -> String {
    let due = match (row.due_raw, row.due) {
        _ if row.due_hour.is_some() => row.due_hour.map(Moment::minute).unwrap_or_default(),
        (Some(raw), Some(due)) if raw == due => raw.to_string(),
        (Some(raw), Some(due)) => format!("{raw} → {due}"),
        _ => String::new(),
    };
    let late = if is_overdue(row, today) {
        words.say("verbs-case-overdue")
    } else {
        String::new()
    };
    let (name, summary) = if row.damaged && row.locked {
        (String::new(), String::new())
    } else if row.locked {
        (String::new(), words.say("verbs-case-locked"))
    } else {
        let name = if row.name.is_empty() {
            words.say("verbs-unnamed")
        } else {
            row.name.clone()
        };
        (name, summary.replace('\n', " "))
    };
    let number = if row.damaged {
        let args = [("number", row.number.to_string().into())];
        words.say_with("verbs-case-damaged", &args)
    } else {
        row.number.to_string()
    };
    [
        number,
        match row.acceptance_overdue(today) {
            Some(_) => words.say("status-acceptance_overdue"),
            None => words.code("status", row.status_word()),
        },
        words.code("class", row.class.code()),
        format!("{due} {late}").trim().to_owned(),
        name,
        row.village.clone(),
        summary,
    ]
    .join("\t")
}
