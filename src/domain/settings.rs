//! 设置: every number that the law leaves open or that nobody could verify, with its default.
//!
//! Pure values; files are read elsewhere. Widths are small on purpose: no setting can make a clock
//! count for ever.

use chrono::NaiveTime;

use super::law_field::{LawField, built_in};
use super::phone::Dialling;

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

/// What a town may set.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the town's own"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Whether a last day that is an ordinary weekend rolls like a holiday (courts do so; 民法典 203
    /// says 法定休假日).
    pub weekends_roll: bool,
    /// 集体访: this many people and more are a group visit (sources disagree on 5 and more than 5).
    pub group_threshold: u16,
    /// 规模性集体访: the word of 条例 46 (三), which gives no number.
    pub large_group_threshold: u16,
    /// 联名信: this many signers and more.
    pub joint_letter_signers: u16,
    /// 信访积案: unsettled for this many months.
    pub standing_case_months: u16,
    /// From when the town's goal runs.
    pub town_goal_start: GoalStart,
    /// The town's own goal in days.
    pub town_goal_days: u16,
    /// Days before a date at which a matter is shown as due soon.
    pub due_soon_days: u16,
    /// 重大紧急: minutes to tell the Party committee and government by phone (条例 25 gives none).
    pub urgent_report_minutes: u16,
    /// 重大紧急: hours to report on paper.
    pub urgent_report_hours: u16,
    /// 12345: working days to finish a work order.
    pub hotline_days: u16,
    /// 12345: hours to the first contact when urgent.
    pub first_contact_urgent_hours: u16,
    /// 12345 and 牟邻热线: hours to the first contact otherwise.
    pub first_contact_hours: u16,
    /// 供电抢修: hours on site in the town.
    pub power_repair_town_hours: u16,
    /// 供电抢修: hours on site in the countryside.
    pub power_repair_village_hours: u16,
    /// 供电抢修: hours on site in remote places.
    pub power_repair_remote_hours: u16,
    /// 供水抢修: hours on site; `None`, for no source gives a number, until the town sets one.
    pub water_repair_hours: Option<u16>,
    /// 简易办理: working days for each level to pass a matter on.
    pub simple_pass_on_days: u16,
    /// 简易办理: working days to accept.
    pub simple_accept_days: u16,
    /// 简易办理: working days to give an opinion.
    pub simple_decide_days: u16,
    /// 人民调解: days, unless the parties agree on more (调解法 has none).
    pub mediation_days: u16,
    /// 行政诉讼: months to sue.
    pub administrative_suit_months: u16,
    /// 吹哨: hours to sign in.
    pub whistle_sign_hours: u16,
    /// 吹哨: hours to the first contact.
    pub whistle_contact_hours: u16,
    /// 吹哨: working days to report an ordinary one.
    pub whistle_report_days: u16,
    /// 吹哨: working days to report a hard one (攻坚哨).
    pub whistle_report_hard_days: u16,
    /// 一次性化解: days for which a settled matter must not come back.
    pub watch_days: u16,
    /// How the screening rate is read.
    pub screening: ScreeningReading,
    /// 保存期限 in years; `None` keeps everything until the archive rules are known.
    pub retention_years: Option<u16>,
    /// Whether 山东省信访条例 (2015) is still applied where 条例 is silent.
    pub shandong_regulations: bool,
    /// How local telephone numbers are written.
    pub dialling: Dialling,
    /// 内容分类, top level.
    pub content_classes: Vec<String>,
    /// The centre's name on its papers, with its town; empty for 牟邻之家 in the paper's language.
    pub house: String,
    /// 有权处理机关: the organ in whose name papers are made out; empty for 大牟家镇人民政府.
    pub organ: String,
    /// 复查机关 (条例 35: the next level up); empty for 高密市人民政府.
    pub review_body: String,
    /// 复核机关 (条例 36); empty for 潍坊市人民政府.
    pub recheck_body: String,
    /// 牟邻热线: the number that papers carry.
    pub hotline: String,
    /// 参评: days after the end of a matter in which the person can rate it.
    pub rating_days: u16,
    /// 月考评: weight of the closure rate (信访办结率).
    pub closure_weight: u16,
    /// 月考评: weight of the screening rate (矛盾纠纷排查率).
    pub screening_weight: u16,
    /// 月考评: whether villages are evaluated too.
    pub evaluate_villages: bool,
    /// 牟邻驿站: the station at which this desk stands; empty at the centre.
    pub station: String,
    /// 收班: the hour at which reception closes (no source found one for the town); from then on the
    /// desk offers to close the day.
    pub reception_closes: NaiveTime,
    /// 领导包案: with fewer visits than this on a day, its leader takes on the standing hotline items.
    pub duty_visits: u16,
    /// 清仓见底: how many of them at most on one day; 0 for all that there are.
    pub backlog_a_day: u16,
    /// Whether rest days have a leader on duty too.
    pub duty_on_rest_days: bool,
    /// 重点案件: months after which a mark ends at the latest, unless it is extended.
    pub key_case_months: u16,
    /// 会议: how many matters an agenda makes of itself at most; the rest is counted.
    pub agenda_most: u16,
    /// 12345: the most working days by which a work order is extended (“一般不超过 10 个工作日”).
    pub hotline_extension_days: u16,
    /// 牟邻热线: hours after which a call-back is proposed.
    pub call_back_hours: u16,
    /// 治未病: how often a village looks round.
    pub checkin_villages: Rhythm,
    /// 治未病: how often an area does.
    pub checkin_areas: Rhythm,
    /// 治未病: how often the town does.
    pub checkin_town: Rhythm,
    /// 治未病: whether rest days count like working days.
    pub checkin_rest_days: bool,
    /// 上午排查: the hour of the day from which a report can be of the morning.
    pub checkin_morning_from_hour: u16,
    /// 上午排查: the hour until which it is in time.
    pub checkin_morning_until_hour: u16,
    /// 下午排查: the hour from which a report can be of the afternoon.
    pub checkin_afternoon_from_hour: u16,
    /// 下午排查: the hour until which it is in time.
    pub checkin_afternoon_until_hour: u16,
    /// 全天排查: the hour until which a report of the day is in time.
    pub checkin_day_until_hour: u16,
    /// 法治教育专员: how many there are to be in the town.
    pub law_educators: u16,
    /// 法律工作者: how many in the areas.
    pub legal_workers: u16,
    /// 法治宣传员: how many in the villages.
    pub law_promoters: u16,
    /// 领域: the fields of law by which lawyers are recommended.
    pub law_fields: Vec<LawField>,
    /// 吹哨: hours until somebody of the department is on the spot (no source found one for the
    /// town).
    pub whistle_arrive_hours: u16,
    /// 应急哨: hours until somebody is on the spot.
    pub whistle_arrive_emergency_hours: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            weekends_roll: true,
            group_threshold: 5,
            large_group_threshold: 30,
            joint_letter_signers: 5,
            standing_case_months: 12,
            town_goal_start: GoalStart::Acceptance,
            town_goal_days: 30,
            due_soon_days: 3,
            urgent_report_minutes: 30,
            urgent_report_hours: 2,
            hotline_days: 5,
            first_contact_urgent_hours: 2,
            first_contact_hours: 24,
            power_repair_town_hours: 1,
            power_repair_village_hours: 2,
            power_repair_remote_hours: 4,
            water_repair_hours: None,
            simple_pass_on_days: 1,
            simple_accept_days: 3,
            simple_decide_days: 10,
            mediation_days: 30,
            administrative_suit_months: 6,
            whistle_sign_hours: 1,
            whistle_contact_hours: 24,
            whistle_report_days: 3,
            whistle_report_hard_days: 5,
            watch_days: 90,
            screening: ScreeningReading::Both,
            retention_years: None,
            shandong_regulations: true,
            dialling: Dialling::default(),
            content_classes: CONTENT_CLASSES
                .iter()
                .map(|&class| class.to_owned())
                .collect(),
            house: String::new(),
            organ: String::new(),
            review_body: String::new(),
            recheck_body: String::new(),
            hotline: HOTLINE.to_owned(),
            rating_days: 30,
            closure_weight: 60,
            screening_weight: 40,
            evaluate_villages: false,
            station: String::new(),
            reception_closes: RECEPTION_CLOSES,
            duty_visits: 2,
            backlog_a_day: 0,
            duty_on_rest_days: true,
            key_case_months: 12,
            agenda_most: 40,
            hotline_extension_days: 10,
            call_back_hours: 24,
            checkin_villages: Rhythm::TwiceDaily,
            checkin_areas: Rhythm::Daily,
            checkin_town: Rhythm::Daily,
            checkin_rest_days: true,
            checkin_morning_from_hour: 5,
            checkin_morning_until_hour: 12,
            checkin_afternoon_from_hour: 12,
            checkin_afternoon_until_hour: 18,
            checkin_day_until_hour: 18,
            law_educators: 6,
            legal_workers: 9,
            law_promoters: 90,
            law_fields: built_in(),
            whistle_arrive_hours: 24,
            whistle_arrive_emergency_hours: 2,
        }
    }
}

/// 17:30.
const RECEPTION_CLOSES: NaiveTime = match NaiveTime::from_hms_opt(17, 30, 0) {
    Some(hour) => hour,
    None => NaiveTime::MIN,
};

/// 牟邻热线, 81890 as in 拨一拨就灵.
const HOTLINE: &str = "2881890";

const CONTENT_CLASSES: &[&str] = &[
    "农村农业",
    "自然资源",
    "城乡建设",
    "劳动和社会保障",
    "卫生健康",
    "教育文体",
    "民政",
    "政法",
    "经济管理",
    "交通运输",
    "商贸旅游",
    "科技信息",
    "生态环境",
    "党务政务",
    "组织人事",
    "纪检监察",
    "其他",
];
