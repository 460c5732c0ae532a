//! From an intake as it came in, to a draft that the domain checks.

use serde::Serialize;

use crate::domain::case::matter::ImportedAnswer;
use crate::domain::draft::{Checked, Desk, IntakeDraft, Remark};
use crate::domain::field::Field;
use crate::domain::grid::tree::GridTree;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::exchange::intake::external::RawExternal;
use crate::exchange::intake::raw::{Doubtful, RawIntake, RowReason};
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::words::say::Words;

/// Something that is told of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The field, by the name that stands in JSON.
    pub field: String,
    /// What is told.
    pub text: String,
}

/// Facts of other systems that have no field of their own here; they are kept with the matter's
/// facts, so that nothing of a sheet is lost.
const ELSEWHERE: [CaseField; 6] = [
    CaseField::ContentClass,
    CaseField::FirstTime,
    CaseField::Joint,
    CaseField::OutsideStatus,
    CaseField::RegisteredUnit,
    CaseField::RegisteredBy,
];

/// Checks an intake as the desk would; numbers of other systems are kept as they came.
///
/// # Errors
/// What holds the registration up.
pub fn check(
    raw: &RawIntake,
    joins: Option<CaseNumber>,
    desk: &Desk<'_>,
) -> Result<Checked, Vec<Remark>> {
    let mut draft = IntakeDraft::new(desk.now);
    draft.joins = joins;
    for (code, text) in raw.filled() {
        if let Some(field) = Field::parse(code) {
            draft.set(field, text);
        }
    }
    if let Some(read) = raw.received_at {
        draft.set(Field::ReceivedAt, &read.moment.to_string());
    }
    let mut checked = draft.check(desk)?;
    checked.registration.matter.external = raw.external.iter().map(RawExternal::known).collect();
    Ok(checked)
}

/// Takes in what only sheets of old matters have: the answer, and facts of other systems. A matter
/// that a sheet calls closed is closed, with or without an answer; nothing is invented.
pub fn keep_history(raw: &RawIntake, now: Moment, checked: &mut Checked) {
    let registration = &mut checked.registration;
    registration.fingerprint = Some(raw.fingerprint());
    let answer = raw.get(CaseField::Answer);
    if !answer.is_empty() || raw.get(CaseField::Closed) == "yes" {
        registration.imported_answer = Some(ImportedAnswer {
            at: raw
                .answered_at
                .map(|read| read.moment)
                .filter(|at| *at <= now),
            text: answer.to_owned(),
        });
    }
    let facts = &mut registration.matter.facts;
    for field in ELSEWHERE {
        let text = raw.get(field);
        if text.is_empty() {
            continue;
        }
        if !facts.is_empty() {
            facts.push('\n');
        }
        let heading = field.headings().first().copied().unwrap_or(field.code());
        let text = match text {
            "yes" => "是",
            "no" => "否",
            other => other,
        };
        facts.extend([heading, "：", text]);
    }
}

/// Finds the grid's name of a village, also in a whole address.
pub fn village_of(tree: &GridTree) -> impl Fn(&str) -> Option<String> + '_ {
    |typed| {
        let node = tree
            .village_named(typed)
            .or_else(|| tree.village_in(typed))?;
        Some(node.name.clone())
    }
}

/// Says everything that is doubtful in an intake.
pub fn warnings(words: &Words, raw: &RawIntake, remarks: &[Remark]) -> Vec<Told> {
    let mut told: Vec<Told> = raw
        .doubts
        .iter()
        .map(|doubt| Told {
            field: doubt.field.clone(),
            text: doubtful(words, &doubt.what),
        })
        .collect();
    let unknown = raw.external.iter().filter(|it| it.has_unknown_kind());
    told.extend(unknown.map(|number| Told {
        field: CaseField::ExternalNumbers.code().to_owned(),
        text: words.say_with(
            "row-unknown-kind",
            &[("text", number.kind.clone().unwrap_or_default().into())],
        ),
    }));
    told.extend(remarks.iter().map(|remark| said(words, remark)));
    told
}

/// Says what is doubtful or missing in a field.
pub fn said(words: &Words, remark: &Remark) -> Told {
    Told {
        field: remark.field.code().to_owned(),
        text: words.say(&format!("doubt-{}", remark.doubt.code())),
    }
}

/// Says what is doubtful in a row.
pub fn doubtful(words: &Words, what: &Doubtful) -> String {
    words.say_with(
        &format!("row-{}", what.code()),
        &[("text", what.quoted().into())],
    )
}

/// Says why a row was refused.
pub fn refused(words: &Words, why: &RowReason) -> String {
    words.say_with(
        &format!("row-{}", why.code()),
        &[("text", why.quoted().into())],
    )
}
