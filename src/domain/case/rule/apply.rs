//! Deciding a step: the law's rules on what was typed into it.

use chrono::NaiveDate;

use crate::domain::act::HOUSE;
use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clock::starts::not_later;
use crate::domain::case::fact::closing::WithdrawalForm;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{CaseField, Step};
use crate::domain::case::fact::track::TrackNote;
use crate::domain::case::fact::transfer::TransferStep;
use crate::domain::case::rule::check::{needed, within};
use crate::domain::case::rule::key_case::check_length;
use crate::domain::case::rule::recusal::are_one;
use crate::domain::codes::Class;
use crate::domain::deadline::compute::compute;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::province::Purpose;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;
use crate::domain::viewer::Viewer;

impl Case {
    /// Decides `step`, taken by `who` at `now`, and gives the case after it; working days are
    /// counted by the built-in lists, and nothing was set otherwise.
    ///
    /// # Errors
    /// Refuses what the law forbids now, with the rule and the field that it is about.
    pub fn apply(&self, step: &Step, who: &str, now: Moment) -> Result<Self, Refusal> {
        let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
        self.apply_by(&calendar, &settings, step, who, now)
    }

    /// The same by a calendar, which may hold lists that were imported, and by what the town set.
    ///
    /// # Errors
    /// Refuses what the law forbids now, with the rule and the field that it is about.
    pub fn apply_by(
        &self,
        calendar: &WorkingCalendar,
        settings: &Settings,
        step: &Step,
        who: &str,
        now: Moment,
    ) -> Result<Self, Refusal> {
        // What the house does follows from a rule; all else is for named staff. Whoever comes again
        // about a matter that is held back from the clerk is registered with a matter of his own.
        if self.sealed || who != HOUSE && !self.is_open_to(&Viewer::new(who)) {
            return Err(Refusal::new(Reason::NotForThisViewer));
        }
        self.check(step, now.date())?;
        if let Step::Transfer(TransferStep::Object { on, .. }) = step {
            self.check_objection(*on, calendar)?;
        }
        if let Some(kind) = step.kind() {
            self.check_asker(kind, who)?;
        }
        if let Step::Extend { on, approver, .. } = step {
            self.check_extension(*on, approver, who, calendar, settings)?;
        }
        if let Step::FastLane(step) = step {
            self.check_fast_lane(step, now)?;
        }
        if let Step::Key(step) = step {
            check_length(step, settings.key_case_months)?;
        }
        self.check_dispute(step, &settings.dispute_types)?;
        if let Step::Order(step) = step {
            self.check_order_days(step, calendar, settings, now)?;
        }
        Ok(self.evolve(step, who))
    }

    /// 条例 30 ¶3: a word does not open an accusation to everybody; who is complained of is taken out
    /// first, by an entry of its own.
    fn check_class(&self, class: Class) -> Result<(), Refusal> {
        let names_somebody = self
            .matter
            .accused
            .as_deref()
            .is_some_and(|accused| !accused.trim().is_empty());
        if self.matter.class == Class::Accusation && class != Class::Accusation && names_somebody {
            return Err(Refusal::about("class", Reason::StillAccuses));
        }
        Ok(())
    }

    fn check(&self, step: &Step, today: NaiveDate) -> Result<(), Refusal> {
        self.check_merge(step)?;
        if let Some(kind) = step.kind() {
            self.may(kind, today)?;
        }
        let first = self.since();
        match step {
            Step::Register(_) => Err(Refusal::new(Reason::AlreadyKnown)),
            Step::Track(it) if it.note == TrackNote::Sealed => {
                Err(Refusal::about("note", Reason::Missing))
            }
            Step::Track(it) => self.check_given("holder", &it.holder),
            Step::Join(visit) => self.may_join(visit),
            Step::Classify { class, .. } => self.check_class(*class),
            Step::FastLane(_) => Ok(()),
            Step::LegalAid(step) => self.check_aid(step, today),
            Step::Decline { on, reason, road } => {
                needed("reason", reason)?;
                needed("road", road)?;
                within("on", *on, first, today)
            }
            Step::Guide { on, advice, .. } => {
                needed("told", advice)?;
                within("on", *on, first, today)
            }
            Step::Accept { on } => {
                not_later(self.starts.accepted, *on)?;
                within("on", *on, first, today)
            }
            Step::Notify { on, .. } => within("on", *on, first, today),
            Step::Assign {
                unit,
                holder,
                leader,
            } => self.check_assignment(unit.as_deref(), holder.as_deref(), leader.as_deref()),
            Step::Extend {
                on,
                days,
                approver,
                reason,
                informed_on,
            } => {
                needed("approver", approver)?;
                needed("reason", reason)?;
                if *days == 0 {
                    return Err(Refusal::about("days", Reason::NotANumber));
                }
                if *days > u32::from(RuleName::Decide.most_more()) {
                    return Err(Refusal::about("days", Reason::TooLong));
                }
                let accepted = self.accepted_on.unwrap_or(first);
                within("on", *on, accepted, today)?;
                within("told_on", *informed_on, *on, today)
            }
            Step::Decide {
                on,
                opinion,
                basis,
                request,
                facts,
                ..
            } => {
                self.check_decision(request, facts, opinion, basis)?;
                within("on", *on, self.accepted_on.unwrap_or(first), today)
            }
            Step::Deliver { on, .. } => {
                let decided = self.decision.as_ref().map_or(first, |decision| decision.on);
                within("on", *on, decided, today)
            }
            Step::Agree { on, terms } => {
                needed("terms", terms)?;
                within("on", *on, first, today)
            }
            Step::Withdraw { on, words, form } => {
                needed("form", form.map_or("", WithdrawalForm::code))?;
                needed("words", words)?;
                within("on", *on, first, today)
            }
            Step::StrikeOff { on, proof, .. } => {
                needed("proof", proof)?;
                within("on", *on, first, today)
            }
            Step::Note { text } => needed("text", text),
            Step::Number { value, .. } => needed("value", value),
            Step::Divert(diverted) => self.check_diverted(diverted, today),
            // What the town set says which types there are: [`Case::check_dispute`].
            Step::Dispute(_) => Ok(()),
            // Two histories take part in a merge; one alone never does.
            Step::Merge(_) => Err(Refusal::new(Reason::MergeTakesBoth)),
            Step::Closing(closing) => self.check_closing(closing, today),
            // Without the history nothing can be taken out of it: [`Case::undo`] decides.
            Step::Undo { .. } => Err(Refusal::about("entry", Reason::NotFound)),
            Step::Mediation(step) => self.check_mediation(step, today),
            Step::TaskForce(step) => self.check_forces(step, today),
            Step::Printed(printed) => self.check_printed(*printed),
            // A file belongs to it in any state: what comes late comes too.
            Step::Attached(attached) => needed("title", &attached.title),
            Step::Transfer(step) => self.check_transfer(step, today),
            Step::Appeal(step) => self.check_appeal(step, today),
            Step::Key(step) => self.check_key(step, today),
            Step::Checklist(step) => self.check_list(step, today),
            Step::Order(step) => self.check_order(step, today),
            Step::Correct { field, old, new } => {
                if self.text(*field) != *old {
                    return Err(Refusal::about(field.code(), Reason::ChangedMeanwhile));
                }
                if old == new {
                    return Err(Refusal::about(field.code(), Reason::NothingChanged));
                }
                match field {
                    CaseField::ReceivedAt => self.check_dating(new, today),
                    CaseField::Purpose if !new.is_empty() && Purpose::parse(new).is_none() => {
                        Err(Refusal::about(field.code(), Reason::NotAChoice))
                    }
                    _ => Ok(()),
                }
            }
        }
    }

    /// 条例 34: the head of the organ approves within the 60 days, whose last day is moved past a
    /// holiday; neither the handler nor whoever writes it down approves his own delay, unless he is
    /// the leader in charge.
    fn check_extension(
        &self,
        on: NaiveDate,
        approver: &str,
        who: &str,
        calendar: &WorkingCalendar,
        settings: &Settings,
    ) -> Result<(), Refusal> {
        if let Some(accepted) = self.accepted_on {
            let start = Moment::start_of(accepted);
            let last = compute(RuleName::Decide, start, calendar, settings);
            let last = last.due.date();
            if on > last {
                return Err(Refusal::about("on", Reason::ExtensionTooLate(last)));
            }
        }
        self.check_given("approver", approver)?;
        let leads = self
            .leader
            .as_deref()
            .is_some_and(|it| are_one(it, approver));
        let handles = self.handler().is_some_and(|it| are_one(it, approver));
        let own = self
            .holder
            .as_deref()
            .is_some_and(|it| are_one(it, approver))
            || (!leads && (handles || are_one(who, approver)));
        if own {
            return Err(Refusal::about("approver", Reason::ApprovesHimself));
        }
        Ok(())
    }

    /// 补记收到日期: only of a matter of which nobody knew it, since the law's days run from it.
    fn check_dating(&self, day: &str, today: NaiveDate) -> Result<(), Refusal> {
        let field = CaseField::ReceivedAt.code();
        if self.received_at().is_some() {
            return Err(Refusal::about(field, Reason::AlreadyKnown));
        }
        let day: NaiveDate = day
            .parse()
            .map_err(|_| Refusal::about(field, Reason::NotADate))?;
        let last = self.known_receipt().map_or(today, Moment::date);
        within(field, day, NaiveDate::MIN, last.min(today))
    }

    /// 回避: who is complained of is given nothing of the matter (条例 28 ¶3, 30 ¶3).
    fn check_assignment(
        &self,
        unit: Option<&str>,
        holder: Option<&str>,
        leader: Option<&str>,
    ) -> Result<(), Refusal> {
        let given = [("unit", unit), ("holder", holder), ("leader", leader)];
        if given
            .iter()
            .all(|(_, value)| value.is_none_or(str::is_empty))
        {
            return Err(Refusal::about("holder", Reason::Missing));
        }
        for part in &self.merge.absorbed {
            part.check_assignment(unit, holder, leader)?;
        }
        for (field, value) in given {
            self.check_given(field, value.unwrap_or_default())?;
        }
        Ok(())
    }
}
