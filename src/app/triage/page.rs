//! What the triage screen says beside its rows: why something is proposed, who is to be called
//! first, and by which dates.

use crate::app::case::para::{Para, Shade};
use crate::app::proposals::lowest_first;
use crate::app::shared::Shared;
use crate::app::triage::{Handing, Row, State};
use crate::command::table::Command;
use crate::domain::case::clock::clocks::clocks;
use crate::domain::case::fact::fast_lane::{Utility, is_danger};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::fact::transfer::TransferKind;
use crate::domain::codes::Class;
use crate::domain::deadline::compute::{Deadline, Limit, compute};
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::triage::Found;
use crate::domain::view::TriageView;

/// The rules whose dates are shown, those of the case first.
const SHOWN: [RuleName; 5] = [
    RuleName::Notice,
    RuleName::NoticeTransferred,
    RuleName::Hotline,
    RuleName::TownGoal,
    RuleName::Decide,
];

impl State {
    /// Says what is proposed for a row and by which words.
    pub(super) fn hint(&self, shared: &Shared, row: Row) -> Option<String> {
        let proposal = &self.view()?.proposal;
        let words = &shared.words;
        if row == Row::Purpose {
            let class = self.class()?.code();
            let what = words.code(row.field(), self.proposed(row)?);
            let args = [
                ("what", what.into()),
                ("words", words.code("class", class).into()),
            ];
            return Some(words.say_with("triage-proposed", &args));
        }
        let found: &[Found] = match row {
            Row::Class => &proposal.class.as_ref()?.found,
            Row::Category => &proposal.category.as_ref()?.found,
            Row::Urgency => &proposal.urgency.as_ref()?.found,
            Row::Difficulty => &proposal.difficulty.as_ref()?.found,
            Row::Utility => &proposal.utility.as_ref()?.found,
            Row::Fault => &proposal.fault.as_ref()?.found,
            Row::Content => &proposal.content.as_ref()?.found,
            Row::Site | Row::Purpose => return None,
        };
        let proposed = self.proposed(row)?;
        let what = match row {
            Row::Content => lowest_first(proposed),
            _ => words.code(row.field(), proposed),
        };
        let args = [("what", what.into()), ("words", named(found).into())];
        Some(words.say_with("triage-proposed", &args))
    }

    /// Says what is to be known of the matter as it would stand.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        let (Some(view), Some(case)) = (self.view(), self.outlook()) else {
            return Vec::new();
        };
        let mut paras = Vec::new();
        self.classes(&mut paras);
        self.lane(shared, view, &case, &mut paras);
        let words = &shared.words;
        if !view.proposal.accusation.is_empty() && self.form.code(Row::Class).is_none() {
            let args = [("words", named(&view.proposal.accusation).into())];
            let asked = words.say_with("triage-accusation", &args);
            paras.push(para("", asked, Shade::Warn));
        }
        self.force(shared, view, &case, &mut paras);
        match case.matter.class {
            Class::Accusation => {
                paras.push(para("", words.say("triage-class-accusation"), Shade::Warn));
            }
            Class::Litigation => {
                paras.push(para("", words.say("triage-class-litigation"), Shade::Warn));
            }
            Class::Suggestion | Class::Claim | Class::Unclassed => {
                dates(shared, &case, &mut paras);
            }
        }
        paras
    }

    /// The content classes that are proposed while the cursor is on their row.
    fn classes(&self, paras: &mut Vec<Para>) {
        let cursor = self.proposals.cursor();
        let names = self.proposals.names().iter().enumerate();
        let lines: Vec<String> = names
            .map(|(at, class)| {
                let mark = if cursor == Some(at) { ">" } else { " " };
                format!("{mark} {}", lowest_first(class))
            })
            .collect();
        if !lines.is_empty() {
            paras.push(para("", lines.join("\n"), Shade::Good));
        }
    }

    /// Tells whether there is somebody of a standing task force to whom it could be handed.
    pub(super) fn has_force(&self) -> bool {
        let (Some(view), Some(case)) = (self.view(), self.outlook()) else {
            return false;
        };
        let with = view.view.forces.for_case(&case);
        with.is_some_and(|with| with.step(&case).is_ok())
    }

    /// 专班: to which the category routes, who convenes it, and whether it is handed over with the
    /// rest.
    fn force(&self, shared: &Shared, view: &TriageView, case: &Case, paras: &mut Vec<Para>) {
        let words = &shared.words;
        let Some(with) = view.view.forces.for_case(case) else {
            return;
        };
        let mut text = words.case_force(case, with);
        let may = with.step(case).is_ok();
        if may {
            let args = [("key", shared.keys(Command::TriageForce).into())];
            let key = if self.handing == Handing::Taken {
                "force-with-the-rest"
            } else {
                "force-may-join"
            };
            text = format!("{text}\n{}", words.say_with(key, &args));
        }
        let tone = if may && self.handing == Handing::Taken {
            Shade::Good
        } else {
            Shade::Plain
        };
        paras.push(para(&words.say("force-section"), text, tone));
    }

    /// The fast lane: whom to call first, and until when the company must be on site.
    fn lane(&self, shared: &Shared, view: &TriageView, case: &Case, paras: &mut Vec<Para>) {
        let words = &shared.words;
        let chosen = self.form.code(Row::Utility).and_then(Utility::parse);
        let proposed = view.proposal.utility.as_ref().map(|it| it.value);
        let fault = case.fast_lane.as_ref().map(|call| call.fault);
        let fault = fault.or_else(|| view.proposal.fault.as_ref().map(|it| it.value));
        let Some(utility) = chosen.or(proposed) else {
            return;
        };
        if fault.is_some_and(|fault| is_danger(utility, fault)) {
            let company = words.code("utility", utility.code());
            let args = [("utility", company.into())];
            let first = words.say_with("triage-danger", &args);
            paras.push(para("", format!("!! {first}"), Shade::Bad));
        }
        if chosen.is_none() || case.fast_lane.is_none() {
            return;
        }
        let label = words.say("triage-lane");
        let Some((rule, called)) = case.fast_lane_clock(&shared.town.settings) else {
            let key = match utility {
                Utility::Water => "triage-lane-water",
                Utility::Power | Utility::Heating | Utility::Gas => "triage-lane-none",
            };
            paras.push(para(&label, words.say(key), Shade::Warn));
            return;
        };
        let town = &shared.town;
        let deadline = compute(rule, called, &town.calendar, &town.settings);
        let until = match deadline.raw {
            Limit::Instant(moment) => moment.minute(),
            Limit::Day(day) => day.to_string(),
        };
        let args = [
            ("rule", words.code("rule", rule.code()).into()),
            ("article", words.article(deadline.article).into()),
            ("n", deadline.n.into()),
            ("unit", words.unit(deadline.unit, deadline.n).into()),
            ("until", until.into()),
        ];
        let key = if deadline.n == 0 {
            "triage-lane-at-once"
        } else {
            "triage-lane-until"
        };
        paras.push(para(&label, words.say_with(key, &args), Shade::Good));
    }
}

/// The dates of the matter: notice, the town's goal beside the law's limit, the simple procedure.
fn dates(shared: &Shared, case: &Case, paras: &mut Vec<Para>) {
    let (words, town) = (&shared.words, &shared.town);
    let running = clocks(case, &town.calendar, &town.settings);
    let deadline_text = |deadline: &Deadline| {
        let days = words.days_left(deadline.days_left(shared.now.date()));
        let day = words.clock_day(deadline, |day| day.to_string());
        format!("{day}  {days}  {}", words.article(deadline.article))
    };
    for clock in &running {
        let rule = clock.deadline.rule;
        if SHOWN.contains(&rule) && clock.met_on.is_none() {
            let label = words.code("rule", rule.code());
            paras.push(para(&label, deadline_text(&clock.deadline), Shade::Plain));
        }
    }
    if case.accepted_on.is_none() && case.matter.class == Class::Claim {
        let today = Moment::start_of(shared.now.date());
        let limit = compute(RuleName::Decide, today, &town.calendar, &town.settings);
        let args = [("text", deadline_text(&limit).into())];
        let text = words.say_with("triage-if-accepted", &args);
        let label = words.code("rule", RuleName::Decide.code());
        paras.push(para(&label, text, Shade::Plain));
    }
    if case
        .may(StepKind::Transfer(TransferKind::Simple), shared.now.date())
        .is_ok()
        && let Some(received) = case.received_at()
    {
        let end = |rule| {
            let deadline = compute(rule, received, &town.calendar, &town.settings);
            deadline.raw.date().to_string()
        };
        let args = [
            ("accept", end(RuleName::SimpleAccept).into()),
            ("decide", end(RuleName::SimpleDecide).into()),
        ];
        let text = words.say_with("triage-simple-may", &args);
        paras.push(para(&words.say("triage-simple"), text, Shade::Dim));
    }
}

fn para(label: &str, text: String, tone: Shade) -> Para {
    Para {
        label: label.to_owned(),
        text,
        tone,
        item: None,
    }
}

/// Names the words that were found, each once.
fn named(found: &[Found]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for it in found {
        if !words.contains(&it.word.as_str()) {
            words.push(&it.word);
        }
    }
    words.join("、")
}
