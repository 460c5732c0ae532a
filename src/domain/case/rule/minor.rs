//! 强制报告: a matter whose words tell of harm to a minor (未成年人保护法 11), or to an adult who cannot
//! act for himself (反家庭暴力法 14), is reported at once.
//!
//! The words only remind: whoever sits at the desk asks, and writes down to whom it was reported or
//! that there was nothing to report.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::domain::case::fact::state::Case;

/// Words for a minor.
const MINOR: &[&str] = &[
    "孩子",
    "小孩",
    "儿童",
    "未成年",
    "幼儿",
    "婴儿",
    "学生",
    "幼女",
    "女童",
    "男童",
    "孙子",
    "孙女",
    "外甥",
    "侄女",
    "侄子",
];

/// Words for an adult without, or with limited, capacity to act.
const HELPLESS: &[&str] = &[
    "精神病",
    "精神残疾",
    "精神障碍",
    "智力残疾",
    "智障",
    "痴呆",
    "失智",
    "植物人",
];

/// Words for harm, or the danger of it.
const HARM: &[&str] = &[
    "被打",
    "打伤",
    "挨打",
    "打骂",
    "殴打",
    "毒打",
    "虐待",
    "家暴",
    "家庭暴力",
    "猥亵",
    "性侵",
    "强奸",
    "性骚扰",
    "欺凌",
    "霸凌",
    "体罚",
    "遗弃",
    "拐卖",
    "拐走",
    "关在家里",
    "离家出走",
    "自残",
    "轻生",
    "自杀",
    "没人照看",
    "无人照看",
    "无人看护",
    "童工",
    "打断腿",
    "打断了腿",
    "被打断腿",
    "被打断了腿",
    "打断胳膊",
    "打断了胳膊",
    "被打断胳膊",
    "被打断了胳膊",
];

/// Words that hold a word for harm and tell of none.
const HARMLESS: &[&str] = &["被打扫", "被打断", "被打扰", "被打磨", "被打开"];

/// Every word for harm, and what only looks like one: the longest that begins at a place is read.
static WORDS_OF_HARM: LazyLock<Automaton> = LazyLock::new(|| Automaton::of(&[HARM, HARMLESS]));

/// Every word for whom it must not be done to.
static WORDS_OF_WHOM: LazyLock<Automaton> =
    LazyLock::new(|| Automaton::of(&[&[MINOR, HELPLESS].concat()]));

/// Word lists that are looked for all at once, since every matter is asked whenever its clocks are.
struct Automaton {
    words: AhoCorasick,
    /// How many words the first list has.
    first: usize,
}

impl Automaton {
    /// Looks for the words of the first list; where a word of another is longer, that one is read.
    #[expect(
        clippy::expect_used,
        reason = "a few dozen short words are far below what an automaton holds"
    )]
    fn of(lists: &[&[&str]]) -> Self {
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(lists.concat())
            .expect("an automaton of the words above");
        Self {
            words,
            first: lists.first().map_or(0, |list| list.len()),
        }
    }

    fn stands_in(&self, text: &str) -> bool {
        let mut found = self.words.find_iter(text);
        found.any(|it| it.pattern().as_usize() < self.first)
    }
}

impl Case {
    /// Tells whether the matter's words tell of harm to a minor or a helpless adult, both in one
    /// sentence.
    pub fn tells_of_a_harmed_minor(&self) -> bool {
        let matter = &self.matter;
        let visits = self.visits.iter().map(|visit| &visit.words);
        [&matter.summary, &matter.request, &matter.facts]
            .into_iter()
            .chain(visits)
            .filter(|text| WORDS_OF_HARM.stands_in(text))
            .flat_map(|text| text.split(['。', '！', '？', '；', '\n']))
            .any(is_harm_to_a_minor)
    }
}

fn is_harm_to_a_minor(sentence: &str) -> bool {
    WORDS_OF_HARM.stands_in(sentence)
        && (WORDS_OF_WHOM.stands_in(sentence) || names_a_young_age(sentence))
}

/// Tells whether an age under 18 stands in a sentence: `8岁`, `１２ 周岁`.
fn names_a_young_age(sentence: &str) -> bool {
    sentence.match_indices('岁').any(|(at, _)| {
        let before = sentence.get(..at).unwrap_or_default();
        let before = before.trim_end_matches(['周', ' ']);
        let digits: Vec<u32> = before
            .chars()
            .rev()
            .map_while(|letter| letter.to_digit(10).or(full_width(letter)))
            .collect();
        let age = digits
            .iter()
            .rev()
            .fold(0, |age: u32, digit| age * 10 + digit);
        (1..=2).contains(&digits.len()) && age < 18
    })
}

fn full_width(letter: char) -> Option<u32> {
    let digit = u32::from(letter).checked_sub(u32::from('０'))?;
    (digit < 10).then_some(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harm_to_a_minor_is_told_from_other_harm_and_other_minors() {
        for (text, harmed) in [
            ("孩子才8岁也被打伤", true),
            ("丈夫家暴，孩子也在场", true),
            ("１２周岁的女儿被继父打骂", true),
            ("学生在校被同学欺凌", true),
            ("邻居80岁老人被打伤", false),
            ("丈夫家暴多年", false),
            ("智力残疾的弟弟被打骂", true),
            ("痴呆老人走失", false),
            ("孩子上学没有校车", false),
            ("学校旁边的路被打扫得不干净，孩子走路难", false),
            ("老人被打伤。孩子在外地上学", false),
            ("38岁，被打伤", false),
            ("孩子上学的路被打扫过，又被打伤", true),
            ("孩子被打断了腿", true),
            ("孩子上课被打断", false),
        ] {
            let found = text.split('。').any(is_harm_to_a_minor);
            assert_eq!(found, harmed, "{text}");
        }
    }
}
