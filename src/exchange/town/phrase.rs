//! Sentences with choices and blanks: `[欠薪|工资]` picks one, `{月}` is filled in.

use crate::exchange::town::dice::Dice;
use crate::exchange::town::names;

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
pub fn say(dice: &mut Dice, sentence: &str, blanks: Blanks<'_>) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut signs = sentence.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '[' => {
                let choice: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                let parts: Vec<&str> = choice.split('|').collect();
                let part = dice.pick(&parts).copied().unwrap_or_default();
                text.push_str(&say(dice, part, blanks));
            }
            '{' => {
                let blank: String = signs.by_ref().take_while(|sign| *sign != '}').collect();
                text.push_str(&fill(dice, &blank, blanks));
            }
            other => text.push(other),
        }
    }
    text
}

fn fill(dice: &mut Dice, blank: &str, blanks: Blanks<'_>) -> String {
    match blank {
        "村" => blanks.village.to_owned(),
        "名" => blanks.name.to_owned(),
        "众" => blanks.people.max(5).to_string(),
        "人" => {
            let second = dice.pick(&["某", "某某"]).copied().unwrap_or("某");
            format!("{}{second}", names::surname(dice))
        }
        "月" => dice.between(2, 9).to_string(),
        "天" => dice.between(2, 12).to_string(),
        "年" => format!("20{:02}", dice.between(12, 24)),
        "户" => dice.between(6, 60).to_string(),
        "组" => dice
            .pick(&["一组", "二组", "三组", "四组", "五组"])
            .copied()
            .unwrap_or("一组")
            .to_owned(),
        "亩" => format!("{}.{}", dice.between(1, 9), dice.below(10)),
        "米" => dice.between(2, 80).to_string(),
        "薪" => (dice.between(6, 14) * 500).to_string(),
        "百" => (dice.between(2, 18) * 100).to_string(),
        "千" => (dice.between(4, 60) * 500).to_string(),
        "万" => format!("{}.{}", dice.between(1, 18), dice.below(10)),
        "号" => dice.between(1, 320).to_string(),
        "度" => dice.between(11, 16).to_string(),
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
        let mut dice = Dice::of(1, 1, 1);
        for _ in 0..100 {
            let text = say(&mut dice, "{村}[东头|西头{户}户]停水{天}天，{众}人", blanks);
            assert!(
                text.starts_with("东牟家村") && text.ends_with("天，7人"),
                "{text}"
            );
            assert!(!text.contains(['[', ']', '{', '}', '|']), "{text}");
        }
    }
}
