//! 领域: the fields of law, as the Justice Office recommends lawyers by them, and which lawyers a
//! matter's category and words speak for.

use super::codes::Category;
use super::lawyer::{Conflict, Lawyer, LawyerId};
use super::typed::half_width;

/// 领域: one field of law; the town can edit the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawField {
    /// Its name, as it stands on a lawyer's card.
    pub name: String,
    /// The town's categories that it serves.
    pub categories: Vec<Category>,
    /// Words of a matter that speak for it; a card may name it by one of them too.
    pub words: Vec<String>,
}

/// N: a lawyer whom the Justice Office may recommend for a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specialist {
    /// Which lawyer.
    pub id: LawyerId,
    /// His card.
    pub lawyer: Lawyer,
    /// His fields that the matter speaks for, the strongest first; none where only he is left.
    pub fields: Vec<String>,
    /// 利益冲突: whether he or his firm met the other side, as far as the viewer may know.
    pub conflict: Option<Conflict>,
}

/// The built-in list: name, categories, words.
const BUILT_IN: &[(&str, &[Category], &[&str])] = &[
    (
        "劳动争议",
        &[Category::Wages],
        &["劳动", "工资", "工钱", "讨薪", "社保", "解除合同"],
    ),
    ("欠薪", &[Category::Wages], &["拖欠", "欠薪", "欠工资"]),
    ("工伤", &[Category::Wages], &["工伤", "受伤"]),
    (
        "土地承包",
        &[Category::Land],
        &["土地", "承包", "流转", "确权", "口粮地"],
    ),
    (
        "征收补偿",
        &[Category::Land],
        &["征收", "征地", "拆迁", "占地", "补偿"],
    ),
    (
        "行政复议",
        &[Category::Land, Category::Organisation],
        &["行政", "处罚", "许可", "复议"],
    ),
    (
        "村务治理",
        &[Category::Organisation],
        &["村务", "账目", "选举", "村规", "集体资产"],
    ),
    (
        "婚姻家庭",
        &[Category::General],
        &["婚姻", "离婚", "赡养", "抚养", "继承", "彩礼", "家暴"],
    ),
    (
        "相邻关系",
        &[Category::General],
        &["邻居", "相邻", "宅基地", "排水", "通行", "采光"],
    ),
    (
        "合同",
        &[Category::General],
        &["借款", "借条", "买卖", "租赁", "货款"],
    ),
    (
        "人身损害",
        &[Category::General],
        &["打伤", "交通事故", "医疗", "损害"],
    ),
    ("刑事", &[], &["刑事", "诈骗"]),
];

/// Gives the list that holds where the town has none of its own.
pub fn built_in() -> Vec<LawField> {
    BUILT_IN
        .iter()
        .map(|(name, categories, words)| LawField {
            name: (*name).to_owned(),
            categories: categories.to_vec(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        })
        .collect()
}

impl LawField {
    /// Tells whether a card names it: by its name or by one of its words.
    pub fn is_called(&self, text: &str) -> bool {
        self.name == text || self.words.iter().any(|word| word == text)
    }
}

/// Gives the parts of a card's fields.
pub fn named(fields: &str) -> Vec<String> {
    half_width(fields)
        .split(['、', ',', ';', '/', ' '])
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// Gives the first part of a card's fields that stands neither on the list nor on the card as it was.
pub fn unknown(list: &[LawField], fields: &str, before: &str) -> Option<String> {
    let known = named(before);
    named(fields)
        .into_iter()
        .find(|part| !known.contains(part) && !list.iter().any(|it| it.is_called(part)))
}

/// Gives the lawyers who still come, those first whose fields the matter speaks for: by its words,
/// then by its category.
pub fn specialists(
    list: &[LawField],
    lawyers: &[(LawyerId, Lawyer)],
    category: Option<Category>,
    text: &str,
) -> Vec<Specialist> {
    let weight = |field: &LawField| {
        let words = field
            .words
            .iter()
            .filter(|word| text.contains(word.as_str()));
        let serves = category.is_some_and(|it| field.categories.contains(&it));
        2 * words.count() + usize::from(text.contains(&field.name)) * 2 + usize::from(serves)
    };
    let mut found: Vec<(usize, Specialist)> = lawyers
        .iter()
        .filter(|(_, lawyer)| lawyer.active)
        .map(|(id, lawyer)| {
            let parts = named(&lawyer.fields);
            let mut fields: Vec<(usize, &LawField)> = list
                .iter()
                .filter(|field| parts.iter().any(|part| field.is_called(part)))
                .map(|field| (weight(field), field))
                .filter(|(weight, _)| *weight > 0)
                .collect();
            fields.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
            let sum = fields.iter().map(|(weight, _)| weight).sum();
            let specialist = Specialist {
                id: *id,
                lawyer: lawyer.clone(),
                fields: fields.into_iter().map(|(_, it)| it.name.clone()).collect(),
                conflict: None,
            };
            (sum, specialist)
        })
        .collect();
    found.sort_by_key(|(weight, it)| (std::cmp::Reverse(*weight), it.id));
    found.into_iter().map(|(_, it)| it).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lawyers() -> Vec<(LawyerId, Lawyer)> {
        [
            ("甲", "劳动争议、欠薪、工伤", true),
            ("乙", "土地承包,征收补偿；行政复议", true),
            ("丙", "婚姻家庭、相邻关系、合同", true),
            ("丁", "欠薪", false),
        ]
        .into_iter()
        .zip(1..)
        .map(|((name, fields, active), id)| {
            let lawyer = Lawyer {
                name: name.to_owned(),
                fields: fields.to_owned(),
                active,
                ..Lawyer::default()
            };
            (LawyerId(id), lawyer)
        })
        .collect()
    }

    #[test]
    fn category_and_words_lead_to_the_field_and_its_lawyers() {
        for (category, text, first, fields) in [
            (Some(Category::Wages), "", "甲", "劳动争议 欠薪 工伤"),
            (Some(Category::Land), "", "乙", "土地承包 征收补偿 行政复议"),
            (Some(Category::Organisation), "", "乙", "行政复议"),
            (Some(Category::General), "", "丙", "婚姻家庭 相邻关系 合同"),
            (None, "包工头拖欠工资", "甲", "欠薪 劳动争议"),
            (Some(Category::General), "占地补偿没有给", "乙", "征收补偿"),
            (None, "说不清", "甲", ""),
        ] {
            let found = specialists(&built_in(), &lawyers(), category, text);
            let best = &found[0];
            assert_eq!(best.lawyer.name, first, "{category:?} {text}");
            assert_eq!(best.fields.join(" "), fields, "{category:?} {text}");
            assert_eq!(found.len(), 3, "who left is not recommended");
        }
    }

    #[test]
    fn a_card_names_fields_of_the_list_and_keeps_what_stood_on_it() {
        for (fields, before, refused) in [
            ("劳动争议、欠薪", "", None),
            ("劳动, 土地", "", None),
            ("航天", "", Some("航天")),
            ("航天、合同", "航天", None),
            ("", "", None),
        ] {
            let found = unknown(&built_in(), fields, before);
            assert_eq!(found.as_deref(), refused, "{fields}");
        }
    }
}
