//! What is typed unseen at the terminal: passphrases and PINs.

use std::io;

/// For as long as it is held, the terminal shows nothing of what is typed, also before the first question
/// stands and between two of them.
///
/// Where there is no terminal, or on a system other than Unix, the questions alone hide it.
#[must_use]
pub struct Unseen {
    #[cfg(unix)]
    found: Option<(std::fs::File, rustix::termios::Termios)>,
}

impl Unseen {
    /// Switches the echo off.
    pub fn hold() -> Self {
        Self {
            #[cfg(unix)]
            found: unix::hide().ok(),
        }
    }

    /// Asks one question.
    ///
    /// # Errors
    /// There is no terminal, or it cannot be read.
    pub fn ask(&self, prompt: &str) -> io::Result<String> {
        rpassword::prompt_password(prompt)
    }
}

#[cfg(unix)]
impl Drop for Unseen {
    fn drop(&mut self) {
        if let Some((terminal, found)) = &self.found {
            // A terminal that is gone shows nothing.
            let _ = rustix::termios::tcsetattr(terminal, unix::NOW, found);
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io;

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// What was typed ahead is kept.
    pub(super) const NOW: OptionalActions = OptionalActions::Now;

    /// Switches the echo off; gives the terminal and how it was.
    pub(super) fn hide() -> io::Result<(File, Termios)> {
        let terminal = File::options().read(true).write(true).open("/dev/tty")?;
        let found = tcgetattr(&terminal)?;
        let mut hidden = found.clone();
        hidden.local_modes.remove(LocalModes::ECHO);
        tcsetattr(&terminal, NOW, &hidden)?;
        Ok((terminal, found))
    }
}
