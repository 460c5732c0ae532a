//! A value of a preview as it is shown.

use crate::domain::mask::mask_name;
use crate::domain::merge::Line;
use crate::domain::person::PersonField;
use crate::domain::phone::mask_phone;
use crate::domain::resident_id::mask_id;
use crate::words::say::Words;

/// Gives a value of a preview as it is shown: codes in words, numbers masked.
pub fn shown(words: &Words, line: &Line, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    match (line.field, line.name) {
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
