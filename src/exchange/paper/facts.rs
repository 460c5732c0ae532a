//! The facts of a case that papers may say, in the reader's language.
//!
//! A new fact is a row of [`Fact`], a value here, and its words `fact-…` in both languages.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::clean;
use crate::domain::codes::Class;
use crate::domain::deadline::rule::RuleName;
use crate::domain::entry::What;
use crate::domain::number::VisitNumber;
use crate::domain::paper::{Fact, Listing};
use crate::exchange::paper::lists::{clocks, instalments, query, roads, steps, timeline};
use crate::exchange::paper::sheet::Part;
use crate::exchange::paper::source::{Source, long, long_minute};
use crate::words::bundle::Words;

/// What papers may say of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    texts: BTreeMap<Fact, String>,
    lists: BTreeMap<Listing, Vec<Part>>,
}

impl Facts {
    /// Takes the facts. Of an accusation none says what it is about (条例 30 ¶3).
    pub fn of(source: Source<'_>) -> Self {
        let mut facts = Self::default();
        facts.house(source);
        facts.registration(source);
        match source.view.case.matter.class {
            Class::Suggestion | Class::Accusation | Class::Litigation => {}
            Class::Claim | Class::Unclassed => {
                facts.texts.insert(Fact::Ordinary, String::new());
            }
        }
        if source.view.case.matter.class == Class::Accusation {
            facts.set(Fact::Locked, source.words.say("paper-locked"));
        } else {
            facts.person(source);
            facts.matter(source);
            facts.life(source);
            facts.agreement(source);
            facts.put(Listing::Roads, roads(source.words, &source.view.case));
            facts.put(Listing::Steps, steps(source));
            facts.put(Listing::Instalments, instalments(source));
        }
        facts.put(Listing::Clocks, clocks(source));
        facts.put(Listing::Timeline, timeline(source));
        facts.put(Listing::Query, query(source));
        facts
    }

    /// Gives a fact; `None` while it is missing.
    pub fn get(&self, fact: Fact) -> Option<&str> {
        self.texts.get(&fact).map(String::as_str)
    }

    /// Gives a list; empty while it is missing.
    pub fn list(&self, list: Listing) -> &[Part] {
        self.lists.get(&list).map_or(&[], Vec::as_slice)
    }

    /// Sets a fact; an empty value is a missing one.
    pub fn set(&mut self, fact: Fact, value: impl Into<String>) {
        let value = clean::text(value.into().trim());
        if !value.is_empty() {
            self.texts.insert(fact, value);
        }
    }

    /// Says request and facts as the decision restates them (条例 32).
    pub fn restate(&mut self, case: &Case) {
        self.set(Fact::Request, case.decided_request());
        self.set(Fact::Facts, case.decided_facts());
    }

    /// Leaves 复查 unsaid: an agreement is no 处理意见, what the parties can do about it stands in its own
    /// text (人民调解法 32, 33).
    pub fn leave_review_out(&mut self) {
        self.texts.remove(&Fact::Ordinary);
    }

    fn put(&mut self, list: Listing, parts: Vec<Part>) {
        self.lists.insert(list, parts);
    }

    fn day(&mut self, fact: Fact, words: &Words, day: Option<NaiveDate>) {
        if let Some(day) = day {
            self.set(fact, long(words, day));
        }
    }

    fn house(&mut self, from: Source<'_>) {
        let (words, town) = (from.words, from.town);
        for (fact, own, key) in [
            (Fact::House, &town.house, "paper-house"),
            (Fact::Organ, &town.organ, "paper-organ"),
            (Fact::ReviewBody, &town.review_body, "paper-review-body"),
            (Fact::RecheckBody, &town.recheck_body, "paper-recheck-body"),
        ] {
            let name = if own.trim().is_empty() {
                words.say(key)
            } else {
                own.clone()
            };
            self.set(fact, name);
        }
        self.set(Fact::Hotline, town.hotline.clone());
        self.day(Fact::Today, words, Some(from.today));
    }

    fn registration(&mut self, from: Source<'_>) {
        let (words, case) = (from.words, &from.view.case);
        let visit = VisitNumber {
            case: case.number,
            visit: from.visit,
        };
        let at = usize::try_from(from.visit.saturating_sub(1)).unwrap_or(usize::MAX);
        let received = case.visits.get(at);
        self.set(Fact::Number, case.number.to_string());
        self.set(Fact::Visit, visit.to_string());
        self.set(Fact::Code, from.code.to_string());
        let when = received.map_or(Some(case.registered_at), |it| it.received_at);
        let received_at = match when {
            Some(at) => long_minute(words, at),
            None => words.received(None),
        };
        self.set(Fact::Received, received_at);
        let entry =
            from.view.history.iter().filter(|entry| {
                matches!(&entry.what, What::Case(Step::Register(_) | Step::Join(_)))
            });
        let entry = entry.clone().nth(at).or(from.view.history.first());
        let registered = entry.map_or(case.registered_at, |it| it.when);
        self.set(Fact::Registered, long_minute(words, registered));
        if let Some(entry) = entry {
            self.set(Fact::Registrar, entry.who.clone());
        }
        if let Some(visit) = received {
            self.set(Fact::Channel, words.channel(visit.channel));
            self.set(Fact::Station, visit.station.clone().unwrap_or_default());
        }
        let name = &from.view.person.name;
        self.set(Fact::Name, addressed(words, name, case.people_count()));
        self.set(Fact::Petitioner, words.say("paper-unnamed"));
        self.set(Fact::Petitioner, name.clone());
    }

    fn person(&mut self, from: Source<'_>) {
        let (words, person, case) = (from.words, &from.view.person, &from.view.case);
        let owned = |text: &Option<String>| text.clone().unwrap_or_default();
        self.set(Fact::IdNumber, owned(&person.id_number));
        self.set(Fact::Phones, person.phones.join("、"));
        self.set(Fact::Village, owned(&person.village));
        let (village, address) = (owned(&person.village), owned(&person.address));
        self.set(Fact::Address, place(&village, &address));
        if case.people_count() > 1 {
            let args = [("n", case.people_count().into())];
            self.set(Fact::People, words.say_with("paper-people", &args));
        }
        self.set(
            Fact::Representatives,
            case.matter.representatives.join("、"),
        );
    }

    fn matter(&mut self, from: Source<'_>) {
        let (words, case) = (from.words, &from.view.case);
        let matter = &case.matter;
        self.set(Fact::Class, words.code("class", matter.class.code()));
        if let Some(category) = matter.category {
            self.set(Fact::Category, words.code("category", category.code()));
        }
        self.set(Fact::Status, words.code("status", case.status_word()));
        self.set(Fact::Summary, matter.summary.clone());
        self.set(Fact::Place, matter.village.clone().unwrap_or_default());
        self.set(Fact::Request, matter.request.clone());
        self.set(Fact::Facts, matter.facts.clone());
        self.set(Fact::Evidence, matter.evidence.clone().unwrap_or_default());
        let numbers = matter.external.iter().map(|it| {
            let kind = words.code("external", it.kind.code());
            format!("{kind} {}", it.value)
        });
        self.set(Fact::External, numbers.collect::<Vec<_>>().join("、"));
        let unit = case.unit.clone().unwrap_or_default();
        let holder = case.holder.clone().unwrap_or_default();
        let house = self.get(Fact::House).unwrap_or_default().to_owned();
        for name in [house, unit.clone(), holder] {
            self.set(Fact::Handler, name);
        }
        self.set(Fact::Unit, unit);
        self.set(Fact::Leader, case.leader.clone().unwrap_or_default());
        // Whoever reads a notice has been told: that clock is none of his.
        let answered = case.accepted_on.is_some() || case.declined.is_some();
        let clocks = from.view.clocks.iter().filter(|clock| {
            let notice = matches!(
                clock.deadline.rule,
                RuleName::Notice | RuleName::NoticeTransferred
            );
            clock.binds && clock.met_on.is_none() && !(notice && answered)
        });
        if let Some(next) = clocks.min_by_key(|clock| clock.deadline.due.last_moment()) {
            let rule = next.deadline.rule.code();
            let args = [
                ("rule", words.code("rule", rule).into()),
                ("due", long(words, next.deadline.due.date()).into()),
            ];
            self.set(Fact::NextDue, words.say_with("paper-next-due", &args));
        }
    }

    /// What was done to the case.
    fn life(&mut self, from: Source<'_>) {
        let (words, case) = (from.words, &from.view.case);
        let due = |rules: &[RuleName]| {
            let mut clocks = from.view.clocks.iter();
            let clock = clocks.find(|clock| rules.contains(&clock.deadline.rule));
            clock.map(|clock| clock.deadline.due.date())
        };
        let decide = due(&[RuleName::Decide, RuleName::DecideExtended]);
        let declined = case.declined.as_ref();
        let extension = case.extension.as_ref();
        let decision = case.decision.as_ref();
        let struck_off = case.struck_off.as_ref();
        for (fact, day) in [
            (Fact::AcceptedOn, case.accepted_on),
            (Fact::DecideDue, decide),
            (Fact::SixtiethDay, case.sixtieth_day()),
            (Fact::NoticeOn, case.notice.as_ref().map(|it| it.on)),
            (Fact::DeclinedOn, declined.map(|it| it.on)),
            (Fact::ExtensionOn, extension.map(|it| it.on)),
            (Fact::DecidedOn, decision.map(|it| it.on)),
            (Fact::DeliveredOn, case.delivered.as_ref().map(|it| it.on)),
            (Fact::ReviewDue, due(&[RuleName::ReviewRequest])),
            (Fact::ConfirmDue, due(&[RuleName::JudicialConfirmation])),
            (Fact::WithdrawnOn, case.withdrawn.as_ref().map(|it| it.on)),
            (Fact::StruckOffOn, struck_off.map(|it| it.on)),
        ] {
            self.day(fact, words, day);
        }
        if let Some(it) = declined {
            self.set(Fact::DeclineReason, it.reason.clone());
            self.set(Fact::DeclineRoad, it.road.clone());
        }
        if let Some(it) = extension {
            self.set(Fact::ExtensionDays, it.days.to_string());
            self.set(Fact::ExtensionReason, it.reason.clone());
            self.set(Fact::Approver, it.approver.clone());
        }
        if let Some(it) = decision {
            self.set(Fact::Ruling, words.code("ruling", it.ruling.code()));
            self.set(Fact::Opinion, it.opinion.clone());
            self.set(Fact::Basis, it.basis.clone());
        }
        if let Some(it) = struck_off {
            self.set(Fact::Proof, it.proof.clone());
        }
    }

    /// 调解协议: what the mediation wrote down, else what was agreed without one.
    fn agreement(&mut self, from: Source<'_>) {
        let (words, case) = (from.words, &from.view.case);
        self.set(Fact::Respondent, words.say("paper-blank"));
        // Where nobody wrote it down it is filled in by hand, as the other side is.
        self.set(Fact::Dispute, words.say("paper-blank"));
        self.set(Fact::Dispute, case.matter.facts.clone());
        if let Some(agreement) = &case.agreement {
            self.day(Fact::AgreedOn, words, Some(agreement.on));
            self.set(Fact::Terms, agreement.terms.clone());
        }
        let Some(mediation) = case.mediation.current() else {
            return;
        };
        self.set(Fact::Respondent, mediation.consents.other.clone());
        if let Some(referral) = &mediation.referral {
            self.set(Fact::Mediators, referral.mediators.join("、"));
        }
        if let Some(agreed) = mediation.agreement() {
            let accord = &agreed.accord;
            self.day(Fact::AgreedOn, words, Some(accord.on));
            self.set(Fact::Parties, accord.parties.clone());
            self.set(Fact::Dispute, accord.dispute.clone());
            self.set(Fact::Terms, accord.content.clone());
            self.set(Fact::Performance, accord.performance.clone());
        }
    }
}

/// Gives where a person lives: the village leads, where the address does not name it.
fn place(village: &str, address: &str) -> String {
    let leading = (!address.contains(village)).then_some(village);
    let parts = leading.into_iter().chain([address]);
    parts
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Gives whom a letter addresses: of a group the one who registered, and how many they are.
fn addressed(words: &Words, name: &str, people: u32) -> String {
    if people < 2 || name.is_empty() {
        return name.to_owned();
    }
    let args = [("name", name.into()), ("n", people.into())];
    words.say_with("paper-addressed-group", &args)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn an_address_that_names_the_village_names_it_once() {
        assert_eq!(place("槐家村", "槐家村 82 号"), "槐家村 82 号");
        assert_eq!(place("槐家村", "村东头 3 号"), "槐家村 村东头 3 号");
        assert_eq!(place("槐家村", ""), "槐家村");
        assert_eq!(place("", "县城某小区"), "县城某小区");
    }
}
