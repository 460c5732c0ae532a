//! 通话记录草稿: a call pad while it is typed; it is kept from the first sign on.

use super::super::item::CallId;
use super::super::moment::Moment;
use super::super::person::id::PersonId;
use super::super::save_id::SaveId;

codes! {
    /// A field of the call pad.
    CallField {
        /// 来电号码
        Number = "number",
        /// 姓名
        Name = "name",
        /// 村居
        Village = "village",
        /// 记录
        Note = "note",
        /// 处理结果
        Outcome = "outcome",
        /// 什么时候前回电
        By = "by",
        /// 回电要说什么
        What = "what",
        /// 转给谁
        To = "to",
        /// 哪件事项
        Case = "case",
    }
}

/// What was typed on a pad so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallDraft {
    values: Vec<String>,
    /// The known person that was taken over.
    pub person: Option<PersonId>,
    /// When the pad was opened.
    pub started_at: Moment,
    /// When it was last typed in, and the call over.
    pub ended_at: Moment,
    /// The id under which the call is taken down, once something was typed.
    pub save: Option<SaveId>,
}

/// A pad that was left, or is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedCall {
    /// Its number beside the store.
    pub id: u64,
    /// What was typed.
    pub draft: CallDraft,
}

/// 登记: what a call brings into an intake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalledIn {
    /// Which call.
    pub call: CallId,
    /// When it began.
    pub started_at: Moment,
    /// The known person that was taken over.
    pub person: Option<PersonId>,
    /// 来电号码
    pub number: String,
    /// 姓名
    pub name: String,
    /// 村居
    pub village: String,
    /// 记录
    pub note: String,
}

impl CallDraft {
    /// Begins a pad.
    pub fn new(started_at: Moment) -> Self {
        Self {
            values: vec![String::new(); CallField::ALL.len()],
            person: None,
            started_at,
            ended_at: started_at,
            save: None,
        }
    }

    /// Gives what stands in a field.
    pub fn get(&self, field: CallField) -> &str {
        let at = CallField::ALL.iter().position(|it| *it == field);
        at.and_then(|at| self.values.get(at))
            .map_or("", String::as_str)
    }

    /// Sets a field.
    pub fn set(&mut self, field: CallField, text: &str) {
        let at = CallField::ALL.iter().position(|it| *it == field);
        if let Some(value) = at.and_then(|at| self.values.get_mut(at)) {
            text.clone_into(value);
        }
    }

    /// Tells whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.person.is_none() && self.values.iter().all(|text| text.trim().is_empty())
    }
}
