//! 没写完的表单: what was typed into a form stays under the form's name until it is handed in. Esc,
//! another pane, another case or a kill do not lose it; the form comes back as it was left.
//!
//! Names are kept in files: `pane-joint/say/3/ML-2026-0007/村委会` is the pane, a word for what the
//! form does, and what it does it with. None may change; a new one takes a new word.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use crate::app::effect::{Effect, Request};
use crate::app::pane::Pane;
use crate::app::ticket::{Asker, RequestSlot, Ticket};
use crate::domain::draft::unfinished::Unfinished;
use crate::domain::number::CaseNumber;
use crate::domain::save_id::{SaveId, SaveIds};
use old_name::present_name;

mod old_name;

/// The name of the note of a hand-over.
pub const HANDOVER: &str = "handover";

/// A form that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenForm {
    /// What it is for.
    pub name: String,
    /// What was typed; `None` where nothing was.
    pub written: Option<Unfinished>,
}

/// What a form is for, in words that stay the same when the program's own names change.
pub trait FormCode {
    /// Gives the code, which is part of the form's name.
    fn code(&self) -> String;
}

/// Writes a code: a word, and what it is about.
pub fn code(word: &str, about: &[&dyn Display]) -> String {
    let about = about.iter().map(|it| format!("/{it}"));
    std::iter::once(word.to_owned()).chain(about).collect()
}

/// Writes what a form is about, `-` where that is open.
pub fn known(about: Option<impl Display>) -> String {
    about.map_or_else(|| "-".to_owned(), |it| it.to_string())
}

/// Gives the name of a form over a pane.
pub fn name(pane: Pane, code: &str) -> String {
    format!("{}/{code}", pane.word())
}

/// The forms that were begun and not handed in.
#[derive(Debug)]
pub struct FormDrafts {
    forms: BTreeMap<String, Unfinished>,
    /// The names of the forms that stood open after the last message.
    open: BTreeSet<String>,
    /// The box is not kept as it stands.
    changed: bool,
    /// It was told that the box could not be kept.
    failing: bool,
    /// The question for what was left.
    pub asking: RequestSlot,
    keeping: RequestSlot,
}

impl Default for FormDrafts {
    fn default() -> Self {
        Self {
            forms: BTreeMap::new(),
            open: BTreeSet::new(),
            changed: false,
            failing: false,
            asking: RequestSlot::new(Asker::Unfinished, 0),
            keeping: RequestSlot::new(Asker::Unfinished, 1),
        }
    }
}

impl FormDrafts {
    /// Gives what was left of a form.
    pub fn left(&self, name: &str) -> Option<&Unfinished> {
        self.forms.get(name)
    }

    /// Gives the forms that wait and do not stand open, by name.
    pub fn waiting(&self) -> impl Iterator<Item = &Unfinished> {
        let forms = self.forms.iter();
        forms
            .filter(|(name, _)| !self.open.contains(*name))
            .map(|(_, form)| form)
    }

    /// Gives the id under which a form is handed in.
    pub fn save_of(&self, name: &str) -> Option<&SaveId> {
        self.forms.get(name)?.save.as_ref()
    }

    /// Gives a form another id: what was handed in from it is kept, and it stands open for more.
    pub fn renew(&mut self, name: &str, saves: &SaveIds) {
        if let Some(form) = self.forms.get_mut(name) {
            form.save = Some(saves.draw());
            self.changed = true;
        }
    }

    /// Lets go of a form that was handed in.
    pub fn finish(&mut self, name: &str) {
        self.changed |= self.forms.remove(name).is_some();
        self.open.remove(name);
    }

    /// Takes the forms as they stand open; gives whether one with something in it was left.
    pub fn note(&mut self, open: Vec<OpenForm>, saves: &SaveIds) -> bool {
        let mut names = BTreeSet::new();
        for form in open {
            match form.written {
                Some(mut written) => {
                    let known = self.forms.get(&form.name);
                    let save = known.and_then(|it| it.save.clone());
                    written.save = Some(save.unwrap_or_else(|| saves.draw()));
                    // A form that is taken up again is open again.
                    if self.forms.get(&form.name) != Some(&written) {
                        self.forms.insert(form.name.clone(), written);
                        self.changed = true;
                    }
                }
                None => self.changed |= self.forms.remove(&form.name).is_some(),
            }
            names.insert(form.name);
        }
        let before = std::mem::replace(&mut self.open, names);
        let mut left = false;
        for (name, form) in &mut self.forms {
            form.open = self.open.contains(name);
            left |= !form.open && before.contains(name);
        }
        self.changed |= left;
        left
    }

    /// Tries again what could not be kept.
    pub fn retry(&mut self) {
        self.changed |= self.failing;
    }

    /// Takes back what was kept before this desk was opened.
    pub fn bring(&mut self, forms: Vec<Unfinished>) {
        for mut form in forms {
            if let Some(name) = present_name(&form.name) {
                form.name = name;
                self.changed = true;
            }
            self.forms.entry(form.name.clone()).or_insert(form);
        }
    }

    /// Tells whether a ticket is that of the keeping under way.
    pub fn was_kept(&mut self, ticket: Ticket) -> bool {
        self.keeping.takes(ticket)
    }

    /// Remembers whether the last keeping failed; true when that is news.
    pub const fn failed(&mut self, failed: bool) -> bool {
        let news = failed && !self.failing;
        self.failing = failed;
        news
    }

    /// Gives the effect that keeps the box, unless it is kept or being kept.
    pub fn keep(&mut self) -> Option<Effect> {
        if !self.changed || self.keeping.is_waiting() {
            return None;
        }
        self.changed = false;
        let forms = self.forms.values().cloned().collect();
        let request = Request::KeepUnfinished(forms);
        Some(Effect::Store(self.keeping.draw(), request))
    }
}

/// What a form that waits belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A case.
    Case(CaseNumber),
    /// A pane.
    Pane(Pane),
    /// 交接班
    Handover,
}

/// Reads from a form's name to what it belongs.
pub fn place(name: &str) -> Option<Place> {
    if name == HANDOVER {
        return Some(Place::Handover);
    }
    let (pane, rest) = name.split_once('/')?;
    let pane = Pane::ALL.iter().copied().find(|it| it.word() == pane)?;
    if pane != Pane::Case {
        return Some(Place::Pane(pane));
    }
    let (number, _) = rest.split_once('/')?;
    CaseNumber::parse(number).map(Place::Case)
}
