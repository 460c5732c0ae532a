//! What may be done to a call, and what follows from it.

use super::super::moment::Moment;
use super::super::refusal::{Reason, Refusal};
use super::super::viewer::Viewer;
use super::state::{Call, CallCard, CallFact, CallOutcome, Caller, Try};
use crate::domain::case::fact::state::Case;

/// What a call is decided with.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// Who decides.
    pub viewer: &'a Viewer,
    /// The present.
    pub now: Moment,
    /// The case that the call became, or that the fact is about, where it is known.
    pub case: Option<&'a Case>,
}

impl Call {
    /// Takes a call down.
    ///
    /// # Errors
    /// Refuses one of which nothing is known, one that ends before it begins or lies ahead, a
    /// call-back without a reason, and a case that is not there or not open to the viewer.
    pub fn open(card: &CallCard, desk: Desk<'_>) -> Result<Self, Refusal> {
        if card.note.trim().is_empty() && !is_known(&card.caller) {
            return Err(Refusal::about("note", Reason::Missing));
        }
        if card.started_at > desk.now || card.ended_at > desk.now {
            return Err(Refusal::about("started_at", Reason::InTheFuture));
        }
        if card.ended_at < card.started_at {
            let day = card.started_at.date();
            return Err(Refusal::about("ended_at", Reason::Before(day)));
        }
        may_come(&card.outcome, card, desk)?;
        Ok(Self::begun(card))
    }

    fn begun(card: &CallCard) -> Self {
        Self {
            card: card.clone(),
            tries: Vec::new(),
            done: None,
        }
    }

    /// Gives the call after all of its history; `None` when that does not start with its
    /// beginning.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a CallFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let Some(CallFact::Opened(card)) = facts.next() else {
            return None;
        };
        Some(facts.fold(Self::begun(card), |call, fact| call.evolve(fact)))
    }

    /// Decides what is done to a call.
    ///
    /// # Errors
    /// Refuses everything about a case that is not open to the viewer (条例 30 ¶3), a try where no
    /// call-back is owed, another outcome once a case stands, and what says nothing.
    pub fn apply(&self, fact: &CallFact, desk: Desk<'_>) -> Result<Self, Refusal> {
        self.check(fact, desk)?;
        Ok(self.evolve(fact))
    }

    fn check(&self, fact: &CallFact, desk: Desk<'_>) -> Result<(), Refusal> {
        if self.case().is_some() && !desk.case.is_some_and(|case| case.is_open_to(desk.viewer)) {
            return Err(Refusal::about("case", Reason::NotForThisViewer));
        }
        let required = |field, text: &str| {
            if text.trim().is_empty() {
                Err(Refusal::about(field, Reason::Missing))
            } else {
                Ok(())
            }
        };
        match fact {
            CallFact::Opened(_) => Err(Refusal::new(Reason::AlreadyKnown)),
            CallFact::Noted(note) => required("note", note),
            CallFact::Ended(_) | CallFact::Registered(_) if self.case().is_some() => {
                Err(Refusal::about("case", Reason::AlreadyKnown))
            }
            CallFact::Ended(outcome) if *outcome == self.card.outcome && self.done.is_none() => {
                Err(Refusal::about("outcome", Reason::NothingChanged))
            }
            CallFact::Ended(outcome) => may_come(outcome, &self.card, desk),
            CallFact::Registered(_) => Ok(()),
            CallFact::CallBackTried { .. } | CallFact::Done(_)
                if self.call_back_due().is_none() =>
            {
                Err(Refusal::new(Reason::NoCallBack))
            }
            CallFact::CallBackTried { at, .. } if *at > desk.now => {
                Err(Refusal::about("at", Reason::InTheFuture))
            }
            CallFact::CallBackTried { at, .. } if *at < self.card.started_at => {
                let day = self.card.started_at.date();
                Err(Refusal::about("at", Reason::Before(day)))
            }
            CallFact::CallBackTried {
                reached: true,
                statement: came,
                ..
            } => required("said", came),
            CallFact::CallBackTried {
                again: Some(again), ..
            } if *again < desk.now => Err(Refusal::about("again", Reason::Before(desk.now.date()))),
            CallFact::CallBackTried { .. } => Ok(()),
            CallFact::Done(why) => required("said", why),
            CallFact::Corrected { caller, note } => {
                if **caller == self.card.caller && *note == self.card.note {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                if is_known(caller) {
                    return Ok(());
                }
                required("note", note)
            }
        }
    }

    /// Gives the call after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(&self, fact: &CallFact) -> Self {
        let mut next = self.clone();
        match fact {
            CallFact::Opened(card) => return Self::begun(card),
            CallFact::Noted(note) => {
                if !next.card.note.is_empty() {
                    next.card.note.push('\n');
                }
                next.card.note.push_str(note);
            }
            CallFact::Ended(outcome) => {
                next.card.outcome = outcome.clone();
                next.done = None;
            }
            CallFact::CallBackTried {
                at,
                reached,
                statement,
                again,
            } => {
                next.tries.push(Try {
                    at: *at,
                    reached: *reached,
                    statement: statement.clone(),
                });
                if *reached {
                    next.done = Some(statement.clone());
                } else if let (Some(again), CallOutcome::CallBack { by, .. }) =
                    (again, &mut next.card.outcome)
                {
                    *by = *again;
                }
            }
            CallFact::Done(statement) => next.done = Some(statement.clone()),
            CallFact::Corrected { caller, note } => {
                next.card.caller = (**caller).clone();
                next.card.note.clone_from(note);
            }
            CallFact::Registered(case) => next.card.outcome = CallOutcome::Case(Some(*case)),
        }
        next
    }

    /// Gives the call as it stands where its case may not be read: when it was, and how it stands.
    /// The case's own number beside that minute would tell when and how an accusation came.
    #[must_use]
    pub fn sealed(&self) -> Self {
        let mut sealed = self.clone();
        sealed.card.caller = Caller::default();
        sealed.card.note.clear();
        for one in &mut sealed.tries {
            one.statement.clear();
        }
        if let Some(done) = &mut sealed.done {
            done.clear();
        }
        sealed.card.outcome = CallOutcome::Case(None);
        sealed
    }
}

fn is_known(caller: &Caller) -> bool {
    let details = [&caller.number, &caller.name, &caller.village];
    details.iter().any(|text| !text.trim().is_empty())
}

fn may_come(outcome: &CallOutcome, card: &CallCard, desk: Desk<'_>) -> Result<(), Refusal> {
    match outcome {
        CallOutcome::CallBack { by, .. } if *by < card.started_at => {
            let day = card.started_at.date();
            Err(Refusal::about("by", Reason::Before(day)))
        }
        CallOutcome::CallBack { .. } if !is_known(&card.caller) => {
            Err(Refusal::about("number", Reason::NobodyToCall))
        }
        CallOutcome::PassedOn { to } if to.trim().is_empty() => {
            Err(Refusal::about("to", Reason::Missing))
        }
        CallOutcome::Case(Some(number)) => match desk.case {
            Some(case) if case.number != *number => Err(Refusal::about("case", Reason::NotFound)),
            Some(case) if case.is_open_to(desk.viewer) => Ok(()),
            Some(_) => Err(Refusal::about("case", Reason::NotForThisViewer)),
            None => Err(Refusal::about("case", Reason::NotFound)),
        },
        CallOutcome::Answered
        | CallOutcome::CallBack { .. }
        | CallOutcome::Case(None)
        | CallOutcome::PassedOn { .. } => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::number::CaseNumber;

    const START: &str = "2026-11-25T09:00:00+08:00";

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn card(number: &str, note: &str, outcome: CallOutcome) -> CallCard {
        CallCard {
            caller: Caller {
                number: number.to_owned(),
                ..Caller::default()
            },
            started_at: at(START),
            ended_at: at(START).plus_seconds(95),
            note: note.to_owned(),
            outcome,
        }
    }

    fn call_back(by: &str) -> CallOutcome {
        CallOutcome::CallBack {
            by: at(by),
            what: "低保何时发".to_owned(),
        }
    }

    fn decide(call: Option<&Call>, fact: &CallFact) -> Result<Call, Refusal> {
        let viewer = Viewer::new("王芳");
        let desk = Desk {
            viewer: &viewer,
            now: at("2026-11-25T10:00:00+08:00"),
            case: None,
        };
        match (call, fact) {
            (None, CallFact::Opened(card)) => Call::open(card, desk),
            (Some(call), fact) => call.apply(fact, desk),
            (None, _) => panic!("not begun"),
        }
    }

    #[test]
    fn a_call_is_taken_down_unless_nothing_is_known_of_it() {
        let passed = |to: &str| CallOutcome::PassedOn { to: to.to_owned() };
        let number = CaseNumber { year: 2026, run: 1 };
        for (number, note, outcome, refused) in [
            ("", "问低保", CallOutcome::Answered, None),
            ("13800001234", "", CallOutcome::Answered, None),
            (
                "",
                " ",
                CallOutcome::Answered,
                Some(("note", Reason::Missing)),
            ),
            ("13800001234", "", call_back("2026-11-26T09:00"), None),
            (
                "13800001234",
                "",
                call_back("2026-11-24T09:00"),
                Some(("by", Reason::Before("2026-11-25".parse().unwrap()))),
            ),
            (
                "",
                "问低保",
                call_back("2026-11-26T09:00"),
                Some(("number", Reason::NobodyToCall)),
            ),
            ("", "路灯", passed(""), Some(("to", Reason::Missing))),
            ("", "路灯", passed("供电所"), None),
            ("", "路灯", CallOutcome::Case(None), None),
            (
                "",
                "路灯",
                CallOutcome::Case(Some(number)),
                Some(("case", Reason::NotFound)),
            ),
        ] {
            let came = decide(
                None,
                &CallFact::Opened(Box::new(card(number, note, outcome))),
            );
            let came = came.err().map(|it| (it.field.unwrap(), it.reason));
            assert_eq!(came, refused, "{number} {note}");
        }
    }

    #[test]
    fn a_call_back_is_owed_until_somebody_was_reached_or_it_is_ended() {
        let tried = |reached, statement: &str, again: Option<&str>| CallFact::CallBackTried {
            at: at("2026-11-25T09:50:00+08:00"),
            reached,
            statement: statement.to_owned(),
            again: again.map(at),
        };
        let opened = CallFact::Opened(Box::new(card(
            "13800001234",
            "问低保",
            call_back("2026-11-25T11:00"),
        )));
        let call = decide(None, &opened).unwrap();
        assert_eq!(
            (call.call_back_due(), call.seconds()),
            (Some(at("2026-11-25T11:00")), 95)
        );
        let again = tried(false, "", Some("2026-11-25T15:00"));
        let later = decide(Some(&call), &again).unwrap();
        assert_eq!(later.call_back_due(), Some(at("2026-11-25T15:00")));
        let refused = decide(Some(&later), &tried(true, "", None)).unwrap_err();
        assert_eq!(refused, Refusal::about("said", Reason::Missing));
        let reached = tried(true, "已说明", None);
        let done = decide(Some(&later), &reached).unwrap();
        assert!(!done.is_open());
        assert_eq!(done.tries.len(), 2);
        let refused = decide(Some(&done), &CallFact::Done("x".to_owned())).unwrap_err();
        assert_eq!(refused.reason, Reason::NoCallBack);
        assert_eq!(Call::replay([&opened, &again, &reached]), Some(done));
    }

    #[test]
    fn where_its_case_may_not_be_read_nothing_of_a_call_is_left_but_its_times() {
        let number = CaseNumber { year: 2026, run: 1 };
        let card = card("13800001234", "举报村会计", CallOutcome::Case(Some(number)));
        let call = Call::begun(&card);
        let sealed = call.sealed();
        assert_eq!(sealed.case(), None);
        assert_eq!(sealed.card.caller, Caller::default());
        assert_eq!((sealed.card.note.as_str(), sealed.seconds()), ("", 95));
        let viewer = Viewer::new("王芳");
        let desk = Desk {
            viewer: &viewer,
            now: at("2026-11-25T10:00:00+08:00"),
            case: None,
        };
        let refused = call.apply(&CallFact::Noted("x".to_owned()), desk);
        assert_eq!(refused.unwrap_err().reason, Reason::NotForThisViewer);
    }
}
