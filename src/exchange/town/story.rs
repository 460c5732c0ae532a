//! Everything that is done at the made-up town's desk, act by act in the order of time. An act
//! names the numbers that a store gives which was empty before and holds the town's people in their
//! order: persons, cases within their year, lawyers and bookings from 1.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, VecDeque};

use chrono::{Datelike, Days, NaiveTime};

use crate::domain::act::{Act, Action, Petitioner, Registration};
use crate::domain::case::fact::matter::Matter;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Opening;
use crate::domain::lawyer::{Booking, BookingFact, BookingId, BookingState, MeetingWay, Queue};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::exchange::town::life::{Happening, Life, Planned};
use crate::exchange::town::opening::{Coming, register};
use crate::exchange::town::plan::{DAYS, Town};
use crate::exchange::town::prose::prose;
use crate::exchange::town::reception::{Slot, days, lawyers, slots};
use crate::exchange::town::rng::Rng;
use crate::exchange::town::staff::CLERKS;
use crate::exchange::town::subject::{self, Subject};
use crate::exchange::town::waiting::{Later, Waiting};
use crate::exchange::town::working_time::{WorkingTime, moment};

const KIND: u64 = 4;
const BOOKINGS: u64 = 5;
const ARRIVALS: u64 = 6;
/// Days ahead for which lawyer days are set.
const AHEAD: u64 = 42;
/// How many matters back a booking looks for its case.
const RECENT: usize = 40;
/// Each so-many-th matter is the first person's, so that somebody has a long history.
const FIRST_PERSONS_SHARE: u64 = 61;

/// The acts of a town, one after the other.
pub struct Story<'a> {
    town: &'a Town,
    time: WorkingTime,
    begins: Moment,
    first: VecDeque<Action>,
    next_case: u64,
    runs: BTreeMap<u16, u32>,
    bookings: u64,
    waiting: BinaryHeap<Reverse<Waiting>>,
    recent: VecDeque<Recent>,
    order: u64,
}

/// A matter that a booking can be about.
#[derive(Clone)]
struct Recent {
    number: CaseNumber,
    person: PersonId,
    name: String,
    summary: String,
}

impl<'a> Story<'a> {
    /// Begins the story: the grid, the lawyers, then the matters.
    pub fn new(town: &'a Town) -> Self {
        let until = town.plan.until;
        let time = WorkingTime::before(until, DAYS);
        let begins = time.at(0, 0).date();
        let ends = until
            .date()
            .checked_add_days(Days::new(AHEAD))
            .unwrap_or(until.date());
        let lawyer_days = days(begins, ends, &time);
        let slots = slots(town.plan.seed, &lawyer_days, &time);
        let mut first: VecDeque<Action> = town.grid.iter().cloned().map(Action::Grid).collect();
        let cards = lawyers().into_iter();
        first.extend(cards.map(|lawyer| Action::Lawyer {
            id: None,
            lawyer: Box::new(lawyer),
        }));
        first.extend(lawyer_days.into_iter().map(Action::LawyerDay));
        let mut story = Self {
            town,
            begins: time.at(0, 0).plus_seconds(-1800),
            time,
            first,
            next_case: 0,
            runs: BTreeMap::new(),
            bookings: 0,
            waiting: BinaryHeap::new(),
            recent: VecDeque::new(),
            order: 0,
        };
        for slot in slots {
            let when = moment(slot.booked_on, 10 * 60 + story.order % 100, story.order);
            story.wait(when, Later::Book(slot));
        }
        story
    }

    fn wait(&mut self, when: Moment, what: Later) {
        if when <= self.town.plan.until {
            self.order += 1;
            self.waiting.push(Reverse(Waiting {
                when,
                order: self.order,
                what,
            }));
        }
    }

    /// Gives when a matter is registered; spread over the open time, in the order of the numbers.
    fn opens(&self, number: u64) -> Moment {
        let seconds = u128::from(self.time.minutes()) * 60;
        let of = u128::from(self.town.plan.cases.max(1));
        let place = |number: u64| u64::try_from(u128::from(number) * seconds / of).unwrap_or(0);
        let gap = place(number + 1) - place(number);
        let at = place(number) + Rng::of(self.town.plan.seed, ARRIVALS, number).below(gap);
        self.time.at(at / 60, at % 60)
    }

    fn open(&mut self, when: Moment) -> Option<Act> {
        let number = self.next_case;
        self.next_case += 1;
        let plan = self.town.plan;
        let mut rng = Rng::of(plan.seed, KIND, number);
        let subject = subject(&mut rng, when.date().month())?;
        let of_person = match number % FIRST_PERSONS_SHARE {
            3 => 0,
            _ => rng.below(plan.people),
        };
        let person = self.town.person(of_person);
        let coming = Coming {
            number,
            id: PersonId(of_person + 1),
            station: self.town.station(person.village.as_deref()),
            person,
            subject,
            at: when,
        };
        let registration = register(&mut rng, &coming);
        let who = rng.pick(&CLERKS).copied().unwrap_or("值班员");
        let case = self.number(when);
        self.follow(case, subject, &coming, &registration, rng, who);
        Some(act(who, when, Action::Register(Box::new(registration))))
    }

    fn number(&mut self, when: Moment) -> CaseNumber {
        let year = u16::try_from(when.date().year()).unwrap_or(0);
        let run = self.runs.entry(year).or_insert(0);
        *run += 1;
        CaseNumber { year, run: *run }
    }

    fn follow(
        &mut self,
        number: CaseNumber,
        subject: &'static Subject,
        coming: &Coming<'_>,
        registration: &Registration,
        rng: Rng,
        who: &str,
    ) {
        let opening = Opening {
            petitioner: coming.id,
            matter: registration.matter.clone(),
            visit: registration.visit.clone(),
            imported_answer: None,
        };
        let case = Case::open(number, opening, who, coming.at);
        let until = self.town.plan.until;
        let left = Life::plan(rng, &self.time, until, subject, &coming.person.name, case);
        self.go_on(number, coming.id, 1, left);
        if subject.road.is_none() {
            return;
        }
        self.recent.push_back(Recent {
            number,
            person: coming.id,
            name: coming.person.name.clone(),
            summary: registration.matter.summary.clone(),
        });
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
    }

    fn go_on(
        &mut self,
        number: CaseNumber,
        person: PersonId,
        revision: u32,
        left: VecDeque<Planned>,
    ) {
        if let Some(when) = left.front().map(|planned| planned.when) {
            self.wait(
                when,
                Later::Life {
                    number,
                    person,
                    revision,
                    left,
                },
            );
        }
    }

    fn happen(&mut self, waiting: Waiting) -> Option<Act> {
        match waiting.what {
            Later::Life {
                number,
                person,
                revision,
                mut left,
            } => {
                let planned = left.pop_front()?;
                self.go_on(number, person, revision + 1, left);
                let action = match planned.what {
                    Happening::Step(step) => Action::Step {
                        case: number,
                        expected: revision,
                        step,
                    },
                    Happening::Visit(visit) => Action::Register(Box::new(Registration {
                        petitioner: Petitioner::Known {
                            id: person,
                            described: Box::new(self.town.person(person.0 - 1)),
                        },
                        matter: Matter::default(),
                        visit: *visit,
                        joins: Some(number),
                        imported_answer: None,
                        fingerprint: None,
                        order_due: None,
                    })),
                };
                Some(act(planned.who, planned.when, action))
            }
            Later::Book(slot) => self.book(slot, waiting.when),
            Later::Meet { id, legal_aid } => {
                let mut rng = Rng::of(self.town.plan.seed, BOOKINGS, id.0);
                let outcome = rng.pick(&prose().outcomes).cloned().unwrap_or_default();
                let fact = if rng.chance(8) {
                    BookingFact::Cancelled {
                        why: prose().cancelled.clone(),
                    }
                } else {
                    BookingFact::Done { outcome, legal_aid }
                };
                Some(act(
                    CLERKS[0],
                    waiting.when,
                    Action::Booking { id: Some(id), fact },
                ))
            }
        }
    }

    fn book(&mut self, slot: Slot, when: Moment) -> Option<Act> {
        let mut rng = Rng::of(self.town.plan.seed, BOOKINGS, self.order);
        let recent: Vec<&Recent> = self.recent.iter().collect();
        let about = (*rng.pick(&recent)?).clone();
        self.bookings += 1;
        let id = BookingId(self.bookings);
        let ends = slot.time.unwrap_or(NaiveTime::from_hms_opt(15, 30, 0)?);
        let legal_aid = rng.chance(11);
        self.wait(
            Moment::beijing(slot.day, ends).plus_seconds(1800),
            Later::Meet { id, legal_aid },
        );
        let call = rng
            .pick(&[MeetingWay::Phone, MeetingWay::Wechat, MeetingWay::Video])
            .copied();
        let booking = Booking {
            day: slot.day,
            time: slot.time,
            meeting: slot
                .time
                .map_or(call.unwrap_or(MeetingWay::Phone), |_| MeetingWay::Slot),
            lawyer: Some(slot.lawyer),
            person: Some(about.person),
            name: about.name,
            case: Some(about.number),
            about: about.summary,
            state: BookingState::Booked,
            cleared: String::new(),
            queue: Queue::default(),
        };
        let fact = BookingFact::Booked(Box::new(booking));
        Some(act(CLERKS[1], when, Action::Booking { id: None, fact }))
    }
}

impl Iterator for Story<'_> {
    type Item = Act;

    fn next(&mut self) -> Option<Act> {
        if let Some(action) = self.first.pop_front() {
            return Some(act(CLERKS[0], self.begins, action));
        }
        loop {
            let opens = (self.next_case < self.town.plan.cases).then(|| self.opens(self.next_case));
            let due = self.waiting.peek().map(|Reverse(waiting)| waiting.when);
            match (opens, due) {
                (None, None) => return None,
                (Some(opens), due) if due.is_none_or(|due| opens <= due) => {
                    return self.open(opens);
                }
                (Some(_) | None, Some(_) | None) => {
                    let Reverse(waiting) = self.waiting.pop()?;
                    if let Some(act) = self.happen(waiting) {
                        return Some(act);
                    }
                }
            }
        }
    }
}

fn subject(rng: &mut Rng, month: u32) -> Option<&'static Subject> {
    rng.weighted(subject::all(), |subject| {
        let in_season = subject.months.is_empty() || subject.months.contains(&month);
        if in_season { subject.weight } else { 0 }
    })
}

fn act(who: &str, when: Moment, action: Action) -> Act {
    Act {
        who: who.to_owned(),
        when,
        action,
    }
}
