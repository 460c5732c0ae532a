//! 一并办理: steps that go together are filled in on one form, each with its own questions and its own
//! day. They are decided one after another, as if each had been handed in by itself: what the law asks
//! of one it asks here too. One that is left empty is not taken.

use crate::domain::case::fact::appeal::AppealKind;
use crate::domain::case::fact::ask::Ask;
use crate::domain::case::fact::closing::ClosingKind;
use crate::domain::case::fact::fast_lane::FastLaneKind;
use crate::domain::case::fact::mediation::step::MediationKind;
use crate::domain::case::fact::order::step::OrderKind;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::case::fact::transfer::TransferKind;
use crate::domain::case::form::lacks::{Deciding, decide};
use crate::domain::case::form::schedule;
use crate::domain::codes::Class;
use crate::domain::refusal::Refusal;
use crate::domain::typed::half_width;

/// A part of a form, with its own questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormPart {
    /// A step.
    Step(StepKind),
    /// 分期履行: the parts of a performance as a table, a step each.
    Schedule,
}

/// A part of a form as it is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledPart {
    /// Which.
    pub part: FormPart,
    /// The answers, in the order of its questions.
    pub answers: Vec<String>,
    /// It is to be taken: the first always is, another once something was filled in.
    pub meant: bool,
}

/// What stands against a form: each refusal with the place of the part that it is about.
pub type Against = Vec<(usize, Refusal)>;

impl FormPart {
    /// Gives what it asks, in order.
    pub const fn asks(self) -> &'static [Ask] {
        match self {
            Self::Step(kind) => kind.asks(),
            Self::Schedule => schedule::ASKS,
        }
    }

    /// Gives the step that it takes.
    pub const fn kind(self) -> StepKind {
        match self {
            Self::Step(kind) => kind,
            Self::Schedule => StepKind::Mediation(MediationKind::Instalment),
        }
    }

    /// Decides what it takes, and gives the case after it. What it lacks or cannot be read is told all
    /// at once.
    fn taken(
        self,
        case: &Case,
        answers: &[String],
        by: Deciding<'_>,
    ) -> Result<(Vec<Step>, Case), Vec<Refusal>> {
        let mut after = case.clone();
        let mut steps = Vec::new();
        match self {
            Self::Step(kind) => {
                for answers in each(kind, answers) {
                    let step = decide(kind, &after, &answers, by)?;
                    after = by.apply(&after, &step).map_err(|it| vec![it])?;
                    steps.push(step);
                }
            }
            Self::Schedule => {
                for step in schedule::read(answers, &after)? {
                    after = by
                        .apply(&after, &step)
                        .map_err(|it| vec![schedule::at_table(it)])?;
                    steps.push(step);
                }
            }
        }
        Ok((steps, after))
    }

    /// Tells what does not read or lacks whatever the case is, without asking the law.
    fn unread(self, answers: &[String], case: &Case) -> Vec<Refusal> {
        match self {
            Self::Step(kind) => kind.read(answers).err().unwrap_or_default(),
            Self::Schedule => schedule::read(answers, case).err().unwrap_or_default(),
        }
    }
}

/// Gives the parts of the form of a step: the step, then what usually goes with it in this case and
/// `who` may take.
pub fn parts(kind: StepKind, case: &Case, who: &str) -> Vec<FormPart> {
    let litigation = case.matter.class == Class::Litigation;
    let accusation = case.matter.class == Class::Accusation;
    let notified = case.notice.is_some();
    let carry_out = StepKind::Appeal(AppealKind::CarryOut);
    let with: Vec<StepKind> = match kind {
        StepKind::Accept | StepKind::Decline if !notified => vec![StepKind::Notify],
        StepKind::Guide if litigation => vec![StepKind::StrikeOff],
        StepKind::Transfer(TransferKind::Forward) if litigation || accusation => {
            vec![StepKind::StrikeOff]
        }
        StepKind::Guide | StepKind::Transfer(TransferKind::Forward) if !notified => {
            vec![StepKind::Notify]
        }
        StepKind::Closing(ClosingKind::OnTheSpot) if case.matter.class == Class::Unclassed => {
            vec![StepKind::Classify]
        }
        StepKind::Decide => vec![StepKind::Deliver, carry_out, StepKind::StrikeOff],
        StepKind::Deliver => vec![carry_out, StepKind::StrikeOff],
        StepKind::Appeal(AppealKind::CarryOut)
        | StepKind::Transfer(TransferKind::AnswerSuggestion)
        | StepKind::Order(OrderKind::Answer) => vec![StepKind::StrikeOff],
        StepKind::StrikeOff => vec![StepKind::Closing(ClosingKind::Satisfaction)],
        StepKind::Mediation(MediationKind::Consent) => {
            vec![StepKind::Mediation(MediationKind::Refer)]
        }
        StepKind::Mediation(MediationKind::Agree) => {
            vec![StepKind::Mediation(MediationKind::Sign)]
        }
        StepKind::FastLane(FastLaneKind::Inform) => [FastLaneKind::Arrive, FastLaneKind::Fix]
            .map(StepKind::FastLane)
            .into(),
        StepKind::FastLane(FastLaneKind::Arrive) => {
            vec![StepKind::FastLane(FastLaneKind::Fix)]
        }
        StepKind::Order(OrderKind::Sign) => vec![StepKind::Order(OrderKind::Contact)],
        _ => Vec::new(),
    };
    let allowed = with
        .into_iter()
        .filter(|kind| case.check_asker(*kind, who).is_ok());
    let mut parts: Vec<FormPart> = [kind]
        .into_iter()
        .chain(allowed)
        .map(FormPart::Step)
        .collect();
    if kind == StepKind::Mediation(MediationKind::Agree) {
        parts.push(FormPart::Schedule);
    }
    parts
}

/// Decides a form: the steps of every part that is meant, in order.
///
/// # Errors
/// What stands against the first part of which something does, and what does not read in those behind.
pub fn decide_all(
    parts: &[FilledPart],
    case: &Case,
    by: Deciding<'_>,
) -> Result<Vec<Step>, Against> {
    let mut after = case.clone();
    let mut steps = Vec::new();
    let mut meant = parts.iter().enumerate().filter(|(_, filled)| filled.meant);
    while let Some((at, filled)) = meant.next() {
        match filled.part.taken(&after, &filled.answers, by) {
            Ok((taken, next)) => {
                steps.extend(taken);
                after = next;
            }
            Err(refusals) => {
                let behind = meant.flat_map(|(at, filled)| {
                    let unread = filled.part.unread(&filled.answers, &after);
                    unread.into_iter().map(move |it| (at, it))
                });
                let first = refusals.into_iter().map(|it| (at, it));
                return Err(first.chain(behind).collect());
            }
        }
    }
    Ok(steps)
}

/// Gives the case as the parts before one leave it; `None` while they cannot be decided.
pub fn before(parts: &[FilledPart], at: usize, case: &Case, by: Deciding<'_>) -> Option<Case> {
    let mut after = case.clone();
    for filled in parts.iter().take(at).filter(|filled| filled.meant) {
        (_, after) = filled.part.taken(&after, &filled.answers, by).ok()?;
    }
    Some(after)
}

/// Tells which parts stand in sight: the first, what is meant, and what is possible after the parts
/// before it as they are filled in. While nobody knows that, the one behind the first stands there.
pub fn in_sight(parts: &[FilledPart], case: &Case, by: Deciding<'_>) -> Vec<bool> {
    let places = 0..parts.len();
    let shown = places.zip(parts).map(|(at, filled)| {
        at == 0
            || filled.meant
            || before(parts, at, case, by).map_or(at == 1, |after| {
                let kind = filled.part.kind();
                after.may_by(kind, by.who, by.now.date()).is_ok()
            })
    });
    shown.collect()
}

/// Gives the answers of each step that one part takes: 履行情况 may name several parts of the
/// performance, `1-3` or `1、2`.
fn each(kind: StepKind, answers: &[String]) -> Vec<Vec<String>> {
    let of_performance = kind == StepKind::Mediation(MediationKind::Performed);
    let mut asks = kind.asks().iter();
    let at = asks.position(|ask| ask.field == "instalment");
    let numbers = at.filter(|_| of_performance).and_then(|at| {
        let numbers = numbers(answers.get(at)?)?;
        Some((at, numbers))
    });
    let Some((at, numbers)) = numbers else {
        return vec![answers.to_vec()];
    };
    let with = |number: u32| {
        let mut answers = answers.to_vec();
        answers[at] = number.to_string();
        answers
    };
    numbers.into_iter().map(with).collect()
}

/// The most parts of a performance that are noted at once: more was mistyped.
const MOST_AT_ONCE: u32 = 120;

/// Reads several numbers, each once; `None` for what is one number or none.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let text = half_width(text);
    let mut numbers = Vec::new();
    for part in text.split(|sign: char| sign.is_whitespace() || ",、;".contains(sign)) {
        match part.split_once(['-', '~', '—']) {
            Some((first, last)) => {
                let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
                if last.checked_sub(first)? >= MOST_AT_ONCE {
                    return None;
                }
                numbers.extend(first..=last);
            }
            None if part.is_empty() => {}
            None => numbers.push(part.parse().ok()?),
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    (numbers.len() > 1).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_parts_of_a_performance_are_named_by_numbers_and_ranges() {
        for (text, read) in [
            ("1-3", Some(vec![1, 2, 3])),
            ("１、３", Some(vec![1, 3])),
            ("2,1 2", Some(vec![1, 2])),
            ("1", None),
            ("", None),
            ("3-1", None),
            ("1-900", None),
            ("一", None),
        ] {
            assert_eq!(numbers(text), read, "{text}");
        }
    }
}
