//! Masked cells: `138****2746`, `370785********0012`, `牟*生`, `***`. Somebody hid the value before
//! the sheet was written; what is left of it is no value.

use crate::exchange::cell::Cell;

/// How the values of a field look when they are masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaskKind {
    /// Phones, ID numbers, numbers of other systems: some signs in a row are hidden.
    Number,
    /// Names: any sign may be hidden.
    Name,
    /// Addresses: the house number is hidden.
    Address,
    /// Other words: hidden as a whole or not at all.
    Words,
}

/// A cell parted into what can be read and what is masked.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmasked {
    /// What can be read; an empty cell where nothing can.
    pub open: Cell,
    /// The masked values, as they stand in the cell.
    pub masked: Vec<String>,
}

/// Parts a cell; several numbers or names beside each other are judged one by one.
pub fn part(kind: MaskKind, cell: &Cell) -> Unmasked {
    let whole = || Unmasked {
        open: cell.clone(),
        masked: Vec::new(),
    };
    let Cell::Text(text) = cell else {
        return whole();
    };
    if !text.contains(is_mask) && !text.contains(['x', 'X']) {
        return whole();
    }
    let several = matches!(kind, MaskKind::Number | MaskKind::Name);
    let separators: &[char] = if several {
        &['、', ',', '，', ';', '；', '/', '\n']
    } else {
        &[]
    };
    let parts = text.split(separators).map(str::trim);
    let (masked, open): (Vec<&str>, Vec<&str>) = parts
        .filter(|it| !it.is_empty())
        .partition(|it| is_masked(kind, it));
    if masked.is_empty() {
        return whole();
    }
    Unmasked {
        open: Cell::of_text(open.join("、"), usize::MAX),
        masked: masked.into_iter().map(str::to_owned).collect(),
    }
}

/// Tells whether a value may be what a masked one hides: the signs that are shown are its own.
pub fn fits(kind: MaskKind, masked: &str, value: &str) -> bool {
    match kind {
        MaskKind::Words => !value.is_empty(),
        MaskKind::Address => {
            let shown: String = masked.chars().take_while(|it| !is_mask(*it)).collect();
            !value.is_empty() && value.starts_with(&shown)
        }
        MaskKind::Number | MaskKind::Name => {
            masked.chars().count() == value.chars().count()
                && masked
                    .chars()
                    .zip(value.chars())
                    .all(|(shown, sign)| is_mask(shown) || is_letter_mask(shown) || shown == sign)
        }
    }
}

fn is_masked(kind: MaskKind, text: &str) -> bool {
    if text.chars().all(is_mask) {
        // One sign alone is a mark for nothing, but of a name of one sign.
        return kind == MaskKind::Name || text.chars().nth(1).is_some();
    }
    match kind {
        MaskKind::Number => has_run(text, |it| is_mask(it) || is_letter_mask(it)),
        MaskKind::Name => {
            text.contains(is_mask) || (!text.is_ascii() && has_run(text, is_letter_mask))
        }
        MaskKind::Address => has_run(text, is_mask),
        MaskKind::Words => false,
    }
}

/// Tells whether two signs beside each other are such.
fn has_run(text: &str, is_such: fn(char) -> bool) -> bool {
    let next = text.chars().skip(1);
    text.chars()
        .zip(next)
        .any(|(one, other)| is_such(one) && is_such(other))
}

const fn is_mask(sign: char) -> bool {
    matches!(sign, '*' | '＊' | '×' | '●')
}

/// Tells whether a letter may stand for a hidden sign: `138xxxx2746`.
const fn is_letter_mask(sign: char) -> bool {
    matches!(sign, 'x' | 'X')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(kind: MaskKind, text: &str) -> (String, Vec<String>) {
        let parted = part(kind, &Cell::Text(text.to_owned()));
        (parted.open.text(), parted.masked)
    }

    #[test]
    fn what_is_masked_is_no_value() {
        for (kind, text) in [
            (MaskKind::Number, "138****2746"),
            (MaskKind::Number, "0536***1890"),
            (MaskKind::Number, "138xxxx2746"),
            (MaskKind::Number, "370785********0012"),
            (MaskKind::Number, "370785********059X"),
            (MaskKind::Number, "***"),
            (MaskKind::Name, "牟*生"),
            (MaskKind::Name, "周*勇"),
            (MaskKind::Name, "不**露"),
            (MaskKind::Name, "张XX"),
            (MaskKind::Name, "J*** S****"),
            (MaskKind::Name, "*"),
            (MaskKind::Address, "东牟家村***"),
            (MaskKind::Words, "***"),
        ] {
            assert_eq!(parted(kind, text), (String::new(), vec![text.to_owned()]));
        }
        for (kind, text) in [
            (MaskKind::Number, "13800002746"),
            (MaskKind::Number, "37078519000101059X"),
            (MaskKind::Name, "Maxx"),
            (MaskKind::Name, "牟春生"),
            (MaskKind::Address, "东牟家村3*5号"),
            (MaskKind::Words, "工头王**拖欠工资"),
            (MaskKind::Words, "*"),
        ] {
            assert_eq!(parted(kind, text), (text.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn of_several_numbers_the_masked_ones_go() {
        let (open, masked) = parted(MaskKind::Number, "138****2746、13800001234");
        assert_eq!(open, "13800001234");
        assert_eq!(masked, ["138****2746"]);
    }

    #[test]
    fn a_masked_value_fits_what_it_was_made_of() {
        for (kind, masked, value, fit) in [
            (MaskKind::Number, "138****2746", "13800002746", true),
            (MaskKind::Number, "138****2746", "13800002747", false),
            (MaskKind::Number, "138****2746", "", false),
            (MaskKind::Name, "牟*生", "牟春生", true),
            (MaskKind::Name, "牟*生", "牟春", false),
            (MaskKind::Address, "东牟家村***", "东牟家村3巷5号", true),
            (MaskKind::Address, "东牟家村***", "西牟家村3巷5号", false),
            (MaskKind::Words, "***", "轮椅", true),
            (MaskKind::Words, "***", "", false),
        ] {
            assert_eq!(fits(kind, masked, value), fit, "{masked} {value}");
        }
    }
}
