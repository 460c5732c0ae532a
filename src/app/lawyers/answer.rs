//! The store's answers to the lawyers pane.

use crate::app::effect::{Answer, Reply};
use crate::app::lawyers::State;
use crate::app::lawyers::job::Ask;
use crate::app::lawyers::line::Spot;
use crate::app::pane::Pane;
use crate::app::part::{Intent, Notice, Response, Tone};
use crate::app::shared::Shared;
use crate::domain::act::{Deed, Done, Outcome as Came};
use crate::domain::refusal::{Reason, Refusal};

impl State {
    /// Takes the store's answers in.
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        if self.asking.takes(ticket) {
            match reply.answer {
                Answer::Lawyers(view) => self.show(shared, *view),
                Answer::Failed(reason) => return failed(shared, reason),
                _ => {}
            }
            return self.typed(shared);
        }
        if self.doing.takes(ticket) {
            self.keeping = false;
            return match reply.answer {
                Answer::Outcomes(came) => self.done(shared, &came),
                Answer::Failed(reason) => failed(shared, reason),
                _ => Response::used(),
            };
        }
        let finding = self.finding.takes(ticket);
        let checking = self.checking.takes(ticket);
        let opening = self.opening.takes(ticket);
        let advising = self.advising.takes(ticket);
        let (Some(job), Some(view)) = (&mut self.job, &self.view) else {
            return Response::used();
        };
        match reply.answer {
            Answer::Found(rows) if finding => job.found(rows),
            Answer::Person(Some(person)) if opening => job.cases(person.id, person.cases),
            Answer::Case(found) if checking => {
                if let Some(number) = job.unchecked_case(shared.now) {
                    let there = found.is_some_and(|found| found.case.number == number);
                    job.checked(number, there);
                }
                if std::mem::take(&mut self.waiting) {
                    return self.save(shared);
                }
            }
            Answer::Specialists(advice) if advising => job.advised(advice),
            Answer::Failed(reason) if finding || checking || opening || advising => {
                return failed(shared, reason);
            }
            _ => return Response::used(),
        }
        job.propose(view, shared.now.date());
        Response::used()
    }

    /// Tells what came of the deeds and closes the form; the days are read anew after every write.
    pub(super) fn done(&mut self, shared: &Shared, came: &[Came]) -> Response {
        let refused = came.iter().find_map(|it| match it {
            Came::Refused(refusal) => Some(refusal),
            Came::Done(_) | Came::Conflict { .. } | Came::Skipped { .. } => None,
        });
        if let Some(refusal) = refused {
            let again = self.ask(shared);
            return self.refused(shared, refusal).and_effect(again);
        }
        let said = std::mem::take(&mut self.said);
        let notice = Notice {
            tone: Tone::Good,
            text: said,
        };
        let made = came.iter().find_map(|it| match it {
            Came::Done(Done::Booking(id)) => Some(*id),
            _ => None,
        });
        if let (Some(id), Some(fact)) = (made, self.then.take()) {
            self.said.clone_from(&notice.text);
            let deed = Deed::Booking { id: Some(id), fact };
            let effect = self.commit(vec![deed]);
            return Response::effect(effect);
        }
        if let Some(id) = made {
            self.spot.set(Spot::Booking(id));
        }
        if !notice.text.is_empty() {
            let today = shared.now.date();
            let job = self.job.take();
            let handed_in = job
                .as_ref()
                .map(|job| Intent::finished(Pane::Lawyers, &job.kind));
            self.job = job.and_then(|job| job.onward(today));
            self.propose(shared);
            let mut told = Response::intent(Intent::Tell(notice));
            told.intents.extend(handed_in);
            return told;
        }
        Response::used()
    }

    pub(super) fn refused(&mut self, shared: &Shared, refusal: &Refusal) -> Response {
        self.then = None;
        let text = shared.words.refusal(refusal);
        let ask = match refusal.field {
            // What the store found can be cleared in words.
            Some("lawyer") if refusal.reason == Reason::LawyerConflict => Some(Ask::Cleared),
            Some("lawyer") => Some(Ask::Lawyer),
            Some("fields") => Some(Ask::Fields),
            Some("law_field") => Some(Ask::Field),
            Some("time") => Some(Ask::Time),
            Some("day") => Some(Ask::Day),
            Some("outcome") => Some(Ask::Outcome),
            Some("name") => Some(Ask::Name),
            _ => None,
        };
        if let (Some(job), Some(ask)) = (&mut self.job, ask)
            && job.form.line(ask).is_some()
        {
            job.form.go(ask);
            job.form.tell(&[(ask, text)]);
            return Response::used();
        }
        let tone = Tone::Bad;
        Response::intent(Intent::Tell(Notice { tone, text }))
    }
}

fn failed(shared: &Shared, reason: String) -> Response {
    let text = shared
        .words
        .say_with("desk-reply-failed", &[("reason", reason.into())]);
    let tone = Tone::Bad;
    Response::intent(Intent::Tell(Notice { tone, text }))
}
