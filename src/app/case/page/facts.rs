//! 概要: what the matter is, who holds it, and what the law allows next.

use super::Page;
use crate::app::case::mediating;
use crate::app::case::owed::until;
use crate::app::case::para::Shade;
use crate::command::table::Command;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::roadmap::roadmap;
use crate::domain::case::fact::fast_lane::is_danger;
use crate::domain::case::rule::next::{Duty, Next};
use crate::domain::codes::{Class, Status};
use crate::domain::entry::past;
use crate::domain::mask::mask_name;
use crate::domain::person::PersonField;
use crate::domain::person::part::PartKind;
use crate::domain::presence::OpenElsewhere;

/// Duties that are shown on the page; all stand in the menu.
pub(super) const DUTIES: usize = 3;
/// Steps that usually follow and are shown on the page.
const USUAL: usize = 4;

impl Page<'_> {
    /// Whom to call first, while people are in danger.
    pub(super) fn danger(&mut self) {
        let call = self.view.case.fast_lane.as_ref();
        let Some(call) = call.filter(|call| call.fixed_at.is_none()) else {
            return;
        };
        if is_danger(call.utility, call.fault) {
            let utility = self.code("utility", call.utility.code());
            let args = [("utility", utility.into())];
            let first = self.shared.words.say_with("triage-danger", &args);
            self.add("triage-lane", format!("!! {first}"), Shade::Bad);
        }
    }

    /// What comes next first; then what the matter is, what has become of it, its terms, and who has to
    /// do with it.
    pub(super) fn facts(&mut self) {
        let view = self.view;
        self.gap();
        self.danger();
        if let Some(number) = view.case.merge.into {
            self.add("step-merged_into", number.to_string(), Shade::Warn);
        }
        if let Some(day) = view.row.acceptance_overdue(self.shared.now.date()) {
            let args = [("day", day.to_string().into())];
            let text = self.shared.words.say_with("case-acceptance-overdue", &args);
            self.add("status-acceptance_overdue", text, Shade::Bad);
        }
        let next = self.next();
        self.next_steps(&next);
        self.checklist();
        self.gap();
        self.matter();
        self.gap();
        self.key_case();
        self.repeat();
        self.ending();
        self.roadmap();
        self.after_decision();
        self.clocks(Some(&next));
        self.paras.extend(mediating::next(self.shared, self.view));
        self.people();
    }

    /// 同时打开: who else has it open now.
    pub(super) fn open_elsewhere(&mut self) {
        let case = &self.view.case;
        let here = |it: &&OpenElsewhere| it.case == case.number && case.may_be_seen_open();
        let who: Vec<&str> = self
            .shared
            .elsewhere
            .iter()
            .filter(here)
            .map(|it| it.who.as_str())
            .collect();
        if !who.is_empty() {
            let args = [("who", who.join("、").into())];
            let text = self.shared.words.say_with("case-open-elsewhere", &args);
            self.add("", text, Shade::Warn);
        }
    }

    /// Where it stands on its road.
    pub(super) fn status(&mut self) {
        let status = self.code("status", self.view.case.status.code());
        self.add("column-status", status, Shade::Plain);
    }

    /// 清单: how much of it is done, and what is still to be done; of what nobody has classed nothing
    /// beside the list.
    fn checklist(&mut self) {
        let case = &self.view.case;
        let hides = self.disclosure.preview && case.matter.class == Class::Unclassed;
        if case.checklist.0.is_empty() || hides {
            return;
        }
        let words = &self.shared.words;
        let counts = words.check_counts(&case.checklist);
        let open = case.checklist.items().filter(|(_, it)| it.is_open());
        let open: Vec<String> = open
            .map(|(place, it)| words.check_item(place, it))
            .collect();
        self.gap();
        self.add("case-checklist", counts, Shade::Plain);
        for line in open {
            self.add("", line, Shade::Plain);
        }
    }

    /// 事情: what it is about, in the petitioner's words and in the centre's.
    pub(super) fn matter(&mut self) {
        let view = self.view;
        let matter = &view.case.matter;
        let is_visible = !self.disclosure.preview || matter.class != Class::Unclassed;
        if is_visible {
            self.some("ask-summary", &matter.summary);
            self.some("ask-request", &matter.request);
            self.some("ask-facts", &matter.facts);
            if let Some(purpose) = matter.purpose {
                let purpose = self.code("purpose", purpose.code());
                self.add("ask-purpose", purpose, Shade::Plain);
            }
            let content = matter.content.as_deref().unwrap_or_default();
            self.some("ask-content_class", content);
        } else {
            self.say("", "case-preview-unclassed", Shade::Dim);
        }
        let mut grades = vec![self.code("class", matter.class.code())];
        grades.extend(matter.category.map(|it| self.code("category", it.code())));
        let words = &self.shared.words;
        for (list, code) in [
            ("urgency", matter.urgency.code()),
            ("difficulty", matter.difficulty.code()),
        ] {
            let field = words.say(&format!("field-{list}"));
            grades.push(format!("{field} {}", words.code(list, code)));
        }
        self.add("case-grades", grades.join("  "), Shade::Plain);
        if is_visible {
            self.some("case-dispute", &self.shared.words.dispute(&matter.dispute));
        }
        self.hidden("ask-accused", matter.accused.as_deref().unwrap_or_default());
        self.some(
            "ask-evidence",
            matter.evidence.as_deref().unwrap_or_default(),
        );
        let numbers: Vec<String> = matter
            .external
            .iter()
            .map(|it| format!("{} {}", self.code("external", it.kind.code()), it.value))
            .collect();
        self.some("field-external_numbers", &numbers.join("  "));
        let message = self.shared.words.from_above(&matter.from_above);
        self.some("case-from-above", &message);
    }

    /// 同事: who holds it and who leads it, where it belongs, who came, and what else is known of the
    /// petitioner.
    pub(super) fn people(&mut self) {
        let (case, matter) = (&self.view.case, &self.view.case.matter);
        let held = [&case.unit, &case.holder, &case.leader];
        for (label, value) in ["ask-unit", "ask-holder", "ask-leader"].iter().zip(held) {
            self.some(label, value.as_deref().unwrap_or_default());
        }
        let village = matter.village.as_deref().unwrap_or_default();
        self.some("field-matter_village", village);
        let revealed = self.disclosure.revealed;
        let names = matter.representatives.iter();
        let names: Vec<String> = names
            .map(|name| {
                if revealed {
                    name.clone()
                } else {
                    mask_name(name)
                }
            })
            .collect();
        self.some("field-representatives", &names.join("、"));
        self.card();
    }

    /// What the heading does not show of the petitioner.
    fn card(&mut self) {
        let person = &self.view.person;
        for part in PersonField::ALL {
            let (label, text) = (format!("ask-{}", part.code()), person.text(*part));
            match part.kind() {
                PartKind::Address | PartKind::Private => self.hidden(&label, &text),
                PartKind::Need => self.some(&label, &text),
                PartKind::YesNo if !text.is_empty() => self.say(&label, "desk-yes", Shade::Warn),
                PartKind::Name
                | PartKind::Phones
                | PartKind::IdNumber
                | PartKind::Village
                | PartKind::YesNo => {}
            }
        }
    }

    /// 重点案件: until when, why, who decided.
    fn key_case(&mut self) {
        let today = self.shared.now.date();
        let Some(left) = self.view.row.key_days_left(today) else {
            return;
        };
        let term = self.view.case.key.on(today).and_then(|it| it.terms.last());
        if let Some(term) = term {
            let text = self.shared.words.key_case(term, left);
            self.add("key-section", text, Shade::Warn);
        }
    }

    /// Says how often the matter was raised, and what came of the time before.
    pub(super) fn repeat(&mut self) {
        if let Some(repeat) = self.view.case.repeat() {
            let text = self.shared.words.repeat(repeat.times, repeat.last);
            self.add("closing-repeat-label", text, Shade::Warn);
        }
    }

    /// Says whether it is resolved, and how content the person is.
    pub(super) fn ending(&mut self) {
        if let Some(text) = self.shared.words.ending(&self.view.case) {
            self.add("closing-end", text, Shade::Plain);
        }
    }

    /// 路线图: the steps of the road with their days, and how long it took in all.
    fn roadmap(&mut self) {
        let (view, words) = (self.view, &self.shared.words);
        let today = self.shared.now.date();
        let road = roadmap(&view.case, &past(&view.history));
        let facts = CaseFacts::of(&view.case, &view.calendar, &view.settings);
        let lasted = facts.map_or(String::new(), |facts| words.lasted(&facts, today));
        let text = format!("{}  {lasted}", words.roadmap(&road, today));
        self.some("case-roadmap", text.trim());
    }

    /// What the road after the decision means for whoever sits before it.
    pub(super) fn after_decision(&mut self) {
        let case = &self.view.case;
        if let Some(number) = case.matter.follows {
            self.some("case-follows", &number.to_string());
        }
        if case.status == Status::Final {
            self.say("", "case-no-longer", Shade::Warn);
        }
        if case.is_supported() && !case.is_carried_out() {
            self.say("", "case-carry-out-owed", Shade::Warn);
        }
    }

    fn next(&self) -> Next {
        self.view.next(&self.shared.who, self.shared.now.date())
    }

    /// What comes next: what is owed with its last day and why, then what usually follows.
    fn next_steps(&mut self, next: &Next) {
        let today = self.shared.now.date();
        let shown = next.duties.iter().take(DUTIES);
        for (at, duty) in shown.enumerate() {
            let label = if at == 0 { "case-next" } else { "" };
            let (text, tone) = self.duty(duty);
            let text = if at == 0 {
                let key = self.shared.keys(Command::Choose);
                format!("{text}  [{key}]")
            } else {
                text
            };
            self.add(label, text, tone);
        }
        let prospect = self.view.case.prospect(&self.shared.who, today);
        if let Some(prospect) = prospect.filter(|_| next.duties.is_empty()) {
            let ahead = self.shared.words.prospect(&prospect);
            let args = [("ahead", ahead.into())];
            let text = self.shared.words.say_with("case-next-ahead", &args);
            self.add("case-next", text, Shade::Plain);
        }
        let usual = next.usual.iter().take(USUAL);
        let usual: Vec<String> = usual.map(|kind| self.code("step", kind.code())).collect();
        let may = self.view.case.offers(&self.shared.who, today);
        let all = may.iter().filter(|(_, refusal)| refusal.is_none()).count();
        let message = next.duties.len().min(DUTIES) + usual.len();
        let args = [
            ("n", all.saturating_sub(message).into()),
            ("key", self.shared.keys(Command::Menu).into()),
        ];
        let more = self.shared.words.say_with("case-more-steps", &args);
        let text = [usual.join("  "), more].join("  ");
        self.add("case-usual", text.trim_start().to_owned(), Shade::Dim);
    }

    /// A duty: the step, how long there is, until when, and by which article.
    fn duty(&self, duty: &Duty) -> (String, Shade) {
        let name = self.code("step", duty.kind.code());
        let Some(clock) = &duty.clock else {
            return (name, Shade::Good);
        };
        let (until, tone) = until(self.shared, clock);
        let tone = if tone == Shade::Plain {
            Shade::Good
        } else {
            tone
        };
        (format!("{name}  {until}"), tone)
    }
}
