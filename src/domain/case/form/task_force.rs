//! What is proposed in the steps of a task force.

use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::task_force::{Side, TaskForceKind};

/// Gives what stands in a question before anything is typed.
pub(in crate::domain::case) fn proposal(kind: TaskForceKind, field: &str, case: &Case) -> String {
    let crew = case.task_force().map(|force| &force.crew);
    match (kind, crew, field) {
        (TaskForceKind::Form, _, "leader") => case.leader.clone().unwrap_or_default(),
        (TaskForceKind::Form, _, "petition") => case.holder.clone().unwrap_or_default(),
        (TaskForceKind::Change, Some(crew), "leader") => crew.leader.clone(),
        (TaskForceKind::Change, Some(crew), "plan") => crew.plan.clone(),
        (TaskForceKind::Change, Some(crew), field) => {
            let side = Side::ALL.iter().find(|side| side.field() == field);
            side.map_or(String::new(), |side| crew.side(*side))
        }
        (TaskForceKind::Meet, Some(crew), "came") => {
            let members = crew.members.iter().map(|member| member.name.as_str());
            let all: Vec<&str> = std::iter::once(crew.leader.as_str())
                .chain(members)
                .collect();
            all.join("、")
        }
        _ => String::new(),
    }
}
