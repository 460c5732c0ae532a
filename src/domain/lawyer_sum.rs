//! Adding a span of lawyer days up.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::lawyer::{Booking, BookingId, BookingState, Lawyer, LawyerId};
use super::lawyer_day::Day;
use super::lawyer_tally::{LawyerTally, LawyersTally, TallyRow};
use super::number::CaseNumber;
use super::person::id::PersonId;
use super::view::LawyersView;

/// Who a person is to a count: his card, else his name on the list.
type Who<'a> = (Option<PersonId>, &'a str);

/// What is gathered before it is counted.
#[derive(Default)]
struct Bag<'a> {
    /// 到镇: on which days who sat at the counter; `None` is a lawyer whom nobody named.
    sat: BTreeSet<(NaiveDate, Option<LawyerId>)>,
    held: usize,
    /// The matters; a meeting about none is one of its own.
    cases: BTreeSet<Result<CaseNumber, BookingId>>,
    aided: BTreeSet<Who<'a>>,
}

impl<'a> Bag<'a> {
    fn hold(&mut self, it: &Held<'a>) {
        self.held += 1;
        if it.booking.meeting.is_at_counter() {
            self.sat.insert((it.booking.day, it.lawyer));
        }
        self.cases.insert(it.booking.case.ok_or(it.id));
        if it.legal_aid {
            let name = match it.booking.person {
                Some(_) => "",
                None => it.booking.name.as_str(),
            };
            self.aided.insert((it.booking.person, name));
        }
    }

    fn row(&self, name: &str, firm: &str) -> TallyRow {
        TallyRow {
            name: name.to_owned(),
            firm: firm.to_owned(),
            days: self.sat.len(),
            held: self.held,
            cases: self.cases.len(),
            aided: self.aided.len(),
        }
    }
}

/// A consultation that took place.
struct Held<'a> {
    id: BookingId,
    booking: &'a Booking,
    lawyer: Option<LawyerId>,
    legal_aid: bool,
}

/// Adds a span of days up, no day after `today`: a lawyer came on a day on which he met somebody at
/// the counter, whatever the rota says. Of a booking at the counter that names no lawyer the day's
/// one is counted. `granted` are the people to whom legal aid was granted in the span.
pub fn tally(
    view: &LawyersView,
    granted: &BTreeSet<PersonId>,
    (from, to): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> LawyersTally {
    let to = to.min(today);
    let (mut all, mut nobody) = (Bag::default(), Bag::default());
    let mut each: Vec<(LawyerId, &Lawyer, Bag<'_>)> = view
        .lawyers
        .iter()
        .map(|(id, lawyer)| (*id, lawyer, Bag::default()))
        .collect();
    for (id, booking) in &view.bookings {
        let BookingState::Done { legal_aid, .. } = booking.state else {
            continue;
        };
        if booking.day < from || booking.day > to {
            continue;
        }
        let at_counter = booking.meeting.is_at_counter();
        let lawyer = booking
            .lawyer
            .or_else(|| at_counter.then(|| Day::of(view, booking.day).lawyer)?);
        let held = Held {
            id: *id,
            booking,
            lawyer,
            legal_aid,
        };
        all.hold(&held);
        match each.iter_mut().find(|(id, _, _)| Some(*id) == lawyer) {
            Some((_, _, bag)) => bag.hold(&held),
            None => nobody.hold(&held),
        }
    }
    all.aided.extend(granted.iter().map(|it| (Some(*it), "")));
    let active = |bag: &Bag<'_>| bag.held > 0;
    each.retain(|(_, _, bag)| active(bag));
    let firms = by_firm(&each);
    let mut lawyers: Vec<TallyRow> = each
        .iter()
        .map(|(_, lawyer, bag)| bag.row(&lawyer.name, &lawyer.firm))
        .collect();
    let sum = LawyerTally {
        days: all.sat.len(),
        held: all.held,
        cases: all.cases.len(),
        aided: all.aided.len(),
        lawyers: lawyers.len(),
        firms: firms.iter().filter(|row| !row.name.is_empty()).count(),
    };
    if active(&nobody) {
        lawyers.push(nobody.row("", ""));
    }
    lawyers.sort_by_key(|row| std::cmp::Reverse((row.days, row.held)));
    LawyersTally {
        sum,
        firms,
        lawyers,
    }
}

/// Adds the lawyers of each firm up; a case or a person counts once for a firm.
fn by_firm(each: &[(LawyerId, &Lawyer, Bag<'_>)]) -> Vec<TallyRow> {
    let names: BTreeSet<&str> = each
        .iter()
        .map(|(_, lawyer, _)| lawyer.firm.trim())
        .collect();
    let mut rows: Vec<TallyRow> = names
        .into_iter()
        .map(|firm| {
            let mut whole = Bag::default();
            for (_, _, bag) in each.iter().filter(|(_, it, _)| it.firm.trim() == firm) {
                whole.sat.extend(&bag.sat);
                whole.held += bag.held;
                whole.cases.extend(&bag.cases);
                whole.aided.extend(&bag.aided);
            }
            whole.row(firm, "")
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.days, row.held)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::WorkingCalendar;
    use crate::domain::lawyer::{LawyerDay, MeetingWay, Queue};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Reads `11-04 1 牟春生 7 aid`: day, lawyer (0 for none), who, case (0 for none), aid or none.
    fn held(text: &str) -> Booking {
        let parts: Vec<&str> = text.split(' ').collect();
        let number = |at: usize| parts[at].parse::<u32>().unwrap();
        Booking {
            day: date(&format!("2026-{}", parts[0])),
            time: None,
            meeting: MeetingWay::WalkIn,
            lawyer: (number(1) > 0).then(|| LawyerId(number(1))),
            person: None,
            name: parts[2].to_owned(),
            case: (number(3) > 0).then(|| CaseNumber {
                year: 2026,
                run: number(3),
            }),
            about: String::new(),
            state: BookingState::Done {
                outcome: "已答复".to_owned(),
                legal_aid: parts.len() > 4,
            },
            cleared: String::new(),
            queue: Queue::default(),
        }
    }

    #[test]
    fn a_month_counts_each_case_and_each_person_once_up_to_today_by_firm_and_lawyer() {
        let lawyer = |name: &str, firm: &str| Lawyer {
            name: name.to_owned(),
            firm: firm.to_owned(),
            ..Lawyer::default()
        };
        let set = |day: &str, lawyer| LawyerDay {
            day: date(day),
            lawyer: Some(LawyerId(lawyer)),
            note: String::new(),
        };
        let mut bookings: Vec<Booking> = [
            "11-04 1 牟春生 7 aid",
            "11-04 0 李梅 7 aid",
            "11-06 2 牟春生 7 aid",
            "11-11 2 赵六 0",
            "11-11 2 钱七 0 aid",
            "11-25 1 来日 9 aid",
        ]
        .map(held)
        .to_vec();
        bookings[4].person = Some(PersonId(1));
        bookings.push(Booking {
            state: BookingState::Booked,
            ..held("11-11 2 未谈 8")
        });
        let view = LawyersView {
            lawyers: vec![
                (LawyerId(1), lawyer("甲", "东所")),
                (LawyerId(2), lawyer("乙", "东所")),
                (LawyerId(3), lawyer("丙", "西所")),
            ],
            days: vec![
                set("2026-11-04", 1),
                set("2026-11-11", 2),
                set("2026-11-25", 1),
            ],
            bookings: (1..).map(BookingId).zip(bookings).collect(),
            calendar: WorkingCalendar::built_in(),
            fields: Vec::new(),
            months: Vec::new(),
            firms: Vec::new(),
        };
        // One of them was met at the table too, by his card; the other was not.
        let granted = BTreeSet::from([PersonId(1), PersonId(2)]);
        let span = (date("2026-11-01"), date("2026-11-30"));
        let found = tally(&view, &granted, span, date("2026-11-24"));
        let expected = LawyerTally {
            days: 3,
            held: 5,
            cases: 3,
            aided: 4,
            lawyers: 2,
            firms: 1,
        };
        assert_eq!(found.sum, expected);
        let shown = |rows: &[TallyRow]| -> Vec<String> {
            let rows = rows.iter();
            rows.map(|it| {
                let counts = [it.days, it.held, it.cases, it.aided].map(|n| n.to_string());
                format!("{}{} {}", it.name, it.firm, counts.join(" "))
            })
            .collect()
        };
        assert_eq!(shown(&found.firms), ["东所 3 5 3 3"]);
        assert_eq!(shown(&found.lawyers), ["乙东所 2 3 3 2", "甲东所 1 2 1 2"]);
    }
}
