//! 查看留痕: who looked at what, and who took what out of the house. It is written down by the program,
//! read by the auditor and the administrators alone, and changed or taken out by nobody.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::Revealed;
use super::moment::Moment;
use super::number::CaseNumber;
use super::person::id::PersonId;
use super::stored;

/// Seconds within which the same thing, looked at again by the same person, stands in the same row.
pub const TOGETHER: i64 = 10 * 60;

codes! {
    /// 查看方式: how something was looked at, or taken out.
    LookKind: "look" {
        /// 预览: a case was shown beside a list.
        Previewed = "previewed",
        /// 打开: a case was opened.
        Opened = "opened",
        /// 速查: a case was looked up while one was heard.
        LookedUp = "looked_up",
        /// 显示全文: what is masked was shown in full.
        Revealed = "revealed",
        /// 打开附件: a file of a case was opened.
        Attachment = "attachment",
        /// 出文书: a paper of a case was made.
        Paper = "paper",
        /// 复制: something went into the clipboard.
        Copied = "copied",
        /// 导出: a sheet, a list or a page was written into a file or printed.
        Exported = "exported",
        /// 取走报表: a report, minutes or a hand-over was written into a file.
        Report = "report",
        /// 备份: the store was copied.
        BackedUp = "backed_up",
    }
}

codes! {
    /// 身份凭据: what it rests on that it was he.
    Proof: "proof" {
        /// 自报: nobody signs in; the name is what was typed.
        Typed = "typed",
        /// 口令
        Passphrase = "passphrase",
        /// 令牌: a script with a token.
        Token = "token",
    }
}

/// One look, as it is written down. Words of a matter never stand in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// How.
    pub kind: LookKind,
    /// At which case, where it was one.
    #[serde(with = "stored::case")]
    pub case: Option<CaseNumber>,
    /// At whose card, where it was one.
    pub person: Option<PersonId>,
    /// What else tells what it was: a file's name, a paper's code, a report's period; empty for a case
    /// that was opened.
    pub what: String,
    /// How often, since it was last written down.
    pub times: u32,
    /// What it rests on that it was he; the store says so.
    pub proof: Proof,
    /// Where: `desk`, or the verb of the command line.
    pub place: String,
    /// Which window: the number that the system gave to its process.
    pub window: u32,
}

impl Look {
    /// Begins one, at a place.
    pub fn new(kind: LookKind, place: &str, window: u32) -> Self {
        Self {
            kind,
            case: None,
            person: None,
            what: String::new(),
            times: 1,
            proof: Proof::Typed,
            place: place.to_owned(),
            window,
        }
    }

    /// Makes the look that goes with a reveal.
    pub fn of_reveal(what: &Revealed, why: &str, place: &str, window: u32) -> Self {
        let look = Self::new(LookKind::Revealed, place, window).at(why);
        match what {
            Revealed::Case(number) => look.at_case(*number),
            Revealed::Person(id) => Self {
                person: Some(*id),
                ..look
            },
            Revealed::Export(file) => look.at(file.clone()),
        }
    }

    /// Says at which case.
    #[must_use]
    pub fn at_case(self, case: CaseNumber) -> Self {
        Self {
            case: Some(case),
            ..self
        }
    }

    /// Says at what else.
    #[must_use]
    pub fn at(self, what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            ..self
        }
    }

    /// Tells whether another look is the same once more, in whichever window.
    pub fn is_same(&self, other: &Self) -> bool {
        let alike = (self.kind, self.case, self.person, self.proof)
            == (other.kind, other.case, other.person, other.proof);
        alike && self.what == other.what && self.place == other.place
    }
}

/// Which looks are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LookQuery {
    /// Only those at this case.
    pub case: Option<CaseNumber>,
    /// Only those of this name.
    pub who: Option<String>,
    /// From this day; from the first, for `None`.
    pub from: Option<NaiveDate>,
    /// To this day; to the last, for `None`.
    pub to: Option<NaiveDate>,
}

/// A row of the list: a look, with those at the same thing that followed soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookRow {
    /// Who.
    pub who: String,
    /// When first.
    pub first: Moment,
    /// When last.
    pub last: Moment,
    /// What, as it was first; its `times` are those of the whole row.
    pub look: Look,
    /// It was at an accusation that is not open to whoever reads the list: which one is not said.
    pub masked: bool,
}

/// The looks of a query, with whether anybody signs in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LookList {
    /// The rows, the first one first.
    pub rows: Vec<LookRow>,
    /// Nobody signs in: every name is what was typed.
    pub typed: bool,
}

/// Gathers looks, in the order in which they were written down, into rows. A preview goes into the row
/// of the same case opened by the same person.
pub fn gathered(looks: impl IntoIterator<Item = (String, Moment, Look)>) -> Vec<LookRow> {
    let mut rows: Vec<LookRow> = Vec::new();
    // Where the last row of whom stands, at what.
    let mut last: HashMap<(String, Option<CaseNumber>, LookKind), usize> = HashMap::new();
    for (who, when, look) in looks {
        let at = |kind| last.get(&(who.clone(), look.case, kind)).copied();
        let soon = |row: &LookRow| when.unix().saturating_sub(row.first.unix()) <= TOGETHER;
        let same = at(look.kind).filter(|at| {
            rows.get(*at)
                .is_some_and(|row| soon(row) && row.look.is_same(&look))
        });
        if let Some(row) = same.and_then(|at| rows.get_mut(at)) {
            row.last = row.last.max(when);
            row.look.times = row.look.times.saturating_add(look.times);
            continue;
        }
        let preview = at(LookKind::Previewed).filter(|at| {
            look.kind == LookKind::Opened
                && rows
                    .get(*at)
                    .is_some_and(|row| soon(row) && row.look.kind == LookKind::Previewed)
        });
        let key = (who.clone(), look.case, look.kind);
        if let Some(at) = preview
            && let Some(row) = rows.get_mut(at)
        {
            // It was opened from the list in which it was shown.
            (row.last, row.look) = (when, look);
            last.insert(key, at);
            continue;
        }
        last.insert(key, rows.len());
        rows.push(LookRow {
            who,
            first: when,
            last: when,
            look,
            masked: false,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: CaseNumber = CaseNumber {
        year: 2026,
        run: 12,
    };

    fn at(minute: i64, who: &str, kind: LookKind, case: CaseNumber) -> (String, Moment, Look) {
        let begin = Moment::parse("2026-11-25T09:00:00+08:00").unwrap();
        let look = Look::new(kind, "desk", 7).at_case(case);
        (who.to_owned(), begin.plus_seconds(minute * 60), look)
    }

    fn summary(looks: Vec<(String, Moment, Look)>) -> Vec<(String, &'static str, u32)> {
        let rows = gathered(looks).into_iter();
        rows.map(|row| (row.who, row.look.kind.code(), row.look.times))
            .collect()
    }

    #[test]
    fn the_same_case_again_within_ten_minutes_is_one_row_with_a_count() {
        let opened = |minute, who| at(minute, who, LookKind::Opened, CASE);
        let rows = summary(vec![
            opened(0, "王芳"),
            opened(4, "王芳"),
            opened(5, "李梅"),
            opened(10, "王芳"),
            opened(11, "王芳"),
        ]);
        let expected = [("王芳", 3), ("李梅", 1), ("王芳", 1)];
        let expected = expected.map(|(who, times)| (who.to_owned(), "opened", times));
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_preview_goes_into_the_row_of_the_case_that_was_opened_from_it() {
        let other = CaseNumber { run: 13, ..CASE };
        let rows = summary(vec![
            at(0, "王芳", LookKind::Previewed, CASE),
            at(0, "王芳", LookKind::Previewed, other),
            at(1, "王芳", LookKind::Opened, CASE),
            at(2, "李梅", LookKind::Opened, other),
        ]);
        let expected = [
            ("王芳", "opened", 1),
            ("王芳", "previewed", 1),
            ("李梅", "opened", 1),
        ];
        let expected = expected.map(|(who, kind, times)| (who.to_owned(), kind, times));
        assert_eq!(rows, expected);
    }

    #[test]
    fn what_was_taken_out_under_another_name_is_another_row() {
        let export = |file: &str| {
            let mut look = at(0, "王芳", LookKind::Exported, CASE);
            look.2 = Look::new(LookKind::Exported, "desk", 7).at(file);
            look
        };
        let rows = gathered(vec![export("一.csv"), export("二.csv")]);
        assert_eq!(rows.len(), 2);
    }
}
