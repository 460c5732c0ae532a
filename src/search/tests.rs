//! The story of a small town told to the finder: once while everyone still waits for the
//! postings, once from the postings.

use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::projection::{Changed, Projection, RowsError};

use super::find::Finder;
use super::hit::{Hit, HitField, Kind};
use super::index::FinderIndex;
use super::memory_rows::MemoryRows;
use super::surname::toneless;

/// Finds, with nothing held back from anybody.
fn find(rows: &MemoryRows, typed: &str, limit: usize) -> Result<Vec<Hit>, RowsError> {
    let matches = Finder::default().find(rows, typed, limit)?;
    Ok(matches.into_hits())
}

fn person(name: &str, phone: &str, id: &str, village: &str) -> Person {
    Person {
        name: name.to_owned(),
        phones: phone
            .split(' ')
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect(),
        id_number: (!id.is_empty()).then(|| id.to_owned()),
        village: (!village.is_empty()).then(|| village.to_owned()),
        ..Person::default()
    }
}

fn town() -> Vec<Person> {
    vec![
        person("牟春生", "13800005678", "370785190001010012", "东牟家村"),
        person("木春生", "13800001111", "", "官庄村"),
        person("马晨山", "13800002222", "", "东牟家村"),
        person(
            "王芳",
            "13800003333 2881890",
            "37078519000228002X",
            "大孙家村",
        ),
        person("王方圆", "5678001", "", "大孙家村"),
        person("张伟", "13800004444", "", "官庄村"),
        person("臧伟", "13800005555", "", "小牟家村"),
        person("单丹", "13800006666", "", "三和新村"),
        person("但丽", "13800007777", "", "三和新村"),
        person("吕绿", "13800008888", "", "周戈庄村"),
        person("欧阳春", "13800009999", "", "周戈庄村"),
        person("John Smith", "13800000010", "", ""),
        person("买买提·艾力", "13800000011", "", "官庄村"),
        person("", "13800000012", "", ""),
        person("刘宁", "13800000013", "", "胶东村"),
        person("Núñez", "13800000014", "", ""),
        person("O’Brien", "13800000015", "", ""),
        person("Nguyễn Văn An", "13800000016", "", ""),
        person("黑　丽", "13800000017", "", ""),
        person("阿依古丽", "13800000018", "", ""),
        person("Hannah", "13800000019", "", ""),
    ]
}

fn added(from: u64, people: Vec<Person>) -> Vec<Changed> {
    (from..)
        .zip(people)
        .map(|(id, new)| Changed::Person {
            id: PersonId(id),
            old: None,
            new: Box::new(new),
        })
        .collect()
}

fn follow(rows: &mut MemoryRows, changes: &[Changed]) {
    FinderIndex.follow(changes, rows).unwrap();
}

/// The town, waiting or posted.
fn rows(posted: bool) -> MemoryRows {
    let mut rows = MemoryRows::default();
    follow(&mut rows, &added(1, town()));
    follow(
        &mut rows,
        &[Changed::ExternalNumber {
            id: PersonId(6),
            value: "12345-20261124-0077".to_owned(),
        }],
    );
    if posted {
        follow(&mut rows, &added(100, vec![Person::default(); 600]));
    }
    rows
}

fn names(hits: &[Hit]) -> String {
    let town = town();
    let names: Vec<&str> = hits
        .iter()
        .filter_map(|hit| town.get(hit.person.0 as usize - 1))
        .map(|person| person.name.as_str())
        .collect();
    names.join(" ")
}

#[test]
fn every_scrap_finds_its_person_best_first() {
    let table = [
        // Characters: whole, part, with a gap; never in another order.
        ("牟春生", "牟春生 木春生"),
        ("春生", "木春生 牟春生"),
        ("牟生", "牟春生"),
        ("生春", ""),
        ("欧阳", "欧阳春"),
        // By sound, below the spelling.
        ("木春生", "木春生 牟春生"),
        ("没出声", "木春生 牟春生"),
        ("目春声", "木春生 牟春生"),
        // Pinyin: whole, first sounds, both, any reading.
        ("muchunsheng", "木春生 牟春生"),
        ("mouchunsheng", "牟春生 木春生"),
        ("mcs", "马晨山 木春生 牟春生"),
        ("muchunsh", "木春生 牟春生"),
        ("MuChunSh", "木春生 牟春生"),
        ("ｍｃｓ", "马晨山 木春生 牟春生"),
        ("牟cs", "牟春生 木春生"),
        ("shandan", "单丹"),
        ("dan", "但丽 单丹"),
        ("lvlv", "吕绿"),
        ("lulu", "吕绿"),
        ("lyulyu", "吕绿"),
        ("lülü", "吕绿"),
        ("ouyc", "欧阳春"),
        ("john", "John Smith"),
        ("smith", "John Smith"),
        ("JOHN SMITH", "John Smith"),
        ("nunez", "Núñez"),
        ("Núñez", "Núñez"),
        ("O'Brien", "O’Brien"),
        ("obrien", "O’Brien"),
        ("Nguyen Van An", "Nguyễn Văn An"),
        ("nguyenvan", "Nguyễn Văn An"),
        ("hannah", "Hannah"),
        ("hanna", "Hannah"),
        ("hanhan", ""),
        ("hannha", "Hannah"),
        ("smiht", "John Smith"),
        // What parts the characters of a name counts for nothing.
        ("黑丽", "黑　丽"),
        ("heli", "黑　丽"),
        ("heili", "黑　丽"),
        ("黑 丽", "黑　丽"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("maimaiti", "买买提·艾力"),
        ("买买提艾力", "买买提·艾力"),
        // A slip of one letter.
        ("zangwei", "臧伟 张伟"),
        ("zhangwei", "张伟 臧伟"),
        ("wangfamg", "王芳 王方圆"),
        ("muchunsheg", "木春生 牟春生"),
        ("mucunsen", "木春生 牟春生"),
        ("niuning", "刘宁"),
        ("wagnfang", "王芳 王方圆"),
        ("wanfgang", "王芳 王方圆"),
        // Numbers: as they stand, never as scattered digits.
        ("5678", "牟春生 王方圆"),
        ("567", "王方圆 牟春生"),
        ("13800005678", "牟春生"),
        ("138-0000-5678", "牟春生"),
        ("+86 13800005678", ""),
        ("+8613800005678", "牟春生"),
        ("15678", ""),
        ("2881890", "王芳"),
        ("010012", "牟春生"),
        ("370785190001010012", "牟春生"),
        ("002x", "王芳"),
        ("20261124", "张伟"),
        ("12345-20261124-0077", "张伟"),
        ("0077", "张伟 但丽"),
        ("78", "牟春生"),
        ("王 78", "王方圆"),
        // Villages.
        ("东牟家", "马晨山 牟春生"),
        ("dmj", "马晨山 牟春生"),
        ("dongmoujia", "马晨山 牟春生"),
        ("dongmujia", "马晨山 牟春生"),
        // Several terms, any order, any blanks.
        ("mcs 5678 东牟家", "牟春生"),
        ("东牟家　5678　mcs", "牟春生"),
        ("mcs 东牟家", "马晨山 牟春生"),
        ("王 5678", "王方圆"),
        ("王5678", "王方圆"),
        ("w 3333 dsj", "王芳"),
        ("牟春生 1111", "木春生"),
        ("王 东牟家", ""),
        ("", ""),
        ("　", ""),
        ("龘", ""),
    ];
    let mut wrong = Vec::new();
    for posted in [false, true] {
        let rows = rows(posted);
        for (typed, expected) in table {
            let found = names(&find(&rows, typed, 50).unwrap());
            if found != expected {
                wrong.push(format!("{typed}, posted: {posted}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_find_says_why_and_marks_where() {
    let table = [
        ("mcs 5678 东牟家", "pinyin mcs, phone 5678, village 东牟家"),
        ("牟春生 010012", "name 牟春生, id 010012"),
        ("没出声", "sound 没出声"),
        ("muchunsheg", "slip muchunsheg"),
    ];
    for (typed, expected) in table {
        let hits = find(&rows(true), typed, 50).unwrap();
        let mou = hits.iter().find(|hit| hit.person == PersonId(1)).unwrap();
        let text = mou.why_text();
        assert_eq!(text, expected, "{typed}");
    }
    let hits = find(&rows(true), "牟生 567 0012 dmj", 50).unwrap();
    let why: Vec<(HitField, Kind, &[usize])> = hits[0]
        .why
        .iter()
        .map(|why| (why.field, why.kind, why.marks.as_slice()))
        .collect();
    assert_eq!(
        why,
        [
            (HitField::Name, Kind::Spelling, &[0, 2][..]),
            (HitField::Phone(0), Kind::Part, &[7, 8, 9]),
            (HitField::IdNumber, Kind::Tail, &[14, 15, 16, 17]),
            (HitField::Village, Kind::Initials, &[0, 1, 2]),
        ]
    );
    let hits = find(&rows(true), "2881890 王", 50).unwrap();
    assert_eq!(hits[0].why[0].field, HitField::Phone(1));
    let hits = find(&rows(true), "艾力", 50).unwrap();
    assert_eq!(hits[0].why[0].marks, [4, 5]);
}

#[test]
fn a_correction_is_found_at_once_and_the_old_value_no_more() {
    for posted in [false, true] {
        let mut rows = rows(posted);
        let old = town()[0].clone();
        let new = person("牟春声", "13800009191", "", "官庄村");
        follow(
            &mut rows,
            &[Changed::Person {
                id: PersonId(1),
                old: Some(Box::new(old)),
                new: Box::new(new),
            }],
        );
        for (typed, found) in [
            ("牟春声", true),
            ("00009191", true),
            ("牟春声 官庄", true),
            ("5678 东牟家", false),
            ("010012", false),
        ] {
            let hits = find(&rows, typed, 50).unwrap();
            let has = hits.iter().any(|hit| hit.person == PersonId(1));
            assert_eq!(has, found, "{typed}, posted: {posted}");
        }
        let kept = find(&rows, "20261124", 50).unwrap();
        assert_eq!(kept[0].person, PersonId(6));
        follow(
            &mut rows,
            &[Changed::ExternalNumberGone {
                id: PersonId(6),
                value: "12345-20261124-0077".to_owned(),
            }],
        );
        assert_eq!(find(&rows, "20261124", 50).unwrap(), []);
    }
}

#[test]
fn many_corrections_go_into_the_postings_and_stay_found() {
    let mut rows = MemoryRows::default();
    let people = |n: u64, name: &str| -> Vec<Person> {
        (0..n)
            .map(|i| person(name, &format!("1380000{i:04}"), "", "官庄村"))
            .collect()
    };
    follow(&mut rows, &added(1, people(1000, "李明")));
    for id in 1..=300 {
        let change = Changed::Person {
            id: PersonId(id),
            old: Some(Box::default()),
            new: Box::new(person("赵强", &format!("288{id:04}"), "", "官庄村")),
        };
        follow(&mut rows, &[change]);
    }
    assert_eq!(find(&rows, "赵强", 1000).unwrap().len(), 300);
    assert_eq!(find(&rows, "liming", 1000).unwrap().len(), 700);
    assert_eq!(find(&rows, "2880123", 9).unwrap().len(), 1);
}

#[test]
fn one_registration_writes_one_row() {
    let mut rows = rows(true);
    rows.written = 0;
    follow(
        &mut rows,
        &added(900, vec![person("牟小鱼", "13800001234", "", "官庄村")]),
    );
    assert_eq!(rows.written, 1);
}

#[test]
fn a_full_list_holds_the_best_of_many_and_the_newest_first() {
    let mut rows = MemoryRows::default();
    let people = (0..5000)
        .map(|i| person(if i % 3 == 0 { "王芳" } else { "王芳芳" }, "", "", ""))
        .collect();
    follow(&mut rows, &added(1, people));
    let hits = find(&rows, "王芳", 50).unwrap();
    assert_eq!(hits.len(), 50);
    assert_eq!(hits[0].person, PersonId(4999));
    assert!(hits.iter().all(|hit| hit.person.0 % 3 == 1));
    assert!(hits.windows(2).all(|pair| pair[0].person > pair[1].person));
    follow(&mut rows, &added(5001, vec![person("王芳", "", "", "")]));
    let hits = find(&rows, "王芳", 50).unwrap();
    assert_eq!(hits[0].person, PersonId(5001), "one who waits is found too");
}

/// Rows of `surname_cases.json` that are no names, or whose reading is no reading of the name.
const SKIPPED: &[(&str, &str)] = &[
    ("我叫令狐冲", "a sentence"),
    ("我叫区中青", "a sentence"),
    ("我叫覃晓旭", "a sentence"),
    ("我叫朴岁植", "a sentence"),
    ("曾经沧海难为水好好学习乐", "a line of verse"),
    ("孤单", "a word"),
    ("女孩子", "a word"),
];

#[test]
fn names_of_the_vectors_are_found_by_their_readings() {
    let json = include_str!("../../tests/fixtures/surname_cases.json");
    let values = |key: &str| -> Vec<&str> {
        json.lines()
            .filter_map(|line| line.trim().strip_prefix(key)?.split('"').nth(1))
            .collect()
    };
    let (names, readings) = (values("\"text\":"), values("\"expected\":"));
    assert_eq!(names.len(), 32);
    assert_eq!(names.len(), readings.len());
    let is_skipped = |name: &str| SKIPPED.iter().any(|(text, _)| *text == name);
    for (name, reading) in names.iter().zip(readings) {
        if !is_skipped(name) {
            is_found_by(name, &toneless(reading).replace(' ', ""));
        }
    }
    assert!(SKIPPED.iter().all(|(text, _)| names.contains(text)));
}

#[test]
fn every_surname_is_found_by_its_readings_the_right_one_first() {
    let table = include_str!("data/surname_readings.csv");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.splitn(8, ',').collect();
        let (surname, house, source) = (cells[0], cells[1], cells[3]);
        assert_eq!(house.is_empty(), source.is_empty(), "{line}");
        if !house.is_empty() {
            let classes = house
                .split('/')
                .map(|own| is_found_by(surname, &toneless(own)) / 2);
            let mut classes: Vec<i64> = classes.collect();
            classes.dedup();
            assert_eq!(classes.len(), 1, "both are right: {line}");
            continue;
        }
        let right = cells[4..7].iter().find(|cell| !cell.is_empty()).unwrap();
        let score = is_found_by(surname, &toneless(right).replace(' ', ""));
        let usual = toneless(cells[6]).replace(' ', "");
        if usual != toneless(right).replace(' ', "") {
            let other = found_by(surname, &usual);
            assert!(other.is_none_or(|other| other < score), "{line}");
        }
    }
}

fn found_by(name: &str, typed: &str) -> Option<i64> {
    let mut rows = MemoryRows::default();
    follow(&mut rows, &added(1, vec![person(name, "", "", "")]));
    let hits = find(&rows, typed, 5).unwrap();
    hits.first()
        .filter(|hit| matches!(hit.why[0].kind, Kind::Pinyin | Kind::Initials))
        .map(|hit| hit.score)
}

fn is_found_by(name: &str, typed: &str) -> i64 {
    found_by(name, typed).unwrap_or_else(|| panic!("{name} is not found by {typed}"))
}
