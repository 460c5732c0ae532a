//! 概要: what the matter is, who holds it, and what the law allows next.

use super::Page;
use crate::app::case::mediating;
use crate::app::case::para::Tone;
use crate::domain::case::fact::fast_lane::is_danger;
use crate::domain::case::fact::step::StepKind;
use crate::domain::codes::{Class, Status};
use crate::domain::person::PersonField;
use crate::domain::person::part::PartKind;

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
            self.add("triage-lane", format!("!! {first}"), Tone::Bad);
        }
    }

    pub(super) fn facts(&mut self) {
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
        if !self.sight.preview || matter.class != Class::Unclassed {
            if let Some(purpose) = matter.purpose {
                let purpose = self.code("purpose", purpose.code());
                self.add("ask-purpose", purpose, Tone::Plain);
            }
            self.some(
                "ask-content_class",
                matter.content.as_deref().unwrap_or_default(),
            );
        }
        let mut grades = vec![self.code("class", matter.class.code())];
        grades.extend(matter.category.map(|it| self.code("category", it.code())));
        grades.push(self.code("urgency", matter.urgency.code()));
        grades.push(self.code("difficulty", matter.difficulty.code()));
        self.add("case-grades", grades.join("  "), Tone::Plain);
        self.key_case();
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
        let told = self.shared.words.from_above(&matter.from_above);
        self.some("case-from-above", &told);
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
                PartKind::Wish if !text.is_empty() => self.say(&label, "desk-yes", Tone::Warn),
                PartKind::Name
                | PartKind::Phones
                | PartKind::IdNumber
                | PartKind::Village
                | PartKind::Wish => {}
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
            self.add("key-section", text, Tone::Warn);
        }
    }

    /// Says how often the matter was raised, and what came of the time before.
    pub(super) fn repeat(&mut self) {
        if let Some(repeat) = self.view.case.repeat() {
            let said = self.shared.words.repeat(repeat.times, repeat.last);
            self.add("closing-repeat-label", said, Tone::Warn);
        }
    }

    /// Says whether it is resolved, and how content the person is.
    pub(super) fn ending(&mut self) {
        if let Some(said) = self.shared.words.ending(&self.view.case) {
            self.add("closing-end", said, Tone::Plain);
        }
    }

    /// What the road after the decision means for whoever sits before it.
    pub(super) fn after_decision(&mut self) {
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

    pub(super) fn next_steps(&mut self) {
        let today = self.shared.now.date();
        let steps: Vec<String> = StepKind::all()
            .filter(|kind| {
                let may = self.view.case.may_by(*kind, &self.shared.who, today);
                may.is_ok()
            })
            .map(|kind| self.code("step", kind.code()))
            .collect();
        self.add("case-next", steps.join("  "), Tone::Good);
    }
}
