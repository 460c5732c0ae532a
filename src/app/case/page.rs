//! What a part of a case says, paragraph by paragraph, before it is drawn.

use crate::app::case::appeal;
use crate::app::case::forces;
use crate::app::case::history;
use crate::app::case::mediating;
use crate::app::case::para::{Para, Tone};
use crate::app::case::section::Section;
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::case::clocks::CaseClock;
use crate::domain::case::step::{Step, StepKind};
use crate::domain::case::undo::undone;
use crate::domain::case::utility::{UtilityCall, is_danger};
use crate::domain::codes::{Class, Status};
use crate::domain::deadline::compute::Limit;
use crate::domain::deadline::rule::RuleName;
use crate::domain::entry::Entry;
use crate::domain::grid::node::{GridNode, Post};
use crate::domain::mask::mask_name;
use crate::domain::moment::Moment;
use crate::domain::phone::mask_phone;
use crate::domain::queue::CaseRow;
use crate::domain::resident_id::{IdNumber, mask_id};
use crate::domain::view::CaseView;
use crate::words::say::Words;

/// How a case is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// Masked values are shown in full.
    pub revealed: bool,
    /// The case stands beside the list and was not opened.
    pub preview: bool,
    /// The clocks are explained.
    pub explain: bool,
}

/// A page being written.
struct Page<'a> {
    shared: &'a Shared,
    view: &'a CaseView,
    sight: Sight,
    paras: Vec<Para>,
}

/// Writes a part of a case. `person` is the history of the petitioner's card.
pub fn page(
    shared: &Shared,
    view: &CaseView,
    person: &[Entry],
    section: Section,
    sight: Sight,
) -> Vec<Para> {
    let mut page = Page {
        shared,
        view,
        sight,
        paras: Vec::new(),
    };
    if is_shut(view, sight) {
        page.locked();
        return page.paras;
    }
    match section {
        Section::Facts => page.facts(),
        Section::Clocks => {
            page.clocks(true);
            page.paras.extend(mediating::instalments(shared, view));
        }
        Section::Visits => page.visits(),
        Section::History => page.history(person),
        Section::Work => page.work(),
        Section::Others => page.others(),
        Section::Chain => page.chain(),
    }
    if page.paras.is_empty() && section == Section::Work {
        let args = [("key", shared.keys(Command::CaseStep).into())];
        let text = shared.words.say_with("case-work-nothing", &args);
        page.add("", text, Tone::Dim);
    }
    if page.paras.is_empty() {
        page.say("", "case-nothing", Tone::Dim);
    }
    page.paras
}

/// Tells whether nothing but number and dates may show: an accusation that is not open to the
/// viewer, or that merely stands beside the list, where the visitor sees it.
pub fn is_shut(view: &CaseView, sight: Sight) -> bool {
    view.row.locked || (sight.preview && view.case.matter.class == Class::Accusation)
}

/// Gives the line under the number: who it is, told apart from others of his name.
pub fn who(shared: &Shared, view: &CaseView, revealed: bool) -> String {
    let (words, person) = (&shared.words, &view.person);
    let mut parts = vec![if person.name.is_empty() {
        words.say("queue-no-name")
    } else if revealed {
        person.name.clone()
    } else {
        mask_name(&person.name)
    }];
    let id = person.id_number.as_deref().map(IdNumber::parse);
    if let Some(birth) = id.as_ref().and_then(IdNumber::birth) {
        let year = birth.format("%Y").to_string();
        parts.push(words.say_with("case-born", &[("year", year.into())]));
    }
    parts.extend(person.village.clone());
    let shown = |text: &str, mask: fn(&str) -> String| {
        if revealed {
            text.to_owned()
        } else {
            mask(text)
        }
    };
    parts.extend(person.phones.iter().map(|it| shown(it, mask_phone)));
    parts.extend(person.id_number.as_deref().map(|it| shown(it, mask_id)));
    parts.push(view.case.petitioner.to_string());
    parts.join("  ")
}

impl Page<'_> {
    fn add(&mut self, label: &str, text: String, tone: Tone) {
        let label = if label.is_empty() {
            String::new()
        } else {
            self.shared.words.say(label)
        };
        self.paras.push(Para {
            label,
            text,
            tone,
            item: None,
        });
    }

    fn say(&mut self, label: &str, key: &str, tone: Tone) {
        let text = self.shared.words.say(key);
        self.add(label, text, tone);
    }

    /// Adds a part that has something to say.
    fn some(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.add(label, text.to_owned(), Tone::Plain);
        }
    }

    /// Adds a value that is hidden until it is revealed.
    fn hidden(&mut self, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.sight.revealed {
            self.some(label, text);
        } else {
            self.say(label, "case-hidden", Tone::Dim);
        }
    }

    /// Adds a line of a list, on which the hand can stand.
    fn item(&mut self, item: usize, label: String, text: String, tone: Tone) {
        self.paras.push(Para {
            label,
            text,
            tone,
            item: Some(item),
        });
    }

    fn code(&self, list: &str, code: &str) -> String {
        self.shared.words.code(list, code)
    }

    /// An accusation that is not open to the viewer: dates and the sentence alone.
    fn locked(&mut self) {
        let key = if self.view.row.locked {
            "case-locked"
        } else {
            "case-preview-accusation"
        };
        self.say("", key, Tone::Warn);
        let received = self.view.case.received_at();
        self.add("queue-col-received", time(received), Tone::Plain);
        self.add(
            "case-registered",
            time(self.view.case.registered_at),
            Tone::Plain,
        );
    }

    /// Whom to call first, while people are in danger.
    fn danger(&mut self) {
        let call = self.view.case.fast_lane.as_ref();
        let Some(call) = call.filter(|call| call.fixed_at.is_none()) else {
            return;
        };
        if is_danger(call.utility, call.fault) {
            let utility = self.code("utility", call.utility.code());
            let args = [("utility", utility.into())];
            let first = self.shared.words.say_with("triage-danger", &args);
            self.add("triage-lane", format!("!! {first}"), Tone::Bad);
        }
    }

    fn facts(&mut self) {
        let view = self.view;
        let matter = &view.case.matter;
        self.danger();
        if let Some(number) = view.case.merge.into {
            self.add("step-merged_into", number.to_string(), Tone::Warn);
        }
        if self.sight.preview && matter.class == Class::Unclassed {
            self.say("", "case-preview-unclassed", Tone::Dim);
        } else {
            self.some("ask-summary", &matter.summary);
            self.some("ask-request", &matter.request);
            self.some("ask-facts", &matter.facts);
        }
        let mut grades = vec![self.code("class", matter.class.code())];
        grades.extend(matter.category.map(|it| self.code("category", it.code())));
        grades.push(self.code("urgency", matter.urgency.code()));
        grades.push(self.code("difficulty", matter.difficulty.code()));
        self.add("case-grades", grades.join("  "), Tone::Plain);
        self.repeat();
        self.ending();
        self.some(
            "field-matter_village",
            matter.village.as_deref().unwrap_or_default(),
        );
        let held = [&view.case.unit, &view.case.holder, &view.case.leader];
        for (label, value) in ["ask-unit", "ask-holder", "ask-leader"].iter().zip(held) {
            self.some(label, value.as_deref().unwrap_or_default());
        }
        if let Some(day) = view.row.acceptance_overdue(self.shared.now.date()) {
            let args = [("day", day.to_string().into())];
            let text = self.shared.words.say_with("case-acceptance-overdue", &args);
            self.add("status-acceptance_overdue", text, Tone::Bad);
        }
        self.after_decision();
        self.clocks(false);
        self.paras.extend(mediating::next(self.shared, self.view));
        self.next_steps();
        self.hidden("ask-accused", matter.accused.as_deref().unwrap_or_default());
        self.some(
            "ask-evidence",
            matter.evidence.as_deref().unwrap_or_default(),
        );
        self.some("field-representatives", &matter.representatives.join("、"));
        let numbers: Vec<String> = matter
            .external
            .iter()
            .map(|it| format!("{} {}", self.code("external", it.kind.code()), it.value))
            .collect();
        self.some("field-external_numbers", &numbers.join("  "));
        self.hidden(
            "ask-address",
            view.person.address.as_deref().unwrap_or_default(),
        );
        self.some("ask-care", view.person.care.as_deref().unwrap_or_default());
        if view.person.confidential {
            self.say("ask-confidential", "desk-yes", Tone::Warn);
        }
    }

    /// Says how often the matter was raised, and what came of the time before.
    fn repeat(&mut self) {
        if let Some(repeat) = self.view.case.repeat() {
            let said = self.shared.words.repeat(repeat.times, repeat.last);
            self.add("closing-repeat-label", said, Tone::Warn);
        }
    }

    /// Says whether it is resolved, and how content the person is.
    fn ending(&mut self) {
        if let Some(said) = self.shared.words.ending(&self.view.case) {
            self.add("closing-end", said, Tone::Plain);
        }
    }

    /// What the road after the decision means for whoever sits before it.
    fn after_decision(&mut self) {
        let case = &self.view.case;
        if let Some(number) = case.matter.follows {
            self.some("case-follows", &number.to_string());
        }
        if case.status == Status::Final {
            self.say("", "case-no-longer", Tone::Warn);
        }
        if case.is_supported() && !case.is_carried_out() {
            self.say("", "case-carry-out-owed", Tone::Warn);
        }
    }

    fn next_steps(&mut self) {
        let today = self.shared.now.date();
        let steps: Vec<String> = StepKind::ALL
            .iter()
            .filter(|kind| self.view.case.may(**kind, today).is_ok())
            .map(|kind| self.code("step", kind.code()))
            .collect();
        self.add("case-next", steps.join("  "), Tone::Good);
    }

    /// The clocks: all of them, or those that bind and still run, and a report not made.
    fn clocks(&mut self, all: bool) {
        let today = self.shared.now.date();
        let wanted = |clock: &&CaseClock| {
            let urgent = clock.deadline.rule == RuleName::UrgentReport;
            let runs = clock.met_on.is_none() && (clock.binds || urgent);
            clock.stands_on(today) && (all || runs)
        };
        for clock in self.view.clocks.iter().filter(wanted) {
            let (text, tone) = self.clock(clock);
            let label = self.code("rule", clock.deadline.rule.code());
            self.paras.push(Para {
                label,
                text,
                tone,
                item: None,
            });
            if all && self.sight.explain {
                for line in self.shared.words.explanation(&clock.deadline) {
                    self.add("", line, Tone::Dim);
                }
            }
        }
    }

    /// A clock that counts hours, and when the company came.
    fn hour_clock(&self, clock: &CaseClock, until: Moment) -> (String, Tone) {
        let words = &self.shared.words;
        let call = self.view.case.fast_lane.as_ref();
        let met = call.and_then(UtilityCall::met_at);
        let (state, tone) = match met {
            Some(at) => {
                let args = [("day", time(at).into())];
                // The minute in which the hours end still counts.
                if at.unix().div_euclid(60) > until.unix().div_euclid(60) {
                    (words.say_with("case-met-late", &args), Tone::Warn)
                } else {
                    (words.say_with("clock-met", &args), Tone::Good)
                }
            }
            None if clock.met_on.is_some() => (String::new(), Tone::Dim),
            None => {
                let left = words.time_left(until, self.shared.now);
                if until < self.shared.now {
                    (format!("!! {left}"), Tone::Bad)
                } else {
                    (format!("! {left}"), Tone::Warn)
                }
            }
        };
        let text = format!("{}  {state}", time(until));
        (text.trim_end().to_owned(), tone)
    }

    fn clock(&self, clock: &CaseClock) -> (String, Tone) {
        if let Limit::Instant(until) = clock.deadline.raw {
            return self.hour_clock(clock, until);
        }
        let words = &self.shared.words;
        let mut text = words.clock_day(&clock.deadline);
        let today = self.shared.now.date();
        let (state, tone) = if let Some(day) = clock.met_on {
            let late = day > clock.deadline.raw.date();
            let day = day.to_string();
            let key = if late { "case-met-late" } else { "clock-met" };
            let said = words.say_with(key, &[("day", day.into())]);
            (said, if late { Tone::Warn } else { Tone::Good })
        } else {
            mediating::days_left(words, clock.deadline.days_left(today))
        };
        text = format!("{text}  {state}");
        if !clock.binds {
            text = format!("{text}  {}", words.say("case-not-binding"));
        }
        (text, tone)
    }

    fn visits(&mut self) {
        let words = &self.shared.words;
        let mut paras = Vec::new();
        for (index, visit) in self.view.case.visits.iter().enumerate() {
            let mut text = vec![
                time(visit.received_at),
                words.code("channel", visit.channel.code()),
                words.say_with("case-people", &[("n", visit.people_count.into())]),
            ];
            text.extend(visit.station.clone());
            if let Some(companion) = &visit.companion {
                let shown = if self.sight.revealed {
                    companion.clone()
                } else {
                    words.say("case-hidden")
                };
                text.push(format!("{} {shown}", words.say("field-companion")));
            }
            if !visit.words.is_empty() {
                text.push(visit.words.clone());
            }
            text.extend(
                visit.new_facts.as_ref().map(|it| {
                    words.say_with("case-visit-new-facts", &[("text", it.as_str().into())])
                }),
            );
            paras.push((index, format!("/{}", index + 1), text.join("  ")));
        }
        for (index, label, text) in paras {
            self.item(index, label, text, Tone::Plain);
        }
    }

    fn history(&mut self, person: &[Entry]) {
        let view = self.view;
        let gone = undone(view.history.iter().filter_map(Entry::step));
        for (item, entry) in history::shown(view, person).into_iter().enumerate() {
            let Some(said) = self.said(entry) else {
                continue;
            };
            let is_gone = entry.step().is_some() && gone.contains_key(&entry.seq);
            let (said, tone) = if is_gone {
                let args = [("what", said.into())];
                let said = self.shared.words.say_with("closing-undone", &args);
                (said, Tone::Dim)
            } else {
                (said, Tone::Plain)
            };
            let label = entry.when.local().format("%m-%d %H:%M").to_string();
            let year = entry.when.local().format("%Y").to_string();
            let text = format!("{said}  {} {year}", entry.who);
            self.item(item, label, text, tone);
        }
    }

    /// Says what an entry did; one that withdraws another names it.
    fn said(&self, entry: &Entry) -> Option<String> {
        let (words, revealed) = (&self.shared.words, self.sight.revealed);
        let Some(Step::Undo { of, reason }) = entry.step() else {
            return history::said(words, entry, revealed);
        };
        let withdrawn = self.view.history.iter().find(|it| it.seq == *of);
        let what = withdrawn
            .and_then(|it| history::said(words, it, revealed))
            .unwrap_or_else(|| format!("#{of}"));
        let args = [("what", what.into()), ("reason", reason.as_str().into())];
        Some(words.say_with("closing-undoes", &args))
    }

    fn work(&mut self) {
        let case = &self.view.case;
        let (code, dated) = (
            |list: &str, code: &str| self.shared.words.code(list, code),
            |day: chrono::NaiveDate, rest: &str| format!("{day}  {rest}"),
        );
        let mut lines: Vec<(&str, String)> = Vec::new();
        lines.extend(case.accepted_on.map(|it| ("step-accept", it.to_string())));
        lines.extend(case.notice.as_ref().map(|it| {
            let way = code("way", it.way.code());
            ("step-notify", dated(it.on, &way))
        }));
        lines.extend(case.declined.as_ref().map(|it| {
            let rest = format!("{}  {}", it.reason, it.road);
            ("step-decline", dated(it.on, &rest))
        }));
        lines.extend(case.guided.as_ref().map(|it| {
            let rest = format!("{}  {}", code("exit", it.exit.code()), it.told);
            ("step-guide", dated(it.on, &rest))
        }));
        lines.extend(case.extension.as_ref().map(|it| {
            let rest = format!("+{}  {}  {}", it.days, it.approver, it.reason);
            ("step-extend", dated(it.on, &rest))
        }));
        lines.extend(case.decision.as_ref().map(|it| {
            let ruling = code("ruling", it.ruling.code());
            let rest = format!("{ruling}  {}  {}", it.opinion, it.basis);
            ("step-decide", dated(it.on, &rest))
        }));
        lines.extend(case.delivered.as_ref().map(|it| {
            let way = code("way", it.way.code());
            ("step-deliver", dated(it.on, &way))
        }));
        lines.extend(
            case.agreement
                .as_ref()
                .filter(|_| !mediating::is_settled(case))
                .map(|it| ("step-agree", dated(it.on, &it.terms))),
        );
        let closing = &case.closing;
        lines.extend(case.withdrawn.as_ref().map(|it| {
            let form = closing.withdrawal.as_ref().map(|it| it.form.code());
            let form = form.map_or(String::new(), |it| code("withdrawal", it));
            let rest = format!("{form}  {}", it.words);
            ("step-withdraw", dated(it.on, rest.trim_start()))
        }));
        lines.extend(closing.call_back.as_ref().map(|it| {
            let answer = code("confirmed", if it.confirmed { "yes" } else { "no" });
            let rest = format!("{answer}  {}  {}", it.by, it.said);
            ("step-call_back", dated(it.on, &rest))
        }));
        lines.extend(closing.reopened.iter().map(|it| {
            let rest = format!("{}  {}", it.by, it.reason);
            ("step-reopen", dated(it.on, &rest))
        }));
        lines.extend(closing.rating.as_ref().map(|it| {
            let answer = code("satisfaction", it.answer.code());
            let rest = format!("{answer}  {}  {}", it.by, it.said);
            ("step-satisfaction", dated(it.on, &rest))
        }));
        lines.extend(
            case.struck_off
                .as_ref()
                .map(|it| ("step-strike_off", dated(it.on, &it.proof))),
        );
        lines.extend(case.imported_answer.as_ref().map(|it| {
            let day = it.at.map_or(String::new(), |at| format!("{}  ", at.date()));
            ("case-imported-answer", format!("{day}{}", it.text))
        }));
        lines.extend(case.diverted.iter().map(|it| {
            let until = it.until.map_or(String::new(), |day| {
                format!("{} {day}  ", self.shared.words.say("ask-until"))
            });
            let rest = format!("{}  {until}{}", it.road, it.told);
            ("step-divert", dated(it.on, &rest))
        }));
        lines.extend(
            case.merge
                .into
                .map(|it| ("step-merged_into", it.to_string())),
        );
        lines.extend(case.merge.absorbed.iter().map(|part| {
            let summary = part.matter.summary.replace('\n', " ");
            ("step-absorbed", format!("{}  {summary}", part.number))
        }));
        if let Some(call) = &case.fast_lane {
            let what = [
                code("utility", call.utility.code()),
                code("fault", call.fault.code()),
                code("site", call.site.code()),
            ];
            lines.push(("step-fast_lane_put", what.join("  ")));
            lines.extend(
                call.informed
                    .as_ref()
                    .map(|(at, whom)| ("step-fast_lane_inform", format!("{}  {whom}", time(*at)))),
            );
            let arrived = call.arrived_at.map(time);
            lines.extend(arrived.map(|at| ("step-fast_lane_arrive", at)));
            lines.extend(call.fixed_at.map(|at| ("step-fast_lane_fix", time(at))));
        }
        for (label, text) in lines {
            self.add(label, text, Tone::Plain);
        }
        for step in &case.transfer.taken {
            self.paras.push(Para {
                label: code("step", step.kind().code()),
                text: history::transfer(&self.shared.words, step).join("  "),
                tone: Tone::Plain,
                item: None,
            });
        }
        let steps: Vec<(String, String)> = case
            .appeal
            .steps()
            .into_iter()
            .map(|step| {
                let text = appeal::told(&self.shared.words, &step).join("  ");
                let step = Step::Appeal(Box::new(step));
                (code("step", step.code()), text)
            })
            .collect();
        self.paras
            .extend(steps.into_iter().map(|(label, text)| Para {
                label,
                text,
                tone: Tone::Plain,
                item: None,
            }));
        let revealed = self.sight.revealed;
        let services = mediating::services(&self.shared.words, self.view, revealed);
        self.paras.extend(services);
        let mediation = mediating::mediation(self.shared, self.view);
        self.paras.extend(mediation);
        self.together();
    }

    /// 工作专班 and 联合接访: who works on it together, and what units took on.
    fn together(&mut self) {
        let view = self.view;
        for force in &view.case.task_forces {
            let text = forces::force(&self.shared.words, force).join("\n");
            self.add("joint-force-section", text, Tone::Plain);
        }
        let today = self.shared.now.date();
        for pledge in &view.joint {
            let text = forces::pledge(&self.shared.words, pledge);
            let tone = match pledge.said.open_until() {
                Some(day) if day < today => Tone::Bad,
                Some(_) => Tone::Warn,
                None => Tone::Plain,
            };
            self.add("joint-section", text, tone);
        }
    }

    fn others(&mut self) {
        for (index, row) in self.view.others.iter().enumerate() {
            let (label, text) = row_line(&self.shared.words, row);
            self.item(index, label, text, Tone::Plain);
        }
    }

    fn chain(&mut self) {
        for (index, node) in self.view.chain.iter().enumerate() {
            let label = self.code("level", node.level.code());
            let text = node_line(&self.shared.words, node);
            let tone = if node.is_vacant() {
                Tone::Warn
            } else {
                Tone::Plain
            };
            self.item(index, label, text, tone);
        }
    }
}

/// Gives a case of a list in words: its state, and its number with what it is about.
pub fn row_line(words: &Words, row: &CaseRow) -> (String, String) {
    let number = row.number.to_string();
    let state = if row.is_secret() {
        String::new()
    } else {
        words.code("status", row.status.code())
    };
    let what = if row.is_secret() {
        words.say("queue-secret")
    } else if row.class == Class::Unclassed {
        words.say("queue-unclassed")
    } else {
        row.summary.replace('\n', " ")
    };
    let received = row.received_at.date();
    (state, format!("{number}  {received}  {what}"))
}

/// Says who stands behind a node of the grid.
pub fn node_line(words: &Words, node: &GridNode) -> String {
    let said = |post: &Post| {
        let phone = &post.holder.phone;
        format!("{} {} {phone}", post.role, post.holder.name)
    };
    let head = node
        .head
        .as_ref()
        .map_or_else(|| words.say("case-vacant"), said);
    let workers = node.workers.iter().map(said);
    let mut parts = vec![node.name.clone(), head];
    parts.extend(workers);
    parts.join("  ")
}

/// Writes a time to the minute.
fn time(moment: Moment) -> String {
    moment.local().format("%Y-%m-%d %H:%M").to_string()
}
