//! 设置: every number that the law leaves open or that nobody could verify, with its default.
//!
//! Each is a row of one table, from which its type, its default and its name in the file follow;
//! files are read elsewhere. Widths are small on purpose: no setting can make a clock count for ever.

use chrono::NaiveTime;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::dispute::{self, DisputeType};
use super::law_field::{LawField, built_in};
use super::phone::Dialling;
use kind::SettingKind;

pub mod kind;
pub mod view;

mod written;

codes! {
    /// From when the town's own goal of 30 days runs (“力争30日内办结”).
    GoalStart {
        /// 登记之日
        Registration = "registration",
        /// 受理之日
        Acceptance = "acceptance",
    }
}

codes! {
    /// How the screening rate (矛盾纠纷排查率) is read; no source settles it.
    ScreeningReading {
        /// Disputes found by own search before anyone petitioned ÷ all that are known
        FoundFirst = "found_first",
        /// Villages that did the checks ÷ villages due
        ChecksDone = "checks_done",
        /// Both, each under its own name
        Both = "both",
    }
}

codes! {
    /// How often a level of the grid looks round (治未病); the rhythm above the villages is the
    /// town's own.
    Rhythm {
        /// Morning and afternoon
        TwiceDaily = "twice_daily",
        /// Once a day
        Daily = "daily",
        /// On the first day of the week that counts
        Weekly = "weekly",
        /// Not at all
        Never = "never",
    }
}

/// A value that the town can write.
trait Written: Sized {
    /// What the table holds.
    type Form: DeserializeOwned;

    /// What it takes, in words of the desk.
    const KIND: SettingKind;

    /// Reads what was written.
    ///
    /// # Errors
    /// What is wrong, as it follows the setting's name: ` = "tomorrow"`.
    fn read(form: Self::Form) -> Result<Self, String>;
}

/// Declares the settings, a row each, and the table in which the town writes them: what it leaves
/// out keeps its default, and a name that is none of them is refused.
macro_rules! settings {
    ($($(#[$doc:meta])* $field:ident: $kind:ty = $default:expr,)+) => {
        /// What a town may set.
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(try_from = "Table")]
        pub struct Settings {
            $($(#[$doc])* pub $field: $kind,)+
            /// How local telephone numbers are written.
            pub dialling: Dialling,
        }

        impl Default for Settings {
            fn default() -> Self {
                Self {
                    $($field: $default,)+
                    dialling: Dialling::default(),
                }
            }
        }

        impl Settings {
            /// Every setting by its name in the town's table, with what it takes.
            pub const KINDS: &'static [(&'static str, SettingKind)] = &[
                $((stringify!($field), <$kind as Written>::KIND),)+
                ("area_code", <String as Written>::KIND),
                ("local_digits", SettingKind::Number(u8::MAX as u16)),
            ];
        }

        #[derive(Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct Table {
            $($field: Option<<$kind as Written>::Form>,)+
            area_code: Option<String>,
            local_digits: Option<u8>,
        }

        impl TryFrom<Table> for Settings {
            type Error = String;

            /// Reads the table; the error names the setting whose word is none of its choices.
            fn try_from(table: Table) -> Result<Self, String> {
                let mut settings = Self::default();
                $(if let Some(form) = table.$field {
                    settings.$field = Written::read(form)
                        .map_err(|wrong| format!("{}{wrong}", stringify!($field)))?;
                })+
                let dialling = &mut settings.dialling;
                if let Some(code) = table.area_code {
                    dialling.area_code = code;
                }
                dialling.local_digits = table.local_digits.unwrap_or(dialling.local_digits);
                Ok(settings)
            }
        }
    };
}

settings! {
    /// Whether a last day that is an ordinary weekend rolls like a holiday (courts do so; 民法典 203
    /// says 法定休假日).
    weekends_roll: bool = true,
    /// 集体访: this many people and more are a group visit (sources disagree on 5 and more than 5).
    group_threshold: u16 = 5,
    /// From when the town's goal runs.
    town_goal_start: GoalStart = GoalStart::Acceptance,
    /// The town's own goal in days.
    town_goal_days: u16 = 30,
    /// Days before a date at which a matter is shown as due soon.
    due_soon_days: u16 = 3,
    /// 重大紧急: minutes to tell the Party committee and government by phone (条例 25 gives none).
    urgent_report_minutes: u16 = 30,
    /// 重大紧急: hours to report on paper.
    urgent_report_hours: u16 = 2,
    /// 12345: working days to finish a work order.
    hotline_days: u16 = 5,
    /// 12345: hours to the first contact when urgent.
    first_contact_urgent_hours: u16 = 2,
    /// 12345 and 牟邻热线: hours to the first contact otherwise.
    first_contact_hours: u16 = 24,
    /// 供电抢修: hours on site in the town.
    power_repair_town_hours: u16 = 1,
    /// 供电抢修: hours on site in the countryside.
    power_repair_village_hours: u16 = 2,
    /// 供电抢修: hours on site in remote places.
    power_repair_remote_hours: u16 = 4,
    /// 供水抢修: hours on site; `None`, for no source gives a number, until the town sets one.
    water_repair_hours: Option<u16> = None,
    /// 简易办理: working days for each level to pass a matter on.
    simple_pass_on_days: u16 = 1,
    /// 简易办理: working days to accept.
    simple_accept_days: u16 = 3,
    /// 简易办理: working days to give an opinion.
    simple_decide_days: u16 = 10,
    /// 人民调解: days, unless the parties agree on more (调解法 has none).
    mediation_days: u16 = 30,
    /// 行政诉讼: months to sue.
    administrative_suit_months: u16 = 6,
    /// 吹哨: hours to sign in.
    whistle_sign_hours: u16 = 1,
    /// 吹哨: hours to the first contact.
    whistle_contact_hours: u16 = 24,
    /// 吹哨: working days to report an ordinary one.
    whistle_report_days: u16 = 3,
    /// 吹哨: working days to report a hard one (攻坚哨).
    whistle_report_hard_days: u16 = 5,
    /// 一次性化解: days for which a settled matter must not come back.
    watch_days: u16 = 90,
    /// How the screening rate is read.
    screening: ScreeningReading = ScreeningReading::Both,
    /// Whether 山东省信访条例 (2015) is still applied where 条例 is silent.
    shandong_regulations: bool = true,
    /// The centre's name on its papers, with its town; empty for 牟邻之家 in the paper's language.
    house: String = String::new(),
    /// 有权处理机关: the organ in whose name papers are made out; empty for 大牟家镇人民政府.
    organ: String = String::new(),
    /// 复查机关 (条例 35: the next level up); empty for 高密市人民政府.
    review_body: String = String::new(),
    /// 复核机关 (条例 36); empty for 潍坊市人民政府.
    recheck_body: String = String::new(),
    /// 牟邻热线: the number that papers carry.
    hotline: String = HOTLINE.to_owned(),
    /// 参评: days after the end of a matter in which the person can rate it.
    rating_days: u16 = 30,
    /// 月考评: weight of the closure rate (信访办结率).
    closure_weight: u16 = 60,
    /// 月考评: weight of the screening rate (矛盾纠纷排查率).
    screening_weight: u16 = 40,
    /// 月考评: whether villages are evaluated too.
    evaluate_villages: bool = false,
    /// 牟邻驿站: the station at which this desk stands; empty at the centre.
    station: String = String::new(),
    /// 收班: the hour at which reception closes (no source found one for the town); from then on the
    /// desk offers to close the day.
    reception_closes: NaiveTime = RECEPTION_CLOSES,
    /// 领导包案: with fewer visits than this on a day, its leader takes on the standing hotline items.
    duty_visits: u16 = 2,
    /// 清仓见底: how many of them at most on one day; 0 for all that there are.
    backlog_a_day: u16 = 0,
    /// Whether rest days have a leader on duty too.
    duty_on_rest_days: bool = true,
    /// 重点案件: months after which a mark ends at the latest, unless it is extended.
    key_case_months: u16 = 12,
    /// 会议: how many matters an agenda makes of itself at most; the rest is counted.
    agenda_most: u16 = 40,
    /// 12345: the most working days by which a work order is extended (“一般不超过 10 个工作日”).
    hotline_extension_days: u16 = 10,
    /// 牟邻热线: hours after which a call-back is proposed.
    call_back_hours: u16 = 24,
    /// 治未病: how often a village looks round.
    checkin_villages: Rhythm = Rhythm::TwiceDaily,
    /// 治未病: how often an area does.
    checkin_areas: Rhythm = Rhythm::Daily,
    /// 治未病: how often the town does.
    checkin_town: Rhythm = Rhythm::Daily,
    /// 治未病: whether rest days count like working days.
    checkin_rest_days: bool = true,
    /// 上午排查: the hour of the day from which a report can be of the morning.
    checkin_morning_from_hour: u16 = 5,
    /// 上午排查: the hour until which it is in time.
    checkin_morning_until_hour: u16 = 12,
    /// 下午排查: the hour from which a report can be of the afternoon.
    checkin_afternoon_from_hour: u16 = 12,
    /// 下午排查: the hour until which it is in time.
    checkin_afternoon_until_hour: u16 = 18,
    /// 全天排查: the hour until which a report of the day is in time.
    checkin_day_until_hour: u16 = 18,
    /// 法治教育专员: how many there are to be in the town.
    law_educators: u16 = 6,
    /// 法律工作者: how many in the areas.
    legal_workers: u16 = 9,
    /// 法治宣传员: how many in the villages.
    law_promoters: u16 = 90,
    /// 领域: the fields of law by which lawyers are recommended.
    law_fields: Vec<LawField> = built_in(),
    /// 纠纷类型: the types of disputes, in the order of the monthly table.
    dispute_types: Vec<DisputeType> = dispute::built_in(),
    /// 吹哨: hours until somebody of the department is on the spot (no source found one for the
    /// town).
    whistle_arrive_hours: u16 = 24,
    /// 应急哨: hours until somebody is on the spot.
    whistle_arrive_emergency_hours: u16 = 2,
    /// 附件: megabytes of one file at most.
    attachment_megabytes: u16 = 50,
}

/// 17:30.
const RECEPTION_CLOSES: NaiveTime = match NaiveTime::from_hms_opt(17, 30, 0) {
    Some(hour) => hour,
    None => NaiveTime::MIN,
};

/// 牟邻热线, 81890 as in 拨一拨就灵.
const HOTLINE: &str = "2881890";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn what_is_left_out_stays_and_what_is_wrong_is_named() {
        let settings = read(
            "group_threshold = 6\ntown_goal_start = \"registration\"\narea_code = \"0532\"\nreview_body = \"邻市人民政府\"\nwater_repair_hours = 2",
        )
        .unwrap();
        assert_eq!(settings.group_threshold, 6);
        assert_eq!(settings.town_goal_start, GoalStart::Registration);
        assert_eq!(settings.dialling.area_code, "0532");
        assert_eq!(settings.dialling.local_digits, 7);
        assert_eq!(settings.review_body, "邻市人民政府");
        assert_eq!(settings.water_repair_hours, Some(2));
        assert_eq!(settings.recheck_body, Settings::default().recheck_body);
        assert_eq!(settings.mediation_days, Settings::default().mediation_days);
        let rhythm = read("checkin_town = \"weekly\"\ncheckin_rest_days = false").unwrap();
        assert_eq!(rhythm.checkin_town, Rhythm::Weekly);
        assert!(!rhythm.checkin_rest_days);
        let early = read("reception_closes = \"17:00\"").unwrap();
        assert_eq!(early.reception_closes.to_string(), "17:00:00");
        for (text, wrong) in [
            (
                "reception_closes = \"evening\"",
                "reception_closes = \"evening\"",
            ),
            ("checkin_areas = \"often\"", "checkin_areas = \"often\""),
            (
                "town_goal_start = \"tomorrow\"",
                "town_goal_start = \"tomorrow\"",
            ),
            (
                "law_fields = [{ name = \"欠薪\", categories = [\"money\"] }]",
                "law_fields.categories = \"money\"",
            ),
            ("law_fields = [{ name = \" \" }]", "law_fields.name = \"\""),
            (
                "dispute_types = [{ name = \"邻里\", signs = [\"noise\"] }]",
                "dispute_types.signs = \"noise\"",
            ),
            (
                "dispute_types = [{ name = \"邻里纠纷\" }, { name = \"邻里\" }]",
                "dispute_types.name = \"邻里\"",
            ),
        ] {
            assert_eq!(read(text).unwrap_err().message(), wrong);
        }
        assert!(read("group_treshold = 6").is_err());
        assert!(read("group_threshold = 70000").is_err());
    }
}
