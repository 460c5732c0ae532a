//! The papers of a case: what can be printed, and the print.

use super::DeskService;
use crate::app::answer::{Answer, Sent};
use crate::domain::case::fact::printed::Paper;
use crate::domain::number::VisitNumber;
use crate::exchange::paper::plain::plain;
use crate::runtime::papers::{Desk, Made, trouble_text};
use crate::store::error::StoreError;

impl DeskService {
    pub(super) fn papers(&self, visit: VisitNumber) -> Answer {
        match self.paper_desk().offers(visit) {
            Ok(offers) => Answer::Papers(offers),
            Err(trouble) => Answer::Failed(trouble_text(&trouble, &self.words, Paper::Receipt)),
        }
    }

    /// Makes a paper; of a matter that is sealed in the store none is left lying.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) fn paper(
        &self,
        visit: VisitNumber,
        paper: Paper,
        print: bool,
    ) -> Result<Answer, StoreError> {
        if self.ask(|it| it.is_sealed(visit.case))? {
            return Ok(self.unkept(visit, paper, print));
        }
        Ok(self.kept(visit, paper, print))
    }

    fn kept(&self, visit: VisitNumber, paper: Paper, print: bool) -> Answer {
        if let Err(reason) = self.printer.try_out(&self.words) {
            return self.not_written(reason);
        }
        let made = match self.made(visit, paper) {
            Ok(made) => made,
            Err(answer) => return answer,
        };
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

    /// Prints a paper whose text lies in no file.
    fn unkept(&self, visit: VisitNumber, paper: Paper, print: bool) -> Answer {
        if !print || !self.printer.takes_text() {
            return Answer::Failed(self.words.say("papers-sealed"));
        }
        let made = match self.made(visit, paper) {
            Ok(made) => made,
            Err(answer) => return answer,
        };
        let text = plain(&self.words, &made.sheet);
        match self.printer.print_unkept(&text) {
            Sent::Refused => Answer::Failed(self.words.say("papers-unkept-refused")),
            sent => Answer::Paper {
                paper,
                file: String::new(),
                sent: Some(sent),
                text,
            },
        }
    }

    fn made(&self, visit: VisitNumber, paper: Paper) -> Result<Made, Answer> {
        let mut seen = self.common.seen();
        let made = self.paper_desk().make(visit, paper);
        let made =
            made.map_err(|trouble| Answer::Failed(trouble_text(&trouble, &self.words, paper)))?;
        // The print was one transaction of our own.
        *seen += 1;
        Ok(made)
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
