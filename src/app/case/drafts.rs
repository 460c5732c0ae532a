//! 没写完的表单 of a case: each has a name, and is opened again by it.

use crate::app::case::correct::{CorrectedPart, Correction};
use crate::app::case::step::StepForm;
use crate::app::case::steps::Steps;
use crate::app::case::undoing::Undoing;
use crate::app::case::{Panel, State};
use crate::app::pane::Pane;
use crate::app::part::Response;
use crate::app::shared::Shared;
use crate::app::unfinished::{OpenForm, Place, place};
use crate::domain::case::fact::step::StepKind;
use crate::domain::number::CaseNumber;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// What a form of a case does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Step(StepKind),
    Correct(CorrectedPart),
    /// The entry that is withdrawn.
    Undo(u32),
}

impl Doing {
    fn of(panel: &Panel) -> Option<Self> {
        match panel {
            Panel::Step(form) => Some(Self::Step(form.kind)),
            Panel::Correct(correction, _) => Some(Self::Correct(correction.part)),
            Panel::Undo(undoing) => Some(Self::Undo(undoing.of)),
            Panel::Steps(_)
            | Panel::Parts(_)
            | Panel::Papers(..)
            | Panel::Checklist(_)
            | Panel::Paper(..) => None,
        }
    }

    fn name(self, number: CaseNumber) -> String {
        let pane = Pane::Case.word();
        match self {
            Self::Step(kind) => format!("{pane}/{number}/step/{}", kind.code()),
            Self::Correct(part) => format!("{pane}/{number}/correct/{}", part.code()),
            Self::Undo(of) => format!("{pane}/{number}/undo/{of}"),
        }
    }

    /// Reads a form's name.
    fn parse(name: &str) -> Option<Self> {
        let mut parts = name.split('/').skip(2);
        let (what, which) = (parts.next()?, parts.next()?);
        match what {
            "step" => StepKind::parse(which).map(Self::Step),
            "correct" => {
                let mut parts = CorrectedPart::all().into_iter();
                parts.find(|part| part.code() == which).map(Self::Correct)
            }
            "undo" => which.parse().ok().map(Self::Undo),
            _ => None,
        }
    }
}

/// Says what a form of a case is for: its number and the step.
pub fn label(words: &Words, name: &str) -> Option<String> {
    let Some(Place::Case(number)) = place(name) else {
        return None;
    };
    let code = match Doing::parse(name)? {
        Doing::Step(kind) => kind.code(),
        Doing::Correct(_) => "correct",
        Doing::Undo(_) => "undo",
    };
    Some(format!("{number}  {}", words.code("step", code)))
}

impl StepForm {
    /// Writes into the form what was left of it.
    pub(super) fn restore(&mut self, shared: &Shared, number: CaseNumber) {
        let name = Doing::Step(self.kind).name(number);
        self.form.take_up(&shared.unfinished, &name);
    }
}

impl Panel {
    /// Writes into a form that was just opened what was left of it.
    pub(super) fn restored(mut self, shared: &Shared, number: CaseNumber) -> Self {
        let Some(name) = Doing::of(&self).map(|doing| doing.name(number)) else {
            return self;
        };
        match &mut self {
            Self::Step(step) => step.restore(shared, number),
            Self::Correct(correction, _) => correction.form.take_up(&shared.unfinished, &name),
            Self::Undo(undoing) => undoing.form.take_up(&shared.unfinished, &name),
            Self::Steps(_)
            | Self::Parts(_)
            | Self::Papers(..)
            | Self::Checklist(_)
            | Self::Paper(..) => {}
        }
        self
    }
}

impl State {
    /// Gives the name of the form that stands over the case.
    pub(super) fn form_name(&self) -> Option<String> {
        let doing = self.panel.as_ref().and_then(Doing::of)?;
        Some(doing.name(self.number?))
    }

    /// Gives the form that stands over the case.
    pub(super) fn open_forms(&self) -> Vec<OpenForm> {
        let (Some(name), Some(panel)) = (self.form_name(), &self.panel) else {
            return Vec::new();
        };
        vec![match panel {
            Panel::Step(step) => step.form.opened(name),
            Panel::Correct(Correction { form, .. }, _) => form.opened(name),
            Panel::Undo(undoing) => undoing.form.opened(name),
            Panel::Steps(_)
            | Panel::Parts(_)
            | Panel::Papers(..)
            | Panel::Checklist(_)
            | Panel::Paper(..) => {
                return Vec::new();
            }
        }]
    }

    /// Turns to a form that was left: to its case, and to itself as soon as that is there.
    pub(super) fn go_on(&mut self, shared: &Shared, name: &str) -> Response {
        let Some(Place::Case(number)) = place(name) else {
            return Response::unused();
        };
        let outcome = self.show(&number.to_string(), false);
        self.resumes = Some(name.to_owned());
        if self.number == Some(number) && self.view.is_some() {
            self.resume(shared);
        }
        outcome
    }

    /// Turns to a case and opens the form of a step over it.
    pub(super) fn go_to_form(
        &mut self,
        shared: &Shared,
        number: CaseNumber,
        kind: StepKind,
    ) -> Response {
        self.go_on(shared, &Doing::Step(kind).name(number))
    }

    /// Turns to a case and looks for a step in its menu: its form is one key away, or what stands
    /// against it is read there.
    pub(super) fn seek(&mut self, shared: &Shared, number: CaseNumber, kind: StepKind) -> Response {
        let outcome = self.show(&number.to_string(), false);
        self.seeks = Some((number, kind));
        if self.number == Some(number) && self.view.is_some() {
            self.find_step(shared);
        }
        outcome
    }

    /// Opens the menu at the step that is looked for, unless something is being typed.
    pub(super) fn find_step(&mut self, shared: &Shared) {
        let Some((number, kind)) = self.seeks.take() else {
            return;
        };
        if let (Some(view), false) = (self.view.as_deref(), self.is_busy())
            && view.case.number == number
            && !view.row.locked
        {
            let mut steps = Steps::open(shared, view, self.commands());
            steps.seek(shared, kind);
            self.panel = Some(Panel::Steps(steps));
        }
    }

    /// Opens the form that was left, where the case is there and nothing else is being typed; one
    /// that the case no longer takes stays in the box.
    pub(super) fn resume(&mut self, shared: &Shared) {
        let Some(name) = self.resumes.take() else {
            return;
        };
        let (Some(view), false) = (self.view.as_deref(), self.is_busy()) else {
            return;
        };
        let number = view.case.number;
        if place(&name) != Some(Place::Case(number)) || view.row.locked {
            return;
        }
        let revealed = self.disclosure.revealed;
        let panel = match Doing::parse(&name) {
            Some(Doing::Step(kind)) => Some(Panel::Step(StepForm::open(
                kind,
                view,
                &shared.who,
                shared.now,
            ))),
            Some(Doing::Correct(part)) => {
                Some(Panel::Correct(Correction::open(part, view, revealed), None))
            }
            Some(Doing::Undo(of)) => undoing(view, of, shared, revealed),
            None => None,
        };
        self.panel = panel.map(|panel| panel.restored(shared, number));
    }
}

/// Opens the withdrawal of an entry, where it may still be withdrawn.
fn undoing(view: &CaseView, of: u32, shared: &Shared, revealed: bool) -> Option<Panel> {
    let entry = view.history.iter().find(|entry| entry.seq == of)?;
    let opened = Undoing::open(entry, view, &shared.who, &shared.words, revealed)?;
    Some(Panel::Undo(Box::new(opened.ok()?)))
}
