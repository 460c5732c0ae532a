//! What an administrator has to see to: a copy that failed, and accusations that nobody reads, at the top
//! with what to do; the last copy at the foot.

use crate::app::case::para::{Para, Shade};
use crate::app::shared::Shared;
use crate::domain::moment::Moment;
use crate::domain::today::BackupState;
use crate::words::bundle::Words;

/// Says why the last copy failed, and what to do.
pub(super) fn failure(shared: &Shared, state: Option<&BackupState>) -> Vec<Para> {
    let Some(failed) = state.and_then(|it| it.failed.as_ref()) else {
        return Vec::new();
    };
    let words = &shared.words;
    let args = [
        ("at", failed.at.minute().into()),
        ("why", failed.why.as_str().into()),
    ];
    let lines = [
        (words.say_with("daily-failed", &args), Shade::Bad),
        (words.say("daily-failed-do"), Shade::Plain),
    ];
    lines.map(|(text, tone)| line(text, tone)).into()
}

/// Says how many accusations nobody reads who signs in, and what to do; no word of them.
pub(super) fn unread(shared: &Shared, count: u64) -> Vec<Para> {
    if count == 0 {
        return Vec::new();
    }
    let words = &shared.words;
    let lines = [
        (
            words.say_with("today-unread", &[("n", count.into())]),
            Shade::Bad,
        ),
        (words.say("today-unread-do"), Shade::Plain),
    ];
    lines.map(|(text, tone)| line(text, tone)).into()
}

/// Says when the last copy was made, or when the first one will be, and when the last seal was.
pub(super) fn last(
    shared: &Shared,
    state: Option<&BackupState>,
    sealed: Option<Moment>,
) -> Option<Para> {
    let words = &shared.words;
    let copied = state.map(|state| copied(words, state));
    let sealed = sealed.map(|at| {
        let args = [("at", at.minute().into())];
        words.say_with("daily-sealed", &args)
    });
    let parts: Vec<String> = sealed.into_iter().chain(copied).collect();
    (!parts.is_empty()).then(|| line(parts.join("  "), Shade::Dim))
}

fn copied(words: &Words, state: &BackupState) -> String {
    if let Some((at, file)) = &state.last {
        let args = [("at", at.minute().into()), ("file", file.as_str().into())];
        words.say_with("daily-last", &args)
    } else {
        let from = state.from.format("%H:%M").to_string();
        words.say_with("daily-never", &[("from", from.into())])
    }
}

fn line(text: String, tone: Shade) -> Para {
    Para {
        label: String::new(),
        text,
        tone,
        item: None,
    }
}
