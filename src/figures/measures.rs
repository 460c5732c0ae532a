//! The formulas: counts, and rates over what fell due in the period. What is not yet due and not
//! done stands outside; a rate of nothing is no rate.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::known::{Known, counts, is_of};
use crate::domain::case::clock::facts::{CaseFacts, Term};
use crate::domain::case::fact::closing::{Rated, Satisfaction};
use crate::domain::codes::Channel;
use crate::domain::number::CaseNumber;
use crate::domain::period::Period;
use crate::domain::prevention::rate as share;
use crate::domain::settings::{ScreeningReading, Settings};
use crate::domain::sheet::{Base, Figure, Measure};
use crate::domain::value::Value;

/// What is measured over all.
const ALL: &[Measure] = &[
    Measure::Registered,
    Measure::Ended,
    Measure::Closure,
    Measure::Open,
    Measure::Overdue,
    Measure::Undated,
    Measure::Resolution,
    Measure::KeyCases,
];

/// What is measured of letters and visits.
const PETITIONS: &[Measure] = &[
    Measure::Registered,
    Measure::Raised,
    Measure::People,
    Measure::Closure,
    Measure::OnTimeAcceptance,
    Measure::OnTimeNotice,
    Measure::OnTimeClosure,
    Measure::FirstContact,
    Measure::FirstTimeClosure,
    Measure::FirstTimeResolution,
    Measure::Repeat,
    Measure::Participation,
    Measure::Satisfaction,
    Measure::Unrated,
    Measure::OfficeParticipation,
    Measure::OfficeSatisfaction,
    Measure::OfficeUnrated,
    Measure::MeanDuration,
    Measure::LongestDuration,
    Measure::MeanOverdue,
    Measure::LongestOverdue,
];

/// What is measured of the hotlines.
const HOTLINE: &[Measure] = &[
    Measure::Registered,
    Measure::Closure,
    Measure::OnTimeClosure,
    Measure::Response,
    Measure::Solved,
    Measure::Participation,
    Measure::Satisfaction,
    Measure::Unrated,
    Measure::MeanDuration,
    Measure::LongestDuration,
    Measure::MeanOverdue,
    Measure::LongestOverdue,
];

/// A value with the cases behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The value.
    pub value: Value,
    /// The cases that it counts.
    pub cases: Vec<CaseNumber>,
    /// Those of them that want attention.
    pub marked: Vec<CaseNumber>,
}

/// Gives every figure of a period that follows from cases and checks.
pub fn figures(known: &Known, settings: &Settings) -> Vec<Figure> {
    each(settings, |base, measure| {
        figure(known, base, measure, settings)
    })
}

/// Gives every figure of a report in its order, each as `figure` makes it.
pub fn each(settings: &Settings, figure: impl Fn(Base, Measure) -> Figure) -> Vec<Figure> {
    let screening: &[Measure] = match settings.screening {
        ScreeningReading::FoundFirst => &[Measure::FoundFirst],
        ScreeningReading::ChecksDone => &[Measure::ChecksDone],
        ScreeningReading::Both => &[Measure::FoundFirst, Measure::ChecksDone],
    };
    [
        (Base::All, ALL),
        (Base::All, screening),
        (Base::Petitions, PETITIONS),
        (Base::Hotline, HOTLINE),
    ]
    .into_iter()
    .flat_map(|(base, measures)| measures.iter().map(move |it| (base, *it)))
    .map(|(base, measure)| figure(base, measure))
    // Where every day is known, nothing is told of unknown ones.
    .filter(|it| it.measure != Measure::Undated || it.value != Value::Count(0))
    .collect()
}

fn figure(known: &Known, base: Base, measure: Measure, settings: &Settings) -> Figure {
    let now = measured(known, known.period, base, measure, settings);
    let before = |period| {
        is_compared(measure).then(|| measured(known, period, base, measure, settings).value)
    };
    Figure {
        base,
        measure,
        value: now.value,
        previous: before(known.period.previous()),
        last_year: before(known.period.last_year()),
        cases: now.cases,
        marked: now.marked,
    }
}

/// What stands at a moment, or is told for this period alone, is not compared.
pub const fn is_compared(measure: Measure) -> bool {
    !matches!(
        measure,
        Measure::Open
            | Measure::Overdue
            | Measure::Undated
            | Measure::KeyCases
            | Measure::ChecksDone
            | Measure::MeanOverdue
            | Measure::LongestOverdue
    )
}

/// Measures over a period.
pub fn measured(
    known: &Known,
    period: Period,
    base: Base,
    measure: Measure,
    settings: &Settings,
) -> Measured {
    let until = period.known_until(known.today);
    let today = known.today;
    let holds = |day: Option<NaiveDate>| day.is_some_and(|day| period.holds(day));
    let all = || known.facts.iter().filter(|it| counts(base, it));
    let open = || known.open.iter().filter(|it| counts(base, it));
    let received = || all().filter(|it| period.has(it.received));
    let term = |of: fn(&CaseFacts) -> Option<Term>| {
        rate(
            all().filter(|it| of(it).is_some_and(|term| term.falls(period, today))),
            |it| of(it).is_some_and(Term::in_time),
        )
    };
    let can_rate = || all().filter(|it| holds(it.rating_ends(settings)));
    match measure {
        Measure::Registered => count(received()),
        Measure::Raised | Measure::People | Measure::Repeat => {
            raised(known.facts.iter(), period, base, measure)
        }
        Measure::Ended => count(all().filter(|it| holds(it.ended))),
        Measure::Closure => closure(received(), (until, today)),
        Measure::Open => count(open()),
        Measure::Overdue => count(open().filter(|it| it.is_overdue_on(until))),
        Measure::Undated => count(open().filter(|it| it.received.is_none())),
        Measure::OnTimeAcceptance => term(|it| it.accept),
        Measure::OnTimeNotice => term(|it| it.notice),
        Measure::OnTimeClosure => term(|it| it.answer),
        Measure::FirstContact => rate(
            received().filter(|it| it.is_first() && it.is_accepted()),
            |it| it.contacted.is_some_and(|day| day <= until),
        ),
        Measure::FirstTimeClosure => rate(
            all().filter(|it| {
                it.is_first() && it.answer.is_some_and(|term| term.falls(period, today))
            }),
            |it| it.is_ended_by(until),
        ),
        Measure::FirstTimeResolution => rate(
            all().filter(|it| {
                let ends = it.watched_until(settings);
                it.is_first() && holds(ends) && ends.is_some_and(|day| day < today)
            }),
            |it| !it.came_back(settings),
        ),
        Measure::Resolution => rate(all().filter(|it| holds(it.ended)), |it| it.resolved),
        Measure::Participation | Measure::OfficeParticipation => rate(
            can_rate().filter(|it| rated(it, measure) || rating_is_over(it, today, settings)),
            |it| rated(it, measure),
        ),
        Measure::Satisfaction | Measure::OfficeSatisfaction => {
            rate(can_rate().filter(|it| rated(it, measure)), |it| {
                rating(it, measure).is_some_and(|it| it != Satisfaction::Dissatisfied)
            })
        }
        Measure::Unrated | Measure::OfficeUnrated => count(
            can_rate().filter(|it| !rated(it, measure) && rating_is_over(it, today, settings)),
        ),
        Measure::MeanDuration | Measure::LongestDuration => {
            let ended = all().filter(|it| holds(it.ended));
            days(ended.filter_map(|it| Some((it, it.duration()?))), measure)
        }
        Measure::MeanOverdue | Measure::LongestOverdue => {
            let still = open().filter_map(|it| Some((it, it.overdue_on(until)?)));
            let ended = all().filter(|it| holds(it.ended));
            let late = ended.filter_map(|it| Some((it, it.answered_late()?)));
            days(still.chain(late), measure)
        }
        Measure::Response => rate(
            received().filter(|it| it.contacted_in_time.is_some()),
            |it| it.contacted_in_time == Some(true),
        ),
        Measure::Solved => rate(received().filter(|it| it.solved.is_some()), |it| {
            it.solved == Some(true)
        }),
        Measure::KeyCases => {
            let ended = all().filter(|it| period.has(it.received) || holds(it.ended));
            let mut key: Vec<&CaseFacts> = ended.chain(open()).filter(|it| it.key).collect();
            key.sort_by_key(|it| it.number);
            key.dedup_by_key(|it| it.number);
            rate(key.into_iter(), |it| it.resolved && it.is_ended_by(until))
        }
        Measure::FoundFirst => found_first(known, period, received()),
        Measure::ChecksDone => Measured {
            value: Value::Rate {
                n: known.checks.iter().map(|it| it.done.min(it.due)).sum(),
                of: known.checks.iter().map(|it| it.due).sum(),
            },
            cases: Vec::new(),
            marked: Vec::new(),
        },
        // Lawyers are counted from their bookings, and calls by themselves.
        Measure::Calls
        | Measure::CallsAnswered
        | Measure::LawyerVisits
        | Measure::Lawyers
        | Measure::Firms
        | Measure::LawyerCases
        | Measure::Aided => count([].into_iter()),
    }
}

/// 办结率: those that are ended of those that ought to be. What is not yet due and not done stands
/// outside.
pub fn closure<'a>(
    received: impl Iterator<Item = &'a CaseFacts>,
    (until, today): (NaiveDate, NaiveDate),
) -> Measured {
    let asked = received.filter(|it| it.is_asked_by(until, today));
    rate(asked, |it| it.is_ended_by(until))
}

/// What the person said about the one that is measured: the petition office, or the responsible
/// unit.
fn rating(facts: &CaseFacts, measure: Measure) -> Option<Satisfaction> {
    facts.rating_of(match measure {
        Measure::OfficeParticipation | Measure::OfficeSatisfaction | Measure::OfficeUnrated => {
            Rated::Office
        }
        _ => Rated::Unit,
    })
}

fn rated(facts: &CaseFacts, measure: Measure) -> bool {
    rating(facts, measure).is_some()
}

/// Takes the mean of days or the most of them; those that took the most are marked.
fn days<'a>(all: impl Iterator<Item = (&'a CaseFacts, u32)>, measure: Measure) -> Measured {
    let all: Vec<(CaseNumber, u32)> = all.map(|(it, days)| (it.number, days)).collect();
    let longest = all.iter().map(|(_, days)| *days).max();
    let cases: Vec<CaseNumber> = all.iter().map(|(number, _)| *number).collect();
    let most = all.iter().filter(|(_, days)| Some(*days) == longest);
    Measured {
        value: match measure {
            Measure::LongestDuration | Measure::LongestOverdue => Value::Days(longest),
            _ => Value::Mean {
                days: all
                    .iter()
                    .fold(0, |sum, (_, days)| sum.saturating_add(*days)),
                of: size(&cases),
            },
        },
        marked: most.map(|(number, _)| *number).collect(),
        cases,
    }
}

fn rating_is_over(facts: &CaseFacts, today: NaiveDate, settings: &Settings) -> bool {
    facts.rating_ends(settings).is_some_and(|day| day < today)
}

fn size(all: &[CaseNumber]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// Counts cases.
pub fn count<'a>(all: impl Iterator<Item = &'a CaseFacts>) -> Measured {
    let cases: Vec<CaseNumber> = all.map(|it| it.number).collect();
    Measured {
        value: Value::Count(size(&cases)),
        cases,
        marked: Vec::new(),
    }
}

/// Divides the cases that hold by all; those that do not are marked.
pub fn rate<'a>(
    all: impl Iterator<Item = &'a CaseFacts>,
    holds: impl Fn(&CaseFacts) -> bool,
) -> Measured {
    let (mut cases, mut marked) = (Vec::new(), Vec::new());
    for facts in all {
        cases.push(facts.number);
        if !holds(facts) {
            marked.push(facts.number);
        }
    }
    let of = size(&cases);
    Measured {
        value: Value::Rate {
            n: of - size(&marked),
            of,
        },
        cases,
        marked,
    }
}

/// Counts the times that matters were raised, each on the base of its own channel; a time after the
/// first, and any of a matter that follows a final one, is a repeat.
fn raised<'a>(
    all: impl Iterator<Item = &'a CaseFacts>,
    period: Period,
    base: Base,
    measure: Measure,
) -> Measured {
    let (mut times, mut people, mut repeats) = (0_u32, 0_u32, 0_u32);
    let (mut cases, mut marked) = (Vec::new(), Vec::new());
    for facts in all {
        let (before, mut again) = (times, false);
        for it in &facts.raised {
            if period.holds(it.on) && is_of(base, it.channel) {
                times += 1;
                people = people.saturating_add(it.people);
                if it.again || !facts.is_first() {
                    repeats += 1;
                    again = true;
                }
            }
        }
        if times > before {
            cases.push(facts.number);
        }
        if again {
            marked.push(facts.number);
        }
    }
    Measured {
        value: match measure {
            Measure::People => Value::Count(people),
            Measure::Repeat => Value::Rate {
                n: repeats,
                of: times,
            },
            _ => Value::Count(times),
        },
        cases,
        marked,
    }
}

/// 排查率, first reading: what own search found, as early signs and by whistle, of all disputes that
/// are known. The case that came of a sign is one dispute with it.
fn found_first<'a>(
    known: &Known,
    period: Period,
    received: impl Iterator<Item = &'a CaseFacts>,
) -> Measured {
    let signs = known.signs.iter().filter(|it| period.holds(it.on));
    let of_signs: BTreeSet<CaseNumber> = known.signs.iter().filter_map(|it| it.case).collect();
    let (own, others): (Vec<_>, Vec<_>) = received
        .filter(|it| !of_signs.contains(&it.number))
        .partition(|it| it.channel == Some(Channel::Whistle));
    let found = signs.count() as u64;
    let share = share::found_first(found + own.len() as u64, others.len() as u64, 0);
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Measured {
        value: Value::Rate {
            n: count(share.part),
            of: count(share.whole),
        },
        cases: own.iter().chain(&others).map(|it| it.number).collect(),
        marked: others.iter().map(|it| it.number).collect(),
    }
}
