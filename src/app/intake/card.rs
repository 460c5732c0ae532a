//! The answer to a registration: number, dates, who is told, one sentence to read aloud, and what
//! can be done next.

use crate::app::intake::urgent::Urgent;
use crate::domain::draft::Remark;
use crate::domain::number::{CaseNumber, VisitNumber};
use crate::domain::offline::ProvisionalNumber;
use crate::domain::person::id::PersonId;
use crate::domain::person::recognised::Recognised;
use crate::domain::view::CaseView;

/// Cells of a pane from which what can be done next stands in two columns: more of the answer is seen.
const TWO_COLUMNS: u16 = 120;

/// What can be done next, in the order of the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The next intake.
    Intake,
    /// The receipt into files.
    Receipt,
    /// The receipt to the printer.
    Print,
    /// The case.
    Case,
    /// Another matter of the same person.
    Another,
    /// 当场答复: it is answered at the counter, and ended by that.
    Answer,
    /// 分类分级
    Triage,
}

impl Next {
    /// Everything, in the order of the digits.
    pub const ALL: &'static [Self] = &[
        Self::Intake,
        Self::Receipt,
        Self::Print,
        Self::Case,
        Self::Another,
        Self::Answer,
        Self::Triage,
    ];

    /// Gives the digit that chooses it.
    pub fn digit(self) -> usize {
        let at = Self::ALL.iter().position(|it| *it == self);
        at.map_or(0, |at| at + 1)
    }

    /// Gives the key of its words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Intake => "intake-next-intake",
            Self::Receipt => "intake-next-receipt",
            Self::Print => "intake-next-print",
            Self::Case => "intake-next-case",
            Self::Another => "intake-next-another",
            Self::Answer => "intake-next-answer",
            Self::Triage => "intake-next-triage",
        }
    }
}

/// What became of what was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is registered.
    Registered {
        /// The visit, with its case.
        visit: VisitNumber,
        /// Who came.
        person: PersonId,
        /// He was known before.
        known: bool,
        /// The visit joined an open case.
        joined: bool,
    },
    /// 断线登记: it waits on this machine under this number.
    Offline(ProvisionalNumber),
}

/// What came of the last registration.
#[derive(Debug)]
pub struct Card {
    /// What became of it.
    pub outcome: Outcome,
    /// Other open cases of his.
    pub similar: Vec<CaseNumber>,
    /// What the desk should know of who came.
    pub recognised: Vec<Recognised>,
    /// What was doubtful, and is kept as typed.
    pub warnings: Vec<Remark>,
    /// The case with its clocks, once the store has answered.
    pub view: Option<Box<CaseView>>,
    /// The place of the cursor among what can be done next.
    pub cursor: usize,
    /// What its words said that cannot wait.
    pub urgent: Option<Urgent>,
    /// The matter is none that may be answered at the counter.
    pub goes_on: bool,
}

impl Card {
    /// Makes the card of what was handed in.
    pub const fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            similar: Vec::new(),
            recognised: Vec::new(),
            warnings: Vec::new(),
            view: None,
            cursor: 0,
            urgent: None,
            goes_on: false,
        }
    }

    /// Gives what can be done next, in the order of the digits.
    pub fn offered(&self) -> Vec<Next> {
        let all = Next::ALL.iter().copied();
        all.filter(|it| match self.outcome {
            Outcome::Registered { .. } => *it != Next::Answer || !self.goes_on,
            // There is no case yet.
            Outcome::Offline(_) => matches!(it, Next::Intake | Next::Receipt | Next::Print),
        })
        .collect()
    }

    /// Gives the rows that it takes in a pane of `width` cells.
    pub fn rows(&self, width: u16) -> u16 {
        let columns = if width < TWO_COLUMNS { 1 } else { 2 };
        u16::try_from(self.offered().len().div_ceil(columns)).unwrap_or(u16::MAX)
    }

    /// Gives the column in cells and the row of what is offered at this place.
    pub fn place(&self, index: usize, width: u16) -> (u16, u16) {
        let rows = usize::from(self.rows(width)).max(1);
        let column = if index < rows { 0 } else { width / 2 };
        (column, u16::try_from(index % rows).unwrap_or(u16::MAX))
    }

    /// Gives what stands at a cell; `None` where nothing does.
    pub fn at(&self, column: u16, row: u16, width: u16) -> Option<Next> {
        let offered = self.offered().into_iter().enumerate();
        let mut under = offered.filter(|(index, _)| {
            let (first, of_row) = self.place(*index, width);
            of_row == row && first <= column
        });
        under.next_back().map(|(_, next)| next)
    }

    /// Puts the cursor on what is meant, where it is offered.
    pub fn go(&mut self, next: Next) {
        let at = self.offered().iter().position(|it| *it == next);
        self.cursor = at.unwrap_or(self.cursor);
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(self.offered().len() - 1);
    }

    /// Gives what is under the cursor.
    pub fn next(&self) -> Next {
        let offered = self.offered();
        offered.get(self.cursor).copied().unwrap_or(Next::Intake)
    }
}
