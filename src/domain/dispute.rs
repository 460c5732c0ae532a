//! 纠纷类型: what a dispute is about, by a list that the town can edit. The built-in one follows the
//! classes by which people's mediation committees report.

use crate::domain::prevention::finding::SignKind;
use crate::domain::typed::half_width;

/// 纠纷类型: one type of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeType {
    /// Its name, as it stands in a matter and in the monthly table.
    pub name: String,
    /// The kinds of early signs (苗头) that are of this type.
    pub signs: Vec<SignKind>,
    /// Words of a matter that speak for it.
    pub words: Vec<String>,
}

/// What ends most names and tells nothing: 邻里 and 邻里纠纷 are one.
const ENDING: &str = "纠纷";

/// The built-in list: name, kinds of signs, words.
const BUILT_IN: &[(&str, &[SignKind], &[&str])] = &[
    (
        "婚姻家庭纠纷",
        &[SignKind::Family],
        &[
            "婚姻",
            "离婚",
            "赡养",
            "抚养",
            "继承",
            "彩礼",
            "分家",
            "家暴",
            "家庭暴力",
            "夫妻",
            "儿媳",
            "婆媳",
        ],
    ),
    (
        "邻里纠纷",
        &[SignKind::Neighbours],
        &[
            "邻居",
            "邻里",
            "相邻",
            "滴水",
            "排水沟",
            "采光",
            "通行",
            "过道",
            "院墙",
            "噪音",
            "东邻",
            "西邻",
        ],
    ),
    (
        "房屋宅基地纠纷",
        &[],
        &["宅基地", "房屋", "翻建", "老宅", "房产", "危房", "盖房"],
    ),
    (
        "山林土地纠纷",
        &[SignKind::Land],
        &[
            "承包地",
            "土地",
            "流转",
            "确权",
            "口粮田",
            "地界",
            "地边",
            "责任田",
            "耕地",
            "机动地",
            "林权",
            "承包费",
        ],
    ),
    (
        "征地拆迁纠纷",
        &[],
        &["征地", "拆迁", "征收", "占地补偿", "青苗", "安置", "拆除"],
    ),
    (
        "拖欠农民工工资纠纷",
        &[SignKind::Wages],
        &["工资", "工钱", "欠薪", "讨薪", "农民工", "包工头", "劳务费"],
    ),
    (
        "劳动争议",
        &[],
        &["工伤", "社保", "劳动合同", "辞退", "加班费", "解除合同"],
    ),
    (
        "合同纠纷",
        &[],
        &[
            "借款", "借条", "欠条", "货款", "租赁", "租金", "买卖", "定金", "合伙", "合同",
        ],
    ),
    (
        "损害赔偿纠纷",
        &[],
        &[
            "打伤",
            "打架",
            "咬伤",
            "赔偿",
            "损坏",
            "压坏",
            "医药费",
            "误工费",
        ],
    ),
    (
        "道路交通事故纠纷",
        &[],
        &["交通事故", "撞伤", "车祸", "肇事", "被撞"],
    ),
    (
        "医疗纠纷",
        &[],
        &["医疗事故", "医院", "手术", "诊疗", "误诊", "卫生院"],
    ),
    ("物业纠纷", &[], &["物业", "业主", "小区", "电梯", "停车位"]),
    (
        "消费纠纷",
        &[],
        &["退款", "假货", "预付卡", "维修费", "消费者", "商家", "网购"],
    ),
    (
        "生产经营纠纷",
        &[],
        &["种子", "农药", "化肥", "收购", "养殖", "大棚", "合作社"],
    ),
    (
        "环境污染纠纷",
        &[],
        &["污染", "臭味", "粉尘", "废水", "烟尘", "养猪场", "焚烧"],
    ),
    (
        "村务管理纠纷",
        &[SignKind::VillageAffairs],
        &[
            "村务",
            "村账",
            "账目",
            "选举",
            "低保",
            "集体资产",
            "分红",
            "村规民约",
        ],
    ),
    (
        "其他纠纷",
        &[SignKind::PublicService, SignKind::Safety, SignKind::Other],
        &[],
    ),
];

/// Gives the list that holds where the town has none of its own.
pub fn built_in() -> Vec<DisputeType> {
    BUILT_IN
        .iter()
        .map(|(name, signs, words)| DisputeType {
            name: (*name).to_owned(),
            signs: signs.to_vec(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        })
        .collect()
}

/// Gives the type of this name, with or without its 纠纷 at the end.
pub fn named<'a>(list: &'a [DisputeType], name: &str) -> Option<&'a DisputeType> {
    let bare = |text: &str| half_width(text).trim().trim_end_matches(ENDING).to_owned();
    let wanted = bare(name);
    let mut all = list.iter();
    all.find(|it| it.name == name)
        .or_else(|| list.iter().find(|it| bare(&it.name) == wanted))
}

/// Gives the name that is meant by what was typed: its number in the list, its name, or a part of it
/// that no other has. What means none stays as it was typed.
pub fn meant(list: &[DisputeType], typed: &str) -> String {
    let text = half_width(typed);
    let text = text.trim();
    let number = text.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    let numbered = number.and_then(|at| list.get(at));
    let mut parts = list
        .iter()
        .filter(|it| !text.is_empty() && it.name.contains(text));
    let only = match (parts.next(), parts.next()) {
        (Some(it), None) => Some(it),
        (_, Some(_)) | (None, None) => None,
    };
    numbered
        .or_else(|| named(list, text))
        .or(only)
        .map_or_else(|| text.to_owned(), |it| it.name.clone())
}

/// Gives the type of an early sign.
pub fn of_sign(list: &[DisputeType], kind: SignKind) -> Option<&DisputeType> {
    list.iter().find(|it| it.signs.contains(&kind))
}

/// Proposes the type for which the most words of a matter's parts speak, the first of several.
pub fn proposed<'a>(list: &'a [DisputeType], parts: &[&str]) -> Option<&'a DisputeType> {
    let weight = |it: &DisputeType| {
        let stands = |word: &&String| parts.iter().any(|text| text.contains(word.as_str()));
        it.words.iter().filter(stands).count()
    };
    let weighed = list.iter().map(|it| (weight(it), it));
    let best = weighed.rev().max_by_key(|(weight, _)| *weight)?;
    (best.0 > 0).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_meant_by_its_number_its_name_or_a_part_that_no_other_has() {
        let list = built_in();
        for (typed, meant_by_it) in [
            ("2", "邻里纠纷"),
            ("２", "邻里纠纷"),
            ("邻里", "邻里纠纷"),
            ("邻里纠纷", "邻里纠纷"),
            ("宅基地", "房屋宅基地纠纷"),
            ("工资", "拖欠农民工工资纠纷"),
            ("劳动争议纠纷", "劳动争议"),
            ("纠纷", "纠纷"),
            ("99", "99"),
            ("", ""),
        ] {
            assert_eq!(meant(&list, typed), meant_by_it, "{typed}");
        }
    }

    #[test]
    fn words_propose_a_type_and_what_speaks_for_none_has_none() {
        let list = built_in();
        for (summary, type_) in [
            ("邻居的排水沟冲了我家院墙", Some("邻里纠纷")),
            ("包工头拖欠工资，工钱一直没给", Some("拖欠农民工工资纠纷")),
            ("承包地的地界被挪了半米", Some("山林土地纠纷")),
            ("老人赡养没人管", Some("婚姻家庭纠纷")),
            ("谢谢你们", None),
        ] {
            let name = proposed(&list, &[summary]).map(|it| it.name.as_str());
            assert_eq!(name, type_, "{summary}");
        }
    }

    #[test]
    fn every_kind_of_sign_but_an_accusation_has_one_type() {
        let list = built_in();
        for kind in SignKind::ALL {
            let count = list.iter().filter(|it| it.signs.contains(kind)).count();
            assert_eq!(
                count,
                usize::from(*kind != SignKind::Accusation),
                "{kind:?}"
            );
        }
    }
}
