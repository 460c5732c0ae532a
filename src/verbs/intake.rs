//! What is told of an intake or a card that came in.

use serde::Serialize;

use crate::domain::draft::Remark;
use crate::domain::grid::tree::GridTree;
use crate::domain::person::recognised::Recognised;
use crate::exchange::intake::raw::{RawIntake, RowDoubt};
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;
use crate::exchange::say;
use crate::words::say::Words;

/// Something that is told of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
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
pub fn warnings(words: &Words, raw: &RawIntake, remarks: &[Remark]) -> Vec<Told> {
    let mut told = doubts(words, &raw.doubts);
    let unknown = raw.external.iter().filter(|it| it.has_unknown_kind());
    told.extend(unknown.map(|number| Told {
        field: CaseField::ExternalNumbers.code().to_owned(),
        text: words.say_with(
            "verbs-unknown-kind",
            &[("text", number.kind.clone().unwrap_or_default().into())],
        ),
    }));
    told.extend(remarks.iter().map(|remark| said(words, remark)));
    told
}

/// Says what the desk should know of who came.
pub fn recognition(words: &Words, what: &Recognised) -> Told {
    Told {
        field: what.part().asked().code().to_owned(),
        text: words.recognised(what),
    }
}

/// Says which cells of a row are masked and were not read.
pub fn masked<F: FieldSet>(words: &Words, fields: &Fields<F>) -> Vec<Told> {
    let told = fields.masked.iter().map(|(field, _)| Told {
        field: field.code().to_owned(),
        text: words.say("row-masked"),
    });
    told.collect()
}

/// Says what the cells or values did not hold whole.
pub fn doubts(words: &Words, doubts: &[RowDoubt]) -> Vec<Told> {
    let told = doubts.iter().map(|doubt| Told {
        field: doubt.field.clone(),
        text: say::doubt(words, doubt),
    });
    told.collect()
}

/// Says what is doubtful or missing in a field.
pub fn said(words: &Words, remark: &Remark) -> Told {
    Told {
        field: remark.field.code().to_owned(),
        text: words.say(&format!("doubt-{}", remark.doubt.code())),
    }
}
