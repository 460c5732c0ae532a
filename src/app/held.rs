//! Keys that come while a form is being saved.
//!
//! They are kept, not dropped, and go to what stands in front when the answer is there: to the same form
//! where the save failed, to the next one where it was done. A key that saves is not kept, and where
//! something else stands in front now, a key that would choose or run something ends them: it and what
//! came behind it is told, not done.

use crate::app::msg::Press;
use crate::keymap::key::show_keys;

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filling {
    /// What tells it from the form that stands there next.
    pub mark: String,
    /// It is being saved: what is typed now belongs to it no more.
    pub saving: bool,
    /// A question stands there that a digit answers.
    pub asks: bool,
}

/// What came while a form was being saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldInput {
    /// A key.
    Press(Press),
    /// Pasted text.
    Paste(String),
}

/// What was kept, and of which form.
#[derive(Debug, Default)]
pub struct Held {
    /// The form that was being saved.
    pub mark: String,
    /// What came meanwhile.
    pub inputs: Vec<HeldInput>,
}

/// Writes what came as people read it: text as it was typed, keys by their names.
pub fn shown(inputs: &[HeldInput]) -> String {
    let mut text = String::new();
    for input in inputs {
        match input {
            HeldInput::Paste(pasted) => text.push_str(pasted),
            HeldInput::Press(press) => {
                if let Some(sign) = press.key.text() {
                    text.push(sign);
                } else {
                    text.push('[');
                    text.push_str(&show_keys(&[press.key]));
                    text.push(']');
                }
            }
        }
    }
    text
}
