//! What one order gives to the three rates: contacted in time, solved, satisfied. Whoever was not
//! asked, or did not say, stands apart; he never counts as satisfied.

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clock::order::contact_rule;
use crate::domain::case::fact::order::state::OrderState;
use crate::domain::case::fact::order::step::{OrderCallBack, OrderRating, Solved};
use crate::domain::case::fact::state::Case;
use crate::domain::deadline::compute::compute;
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;

impl OrderCallBack {
    /// Tells whether the caller says that it is solved; `None` where he did not say.
    pub const fn is_solved(&self) -> Option<bool> {
        match self.solved {
            Solved::Yes => Some(true),
            Solved::No => Some(false),
            Solved::Unsaid => None,
        }
    }

    /// Tells whether he is satisfied, basically counting; `None` where he did not rate.
    pub const fn is_satisfied(&self) -> Option<bool> {
        match self.rating {
            OrderRating::Satisfied | OrderRating::Basically => Some(true),
            OrderRating::Dissatisfied => Some(false),
            OrderRating::Unrated => None,
        }
    }

    /// Tells whether the order may come back to be done again.
    pub fn is_bad(&self) -> bool {
        self.is_solved() == Some(false) || self.is_satisfied() == Some(false)
    }
}

impl OrderState {
    /// 响应率: whether the city office heard that the caller was contacted in time; `None` while
    /// nobody called back.
    pub fn responded(&self) -> Option<bool> {
        self.call_back().map(|it| it.contacted)
    }

    /// 解决率: whether the caller says that it is solved; `None` while nobody called back, or he did
    /// not say.
    pub fn solved(&self) -> Option<bool> {
        self.call_back().and_then(OrderCallBack::is_solved)
    }

    /// 满意率: whether he is satisfied, basically counting; `None` is unrated.
    pub fn satisfied(&self) -> Option<bool> {
        self.call_back().and_then(OrderCallBack::is_satisfied)
    }
}

impl Case {
    /// Tells by the desk's own record whether the caller was reached within the hours of the first
    /// contact; `None` for a case without an order and while the hours still run. An answer on an
    /// earlier day than the last hour counts as contact.
    pub fn contacted_in_time(
        &self,
        calendar: &WorkingCalendar,
        settings: &Settings,
        now: Moment,
    ) -> Option<bool> {
        let rule = contact_rule(self.matter.urgency);
        let last = compute(rule, self.own_order_at()?, calendar, settings).raw;
        if let Some(at) = self.order.contacted_at() {
            return Some(!last.is_past(at));
        }
        if self.order.answered_on().is_some_and(|on| on < last.date()) {
            return Some(true);
        }
        last.is_past(now).then_some(false)
    }
}
