//! 分期履行 as a table: a row each, its day, its amount and what is to be done; equal parts are proposed
//! from the total, their number, the first day and the rhythm.

use chrono::{Days, Months, NaiveDate};

use crate::domain::case::fact::ask::{AnswerKind, Ask, Reader};
use crate::domain::case::fact::mediation::step::{MediationStep, Promise};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::money::Yuan;
use crate::domain::refusal::{Reason, Refusal};

codes! {
    /// 间隔: how long it is from one part to the next.
    Rhythm: "rhythm" {
        /// 每周
        Weekly = "weekly",
        /// 每月
        Monthly = "monthly",
        /// 每季
        Quarterly = "quarterly",
        /// 每半年
        HalfYearly = "half_yearly",
        /// 每年
        Yearly = "yearly",
    }
}

/// The question for the table itself.
pub const TABLE: &str = "schedule";
/// More parts than these were mistyped.
const MOST_PARTS: u32 = 120;

const fn ask(field: &'static str, answer: AnswerKind) -> Ask {
    Ask { field, answer }
}

/// What it asks: what equal parts are made of, and the table.
pub const ASKS: &[Ask] = &[
    ask("total", AnswerKind::Line),
    ask("parts", AnswerKind::Number),
    ask("first_on", AnswerKind::Day),
    ask(
        "rhythm",
        AnswerKind::Choice {
            group: "rhythm",
            codes: || Rhythm::CODES.to_vec(),
        },
    ),
    ask(TABLE, AnswerKind::Text),
];

/// The day of a row.
const DUE: &[Ask] = &[ask("due", AnswerKind::Day)];

/// Proposes equal parts, a row each, where all that they are made of reads; what does not divide is
/// due with the last. The same day of each month, or the month's last where it is shorter.
pub fn proposed(answers: &[String]) -> Option<String> {
    let mut reader = Reader::new(ASKS, answers);
    let total = reader.money("total")?.fen();
    let parts = reader.number("parts")?;
    let first = reader.day("first_on")?;
    let rhythm = reader.code("rhythm", Rhythm::parse)?;
    if parts == 0 || parts > MOST_PARTS || total < parts.into() {
        return None;
    }
    let each = total / u64::from(parts);
    let last = total - each * u64::from(parts - 1);
    let mut rows = Vec::new();
    for at in 1..=parts {
        let fen = if at == parts { last } else { each };
        let due = rhythm.after(first, at - 1)?;
        rows.push(format!("{due} {}元 第{at}期", Yuan::of_fen(fen)));
    }
    Some(rows.join("\n"))
}

impl Rhythm {
    /// Gives the day that lies so many times behind another.
    fn after(self, first: NaiveDate, times: u32) -> Option<NaiveDate> {
        let months = match self {
            Self::Weekly => {
                return first.checked_add_days(Days::new(u64::from(times) * 7));
            }
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::HalfYearly => 6,
            Self::Yearly => 12,
        };
        first.checked_add_months(Months::new(times * months))
    }
}

/// Reads the table: each row is a part of the performance.
///
/// # Errors
/// The row that does not read; or what equal parts still lack, where no row stands in the table.
pub(in crate::domain::case) fn read(
    answers: &[String],
    case: &Case,
) -> Result<Vec<Step>, Vec<Refusal>> {
    let table = ASKS.iter().position(|ask| ask.field == TABLE);
    let table = table
        .and_then(|at| answers.get(at))
        .map_or("", String::as_str);
    let rows: Vec<&str> = table.lines().map(str::trim).collect();
    if rows.iter().all(|row| row.is_empty()) {
        let asks = ASKS.iter().zip(answers);
        let empty = asks.filter(|(_, answer)| answer.trim().is_empty());
        let lacks = empty.map(|(ask, _)| Refusal::about(ask.field, Reason::Missing));
        return Err(lacks.collect());
    }
    let current = case.mediation.current();
    let stands = current.map_or(0, |it| it.instalments.len());
    let mut steps = Vec::new();
    for (number, row) in (1..).zip(rows).filter(|(_, row)| !row.is_empty()) {
        match promise(row, stands + steps.len() + 1) {
            Some(promise) => steps.push(Step::Mediation(MediationStep::Instalment(promise))),
            None => return Err(vec![Refusal::about(TABLE, Reason::RowUnread(number))]),
        }
    }
    Ok(steps)
}

/// Reads a row: its day, then the amount where one stands there, then what is to be done.
fn promise(row: &str, at: usize) -> Option<Promise> {
    let (day, rest) = row.split_once(char::is_whitespace).unwrap_or((row, ""));
    let day = [day.to_owned()];
    let due = Reader::new(DUE, &day).day("due")?;
    let rest = rest.trim();
    let (first, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (amount, what) = match Yuan::parse(first) {
        Some(_) => (first, behind.trim()),
        None => ("", rest),
    };
    if amount.is_empty() && what.is_empty() {
        return None;
    }
    let what = match what {
        "" => format!("第{at}期"),
        what => what.to_owned(),
    };
    Some(Promise {
        what,
        amount: amount.to_owned(),
        due,
    })
}

/// Tells a refusal of one part at the table in which its row stands.
pub(in crate::domain::case) const fn at_table(refusal: Refusal) -> Refusal {
    Refusal::about(TABLE, refusal.reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(all: [&str; 5]) -> Vec<String> {
        all.map(str::to_owned).into()
    }

    #[test]
    fn equal_parts_add_up_to_the_total_and_keep_to_the_end_of_a_month() {
        let rows = proposed(&answers(["1万", "3", "2026-12-31", "monthly", ""])).unwrap();
        assert_eq!(
            rows,
            "2026-12-31 3333.33元 第1期\n2027-01-31 3333.33元 第2期\n2027-02-28 3333.34元 第3期"
        );
        for lacking in [
            ["", "3", "2026-12-31", "monthly", ""],
            ["1万", "0", "2026-12-31", "monthly", ""],
            ["1万", "999", "2026-12-31", "monthly", ""],
            ["1万", "3", "月底", "monthly", ""],
            ["1万", "3", "2026-12-31", "", ""],
        ] {
            assert_eq!(proposed(&answers(lacking)), None, "{lacking:?}");
        }
    }

    #[test]
    fn a_row_is_a_day_an_amount_and_what_is_to_be_done() {
        for (row, read) in [
            ("2026-12-25 5000元 支付工资", Some(("5000元", "支付工资"))),
            ("2026-12-25 1.5万", Some(("1.5万", "第2期"))),
            ("2026年12月25日 拆除围墙", Some(("", "拆除围墙"))),
            ("2026-12-25", None),
            ("月底 5000元", None),
        ] {
            let read_as = promise(row, 2);
            let found = read_as.as_ref().map(|it| (&*it.amount, &*it.what));
            assert_eq!(found, read, "{row}");
        }
    }
}
