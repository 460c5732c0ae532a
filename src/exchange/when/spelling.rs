//! The spelling of a date brought to figures: width, weekdays, remarks in brackets, Chinese numerals.

use crate::domain::nothing::says_nothing;
use crate::domain::typed::half_width;
use crate::exchange::brackets::without_brackets;

/// Tells whether a date stands for none, as databases write it.
pub fn is_no_date(word: &str) -> bool {
    says_nothing(word)
        || [
            "0000-00-00",
            "0000/00/00",
            "0001-01-01",
            "1899-12-30",
            "1899-12-31",
            "1900-01-00",
            "1900-01-01",
        ]
        .iter()
        .any(|none| half_width(word).trim().starts_with(none))
}

/// Brings a text to figures and plain signs; what is no date stays none.
pub(super) fn plain(text: &str) -> String {
    let text = half_width(text);
    let text = text.trim().trim_start_matches(['\'', '`', '’', '‘']);
    let text = with_figures(&without_weekday(&without_brackets(text)));
    text.chars()
        .map(|c| match c {
            '—' | '–' | '−' | '‐' | '‑' | '―' | '─' => '-',
            '～' | '∼' => '~',
            '\u{a0}' => ' ',
            _ => c,
        })
        .collect::<String>()
        .replace("--", "-")
}

fn without_weekday(text: &str) -> String {
    let mut kept = text.to_owned();
    for day in ["一", "二", "三", "四", "五", "六", "日", "天"] {
        for word in ["星期", "周", "礼拜"] {
            let named = format!("{word}{day}");
            if kept.contains(&named) {
                kept = kept.replace(&named, " ");
            }
        }
    }
    kept
}

/// Writes 二〇二五 as 2025 and 二十五 as 25.
fn with_figures(text: &str) -> String {
    let mut plain = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(std::iter::once(' ')) {
        if digit(letter).is_some() || matches!(letter, '十' | '廿' | '卅') {
            run.push(letter);
            continue;
        }
        plain.push_str(&figures(&run));
        run.clear();
        plain.push(letter);
    }
    plain.pop();
    plain
}

fn digit(letter: char) -> Option<u32> {
    let at = "零一二三四五六七八九".chars().position(|it| it == letter);
    match (at, letter) {
        (Some(at), _) => u32::try_from(at).ok(),
        (None, '〇' | '○' | '◯') => Some(0),
        (None, _) => None,
    }
}

fn figures(run: &str) -> String {
    let Some((tens, units)) = run.split_once(['十', '廿', '卅']) else {
        return run
            .chars()
            .filter_map(digit)
            .map(|it| it.to_string())
            .collect();
    };
    let one = |part: &str| match part.chars().collect::<Vec<_>>().as_slice() {
        [] => Some(None),
        [only] => digit(*only).map(Some),
        _ => None,
    };
    let (Some(tens), Some(units)) = (one(tens), one(units)) else {
        return run.to_owned();
    };
    let tens = match run.chars().find(|it| matches!(it, '十' | '廿' | '卅')) {
        Some('廿') => 2,
        Some('卅') => 3,
        _ => tens.unwrap_or(1),
    };
    (tens * 10 + units.unwrap_or(0)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_databases_write_for_no_date_is_none() {
        assert!(is_no_date("0000-00-00 00:00:00") && is_no_date("不详"));
        assert!(!is_no_date("2025-03-05"));
    }

    #[test]
    fn numerals_become_figures() {
        for (text, figures) in [
            ("二〇二五年三月五日", "2025年3月5日"),
            ("十二月二十五日", "12月25日"),
            ("十月卅一日", "10月31日"),
            ("九点半", "9点半"),
            ("二十", "20"),
            ("一二十三", "一二十三"),
            ("3月", "3月"),
        ] {
            assert_eq!(plain(text), figures, "{text}");
        }
    }
}
