//! 更正: a part of the case or of the person's card is corrected by an entry that keeps the old
//! value.

use chrono::NaiveDate;

use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::when::parse_day;
use crate::domain::act::Action;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{CaseField, Step};
use crate::domain::dispute;
use crate::domain::field::FieldEntry;
use crate::domain::money::Yuan;
use crate::domain::person::part::PartKind;
use crate::domain::person::{PersonFact, PersonField};
use crate::domain::phone::{Dialling, Phone};
use crate::domain::province::Purpose;
use crate::domain::refusal::Refusal;
use crate::domain::resident_id::IdNumber;
use crate::domain::town_context::TownContext;
use crate::domain::view::CaseView;

/// A part that can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectedPart {
    /// Of the case.
    Case(CaseField),
    /// Of the person's card.
    Person(PersonField),
}

impl CorrectedPart {
    /// Gives the parts: what was told, then the card, then how the matter is filed.
    pub(super) fn all() -> Vec<Self> {
        let is_filing = |it: &CaseField| {
            matches!(
                it,
                CaseField::Purpose
                    | CaseField::ContentClass
                    | CaseField::DisputeType
                    | CaseField::Amount
                    | CaseField::Concerned
            )
        };
        let case = || CaseField::ALL.iter().copied();
        let message = case().filter(|it| !is_filing(it)).map(Self::Case);
        message
            .chain(PersonField::ALL.iter().copied().map(Self::Person))
            .chain(case().filter(is_filing).map(Self::Case))
            .collect()
    }

    /// Gives the parts of a case that can be corrected: the day of its receipt only where nobody
    /// knows it.
    pub(super) fn of(case: &Case) -> Vec<Self> {
        let mut parts = Self::all();
        if case.received_at().is_some() {
            parts.retain(|part| *part != Self::Case(CaseField::ReceivedAt));
        }
        parts
    }

    /// Gives its name among all of them: the matter and its person each have a village.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Case(CaseField::Village) => "matter_village",
            Self::Case(field) => field.code(),
            Self::Person(field) => field.code(),
        }
    }

    /// Gives the key of its words.
    pub fn word(self) -> String {
        match self {
            Self::Case(CaseField::Village) => "field-matter_village".to_owned(),
            Self::Case(_) | Self::Person(_) => format!("ask-{}", self.code()),
        }
    }

    /// Tells whether the value is hidden on the screen until it is revealed.
    pub const fn is_masked(self) -> bool {
        match self {
            Self::Case(CaseField::Accused) => true,
            Self::Case(
                CaseField::Summary
                | CaseField::Request
                | CaseField::Facts
                | CaseField::Village
                | CaseField::Evidence
                | CaseField::ReceivedAt
                | CaseField::DisputeType
                | CaseField::Amount
                | CaseField::Concerned
                | CaseField::Purpose
                | CaseField::ContentClass,
            ) => false,
            Self::Person(field) => field.kind().is_hidden(),
        }
    }

    /// Gives what stands there now.
    pub fn value(self, view: &CaseView) -> String {
        match self {
            Self::Case(field) => view.case.text(field).into_owned(),
            Self::Person(field) => view.person.text(field),
        }
    }
}

/// A correction that is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Which part.
    pub part: CorrectedPart,
    /// Its one line.
    pub form: Form<()>,
    old: String,
    pub(super) expected: u32,
}

impl Correction {
    /// Opens the line; a value that is hidden on the screen is typed anew.
    pub(super) fn open(part: CorrectedPart, view: &CaseView, revealed: bool) -> Self {
        let old = part.value(view);
        let label = part.word();
        let wish = matches!(part, CorrectedPart::Person(field) if field.kind() == PartKind::YesNo);
        let line = match part {
            CorrectedPart::Person(_) if wish => Line::code((), label, "done", &["yes", "no"]),
            CorrectedPart::Person(field) if field.asked().entry() == FieldEntry::Digits => {
                Line::text((), label, FieldKind::Number)
            }
            CorrectedPart::Case(CaseField::Concerned) => Line::text((), label, FieldKind::Number),
            CorrectedPart::Case(CaseField::Purpose) => {
                Line::code((), label, "purpose", Purpose::CODES)
            }
            CorrectedPart::Case(
                CaseField::Village
                | CaseField::Accused
                | CaseField::ReceivedAt
                | CaseField::DisputeType
                | CaseField::Amount
                | CaseField::ContentClass,
            )
            | CorrectedPart::Person(_) => Line::text((), label, FieldKind::Line),
            CorrectedPart::Case(_) => Line::text((), label, FieldKind::Area),
        };
        let mut form = Form::new(vec![line]);
        if wish {
            form.fill((), if old.is_empty() { "no" } else { "yes" });
        } else if revealed || !part.is_masked() {
            form.stand((), &old);
        }
        Self {
            part,
            form,
            old,
            expected: view.case.revision,
        }
    }

    /// Gives the deed, asked of the domain first.
    ///
    /// # Errors
    /// What the domain refuses.
    pub(super) fn action(
        &self,
        view: &CaseView,
        town: &TownContext,
        today: NaiveDate,
    ) -> Result<Action, Refusal> {
        let typed = self.form.text(()).trim();
        match self.part {
            CorrectedPart::Case(field) => Ok(Action::Step {
                case: view.case.number,
                expected: self.expected,
                step: Step::Correct {
                    field,
                    old: self.old.clone(),
                    new: match field {
                        CaseField::ReceivedAt => {
                            let day = parse_day(typed, today);
                            day.map_or_else(|| typed.to_owned(), |day| day.to_string())
                        }
                        CaseField::DisputeType => {
                            dispute::meant(&view.settings.dispute_types, typed)
                        }
                        CaseField::Amount => {
                            let amount = Yuan::parse(typed);
                            amount.map_or_else(|| typed.to_owned(), |it| it.to_string())
                        }
                        CaseField::Purpose => self.form.code(()).unwrap_or_default().to_owned(),
                        CaseField::ContentClass => town
                            .triage
                            .contents
                            .named(typed)
                            .unwrap_or(typed)
                            .to_owned(),
                        CaseField::Summary
                        | CaseField::Request
                        | CaseField::Facts
                        | CaseField::Village
                        | CaseField::Evidence
                        | CaseField::Accused
                        | CaseField::Concerned => typed.to_owned(),
                    },
                },
            }),
            CorrectedPart::Person(field) => {
                let fact = PersonFact::Corrected {
                    field,
                    old: self.old.clone(),
                    new: self.read(field, typed, &town.settings.dialling),
                };
                view.person.correct(&fact)?;
                Ok(Action::Person {
                    id: view.case.petitioner,
                    fact,
                })
            }
        }
    }

    /// Reads what was typed in the form in which it is kept.
    fn read(&self, field: PersonField, typed: &str, dialling: &Dialling) -> String {
        match field.kind() {
            PartKind::Phones => {
                let phones = Phone::parse_all(typed, dialling);
                let stored: Vec<&str> = phones.iter().map(Phone::stored).collect();
                stored.join("、")
            }
            PartKind::IdNumber if typed.is_empty() => String::new(),
            PartKind::IdNumber => IdNumber::parse(typed).number,
            PartKind::YesNo => match self.form.code(()) {
                Some("yes") => "yes".to_owned(),
                _ => String::new(),
            },
            PartKind::Name
            | PartKind::Village
            | PartKind::Address
            | PartKind::Need
            | PartKind::Private => typed.to_owned(),
        }
    }

    /// Takes what stands now as what is corrected; what was typed stays.
    pub(super) fn renew(&mut self, view: &CaseView) {
        self.old = self.part.value(view);
        self.expected = view.case.revision;
    }
}
