//! What is to be read of one whistle: what it is about, who answers, its clocks, what was done.

use crate::app::case::para::{Para, Shade};
use crate::app::shared::Shared;
use crate::app::whistles::page::{named, until};
use crate::domain::grid::tree::GridTree;
use crate::domain::item::Item;
use crate::domain::moment::Moment;
use crate::domain::whistle::clocks::WhistleClock;
use crate::domain::whistle::fact::Party;
use crate::domain::whistle::state::{Cause, Turn};
use crate::domain::whistle::view::WhistleView;

/// Writes the details of a whistle; names are read by the grid where it is known.
pub fn details(shared: &Shared, tree: Option<&GridTree>, view: &WhistleView) -> Vec<Para> {
    Details { shared, tree }.write(view)
}

struct Details<'a> {
    shared: &'a Shared,
    tree: Option<&'a GridTree>,
}

impl Details<'_> {
    fn write(&self, view: &WhistleView) -> Vec<Para> {
        let words = &self.shared.words;
        let mut paras = Vec::new();
        let mut add = |key: &str, text: String, tone| {
            paras.push(Para {
                label: words.say(key),
                text,
                tone,
                item: None,
            });
        };
        let raised = &view.whistle.raised;
        if let Some(number) = view.whistle.case {
            let key = if view.whistle.made {
                "whistles-became"
            } else {
                "whistles-about-case"
            };
            let args = [("number", number.to_string().into())];
            add(
                "whistles-ask-case",
                words.say_with(key, &args),
                Shade::Plain,
            );
        }
        if let Some(sign) = raised.sign {
            add("whistles-sign", Item::Sign(sign).to_string(), Shade::Plain);
        }
        if !view.locked {
            add("whistles-ask-about", raised.about.clone(), Shade::Plain);
            if !raised.approver.is_empty() {
                add(
                    "whistles-ask-approver",
                    raised.approver.clone(),
                    Shade::Plain,
                );
            }
            if let Some(answers) = &view.answers {
                let mut text = format!("{} {}", answers.name, answers.phone);
                if answers.stands_in {
                    text = format!("{text}  {}", words.say("grid-stand-in"));
                }
                if let Some(node) = &answers.instead {
                    let args = [("node", node.as_str().into())];
                    text = format!("{text}  {}", words.say_with("whistles-instead", &args));
                }
                add("whistles-answers", text, Shade::Plain);
            }
        }
        for clock in &view.clocks {
            let (text, tone) = self.clock(clock, view.whistle.is_unanswered());
            add("whistles-clock", text, tone);
        }
        for turn in &view.whistle.turns {
            add("whistles-turn", self.turn(turn, view), Shade::Plain);
        }
        if let Some((text, at)) = &view.whistle.answer {
            let written = self.written(view, "answered", *at);
            let text = format!("{}{written}  {text}", at.minute());
            add("whistles-ask-answer", text, Shade::Plain);
        }
        if let Some((rating, statement)) = &view.whistle.rating {
            let text = format!(
                "{}  {statement}",
                words.code("whistle_rating", rating.code())
            );
            add("whistles-ask-rating", text, Shade::Plain);
        }
        paras
    }

    /// Says a clock: what it asks for, until when, by which rule, and whether that was done.
    fn clock(&self, clock: &WhistleClock, runs: bool) -> (String, Shade) {
        let words = &self.shared.words;
        let deadline = &clock.deadline;
        let unit = words.unit(deadline.unit, deadline.n);
        let args = [
            ("what", words.code("rule", deadline.rule.code()).into()),
            ("at", until(deadline.reminder()).into()),
            ("from", deadline.from.minute().into()),
            ("n", deadline.n.into()),
            ("unit", unit.into()),
        ];
        let text = words.say_with("whistles-clock-line", &args);
        let late = clock.is_late(self.shared.now);
        match clock.kept {
            Some(at) => {
                let key = if late {
                    "whistles-kept-late"
                } else {
                    "whistles-kept"
                };
                let args = [("at", at.minute().into())];
                let tone = if late { Shade::Warn } else { Shade::Good };
                (format!("{text}  {}", words.say_with(key, &args)), tone)
            }
            None if !runs => (text, Shade::Dim),
            None if late => (format!("!! {text}"), Shade::Bad),
            None => (text, Shade::Warn),
        }
    }

    /// Says when a step was written down, where that was not when it happened.
    fn written(&self, view: &WhistleView, step: &str, at: Moment) -> String {
        view.written(step, at).map_or(String::new(), |when| {
            let when = if when.date() == at.date() {
                when.local().format("%H:%M").to_string()
            } else {
                when.minute()
            };
            let args = [("at", when.into())];
            self.shared.words.say_with("whistles-written", &args)
        })
    }

    fn turn(&self, turn: &Turn, view: &WhistleView) -> String {
        let words = &self.shared.words;
        let mut since = turn.since.minute();
        if turn.cause == Cause::Raised {
            since.push_str(&self.written(view, "raised", turn.since));
        }
        let cause = match &turn.cause {
            Cause::Raised => words.say("whistles-came-raised"),
            Cause::Escalated { rule, due } => {
                let args = [
                    ("what", words.code("rule", rule.code()).into()),
                    ("at", due.minute().into()),
                ];
                words.say_with("whistles-came-escalated", &args)
            }
            Cause::PassedUp { why } => {
                words.say_with("whistles-came-passed", &[("why", why.as_str().into())])
            }
            Cause::Reopened { why } => {
                words.say_with("whistles-came-reopened", &[("why", why.as_str().into())])
            }
        };
        let mut text = if view.locked {
            format!("{since}  {cause}")
        } else {
            format!("{since} → {}  {cause}", self.party(&turn.to))
        };
        let mut step = |key: &str, code: &str, at: Moment, who: &str| {
            let args = [("at", at.minute().into()), ("who", who.into())];
            let written = self.written(view, code, at);
            text = format!("{text}  {}{written}", words.say_with(key, &args));
        };
        if let Some((who, at)) = &turn.signed {
            step("whistles-signed", "signed_in", *at, who);
        }
        if let Some(at) = turn.contacted {
            step("whistles-contacted", "contacted", at, "");
        }
        if let Some(at) = turn.arrived {
            step("whistles-arrived", "arrived", at, "");
        }
        text
    }

    fn party(&self, party: &Party) -> String {
        let name = self
            .tree
            .map_or_else(|| party.to_string(), |tree| party.name(tree));
        named(&self.shared.words, &name)
    }
}
