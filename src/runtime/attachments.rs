//! Files of cases kept and opened: from this machine into the folder beside the store, and as a copy to
//! the system's viewer, which can change nothing that is kept.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use tempfile::{Builder, TempDir};

use crate::domain::case::fact::attached::{Attached, ending_of};
use crate::domain::case::fact::printed::Paper;
use crate::domain::clean;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::office::attachments::{attach, attached, is_sealed};
use crate::runtime::papers::trouble_text;
use crate::store::attachments::{AttachError, Attachments, Condition};
use crate::store::cipher::PrivateKey;
use crate::store::contract::Store;
use crate::words::bundle::{Arg, Words};

/// Bytes of a megabyte.
const MEGABYTE: u64 = 1_000_000;

/// Copies the files of cases from beside one store's file to beside another, where they belong to it;
/// those that are whole there stay. Gives the sentence that tells so, none where there are no files.
///
/// # Errors
/// A sentence that says which were not copied, and what to do.
pub fn carry(words: &Words, from: &Path, to: &Path) -> Result<Option<String>, String> {
    let (from, to) = (Attachments::beside(from), Attachments::beside(to));
    let sentence = |key: &str, folder: &Path, name: &'static str, value: Arg<'_>| {
        let folder = folder.display().to_string();
        words.say_with(key, &[("folder", folder.into()), (name, value)])
    };
    match from.copy_to(&to) {
        Ok(0) => Ok(None),
        Ok(copies) => Ok(Some(sentence(
            "attach-copied",
            to.folder(),
            "n",
            copies.into(),
        ))),
        Err(error) => {
            let reason = match error {
                AttachError::Io(error) => words.io_reason(&error),
                AttachError::NotAFile | AttachError::TooLarge(_) => {
                    words.say("attach-changed-bare")
                }
            };
            Err(sentence(
                "attach-not-copied",
                from.folder(),
                "reason",
                reason.into(),
            ))
        }
    }
}

/// Whoever attaches files to cases.
pub struct AttachDesk<'a> {
    /// The store.
    pub store: &'a dyn Store,
    /// The files beside it.
    pub attachments: &'a Attachments,
    /// Who sits here.
    pub viewer: &'a Viewer,
    /// The words of what is told.
    pub words: &'a Words,
    /// Megabytes of one file at most.
    pub most: u16,
}

impl AttachDesk<'_> {
    /// Keeps a file and names it in the history of a case; without a title it has the name of the
    /// file.
    ///
    /// # Errors
    /// A sentence that says why not.
    pub fn attach(
        &self,
        number: CaseNumber,
        file: &Path,
        title: &str,
        now: Moment,
    ) -> Result<Attached, String> {
        let words = self.words;
        // Who may not read the case puts nothing beside it.
        let sealed = is_sealed(self.store, number, self.viewer)
            .map_err(|trouble| trouble_text(&trouble, words, Paper::Receipt))?;
        let most = u64::from(self.most) * MEGABYTE;
        let key = sealed.then(PrivateKey::generate);
        let kept = match &key {
            Some(key) => self.attachments.keep_sealed(file, most, &key.public()),
            None => self.attachments.keep(file, most),
        };
        let (hash, size) = kept.map_err(|error| self.not_kept(file, &error))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let title = clean::line(title);
        let made = Attached {
            title: if title.is_empty() {
                title_of(file)
            } else {
                title
            },
            ending: ending_of(&name),
            size,
            hash,
            key: key.map(|it| it.text()).unwrap_or_default(),
        };
        attach(self.store, number, &made, self.viewer, now)
            .map_err(|trouble| trouble_text(&trouble, words, Paper::Receipt))?;
        Ok(made)
    }

    /// Gives the files of a case.
    ///
    /// # Errors
    /// A sentence that says why not.
    pub fn list(&self, number: CaseNumber) -> Result<Vec<Attached>, String> {
        attached(self.store, number, self.viewer)
            .map_err(|trouble| trouble_text(&trouble, self.words, Paper::Receipt))
    }

    /// Writes a copy of a case's file, by its place from 0, into `folder`; gives where it lies.
    ///
    /// # Errors
    /// A sentence that says why not: it is missing, or no longer what was kept.
    pub fn copy(&self, number: CaseNumber, at: usize, folder: &Path) -> Result<PathBuf, String> {
        let files = self.list(number)?;
        let found = files.get(at);
        let file = found.ok_or_else(|| self.words.say("attach-none"))?;
        let target = folder.join(copy_name(number, at, file));
        let copied = if file.key.is_empty() {
            self.attachments.copy_out(file.hash, &target)
        } else {
            self.attachments.open_out(file.hash, &file.key, &target)
        };
        let trouble = match copied {
            Ok(Condition::Whole) => return Ok(target),
            Ok(Condition::Missing) => "attach-missing",
            Ok(Condition::Changed) => "attach-changed",
            Err(error) => return Err(self.not_kept(&target, &AttachError::Io(error))),
        };
        let place = self.attachments.place(file.hash).display().to_string();
        Err(self.words.say_with(trouble, &[("file", place.into())]))
    }

    fn not_kept(&self, file: &Path, error: &AttachError) -> String {
        let (key, detail) = match error {
            AttachError::NotAFile => ("attach-no-file", String::new()),
            AttachError::TooLarge(most) => ("attach-too-large", (most / MEGABYTE).to_string()),
            AttachError::Io(error) => ("attach-io", self.words.io_reason(error)),
        };
        let args = [
            ("file", file.display().to_string().into()),
            ("detail", detail.into()),
        ];
        self.words.say_with(key, &args)
    }
}

/// Gives the title of a file that nobody named: its name without the ending.
pub fn title_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    clean::line(&stem)
}

/// Gives the name of a copy; it holds nothing that a person typed.
fn copy_name(number: CaseNumber, at: usize, file: &Attached) -> String {
    let end = match file.ending.as_str() {
        "" => String::new(),
        ending => format!(".{ending}"),
    };
    format!("{number}-{}{end}", at + 1)
}

/// Opens copies in the system's viewer. They lie in a private folder that goes when the desk is left.
#[derive(Debug)]
pub struct Opener {
    /// The command and its words; `{file}` stands for the file, which else comes last. Empty for the
    /// system's own.
    pub command: Vec<String>,
    folder: Option<TempDir>,
}

impl Opener {
    /// Makes it for a command; an empty one is the system's own.
    pub const fn new(command: Vec<String>) -> Self {
        Self {
            command,
            folder: None,
        }
    }

    /// Gives the private folder for copies.
    ///
    /// # Errors
    /// What the system says.
    pub fn folder(&mut self) -> std::io::Result<PathBuf> {
        if self.folder.is_none() {
            // Made for its owner alone.
            let made = Builder::new().prefix("mulin-").tempdir();
            self.folder = Some(made?);
        }
        let folder = self.folder.as_ref().map(TempDir::path);
        Ok(folder.unwrap_or(Path::new(".")).to_path_buf())
    }

    /// Starts the viewer on a file; tells whether there is one to start.
    pub fn open(&self, file: &Path) -> bool {
        let shown = file.display().to_string();
        let system = system_viewer();
        let (program, words) = match self.command.split_first() {
            Some((program, words)) => (program.clone(), words.to_vec()),
            None => (system.0.to_owned(), system.1),
        };
        let named = words.iter().any(|word| word.contains("{file}"));
        let mut words: Vec<String> = words
            .iter()
            .map(|word| word.replace("{file}", &shown))
            .collect();
        if !named {
            words.push(shown);
        }
        let started = Command::new(program)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match started {
            Ok(mut viewer) => {
                // The viewer stands open for as long as somebody looks.
                thread::spawn(move || drop(viewer.wait()));
                true
            }
            Err(_) => false,
        }
    }
}

/// Gives the command by which this system opens a file.
fn system_viewer() -> (&'static str, Vec<String>) {
    if cfg!(windows) {
        let words = ["/C", "start", ""].map(str::to_owned);
        ("cmd", words.to_vec())
    } else if cfg!(target_os = "macos") {
        ("open", Vec::new())
    } else {
        ("xdg-open", Vec::new())
    }
}
