//! A line for the one at the desk.

use crate::app::part::{Notice, Outcome, Tone, Wish};
use crate::app::shared::Shared;
use crate::words::say::Arg;

/// Wishes for a notice.
pub(super) fn notice(shared: &Shared, tone: Tone, key: &str, args: &[(&str, Arg<'_>)]) -> Wish {
    let text = shared.words.say_with(key, args);
    Wish::Tell(Notice { tone, text })
}

/// Answers with a notice.
pub(super) fn told(shared: &Shared, tone: Tone, key: &str, args: &[(&str, Arg<'_>)]) -> Outcome {
    Outcome::wish(notice(shared, tone, key, args))
}
