//! The form of a step: it asks only what the step needs, and what goes with it where that is done on
//! the same occasion; it tells all that is wrong at once.

use chrono::NaiveDate;

use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::when::{parse_day, parse_past};
use crate::domain::case::fact::ask::{AnswerKind, Ask};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::case::fact::task_force::TaskForceKind;
use crate::domain::case::fact::transfer::TransferKind;
use crate::domain::case::form::lacks::{Deciding, needed};
use crate::domain::case::form::proposed::{meant, proposed};
use crate::domain::case::form::schedule;
use crate::domain::case::form::together::{
    FilledPart, FormPart, before, decide_all, in_sight, parts,
};
use crate::domain::moment::Moment;
use crate::domain::paper::{Fill, Offer, letter};
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// A step that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepForm {
    /// Which step.
    pub kind: StepKind,
    /// The questions of the step, then those of what goes with it, known by their place.
    pub form: Form<usize>,
    /// The parts of the form, each with the place of its first question.
    parts: Vec<(usize, FormPart)>,
    /// Another one signs for it.
    pub(super) signer: Option<String>,
    /// The revision that the clerk saw when he decided.
    pub(super) expected: u32,
    /// What stands against it as a whole, or what was changed meanwhile.
    pub message: Option<String>,
    /// The letter that it says was handed over and that cannot be printed, with what is missing.
    pub letter: Option<Offer>,
    /// What the papers of the case lack, once the store has answered.
    papers: Vec<Offer>,
    /// It was handed in, and held back because of the letter.
    held: bool,
}

impl StepForm {
    /// Opens the form with what is proposed.
    pub(super) fn open(kind: StepKind, view: &CaseView, who: &str, now: Moment) -> Self {
        let mut placed = Vec::new();
        let mut lines = Vec::new();
        for part in parts(kind, &view.case, who) {
            placed.push((lines.len(), part));
            let first = lines.len();
            let of = if first == 0 { "" } else { part.kind().code() };
            let asks = (first..).zip(part.asks());
            lines.extend(asks.map(|(at, ask)| line(at, ask).of_step(of)));
        }
        let mut form = Form::new(lines);
        for (at, ask) in kind.asks().iter().enumerate() {
            let proposal = proposed(kind, ask, &view.case, now);
            match ask.answer {
                _ if proposal.is_empty() => {}
                AnswerKind::Choice { .. } => form.fill(at, &proposal),
                // What is typed takes the place of a proposal; what stands is edited.
                AnswerKind::Text if edits(kind) => form.fill(at, &proposal),
                AnswerKind::Day
                | AnswerKind::Number
                | AnswerKind::Moment
                | AnswerKind::Line
                | AnswerKind::Text
                | AnswerKind::Case
                | AnswerKind::Several { .. } => form.propose(at, &proposal),
            }
        }
        let mut form = Self {
            kind,
            form,
            signer: None,
            parts: placed,
            expected: view.case.revision,
            message: None,
            letter: None,
            papers: Vec::new(),
            held: false,
        };
        form.mark(view, who, now);
        form
    }

    /// Names the steps that can be handed in with the first as it is filled in.
    pub fn names_beside(&self, words: &Words) -> String {
        let shown = self.parts.iter().skip(1).filter(|(first, _)| {
            let line = self.form.line(*first);
            line.is_some_and(|line| !line.folded)
        });
        let names: Vec<String> = shown
            .map(|(_, part)| words.code("step", part.kind().code()))
            .collect();
        names.join(&words.say("papers-gap-joint"))
    }

    /// Follows what was filled in: proposes days, shows what is possible now, and marks the lines that
    /// must be filled in as the others stand.
    pub(super) fn mark(&mut self, view: &CaseView, who: &str, now: Moment) {
        self.propose_beside(&view.case, now);
        let signer = self.signer.clone();
        let by = Deciding::of(view, signer.as_deref().unwrap_or(who), now);
        let filled = self.filled(&view.settings, now);
        let shown = in_sight(&filled, &view.case, by);
        for (part, shown) in shown.into_iter().enumerate() {
            let asks = filled[part].part.asks();
            let (first, _) = self.parts[part];
            let lines = first..first + asks.len();
            self.form.fold(|line| lines.contains(&line), !shown);
        }
        self.mark_needed(&filled, view, by);
        self.tell_letter(&filled, view, by);
    }

    /// Stars the lines that must be filled in.
    fn mark_needed(&mut self, filled: &[FilledPart], view: &CaseView, by: Deciding<'_>) {
        for (part, (first, _)) in self.parts.iter().enumerate() {
            let it = &filled[part];
            let stars = match it.part {
                FormPart::Step(kind) if it.meant => {
                    let case = before(filled, part, &view.case, by);
                    needed(kind, case.as_ref().unwrap_or(&view.case), &it.answers, by)
                }
                FormPart::Step(_) | FormPart::Schedule => Vec::new(),
            };
            for (at, ask) in (*first..).zip(it.part.asks()) {
                self.form.need(at, stars.contains(&ask.field));
            }
        }
    }

    /// Proposes, for what goes with the first step and was begun, its day, the ordinary urgency and
    /// difficulty, and the rows of its table.
    fn propose_beside(&mut self, case: &Case, now: Moment) {
        let first = self
            .parts
            .first()
            .map_or(FormPart::Step(self.kind), |it| it.1);
        let day = first.asks().iter().position(|ask| ask.field == "on");
        let day = day.map_or("", |at| self.form.text(at)).to_owned();
        let today = now.date();
        let day = parse_day(&day, today).unwrap_or(today).to_string();
        for (first, part) in self.parts.iter().skip(1) {
            let meant = is_meant(&self.form, *first, *part);
            for (at, ask) in (*first..).zip(part.asks()) {
                let proposal = match (ask.field, ask.answer) {
                    _ if !meant => String::new(),
                    ("on", AnswerKind::Day) => day.clone(),
                    ("at", AnswerKind::Moment) => now.minute(),
                    // How a letter was handed over is for whoever did it to say; how urgent a question was
                    // is ordinary unless he says otherwise.
                    ("urgency" | "difficulty", AnswerKind::Choice { .. }) => {
                        part.kind().proposal(ask.field, case, today)
                    }
                    (schedule::TABLE, _) => {
                        let answers = answers(&self.form, *first, *part, now);
                        schedule::proposed(&answers).unwrap_or_default()
                    }
                    _ => continue,
                };
                let line = self.form.line(at);
                if line.is_some_and(|line| line.proposed || line.entry.is_empty()) {
                    self.form.propose(at, &proposal);
                }
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
            self.form.stand(at, answer);
        }
    }

    /// Reads the answers and asks the domain whether the steps may be taken; what stands against
    /// them is told at its lines. `None` then.
    pub(super) fn decided(
        &mut self,
        view: &CaseView,
        who: &str,
        now: Moment,
        words: &Words,
    ) -> Option<Vec<Step>> {
        self.mark(view, who, now);
        let filled = self.filled(&view.settings, now);
        match decide_all(&filled, &view.case, Deciding::of(view, who, now)) {
            Ok(steps) => {
                self.message = None;
                self.form.tell(&[]);
                Some(steps)
            }
            Err(against) => {
                self.tell_against(&against, words);
                None
            }
        }
    }

    /// Tells whether it is held back, once, because its letter cannot be printed. What was handed over
    /// all the same is written down as it was: the person's days to ask for a review run from it
    /// (条例 35), and nobody takes them away by a refusal.
    pub(super) fn holds(&mut self, words: &Words) -> bool {
        let Some(offer) = self.letter.as_ref().filter(|_| !self.held) else {
            return false;
        };
        let args = [("letter", words.cannot_print(offer).into())];
        self.message = Some(words.say_with("papers-hold", &args));
        self.held = true;
        true
    }

    /// Takes what the papers of the case lack.
    pub(super) fn take_papers(&mut self, papers: Vec<Offer>) {
        self.papers = papers;
    }

    /// Gives the steps of which a letter is handed over, whatever it is.
    pub(super) fn hands_over(&self, view: &CaseView) -> bool {
        let kinds = self.parts.iter().map(|(_, part)| part.kind());
        kinds
            .into_iter()
            .any(|kind| kind == StepKind::Notify || letter(kind, &view.case).is_some())
    }

    /// Finds the paper that is handed over and cannot be printed; what this very form fills in is not
    /// missing.
    fn tell_letter(&mut self, filled: &[FilledPart], view: &CaseView, by: Deciding<'_>) {
        let meant = filled.iter().enumerate().filter(|(_, it)| it.meant);
        self.letter = meant.into_iter().find_map(|(at, it)| {
            let case = before(filled, at, &view.case, by);
            let paper = letter(it.part.kind(), case.as_ref().unwrap_or(&view.case))?;
            let mut offer = self.papers.iter().find(|it| it.paper == paper)?.clone();
            let here = &filled[..=at];
            offer.gaps.retain(|gap| !fills(here, gap.fill));
            (!offer.gaps.is_empty()).then_some(offer)
        });
    }

    /// Gives the parts as they are filled in.
    fn filled(&self, settings: &Settings, now: Moment) -> Vec<FilledPart> {
        let parts = self.parts.iter().enumerate();
        parts
            .map(|(at, (first, part))| {
                let typed = answers(&self.form, *first, *part, now);
                let asks = part.asks().iter().zip(typed);
                let answers = asks.map(|(ask, typed)| meant(part.kind(), ask, typed, settings));
                FilledPart {
                    part: *part,
                    answers: answers.collect(),
                    meant: at == 0 || is_meant(&self.form, *first, *part),
                }
            })
            .collect()
    }

    /// Names the steps that it hands in.
    pub(super) fn names(&self, words: &Words) -> String {
        let parts = self.parts.iter().enumerate();
        let taken =
            parts.filter(|(at, (first, part))| *at == 0 || is_meant(&self.form, *first, *part));
        let names: Vec<String> = taken
            .map(|(_, (_, part))| words.code("step", part.kind().code()))
            .collect();
        names.join(&words.say("papers-gap-joint"))
    }

    /// Tells what the store refuses: at its line where one step was handed in; which of several it is
    /// about nobody knows then.
    pub(super) fn refuse(&mut self, refusal: Refusal, words: &Words) {
        let parts = self.parts.iter().skip(1);
        if parts
            .clone()
            .any(|(first, part)| is_meant(&self.form, *first, *part))
        {
            self.message = Some(words.refusal(&refusal));
            self.form.tell(&[]);
        } else {
            self.tell_against(&[(0, refusal)], words);
        }
    }

    /// Tells refusals at their lines; one about no line stands above them.
    fn tell_against(&mut self, against: &[(usize, Refusal)], words: &Words) {
        let place = |part: usize, refusal: &Refusal| {
            let (first, part) = self.parts.get(part)?;
            let field = refusal.field?;
            let at = part.asks().iter().position(|ask| ask.field == field)?;
            Some(first + at)
        };
        let problems: Vec<(usize, String)> = against
            .iter()
            .filter_map(|(part, refusal)| Some((place(*part, refusal)?, bare(refusal, words))))
            .collect();
        let whole = against.iter().find(|(part, it)| place(*part, it).is_none());
        self.message = whole.map(|(_, refusal)| words.refusal(refusal));
        self.form.tell(&problems);
    }
}

/// Tells whether something was filled in for a part; what is only proposed was not.
fn is_meant(form: &Form<usize>, first: usize, part: FormPart) -> bool {
    (first..first + part.asks().len()).any(|at| {
        let line = form.line(at);
        line.is_some_and(|line| !line.proposed && !line.entry.is_empty())
    })
}

/// Tells whether the parts of a form fill in what a paper lacks.
fn fills(parts: &[FilledPart], gap: Fill) -> bool {
    parts.iter().any(|it| match gap {
        Fill::Step(kind) => it.meant && it.part.kind() == kind,
        Fill::Case(field) => {
            let mut asks = it.part.asks().iter();
            it.meant && asks.any(|ask| ask.field == field.code())
        }
        Fill::Person(_) | Fill::Nowhere => false,
    })
}

/// Gives the answers to the questions of a part as they stand, in their order.
fn answers(form: &Form<usize>, first: usize, part: FormPart, now: Moment) -> Vec<String> {
    let today = now.date();
    let asks = (first..).zip(part.asks());
    asks.map(|(at, ask)| match (form.code(at), ask.answer) {
        (Some(code), _) => code.to_owned(),
        (None, AnswerKind::Day) => day_in_full(form.text(at), today),
        (None, AnswerKind::Moment) => {
            let typed = form.text(at);
            parse_past(typed, now).map_or_else(|| typed.to_owned(), Moment::minute)
        }
        (None, _) if ask.field == schedule::TABLE => {
            let rows = form.text(at).lines();
            let full = rows.map(|row| match row.trim().split_once(char::is_whitespace) {
                Some((day, rest)) => format!("{} {rest}", day_in_full(day, today)),
                None => row.to_owned(),
            });
            full.collect::<Vec<_>>().join("\n")
        }
        (None, _) => form.text(at).to_owned(),
    })
    .collect()
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
