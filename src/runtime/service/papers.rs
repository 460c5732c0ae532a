//! The papers of a case: what can be printed, and the print.

use super::DeskService;
use crate::app::effect::Answer;
use crate::domain::case::fact::printed::Paper;
use crate::domain::number::VisitNumber;
use crate::runtime::papers::{Desk, trouble_text};

impl DeskService {
    pub(super) fn papers(&self, visit: VisitNumber) -> Answer {
        match self.paper_desk().offers(visit) {
            Ok(offers) => Answer::Papers(offers),
            Err(trouble) => Answer::Failed(trouble_text(&trouble, &self.words, Paper::Receipt)),
        }
    }

    pub(super) fn paper(&self, visit: VisitNumber, paper: Paper, print: bool) -> Answer {
        if let Err(reason) = self.printer.try_out(&self.words) {
            return self.not_written(reason);
        }
        let mut seen = self.common.seen();
        let made = match self.paper_desk().make(visit, paper) {
            Ok(made) => made,
            Err(trouble) => return Answer::Failed(trouble_text(&trouble, &self.words, paper)),
        };
        // The print was one transaction of our own.
        *seen += 1;
        drop(seen);
        match self.printer.write(&self.words, visit, &made) {
            Ok(written) => Answer::Paper {
                paper,
                file: written.file.display().to_string(),
                sent: print.then(|| self.printer.print(&written)),
                text: written.text,
            },
            Err(reason) => self.not_written(reason),
        }
    }

    pub(super) fn not_written(&self, reason: String) -> Answer {
        let args = [("reason", reason.into())];
        Answer::Failed(self.words.say_with("papers-not-written", &args))
    }

    fn paper_desk(&self) -> Desk<'_> {
        Desk {
            store: self.store.as_ref(),
            viewer: &self.viewer,
            words: &self.words,
            town: &self.town,
            templates: &self.templates,
            now: self.clock.read().moment,
        }
    }
}
