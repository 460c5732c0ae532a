//! 快速处置: power, water, heating and gas, whose companies are told at once and whose arrival is
//! watched by the hour; the legal clocks of the matter go on beside it.

use crate::domain::case::fact::fast_lane::{
    FastLaneKind, FastLaneStep, Fault, Utility, UtilityCall, rule,
};
use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::check::needed;
use crate::domain::codes::Class;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;

impl Case {
    /// Tells whether a step of the lane is possible; litigation and accusations have none.
    pub(in crate::domain::case) fn may_fast_lane(&self, kind: FastLaneKind) -> Result<(), Refusal> {
        if kind == FastLaneKind::Put {
            return match self.matter.class {
                Class::Accusation => Err(Refusal::new(Reason::AccusationsGoTheirOwnWay)),
                Class::Litigation => Err(Refusal::new(Reason::LitigationGoesToLaw)),
                Class::Claim | Class::Suggestion | Class::Unclassed => Ok(()),
            };
        }
        let Some(call) = &self.fast_lane else {
            return Err(Refusal::new(Reason::NotOnFastLane));
        };
        let done = match kind {
            FastLaneKind::Inform => call.informed.is_some(),
            FastLaneKind::Arrive => call.arrived_at.is_some(),
            _ => call.fixed_at.is_some(),
        };
        if done || call.fixed_at.is_some() {
            return Err(Refusal::new(Reason::AlreadyNoted));
        }
        if kind != FastLaneKind::Inform && call.informed.is_none() {
            return Err(Refusal::new(Reason::CompanyNotInformed));
        }
        Ok(())
    }

    /// Checks what was typed: a moment lies neither ahead nor before what it follows.
    pub(in crate::domain::case) fn check_fast_lane(
        &self,
        step: &FastLaneStep,
        now: Moment,
    ) -> Result<(), Refusal> {
        let call = self.fast_lane.as_ref();
        let informed_at = call.and_then(|call| call.informed.as_ref().map(|(at, _)| *at));
        let (at, first) = match step {
            FastLaneStep::Put {
                utility,
                fault: Fault::TooCold,
                ..
            } if *utility != Utility::Heating => {
                return Err(Refusal::about("fault", Reason::NotAChoice));
            }
            FastLaneStep::Put { .. } => return Ok(()),
            FastLaneStep::Inform { at, whom } => {
                needed("whom", whom)?;
                (*at, None)
            }
            FastLaneStep::Arrive { at } => (*at, informed_at),
            FastLaneStep::Fix { at } => {
                (*at, call.and_then(|call| call.arrived_at).or(informed_at))
            }
        };
        let first = first.unwrap_or_else(|| self.ordered_at());
        // The desk knows the time to the minute: the minute in which a thing happened still counts.
        if at.unix() > now.unix() {
            return Err(Refusal::about("at", Reason::InTheFuture));
        }
        if at.unix().div_euclid(60) < first.unix().div_euclid(60) {
            return Err(Refusal::about("at", Reason::Before(first.date())));
        }
        Ok(())
    }

    pub(in crate::domain::case) fn evolve_fast_lane(&mut self, step: &FastLaneStep) {
        if let FastLaneStep::Put {
            utility,
            fault,
            site,
        } = step
        {
            // A call that is not over yet is put right; whom the desk told of it stays known.
            let same = self
                .fast_lane
                .take()
                .filter(|call| call.fixed_at.is_none() && call.utility == *utility);
            let (informed, arrived_at) =
                same.map_or((None, None), |call| (call.informed, call.arrived_at));
            self.fast_lane = Some(UtilityCall {
                utility: *utility,
                fault: *fault,
                site: *site,
                informed,
                arrived_at,
                fixed_at: None,
            });
            return;
        }
        let Some(call) = &mut self.fast_lane else {
            return;
        };
        match step {
            FastLaneStep::Put { .. } => {}
            FastLaneStep::Inform { at, whom } => call.informed = Some((*at, whom.clone())),
            FastLaneStep::Arrive { at } => call.arrived_at = Some(*at),
            FastLaneStep::Fix { at } => call.fixed_at = Some(*at),
        }
    }

    /// Gives the clock of the lane with the moment from which it runs: when the company was told,
    /// and until then when the matter reached the desk.
    pub fn fast_lane_clock(&self, settings: &Settings) -> Option<(RuleName, Moment)> {
        let call = self.fast_lane.as_ref()?;
        let called = call
            .informed
            .as_ref()
            .map_or_else(|| self.ordered_at(), |(at, _)| *at);
        let rule = rule(call.utility, call.fault, call.site, called, settings)?;
        Some((rule, called))
    }
}
