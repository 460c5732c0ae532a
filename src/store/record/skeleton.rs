//! What everybody may know of a case whose words are sealed: number, dates, states and who has it in hand,
//! as lists, clocks and figures need them. Every other text is masked.

use super::super::error::StoreError;
use super::bytes::{decode, encode};
use super::case::CaseRecord;
use super::mask::masked;
use crate::domain::case::fact::state::Case;

const NAME: &str = "cases";

/// Gives the case without its words. Names of staff, of village and station and the kind of dispute stay:
/// by them matters are counted and given to somebody; so do the numbers by which other systems ask.
pub(crate) fn skeleton(case: &Case) -> Result<Case, StoreError> {
    let bytes = encode(&CaseRecord::from(case))?;
    let (version, record) = bytes.split_at(1);
    let read = |record: &[u8]| -> Result<Case, StoreError> {
        let record: CaseRecord = decode(NAME, &[version, record].concat())?;
        record.read(case.number)
    };
    let wrong = || StoreError::System("a record that cannot be masked".to_owned());
    let masked = masked(record, |record| read(record).is_ok()).ok_or_else(wrong)?;
    let mut bare = read(&masked)?;
    bare.named_staff.clone_from(&case.named_staff);
    bare.unit.clone_from(&case.unit);
    bare.holder.clone_from(&case.holder);
    bare.leader.clone_from(&case.leader);
    bare.matter.village.clone_from(&case.matter.village);
    bare.matter.external.clone_from(&case.matter.external);
    bare.matter
        .dispute
        .kind
        .clone_from(&case.matter.dispute.kind);
    for (bare, visit) in bare.visits.iter_mut().zip(&case.visits) {
        bare.station.clone_from(&visit.station);
    }
    for (bare, state) in bare.tracks.iter_mut().zip(&case.tracks) {
        bare.holder.clone_from(&state.holder);
    }
    bare.sealed = true;
    Ok(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::WorkingCalendar;
    use crate::domain::case::clock::clocks::clocks;
    use crate::domain::case::fact::matter::{Matter, Visit};
    use crate::domain::case::fact::step::{Opening, Step};
    use crate::domain::codes::{Channel, Class, DeliveryWay, Ruling};
    use crate::domain::moment::Moment;
    use crate::domain::number::CaseNumber;
    use crate::domain::person::id::PersonId;
    use crate::domain::settings::Settings;
    use crate::store::record::mask::MASK;

    #[test]
    fn every_word_goes_and_every_clock_runs_on() {
        let word = || "墨竹泉".to_owned();
        let at = Moment::parse("2026-11-02T09:00:00+08:00").unwrap();
        let opening = Opening {
            petitioner: PersonId(1),
            matter: Matter {
                class: Class::Accusation,
                summary: word(),
                request: word(),
                facts: "plain".to_owned(),
                accused: Some(word()),
                evidence: Some(word()),
                representatives: vec![word()],
                ..Matter::default()
            },
            visit: Visit {
                person: PersonId(1),
                received_at: Some(at),
                channel: Some(Channel::Letter),
                station: None,
                people_count: 1,
                companion: Some(word()),
                words: word(),
                new_facts: None,
            },
            imported_answer: None,
        };
        let number = CaseNumber { year: 2026, run: 1 };
        let day = |day: &str| day.parse().unwrap();
        let steps = [
            Step::Accept {
                on: day("2026-11-03"),
            },
            Step::Notify {
                on: day("2026-11-03"),
                way: DeliveryWay::ALL[0],
            },
            Step::Extend {
                on: day("2026-11-20"),
                days: 10,
                approver: word(),
                reason: word(),
                informed_on: day("2026-11-20"),
            },
            Step::Decide {
                on: day("2026-11-24"),
                ruling: Ruling::ALL[0],
                opinion: word(),
                basis: word(),
                request: word(),
                facts: word(),
            },
        ];
        let mut case = Case::open(number, opening, "王芳", at);
        let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
        for step in [None].into_iter().chain(steps.into_iter().map(Some)) {
            if let Some(step) = step {
                case = case.evolve(&step, "王芳");
            }
            let bare = skeleton(&case).unwrap();
            let text = format!("{bare:?}");
            assert!(
                !text.contains("墨竹泉") && !text.contains("plain"),
                "{text}"
            );
            assert_eq!(bare.matter.summary, MASK);
            assert_eq!(
                clocks(&bare, &calendar, &settings),
                clocks(&case, &calendar, &settings)
            );
        }
    }
}
