//! What a step says, field by field, for `mulin case show`.

use serde_json::{Value, json};

use crate::domain::case::fact::closing::ClosingStep;
use crate::domain::case::fact::kind::Shown;
use crate::domain::case::fact::matter::Visit;
use crate::domain::case::fact::printed::Printed;
use crate::domain::case::fact::step::Step;
use crate::domain::case::fact::task_force::Side;
use crate::domain::case::fact::track::TrackNote;
use crate::domain::codes::Channel;
use crate::domain::file_size::file_size;
use crate::words::bundle::Words;

/// A field of a step: its name, its value as JSON, and as words.
pub struct StepField {
    /// The name, as in JSON.
    pub name: &'static str,
    /// The value as JSON.
    pub value: Value,
    /// The value as it is read.
    pub text: String,
}

/// Gives what a step says, in the order in which it is shown.
pub fn fields(words: &Words, step: &Step) -> Vec<StepField> {
    let text = |name, text: &str| field(name, json!(text), text.to_owned());
    match step {
        Step::Register(opening) => {
            let mut fields = visit(words, &opening.visit);
            fields.push(text("summary", &opening.matter.summary));
            fields
        }
        Step::Join(joined) => visit(words, joined),
        Step::Correct {
            field: part,
            old,
            new,
        } => {
            let name = words.code("ask", part.code());
            vec![
                field("part", json!(part.code()), name),
                field("old", json!(old), words.corrected(*part, old)),
                field("new", json!(new), words.corrected(*part, new)),
            ]
        }
        Step::Merge(step) => vec![text("number", &step.other().to_string())],
        Step::Printed(printed) => paper(words, printed),
        Step::Attached(attached) => vec![
            text("title", &attached.title),
            text("kind", &attached.ending),
            field("size", json!(attached.size), file_size(attached.size)),
            field("hash", json!(attached.hash.to_string()), String::new()),
        ],
        Step::Undo { of, reason } => vec![
            field("undoes", json!(of), format!("#{of}")),
            text("reason", reason),
        ],
        Step::Key(_) => shown(words, step.fields())
            .into_iter()
            .zip(step.fields())
            .map(|(field, (name, shown))| match (name, shown) {
                ("until", Shown::Day(day)) => StepField {
                    text: words.key_until(day),
                    ..field
                },
                _ => field,
            })
            .collect(),
        // Two answers, and a type between two numbers, say nothing without their names.
        Step::Dispute(_) | Step::Closing(ClosingStep::Satisfaction { .. }) => {
            let named = |field: StepField| match field.name {
                "on" | "said" => field,
                name => StepField {
                    text: format!("{} {}", words.code("ask", name), field.text),
                    ..field
                },
            };
            shown(words, step.fields()).into_iter().map(named).collect()
        }
        Step::TaskForce(_) => shown(words, step.fields())
            .into_iter()
            .map(|field| of_task_force(words, field))
            .collect(),
        Step::Track(_) => shown(words, step.fields())
            .into_iter()
            .map(|field| match field.name {
                "stage" => StepField {
                    name: "state",
                    ..field
                },
                _ => field,
            })
            .collect(),
        _ => shown(words, step.fields()),
    }
}

/// Gives fields of a fact as JSON and in words.
pub fn shown(words: &Words, fields: Vec<(&'static str, Shown)>) -> Vec<StepField> {
    let fields = fields.into_iter();
    fields
        .map(|(name, shown)| field(name, value(&shown), words.shown(&shown)))
        .collect()
}

fn value(shown: &Shown) -> Value {
    match shown {
        Shown::Text(text) => json!(text),
        Shown::Number(number) => json!(number),
        Shown::Day(day) => json!(day.to_string()),
        Shown::Minute(at) => json!(at.to_string()),
        Shown::Yes { yes, .. } => json!(yes),
        Shown::Code { code, .. } => json!(code),
        Shown::Codes { codes, .. } => json!(codes),
        Shown::Nothing => Value::Null,
        Shown::Sealed => json!(""),
    }
}

/// Names the members of each side, in JSON by the side's own code.
fn of_task_force(words: &Words, field: StepField) -> StepField {
    let Some(side) = Side::ALL.iter().find(|side| side.field() == field.name) else {
        return field;
    };
    StepField {
        name: side.code(),
        text: format!("{} {}", words.code("ask", side.field()), field.text),
        ..field
    }
}

/// Says a note of a service; what a counsellor noted stands without its words.
pub fn note(words: &Words, note: &TrackNote) -> String {
    match note {
        TrackNote::Text(text) => text.clone(),
        TrackNote::Sealed => words.say("mediation-sealed"),
    }
}

fn paper(words: &Words, printed: &Printed) -> Vec<StepField> {
    let paper = printed.paper.code();
    let mut fields = vec![field("paper", json!(paper), words.code("paper", paper))];
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

fn visit(words: &Words, visit: &Visit) -> Vec<StepField> {
    let received = visit.received_at;
    let channel = visit.channel.map(Channel::code);
    vec![
        field(
            "received_at",
            json!(received.map(|it| it.to_string())),
            words.received(received),
        ),
        field("channel", json!(channel), words.channel(visit.channel)),
    ]
}

fn field(name: &'static str, value: Value, text: String) -> StepField {
    StepField { name, value, text }
}
