//! 今日: who is on duty, what has come in, and what is to be seen to, section by section.

use chrono::NaiveTime;

use super::appointment::AppointmentView;
use super::call::view::CallView;
use super::duty::Unclosed;
use super::follow_up::FollowUpView;
use super::item::Item;
use super::joint::Pledge;
use super::meeting::task::GivenTask;
use super::moment::Moment;
use super::queue::CaseRow;
use super::subject::Subject;
use super::whistle::view::WhistleView;
use crate::domain::case::clock::mediation::Reminder;
use crate::domain::case::fact::checklist::CheckItem;

/// How many things a section shows; its count tells of all.
pub const SHOWN: usize = 5;

codes! {
    /// What is to be seen to, the most pressing first.
    Heading {
        /// 未收班: days whose reception is still to be closed
        Unclosed = "unclosed",
        /// 超期: open matters past the law's raw date
        Overdue = "overdue",
        /// 今日到期
        DueToday = "due_today",
        /// 未分类: open matters of which nobody has said yet which road they go
        Unclassed = "unclassed",
        /// 约访: who is expected today
        Appointment = "appointment",
        /// 提醒: what the viewer wanted to come back to
        FollowUp = "follow_up",
        /// 清单: what of a case's list is to be done by today
        Checklist = "checklist",
        /// 临期: due within the days of the reminder, today apart
        DueSoon = "due_soon",
        /// 待补收到日期: open matters of which nobody knows when they were received, so that no term of
        /// the law runs
        Undated = "undated",
        /// 司法确认: the last day on which both sides may ask the court
        Confirmation = "confirmation",
        /// 分期履行: parts of an agreement that are due
        Instalment = "instalment",
        /// 待回电: call-backs that are owed
        CallBack = "call_back",
        /// 哨: whistles that somebody has to see to
        Whistle = "whistle",
        /// 未报到: villages, areas and the town that owe a report of the round
        CheckIn = "check_in",
        /// 认领事项: what units took on in joint sessions
        Pledge = "pledge",
        /// 会议任务: what a meeting gave somebody to do
        Task = "task",
    }
}

/// When a section needs a hand; they stand on the page in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Today: it can still be in time.
    Today,
    /// Its day is past.
    Late,
    /// In the next days.
    Ahead,
}

impl Heading {
    /// Gives when what it holds needs a hand.
    pub const fn band(self) -> Band {
        match self {
            Self::Unclosed
            | Self::DueToday
            | Self::Unclassed
            | Self::CallBack
            | Self::Appointment
            | Self::FollowUp
            | Self::Checklist
            | Self::Whistle
            | Self::CheckIn => Band::Today,
            Self::Overdue => Band::Late,
            Self::DueSoon
            | Self::Undated
            | Self::Confirmation
            | Self::Instalment
            | Self::Pledge
            | Self::Task => Band::Ahead,
        }
    }
}

/// One thing of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aggregate {
    /// A matter with its day.
    Case(Box<CaseRow>),
    /// A day by which something in a mediation is to be done.
    Reminder(Box<CaseRow>, Reminder),
    /// What a unit took on.
    Pledge(Pledge),
    /// A call to which somebody rings back.
    Call(Box<CallView>),
    /// A whistle.
    Whistle(Box<WhistleView>),
    /// A place that owes a report of the round, by its name.
    Missing(String),
    /// A task of a meeting.
    Task(Box<GivenTask>),
    /// A day whose reception is still to be closed.
    Unclosed(Unclosed),
    /// A visitor who is expected.
    Appointment(Box<AppointmentView>),
    /// A reminder.
    FollowUp(Box<FollowUpView>),
    /// An item of a case's list.
    Check(Box<CaseRow>, CheckItem),
}

impl Aggregate {
    /// Gives what it is about; `None` for a place and for a task about nothing.
    pub fn item(&self) -> Option<Item> {
        match self {
            Self::Case(row) | Self::Reminder(row, _) | Self::Check(row, _) => {
                Some(Item::Case(row.number))
            }
            Self::Pledge(pledge) => Some(Item::Case(pledge.case)),
            Self::Call(view) => Some(Item::Call(view.id)),
            Self::Whistle(view) => Some(Item::Whistle(view.id)),
            Self::Missing(_) | Self::Unclosed(_) => None,
            Self::Appointment(view) => item_of(view.appointment.arranged.case),
            Self::FollowUp(view) => item_of(view.follow_up.recalled.about),
            Self::Task(given) => given.task.item,
        }
    }
}

fn item_of(subject: Option<Subject>) -> Option<Item> {
    match subject? {
        Subject::Item(item) => Some(item),
        Subject::Person(_) | Subject::Appointment(_) => None,
    }
}

/// A section of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it holds.
    pub heading: Heading,
    /// How many there are.
    pub count: u64,
    /// The first of them, at most [`SHOWN`].
    pub things: Vec<Aggregate>,
}

/// Today, as the store gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Today {
    /// 值班领导, where the rota names one.
    pub leader: Option<String>,
    /// The lawyer at the counter, where one is due today.
    pub lawyer: Option<String>,
    /// A lawyer is expected at the counter today.
    pub lawyer_day: bool,
    /// Visits received today.
    pub visits: u64,
    /// Open cases past the law's raw date.
    pub overdue: u64,
    /// Open cases due soon.
    pub due_soon: u64,
    /// Whistles without an answer.
    pub whistles: u64,
    /// 未收班: days whose reception is still to be closed.
    pub unclosed: u64,
    /// What is to be seen to; a section with nothing in it is left out.
    pub sections: Vec<Section>,
    /// 备份: how the daily copies went; `None` where no folder is set for them.
    pub backup: Option<BackupState>,
    /// 封存: when the last seal was made; `None` where there is none.
    pub sealed: Option<Moment>,
    /// How many accusations nobody reads who signs in; for administrators alone, 0 for others.
    pub unread: u64,
}

/// How the daily copies of the store went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupState {
    /// From which hour on a day's copy is made.
    pub from: NaiveTime,
    /// When the last one was made, and which file it is.
    pub last: Option<(Moment, String)>,
    /// The last attempt, where it failed.
    pub failed: Option<BackupFailure>,
}

/// A copy that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFailure {
    /// When.
    pub at: Moment,
    /// Why, in words.
    pub why: String,
}
