//! The fields of an intake, by the names that stand in JSON, import maps and drafts.

use super::codes::{Category, Channel, Class, Difficulty, Urgency};
use super::province::Purpose;

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldEntry {
    /// A line of text.
    Line,
    /// Several lines of text.
    Area,
    /// A line of digits, whose full-width ones become narrow.
    Digits,
    /// `yes` or `no`.
    YesNo,
    /// One of the codes, whose words are `{group}-{code}`.
    Choice(&'static str, &'static [&'static str]),
}

/// The classes that are chosen; [`Class::Unclassed`] is what holds where none is.
const CHOSEN_CLASSES: &[&str] = &[
    Class::Suggestion.code(),
    Class::Accusation.code(),
    Class::Claim.code(),
    Class::Litigation.code(),
];

/// Declares the fields, a row each: `Name = "name": Line`, with its code and how it is filled in.
/// The words of its label are `field-{code}`.
macro_rules! fields {
    ($(#[$about:meta])* $name:ident {
        $(
            $(#[$doc:meta])*
            $variant:ident = $code:literal: $entry:ident $(($group:literal, $codes:expr))?,
        )+
    }) => {
        codes! {
            $(#[$about])*
            $name { $($(#[$doc])* $variant = $code,)+ }
        }

        impl $name {
            /// Gives how the field is filled in.
            pub const fn entry(self) -> FieldEntry {
                match self {
                    $(Self::$variant => FieldEntry::$entry $(($group, $codes))?,)+
                }
            }
        }
    };
}

fields! {
    /// A field of an intake (domain §2.3: what belongs to the first minutes), in the order of the form.
    Field {
        /// 姓名; may be left out.
        Name = "name": Line,
        /// 联系电话
        Phone = "phone": Digits,
        /// 村
        Village = "village": Line,
        /// 概况
        Summary = "summary": Area,
        /// 新的事实和理由, on a matter that is final
        NewFacts = "new_facts": Area,
        /// 诉求
        Request = "request": Area,
        /// Does it concern a cadre or official? `yes`, `no` or empty.
        ConcernsOfficial = "concerns_official": YesNo,
        /// 被反映人或单位
        Accused = "accused": Line,
        /// 信访形式
        Channel = "channel": Choice("channel", Channel::CODES),
        /// 信访人数
        PeopleCount = "people_count": Digits,
        /// 镇内分类
        Category = "category": Choice("category", Category::CODES),
        /// 事项类别
        Class = "class": Choice("class", CHOSEN_CLASSES),
        /// 紧急程度
        Urgency = "urgency": Choice("urgency", Urgency::CODES),
        /// 难易程度
        Difficulty = "difficulty": Choice("difficulty", Difficulty::CODES),
        /// 收到时间, when it is not now
        ReceivedAt = "received_at": Digits,
        /// 身份证号
        IdNumber = "id_number": Digits,
        /// 住址
        Address = "address": Line,
        /// 工作单位
        WorkUnit = "work_unit": Line,
        /// 问题属地, when it is not the person's village
        MatterVillage = "matter_village": Line,
        /// 事实和理由
        Facts = "facts": Area,
        /// 随行人、代理人
        Companion = "companion": Line,
        /// 代表
        Representatives = "representatives": Line,
        /// 证据材料
        Evidence = "evidence": Line,
        /// 需要照顾
        Care = "care": Line,
        /// 要求保密: `yes`, `no` or empty
        Confidential = "confidential": YesNo,
        /// 驿站
        Station = "station": Line,
        /// 外部编号, `kind:value`, several joined by `;`
        ExternalNumbers = "external_numbers": Line,
        /// 信访目的, in the words of the provincial system
        Purpose = "purpose": Choice("purpose", Purpose::CODES),
        /// 内容分类, its levels joined by `_`
        ContentClass = "content_class": Line,
        /// 纠纷类型, by the town's list
        DisputeType = "dispute_type": Line,
        /// 涉及金额, in yuan
        Amount = "amount": Line,
        /// 涉及人数, which is not how many came
        Concerned = "concerned": Digits,
    }
}

impl Field {
    /// Gives where the field stands in [`Field::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_reads_back_and_knows_its_place() {
        for (place, field) in Field::ALL.iter().enumerate() {
            assert_eq!(Field::parse(field.code()), Some(*field));
            assert_eq!(field.place(), place);
        }
    }
}
