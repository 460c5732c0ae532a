//! 工作专班 and 联合接访 as the case tells them.

use crate::app::case::para::{Para, Shade};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::case::fact::task_force::{Crew, Side, TaskForce, TaskForceStep};
use crate::domain::joint::Pledge;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// Says what a step of a task force did.
pub(super) fn details(words: &Words, step: &TaskForceStep) -> Vec<String> {
    match step {
        TaskForceStep::Form(it) | TaskForceStep::Change(it) => {
            vec![it.on.to_string(), crew(words, &it.crew)]
        }
        TaskForceStep::Meet(meeting) => vec![
            meeting.on.to_string(),
            meeting.came.clone(),
            meeting.decided.clone(),
        ],
        TaskForceStep::End { on, outcome } => vec![on.to_string(), outcome.clone()],
    }
}

/// Says who is in it and what is planned.
fn crew(words: &Words, crew: &Crew) -> String {
    let named = |field: &str, text: &str| format!("{} {text}", words.say(&format!("ask-{field}")));
    let sides = Side::ALL
        .iter()
        .map(|side| (side.field(), crew.side(*side)));
    let mut parts = vec![named("leader", &crew.leader)];
    parts.extend(
        sides
            .filter(|(_, members)| !members.is_empty())
            .map(|(side, members)| named(side, &members)),
    );
    format!("{}\n{}", parts.join("  "), named("plan", &crew.plan))
}

/// Says a task force in lines: who, each meeting, the end.
pub fn force(words: &Words, force: &TaskForce) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", force.on, crew(words, &force.crew))];
    lines.extend(force.meetings.iter().map(|meeting| {
        let args = [
            ("day", meeting.on.to_string().into()),
            ("came", meeting.came.as_str().into()),
            ("decided", meeting.decided.as_str().into()),
        ];
        words.say_with("joint-force-met", &args)
    }));
    lines.extend(force.ended.as_ref().map(|(on, outcome)| {
        let args = [
            ("day", on.to_string().into()),
            ("outcome", outcome.as_str().into()),
        ];
        words.say_with("joint-force-ended", &args)
    }));
    lines
}

/// Says which standing task force the case is with, or which its category routes to, who convenes
/// it, and who of it takes the case.
pub(super) fn standing(shared: &Shared, view: &CaseView) -> Option<Para> {
    let words = &shared.words;
    let with = view.forces.for_case(&view.case)?;
    let mut text = words.case_force(&view.case, with);
    let open = view.case.status.is_open() && !with.is_taken(&view.case);
    if open && with.taker.is_some() {
        let args = [("key", shared.keys(Command::CaseForce).into())];
        text = format!("{text}\n{}", words.say_with("force-join", &args));
    }
    Some(Para {
        label: words.say("force-section"),
        text,
        tone: if with.joined {
            Shade::Plain
        } else {
            Shade::Dim
        },
        item: None,
    })
}

/// Says what a unit said and took on in a session.
pub fn pledge(words: &Words, pledge: &Pledge) -> String {
    let statement = &pledge.statement;
    let unit = format!("{} {}", statement.unit, pledge.who);
    let mut text = words.say_with(
        "joint-said-of",
        &[
            ("day", pledge.day.to_string().into()),
            ("place", pledge.place.as_str().into()),
            ("unit", unit.trim_end().into()),
            ("said", statement.text.as_str().into()),
        ],
    );
    if let Some(by) = statement.by {
        let args = [
            ("what", statement.took_on.as_str().into()),
            ("by", by.to_string().into()),
        ];
        text = format!("{text}  {}", words.say_with("joint-took-on", &args));
    }
    if let Some(on) = statement.kept_on {
        let args = [("day", on.to_string().into())];
        text = format!("{text}  {}", words.say_with("joint-kept", &args));
    }
    text
}
