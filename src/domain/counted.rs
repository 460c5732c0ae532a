//! 计入的事项: the cases behind the figures of a report as it was issued, packed small: each list is
//! a set of places in one list of all of them.

use super::number::CaseNumber;
use super::sheet::{Base, Label, Measure, Sheet, SheetTable, TableCode};

/// How a set is packed; the first byte of it.
const BITS: u8 = 0;
/// The places rise; each is written as its distance from the one before.
const GAPS: u8 = 1;

/// The cases that an issued report counted: of each figure those it counts and those of them that
/// want attention, then of each row of each table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// Every case that is behind anything, rising.
    pub all: Vec<CaseNumber>,
    /// The lists, packed.
    pub sets: Vec<Vec<u8>>,
}

impl Counted {
    /// Packs the lists of a report.
    pub fn of(sheet: &Sheet) -> Self {
        let figures = sheet.figures.iter();
        let figures = figures.flat_map(|it| [it.cases.as_slice(), it.marked.as_slice()]);
        let rows = sheet.tables.iter().flat_map(|it| &it.rows);
        let lists: Vec<&[CaseNumber]> = figures.chain(rows.map(|it| it.cases.as_slice())).collect();
        let mut all: Vec<CaseNumber> = lists.iter().flat_map(|it| it.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        let sets = lists.iter().map(|list| {
            let places = list.iter().filter_map(|it| all.binary_search(it).ok());
            let mut places: Vec<usize> = places.collect();
            places.sort_unstable();
            places.dedup();
            pack(&places, all.len())
        });
        let sets = sets.collect();
        Self { all, sets }
    }

    /// Tells whether it has a list for everything that a report has.
    pub fn fits(&self, sheet: &Sheet) -> bool {
        let rows: usize = sheet.tables.iter().map(|it| it.rows.len()).sum();
        self.sets.len() == sheet.figures.len() * 2 + rows
    }

    /// Gives the cases behind a figure, rising, or those of them that want attention.
    pub fn figure(
        &self,
        sheet: &Sheet,
        (base, measure): (Base, Measure),
        marked: bool,
    ) -> Vec<CaseNumber> {
        let mut figures = sheet.figures.iter();
        let at = figures.position(|it| it.base == base && it.measure == measure);
        at.map_or_else(Vec::new, |at| self.list(at * 2 + usize::from(marked)))
    }

    /// Gives the cases behind a row of a table, rising.
    pub fn row(&self, sheet: &Sheet, code: TableCode, label: &Label) -> Vec<CaseNumber> {
        let mut at = sheet.figures.len() * 2;
        for SheetTable {
            code: known, rows, ..
        } in &sheet.tables
        {
            if *known == code {
                let row = rows.iter().position(|row| row.label == *label);
                return row.map_or_else(Vec::new, |row| self.list(at + row));
            }
            at += rows.len();
        }
        Vec::new()
    }

    fn list(&self, at: usize) -> Vec<CaseNumber> {
        let set = self.sets.get(at).map_or(&[][..], Vec::as_slice);
        let places = unpack(set).into_iter();
        places.filter_map(|at| self.all.get(at).copied()).collect()
    }
}

/// Packs rising places among `of`, as bits or as gaps, whichever is shorter.
fn pack(places: &[usize], of: usize) -> Vec<u8> {
    if places.is_empty() {
        return Vec::new();
    }
    let mut gaps = vec![GAPS];
    let mut before = 0;
    for place in places {
        write(&mut gaps, place - before);
        before = *place;
    }
    let size = of.div_ceil(8);
    if gaps.len() <= size {
        return gaps;
    }
    let mut bits = vec![0; size + 1];
    for place in places {
        if let Some(byte) = bits.get_mut(place / 8 + 1) {
            *byte |= 1 << (place % 8);
        }
    }
    bits
}

fn unpack(set: &[u8]) -> Vec<usize> {
    match set.split_first() {
        Some((&BITS, bytes)) => (0..)
            .zip(bytes)
            .flat_map(|(at, byte)| {
                let set = (0..8).filter(move |bit| byte & (1 << bit) != 0);
                set.map(move |bit| at * 8 + bit)
            })
            .collect(),
        Some((&GAPS, bytes)) => {
            let mut place = 0_usize;
            let gaps = read(bytes).into_iter();
            gaps.map(|gap| {
                place = place.saturating_add(gap);
                place
            })
            .collect()
        }
        Some(_) | None => Vec::new(),
    }
}

/// Writes a number in groups of seven bits, the low ones first.
pub fn write(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or(0));
}

/// Reads the numbers of [`write()`].
pub fn read(bytes: &[u8]) -> Vec<usize> {
    let mut numbers = Vec::new();
    let (mut number, mut shift) = (0_usize, 0_u32);
    for byte in bytes {
        let part = usize::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        number |= part;
        if byte & 0x80 == 0 {
            numbers.push(number);
            (number, shift) = (0, 0);
        } else {
            shift += 7;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_comes_back_whole_however_it_is_packed() {
        for of in [1_usize, 7, 8, 9, 300, 100_000] {
            for step in [1, 2, 7, 130, 20_000] {
                let places: Vec<usize> = (0..of).step_by(step).collect();
                let packed = pack(&places, of);
                assert_eq!(unpack(&packed), places, "{of} by {step}");
                assert!(packed.len() <= of.div_ceil(8) + 1, "{of} by {step}");
            }
        }
        assert!(pack(&[], 100_000).is_empty());
        assert!(unpack(&[9, 1, 2]).is_empty(), "of another program");
    }

    #[test]
    fn numbers_of_every_size_read_back() {
        let numbers = vec![0, 1, 127, 128, 16_384, 4_294_967_295];
        let mut bytes = Vec::new();
        for number in &numbers {
            write(&mut bytes, *number);
        }
        assert_eq!(read(&bytes), numbers);
    }
}
