//! What a step says on the screen, field by field.

use crate::domain::case::fact::closing::ClosingKind;
use crate::domain::case::fact::kind::Shown;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::case::fact::track::{TrackNote, is_private};
use crate::domain::codes::Track;
use crate::words::bundle::Words;

/// Which fields bear their names; the day or moment of the step itself never does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// Every one.
    All,
    /// Texts, numbers and days; a code says by itself what it is.
    Texts,
    /// Numbers and days.
    Days,
}

fn named(kind: StepKind) -> Named {
    match kind {
        StepKind::Mediation(_)
        | StepKind::Checklist(_)
        | StepKind::Assign
        | StepKind::Dispute
        | StepKind::Closing(ClosingKind::Satisfaction) => Named::All,
        StepKind::Transfer(_) | StepKind::Order(_) | StepKind::LegalAid(_) => Named::Texts,
        _ => Named::Days,
    }
}

/// Says the fields of a step that is offered; what is empty is left out. A counsellor's note stays
/// hidden until it is revealed.
pub(super) fn texts(words: &Words, step: &Step, revealed: bool) -> Vec<String> {
    let Some(kind) = step.kind() else {
        return Vec::new();
    };
    let fields = step.fields().into_iter();
    fields
        .filter_map(|(field, shown)| text(words, step, kind, (field, shown), revealed))
        .collect()
}

fn text(
    words: &Words,
    step: &Step,
    kind: StepKind,
    (field, shown): (&'static str, Shown),
    revealed: bool,
) -> Option<String> {
    let text = match (step, &shown) {
        (Step::Track(it), _) if field == "note" => note(words, it.track, &it.note, revealed),
        (Step::Key(_), Shown::Day(day)) if field == "until" => return Some(words.key_until(*day)),
        // The last day says what counts.
        (Step::Divert(_), _) if field == "from" => return None,
        _ => words.shown(&shown),
    };
    if text.is_empty() {
        return None;
    }
    let of_days = matches!(shown, Shown::Day(_) | Shown::Number(_)) && field != "on";
    let bears_name = match (named(kind), field) {
        (_, "on" | "at") => false,
        (_, "said") if kind == StepKind::Closing(ClosingKind::Satisfaction) => false,
        (_, "approver") if kind == StepKind::Extend => true,
        (Named::All, _) => true,
        (Named::Texts, _) => of_days || matches!(shown, Shown::Text(_)),
        (Named::Days, _) => of_days,
    };
    Some(if bears_name {
        format!("{} {text}", words.code("ask", field))
    } else {
        text
    })
}

/// Says a note of a service; a counsellor's stays hidden until it is revealed, since the screen
/// faces the visitor.
pub(super) fn note(words: &Words, track: Track, note: &TrackNote, revealed: bool) -> String {
    match note {
        TrackNote::Text(text) if is_private(track) && !revealed && !text.is_empty() => {
            words.say("case-hidden")
        }
        TrackNote::Text(text) => text.clone(),
        TrackNote::Sealed => words.say("mediation-sealed"),
    }
}
