//! Check-ins and early signs, as a viewer may see them.

use chrono::NaiveDate;

use crate::domain::codes::Class;
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::grid::node::GridCode;
use crate::domain::item::SignId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::board::{
    PreventionView, SignView, Slot, days_to, slots, villages, week,
};
use crate::domain::prevention::checkin::{CheckDay, RoundOutcome};
use crate::domain::prevention::round::CheckRound;
use crate::domain::prevention::sign::{EarlySign, SignState};
use crate::domain::viewer::Viewer;
use crate::store::engine::{checks, grid, signs};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Gives the check-ins from one day to another, both included, the first one first; a day
    /// without any is not there. What a locked early sign says does not stand in them either.
    pub fn checkins(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<(NaiveDate, CheckDay)>, StoreError> {
        let days = checks::days(self.tables, from, to)?.into_iter();
        days.map(|day| Ok((day, self.checks_seen(day, viewer)?)))
            .collect()
    }

    /// Gives the nodes that owe a report in a round of a day and gave none, whoever asks.
    pub fn missing(&self, day: NaiveDate, round: CheckRound) -> Result<Vec<GridCode>, StoreError> {
        let checks = checks::of_day(self.tables, day)?;
        let tree = grid::tree(self.tables)?;
        let slots = slots(&tree, &self.law.calendar, &self.law.settings, day, &checks);
        let missing = slots.into_iter().filter(|it| it.round == round);
        Ok(missing.filter(Slot::is_missing).map(|it| it.code).collect())
    }

    /// Gives an early sign; its number and state alone where it complains of somebody, or became a
    /// matter that does or is not classed yet.
    pub fn sign(&self, id: SignId, viewer: &Viewer) -> Result<Option<SignView>, StoreError> {
        Ok(self.signs_seen([id], viewer)?.pop())
    }

    /// Gives the early signs that were found from one day to another, both included, the last
    /// first.
    pub fn signs(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<SignView>, StoreError> {
        self.signs_seen(signs::span(self.tables, from, to)?, viewer)
    }

    /// Gives the open early signs, the oldest first.
    pub fn open_signs(&self, viewer: &Viewer) -> Result<Vec<SignView>, StoreError> {
        self.signs_seen(signs::open(self.tables)?, viewer)
    }

    /// Gives the early signs that became a case.
    pub fn signs_of(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Vec<SignView>, StoreError> {
        self.signs_seen(signs::of_case(self.tables, number)?, viewer)
    }

    /// Gives the board of a day, as it stands at `now`.
    pub fn prevention(
        &self,
        day: NaiveDate,
        now: Moment,
        viewer: &Viewer,
    ) -> Result<PreventionView, StoreError> {
        let (calendar, settings) = (&self.law.calendar, &self.law.settings);
        let tree = grid::tree(self.tables)?;
        let days = days_to(day);
        let checks = days
            .iter()
            .map(|day| Ok((*day, self.checks_seen(*day, viewer)?)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let today = checks.last().map(|(_, checks)| checks.clone());
        let from = days.first().copied().unwrap_or(day);
        let mut over = self.signs(from, day, viewer)?;
        over.retain(|view| !view.sign.is_open());
        Ok(PreventionView {
            day,
            slots: slots(&tree, calendar, settings, day, &today.unwrap_or_default()),
            week: week(&tree, calendar, settings, &checks),
            villages: villages(&tree, calendar, settings, &checks, now),
            days,
            open: self.open_signs(viewer)?,
            over,
            round: CheckRound::current(now, settings),
        })
    }
}

impl Snapshot<'_> {
    /// Gives the reports of a day without what locked signs say.
    fn checks_seen(&self, day: NaiveDate, viewer: &Viewer) -> Result<CheckDay, StoreError> {
        let mut checks = checks::of_day(self.tables, day)?;
        for check in &mut checks.checks {
            let report = &mut check.report;
            if report.finding().is_none() {
                continue;
            }
            if self.is_check_locked(day, report.round, &report.node, viewer)?
                && let RoundOutcome::Found(finding) = &mut report.outcome
            {
                **finding = finding.sealed();
                report.by.clear();
            }
        }
        Ok(checks)
    }

    /// Tells whether the sign that a report opened is held back.
    pub(super) fn is_check_locked(
        &self,
        day: NaiveDate,
        round: CheckRound,
        node: &GridCode,
        viewer: &Viewer,
    ) -> Result<bool, StoreError> {
        let Some(id) = signs::found_in(self.tables, day, round, node)? else {
            return Ok(false);
        };
        match signs::sign(self.tables, id)? {
            Some(sign) => self.is_sign_locked(&sign, viewer),
            None => Ok(false),
        }
    }

    /// Tells whether what a sign says is held back.
    pub(super) fn is_sign_locked(
        &self,
        sign: &EarlySign,
        viewer: &Viewer,
    ) -> Result<bool, StoreError> {
        if !sign.is_open_to(viewer) {
            return Ok(true);
        }
        let SignState::Case(number) = sign.state else {
            return Ok(false);
        };
        let row = self.row(number, viewer)?;
        Ok(row.is_none_or(|row| row.is_secret() || row.class == Class::Unclassed))
    }

    /// Gives of a history what tells nothing of a locked sign.
    pub(super) fn prevention_seen(
        &self,
        stream: Stream,
        entries: Vec<Entry>,
        viewer: &Viewer,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut seen = Vec::new();
        for entry in entries {
            let held = match (stream, &entry.what) {
                (Stream::Checks(day), What::Check(fact)) => {
                    let report = fact.report();
                    self.is_check_locked(day, report.round, &report.node, viewer)?
                }
                (Stream::Sign(id), What::Sign(fact)) => match signs::sign(self.tables, id)? {
                    Some(sign) => !fact.is_bare() && self.is_sign_locked(&sign, viewer)?,
                    None => false,
                },
                _ => false,
            };
            if !held {
                seen.push(entry);
            }
        }
        Ok(seen)
    }

    fn signs_seen(
        &self,
        ids: impl IntoIterator<Item = SignId>,
        viewer: &Viewer,
    ) -> Result<Vec<SignView>, StoreError> {
        let tree = grid::tree(self.tables)?;
        let mut found = Vec::new();
        for id in ids {
            let Some(sign) = signs::sign(self.tables, id)? else {
                continue;
            };
            let locked = self.is_sign_locked(&sign, viewer)?;
            let place = tree.get(&sign.sighting.node);
            found.push(SignView {
                id,
                place: place.map_or(String::new(), |node| node.name.clone()),
                sign: if locked { sign.sealed() } else { sign },
                locked,
            });
        }
        Ok(found)
    }
}
