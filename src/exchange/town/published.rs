//! The year of a made-up town whose ordinary reports show what 大牟家镇 published of 牟邻之家: 1,391
//! claims with 98.3 % closed (1,367), four key cases all resolved, 21 visits of 3 lawyers of 3
//! firms with 47 cases and 5 people aided, and 11 petitions in the second quarter after 18 in the
//! first. The counts alone are the town's; no name, number or story is a real one.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

use crate::domain::act::{Act, Action, Registration};
use crate::domain::case::fact::closing::{ClosingStep, Satisfaction};
use crate::domain::case::fact::key_case::{KeyStep, KeyTerm};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{Opening, Step};
use crate::domain::codes::{Channel, Class, DeliveryWay, Ruling};
use crate::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, LawyerDay, LawyerId, MeetingWay, Queue, SLOTS,
};
use crate::domain::moment::Moment;
use crate::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::person::id::PersonId;
use crate::exchange::town::opening::{Coming, register};
use crate::exchange::town::phrase::{Blanks, say};
use crate::exchange::town::plan::Town;
use crate::exchange::town::prose::prose;
use crate::exchange::town::reception::lawyers;
use crate::exchange::town::rng::Rng;
use crate::exchange::town::staff::{CLERKS, HOLDERS, LEADERS};
use crate::exchange::town::subject::{self, Subject};
use crate::exchange::town::working_time::{WorkingTime, moment};

/// Months for which a key case is marked.
const KEY_MONTHS: u32 = 6;
/// The year that the reports are about.
const YEAR: i32 = 2025;
/// All claims.
const CLAIMS: usize = 1_391;
/// Those of them that are closed at the year's end.
const CLOSED: usize = 1_367;
/// Petitions of the four quarters, of which the first is a key case; the other claims come by the
/// hotlines.
const PETITIONS: [u64; 4] = [18, 11, 10, 9];
/// Days on which a lawyer comes.
const VISITS: usize = 21;
/// Cases that lawyers deal with.
const LAWYER_CASES: usize = 47;
/// People who are advised to apply for legal aid.
const AIDED: usize = 5;
/// The last day on which a claim comes in that is closed within the year.
const LAST_CLOSED: (u32, u32) = (12, 12);
/// The last day on which a work order comes in that is past due and open at the year's end.
const LAST_OPEN: (u32, u32) = (12, 22);
const KIND: u64 = 11;

/// Gives the town's present: the last working day of the year, as the counter closes.
pub fn present() -> Moment {
    moment(day(12, 31), 17 * 60, 0)
}

/// Gives when its people are known.
pub fn begins() -> Moment {
    moment(day(1, 1), 0, 0)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(YEAR, month, day).unwrap_or_default()
}

/// A claim, before it has a number.
struct Claim {
    at: Moment,
    channel: Channel,
    key: bool,
    closes: bool,
}

/// Gives everything that is done in the year, in the order of time.
pub fn acts(town: &Town) -> Vec<Act> {
    let time = WorkingTime::before(present(), 364);
    let mut acts: Vec<Act> = town
        .grid
        .iter()
        .cloned()
        .map(Action::Grid)
        .chain(lawyers().into_iter().map(|lawyer| Action::Lawyer {
            id: None,
            lawyer: Box::new(lawyer),
        }))
        .map(|action| act(CLERKS[0], begins(), action))
        .collect();
    let mut known = Vec::new();
    for (at, claim) in claims(&time).iter().enumerate() {
        let number = CaseNumber {
            year: u16::try_from(YEAR).unwrap_or_default(),
            run: u32::try_from(at + 1).unwrap_or(u32::MAX),
        };
        if let Some(published) = tell(town, &time, at as u64, number, claim) {
            known.push(published.known);
            acts.extend(published.acts);
        }
    }
    acts.extend(advice(&time, &known));
    // A sort that keeps what happens at once in its order.
    acts.sort_by_key(|act| act.when);
    acts
}

/// The claims in the order in which they come.
fn claims(time: &WorkingTime) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (quarter, count) in (0_u32..).zip(PETITIONS) {
        let period = Period::of(PeriodKind::Quarter, day(quarter * 3 + 1, 1));
        let last = period.to.min(day(LAST_CLOSED.0, LAST_CLOSED.1));
        for place in 0..count {
            claims.push(Claim {
                at: between(time, period.from, last, place, count),
                channel: if place % 4 == 3 {
                    Channel::Letter
                } else {
                    Channel::Visit
                },
                key: place == 0,
                closes: true,
            });
        }
    }
    let closed = CLOSED - claims.len();
    let open = CLAIMS - CLOSED;
    let last = day(LAST_CLOSED.0, LAST_CLOSED.1);
    let after = last.succ_opt().unwrap_or(last);
    let spans = [
        (day(1, 1), last, closed, true),
        (after, day(LAST_OPEN.0, LAST_OPEN.1), open, false),
    ];
    for (from, to, count, closes) in spans {
        for place in 0..count {
            claims.push(Claim {
                at: between(time, from, to, place as u64, count as u64),
                channel: if closes && place % 3 == 0 {
                    Channel::Phone
                } else {
                    Channel::Hotline12345
                },
                key: false,
                closes,
            });
        }
    }
    claims.sort_by_key(|it| it.at);
    claims
}

/// Gives a place among so many, spread over the open time between two days.
fn between(time: &WorkingTime, from: NaiveDate, to: NaiveDate, place: u64, of: u64) -> Moment {
    let (first, last) = (
        minute(time, from),
        minute(time, to.succ_opt().unwrap_or(to)),
    );
    let room = last.saturating_sub(first).saturating_sub(1);
    time.at(
        first + 10 + room.saturating_sub(20) * place / of.max(1),
        place % 60,
    )
}

/// Gives how many open minutes lie before a day.
fn minute(time: &WorkingTime, day: NaiveDate) -> u64 {
    let (mut low, mut high) = (0, time.minutes());
    while low < high {
        let middle = low.midpoint(high);
        if time.at(middle, 0).date() < day {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// What is known of a claim afterwards.
struct Known {
    number: CaseNumber,
    person: PersonId,
    name: String,
    about: String,
    on: NaiveDate,
}

struct PublishedCase {
    known: Known,
    acts: Vec<Act>,
}

/// The claims are such as the centre decides; an accusation or a court's matter is none.
fn subject(rng: &mut Rng) -> Option<&'static Subject> {
    rng.weighted(subject::all(), |it| {
        let fits = it.class == Class::Claim && !it.terms.is_empty();
        if fits { it.weight } else { 0 }
    })
}

fn tell(
    town: &Town,
    time: &WorkingTime,
    at: u64,
    number: CaseNumber,
    claim: &Claim,
) -> Option<PublishedCase> {
    let mut rng = Rng::of(town.plan.seed, KIND, at);
    let subject = subject(&mut rng)?;
    let of_person = rng.below(town.plan.people);
    let coming = Coming {
        number: at,
        id: PersonId(of_person + 1),
        person: town.person(of_person),
        subject,
        at: claim.at,
        station: None,
    };
    let mut registration = register(&mut rng, &coming);
    fit(&mut registration, claim, subject, at);
    let who = rng.pick(&CLERKS).copied().unwrap_or("值班员");
    let opening = Opening {
        petitioner: coming.id,
        matter: registration.matter.clone(),
        visit: registration.visit.clone(),
        imported_answer: None,
    };
    let mut course = Course {
        case: Case::open(number, opening, who, claim.at),
        acts: Vec::new(),
    };
    let known = Known {
        number,
        person: coming.id,
        name: coming.person.name.clone(),
        about: registration.matter.summary.clone(),
        on: claim.at.date(),
    };
    let action = Action::Register(Box::new(registration));
    course.acts.push(act(who, claim.at, action));
    let blanks = Blanks {
        village: coming.person.village.as_deref().unwrap_or("本村"),
        name: &coming.person.name,
        people: 1,
    };
    course.run(time, &mut rng, subject, blanks, claim);
    Some(PublishedCase {
        known,
        acts: course.acts,
    })
}

/// Makes the registration the claim that is told of.
fn fit(registration: &mut Registration, claim: &Claim, subject: &Subject, at: u64) {
    let visit = &mut registration.visit;
    visit.channel = Some(claim.channel);
    visit.received_at = Some(claim.at.plus_seconds(-300));
    visit.people_count = 1;
    let matter = &mut registration.matter;
    matter.class = Class::Claim;
    matter.category = Some(subject.category);
    matter.representatives.clear();
    matter.external.clear();
    if claim.channel == Channel::Hotline12345 {
        matter.external.push(ExternalNumber {
            kind: ExternalKind::Hotline12345,
            value: format!("WF{}{at:05}", claim.at.date().format("%Y%m%d")),
        });
    }
}

/// What is done about a claim; each step is tried on the case itself.
struct Course {
    case: Case,
    acts: Vec<Act>,
}

impl Course {
    fn run(
        &mut self,
        time: &WorkingTime,
        rng: &mut Rng,
        subject: &Subject,
        blanks: Blanks<'_>,
        claim: &Claim,
    ) {
        let (at, on) = (claim.at, claim.at.date());
        let leader = rng.pick(&LEADERS).map(|name| (*name).to_owned());
        let holder = rng.pick(&HOLDERS).map(|name| (*name).to_owned());
        let hotline = matches!(claim.channel, Channel::Phone | Channel::Hotline12345);
        self.take(CLERKS[0], at.plus_seconds(60), Step::Accept { on });
        self.take(
            CLERKS[0],
            at.plus_seconds(120),
            Step::Notify {
                on,
                way: if hotline {
                    DeliveryWay::Text
                } else {
                    DeliveryWay::Hand
                },
            },
        );
        self.take(
            CLERKS[0],
            at.plus_seconds(180),
            Step::Assign {
                unit: Some(subject.unit.clone()),
                holder,
                leader: leader.filter(|_| !hotline),
            },
        );
        if claim.key {
            let until = on.checked_add_months(Months::new(KEY_MONTHS)).unwrap_or(on);
            let term = KeyTerm {
                on,
                until,
                reason: prose().key_reasons.first().cloned().unwrap_or_default(),
                by: "周正".to_owned(),
            };
            self.take(
                CLERKS[0],
                at.plus_seconds(240),
                Step::Key(KeyStep::Mark(term)),
            );
        }
        if !claim.closes {
            return;
        }
        let days = if hotline { (1, 3) } else { (4, 16) };
        let days = rng.between(days.0, days.1);
        let ends = time.after(rng, at, days);
        let on = ends.date();
        if claim.key || rng.chance(40) {
            let terms = rng.pick(&subject.terms).map_or("", String::as_str);
            let terms = say(rng, terms, blanks);
            self.take(CLERKS[1], ends, Step::Agree { on, terms });
        } else {
            let opinion = rng.pick(&subject.opinions).map_or("", String::as_str);
            let matter = &self.case.matter;
            let (request, facts) = (matter.request.clone(), matter.facts.clone());
            let decide = Step::Decide {
                on,
                ruling: if rng.chance(80) {
                    Ruling::Support
                } else {
                    Ruling::Explain
                },
                opinion: say(rng, opinion, blanks),
                basis: subject.basis.clone(),
                request,
                facts,
            };
            self.take(CLERKS[1], ends, decide);
            let way = DeliveryWay::Hand;
            self.take(CLERKS[1], ends.plus_seconds(300), Step::Deliver { on, way });
        }
        let asked = time.after(rng, ends, 5);
        if rng.chance(75) && asked <= present() {
            let answers = [
                (Satisfaction::Satisfied, 80),
                (Satisfaction::Basically, 15),
                (Satisfaction::Dissatisfied, 5),
            ];
            let answer = rng
                .weighted(&answers, |it| it.1)
                .map_or(answers[0].0, |it| it.0);
            let step = ClosingStep::Satisfaction {
                on: asked.date(),
                satisfaction: Some(answer),
                statement: String::new(),
                office: Some(answer),
            };
            self.take(CLERKS[3], asked, Step::Closing(step));
        }
    }

    fn take(&mut self, who: &'static str, when: Moment, step: Step) {
        let Ok(next) = self.case.apply(&step, who, when) else {
            return;
        };
        let action = Action::Step {
            case: self.case.number,
            expected: self.case.revision,
            step,
        };
        self.case = next;
        self.acts.push(act(who, when, action));
    }
}

/// The lawyers' days: each Wednesday that people work, every other week, and who comes to them.
fn advice(time: &WorkingTime, known: &[Known]) -> Vec<Act> {
    let wednesdays = day(2, 1)
        .iter_days()
        .filter(|it| it.weekday() == Weekday::Wed);
    let days: Vec<NaiveDate> = wednesdays
        .step_by(2)
        .filter(|it| !time.is_rest_day(*it))
        .take(VISITS)
        .collect();
    let (mut acts, mut met, mut aided) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let mut id = 0;
    for (at, on) in days.iter().enumerate() {
        let lawyer = LawyerId(u32::try_from(at % lawyers().len().max(1)).unwrap_or_default() + 1);
        let before = on.checked_sub_days(Days::new(1)).unwrap_or(*on);
        let rota = Action::LawyerDay(LawyerDay {
            day: *on,
            lawyer: Some(lawyer),
            note: String::new(),
        });
        acts.push(act(CLERKS[0], moment(before, 9 * 60, 0), rota));
        let places = LAWYER_CASES / VISITS + usize::from(at < LAWYER_CASES % VISITS);
        for time in SLOTS.iter().take(places) {
            let mut fresh = known.iter().rev().filter(|it| it.on < before);
            let Some(about) = fresh.find(|it| !met.contains(&it.person)) else {
                continue;
            };
            met.insert(about.person);
            id += 1;
            let legal_aid = aided.len() < AIDED && at % 4 == 1 && aided.insert(about.person);
            acts.extend(meeting(
                BookingId(id),
                about,
                lawyer,
                (*on, *time),
                legal_aid,
            ));
        }
    }
    acts
}

fn meeting(
    id: BookingId,
    about: &Known,
    lawyer: LawyerId,
    (on, time): (NaiveDate, NaiveTime),
    legal_aid: bool,
) -> [Act; 2] {
    let booking = Booking {
        day: on,
        time: Some(time),
        meeting: MeetingWay::Slot,
        lawyer: Some(lawyer),
        person: Some(about.person),
        name: about.name.clone(),
        case: Some(about.number),
        about: about.about.clone(),
        state: BookingState::Booked,
        cleared: String::new(),
        queue: Queue::default(),
    };
    let before = on.pred_opt().unwrap_or(on);
    let outcome = if legal_aid {
        "告知可申请法律援助及所需材料"
    } else {
        "解答法律规定，建议先调解"
    };
    let fact = BookingFact::Booked(Box::new(booking));
    let book = Action::Booking { id: None, fact };
    let done = Action::Booking {
        id: Some(id),
        fact: BookingFact::Done {
            outcome: outcome.to_owned(),
            legal_aid,
        },
    };
    [
        act(CLERKS[1], moment(before, 10 * 60, id.0), book),
        act(
            CLERKS[1],
            Moment::beijing(on, time).plus_seconds(1500),
            done,
        ),
    ]
}

fn act(who: &str, when: Moment, action: Action) -> Act {
    Act {
        who: who.to_owned(),
        when,
        action,
    }
}
