//! The words of other systems for our codes (`domain` §2.2, running systems). A word that is not
//! known is left as it stands, for the draft's check to warn about.

use crate::domain::codes::{Category, Class, Difficulty, Urgency};
use crate::domain::typed::half_width;

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
        "是" | "有" | "√" | "y" | "yes" | "true" | "1" | "集体访" | "联名信" | "已办结"
        | "是的" | "对" | "✓" | "✔" | "☑" | "t" => Some(true),
        "否" | "无" | "×" | "n" | "no" | "false" | "0" | "未办结" | "不是" | "没有" | "✗" | "✘"
        | "☐" | "f" => Some(false),
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

/// Folds a word for comparison: width, case and blanks around it.
pub(super) fn folded(word: &str) -> String {
    half_width(word).trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_running_systems_lead_to_our_codes() {
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
    }
}
