//! Drawing what may follow the keys that wait for more, at the bottom: the rooms in groups, each with
//! what waits in it, then the keys of the place in front, then those that hold everywhere.

use ratatui::layout::Rect;

use crate::app::layout::Layout;
use crate::app::model::Model;
use crate::app::update::views::lettered;
use crate::command::rooms::RoomGroup;
use crate::command::table::{Command, Scope};
use crate::domain::today::Heading;
use crate::keymap::key::{Key, show_keys};
use crate::keymap::lookup::Lookup;
use crate::ui::canvas::Canvas;

/// Cells of the heading of a group.
const HEADING: u16 = 12;
/// Widths of a column of entries, the widest that leaves room for all of them is taken.
const COLUMNS: [u16; 3] = [26, 22, 1];
/// Cells between two entries.
const GAP: u16 = 2;

/// A group of entries under its heading.
struct Group {
    heading: String,
    entries: Vec<Entry>,
}

/// A key that may follow.
struct Entry {
    /// The key, as people read it.
    key: String,
    /// What it does.
    text: String,
    /// What waits there.
    waiting: String,
}

/// An entry where it stands in its group: the column and the row.
type Placed<'a> = (&'a Entry, u16, u16);

impl Group {
    /// Places the entries on lines of `room` cells, each beginning on a multiple of `column`; gives
    /// them with the rows that they take.
    fn placed(&self, canvas: &Canvas<'_>, room: u16, column: u16) -> (Vec<Placed<'_>>, u16) {
        let (mut at, mut row) = (0, 0);
        let placed = self.entries.iter().map(|entry| {
            let cells = entry.cells(canvas);
            if at > 0 && at + cells > room {
                (at, row) = (0, row + 1);
            }
            let placed = (entry, at, row);
            at = (at + cells + GAP).next_multiple_of(column);
            placed
        });
        let placed: Vec<Placed<'_>> = placed.collect();
        (placed, row + 1)
    }
}

impl Entry {
    /// Gives the cells that it takes.
    fn cells(&self, canvas: &Canvas<'_>) -> u16 {
        let texts = [&self.key, &self.text, &self.waiting];
        let cells: u16 = texts.map(|text| canvas.width(text)).iter().sum();
        cells + if self.waiting.is_empty() { 1 } else { 2 }
    }
}

/// Draws them in a box.
pub fn view(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    let next = match model.shared.keymap.lookup(&[model.scope()], &model.pending) {
        Lookup::Pending(next) if !model.pending.is_empty() => next,
        Lookup::Pending(_) | Lookup::Found(_) | Lookup::Unbound => return,
    };
    let groups = groups(model, &next);
    let body = layout.body();
    let room = body.width.saturating_sub(2 + HEADING);
    let most = body.height.saturating_sub(2);
    let rows = |column: u16| -> u16 {
        let taken = groups.iter().map(|it| it.placed(canvas, room, column).1);
        taken.sum()
    };
    let [.., least] = COLUMNS;
    let fits = COLUMNS.into_iter().find(|column| rows(*column) <= most);
    let column = fits.unwrap_or(least);
    let height = rows(column).min(most) + 2;
    let area = Rect::new(body.x, body.bottom() - height, body.width, height);
    let inner = canvas.popup(area, &show_keys(&model.pending));
    let mut top = inner.y;
    for group in &groups {
        let title = canvas.styles.title;
        let (placed, rows) = group.placed(canvas, room, column);
        for (entry, at, row) in placed {
            if top + row < inner.bottom() {
                draw(canvas, entry, inner.x + HEADING + at, top + row);
            }
        }
        if top < inner.bottom() {
            canvas.text(inner.x + 1, top, HEADING - 1, &group.heading, title);
        }
        top += rows;
    }
}

fn draw(canvas: &mut Canvas<'_>, entry: &Entry, column: u16, row: u16) {
    let (key, text, warn) = (canvas.styles.key, canvas.styles.text, canvas.styles.warn);
    let pieces = [
        (entry.key.as_str(), key),
        (" ", text),
        (entry.text.as_str(), text),
        (" ", text),
        (entry.waiting.as_str(), warn),
    ];
    let room = entry.cells(canvas);
    canvas.pieces(column, row, room, &pieces);
}

/// Gives the keys in their groups, those of the rooms first.
fn groups(model: &Model, next: &[(Key, Command)]) -> Vec<Group> {
    let words = &model.shared.words;
    // Digits come first, 0 behind 9 as on the keyboard.
    let place = |key: &Key| match key.text().and_then(|sign| sign.to_digit(10)) {
        Some(0) => 10,
        Some(digit) => digit,
        None => 11,
    };
    let mut next = next.to_vec();
    next.sort_by_key(|(key, _)| place(key));
    let entry = |(key, command): &(Key, Command)| Entry {
        key: key.shown(),
        text: model.shared.command(*command),
        waiting: waiting(model, *command),
    };
    let group = |heading: String, picked: &dyn Fn(&Command) -> bool| Group {
        heading,
        entries: next
            .iter()
            .filter(|(_, command)| picked(command))
            .map(entry)
            .collect(),
    };
    let here = |it: &Command| it.room().is_none() && it.scope() != Scope::Global;
    let rest = |it: &Command| it.room().is_none() && it.scope() == Scope::Global;
    let rooms = RoomGroup::ALL.into_iter().map(|room| {
        group(words.say(room.word()), &|it: &Command| {
            it.room() == Some(room)
        })
    });
    let mut groups: Vec<Group> = rooms.collect();
    groups.push(Group {
        heading: words.say("room-views"),
        entries: views(model),
    });
    groups.push(group(words.say("menu-pane"), &here));
    groups.push(group(words.say("scope-global"), &rest));
    groups.retain(|it| !it.entries.is_empty());
    groups
}

/// Gives the saved views with their letters, and how many rows each has.
fn views(model: &Model) -> Vec<Entry> {
    let views = lettered(model).into_iter();
    views
        .map(|(letter, view, count)| Entry {
            key: letter.to_string(),
            text: view.name,
            waiting: count.map_or(String::new(), |n| n.to_string()),
        })
        .collect()
}

/// Says what waits in the room that a command opens; nothing where nothing does.
fn waiting(model: &Model, command: Command) -> String {
    let today = &model.today.view;
    let of = |heading: Heading| {
        let mut sections = today.sections.iter();
        let section = sections.find(|it| it.heading == heading);
        section.map_or(0, |it| it.count)
    };
    let (what, n) = match command {
        Command::IntakeNew => {
            let drafts = model.intake.draft_box.parked().len();
            (
                "room-waits-drafts",
                u64::try_from(drafts).unwrap_or(u64::MAX),
            )
        }
        Command::QueueOpen => ("room-waits-overdue", today.overdue),
        Command::LedgerOpen => ("room-waits-unclosed", today.unclosed),
        Command::HotlineOpen => ("room-waits-calls", of(Heading::CallBack)),
        Command::WhistlesOpen => ("room-waits-whistles", of(Heading::Whistle)),
        Command::PreventionOpen => ("room-waits-checkins", of(Heading::CheckIn)),
        Command::JointOpen => ("room-waits-pledges", of(Heading::Pledge)),
        Command::MeetingsOpen => ("room-waits-tasks", of(Heading::Task)),
        _ => return String::new(),
    };
    if n == 0 {
        return String::new();
    }
    let args = [("n", n.into())];
    model.shared.words.say_with(what, &args)
}
