//! The words of the provincial system for our codes.

use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Channel, Status};
use crate::domain::deadline::rule::RuleName;
use crate::domain::province::Purpose;
use crate::exchange::headings::folded;
use crate::exchange::map::case_field::CaseField;

/// Reads 信访目的.
pub fn purpose_of(word: &str) -> Option<Purpose> {
    let word = folded(word);
    let mut all = Purpose::ALL.iter().copied();
    all.find(|it| purpose(*it) == word || it.code() == word)
}

/// 信访目的.
pub const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Settlement => "求决",
        Purpose::Suggestion => "意见建议",
        Purpose::Appeal => "申诉",
        Purpose::Accusation => "揭发控告",
        Purpose::Other => "其他",
    }
}

/// 信访形式. The province has no word for the hotline, the stations, the grid and what was passed
/// down: those keep ours, lest they come back as something else.
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Visit => "来访",
        Channel::Letter => "来信",
        Channel::Phone => "电话信访",
        Channel::Web => "网上信访",
        Channel::Hotline12345 => "12345热线",
        Channel::Station => "牟邻驿站",
        Channel::Whistle => "网格吹哨",
        Channel::Referral => "上级交办",
    }
}

/// 信访件状态; `is_past` tells whether the law's last day of a rule went by without what it asks for.
pub fn status(case: &Case, is_past: impl Fn(RuleName) -> bool) -> &'static str {
    let review = case.appeal.review.as_ref();
    let (rule, late) = match case.status {
        Status::Accepted | Status::InProgress | Status::Extended => {
            (RuleName::Decide, "超期未作出处理意见")
        }
        Status::Delivered => (RuleName::ReviewRequest, "超期未申请复查"),
        Status::InReview if review.is_some_and(|it| it.answer.is_some()) => {
            if !is_past(RuleName::RecheckRequest) {
                return "提出复查意见";
            }
            (RuleName::RecheckRequest, "超期未申请复核")
        }
        Status::InReview => (RuleName::Review, "超期未作出复查意见"),
        Status::InRecheck => (RuleName::Recheck, "超期未作出复核意见"),
        Status::Registered
        | Status::Declined
        | Status::Guided
        | Status::Decided
        | Status::Agreed
        | Status::Withdrawn
        | Status::StruckOff
        | Status::Final
        | Status::ImportedClosed => return plain_status(case.status),
    };
    if is_past(rule) {
        late
    } else {
        plain_status(case.status)
    }
}

/// 初重件类型: whether the matter was raised once or again.
pub const fn first_or_repeat(is_repeat: bool) -> &'static str {
    if is_repeat { "重件" } else { "初件" }
}

/// 办理程序.
pub const fn procedure(is_simple: bool) -> &'static str {
    if is_simple { "简易" } else { "普通" }
}

/// Gives the province's word for what stands in a field: our own codes, which our files for programs
/// carry, become words again.
pub fn word(field: CaseField, text: &str) -> &str {
    match (field, text) {
        (_, "yes") => "是",
        (_, "no") => "否",
        (CaseField::OutsideStatus, code) => match Status::parse(code) {
            Some(status) => plain_status(status),
            None => text,
        },
        _ => text,
    }
}

/// 信访件状态 of which only our own is known.
const fn plain_status(status: Status) -> &'static str {
    match status {
        Status::Registered => "受理申请审查中",
        Status::Accepted | Status::InProgress | Status::Extended => "受理",
        Status::Declined | Status::Guided => "不予受理",
        Status::Decided | Status::Delivered | Status::Agreed => "已作出处理意见",
        Status::InReview => "复查",
        Status::InRecheck => "复核",
        Status::Final => "不再受理",
        Status::Withdrawn | Status::StruckOff | Status::ImportedClosed => "审核认定办结",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::map::end_words::is_closed;

    #[test]
    fn every_purpose_reads_back() {
        for it in Purpose::ALL {
            assert_eq!(purpose_of(purpose(*it)), Some(*it));
            assert_eq!(purpose_of(it.code()), Some(*it));
        }
        assert_eq!(purpose_of("咨询"), None);
    }

    #[test]
    fn no_word_for_an_open_matter_says_that_it_is_ended() {
        let late = [
            "超期未作出处理意见",
            "超期未申请复查",
            "提出复查意见",
            "超期未作出复查意见",
            "超期未申请复核",
            "超期未作出复核意见",
        ];
        let open = Status::ALL.iter().filter(|it| it.is_open());
        for word in open.map(|it| plain_status(*it)).chain(late) {
            assert_ne!(is_closed(word), Some(true), "{word}");
        }
        assert_eq!(is_closed("审核认定办结"), Some(true));
    }
}
