//! 姓: how a name's first one or two characters read as a surname.
//!
//! One table of 522 surnames, some of them of two characters. The house's own column stands first, each
//! of its readings with its source: 牟 is Mù in Shandong (牟平, 牟邻) and Móu in the books, and both are
//! right here. Then the first of the columns that knows the surname: pinyin-pro, overtrue, pypinyin.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::syllable::Syllable;

const TABLE: &str = include_str!("data/surname_readings.csv");

/// The readings of a surname, a list for each of its characters.
type Readings = Vec<Vec<Syllable>>;

/// What the table says.
struct Surnames {
    all: HashMap<&'static str, Readings>,
    /// Those of one character that are read so wherever it stands.
    anywhere: HashMap<char, Vec<Syllable>>,
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| {
    let mut surnames = Surnames {
        all: HashMap::new(),
        anywhere: HashMap::new(),
    };
    for line in TABLE.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(surname), Some(house)) = (cells.next(), cells.next()) else {
            continue;
        };
        let anywhere = cells.next() == Some("1");
        let _source = cells.next();
        let known = if house.is_empty() {
            cells.take(3).find(|cell| !cell.is_empty())
        } else {
            Some(house)
        };
        let Some(known) = known else {
            continue;
        };
        let readings: Readings = known.split(' ').map(syllables).collect();
        if let ([readings], true) = (readings.as_slice(), anywhere) {
            let character = surname.chars().map(|c| (c, readings.clone()));
            surnames.anywhere.extend(character);
        }
        surnames.all.insert(surname, readings);
    }
    surnames
});

/// Reads the readings of one character, the usual one first.
fn syllables(readings: &str) -> Vec<Syllable> {
    let readings = readings.split('/');
    readings
        .filter_map(|reading| Syllable::find(&toneless(reading)))
        .collect()
}

/// Gives the surname's readings, one list for each of its characters (one or two), when the name
/// starts with a surname of the table.
pub fn of(name: &[char]) -> Option<&'static [Vec<Syllable>]> {
    let mut text = [0; 8];
    for length in [2, 1] {
        let Some(head) = name.get(..length) else {
            continue;
        };
        let mut end = 0;
        for c in head {
            end += c.encode_utf8(text.get_mut(end..)?).len();
        }
        let found = std::str::from_utf8(text.get(..end)?)
            .ok()
            .and_then(|surname| SURNAMES.all.get(surname));
        if let Some(readings) = found {
            return Some(readings);
        }
    }
    None
}

/// Gives the readings that a surname's character has wherever it stands (a village is called after its
/// families).
pub fn readings_anywhere(c: char) -> impl Iterator<Item = Syllable> {
    SURNAMES.anywhere.get(&c).into_iter().flatten().copied()
}

/// Takes the tone marks off a reading; `ü` becomes `v`.
pub fn toneless(reading: &str) -> String {
    reading
        .chars()
        .map(|c| match c {
            'ā' | 'á' | 'ǎ' | 'à' => 'a',
            'ē' | 'é' | 'ě' | 'è' => 'e',
            'ī' | 'í' | 'ǐ' | 'ì' => 'i',
            'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
            'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
            'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> Vec<Vec<&'static str>> {
        let chars: Vec<char> = name.chars().collect();
        of(&chars)
            .unwrap()
            .iter()
            .map(|syllables| syllables.iter().map(|s| s.text()).collect())
            .collect()
    }

    #[test]
    fn surnames_read_as_surnames() {
        assert_eq!(read("牟春生"), [["mu", "mou"]]);
        assert_eq!(read("单立人"), [["shan"]]);
        assert_eq!(read("单于单"), [["chan"], ["yu"]]);
        assert_eq!(read("万俟英"), [["mo"], ["qi"]]);
        assert_eq!(read("吕方"), [["lv"]]);
        assert_eq!(read("种师道"), [["chong"]]);
        assert_eq!(read("黑丽"), [["he", "hei"]]);
    }

    #[test]
    fn every_surname_of_the_table_reads_as_syllables() {
        for line in TABLE.lines().skip(1) {
            let surname = line.split(',').next().unwrap();
            let readings = read(surname);
            assert_eq!(readings.len(), surname.chars().count(), "{surname}");
            assert!(readings.iter().all(|r| !r.is_empty()), "{surname}");
        }
    }
}
