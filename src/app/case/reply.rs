//! What the store answers to the case.

use crate::app::answer::{Answer, Reply, Sent};
use crate::app::case::changes::changes;
use crate::app::case::menu::Menu;
use crate::app::case::{Panel, State};
use crate::app::effect::{Effect, Request};
use crate::app::named_case::Heard;
use crate::app::part::{Intent, Response, Tone};
use crate::app::shared::Shared;
use crate::domain::act::{CommitResult, Done};
use crate::domain::case::fact::checklist::ChecklistKind;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::CaseView;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let form = match &mut self.panel {
            Some(Panel::Step(step)) => Some(&mut step.form),
            _ => None,
        };
        match self.named.heard(shared, form, &reply) {
            Heard::Nothing => {}
            Heard::Taken => return Response::used(),
            Heard::HandIn => return self.hand_in(shared, None),
        }
        let (ticket, answer) = (reply.ticket, reply.answer);
        if self.cases.takes(ticket) {
            return match answer {
                Answer::Case(Some(view)) => self.take_view(shared, view),
                Answer::Case(None) => {
                    self.view = None;
                    self.missing = self.number.map(|number| number.to_string());
                    Response::used()
                }
                other => failed(shared, &other),
            };
        }
        if self.persons.takes(ticket) {
            if let Answer::Person(Some(view)) = answer {
                self.person = view.history;
            }
            return Response::used();
        }
        if self.reveals.takes(ticket) {
            return match answer {
                Answer::Outcomes(outcomes) if matches!(outcomes[..], [CommitResult::Done(_)]) => {
                    self.disclosure.revealed = true;
                    Response::tell(Tone::Plain, shared.words.say("case-revealed"))
                }
                other => failed(shared, &other),
            };
        }
        if self.papers.takes(ticket) {
            return match answer {
                Answer::Papers(mut offers) => {
                    // What can be printed stands first.
                    offers.sort_by_key(|offer| !offer.gaps.is_empty());
                    match (&mut self.panel, self.view.as_deref()) {
                        (Some(Panel::Papers(_, menu)), _) => *menu = Menu::new(offers),
                        (Some(Panel::Step(form)), Some(view)) => {
                            form.take_papers(offers);
                            form.mark(view, &shared.who, shared.now);
                        }
                        _ => {}
                    }
                    Response::used()
                }
                Answer::Paper {
                    paper, file, sent, ..
                } => {
                    let (tone, key) = match sent {
                        Some(_) if file.is_empty() => (Tone::Good, "papers-unkept"),
                        None => (Tone::Good, "papers-written"),
                        Some(Sent::Taken) => (Tone::Good, "papers-sent"),
                        Some(Sent::AtWork) => (Tone::Plain, "papers-at-work"),
                        Some(Sent::Refused) => (Tone::Bad, "papers-not-sent"),
                    };
                    let args = [
                        ("paper", shared.words.code("paper", paper.code()).into()),
                        ("file", file.into()),
                    ];
                    Response::tell(tone, shared.words.say_with(key, &args))
                }
                other => failed(shared, &other),
            };
        }
        if self.writes.takes(ticket) {
            return match answer {
                Answer::Outcomes(outcomes) => match outcomes.into_iter().next() {
                    Some(outcome) => self.written(shared, outcome),
                    None => Response::used(),
                },
                other => failed(shared, &other),
            };
        }
        Response::unused()
    }

    /// Takes the case as it stands now.
    pub(super) fn take_view(&mut self, shared: &Shared, view: Box<CaseView>) -> Response {
        self.tell_changes(shared, &view);
        if let Some(Panel::Steps(steps)) = &mut self.panel {
            steps.renew(shared, &view);
        }
        let locked = view.row.locked;
        let id = view.case.petitioner;
        self.view = Some(view);
        self.renew_checklist();
        self.resume(shared);
        self.find_step(shared);
        self.cursor = self.cursor.min(self.items().saturating_sub(1));
        if locked {
            return Response::used();
        }
        let person = Effect::Store(self.persons.draw(), Request::Person(id));
        Response::effect(person).and(self.ask_letter())
    }

    /// Tells at the form that stands over the case what was done to the case since the form was opened,
    /// before it is handed in or after another window was first; what was typed stays, and is decided
    /// on what stands now.
    fn tell_changes(&mut self, shared: &Shared, view: &CaseView) {
        let expected = match &self.panel {
            Some(Panel::Step(form)) => form.expected,
            Some(Panel::Correct(correction, _)) => correction.expected,
            Some(Panel::Undo(undoing)) => undoing.expected,
            _ => return,
        };
        if view.case.revision <= expected || self.number != Some(view.case.number) {
            return;
        }
        let before = self.view.as_deref();
        let message = changes(shared, before, view, expected, self.disclosure.revealed);
        match &mut self.panel {
            Some(Panel::Step(form)) => {
                form.expected = view.case.revision;
                form.message = Some(message);
            }
            Some(Panel::Correct(correction, why)) => {
                correction.renew(view);
                *why = Some(message);
            }
            Some(Panel::Undo(undoing)) => {
                undoing.expected = view.case.revision;
                undoing.message = Some(message);
            }
            _ => {}
        }
    }

    /// What was written here was seen here: a form that is opened before the case has come anew is no
    /// later than that.
    fn see_own(&mut self, done: &Done) {
        if let (Done::Stepped { number, revision }, Some(view)) = (done, &mut self.view)
            && view.case.number == *number
        {
            view.case.revision = view.case.revision.max(*revision);
        }
    }

    /// Takes what came of a step or a correction; what was typed stays unless it was done.
    pub(super) fn written(&mut self, shared: &Shared, outcome: CommitResult) -> Response {
        let handing = std::mem::take(&mut self.handing);
        match outcome {
            CommitResult::Done(done) | CommitResult::Known(done) => {
                self.see_own(&done);
                let finished = self.form_name().map(Intent::Finished);
                let what = match self.panel.take() {
                    Some(Panel::Step(form)) => form.names(&shared.words),
                    Some(Panel::Undo(_)) => shared.words.code("step", "undo"),
                    // The list stays, for the next item.
                    Some(Panel::Checklist(menu)) => {
                        self.panel = Some(Panel::Checklist(menu));
                        shared.words.code("step", ChecklistKind::Tick.code())
                    }
                    _ if handing => shared.words.code("step", "assign"),
                    _ => shared.words.code("step", "correct"),
                };
                let number = self.number.map_or(String::new(), |it| it.to_string());
                let args = [("what", what.into()), ("number", number.into())];
                let mut outcome =
                    Response::tell(Tone::Good, shared.words.say_with("case-done", &args));
                outcome.intents.extend(finished);
                outcome
            }
            CommitResult::Refused(refusal) => {
                match &mut self.panel {
                    Some(Panel::Step(form)) => form.refuse(refusal, &shared.words),
                    Some(Panel::Correct(_, message)) => {
                        *message = Some(shared.words.refusal(&refusal));
                    }
                    Some(Panel::Undo(undoing)) => {
                        undoing.message = Some(shared.words.refusal(&refusal));
                    }
                    _ => return Response::tell(Tone::Bad, shared.words.refusal(&refusal)),
                }
                Response::used()
            }
            CommitResult::Conflict { .. } if handing || self.is_ticking() => {
                let refusal = Refusal::new(Reason::ChangedMeanwhile);
                let message = Response::tell(Tone::Bad, shared.words.refusal(&refusal));
                message.and(self.reload())
            }
            // What the other window did is told as soon as it is read.
            CommitResult::Conflict { .. } => self.reload(),
            CommitResult::Skipped { .. } => Response::used(),
        }
    }
}

fn failed(shared: &Shared, answer: &Answer) -> Response {
    let Answer::Failed(reason) = answer else {
        return Response::used();
    };
    let args = [("reason", reason.as_str().into())];
    Response::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
}
