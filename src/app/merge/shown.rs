//! A value of a preview as it is shown.

use crate::domain::mask::mask_name;
use crate::domain::merge::{Comparison, Likeness};
use crate::domain::person::part::PartKind;
use crate::words::bundle::Words;

/// Gives a value of a preview as it is shown: codes in words, numbers masked, and whatever is the same on
/// both sides as well.
pub fn shown(words: &Words, line: &Comparison, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let same = line.likeness == Likeness::Same;
    if let Some(field) = line.field {
        // The screen faces the visitor; in full stands only what the clerk has to choose between.
        let choosing = match field.kind() {
            PartKind::Name | PartKind::Address | PartKind::Private => !same,
            PartKind::YesNo => return words.code("done", "yes"),
            PartKind::Phones | PartKind::IdNumber | PartKind::Village | PartKind::Need => false,
        };
        if choosing {
            return value.replace('\n', " ");
        }
        let masked = field.kind().masked(value);
        return masked.map_or_else(|| words.say("case-hidden"), |it| it.replace('\n', " "));
    }
    match line.name {
        // Two cases are compared before their visitors' eyes.
        "person" => mask_name(value),
        list @ ("class" | "category" | "status") => words.code(list, value),
        _ => value.replace('\n', " "),
    }
}
