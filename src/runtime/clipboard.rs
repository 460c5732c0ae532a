//! The clipboard: by the platform's own command where this machine has one, else the terminal is asked
//! by OSC 52.

use std::env;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Bytes that a clipboard is given at once.
pub const MOST: usize = 4_000_000;
/// Bytes of text that terminals take by OSC 52: 100 000 bytes of the whole sequence.
pub const TERMINAL_MOST: usize = 74_994;
/// How long a command is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// A command that takes text on its stdin into the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// The command and its words.
    pub command: Vec<String>,
    /// It reads UTF-16, as Windows does.
    pub wide: bool,
}

/// The clipboard of this machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clipboard {
    /// The commands that may be there, best first; none where the desk is not at this machine.
    pub tools: Vec<Tool>,
}

impl Clipboard {
    /// Gives the clipboard of the machine at which the clerk sits.
    pub fn of_this_machine() -> Self {
        Self::of(|name| env::var_os(name).is_some_and(|it| !it.is_empty()))
    }

    /// Gives the clipboard by the variables that are set.
    pub fn of(is_set: impl Fn(&str) -> bool) -> Self {
        let tool = |command: &[&str], wide| Tool {
            command: command.iter().map(|&it| it.to_owned()).collect(),
            wide,
        };
        let mut tools = Vec::new();
        // Over SSH the machine's clipboard is not the clerk's.
        if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
            return Self { tools };
        }
        if cfg!(target_os = "macos") {
            tools.push(tool(&["pbcopy"], false));
        }
        if cfg!(windows) || is_set("WSL_DISTRO_NAME") {
            tools.push(tool(&["clip.exe"], true));
        }
        if is_set("WAYLAND_DISPLAY") {
            tools.push(tool(&["wl-copy"], false));
        }
        if is_set("DISPLAY") {
            tools.push(tool(&["xclip", "-selection", "clipboard"], false));
            tools.push(tool(&["xsel", "--clipboard", "--input"], false));
        }
        Self { tools }
    }

    /// Gives a text to the first command that takes it, and says which.
    pub fn take(&self, text: &str) -> Option<&str> {
        let mut tools = self.tools.iter();
        let tool = tools.find(|tool| tool.takes(text))?;
        tool.command.first().map(String::as_str)
    }
}

impl Tool {
    fn takes(&self, text: &str) -> bool {
        let Some((program, words)) = self.command.split_first() else {
            return false;
        };
        let started = Command::new(program)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = started else {
            return false;
        };
        let bytes = if self.wide {
            let marked = format!("\u{feff}{text}");
            marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            text.as_bytes().to_vec()
        };
        let (sender, answer) = channel();
        let watched = thread::Builder::new()
            .name("copy".to_owned())
            .spawn(move || {
                let taken = given(&mut child, &bytes).is_ok();
                let taken = child.wait().is_ok_and(|status| status.success()) && taken;
                // Nobody may listen any more; the command is waited for all the same.
                let _ = sender.send(taken);
            });
        watched.is_ok() && answer.recv_timeout(PATIENCE).unwrap_or(false)
    }
}

/// Gives the bytes to the command and closes its stdin.
fn given(child: &mut Child, bytes: &[u8]) -> io::Result<()> {
    match child.stdin.take() {
        Some(mut pipe) => pipe.write_all(bytes),
        None => Ok(()),
    }
}

/// Writes what has the terminal take a text into its clipboard.
pub fn osc52(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(text))
}
