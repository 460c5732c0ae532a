//! 引用法条: how an article is cited on paper, with the full name of its law and its number in words:
//! 条例 22, 23 is 《信访工作条例》第二十二条、第二十三条. On screens the short form stands.

use crate::domain::law::law_of;

/// The mark before the number of a paragraph (款) in the short form.
pub const PARAGRAPH: char = '¶';

/// Cites an article in full; what is not cited by number (the town's own rules) stays as it is.
pub fn in_full(article: &str) -> String {
    let laws = article.split('；').map(|part| part_in_full(part.trim()));
    laws.collect::<Vec<_>>().join("、")
}

fn part_in_full(part: &str) -> String {
    let Some(law) = law_of(part).filter(|law| !law.is_towns_own()) else {
        return part.to_owned();
    };
    let rest = part.strip_prefix(law.short).unwrap_or_default().trim();
    // Which text of a law is meant, where it was rewritten: 治安管理处罚法（2012）9.
    let (text, numbers) = match rest.split_once('）') {
        Some((text, numbers)) if text.starts_with('（') => (format!("{text}）"), numbers),
        _ => (String::new(), rest),
    };
    let name = law.name.split('（').next().unwrap_or(law.name);
    let mut articles = Vec::new();
    for number in numbers.split(['、', ',']) {
        match number_in_words(number.trim()) {
            Some(words) => articles.push(words),
            None if number.trim().is_empty() => {}
            // Not a number: nothing of it is guessed.
            None => return part.to_owned(),
        }
    }
    format!("《{name}》{text}{}", articles.join("、"))
}

/// `20 ¶3` → 第二十条第三款, `23(二)` → 第二十三条第（二）项, `28–33` → 第二十八条至第三十三条.
fn number_in_words(number: &str) -> Option<String> {
    if let Some((first, last)) = number.split_once('–') {
        let (first, last) = (number_in_words(first)?, number_in_words(last)?);
        return Some(format!("{first}至{last}"));
    }
    let (number, item) = match number.split_once('(') {
        Some((number, item)) => (number.trim(), Some(item.strip_suffix(')')?)),
        None => (number, None),
    };
    let (number, paragraph) = match number.split_once(PARAGRAPH) {
        Some((number, paragraph)) => (number.trim(), Some(paragraph.trim().parse().ok()?)),
        None => (number, None),
    };
    let mut words = format!("第{}条", numeral(number.parse().ok()?)?);
    if let Some(paragraph) = paragraph {
        words = format!("{words}第{}款", numeral(paragraph)?);
    }
    if let Some(item) = item {
        words = format!("{words}第（{item}）项");
    }
    Some(words)
}

/// Writes 1 to 9,999 as laws number their articles: 10 十, 47 四十七, 108 一百零八, 1260 一千二百六十.
pub fn numeral(number: u16) -> Option<String> {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const PLACES: [(u16, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if !(1..=9999).contains(&number) {
        return None;
    }
    let (mut text, mut gap) = (String::new(), false);
    for (place, name) in PLACES {
        let digit = number / place % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push_str(DIGITS[0]);
            gap = false;
        }
        // 十五, not 一十五, where nothing stands before it.
        if !(place == 10 && digit == 1 && text.is_empty()) {
            text.push_str(DIGITS.get(usize::from(digit))?);
        }
        text.push_str(name);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline::rule::RULES;

    #[test]
    fn numbers_are_written_as_laws_number_their_articles() {
        let written = [
            (1, "一"),
            (10, "十"),
            (15, "十五"),
            (20, "二十"),
            (47, "四十七"),
            (101, "一百零一"),
            (110, "一百一十"),
            (188, "一百八十八"),
            (1003, "一千零三"),
            (1260, "一千二百六十"),
        ];
        for (number, words) in written {
            assert_eq!(numeral(number).as_deref(), Some(words));
        }
        assert_eq!(numeral(0), None);
    }

    #[test]
    fn an_article_is_cited_by_the_full_name_of_its_law() {
        let cited = [
            ("条例 22, 23", "《信访工作条例》第二十二条、第二十三条"),
            ("条例 20 ¶3", "《信访工作条例》第二十条第三款"),
            (
                "土地管理法 14；行政复议法 23(二)",
                "《土地管理法》第十四条、《行政复议法》第二十三条第（二）项",
            ),
            (
                "治安管理处罚法（2012）9、22",
                "《治安管理处罚法》（2012）第九条、第二十二条",
            ),
            ("法援法 44", "《法律援助法》第四十四条"),
            ("镇目标", "镇目标"),
        ];
        for (short, full) in cited {
            assert_eq!(in_full(short), full);
        }
    }

    #[test]
    fn no_clock_is_cited_by_a_number_in_figures_on_paper() {
        for rule in RULES {
            let full = in_full(rule.article);
            let has_figure = full.chars().any(|it| it.is_ascii_digit());
            // 12345 is a part of a law's name.
            assert!(!has_figure || full.contains("12345"), "{full}");
        }
    }
}
