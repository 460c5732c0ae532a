//! The lists that papers may say: clocks, roads, steps, the parts of an agreement.

use chrono::NaiveDate;

use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::case::rule::undo::undone;
use crate::domain::clean;
use crate::domain::deadline::compute::Limit;
use crate::domain::entry::What;
use crate::exchange::paper::sheet::{Kind, Part, Table};
use crate::exchange::paper::source::{Source, long, long_minute};
use crate::words::bundle::Words;

/// The petitioner is told the law's last day; the reason stands beside it.
pub(super) fn clocks(from: Source<'_>) -> Vec<Part> {
    let open = from
        .view
        .clocks
        .iter()
        .filter(|it| it.met_on.is_none() && it.is_for_the_visitor());
    open.map(|clock| Part::Line(Kind::Item, clock_line(from.words, clock)))
        .collect()
}

fn clock_line(words: &Words, clock: &CaseClock) -> String {
    let deadline = &clock.deadline;
    let limit = |it: Limit| match it {
        Limit::Day(day) => long(words, day),
        Limit::Instant(at) => long_minute(words, at),
    };
    let (raw, due) = (limit(deadline.raw), limit(deadline.due));
    let key = if raw == due {
        "paper-clock"
    } else {
        "paper-clock-rolled"
    };
    words.say_with(
        key,
        &[
            ("rule", words.code("rule", deadline.rule.code()).into()),
            ("article", words.cited(deadline.article).into()),
            ("from", long(words, deadline.from.date()).into()),
            ("n", deadline.n.into()),
            ("unit", words.unit(deadline.unit, deadline.n).into()),
            ("raw", raw.into()),
            ("due", due.into()),
        ],
    )
}

pub(super) fn timeline(from: Source<'_>) -> Vec<Part> {
    if from.view.clocks.is_empty() {
        return Vec::new();
    }
    let words = from.words;
    let row = |clock: &CaseClock| {
        let deadline = &clock.deadline;
        let length = [
            ("n", deadline.n.into()),
            ("unit", words.unit(deadline.unit, deadline.n).into()),
        ];
        let mut passed = vec![spans(&deadline.skipped)];
        passed.extend(deadline.notes.iter().map(|note| words.note(*note)));
        passed.retain(|it| !it.is_empty());
        let met = clock.met_on.map(|day| day.to_string());
        vec![
            words.code("rule", deadline.rule.code()),
            words.cited(deadline.article),
            deadline.from.date().to_string(),
            words.say_with("paper-length", &length),
            passed.join("；"),
            deadline.raw.to_string(),
            deadline.due.to_string(),
            met.unwrap_or_else(|| words.say("paper-running")),
        ]
    };
    let head = [
        "paper-column-rule",
        "paper-column-article",
        "paper-column-from",
        "paper-column-length",
        "paper-column-skipped",
        "paper-column-raw",
        "paper-column-due",
        "paper-column-met",
    ];
    vec![Part::Table(Table {
        head: head.iter().map(|key| words.say(key)).collect(),
        widths: vec![18, 17, 15, 11, 24, 15, 15, 15],
        numbers: Vec::new(),
        rows: from.view.clocks.iter().map(row).collect(),
    })]
}

/// 二维码: what a caller is known by, number and 查询码, and nothing of him. A scanner at the desk types
/// it into the Finder, which answers how the matter stands.
pub(super) fn query(from: Source<'_>) -> Vec<Part> {
    let number = from.view.case.number;
    vec![Part::Qr(format!("{number} {}", from.code))]
}

/// 分期履行: the parts of an agreement as they were promised.
pub(super) fn instalments(from: Source<'_>) -> Vec<Part> {
    let words = from.words;
    let current = from.view.case.mediation.current();
    let parts = (1_u32..).zip(current.iter().flat_map(|it| &it.instalments));
    let lines = parts.map(|(at, it)| {
        let promise = &it.promise;
        let args = [
            ("n", at.into()),
            ("day", long(words, promise.due).into()),
            ("what", clean::text(&promise.what).into()),
            ("amount", clean::text(&promise.amount).into()),
        ];
        let key = if promise.amount.is_empty() {
            "paper-instalment"
        } else {
            "paper-instalment-amount"
        };
        Part::Line(Kind::Item, words.say_with(key, &args))
    });
    lines.collect()
}

/// Writes days that follow each other as spans: `2026-10-01 – 10-07`.
fn spans(days: &[NaiveDate]) -> String {
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*day) => *last = *day,
            _ => spans.push((*day, *day)),
        }
    }
    let text = spans.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}~{}", last.format("%m-%d"))
        }
    });
    text.collect::<Vec<_>>().join(" ")
}

pub(super) fn roads(words: &Words, case: &Case) -> Vec<Part> {
    let guided = case.guided.iter().map(|it| {
        let args = [
            ("road", words.code("exit", it.exit.code()).into()),
            ("told", clean::text(&it.advice).into()),
            ("on", long(words, it.on).into()),
        ];
        words.say_with("paper-road", &args)
    });
    let diverted = case.diverted.iter().map(|it| {
        let args = [
            ("road", clean::text(&it.road).into()),
            ("told", clean::text(&it.advice).into()),
            ("on", long(words, it.on).into()),
        ];
        let mut text = words.say_with("paper-road", &args);
        if let (Some(from), Some(until)) = (it.from, it.until) {
            let args = [
                ("from", long(words, from).into()),
                ("until", long(words, until).into()),
            ];
            text.push_str(&words.say_with("paper-road-until", &args));
        }
        text
    });
    guided
        .chain(diverted)
        .map(|text| Part::Line(Kind::Item, text.replace('\n', " ")))
        .collect()
}

/// 卷内目录: what was done and stands; prints are not a part of the matter's life.
pub(super) fn steps(from: Source<'_>) -> Vec<Part> {
    let words = from.words;
    let steps = from
        .view
        .history
        .iter()
        .filter_map(|entry| match &entry.what {
            What::Case(step) => Some((entry, step)),
            _ => None,
        });
    let gone = undone(steps.clone().map(|(_, step)| step));
    let rows: Vec<Vec<String>> = steps
        .filter_map(|(entry, step)| match step {
            Step::Printed(_) | Step::Undo { .. } => None,
            _ if gone.contains_key(&entry.seq) => None,
            step => Some((entry, words.code("step", step.code()))),
        })
        .zip(1..)
        .map(|((entry, step), at): ((_, _), u32)| {
            vec![
                at.to_string(),
                entry.when.minute(),
                step,
                clean::line(&entry.who),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = [
        "paper-column-run",
        "paper-column-when",
        "paper-column-step",
        "paper-column-who",
    ];
    vec![Part::Table(Table {
        head: head.iter().map(|key| words.say(key)).collect(),
        widths: vec![8, 30, 36, 26],
        numbers: Vec::new(),
        rows,
    })]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_follow_each_other_are_a_span() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = [day("2026-09-25"), day("2026-10-01"), day("2026-10-02")];
        assert_eq!(spans(&days), "2026-09-25 2026-10-01~10-02");
        assert_eq!(spans(&[]), "");
    }
}
