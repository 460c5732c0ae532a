//! 办结: what the end of a matter leaves: its withdrawal, the call-back, reopening, how content the
//! person is. Nobody who was not asked counts as satisfied.

use chrono::NaiveDate;

use crate::domain::case::fact::kind::{Choice, Confirmed, Day, LooseText, Optional, Text};
use crate::domain::codes::Status;

codes! {
    /// How a withdrawal was given.
    WithdrawalForm: "withdrawal" {
        /// 书面
        Written = "written",
        /// 口头
        Oral = "oral",
    }
}

codes! {
    /// About whom the person is asked how content he is.
    Rated {
        /// 责任单位
        Unit = "unit",
        /// 信访部门
        Office = "office",
    }
}

codes! {
    /// 满意度: what the person answered when he was asked.
    Satisfaction: "satisfaction" {
        /// 满意
        Satisfied = "satisfied",
        /// 基本满意
        Basically = "basically",
        /// 不满意
        Dissatisfied = "dissatisfied",
        /// 未联系上: asked after, but not reached
        NotReached = "not_reached",
    }
}

steps! {
    /// A step about the end of a matter.
    ClosingStep: ClosingKind {
        /// 当场答复: a question was answered at the counter; it ends the matter.
        OnTheSpot = "on_the_spot" {
            /// On which day.
            on: Day,
            /// What was answered.
            answer: Text,
        },
        /// 撤回后的回访: somebody independent asked whether the withdrawal is the person's own.
        CallBack = "call_back" {
            /// On which day.
            on: Day,
            /// Whether he confirmed it; if not, the matter is open again.
            confirmed: Confirmed,
            /// What he said.
            statement = "said": Text,
        },
        /// 重新办理: a withdrawn, agreed or struck-off matter is open again.
        Reopen = "reopen" {
            /// On which day.
            on: Day,
            /// Why.
            reason: Text,
        },
        /// 满意度回访.
        Satisfaction = "satisfaction" {
            /// On which day.
            on: Day,
            /// What he answered about the responsible unit; until both were asked apart, about how
            /// his matter was dealt with, which is the unit's work.
            satisfaction: Optional<Choice<Satisfaction>>,
            /// What he said.
            statement = "said": LooseText,
            /// What he answered about the petition office.
            office = "office_satisfaction": Optional<Choice<Satisfaction>>,
        } asks [office_satisfaction, satisfaction] shows [on, office_satisfaction, satisfaction],
    }
}

/// What the end of a matter left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClosingState {
    /// The withdrawal that stands; `None` for one of an old store, whose form nobody wrote down.
    pub withdrawal: Option<Withdrew>,
    /// The review in which it stood when it was struck off.
    pub struck_from: Option<Status>,
    /// 回访 after the last withdrawal.
    pub call_back: Option<CallBack>,
    /// 重新办理, each time.
    pub reopened: Vec<Reopened>,
    /// The day of the first withdrawal, where it was given again, in writing after by word.
    pub withdrawn_first: Option<NaiveDate>,
    /// The first day on which the person heard of it, where that was before it was opened again.
    pub contacted_first: Option<NaiveDate>,
    /// 满意度 as asked last; `None` is unrated, or reopened since.
    pub rating: Option<Rating>,
    /// 满意度 as answered first, where it was asked again or reopened since: the figures count that
    /// one.
    pub rated_first: Option<Rating>,
}

impl ClosingState {
    /// Keeps an answer that is no longer the last as the first; of each of the two the first answer
    /// stays. Who was not reached has not answered.
    pub(in crate::domain::case) fn keep_first(&mut self, before: Option<Rating>) {
        if let Some(before) = before.filter(Rating::is_reached) {
            self.rated_first = Some(match self.rated_first.take() {
                Some(first) => first.filled_by(&before),
                None => before,
            });
        }
    }

    /// Gives the rating that counts: the first that was answered, else the last attempt to ask.
    pub const fn first_rating(&self) -> Option<&Rating> {
        match &self.rated_first {
            Some(first) => Some(first),
            None => self.rating.as_ref(),
        }
    }

    /// Takes a rating down.
    pub(in crate::domain::case) fn rate(&mut self, rating: &Rating) {
        let before = self.rating.replace(rating.clone());
        self.keep_first(before);
        if let Some(first) = self.rated_first.take() {
            self.rated_first = Some(first.filled_by(rating));
        }
    }
}

/// How a matter was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrew {
    /// Written or oral.
    pub form: WithdrawalForm,
    /// Who wrote it down.
    pub by: String,
    /// The state before, to which the matter returns when it is reopened.
    pub before: Status,
}

/// 回访 after a withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBack {
    /// On which day.
    pub on: NaiveDate,
    /// Who asked.
    pub by: String,
    /// Whether the person confirmed it.
    pub confirmed: bool,
    /// What he said.
    pub statement: String,
}

/// 重新办理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopened {
    /// On which day.
    pub on: NaiveDate,
    /// Who reopened it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// 满意度.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// On which day.
    pub on: NaiveDate,
    /// Who asked.
    pub by: String,
    /// What was answered about the responsible unit; `None` is unrated.
    pub answer: Option<Satisfaction>,
    /// What was answered about the petition office; `None` is unrated.
    pub office: Option<Satisfaction>,
    /// What the person said.
    pub statement: String,
}

impl Rating {
    /// Adds what another rating answers where this one has no answer.
    fn filled_by(self, other: &Self) -> Self {
        let of = |whom| self.answered(whom).or_else(|| other.answered(whom));
        Self {
            answer: of(Rated::Unit),
            office: of(Rated::Office),
            ..self
        }
    }

    /// Gives what was written down about one of the two.
    pub const fn about(&self, whom: Rated) -> Option<Satisfaction> {
        match whom {
            Rated::Unit => self.answer,
            Rated::Office => self.office,
        }
    }

    /// Gives what the person said about one of the two; nothing where he was not reached.
    pub fn answered(&self, whom: Rated) -> Option<Satisfaction> {
        self.about(whom)
            .filter(|answer| *answer != Satisfaction::NotReached)
    }

    /// Tells whether he was spoken with.
    pub fn is_reached(&self) -> bool {
        Rated::ALL.iter().any(|whom| self.answered(*whom).is_some())
    }
}
