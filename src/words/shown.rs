//! Values of facts in words.

use crate::domain::case::fact::kind::Shown;
use crate::words::say::Words;

impl Words {
    /// Gives a value of a fact as it is read; empty for nothing.
    pub fn shown(&self, value: &Shown) -> String {
        match value {
            Shown::Text(text) => text.clone(),
            Shown::Number(number) => number.to_string(),
            Shown::Day(day) => day.to_string(),
            Shown::Minute(at) => at.minute(),
            Shown::Yes { group, yes } => self.code(group, if *yes { "yes" } else { "no" }),
            Shown::Code { group, code } => self.code(group, code),
            Shown::Nothing => String::new(),
            Shown::Sealed => self.say("mediation-sealed"),
        }
    }
}
