//! What a part of a case says, paragraph by paragraph, before it is drawn.

use crate::app::case::mediating;
use crate::app::case::para::{Para, Shade};
use crate::app::case::section::Section;
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::codes::Class;
use crate::domain::entry::Entry;
use crate::domain::grid::node::{GridNode, Post};
use crate::domain::mask::mask_name;
use crate::domain::phone::mask_phone;
use crate::domain::queue::CaseRow;
use crate::domain::resident_id::{IdNumber, mask_id};
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

mod clocks;
mod facts;
mod lists;
mod orders;
mod work;

/// How a case is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disclosure {
    /// Masked values are shown in full.
    pub revealed: bool,
    /// The case stands beside the list and was not opened.
    pub preview: bool,
    /// The clocks are explained.
    pub explain: bool,
}

/// A page being written.
struct Page<'a> {
    shared: &'a Shared,
    view: &'a CaseView,
    disclosure: Disclosure,
    paras: Vec<Para>,
}

/// Writes a part of a case. `person` is the history of the petitioner's card.
pub fn page(
    shared: &Shared,
    view: &CaseView,
    person: &[Entry],
    section: Section,
    disclosure: Disclosure,
) -> Vec<Para> {
    let mut page = Page {
        shared,
        view,
        disclosure,
        paras: Vec::new(),
    };
    if is_shut(view, disclosure) {
        page.locked();
        return page.paras;
    }
    match section {
        Section::Facts => {
            page.petitions();
            page.facts();
        }
        Section::Clocks => {
            page.clocks(None);
            page.paras.extend(mediating::instalments(shared, view));
        }
        Section::Visits => page.visits(),
        Section::History => page.history(person),
        Section::Work => page.work(),
        Section::Others => page.others(),
        Section::Chain => page.chain(),
    }
    if page.paras.is_empty() && section == Section::Work {
        let args = [("key", shared.keys(Command::Menu).into())];
        let text = shared.words.say_with("case-work-nothing", &args);
        page.add("", text, Shade::Dim);
    }
    if page.paras.is_empty() {
        page.say("", "case-nothing", Shade::Dim);
    }
    let written = page.paras.len();
    page.open_elsewhere();
    let above = page.paras.len() - written;
    page.paras.rotate_right(above);
    page.paras
}

/// Gives what stands of the matter, label by label, to be compared with how it stood before.
pub fn standing(shared: &Shared, view: &CaseView, revealed: bool) -> Vec<(String, String)> {
    let disclosure = Disclosure {
        revealed,
        preview: false,
        explain: false,
    };
    if is_shut(view, disclosure) {
        return Vec::new();
    }
    let mut page = Page {
        shared,
        view,
        disclosure,
        paras: Vec::new(),
    };
    page.status();
    page.matter();
    page.repeat();
    page.ending();
    page.people();
    let paras = page.paras.into_iter();
    let labelled = paras.filter(|para| !para.label.is_empty());
    labelled.map(|para| (para.label, para.text)).collect()
}

/// Tells whether nothing but number and dates may show: an accusation that is not open to the
/// viewer, or that merely stands beside the list, where the visitor sees it.
pub fn is_shut(view: &CaseView, disclosure: Disclosure) -> bool {
    view.row.locked || (disclosure.preview && view.case.matter.class == Class::Accusation)
}

/// Gives the line under the number: who it is, told apart from others of his name.
pub fn who(shared: &Shared, view: &CaseView, revealed: bool) -> String {
    let (words, person) = (&shared.words, &view.person);
    let mut parts = vec![if person.name.is_empty() {
        words.say("queue-no-name")
    } else if revealed {
        person.name.clone()
    } else {
        mask_name(&person.name)
    }];
    let id = person.id_number.as_deref().map(IdNumber::parse);
    if let Some(birth) = id.as_ref().and_then(IdNumber::birth) {
        let year = birth.format("%Y").to_string();
        parts.push(words.say_with("case-born", &[("year", year.into())]));
    }
    parts.extend(person.village.clone());
    let shown = |text: &str, mask: fn(&str) -> String| {
        if revealed {
            text.to_owned()
        } else {
            mask(text)
        }
    };
    parts.extend(person.phones.iter().map(|it| shown(it, mask_phone)));
    parts.extend(person.id_number.as_deref().map(|it| shown(it, mask_id)));
    parts.push(view.case.petitioner.to_string());
    parts.join("  ")
}

impl Page<'_> {
    fn add(&mut self, label: &str, text: String, tone: Shade) {
        let label = if label.is_empty() {
            String::new()
        } else {
            self.shared.words.say(label)
        };
        self.paras.push(Para {
            label,
            text,
            tone,
            item: None,
        });
    }

    /// Begins another group; there is one empty line between two.
    fn gap(&mut self) {
        let gap = Para::gap();
        if self.paras.last().is_some_and(|last| *last != gap) {
            self.paras.push(gap);
        }
    }

    fn say(&mut self, label: &str, key: &str, tone: Shade) {
        let text = self.shared.words.say(key);
        self.add(label, text, tone);
    }

    /// Adds a part that has something to say.
    fn some(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.add(label, text.to_owned(), Shade::Plain);
        }
    }

    /// Adds a value that is hidden until it is revealed.
    fn hidden(&mut self, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.disclosure.revealed {
            self.some(label, text);
        } else {
            self.say(label, "case-hidden", Shade::Dim);
        }
    }

    /// Adds a line of a list, on which the cursor can stand.
    fn item(&mut self, item: usize, label: String, text: String, tone: Shade) {
        self.paras.push(Para {
            label,
            text,
            tone,
            item: Some(item),
        });
    }

    fn code(&self, list: &str, code: &str) -> String {
        self.shared.words.code(list, code)
    }

    /// An accusation that is not open to the viewer: dates and the sentence alone.
    fn locked(&mut self) {
        let key = if self.view.row.locked {
            "case-locked"
        } else {
            "case-preview-accusation"
        };
        self.say("", key, Shade::Warn);
        let (case, words) = (&self.view.case, &self.shared.words);
        let locked = self.view.row.locked;
        for (key, at) in [
            ("sort-received", case.received_at()),
            ("case-registered", Some(case.registered_at)),
        ] {
            let text = if locked {
                words.received_day(at)
            } else {
                words.received(at)
            };
            self.add(key, text, Shade::Plain);
        }
    }
}

/// Gives a case of a list in words: its state, and its number with what it is about.
pub fn row_line(words: &Words, row: &CaseRow) -> (String, String) {
    let (state, what) = row_about(words, row);
    let (number, received) = (row.number.to_string(), words.received_day(row.received_at));
    (state, format!("{number}  {received}  {what}"))
}

/// Gives a case of a list in words: its state, and what it is about.
pub fn row_about(words: &Words, row: &CaseRow) -> (String, String) {
    let state = if row.is_secret() {
        String::new()
    } else {
        words.code("status", row.status_word())
    };
    let what = if row.damaged && row.locked {
        words.say("queue-damaged")
    } else if row.is_secret() {
        words.say("queue-secret")
    } else if row.class == Class::Unclassed {
        words.say("queue-unclassed")
    } else {
        row.summary.replace('\n', " ")
    };
    (state, what)
}

/// Says who stands behind a node of the grid.
pub fn node_line(words: &Words, node: &GridNode) -> String {
    let post_line = |post: &Post| {
        let phone = &post.holder.phone;
        format!("{} {} {phone}", post.role, post.holder.name)
    };
    let head = node
        .head
        .as_ref()
        .map_or_else(|| words.say("case-vacant"), post_line);
    let workers = node.workers.iter().map(post_line);
    let mut parts = vec![node.name.clone(), head];
    parts.extend(workers);
    parts.join("  ")
}
