//! 热图: the days of a month, each with a sign for how much was counted on it: on a large window as a
//! sheet of weeks with the numbers, on a small one as two strips. The signs tell without a colour.

use chrono::{Datelike, NaiveDate};

use crate::app::case::para::Shade;
use crate::app::cells::{cut_middle, width};
use crate::app::ledger::line::{Ink, Piece};
use crate::app::shared::{Borders, Shared};

/// The days of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heat {
    /// What the two numbers of a day count.
    pub names: [String; 2],
    /// Each day, the first one first.
    pub days: Vec<(NaiveDate, [u32; 2])>,
}

/// Signs from little to much, and in ASCII where a block might take two cells.
const SIGNS: [&str; 4] = ["░", "▒", "▓", "█"];
const ASCII_SIGNS: [&str; 4] = [".", ":", "+", "#"];
/// Cells of a day in the sheet of weeks, before what is counted on it.
const DAY: u16 = 5;
/// Cells of a day in a strip, and of the name before it.
const SLIM: u16 = 2;
const NAME: u16 = 11;
/// A window of so many rows is tall.
const TALL_WINDOW: u16 = 32;
/// Days that are named under a strip.
const NAMED: u32 = 5;

/// Draws the days in so many columns.
pub(super) fn heat(shared: &Shared, heat: &Heat, room: u16) -> Vec<Vec<Piece>> {
    let step = day_width(shared, heat);
    if shared.size.1 >= TALL_WINDOW && room >= step.saturating_mul(7) {
        weeks(shared, heat, step)
    } else {
        strips(shared, heat, room)
    }
}

/// Gives the cells of a day in the sheet of weeks: its numbers are never cut.
fn day_width(shared: &Shared, heat: &Heat) -> u16 {
    let wide = shared.look.ambiguous_wide;
    let counts = heat.days.iter().map(|(_, it)| width(&counted(*it), wide));
    DAY + counts.max().unwrap_or(0) + 1
}

/// Writes both numbers of a day; nothing where nothing was counted.
fn counted([first, second]: [u32; 2]) -> String {
    if first + second == 0 {
        return String::new();
    }
    format!("{first}/{second}")
}

/// Gives the sign for `n` where the most is `most`; nothing for nothing.
fn sign(shared: &Shared, n: u32, most: u32) -> &'static str {
    let signs = if shared.look.borders == Borders::Ascii || shared.look.ambiguous_wide {
        ASCII_SIGNS
    } else {
        SIGNS
    };
    let step = (u64::from(n) * 4).div_ceil(u64::from(most.max(1)));
    let at = usize::try_from(step).unwrap_or(0).checked_sub(1);
    at.and_then(|at| signs.get(at)).copied().unwrap_or(" ")
}

/// Gives the most of what is counted on a day.
fn most(heat: &Heat, which: usize) -> u32 {
    let counts = heat.days.iter().filter_map(|(_, it)| it.get(which));
    counts.copied().max().unwrap_or(0)
}

/// Says what is counted, and which sign stands for the most.
fn legend(shared: &Shared, heat: &Heat) -> Vec<Piece> {
    let [first, second] = &heat.names;
    let most = most(heat, 0);
    let text = format!(
        "{first}/{second}   {} 1   {} {most}",
        sign(shared, 1, 4),
        sign(shared, 1, 1),
    );
    vec![Piece::new(0, &text, Ink::Tone(Shade::Dim))]
}

/// Draws a line for each week, its days under the names of the weekdays.
fn weeks(shared: &Shared, heat: &Heat, step: u16) -> Vec<Vec<Piece>> {
    let column = |day: NaiveDate| {
        let at = day.weekday().num_days_from_monday();
        step * u16::try_from(at).unwrap_or(0)
    };
    let mut lines = vec![legend(shared, heat)];
    let names = (0..7_u16).map(|at| {
        let name = shared.words.say(&format!("weekday-{}", at + 1));
        Piece::new(step * at, &name, Ink::Tone(Shade::Dim))
    });
    lines.push(names.collect());
    let most = most(heat, 0);
    let mut week: Vec<Piece> = Vec::new();
    for (day, counts) in &heat.days {
        if day.weekday() == chrono::Weekday::Mon && !week.is_empty() {
            lines.push(std::mem::take(&mut week));
        }
        let at = column(*day);
        let number = day.format("%d").to_string();
        week.push(Piece::new(at, &number, Ink::Tone(Shade::Dim)));
        let sign = sign(shared, counts[0], most);
        week.push(Piece::new(at + 3, sign, Ink::Bar));
        let counts = counted(*counts);
        if !counts.is_empty() {
            week.push(Piece::new(at + DAY, &counts, Ink::Tone(Shade::Plain)));
        }
    }
    lines.push(week);
    lines
}

/// Draws a strip for each of both counts, and the days below.
fn strips(shared: &Shared, heat: &Heat, room: u16) -> Vec<Vec<Piece>> {
    let wide = shared.look.ambiguous_wide;
    let start = |at: usize| NAME + SLIM * u16::try_from(at).unwrap_or(u16::MAX / SLIM - NAME);
    let fits = |at: &usize| start(*at) + SLIM <= room;
    let mut lines = vec![legend(shared, heat)];
    for (which, name) in heat.names.iter().enumerate() {
        let name = cut_middle(name, NAME - 1, wide);
        let mut line = vec![Piece::new(0, &name, Ink::Tone(Shade::Dim))];
        let most = most(heat, which);
        for (at, (_, counts)) in heat.days.iter().enumerate().filter(|(at, _)| fits(at)) {
            let count = counts.get(which).copied().unwrap_or(0);
            let ink = if which == 0 {
                Ink::Bar
            } else {
                Ink::Tone(Shade::Good)
            };
            line.push(Piece::new(
                start(at),
                &sign(shared, count, most).repeat(2),
                ink,
            ));
        }
        lines.push(line);
    }
    let marked = heat
        .days
        .iter()
        .enumerate()
        .filter(|(at, (day, _))| fits(at) && (day.day() == 1 || day.day() % NAMED == 0));
    let days = marked.map(|(at, (day, _))| {
        let name = day.day().to_string();
        Piece::new(start(at), &name, Ink::Tone(Shade::Dim))
    });
    let mut days: Vec<Piece> = days.collect();
    days.retain(|it| it.at + width(&it.text, wide) <= room);
    lines.push(days);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::shared::Look;

    fn november() -> Heat {
        let first = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let days = first.iter_days().take(30).enumerate();
        Heat {
            names: ["登记".to_owned(), "办结".to_owned()],
            days: days
                .map(|(at, day)| {
                    let at = u32::try_from(at).unwrap();
                    (day, [at % 5, u32::from(at == 24)])
                })
                .collect(),
        }
    }

    fn row(line: &[Piece]) -> String {
        let mut text = String::new();
        for piece in line {
            let free = piece.at.saturating_sub(width(&text, false));
            text.push_str(&" ".repeat(free.into()));
            text.push_str(&piece.text);
        }
        text
    }

    #[test]
    fn weeks_hold_each_day_with_its_numbers() {
        let mut shared = Shared::sample();
        shared.size = (160, 45);
        let lines = heat(&shared, &november(), 150);
        let rows: Vec<String> = lines.iter().map(|it| row(it)).collect();
        assert_eq!(rows[0], "登记/办结   ░ 1   █ 4");
        assert!(rows[1].starts_with("周一     周二"), "{rows:?}");
        // The first of November 2026 is a Sunday, on which nothing was counted.
        assert_eq!(rows[2].trim(), "01");
        assert!(rows[3].starts_with("02 ░ 1/0 03 ▒ 2/0"), "{rows:?}");
        assert!(rows[6].contains("25 █ 4/1"), "{rows:?}");
        assert_eq!(rows.len(), 2 + 6);
    }

    #[test]
    fn a_small_window_has_two_strips_that_fit() {
        let mut shared = Shared::sample();
        for borders in [Borders::Line, Borders::Ascii] {
            shared.look = Look {
                borders,
                ..Look::default()
            };
            for room in [40, 56, 76] {
                let lines = heat(&shared, &november(), room);
                assert_eq!(lines.len(), 4);
                for piece in lines.iter().skip(1).flatten() {
                    assert!(piece.at + width(&piece.text, false) <= room, "{piece:?}");
                }
            }
        }
        let signs = row(&heat(&shared, &november(), 76)[1]);
        assert!(signs.starts_with("登记         ..::++##"), "{signs}");
    }
}
