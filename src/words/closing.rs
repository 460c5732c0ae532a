//! How a matter ended, and how often it was raised, in words.

use crate::domain::case::fact::closing::{ClosingKind, Rated, Rating, Satisfaction};
use crate::domain::case::fact::order::step::OrderKind;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::rule::prospect::{Earliest, Prospect};
use crate::domain::case::rule::repeat::Since;
use crate::domain::settings::Settings;
use crate::words::bundle::Words;

impl Words {
    /// Says which time it is that a matter is raised, and what came of the time before.
    pub fn repeat(&self, times: u32, since: Since) -> String {
        let since = self.code("since", since.code());
        let args = [("times", times.into()), ("since", since.into())];
        self.say_with("closing-repeat", &args)
    }

    /// Says whether an answered matter is resolved, and how content the person is.
    pub fn ending(&self, case: &Case) -> Option<String> {
        case.may_ask_satisfaction().ok()?;
        let resolved = match (case.resolved(), case.outcome_word()) {
            (_, Some(better)) => self.code("status", better),
            (Some(true), None) => self.code("resolved", "yes"),
            (Some(false), None) => self.code("resolved", "no"),
            (None, None) => self.code("resolved", "unknown"),
        };
        Some(format!("{resolved}  {}", self.rated(case)))
    }

    /// Says how content the person is with each of the two, or that nobody knows.
    fn rated(&self, case: &Case) -> String {
        let Some(rating) = &case.closing.rating else {
            return self.code("satisfaction", "unrated");
        };
        self.rating(rating)
    }

    /// Says what was answered about each of the two.
    pub fn rating(&self, rating: &Rating) -> String {
        let parts: Vec<String> = Rated::ALL
            .iter()
            .map(|whom| {
                let answer = rating.about(*whom).map_or("unrated", Satisfaction::code);
                let args = [
                    ("whom", self.code("rated", whom.code()).into()),
                    ("answer", self.code("satisfaction", answer).into()),
                ];
                self.say_with("closing-rated", &args)
            })
            .collect();
        parts.join("  ")
    }

    /// Says what leads to striking a matter off, and when that will be.
    pub fn prospect(&self, prospect: &Prospect) -> String {
        let mut parts = Vec::new();
        if !prospect.steps.is_empty() {
            let names = prospect.steps.iter();
            let names: Vec<String> = names.map(|it| self.code("step", it.code())).collect();
            let steps = names.join(&self.say("papers-gap-joint"));
            parts.push(self.say_with("closing-ahead-steps", &[("steps", steps.into())]));
        }
        if let Some(earliest) = &prospect.earliest {
            let args = [
                ("day", earliest.day.to_string().into()),
                ("why", self.ground(earliest).into()),
            ];
            parts.push(self.say_with("closing-ahead-day", &args));
        }
        if prospect.by_withdrawal {
            parts.push(self.say("closing-ahead-withdrawal"));
        }
        parts.concat().trim().to_owned()
    }

    /// Says what the earliest day of striking off is computed from.
    pub fn ground(&self, earliest: &Earliest) -> String {
        let key = format!("closing-ground-{}", earliest.ground.code());
        self.say_with(&key, &[("from", earliest.from.to_string().into())])
    }

    /// Says what whoever fills in a step must know; nothing for most.
    pub fn step_help(&self, kind: StepKind, settings: &Settings) -> Option<String> {
        let key = match kind {
            StepKind::Dispute => return Some(self.dispute_types(&settings.dispute_types)),
            StepKind::StrikeOff => return Some(self.in_place_help()),
            StepKind::Withdraw => "closing-help-withdraw",
            StepKind::Closing(ClosingKind::CallBack) => "closing-help-call-back",
            StepKind::Closing(ClosingKind::Satisfaction) => "closing-help-satisfaction",
            StepKind::Order(OrderKind::AskClose) => "order-help-close",
            _ => return None,
        };
        Some(self.say(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lang::Lang;

    #[test]
    fn a_repeat_says_what_happened() {
        for (lang, times, since, text) in [
            (Lang::Zh, 3, Since::Unanswered, "第三次，上次未答复"),
            (
                Lang::Zh,
                12,
                Since::Answered,
                "第 12 次，上次已送达处理意见",
            ),
            (
                Lang::En,
                3,
                Since::Unanswered,
                "third time, last one unanswered",
            ),
        ] {
            assert_eq!(Words::new(lang).repeat(times, since), text);
        }
    }
}
