//! What a step of a work order checks of what was typed into it.

use chrono::NaiveDate;

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::fact::order::close::CloseAsked;
use crate::domain::case::fact::order::close::CloseGround;
use crate::domain::case::fact::order::step::{OrderOutcome, OrderStep};
use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::check::{needed, within};
use crate::domain::deadline::compute::compute;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;

impl Case {
    /// Checks what was typed, whatever the clocks say.
    pub(in crate::domain::case) fn check_order(
        &self,
        step: &OrderStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let Some(first) = self.order_at().map(Moment::date) else {
            return Err(Refusal::new(Reason::NotAnOrder));
        };
        let order = &self.order;
        match step {
            // Moments are checked to the minute, with the clocks.
            OrderStep::Sign { .. } | OrderStep::Contact { .. } => Ok(()),
            OrderStep::AskReturn { on, reason, .. } => {
                needed("reason", reason)?;
                within("on", *on, first, today)
            }
            OrderStep::ReturnAnswered { on, .. } => {
                let asked = order.asked_return().map_or(first, |it| it.what);
                within("on", *on, asked, today)
            }
            OrderStep::Extend {
                on,
                days,
                reason,
                informed_on,
            } => {
                needed("reason", reason)?;
                if *days == 0 {
                    return Err(Refusal::about("working_days", Reason::NotANumber));
                }
                within("on", *on, first, today)?;
                within("told_on", *informed_on, *on, today)
            }
            OrderStep::Limit { on, law, until } => {
                needed("law", law)?;
                within("on", *on, first, today)?;
                if until < on {
                    return Err(Refusal::about("until", Reason::Before(*on)));
                }
                Ok(())
            }
            OrderStep::Answer {
                on,
                outcome,
                answer,
                plan,
            } => {
                needed("answer", answer)?;
                if *outcome == OrderOutcome::Explained && plan.trim().is_empty() {
                    return Err(Refusal::about("order_plan", Reason::PlanMissing));
                }
                within("on", *on, order.redone_on().unwrap_or(first), today)
            }
            OrderStep::CallBack(it) => {
                let since = order.answered_on().or(order.ended_on()).unwrap_or(first);
                within("on", it.on, since, today)
            }
            OrderStep::Redo { on, reason } => {
                needed("reason", reason)?;
                within("on", *on, order.answered_on().unwrap_or(first), today)
            }
            OrderStep::Press { on, asks, .. } => {
                needed("asks", asks)?;
                within("on", *on, first, today)
            }
            OrderStep::AskClose(asked) => self.check_close(asked, first, today),
            OrderStep::CloseAnswered { on, .. } => {
                let asked = order.asked_close().map_or(first, |it| it.what.on);
                within("on", *on, asked, today)
            }
        }
    }

    /// 潍12345 19: only the caller who was told where his matter stands is sent there.
    fn check_close(
        &self,
        asked: &CloseAsked,
        first: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        needed("reason", &asked.reason)?;
        within("on", asked.on, first, today)?;
        let notice = match (asked.ground, &asked.petition) {
            (CloseGround::Petition, Some(notice)) => notice,
            (CloseGround::Petition, None) => {
                return Err(Refusal::about("petition_number", Reason::CallerNotInformed));
            }
            (_, _) => return Ok(()),
        };
        needed("told_by", &notice.by)?;
        if notice.number == self.number {
            return Err(Refusal::about("petition_number", Reason::NotItsPetition));
        }
        within("caller_told_on", notice.on, first, asked.on)
    }

    /// Checks what rests on clocks and settings: the moments, 2 working days for a return, the
    /// extension's length and its last day.
    pub(in crate::domain::case) fn check_order_days(
        &self,
        step: &OrderStep,
        calendar: &WorkingCalendar,
        settings: &Settings,
        now: Moment,
    ) -> Result<(), Refusal> {
        let Some(dispatched) = self.order_at() else {
            return Err(Refusal::new(Reason::NotAnOrder));
        };
        match step {
            OrderStep::Sign { at, .. } | OrderStep::Contact { at, .. } => {
                // The desk knows the time to the minute: the minute in which it happened counts.
                if at.unix() > now.unix() {
                    return Err(Refusal::about("at", Reason::InTheFuture));
                }
                if at.unix().div_euclid(60) < dispatched.unix().div_euclid(60) {
                    return Err(Refusal::about("at", Reason::Before(dispatched.date())));
                }
                Ok(())
            }
            OrderStep::AskReturn { on, .. } => {
                let clock = compute(RuleName::HotlineReturn, dispatched, calendar, settings);
                let last = clock.due.date();
                if *on > last {
                    return Err(Refusal::about("on", Reason::ReturnTooLate(last)));
                }
                Ok(())
            }
            OrderStep::Extend { on, days, .. } => {
                if *days > u32::from(settings.hotline_extension_days) {
                    let reason = Reason::OrderExtensionTooLong;
                    return Err(Refusal::about("working_days", reason));
                }
                let clock = compute(RuleName::Hotline, dispatched, calendar, settings);
                let last = clock.due.date();
                if *on > last {
                    return Err(Refusal::about("on", Reason::OrderExtensionTooLate(last)));
                }
                Ok(())
            }
            OrderStep::ReturnAnswered { .. }
            | OrderStep::Limit { .. }
            | OrderStep::Answer { .. }
            | OrderStep::CallBack(_)
            | OrderStep::Redo { .. }
            | OrderStep::Press { .. }
            | OrderStep::AskClose(_)
            | OrderStep::CloseAnswered { .. } => Ok(()),
        }
    }
}
