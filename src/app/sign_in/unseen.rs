//! A field that shows nothing of what is typed into it, and of which no message tells anything.

use std::fmt;

use crate::app::field::{Field, FieldKind};
use crate::app::msg::Press;
use crate::domain::secret::Secret;

/// 口令栏: what is typed unseen.
#[derive(Clone, PartialEq, Eq)]
pub struct Unseen(Field);

impl Default for Unseen {
    fn default() -> Self {
        Self(Field::new(FieldKind::Line))
    }
}

impl fmt::Debug for Unseen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unseen")
    }
}

impl Unseen {
    /// Takes a key.
    pub fn press(&mut self, press: Press) {
        self.0.press(press);
    }

    /// Takes what is pasted.
    pub fn paste(&mut self, text: &str) {
        self.0.paste(text);
    }

    /// Tells whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.0.text().is_empty()
    }

    /// Gives how many characters are typed.
    pub fn length(&self) -> usize {
        self.0.text().chars().count()
    }

    /// Gives what is typed, and forgets it.
    pub fn take(&mut self) -> Secret {
        let typed = Secret::new(self.0.text());
        *self = Self::default();
        typed
    }
}
