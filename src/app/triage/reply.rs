//! What the store answers to triage.

use crate::app::answer::{Answer, Reply};
use crate::app::part::{Intent, Notice, Response, Tone};
use crate::app::shared::Shared;
use crate::app::triage::{Handing, Row, State, rows};
use crate::domain::act::CommitResult;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Category;
use crate::domain::province::Purpose;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::TriageView;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let (ticket, answer) = (reply.ticket, reply.answer);
        if self.cases.takes(ticket) {
            return match answer {
                Answer::Triage(Some(view)) => self.take_view(shared, view),
                Answer::Triage(None) => Response::intent(Intent::Close),
                other => failed(shared, &other),
            };
        }
        if self.writes.takes(ticket) {
            return match answer {
                Answer::Outcomes(outcomes) => self.written(shared, &outcomes),
                other => failed(shared, &other),
            };
        }
        if self.pages.takes(ticket) {
            return match answer {
                Answer::Page(page) => {
                    let next = page.rows.iter().map(|row| row.number);
                    match next.into_iter().find(|it| !self.passed.contains(it)) {
                        Some(number) => {
                            self.number = number;
                            self.view = None;
                            self.form = rows();
                            self.scroll = 0;
                            self.message = None;
                            self.handing = Handing::Left;
                            Response::effect(self.ask())
                        }
                        None => Response::intent(Intent::Close)
                            .and_intent(tell(Tone::Good, shared.words.say("triage-no-more"))),
                    }
                }
                other => failed(shared, &other),
            };
        }
        Response::unused()
    }

    /// Takes the matter as it stands; what was chosen meanwhile stays.
    fn take_view(&mut self, shared: &Shared, view: Box<TriageView>) -> Response {
        if view.view.row.locked {
            let refusal = Refusal::new(Reason::NotForThisViewer);
            return Response::intent(Intent::Close)
                .and_intent(tell(Tone::Bad, shared.words.refusal(&refusal)));
        }
        if self.view.is_none() {
            self.fill(&view.view.case);
        }
        self.view = Some(view);
        let message = self.message.take();
        self.changed();
        self.message = message;
        for row in Row::ALL {
            let hint = self.hint(shared, row);
            if let Some(line) = self.form.line_mut(row) {
                line.hint = hint;
            }
        }
        if std::mem::take(&mut self.hasty) {
            return self.save(shared);
        }
        Response::used()
    }

    /// Fills in what stands; what was typed ahead stays.
    fn fill(&mut self, case: &Case) {
        let (matter, call) = (&case.matter, case.fast_lane.as_ref());
        for (row, code) in [
            (Row::Class, matter.class.code()),
            (Row::Category, matter.category.map_or("", Category::code)),
            (Row::Urgency, matter.urgency.code()),
            (Row::Difficulty, matter.difficulty.code()),
            (Row::Utility, call.map_or("", |call| call.utility.code())),
            (Row::Fault, call.map_or("", |call| call.fault.code())),
            (Row::Site, call.map_or("", |call| call.site.code())),
            (Row::Purpose, matter.purpose.map_or("", Purpose::code)),
        ] {
            if self.form.code(row).is_none() {
                self.form.fill(row, code);
            }
        }
        if self.form.text(Row::Content).is_empty() {
            let content = matter.content.as_deref().unwrap_or_default();
            self.form.fill(Row::Content, content);
        }
    }

    fn written(&mut self, shared: &Shared, outcomes: &[CommitResult]) -> Response {
        let refused = outcomes.iter().find_map(|outcome| match outcome {
            CommitResult::Refused(refusal) => Some(refusal.clone()),
            CommitResult::Done(_)
            | CommitResult::Known(_)
            | CommitResult::Conflict { .. }
            | CommitResult::Skipped { .. } => None,
        });
        let conflict = outcomes
            .iter()
            .any(|outcome| matches!(outcome, CommitResult::Conflict { .. }));
        if conflict {
            let refusal = Refusal::new(Reason::ChangedMeanwhile);
            self.message = Some(shared.words.refusal(&refusal));
            return Response::effect(self.ask());
        }
        if let Some(refusal) = refused {
            self.refuse(&refusal, shared);
            return Response::effect(self.ask());
        }
        let what = shared.words.code("step", "classify");
        let number = self.number.to_string();
        let args = [("what", what.into()), ("number", number.into())];
        let mut text = shared.words.say_with("case-done", &args);
        let unlisted = self.unlisted(shared);
        text.extend(unlisted.iter().flat_map(|it| ["；", it.as_str()]));
        let done = tell(Tone::Good, text);
        self.go_on().and_intent(done)
    }
}

fn tell(tone: Tone, text: String) -> Intent {
    Intent::Tell(Notice { tone, text })
}

fn failed(shared: &Shared, answer: &Answer) -> Response {
    let Answer::Failed(reason) = answer else {
        return Response::used();
    };
    let args = [("reason", reason.as_str().into())];
    let text = shared.words.say_with("desk-reply-failed", &args);
    Response::intent(tell(Tone::Bad, text))
}
