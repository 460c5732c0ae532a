//! Forming, changing and ending a task force: what it asks and what stands against it.

use chrono::NaiveDate;

use super::super::codes::{Class, Difficulty};
use super::super::refusal::{Reason, Refusal};
use super::check::{needed, within};
use super::state::Case;
use super::task_force::{Crew, Side, TaskForce, TaskForceKind, TaskForceStep};

impl Case {
    /// Gives the task force that is at work.
    pub fn task_force(&self) -> Option<&TaskForce> {
        self.task_forces.last().filter(|it| it.ended.is_none())
    }

    /// A task force is for hard cases (镇 3.1), one at a time; the end can be written down when the
    /// case is over.
    pub(super) fn may_join_forces(&self, kind: TaskForceKind) -> Result<(), Refusal> {
        let at_work = self.task_force().is_some();
        match kind {
            TaskForceKind::Form if self.matter.difficulty != Difficulty::Hard => {
                Err(Refusal::new(Reason::NotHard))
            }
            TaskForceKind::Form if at_work => Err(Refusal::new(Reason::TaskForceStands)),
            TaskForceKind::Form => Ok(()),
            _ if at_work => Ok(()),
            _ => Err(Refusal::new(Reason::NoTaskForce)),
        }
    }

    pub(super) fn check_forces(
        &self,
        step: &TaskForceStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let first = self.received_at().date();
        let formed = self.task_force().map_or(first, |force| force.on);
        match step {
            TaskForceStep::Form(formed) => {
                self.check_crew(&formed.crew)?;
                within("on", formed.on, first, today)
            }
            TaskForceStep::Change(changed) => {
                if self
                    .task_force()
                    .is_some_and(|force| force.crew == changed.crew)
                {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                self.check_crew(&changed.crew)?;
                within("on", changed.on, formed, today)
            }
            TaskForceStep::Meet(meeting) => {
                needed("came", &meeting.came)?;
                needed("decided", &meeting.decided)?;
                within("on", meeting.on, formed, today)
            }
            TaskForceStep::End { on, outcome } => {
                needed("outcome", outcome)?;
                within("on", *on, formed, today)
            }
        }
    }

    /// 回避 (条例 28 ¶3): nobody complained of is in it; on an accusation everybody in it was
    /// named before (条例 30 ¶3): being put on a list opens nothing.
    fn check_crew(&self, crew: &Crew) -> Result<(), Refusal> {
        needed("leader", &crew.leader)?;
        needed("plan", &crew.plan)?;
        if crew.members.is_empty() {
            return Err(Refusal::about("petition", Reason::Missing));
        }
        let members = crew.members.iter();
        let leader = ("leader", crew.leader.as_str(), "");
        let all = members.map(|it| (it.side.field(), it.name.as_str(), it.unit.as_str()));
        for (field, name, unit) in std::iter::once(leader).chain(all) {
            if self.complains_of(name) || self.complains_of(unit) {
                return Err(Refusal::about(field, Reason::MustStepAside));
            }
            let named = self.named_staff.iter().any(|it| it == name);
            if self.matter.class == Class::Accusation && !named {
                return Err(Refusal::about(field, Reason::NotNamed));
            }
        }
        Ok(())
    }
}

/// Gives what stands in a question of the crew before anything is typed.
pub(super) fn proposal(kind: TaskForceKind, field: &str, case: &Case) -> String {
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
