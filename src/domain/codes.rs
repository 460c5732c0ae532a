//! Closed lists of codes that stand in files, JSON and records; their words on screen come from
//! `words/`.

use std::borrow::Cow;
use std::fmt::Debug;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};

/// A closed list whose codes have words: those of `{GROUP}-{code}`.
pub trait Listed: Copy + Debug + Eq + Serialize + DeserializeOwned + 'static {
    /// The group of words.
    const GROUP: &'static str;

    /// Gives every code, in the order in which lists show them.
    fn codes() -> Vec<&'static str>;
    /// Gives the code that stands in files and JSON.
    fn as_code(self) -> &'static str;
    /// Reads a code; `None` for anything else.
    fn of_code(code: &str) -> Option<Self>;
}

/// Declares a closed list with its codes, so that text becomes the enum at the door; a list whose
/// codes are chosen or shown names its group of words: `Manner: "manner" { … }`.
macro_rules! codes {
    ($(#[$about:meta])* $name:ident $(: $group:literal)? { $($(#[$doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order in which lists show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The codes of all, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// Gives the code that stands in files and JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Reads a code; `None` for anything else.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        $(
            impl $crate::domain::codes::Listed for $name {
                const GROUP: &'static str = $group;

                fn codes() -> Vec<&'static str> {
                    Self::ALL.iter().map(|it| it.code()).collect()
                }

                fn as_code(self) -> &'static str {
                    self.code()
                }

                fn of_code(code: &str) -> Option<Self> {
                    Self::parse(code)
                }
            }

            impl ::serde::Serialize for $name {
                fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.code())
                }
            }

            impl<'de> ::serde::Deserialize<'de> for $name {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $crate::domain::codes::read_code(deserializer)
                }
            }
        )?
    };
}

/// Reads a stored code.
pub(crate) fn read_code<'de, D: Deserializer<'de>, T: Listed>(
    deserializer: D,
) -> Result<T, D::Error> {
    let code = Cow::<'de, str>::deserialize(deserializer)?;
    T::of_code(&code)
        .ok_or_else(|| D::Error::custom(format_args!("{code:?} is no code of {}", T::GROUP)))
}

codes! {
    /// 信访形式: the way a matter reached the centre.
    Channel: "channel" {
        /// 来访
        Visit = "visit",
        /// 来信
        Letter = "letter",
        /// 来电, 牟邻热线
        Phone = "phone",
        /// 网上信访
        Web = "web",
        /// 12345 工单
        Hotline12345 = "hotline_12345",
        /// 牟邻驿站
        Station = "station",
        /// 网格吹哨
        Whistle = "whistle",
        /// 上级交办、转送
        Referral = "referral",
    }
}

codes! {
    /// 事项类别 (条例 29–31).
    Class: "class" {
        /// 建议意见类
        Suggestion = "suggestion",
        /// 检举控告类
        Accusation = "accusation",
        /// 申诉求决类
        Claim = "claim",
        /// 涉法涉诉
        Litigation = "litigation",
        /// 未分类
        Unclassed = "unclassed",
    }
}

codes! {
    /// 镇内分类: the town's own four categories.
    Category: "category" {
        /// 普通类
        General = "general",
        /// 组织类
        Organisation = "organisation",
        /// 土地类
        Land = "land",
        /// 薪资(欠薪)类
        Wages = "wages",
    }
}

codes! {
    /// 紧急程度.
    Urgency: "urgency" {
        /// 一般
        Ordinary = "ordinary",
        /// 紧急
        Urgent = "urgent",
        /// 重大紧急 (条例 25)
        Grave = "grave",
    }
}

codes! {
    /// 难易程度.
    Difficulty: "difficulty" {
        /// 一般
        Ordinary = "ordinary",
        /// 疑难复杂
        Hard = "hard",
    }
}

codes! {
    /// 八项功能: the eight service tracks of the one-stop centre.
    Track: "track" {
        /// 信访接待
        Reception = "reception",
        /// 纠纷调解
        Mediation = "mediation",
        /// 司法援助
        LegalAid = "legal_aid",
        /// 权益维护
        Rights = "rights",
        /// 法治教育
        LawEducation = "law_education",
        /// 心理疏导
        Counselling = "counselling",
        /// 分析研判
        Analysis = "analysis",
        /// 民情代办
        Errand = "errand",
    }
}

codes! {
    /// 状态: where a matter stands.
    Status {
        /// 已登记
        Registered = "registered",
        /// 已受理
        Accepted = "accepted",
        /// 不予受理
        Declined = "declined",
        /// 已引导 (条例 31 (一)–(五))
        Guided = "guided",
        /// 办理中
        InProgress = "in_progress",
        /// 已延期
        Extended = "extended",
        /// 已作出处理意见
        Decided = "decided",
        /// 已送达
        Delivered = "delivered",
        /// 复查中
        InReview = "in_review",
        /// 复核中
        InRecheck = "in_recheck",
        /// 已达成协议
        Agreed = "agreed",
        /// 已撤回
        Withdrawn = "withdrawn",
        /// 已销号
        StruckOff = "struck_off",
        /// 信访终结
        Final = "final",
        /// 导入的已办结件
        ImportedClosed = "imported_closed",
    }
}

codes! {
    /// 条例 31 (一)–(五): the exits of a claim that lead to another procedure.
    Exit: "exit" {
        /// (一) court, reconsideration, procuratorate, police
        Litigation = "litigation",
        /// (二) arbitration
        Arbitration = "arbitration",
        /// (三) a Party member's appeal or re-examination
        PartyAppeal = "party_appeal",
        /// (四) 行政复议、裁决、确认、许可、处罚
        Administrative = "administrative",
        /// (五) a request to punish unlawful acts or to protect rights
        Protection = "protection",
    }
}

codes! {
    /// 处理意见的三种结果 (条例 32).
    Ruling: "ruling" {
        /// 支持
        Support = "support",
        /// 解释说明: reasonable, but no legal basis
        Explain = "explain",
        /// 不予支持
        NotSupport = "not_support",
    }
}

codes! {
    /// 送达方式: how a paper reaches the person.
    DeliveryWay: "way" {
        /// 当面送达
        Hand = "hand",
        /// 邮寄
        Post = "post",
        /// 短信
        Text = "text",
        /// 网上
        Web = "web",
        /// 留置、委托送达
        Other = "other",
    }
}

impl Status {
    /// Tells whether work on the matter goes on (an accused clerk cannot hide a matter by a word).
    pub const fn is_open(self) -> bool {
        match self {
            Self::Registered
            | Self::Accepted
            | Self::Guided
            | Self::InProgress
            | Self::Extended
            | Self::Decided
            | Self::Delivered
            | Self::InReview
            | Self::InRecheck
            | Self::Agreed => true,
            Self::Declined
            | Self::Withdrawn
            | Self::StruckOff
            | Self::Final
            | Self::ImportedClosed => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_itself() {
        assert!(
            Channel::ALL
                .iter()
                .all(|v| Channel::parse(v.code()) == Some(*v))
        );
        assert!(
            Class::ALL
                .iter()
                .all(|v| Class::parse(v.code()) == Some(*v))
        );
        assert!(
            Category::ALL
                .iter()
                .all(|v| Category::parse(v.code()) == Some(*v))
        );
        assert!(
            Urgency::ALL
                .iter()
                .all(|v| Urgency::parse(v.code()) == Some(*v))
        );
        assert!(
            Difficulty::ALL
                .iter()
                .all(|v| Difficulty::parse(v.code()) == Some(*v))
        );
        assert!(
            Track::ALL
                .iter()
                .all(|v| Track::parse(v.code()) == Some(*v))
        );
        assert!(
            Status::ALL
                .iter()
                .all(|v| Status::parse(v.code()) == Some(*v))
        );
        assert_eq!(Status::parse("closed"), None);
    }
}
