//! The steps of a case: what can be done to a matter, and what is written down when it is.

use serde::de::VariantAccess;
use serde::{Serialize, Serializer, de, ser};

use crate::domain::case::fact::appeal::{AppealKind, AppealStep};
use crate::domain::case::fact::ask::{Ask, Reader};
use crate::domain::case::fact::attached::Attached;
use crate::domain::case::fact::checklist::{ChecklistKind, ChecklistStep};
use crate::domain::case::fact::closing::{ClosingKind, ClosingStep, WithdrawalForm};
use crate::domain::case::fact::dispute::{Dispute, InPlace};
use crate::domain::case::fact::divert::Diverted;
use crate::domain::case::fact::fast_lane::{FastLaneKind, FastLaneStep};
use crate::domain::case::fact::key_case::{KeyKind, KeyStep};
use crate::domain::case::fact::kind::several::Several;
use crate::domain::case::fact::kind::{
    Choice, Day, Later, Line, LooseText, Nullable, Number, Optional, Shown, Text,
};
use crate::domain::case::fact::legal_aid::step::{LegalAidKind, LegalAidStep};
use crate::domain::case::fact::matter::{ImportedAnswer, Matter, Visit};
use crate::domain::case::fact::mediation::step::{MediationKind, MediationStep};
use crate::domain::case::fact::merge::MergeStep;
use crate::domain::case::fact::order::step::{OrderKind, OrderStep};
use crate::domain::case::fact::printed::Printed;
use crate::domain::case::fact::task_force::{TaskForceKind, TaskForceStep};
use crate::domain::case::fact::track::TrackState;
use crate::domain::case::fact::transfer::{TransferKind, TransferStep};
use crate::domain::codes::{Category, Class, DeliveryWay, Difficulty, Exit, Ruling, Urgency};
use crate::domain::number::ExternalKind;
use crate::domain::person::id::PersonId;
use crate::domain::refusal::Refusal;

codes! {
    /// A part of a case that can be corrected.
    CaseField {
        /// 概况
        Summary = "summary",
        /// 诉求
        Request = "request",
        /// 事实和理由
        Facts = "facts",
        /// 问题属地
        Village = "village",
        /// 证据材料
        Evidence = "evidence",
        /// 被反映人或单位
        Accused = "accused",
        /// 收到日期, where nobody knew it
        ReceivedAt = "received_at",
        /// 纠纷类型
        DisputeType = "dispute_type",
        /// 涉及金额
        Amount = "amount",
        /// 涉及人数
        Concerned = "concerned",
        /// 信访目的
        Purpose = "purpose",
        /// 内容分类
        ContentClass = "content_class",
    }
}

/// Declares the steps of a case: the rows of its own steps, the nouns that have tables of their own,
/// and what is written down without being offered as a step.
macro_rules! case_steps {
    (
        rows {
            $($(#[$doc:meta])* $variant:ident $(($inner:ty))? = $code:literal $({
                $($(#[$field_doc:meta])* $field:ident $(= $name:literal)?: $kind:ty,)+
            } $(asks [$($first:ident),+])? $(shows [$($shown:ident),+])?)?,)+
        }
        nouns { $($(#[$noun_doc:meta])* $noun:ident($noun_step:ty): $noun_kind:ident,)+ }
        records { $($(#[$record_doc:meta])* $record:ident $(($record_inner:ty))? $({
            $($(#[$part_doc:meta])* $part:ident: $part_type:ty,)+
        })?,)+ }
    ) => {
        /// What was done to a case; an entry keeps it, and the state follows from it.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Step {
            $($(#[$record_doc])* $record $(($record_inner))? $({
                $($(#[$part_doc])* $part: $part_type,)+
            })?,)+
            $($(#[$doc])* $variant $(($inner))? $({
                $($(#[$field_doc])* $field: <$kind as crate::domain::case::fact::kind::Kept>::Value,)+
            })?,)+
            $($(#[$noun_doc])* $noun($noun_step),)+
        }

        /// The kinds of step, as they are offered.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StepKind {
            $($(#[$doc])* $variant,)+
            $($(#[$noun_doc])* $noun($noun_kind),)+
        }

        $(impl From<$noun_kind> for StepKind {
            fn from(kind: $noun_kind) -> Self {
                Self::$noun(kind)
            }
        })+

        impl StepKind {
            /// Gives every kind, in the order in which lists show them.
            pub fn all() -> impl Iterator<Item = Self> {
                let rows = [$(Self::$variant,)+].into_iter();
                rows$(.chain($noun_kind::ALL.iter().copied().map(Self::$noun)))+
            }

            /// Gives the code that stands in files and JSON.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                    $(Self::$noun(kind) => kind.code(),)+
                }
            }

            /// Gives what the step asks, in order.
            pub const fn asks(self) -> &'static [Ask] {
                match self {
                    $(Self::$variant => {
                        $(<$inner as crate::domain::case::fact::table::Fact>::ASKS)?
                        $(const { asks_of!([$($field $(= $name)?: $kind,)+] [$($($first,)+)?]) })?
                    })+
                    $(Self::$noun(kind) => kind.asks(),)+
                }
            }

            fn step_of(self, from: &mut Reader<'_>) -> Option<Step> {
                match self {
                    $(Self::$variant => {
                        $(<$inner as crate::domain::case::fact::table::Fact>::read(from).map(Step::$variant))?
                        $({
                            $(let $field = <$kind as crate::domain::case::fact::kind::Kind>::read(
                                from,
                                name_of!($field $(, $name)?),
                            );)+
                            Some(Step::$variant { $($field: $field?,)+ })
                        })?
                    })+
                    $(Self::$noun(kind) => kind.read(from).map(|step| Step::$noun(step.into())),)+
                }
            }
        }

        impl Step {
            /// Gives the kind under which the step is offered; what is written down without being
            /// offered has none.
            pub fn kind(&self) -> Option<StepKind> {
                match self {
                    $(Self::$record { .. } => None,)+
                    $(Self::$variant { .. } => Some(StepKind::$variant),)+
                    $(Self::$noun(step) => Some(StepKind::$noun(step.kind())),)+
                }
            }

            /// Stores a step that is offered, as a map from its code to its fields by name.
            ///
            /// # Errors
            /// What is written down without being offered has no table; and the serializer's own.
            pub fn stored<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$record { .. } => Err(ser::Error::custom("not offered as a step")),)+
                    $(Self::$variant { $(0: inner_of!(inner, $inner),)? $($($field,)+)? } => {
                        $(let inner: &$inner = inner;)?
                        $(let inner = &stored_of!($($field $(= $name)?: $kind,)+);)?
                        serializer.serialize_newtype_variant("Step", 0, $code, inner)
                    })+
                    $(Self::$noun(step) => step.serialize(serializer),)+
                }
            }

            /// Reads the stored fields of a step that is offered; one of the first format has the
            /// name of its variant or noun as its code.
            ///
            /// # Errors
            /// No step has this code, or the fields are not its own.
            pub fn restored<'de, A: VariantAccess<'de>>(
                code: &str,
                content: A,
            ) -> Result<Self, A::Error> {
                $(if code == $code || code == stringify!($variant) {
                    $(return content.newtype_variant::<$inner>().map(Self::$variant);)?
                    $({
                        restored_row!($($field $(= $name)?: $kind,)+);
                        let row: Row = content.newtype_variant()?;
                        return Ok(Self::$variant {
                            $($field: row.$field.value(name_of!($field $(, $name)?))?,)+
                        });
                    })?
                })+
                $(if code == stringify!($noun) {
                    return content.newtype_variant::<$noun_step>().map(Self::$noun);
                }
                if let Some(kind) = $noun_kind::parse(code) {
                    return kind.restored(content).map(|step| Self::$noun(step.into()));
                })+
                Err(de::Error::custom(format_args!("{code:?} is no step")))
            }

            /// Gives the fields of a step that is offered, in the order in which they are shown.
            pub fn fields(&self) -> Vec<(&'static str, Shown)> {
                match self {
                    $(Self::$record { .. } => Vec::new(),)+
                    $(Self::$variant { $(0: inner_of!(inner, $inner),)? $($($field,)+)? } => {
                        $(<$inner as crate::domain::case::fact::table::Fact>::fields(inner))?
                        $(shown_of!([$($field $(= $name)?: $kind,)+] [$($($shown,)+)?]))?
                    })+
                    $(Self::$noun(step) => step.fields(),)+
                }
            }
        }
    };
}

case_steps! {
    rows {
        /// 分类分级.
        Classify = "classify" {
            /// 事项类别.
            class: Choice<Class>,
            /// 镇内分类.
            category: Optional<Choice<Category>>,
            /// 紧急程度.
            urgency: Choice<Urgency>,
            /// 难易程度.
            difficulty: Choice<Difficulty>,
        },
        /// 受理.
        Accept = "accept" {
            /// 受理之日.
            on: Day,
        },
        /// 不予受理.
        Decline = "decline" {
            /// On which day.
            on: Day,
            /// Why.
            reason: Text,
            /// The road told.
            road: Line,
        },
        /// 引导 (诉访分流) to another procedure.
        Guide = "guide" {
            /// On which day.
            on: Day,
            /// Which exit of 条例 31.
            exit: Choice<Exit>,
            /// What the person was told, with its limit.
            advice = "told": Text,
        },
        /// 书面告知.
        Notify = "notify" {
            /// On which day.
            on: Day,
            /// How.
            way: Choice<DeliveryWay>,
        },
        /// 交办.
        Assign = "assign" {
            /// 责任单位.
            unit: Nullable<Line>,
            /// 承办人.
            holder: Nullable<Line>,
            /// 包案领导.
            leader: Nullable<Line>,
        },
        /// 延期.
        Extend = "extend" {
            /// On which day it was approved.
            on: Day,
            /// How many days more.
            days: Number,
            /// 批准人.
            approver: Line,
            /// Why.
            reason: Text,
            /// On which day the person was told.
            informed_on = "told_on": Day,
        } asks [approver, reason, days, on],
        /// 处理意见.
        Decide = "decide" {
            /// On which day.
            on: Day,
            /// The outcome.
            ruling: Choice<Ruling>,
            /// The opinion.
            opinion: Text,
            /// The legal basis.
            basis: Line,
            /// The request as restated; empty where it stands as the person told it.
            request: LooseText,
            /// Facts and reasons as restated; empty where they stand as told.
            facts: LooseText,
        },
        /// 送达.
        Deliver = "deliver" {
            /// On which day.
            on: Day,
            /// How.
            way: Choice<DeliveryWay>,
        },
        /// 达成协议.
        Agree = "agree" {
            /// On which day.
            on: Day,
            /// What was agreed.
            terms: Text,
        },
        /// 撤回. Nothing in it can hold a condition or a promise.
        Withdraw = "withdraw" {
            /// On which day.
            on: Day,
            /// The person's own words.
            words: Text,
            /// Written or oral; `None` in an old store, where nobody wrote it down.
            form: Later<Choice<WithdrawalForm>>,
        } asks [form] shows [on, form],
        /// 销号.
        StrikeOff = "strike_off" {
            /// On which day.
            on: Day,
            /// The proof.
            proof: Text,
            /// 三到位一处理: what was done, as far as it was written down.
            in_place: Several<InPlace>,
        },
        /// 八项服务之一.
        Track(TrackState) = "track",
        /// 记事.
        Note = "note" {
            /// What was noted.
            text: Text,
        },
        /// 外部编号: a number of another system.
        Number = "number" {
            /// Of which system.
            kind: Choice<ExternalKind>,
            /// The number.
            value: Line,
        },
        /// 诉访分流: the person was told of a legal road.
        Divert(Box<Diverted>) = "divert",
        /// 纠纷要素: its type, the amount in dispute, the people concerned.
        Dispute(Dispute) = "dispute",
    }
    nouns {
        /// 办结之后: called back, reopened, asked how content the person is.
        Closing(ClosingStep): ClosingKind,
        /// 人民调解.
        Mediation(MediationStep): MediationKind,
        /// 工作专班.
        TaskForce(Box<TaskForceStep>): TaskForceKind,
        /// A step on the way before the decision.
        Transfer(TransferStep): TransferKind,
        /// 快速处置: power, water, heating, gas.
        FastLane(FastLaneStep): FastLaneKind,
        /// The road after the decision: hearing, carrying out, supervision, review, recheck.
        Appeal(Box<AppealStep>): AppealKind,
        /// 重点案件: marked, extended, lifted.
        Key(KeyStep): KeyKind,
        /// 12345 工单.
        Order(OrderStep): OrderKind,
        /// 法律援助, and whom the Justice Office recommends.
        LegalAid(Box<LegalAidStep>): LegalAidKind,
        /// 清单: what is to be done, item by item.
        Checklist(ChecklistStep): ChecklistKind,
    }
    records {
        /// 登记: the matter was taken down; this opens the case.
        Register(Box<Opening>),
        /// 再次来访: the matter was raised again and joins the open case.
        Join(Visit),
        /// 更正: a part was corrected; the old value stays here.
        Correct {
            /// Which part.
            field: CaseField,
            /// What stood before.
            old: String,
            /// What stands now.
            new: String,
        },
        /// 并案 and 拆分.
        Merge(MergeStep),
        /// 撤销一步: a step taken by mistake no longer counts; both entries stay.
        Undo {
            /// Its place in the history, from 1.
            of: u32,
            /// Why.
            reason: String,
        },
        /// 打印: a paper was printed.
        Printed(Printed),
        /// 附件: a file was put to the case.
        Attached(Attached),
    }
}

/// What opens a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// 信访人.
    pub petitioner: PersonId,
    /// What is raised.
    pub matter: Matter,
    /// The first visit.
    pub visit: Visit,
    /// The answer that an imported sheet carries.
    pub imported_answer: Option<ImportedAnswer>,
}

impl StepKind {
    /// Reads a code; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        Self::all().find(|kind| kind.code() == code)
    }

    /// Gives the fields that must be filled in: those that are missing when nothing is.
    pub fn needed(self) -> Vec<&'static str> {
        let nothing = vec![String::new(); self.asks().len()];
        match self.read(&nothing) {
            Ok(_) => Vec::new(),
            Err(refusals) => refusals.iter().filter_map(|it| it.field).collect(),
        }
    }

    /// Reads the answers, given in the order of [`StepKind::asks`].
    ///
    /// # Errors
    /// Every answer that does not read, at once.
    pub fn read(self, answers: &[String]) -> Result<Step, Vec<Refusal>> {
        let mut reader = Reader::new(self.asks(), answers);
        let step = self.step_of(&mut reader);
        reader.result(step)
    }
}

impl Step {
    /// Gives the code of the step, as history and word keys name it.
    pub fn code(&self) -> &'static str {
        match (self, self.kind()) {
            (_, Some(kind)) => kind.code(),
            (Self::Join(_), None) => "join",
            (Self::Correct { .. }, None) => "correct",
            (Self::Merge(step), None) => step.code(),
            (Self::Undo { .. }, None) => "undo",
            (Self::Printed(_), None) => "print",
            (Self::Attached(_), None) => "attach",
            (_, None) => "register",
        }
    }
}
