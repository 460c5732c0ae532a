//! 断线登记: what is taken down while the server of the town is out of reach. It stands on this machine
//! under a provisional number (临时编号), which the visitor takes along, and is registered when the line is
//! back: under the id of its draft, so once, and as received when he stood at the counter.

use std::fmt;

use super::act::{Action, Registration};
use super::draft::{Desk, IntakeDraft, Remark};
use super::moment::Moment;
use super::number::{ExternalKind, ExternalNumber};

/// How a provisional number begins: 临时.
const HEAD: &str = "LS";
/// The signs of a machine's mark: none of them is taken for another one on paper.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// How many signs a mark has.
const MARK: usize = 4;

/// 临时编号: `LS-K7QF-0012`, the mark of the machine and the running number on it. It is no case number,
/// and looks like none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvisionalNumber {
    mark: String,
    run: u32,
}

impl ProvisionalNumber {
    /// Makes the first number of a machine, whose mark is drawn from `seed`.
    pub fn first(seed: u64) -> Self {
        let mark = (0..MARK).map(|at| {
            let sign = (seed >> (5 * at)) % 32;
            let sign = usize::try_from(sign).ok().and_then(|it| SIGNS.get(it));
            char::from(*sign.unwrap_or(&b'2'))
        });
        Self {
            mark: mark.collect(),
            run: 1,
        }
    }

    /// Gives the number that follows on the same machine.
    #[must_use]
    pub fn next(&self) -> Self {
        Self {
            mark: self.mark.clone(),
            run: self.run + 1,
        }
    }

    /// Reads a number.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (head, mark, run) = (parts.next()?, parts.next()?, parts.next()?);
        let is_mark = mark.len() == MARK && mark.bytes().all(|it| SIGNS.contains(&it));
        let is_run = run.bytes().all(|it| it.is_ascii_digit());
        if head != HEAD || !is_mark || !is_run || parts.next().is_some() {
            return None;
        }
        Some(Self {
            mark: mark.to_owned(),
            run: run.parse().ok()?,
        })
    }
}

impl fmt::Display for ProvisionalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{HEAD}-{}-{:04}", self.mark, self.run)
    }
}

/// An intake that waits on this machine to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfflineIntake {
    /// Its provisional number.
    pub number: ProvisionalNumber,
    /// Who took it down.
    pub who: String,
    /// When it was handed in.
    pub taken_at: Moment,
    /// What was typed.
    pub draft: IntakeDraft,
}

impl OfflineIntake {
    /// Gives what registers it, with the provisional number among its numbers. It is read as it was at the
    /// counter: a time that was typed is before the one at which it was handed in.
    ///
    /// # Errors
    /// What is missing in it.
    pub fn action(&self, desk: &Desk<'_>) -> Result<Action, Vec<Remark>> {
        let desk = Desk {
            now: self.taken_at,
            ..*desk
        };
        let mut registration = self.draft.check(&desk)?.registration;
        let number = ExternalNumber::new(ExternalKind::Other, &self.number.to_string());
        registration.matter.external.push(number);
        let action = self.registering(registration);
        Ok(match &self.draft.save {
            Some(save) => Action::Once {
                save: save.part(0),
                action: Box::new(action),
            },
            None => action,
        })
    }

    fn registering(&self, registration: Registration) -> Action {
        let registration = Box::new(registration);
        match self.draft.origin {
            Some(origin) => Action::RegisterOf {
                origin,
                registration,
            },
            None => Action::Register(registration),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provisional_number_reads_as_it_is_written_and_is_no_case_number() {
        let first = ProvisionalNumber::first(0x0123_4567_89ab_cdef);
        for number in [first.clone(), first.next()] {
            assert_eq!(
                ProvisionalNumber::parse(&number.to_string()),
                Some(number.clone())
            );
            let text = number.to_string();
            assert_eq!(crate::domain::number::CaseNumber::parse(&text), None);
            let other = ExternalNumber::new(ExternalKind::Other, &text);
            assert!(!other.is_serial(), "{text}");
        }
        for text in [
            "LS-K7Q-0012",
            "LS-K1QF-0012",
            "LS-K7QF-",
            "ML-K7QF-0012",
            "LS-K7QF-+1",
        ] {
            assert_eq!(ProvisionalNumber::parse(text), None, "{text}");
        }
    }
}
