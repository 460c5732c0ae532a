//! What stands against the answers to a step, all at once: the law's rules refuse one thing after
//! another, so that an answer that lacks is stood in for and they are asked again.

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::fact::ask::{AnswerKind, Ask};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::moment::Moment;
use crate::domain::nothing::says_nothing;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::view::CaseView;

/// By what law, by whom and when answers are decided.
#[derive(Debug, Clone, Copy)]
pub struct Deciding<'a> {
    /// The working calendar.
    pub calendar: &'a WorkingCalendar,
    /// What the town set.
    pub settings: &'a Settings,
    /// Who hands the answers in.
    pub who: &'a str,
    /// When.
    pub now: Moment,
}

impl<'a> Deciding<'a> {
    /// Decides as the case that is shown is decided, `who` at `now`.
    pub const fn of(view: &'a CaseView, who: &'a str, now: Moment) -> Self {
        Self {
            calendar: &view.calendar,
            settings: &view.settings,
            who,
            now,
        }
    }

    /// Gives the case after a step.
    ///
    /// # Errors
    /// What the law has against it.
    pub fn apply(&self, case: &Case, step: &Step) -> Result<Case, Refusal> {
        case.apply_by(self.calendar, self.settings, step, self.who, self.now)
    }
}

/// Decides a step by its answers, given in the order of [`StepKind::asks`].
///
/// # Errors
/// Everything that lacks or does not read, at once, and the first other thing that stands against it.
pub fn decide(
    kind: StepKind,
    case: &Case,
    answers: &[String],
    by: Deciding<'_>,
) -> Result<Step, Vec<Refusal>> {
    let mut tried = answers.to_vec();
    let mut found: Vec<Refusal> = Vec::new();
    let mut stood_in: Vec<usize> = Vec::new();
    loop {
        let (refusals, read) = match kind.read(&tried) {
            Ok(step) => match by.apply(case, &step) {
                Ok(_) if found.is_empty() => return Ok(step),
                Ok(_) => return Err(found),
                Err(refusal) => (vec![refusal], true),
            },
            Err(refusals) => (refusals, false),
        };
        let mut again = false;
        for refusal in refusals {
            let at = kind
                .asks()
                .iter()
                .position(|ask| Some(ask.field) == refusal.field);
            match at {
                // What stands in for an answer is nobody's.
                Some(at) if stood_in.contains(&at) => {}
                Some(at) => {
                    let lacks = answers.get(at).is_none_or(|it| says_nothing(it));
                    if let (true, Some(ask), Some(answer)) =
                        (lacks || !read, kind.asks().get(at), tried.get_mut(at))
                    {
                        *answer = stand_in(ask, by.now);
                        stood_in.push(at);
                        again = true;
                    }
                    found.push(refusal);
                }
                None if stood_in.is_empty() => found.push(refusal),
                None => {}
            }
        }
        if !again {
            return Err(found);
        }
    }
}

/// Gives the questions that must be answered as the others are answered now.
pub fn needed(
    kind: StepKind,
    case: &Case,
    answers: &[String],
    by: Deciding<'_>,
) -> Vec<&'static str> {
    let always = kind.needed();
    let asks = kind.asks().iter().enumerate();
    let needs = asks.filter(|(at, ask)| {
        if always.contains(&ask.field) {
            return true;
        }
        if matches!(
            ask.answer,
            AnswerKind::Choice { .. } | AnswerKind::Several { .. }
        ) {
            return false;
        }
        let mut without = answers.to_vec();
        if let Some(answer) = without.get_mut(*at) {
            answer.clear();
        }
        let refused = decide(kind, case, &without, by);
        refused.is_err_and(|all| all.iter().any(|it| it.field == Some(ask.field)))
    });
    needs.map(|(_, ask)| ask.field).collect()
}

/// Gives an answer of the right kind.
fn stand_in(ask: &Ask, now: Moment) -> String {
    match ask.answer {
        AnswerKind::Line | AnswerKind::Text => "文".to_owned(),
        AnswerKind::Day => now.date().to_string(),
        AnswerKind::Number => "1".to_owned(),
        AnswerKind::Moment => now.minute(),
        AnswerKind::Case => CaseNumber { year: 2022, run: 1 }.to_string(),
        AnswerKind::Choice { codes, .. } | AnswerKind::Several { codes, .. } => {
            codes().first().copied().unwrap_or_default().to_owned()
        }
    }
}
