//! 没写完的表单: what stands in a form that was not handed in, so that neither Esc nor a kill
//! loses it.

use crate::domain::save_id::SaveId;

/// A form that was begun, known by the name of what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// What it is for: the pane and what is done there, `pane-case/ML-2026-0001/step/settle`.
    pub name: String,
    /// The label of the line in which the caret stood.
    pub cursor: String,
    /// It stood on the screen; else it was put aside.
    pub open: bool,
    /// The lines that were touched.
    pub lines: Vec<TypedLine>,
    /// The id under which it is handed in.
    pub save: Option<SaveId>,
}

/// A line of a form that was touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedLine {
    /// Key of its label, by which it is found again.
    pub label: String,
    /// What was typed, or the code that was chosen; empty where it was emptied.
    pub text: String,
}
