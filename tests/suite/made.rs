//! What tests make by hand: visits, matters as they came, registrations, steps read from a line.

use mulin::domain::act::{Petitioner, Registration};
use mulin::domain::case::fact::ask::AnswerKind;
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::{Opening, Step, StepKind};
use mulin::domain::codes::Channel;
use mulin::domain::moment::Moment;
use mulin::domain::person::id::PersonId;

use crate::corpus::Rng;
use crate::lawful::made;

/// One who came alone and brought nothing.
pub(crate) fn visit(received_at: Moment, channel: Channel) -> Visit {
    Visit {
        person: PersonId(0),
        received_at: Some(received_at),
        channel: Some(channel),
        station: None,
        people_count: 1,
        companion: None,
        words: String::new(),
        new_facts: None,
    }
}

/// A matter that the first person brought.
pub(crate) fn opening(matter: Matter, received_at: Moment, channel: Channel) -> Opening {
    let petitioner = PersonId(1);
    Opening {
        petitioner,
        matter,
        visit: Visit {
            person: petitioner,
            ..visit(received_at, channel)
        },
        imported_answer: None,
    }
}

/// What is written down of one who comes with a matter.
pub(crate) fn registration(petitioner: Petitioner, matter: Matter, visit: Visit) -> Registration {
    Registration {
        petitioner,
        matter,
        visit,
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    }
}

/// Reads a step that is taken at a moment, `accept field=value`; a space in a value is written `~`,
/// and what is not said takes its first choice, the present, or a word.
pub(crate) fn step(text: &str, now: Moment) -> Step {
    let mut words = text.split_whitespace();
    let name = words.next().unwrap();
    let given: Vec<(&str, &str)> = words.map(|it| it.split_once('=').unwrap()).collect();
    let kind = StepKind::parse(name).unwrap_or_else(|| panic!("no step {name}"));
    let step = made(kind, now.date(), |ask| {
        let text = given.iter().find(|(field, _)| *field == ask.field);
        match (text, ask.answer) {
            (Some((_, value)), _) => Some(value.replace('~', " ")),
            (None, AnswerKind::Moment) => Some(now.minute()),
            (None, _) => None,
        }
    });
    step.unwrap_or_else(|| panic!("{text} does not read"))
}

/// Draws places in lists.
pub(crate) trait Draw {
    /// Draws a place below `limit`.
    fn place(&mut self, limit: usize) -> usize;
}

impl Draw for Rng {
    fn place(&mut self, limit: usize) -> usize {
        usize::try_from(self.below(limit as u64)).unwrap()
    }
}
