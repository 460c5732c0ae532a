//! What a case adds to the periods in which its days lie.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::group::{Group, Settled, Way, of};
use super::place::{Add, Place};
use super::tally::Slot;
use crate::domain::case::clock::counter::{Counter, Course};
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::judged::is_hotline;
use crate::domain::case::fact::closing::{Rated, Satisfaction};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::settings::Settings;

/// The rates over dates of the law: what fell due, and what was met in time.
const TERMS: [(Slot, Slot); 3] = [
    (Slot::AcceptDue, Slot::AcceptMet),
    (Slot::NoticeDue, Slot::NoticeMet),
    (Slot::AnswerDue, Slot::AnswerMet),
];

/// Calls `add` with everything that a case adds to each period of each kind.
pub(super) fn additions(facts: &CaseFacts, settings: &Settings, add: &mut Add<'_>) {
    let days = facts.days(settings);
    let groups = of(facts);
    for kind in PeriodKind::ALL {
        let periods: BTreeSet<Period> = days.iter().map(|day| Period::of(*kind, *day)).collect();
        for period in periods {
            let mut adding = Adding {
                facts,
                settings,
                groups: &groups,
                base: Group::Base(facts.is_hotline()),
                period,
                add,
            };
            adding.all();
        }
    }
}

/// A case that adds to a period.
struct Adding<'a, 'b> {
    facts: &'a CaseFacts,
    settings: &'a Settings,
    groups: &'a [Group],
    base: Group,
    period: Period,
    add: &'a mut Add<'b>,
}

impl Adding<'_, '_> {
    fn all(&mut self) {
        let facts = self.facts;
        let ended = self.period.has(facts.ended);
        let received = self.period.has(facts.received);
        if received {
            self.received();
        }
        if ended {
            self.ended();
        }
        if facts.key && (received || ended) && !facts.is_open_on(self.period.to) {
            self.count(Slot::Key);
            if facts.resolved && facts.is_ended_by(self.period.to) {
                self.count(Slot::KeyResolved);
            }
        }
        self.terms();
        self.after_the_end();
        self.raised();
        self.struck_off();
    }

    fn to(&mut self, group: &Group, slot: Slot, by: i64) {
        (self.add)(Place::Period(self.period, None), group, slot, by);
    }

    /// Adds one to a count of the base.
    fn count(&mut self, slot: Slot) {
        let place = Place::Period(self.period, None);
        (self.add)(place, &self.base, slot, 1);
    }

    /// Adds one to a count of a group; with a gate it counts only after that day.
    fn gated(&mut self, gate: Option<NaiveDate>, group: &Group, slot: Slot) {
        self.to(group, slot, 1);
        if gate.is_some() {
            (self.add)(Place::Period(self.period, gate), group, slot, 1);
        }
    }

    fn received(&mut self) {
        let (facts, until) = (self.facts, self.period.to);
        let ended = facts.is_ended_by(until);
        let whistled = facts.is_whistled();
        for group in self.groups {
            self.to(group, Slot::Registered, 1);
            match group {
                Group::Counter(_) => match facts.course {
                    Course::Settled => self.to(group, Slot::OnSpot, 1),
                    Course::PassedUp => self.to(group, Slot::PassedUp, 1),
                    Course::Stayed => {}
                },
                _ if ended => {
                    self.to(group, Slot::Asked, 1);
                    self.to(group, Slot::Closed, 1);
                }
                _ if facts.due <= until => self.gated(Some(facts.due), group, Slot::Asked),
                _ => {}
            }
            if whistled && matches!(group, Group::Base(_) | Group::Village(_)) {
                self.to(group, Slot::Whistled, 1);
            }
        }
        if facts.is_first() && facts.is_accepted() {
            self.count(Slot::ContactDue);
            if facts.contacted.is_some_and(|day| day <= until) {
                self.count(Slot::Contacted);
            }
        }
        for (known, [all, yes]) in [
            (
                facts.contacted_in_time,
                [Slot::ResponseKnown, Slot::Responded],
            ),
            (facts.solved, [Slot::SolvedKnown, Slot::Solved]),
        ] {
            if known.is_some() {
                self.count(all);
            }
            if known == Some(true) {
                self.count(yes);
            }
        }
        if facts.is_dispute() && !whistled {
            let group = Group::Dispute(Box::new(settled(facts, until)));
            let dispute = &facts.dispute;
            self.to(&group, Slot::Registered, 1);
            let people = dispute.concerned.unwrap_or(0);
            self.to(&group, Slot::People, i64::from(people));
            let fen = dispute.amount.map_or(0, |it| it.fen());
            self.to(&group, Slot::Fen, i64::try_from(fen).unwrap_or(i64::MAX));
        }
    }

    fn ended(&mut self) {
        let facts = self.facts;
        for group in self.groups {
            self.to(group, Slot::Ended, 1);
        }
        if facts.resolved {
            self.count(Slot::Resolved);
        }
        let hotline = facts.is_hotline();
        if let Some(days) = facts.duration() {
            self.to(&Group::Took(hotline, days), Slot::Ended, 1);
        }
        if let Some(days) = facts.answered_late() {
            self.to(&Group::CameLate(hotline, days), Slot::Ended, 1);
        }
    }

    fn terms(&mut self) {
        let facts = self.facts;
        let base = self.base.clone();
        let terms = [facts.accept, facts.notice, facts.answer];
        for (term, (due, met)) in terms.into_iter().zip(TERMS) {
            let Some(term) = term.filter(|it| self.period.holds(it.due)) else {
                continue;
            };
            let gate = Some(term.due).filter(|_| term.met.is_none());
            self.gated(gate, &base, due);
            if term.in_time() {
                self.count(met);
            }
            if due == Slot::AnswerDue && facts.is_first() {
                self.gated(gate, &base, Slot::FirstDue);
                if facts.is_ended_by(self.period.to) {
                    self.gated(gate, &base, Slot::FirstClosed);
                }
            }
        }
    }

    fn after_the_end(&mut self) {
        let (facts, settings) = (self.facts, self.settings);
        let base = self.base.clone();
        let watched = facts.watched_until(settings);
        if facts.is_first() && self.period.has(watched) {
            self.gated(watched, &base, Slot::Watched);
            if !facts.came_back(settings) {
                self.gated(watched, &base, Slot::Quiet);
            }
        }
        let rating = facts.rating_ends(settings);
        if !self.period.has(rating) {
            return;
        }
        for (rated, [answered, content, silent]) in [
            (
                Rated::Unit,
                [Slot::UnitRated, Slot::UnitContent, Slot::UnitSilent],
            ),
            (
                Rated::Office,
                [Slot::OfficeRated, Slot::OfficeContent, Slot::OfficeSilent],
            ),
        ] {
            match facts.rating_of(rated) {
                Some(answer) => {
                    self.count(answered);
                    if answer != Satisfaction::Dissatisfied {
                        self.count(content);
                    }
                }
                None => self.gated(rating, &base, silent),
            }
        }
    }

    /// Each time counts on the base of its own channel.
    fn raised(&mut self) {
        let (facts, period) = (self.facts, self.period);
        for it in facts.raised.iter().filter(|it| period.holds(it.on)) {
            let (base, people) = (Group::Base(is_hotline(it.channel)), i64::from(it.people));
            self.to(&base, Slot::Raised, 1);
            self.to(&base, Slot::People, people);
            if it.again || !facts.is_first() {
                self.to(&base, Slot::Repeated, 1);
            }
            if let Some(counter) = it.counter.as_ref().filter(|_| it.is_visit()) {
                let group = Group::Counter(counter.clone());
                self.to(&group, Slot::Visits, 1);
                self.to(&group, Slot::People, people);
            }
        }
    }

    fn struck_off(&mut self) {
        let Some((on, done)) = &self.facts.in_place else {
            return;
        };
        if !self.period.holds(*on) {
            return;
        }
        let done: BTreeSet<_> = done.iter().copied().map(Some).collect();
        for what in &done {
            self.to(&Group::InPlace(*what), Slot::Ended, 1);
        }
        if done.is_empty() {
            self.to(&Group::InPlace(None), Slot::Ended, 1);
        }
    }
}

/// 化解地: gives what tells where a dispute was settled by the end of a day.
pub fn settled(facts: &CaseFacts, until: NaiveDate) -> Settled {
    let kind = facts.dispute.kind.clone();
    let bare = |way| Settled {
        kind: kind.clone(),
        way,
        unit: None,
        station: None,
    };
    if !facts.is_ended_by(until) {
        return bare(Way::Unsettled);
    }
    if !facts.resolved {
        return bare(if facts.above.is_some() {
            Way::Above
        } else {
            Way::Unsettled
        });
    }
    let station = match facts.counter() {
        Some(Counter::Station(name)) if facts.course == Course::Settled => Some(name.clone()),
        Some(Counter::Centre | Counter::Station(_) | Counter::Untold) | None => None,
    };
    Settled {
        unit: facts.unit.clone(),
        station,
        ..bare(Way::Resolved)
    }
}
