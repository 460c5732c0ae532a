//! 水电暖气: what can fail, what is known of a call about it, and by which clock the company must be
//! on site.

use crate::domain::case::fact::kind::{Choice, Line, Minute};
use crate::domain::deadline::heating::cold_room_rule;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;

codes! {
    /// 水电暖气: what the fast lane is for.
    Utility: "utility" {
        /// 供电
        Power = "power",
        /// 供水
        Water = "water",
        /// 供热
        Heating = "heating",
        /// 燃气
        Gas = "gas",
    }
}

codes! {
    /// 故障: what is wrong with it.
    Fault: "fault" {
        /// 断供: none comes
        Outage = "outage",
        /// 泄漏
        Leak = "leak",
        /// 室温不达标
        TooCold = "too_cold",
        /// 险情: danger to people
        Danger = "danger",
        /// 其他
        Other = "other",
    }
}

codes! {
    /// 地点: the hours of power depend on it.
    Site: "site" {
        /// 镇驻地
        Town = "town",
        /// 农村
        Village = "village",
        /// 边远
        Remote = "remote",
    }
}

steps! {
    /// A step on the fast lane.
    FastLaneStep: FastLaneKind {
        /// 转快速处置: the matter is put on the lane, or what was noted of it is corrected.
        Put = "fast_lane_put" {
            /// Which utility.
            utility: Choice<Utility>,
            /// What is wrong.
            fault: Choice<Fault>,
            /// Where.
            site: Choice<Site>,
        },
        /// 通知企业: the company was told.
        Inform = "fast_lane_inform" {
            /// When.
            at: Minute,
            /// Whom.
            whom: Line,
        },
        /// 企业到场: the company is on site.
        Arrive = "fast_lane_arrive" {
            /// When.
            at: Minute,
        },
        /// 修复: it works again.
        Fix = "fast_lane_fix" {
            /// When.
            at: Minute,
        },
    }
}

/// 报修: what is known of a call on the fast lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UtilityCall {
    /// Which utility.
    pub utility: Utility,
    /// What is wrong.
    pub fault: Fault,
    /// Where.
    pub site: Site,
    /// When the company was told, and whom.
    pub informed: Option<(Moment, String)>,
    /// When it was on site.
    pub arrived_at: Option<Moment>,
    /// When it was repaired.
    pub fixed_at: Option<Moment>,
}

impl UtilityCall {
    /// Gives when the first of arrival and repair came, which meets the hours.
    pub fn met_at(&self) -> Option<Moment> {
        self.arrived_at.into_iter().chain(self.fixed_at).min()
    }
}

/// Names the clock for a call at `called`; `None` where nothing found fixes one (a cold room outside
/// the season; water, until the town sets its hours).
pub fn rule(
    utility: Utility,
    fault: Fault,
    site: Site,
    called: Moment,
    settings: &Settings,
) -> Option<RuleName> {
    match (utility, fault) {
        (Utility::Heating, Fault::Leak | Fault::Danger) => Some(RuleName::HeatingLeak),
        (Utility::Heating, Fault::TooCold | Fault::Outage) => cold_room_rule(called),
        (Utility::Heating, Fault::Other) => Some(RuleName::HeatingComplaint),
        (Utility::Gas, Fault::Leak | Fault::Danger) => Some(RuleName::GasDanger),
        (Utility::Gas, Fault::Outage | Fault::TooCold | Fault::Other) => {
            Some(RuleName::GasComplaint)
        }
        (Utility::Water, _) => settings.water_repair_hours.map(|_| RuleName::WaterRepair),
        (Utility::Power, _) => Some(match site {
            Site::Town => RuleName::PowerRepairTown,
            Site::Village => RuleName::PowerRepairVillage,
            Site::Remote => RuleName::PowerRepairRemote,
        }),
    }
}

/// Tells whether people must be told to leave and to call 110, 119 and the company first.
pub const fn is_danger(utility: Utility, fault: Fault) -> bool {
    matches!(
        (utility, fault),
        (Utility::Gas, Fault::Leak) | (_, Fault::Danger)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_has_the_hours_that_were_found_for_it_and_no_others() {
        let set = Settings {
            water_repair_hours: Some(4),
            ..Settings::default()
        };
        for (utility, fault, site, called, without, with) in [
            (
                "heating",
                "leak",
                "village",
                "2026-07-01 09:00",
                Some("heating_leak"),
                Some("heating_leak"),
            ),
            (
                "heating",
                "too_cold",
                "village",
                "2026-11-20 09:00",
                Some("heating_cold_first_days"),
                Some("heating_cold_first_days"),
            ),
            (
                "heating",
                "too_cold",
                "village",
                "2026-12-20 09:00",
                Some("heating_cold"),
                Some("heating_cold"),
            ),
            (
                "heating",
                "too_cold",
                "village",
                "2026-07-01 09:00",
                None,
                None,
            ),
            (
                "gas",
                "leak",
                "town",
                "2026-07-01 09:00",
                Some("gas_danger"),
                Some("gas_danger"),
            ),
            (
                "gas",
                "danger",
                "town",
                "2026-07-01 09:00",
                Some("gas_danger"),
                Some("gas_danger"),
            ),
            (
                "gas",
                "other",
                "town",
                "2026-07-01 09:00",
                Some("gas_complaint"),
                Some("gas_complaint"),
            ),
            (
                "power",
                "outage",
                "town",
                "2026-07-01 09:00",
                Some("power_repair_town"),
                Some("power_repair_town"),
            ),
            (
                "power",
                "danger",
                "village",
                "2026-07-01 09:00",
                Some("power_repair_village"),
                Some("power_repair_village"),
            ),
            (
                "power",
                "other",
                "remote",
                "2026-07-01 09:00",
                Some("power_repair_remote"),
                Some("power_repair_remote"),
            ),
            (
                "water",
                "leak",
                "town",
                "2026-07-01 09:00",
                None,
                Some("water_repair"),
            ),
        ] {
            let asked = |settings: &Settings| {
                let (utility, fault) = (
                    Utility::parse(utility).unwrap(),
                    Fault::parse(fault).unwrap(),
                );
                let called = Moment::parse(called).unwrap();
                rule(utility, fault, Site::parse(site).unwrap(), called, settings)
                    .map(RuleName::code)
            };
            assert_eq!(asked(&Settings::default()), without, "{utility} {fault}");
            assert_eq!(asked(&set), with, "{utility} {fault} where water is set");
        }
    }
}
