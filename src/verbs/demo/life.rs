//! The town's half year is told in the order of time, so that what a store makes by itself on the
//! way (an agenda, an escalation, a hand-over) is made of what it knew then.

use std::collections::VecDeque;
use std::iter::Peekable;

use super::tell::Teller;
use crate::domain::act::{Act, Action, HOUSE};
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::entry::Stream;
use crate::domain::item::Item;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{Filter, QueueQuery, Sort};
use crate::domain::viewer::Viewer;
use crate::exchange::town::context::TownContext;
use crate::exchange::town::staff::CLERKS;
use crate::exchange::town::{
    calls, duty, education, forces, handover, joint, last_hour, meetings, rounds, signs, whistles,
};
use crate::store::contract::ask;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Cases among which those are looked for that something is done about.
const LOOKED_AT: usize = 60;

/// The acts that are still to be told, the earliest first.
struct Ahead<I: Iterator<Item = Act>> {
    story: Peekable<I>,
    others: VecDeque<Act>,
}

impl<I: Iterator<Item = Act>> Ahead<I> {
    fn add(&mut self, acts: Vec<Act>) {
        self.others.extend(acts);
        self.others.make_contiguous().sort_by_key(|act| act.when);
    }

    /// Gives the next act before a moment; of two at once, the story's comes first.
    fn next_before(&mut self, end: Option<Moment>) -> Option<Act> {
        let before = |act: &Act| end.is_none_or(|end| act.when < end);
        let other = self.others.front().map(|act| act.when);
        let first = self
            .story
            .next_if(|act| before(act) && other.is_none_or(|other| act.when <= other));
        if first.is_none() && self.others.front().is_some_and(before) {
            return self.others.pop_front();
        }
        first
    }
}

/// Tells the town's life to a store; `registers` says whether a call and a sign become cases at
/// its end.
pub(super) fn live(
    teller: &mut Teller<'_>,
    context: &TownContext<'_>,
    story: impl Iterator<Item = Act>,
    registers: bool,
) -> Result<(), StoreError> {
    let plan = context.town.plan;
    let mut ahead = Ahead {
        story: story.peekable(),
        others: VecDeque::new(),
    };
    ahead.add(education::acts(context));
    ahead.add(signs::acts(context));
    ahead.add(whistles::acts(context));
    ahead.add(calls::acts(context));
    ahead.add(rounds::acts(plan.seed, context.tree, plan.until));
    for meeting in meetings::held(context) {
        let called = meeting.called();
        tell_until(teller, &mut ahead, Some(called.when))?;
        teller.tell(std::iter::once(called))?;
        let topics = ask(teller.store, |it| topics(it, &meeting))?;
        ahead.add(meeting.acts(&topics));
        ahead.add(meeting.done());
        if meeting.is_joint() {
            sit(teller, &mut ahead, context)?;
        }
    }
    let at = whistles::passed_up(context);
    tell_until(teller, &mut ahead, Some(at))?;
    for (id, fact) in ask(teller.store, |it| it.due_escalations(at))? {
        ahead.add(vec![Act {
            who: HOUSE.to_owned(),
            when: at,
            action: Action::Whistle { id: Some(id), fact },
        }]);
        ahead.add(whistles::taken_up(context, id));
    }
    let at = handover::at(context);
    tell_until(teller, &mut ahead, Some(at))?;
    let giver = viewer(handover::GIVER);
    let note = ask(teller.store, |it| it.handover_note(at, &giver))?;
    teller.tell(std::iter::once(handover::act_of(context, note)))?;
    tell_until(teller, &mut ahead, None)?;
    teller.tell(forces::acts(plan.until).into_iter())?;
    last_hour(teller, context, registers)?;
    teller.tell(duty::acts(plan.until).into_iter())
}

fn viewer(clerk: usize) -> Viewer {
    Viewer::new(CLERKS.get(clerk).copied().unwrap_or_default())
}

fn tell_until(
    teller: &mut Teller<'_>,
    ahead: &mut Ahead<impl Iterator<Item = Act>>,
    end: Option<Moment>,
) -> Result<(), StoreError> {
    teller.tell(std::iter::from_fn(|| ahead.next_before(end)))
}

/// 联合接访 of what is open then.
fn sit(
    teller: &mut Teller<'_>,
    ahead: &mut Ahead<impl Iterator<Item = Act>>,
    context: &TownContext<'_>,
) -> Result<(), StoreError> {
    let at = joint::at(context);
    tell_until(teller, ahead, Some(at))?;
    let open = ask(teller.store, |it| claims(it, at))?;
    let heard = open.iter().take(joint::HEARD).map(|case| case.number);
    let heard: Vec<CaseNumber> = heard.collect();
    ahead.add(joint::acts(context, &heard));
    ahead.add(
        heard
            .first()
            .and_then(|case| joint::kept(context, *case))
            .into_iter()
            .collect(),
    );
    Ok(())
}

fn last_hour(
    teller: &mut Teller<'_>,
    context: &TownContext<'_>,
    registers: bool,
) -> Result<(), StoreError> {
    if registers && signs::village(context, signs::TO_REGISTER).is_some() {
        let registered = last_hour::sign_is_registered(context);
        teller.tell([last_hour::call_becomes_case(context), registered].into_iter())?;
    }
    let open = ask(teller.store, |it| claims(it, context.ago(60)))?;
    teller.tell(last_hour::keys(context, &open).into_iter())?;
    let open = ask(teller.store, |it| claims(it, context.ago(30)))?;
    teller.tell(last_hour::aid(context, &open).into_iter())
}

/// Gives what a meeting may speak about and hand on: an accusation goes another road.
fn topics(read: &Snapshot<'_>, meeting: &meetings::Held<'_>) -> Result<Vec<Item>, StoreError> {
    let Some(view) = read.meeting(meeting.id, &viewer(0))? else {
        return Ok(Vec::new());
    };
    let is_open = |item: &Item| {
        let class = view.row(*item).map(|row| row.class);
        matches!(class, Some(Class::Claim | Class::Suggestion))
    };
    let topics = view.meeting.topics.iter().map(|topic| topic.item);
    Ok(topics.filter(is_open).collect())
}

/// Gives open claims, work orders apart, of which nothing was written down since a moment, the
/// longest overdue first.
fn claims(read: &Snapshot<'_>, before: Moment) -> Result<Vec<Case>, StoreError> {
    let viewer = viewer(0);
    let query = QueueQuery {
        sort: Sort::Due,
        descending: false,
        filter: Filter {
            open: Some(true),
            class: Some(Class::Claim),
            ..Filter::default()
        },
        after: None,
        limit: LOOKED_AT,
    };
    let mut found = Vec::new();
    for row in read.page(&query, &viewer)?.rows {
        let history = read.history(Stream::Case(row.number), &viewer)?;
        if history.last().is_none_or(|entry| entry.when >= before) {
            continue;
        }
        let case = read.case(row.number, &viewer)?;
        found.extend(case.filter(|case| !case.is_order_only()));
    }
    Ok(found)
}
