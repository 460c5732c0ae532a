//! `mulin due`: a date and its explanation; the table of rules.

use serde::Serialize;

use crate::domain::calendar::WorkingCalendar;
use crate::domain::deadline::compute::compute;
use crate::domain::deadline::rule::{RULES, Rule, RuleName};
use crate::domain::law::{Law, law_of};
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;
use crate::exchange::when::read_text;
use crate::store::contract::ask;
use crate::verbs::arguments::DueArguments;
use crate::verbs::clock_json::DueJson;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{exists, failed, opened};
use crate::words::bundle::Words;

/// Prints a date and why it is that date, or the table of rules.
pub fn due(setting: &Setting, asked: &DueArguments) -> Exit {
    let (Some(name), Some(from)) = (&asked.rule, &asked.from) else {
        return rules(setting, asked.json);
    };
    let words = &setting.words;
    let Some(rule) = RuleName::parse(name) else {
        complain(words.say_with("verbs-due-no-rule", &[("rule", name.as_str().into())]));
        return Exit::Usage;
    };
    if !rule.rule().applies(&setting.town) {
        complain(words.say_with("verbs-due-not-here", &[("rule", name.as_str().into())]));
        return Exit::Refused;
    }
    let start = match Moment::parse(from) {
        Some(moment) => moment,
        None => match read_text(from) {
            Ok(read) => read.moment,
            Err(why) => {
                let text = [("text", from.as_str().into())];
                complain(words.say_with(&format!("row-{}", why.code()), &text));
                return Exit::Usage;
            }
        },
    };
    let calendar = match calendar(setting) {
        Ok(calendar) => calendar,
        Err(exit) => return exit,
    };
    let deadline = compute(rule, start, &calendar, &setting.town);
    let mut printer = Printer::new();
    if asked.json {
        printer.json_line(&DueJson::of(words, &deadline));
        return Exit::Done;
    }
    printer.line(deadline.due);
    for line in words.explanation(&deadline) {
        printer.line(line);
    }
    Exit::Done
}

/// Gives the store's calendar with its imported lists; where there is no store, the built-in one.
pub fn calendar(setting: &Setting) -> Result<WorkingCalendar, Exit> {
    if !exists(setting) {
        return Ok(WorkingCalendar::built_in());
    }
    let store = opened(setting)?;
    ask(&store, |it| it.calendar()).map_err(|error| failed(setting, &error))
}

/// One row of the table of rules.
#[derive(Debug, Serialize)]
struct RuleJson {
    rule: &'static str,
    name: String,
    article: &'static str,
    law: Option<&'static str>,
    since: Option<String>,
    /// The law's day is not known: `since` is empty, and is not the town's to set.
    since_unknown: bool,
    /// In what the day was read; empty where it is to be checked.
    source: &'static str,
    group: &'static str,
    start: &'static str,
    bound: &'static str,
    unit: &'static str,
    n: u16,
}

fn rules(setting: &Setting, json: bool) -> Exit {
    let words = &setting.words;
    let settings = &setting.town;
    let mut printer = Printer::new();
    for rule in RULES.iter().filter(|rule| rule.applies(settings)) {
        let row = rule_row(words, rule, settings);
        if json {
            printer.element(&row);
        } else {
            let length = format!("{} {}", row.n, words.unit(rule.unit, row.n));
            let since = since(words, rule);
            let article = words.article(row.article);
            printer.line([row.rule, &row.name, &article, &length, &since].join("\t"));
        }
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

/// Says from when a rule's law is in force.
fn since(words: &Words, rule: &Rule) -> String {
    let Some(law) = law_of(rule.article).filter(|it| !it.is_towns_own()) else {
        return String::new();
    };
    let Some(day) = law.since() else {
        return words.say("roads-since-unknown");
    };
    let since = words.say_with("roads-since", &[("day", day.to_string().into())]);
    if law.source.is_empty() {
        return words.say_with("roads-unchecked", &[("limit", since.into())]);
    }
    since
}

fn rule_row(words: &Words, rule: &Rule, settings: &Settings) -> RuleJson {
    let law = law_of(rule.article);
    RuleJson {
        rule: rule.name.code(),
        name: words.code("rule", rule.name.code()),
        article: rule.article,
        law: law.map(|law| law.name),
        since: law.and_then(Law::since).map(|day| day.to_string()),
        since_unknown: law.is_some_and(|it| it.since().is_none() && !it.is_towns_own()),
        source: law.map_or("", |it| it.source),
        group: rule.group.code(),
        start: rule.start.settled(settings).code(),
        bound: rule.bound.code(),
        unit: rule.unit.code(),
        n: rule.n(settings),
    }
}
