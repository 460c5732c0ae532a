//! The law's "no", doubts about what was typed, and failures of the store, as sentences.

use crate::domain::draft::Remark;
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use crate::words::bundle::Words;

impl Words {
    /// Says why something was refused: the field, the rule with its article, what is possible.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let (day, moment) = (refusal.reason.day(), refusal.reason.moment());
        let day = day.map(|day| day.to_string());
        let day = day.or(moment.map(Moment::minute)).unwrap_or_default();
        let key = format!("refusal-{}", refusal.reason.code());
        let (entry, step) = refusal.reason.entry().unwrap_or_default();
        let step = if step.is_empty() {
            String::new()
        } else {
            self.code("step", step)
        };
        let args = [
            ("day", day.into()),
            ("entry", entry.into()),
            ("step", step.into()),
        ];
        let mut text = self.say_with(&key, &args);
        if let Some(article) = refusal.reason.article() {
            text = self.say_with(
                "refusal-article",
                &[
                    ("text", text.into()),
                    ("article", self.article(article).into()),
                ],
            );
        }
        match refusal.field {
            Some(field) => self.say_with(
                "refusal-field",
                &[
                    ("field", self.say(&format!("ask-{field}")).into()),
                    ("text", text.into()),
                ],
            ),
            None => text,
        }
    }

    /// Writes an article as people read it: its paragraph (款) in words.
    pub fn article(&self, article: &str) -> String {
        let mut parts = article.split('¶');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let rest = part.trim_start_matches(|sign: char| sign.is_ascii_digit());
            let n = part.strip_suffix(rest).unwrap_or(part);
            text.push_str(&self.say_with("article-paragraph", &[("n", n.into())]));
            text.push_str(rest);
        }
        text
    }

    /// Says what is doubtful or missing in a field of an intake.
    pub fn remark(&self, remark: &Remark) -> String {
        let field = self.say(&format!("field-{}", remark.field.code()));
        let text = self.say(&format!("doubt-{}", remark.doubt.code()));
        self.say_with(
            "refusal-field",
            &[("field", field.into()), ("text", text.into())],
        )
    }

    /// Says what went wrong with the store; `detail` is what the system said.
    pub fn store_failure(&self, code: &str, detail: &str) -> String {
        self.say_with(&format!("store-{code}"), &[("detail", detail.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::refusal::Reason;
    use crate::words::lang::Lang;

    #[test]
    fn a_paragraph_is_written_in_words() {
        let words = Words::new(Lang::Zh);
        for (article, written) in [
            ("条例 30 ¶3, 46 (五)", "条例 30 第3款, 46 (五)"),
            ("条例 22, 23", "条例 22, 23"),
        ] {
            assert_eq!(words.article(article), written);
        }
    }

    #[test]
    fn a_refusal_names_the_article_and_the_field() {
        let words = Words::new(Lang::Zh);
        let text = words.refusal(&Refusal::about("days", Reason::TooLong));
        assert!(text.contains("条例 34") && text.contains("30"), "{text}");
        assert!(text.starts_with("延长天数"), "{text}");
    }
}
