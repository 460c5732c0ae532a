//! 律师: what stands between a lawyer and one who wants to meet him.

use crate::domain::lawyer::Conflict;
use crate::words::bundle::Words;

impl Words {
    /// Says that he, or another of his firm, may have met the other side.
    pub fn conflict(&self, conflict: &Conflict) -> String {
        match conflict {
            Conflict::Own => self.say("lawyers-may-conflict"),
            Conflict::Firm(firm) => {
                let args = [("firm", firm.as_str().into())];
                self.say_with("lawyers-firm-conflict", &args)
            }
        }
    }
}
