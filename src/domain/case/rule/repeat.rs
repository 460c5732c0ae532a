//! 重复来访: what happened to a matter between one time that it was raised and the next. It stands
//! on the matter, never on the person.

use chrono::NaiveDate;

use crate::domain::case::fact::state::Case;
use crate::domain::moment::Moment;

codes! {
    /// What came of a matter after it was raised.
    Since {
        /// 未答复
        Unanswered = "unanswered",
        /// 已告知受理情况
        Notified = "told",
        /// 已引导
        Guided = "guided",
        /// 不予受理
        Declined = "declined",
        /// 已送达处理意见
        Answered = "answered",
        /// 已达成协议
        Agreed = "agreed",
    }
}

/// A matter that was raised again: how often, and what came of the time before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// How many times it was raised, at least 2.
    pub times: u32,
    /// What came between the last time but one and the last.
    pub last: Since,
}

impl Case {
    /// Tells how often the matter was raised; `None` when only once.
    pub fn repeat(&self) -> Option<Repeat> {
        let visits = self.all_visits().into_iter();
        let mut times: Vec<Moment> = visits.filter_map(|it| it.received_at).collect();
        times.sort_unstable();
        let [.., before, last] = times.as_slice() else {
            return None;
        };
        Some(Repeat {
            times: u32::try_from(times.len()).unwrap_or(u32::MAX),
            last: self.between(before.date(), Some(last.date())),
        })
    }

    /// Tells what came of the matter since it was raised last.
    pub fn since_last(&self) -> Since {
        let last = self
            .all_visits()
            .iter()
            .filter_map(|it| it.received_at)
            .max();
        self.between(last.unwrap_or(self.registered_at).date(), None)
    }

    /// What was answered from `from` on, before `to`; the weightiest counts.
    fn between(&self, from: NaiveDate, to: Option<NaiveDate>) -> Since {
        let fell = |day: Option<NaiveDate>| {
            day.is_some_and(|day| day >= from && to.is_none_or(|to| day < to))
        };
        if fell(self.agreement.as_ref().map(|it| it.on)) {
            Since::Agreed
        } else if fell(self.delivered.as_ref().map(|it| it.on)) {
            Since::Answered
        } else if fell(self.declined.as_ref().map(|it| it.on)) {
            Since::Declined
        } else if fell(self.guided.as_ref().map(|it| it.on)) {
            Since::Guided
        } else if fell(self.notice.as_ref().map(|it| it.on)) {
            Since::Notified
        } else {
            Since::Unanswered
        }
    }
}
