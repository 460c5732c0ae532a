//! What is told of an intake or a card that came in.

use serde::Serialize;

use crate::domain::draft::Remark;
use crate::domain::grid::tree::GridTree;
use crate::domain::person::recognised::Recognised;
use crate::exchange::intake::raw::{RawIntake, RowDoubt};
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;
use crate::exchange::message;
use crate::words::bundle::Words;

/// Something that is told of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldMessage {
    /// The field, by the name that stands in JSON.
    pub field: String,
    /// What is told.
    pub text: String,
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
pub fn warnings(words: &Words, raw: &RawIntake, remarks: &[Remark]) -> Vec<FieldMessage> {
    let mut messages = doubts(words, &raw.doubts);
    let unknown = raw.external.iter().filter(|it| it.has_unknown_kind());
    messages.extend(unknown.map(|number| FieldMessage {
        field: CaseField::ExternalNumbers.code().to_owned(),
        text: words.say_with(
            "verbs-unknown-kind",
            &[("text", number.kind.clone().unwrap_or_default().into())],
        ),
    }));
    messages.extend(remarks.iter().map(|remark| remark_message(words, remark)));
    messages
}

/// Says what the desk should know of who came.
pub fn recognition(words: &Words, what: &Recognised) -> FieldMessage {
    FieldMessage {
        field: what.part().asked().code().to_owned(),
        text: words.recognised(what),
    }
}

/// Says which cells of a row are masked and were not read.
pub fn masked<F: FieldSet>(words: &Words, fields: &Fields<F>) -> Vec<FieldMessage> {
    let messages = fields.masked.iter().map(|(field, _)| FieldMessage {
        field: field.code().to_owned(),
        text: words.say("row-masked"),
    });
    messages.collect()
}

/// Says what the cells or values did not hold whole.
pub fn doubts(words: &Words, doubts: &[RowDoubt]) -> Vec<FieldMessage> {
    let messages = doubts.iter().map(|doubt| FieldMessage {
        field: doubt.field.clone(),
        text: message::doubt(words, doubt),
    });
    messages.collect()
}

/// Says what is doubtful or missing in a field.
pub fn remark_message(words: &Words, remark: &Remark) -> FieldMessage {
    FieldMessage {
        field: remark.field.code().to_owned(),
        text: words.say(&format!("doubt-{}", remark.doubt.code())),
    }
}
