//! The terminal: taken, drawn to through a large buffer in synchronised updates, and given back
//! clean, also after a panic.

use std::io::{self, BufWriter, Stdout, Write};
use std::thread;

use anyhow::{Context, Result};
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::app::model::Model;
use crate::runtime::clipboard::osc52;
use crate::runtime::fault;
use crate::ui::view::view;

/// Bytes that wait before they go to the terminal: more than a full repaint of a large window.
const BUFFER: usize = 64 * 1024;
/// Clicks and wheel alone, in SGR coordinates: reports of every movement would wake the desk.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Gives the window's columns and rows; nothing where there is no window.
pub fn size() -> (u16, u16) {
    crossterm::terminal::size().unwrap_or_default()
}

/// Has the terminal say once more that keys wait, where some do. Crossterm hears of them once, when they
/// come, and forgets that where a new size of the window came with them: they would lie until the next
/// key. The kernel tells it again when the terminal's manner is set, be it to what it is.
pub fn tell_what_waits() {
    #[cfg(unix)]
    {
        use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
        let terminal = rustix::stdio::stdin();
        // A terminal that is gone is told by who reads from it.
        let _ = tcgetattr(terminal)
            .and_then(|manner| tcsetattr(terminal, OptionalActions::Now, &manner));
    }
}

/// The screen while the desk has it; dropping it gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    /// What stands on the screen that terminals measure differently.
    doubtful: Vec<Doubtful>,
    /// The terminal tells of clicks and the wheel.
    mouse: bool,
    /// Everything is to be drawn anew.
    anew: bool,
}

/// A sign of several characters and its cell. Terminals disagree how many cells it takes (skin tones,
/// flags, half-width sound marks, combining marks), so its neighbours may hold a piece of it.
type Doubtful = (usize, String);

/// Gives the doubtful signs of a picture.
fn doubtful(picture: &Buffer) -> Vec<Doubtful> {
    let cells = picture.content.iter().map(Cell::symbol).enumerate();
    cells
        .filter(|(_, sign)| sign.chars().nth(1).is_some())
        .map(|(at, sign)| (at, sign.to_owned()))
        .collect()
}

impl Screen {
    /// Takes the terminal: raw, alternate screen, bracketed paste, and of the kitty protocol only what tells keys apart.
    pub fn take() -> Result<Self> {
        enable_raw_mode().context("the terminal cannot be switched to raw mode")?;
        // A fault on another thread ends what that was at; whoever sits here goes on.
        let owner = thread::current().id();
        fault::listen(move || {
            let ends = thread::current().id() == owner;
            if ends {
                give_back();
            }
            ends
        });
        let mut out = BufWriter::with_capacity(BUFFER, io::stdout());
        enter(&mut out).context("the terminal cannot be written to")?;
        let terminal = Terminal::new(CrosstermBackend::new(out))
            .context("the size of the terminal is unknown")?;
        Ok(Self {
            terminal,
            doubtful: Vec::new(),
            mouse: false,
            anew: false,
        })
    }

    /// Takes the terminal once more after the program was stopped: whoever had it meanwhile may have
    /// changed its manner and what stands on it.
    pub fn retake(&mut self) -> Result<()> {
        // Crossterm would believe that it is raw still.
        disable_raw_mode()
            .and_then(|()| enable_raw_mode())
            .context("the terminal is gone")?;
        enter(self.terminal.backend_mut()).context("the terminal is gone")?;
        (self.mouse, self.anew) = (false, true);
        Ok(())
    }

    /// Gives the window in cells.
    pub fn size(&self) -> Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Lends the terminal to another program that takes it for itself. It stays raw: so it comes back as
    /// it was found, however that program ends.
    pub fn lend(&mut self) -> Result<()> {
        self.mouse = false;
        leave(self.terminal.backend_mut()).context("the terminal is gone")
    }

    /// Takes it back from that program; the next picture is drawn on an empty screen.
    pub fn take_back(&mut self) -> Result<()> {
        enable_raw_mode()
            .and_then(|()| enter(self.terminal.backend_mut()))
            .context("the terminal is gone")?;
        let (width, height) = size();
        let whole = Rect::new(0, 0, width, height);
        // What the buffers hold is no longer what the screen shows.
        self.terminal.resize(whole)?;
        self.doubtful.clear();
        Ok(())
    }

    /// Asks the terminal to take a text into its clipboard.
    pub fn copy(&mut self, text: &str) -> Result<()> {
        execute!(self.terminal.backend_mut(), Print(osc52(text))).context("the terminal is gone")
    }

    /// Draws the model as one update: what has changed; or everything on an empty screen where a
    /// doubtful sign came or went, for pieces of it may stand in cells that have not changed.
    pub fn draw(&mut self, model: &Model) -> Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if self.mouse != model.shared.desk.mouse {
            self.mouse = model.shared.desk.mouse;
            let mode = if self.mouse { MOUSE_ON } else { MOUSE_OFF };
            queue!(self.terminal.backend_mut(), Print(mode))?;
        }
        let drawn = self.terminal.draw(|frame| view(model, frame))?;
        let doubtful = doubtful(drawn.buffer);
        if doubtful != self.doubtful || self.anew {
            (self.doubtful, self.anew) = (doubtful, false);
            // Ratatui's own clearing asks the terminal where its cursor stands, and waits for that
            // among the keys.
            queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
            self.terminal.swap_buffers();
            self.terminal.draw(|frame| view(model, frame))?;
        }
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
            .context("the terminal is gone")?;
        Ok(())
    }
}

/// Goes to the other screen and asks for what the desk needs of the terminal.
fn enter(out: &mut impl Write) -> io::Result<()> {
    queue!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES),
    )?;
    out.flush()
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Leaves it.
fn leave(out: &mut impl Write) -> io::Result<()> {
    execute!(
        out,
        EndSynchronizedUpdate,
        PopKeyboardEnhancementFlags,
        Print(MOUSE_OFF),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show,
    )
}

/// Gives the terminal back as it was; what cannot be written any more is let go.
fn give_back() {
    let _ = leave(&mut io::stdout());
    let _ = disable_raw_mode();
}
