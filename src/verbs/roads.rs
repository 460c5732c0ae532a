//! `mulin roads`: the legal roads and their limits, with their last days where a start is given.

use serde::Serialize;

use crate::app::roads::{limit, localised};
use crate::domain::road::RoadEnd;
use crate::exchange::when::parts::NoMoment;
use crate::exchange::when::read_text;
use crate::office::roads::ends;
use crate::verbs::arguments::RoadsArguments;
use crate::verbs::due::calendar;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::words::bundle::Words;

/// A road as JSON.
#[derive(Debug, Serialize)]
struct RoadJson<'a> {
    code: &'a str,
    about: &'a str,
    way: &'a str,
    n: Option<u16>,
    unit: Option<&'static str>,
    from: Option<&'a str>,
    article: &'a str,
    since: Option<String>,
    until: Option<String>,
    reconsideration_first: bool,
    source: &'a str,
    note: &'a str,
    verified: bool,
    raw: Option<String>,
    due: Option<String>,
    skipped: Vec<String>,
}

/// Says that a day was not understood.
fn unread(words: &Words, text: &str, why: NoMoment) -> Exit {
    complain(words.say_with(&format!("row-{}", why.code()), &[("text", text.into())]));
    Exit::Usage
}

/// Prints the roads.
pub fn roads(setting: &Setting, asked: &RoadsArguments) -> Exit {
    let words = &setting.words;
    let start = match &asked.from {
        None => None,
        Some(text) => match read_text(text) {
            Ok(read) => Some(read.moment),
            Err(why) => return unread(words, text, why),
        },
    };
    let on = match &asked.on {
        None => now().date(),
        Some(text) => match read_text(text) {
            Ok(read) => read.moment.date(),
            Err(why) => return unread(words, text, why),
        },
    };
    let calendar = match calendar(setting) {
        Ok(calendar) => calendar,
        Err(exit) => return exit,
    };
    // Whoever reads a limit here must know that it is not the town's own.
    if let Some(reason) = setting.first_broken() {
        complain(reason);
    }
    let mut printer = Printer::new();
    for RoadEnd { road, end: count } in &ends(&setting.roads, on, start, &calendar, &setting.town) {
        if asked.json {
            printer.element(&RoadJson {
                code: &road.code,
                about: localised(words, &road.about),
                way: localised(words, &road.way),
                n: road.limit.as_ref().map(|it| it.n),
                unit: road.limit.as_ref().map(|it| it.unit.code()),
                from: road.limit.as_ref().map(|it| localised(words, &it.from)),
                article: &road.article,
                since: road.in_force.since.map(|day| day.to_string()),
                until: road.in_force.until.map(|day| day.to_string()),
                reconsideration_first: road.reconsideration_first,
                source: &road.source,
                note: localised(words, &road.note),
                verified: road.verified,
                raw: count.as_ref().map(|it| it.raw.to_string()),
                due: count.as_ref().map(|it| it.due.to_string()),
                skipped: count.as_ref().map_or(Vec::new(), |it| {
                    it.skipped.iter().map(ToString::to_string).collect()
                }),
            });
            continue;
        }
        let last = count
            .as_ref()
            .map_or(String::new(), |it| it.due.to_string());
        let cells = [
            localised(words, &road.about),
            localised(words, &road.way),
            &limit(words, road),
            &last,
            &road.article,
        ];
        printer.line(cells.join("\t"));
    }
    if asked.json {
        printer.end_array();
    } else {
        printer.line(words.say("roads-not-stopped"));
    }
    Exit::Done
}
