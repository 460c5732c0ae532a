//! Forming, changing and ending a task force: what it asks and what stands against it.

use chrono::NaiveDate;

use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::task_force::{Crew, TaskForce, TaskForceKind, TaskForceStep};
use crate::domain::case::rule::check::{needed, within};
use crate::domain::codes::{Class, Difficulty};
use crate::domain::refusal::{Reason, Refusal};

impl Case {
    /// Gives the task force that is at work.
    pub fn task_force(&self) -> Option<&TaskForce> {
        self.task_forces.last().filter(|it| it.ended.is_none())
    }

    /// A task force is for hard cases (镇 3.1), one at a time; the end can be written down when the
    /// case is over.
    pub(in crate::domain::case) fn may_join_forces(
        &self,
        kind: TaskForceKind,
    ) -> Result<(), Refusal> {
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

    pub(in crate::domain::case) fn check_forces(
        &self,
        step: &TaskForceStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let first = self.since();
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
