//! A value of a preview as it is shown.

use crate::domain::mask::mask_name;
use crate::domain::merge::{Likeness, Line};
use crate::domain::person::PersonField;
use crate::domain::phone::mask_phone;
use crate::domain::resident_id::mask_id;
use crate::words::say::Words;

/// Gives a value of a preview as it is shown: codes in words, numbers masked, and whatever is the same on
/// both sides as well.
pub fn shown(words: &Words, line: &Line, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let same = line.likeness == Likeness::Same;
    match (line.field, line.name) {
        // The screen faces the visitor; in full stands only what the clerk has to choose between.
        (Some(PersonField::Name), _) if same => mask_name(value),
        (Some(PersonField::Address), _) if same => words.say("case-hidden"),
        (Some(PersonField::Phones), _) => {
            let phones: Vec<String> = value.split('、').map(mask_phone).collect();
            phones.join("、")
        }
        (Some(PersonField::IdNumber), _) => mask_id(value),
        (Some(PersonField::Confidential), _) => words.code("done", "yes"),
        // Two cases are compared before their visitors' eyes.
        (None, "person") => mask_name(value),
        (_, list @ ("class" | "category" | "status")) => words.code(list, value),
        _ => value.replace('\n', " "),
    }
}
