//! Villages by what people write and say: 东牟家, 东牟家村, 东牟家村民委员会, a whole address.

use std::cmp::Reverse;

use super::super::typed::half_width;
use super::node::{GridLevel, GridNode};
use super::tree::GridTree;

/// What stands before a village in an address, the town's own name added.
const BEFORE: &[&str] = &["山东省", "潍坊市", "高密市", "山东", "潍坊", "高密"];
/// What stands behind a village's name, longest first.
const BEHIND: &[&str] = &[
    "村民委员会",
    "民委员会",
    "村委会",
    "委会",
    "村委",
    "社区",
    "大队",
];
/// Signs before a name that make it another place (大张家 is not 张家).
const OTHER_BY_HEAD: &str = "大小东西南北前后上下新老";
/// Signs behind a name without its 村 that make it another place (张家庄 is not 张家).
const OTHER_BY_TAIL: &str = "庄屯寨坊庙沟店埠疃夼镇乡街路河山湖机国子新";
/// Stems shorter than this are said of too many places.
const SHORTEST_STEM: usize = 2;

impl GridTree {
    /// Finds the village of that name, with or without 村, committee, town and county.
    pub fn village_named(&self, text: &str) -> Option<&GridNode> {
        let forms = self.forms(text);
        let villages = || self.of_level(GridLevel::Village);
        let by_name = |form: &String| villages().find(|village| village.name == *form);
        let by_stem = |form: &String| {
            let asked = stem(form);
            villages().find(|village| {
                asked.chars().count() >= SHORTEST_STEM && stem(&village.name) == asked
            })
        };
        forms
            .iter()
            .find_map(by_name)
            .or_else(|| forms.iter().find_map(by_stem))
    }

    /// Finds the village that an address names: the longest name in it, the first among equals.
    pub fn village_in(&self, address: &str) -> Option<&GridNode> {
        let text = self.without_towns(&squeezed(address));
        self.of_level(GridLevel::Village)
            .filter_map(|village| {
                let (length, at) = place_in(&text, &village.name)?;
                Some(((Reverse(length), at), village))
            })
            .min_by(|(one, _), (other, _)| one.cmp(other))
            .map(|(_, village)| village)
    }

    /// Gives the villages that what was typed may mean, the likeliest first: the same name, then
    /// names that start with it, then names that hold it.
    pub fn villages_like(&self, text: &str) -> Vec<&GridNode> {
        let Some(asked) = self.forms(text).pop().filter(|form| !form.is_empty()) else {
            return Vec::new();
        };
        let exact = self.village_named(text).map(|village| &village.code);
        let mut found: Vec<(u8, &GridNode)> = self
            .of_level(GridLevel::Village)
            .filter_map(|village| {
                let rank = if Some(&village.code) == exact {
                    0
                } else if village.name.starts_with(&asked) {
                    1
                } else if village.name.contains(&asked) {
                    2
                } else {
                    return None;
                };
                Some((rank, village))
            })
            .collect();
        found.sort_by_key(|(rank, village)| (*rank, village.name.chars().count()));
        found.into_iter().map(|(_, village)| village).collect()
    }

    /// Gives what a village's own name may be: what was typed without town and county, then the
    /// same without each ending that fits, the barest last.
    fn forms(&self, text: &str) -> Vec<String> {
        let text = self.without_towns(&squeezed(text));
        let whole = text.trim_matches('\n');
        let shorter = BEHIND
            .iter()
            .filter_map(|tail| whole.strip_suffix(tail))
            .filter(|rest| !rest.is_empty());
        std::iter::once(whole)
            .chain(shorter)
            .map(str::to_owned)
            .collect()
    }

    /// Puts a line's end where the names of town, county, city and province stand.
    fn without_towns(&self, text: &str) -> String {
        let town = self.town().map_or("", |town| town.name.as_str());
        let heads = std::iter::once(town).chain(BEFORE.iter().copied());
        heads
            .filter(|head| !head.is_empty())
            .fold(text.to_owned(), |text, head| text.replace(head, "\n"))
    }
}

/// Half-width, without spaces.
fn squeezed(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// 东牟家 of 东牟家村.
fn stem(name: &str) -> &str {
    name.strip_suffix('村').unwrap_or(name)
}

/// Gives how many signs of the address the village's name takes, and from which byte on.
fn place_in(text: &str, name: &str) -> Option<(usize, usize)> {
    let whole = text
        .match_indices(name)
        .find(|(at, _)| stands_free_before(text, *at, name))
        .map(|(at, _)| (name.chars().count(), at));
    let stem = stem(name);
    whole.or_else(|| {
        if stem.chars().count() < SHORTEST_STEM {
            return None;
        }
        text.match_indices(stem)
            .find(|(at, _)| {
                stands_free_before(text, *at, stem) && stands_free_behind(text, at + stem.len())
            })
            .map(|(at, _)| (stem.chars().count(), at))
    })
}

/// A name of two signs must begin what is written; a longer one must not be part of another place.
fn stands_free_before(text: &str, at: usize, name: &str) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    match before {
        None => true,
        Some(sign) if name.chars().count() <= SHORTEST_STEM => !sign.is_alphanumeric(),
        Some(sign) => !OTHER_BY_HEAD.contains(sign),
    }
}

fn stands_free_behind(text: &str, end: usize) -> bool {
    let behind = text.get(end..).and_then(|tail| tail.chars().next());
    behind.is_none_or(|sign| !OTHER_BY_TAIL.contains(sign))
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::super::built_in::built_in;
    use super::*;

    #[test]
    fn every_village_is_found_by_its_name_its_stem_and_its_committee() {
        let tree = built_in().unwrap();
        let lines = include_str!("../data/villages.csv").lines().skip(1);
        for line in lines {
            let cells: Vec<_> = line.split(',').collect();
            let (code, village, committee) = (cells[0], cells[1], cells[2]);
            let address = format!("山东省高密市大牟家镇{village}12号");
            for text in [
                village,
                committee,
                &format!("{village}委会"),
                &format!("大牟家镇{village}"),
            ] {
                let found = tree.village_named(text).unwrap_or_else(|| panic!("{text}"));
                assert_eq!(found.code.as_str(), code, "{text} gave {}", found.name);
            }
            for text in [village, committee, &address] {
                let found = tree.village_in(text).unwrap_or_else(|| panic!("{text}"));
                assert_eq!(found.code.as_str(), code, "{text} gave {}", found.name);
            }
            let short = stem(village);
            if short.chars().count() >= SHORTEST_STEM {
                assert_eq!(
                    tree.village_named(short).unwrap().code.as_str(),
                    code,
                    "{short}"
                );
                assert_eq!(
                    tree.village_in(short).unwrap().code.as_str(),
                    code,
                    "{short}"
                );
            }
        }
    }

    #[test]
    fn an_address_names_the_longest_village_in_it() {
        let tree = built_in().unwrap();
        for (address, village) in [
            ("东牟家", Some("东牟家村")),
            ("大牟家镇东牟家村３２号", Some("东牟家村")),
            ("大牟家镇 东牟家", Some("东牟家村")),
            ("毛李家庄", Some("毛李家庄村")),
            ("小张家村张家胡同", Some("小张家村")),
            ("张家庄子村东头", Some("张家庄子村")),
            ("家住西沟头村北", Some("西沟头村")),
            ("高密市大牟家镇东村", Some("东村")),
            ("胶东村", Some("胶东村")),
            ("大牟家镇", None),
            ("大张家村", None),
            ("东沟头村", None),
            ("张家庄", None),
            ("王东村的同事", None),
            ("平度市某村", None),
            ("", None),
        ] {
            let found = tree.village_in(address).map(|node| node.name.as_str());
            assert_eq!(found, village, "{address}");
        }
    }

    #[test]
    fn an_unknown_name_finds_no_village_but_like_ones_are_proposed() {
        let tree = built_in().unwrap();
        assert_eq!(tree.village_named("张家庄"), None);
        assert_eq!(tree.village_named("东"), None);
        let like = |text: &str| -> Vec<String> {
            tree.villages_like(text)
                .iter()
                .map(|node| node.name.clone())
                .collect()
        };
        assert_eq!(like("牟家"), ["东牟家村", "西牟家村", "小牟家村"]);
        assert_eq!(like("李家")[..3], ["李家村", "李家庄村", "郇李家村"]);
        assert_eq!(like("张家庄"), ["张家庄子村"]);
        assert_eq!(like(""), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_address_is_too_strange(address in "[大小东西张李牟家庄子村镇0-9 \n（]{0,16}|\\PC{0,30}") {
            let tree = built_in().unwrap();
            tree.village_named(&address);
            tree.villages_like(&address);
            if let Some(village) = tree.village_in(&address) {
                prop_assert!(squeezed(&address).contains(stem(&village.name)));
            }
        }
    }
}
