//! Forms that wait to be handed in: what each is for and what leads to it.

use crate::app::case::drafts;
use crate::app::part::Target;
use crate::app::unfinished::{Place, place};
use crate::command::table::Command;
use crate::words::bundle::Words;

/// Gives what leads to a form that waits.
pub fn target(name: &str) -> Option<Target> {
    Some(match place(name)? {
        Place::Case(_) => Target::Unfinished(name.to_owned()),
        Place::Pane(pane) => Target::Pane(pane),
        Place::Handover => Target::Handover,
    })
}

/// Says what a form that waits is for.
pub fn label(words: &Words, name: &str) -> String {
    let of_case = drafts::label(words, name);
    of_case.unwrap_or_else(|| match place(name) {
        Some(Place::Pane(pane)) => words.say(pane.word()),
        Some(Place::Handover) => words.say(&Command::HandoverOpen.word()),
        Some(Place::Case(number)) => number.to_string(),
        None => name.to_owned(),
    })
}
