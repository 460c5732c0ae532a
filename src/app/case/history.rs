//! 经历: what an entry says, in words.

use crate::app::case::correct::CorrectedPart;
use crate::app::case::fields;
use crate::app::case::forces;
use crate::domain::case::fact::step::{CaseField, Step};
use crate::domain::entry::{Entry, What};
use crate::domain::person::id::PersonId;
use crate::domain::person::{PersonFact, PersonField};
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// Gives the entries of a case and of its petitioner's card that say something, the newest first.
pub(super) fn shown<'a>(view: &'a CaseView, person: &'a [Entry]) -> Vec<&'a Entry> {
    let mut entries: Vec<&Entry> = view.history.iter().chain(person).collect();
    entries.retain(|entry| {
        matches!(
            &entry.what,
            What::Case(_) | What::Person(PersonFact::Corrected { .. })
        )
    });
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.when, entry.seq)));
    entries
}

/// Says what was done; `None` for what is no deed on a case or a card.
pub(super) fn sentence(words: &Words, entry: &Entry, revealed: bool) -> Option<String> {
    if let Some(fact) = entry.person() {
        return of_person(words, fact, revealed);
    }
    let step = entry.step()?;
    let name = match step {
        Step::Correct { old, .. } if old.is_empty() => words.say("case-supplied-step"),
        _ => words.code("step", step.code()),
    };
    let rest = details(words, step, revealed);
    let rest: Vec<String> = rest.into_iter().filter(|it| !it.is_empty()).collect();
    Some(if rest.is_empty() {
        name
    } else {
        format!("{name}: {}", rest.join("  "))
    })
}

fn of_person(words: &Words, fact: &PersonFact, revealed: bool) -> Option<String> {
    match fact {
        PersonFact::Corrected { field, old, new } => {
            let shown = |text: &str| masked(*field, text, revealed);
            let field = words.say(&format!("ask-{}", field.code()));
            Some(corrected(words, &field, &shown(old), &shown(new)))
        }
        PersonFact::Merged { into: other } => {
            Some(with_person(words, "merge-person-merged", *other))
        }
        PersonFact::Absorbed { from: other, .. } => {
            Some(with_person(words, "merge-person-absorbed", *other))
        }
        PersonFact::SplitFrom { whole: other } => {
            Some(with_person(words, "merge-person-split-from", *other))
        }
        PersonFact::SplitOff { part: other } => {
            Some(with_person(words, "merge-person-split-off", *other))
        }
        PersonFact::Known(_) => None,
    }
}

fn with_person(words: &Words, key: &str, other: PersonId) -> String {
    words.say_with(key, &[("person", other.to_string().into())])
}

/// Says what stands there now and what stood there before; where nothing did, nothing was wrong.
fn corrected(words: &Words, field: &str, old: &str, new: &str) -> String {
    if old.is_empty() {
        let args = [("field", field.into()), ("new", new.to_owned().into())];
        return words.say_with("case-supplied", &args);
    }
    let new = if new.is_empty() {
        words.say("case-empty-value")
    } else {
        new.to_owned()
    };
    let args = [
        ("field", field.into()),
        ("old", old.to_owned().into()),
        ("new", new.into()),
    ];
    words.say_with("case-corrected", &args)
}

fn masked(field: PersonField, text: &str, revealed: bool) -> String {
    if revealed {
        return text.to_owned();
    }
    let masked = field.kind().masked(text);
    masked.unwrap_or_else(|| "***".to_owned())
}

/// Gives what a step says beside its name.
fn details(words: &Words, step: &Step, revealed: bool) -> Vec<String> {
    let code = |list: &str, code: &str| words.code(list, code);
    match step {
        Step::Register(opening) => {
            vec![words.channel(opening.visit.channel)]
        }
        Step::Join(visit) => vec![words.channel(visit.channel), visit.words.clone()],
        Step::Undo { of, reason } => vec![format!("#{of}"), reason.clone()],
        Step::Correct { field, old, new } => {
            let hidden = *field == CaseField::Accused && !revealed;
            let shown = |text: &str| {
                if hidden && !text.is_empty() {
                    "***".to_owned()
                } else {
                    words.corrected(*field, text)
                }
            };
            let name = words.say(&CorrectedPart::Case(*field).word());
            vec![corrected(words, &name, &shown(old), &shown(new))]
        }
        Step::Merge(step) => vec![step.other().to_string()],
        Step::Printed(printed) => {
            let mut parts = vec![code("paper", printed.paper.code())];
            parts.extend(printed.visit.map(|it| format!("/{it}")));
            if printed.copy > 1 {
                parts.push(words.say_with("paper-copy", &[("n", printed.copy.into())]));
            }
            parts
        }
        Step::Attached(attached) => vec![words.attached(attached)],
        Step::TaskForce(step) => forces::details(words, step),
        _ => fields::texts(words, step, revealed),
    }
}
