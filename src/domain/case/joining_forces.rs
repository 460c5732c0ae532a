//! Forming, changing and ending a task force: what it asks and what stands against it.

use chrono::NaiveDate;

use super::super::codes::{Class, Difficulty};
use super::super::refusal::{Reason, Refusal};
use super::ask::{Ask, ON, Reader, line, text};
use super::check::{needed, within};
use super::state::Case;
use super::step::StepKind;
use super::task_force::{Crew, Meeting, Member, Side, TaskForce, TaskForceStep};

/// What forming and changing ask.
pub(super) const CREW: &[Ask] = &[
    line("leader"),
    line("petition"),
    line("justice"),
    line("police_force"),
    line("others"),
    text("plan"),
    ON,
];
/// What a meeting asks.
pub(super) const MEETING: &[Ask] = &[line("came"), text("decided"), ON];
/// What the end asks.
pub(super) const END: &[Ask] = &[text("outcome"), ON];

impl Case {
    /// Gives the task force that is at work.
    pub fn task_force(&self) -> Option<&TaskForce> {
        self.task_forces.last().filter(|it| it.ended.is_none())
    }

    /// A task force is for hard cases (镇 3.1), one at a time; the end can be written down when the
    /// case is over.
    pub(super) fn may_join_forces(&self, kind: StepKind) -> Result<(), Refusal> {
        let at_work = self.task_force().is_some();
        match kind {
            StepKind::TaskForceForm if self.matter.difficulty != Difficulty::Hard => {
                Err(Refusal::new(Reason::NotHard))
            }
            StepKind::TaskForceForm if at_work => Err(Refusal::new(Reason::TaskForceStands)),
            StepKind::TaskForceForm => Ok(()),
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
            TaskForceStep::Form { on, crew } => {
                self.check_crew(crew)?;
                within("on", *on, first, today)
            }
            TaskForceStep::Change { on, crew } => {
                if self.task_force().is_some_and(|force| force.crew == *crew) {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                self.check_crew(crew)?;
                within("on", *on, formed, today)
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
pub(super) fn proposal(kind: StepKind, field: &str, case: &Case) -> String {
    let crew = case.task_force().map(|force| &force.crew);
    match (kind, crew, field) {
        (StepKind::TaskForceForm, _, "leader") => case.leader.clone().unwrap_or_default(),
        (StepKind::TaskForceForm, _, "petition") => case.holder.clone().unwrap_or_default(),
        (StepKind::TaskForceChange, Some(crew), "leader") => crew.leader.clone(),
        (StepKind::TaskForceChange, Some(crew), "plan") => crew.plan.clone(),
        (StepKind::TaskForceChange, Some(crew), field) => {
            let side = Side::ALL.iter().find(|side| side.field() == field);
            side.map_or(String::new(), |side| crew.side(*side))
        }
        (StepKind::TaskForceMeet, Some(crew), "came") => {
            let members = crew.members.iter().map(|member| member.name.as_str());
            let all: Vec<&str> = std::iter::once(crew.leader.as_str())
                .chain(members)
                .collect();
            all.join("、")
        }
        _ => String::new(),
    }
}

/// Reads the answers.
pub(super) fn read(kind: StepKind, from: &mut Reader<'_>) -> Option<TaskForceStep> {
    match kind {
        StepKind::TaskForceForm => {
            let (crew, on) = (crew(from), from.day("on"));
            Some(TaskForceStep::Form {
                on: on?,
                crew: crew?,
            })
        }
        StepKind::TaskForceChange => {
            let (crew, on) = (crew(from), from.day("on"));
            Some(TaskForceStep::Change {
                on: on?,
                crew: crew?,
            })
        }
        StepKind::TaskForceMeet => {
            let (came, decided) = (from.text("came"), from.text("decided"));
            let on = from.day("on");
            Some(TaskForceStep::Meet(Meeting {
                on: on?,
                came: came?,
                decided: decided?,
            }))
        }
        _ => {
            let (outcome, on) = (from.text("outcome"), from.day("on"));
            Some(TaskForceStep::End {
                on: on?,
                outcome: outcome?,
            })
        }
    }
}

fn crew(from: &mut Reader<'_>) -> Option<Crew> {
    let (leader, plan) = (from.text("leader"), from.text("plan"));
    let members: Vec<Member> = Side::ALL
        .iter()
        .flat_map(|side| {
            let typed = from.optional(side.field()).unwrap_or_default();
            Member::read_all(*side, &typed)
        })
        .collect();
    if members.is_empty() {
        return from.refuse("petition", Reason::Missing);
    }
    Some(Crew {
        leader: leader?,
        members,
        plan: plan?,
    })
}
