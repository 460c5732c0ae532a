//! What is done about a matter of the made-up town, until the present cuts it off. Every step is
//! tried on the case itself, so that no step is taken which the law forbids.

use std::collections::VecDeque;

use chrono::NaiveDate;

use crate::domain::case::fact::appeal::{AppealStep, Carried};
use crate::domain::case::fact::closing::{ClosingStep, Satisfaction, WithdrawalForm};
use crate::domain::case::fact::dispute::InPlace;
use crate::domain::case::fact::matter::Visit;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::case::fact::track::{TrackNote, TrackStage, TrackState};
use crate::domain::case::fact::transfer::TransferStep;
use crate::domain::codes::{
    Channel, Class, DeliveryWay, Difficulty, Exit, Ruling, Status, Track, Urgency,
};
use crate::domain::force::unit_of;
use crate::domain::moment::Moment;
use crate::exchange::town::forces::convener;
use crate::exchange::town::phrase::{Blanks, say};
use crate::exchange::town::prose::prose;
use crate::exchange::town::rng::Rng;
use crate::exchange::town::staff::{CLERKS, HOLDERS, LEADERS};
use crate::exchange::town::subject::Subject;
use crate::exchange::town::working_time::WorkingTime;

mod orders;
mod returns;

/// What happens next to a matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// When.
    pub when: Moment,
    /// By whom it is written down.
    pub who: &'static str,
    /// What.
    pub what: Happening,
}

/// A step, or the person comes again.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// A step.
    Step(Step),
    /// 再次来访.
    Visit(Box<Visit>),
}

/// A matter's course from its registration on.
pub struct Life<'a> {
    rng: Rng,
    time: &'a WorkingTime,
    until: Moment,
    subject: &'a Subject,
    name: String,
    case: Case,
    now: Moment,
    returns: VecDeque<Planned>,
    planned: VecDeque<Planned>,
}

impl<'a> Life<'a> {
    /// Plans everything that happens to a case that was just registered, in the order of time.
    pub fn plan(
        rng: Rng,
        time: &'a WorkingTime,
        until: Moment,
        subject: &'a Subject,
        name: &str,
        case: Case,
    ) -> VecDeque<Planned> {
        let mut life = Self {
            rng,
            time,
            until,
            subject,
            name: name.to_owned(),
            now: case.registered_at,
            case,
            returns: VecDeque::new(),
            planned: VecDeque::new(),
        };
        life.plan_returns();
        life.run();
        life.come_again(until);
        life.planned
    }

    fn run(&mut self) {
        if self.rng.chance(3) {
            return;
        }
        if self.subject.class == Class::Accusation {
            return self.accusation();
        }
        if self.case.is_order_only() {
            self.take_up();
            let answered = matches!(self.subject.class, Class::Claim | Class::Suggestion);
            if answered && self.rng.chance(80) {
                return self.order();
            }
        }
        self.classify();
        if self.case.channel() == Some(Channel::Station)
            && !self.subject.terms.is_empty()
            && self.rng.chance(60)
        {
            return self.settle_on_the_spot();
        }
        match self.rng.below(100) {
            0..=2 => self.withdraw(),
            3..=5 => self.decline(),
            6..=19 if self.subject.road.is_some() => self.guide(),
            20..=54 if !self.subject.terms.is_empty() => self.mediate(),
            _ if self.subject.class == Class::Litigation => self.guide(),
            _ => self.decide(),
        }
    }

    fn classify(&mut self) {
        if self.case.matter.class == self.subject.class {
            return;
        }
        let step = Step::Classify {
            class: self.subject.class,
            category: Some(self.subject.category),
            urgency: self.case.matter.urgency,
            difficulty: self.case.matter.difficulty,
        };
        self.take((0, 2), |_| step);
    }

    fn accusation(&mut self) {
        let holder = self.holder();
        self.take((0, 2), |_| Step::Assign {
            unit: Some("镇纪委".to_owned()),
            holder: Some(holder),
            leader: None,
        });
        self.take((5, 20), |_| Step::Note {
            text: prose().course.passed_to_discipline.clone(),
        });
    }

    fn withdraw(&mut self) {
        self.take((2, 8), |on| Step::Withdraw {
            on,
            words: prose().course.withdrawn.clone(),
            form: Some(WithdrawalForm::Written),
        });
        self.call_back();
        self.strike_off(&prose().proof.withdrawn);
    }

    fn call_back(&mut self) {
        self.take((1, 3), |on| {
            Step::Closing(ClosingStep::CallBack {
                on,
                confirmed: true,
                statement: prose().course.withdrawal_confirmed.clone(),
            })
        });
    }

    fn decline(&mut self) {
        self.take((1, 6), |on| Step::Decline {
            on,
            reason: prose().course.declined.clone(),
            road: prose().course.declined_road.clone(),
        });
        self.notify();
        self.strike_off(&prose().proof.declined);
    }

    fn guide(&mut self) {
        let Some(way) = &self.subject.road else {
            return;
        };
        self.take((0, 5), |on| Step::Guide {
            on,
            exit: way.exit,
            advice: way.advice.clone(),
        });
        self.track(Track::LegalAid, way.exit != Exit::Litigation);
        self.notify();
        self.take((10, 40), |on| {
            Step::Transfer(TransferStep::GuidanceEnded {
                on,
                outcome: prose().course.guidance_ended.clone(),
            })
        });
        self.strike_off(&prose().proof.guided);
    }

    fn accept(&mut self) {
        self.take((1, 6), |on| Step::Accept { on });
        if !self.rng.chance(5) {
            self.notify();
        }
        let (mut holder, mut unit) = (self.holder(), self.subject.unit.clone());
        let hard = self.case.matter.difficulty == Difficulty::Hard;
        // 分类: the hard ones of its category go to the standing task force.
        let category = self.case.matter.category.filter(|_| hard);
        if let Some((category, force)) = category.and_then(|it| Some((it, unit_of(it)?))) {
            (holder, unit) = (convener(category).to_owned(), force.to_owned());
        }
        let leader = (hard || self.rng.chance(30))
            .then(|| self.rng.pick(&LEADERS).map(|name| (*name).to_owned()))
            .flatten();
        self.take((0, 2), |_| Step::Assign {
            unit: Some(unit),
            holder: Some(holder),
            leader,
        });
    }

    fn mediate(&mut self) {
        self.accept();
        self.track(self.subject.track, false);
        let terms = self.sentence(&self.subject.terms);
        self.take((3, 20), |on| Step::Agree { on, terms });
        self.track(self.subject.track, true);
        self.strike_off(&prose().proof.agreed);
    }

    /// 当场化解 at a station: both sides are there and sign on the same day.
    fn settle_on_the_spot(&mut self) {
        let terms = self.sentence(&self.subject.terms);
        self.take((0, 0), |on| Step::Accept { on });
        self.take((0, 0), |on| Step::Agree { on, terms });
        self.strike_off(&prose().proof.agreed);
    }

    fn decide(&mut self) {
        self.accept();
        if self.rng.chance(45) {
            self.track(self.subject.track, true);
        }
        if self.rng.chance(25) {
            self.take((2, 6), |_| Step::Note {
                text: prose().course.looked_into.clone(),
            });
        }
        let hard = self.case.matter.difficulty == Difficulty::Hard;
        let days = match (self.case.matter.urgency, self.rng.below(100)) {
            (Urgency::Urgent | Urgency::Grave, _) => (1, 7),
            (Urgency::Ordinary, 0..=3) => (66, 100),
            (Urgency::Ordinary, 4..=15) => (34, 50),
            (Urgency::Ordinary, _) if hard => (20, 45),
            (Urgency::Ordinary, _) => (6, 24),
        };
        if days.0 > 40 && self.rng.chance(50) {
            self.extend();
        }
        let (ruling, opinion) = (self.ruling(), self.sentence(&self.subject.opinions));
        let basis = self.subject.basis.clone();
        let (request, facts) = self.restated();
        self.take(days, |on| Step::Decide {
            on,
            ruling,
            opinion,
            basis,
            request,
            facts,
        });
        let way = self.way();
        self.take((0, 3), |on| Step::Deliver { on, way });
        if self.case.is_supported() {
            self.take((1, 2), |on| {
                Step::Appeal(Box::new(AppealStep::CarryOut(Carried {
                    on,
                    what: prose().course.carried_out.clone(),
                    done: true,
                })))
            });
        }
        if self.rng.chance(85) {
            self.strike_off(&prose().proof.decided);
        }
    }

    /// What the matter says of request and facts goes into the letter; the summary where it says
    /// nothing.
    fn restated(&self) -> (String, String) {
        let matter = &self.case.matter;
        let filled = |text: &String| {
            if text.is_empty() {
                matter.summary.clone()
            } else {
                text.clone()
            }
        };
        (filled(&matter.request), filled(&matter.facts))
    }

    fn extend(&mut self) {
        self.take((30, 48), |on| Step::Extend {
            on,
            days: 30,
            approver: prose().course.extended_by.clone(),
            reason: prose().course.extended_for.clone(),
            informed_on: on,
        });
    }

    fn notify(&mut self) {
        let way = self.way();
        self.take((0, 4), |on| Step::Notify { on, way });
    }

    fn strike_off(&mut self, proof: &str) {
        let done = if self.case.resolved() == Some(true) {
            InPlace::Solved
        } else {
            InPlace::Explained
        };
        self.take((3, 16), |on| Step::StrikeOff {
            on,
            proof: proof.to_owned(),
            in_place: vec![done],
        });
        if self.case.status == Status::StruckOff && self.rng.chance(70) {
            self.ask_satisfaction();
        }
    }

    fn ask_satisfaction(&mut self) {
        let words = &prose().satisfaction;
        let (answer, statement) = match self.rng.below(100) {
            0..=71 => (Satisfaction::Satisfied, words.satisfied.as_str()),
            72..=87 => (Satisfaction::Basically, words.basically.as_str()),
            88..=93 => (Satisfaction::Dissatisfied, words.dissatisfied.as_str()),
            _ => (Satisfaction::NotReached, ""),
        };
        self.take((1, 6), |on| {
            Step::Closing(ClosingStep::Satisfaction {
                on,
                satisfaction: Some(answer),
                statement: statement.to_owned(),
                office: Some(of_office(answer)),
            })
        });
    }

    fn track(&mut self, track: Track, done: bool) {
        let holder = self.holder();
        let words = &prose().course;
        let note = if done {
            &words.finished
        } else {
            &words.taken_over
        }
        .clone();
        let stage = if done {
            TrackStage::Done
        } else {
            TrackStage::Doing
        };
        self.take((0, 3), |_| {
            Step::Track(TrackState {
                track,
                holder,
                stage,
                note: TrackNote::Text(note),
            })
        });
    }

    /// Takes a step some days later, unless the present comes first or the law forbids it.
    fn take(&mut self, days: (u64, u64), step: impl FnOnce(NaiveDate) -> Step) {
        self.take_at(days, |when| step(when.date()));
    }

    /// The same for a step that tells its minute.
    fn take_at(&mut self, days: (u64, u64), step: impl FnOnce(Moment) -> Step) {
        let days = self.rng.between(days.0, days.1);
        let when = self.time.after(&mut self.rng, self.now, days);
        self.take_then(when, step);
    }

    /// Takes a step some minutes later.
    fn take_soon(&mut self, minutes: (u64, u64), step: impl FnOnce(Moment) -> Step) {
        let minutes = self.rng.between(minutes.0, minutes.1);
        let seconds = i64::try_from(minutes).unwrap_or(30) * 60;
        self.take_then(self.now.plus_seconds(seconds), step);
    }

    fn take_then(&mut self, when: Moment, step: impl FnOnce(Moment) -> Step) {
        let picked = self.rng.pick(&CLERKS).copied().unwrap_or("值班员");
        if when > self.until {
            self.now = when;
            return;
        }
        self.come_again(when);
        // An accusation is handled by those who may see it, a call-back is made by somebody else.
        let step = step(when);
        let others = CLERKS.iter().copied();
        let taken = [picked].into_iter().chain(others).find_map(|who| {
            let next = self.case.apply(&step, who, when).ok()?;
            Some((who, next))
        });
        if let Some((who, next)) = taken {
            self.case = next;
            self.now = when;
            self.planned.push_back(Planned {
                when,
                who,
                what: Happening::Step(step),
            });
        }
    }

    fn sentence(&mut self, list: &[String]) -> String {
        let picked = self.rng.pick(list).map_or("已办理并答复。", String::as_str);
        let village = self
            .case
            .matter
            .village
            .clone()
            .unwrap_or_else(|| "本村".to_owned());
        let blanks = Blanks {
            village: &village,
            name: &self.name,
            people: self
                .case
                .visits
                .first()
                .map_or(1, |visit| visit.people_count),
        };
        say(&mut self.rng, picked, blanks)
    }

    fn holder(&mut self) -> String {
        self.rng
            .pick(&HOLDERS)
            .copied()
            .unwrap_or("王立新")
            .to_owned()
    }

    fn way(&mut self) -> DeliveryWay {
        let ways = [
            (DeliveryWay::Hand, 60),
            (DeliveryWay::Text, 20),
            (DeliveryWay::Post, 12),
            (DeliveryWay::Web, 8),
        ];
        self.rng
            .weighted(&ways, |(_, weight)| *weight)
            .map_or(DeliveryWay::Hand, |way| way.0)
    }

    fn ruling(&mut self) -> Ruling {
        let rulings = [
            (Ruling::Support, 70),
            (Ruling::Explain, 20),
            (Ruling::NotSupport, 10),
        ];
        self.rng
            .weighted(&rulings, |(_, weight)| *weight)
            .map_or(Ruling::Support, |r| r.0)
    }
}

/// What a person says of the desk that took him in: who is not content with the outcome mostly
/// has nothing against it.
const fn of_office(of_unit: Satisfaction) -> Satisfaction {
    match of_unit {
        Satisfaction::Dissatisfied => Satisfaction::Basically,
        Satisfaction::Satisfied | Satisfaction::Basically | Satisfaction::NotReached => of_unit,
    }
}
