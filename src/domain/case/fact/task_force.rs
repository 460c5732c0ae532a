//! 工作专班: those who work on a hard case together: members, plan, meetings, end.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::fact::ask::{AnswerKind, Ask, Reader};
use crate::domain::case::fact::kind::{Day, Kept, Line, Shown, Text};
use crate::domain::case::fact::table::Fact;
use crate::domain::refusal::Reason;

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

kept_facts! {
    /// Who works together from a day on.
    Crewed {
        /// On which day.
        on: Day,
        /// Who.
        crew: CrewField,
    }
}

facts! {
    /// A meeting.
    Meeting {
        /// On which day.
        on: Day,
        /// Who came.
        came: Line,
        /// What was decided.
        decided: Text,
    },
}

steps! {
    /// What is done to a task force.
    TaskForceStep: TaskForceKind {
        /// 成立工作专班.
        Form(Crewed) = "task_force_form",
        /// 调整工作专班: leader, members or plan from now on.
        Change(Crewed) = "task_force_change",
        /// 专班会商.
        Meet(Meeting) = "task_force_meet",
        /// 撤销工作专班.
        End = "task_force_end" {
            /// On which day.
            on: Day,
            /// What came of it.
            outcome: Text,
        },
    }
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
    pub(in crate::domain::case) fn evolve(&self, forces: &mut Vec<TaskForce>) {
        match (self, forces.last_mut()) {
            (Self::Form(formed), _) => forces.push(TaskForce {
                on: formed.on,
                crew: formed.crew.clone(),
                meetings: Vec::new(),
                ended: None,
            }),
            (Self::Change(changed), Some(force)) => force.crew = changed.crew.clone(),
            (Self::Meet(meeting), Some(force)) => force.meetings.push(meeting.clone()),
            (Self::End { on, outcome }, Some(force)) => {
                force.ended = Some((*on, outcome.clone()));
            }
            (Self::Change(_) | Self::Meet(_) | Self::End { .. }, None) => {}
        }
    }
}

const fn ask(field: &'static str, answer: AnswerKind) -> Ask {
    Ask { field, answer }
}

impl Fact for Crewed {
    const ASKS: &'static [Ask] = &[
        ask("leader", AnswerKind::Line),
        ask(Side::Petition.field(), AnswerKind::Line),
        ask(Side::Justice.field(), AnswerKind::Line),
        ask(Side::Police.field(), AnswerKind::Line),
        ask(Side::Other.field(), AnswerKind::Line),
        ask("plan", AnswerKind::Text),
        ask("on", AnswerKind::Day),
    ];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (leader, plan) = (from.text("leader"), from.text("plan"));
        let members: Vec<Member> = Side::ALL
            .iter()
            .flat_map(|side| {
                let typed = from.optional(side.field()).unwrap_or_default();
                Member::read_all(*side, &typed)
            })
            .collect();
        let members = if members.is_empty() {
            from.refuse(Side::Petition.field(), Reason::Missing)
        } else {
            Some(members)
        };
        let on = from.day("on");
        let crew = Crew {
            leader: leader?,
            members: members?,
            plan: plan?,
        };
        Some(Self { on: on?, crew })
    }

    fn fields(&self) -> Vec<(&'static str, Shown)> {
        let mut fields = vec![
            ("on", Shown::Day(self.on)),
            ("leader", Shown::Text(self.crew.leader.clone())),
        ];
        for side in Side::ALL {
            let members = self.crew.side(*side);
            if !members.is_empty() {
                fields.push((side.field(), Shown::Text(members)));
            }
        }
        fields.push(("plan", Shown::Text(self.crew.plan.clone())));
        fields
    }
}

/// The field of the crew.
pub struct CrewField;

/// A crew as stored: leader, members (side, name, unit) and plan.
#[derive(Debug, Serialize, Deserialize)]
pub struct StoredCrew {
    leader: String,
    members: Vec<(String, String, String)>,
    plan: String,
}

impl Kept for CrewField {
    type Value = Crew;
    type Stored = StoredCrew;

    fn stored(crew: &Crew) -> StoredCrew {
        let member = |it: &Member| (it.side.code().to_owned(), it.name.clone(), it.unit.clone());
        StoredCrew {
            leader: crew.leader.clone(),
            members: crew.members.iter().map(member).collect(),
            plan: crew.plan.clone(),
        }
    }

    fn restored(stored: StoredCrew) -> Option<Crew> {
        let member = |(side, name, unit): (String, String, String)| {
            let side = Side::parse(&side)?;
            Some(Member { side, name, unit })
        };
        let members = stored.members.into_iter().map(member);
        Some(Crew {
            leader: stored.leader,
            members: members.collect::<Option<_>>()?,
            plan: stored.plan,
        })
    }
}
