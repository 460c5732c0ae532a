//! What of a ledger is in sight: its first line, the lines of its page, the form over it.

use crate::app::case::para::{Para, Shade};
use crate::app::field::Field;
use crate::app::form::Form;
use crate::app::layout::panel::Panel;
use crate::app::ledger::arrange::Counts;
use crate::app::ledger::line::Line;
use crate::app::ledger::lines::Writer;
use crate::app::ledger::window::window;
use crate::app::ledger::{Ledger, State};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::words::bundle::Words;

/// From this many cells on the unfolded row is read beside the table.
const BESIDE: u16 = 110;

/// What is drawn of a ledger.
#[derive(Debug)]
pub struct Screen {
    /// What the ledger is, and what it counts.
    pub heading: String,
    /// What is marked, how it is sorted and filtered, and the keys for it: the end of the first line,
    /// the least needed last.
    pub status: Vec<String>,
    /// The words of the filter while they are typed, in place of the status.
    pub filter: Option<Field>,
    /// The lines below the first.
    pub lines: Vec<Line>,
    /// The cells of a line.
    pub width: u16,
    /// The row under the cursor.
    pub cursor: Option<usize>,
    /// The rows in sight that are marked.
    pub marked: Vec<usize>,
    /// What is said where more rows are below; empty where none are.
    pub below: String,
    /// Lines of the row under the cursor that are below.
    pub rest: usize,
    /// What is to be read beside the table.
    pub beside: Vec<Line>,
    /// The form over the pane.
    pub form: Option<FormView>,
}

/// A form over a pane, with what is written around its lines.
#[derive(Debug)]
pub struct FormView {
    /// Its title.
    pub title: String,
    /// What is wrong with it as a whole, marked.
    pub problem: Option<String>,
    /// What must be read before it is filled in.
    pub about: Option<String>,
    /// What may be typed.
    pub hint: String,
    /// Its lines.
    pub form: Form<usize>,
    /// What is proposed for the open line.
    pub offers: Vec<(String, Shade)>,
    /// The proposal under the cursor.
    pub offer: Option<usize>,
}

impl FormView {
    /// Gives its places in a room of so many columns and rows.
    pub fn panel(&self, shared: &Shared, size: (u16, u16)) -> Panel {
        let above = [(self.problem.as_deref(), 3), (self.about.as_deref(), 2)];
        let offers = !self.offers.is_empty();
        Panel::new(size, above, offers, shared.look.ambiguous_wide)
    }
}

impl Screen {
    /// Gives the row in a line of the pane.
    pub fn row_at(&self, line: u16) -> Option<usize> {
        let line = usize::from(line).checked_sub(1)?;
        self.lines.get(line)?.row
    }
}

/// What can be drawn as a ledger, of whichever pane.
pub trait Shown {
    /// Gives the title over the pane.
    fn title(&self, shared: &Shared) -> String;

    /// Gives what is in sight in so many columns and rows.
    fn screen(&self, shared: &Shared, size: (u16, u16)) -> Screen;
}

impl<L: Ledger> Shown for State<L> {
    fn title(&self, shared: &Shared) -> String {
        self.ledger.name(shared)
    }

    fn screen(&self, shared: &Shared, (width, height): (u16, u16)) -> Screen {
        let (page, counts) = self.looked_through(shared);
        let ids = page.ids();
        let cursor = self.cursor.index(&ids);
        let place = |row: &L::Row| ids.iter().position(|id| id == row);
        let unfolded = self.unfolded.as_ref().and_then(place);
        let details: Vec<Para> = match &self.unfolded {
            Some(row) if unfolded.is_some() => self.ledger.details(shared, row),
            Some(_) | None => Vec::new(),
        };
        let (left, right) = if width >= BESIDE && !details.is_empty() {
            (width * 3 / 5, width - width * 3 / 5)
        } else {
            (width, 0)
        };
        let below = unfolded.filter(|_| right == 0).map(|at| (at, &*details));
        let lines = Writer::new(shared, left, below).page(&page);
        let rows = usize::from(height.saturating_sub(1));
        let window = window(lines, cursor, self.scroll, self.ledger.ahead(), rows);
        let beside = if right == 0 {
            Vec::new()
        } else {
            Writer::new(shared, right, None).paras(&details)
        };
        let is_marked = |at: &usize| ids.get(*at).is_some_and(|id| self.marks.contains(id));
        let shown = window.lines.iter().filter_map(|line| line.row);
        let marked = shown.filter(is_marked).collect();
        let more = |n: usize| {
            let more = if self.ledger.goes_on() { "+" } else { "" };
            let args = [("n", format!("{n}{more}").into())];
            shared.words.say_with("ledger-below", &args)
        };
        Screen {
            heading: page.heading,
            status: self.status(shared, counts),
            filter: self.arrange.typing.then(|| self.arrange.filter.clone()),
            lines: window.lines,
            width: left,
            cursor,
            marked,
            below: if window.below > 0 {
                more(window.below)
            } else {
                String::new()
            },
            rest: window.rest,
            beside,
            form: self.form_view(shared),
        }
    }
}

impl<L: Ledger> State<L> {
    fn form_view(&self, shared: &Shared) -> Option<FormView> {
        let form = self.forms.form()?;
        let offers = &self.offers;
        let mut hint = self.ledger.hint(shared, form);
        if !offers.list.is_empty() {
            hint = format!("{}  {hint}", shared.words.say("form-offers"));
        }
        Some(FormView {
            title: self.ledger.title(shared, form),
            problem: form.problem.as_ref().map(|text| format!("× {text}")),
            about: self.ledger.about(shared, form),
            hint,
            form: form.form.numbered(),
            offers: {
                let list = offers.list.iter();
                list.map(|it| (it.text.clone(), it.tone)).collect()
            },
            offer: offers.cursor,
        })
    }

    /// Says by which column the rows are sorted or grouped.
    pub(super) fn order(&self, words: &Words) -> Option<String> {
        let arrange = &self.arrange;
        let order = arrange.group.or(arrange.sort);
        let order = order.or(L::ORDERS.first().copied());
        let column = order.filter(|_| self.is_list)?;
        let key = match (arrange.group.is_some(), arrange.descending) {
            (false, false) => "queue-sorted",
            (false, true) => "queue-sorted-down",
            (true, false) => "queue-grouped",
            (true, true) => "queue-grouped-down",
        };
        Some(words.say_with(key, &[("by", column.heading(words).into())]))
    }

    /// Says how the rows are arranged, and by which key they are filtered.
    fn status(&self, shared: &Shared, counts: Counts) -> Vec<String> {
        let words = &shared.words;
        let mut parts = Vec::new();
        if !self.marks.is_empty() {
            let hidden = self.marks.iter().filter(|it| !self.rows.contains(it));
            let hidden = hidden.count();
            let args = [("n", self.marks.len().into()), ("hidden", hidden.into())];
            // What acts on marked rows acts on those too that the filter hides.
            let key = if hidden == 0 {
                "queue-marked"
            } else {
                "queue-marked-hidden"
            };
            parts.push(words.say_with(key, &args));
        }
        let arrange = &self.arrange;
        if let Some(order) = self.order(words) {
            parts.push(order);
        } else if arrange.descending {
            parts.push(shared.command(Command::ListReverse));
        }
        if arrange.is_filtered() {
            let args = [
                ("what", arrange.filter.text().trim().into()),
                ("n", counts.shown.into()),
                ("all", counts.all.into()),
            ];
            parts.push(words.say_with("ledger-filtered", &args));
        } else if counts.all > 0 {
            let keys = shared.keys(Command::ListFilter);
            parts.push(format!("{keys} {}", shared.command(Command::ListFilter)));
        }
        parts
    }
}
