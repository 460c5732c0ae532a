//! Where papers go: a folder beside the store, and the print command.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::app::answer::Sent;
use crate::domain::number::VisitNumber;
use crate::exchange::message::unwritten;
use crate::exchange::paper::docx::docx;
use crate::exchange::paper::plain::plain;
use crate::exchange::paper::sheet::Sheet;
use crate::exchange::write::plain as file;
use crate::runtime::papers::Made;
use crate::words::bundle::Words;

/// The print command where none is set: CUPS takes plain text.
const LP: &str = "lp";
/// How long a print command is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where papers go.
#[derive(Debug, Clone)]
pub struct Printer {
    /// The folder into which they are written.
    pub folder: PathBuf,
    /// The command and its words; `{docx}` and `{txt}` stand for the files, and without either the
    /// plain text is given on stdin. Empty for `lp`.
    pub command: Vec<String>,
}

/// A paper that was written down.
#[derive(Debug)]
pub struct Written {
    /// The `.docx` file; the plain text stands beside it.
    pub file: PathBuf,
    /// The plain text.
    pub text: String,
}

impl Printer {
    /// Tells whether papers can be written, before one is taken down as printed: of one that never
    /// was, every later print would be a copy.
    ///
    /// # Errors
    /// Why not.
    pub fn try_out(&self, words: &Words) -> Result<(), String> {
        file::try_out(&self.folder.join(LP)).map_err(|error| unwritten(words, &error))
    }

    /// Writes a paper as `.docx` and plain text. The names hold nothing that a person typed.
    ///
    /// # Errors
    /// Why it was not written.
    pub fn write(&self, words: &Words, visit: VisitNumber, made: &Made) -> Result<Written, String> {
        self.write_sheet(words, &name(words, visit, made), &made.sheet)
    }

    /// Writes a sheet under a name as `.docx` and plain text.
    ///
    /// # Errors
    /// Why it was not written.
    pub fn write_sheet(&self, words: &Words, name: &str, sheet: &Sheet) -> Result<Written, String> {
        let path = self.folder.join(format!("{name}.docx"));
        let taken = |path: &Path| path.exists() || text_file(path).exists();
        let path = file::free(&path, taken);
        let text = plain(words, sheet);
        let bytes = docx(words, sheet)
            .map_err(|trouble| trouble.on(&path))
            .and_then(|bytes| file::write(&path, &bytes))
            .and_then(|()| file::write(&text_file(&path), text.as_bytes()));
        match bytes {
            Ok(()) => Ok(Written { file: path, text }),
            Err(error) => Err(unwritten(words, &error)),
        }
    }

    /// Prints a paper that was written. A command that does not end is not waited for: the thread
    /// that prints is the one that keeps what the desk does.
    pub fn print(&self, written: &Written) -> Sent {
        let text_file = text_file(&written.file);
        let (program, words) = match self.command.split_first() {
            Some((program, words)) => (program.as_str(), words),
            None => (LP, [].as_slice()),
        };
        let piped = !words.iter().any(|word| names_file(word));
        let fill = |word: &String| {
            word.replace("{docx}", &written.file.display().to_string())
                .replace("{txt}", &text_file.display().to_string())
        };
        let words = words.iter().map(fill).collect();
        start(program, words, piped, &written.text)
    }

    /// Tells whether the print command takes a text that lies in no file.
    pub fn takes_text(&self) -> bool {
        !self.command.iter().any(|word| names_file(word))
    }

    /// Prints a text that lies in no file. A print command that takes files alone refuses it.
    pub fn print_unkept(&self, text: &str) -> Sent {
        if !self.takes_text() {
            return Sent::Refused;
        }
        let (program, words) = match self.command.split_first() {
            Some((program, words)) => (program.as_str(), words),
            None => (LP, [].as_slice()),
        };
        start(program, words.to_vec(), true, text)
    }
}

/// Tells whether a word of the print command stands for a file.
fn names_file(word: &str) -> bool {
    word.contains("{docx}") || word.contains("{txt}")
}

/// Starts a print command; one that does not end is not waited for long.
fn start(program: &str, words: Vec<String>, piped: bool, text: &str) -> Sent {
    let started = Command::new(program)
        .args(words)
        .stdin(if piped { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(printing) = started else {
        return Sent::Refused;
    };
    let (sender, answer) = channel();
    let text = text.to_owned();
    let watched = thread::Builder::new()
        .name("print".to_owned())
        .spawn(move || {
            // Nobody may listen any more; the command is waited for all the same.
            let _ = sender.send(ended(printing, piped, &text));
        });
    if watched.is_err() {
        return Sent::AtWork;
    }
    match answer.recv_timeout(PATIENCE) {
        Ok(true) => Sent::Taken,
        Ok(false) | Err(RecvTimeoutError::Disconnected) => Sent::Refused,
        Err(RecvTimeoutError::Timeout) => Sent::AtWork,
    }
}

/// Gives the text to the command and waits for its end; tells whether it took it.
fn ended(mut printing: Child, piped: bool, text: &str) -> bool {
    let given = match printing.stdin.take() {
        Some(mut pipe) => pipe.write_all(text.as_bytes()).is_ok(),
        None => !piped,
    };
    printing.wait().is_ok_and(|status| status.success()) && given
}

/// The plain text beside a `.docx`.
pub fn text_file(file: &Path) -> PathBuf {
    file.with_extension("txt")
}

/// `ML-2026-0001-2-登记回执`, the second print of a paper with its copy behind it.
fn name(words: &Words, visit: VisitNumber, made: &Made) -> String {
    let paper = words
        .code("paper", made.printed.paper.code())
        .replace(' ', "-");
    let mut parts = vec![visit.case.to_string()];
    parts.extend(made.printed.visit.map(|visit| visit.to_string()));
    parts.push(paper);
    if made.printed.copy > 1 {
        parts.push(made.printed.copy.to_string());
    }
    parts.join("-")
}
