//! 通话记录: the call pad, over whatever is open and by one key; timed from that second, kept from
//! the first sign on.

pub mod callers;
mod part;
mod saving;
mod villages;

use crate::app::answer::FoundRow;
use crate::app::effect::{Effect, Request};
use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::layout::Place;
use crate::app::named_case::NamedCase;
use crate::app::proposals::Proposals;
use crate::app::ticket::{Asker, RequestSlot};
use crate::domain::call::draft::{CallDraft, CallField, CalledIn, ParkedCall};
use crate::domain::call::state::OutcomeKind;
use crate::domain::grid::tree::GridTree;
use crate::domain::moment::Moment;
use crate::domain::person::id::PersonId;
use crate::domain::save_id::SaveId;

/// The list of the outcomes' words.
const OUTCOMES: &str = "call_outcome";
/// The numbers that the pads of one second can have.
const ROUNDS: u64 = 100;
/// Where the pad stands.
pub const PLACE: Place = Place::Popup(92, 21);
/// Cells of the labels.
pub const LABEL: u16 = 10;
/// Rows above the form: emergencies, the clock.
pub const HEAD: u16 = 2;

/// The pad's state.
#[derive(Debug)]
pub struct State {
    /// What is typed.
    pub form: Form<CallField>,
    /// What stands against it as a whole.
    pub message: Option<String>,
    /// The known person that was taken over.
    person: Option<PersonId>,
    /// Its number beside the store, once something was kept.
    id: Option<u64>,
    /// The id under which the call is taken down.
    save: Option<SaveId>,
    round: u64,
    started_at: Option<Moment>,
    /// The last second that was told; a pad that was parked stays at where it was left.
    now: Option<Moment>,
    running: bool,
    /// What was kept last.
    kept: Option<CallDraft>,
    /// The other pads that are parked.
    parked: Vec<ParkedCall>,
    /// A parked pad that is to come back.
    wanted: Option<u64>,
    /// The next one was asked for before it was known which are parked.
    turning: bool,
    rows: Vec<FoundRow>,
    /// The hand on the list of callers.
    cursor: Option<usize>,
    asked: String,
    /// Villages proposed for what is typed.
    villages: Proposals,
    grid: Option<Box<GridTree>>,
    /// What goes into an intake when the call is taken down.
    taking: Option<Taking>,
    lines: Lines,
    /// Which case is meant by what is typed.
    named: NamedCase,
}

/// A call that is being taken down.
#[derive(Debug)]
enum Taking {
    /// It stays a call.
    Call,
    /// It goes on into an intake.
    Intake(Box<CalledIn>),
}

#[derive(Debug)]
struct Lines {
    pads: RequestSlot,
    keep: RequestSlot,
    find: RequestSlot,
    take: RequestSlot,
    grid: RequestSlot,
    log: RequestSlot,
}

impl State {
    /// Opens a pad: a new one, or one that was parked. `round` tells its questions from those of
    /// the pad that was open before.
    pub fn open(parked: Option<u64>, round: u64) -> (Self, Vec<Effect>) {
        let line = |kind| RequestSlot::new(Asker::Pad, round % 140 * 7 + kind);
        let mut pad = Self {
            form: form(),
            message: None,
            person: None,
            id: None,
            save: None,
            round,
            started_at: None,
            now: None,
            running: true,
            kept: None,
            parked: Vec::new(),
            wanted: parked,
            turning: false,
            rows: Vec::new(),
            cursor: None,
            asked: String::new(),
            villages: Proposals::default(),
            grid: None,
            taking: None,
            lines: Lines {
                pads: line(0),
                keep: line(1),
                find: line(2),
                take: line(3),
                log: line(4),
                grid: line(5),
            },
            named: NamedCase::new(Asker::Pad, round % 140 * 7 + 6),
        };
        let effects = vec![
            Effect::AskTime,
            Effect::Store(pad.lines.pads.draw(), Request::Pads),
            Effect::Store(pad.lines.grid.draw(), Request::Grid),
        ];
        (pad, effects)
    }

    /// Hears a new second: the first one starts the clock.
    pub fn second(&mut self, now: Moment) {
        self.started_at.get_or_insert(now);
        if self.running {
            self.now = Some(now);
        }
    }

    /// Tells whether the clock runs.
    pub const fn is_running(&self) -> bool {
        self.running
    }

    /// Gives since when, and for how many seconds.
    pub fn timed(&self) -> Option<(Moment, i64)> {
        let start = self.started_at?;
        let end = self.now.unwrap_or(start);
        Some((start, (end.unix() - start.unix()).max(0)))
    }

    /// Gives how many other pads are parked.
    pub const fn parked(&self) -> usize {
        self.parked.len()
    }

    /// Gives who may be calling.
    pub fn rows(&self) -> &[FoundRow] {
        &self.rows
    }

    /// Gives the place of the cursor on the list of callers.
    pub const fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// Tells whether a known person was taken over.
    pub const fn is_known(&self) -> bool {
        self.person.is_some()
    }

    /// Gives what stands in a field.
    fn get(&self, field: CallField) -> &str {
        self.form
            .code(field)
            .unwrap_or_else(|| self.form.text(field))
    }

    /// Gives the draft as it stands, once the clock has started.
    fn draft(&self) -> Option<CallDraft> {
        let mut draft = CallDraft::new(self.started_at?);
        draft.ended_at = self.now.unwrap_or(draft.started_at);
        draft.person = self.person;
        draft.save.clone_from(&self.save);
        for field in CallField::ALL {
            // What is only proposed was not typed.
            if self.form.line(*field).is_some_and(|line| !line.proposed) {
                draft.set(*field, self.get(*field));
            }
        }
        Some(draft)
    }

    /// Puts a parked pad into the cursor; its clock stays where it was left.
    fn resume(&mut self, parked: ParkedCall) {
        let draft = &parked.draft;
        self.form = form();
        for field in CallField::ALL {
            self.form.fill(*field, draft.get(*field));
        }
        self.form.go(CallField::Note);
        self.id = Some(parked.id);
        self.save.clone_from(&draft.save);
        self.person = draft.person;
        self.started_at = Some(draft.started_at);
        self.now = Some(draft.ended_at);
        self.running = false;
        self.message = None;
        self.asked.clear();
        self.rows.clear();
        self.cursor = None;
        self.kept = Some(parked.draft);
        self.refold();
    }

    /// Shows the lines of the outcome that was chosen.
    fn refold(&mut self) {
        let outcome = self.form.code(CallField::Outcome);
        let outcome = outcome.and_then(OutcomeKind::parse);
        self.form.fold(
            |field| match field {
                CallField::By | CallField::What | CallField::To | CallField::Case => {
                    belongs(field) != outcome
                }
                _ => false,
            },
            true,
        );
        self.form.fold(
            |field| belongs(field).is_some() && belongs(field) == outcome,
            false,
        );
    }
}

/// Gives the outcome that a line belongs to.
const fn belongs(field: CallField) -> Option<OutcomeKind> {
    match field {
        CallField::By | CallField::What => Some(OutcomeKind::CallBack),
        CallField::To => Some(OutcomeKind::PassedOn),
        CallField::Case => Some(OutcomeKind::Case),
        CallField::Number
        | CallField::Name
        | CallField::Village
        | CallField::Note
        | CallField::Outcome => None,
    }
}

/// Gives the key of a line's label.
pub const fn label(field: CallField) -> &'static str {
    match field {
        CallField::Number => "pad-number",
        CallField::Name => "pad-name",
        CallField::Village => "pad-village",
        CallField::Note => "pad-note",
        CallField::Outcome => "pad-outcome",
        CallField::By => "pad-by",
        CallField::What => "pad-what",
        CallField::To => "pad-to",
        CallField::Case => "pad-case",
    }
}

fn form() -> Form<CallField> {
    let codes: Vec<&'static str> = OutcomeKind::ALL.iter().map(|it| it.code()).collect();
    let lines = CallField::ALL.iter().map(|field| {
        let line = match field {
            CallField::Number | CallField::By => {
                Line::text(*field, label(*field), FieldKind::Number)
            }
            CallField::Case => Line::text(*field, label(*field), FieldKind::Case),
            CallField::Name | CallField::Village | CallField::What | CallField::To => {
                Line::text(*field, label(*field), FieldKind::Line)
            }
            CallField::Note => Line::text(*field, label(*field), FieldKind::Area),
            CallField::Outcome => Line::code(*field, label(*field), OUTCOMES, &codes),
        };
        let line = match field {
            CallField::Outcome | CallField::By | CallField::To => line.needed(),
            CallField::Number
            | CallField::Name
            | CallField::Village
            | CallField::Note
            | CallField::What
            | CallField::Case => line,
        };
        if belongs(*field).is_some() {
            line.folded()
        } else {
            line
        }
    });
    Form::new(lines.collect())
}
