//! Pictures of what a table counts, in cells: pillars of a trend, tiles of places, bars. In ASCII where
//! a block might take two cells. Nothing of them hangs on colour: each has its own sign or its number.

use crate::app::case::para::{CellState, Shade};
use crate::app::cells::{cut_middle, width};
use crate::app::ledger::heat::{Heat, heat};
use crate::app::ledger::line::{Ink, Piece};
use crate::app::shared::{Borders, Shared};

/// A picture of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chart {
    /// Pillars, two beside one another for each place of time.
    Trend(Trend),
    /// Places side by side, each with what it counts.
    Tiles(Vec<Tile>),
    /// The days of a month.
    Heat(Heat),
}

/// What is counted over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// What the two pillars count.
    pub names: [String; 2],
    /// Each place of time: its short name, and both counts.
    pub places: Vec<(String, [u32; 2])>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Its name.
    pub name: String,
    /// What is counted there.
    pub text: String,
    /// How it stands.
    pub state: CellState,
}

/// Parts of a cell from below, and the sign of the second pillar.
const BLOCKS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const SECOND: &str = "▒";
/// Parts of a cell that can be told apart in blocks.
const PARTS: u32 = 8;
/// Rows of the pillars on a tall window, and on a small one.
const TALL: u32 = 6;
const SMALL: u32 = 3;
/// A window of so many rows is tall.
const TALL_WINDOW: u16 = 32;
/// The most cells of a pillar.
const PILLAR: u16 = 4;
/// Cells of a tile, with the free one behind it.
const TILE: u16 = 19;

/// Tells whether blocks are drawn as signs.
fn is_ascii(shared: &Shared) -> bool {
    shared.look.borders == Borders::Ascii || shared.look.ambiguous_wide
}

/// Tells whether the window has room for pictures of many rows.
const fn is_tall(shared: &Shared) -> bool {
    shared.size.1 >= TALL_WINDOW
}

/// Draws a bar of `n` in `of` over so many cells; something is never drawn as nothing.
pub fn bar(shared: &Shared, n: u32, of: u32, room: u16) -> String {
    let of = u64::from(of.max(1));
    let cells = (u64::from(n) * u64::from(room) * 2 + of) / (of * 2);
    let cells = cells.max(u64::from(n > 0)).min(u64::from(room));
    let sign = if is_ascii(shared) { "#" } else { "█" };
    sign.repeat(usize::try_from(cells).unwrap_or(0))
}

/// Draws a picture in so many columns: its lines, each of texts from the left edge on.
pub fn chart(shared: &Shared, chart: &Chart, room: u16) -> Vec<Vec<Piece>> {
    match chart {
        Chart::Trend(trend) => pillars(shared, trend, room),
        Chart::Tiles(tiles) if is_tall(shared) => squares(shared, tiles, room),
        Chart::Tiles(tiles) => labels(shared, tiles, room),
        Chart::Heat(days) => heat(shared, days, room),
    }
}

/// Draws the pillars above the names of their places, with their numbers where there is room.
fn pillars(shared: &Shared, trend: &Trend, room: u16) -> Vec<Vec<Piece>> {
    let wide = shared.look.ambiguous_wide;
    let counts = trend.places.iter().flat_map(|(_, counts)| counts);
    let most = counts.copied().max().unwrap_or(0).max(1);
    let axis = width(&most.to_string(), wide) + 1;
    let places = u16::try_from(trend.places.len()).unwrap_or(u16::MAX).max(1);
    // Two pillars, and a free cell behind them.
    let pillar = ((room.saturating_sub(axis) / places).saturating_sub(1) / 2).clamp(1, PILLAR);
    let step = pillar * 2 + 1;
    let is_tall = is_tall(shared);
    let rows = if is_tall { TALL } else { SMALL };
    let start = |at: usize| axis + step * u16::try_from(at).unwrap_or(u16::MAX);
    let mut lines = vec![legend(shared, trend)];
    for row in (0..rows).rev() {
        let scale = if row + 1 == rows { Some(most) } else { None };
        let mut line: Vec<Piece> = scale.iter().map(|it| plain(0, &it.to_string())).collect();
        for (at, (_, counts)) in trend.places.iter().enumerate() {
            for (second, count) in counts.iter().enumerate() {
                let sign = part(shared, (*count, most), (row, rows), second == 1);
                let column = start(at) + if second == 1 { pillar } else { 0 };
                if !sign.is_empty() {
                    line.push(Piece::new(column, &sign.repeat(pillar.into()), ink(second)));
                }
            }
        }
        lines.push(line);
    }
    let names = trend.places.iter().enumerate();
    lines.push(
        names
            .map(|(at, (name, _))| plain(start(at), &cut_middle(name, step - 1, wide)))
            .collect(),
    );
    // A number that were cut would be another one.
    if is_tall && width(&most.to_string(), wide) < step {
        for second in [0, 1] {
            let counted = trend.places.iter().enumerate();
            lines.push(
                counted
                    .map(|(at, (_, counts))| {
                        let count = counts.get(second).copied().unwrap_or(0).to_string();
                        Piece::new(start(at), &count, ink(second))
                    })
                    .collect(),
            );
        }
    }
    lines
}

/// Says which pillar counts what.
fn legend(shared: &Shared, trend: &Trend) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for (second, name) in trend.names.iter().enumerate() {
        let sign = part(shared, (1, 1), (0, 1), second == 1);
        let text = format!("{sign}{sign} {name}");
        pieces.push(Piece::new(at, &text, ink(second)));
        at += width(&text, shared.look.ambiguous_wide) + 3;
    }
    pieces
}

/// Gives what a pillar of `n` in `most` shows in a row from below; something is never nothing.
fn part(
    shared: &Shared,
    (n, most): (u32, u32),
    (row, rows): (u32, u32),
    second: bool,
) -> &'static str {
    let all = (u64::from(n) * u64::from(rows * PARTS)).div_ceil(u64::from(most));
    let all = u32::try_from(all).unwrap_or(u32::MAX);
    let Some(filled) = all.checked_sub(row * PARTS).filter(|it| *it > 0) else {
        return "";
    };
    let filled = filled.min(PARTS);
    match (is_ascii(shared), second) {
        (true, _) if filled * 2 < PARTS && row > 0 => "",
        (true, false) => "#",
        (true, true) => ":",
        (false, true) if filled * 2 >= PARTS || row == 0 => SECOND,
        (false, true) => "",
        (false, false) => {
            let at = usize::try_from(filled - 1).unwrap_or(0);
            BLOCKS.get(at).copied().unwrap_or_default()
        }
    }
}

const fn ink(second: usize) -> Ink {
    if second == 0 {
        Ink::Bar
    } else {
        Ink::Tone(Shade::Good)
    }
}

fn plain(at: u16, text: &str) -> Piece {
    Piece::new(at, text, Ink::Tone(Shade::Dim))
}

/// Draws the tiles, as many side by side as there is room for, all of one width.
fn squares(shared: &Shared, tiles: &[Tile], room: u16) -> Vec<Vec<Piece>> {
    let wide = shared.look.ambiguous_wide;
    let needed = tiles.iter().flat_map(|it| [&it.name, &it.text]);
    let needed = needed.map(|text| width(text, wide)).max().unwrap_or(0) + 3;
    let across = usize::from((room / needed.max(TILE)).max(1));
    let step = needed.max(TILE).min(room);
    let mut lines = Vec::new();
    for (at, row) in tiles.chunks(across).enumerate() {
        if at > 0 {
            lines.push(Vec::new());
        }
        for name in [true, false] {
            let pieces = row.iter().enumerate().map(|(at, tile)| {
                let text = if name { &tile.name } else { &tile.text };
                let cells = step.saturating_sub(1);
                let text = cut_middle(text, cells.saturating_sub(2), wide);
                let free = cells.saturating_sub(width(&text, wide) + 1);
                let text = format!(" {text}{}", " ".repeat(free.into()));
                let at = step * u16::try_from(at).unwrap_or(0);
                Piece::new(at, &text, Ink::Tone(Shade::Cell(tile.state)))
            });
            lines.push(pieces.collect());
        }
    }
    lines
}

/// Draws the tiles as labels of a line, the name and what is counted side by side.
fn labels(shared: &Shared, tiles: &[Tile], room: u16) -> Vec<Vec<Piece>> {
    let wide = shared.look.ambiguous_wide;
    let texts: Vec<String> = tiles
        .iter()
        .map(|it| format!(" {}  {}", it.name, it.text))
        .collect();
    let needed = texts.iter().map(|it| width(it, wide)).max().unwrap_or(0) + 2;
    let across = usize::from((room / needed).max(1));
    let step = needed.min(room);
    let labelled: Vec<(&Tile, &String)> = tiles.iter().zip(&texts).collect();
    let lines = labelled.chunks(across).map(|row| {
        let pieces = row.iter().enumerate().map(|(at, (tile, text))| {
            let cells = step.saturating_sub(1);
            let text = cut_middle(text, cells, wide);
            let free = cells.saturating_sub(width(&text, wide));
            let text = format!("{text}{}", " ".repeat(free.into()));
            let at = step * u16::try_from(at).unwrap_or(0);
            Piece::new(at, &text, Ink::Tone(Shade::Cell(tile.state)))
        });
        pieces.collect()
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::shared::Look;

    fn text(lines: &[Vec<Piece>]) -> Vec<String> {
        let line = |pieces: &Vec<Piece>| {
            let mut text = String::new();
            for piece in pieces {
                let free = piece.at.saturating_sub(width(&text, false));
                text.push_str(&" ".repeat(free.into()));
                text.push_str(&piece.text);
            }
            text
        };
        lines.iter().map(line).collect()
    }

    fn trend() -> Chart {
        Chart::Trend(Trend {
            names: ["登记".to_owned(), "办结".to_owned()],
            places: vec![
                ("10".to_owned(), [12, 1]),
                ("11".to_owned(), [0, 6]),
                ("12".to_owned(), [6, 12]),
            ],
        })
    }

    #[test]
    fn pillars_tell_both_counts_apart_without_a_colour() {
        let shared = Shared::sample();
        assert_eq!(
            text(&chart(&shared, &trend(), 18)),
            [
                "██ 登记   ▒▒ 办结",
                "12 ██          ▒▒",
                "   ██     ▒▒ ▄▄▒▒",
                "   ██▒▒   ▒▒ ██▒▒",
                "   10   11   12",
            ]
        );
    }

    #[test]
    fn a_tall_window_writes_the_numbers_below() {
        let mut shared = Shared::sample();
        shared.size = (160, 45);
        let lines = text(&chart(&shared, &trend(), 60));
        assert_eq!(lines.len(), 1 + 6 + 1 + 2);
        assert_eq!(
            lines[8].split_whitespace().collect::<Vec<_>>(),
            ["12", "0", "6"]
        );
        assert_eq!(
            lines[9].split_whitespace().collect::<Vec<_>>(),
            ["1", "6", "12"]
        );
    }

    #[test]
    fn a_count_of_one_is_seen_and_a_count_of_none_is_not() {
        let mut shared = Shared::sample();
        for borders in [Borders::Line, Borders::Ascii] {
            shared.look = Look {
                borders,
                ..Look::default()
            };
            for second in [false, true] {
                assert_ne!(part(&shared, (1, 1000), (0, 3), second), "");
                assert_eq!(part(&shared, (0, 1000), (0, 3), second), "");
            }
        }
        assert_eq!(bar(&shared, 1, 1000, 12), "#");
        assert_eq!(bar(&shared, 0, 1000, 12), "");
        assert_eq!(bar(&shared, 5, 5, 12), "#".repeat(12));
    }

    #[test]
    fn nothing_of_a_picture_is_wider_than_its_room() {
        let shared = Shared::sample();
        let tile = Tile {
            name: "第一管区".to_owned(),
            text: "未办结 12  超期 3".to_owned(),
            state: CellState::Late,
        };
        for room in [56, 74, 76, 90, 150] {
            for drawn in [trend(), Chart::Tiles(vec![tile.clone(); 9])] {
                for piece in chart(&shared, &drawn, room).iter().flatten() {
                    let end = piece.at + width(&piece.text, false);
                    assert!(end <= room, "{piece:?} in {room}");
                }
            }
        }
    }
}
