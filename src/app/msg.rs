//! What reaches the screen from outside.

use crate::app::answer::Reply;
use crate::app::lost_store::Loss;
use crate::domain::moment::Moment;
use crate::domain::presence::OpenElsewhere;
use crate::keymap::key::{Code, Key};

/// A message to the state machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A key.
    Press(Press),
    /// Text pasted as a whole.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The window has a new size, in cells.
    Resize(u16, u16),
    /// The clock shows a new minute.
    Tick(Moment),
    /// The clock shows a new second; told only while something counts them.
    Second(Moment),
    /// The clock of the machine went back by so many seconds.
    ClockBack(i64),
    /// The store answers.
    Reply(Reply),
    /// Another window has changed the store.
    Changed,
    /// The store is no longer found where it is looked for, or its server is out of reach: what stands
    /// against keeping anything; or it is found there again.
    Standing(Option<Loss>),
    /// What other windows have open has changed.
    OpenElsewhere(Vec<OpenElsewhere>),
    /// 学一学: the lessons have ended, or why they could not be given.
    LessonsOver(Result<(), String>),
}

/// A key that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    /// The key, in its one form; a character is as typed, full-width or not.
    pub key: Key,
    /// It came in one read behind committed text: an Enter of this kind belongs to the input
    /// method or to a paste and never chooses or submits.
    pub with_text: bool,
}

impl Press {
    /// Makes a press that came by itself.
    pub const fn alone(key: Key) -> Self {
        Self {
            key,
            with_text: false,
        }
    }

    /// Tells whether this is an Enter that belongs to text.
    pub const fn is_text_enter(self) -> bool {
        self.with_text && matches!(self.key.code, Code::Enter)
    }
}

/// A mouse event, in cells of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// Column from 0.
    pub column: u16,
    /// Row from 0.
    pub row: u16,
    /// What it did.
    pub act: MouseAct,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button went down.
    Click,
    /// The right button went down: the menu of what stands there.
    Menu,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}
