//! Keeping a merge or a split, and what the store answers.

use crate::app::answer::{Answer, Reply};
use crate::app::effect::{Effect, Request};
use crate::app::merge::{Side, Stage, State, asked, bad, refused};
use crate::app::merging::Merging;
use crate::app::named_case::several;
use crate::app::part::{Intent, Notice, Response, Tone};
use crate::app::shared::Shared;
use crate::domain::act::{Action, CommitResult};
use crate::domain::merge::{Comparison, Merge, Split, taken};
use crate::domain::refusal::Reason;
use crate::domain::view::PersonView;

impl State {
    pub(super) fn save(&mut self, shared: &Shared) -> Response {
        if self.writes.is_waiting() {
            return Response::used();
        }
        let action = match (&self.stage, &self.going, &self.standing) {
            (Stage::Preview(lines, _), Some(going), Some(standing)) => {
                merge_of(lines, going, standing)
            }
            (Stage::Splitting(parts, at), ..) => match parts.get(*at) {
                Some(Merging::Person(id)) => Some(Action::Split(Split::Person(*id))),
                // Its revision is asked first: the split is of what stands now.
                Some(part @ Merging::Case(_)) => {
                    let request = asked(*part);
                    return Response::effect(Effect::Store(self.second.draw(), request));
                }
                None => None,
            },
            _ => None,
        };
        match action {
            Some(action) => {
                let request = Request::Commit(vec![action]);
                Response::effect(Effect::Store(self.writes.draw(), request))
            }
            None => self.choose_or_tell(shared),
        }
    }

    fn choose_or_tell(&mut self, shared: &Shared) -> Response {
        match &self.stage {
            Stage::Choosing(_) => self.choose(shared),
            Stage::Preview(..) | Stage::Splitting(..) => refused(shared, Reason::NotMerged),
        }
    }

    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        let (first, second) = (self.first.takes(ticket), self.second.takes(ticket));
        let (finds, writes) = (self.finds.takes(ticket), self.writes.takes(ticket));
        let side = match reply.answer {
            Answer::Found(rows) if finds => {
                self.rows = rows;
                self.rows
                    .retain(|row| Merging::Person(row.hit.person) != self.what);
                return Response::used();
            }
            Answer::Outcomes(outcomes) if writes => {
                return match outcomes.into_iter().next() {
                    Some(CommitResult::Done(_) | CommitResult::Known(_)) => self.done(shared),
                    Some(CommitResult::Refused(refusal)) => bad(shared.words.refusal(&refusal)),
                    Some(CommitResult::Conflict { .. }) => self.renew(shared),
                    Some(CommitResult::Skipped { .. }) | None => Response::used(),
                };
            }
            Answer::Failed(reason) if first || second || finds || writes => {
                let args = [("reason", reason.into())];
                return bad(shared.words.say_with("desk-reply-failed", &args));
            }
            Answer::Meant(cases) if second => {
                return match cases[..] {
                    [number] => {
                        if let Stage::Choosing(field) = &mut self.stage {
                            field.set(&number.to_string());
                        }
                        self.take(shared, Merging::Case(number))
                    }
                    [] => refused(shared, Reason::NotFound),
                    _ => bad(several(shared, &cases)),
                };
            }
            Answer::Case(Some(view)) if view.row.locked => {
                return refused(shared, Reason::NotForThisViewer);
            }
            Answer::Case(Some(view)) => Side::Case(view),
            Answer::Person(Some(view)) => Side::Person(view),
            Answer::Case(None) | Answer::Person(None) if first || second => {
                return refused(shared, Reason::NotFound);
            }
            _ => return Response::used(),
        };
        if first {
            self.first_came(side);
        } else if second {
            return self.second_came(side);
        }
        Response::used()
    }

    fn first_came(&mut self, side: Side) {
        if let Stage::Splitting(parts, _) = &mut self.stage {
            *parts = match &side {
                Side::Case(view) if view.case.merge.into.is_some() => vec![side.name()],
                Side::Case(view) => {
                    let parts = view.case.merge.absorbed.iter();
                    parts.map(|part| Merging::Case(part.number)).collect()
                }
                Side::Person(view) => {
                    let parts = view.person.merge.absorbed.iter();
                    parts.map(|(id, _)| Merging::Person(*id)).collect()
                }
            };
        }
        self.what = side.name();
        self.going = Some(side);
        if self.standing.is_some() {
            self.compare();
        }
    }

    fn second_came(&mut self, side: Side) -> Response {
        if let (Stage::Splitting(..), Side::Case(view)) = (&self.stage, &side) {
            let split = Split::Case {
                number: view.case.number,
                expected: view.case.revision,
            };
            let request = Request::Commit(vec![Action::Split(split)]);
            return Response::effect(Effect::Store(self.writes.draw(), request));
        }
        self.standing = Some(side);
        self.compare();
        Response::used()
    }

    /// Somebody changed one of both: they are compared again.
    fn renew(&mut self, shared: &Shared) -> Response {
        let (Some(going), Some(standing)) = (&self.going, &self.standing) else {
            return bad(shared.words.say("merge-changed"));
        };
        let (going, standing) = (asked(going.name()), asked(standing.name()));
        bad(shared.words.say("merge-changed"))
            .and_effect(Effect::Store(self.first.draw(), going))
            .and_effect(Effect::Store(self.second.draw(), standing))
    }

    fn done(&self, shared: &Shared) -> Response {
        let text = match (&self.stage, &self.going, &self.standing) {
            (Stage::Splitting(parts, at), ..) => {
                let part = parts.get(*at).map_or_else(String::new, Merging::to_string);
                shared
                    .words
                    .say_with("merge-split-done", &[("part", part.into())])
            }
            (_, Some(going), Some(standing)) => shared.words.say_with(
                "merge-done",
                &[
                    ("going", going.name().to_string().into()),
                    ("standing", standing.name().to_string().into()),
                ],
            ),
            _ => String::new(),
        };
        let tone = Tone::Good;
        let mut outcome = Response::intent(Intent::Close);
        // The Finder below shows the two as they were.
        if matches!(self.what, Merging::Person(_)) {
            outcome = outcome.and_intent(Intent::Close);
        }
        outcome.and_intent(Intent::Tell(Notice { tone, text }))
    }
}

fn merge_of(lines: &[Comparison], going: &Side, standing: &Side) -> Option<Action> {
    let merge = match (going, standing) {
        (Side::Case(from), Side::Case(into)) => Merge::Cases {
            from: from.case.number,
            into: into.case.number,
            expected: (from.case.revision, into.case.revision),
        },
        (Side::Person(from), Side::Person(into)) => {
            let length = |view: &PersonView| view.history.last().map_or(0, |entry| entry.seq);
            Merge::Persons {
                from: from.id,
                into: into.id,
                took: taken(lines),
                expected: (length(from), length(into)),
            }
        }
        _ => return None,
    };
    Some(Action::Merge(merge))
}
