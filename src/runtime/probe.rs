//! Asking for keys one by one, outside the desk: what arrives in this terminal.

use std::io::{self, IsTerminal, Write};

use anyhow::{Result, bail};
use crossterm::event::{self, Event};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::keymap::key::Key;
use crate::runtime::input::normalise;

/// The terminal while keys are asked for; dropping it gives it back.
pub struct Probe {
    _taken: (),
}

impl Probe {
    /// Takes the terminal; fails where there is none.
    pub fn take() -> Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            bail!("no terminal");
        }
        enable_raw_mode()?;
        Ok(Self { _taken: () })
    }

    /// Writes a line.
    pub fn say(&self, line: &str) -> Result<()> {
        let mut out = io::stdout();
        write!(out, "{line}\r\n")?;
        out.flush()?;
        Ok(())
    }

    /// Waits for a key that the desk knows.
    pub fn key(&self) -> Result<Key> {
        loop {
            if let Event::Key(event) = event::read()?
                && let Some(key) = normalise(event)
            {
                return Ok(key);
            }
        }
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}
