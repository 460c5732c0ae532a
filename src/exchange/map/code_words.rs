//! The words of other systems for our codes (`domain` §2.2, running systems). A word that is not
//! known is left as it stands, for the draft's check to warn about.

use crate::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use crate::domain::typed::half_width;

/// 信访形式: by the whole word, else by what stands in it.
pub fn channel(word: &str) -> Option<Channel> {
    let word = folded(word);
    Channel::parse(&word)
        .or(match word.as_str() {
            "个访" | "集体访" | "群体访" | "初访" | "重访" => Some(Channel::Visit),
            "联名信" | "信件" | "信" => Some(Channel::Letter),
            "牟邻热线" => Some(Channel::Phone),
            "工单" | "热线" => Some(Channel::Hotline12345),
            "app" => Some(Channel::Web),
            _ => None,
        })
        .or_else(|| {
            let (_, channel) = CHANNEL_PARTS
                .iter()
                .find(|(parts, _)| parts.iter().any(|part| word.contains(part)))?;
            Some(*channel)
        })
}

/// Parts of words that tell the form, the more telling first: `12345转办` is the hotline's, `电话来访`
/// a call, `网格` no web.
const CHANNEL_PARTS: [(&[&str], Channel); 8] = [
    (
        &[
            "12345",
            "政务热线",
            "政务服务热线",
            "便民热线",
            "市长热线",
            "市民热线",
            "服务热线",
            "热线工单",
        ],
        Channel::Hotline12345,
    ),
    (&["驿站"], Channel::Station),
    (&["吹哨", "网格"], Channel::Whistle),
    (
        &[
            "交办", "转办", "转送", "转来", "转入", "转交", "批转", "批办", "批示", "督办", "移交",
            "移送", "下转", "上级",
        ],
        Channel::Referral,
    ),
    (
        &[
            "网上",
            "网络",
            "网信",
            "网站",
            "网民",
            "互联网",
            "官网",
            "上网",
            "信箱",
            "邮箱",
            "邮件",
            "微信",
            "微博",
            "公众号",
            "小程序",
            "app",
            "客户端",
            "手机信访",
            "线上",
            "在线",
            "留言",
            "平台",
            "抖音",
            "电子",
            "手机端",
        ],
        Channel::Web,
    ),
    (&["电话", "来电", "致电", "热线", "电访"], Channel::Phone),
    (
        &[
            "来信",
            "信件",
            "书信",
            "信函",
            "写信",
            "邮寄",
            "寄信",
            "信访件",
            "挂号信",
            "举报信",
            "联名",
        ],
        Channel::Letter,
    ),
    (
        &[
            "来访",
            "走访",
            "上访",
            "到访",
            "接访",
            "当面",
            "现场",
            "窗口",
            "上门",
            "面谈",
            "面访",
            "个访",
            "集体访",
            "来人",
            "到镇",
        ],
        Channel::Visit,
    ),
];

/// Tells whether a word stands for nothing: 无, 不详, `/`, `—`, `N/A`, `NULL`.
pub fn is_nothing(word: &str) -> bool {
    let word = folded(word);
    let bare =
        word.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '。' | '.' | '"'));
    let is_dash = |c: char| {
        matches!(
            c,
            '-' | '—' | '–' | '－' | '−' | '_' | '/' | '\\' | '／' | '、' | '.' | '*' | '…' | '·'
        )
    };
    bare.chars().all(is_dash)
        || matches!(
            bare,
            "无" | "没有"
                | "暂无"
                | "暂缺"
                | "缺"
                | "空"
                | "空白"
                | "不详"
                | "未详"
                | "不明"
                | "未知"
                | "不知道"
                | "不清楚"
                | "未填"
                | "未填写"
                | "未提供"
                | "未留"
                | "没留"
                | "未登记"
                | "无号"
                | "无编号"
                | "无号码"
                | "无电话"
                | "无手机"
                | "无联系方式"
                | "无姓名"
                | "无记录"
                | "无数据"
                | "待补"
                | "待填"
                | "待补充"
                | "待定"
                | "待查"
                | "n/a"
                | "na"
                | "n.a"
                | "#n/a"
                | "null"
                | "nil"
                | "none"
                | "nan"
                | "nat"
                | "undefined"
                | "unknown"
                | "(null)"
        )
}

/// Tells whether a date stands for none, as databases write it.
pub fn is_no_date(word: &str) -> bool {
    is_nothing(word)
        || [
            "0000-00-00",
            "0000/00/00",
            "0001-01-01",
            "1899-12-30",
            "1899-12-31",
            "1900-01-00",
            "1900-01-01",
        ]
        .iter()
        .any(|none| folded(word).starts_with(none))
}

/// Parts of words for what is still open; a word with one of them is no end.
const OPEN: &[&str] = &[
    "未",
    "没",
    "不",
    "正在",
    "在办",
    "办理中",
    "处理中",
    "调解中",
    "进行中",
    "核实中",
    "调查中",
    "协调中",
    "推进中",
    "待",
    "拟",
    "受理",
    "登记",
    "转办",
    "交办",
    "派单",
    "延期",
    "跟进",
    "暂缓",
    "挂起",
    "接单",
    "审查",
    "继续",
    "尚",
];

/// Parts of words for what is ended.
const CLOSED: &[&str] = &[
    "办结",
    "办毕",
    "办完",
    "结案",
    "完结",
    "了结",
    "完成",
    "已办",
    "已结",
    "已答复",
    "已回复",
    "已解决",
    "已化解",
    "化解",
    "销号",
    "归档",
    "终结",
    "关闭",
    "结束",
];

/// 是否办结 or 信访件状态: whether a word says that the matter is ended; `None` where it says neither.
pub fn is_closed(word: &str) -> Option<bool> {
    if let Some(yes) = yes_no(word) {
        return Some(yes);
    }
    let word = folded(word);
    if word.is_empty() || is_nothing(&word) {
        None
    } else if OPEN.iter().any(|part| word.contains(part)) {
        Some(false)
    } else if CLOSED.iter().any(|part| word.contains(part)) {
        Some(true)
    } else {
        None
    }
}

/// 办理结果: tells whether a text says of itself that nothing is settled yet.
pub fn is_unsettled(answer: &str) -> bool {
    const UNSETTLED: &[&str] = &[
        "正在",
        "办理中",
        "处理中",
        "调解中",
        "协调中",
        "核实中",
        "调查中",
        "推进中",
        "进行中",
        "跟进中",
        "施工中",
        "整改中",
        "审批中",
        "未办结",
        "未化解",
        "未解决",
        "未答复",
        "未处理",
        "未完成",
        "未结",
        "尚未",
        "暂未",
        "还没",
        "还未",
        "待处理",
        "待办",
        "待核实",
        "待调查",
        "待答复",
        "待回复",
        "待协调",
        "待调解",
        "待研究",
        "在办",
        "拟于",
        "拟定",
        "已转",
        "已交办",
        "转交",
        "已受理",
        "继续跟进",
        "持续跟进",
        "下一步将",
        "近期将",
        "尽快",
    ];
    let text = folded(answer);
    UNSETTLED.iter().any(|part| text.contains(part))
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
            ("网站", "web"),
            ("市长信箱", "web"),
            ("微博", "web"),
            ("12345市民热线", "hotline_12345"),
            ("12345app", "hotline_12345"),
            ("12345转办", "hotline_12345"),
            ("群众来访", "visit"),
            ("集体来访", "visit"),
            ("上级交办件", "referral"),
            ("部门转入", "referral"),
            ("电话来访", "phone"),
            ("网格员上报", "whistle"),
            ("群众来信", "letter"),
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
        for word in ["飞鸽", "其他", "其它渠道", "无", ""] {
            assert_eq!(channel(word), None, "{word}");
        }
    }

    #[test]
    fn words_for_nothing_are_nothing() {
        for word in [
            "无",
            "/",
            "-",
            "—",
            "——",
            "暂无",
            "不详",
            "N/A",
            "NULL",
            "（无）",
            "无。",
            "NaT",
            "\\",
            " ",
        ] {
            assert!(is_nothing(word), "{word}");
        }
        for word in ["无线电", "吴", "无名路12号", "1", "不详细"] {
            assert!(!is_nothing(word), "{word}");
        }
        assert!(is_no_date("0000-00-00 00:00:00") && !is_no_date("2025-03-05"));
    }

    #[test]
    fn only_what_says_so_is_ended() {
        for (word, ended) in [
            ("是", Some(true)),
            ("否", Some(false)),
            ("已办结", Some(true)),
            ("已结案", Some(true)),
            ("办结", Some(true)),
            ("未办结", Some(false)),
            ("正在办理", Some(false)),
            ("受理", Some(false)),
            ("待办结", Some(false)),
            ("", None),
            ("三类", None),
        ] {
            assert_eq!(is_closed(word), ended, "{word}");
        }
        assert!(is_unsettled("正在调解中") && is_unsettled("已转派出所"));
        assert!(!is_unsettled("已修复，来访人满意"));
    }
}
