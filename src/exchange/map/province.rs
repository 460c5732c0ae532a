//! The words of the provincial system for our codes.

use crate::domain::codes::{Channel, Class, Status};
use crate::domain::province::Purpose;
use crate::exchange::headings::folded;

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

/// 信访目的 of a matter of which only the class is known; 涉法涉诉 asks a court's or an organ's
/// decision to be looked at again.
pub const fn purpose_of_class(class: Class) -> Purpose {
    match class {
        Class::Suggestion => Purpose::Suggestion,
        Class::Accusation => Purpose::Accusation,
        Class::Claim => Purpose::Settlement,
        Class::Litigation => Purpose::Appeal,
        Class::Unclassed => Purpose::Other,
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

/// 信访件状态.
pub const fn status(status: Status) -> &'static str {
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

    #[test]
    fn every_purpose_reads_back() {
        for it in Purpose::ALL {
            assert_eq!(purpose_of(purpose(*it)), Some(*it));
            assert_eq!(purpose_of(it.code()), Some(*it));
        }
        assert_eq!(purpose_of("咨询"), None);
    }
}
