//! What a step says, field by field, for `mulin case show`.

use serde_json::{Value, json};

use crate::domain::case::appeal;
use crate::domain::case::closing::ClosingStep;
use crate::domain::case::key_case::KeyStep;
use crate::domain::case::legal_aid::step as legal_aid;
use crate::domain::case::matter::Visit;
use crate::domain::case::mediation::tell::{Part, Says};
use crate::domain::case::step::Step;
use crate::domain::case::task_force::{Side, TaskForceStep};
use crate::domain::case::track::TrackNote;
use crate::domain::case::transfer::Said;
use crate::domain::case::utility::FastLaneStep;
use crate::domain::moment::Moment;
use crate::domain::number::ExternalNumber;
use crate::words::say::Words;

/// A field of a step: its name, its value as JSON, and as words.
pub struct StepField {
    /// The name, as in JSON.
    pub name: &'static str,
    /// The value as JSON.
    pub value: Value,
    /// The value as it is read.
    pub text: String,
}

/// Gives what a step says, in the order in which it is asked.
pub fn fields(words: &Words, step: &Step) -> Vec<StepField> {
    let text = |name, text: &str| field(name, json!(text), text.to_owned());
    let code =
        |name, list: &str, code: &'static str| field(name, json!(code), words.code(list, code));
    let day = |name, day: &chrono::NaiveDate| text(name, &day.to_string());
    let optional = |name, value: &Option<String>| {
        let shown = value.as_deref().unwrap_or_default();
        field(name, json!(value), shown.to_owned())
    };
    let said = |parts: Vec<(&'static str, Said)>| -> Vec<StepField> {
        parts
            .into_iter()
            .map(|(name, part)| match part {
                Said::Day(it) => day(name, &it),
                Said::Minute(at) => moment(name, at),
                Said::Text(it) => text(name, &it),
                Said::Code { group, code: it } => code(name, group, it),
            })
            .collect()
    };
    match step {
        Step::Register(opening) => {
            let mut fields = visit(words, &opening.visit);
            fields.push(text("summary", &opening.matter.summary));
            fields
        }
        Step::Join(joined) => visit(words, joined),
        Step::Classify {
            class,
            category,
            urgency,
            difficulty,
        } => {
            let mut fields = vec![code("class", "class", class.code())];
            fields.extend(category.map(|it| code("category", "category", it.code())));
            fields.push(code("urgency", "urgency", urgency.code()));
            fields.push(code("difficulty", "difficulty", difficulty.code()));
            fields
        }
        Step::Accept { on } => vec![day("on", on)],
        Step::Decline { on, reason, road } => {
            vec![day("on", on), text("reason", reason), text("road", road)]
        }
        Step::Guide { on, exit, told } => vec![
            day("on", on),
            code("exit", "exit", exit.code()),
            text("told", told),
        ],
        Step::Notify { on, way } | Step::Deliver { on, way } => {
            vec![day("on", on), code("way", "way", way.code())]
        }
        Step::Assign {
            unit,
            holder,
            leader,
        } => vec![
            optional("unit", unit),
            optional("holder", holder),
            optional("leader", leader),
        ],
        Step::Extend {
            on,
            days,
            approver,
            reason,
            told_on,
        } => vec![
            day("on", on),
            field("days", json!(days), days.to_string()),
            text("approver", approver),
            text("reason", reason),
            day("told_on", told_on),
        ],
        Step::Decide {
            on,
            ruling,
            opinion,
            basis,
            request,
            facts,
        } => vec![
            day("on", on),
            code("ruling", "ruling", ruling.code()),
            text("opinion", opinion),
            text("basis", basis),
            text("request", request),
            text("facts", facts),
        ],
        Step::Agree { on, terms } => vec![day("on", on), text("terms", terms)],
        Step::Withdraw { on, words, form } => {
            let mut fields = vec![day("on", on)];
            fields.extend(form.map(|it| code("form", "withdrawal", it.code())));
            fields.push(text("words", words));
            fields
        }
        Step::StrikeOff { on, proof } => vec![day("on", on), text("proof", proof)],
        Step::Track {
            track,
            holder,
            stage,
            note: noted,
        } => vec![
            code("track", "track", track.code()),
            text("holder", holder),
            code("state", "stage", stage.code()),
            field("note", json!(noted.text()), note(words, noted)),
        ],
        Step::Mediation(step) => step.parts().iter().map(|it| part(words, it)).collect(),
        Step::Note { text: note } => vec![text("text", note)],
        Step::Number(ExternalNumber { kind, value }) => {
            vec![code("kind", "external", kind.code()), text("value", value)]
        }
        Step::Correct {
            field: part,
            old,
            new,
        } => {
            let name = words.say(&format!("ask-{}", part.code()));
            vec![
                field("part", json!(part.code()), name),
                text("old", old),
                text("new", new),
            ]
        }
        Step::Transfer(step) => said(step.parts()),
        Step::Order(step) => said(step.parts()),
        Step::Merge(step) => vec![text("number", &step.other().to_string())],
        Step::Appeal(step) => step
            .values()
            .into_iter()
            .map(|(name, value)| match value {
                appeal::Value::Text(said) => text(name, said),
                appeal::Value::Day(said) => day(name, &said),
                appeal::Value::Code(list, said) => code(name, list, said),
            })
            .collect(),
        Step::Divert(diverted) => {
            let mut fields = vec![day("on", &diverted.on), text("road", &diverted.road)];
            fields.extend(diverted.from.iter().map(|it| day("from", it)));
            fields.extend(diverted.until.iter().map(|it| day("until", it)));
            fields.push(text("told", &diverted.told));
            fields
        }
        Step::Printed(printed) => {
            let mut fields = vec![code("paper", "paper", printed.paper.code())];
            fields.extend(
                printed
                    .visit
                    .map(|visit| field("visit", json!(visit), format!("/{visit}"))),
            );
            let shown = if printed.copy > 1 {
                words.say_with("paper-copy", &[("n", printed.copy.into())])
            } else {
                String::new()
            };
            fields.push(field("copy", json!(printed.copy), shown));
            fields
        }
        Step::Closing(closing) => closing_fields(words, closing),
        Step::Undo { of, reason } => vec![
            field("undoes", json!(of), format!("#{of}")),
            text("reason", reason),
        ],
        Step::TaskForce(step) => task_force(words, step),
        Step::Key(KeyStep::Mark(term) | KeyStep::Extend(term)) => vec![
            day("on", &term.on),
            field(
                "until",
                json!(term.until.to_string()),
                words.key_until(term.until),
            ),
            text("reason", &term.reason),
            text("decided_by", &term.by),
        ],
        Step::Key(KeyStep::Lift { on, reason }) => {
            vec![day("on", on), text("reason", reason)]
        }
        Step::FastLane(FastLaneStep::Put {
            utility,
            fault,
            site,
        }) => vec![
            code("utility", "utility", utility.code()),
            code("fault", "fault", fault.code()),
            code("site", "site", site.code()),
        ],
        Step::FastLane(FastLaneStep::Inform { at, whom }) => {
            vec![moment("at", *at), text("whom", whom)]
        }
        Step::FastLane(FastLaneStep::Arrive { at } | FastLaneStep::Fix { at }) => {
            vec![moment("at", *at)]
        }
        Step::LegalAid(step) => aid(words, step),
    }
}

/// Gives what a step of legal aid says, field by field.
pub fn aid(words: &Words, step: &legal_aid::LegalAidStep) -> Vec<StepField> {
    step.parts()
        .into_iter()
        .map(|part| match part {
            legal_aid::Part::Text(name, text) => StepField {
                name,
                value: json!(text),
                text: text.to_owned(),
            },
            legal_aid::Part::Code(name, group, code) => StepField {
                name,
                value: json!(code),
                text: words.code(group, code),
            },
            legal_aid::Part::Day(name, day) => StepField {
                name,
                value: json!(day.to_string()),
                text: day.to_string(),
            },
        })
        .collect()
}

fn closing_fields(words: &Words, step: &ClosingStep) -> Vec<StepField> {
    let text = |name, text: &str| field(name, json!(text), text.to_owned());
    match step {
        ClosingStep::CallBack {
            on,
            confirmed,
            said,
        } => {
            let answer = if *confirmed { "yes" } else { "no" };
            vec![
                text("on", &on.to_string()),
                field(
                    "confirmed",
                    json!(confirmed),
                    words.code("confirmed", answer),
                ),
                text("said", said),
            ]
        }
        ClosingStep::Reopen { on, reason } => {
            vec![text("on", &on.to_string()), text("reason", reason)]
        }
        ClosingStep::Satisfaction { on, answer, said } => vec![
            text("on", &on.to_string()),
            field(
                "satisfaction",
                json!(answer.code()),
                words.code("satisfaction", answer.code()),
            ),
            text("said", said),
        ],
    }
}

/// Says a note of a service; what a counsellor noted stands without its words.
pub fn note(words: &Words, note: &TrackNote) -> String {
    match note {
        TrackNote::Said(text) => text.clone(),
        TrackNote::Sealed => words.say("mediation-sealed"),
    }
}

/// Gives a part of a mediation's step.
pub fn part(words: &Words, part: &Part) -> StepField {
    match &part.says {
        Says::Text(text) => field(part.field, json!(text), text.clone()),
        Says::Day(day) => {
            let day = day.map(|day| day.to_string());
            field(part.field, json!(day), day.clone().unwrap_or_default())
        }
        Says::Number(number) => field(part.field, json!(number), number.to_string()),
        Says::Yes(yes) => {
            let text = words.say(if *yes { "desk-yes" } else { "desk-no" });
            field(part.field, json!(yes), text)
        }
        Says::Code(list, code) => field(part.field, json!(code), words.code(list, code)),
    }
}

fn task_force(words: &Words, step: &TaskForceStep) -> Vec<StepField> {
    let text = |name, text: &str| field(name, json!(text), text.to_owned());
    let day = |on: &chrono::NaiveDate| text("on", &on.to_string());
    match step {
        TaskForceStep::Form { on, crew } | TaskForceStep::Change { on, crew } => {
            let mut fields = vec![day(on), text("leader", &crew.leader)];
            for side in Side::ALL {
                let members = crew.side(*side);
                let name = words.say(&format!("ask-{}", side.field()));
                let shown = format!("{name} {members}");
                if !members.is_empty() {
                    fields.push(field(side.code(), json!(members), shown));
                }
            }
            fields.push(text("plan", &crew.plan));
            fields
        }
        TaskForceStep::Meet(meeting) => vec![
            day(&meeting.on),
            text("came", &meeting.came),
            text("decided", &meeting.decided),
        ],
        TaskForceStep::End { on, outcome } => vec![day(on), text("outcome", outcome)],
    }
}

fn visit(words: &Words, visit: &Visit) -> Vec<StepField> {
    let received = visit.received_at;
    let channel = visit.channel.code();
    vec![
        moment("received_at", received),
        field("channel", json!(channel), words.code("channel", channel)),
    ]
}

fn moment(name: &'static str, at: Moment) -> StepField {
    let minute = at.minute();
    field(name, json!(at.to_string()), minute)
}

fn field(name: &'static str, value: Value, text: String) -> StepField {
    StepField { name, value, text }
}
