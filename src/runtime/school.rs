//! 学一学, started from the desk: this program once more, over a store of its own, on the same terminal.

use std::env;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::app::effect::Course;

/// How lessons are started.
#[derive(Debug)]
pub struct School {
    /// The file of the desk's own store, beside which is kept who has done which lesson.
    pub store: PathBuf,
    /// The keys that were asked for when the desk was opened.
    pub keymap: Option<String>,
    /// The colours that were asked for then.
    pub theme: Option<String>,
}

/// Lessons that are being given.
#[derive(Debug)]
pub struct Lessons(Child);

impl School {
    /// Starts a lesson on this program's terminal; what it complains of is heard when it ends.
    ///
    /// # Errors
    /// What the system says.
    pub fn begin(&self, course: &Course) -> io::Result<Lessons> {
        let mut command = Command::new(env::current_exe()?);
        command.arg("--store").arg(&self.store);
        command.arg(format!("--as={}", course.who));
        command.arg(format!("--lang={}", course.lang));
        if let Some(keymap) = &self.keymap {
            command.arg(format!("--keymap={keymap}"));
        }
        if let Some(theme) = &self.theme {
            command.arg(format!("--theme={theme}"));
        }
        command.arg("tutor").arg(course.lesson.to_string());
        command.stderr(Stdio::piped()).spawn().map(Lessons)
    }
}

impl Lessons {
    /// Tells how the lessons ended: with what was complained of, where they ended badly; `None` while
    /// they are going on.
    pub fn ended(&mut self) -> Option<Result<(), String>> {
        let status = match self.0.try_wait() {
            Ok(None) => return None,
            Ok(Some(status)) => status,
            Err(error) => return Some(Err(error.to_string())),
        };
        if status.success() {
            return Some(Ok(()));
        }
        let mut text = String::new();
        if let Some(mut heard) = self.0.stderr.take() {
            // What is no text is not told.
            let _ = heard.read_to_string(&mut text);
        }
        let text = text.trim();
        Some(Err(if text.is_empty() {
            status.to_string()
        } else {
            text.to_owned()
        }))
    }

    /// Ends the lessons at once: the desk itself is ended.
    pub fn end(mut self) {
        // One that has ended already cannot be ended again.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
