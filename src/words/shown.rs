//! Values of facts in words.

use crate::domain::case::fact::kind::Shown;
use crate::domain::case::fact::step::CaseField;
use crate::domain::codes::Channel;
use crate::domain::moment::Moment;
use crate::domain::province::FromAbove;
use crate::words::bundle::Words;

impl Words {
    /// Says when a matter was received, to the minute, or that nobody knows.
    pub fn received(&self, at: Option<Moment>) -> String {
        at.map_or_else(|| self.say("received-unknown"), Moment::minute)
    }

    /// Says on which day a matter was received, or that nobody knows.
    pub fn received_day(&self, at: Option<Moment>) -> String {
        let day = at.map(|at| at.date().to_string());
        day.unwrap_or_else(|| self.say("received-unknown"))
    }

    /// Says how a matter came, or that nobody knows.
    pub fn channel(&self, channel: Option<Channel>) -> String {
        self.code("channel", channel.map_or("unknown", Channel::code))
    }

    /// Gives what stands in a part of a case that was corrected.
    pub fn corrected(&self, field: CaseField, text: &str) -> String {
        match field {
            CaseField::Purpose if !text.is_empty() => self.code("purpose", text),
            _ => text.to_owned(),
        }
    }

    /// Says what a sheet from above says of a matter beside what the desk knows itself.
    pub fn from_above(&self, from_above: &FromAbove) -> String {
        let cells = from_above.cells();
        let cells: Vec<String> = cells
            .map(|(what, text)| format!("{} {text}", self.code("above", what.code())))
            .collect();
        cells.join("；")
    }

    /// Gives a value of a fact as it is read; empty for nothing.
    pub fn shown(&self, value: &Shown) -> String {
        match value {
            Shown::Text(text) => text.clone(),
            Shown::Number(number) => number.to_string(),
            Shown::Day(day) => day.to_string(),
            Shown::Minute(at) => at.minute(),
            Shown::Yes { group, yes } => self.code(group, if *yes { "yes" } else { "no" }),
            Shown::Code { group, code } => self.code(group, code),
            Shown::Codes { group, codes } => {
                let words: Vec<String> = codes.iter().map(|code| self.code(group, code)).collect();
                words.join("、")
            }
            Shown::Nothing => String::new(),
            Shown::Sealed => self.say("mediation-sealed"),
        }
    }
}
