//! Which papers can be printed now, and what is missing for the others.

use super::case::printed::Paper;
use super::case::step::{CaseField, StepKind};
use super::person::PersonField;

/// A paper as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which paper.
    pub paper: Paper,
    /// How often it was printed before.
    pub copies: u32,
    /// What is missing; empty where it can be printed now.
    pub gaps: Vec<Gap>,
}

/// A fact that a paper says and that the case does not hold yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The fact's name in templates; its words are `fact-{name}`.
    pub fact: &'static str,
    /// Where it is filled in.
    pub fill: Fill,
}

/// Where a missing fact is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// By a step of the case.
    Step(StepKind),
    /// By a correction of the matter.
    Case(CaseField),
    /// By a correction of the person's card.
    Person(PersonField),
    /// By a line of the settings file.
    Setting(&'static str),
    /// Nowhere: the case has none, and the paper is not for it.
    Nowhere,
}
