//! 矛盾纠纷排查情况表 from sums. What came of a sign is one dispute with it and is taken out of the sums;
//! what came by whistle is looked at one by one, for the level of the grid at which it came up.

use std::collections::{BTreeMap, BTreeSet};

use super::summed::Summed;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::group::{Group, Settled};
use crate::domain::case::clock::sums::groups::count;
use crate::domain::case::clock::sums::period::settled;
use crate::domain::case::clock::sums::tally::{Slot, Tally};
use crate::domain::money::Yuan;
use crate::domain::number::CaseNumber;
use crate::domain::settings::Settings;
use crate::domain::sheet::{Column, SheetTable};
use crate::figures::disputes::{Dispute, found, kind, of_case, settled_at, table_of};

/// Gives the two halves of the table.
pub fn tables(summed: &Summed, settings: &Settings) -> [SheetTable; 2] {
    let (list, places, until) = (&settings.dispute_types, &summed.places, summed.until());
    let seen = |it: &CaseFacts| {
        let days = it.days(settings);
        let of_span = |(from, to): &(_, _)| days.range(from..=to).next().is_some();
        summed.spans.iter().any(of_span) || it.is_open_on(until)
    };
    let case_of = |number: CaseNumber| summed.of_signs.get(&number).filter(|it| seen(it));
    let mut all = found(
        &summed.signs,
        &case_of,
        (summed.period, until),
        places,
        list,
    );
    let of_signs: BTreeSet<CaseNumber> = summed.signs.iter().filter_map(|it| it.case).collect();
    let by_whistle = summed.whistled.iter();
    let by_whistle = by_whistle.filter(|(it, _)| !of_signs.contains(&it.number));
    let by_whistle = by_whistle.filter(|(it, _)| it.is_dispute());
    all.extend(by_whistle.map(|(it, level)| of_case(it, *level, until, places, list)));
    let brought = brought(summed).into_iter();
    let brought = brought.filter(|(_, tally)| tally.of(Slot::Registered) > 0);
    all.extend(brought.map(|(it, tally)| Dispute {
        times: count(tally.of(Slot::Registered)),
        kind: kind(list, &it.kind),
        found: Column::Brought,
        settled: settled_at(&it, places),
        amount: u64::try_from(tally.of(Slot::Fen)).ok().map(Yuan::of_fen),
        concerned: count(tally.of(Slot::People)),
        case: None,
    }));
    table_of(&all, list)
}

/// Gives what somebody brought and did not come of a sign, by where it was settled.
fn brought(summed: &Summed) -> BTreeMap<Settled, Tally> {
    let mut brought: BTreeMap<Settled, Tally> = BTreeMap::new();
    for (group, tally) in &summed.now.0 {
        if let Group::Dispute(settled) = group {
            brought.insert((**settled).clone(), tally.clone());
        }
    }
    let of_signs = summed.of_signs.values();
    let of_signs = of_signs.filter(|it| summed.period.has(it.received) && it.is_dispute());
    for it in of_signs.filter(|it| !it.is_whistled()) {
        let tally = brought.entry(settled(it, summed.period.to)).or_default();
        let fen = it.dispute.amount.map_or(0, Yuan::fen);
        tally.add(Slot::Registered, -1);
        tally.add(Slot::People, -i64::from(it.dispute.concerned.unwrap_or(0)));
        tally.add(Slot::Fen, -i64::try_from(fen).unwrap_or(i64::MAX));
    }
    brought
}
