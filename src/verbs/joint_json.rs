//! Task forces and what was taken on in joint sessions, as `mulin case show --json`.

use serde::Serialize;

use crate::domain::case::fact::task_force::TaskForce;
use crate::domain::joint::Pledge;

/// 工作专班.
#[derive(Debug, Serialize)]
pub struct TaskForceJson {
    on: String,
    leader: String,
    members: Vec<MemberJson>,
    plan: String,
    meetings: Vec<MeetingJson>,
    ended_on: Option<String>,
    outcome: Option<String>,
}

#[derive(Debug, Serialize)]
struct MemberJson {
    side: &'static str,
    name: String,
    unit: String,
}

#[derive(Debug, Serialize)]
struct MeetingJson {
    on: String,
    came: String,
    decided: String,
}

/// 联合接访: what a unit said and took on.
#[derive(Debug, Serialize)]
pub struct PledgeJson {
    session: u32,
    on: String,
    place: String,
    unit: String,
    who: String,
    #[serde(rename = "said")]
    text: String,
    took_on: String,
    by: Option<String>,
    kept_on: Option<String>,
}

impl TaskForceJson {
    /// Makes it of a task force.
    pub fn of(force: &TaskForce) -> Self {
        let members = force.crew.members.iter().map(|member| MemberJson {
            side: member.side.code(),
            name: member.name.clone(),
            unit: member.unit.clone(),
        });
        let meetings = force.meetings.iter().map(|meeting| MeetingJson {
            on: meeting.on.to_string(),
            came: meeting.came.clone(),
            decided: meeting.decided.clone(),
        });
        Self {
            on: force.on.to_string(),
            leader: force.crew.leader.clone(),
            members: members.collect(),
            plan: force.crew.plan.clone(),
            meetings: meetings.collect(),
            ended_on: force.ended.as_ref().map(|(on, _)| on.to_string()),
            outcome: force.ended.as_ref().map(|(_, outcome)| outcome.clone()),
        }
    }
}

impl PledgeJson {
    /// Makes it of what a unit said.
    pub fn of(pledge: &Pledge) -> Self {
        let statement = &pledge.statement;
        Self {
            session: pledge.joint.0,
            on: pledge.day.to_string(),
            place: pledge.place.clone(),
            unit: statement.unit.clone(),
            who: pledge.who.clone(),
            text: statement.text.clone(),
            took_on: statement.took_on.clone(),
            by: statement.by.map(|day| day.to_string()),
            kept_on: statement.kept_on.map(|day| day.to_string()),
        }
    }
}
