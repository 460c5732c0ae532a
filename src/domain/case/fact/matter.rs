//! 信访事项: what is raised, as the person told it, and each time he raised it.

use crate::domain::case::fact::dispute::Dispute;
use crate::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use crate::domain::moment::Moment;
use crate::domain::number::{CaseNumber, ExternalNumber};
use crate::domain::person::id::PersonId;
use crate::domain::province::{FromAbove, Purpose};

/// What is known of a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// 事项类别.
    pub class: Class,
    /// 镇内分类; `None` until triage.
    pub category: Option<Category>,
    /// 紧急程度.
    pub urgency: Urgency,
    /// 难易程度.
    pub difficulty: Difficulty,
    /// 概况: one line on what it is about.
    pub summary: String,
    /// 诉求: what the person wants.
    pub request: String,
    /// 事实和理由.
    pub facts: String,
    /// 问题属地: the village that the matter is about.
    pub village: Option<String>,
    /// 被反映人或单位: whom an accusation is about; never shown outside named staff.
    pub accused: Option<String>,
    /// 证据材料: what was handed in.
    pub evidence: Option<String>,
    /// 代表: representatives of a group, at most [`MAX_REPRESENTATIVES`].
    pub representatives: Vec<String>,
    /// Numbers of other systems.
    pub external: Vec<ExternalNumber>,
    /// 信访目的; `None` where nobody said.
    pub purpose: Option<Purpose>,
    /// 内容分类, its levels joined by `_`; `None` where nobody said.
    pub content: Option<String>,
    /// What a sheet of the provincial system said of it, as it came.
    pub from_above: FromAbove,
    /// 纠纷要素: type, amount, people concerned.
    pub dispute: Dispute,
    /// The final matter that this one follows with new facts or reasons (条例 36 ¶3).
    pub follows: Option<CaseNumber>,
}

/// 条例 20 ¶3: representatives of a group are not more than five.
pub const MAX_REPRESENTATIVES: usize = 5;

impl Default for Matter {
    fn default() -> Self {
        Self {
            class: Class::Unclassed,
            category: None,
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
            summary: String::new(),
            request: String::new(),
            facts: String::new(),
            village: None,
            accused: None,
            evidence: None,
            representatives: Vec::new(),
            external: Vec::new(),
            purpose: None,
            content: None,
            from_above: FromAbove::default(),
            dispute: Dispute::default(),
            follows: None,
        }
    }
}

impl Matter {
    /// Gives all that it says in words, one part a line.
    pub fn text(&self) -> String {
        [&*self.summary, &*self.request, &*self.facts].join("\n")
    }

    /// Makes this the matter that follows the final `before` with new facts or reasons (条例 36 ¶3);
    /// what nobody told anew stands as it was told then.
    pub fn follow(&mut self, before: CaseNumber, was: &Self, new_facts: &str) {
        self.follows = Some(before);
        // Who takes it down need not be one of those to whom an accusation is open.
        let secret = was.class == Class::Accusation;
        for (part, old) in [
            (&mut self.summary, was.summary.as_str()),
            (&mut self.request, was.request.as_str()),
        ] {
            if part.trim().is_empty() && !secret {
                old.clone_into(part);
            }
        }
        for part in [&mut self.summary, &mut self.facts] {
            if part.trim().is_empty() {
                new_facts.clone_into(part);
            }
        }
        if secret {
            self.class = Class::Accusation;
        }
    }
}

/// 来访: one time that the matter was raised; the first opens the case, later ones join it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Who came (may be another than the first petitioner).
    pub person: PersonId,
    /// 收到: when it was received, which may be earlier than when it was registered; `None` where
    /// nobody knows: the sheet that it came from does not say.
    pub received_at: Option<Moment>,
    /// 信访形式; `None` where nothing known says how it came.
    pub channel: Option<Channel>,
    /// 牟邻驿站: the station that received it; `None` at the centre's counter.
    pub station: Option<String>,
    /// 信访人数, at least 1.
    pub people_count: u32,
    /// 随行人 or 代理人: who came along or speaks for him, as said.
    pub companion: Option<String>,
    /// What was said this time, when it differs from the matter's summary.
    pub words: String,
    /// 新的事实和理由 on a matter that is final: with them it is a new matter (条例 36 ¶3).
    pub new_facts: Option<String>,
}

/// An answer that was given before the matter came into this store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedAnswer {
    /// When it was given, where the sheet says so.
    pub at: Option<Moment>,
    /// What was answered.
    pub text: String,
}
