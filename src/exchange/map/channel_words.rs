//! 信访形式: the words of other systems for how a matter came.

use crate::domain::codes::Channel;
use crate::exchange::map::code_words::folded;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_running_systems_lead_to_our_channels() {
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
        for word in ["飞鸽", "其他", "其它渠道", "无", ""] {
            assert_eq!(channel(word), None, "{word}");
        }
    }
}
