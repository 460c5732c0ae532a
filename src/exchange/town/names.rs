//! Names of people who do not exist.

use crate::exchange::town::dice::Dice;

/// A hundred surnames with their weights, as common as they are in such a town; 牟 stands out.
const SURNAMES: [(&str, u64); 100] = [
    ("王", 96),
    ("李", 78),
    ("张", 74),
    ("刘", 66),
    ("牟", 60),
    ("孙", 44),
    ("杨", 34),
    ("杜", 30),
    ("薛", 28),
    ("陈", 28),
    ("徐", 26),
    ("赵", 26),
    ("于", 24),
    ("马", 24),
    ("周", 22),
    ("朱", 22),
    ("单", 20),
    ("高", 20),
    ("宋", 20),
    ("郭", 18),
    ("胡", 18),
    ("韩", 18),
    ("吴", 18),
    ("林", 16),
    ("曹", 16),
    ("邱", 16),
    ("冯", 14),
    ("范", 14),
    ("仪", 12),
    ("管", 12),
    ("侯", 12),
    ("郑", 12),
    ("姜", 12),
    ("綦", 10),
    ("栾", 10),
    ("隋", 10),
    ("迟", 10),
    ("臧", 10),
    ("鞠", 8),
    ("逄", 8),
    ("解", 8),
    ("仇", 8),
    ("曲", 8),
    ("查", 6),
    ("任", 8),
    ("华", 6),
    ("盖", 6),
    ("尹", 8),
    ("丁", 10),
    ("石", 8),
    ("董", 8),
    ("袁", 8),
    ("邓", 8),
    ("许", 8),
    ("傅", 6),
    ("沈", 6),
    ("曾", 6),
    ("彭", 6),
    ("吕", 8),
    ("苏", 6),
    ("卢", 6),
    ("蒋", 6),
    ("蔡", 6),
    ("贾", 6),
    ("魏", 8),
    ("薄", 4),
    ("叶", 6),
    ("阎", 4),
    ("余", 4),
    ("潘", 6),
    ("戴", 4),
    ("夏", 4),
    ("钟", 4),
    ("汪", 4),
    ("田", 6),
    ("姚", 6),
    ("谭", 4),
    ("邹", 4),
    ("陆", 4),
    ("郝", 4),
    ("孔", 4),
    ("白", 4),
    ("崔", 8),
    ("康", 4),
    ("毛", 4),
    ("秦", 4),
    ("江", 4),
    ("史", 4),
    ("顾", 3),
    ("龙", 2),
    ("万", 3),
    ("段", 3),
    ("雷", 2),
    ("钱", 3),
    ("汤", 3),
    ("尉迟", 1),
    ("欧阳", 1),
    ("诸葛", 1),
    ("上官", 1),
    ("区", 1),
];

/// First signs of given names.
const FIRST: &str = "春秀建国志玉桂金永德文明福光桂兰海庆祥立新宝长广世振洪学兴爱凤素美淑俊红伟\
                     丽艳晓冬夏秋云月清永树林森松柏荣华富贵忠孝仁义礼智信同治道传继思敬守克维";
/// Second signs of given names.
const SECOND: &str = "生兰英军平华民芳霞梅香花莲珍强刚勇涛波峰磊鹏飞龙虎斌辉亮杰超凯旭东升阳\
                      明玲娟静敏洁慧琴荣昌盛茂田林森江河海洋山川原野庆友朋善良诚信德才宝珠";

/// People whom every town has: they show how the finder deals with names of many readings.
const FAMILIAR: [&str; 12] = [
    "牟春生",
    "单雄信",
    "尉迟恭",
    "欧阳娜",
    "解晓东",
    "仇大娘",
    "查桂兰",
    "盖玉珍",
    "任建国",
    "曲文波",
    "逄德才",
    "区秀英",
];

/// Gives the name of the person of that number, from 0.
pub fn person(dice: &mut Dice, number: u64) -> String {
    let familiar = usize::try_from(number).ok().and_then(|at| FAMILIAR.get(at));
    familiar.map_or_else(|| any(dice), |name| (*name).to_owned())
}

/// Gives any name.
pub fn any(dice: &mut Dice) -> String {
    let mut name = surname(dice).to_owned();
    if dice.chance(82) {
        name.extend(sign(dice, FIRST));
    }
    name.extend(sign(dice, SECOND));
    name
}

/// Gives a surname.
pub fn surname(dice: &mut Dice) -> &'static str {
    dice.weighted(&SURNAMES, |(_, weight)| *weight)
        .map_or("牟", |(name, _)| *name)
}

fn sign(dice: &mut Dice, signs: &str) -> Option<char> {
    let signs: Vec<char> = signs.chars().filter(|sign| !sign.is_whitespace()).collect();
    dice.pick(&signs).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_town_has_many_names_and_the_familiar_ones() {
        let names: BTreeSet<String> = (0..5000)
            .map(|number| person(&mut Dice::of(1, 1, number), number))
            .collect();
        assert!(names.len() > 4000, "{}", names.len());
        assert!(FAMILIAR.iter().all(|name| names.contains(*name)));
        let surnames: BTreeSet<&str> = SURNAMES.iter().map(|(name, _)| *name).collect();
        assert_eq!(surnames.len(), SURNAMES.len());
        assert!(SURNAMES.iter().all(|(_, weight)| *weight > 0));
    }
}
