//! 怎么办: what a clerk asks for help with, each answered in three lines with the keys in use.

use crate::app::instructions::with_keys;
use crate::app::shared::Shared;
use crate::words::initials::initials;

/// The questions, in the order of a day: `howto-CODE` is what is asked, `howto-CODE-how` the answer.
pub const QUESTIONS: &[&str] = &[
    "register", "again", "call", "triage", "finish", "print", "correct", "lost", "hide", "roads",
    "extend", "mediate", "lawyer", "duty", "close", "handover", "whistle", "checkin", "grid",
    "meeting", "joint", "week", "merge", "learn",
];

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HowTo {
    /// What is asked.
    pub question: String,
    /// The answer, line by line.
    pub answer: Vec<String>,
    search: String,
}

impl HowTo {
    /// Gives every question.
    pub fn all(shared: &Shared) -> Vec<Self> {
        QUESTIONS
            .iter()
            .map(|code| Self::of(shared, code))
            .collect()
    }

    fn of(shared: &Shared, code: &str) -> Self {
        let question = shared.words.say(&format!("howto-{code}"));
        let answer = shared.words.say(&format!("howto-{code}-how"));
        let search = format!(
            "{} {}",
            question.to_lowercase(),
            initials(&question).join(" ")
        );
        Self {
            answer: answer.lines().map(|line| with_keys(shared, line)).collect(),
            question,
            search,
        }
    }

    /// Tells whether all the words that were typed stand in the question.
    pub fn is_meant(&self, query: &str) -> bool {
        query
            .split_whitespace()
            .all(|word| self.search.contains(word))
    }
}
