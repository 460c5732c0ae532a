//! `mulin lawyer`: who the lawyers are, and what their days add up to.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::domain::law_field::{Specialist, named};
use crate::domain::lawyer::{Conflict, Lawyer, LawyerId};
use crate::domain::lawyer_tally::{LawyersTally, TallyRow};
use crate::domain::number::CaseNumber;
use crate::domain::phone::mask_phone;
use crate::domain::viewer::Viewer;
use crate::exchange::when::read_text;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::verbs::arguments::LawyerAction;
use crate::verbs::named::{Found, cases};
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};

/// A lawyer; `matching` and `conflict` stand where he was asked for a case.
#[derive(Debug, Serialize)]
struct LawyerJson<'a> {
    lawyer: u32,
    name: &'a str,
    firm: &'a str,
    phone: String,
    fields: Vec<String>,
    active: bool,
    matching: Option<&'a [String]>,
    conflict: Option<bool>,
    conflict_firm: Option<&'a str>,
}

/// The counts of a span.
#[derive(Debug, Serialize)]
struct TallyJson<'a> {
    from: String,
    to: String,
    days: usize,
    consultations: usize,
    cases: usize,
    people_aided: usize,
    lawyers: usize,
    firms: usize,
    by_firm: Vec<RowJson<'a>>,
    by_lawyer: Vec<RowJson<'a>>,
}

/// The same of a firm or a lawyer; the name is empty where nobody was named.
#[derive(Debug, Serialize)]
struct RowJson<'a> {
    name: &'a str,
    firm: Option<&'a str>,
    days: usize,
    consultations: usize,
    cases: usize,
    people_aided: usize,
}

/// Does what is asked with lawyers.
pub fn run(setting: &Setting, action: &LawyerAction) -> Exit {
    match action {
        LawyerAction::List { case, json } => list(setting, case.as_deref(), *json),
        LawyerAction::Tally { from, to, json } => {
            let today = now().date();
            let first = today.with_day(1).unwrap_or(today);
            let day =
                |text: &Option<String>, else_day| read_day(setting, text.as_deref(), else_day);
            match (day(from, first), day(to, today)) {
                (Ok(from), Ok(to)) => tally(setting, from, to, *json),
                (Err(exit), _) | (_, Err(exit)) => exit,
            }
        }
    }
}

fn read_day(setting: &Setting, text: Option<&str>, else_day: NaiveDate) -> Result<NaiveDate, Exit> {
    let Some(text) = text else {
        return Ok(else_day);
    };
    read_text(text)
        .map(|read| read.moment.date())
        .map_err(|why| {
            let args = [("text", text.into())];
            complain(
                setting
                    .words
                    .say_with(&format!("row-{}", why.code()), &args),
            );
            Exit::Usage
        })
}

/// Gives the case that is named, or tells that there is none.
fn case_named(
    setting: &Setting,
    store: &dyn Store,
    typed: &str,
    viewer: &Viewer,
) -> Result<CaseNumber, Exit> {
    let found = ask(store, |it| {
        let cases = cases(it, typed, viewer)?;
        Found::among(&cases, |number| Ok::<_, StoreError>(Some(number)))
    });
    match found {
        Ok(Found::Nothing) => {
            complain(setting.words.say("lawyers-no-such-case"));
            Err(Exit::Usage)
        }
        Ok(found) => found.or_complain(&setting.words, typed),
        Err(error) => Err(failed(setting, &error)),
    }
}

fn list(setting: &Setting, case: Option<&str>, json: bool) -> Exit {
    let words = &setting.words;
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(&setting.who);
    let number = match case.map(|typed| case_named(setting, store.as_ref(), typed, &viewer)) {
        Some(Ok(number)) => Some(number),
        Some(Err(exit)) => return exit,
        None => None,
    };
    let found = ask(store.as_ref(), |it| {
        if let Some(number) = number {
            return it.specialists(number, &viewer);
        }
        let lawyers = it.lawyers()?.into_iter();
        Ok(lawyers.map(|(id, lawyer)| unasked(id, lawyer)).collect())
    });
    let found = match found {
        Ok(found) => found,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    for it in &found {
        let lawyer = &it.lawyer;
        if json {
            printer.element(&LawyerJson {
                lawyer: it.id.0,
                name: &lawyer.name,
                firm: &lawyer.firm,
                phone: mask_phone(&lawyer.phone),
                fields: named(&lawyer.fields),
                active: lawyer.active,
                matching: number.map(|_| it.fields.as_slice()),
                conflict: number.map(|_| it.conflict.is_some()),
                conflict_firm: match &it.conflict {
                    Some(Conflict::Firm(firm)) => Some(firm),
                    Some(Conflict::Own) | None => None,
                },
            });
            continue;
        }
        let mut cells = vec![
            lawyer.name.clone(),
            lawyer.firm.clone(),
            mask_phone(&lawyer.phone),
            lawyer.fields.clone(),
        ];
        if number.is_some() {
            cells.push(if it.fields.is_empty() {
                words.say("lawyers-no-field")
            } else {
                it.fields.join("、")
            });
        }
        if let Some(conflict) = &it.conflict {
            cells.push(words.conflict(conflict));
        }
        if !lawyer.active {
            cells.push(words.say("lawyers-left"));
        }
        printer.line(cells.join("\t"));
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

/// A lawyer whom nobody asked for a case.
const fn unasked(id: LawyerId, lawyer: Lawyer) -> Specialist {
    Specialist {
        id,
        lawyer,
        fields: Vec::new(),
        conflict: None,
    }
}

fn tally(setting: &Setting, from: NaiveDate, to: NaiveDate, json: bool) -> Exit {
    let words = &setting.words;
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let today = now().date();
    let counted = ask(store.as_ref(), |it| it.lawyers_tally(from, to, today));
    let LawyersTally {
        sum,
        firms,
        lawyers,
    } = match counted {
        Ok(counted) => counted,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    if json {
        printer.json_line(&TallyJson {
            from: from.to_string(),
            to: to.to_string(),
            days: sum.days,
            consultations: sum.held,
            cases: sum.cases,
            people_aided: sum.aided,
            lawyers: sum.lawyers,
            firms: sum.firms,
            by_firm: firms.iter().map(|row| row_json(row, None)).collect(),
            by_lawyer: lawyers
                .iter()
                .map(|row| row_json(row, Some(&row.firm)))
                .collect(),
        });
        return Exit::Done;
    }
    printer.line(words.say_with(
        "lawyers-tally",
        &[
            ("from", from.to_string().into()),
            ("to", to.to_string().into()),
            ("days", sum.days.into()),
            ("held", sum.held.into()),
            ("cases", sum.cases.into()),
            ("aided", sum.aided.into()),
            ("lawyers", sum.lawyers.into()),
            ("firms", sum.firms.into()),
        ],
    ));
    for row in firms.iter().chain(&lawyers) {
        let name = match (row.name.is_empty(), row.firm.is_empty()) {
            (true, _) => words.say("lawyers-nobody"),
            (false, true) => row.name.clone(),
            (false, false) => format!("{}（{}）", row.name, row.firm),
        };
        printer.line(words.say_with(
            "lawyers-tally-row",
            &[
                ("name", name.into()),
                ("days", row.days.into()),
                ("held", row.held.into()),
                ("cases", row.cases.into()),
                ("aided", row.aided.into()),
            ],
        ));
    }
    Exit::Done
}

fn row_json<'a>(row: &'a TallyRow, firm: Option<&'a str>) -> RowJson<'a> {
    RowJson {
        name: &row.name,
        firm,
        days: row.days,
        consultations: row.held,
        cases: row.cases,
        people_aided: row.aided,
    }
}
