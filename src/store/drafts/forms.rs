//! 没写完的表单: the forms of a window that were not handed in, in one file among the drafts. Those
//! of a window that is gone are taken over by the next window of the same clerk, of nobody else:
//! an accusation may stand in them (条例 30 ¶3).

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::record::VERSION;
use super::{Content, DRAFT_STEP, Drafts, begun, make_folder, put};
use crate::domain::draft::unfinished::{TypedLine, Unfinished};
use crate::domain::moment::Moment;
use crate::domain::save_id::SaveId;
use crate::store::error::StoreError;

/// The ending of the file.
const ENDING: &str = "forms";

#[derive(Serialize, Deserialize)]
struct FormsRecord {
    version: u32,
    who: String,
    forms: Vec<FormRecord>,
}

#[derive(Serialize, Deserialize)]
struct FormRecord {
    name: String,
    #[serde(rename = "hand")]
    cursor: String,
    open: bool,
    lines: Vec<(String, String)>,
    #[serde(default)]
    save: Option<String>,
}

impl Drafts {
    /// Keeps the forms, in place of those kept before; without any the file goes.
    pub fn keep_forms(&mut self, forms: &[Unfinished], now: Moment) -> Result<(), StoreError> {
        self.write_forms(forms, now)
            .map_err(|error| StoreError::of_io(&error))
    }

    fn write_forms(&mut self, forms: &[Unfinished], now: Moment) -> std::io::Result<()> {
        if forms.is_empty() {
            return self.forms.take().map_or(Ok(()), |path| remove(&path));
        }
        let path = match self.forms.clone() {
            Some(path) => path,
            None => self.free_forms_file(now),
        };
        let mut part = begun(&self.folder)?;
        let record = FormsRecord {
            version: VERSION,
            who: self.who.clone(),
            forms: forms.iter().map(FormRecord::from).collect(),
        };
        part.write_all(&self.written(&record, true)?)?;
        put(part, &path)?;
        self.forms = Some(path);
        Ok(())
    }

    /// Gives the forms of this clerk that no other window has open, and the files that do not
    /// read; they are this window's from now on.
    pub fn unfinished(
        &mut self,
        now: Moment,
    ) -> Result<(Vec<Unfinished>, Vec<PathBuf>), StoreError> {
        if make_folder(&self.folder).is_ok() {
            self.open_window();
        }
        let mut files = self.files()?;
        // Of two forms for the same thing the younger comes back; the file of the other waits.
        files.sort_by_key(|path| std::cmp::Reverse(named(path)));
        let (mut forms, mut unread, mut taken) = (Vec::<Unfinished>::new(), Vec::new(), Vec::new());
        for path in files {
            let Some(id) = named(&path) else {
                continue;
            };
            if self.is_elsewhere(id % DRAFT_STEP) {
                continue;
            }
            let record = match self.content(&path) {
                Content::Plain(plain) => read(&plain),
                Content::Locked => continue,
                Content::Unread => None,
            };
            let Some(record) = record else {
                unread.push(path);
                continue;
            };
            let known = |form: &FormRecord| forms.iter().any(|it| it.name == form.name);
            if record.who == self.who && !record.forms.iter().any(known) {
                forms.extend(record.forms.into_iter().map(Unfinished::from));
                taken.push(path);
            }
        }
        if taken.len() > 1 || self.forms.is_none() {
            self.keep_forms(&forms, now)?;
            for path in taken
                .iter()
                .filter(|path| Some(*path) != self.forms.as_ref())
            {
                remove(path).map_err(|error| StoreError::of_io(&error))?;
            }
        }
        Ok((forms, unread))
    }

    /// Names a file of this window that is not there yet.
    fn free_forms_file(&self, now: Moment) -> PathBuf {
        let mut id = self.first_number(now, &[]);
        while self.forms_file(id).exists() {
            id += DRAFT_STEP;
        }
        self.forms_file(id)
    }

    fn forms_file(&self, id: u64) -> PathBuf {
        self.folder.join(format!("{id}.{ENDING}"))
    }
}

/// Reads the number of a file of forms from its name.
fn named(path: &Path) -> Option<u64> {
    let stem = path.file_stem()?.to_str()?;
    stem.parse().ok().filter(|_| {
        path.extension()
            .is_some_and(|extension| extension == ENDING)
    })
}

fn read(plain: &[u8]) -> Option<FormsRecord> {
    let record: FormsRecord = serde_json::from_slice(plain).ok()?;
    (record.version == VERSION).then_some(record)
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl From<&Unfinished> for FormRecord {
    fn from(form: &Unfinished) -> Self {
        let lines = form.lines.iter();
        Self {
            name: form.name.clone(),
            cursor: form.cursor.clone(),
            open: form.open,
            lines: lines
                .map(|line| (line.label.clone(), line.text.clone()))
                .collect(),
            save: form.save.as_ref().map(ToString::to_string),
        }
    }
}

impl From<FormRecord> for Unfinished {
    fn from(record: FormRecord) -> Self {
        let lines = record.lines.into_iter();
        Self {
            name: record.name,
            cursor: record.cursor,
            open: record.open,
            lines: lines
                .map(|(label, text)| TypedLine { label, text })
                .collect(),
            save: record.save.map(SaveId::of_kept),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(name: &str, text: &str) -> Unfinished {
        Unfinished {
            name: name.to_owned(),
            cursor: "ask-what".to_owned(),
            open: true,
            save: SaveId::given("王芳", "17"),
            lines: vec![TypedLine {
                label: "ask-what".to_owned(),
                text: text.to_owned(),
            }],
        }
    }

    #[test]
    fn forms_outlive_their_window_and_come_back_to_their_clerk_alone() {
        let folder = tempfile::tempdir().unwrap();
        let open = |who| Drafts::beside(&folder.path().join("desk.redb")).of(who);
        let now = Moment::from_unix(1_000);
        let (mut first, mut second) = (open("王芳"), open("王芳"));
        assert_eq!(first.unfinished(now).unwrap().0, []);
        assert_eq!(second.unfinished(now).unwrap().0, []);
        let (one, two) = (form("a", "第一行\n第二行"), form("b", "分期"));
        first.keep_forms(std::slice::from_ref(&one), now).unwrap();
        second.keep_forms(std::slice::from_ref(&two), now).unwrap();
        assert_eq!(open("王芳").unfinished(now).unwrap().0, [], "both are open");
        drop(first);
        assert_eq!(open("李梅").unfinished(now).unwrap().0, []);
        let mut third = open("王芳");
        assert_eq!(third.unfinished(now).unwrap().0.len(), 1);
        drop((second, third));
        let mut found = open("王芳").unfinished(now).unwrap().0;
        found.sort_by(|one, other| one.name.cmp(&other.name));
        assert_eq!(found, [one, two]);
        let mut last = open("王芳");
        last.unfinished(now).unwrap();
        last.keep_forms(&[], now).unwrap();
        assert_eq!(open("王芳").unfinished(now).unwrap().0, []);
    }

    #[test]
    fn of_two_forms_for_the_same_thing_neither_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Drafts::beside(&folder.path().join("desk.redb")).of("王芳");
        let (mut first, mut second) = (open(), open());
        let (before, now) = (Moment::from_unix(1_000), Moment::from_unix(2_000));
        first.unfinished(before).unwrap();
        second.unfinished(now).unwrap();
        let (old, young) = (form("a", "先写的"), form("a", "后写的"));
        first
            .keep_forms(std::slice::from_ref(&old), before)
            .unwrap();
        second
            .keep_forms(std::slice::from_ref(&young), now)
            .unwrap();
        drop((first, second));
        let mut next = open();
        assert_eq!(next.unfinished(now).unwrap().0, [young]);
        next.keep_forms(&[], now).unwrap();
        drop(next);
        assert_eq!(open().unfinished(now).unwrap().0, [old]);
    }

    #[test]
    fn a_file_that_does_not_read_stays_and_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::beside(&folder.path().join("desk.redb"));
        let now = Moment::from_unix(1_000);
        drafts.unfinished(now).unwrap();
        fs::write(folder.path().join("desk.redb.drafts/1024.forms"), "{").unwrap();
        let (forms, unread) = drafts.unfinished(now).unwrap();
        assert_eq!((forms, unread.len()), (Vec::new(), 1));
        drafts.keep_forms(&[form("a", "x")], now).unwrap();
        assert_eq!(drafts.unfinished(now).unwrap().1, unread);
        assert!(unread[0].exists());
    }
}
