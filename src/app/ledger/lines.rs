//! The lines of a ledger's page in so many cells: columns that line up, as wide as what is in them.

use crate::app::case::para::{LABEL, Para, Shade, lines as para_lines};
use crate::app::cells::{broken, cut_middle, width};
use crate::app::ledger::arrange::value;
use crate::app::ledger::chart::{bar, chart};
use crate::app::ledger::line::{Ink, Line, Piece};
use crate::app::ledger::page::{Block, Column, Fit, Page, Row, Table};
use crate::app::shared::Shared;

/// Cells left of every line for the cursor's and the clerk's marks.
pub const MARKER: u16 = 2;
/// Cells between two columns; where that is too many, one.
const GAP: u16 = 2;
/// A column of long texts does not become narrower than this while others can give way.
const LEAST_LONG: u16 = 12;
/// Cells of a column of bars where there is room for all of them, and the fewest: bars give way before
/// words do.
const BAR: u16 = 30;
const LEAST_BAR: u16 = 6;
/// No other column becomes narrower than this.
const LEAST: u16 = 4;

/// Writes a page, line by line, with the details of the row that is unfolded below it.
pub struct Writer<'a> {
    shared: &'a Shared,
    width: u16,
    /// The row that is unfolded below itself, and what is to be read there.
    unfolded: Option<(usize, &'a [Para])>,
    lines: Vec<Line>,
    rows: usize,
}

impl<'a> Writer<'a> {
    /// Begins with nothing.
    pub const fn new(
        shared: &'a Shared,
        width: u16,
        unfolded: Option<(usize, &'a [Para])>,
    ) -> Self {
        Self {
            shared,
            width,
            unfolded,
            lines: Vec::new(),
            rows: 0,
        }
    }

    /// Writes a page.
    pub fn page<R>(mut self, page: &Page<R>) -> Vec<Line> {
        let mut above: Option<&Block<R>> = None;
        for (at, block) in page.blocks.iter().enumerate() {
            if above.is_some_and(|above| are_apart(above, block)) {
                self.lines.push(Line::default());
            }
            above = Some(block);
            match block {
                Block::Title(text) => self.title(text),
                Block::Note(text, tone) => self.note(text, *tone),
                Block::Fact(para, id) => {
                    let row = id.is_some().then_some(self.rows);
                    self.para(para, row, false);
                    if row.is_some() {
                        self.end_row();
                    }
                }
                Block::Table(table) => {
                    let alike = page.tables().filter(|it| it.columns == table.columns);
                    let alike: Vec<&Table<R>> = alike.collect();
                    self.table(at, table, &alike);
                }
                Block::Chart(drawn) => {
                    let room = self.width.saturating_sub(MARKER);
                    let lines = chart(self.shared, drawn, room).into_iter();
                    self.lines.extend(lines.map(|mut pieces| {
                        for piece in &mut pieces {
                            piece.at += MARKER;
                        }
                        Line {
                            pieces,
                            ..Line::default()
                        }
                    }));
                }
            }
        }
        self.lines
    }

    /// Writes paragraphs that belong to no row.
    pub fn paras(mut self, paras: &[Para]) -> Vec<Line> {
        for para in paras {
            self.para(para, None, true);
        }
        self.lines
    }

    fn is_wide(&self) -> bool {
        self.shared.look.ambiguous_wide
    }

    fn title(&mut self, text: &str) {
        self.lines.push(Line {
            pieces: vec![Piece::new(MARKER, text, Ink::Title)],
            ..Line::default()
        });
    }

    fn note(&mut self, text: &str, tone: Shade) {
        let room = self.width.saturating_sub(MARKER);
        for line in broken(text, room, self.is_wide()) {
            self.lines.push(Line {
                pieces: vec![Piece::new(MARKER, line, Ink::Tone(tone))],
                ..Line::default()
            });
        }
    }

    fn para(&mut self, para: &Para, row: Option<usize>, detail: bool) {
        for (at, text) in para_lines(para, self.width).iter().enumerate() {
            let mut line = Line {
                row,
                first: row.is_some() && !detail && at == 0,
                detail,
                ..Line::default()
            };
            if at == 0 && !para.label.is_empty() {
                let room = LABEL - MARKER - 1;
                let label = cut_middle(&para.label, room, self.is_wide());
                line.pieces
                    .push(Piece::new(MARKER, &label, Ink::Tone(Shade::Dim)));
            }
            line.pieces
                .push(Piece::new(LABEL, text, Ink::Tone(para.tone)));
            self.lines.push(line);
        }
    }

    /// Counts a row, and writes its details where it is the one that is unfolded.
    fn end_row(&mut self) {
        let row = self.rows;
        self.rows += 1;
        if let Some((_, paras)) = self.unfolded.filter(|(at, _)| *at == row) {
            for para in paras {
                self.para(para, Some(row), true);
            }
        }
    }

    /// Writes a table; those that are `alike`, it among them, have their columns at the same places.
    fn table<R>(&mut self, at: usize, table: &Table<R>, alike: &[&Table<R>]) {
        if !table.title.is_empty() {
            self.title(&table.title);
        }
        if table.rows.is_empty() {
            return;
        }
        let places = self.places(&table.columns, alike);
        let columns = table.columns.iter().zip(&places);
        let shown = columns.filter(|(_, (_, width))| *width > 0);
        let headings = shown.map(|(column, place)| {
            let title = column.heading(&self.shared.words);
            self.placed(&title, *place, column.fit == Fit::Number, Ink::Title)
        });
        self.lines.push(Line {
            table: Some(at),
            pieces: headings.collect(),
            ..Line::default()
        });
        let mut group = None;
        for (index, row) in table.rows.iter().enumerate() {
            if let Some(column) = table.grouped
                && group != Some(value(row, column))
            {
                let name = value(row, column);
                group = Some(name);
                let rows = table.rows.iter().skip(index);
                let count = rows.take_while(|it| value(it, column) == name).count();
                self.group(at, name, count);
            }
            self.row(at, table, &places, row);
        }
    }

    fn group(&mut self, table: usize, name: &str, count: usize) {
        let name = if name.is_empty() {
            self.shared.words.say("queue-group-none")
        } else {
            name.to_owned()
        };
        self.lines.push(Line {
            table: Some(table),
            pieces: vec![Piece::new(
                MARKER,
                &format!("-- {name} ({count})"),
                Ink::Title,
            )],
            ..Line::default()
        });
    }

    fn row<R>(&mut self, at: usize, table: &Table<R>, places: &[(u16, u16)], row: &Row<R>) {
        let id = row.id.as_ref().map(|_| self.rows);
        let cells = || row.cells.iter().zip(&table.columns).zip(places);
        let height = cells().map(|((cell, column), (_, width))| match column.fit {
            Fit::Wrapped => broken(&cell.text, *width, self.is_wide()).len(),
            Fit::Whole | Fit::Number | Fit::Long | Fit::Bar => 1,
        });
        for part in 0..height.max().unwrap_or(1) {
            let mut line = Line {
                row: id,
                first: part == 0 && id.is_some(),
                table: Some(at),
                ..Line::default()
            };
            for ((cell, column), place) in cells() {
                let text = match column.fit {
                    Fit::Wrapped => {
                        let lines = broken(&cell.text, place.1, self.is_wide());
                        lines.get(part).map(|it| (*it).to_owned())
                    }
                    Fit::Bar => (part == 0).then(|| {
                        cell.share
                            .map_or_else(String::new, |(n, of)| bar(self.shared, n, of, place.1))
                    }),
                    Fit::Whole | Fit::Number | Fit::Long => {
                        (part == 0).then(|| cell.text.replace('\n', " "))
                    }
                };
                if let Some(text) = text.filter(|text| !text.is_empty() && place.1 > 0) {
                    let right = column.fit == Fit::Number;
                    let ink = match column.fit {
                        Fit::Bar => Ink::Bar,
                        Fit::Whole | Fit::Number | Fit::Long | Fit::Wrapped => Ink::Tone(cell.tone),
                    };
                    let piece = self.placed(&text, *place, right, ink);
                    line.pieces.push(piece);
                }
            }
            self.lines.push(line);
        }
        self.below(at, id, &row.below);
        if id.is_some() {
            self.end_row();
        }
    }

    /// Writes what is said of a row over the whole width.
    fn below(&mut self, table: usize, row: Option<usize>, texts: &[String]) {
        let indent = MARKER * 2;
        for text in texts {
            for line in broken(text, self.width.saturating_sub(indent), self.is_wide()) {
                self.lines.push(Line {
                    row,
                    detail: true,
                    table: Some(table),
                    pieces: vec![Piece::new(indent, line, Ink::Tone(Shade::Dim))],
                    ..Line::default()
                });
            }
        }
    }

    /// Puts a text into its column, cut in the middle where it is longer.
    fn placed(&self, text: &str, (start, room): (u16, u16), right: bool, ink: Ink) -> Piece {
        let text = cut_middle(text, room, self.is_wide());
        let before = if right {
            room.saturating_sub(width(&text, self.is_wide()))
        } else {
            0
        };
        Piece::new(start + before, &text, ink)
    }

    /// Gives start and width of each column; one in which nothing stands takes no room.
    fn places<R>(&self, columns: &[Column], tables: &[&Table<R>]) -> Vec<(u16, u16)> {
        let natural = columns.iter().enumerate().map(|(at, column)| {
            let rows = tables.iter().flat_map(|table| &table.rows);
            let cells = rows.filter_map(|row| row.cells.get(at));
            if column.fit == Fit::Bar {
                let shares = cells.clone().any(|cell| cell.share.is_some());
                return if shares { BAR } else { 0 };
            }
            let lines = cells.flat_map(|cell| cell.text.split('\n'));
            let widest = lines.map(|line| width(line, self.is_wide())).max();
            match widest.unwrap_or(0) {
                0 if at > 0 => 0,
                widest => widest.max(width(&column.heading(&self.shared.words), self.is_wide())),
            }
        });
        let all = self.width.saturating_sub(MARKER);
        let natural = kept(columns, natural.collect(), all);
        let shown = natural.iter().filter(|width| **width > 0).count();
        let gaps = u16::try_from(shown.saturating_sub(1)).unwrap_or(u16::MAX);
        let total = natural
            .iter()
            .fold(0_u16, |sum, width| sum.saturating_add(*width));
        let roomy = total.saturating_add(gaps.saturating_mul(GAP)) <= all;
        let gap = if roomy { GAP } else { 1 };
        let room = all.saturating_sub(gaps.saturating_mul(gap));
        let mut start = MARKER;
        let widths = fitted(columns, natural, room).into_iter();
        let places = widths.map(|width| {
            let place = (start, width);
            if width > 0 {
                start = start.saturating_add(width).saturating_add(gap);
            }
            place
        });
        places.collect()
    }
}

/// Tells whether an empty line is between two blocks: above titles and around tables, but not
/// between a title or a sentence and the table to which it leads.
const fn are_apart<R>(above: &Block<R>, block: &Block<R>) -> bool {
    match (above, block) {
        (Block::Title(_), _) => false,
        (Block::Table(_) | Block::Fact(..) | Block::Chart(_), Block::Table(_))
        | (Block::Table(_) | Block::Chart(_), Block::Note(..) | Block::Fact(..))
        | (_, Block::Title(_) | Block::Chart(_)) => true,
        (Block::Note(..), Block::Table(table)) => !table.title.is_empty(),
        (Block::Note(..) | Block::Fact(..), Block::Note(..) | Block::Fact(..)) => false,
    }
}

/// Leaves optional columns out that do not fit into `room` cells beside the others.
fn kept(columns: &[Column], mut widths: Vec<u16>, room: u16) -> Vec<u16> {
    let mut shown: Vec<bool> = columns.iter().map(|it| it.optional.is_none()).collect();
    for (at, column) in columns.iter().enumerate() {
        let Some(long) = column.optional else {
            continue;
        };
        let all = columns.iter().zip(&widths).zip(&shown).enumerate();
        let beside = all.filter(|(it, (_, shown))| *it == at || **shown);
        let needed = beside.map(|(_, ((column, width), _))| match (column.fit, *width) {
            (_, 0) => 0,
            (Fit::Long | Fit::Wrapped, width) => width.min(long).saturating_add(1),
            (Fit::Bar, width) => width.min(LEAST_BAR).saturating_add(1),
            (Fit::Whole | Fit::Number, width) => width.saturating_add(1),
        });
        let fits = needed.fold(0, u16::saturating_add) <= room.saturating_add(1);
        if let Some(it) = shown.get_mut(at) {
            *it = fits;
        }
    }
    for (width, shown) in widths.iter_mut().zip(shown) {
        if !shown {
            *width = 0;
        }
    }
    widths
}

/// Narrows columns until they fit into `room` cells: the widest of the long ones first, the first
/// column last.
fn fitted(columns: &[Column], mut widths: Vec<u16>, room: u16) -> Vec<u16> {
    let is_long = |at: usize| {
        let column = columns.get(at);
        column.is_some_and(|it| matches!(it.fit, Fit::Long | Fit::Wrapped))
    };
    let is_bar = |at: usize| columns.get(at).is_some_and(|it| it.fit == Fit::Bar);
    let is_number = |at: usize| columns.get(at).is_some_and(|it| it.fit == Fit::Number);
    loop {
        let total: u32 = widths.iter().copied().map(u32::from).sum();
        let Some(over) = total.checked_sub(u32::from(room)).filter(|it| *it > 0) else {
            return widths;
        };
        let wide = widths.iter().copied().enumerate();
        let bars = wide
            .clone()
            .filter(|(at, width)| is_bar(*at) && *width > LEAST_BAR);
        let long = wide
            .clone()
            .filter(|(at, width)| is_long(*at) && *width > LEAST_LONG);
        let short = wide.filter(|(at, width)| *at > 0 && *width > LEAST);
        // A figure that is cut is another figure: every word gives way before it.
        let words = short.clone().filter(|(at, _)| !is_number(*at));
        let by_width = |(_, width): &(usize, u16)| *width;
        let widest = bars
            .max_by_key(by_width)
            .or(long.max_by_key(by_width))
            .or(words.max_by_key(by_width))
            .or(short.max_by_key(by_width));
        let Some((at, width)) = widest else {
            return widths;
        };
        // Down to the next widest at once: texts can be thousands of cells long. Columns of the same
        // width take turns.
        let least = if is_bar(at) && width > LEAST_BAR {
            LEAST_BAR
        } else if is_long(at) && width > LEAST_LONG {
            LEAST_LONG
        } else {
            LEAST
        };
        let others = widths.iter().enumerate().filter(|(it, _)| *it != at);
        let next = others.map(|(_, width)| *width).filter(|it| *it <= width);
        let next = next.filter(|_| !is_bar(at));
        let floor = next.max().unwrap_or(least).max(least);
        let needed = width.saturating_sub(u16::try_from(over).unwrap_or(u16::MAX));
        if let Some(it) = widths.get_mut(at) {
            *it = floor.max(needed).min(width - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_columns_are_left_out_where_they_would_be_cut() {
        let columns = [
            Column::text("a"),
            Column::text("b").optional(12),
            Column::text("c").optional(20),
            Column::long("d"),
        ];
        for (room, expected) in [
            (80, vec![10, 20, 6, 30]),
            (59, vec![10, 20, 6, 30]),
            (58, vec![10, 20, 0, 30]),
            (44, vec![10, 20, 0, 30]),
            (43, vec![10, 0, 6, 30]),
            (20, vec![10, 0, 0, 30]),
        ] {
            assert_eq!(
                kept(&columns, vec![10, 20, 6, 30], room),
                expected,
                "{room}"
            );
        }
    }

    #[test]
    fn columns_are_as_wide_as_what_is_in_them_until_the_window_is_narrow() {
        let columns = [
            Column::text("a"),
            Column::long("b"),
            Column::wrapped("c"),
            Column::number("d"),
        ];
        for (natural, room, expected) in [
            (vec![12, 30, 20, 4], 80, vec![12, 30, 20, 4]),
            (vec![12, 30, 20, 4], 50, vec![12, 17, 17, 4]),
            (vec![12, 3000, 20, 4], 60, vec![12, 24, 20, 4]),
            (vec![12, 30, 20, 4], 36, vec![12, 10, 10, 4]),
            (vec![12, 30, 20, 4], 10, vec![12, 4, 4, 4]),
        ] {
            let widths = fitted(&columns, natural.clone(), room);
            assert_eq!(widths, expected, "{natural:?} in {room}");
        }
    }
}
