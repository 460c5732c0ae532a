//! `mulin duty`: a day's leader and ledger, what is not struck off, and the close of reception.

use chrono::NaiveDate;
use serde::Serialize;

use crate::app::case::page::row_line;
use crate::app::duty::page::how;
use crate::domain::act::{Act, Action, CommitResult};
use crate::domain::codes::Class;
use crate::domain::duty::{Acting, DutyFact, Line};
use crate::domain::queue::CaseRow;
use crate::domain::view::DutyView;
use crate::domain::viewer::Viewer;
use crate::exchange::when::read_text;
use crate::store::contract::{Store, ask};
use crate::verbs::arguments::DutyArguments;
use crate::verbs::case_row::moment;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed, for_reading};
use crate::words::bundle::Words;

/// A day as JSON.
#[derive(Debug, Serialize)]
struct DayJson {
    date: String,
    leader: Option<String>,
    stand_in: Option<String>,
    stand_in_why: Option<String>,
    note: String,
    arrived: Option<String>,
    left: Option<String>,
    visits: u32,
    closed_at: Option<String>,
    /// 补录: it was closed on a later day.
    closed_later: bool,
    lines: Vec<LineJson>,
}

/// A line of a ledger as JSON; of an accusation, and of what is not classed, its number alone.
#[derive(Debug, Serialize)]
struct LineJson {
    date: String,
    item: String,
    how: Option<&'static str>,
    owner: Option<String>,
    acting: Option<String>,
    since: String,
    days_open: Option<i64>,
    visits: u32,
    visits_that_day: Option<u32>,
    visits_wanted: Option<u32>,
    struck_at: Option<String>,
    status: Option<&'static str>,
    summary: Option<String>,
}

impl LineJson {
    fn of(day: NaiveDate, (line, row): Shown<'_>, acting: &Acting, today: NaiveDate) -> Self {
        let locked = row.is_some_and(|row| row.locked);
        let readable = row.filter(|row| !row.is_secret() && row.class != Class::Unclassed);
        Self {
            date: day.to_string(),
            item: line.item.to_string(),
            how: (!locked).then(|| line.how.code()),
            owner: line.owner.clone(),
            acting: acting.who().map(str::to_owned),
            since: moment(line.since, locked),
            days_open: line.struck.is_none().then(|| days(day, today)),
            visits: line.visits,
            visits_that_day: line.few.map(|(came, _)| came),
            visits_wanted: line.few.map(|(_, wanted)| wanted),
            struck_at: line.struck.map(|when| moment(when, locked)),
            status: readable.map(|row| row.status.code()),
            summary: readable.map(|row| row.summary.clone()),
        }
    }
}

/// A line with its case as a row of a list.
type Shown<'a> = (&'a Line, Option<&'a CaseRow>);

/// Shows a day's leader and ledger.
pub fn show(setting: &Setting, asked: &DutyArguments) -> Exit {
    let day = match day_of(setting, asked) {
        Ok(day) => day,
        Err(exit) => return exit,
    };
    match for_reading(setting) {
        Ok(store) => print(setting, store.as_ref(), day, asked.json),
        Err(exit) => exit,
    }
}

/// Lists what is not struck off, of one leader or of all.
pub fn open(setting: &Setting, leader: Option<&str>, json: bool) -> Exit {
    let (words, today) = (&setting.words, now().date());
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let owed = match ask(store.as_ref(), |it| it.owed(&viewer)) {
        Ok(owed) => owed,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    let his = |owner: Option<&str>| leader.is_none() || owner == leader;
    for it in owed.iter().filter(|it| his(it.owed.line.owner.as_deref())) {
        let (day, line) = (it.owed.day, (&it.owed.line, it.row.as_ref()));
        if json {
            printer.element(&LineJson::of(day, line, &Acting::Owner, today));
        } else {
            printer.line(render(words, day, line, &Acting::Owner, today));
        }
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

/// Closes a day's reception and shows its ledger; a day that is closed already stays as it is.
pub fn close(setting: &Setting, asked: &DutyArguments) -> Exit {
    let day = match day_of(setting, asked) {
        Ok(day) => day,
        Err(exit) => return exit,
    };
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let closed = match ask(&store, |it| Ok(it.duty(day, &viewer)?.day.closed)) {
        Ok(closed) => closed,
        Err(error) => return failed(setting, &error),
    };
    if closed.is_none() {
        let when = now();
        let act = Act {
            who: setting.who.clone(),
            when,
            action: Action::Duty {
                day,
                fact: DutyFact::Closed(when),
            },
        };
        match store.commit(&[act]) {
            Ok(outcomes) => {
                if let Some(CommitResult::Refused(refusal)) = outcomes.first() {
                    complain(setting.words.refusal(refusal));
                    return Exit::Refused;
                }
            }
            Err(error) => return failed(setting, &error),
        }
    }
    print(setting, &store, day, asked.json)
}

fn day_of(setting: &Setting, asked: &DutyArguments) -> Result<NaiveDate, Exit> {
    let Some(text) = &asked.on else {
        return Ok(now().date());
    };
    read_text(text).map(|it| it.moment.date()).map_err(|why| {
        let args = [("text", text.as_str().into())];
        let key = format!("row-{}", why.code());
        complain(setting.words.say_with(&key, &args));
        Exit::Usage
    })
}

fn print(setting: &Setting, store: &dyn Store, day: NaiveDate, json: bool) -> Exit {
    let (words, today) = (&setting.words, now().date());
    let viewer = Viewer::new(setting.who.clone());
    let view = match ask(store, |it| it.duty(day, &viewer)) {
        Ok(view) => view,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    if json {
        printer.json_line(&day_json(&view, today));
        return Exit::Done;
    }
    let it = &view.day;
    let weekday = words.say(&format!("weekday-{}", day.format("%u")));
    printer.line(format!("{day} {weekday}\t{}", words.on_duty(it)));
    if it.arrived.is_some() || it.left.is_some() {
        printer.line(words.present(it));
    }
    if !it.note.is_empty() {
        printer.line(&it.note);
    }
    for (line, acting) in shown(&view) {
        printer.line(render(words, day, line, acting, today));
    }
    let later = it.closed_later(day);
    let closed = if later.is_some() {
        "duty-closed-later"
    } else if it.closed.is_some() {
        "duty-closed"
    } else {
        "duty-open"
    };
    let args = [
        ("n", view.visits.into()),
        (
            "on",
            later.map_or_else(String::new, |it| it.to_string()).into(),
        ),
    ];
    printer.line(words.say_with(closed, &args));
    Exit::Done
}

/// Gives the lines of a day, each with who acts on it.
fn shown(view: &DutyView) -> impl Iterator<Item = (Shown<'_>, &Acting)> {
    let lines = view.day.lines.iter();
    let shown = lines.zip(view.rows.iter().map(Option::as_ref));
    shown.zip(&view.acting)
}

fn day_json(view: &DutyView, today: NaiveDate) -> DayJson {
    let it = &view.day;
    let (stand_in, stand_in_why) = it.stand_in.clone().unzip();
    let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    DayJson {
        date: view.date.to_string(),
        leader: it.leader.clone(),
        stand_in,
        stand_in_why,
        note: it.note.clone(),
        arrived: it.arrived.map(time),
        left: it.left.map(time),
        visits: view.visits,
        closed_at: it.closed.map(|it| it.to_string()),
        closed_later: it.closed_later(view.date).is_some(),
        lines: shown(view)
            .map(|(line, acting)| LineJson::of(view.date, line, acting, today))
            .collect(),
    }
}

/// Says a line: what it is, how it came, whose it is, since when, for how long, and what of it may
/// be told.
fn render(
    words: &Words,
    day: NaiveDate,
    (line, row): Shown<'_>,
    acting: &Acting,
    today: NaiveDate,
) -> String {
    let owner = match &line.owner {
        Some(owner) => format!("{owner}{}", words.acting(acting)),
        None if row.is_some_and(|row| row.locked) => String::new(),
        None => words.say("duty-nobody"),
    };
    let stood = match &line.struck {
        Some(struck) => {
            let day = struck.date().to_string();
            words.say_with("duty-struck", &[("day", day.into())])
        }
        None => words.say_with("duty-stood", &[("n", days(day, today).into())]),
    };
    let what = row.map(|row| row_line(words, row));
    let (state, what) = what.unwrap_or_default();
    // The number stands in front already.
    let what = what.split_once("  ").map_or("", |(_, rest)| rest);
    let few = line.few.map_or(String::new(), |(came, wanted)| {
        let args = [("came", came.into()), ("wanted", wanted.into())];
        words.say_with("duty-few", &args)
    });
    [
        line.item.to_string(),
        how(words, line, row),
        owner,
        line.since.date().to_string(),
        stood,
        state,
        what.to_owned(),
        few,
    ]
    .join("\t")
    .trim_end()
    .to_owned()
}

fn days(from: NaiveDate, today: NaiveDate) -> i64 {
    today.signed_duration_since(from).num_days()
}
