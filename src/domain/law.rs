//! 法律法规: every law that the tables of clocks and roads rest on, by the short name that their
//! articles begin with, with the day from which the text that was read is in force.
//!
//! A change of law is a change of its row here and of the rows that cite it.

pub mod citation;

use chrono::NaiveDate;

/// A law, regulation, or the town's own rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// The name that articles are cited by.
    pub short: &'static str,
    /// The full name; for the town's own rules, the short one.
    pub name: &'static str,
    since: Since,
    /// In what the day was read; empty where it was not, and is to be checked before it is told.
    pub source: &'static str,
}

/// 施行日期 of a text as it holds now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Since {
    /// Year, month, day.
    Day(i32, u32, u32),
    /// Nobody read it.
    Unknown,
    /// The town's own rule, which holds as long as the town wants, with its code.
    Town(&'static str),
}

use Since::{Town, Unknown};

impl Law {
    /// Gives the day from which the text is in force; `None` where it is not known, or the rule is
    /// the town's own.
    pub fn since(&self) -> Option<NaiveDate> {
        match self.since {
            Since::Day(year, month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Unknown | Town(_) => None,
        }
    }

    /// Tells whether it is the town's own rule.
    pub fn is_towns_own(&self) -> bool {
        self.own_rule().is_some()
    }

    /// Gives the code of the town's own rule; `None` for a law.
    pub const fn own_rule(&self) -> Option<&'static str> {
        match self.since {
            Town(code) => Some(code),
            Since::Day(..) | Unknown => None,
        }
    }
}

const fn on(year: i32, month: u32, day: u32) -> Since {
    Since::Day(year, month, day)
}

const fn law(short: &'static str, name: &'static str, since: Since, source: &'static str) -> Law {
    Law {
        short,
        name,
        since,
        source,
    }
}

/// Every law that is cited, and the town's own rules below.
pub const LAWS: &[Law] = &[
    law("条例", "信访工作条例", on(2022, 5, 1), "条例原文"),
    law("鲁信访", "山东省信访条例", Unknown, ""),
    law(
        "简易办理办法",
        "信访事项简易办理办法",
        on(2022, 7, 17),
        "国家信访局公布页",
    ),
    law("潍12345", "潍坊市12345政务服务便民热线条例", Unknown, ""),
    law(
        "山东省政务服务热线管理办法",
        "山东省政务服务热线管理办法",
        Unknown,
        "",
    ),
    law("潍供热", "潍坊市供热条例", Unknown, ""),
    law("山东省供热条例", "山东省供热条例", on(2014, 9, 1), ""),
    law("山东省燃气管理条例", "山东省燃气管理条例", Unknown, ""),
    law("供电监管办法", "供电监管办法", on(2010, 1, 1), ""),
    law("调解法", "人民调解法", on(2011, 1, 1), ""),
    law("人民调解法", "人民调解法", on(2011, 1, 1), ""),
    law(
        "司法确认",
        "最高人民法院关于人民调解协议司法确认程序的若干规定",
        on(2011, 3, 30),
        "",
    ),
    law("法援法", "法律援助法", on(2022, 1, 1), ""),
    law(
        "劳动争议调解仲裁法",
        "劳动争议调解仲裁法",
        on(2008, 5, 1),
        "原文",
    ),
    law(
        "保障农民工工资支付条例",
        "保障农民工工资支付条例",
        on(2020, 5, 1),
        "",
    ),
    law(
        "工伤保险条例",
        "工伤保险条例（2010年修订）",
        on(2011, 1, 1),
        "",
    ),
    law(
        "农村土地承包经营纠纷调解仲裁法",
        "农村土地承包经营纠纷调解仲裁法",
        on(2010, 1, 1),
        "原文",
    ),
    law(
        "农村集体经济组织法",
        "农村集体经济组织法",
        on(2025, 5, 1),
        "主席令第二十六号（2024-06-28 公布）",
    ),
    law(
        "土地管理法",
        "土地管理法（2019年修正）",
        on(2020, 1, 1),
        "原文",
    ),
    law(
        "行政复议法",
        "行政复议法（2023年修订）",
        on(2024, 1, 1),
        "原文",
    ),
    law("行政诉讼法", "行政诉讼法（2017年修正）", on(2017, 7, 1), ""),
    law(
        "民事诉讼法",
        "民事诉讼法（2023年修正）",
        on(2024, 1, 1),
        "原文",
    ),
    law("民法典", "民法典", on(2021, 1, 1), ""),
    law(
        "反家庭暴力法",
        "反家庭暴力法",
        on(2016, 3, 1),
        "最高人民法院公布的十大典型案例等转述",
    ),
    law(
        "未成年人保护法",
        "未成年人保护法（2020年修订）",
        on(2021, 6, 1),
        "",
    ),
    law(
        "治安管理处罚法",
        "治安管理处罚法（2025年修订）",
        on(2026, 1, 1),
        "修订公布稿",
    ),
    law("镇目标", "镇目标", Town("goal"), ""),
    law("镇设定", "镇设定", Town("setting"), ""),
    law("镇吹哨机制", "镇吹哨机制", Town("whistles"), ""),
    law("首次联系时限", "首次联系时限", Town("first_contact"), ""),
    law("调解期限", "调解期限", Town("mediation"), ""),
];

/// Gives the law that an article is of: the one by whose short name it begins.
pub fn law_of(article: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| article.starts_with(law.short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline::rule::RULES;

    #[test]
    fn every_clock_rests_on_a_law_of_the_table_or_on_the_towns_own_rule() {
        for rule in RULES {
            assert!(law_of(rule.article).is_some(), "{}", rule.article);
        }
    }

    #[test]
    fn every_date_is_one_and_a_short_name_is_no_beginning_of_another() {
        for law in LAWS {
            let day = matches!(law.since, Since::Day(..));
            assert_eq!(day, law.since().is_some(), "{}", law.short);
            assert_eq!(law_of(law.short), Some(law), "{}", law.short);
        }
    }
}
