//! 包案: who owns what comes onto the ledger, who acts while the day's leader is away, and what a
//! thin day takes from the backlog (清仓见底).

use chrono::NaiveDate;

use super::super::codes::{Channel, Status};
use super::super::item::Item;
use super::super::moment::Moment;
use super::super::refusal::{Reason, Refusal};
use super::super::settings::Settings;
use super::{Acting, DutyDay, DutyFact, How, Line, Roster};
use crate::domain::case::fact::state::Case;

impl How {
    /// Gives how a matter comes onto the ledger: what came nobody knows how is
    /// dealt with like a letter. A 12345 work order does not, it is the backlog's.
    pub const fn of(channel: Option<Channel>) -> Option<Self> {
        match channel {
            Some(Channel::Visit | Channel::Station) => Some(Self::Visit),
            Some(Channel::Phone) => Some(Self::Call),
            Some(Channel::Whistle) => Some(Self::Whistle),
            Some(Channel::Letter | Channel::Web | Channel::Referral) | None => Some(Self::Letter),
            Some(Channel::Hotline12345) => None,
        }
    }
}

impl Roster {
    /// Gives the conveners who still take their turn, by name.
    fn conveners(&self) -> impl Iterator<Item = &String> {
        let conveners = self.0.iter().filter(|it| it.convener && it.active);
        conveners.map(|it| &it.name)
    }
}

/// Tells whether a thing may be given to somebody: `case`, where it is one, complains of him in no
/// part of it, whatever its class, and names him nowhere while it is not classed (条例 28 ¶3, 30 ¶3).
pub fn may_own(case: Option<&Case>, name: &str) -> bool {
    case.is_none_or(|case| case.may_be_given_to(name) && !case.may_be_about(name))
}

/// Gives who owns a thing that comes in: the day's leader; where it is an accusation of him, his
/// stand-in, else a convener who is not accused, else nobody (条例 30 ¶3).
pub fn owner(day: &DutyDay, roster: &Roster, case: Option<&Case>) -> Option<String> {
    let leader = day.leader.as_ref()?;
    let stand_in = day.stand_in.iter().map(|(who, _)| who);
    std::iter::once(leader)
        .chain(stand_in)
        .chain(roster.conveners())
        .find(|name| may_own(case, name))
        .cloned()
}

/// Gives who acts on a line of a day's leader while he is away: his stand-in; where it is an
/// accusation of that one, a convener who is not accused, else nobody (条例 30 ¶3).
pub fn acting(day: &DutyDay, line: &Line, roster: &Roster, case: Option<&Case>) -> Acting {
    let Some((stand_in, _)) = &day.stand_in else {
        return Acting::Owner;
    };
    if line.struck.is_some() || line.owner.is_none() || line.owner != day.leader {
        return Acting::Owner;
    }
    let others = roster.conveners();
    let others = others.filter(|name| Some(*name) != line.owner.as_ref());
    std::iter::once(stand_in)
        .chain(others)
        .find(|name| may_own(case, name))
        .map_or(Acting::Nobody, |name| Acting::For(name.clone()))
}

/// Decides how a thing comes onto the ledger of the day on which it came, `when`, and who owns it.
/// `lines` are those it has already. One that is another's stays his; somebody who comes again about
/// what stands on this day's ledger is one visit more.
pub fn fall(
    item: Item,
    how: How,
    when: Moment,
    lines: &[(NaiveDate, Line)],
    owner_today: Option<String>,
) -> (Option<DutyFact>, Option<String>) {
    let mut owner = owner_today;
    for (day, line) in lines {
        if *day == when.date() {
            let again = (how == How::Visit).then_some(DutyFact::Came(item));
            return (again, line.owner.clone());
        }
        if line.struck.is_none() && line.owner.is_some() {
            owner.clone_from(&line.owner);
        }
    }
    let line = Line {
        item,
        owner: owner.clone(),
        how,
        few: None,
        since: when,
        struck: None,
        visits: how.visits(),
    };
    (Some(DutyFact::Fell(Box::new(line))), owner)
}

/// Tells whether a line must be taken from its owner, whom the case turns out to accuse.
pub fn must_pass(line: &Line, case: &Case) -> bool {
    let owner = line.owner.as_deref();
    owner.is_some_and(|name| !may_own(Some(case), name))
}

/// Tells whether a case is over for the ledgers on which it stands.
pub const fn is_over(case: &Case) -> bool {
    matches!(
        case.status,
        Status::StruckOff | Status::Final | Status::ImportedClosed
    )
}

/// Gives what a line hears of its thing: that it is over, or that it is so no longer.
pub fn settled(line: &Line, over: bool, when: Moment) -> Option<DutyFact> {
    let item = line.item;
    match (over, line.struck) {
        (true, None) => Some(DutyFact::Struck { item, when }),
        (false, Some(_)) => Some(DutyFact::Opened(item)),
        (true, Some(_)) | (false, None) => None,
    }
}

/// 清仓见底: how few came on a day, and how many were wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thin {
    /// 来访批次.
    pub came: u32,
    /// How many the town wants.
    pub wanted: u32,
}

/// Decides the close of a day's reception at `now`: gives how thin the day was where the backlog
/// must fill it. A day may be closed after it is over: what came later is not its own.
///
/// # Errors
/// Refuses a day to come and one that is closed already.
pub fn close(
    day: &DutyDay,
    on: NaiveDate,
    now: Moment,
    settings: &Settings,
) -> Result<Option<Thin>, Refusal> {
    if on > now.date() {
        return Err(Refusal::about("day", Reason::InTheFuture));
    }
    if day.closed.is_some() {
        return Err(Refusal::new(Reason::NothingChanged));
    }
    let (came, wanted) = (day.visits(), u32::from(settings.duty_visits));
    let thin = came < wanted && day.leader.is_some();
    Ok(thin.then_some(Thin { came, wanted }))
}

/// Tells whether a running case belongs to the backlog of a day: a hotline item that came by its
/// end. One that stands on a ledger already is somebody's.
pub fn is_backlog(case: &Case, on: NaiveDate) -> bool {
    case.visits.first().is_some_and(|visit| {
        let by_call = matches!(visit.channel, Some(Channel::Hotline12345 | Channel::Phone));
        // One whose day nobody knows has waited since before any day.
        by_call && visit.received_at.is_none_or(|at| at.date() <= on)
    })
}

/// Gives what falls onto a thin day's ledger out of the backlog, the oldest first, at most as many
/// as the town set.
pub fn from_backlog(
    mut backlog: Vec<Case>,
    day: &DutyDay,
    roster: &Roster,
    thin: Thin,
    when: Moment,
    settings: &Settings,
) -> Vec<Line> {
    backlog.sort_by_key(|case| (case.visits.first().map(|it| it.received_at), case.number));
    if settings.backlog_a_day > 0 {
        backlog.truncate(settings.backlog_a_day.into());
    }
    let lines = backlog.iter().map(|case| Line {
        item: Item::Case(case.number),
        owner: owner(day, roster, Some(case)),
        how: How::Backlog,
        few: Some((thin.came, thin.wanted)),
        since: when,
        struck: None,
        visits: How::Backlog.visits(),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::super::Leader;
    use super::*;
    use crate::domain::case::fact::matter::{Matter, Visit};
    use crate::domain::case::fact::step::Opening;
    use crate::domain::codes::Class;
    use crate::domain::number::CaseNumber;
    use crate::domain::person::id::PersonId;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn case(run: u32, channel: Channel, received: &str, accused: Option<&str>) -> Case {
        let opening = Opening {
            petitioner: PersonId(1),
            matter: Matter {
                class: accused.map_or(Class::Claim, |_| Class::Accusation),
                accused: accused.map(str::to_owned),
                ..Matter::default()
            },
            visit: Visit {
                person: PersonId(1),
                received_at: Some(at(received)),
                channel: Some(channel),
                station: None,
                people_count: 1,
                companion: None,
                words: String::new(),
                new_facts: None,
            },
            imported_answer: None,
        };
        let number = CaseNumber { year: 2026, run };
        Case::open(number, opening, "王芳", at(received))
    }

    fn roster() -> Roster {
        let leader = |name: &str, convener| Leader {
            name: name.to_owned(),
            post: String::new(),
            convener,
            active: true,
        };
        Roster(vec![leader("周明", true), leader("赵岩", true)])
    }

    fn day() -> DutyDay {
        DutyDay {
            leader: Some("李刚".to_owned()),
            stand_in: Some(("钱进".to_owned(), "开会".to_owned())),
            ..DutyDay::default()
        }
    }

    #[test]
    fn nobody_owns_an_accusation_of_himself() {
        let roster = roster();
        let owned = |accused| {
            let case = case(1, Channel::Visit, "2026-11-25T09:00", accused);
            owner(&day(), &roster, Some(&case))
        };
        assert_eq!(owned(None).as_deref(), Some("李刚"));
        assert_eq!(owned(Some("李刚")).as_deref(), Some("钱进"));
        assert_eq!(owned(Some("李刚、钱进")).as_deref(), Some("周明"));
        assert_eq!(owned(Some("李刚、钱进、周明、赵岩")), None);
        assert_eq!(owner(&DutyDay::default(), &roster, None), None);
    }

    #[test]
    fn whoever_stands_in_acts_unless_he_is_accused() {
        let roster = roster();
        let acts = |accused| {
            let case = case(1, Channel::Visit, "2026-11-25T09:00", accused);
            let (fact, owner) = fall(
                Item::Case(case.number),
                How::Visit,
                at("2026-11-25T09:00"),
                &[],
                Some("李刚".to_owned()),
            );
            assert_eq!(owner.as_deref(), Some("李刚"));
            let Some(DutyFact::Fell(line)) = fact else {
                panic!("it falls onto the ledger");
            };
            acting(&day(), &line, &roster, Some(&case))
        };
        assert_eq!(acts(None), Acting::For("钱进".to_owned()));
        assert_eq!(acts(Some("钱进")), Acting::For("周明".to_owned()));
        assert_eq!(acts(Some("钱进、周明、赵岩")), Acting::Nobody);
    }

    #[test]
    fn what_comes_again_stays_with_its_owner_and_is_a_visit_more() {
        let item = Item::Case(CaseNumber { year: 2026, run: 1 });
        let now = at("2026-11-25T09:00");
        let (first, _) = fall(item, How::Visit, now, &[], Some("李刚".to_owned()));
        let Some(DutyFact::Fell(line)) = first else {
            panic!("it falls onto the ledger");
        };
        let lines = [(now.date(), (*line).clone())];
        let other = || Some("周明".to_owned());
        let (again, owner) = fall(item, How::Visit, now, &lines, other());
        assert_eq!(
            (again, owner.as_deref()),
            (Some(DutyFact::Came(item)), Some("李刚"))
        );
        let next = at("2026-11-26T09:00");
        let (later, owner) = fall(item, How::Call, next, &lines, other());
        assert!(matches!(later, Some(DutyFact::Fell(_))));
        assert_eq!(
            owner.as_deref(),
            Some("李刚"),
            "it is his until it is struck off"
        );
    }

    #[test]
    fn a_thin_day_takes_the_oldest_of_the_backlog() {
        let settings = Settings {
            duty_visits: 3,
            backlog_a_day: 2,
            ..Settings::default()
        };
        let (on, now) = (at("2026-11-25T09:00").date(), at("2026-11-25T17:30"));
        let thin = close(&day(), on, now, &settings).unwrap();
        assert_eq!(thin, Some(Thin { came: 0, wanted: 3 }));
        let early = close(&day(), on.succ_opt().unwrap(), now, &settings);
        assert_eq!(early, Err(Refusal::about("day", Reason::InTheFuture)));
        let backlog = vec![
            case(3, Channel::Hotline12345, "2026-11-20T09:00", None),
            case(1, Channel::Phone, "2026-11-19T09:00", Some("李刚")),
            case(2, Channel::Hotline12345, "2026-11-18T09:00", None),
        ];
        assert!(backlog.iter().all(|case| is_backlog(case, on)));
        let visit = case(4, Channel::Visit, "2026-11-18T09:00", None);
        assert!(!is_backlog(&visit, on));
        let lines = from_backlog(backlog, &day(), &roster(), thin.unwrap(), now, &settings);
        let runs: Vec<_> = lines
            .iter()
            .map(|line| (line.item.to_string(), line.owner.as_deref(), line.few))
            .collect();
        assert_eq!(
            runs,
            [
                ("ML-2026-0002".to_owned(), Some("李刚"), Some((0, 3))),
                ("ML-2026-0001".to_owned(), Some("钱进"), Some((0, 3))),
            ]
        );
    }
}
