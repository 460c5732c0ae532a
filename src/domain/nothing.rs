//! 无: words and marks by which people write that there is nothing.

use super::typed::half_width;

/// Tells whether a text says that there is nothing (无, 暂无, 不详, `/`, `—`, `N/A`, `NULL`): no proof,
/// no reason, no name, no number.
pub fn says_nothing(text: &str) -> bool {
    let text = half_width(text).to_lowercase();
    let bare = text.trim_matches(|sign: char| sign.is_whitespace() || is_mark(sign));
    bare.is_empty() || WORDS.contains(&bare)
}

/// Marks that stand for nothing by themselves; √ and ? are none of them.
const fn is_mark(sign: char) -> bool {
    matches!(
        sign,
        '-' | '—'
            | '–'
            | '−'
            | '_'
            | '/'
            | '\\'
            | '、'
            | ','
            | '.'
            | '。'
            | ':'
            | ';'
            | '*'
            | '…'
            | '·'
            | '('
            | ')'
            | '['
            | ']'
            | '"'
            | '“'
            | '”'
    )
}

/// What people and databases write where there is nothing to write.
const WORDS: &[&str] = &[
    "无",
    "没有",
    "暂无",
    "暂缺",
    "缺",
    "空",
    "空白",
    "略",
    "不详",
    "未详",
    "不明",
    "未知",
    "不知",
    "不知道",
    "不清楚",
    "未填",
    "未填写",
    "未提供",
    "未留",
    "没留",
    "未登记",
    "无号",
    "无编号",
    "无号码",
    "无电话",
    "无手机",
    "无联系方式",
    "无姓名",
    "无记录",
    "无数据",
    "无内容",
    "无此项",
    "待补",
    "待填",
    "待补充",
    "待定",
    "待查",
    "n/a",
    "na",
    "n.a",
    "#n/a",
    "null",
    "nil",
    "none",
    "nothing",
    "nan",
    "nat",
    "undefined",
    "unknown",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_nothing() {
        for text in [
            "",
            " ",
            "无",
            "（无）",
            "无。",
            "/",
            "-",
            "—",
            "——",
            "\\",
            "暂无",
            "不详",
            "N/A",
            "None.",
            "NULL",
            "(null)",
            "NaT",
            "＃N／A",
        ] {
            assert!(says_nothing(text), "{text:?}");
        }
        for text in [
            "无人应答，留了纸条",
            "照片1张",
            "无线电",
            "吴",
            "无名路12号",
            "1",
            "0",
            "不详细",
            "无锡",
            "√",
            "？",
            "×",
        ] {
            assert!(!says_nothing(text), "{text:?}");
        }
    }
}
