//! 期限: the clocks of a case, each with its state.

use super::Page;
use super::facts::DUTIES;
use crate::app::case::mediating;
use crate::app::case::owed::time_left;
use crate::app::case::para::{Para, Shade};
use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::fast_lane::UtilityCall;
use crate::domain::case::rule::next::Next;
use crate::domain::deadline::compute::Limit;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;

impl Page<'_> {
    /// The clocks: all of them, or those that bind and still run, and a report not made; what is shown
    /// as coming `next` is not told twice.
    pub(super) fn clocks(&mut self, next: Option<&Next>) {
        let today = self.shared.now.date();
        let shown = next.map_or(&[][..], |next| &next.duties);
        let shown: Vec<&CaseClock> = shown
            .iter()
            .take(DUTIES)
            .filter_map(|duty| duty.clock.as_ref())
            .collect();
        let wanted = |clock: &&CaseClock| {
            let urgent = clock.deadline.rule == RuleName::UrgentReport;
            let runs = clock.met_on.is_none() && (clock.binds || urgent);
            clock.stands_on(today) && (next.is_none() || (runs && !shown.contains(clock)))
        };
        let case = &self.view.case;
        if case.received_at().is_none() && case.is_running() {
            self.say("", "case-undated", Shade::Warn);
        }
        for clock in self.view.clocks.iter().filter(wanted) {
            let (text, tone) = self.clock(clock, next.is_some());
            let label = self.code("rule", clock.deadline.rule.code());
            self.paras.push(Para {
                label,
                text,
                tone,
                item: None,
            });
            if next.is_none() && self.disclosure.explain {
                for line in self.shared.words.explanation(&clock.deadline) {
                    self.add("", line, Shade::Dim);
                }
            }
        }
    }

    /// A clock that counts hours, and when the company came.
    pub(super) fn hour_clock(&self, clock: &CaseClock, until: Moment) -> (String, Shade) {
        let words = &self.shared.words;
        let call = self.view.case.fast_lane.as_ref();
        let met = call.and_then(UtilityCall::met_at);
        let (state, tone) = match met {
            Some(at) => {
                let args = [("day", at.minute().into())];
                // The minute in which the hours end still counts.
                if at.unix().div_euclid(60) > until.unix().div_euclid(60) {
                    (words.say_with("case-met-late", &args), Shade::Warn)
                } else {
                    (words.say_with("clock-met", &args), Shade::Good)
                }
            }
            None if clock.met_on.is_some() => (String::new(), Shade::Dim),
            None => time_left(self.shared, clock),
        };
        let text = format!("{}  {state}", until.minute());
        (text.trim_end().to_owned(), tone)
    }

    /// A clock in a line; `short` for the page on which it is one of many things.
    fn clock(&self, clock: &CaseClock, short: bool) -> (String, Shade) {
        if let Limit::Instant(until) = clock.deadline.raw {
            return self.hour_clock(clock, until);
        }
        let words = &self.shared.words;
        let mut text = words.clock_day(&clock.deadline, |day| {
            if short {
                self.shared.day(day)
            } else {
                day.to_string()
            }
        });
        let today = self.shared.now.date();
        let (state, tone) = if let Some(day) = clock.met_on {
            let late = day > clock.deadline.raw.date();
            let day = day.to_string();
            let key = if late { "case-met-late" } else { "clock-met" };
            let text = words.say_with(key, &[("day", day.into())]);
            (text, if late { Shade::Warn } else { Shade::Good })
        } else {
            mediating::days_left(words, clock.deadline.days_left(today))
        };
        text = format!("{text}  {state}");
        if !clock.binds {
            text = format!("{text}  {}", words.say("case-not-binding"));
        }
        (text, tone)
    }
}
