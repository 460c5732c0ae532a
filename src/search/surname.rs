//! 姓: how a name's first one or two characters read as a surname.
//!
//! The town's own override stands first: 牟 is Mù in Shandong (牟平, 牟邻) and Móu in the books;
//! both are right here. Then the table of 521 surnames, some of them of two characters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::syllable::Syllable;

/// 大牟家镇's own: the reading heard in town first.
const TOWN: &[(&str, &[&str])] = &[("牟", &["mu", "mou"])];

/// Surnames that the table lacks, the usual reading first: 黑 is Hè among the Hui.
const LACKING: &[(&str, &[&str])] = &[("黑", &["he", "hei"])];

const TABLE: &str = include_str!("data/surname_readings.csv");

static SURNAMES: LazyLock<HashMap<&'static str, Vec<Vec<Syllable>>>> = LazyLock::new(|| {
    let mut map: HashMap<&str, Vec<Vec<Syllable>>> = HashMap::new();
    for line in TABLE.lines().skip(1) {
        let mut cells = line.split(',');
        let Some(surname) = cells.next() else {
            continue;
        };
        // The first of the columns that knows the surname: pinyin-pro, overtrue, pypinyin.
        let Some(reading) = cells.take(3).find(|cell| !cell.is_empty()) else {
            continue;
        };
        let syllables = reading
            .split(' ')
            .map(|s| Syllable::find(&toneless(s)).into_iter().collect())
            .collect();
        map.insert(surname, syllables);
    }
    for (surname, readings) in TOWN.iter().chain(LACKING) {
        let syllables = readings.iter().filter_map(|r| Syllable::find(r)).collect();
        map.insert(surname, vec![syllables]);
    }
    map
});

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
            .and_then(|surname| SURNAMES.get(surname));
        if let Some(readings) = found {
            return Some(readings);
        }
    }
    None
}

/// Gives the readings that the town's override adds to a character wherever it stands (a village
/// is called after its families).
pub fn town_readings(c: char) -> impl Iterator<Item = Syllable> {
    TOWN.iter()
        .filter(move |(surname, _)| surname.chars().eq([c]))
        .flat_map(|(_, readings)| readings.iter().filter_map(|r| Syllable::find(r)))
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
