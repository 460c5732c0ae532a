//! What a clerk types to find somebody: every kind of scrap, made from people who are there.

use std::collections::HashMap;

use mulin::domain::person::Person;
use mulin::search::pinyin::Reader;

use crate::corpus::{GIVEN, Rng};

/// Makes scraps of people.
pub(crate) struct Scraps {
    reader: Reader,
    sounds: HashMap<&'static str, Vec<char>>,
}

/// A person's name in the parts that scraps are made of.
struct Parts {
    chars: Vec<char>,
    syllables: Vec<&'static str>,
    full: String,
    initials: String,
    village: String,
}

impl Scraps {
    pub(crate) fn new() -> Self {
        let mut reader = Reader::default();
        let mut sounds: HashMap<&str, Vec<char>> = HashMap::new();
        for c in GIVEN.chars() {
            let sound = reader.character(c).first[0].text();
            sounds.entry(sound).or_default().push(c);
        }
        Self { reader, sounds }
    }

    /// Gives a scrap of each kind with the kind's name; those that the name is too short for stay
    /// out.
    pub(crate) fn of(&mut self, person: &Person, rng: &mut Rng) -> Vec<(&'static str, String)> {
        let it = self.parts(person);
        let (phone, id) = (&person.phones[0], person.id_number.as_deref().unwrap());
        let surname = it.chars[0];
        let given: String = it.chars[1..].iter().collect();
        let (pinyin, village) = (&it.full, &it.village);
        let of_three = |text: String| {
            if it.chars.len() == 3 {
                text
            } else {
                String::new()
            }
        };
        let of_two = |text: String| {
            if it.chars.len() == 2 {
                text
            } else {
                String::new()
            }
        };
        let at = 1 + rng.below(pinyin.len() as u64 - 1) as usize;
        let mut kinds = vec![
            ("surname", surname.to_string()),
            ("first letter", it.initials[..1].to_owned()),
            ("hanzi full", person.name.clone()),
            ("hanzi given", given.clone()),
            ("pinyin full", pinyin.clone()),
            ("pinyin open", pinyin[..pinyin.len() - 1].to_owned()),
            ("pinyin spaced", it.syllables.join(" ")),
            ("pinyin surname", it.syllables[0].to_owned()),
            ("pinyin given", it.syllables[1..].concat()),
            ("initials 2", of_two(it.initials.clone())),
            ("initials 3", of_three(it.initials.clone())),
            ("homophones", self.homophones(&it, rng)),
            ("dialect", dialect(pinyin)),
            ("wrong letter", with_letter(pinyin, at, "m")),
            ("missing letter", with_letter(pinyin, at, "")),
            ("swapped letters", swapped(pinyin, at)),
            ("phone tail", phone[7..].to_owned()),
            ("phone end", phone[8..].to_owned()),
            ("phone middle", phone[3..7].to_owned()),
            ("phone", phone.clone()),
            ("id tail 4", id[14..].to_owned()),
            ("id tail 6", id[12..].to_owned()),
            ("initials phone", format!("{} {}", it.initials, &phone[8..])),
            ("surname phone", format!("{surname}{}", &phone[7..])),
            ("surname village", format!("{surname} {village}")),
            ("pinyin village", format!("{pinyin} {village}")),
            ("village initials", format!("{village} {}", it.initials)),
            ("village", village.clone()),
        ];
        kinds.retain(|(_, typed)| !typed.is_empty());
        kinds
    }

    fn parts(&mut self, person: &Person) -> Parts {
        let chars: Vec<char> = person.name.chars().collect();
        let readings = self.reader.name(&chars);
        let syllables: Vec<&str> = readings.iter().map(|it| it.first[0].text()).collect();
        let village = person.village.as_deref().unwrap();
        Parts {
            full: syllables.concat(),
            initials: syllables.iter().map(|s| &s[..1]).collect(),
            village: village.trim_end_matches('村').to_owned(),
            chars,
            syllables,
        }
    }

    fn homophones(&mut self, it: &Parts, rng: &mut Rng) -> String {
        let mut name = it.chars[0].to_string();
        for c in &it.chars[1..] {
            let sound = self.reader.character(*c).first[0].text();
            let same = &self.sounds[sound];
            name.push(same[rng.below(same.len() as u64) as usize]);
        }
        name
    }
}

/// zh for z, n for ng, l for n: the first that the name has.
fn dialect(pinyin: &str) -> String {
    let heard = [
        ("zh", "z"),
        ("sh", "s"),
        ("ch", "c"),
        ("ng", "n"),
        ("n", "l"),
    ];
    let found = heard.iter().find(|(right, _)| pinyin.contains(right));
    found.map_or(String::new(), |(right, wrong)| {
        pinyin.replacen(right, wrong, 1)
    })
}

fn with_letter(pinyin: &str, at: usize, letter: &str) -> String {
    format!("{}{letter}{}", &pinyin[..at], &pinyin[at + 1..])
}

fn swapped(pinyin: &str, at: usize) -> String {
    let mut bytes = pinyin.as_bytes().to_vec();
    bytes.swap(at - 1, at);
    String::from_utf8(bytes).unwrap()
}
