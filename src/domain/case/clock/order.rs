//! The clocks of a work order, from its own dispatch: first contact, return, answer.

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Channel, Urgency};
use crate::domain::deadline::compute::{Deadline, Limit, Note, compute, compute_extended};
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;
use chrono::NaiveDate;

/// Names the clock of the first contact.
pub(in crate::domain::case) const fn contact_rule(urgency: Urgency) -> RuleName {
    match urgency {
        Urgency::Ordinary => RuleName::HotlineContact,
        Urgency::Urgent | Urgency::Grave => RuleName::HotlineContactUrgent,
    }
}

impl Case {
    /// Gives when the order of this case itself was dispatched to the town; `None` where none was.
    pub fn own_order_at(&self) -> Option<Moment> {
        let orders = self
            .visits
            .iter()
            .filter(|visit| visit.channel == Some(Channel::Hotline12345));
        orders.filter_map(|visit| visit.received_at).min()
    }

    /// The same with the orders of the cases that are part of it.
    pub fn order_at(&self) -> Option<Moment> {
        let orders = self.all_visits().into_iter();
        orders
            .filter(|visit| visit.channel == Some(Channel::Hotline12345))
            .filter_map(|visit| visit.received_at)
            .min()
    }

    /// Gives the clock of the answer as it stands: from the dispatch, or anew from the day on which
    /// the order came back; with its extension, and no earlier than a longer limit of the law.
    pub(in crate::domain::case) fn order_deadline(
        &self,
        calendar: &WorkingCalendar,
        settings: &Settings,
    ) -> Option<Deadline> {
        let dispatched = self.order_at()?;
        let order = &self.order;
        let start = order.redone_on().map_or(dispatched, Moment::start_of);
        let first = order.redone_on().is_none();
        let more = order.extended_by().filter(|_| first);
        let more = more.and_then(|days| u16::try_from(days).ok());
        let rule = RuleName::Hotline;
        let mut deadline = more
            .and_then(|days| compute_extended(rule, start, days, calendar, settings).ok())
            .unwrap_or_else(|| compute(rule, start, calendar, settings));
        if let Some(until) = order.longer_limit()
            && until > deadline.due.date()
        {
            deadline.raw = Limit::Day(until);
            deadline.due = Limit::Day(until);
            deadline.notes.push(Note::LongerLimit);
        }
        Some(deadline)
    }

    /// Gives the clocks of the case's own order; `closed` is the day on which the matter was
    /// answered or ended otherwise.
    pub(in crate::domain::case) fn order_clocks(
        &self,
        closed: Option<NaiveDate>,
        calendar: &WorkingCalendar,
        settings: &Settings,
    ) -> Vec<CaseClock> {
        let Some(dispatched) = self.own_order_at() else {
            return Vec::new();
        };
        let order = &self.order;
        let ended = order.answered_on().or(order.ended_on()).or(closed);
        let mut clocks = Vec::new();
        let mut add = |deadline, met_on, binds| {
            clocks.push(CaseClock {
                deadline,
                met_on,
                binds,
            });
        };
        let contacted = order.contacted_at().map(Moment::date);
        let rule = contact_rule(self.matter.urgency);
        add(
            compute(rule, dispatched, calendar, settings),
            contacted.or(ended),
            false,
        );
        let asked = order.asked_return().map(|it| it.what);
        // What was assigned at once has no return.
        if asked.is_some() || !order.is_assigned() {
            let taken = self.accepted_on.or(ended);
            let deadline = compute(RuleName::HotlineReturn, dispatched, calendar, settings);
            add(deadline, asked.or(taken), false);
        }
        if let Some(deadline) = self.order_deadline(calendar, settings) {
            add(deadline, ended, true);
        }
        clocks
    }
}
