//! What the steps of a work order left: each of them, in order.

use chrono::NaiveDate;

use crate::domain::case::fact::order::close::CloseAsked;
use crate::domain::case::fact::order::step::{
    OfficeAnswer, OrderCallBack, OrderManner, OrderOutcome, OrderStep,
};
use crate::domain::moment::Moment;

/// The work order of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderState {
    /// The steps.
    pub taken: Vec<OrderStep>,
}

/// 工单答复.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderAnswer<'a> {
    /// On which day.
    pub on: NaiveDate,
    /// A result, or an explanation with a plan.
    pub outcome: OrderOutcome,
    /// The result or the explanation.
    pub answer: &'a str,
    /// The plan.
    pub plan: &'a str,
}

/// Something that the city office was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<T> {
    /// What was asked.
    pub what: T,
    /// What the office answered, and on which day.
    pub answer: Option<(NaiveDate, OfficeAnswer)>,
}

impl<T> Asked<T> {
    /// Gives the day on which the office agreed.
    pub fn agreed_on(&self) -> Option<NaiveDate> {
        self.answer
            .filter(|(_, answer)| *answer == OfficeAnswer::Agreed)
            .map(|(on, _)| on)
    }

    /// Tells whether the office refused.
    pub fn is_refused(&self) -> bool {
        self.answer
            .is_some_and(|(_, answer)| answer == OfficeAnswer::Refused)
    }
}

impl OrderState {
    fn last<T>(&self, pick: impl Fn(&OrderStep) -> Option<T>) -> Option<T> {
        self.taken.iter().rev().find_map(pick)
    }

    /// Gives the steps since the order came back for the last time.
    fn round(&self) -> &[OrderStep] {
        let redo = |step: &OrderStep| matches!(step, OrderStep::Redo { .. });
        let from = self.taken.iter().rposition(redo).map_or(0, |at| at + 1);
        self.taken.get(from..).unwrap_or_default()
    }

    /// Gives when it was signed for, and how it had been given to the town.
    pub fn signed(&self) -> Option<(Moment, OrderManner)> {
        self.taken.iter().find_map(|step| match step {
            OrderStep::Sign { at, manner } => Some((*at, *manner)),
            _ => None,
        })
    }

    /// Gives when the caller was first reached.
    pub fn contacted_at(&self) -> Option<Moment> {
        let reached = self.taken.iter().filter_map(|step| match step {
            OrderStep::Contact {
                at, reached: true, ..
            } => Some(*at),
            _ => None,
        });
        reached.min()
    }

    /// Gives the return that was asked last: its day.
    pub fn asked_return(&self) -> Option<Asked<NaiveDate>> {
        let what = self.last(|step| match step {
            OrderStep::AskReturn { on, .. } => Some(*on),
            _ => None,
        })?;
        let answer = self.last(|step| match step {
            OrderStep::ReturnAnswered { on, answer } => Some((*on, *answer)),
            _ => None,
        });
        Some(Asked { what, answer })
    }

    /// 指定办理: tells whether it was assigned, at once or by refusing its return (潍12345 22).
    pub fn is_assigned(&self) -> bool {
        let at_once = self
            .signed()
            .is_some_and(|(_, manner)| manner == OrderManner::Assigned);
        at_once || self.asked_return().is_some_and(|it| it.is_refused())
    }

    /// Gives how many working days it was extended by.
    pub fn extended_by(&self) -> Option<u32> {
        self.last(|step| match step {
            OrderStep::Extend { days, .. } => Some(*days),
            _ => None,
        })
    }

    /// Gives the last day of a longer limit that the law of the matter sets.
    pub fn longer_limit(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            OrderStep::Limit { until, .. } => Some(*until),
            _ => None,
        })
    }

    /// Gives the answer that stands; none after the order came back.
    pub fn answer(&self) -> Option<OrderAnswer<'_>> {
        self.round().iter().rev().find_map(|step| match step {
            OrderStep::Answer {
                on,
                outcome,
                answer,
                plan,
            } => Some(OrderAnswer {
                on: *on,
                outcome: *outcome,
                answer,
                plan,
            }),
            _ => None,
        })
    }

    /// Gives the day of the answer that stands.
    pub fn answered_on(&self) -> Option<NaiveDate> {
        self.answer().map(|it| it.on)
    }

    /// Gives the call-back that was made last; it stands until the next one, also while the order is
    /// done again.
    pub fn call_back(&self) -> Option<&OrderCallBack> {
        self.taken.iter().rev().find_map(|step| match step {
            OrderStep::CallBack(it) => Some(it),
            _ => None,
        })
    }

    /// Tells whether the answer that stands was called back.
    pub fn is_called_back(&self) -> bool {
        let called = |step: &OrderStep| matches!(step, OrderStep::CallBack(_));
        self.round().iter().any(called)
    }

    /// Tells whether what stands may come back: it was called back as not solved or not content, or
    /// pressed.
    pub fn is_bad(&self) -> bool {
        let bad = |step: &OrderStep| match step {
            OrderStep::CallBack(it) => it.is_bad(),
            OrderStep::Press { .. } => true,
            _ => false,
        };
        self.round().iter().any(bad)
    }

    /// Gives the day on which it came back last.
    pub fn redone_on(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            OrderStep::Redo { on, .. } => Some(*on),
            _ => None,
        })
    }

    /// Gives how many times it was pressed (督办).
    pub fn pressed(&self) -> usize {
        let pressed = |step: &&OrderStep| matches!(step, OrderStep::Press { .. });
        self.taken.iter().filter(pressed).count()
    }

    /// Gives the closing that was asked last, with the answer that followed.
    pub fn asked_close(&self) -> Option<Asked<&CloseAsked>> {
        let asked = |step: &OrderStep| matches!(step, OrderStep::AskClose(_));
        let at = self.taken.iter().rposition(asked)?;
        let OrderStep::AskClose(what) = self.taken.get(at)? else {
            return None;
        };
        let answer = self.taken.iter().skip(at).find_map(|step| match step {
            OrderStep::CloseAnswered { on, answer } => Some((*on, *answer)),
            _ => None,
        });
        Some(Asked { what, answer })
    }

    /// Gives the day on which it left the town with the city office's consent: returned, or closed
    /// as one that the hotline does not take up.
    pub fn ended_on(&self) -> Option<NaiveDate> {
        let returned = self.asked_return().and_then(|it| it.agreed_on());
        returned.or_else(|| self.asked_close().and_then(|it| it.agreed_on()))
    }
}
