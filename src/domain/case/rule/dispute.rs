//! 纠纷要素: what may be written down of a dispute.

use crate::domain::case::fact::dispute::Dispute;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{CaseField, Step};
use crate::domain::dispute::DisputeType;
use crate::domain::money::Yuan;
use crate::domain::refusal::{Reason, Refusal};

impl Case {
    /// A type is one of the town's list, or the one that stands already, as a sheet brought it; an
    /// amount and a number of people are numbers, and a dispute concerns somebody.
    pub(in crate::domain::case) fn check_dispute(
        &self,
        step: &Step,
        list: &[DisputeType],
    ) -> Result<(), Refusal> {
        match step {
            Step::Dispute(dispute) => {
                self.check_type(&dispute.kind, list)?;
                let nothing = Dispute::default();
                if *dispute == nothing && self.matter.dispute == nothing {
                    let field = CaseField::DisputeType.code();
                    return Err(Refusal::about(field, Reason::Missing));
                }
                check_concerned(dispute.concerned)
            }
            Step::Correct { new, .. } if new.is_empty() => Ok(()),
            Step::Correct { field, new, .. } => match field {
                CaseField::DisputeType => self.check_type(new, list),
                CaseField::Amount => {
                    let amount = Yuan::parse(new).map(|it| it.to_string());
                    let exact = amount.as_deref() == Some(new.as_str());
                    exact.then_some(()).ok_or_else(|| not_a_number(*field))
                }
                CaseField::Concerned => {
                    let concerned = new.parse().map_err(|_| not_a_number(*field))?;
                    check_concerned(Some(concerned))
                }
                CaseField::Summary
                | CaseField::Request
                | CaseField::Facts
                | CaseField::Village
                | CaseField::Purpose
                | CaseField::ContentClass
                | CaseField::Evidence
                | CaseField::Accused
                | CaseField::ReceivedAt => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn check_type(&self, name: &str, list: &[DisputeType]) -> Result<(), Refusal> {
        let stands = name == self.matter.dispute.kind;
        if name.is_empty() || stands || list.iter().any(|it| it.name == name) {
            return Ok(());
        }
        let field = CaseField::DisputeType.code();
        Err(Refusal::about(field, Reason::NotAChoice))
    }
}

fn check_concerned(concerned: Option<u32>) -> Result<(), Refusal> {
    if concerned == Some(0) {
        return Err(not_a_number(CaseField::Concerned));
    }
    Ok(())
}

const fn not_a_number(field: CaseField) -> Refusal {
    Refusal::about(field.code(), Reason::NotANumber)
}
