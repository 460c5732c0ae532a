//! 姓名: a name is kept as typed; width, case, accents and what only parts its characters make no
//! other name of it (王　明, 买买提·艾力 and 买买提•艾力, Núñez and nunez).

/// Small Latin letters with what is written over, under or through them.
const ACCENTED: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặæ"),
    ('b', "ḃḅ"),
    ('c', "çćĉċč"),
    ('d', "ďđðḍ"),
    ('e', "èéêëēĕėęěȅȇȩẹẻẽếềểễệ"),
    ('g', "ĝğġģǧ"),
    ('h', "ĥħḥ"),
    ('i', "ìíîïĩīĭįıǐȉȋịỉ"),
    ('j', "ĵ"),
    ('k', "ķǩḳ"),
    ('l', "ĺļľŀłḷ"),
    ('m', "ṃ"),
    ('n', "ñńņňŉŋṇ"),
    ('o', "òóôõöøōŏőơǒǫȍȏȯọỏốồổỗộớờởỡợœ"),
    ('r', "ŕŗřṛ"),
    ('s', "śŝşšșßṣ"),
    ('t', "ţťŧțþṭ"),
    ('u', "ùúûũüūŭůűųưǔǖǘǚǜȕȗụủứừửữự"),
    ('w', "ŵẁẃẅ"),
    ('y', "ýÿŷỳỵỷỹ"),
    ('z', "źżžẓ"),
];

/// Gives the plain small letter for a letter in any width, case or accent, and an ordinary space
/// for any blank; every other character stays.
pub fn plain(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let small = match c {
        '\u{ff01}'..='\u{ff5e}' => {
            let half = char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
            return half.to_ascii_lowercase();
        }
        _ if c.is_whitespace() => return ' ',
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    if !matches!(small, '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
        return small;
    }
    let known = ACCENTED.iter().find(|(_, forms)| forms.contains(small));
    known.map_or(small, |(letter, _)| *letter)
}

/// Gives the form in which two names are compared. A name of nothing but separators stays as it
/// is.
pub fn normal(name: &str) -> String {
    let form: String = name
        .chars()
        .map(plain)
        .filter(|c| !is_separator(*c))
        .collect();
    if form.is_empty() {
        name.to_owned()
    } else {
        form
    }
}

/// Tells whether two spellings are one name.
pub fn is_same(a: &str, b: &str) -> bool {
    a == b || normal(a) == normal(b)
}

/// Tells whether a character only parts the characters of a name or takes no room: blanks,
/// interpuncts, apostrophes, hyphens, accents that stand alone.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '.' | '·' | '‧' | '•' | '・' | '･' | '∙' | '⋅' | '\u{387}' | '\u{16eb}'
            | '\'' | '’' | '‘' | '`' | '´' | 'ʻ' | 'ʼ' | '\u{2b9}'
            | '-' | '‐' | '‑' | '–' | '—' | '−' | '─'
            | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Words that callers leave instead of a name.
const NO_NAMES: &[&str] = &[
    "匿名",
    "未留名",
    "不留名",
    "无名",
    "无名氏",
    "不详",
    "不愿透露",
    "不愿透露姓名",
    "未知",
    "某群众",
    "群众",
    "市民",
    "热心市民",
    "某市民",
    "无",
    "先生",
    "女士",
    "anonymous",
];

/// Tells whether a name says nothing of who somebody is: two who leave it are two.
pub fn is_no_name(name: &str) -> bool {
    let signs = normal(name);
    signs.is_empty() || NO_NAMES.contains(&signs.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_for_nobody_is_no_name() {
        for (name, nobody) in [
            ("", true),
            ("匿名", true),
            ("匿 名", true),
            ("牟春生", false),
        ] {
            assert_eq!(is_no_name(name), nobody, "{name}");
        }
    }

    #[test]
    fn what_parts_the_characters_makes_no_other_name() {
        for spellings in [
            &["王明", "王 明", "王　明", "王\u{2009}明", " 王明\u{200b}"][..],
            &[
                "买买提·艾力",
                "买买提‧艾力",
                "买买提•艾力",
                "买买提・艾力",
                "买买提．艾力",
            ],
            &[
                "Núñez",
                "NUÑEZ",
                "nunez",
                "Nu\u{301}n\u{303}ez",
                "ｎｕｎｅｚ",
            ],
            &["O'Brien", "O’Brien", "obrien", "O Brien"],
            &["Nguyễn Văn An", "Nguyen Van An"],
        ] {
            let forms: Vec<String> = spellings.iter().map(|name| normal(name)).collect();
            assert!(forms.iter().all(|form| *form == forms[0]), "{forms:?}");
        }
    }

    #[test]
    fn other_names_stay_others() {
        for (a, b) in [("王明", "王朋"), ("王*明", "王明"), ("··", "")] {
            assert_ne!(normal(a), normal(b), "{a} {b}");
        }
    }
}
