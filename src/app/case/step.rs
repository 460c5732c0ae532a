//! The form of a step: it asks only what the step needs, and tells all that is wrong at once.

use chrono::NaiveDate;

use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::when::parse_day;
use crate::domain::case::fact::ask::{AnswerKind, Ask};
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::case::fact::task_force::TaskForceKind;
use crate::domain::case::fact::transfer::TransferKind;
use crate::domain::case::form::lacks::{decide, needed};
use crate::domain::case::form::proposed::{meant, proposed};
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

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
    pub message: Option<String>,
    /// The letter that it says was handed over cannot be printed: what is missing in it, and where
    /// to put it.
    pub letter: Option<String>,
    /// It was handed in, and held back because of the letter.
    held: bool,
}

impl StepForm {
    /// Opens the form with what is proposed.
    pub(super) fn open(kind: StepKind, view: &CaseView, who: &str, now: Moment) -> Self {
        let asks = kind.asks();
        let lines = asks.iter().enumerate().map(|(at, ask)| line(at, ask));
        let mut form = Form::new(lines.collect());
        for (at, ask) in asks.iter().enumerate() {
            let proposal = proposed(kind, ask, &view.case, now);
            match ask.answer {
                _ if proposal.is_empty() => {}
                // The first letter typed takes the place of a proposal; what stands is edited.
                AnswerKind::Day | AnswerKind::Number | AnswerKind::Moment => {
                    form.propose(at, &proposal);
                }
                AnswerKind::Line if !edits(kind) => form.propose(at, &proposal),
                AnswerKind::Line
                | AnswerKind::Text
                | AnswerKind::Case
                | AnswerKind::Choice { .. }
                | AnswerKind::Several { .. } => {
                    form.fill(at, &proposal);
                }
            }
        }
        let mut form = Self {
            kind,
            form,
            expected: view.case.revision,
            message: None,
            letter: None,
            held: false,
        };
        form.mark(view, who, now);
        form
    }

    /// Marks the lines that must be filled in as the others stand.
    pub(super) fn mark(&mut self, view: &CaseView, who: &str, now: Moment) {
        let needed = needed(
            self.kind,
            view,
            &self.answers(&view.settings, now),
            who,
            now,
        );
        for (at, ask) in self.kind.asks().iter().enumerate() {
            if let Some(line) = self.form.line_mut(at) {
                line.needed = needed.contains(&ask.field);
            }
        }
    }

    /// Proposes an answer that what stands beside the case gives.
    pub(super) fn propose(&mut self, field: &str, answer: &str) {
        let at = self.kind.asks().iter().position(|ask| ask.field == field);
        if let Some(at) = at.filter(|_| !answer.is_empty()) {
            self.form.propose(at, answer);
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
        match decide(
            self.kind,
            view,
            &self.answers(&view.settings, now),
            who,
            now,
        ) {
            Ok(step) => {
                self.message = None;
                self.form.tell(&[]);
                Some(step)
            }
            Err(refusals) => {
                self.refuse(&refusals, words);
                None
            }
        }
    }

    /// Tells whether it is held back, once, because its letter cannot be printed. What was handed over
    /// all the same is written down as it was: the person's days to ask for a review run from it
    /// (条例 35), and nobody takes them away by a refusal.
    pub(super) fn holds(&mut self, words: &Words) -> bool {
        let Some(letter) = self.letter.as_ref().filter(|_| !self.held) else {
            return false;
        };
        let args = [("letter", letter.as_str().into())];
        self.message = Some(words.say_with("papers-hold", &args));
        self.held = true;
        true
    }

    /// Gives the answers as they stand, in the order of the questions.
    fn answers(&self, settings: &Settings, now: Moment) -> Vec<String> {
        let asks = self.kind.asks().iter().enumerate();
        asks.map(|(at, ask)| match (self.form.code(at), ask.answer) {
            (Some(code), _) => code.to_owned(),
            (None, AnswerKind::Day) => day_in_full(self.form.text(at), now.date()),
            (None, _) => {
                let typed = self.form.text(at).to_owned();
                meant(self.kind, ask, typed, settings)
            }
        })
        .collect()
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
        self.message = refusals
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

/// Tells whether a step changes what stands, so that its lines hold that to be edited.
const fn edits(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::TaskForce(TaskForceKind::Change) | StepKind::Transfer(TransferKind::Represent)
    )
}

/// Says a refusal without its field, beside which it stands.
fn bare(refusal: &Refusal, words: &Words) -> String {
    words.refusal(&Refusal::new(refusal.reason.clone()))
}

fn line(at: usize, ask: &Ask) -> Line<usize> {
    let label = format!("ask-{}", ask.field);
    match ask.answer {
        AnswerKind::Line | AnswerKind::Moment | AnswerKind::Several { .. } => {
            Line::text(at, label, FieldKind::Line)
        }
        AnswerKind::Text => Line::text(at, label, FieldKind::Area),
        AnswerKind::Case => Line::text(at, label, FieldKind::Case),
        AnswerKind::Day | AnswerKind::Number => Line::text(at, label, FieldKind::Number),
        AnswerKind::Choice { group, codes } => Line::code(at, label, group, &codes()),
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
