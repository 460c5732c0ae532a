//! 撤销一步: a step taken by mistake is withdrawn by an entry that corrects it. Both stay in the
//! history; the state is what follows from the others.

use std::collections::BTreeMap;

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::case::rule::check::needed;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;
use crate::domain::viewer::Viewer;

/// An entry of a case's history: who, when, what.
pub type Past<'a> = (&'a str, Moment, &'a Step);

/// Gives the places (from 1) of the entries that were withdrawn, each with the place of the entry
/// that withdrew it.
pub fn undone<'a>(history: impl IntoIterator<Item = &'a Step>) -> BTreeMap<u32, u32> {
    (1..)
        .zip(history)
        .filter_map(|(seq, step)| match step {
            Step::Undo { of, .. } => Some((*of, seq)),
            _ => None,
        })
        .collect()
}

impl Case {
    /// Decides to withdraw the entry at place `of` of the case's whole `history`, and gives the
    /// case without it; `calendar` counts the working days of the steps that stay.
    ///
    /// # Errors
    /// The reason is missing, or the entry stays ([`Case::may_undo`]).
    pub fn undo(
        &self,
        history: &[Past<'_>],
        of: u32,
        reason: &str,
        who: &str,
        calendar: &WorkingCalendar,
    ) -> Result<Self, Refusal> {
        needed("reason", reason)?;
        self.may_undo(history, of, who, calendar)
    }

    /// Gives the case without the entry at place `of` of its whole `history`, whatever the reason.
    ///
    /// # Errors
    /// Registration is never erased, a withdrawal stands, and a later step may rest on the entry.
    pub fn may_undo(
        &self,
        history: &[Past<'_>],
        of: u32,
        who: &str,
        calendar: &WorkingCalendar,
    ) -> Result<Self, Refusal> {
        if !self.is_open_to(&Viewer::new(who)) {
            return Err(Refusal::new(Reason::NotForThisViewer));
        }
        if self.merge.into.is_some() {
            return Err(Refusal::new(Reason::MergedTakesNoStep));
        }
        let gone = undone(history.iter().map(|(_, _, step)| *step));
        let at = usize::try_from(of).ok().and_then(|of| of.checked_sub(1));
        match at.and_then(|at| history.get(at)) {
            None => return Err(Refusal::about("entry", Reason::NotFound)),
            Some((_, _, Step::Register(_) | Step::Join(_))) => {
                return Err(Refusal::new(Reason::RegistrationStays));
            }
            // Both histories tell a merge: the split undoes it in both.
            Some((_, _, Step::Merge(_))) => return Err(Refusal::new(Reason::MergeTakesBoth)),
            Some((_, _, Step::Undo { .. })) => return Err(Refusal::new(Reason::UndoStands)),
            Some((_, _, Step::Printed(_))) => return Err(Refusal::new(Reason::PrintStands)),
            Some(_) if gone.contains_key(&of) => {
                return Err(Refusal::new(Reason::AlreadyUndone));
            }
            Some(_) => {}
        }
        let standing: Vec<(u32, Past<'_>)> = (1..)
            .zip(history.iter().copied())
            .filter(|(seq, _)| !gone.contains_key(seq))
            .collect();
        self.without(&standing, of, calendar)
    }

    /// Takes the steps anew without the one at `of`; one that was lawful with it must be so
    /// without.
    fn without(
        &self,
        standing: &[(u32, Past<'_>)],
        of: u32,
        calendar: &WorkingCalendar,
    ) -> Result<Self, Refusal> {
        let Some((_, (clerk, when, Step::Register(opening)))) = standing.first() else {
            return Err(Refusal::about("entry", Reason::NotFound));
        };
        let mut with = Self::open(self.number, (**opening).clone(), clerk, *when);
        let mut without = with.clone();
        // What the town set counts alike for both.
        let settings = Settings::default();
        for (seq, (who, when, step)) in standing.iter().skip(1) {
            if matches!(step, Step::Undo { .. }) {
                continue;
            }
            if *seq > of
                && without
                    .apply_by(calendar, &settings, step, who, *when)
                    .is_err()
                && with.apply_by(calendar, &settings, step, who, *when).is_ok()
            {
                return Err(Refusal::new(Reason::RestsOn {
                    entry: *seq,
                    step: step.code(),
                }));
            }
            with = with.evolve(step, who);
            if *seq != of {
                without = without.evolve(step, who);
            }
        }
        without.keeps_accusations_apart()?;
        without.revision = self.revision + 1;
        without.starts = self.starts;
        Ok(without)
    }
}
