//! 凭编号和查询码查询: what one who has both may be told of his matter, and nothing of its content.

use chrono::NaiveDate;

use super::codes::Status;
use super::moment::Moment;
use super::number::CaseNumber;
use super::view::CaseView;

/// What the person was told or given before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// 书面告知: whether the matter is accepted.
    Notice,
    /// 引导: where it is dealt with instead.
    Guided,
    /// 送达: the decision.
    Delivered,
}

impl NoticeKind {
    /// Gives the code word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Guided => "guided",
            Self::Delivered => "delivered",
        }
    }
}

/// What may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// The matter's number.
    pub number: CaseNumber,
    /// The day on which it came; `None` where nobody knows it.
    pub received: Option<Moment>,
    /// How it stands.
    pub status: Status,
    /// 责任单位; none for what is kept secret.
    pub unit: Option<String>,
    /// What the person was told, and when.
    pub notices: Vec<(NoticeKind, NaiveDate)>,
    /// What comes next: the rule, and its last day.
    pub next: Option<(&'static str, NaiveDate)>,
}

impl Inquiry {
    /// Gives what may be told of a case that is asked after by `number`; of an accusation nothing
    /// but how it stands (条例 30 ¶3).
    pub fn of(number: CaseNumber, view: &CaseView) -> Self {
        let secret = view.row.is_secret();
        let case = &view.case;
        let mut notices = vec![
            (NoticeKind::Notice, case.notice.as_ref().map(|it| it.on)),
            (NoticeKind::Guided, case.guided.as_ref().map(|it| it.on)),
            (
                NoticeKind::Delivered,
                case.delivered.as_ref().map(|it| it.on),
            ),
        ];
        let clocks = view.clocks.iter();
        let open = clocks.filter(|clock| clock.met_on.is_none() && clock.is_for_the_visitor());
        let mut days: Vec<(&'static str, NaiveDate)> = open
            .map(|clock| (clock.deadline.rule.code(), clock.deadline.due.date()))
            .collect();
        if secret {
            notices.clear();
            days.clear();
        }
        Self {
            number,
            received: case.received_at(),
            status: view.row.status,
            unit: view.row.unit.clone().filter(|_| !secret),
            notices: notices
                .into_iter()
                .filter_map(|(what, on)| Some((what, on?)))
                .collect(),
            next: days.into_iter().min_by_key(|(_, day)| *day),
        }
    }
}
