//! 是否办结: the words of other systems for what is ended and what is still open.

use crate::domain::nothing::says_nothing;
use crate::exchange::map::code_words::{folded, yes_no};

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
    if word.is_empty() || says_nothing(&word) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
