//! 回执: what the petitioner takes home, in plain text.

use crate::domain::case::clocks::CaseClock;
use crate::domain::codes::Class;
use crate::domain::number::{QueryCode, VisitNumber};
use crate::domain::view::CaseView;
use crate::words::say::Words;

/// Writes the receipt of one visit of a case.
pub fn receipt(words: &Words, view: &CaseView, visit: VisitNumber, code: &QueryCode) -> String {
    let line = |key: &str, name: &str, value: String| words.say_with(key, &[(name, value.into())]);
    let case = &view.case;
    let at = usize::try_from(visit.visit.saturating_sub(1)).unwrap_or(usize::MAX);
    let received = case
        .visits
        .get(at)
        .map_or(case.registered_at, |it| it.received_at);
    let shown =
        |moment: crate::domain::moment::Moment| moment.local().format("%Y-%m-%d %H:%M").to_string();
    let entry = view.history.first();
    let accusation = case.matter.class == Class::Accusation;
    let mut lines = vec![
        words.say("receipt-place"),
        words.say("receipt-title"),
        String::new(),
        line("receipt-number", "number", visit.to_string()),
        line("receipt-code", "code", code.to_string()),
        line("receipt-name", "name", name(words, &view.person.name)),
        line("receipt-received", "when", shown(received)),
        words.say_with(
            "receipt-registered",
            &[
                (
                    "when",
                    shown(entry.map_or(case.registered_at, |it| it.when)).into(),
                ),
                (
                    "who",
                    entry.map_or(String::new(), |it| it.who.clone()).into(),
                ),
            ],
        ),
    ];
    if accusation {
        lines.push(words.say("receipt-locked"));
    } else {
        lines.push(line(
            "receipt-summary",
            "summary",
            case.matter.summary.clone(),
        ));
        let holder = case.holder.clone().or_else(|| case.unit.clone());
        let holder = holder.unwrap_or_else(|| words.say("receipt-no-holder"));
        lines.push(line("receipt-holder", "holder", holder));
        lines.extend([String::new(), words.say("receipt-dates")]);
        let open = view
            .clocks
            .iter()
            .filter(|clock| clock.met_on.is_none() && clock.is_for_the_visitor());
        lines.extend(open.map(|clock| date(words, clock)));
        if case.accepted_on.is_none() {
            lines.push(words.say("receipt-accepted-later"));
        }
    }
    lines.extend([String::new(), words.say("receipt-rights")]);
    let rights = [
        "receipt-right-review",
        "receipt-right-law",
        "receipt-right-aid",
        "receipt-privacy",
    ];
    lines.extend(rights.map(|key| words.say(key)));
    lines.extend([String::new(), words.say("receipt-hotline"), String::new()]);
    lines.join("\n")
}

fn name(words: &Words, name: &str) -> String {
    if name.is_empty() {
        words.say("receipt-unnamed")
    } else {
        name.to_owned()
    }
}

/// The petitioner is told the law's last day; the reason stands beside it.
fn date(words: &Words, clock: &CaseClock) -> String {
    let deadline = &clock.deadline;
    let (raw, due) = (deadline.raw.to_string(), deadline.due.to_string());
    let key = if raw == due {
        "receipt-clock"
    } else {
        "receipt-clock-rolled"
    };
    words.say_with(
        key,
        &[
            ("rule", words.code("rule", deadline.rule.code()).into()),
            ("article", deadline.article.into()),
            ("from", deadline.from.date().to_string().into()),
            ("n", deadline.n.into()),
            ("unit", words.code("unit", deadline.unit.code()).into()),
            ("raw", raw.into()),
            ("due", due.into()),
        ],
    )
}
