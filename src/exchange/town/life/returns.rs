//! How the person comes again about a matter that is open.

use super::{Happening, Life, Planned};
use crate::domain::case::fact::matter::Visit;
use crate::domain::case::fact::step::Step;
use crate::domain::codes::Channel;
use crate::domain::moment::Moment;
use crate::domain::viewer::Viewer;
use crate::exchange::town::prose::prose;
use crate::exchange::town::staff::CLERKS;

impl Life<'_> {
    /// Plans when the person comes again; who first came to a station comes there again.
    pub(super) fn plan_returns(&mut self) {
        let times = match self.rng.below(100) {
            0..=2 => 3,
            3..=5 => 2,
            6..=14 => 1,
            _ => 0,
        };
        let mut from = self.now;
        for _ in 0..times {
            let days = self.rng.between(4, 24);
            from = self.time.after(&mut self.rng, from, days);
            if from > self.until {
                return;
            }
            let words = self.sentence(&prose().returns);
            let first = self.case.visits.first();
            let comes = self.rng.chance(60);
            let station = first.and_then(|visit| visit.station.clone());
            let station = station.filter(|_| comes);
            let visit = Visit {
                person: self.case.petitioner,
                received_at: Some(from.plus_seconds(-300)),
                channel: Some(match (comes, &station) {
                    (true, Some(_)) => Channel::Station,
                    (true, None) => Channel::Visit,
                    (false, _) => Channel::Phone,
                }),
                station,
                people_count: first.map_or(1, |visit| visit.people_count.min(6)),
                companion: None,
                words,
                new_facts: None,
            };
            let who = self.rng.pick(&CLERKS).copied().unwrap_or("值班员");
            let what = Happening::Visit(Box::new(visit));
            self.returns.push_back(Planned {
                when: from,
                who,
                what,
            });
        }
    }

    /// Lets the person come again before `when`, where he meant to and the case is still open.
    pub(super) fn come_again(&mut self, when: Moment) {
        while self
            .returns
            .front()
            .is_some_and(|planned| planned.when < when)
        {
            let Some(mut planned) = self.returns.pop_front() else {
                return;
            };
            // Of a matter that is held back from him, a clerk does not know that it is there.
            let knows = |who: &str| self.case.is_open_to(&Viewer::new(who));
            if !knows(planned.who) {
                let Some(named) = CLERKS.iter().find(|clerk| knows(clerk)) else {
                    continue;
                };
                planned.who = named;
            }
            let Happening::Visit(visit) = &planned.what else {
                continue;
            };
            let join = Step::Join((**visit).clone());
            // Whoever has his answer from 12345 is content here: what he would raise anew is a petition
            // of its own.
            if let Ok(next) = self.case.apply(&join, planned.who, planned.when)
                && next.follows_from_visit(planned.when.date()).is_none()
            {
                self.case = next;
                self.planned.push_back(planned);
            }
        }
    }
}
