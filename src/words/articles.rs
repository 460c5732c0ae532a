//! Articles of law as they are shown and as papers cite them.

use crate::domain::law::citation::{PARAGRAPH, in_full, numeral};
use crate::domain::law::{Law, law_of};
use crate::words::bundle::Words;

impl Words {
    /// Gives an article as screens show it: 条例 20 ¶3 is 条例 20 第三款. Laws go by their own names in
    /// every language; the town's own rules, which nobody cites, are said in its words.
    pub fn article(&self, article: &str) -> String {
        if let Some(code) = law_of(article).and_then(Law::own_rule) {
            return self.code("own_rule", code);
        }
        let mut parts = article.split(PARAGRAPH);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let digits = part.chars().take_while(char::is_ascii_digit).count();
            let (number, rest) = part.split_at(digits);
            let in_words = number.parse().ok().and_then(numeral);
            let number = match in_words {
                Some(words) if self.lang().row().cites_in_full => words,
                _ => number.to_owned(),
            };
            text.push_str(&self.say_with("article-paragraph", &[("n", number.into())]));
            text.push_str(rest);
        }
        text
    }

    /// Gives an article as papers cite it, in the way of the language.
    pub fn cited(&self, article: &str) -> String {
        if self.lang().row().cites_in_full {
            in_full(article)
        } else {
            self.article(article)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lang::Lang;

    #[test]
    fn a_paragraph_is_said_in_the_language_of_the_screen() {
        let [zh, en] = [Lang::Zh, Lang::En].map(Words::new);
        assert_eq!(zh.article("条例 30 ¶3, 46 (五)"), "条例 30 第三款, 46 (五)");
        assert_eq!(en.article("条例 20 ¶3"), "条例 20 para. 3");
        assert_eq!(zh.cited("条例 20 ¶3"), "《信访工作条例》第二十条第三款");
        assert_eq!(en.cited("条例 35"), "条例 35");
        assert_eq!(zh.article("镇目标"), "镇目标");
        assert_eq!(en.article("镇目标"), "the town's goal");
    }
}
