//! 工作专班: those who work on a hard case together: members, plan, meetings, end.

use chrono::NaiveDate;

codes! {
    /// Whence a member comes.
    Side {
        /// 信访
        Petition = "petition",
        /// 司法
        Justice = "justice",
        /// 公安
        Police = "police",
        /// 其他
        Other = "others",
    }
}

impl Side {
    /// Gives the name of the field in which its members are typed.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Petition => "petition",
            Self::Justice => "justice",
            Self::Police => "police_force",
            Self::Other => "others",
        }
    }
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Whence.
    pub side: Side,
    /// 姓名.
    pub name: String,
    /// 单位; empty where the side says it.
    pub unit: String,
}

/// Who works together, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crew {
    /// 牵头领导, who convenes it.
    pub leader: String,
    /// The members.
    pub members: Vec<Member>,
    /// 工作方案.
    pub plan: String,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// On which day.
    pub on: NaiveDate,
    /// Who came.
    pub came: String,
    /// What was decided.
    pub decided: String,
}

/// 专班 as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskForce {
    /// On which day it was formed.
    pub on: NaiveDate,
    /// Who.
    pub crew: Crew,
    /// Its meetings in order.
    pub meetings: Vec<Meeting>,
    /// When it ended, and with what outcome.
    pub ended: Option<(NaiveDate, String)>,
}

/// What is done to a task force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskForceStep {
    /// 成立
    Form {
        /// On which day
        on: NaiveDate,
        /// Who
        crew: Crew,
    },
    /// 调整: leader, members or plan from now on.
    Change {
        /// On which day
        on: NaiveDate,
        /// Who
        crew: Crew,
    },
    /// 会商
    Meet(Meeting),
    /// 撤销
    End {
        /// On which day
        on: NaiveDate,
        /// What came of it
        outcome: String,
    },
}

impl Member {
    /// Reads members of one side, as `李强 司法所、王岚`: names with their units, 、 between them.
    pub fn read_all(side: Side, text: &str) -> Vec<Self> {
        text.split(['、', '，', ',', ';', '；', '\n'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (name, unit) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
                Self {
                    side,
                    name: name.to_owned(),
                    unit: unit.trim().to_owned(),
                }
            })
            .collect()
    }

    /// Writes the name with the unit, as it is read.
    pub fn line(&self) -> String {
        format!("{} {}", self.name, self.unit).trim_end().to_owned()
    }
}

impl Crew {
    /// Writes the members of one side as they are read.
    pub fn side(&self, side: Side) -> String {
        let of = self.members.iter().filter(|member| member.side == side);
        of.map(Member::line).collect::<Vec<_>>().join("、")
    }
}

impl TaskForceStep {
    /// Changes the task forces of a case; the last one is at work, where it has not ended.
    pub(super) fn evolve(&self, forces: &mut Vec<TaskForce>) {
        match (self, forces.last_mut()) {
            (Self::Form { on, crew }, _) => forces.push(TaskForce {
                on: *on,
                crew: crew.clone(),
                meetings: Vec::new(),
                ended: None,
            }),
            (Self::Change { crew, .. }, Some(force)) => force.crew = crew.clone(),
            (Self::Meet(meeting), Some(force)) => force.meetings.push(meeting.clone()),
            (Self::End { on, outcome }, Some(force)) => {
                force.ended = Some((*on, outcome.clone()));
            }
            (Self::Change { .. } | Self::Meet(_) | Self::End { .. }, None) => {}
        }
    }
}
