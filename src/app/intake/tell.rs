//! A line for the one at the desk.

use crate::app::part::{Intent, Notice, Response, Tone};
use crate::app::shared::Shared;
use crate::words::bundle::Arg;

/// Wishes for a notice.
pub(super) fn notice(shared: &Shared, tone: Tone, key: &str, args: &[(&str, Arg<'_>)]) -> Intent {
    let text = shared.words.say_with(key, args);
    Intent::Tell(Notice { tone, text })
}

/// Answers with a notice.
pub(super) fn respond(
    shared: &Shared,
    tone: Tone,
    key: &str,
    args: &[(&str, Arg<'_>)],
) -> Response {
    Response::intent(notice(shared, tone, key, args))
}
