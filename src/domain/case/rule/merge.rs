//! 并案 and 拆分 of cases: what stands against them, and what follows.

use crate::domain::case::fact::closing::ClosingStep;
use crate::domain::case::fact::merge::MergeStep;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::codes::Class;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

impl Case {
    /// Tells whether this case may become part of `other`, for `who`.
    ///
    /// # Errors
    /// Refuses what would show an accusation (条例 30 ¶3), what would lose an answer or a road of
    /// review, and a merge that stands already, this way or the other way round.
    pub fn may_merge_into(&self, other: &Self, who: &str) -> Result<(), Refusal> {
        let viewer = Viewer::new(who);
        if !self.is_open_to(&viewer) || !other.is_open_to(&viewer) {
            return Err(Refusal::new(Reason::NotForThisViewer));
        }
        if self.number == other.number {
            return Err(Refusal::about("number", Reason::MergeWithItself));
        }
        if self.holds(other.number) {
            return Err(Refusal::about("number", Reason::OppositeMerge));
        }
        if self.merge.into.is_some() || other.merge.into.is_some() {
            return Err(Refusal::about("number", Reason::AlreadyMerged));
        }
        let accusation = |case: &Self| case.matter.class == Class::Accusation;
        if accusation(self) != accusation(other) {
            return Err(Refusal::new(Reason::AccusationStaysApart));
        }
        if !self.status.is_open() || !other.status.is_open() {
            return Err(Refusal::new(Reason::Closed));
        }
        if self.decision.is_some() || other.decision.is_some() {
            return Err(Refusal::new(Reason::AlreadyDecided));
        }
        Ok(())
    }

    /// Tells whether this case may stand by itself again, for `who`.
    ///
    /// # Errors
    /// Refuses one that is part of nothing, one whose whole is itself part of another, and one that
    /// `who` may not see.
    pub fn may_split_from(&self, whole: &Self, who: &str) -> Result<(), Refusal> {
        if !self.is_open_to(&Viewer::new(who)) {
            return Err(Refusal::new(Reason::NotForThisViewer));
        }
        if self.merge.into != Some(whole.number) {
            return Err(Refusal::about("number", Reason::NotMerged));
        }
        if whole.merge.into.is_some() {
            return Err(Refusal::about("number", Reason::AlreadyMerged));
        }
        Ok(())
    }

    /// Tells whether the case of `number` is part of this one, directly or through others.
    pub fn holds(&self, number: CaseNumber) -> bool {
        self.merge
            .absorbed
            .iter()
            .any(|part| part.number == number || part.holds(number))
    }

    /// Gives everyone who raised it, with those of the cases that are part of it, each once: all of
    /// them get answers.
    pub fn petitioners(&self) -> Vec<PersonId> {
        let mut found = vec![self.petitioner];
        found.extend(self.visits.iter().map(|visit| visit.person));
        found.extend(self.merge.absorbed.iter().flat_map(Self::petitioners));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A case that is part of another takes no step; one that others are part of is not withdrawn
    /// or classed across the line of accusations in their name.
    pub(in crate::domain::case) fn check_merge(&self, step: &Step) -> Result<(), Refusal> {
        if self.merge.into.is_some() && !matches!(step, Step::Note { .. }) {
            return Err(Refusal::new(Reason::MergedTakesNoStep));
        }
        if self.merge.absorbed.is_empty() {
            return Ok(());
        }
        match step {
            Step::Withdraw { .. } => Err(Refusal::new(Reason::SplitFirst)),
            Step::Classify { class, .. }
                if (*class == Class::Accusation) != (self.matter.class == Class::Accusation) =>
            {
                Err(Refusal::new(Reason::AccusationStaysApart))
            }
            _ => Ok(()),
        }
    }

    /// 条例 30 ¶3: what is one matter is an accusation in all its parts or in none.
    pub(in crate::domain::case) fn keeps_accusations_apart(&self) -> Result<(), Refusal> {
        let accusation = |case: &Self| case.matter.class == Class::Accusation;
        let parts = &self.merge.absorbed;
        if parts
            .iter()
            .all(|part| accusation(part) == accusation(self))
        {
            Ok(())
        } else {
            Err(Refusal::new(Reason::AccusationStaysApart))
        }
    }

    /// Tells whether a kind of step stands to be offered beside a merge.
    pub(in crate::domain::case) fn may_beside_merge(&self, kind: StepKind) -> Result<(), Refusal> {
        if self.merge.into.is_some() && kind != StepKind::Note {
            return Err(Refusal::new(Reason::MergedTakesNoStep));
        }
        if kind == StepKind::Withdraw && !self.merge.absorbed.is_empty() {
            return Err(Refusal::new(Reason::SplitFirst));
        }
        Ok(())
    }

    /// Tells whether the petitioner of a case that is part of this one still waits for his notice
    /// (条例 23 ¶2: each is told).
    pub(in crate::domain::case) fn owes_absorbed_notice(&self) -> bool {
        self.merge
            .absorbed
            .iter()
            .any(|part| part.notice.is_none() || part.owes_absorbed_notice())
    }

    pub(in crate::domain::case) fn follow_merge(&mut self, step: &MergeStep) {
        match step {
            MergeStep::Into(number) => self.merge.into = Some(*number),
            MergeStep::SplitFrom(_) => self.merge.into = None,
            MergeStep::Absorbed(part) => {
                let mut part = (**part).clone();
                // Its matter is accepted where this one is: the earlier of both days stands.
                part.accepted_on = part.accepted_on.or(self.accepted_on);
                self.merge.absorbed.push(part);
            }
            MergeStep::SplitOff(number) => {
                self.merge.absorbed.retain(|part| part.number != *number);
            }
        }
    }

    /// Carries the cases that are part of this one on: what is done here is done for all, save what
    /// is one petitioner's own or was done for them before.
    pub(in crate::domain::case) fn carry(&mut self, step: &Step, who: &str) {
        if self.merge.absorbed.is_empty() {
            return;
        }
        let own = matches!(
            step,
            Step::Register(_)
                | Step::Join(_)
                | Step::Withdraw { .. }
                | Step::Assign { .. }
                | Step::Track { .. }
                | Step::Note { .. }
                | Step::Number { .. }
                | Step::Correct { .. }
                | Step::Merge(_)
                | Step::Undo { .. }
                | Step::Mediation(_)
                | Step::TaskForce(_)
                | Step::FastLane(_)
                | Step::Key(_)
                | Step::LegalAid(_)
                | Step::Printed(_)
                | Step::Attached(_)
                | Step::Checklist(_)
                | Step::Divert(_)
                | Step::Dispute(_)
                | Step::Closing(ClosingStep::CallBack { .. } | ClosingStep::Satisfaction { .. })
        );
        // What was agreed settles it for all who are part of it; the sessions stand here alone.
        let agreed = self.agreement.clone();
        if matches!(step, Step::Mediation(_)) && agreed.is_some() {
            for part in &mut self.merge.absorbed {
                part.agreement.clone_from(&agreed);
                part.status = self.status;
            }
        }
        if own {
            return;
        }
        for part in &mut self.merge.absorbed {
            let done = match step {
                Step::Accept { .. } => part.accepted_on.is_some(),
                Step::Notify { .. } => part.notice.is_some() && !part.owes_absorbed_notice(),
                Step::Extend { on, .. } => {
                    part.extension.is_some() || part.sixtieth_day().is_none_or(|last| *on > last)
                }
                _ => false,
            };
            if !done {
                *part = part.evolve(step, who);
            }
        }
    }
}
