//! The words of other systems for our codes (`domain` §2.2, running systems). A word that is not
//! known is left as it stands, for the draft's check to warn about.

use crate::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use crate::domain::typed::half_width;

/// 信访形式.
pub fn channel(word: &str) -> Option<Channel> {
    let word = folded(word);
    Channel::parse(&word).or(match word.as_str() {
        "来访" | "走访" | "个人来访" | "集体来访" | "个访" | "集体访" => {
            Some(Channel::Visit)
        }
        "来信" | "信件" | "书信" | "联名信" => Some(Channel::Letter),
        "来电" | "电话" | "电话信访" | "牟邻热线" => Some(Channel::Phone),
        "网上信访" | "网信" | "网上" | "手机信访" | "微信信访" | "网上建议" | "领导信箱"
        | "网络" | "手机app" | "微信" => Some(Channel::Web),
        "12345" | "12345热线" | "政务热线" | "政务服务热线" | "市长热线" | "工单" => {
            Some(Channel::Hotline12345)
        }
        "驿站" | "牟邻驿站" => Some(Channel::Station),
        "吹哨" | "网格吹哨" | "网格" => Some(Channel::Whistle),
        "交办" | "转送" | "转办" | "上级交办" | "上级转送" | "督办" => {
            Some(Channel::Referral)
        }
        _ => None,
    })
}

/// 信访目的 or 事项类别.
pub fn class(word: &str) -> Option<Class> {
    let word = folded(word);
    Class::parse(&word).or(match word.trim_end_matches('类') {
        "求决" | "申诉" | "申诉求决" => Some(Class::Claim),
        "意见建议" | "建议意见" | "建议" | "咨询" => Some(Class::Suggestion),
        "揭发控告" | "检举控告" | "检举" | "控告" | "举报" => Some(Class::Accusation),
        "涉法涉诉" => Some(Class::Litigation),
        "其他" | "未分类" => Some(Class::Unclassed),
        _ => None,
    })
}

/// 镇内分类.
pub fn category(word: &str) -> Option<Category> {
    let word = folded(word);
    Category::parse(&word).or(match word.trim_end_matches('类') {
        "普通" | "一般" => Some(Category::General),
        "组织" => Some(Category::Organisation),
        "土地" => Some(Category::Land),
        "薪资" | "欠薪" | "工资" => Some(Category::Wages),
        _ => None,
    })
}

/// 内容分类, levels joined by `_`: the town's category that its words lead to, most telling first.
pub fn category_of_content(levels: &str) -> Category {
    const LEADS: [(Category, &[&str]); 3] = [
        (
            Category::Wages,
            &["欠薪", "工资", "薪资", "劳动报酬", "劳务费"],
        ),
        (
            Category::Land,
            &[
                "土地",
                "国土",
                "自然资源",
                "宅基地",
                "征地",
                "征收",
                "拆迁",
                "占地",
                "林地",
                "承包地",
            ],
        ),
        (
            Category::Organisation,
            &[
                "组织人事",
                "纪检监察",
                "党务政务",
                "村务",
                "两委",
                "换届",
                "选举",
                "基层组织",
                "三资",
                "村干部",
            ],
        ),
    ];
    LEADS
        .iter()
        .find(|(_, words)| words.iter().any(|word| levels.contains(word)))
        .map_or(Category::General, |(category, _)| *category)
}

/// 紧急程度.
pub fn urgency(word: &str) -> Option<Urgency> {
    let word = folded(word);
    Urgency::parse(&word).or(match word.as_str() {
        "一般" | "普通" => Some(Urgency::Ordinary),
        "紧急" | "急" => Some(Urgency::Urgent),
        "重大紧急" | "重大" | "特急" => Some(Urgency::Grave),
        _ => None,
    })
}

/// 难易程度.
pub fn difficulty(word: &str) -> Option<Difficulty> {
    let word = folded(word);
    Difficulty::parse(&word).or(match word.as_str() {
        "一般" | "普通" | "简单" => Some(Difficulty::Ordinary),
        "疑难" | "复杂" | "疑难复杂" => Some(Difficulty::Hard),
        _ => None,
    })
}

/// 是 or 否.
pub fn yes_no(word: &str) -> Option<bool> {
    match folded(word).as_str() {
        "是" | "有" | "√" | "y" | "yes" | "true" | "1" | "集体访" | "联名信" | "已办结" => {
            Some(true)
        }
        "否" | "无" | "×" | "n" | "no" | "false" | "0" | "未办结" => Some(false),
        _ => None,
    }
}

/// 休 (`true`) or 班.
pub fn is_holiday(word: &str) -> Option<bool> {
    match folded(word).as_str() {
        "holiday" | "休" | "休息" | "放假" | "节假日" | "假日" | "法定节假日" => {
            Some(true)
        }
        "workday" | "班" | "上班" | "补班" | "调休" | "工作日" | "调休上班" => {
            Some(false)
        }
        _ => None,
    }
}

fn folded(word: &str) -> String {
    half_width(word).trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_running_systems_lead_to_our_codes() {
        for (word, code) in [
            ("来信", "letter"),
            ("来访", "visit"),
            ("网上信访", "web"),
            ("手机信访", "web"),
            ("微信信访", "web"),
            ("网上建议", "web"),
            ("电话信访", "phone"),
            ("领导信箱", "web"),
            ("１２３４５", "hotline_12345"),
            ("visit", "visit"),
        ] {
            assert_eq!(channel(word).map(Channel::code), Some(code), "{word}");
        }
        for (word, code) in [
            ("求决", "claim"),
            ("意见建议", "suggestion"),
            ("申诉", "claim"),
            ("揭发控告", "accusation"),
            ("其他", "unclassed"),
            ("检举控告类", "accusation"),
        ] {
            assert_eq!(class(word).map(Class::code), Some(code), "{word}");
        }
        for (levels, code) in [
            ("劳动和社会保障_劳动报酬_拖欠工资", "wages"),
            ("自然资源_土地征收_补偿", "land"),
            ("农村农业_村务公开", "organisation"),
            ("城乡建设_供热", "general"),
            ("", "general"),
        ] {
            assert_eq!(category_of_content(levels).code(), code, "{levels}");
        }
        assert_eq!(category("欠薪类"), Some(Category::Wages));
        assert_eq!(urgency("特急"), Some(Urgency::Grave));
        assert_eq!(difficulty("疑难复杂"), Some(Difficulty::Hard));
        assert_eq!(
            (yes_no("是"), yes_no("否"), yes_no("也许")),
            (Some(true), Some(false), None)
        );
        assert_eq!(channel("飞鸽"), None);
    }
}
