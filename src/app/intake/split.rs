//! One pasted line, or the line of an ID reader, taken apart into fields.

use chrono::NaiveDate;

use crate::domain::field::Field;
use crate::domain::grid::tree::GridTree;
use crate::domain::phone::{Dialling, Phone};
use crate::domain::resident_id::IdNumber;
use crate::domain::typed::half_width;

/// Most Hanzi of a name; longer words are what the person said.
const LONGEST_NAME: usize = 4;
/// Words that name what follows them, with the field; longer ones first.
const LABELS: &[(&str, Field)] = &[
    ("公民身份号码", Field::IdNumber),
    ("居民身份证号", Field::IdNumber),
    ("身份证号码", Field::IdNumber),
    ("身份证号", Field::IdNumber),
    ("身份证", Field::IdNumber),
    ("证件号码", Field::IdNumber),
    ("证件号", Field::IdNumber),
    ("联系电话", Field::Phone),
    ("手机号码", Field::Phone),
    ("手机号", Field::Phone),
    ("电话号码", Field::Phone),
    ("手机", Field::Phone),
    ("电话", Field::Phone),
    ("信访人", Field::Name),
    ("来访人", Field::Name),
    ("姓名", Field::Name),
    ("家庭住址", Field::Address),
    ("住址", Field::Address),
    ("地址", Field::Address),
    ("村庄", Field::Village),
    ("诉求", Field::Request),
    ("要求", Field::Request),
    ("概况", Field::Summary),
    ("事项", Field::Summary),
    ("内容", Field::Summary),
    ("人数", Field::PeopleCount),
    ("phone", Field::Phone),
    ("name", Field::Name),
    ("village", Field::Village),
    ("address", Field::Address),
    ("request", Field::Request),
    ("summary", Field::Summary),
    ("id", Field::IdNumber),
];
/// What an ID reader says besides; the ID number tells it too, or nobody needs it (个保法 6).
const READER_LABELS: &[&str] = &["性别", "民族", "出生", "签发机关", "有效期限", "有效期"];
const PEOPLES: &[&str] = &[
    "汉", "回", "满", "蒙古", "朝鲜", "壮", "苗", "藏", "彝", "侗",
];

/// Takes a line apart. `None` where nothing in it shows by itself what it is, or only one kind of
/// thing stands there: then it is no line of fields.
pub fn split(
    line: &str,
    grid: Option<&GridTree>,
    dialling: &Dialling,
) -> Option<Vec<(Field, String)>> {
    let mut split = Split {
        found: Vec::new(),
        grid,
        dialling,
    };
    let words: Vec<&str> = line
        .split(is_between)
        .filter(|word| !word.is_empty())
        .collect();
    let mut rest = Vec::new();
    for word in &words {
        if !split.take(word) {
            rest.push(*word);
        }
    }
    if split.has(Field::IdNumber) {
        rest.retain(|word| !is_of_reader(word));
    }
    split.take_rest(rest);
    let sure = |field: &Field| !matches!(field, Field::Name | Field::Summary);
    let is_line = split.found.len() >= 2 && split.found.iter().any(|(field, _)| sure(field));
    is_line.then_some(split.found)
}

struct Split<'a> {
    found: Vec<(Field, String)>,
    grid: Option<&'a GridTree>,
    dialling: &'a Dialling,
}

impl Split<'_> {
    fn has(&self, field: Field) -> bool {
        self.found.iter().any(|(other, _)| *other == field)
    }

    /// Puts a value into its field; a second one of the kind stands behind the first.
    fn put(&mut self, field: Field, value: &str) {
        let between = match field {
            Field::Phone => "、",
            _ => " ",
        };
        match self.found.iter_mut().find(|(other, _)| *other == field) {
            Some((_, text)) => {
                text.push_str(between);
                text.push_str(value);
            }
            None => self.found.push((field, value.to_owned())),
        }
    }

    /// Takes a word that shows by itself what it is.
    fn take(&mut self, word: &str) -> bool {
        let (label, value) = labelled(word);
        if let Some(field) = label {
            // What a label names is taken as named, be it right or not.
            if !value.is_empty() {
                self.put(field, value);
            }
            return true;
        }
        let id = IdNumber::parse(word);
        if id.identifies() || (looks_like_id(word) && !self.is_phone(word)) {
            self.put(Field::IdNumber, word);
            return true;
        }
        if self.is_phone(word) {
            self.put(Field::Phone, word);
            return true;
        }
        if let Some(count) = people(word) {
            self.put(Field::PeopleCount, count);
            return true;
        }
        let Some(grid) = self.grid else {
            return false;
        };
        if !self.has(Field::Village)
            && let Some(village) = grid.village_named(word)
        {
            self.put(Field::Village, &village.name);
            return true;
        }
        if is_address(word) {
            if !self.has(Field::Village)
                && let Some(village) = grid.village_in(word)
            {
                self.put(Field::Village, &village.name);
            }
            self.put(Field::Address, word);
            return true;
        }
        false
    }

    fn is_phone(&self, word: &str) -> bool {
        Phone::parse(word, self.dialling).doubt().is_none()
    }

    /// The first short word is the name, the others are what was said.
    fn take_rest(&mut self, mut rest: Vec<&str>) {
        if !self.has(Field::Name)
            && let Some(at) = rest.iter().position(|word| is_name(word))
        {
            let name = rest.remove(at);
            self.found.insert(0, (Field::Name, name.to_owned()));
        }
        if !rest.is_empty() {
            self.put(Field::Summary, &rest.join(" "));
        }
    }
}

fn is_between(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            sign,
            ',' | '，' | ';' | '；' | '|' | '｜' | '。' | '\u{3000}'
        )
}

/// Parts `电话：13800001234` and `电话13800001234`; a label without a sign or a digit behind it is
/// a word.
fn labelled(word: &str) -> (Option<Field>, &str) {
    for (label, field) in LABELS {
        let head = word.get(..label.len()).map(str::to_lowercase);
        if head.as_deref() != Some(*label) {
            continue;
        }
        let rest = word.get(label.len()..).unwrap_or_default();
        let value = rest.trim_start_matches([':', '：', '=']);
        let marked = value.len() < rest.len();
        let number = half_width(value).starts_with(|c: char| c.is_ascii_digit() || c == '+');
        if marked || (number && matches!(field, Field::Phone | Field::IdNumber)) {
            return (Some(*field), value);
        }
    }
    (None, word)
}

/// Eighteen signs of which seventeen are digits, or fifteen digits: an ID number, right or wrong.
fn looks_like_id(word: &str) -> bool {
    let plain = half_width(word);
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    match plain.chars().count() {
        18 => {
            digits >= 17 && plain.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'x' | 'X'))
        }
        15 => digits == 15,
        _ => false,
    }
}

/// `5人`: how many came.
fn people(word: &str) -> Option<&str> {
    let head = word.strip_suffix(['人', '名', '位'])?;
    let plain = half_width(head);
    (!plain.is_empty() && plain.len() <= 3 && plain.chars().all(|c| c.is_ascii_digit()))
        .then_some(head)
}

fn is_address(word: &str) -> bool {
    let long = word.chars().count() > 5;
    let place = word.contains(['省', '市', '县', '镇']) && word.contains(['村', '号', '镇', '路']);
    long && place
}

fn is_name(word: &str) -> bool {
    let count = word.chars().count();
    let hanzi = word
        .chars()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·');
    hanzi && ((2..=LONGEST_NAME).contains(&count) || word.contains('·'))
}

/// Tells whether a word is one that an ID reader says besides.
fn is_of_reader(word: &str) -> bool {
    let plain = half_width(word);
    let people = plain.strip_suffix('族').unwrap_or(&plain);
    matches!(plain.as_str(), "男" | "女")
        || PEOPLES.contains(&people)
        || READER_LABELS.iter().any(|label| plain.starts_with(label))
        || plain.ends_with("公安局")
        || plain.ends_with("公安分局")
        || plain == "长期"
        || is_date(&plain)
}

/// `19000101`, `1900年1月1日`, `2010.01.01-2030.01.01`.
fn is_date(plain: &str) -> bool {
    let day = |text: &str| {
        ["%Y%m%d", "%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]
            .iter()
            .any(|form| NaiveDate::parse_from_str(text, form).is_ok())
    };
    day(plain)
        || plain
            .split_once('-')
            .is_some_and(|(from, to)| day(from) && (day(to) || to == "长期"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::built_in::built_in;

    fn shown(line: &str) -> String {
        let grid = built_in().unwrap();
        split(line, Some(&grid), &Dialling::default()).map_or_else(String::new, |found| {
            let each: Vec<String> = found
                .iter()
                .map(|(field, text)| format!("{}={text}", field.code()))
                .collect();
            each.join(" ")
        })
    }

    #[test]
    fn a_line_splits_itself_into_fields() {
        let whole = "name=牟春生 phone=13800001234 id_number=370785190001010012 village=东牟家村 summary=拖欠工资";
        for (line, fields) in [
            (
                "牟春生 13800001234 370785190001010012 东牟家村 拖欠工资",
                whole,
            ),
            (
                "牟春生\t13800001234\t370785190001010012\t东牟家村\t拖欠工资",
                whole,
            ),
            (
                "牟春生，13800001234，370785190001010012，东牟家村，拖欠工资\n",
                whole,
            ),
            (
                "东牟家 牟春生 １３８００００１２３４",
                "name=牟春生 village=东牟家村 phone=１３８００００１２３４",
            ),
            (
                "牟春生|男|汉|19000101|山东省高密市大牟家镇东牟家村12号|370785190001010012|高密市公安局|20100101|20300101",
                "name=牟春生 village=东牟家村 address=山东省高密市大牟家镇东牟家村12号 id_number=370785190001010012",
            ),
            (
                "姓名：欧阳娜 性别：女 民族：汉族 出生：1900年1月1日 住址：潍坊市某路3号 公民身份号码：370785190001010012",
                "name=欧阳娜 address=潍坊市某路3号 id_number=370785190001010012",
            ),
            (
                "尉迟恭 电话13800001234 2881890 5人 宅基地边界 争了三年",
                "name=尉迟恭 phone=13800001234、2881890 people_count=5 summary=宅基地边界 争了三年",
            ),
            (
                "单雄信 370785190001010019",
                "name=单雄信 id_number=370785190001010019",
            ),
            ("诉求：发工资 姓名：单雄信", "request=发工资 name=单雄信"),
            ("牟春生", ""),
            ("拖欠 工资 三个月", ""),
            ("13800001234", ""),
            ("", ""),
        ] {
            assert_eq!(shown(line), fields, "{line}");
        }
    }

    #[test]
    fn without_a_grid_numbers_are_still_known() {
        let found = split("牟春生 13800001234", None, &Dialling::default()).unwrap();
        assert_eq!(
            found,
            [
                (Field::Name, "牟春生".to_owned()),
                (Field::Phone, "13800001234".to_owned())
            ]
        );
    }
}
