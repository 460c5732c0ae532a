//! What a dispute is about, and the road that a matter went, in words.

use chrono::NaiveDate;

use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::roadmap::RoadStep;
use crate::domain::case::fact::dispute::{Dispute, InPlace};
use crate::domain::dispute::DisputeType;
use crate::words::bundle::Words;

impl Words {
    /// Says type, amount and people of a dispute; empty where nothing is known.
    pub fn dispute(&self, dispute: &Dispute) -> String {
        let mut parts: Vec<String> = Some(dispute.kind.clone())
            .filter(|kind| !kind.is_empty())
            .into_iter()
            .collect();
        parts.extend(dispute.amount.map(|amount| {
            let args = [("yuan", amount.to_string().into())];
            self.say_with("dispute-amount", &args)
        }));
        parts.extend(
            dispute
                .concerned
                .map(|n| self.say_with("dispute-concerned", &[("n", n.into())])),
        );
        parts.join("  ")
    }

    /// Says the road, each step with its days; its end with its day.
    pub fn roadmap(&self, road: &[RoadStep], today: NaiveDate) -> String {
        let steps: Vec<String> = road
            .iter()
            .map(|step| {
                let state = self.code("status", step.state);
                let args = [("state", state.into())];
                let n = |days: u32| ("n", days.into());
                match step.days(today) {
                    Some(0) => self.say_with("roadmap-same-day", &args),
                    Some(days) => self.say_with("roadmap-days", &[&args[..], &[n(days)]].concat()),
                    None => {
                        let day = [("day", step.from.to_string().into())];
                        self.say_with("roadmap-end", &[&args[..], &day].concat())
                    }
                }
            })
            .collect();
        steps.join(" → ")
    }

    /// Says how long a matter took or has taken, and by how much it is over its date.
    pub fn lasted(&self, facts: &CaseFacts, today: NaiveDate) -> String {
        let days = |key: &str, days: u32| self.say_with(key, &[("n", days.into())]);
        let so_far = facts.received.filter(|_| facts.is_open_on(today));
        let so_far = so_far.and_then(|on| u32::try_from((today - on).num_days()).ok());
        let late = facts.overdue_on(today).or_else(|| facts.answered_late());
        let parts = [
            facts.duration().map(|it| days("roadmap-took", it)),
            so_far.map(|it| days("roadmap-so-far", it)),
            late.map(|it| days("roadmap-late", it)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join("  ")
    }

    /// Says which types of disputes there are, each with the number by which it is chosen.
    pub fn dispute_types(&self, list: &[DisputeType]) -> String {
        let names = list.iter().map(|it| it.name.clone());
        let args = [("list", numbered(names).into())];
        self.say_with("dispute-help", &args)
    }

    /// Says what 三到位一处理 has, each with the number by which it is chosen.
    pub fn in_place_help(&self) -> String {
        let names = InPlace::ALL
            .iter()
            .map(|it| self.code("in-place", it.code()));
        let args = [("list", numbered(names).into())];
        self.say_with("in-place-help", &args)
    }
}

fn numbered(names: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = (1..)
        .zip(names)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    lines.join("  ")
}
