//! The table of clocks: a row is a rule, its article, what starts it, how long it runs, whose time
//! it is and who may extend it.

use chrono::{Days, NaiveDate};

use super::super::settings::Settings;
use super::length::{Approver, Bound, Extension, Group, Length, Start, Unit};

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name in files, JSON and on the command line.
    pub name: RuleName,
    /// The article, by the short name of its law.
    pub article: &'static str,
    /// Where it belongs.
    pub group: Group,
    /// What starts it.
    pub start: Start,
    /// Whose time runs.
    pub bound: Bound,
    /// What is counted.
    pub unit: Unit,
    /// How long it runs.
    pub length: Length,
    /// How much longer it may run; `None` for a clock that nobody may extend.
    pub extension: Option<Extension>,
}

impl Rule {
    /// Gives the length under the town's settings.
    pub fn n(&self, settings: &Settings) -> u16 {
        self.length.n(settings)
    }

    /// Tells whether the last day is one of the law; the town's own goals and times, and days that
    /// were set by hand, are not.
    pub const fn is_of_law(&self) -> bool {
        !matches!(
            self.name,
            RuleName::TownGoal
                | RuleName::DecideProvisional
                | RuleName::ReportBack
                | RuleName::GuidanceAsk
                | RuleName::HotlineContact
                | RuleName::HotlineContactUrgent
                | RuleName::WaterRepair
                | RuleName::WhistleSign
                | RuleName::WhistleContact
                | RuleName::WhistleArrive
                | RuleName::WhistleArriveEmergency
                | RuleName::WhistleReport
                | RuleName::WhistleReportHard
                | RuleName::Mediation
        )
    }

    /// Tells whether the clock runs at all: those that rest on 山东省信访条例 (2015) alone stop with
    /// it, and water has hours only where the town set them.
    pub fn applies(&self, settings: &Settings) -> bool {
        (settings.shandong_regulations || !self.article.starts_with("鲁信访"))
            && (self.name != RuleName::WaterRepair || settings.water_repair_hours.is_some())
    }
}

/// 条例 22, 23: days to accept or decline.
const ACCEPT: u16 = 15;
/// 条例 34: days from acceptance to the decision.
const DECIDE: u16 = 60;
/// 条例 34: the most that an extension may add.
const DECIDE_MORE: u16 = 30;

/// Declares the names and the rows at once, so that neither can lack the other.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal:
        $article:literal, $group:ident, $start:ident, $bound:ident, $unit:ident, $length:expr, $extension:expr;)+) => {
        codes! {
            /// The names of the clocks.
            RuleName { $($(#[$doc])* $name = $code,)+ }
        }

        /// Every clock, in the order in which lists show them.
        pub const RULES: &[Rule] = &[$(Rule {
            name: RuleName::$name,
            article: $article,
            group: Group::$group,
            start: Start::$start,
            bound: Bound::$bound,
            unit: Unit::$unit,
            length: $length,
            extension: $extension,
        },)+];

        impl RuleName {
            /// Gives the row.
            pub const fn rule(self) -> &'static Rule {
                &RULES[self as usize]
            }
        }
    };
}

impl RuleName {
    /// Gives the last day of a clock of days that starts on `from`, not rolled past rest days;
    /// `None` beyond the calendar. What the town may set is counted by its default.
    pub fn raw_last_day(self, from: NaiveDate) -> Option<NaiveDate> {
        let days = self.rule().n(&Settings::default());
        from.checked_add_days(Days::new(days.into()))
    }

    /// Gives the most by which the clock may be extended, in its own unit; 0 where nobody may.
    pub fn most_more(self) -> u16 {
        let extension = self.rule().extension;
        extension.map_or(0, |it| it.most.n(&Settings::default()))
    }
}

rules! {
    // 信访工作条例: the petition's own road.
    /// 登记: every matter, at once
    Register = "register": "条例 22, 23", Petition, Receipt, Office, Hours, Length::Fixed(0), None;
    /// 转送、交办 by a petition department
    Route = "route": "条例 22", Petition, Receipt, Office, Days, Length::Fixed(15), None;
    /// 书面告知 of receipt and way of handling
    Notice = "notice": "条例 23", Petition, Receipt, Office, Days, Length::Fixed(15), None;
    /// 书面告知 of a matter sent by another organ
    NoticeTransferred = "notice_transferred": "条例 23", Petition, TransferReceipt, Office, Days, Length::Fixed(15), None;
    /// 异议: not in this organ's power
    Objection = "objection": "条例 23", Petition, TransferReceipt, Office, WorkingDays, Length::Fixed(5), None;
    /// 受理 or 不予受理; after it the matter stands as acceptance overdue
    Accept = "accept": "条例 22, 23", Petition, Receipt, Office, Days, Length::Fixed(ACCEPT), None;
    /// Provisional: 15 days to accept and 60 to decide, while nobody has accepted
    DecideProvisional = "decide_provisional": "条例 23, 34", Petition, Receipt, Office, Days, Length::Fixed(ACCEPT + DECIDE), None;
    /// 交办: reported back on the day that was set
    ReportBack = "report_back": "条例 22", Petition, SetDay, Office, Days, Length::Fixed(0), None;
    /// 引导: what came of it is asked on the day that was set
    GuidanceAsk = "guidance_ask": "条例 31", Petition, SetDay, Office, Days, Length::Fixed(0), None;
    /// “力争30日内办结”: the town's own goal
    TownGoal = "town_goal": "镇目标", Petition, Goal, Office, Days, Length::Setting(|s| s.town_goal_days), None;
    /// 处理意见书 on a claim of the general kind
    Decide = "decide": "条例 34", Petition, Acceptance, Office, Days, Length::Fixed(DECIDE), Some(Extension { most: Length::Fixed(DECIDE_MORE), by: Approver::HeadOfOrgan, informs: true });
    /// 处理意见书 after an extension of the longest kind
    DecideExtended = "decide_extended": "条例 34", Petition, Acceptance, Office, Days, Length::Fixed(DECIDE + DECIDE_MORE), None;
    /// 申请复查
    ReviewRequest = "review_request": "条例 35", Petition, DecisionDelivered, Petitioner, Days, Length::Fixed(30), None;
    /// 复查受理决定
    ReviewAccept = "review_accept": "鲁信访 43", Petition, ReviewRequested, Other, WorkingDays, Length::Fixed(3), None;
    /// 复查意见
    Review = "review": "条例 35", Petition, ReviewRequested, Other, Days, Length::Fixed(30), None;
    /// 申请复核
    RecheckRequest = "recheck_request": "条例 36", Petition, ReviewDelivered, Petitioner, Days, Length::Fixed(30), None;
    /// 复核意见; a hearing's days do not count
    Recheck = "recheck": "条例 36", Petition, RecheckRequested, Other, Days, Length::Fixed(30), None;
    /// 改进建议采纳情况 in writing
    AdviceFeedback = "advice_feedback": "鲁信访 59", Petition, AdviceReceived, Office, Days, Length::Fixed(30), None;
    /// 重大紧急: told by phone
    UrgentReport = "urgent_report": "条例 25", Petition, UrgentKnown, Office, Minutes, Length::Setting(|s| s.urgent_report_minutes), None;
    /// 重大紧急: reported on paper
    UrgentReportWritten = "urgent_report_written": "条例 25", Petition, UrgentKnown, Office, Hours, Length::Setting(|s| s.urgent_report_hours), None;
    /// 未成年人保护报告: harm to a minor, at once
    MinorReport = "minor_report": "未成年人保护法 11", Petition, Receipt, Office, Hours, Length::Fixed(0), None;
    // 信访事项简易办理办法.
    /// 简易办理: passed on by each level
    SimplePassOn = "simple_pass_on": "简易办理办法", Simple, Receipt, Office, WorkingDays, Length::Setting(|s| s.simple_pass_on_days), None;
    /// 简易办理: accepted
    SimpleAccept = "simple_accept": "简易办理办法", Simple, Receipt, Office, WorkingDays, Length::Setting(|s| s.simple_accept_days), None;
    /// 简易办理: opinion given
    SimpleDecide = "simple_decide": "简易办理办法", Simple, Receipt, Office, WorkingDays, Length::Setting(|s| s.simple_decide_days), None;
    // 12345.
    /// 工单办结
    Hotline = "hotline": "潍12345 20", Hotline, WorkOrder, Office, WorkingDays, Length::Setting(|s| s.hotline_days), Some(Extension { most: Length::Setting(|s| s.hotline_extension_days), by: Approver::HotlineOffice, informs: true });
    /// 退单 with its reason
    HotlineReturn = "hotline_return": "山东省政务服务热线管理办法", Hotline, WorkOrder, Office, WorkingDays, Length::Fixed(2), None;
    /// 首次联系
    HotlineContact = "hotline_contact": "首次联系时限", Hotline, WorkOrder, Office, Hours, Length::Setting(|s| s.first_contact_hours), None;
    /// 首次联系, urgent
    HotlineContactUrgent = "hotline_contact_urgent": "首次联系时限", Hotline, WorkOrder, Office, Hours, Length::Setting(|s| s.first_contact_urgent_hours), None;
    // Heating, gas, power: others are bound, the desk says who is late.
    /// 供热泄漏: on site
    HeatingLeak = "heating_leak": "潍供热 34(一)", Utility, Call, Other, Hours, Length::Fixed(1), None;
    /// 室温不达标 in the first ten days of the season: on site
    HeatingColdFirstDays = "heating_cold_first_days": "潍供热 34(二)", Utility, Call, Other, Hours, Length::Fixed(5), None;
    /// 室温不达标: on site
    HeatingCold = "heating_cold": "潍供热 34(二)", Utility, Call, Other, Hours, Length::Fixed(2), None;
    /// 测温
    HeatingTemperatureCheck = "heating_temperature_check": "山东省供热条例 21", Utility, Call, Other, Hours, Length::Fixed(24), None;
    /// 供热咨询投诉 answered by the company
    HeatingComplaint = "heating_complaint": "山东省供热条例 28", Utility, Call, Other, Days, Length::Fixed(3), None;
    /// 燃气险情: repaired and reported at once
    GasDanger = "gas_danger": "山东省燃气管理条例 41", Utility, Call, Other, Hours, Length::Fixed(0), None;
    /// 燃气投诉 answered
    GasComplaint = "gas_complaint": "山东省燃气管理条例 40", Utility, Call, Other, Days, Length::Fixed(15), None;
    /// 供电抢修 in the town: on site
    PowerRepairTown = "power_repair_town": "供电监管办法 14", Utility, Call, Other, Hours, Length::Setting(|s| s.power_repair_town_hours), None;
    /// 供电抢修 in the countryside: on site
    PowerRepairVillage = "power_repair_village": "供电监管办法 14", Utility, Call, Other, Hours, Length::Setting(|s| s.power_repair_village_hours), None;
    /// 供电抢修 in remote places: on site
    PowerRepairRemote = "power_repair_remote": "供电监管办法 14", Utility, Call, Other, Hours, Length::Setting(|s| s.power_repair_remote_hours), None;
    /// 供水抢修: on site; runs only where the town set its hours
    WaterRepair = "water_repair": "镇设定", Utility, Call, Other, Hours, Length::Setting(|s| s.water_repair_hours.unwrap_or_default()), None;
    // 吹哨报到: the town's own times.
    /// 吹哨签收
    WhistleSign = "whistle_sign": "镇吹哨机制", Whistle, Whistle, Office, Hours, Length::Setting(|s| s.whistle_sign_hours), None;
    /// 吹哨首次联系
    WhistleContact = "whistle_contact": "镇吹哨机制", Whistle, Whistle, Office, Hours, Length::Setting(|s| s.whistle_contact_hours), None;
    /// 报到: on the spot
    WhistleArrive = "whistle_arrive": "镇吹哨机制", Whistle, Whistle, Office, Hours, Length::Setting(|s| s.whistle_arrive_hours), None;
    /// 应急哨报到: on the spot
    WhistleArriveEmergency = "whistle_arrive_emergency": "镇吹哨机制", Whistle, Whistle, Office, Hours, Length::Setting(|s| s.whistle_arrive_emergency_hours), None;
    /// 吹哨反馈
    WhistleReport = "whistle_report": "镇吹哨机制", Whistle, Whistle, Office, WorkingDays, Length::Setting(|s| s.whistle_report_days), None;
    /// 攻坚哨反馈
    WhistleReportHard = "whistle_report_hard": "镇吹哨机制", Whistle, Whistle, Office, WorkingDays, Length::Setting(|s| s.whistle_report_hard_days), None;
    // 人民调解法, 司法确认.
    /// 人民调解 ended; the petition's clocks do not stop meanwhile
    Mediation = "mediation": "调解期限", Mediation, MediationBegun, Office, Days, Length::Setting(|s| s.mediation_days), Some(Extension { most: Length::Fixed(30), by: Approver::BothParties, informs: false });
    /// 司法确认 asked for by both parties
    JudicialConfirmation = "judicial_confirmation": "调解法 33", Mediation, AgreementInForce, Petitioner, Days, Length::Fixed(30), None;
    /// 司法确认: the court decides to accept
    CourtAccept = "court_accept": "司法确认 4", Mediation, CourtReceipt, Other, Days, Length::Fixed(3), None;
    /// 司法确认: the court confirms
    CourtConfirm = "court_confirm": "司法确认 5", Mediation, CourtAcceptance, Other, Days, Length::Fixed(15), Some(Extension { most: Length::Fixed(10), by: Approver::DecidingBody, informs: false });
    // 法律援助法.
    /// 法律援助: decided
    LegalAid = "legal_aid": "法援法 43", LegalAid, AidRequested, Other, Days, Length::Fixed(7), None;
    /// 法律援助: lawyer named
    LegalAidLawyer = "legal_aid_lawyer": "法援法 43", LegalAid, AidGranted, Other, Days, Length::Fixed(3), None;
    // 诉访分流: what the visitor must be told.
    /// 申请劳动仲裁; arrears of pay while still employed have no limit
    LabourArbitration = "labour_arbitration": "劳动争议调解仲裁法 27", Road, Knowing, Petitioner, Months, Length::Fixed(12), None;
    /// 申请劳动仲裁 for arrears of pay after leaving
    LabourArbitrationAfterLeaving = "labour_arbitration_after_leaving": "劳动争议调解仲裁法 27", Road, EmploymentEnded, Petitioner, Months, Length::Fixed(12), None;
    /// 劳动争议调解; then arbitration is open
    LabourMediation = "labour_mediation": "劳动争议调解仲裁法 14", Road, MediationBegun, Other, Days, Length::Fixed(15), None;
    /// 劳动仲裁裁决
    LabourAward = "labour_award": "劳动争议调解仲裁法 43", Road, ArbitrationAccepted, Other, Days, Length::Fixed(45), Some(Extension { most: Length::Fixed(15), by: Approver::DecidingBody, informs: true });
    /// 不服劳动仲裁起诉
    LabourSuit = "labour_suit": "劳动争议调解仲裁法 48, 50", Road, AwardDelivered, Petitioner, Days, Length::Fixed(15), None;
    /// 申请农村土地承包仲裁
    LandArbitration = "land_arbitration": "农村土地承包经营纠纷调解仲裁法 18", Road, Knowing, Petitioner, Months, Length::Fixed(24), None;
    /// 农村土地承包仲裁裁决
    LandAward = "land_award": "农村土地承包经营纠纷调解仲裁法 47", Road, ArbitrationAccepted, Other, Days, Length::Fixed(60), Some(Extension { most: Length::Fixed(30), by: Approver::DecidingBody, informs: true });
    /// 不服农村土地承包仲裁起诉
    LandSuit = "land_suit": "农村土地承包经营纠纷调解仲裁法 48", Road, AwardDelivered, Petitioner, Days, Length::Fixed(30), None;
    /// 申请行政复议
    Reconsideration = "reconsideration": "行政复议法 20", Road, Knowing, Petitioner, Days, Length::Fixed(60), None;
    /// 行政复议决定
    ReconsiderationDecide = "reconsideration_decide": "行政复议法 62", Road, ReconsiderationAccepted, Other, Days, Length::Fixed(60), Some(Extension { most: Length::Fixed(30), by: Approver::DecidingBody, informs: true });
    /// 提起行政诉讼
    AdministrativeSuit = "administrative_suit": "行政诉讼法 46", Road, Knowing, Petitioner, Months, Length::Setting(|s| s.administrative_suit_months), None;
    /// 申请行政复议 against inaction, which comes before a suit
    Inaction = "inaction": "行政复议法 20, 23", Road, DutyTermEnded, Petitioner, Days, Length::Fixed(60), None;
    /// 不服行政复议决定起诉
    SuitAfterReconsideration = "suit_after_reconsideration": "行政诉讼法 45", Road, ReconsiderationDelivered, Petitioner, Days, Length::Fixed(15), None;
    /// 不服土地权属处理决定起诉
    LandOwnershipSuit = "land_ownership_suit": "土地管理法 14", Road, LandDecisionDelivered, Petitioner, Days, Length::Fixed(30), None;
    /// 民事判决上诉
    AppealJudgment = "appeal_judgment": "民事诉讼法 171", Road, JudgmentServed, Petitioner, Days, Length::Fixed(15), None;
    /// 民事裁定上诉
    AppealRuling = "appeal_ruling": "民事诉讼法 171", Road, RulingServed, Petitioner, Days, Length::Fixed(10), None;
    /// 申请再审
    Retrial = "retrial": "民事诉讼法 216", Road, JudgmentInForce, Petitioner, Months, Length::Fixed(6), None;
    /// 申请强制执行
    Enforcement = "enforcement": "民事诉讼法 250", Road, PerformanceDue, Petitioner, Months, Length::Fixed(24), None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_its_own_row() {
        assert_eq!(RULES.len(), RuleName::ALL.len());
        for name in RuleName::ALL {
            assert_eq!(name.rule().name, *name);
            assert_eq!(RuleName::parse(name.code()), Some(*name));
        }
    }

    #[test]
    fn the_names_of_the_command_line_are_rows() {
        let settings = Settings::default();
        for (name, n, unit) in [
            ("route", 15, Unit::Days),
            ("notice", 15, Unit::Days),
            ("objection", 5, Unit::WorkingDays),
            ("town_goal", 30, Unit::Days),
            ("decide", 60, Unit::Days),
            ("decide_extended", 90, Unit::Days),
            ("review_request", 30, Unit::Days),
            ("review", 30, Unit::Days),
            ("recheck_request", 30, Unit::Days),
            ("recheck", 30, Unit::Days),
            ("simple_accept", 3, Unit::WorkingDays),
            ("simple_decide", 10, Unit::WorkingDays),
            ("hotline", 5, Unit::WorkingDays),
            ("hotline_return", 2, Unit::WorkingDays),
            ("mediation", 30, Unit::Days),
            ("judicial_confirmation", 30, Unit::Days),
            ("legal_aid", 7, Unit::Days),
        ] {
            let rule = RuleName::parse(name).unwrap().rule();
            assert_eq!((rule.n(&settings), rule.unit), (n, unit), "{name}");
        }
    }

    #[test]
    fn the_other_clocks_are_rows_too() {
        use Bound::{Office, Other, Petitioner};
        use Unit::{Days, Hours, Minutes, Months, WorkingDays};
        let settings = Settings::default();
        for (name, n, unit, bound) in [
            ("register", 0, Hours, Office),
            ("notice_transferred", 15, Days, Office),
            ("review_accept", 3, WorkingDays, Other),
            ("advice_feedback", 30, Days, Office),
            ("urgent_report", 30, Minutes, Office),
            ("urgent_report_written", 2, Hours, Office),
            ("simple_pass_on", 1, WorkingDays, Office),
            ("hotline_contact", 24, Hours, Office),
            ("hotline_contact_urgent", 2, Hours, Office),
            ("heating_leak", 1, Hours, Other),
            ("heating_cold_first_days", 5, Hours, Other),
            ("heating_cold", 2, Hours, Other),
            ("heating_temperature_check", 24, Hours, Other),
            ("heating_complaint", 3, Days, Other),
            ("gas_danger", 0, Hours, Other),
            ("gas_complaint", 15, Days, Other),
            ("power_repair_town", 1, Hours, Other),
            ("power_repair_village", 2, Hours, Other),
            ("power_repair_remote", 4, Hours, Other),
            ("whistle_sign", 1, Hours, Office),
            ("whistle_contact", 24, Hours, Office),
            ("whistle_arrive", 24, Hours, Office),
            ("whistle_arrive_emergency", 2, Hours, Office),
            ("whistle_report", 3, WorkingDays, Office),
            ("whistle_report_hard", 5, WorkingDays, Office),
            ("court_accept", 3, Days, Other),
            ("court_confirm", 15, Days, Other),
            ("legal_aid_lawyer", 3, Days, Other),
            ("labour_arbitration", 12, Months, Petitioner),
            ("labour_arbitration_after_leaving", 12, Months, Petitioner),
            ("labour_mediation", 15, Days, Other),
            ("labour_award", 45, Days, Other),
            ("labour_suit", 15, Days, Petitioner),
            ("land_arbitration", 24, Months, Petitioner),
            ("land_award", 60, Days, Other),
            ("land_suit", 30, Days, Petitioner),
            ("reconsideration", 60, Days, Petitioner),
            ("reconsideration_decide", 60, Days, Other),
            ("administrative_suit", 6, Months, Petitioner),
        ] {
            let rule = RuleName::parse(name).unwrap().rule();
            assert_eq!(
                (rule.n(&settings), rule.unit, rule.bound),
                (n, unit, bound),
                "{name}"
            );
        }
    }

    #[test]
    fn what_may_be_extended_says_by_how_much_and_by_whom() {
        let extended: Vec<_> = RULES
            .iter()
            .filter_map(|rule| {
                rule.extension.map(|it| {
                    (
                        rule.name.code(),
                        it.most.n(&Settings::default()),
                        it.by.code(),
                    )
                })
            })
            .collect();
        assert_eq!(
            extended,
            [
                ("decide", 30, "head_of_organ"),
                ("hotline", 10, "hotline_office"),
                ("mediation", 30, "both_parties"),
                ("court_confirm", 10, "deciding_body"),
                ("labour_award", 15, "deciding_body"),
                ("land_award", 30, "deciding_body"),
                ("reconsideration_decide", 30, "deciding_body"),
            ]
        );
    }

    #[test]
    fn what_rests_on_the_old_regulations_alone_stops_with_them() {
        let without = Settings {
            shandong_regulations: false,
            ..Settings::default()
        };
        let stopped: Vec<_> = RULES
            .iter()
            .filter(|rule| !rule.applies(&without))
            .map(|rule| rule.name.code())
            .collect();
        assert_eq!(
            stopped,
            ["review_accept", "advice_feedback", "water_repair"]
        );
        let all = Settings {
            water_repair_hours: Some(4),
            ..Settings::default()
        };
        assert!(RULES.iter().all(|rule| rule.applies(&all)));
    }

    #[test]
    fn the_town_says_from_when_its_own_goal_runs() {
        use super::super::super::settings::GoalStart;
        let goal = RuleName::TownGoal.rule();
        let from = |town_goal_start| {
            goal.start.settled(&Settings {
                town_goal_start,
                ..Settings::default()
            })
        };
        assert_eq!(from(GoalStart::Acceptance), Start::Acceptance);
        assert_eq!(from(GoalStart::Registration), Start::Receipt);
        assert_eq!(Start::Knowing.settled(&Settings::default()), Start::Knowing);
    }
}
