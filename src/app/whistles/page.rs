//! What the whistles pane says: a line a whistle, and the one under the hand unfolded.

use crate::app::case::para::{Para, Tone};
use crate::app::shared::Shared;
use crate::app::whistles::filter::Show;
use crate::command::table::Command;
use crate::domain::deadline::compute::Limit;
use crate::domain::grid::tree::GridTree;
use crate::domain::item::{Item, WhistleId};
use crate::domain::moment::Moment;
use crate::domain::whistle::clocks::WhistleClock;
use crate::domain::whistle::fact::Party;
use crate::domain::whistle::state::{Came, Standing, Turn, Whistle};
use crate::domain::whistle::view::WhistleView;
use crate::words::say::Words;

/// What a page is written from.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// What it may see.
    pub shared: &'a Shared,
    /// The grid, once it was read.
    pub tree: Option<&'a GridTree>,
    /// The whistles that are shown.
    pub views: &'a [&'a WhistleView],
    /// What is shown.
    pub show: Show,
    /// Which one is unfolded.
    pub unfolded: Option<usize>,
}

impl Page<'_> {
    /// Writes the pane.
    pub fn write(&self) -> Vec<Para> {
        let words = &self.shared.words;
        let mut head = vec![words.code("whistles-way", self.show.way.code())];
        let kind = self
            .show
            .kind
            .map(|it| words.code("whistle_kind", it.code()));
        let level = self.show.level.map(|it| words.code("level", it.code()));
        head.extend(kind);
        head.extend(level);
        let args = [
            ("what", head.join("  ").into()),
            ("n", self.views.len().into()),
        ];
        let text = words.say_with("whistles-head", &args);
        let mut paras = vec![plain(String::new(), text, Tone::Dim)];
        if self.views.is_empty() {
            let args = [
                ("raise", self.shared.keys(Command::WhistlesRaise).into()),
                ("show", self.shared.keys(Command::WhistlesShow).into()),
            ];
            let text = words.say_with("whistles-none", &args);
            paras.push(plain(String::new(), text, Tone::Dim));
        }
        for (at, view) in self.views.iter().enumerate() {
            let (text, tone) = self.line(view);
            paras.push(Para {
                label: Item::Whistle(view.id).to_string(),
                text,
                tone,
                item: Some(at),
            });
            if self.unfolded == Some(at) {
                self.detail(view, &mut paras);
            }
        }
        paras
    }

    fn line(&self, view: &WhistleView) -> (String, Tone) {
        let words = &self.shared.words;
        let kind = words.code("whistle_kind", view.whistle.raised.kind.code());
        let (state, tone) = self.state(view);
        let what = if view.locked {
            let number = view.whistle.case.map_or(String::new(), |it| it.to_string());
            format!("{number}  {}", words.say("whistles-locked"))
        } else {
            let (from, to) = (self.named(&view.from), self.named(&view.to));
            let about = view.whistle.raised.about.replace('\n', " ");
            format!("{from} → {to}  {about}")
        };
        let mark = if tone == Tone::Bad { "!! " } else { "" };
        (format!("{mark}{kind}  {state}  {what}"), tone)
    }

    /// Says where it stands: what is due next, or that it is over.
    fn state(&self, view: &WhistleView) -> (String, Tone) {
        let words = &self.shared.words;
        let now = self.shared.now;
        match (view.whistle.standing, view.due) {
            (Standing::Withdrawn, _) => (words.say("whistles-withdrawn"), Tone::Dim),
            (Standing::Closed, _) => (words.say("whistles-closed"), Tone::Dim),
            (Standing::Open, Some((rule, limit))) => {
                let late = limit.is_past(now);
                let args = [
                    ("what", words.code("rule", rule.code()).into()),
                    ("at", until(limit).into()),
                ];
                let key = if late {
                    "whistles-late"
                } else {
                    "whistles-due"
                };
                let tone = if late { Tone::Bad } else { Tone::Warn };
                (words.say_with(key, &args), tone)
            }
            (Standing::Open, None) if view.whistle.made => (words.say("whistles-made"), Tone::Good),
            (Standing::Open, None) => {
                let key = match view.whistle.rating {
                    Some(_) => "whistles-rated",
                    None => "whistles-unrated",
                };
                (words.say(key), Tone::Good)
            }
        }
    }

    fn detail(&self, view: &WhistleView, paras: &mut Vec<Para>) {
        let words = &self.shared.words;
        let mut add = |key: &str, text: String, tone| {
            paras.push(plain(format!(" {}", words.say(key)), text, tone));
        };
        let raised = &view.whistle.raised;
        if let Some(number) = view.whistle.case {
            let key = if view.whistle.made {
                "whistles-became"
            } else {
                "whistles-about-case"
            };
            let args = [("number", number.to_string().into())];
            add("whistles-ask-case", words.say_with(key, &args), Tone::Plain);
        }
        if let Some(sign) = raised.sign {
            add("whistles-sign", Item::Sign(sign).to_string(), Tone::Plain);
        }
        if !view.locked {
            add("whistles-ask-about", raised.about.clone(), Tone::Plain);
            if !raised.approver.is_empty() {
                add(
                    "whistles-ask-approver",
                    raised.approver.clone(),
                    Tone::Plain,
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
                add("whistles-answers", text, Tone::Plain);
            }
        }
        for clock in &view.clocks {
            let (text, tone) = self.clock(clock, view.whistle.is_unanswered());
            add("whistles-clock", text, tone);
        }
        for turn in &view.whistle.turns {
            add("whistles-turn", self.turn(turn, view), Tone::Plain);
        }
        if let Some((text, at)) = &view.whistle.answer {
            let written = self.written(view, "answered", *at);
            let text = format!("{}{written}  {text}", at.minute());
            add("whistles-ask-answer", text, Tone::Plain);
        }
        if let Some((rating, said)) = &view.whistle.rating {
            let text = format!("{}  {said}", words.code("whistle_rating", rating.code()));
            add("whistles-ask-rating", text, Tone::Plain);
        }
    }

    /// Says a clock: what it asks for, until when, by which rule, and whether that was done.
    fn clock(&self, clock: &WhistleClock, runs: bool) -> (String, Tone) {
        let words = &self.shared.words;
        let deadline = &clock.deadline;
        let unit = words.code("unit", deadline.unit.code());
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
                let tone = if late { Tone::Warn } else { Tone::Good };
                (format!("{text}  {}", words.say_with(key, &args)), tone)
            }
            None if !runs => (text, Tone::Dim),
            None if late => (format!("!! {text}"), Tone::Bad),
            None => (text, Tone::Warn),
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
        if turn.came == Came::Raised {
            since.push_str(&self.written(view, "raised", turn.since));
        }
        let came = match &turn.came {
            Came::Raised => words.say("whistles-came-raised"),
            Came::Escalated { rule, due } => {
                let args = [
                    ("what", words.code("rule", rule.code()).into()),
                    ("at", due.minute().into()),
                ];
                words.say_with("whistles-came-escalated", &args)
            }
            Came::PassedUp { why } => {
                words.say_with("whistles-came-passed", &[("why", why.as_str().into())])
            }
            Came::Reopened { why } => {
                words.say_with("whistles-came-reopened", &[("why", why.as_str().into())])
            }
        };
        let mut text = if view.locked {
            format!("{since}  {came}")
        } else {
            format!("{since} → {}  {came}", self.party(&turn.to))
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
        self.named(&name)
    }

    fn named(&self, name: &str) -> String {
        if name.is_empty() {
            self.shared.words.say("whistles-convener")
        } else {
            name.to_owned()
        }
    }
}

/// Says a whistle on the page of its case.
pub fn of_case(words: &Words, (id, whistle): &(WhistleId, Whistle)) -> String {
    let kind = words.code("whistle_kind", whistle.raised.kind.code());
    let state = match (whistle.standing, &whistle.answer) {
        (Standing::Withdrawn, _) => words.say("whistles-withdrawn"),
        (Standing::Closed, _) => words.say("whistles-closed"),
        (Standing::Open, Some(_)) => words.say("whistles-unrated"),
        (Standing::Open, None) if whistle.made => words.say("whistles-made"),
        (Standing::Open, None) => words.say("whistles-unanswered"),
    };
    let since = whistle.raised.at.minute();
    let about = whistle.raised.about.replace('\n', " ");
    format!("{}  {since}  {kind}  {state}  {about}", Item::Whistle(*id))
}

fn plain(label: String, text: String, tone: Tone) -> Para {
    Para {
        label,
        text,
        tone,
        item: None,
    }
}

/// Writes a limit: a moment to the minute, a day as it is.
fn until(limit: Limit) -> String {
    match limit {
        Limit::Day(day) => day.to_string(),
        Limit::Instant(moment) => moment.minute(),
    }
}
