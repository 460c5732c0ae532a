//! The reading thread: what terminals send, each in its own way, becomes messages in one form.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use crate::app::msg::{Mouse, MouseAct, Msg, Press};
use crate::keymap::key::{Code, Key};

/// Most events of one read.
const BATCH: usize = 4096;

/// How long the reading thread listens before it looks whether it is to stand still.
const LOOK: Duration = Duration::from_millis(250);

/// Whose turn it is to read what the terminal sends.
#[derive(Debug, Default)]
struct Turn {
    /// Somebody else has the terminal.
    lent: bool,
    /// The reading thread is listening.
    listening: bool,
}

/// The reading thread, as the loop has it.
#[derive(Debug, Clone, Default)]
pub struct Reading(Arc<(Mutex<Turn>, Condvar)>);

impl Reading {
    /// Stands still, so that another program gets every key; comes back as soon as it does.
    pub fn stop(&self) {
        let mut turn = self.turn();
        turn.lent = true;
        while turn.listening {
            turn = self.changed(turn);
        }
    }

    /// Reads on.
    pub fn go_on(&self) {
        self.turn().lent = false;
        self.0.1.notify_all();
    }

    /// Waits until the terminal is this program's.
    fn begin(&self) {
        let mut turn = self.turn();
        while turn.lent {
            turn = self.changed(turn);
        }
        turn.listening = true;
    }

    fn end(&self) {
        self.turn().listening = false;
        self.0.1.notify_all();
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed<'a>(&self, turn: MutexGuard<'a, Turn>) -> MutexGuard<'a, Turn> {
        self.0.1.wait(turn).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the reading thread. Each read is handed to `send` as a whole; reading ends when `send`
/// says that nobody listens any more, and a terminal that is gone is told once as an error.
pub fn listen(send: impl Fn(io::Result<Vec<Msg>>) -> bool + Send + 'static) -> Reading {
    let reading = Reading::default();
    let turns = reading.clone();
    thread::spawn(move || {
        loop {
            turns.begin();
            let read = read_batch();
            turns.end();
            let (lost, nothing) = (read.is_err(), read.as_ref().is_ok_and(Vec::is_empty));
            if !nothing && !send(read.map(messages)) || lost {
                break;
            }
        }
    });
    reading
}

/// Waits a while for an event and takes with it whatever came in the same read.
fn read_batch() -> io::Result<Vec<Event>> {
    if !event::poll(LOOK)? {
        return Ok(Vec::new());
    }
    let mut batch = vec![event::read()?];
    while batch.len() < BATCH && event::poll(Duration::ZERO)? {
        batch.push(event::read()?);
    }
    Ok(batch)
}

/// Turns the events of one read into messages.
pub fn messages(batch: Vec<Event>) -> Vec<Msg> {
    let mut with_text = false;
    batch
        .into_iter()
        .filter_map(|event| match event {
            Event::Key(event) => {
                let key = normalise(event)?;
                let press = Press { key, with_text };
                with_text |= key.text().is_some();
                Some(Msg::Press(press))
            }
            Event::Paste(text) => {
                with_text = true;
                Some(Msg::Paste(text))
            }
            Event::Mouse(event) => mouse(event).map(Msg::Mouse),
            Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
            Event::FocusGained | Event::FocusLost => None,
        })
        .collect()
}

/// Brings a key into its one form; `None` for a release and for keys that the desk does not know.
/// Repeats are kept: a key held down is meant (they double nothing, releases do).
pub fn normalise(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let mut key = Key {
        code: Code::Esc,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: event.modifiers.contains(KeyModifiers::SHIFT),
    };
    key.code = match event.code {
        KeyCode::Char(character) => return Some(character_key(character, key)),
        KeyCode::BackTab => {
            key.shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Enter => Code::Enter,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Tab => Code::Tab,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::F(number) => Code::F(number),
        KeyCode::Esc => Code::Esc,
        KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    // Shift with Enter, Esc or Backspace is told by some terminals only: it makes no difference.
    if matches!(key.code, Code::Enter | Code::Esc | Code::Backspace) {
        key.shift = false;
    }
    Some(key)
}

/// A character with modifiers: Ctrl forms that stand for another key become that key.
fn character_key(character: char, modifiers: Key) -> Key {
    if !modifiers.ctrl {
        // Shift is in the character already; a full-width form is kept, it may be text.
        return Key {
            code: Code::Char(character),
            shift: false,
            ..modifiers
        };
    }
    let plain = Key {
        ctrl: false,
        shift: false,
        ..modifiers
    };
    match character.to_ascii_lowercase() {
        'h' => Key {
            code: Code::Backspace,
            ..plain
        },
        'i' => Key {
            code: Code::Tab,
            ..plain
        },
        'j' | 'm' => Key {
            code: Code::Enter,
            ..plain
        },
        '[' | '3' => Key {
            code: Code::Esc,
            ..plain
        },
        other => Key {
            code: Code::Char(other),
            ..modifiers
        }
        .normal(),
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let act = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAct::Click,
        MouseEventKind::Down(MouseButton::Right) => MouseAct::Menu,
        MouseEventKind::ScrollUp => MouseAct::WheelUp,
        MouseEventKind::ScrollDown => MouseAct::WheelDown,
        MouseEventKind::Down(MouseButton::Middle)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Mouse {
        column: event.column,
        row: event.row,
        act,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn what_terminals_send_comes_out_in_one_form() {
        let (none, shift, ctrl, alt) = (
            KeyModifiers::NONE,
            KeyModifiers::SHIFT,
            KeyModifiers::CONTROL,
            KeyModifiers::ALT,
        );
        for (code, modifiers, expected) in [
            (KeyCode::BackTab, none, Some("<S-Tab>")),
            (KeyCode::BackTab, shift, Some("<S-Tab>")),
            (KeyCode::Tab, shift, Some("<S-Tab>")),
            (KeyCode::Char('G'), shift, Some("G")),
            (KeyCode::Char('G'), none, Some("G")),
            (KeyCode::Char('g'), ctrl, Some("<C-g>")),
            (KeyCode::Char('G'), ctrl | shift, Some("<C-g>")),
            (KeyCode::Char('h'), ctrl, Some("<Backspace>")),
            (KeyCode::Backspace, none, Some("<Backspace>")),
            (KeyCode::Char('i'), ctrl, Some("<Tab>")),
            (KeyCode::Char('m'), ctrl, Some("<Enter>")),
            (KeyCode::Char('j'), ctrl, Some("<Enter>")),
            (KeyCode::Enter, shift, Some("<Enter>")),
            (KeyCode::F(2), none, Some("<F2>")),
            (KeyCode::F(2), shift, Some("<S-F2>")),
            (KeyCode::Char('1'), alt, Some("<A-1>")),
            (KeyCode::Char('？'), none, Some("？")),
            (KeyCode::CapsLock, none, None),
        ] {
            let key = normalise(KeyEvent::new(code, modifiers)).map(|key| key.to_string());
            assert_eq!(key.as_deref(), expected, "{code:?} {modifiers:?}");
        }
    }

    #[test]
    fn releases_double_nothing() {
        let release = KeyEvent::new_with_kind(
            KeyCode::Char('a'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        );
        assert_eq!(normalise(release), None);
    }

    #[test]
    fn an_enter_behind_text_in_one_read_is_marked() {
        let marks = |batch| -> Vec<bool> {
            messages(batch)
                .into_iter()
                .filter_map(|message| match message {
                    Msg::Press(press) => Some(press.is_text_enter()),
                    _ => None,
                })
                .collect()
        };
        let (text, enter) = (
            event(KeyCode::Char('牟'), KeyModifiers::NONE),
            event(KeyCode::Enter, KeyModifiers::NONE),
        );
        assert_eq!(marks(vec![text.clone(), enter.clone()]), [false, true]);
        assert_eq!(marks(vec![enter.clone(), text]), [false, false]);
        assert_eq!(marks(vec![enter.clone()]), [false]);
        assert_eq!(marks(vec![Event::Paste("牟\r".to_owned()), enter]), [true]);
    }
}
