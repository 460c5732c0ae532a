//! 姓名脱敏: a name as it may stand on a screen that faces the visitor.

use crate::domain::name::is_no_name;

/// 复姓: surnames of two signs.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文",
    "长孙", "司徒", "司空", "轩辕", "端木", "独孤", "南宫", "西门", "百里", "呼延", "东郭", "闻人",
    "澹台", "公冶", "太史", "申屠", "钟离", "鲜于", "闾丘", "公羊", "濮阳", "淳于", "单于", "太叔",
    "仲孙", "赫连", "万俟",
];
/// 少数民族 names are parted by a dot; each part is masked.
const NAME_DOTS: &[char] = &['·', '•', '・'];

/// Hides a name but for its surname and last sign: 王*明, 王*, 欧阳*, 欧阳*娜; a single sign wholly. A word
/// for nobody stands as it is: hidden, it would look like somebody.
pub fn mask_name(name: &str) -> String {
    let name = name.trim();
    if is_no_name(name) {
        return name.to_owned();
    }
    if name.contains(NAME_DOTS) {
        let parts: Vec<String> = name.split(NAME_DOTS).map(mask_word).collect();
        return parts.join("·");
    }
    if name.is_ascii() && name.contains(' ') {
        let parts: Vec<String> = name.split_whitespace().map(mask_word).collect();
        return parts.join(" ");
    }
    let signs: Vec<char> = name.chars().collect();
    let compound = signs.len() > 2 && COMPOUND_SURNAMES.iter().any(|s| name.starts_with(s));
    let surname = if compound { 2 } else { 1 };
    let shown_tail = usize::from(signs.len() >= surname + 2);
    match signs.len() {
        0 => String::new(),
        1 => "*".to_owned(),
        length => masked(&signs, surname, length - shown_tail),
    }
}

/// Hides all of a word but its first sign.
fn mask_word(word: &str) -> String {
    let signs: Vec<char> = word.chars().collect();
    match signs.len() {
        0 => String::new(),
        1 => "*".to_owned(),
        length => masked(&signs, 1, length),
    }
}

fn masked(signs: &[char], from: usize, to: usize) -> String {
    signs
        .iter()
        .enumerate()
        .map(|(at, sign)| if (from..to).contains(&at) { '*' } else { *sign })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_its_surname_and_its_last_sign() {
        for (name, shown) in [
            ("王小明", "王*明"),
            ("不愿透露姓名", "不愿透露姓名"),
            ("王明", "王*"),
            ("牟", "*"),
            ("", ""),
            (" 王小明 ", "王*明"),
            ("欧阳娜", "欧阳*"),
            ("欧阳娜娜", "欧阳*娜"),
            ("欧阳", "欧*"),
            ("司马小明", "司马*明"),
            ("王小明明", "王**明"),
            ("阿依古丽·买买提", "阿***·买**"),
            ("John Smith", "J*** S****"),
            ("未留名", "未留名"),
        ] {
            assert_eq!(mask_name(name), shown, "{name}");
        }
    }
}
