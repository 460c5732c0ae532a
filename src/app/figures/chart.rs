//! Bars and trend lines in cells; in ASCII where a block might take two.

use crate::app::shared::{Borders, Shared};

/// Signs of a trend, from nothing to the most.
const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const SIGNS: [char; 9] = [' ', '.', ':', '-', '=', '+', '*', '%', '#'];

/// Tells whether blocks are drawn as signs.
fn is_ascii(shared: &Shared) -> bool {
    shared.look.borders == Borders::Ascii || shared.look.ambiguous_wide
}

/// Draws a bar of `n` in `of` over so many cells; something is never drawn as nothing.
pub fn bar(shared: &Shared, n: u32, of: u32, room: u16) -> String {
    let of = u64::from(of.max(1));
    let cells = (u64::from(n) * u64::from(room) * 2 + of) / (of * 2);
    let cells = cells.max(u64::from(n > 0)).min(u64::from(room));
    let sign = if is_ascii(shared) { "#" } else { "█" };
    sign.repeat(usize::try_from(cells).unwrap_or(0))
}

/// Draws a trend, two cells a value.
pub fn trend(shared: &Shared, values: &[u32]) -> String {
    let most = u64::from(values.iter().copied().max().unwrap_or(0).max(1));
    let signs = if is_ascii(shared) { SIGNS } else { BLOCKS };
    let sign = |value: &u32| {
        let place = (u64::from(*value) * 8).div_ceil(most);
        let sign = usize::try_from(place).ok().and_then(|at| signs.get(at));
        sign.copied().unwrap_or(' ')
    };
    values
        .iter()
        .map(sign)
        .flat_map(|sign| [sign, sign])
        .collect()
}
