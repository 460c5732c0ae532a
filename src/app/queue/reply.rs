//! What the store answers to the queue.

use crate::app::effect::{Answer, Reply};
use crate::app::part::{Intent, Notice, Response, Tone};
use crate::app::queue::bulk::Report;
use crate::app::queue::list::List;
use crate::app::queue::{End, Panel, State};
use crate::app::shared::Shared;
use crate::domain::number::CaseNumber;
use crate::domain::queue::QueuePage;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let (ticket, answer) = (reply.ticket, reply.answer);
        if self.pages.takes(ticket) {
            return match answer {
                Answer::Page(page) => self.paged(shared, page),
                other => failed(shared, &other),
            };
        }
        if self.more.takes(ticket) {
            return match answer {
                Answer::Page(page) => {
                    self.list.extend(page, self.group.is_some());
                    let mut outcome = Response::used();
                    outcome.effects.extend(self.ask_more(shared));
                    outcome
                }
                other => failed(shared, &other),
            };
        }
        if self.counting.takes(ticket) {
            if let Answer::Counts(counts) = answer {
                self.counts = counts;
            }
            return Response::used();
        }
        if self.grids.takes(ticket) {
            if let Answer::Grid(grid) = answer {
                self.grid = Some(grid);
            }
            return Response::used();
        }
        if self.writes.takes(ticket) {
            return match answer {
                Answer::Outcomes(outcomes) => {
                    let report = Report::of(&shared.words, &self.assigning, &outcomes);
                    let kept: Vec<CaseNumber> = report.kept.iter().map(|(it, _)| *it).collect();
                    self.marked.retain(|number, _| kept.contains(number));
                    self.assigning.clear();
                    self.panel = Some(Panel::Report(report));
                    Response::used()
                }
                other => failed(shared, &other),
            };
        }
        Response::unused()
    }

    /// Takes the rows that were asked for anew; the hand stays on its case.
    pub(super) fn paged(&mut self, shared: &Shared, page: QueuePage) -> Response {
        let anew = std::mem::take(&mut self.anew);
        let before = self.current().map(|row| row.number).filter(|_| !anew);
        self.list.replace(page, self.from_end, self.group.is_some());
        for row in self.list.rows() {
            if let Some(revision) = self.marked.get_mut(&row.number) {
                *revision = row.revision;
            }
        }
        let jump = self.jump.take();
        let numbers = self.list.numbers();
        match jump {
            Some(End::First) => self.hand.step(numbers, isize::MIN),
            Some(End::Last) => self.hand.step(numbers, isize::MAX),
            None => self.hand.step(numbers, 0),
        }
        let mut outcome = Response::used();
        outcome.effects.extend(self.ask_more(shared));
        let gone = before
            .filter(|_| jump.is_none())
            .filter(|number| !numbers_hold(&self.list, *number));
        if gone.is_some() {
            self.gone = gone;
        }
        // A reload must not turn the case over that the clerk reads beside the list.
        if anew {
            outcome = self.previewing(outcome);
        }
        outcome
    }
}

fn failed(shared: &Shared, answer: &Answer) -> Response {
    let Answer::Failed(reason) = answer else {
        return Response::used();
    };
    let args = [("reason", reason.as_str().into())];
    Response::intent(Intent::Tell(Notice {
        tone: Tone::Bad,
        text: shared.words.say_with("desk-reply-failed", &args),
    }))
}

fn numbers_hold(list: &List, number: CaseNumber) -> bool {
    list.numbers().contains(&number)
}
