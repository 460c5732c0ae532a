//! 救济途径: the sentence that every opinion and review answer must carry (条例 32, 35, 36; 鲁信访 41).

use crate::domain::case::fact::appeal::Round;
use crate::domain::deadline::rule::RuleName;
use crate::domain::settings::Settings;
use crate::words::bundle::Words;

impl Words {
    /// Says what the person may do against an opinion: ask `round` of which body, within how many
    /// days from when it reached him.
    pub fn remedy(&self, round: Round, town: &Settings) -> String {
        let (rule, body, usual) = match round {
            Round::Review => (
                RuleName::ReviewRequest,
                &town.review_body,
                "paper-review-body",
            ),
            Round::Recheck => (
                RuleName::RecheckRequest,
                &town.recheck_body,
                "paper-recheck-body",
            ),
        };
        let body = match body.as_str() {
            "" => self.say(usual),
            body => body.to_owned(),
        };
        self.say_with(
            &format!("remedy-{}", round.code()),
            &[("n", rule.rule().n(town).into()), ("body", body.into())],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lang::Lang;

    #[test]
    fn the_remedy_names_the_days_and_the_body() {
        let town = Settings::default();
        for (round, body) in [
            (Round::Review, "高密市人民政府"),
            (Round::Recheck, "潍坊市人民政府"),
        ] {
            let text = Words::new(Lang::Zh).remedy(round, &town);
            assert!(text.contains(body) && text.contains("30"), "{text}");
        }
        let town = Settings {
            review_body: "邻市人民政府".to_owned(),
            ..town
        };
        let text = Words::new(Lang::En).remedy(Round::Review, &town);
        assert!(text.contains("邻市人民政府"), "{text}");
    }
}
