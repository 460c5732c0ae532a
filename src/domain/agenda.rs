//! 日历: all that stands on the days of a span, as a viewer may see it.

use chrono::NaiveDate;

use super::appointment::AppointmentView;
use super::duty::Roster;
use super::duty::rota::Dated;
use super::follow_up::FollowUpView;
use super::joint::JointId;
use super::meeting::view::MeetingHead;
use super::queue::CaseRow;
use super::view::LawyersView;

/// What stands on the days of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaView {
    /// The first and the last day.
    pub span: (NaiveDate, NaiveDate),
    /// Who is on duty on the days of the span.
    pub rota: Vec<Dated>,
    /// The leaders, in the order of their turn.
    pub leaders: Roster,
    /// The lawyers' days of the span.
    pub lawyers: LawyersView,
    /// The open matters whose raw date lies in the span, by that date.
    pub due: Vec<CaseRow>,
    /// More matters are due in the span than were counted.
    pub more_due: bool,
    /// The meetings of the span.
    pub meetings: Vec<MeetingHead>,
    /// The joint sessions of the span.
    pub joints: Vec<(NaiveDate, JointId)>,
    /// The appointments of the span.
    pub appointments: Vec<AppointmentView>,
    /// Every appointment whose visitor is still expected: another one may clash with it.
    pub planned: Vec<AppointmentView>,
    /// The reminders up to the end of the span that are not done.
    pub follow_ups: Vec<FollowUpView>,
}
