//! The form of a step: it asks only what the step needs, and tells all that is wrong at once.

use chrono::NaiveDate;

use crate::app::field::Kind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::when::parse_day;
use crate::domain::case::fact::ask::{Answer, Ask};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::case::form::proposed::proposed;
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::view::CaseView;
use crate::words::say::Words;

/// A step that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepForm {
    /// Which step.
    pub kind: StepKind,
    /// Its questions, known by their place.
    pub form: Form<usize>,
    /// The revision that the clerk saw when he decided.
    pub(super) expected: u32,
    /// What stands against it as a whole, or what was changed meanwhile.
    pub told: Option<String>,
}

impl StepForm {
    /// Opens the form with what is proposed.
    pub(super) fn open(kind: StepKind, case: &Case, now: Moment) -> Self {
        let asks = kind.asks();
        let needed = kind.needed();
        let lines = asks.iter().enumerate().map(|(at, ask)| {
            let line = line(at, ask);
            if needed.contains(&ask.field) {
                line.needed()
            } else {
                line
            }
        });
        let mut form = Form::new(lines.collect());
        for (at, ask) in asks.iter().enumerate() {
            let proposal = proposed(kind, ask, case, now);
            match ask.answer {
                _ if proposal.is_empty() => {}
                Answer::Day | Answer::Number | Answer::Moment => form.propose(at, &proposal),
                Answer::Line | Answer::Text | Answer::Case | Answer::Choice { .. } => {
                    form.fill(at, &proposal);
                }
            }
        }
        Self {
            kind,
            form,
            expected: case.revision,
            told: None,
        }
    }

    /// Fills in an answer that was chosen elsewhere.
    pub(super) fn fill(&mut self, field: &str, answer: &str) {
        let at = self.kind.asks().iter().position(|ask| ask.field == field);
        if let Some(at) = at.filter(|_| !answer.is_empty()) {
            self.form.fill(at, answer);
        }
    }

    /// Reads the answers and asks the domain whether the step may be taken; what stands against
    /// it is told at its lines. `None` then.
    pub(super) fn decided(
        &mut self,
        view: &CaseView,
        who: &str,
        now: Moment,
        words: &Words,
    ) -> Option<Step> {
        let asks = self.kind.asks().iter().enumerate();
        let answers: Vec<String> = asks
            .map(|(at, ask)| match (self.form.code(at), ask.answer) {
                (Some(code), _) => code.to_owned(),
                (None, Answer::Day) => day_in_full(self.form.text(at), now.date()),
                (None, _) => self.form.text(at).to_owned(),
            })
            .collect();
        let refusals = match self.kind.read(&answers) {
            Ok(step) => match view
                .case
                .apply_by(&view.calendar, &view.settings, &step, who, now)
            {
                Ok(_) => {
                    self.told = None;
                    self.form.tell(&[]);
                    return Some(step);
                }
                Err(refusal) => vec![refusal],
            },
            Err(refusals) => refusals,
        };
        self.refuse(&refusals, words);
        None
    }

    /// Tells refusals at their lines; one about no line stands above them.
    pub(super) fn refuse(&mut self, refusals: &[Refusal], words: &Words) {
        let asks = self.kind.asks();
        let place = |refusal: &Refusal| {
            let field = refusal.field?;
            asks.iter().position(|ask| ask.field == field)
        };
        let problems: Vec<(usize, String)> = refusals
            .iter()
            .filter_map(|refusal| Some((place(refusal)?, bare(refusal, words))))
            .collect();
        self.told = refusals
            .iter()
            .find(|refusal| place(refusal).is_none())
            .map(|refusal| words.refusal(refusal));
        self.form.tell(&problems);
    }
}

/// Writes a day in full that was typed short, `9-30`; what is no day stays for the domain to refuse.
pub fn day_in_full(typed: &str, today: NaiveDate) -> String {
    parse_day(typed, today).map_or_else(|| typed.to_owned(), |day| day.to_string())
}

/// Says a refusal without its field, beside which it stands.
fn bare(refusal: &Refusal, words: &Words) -> String {
    words.refusal(&Refusal::new(refusal.reason.clone()))
}

fn line(at: usize, ask: &Ask) -> Line<usize> {
    let label = format!("ask-{}", ask.field);
    match ask.answer {
        Answer::Line | Answer::Moment => Line::text(at, label, Kind::Line),
        Answer::Text => Line::text(at, label, Kind::Area),
        Answer::Case => Line::text(at, label, Kind::Case),
        Answer::Day | Answer::Number => Line::text(at, label, Kind::Number),
        Answer::Choice { group, codes } => Line::code(at, label, group, &codes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_typed_short_or_in_full() {
        let today: NaiveDate = "2026-09-01".parse().unwrap();
        for (typed, expected) in [
            ("2026-09-30", "2026-09-30"),
            ("9-30", "2026-09-30"),
            ("９．３０", "2026-09-30"),
            ("0830", "2026-08-30"),
            ("", ""),
            ("月底", "月底"),
        ] {
            assert_eq!(day_in_full(typed, today), expected, "{typed}");
        }
    }
}
