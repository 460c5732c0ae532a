//! Sentences with choices and blanks: `[欠薪|工资]` picks one, `{月}` is filled in.

use crate::exchange::town::names;
use crate::exchange::town::rng::Rng;

/// What fills the blanks that a case decides.
#[derive(Debug, Clone, Copy)]
pub struct Blanks<'a> {
    /// `{村}`
    pub village: &'a str,
    /// `{名}`: the petitioner
    pub name: &'a str,
    /// `{众}`: how many people
    pub people: u32,
}

/// Says a sentence with its choices taken and its blanks filled.
pub fn say(rng: &mut Rng, sentence: &str, blanks: Blanks<'_>) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut signs = sentence.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '[' => {
                let choice: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                let parts: Vec<&str> = choice.split('|').collect();
                let part = rng.pick(&parts).copied().unwrap_or_default();
                text.push_str(&say(rng, part, blanks));
            }
            '{' => {
                let blank: String = signs.by_ref().take_while(|sign| *sign != '}').collect();
                text.push_str(&fill(rng, &blank, blanks));
            }
            other => text.push(other),
        }
    }
    text
}

fn fill(rng: &mut Rng, blank: &str, blanks: Blanks<'_>) -> String {
    match blank {
        "村" => blanks.village.to_owned(),
        "名" => blanks.name.to_owned(),
        "众" => blanks.people.max(5).to_string(),
        "人" => {
            let second = rng.pick(&["某", "某某"]).copied().unwrap_or("某");
            format!("{}{second}", names::surname(rng))
        }
        "月" => rng.between(2, 9).to_string(),
        "天" => rng.between(2, 12).to_string(),
        "年" => format!("20{:02}", rng.between(12, 24)),
        "户" => rng.between(6, 60).to_string(),
        "组" => rng
            .pick(&["一组", "二组", "三组", "四组", "五组"])
            .copied()
            .unwrap_or("一组")
            .to_owned(),
        "亩" => format!("{}.{}", rng.between(1, 9), rng.below(10)),
        "米" => rng.between(2, 80).to_string(),
        "薪" => (rng.between(6, 14) * 500).to_string(),
        "百" => (rng.between(2, 18) * 100).to_string(),
        "千" => (rng.between(4, 60) * 500).to_string(),
        "万" => format!("{}.{}", rng.between(1, 18), rng.below(10)),
        "号" => rng.between(1, 320).to_string(),
        "度" => rng.between(11, 16).to_string(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_taken_and_blanks_filled() {
        let blanks = Blanks {
            village: "东牟家村",
            name: "牟春生",
            people: 7,
        };
        let mut rng = Rng::of(1, 1, 1);
        for _ in 0..100 {
            let text = say(&mut rng, "{村}[东头|西头{户}户]停水{天}天，{众}人", blanks);
            assert!(
                text.starts_with("东牟家村") && text.ends_with("天，7人"),
                "{text}"
            );
            assert!(!text.contains(['[', ']', '{', '}', '|']), "{text}");
        }
    }
}
