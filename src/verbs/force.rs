//! `mulin force`: the standing task forces, who convenes each, and what it has to do.

use serde::Serialize;

use crate::domain::education::view::ForceRow;
use crate::domain::force::unit_of;
use crate::domain::number::CaseNumber;
use crate::domain::view::CaseView;
use crate::store::contract::ask;
use crate::verbs::outcome::Exit;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};

#[derive(Debug, Serialize)]
struct ForceJson {
    category: &'static str,
    unit: Option<&'static str>,
    convener: Option<String>,
    stand_in: Option<String>,
    phone: Option<String>,
    open: Vec<String>,
    waiting: Vec<String>,
}

/// Prints the three forces.
pub fn force(setting: &Setting, json: bool) -> Exit {
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let rows = match ask(store.as_ref(), |it| it.force_rows()) {
        Ok(rows) => rows,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    if json {
        let all: Vec<ForceJson> = rows.iter().map(of).collect();
        printer.json_line(&all);
        return Exit::Done;
    }
    let words = &setting.words;
    for row in &rows {
        let convener = match &row.card {
            Some(card) => words.force(card),
            None => words.say("force-without"),
        };
        let args = [
            ("open", row.open.len().into()),
            ("waiting", row.waiting.len().into()),
        ];
        let counted = words.say_with("force-cases", &args);
        let unit = unit_of(row.category).unwrap_or_default();
        printer.line([unit, &convener, &counted].join("\t"));
    }
    Exit::Done
}

fn of(row: &ForceRow) -> ForceJson {
    let numbers = |all: &[CaseNumber]| all.iter().map(ToString::to_string).collect();
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let card = row.card.as_ref();
    ForceJson {
        category: row.category.code(),
        unit: unit_of(row.category),
        convener: card.map(|card| card.convener.clone()),
        stand_in: card.and_then(|card| filled(&card.stand_in)),
        phone: card.and_then(|card| filled(&card.phone)),
        open: numbers(&row.open),
        waiting: numbers(&row.waiting),
    }
}

/// How a case stands to a standing task force, as `mulin case show --json`.
#[derive(Debug, Serialize)]
pub struct CaseForceJson {
    category: &'static str,
    unit: &'static str,
    convener: String,
    joined: bool,
    taker: Option<String>,
}

impl CaseForceJson {
    /// Makes it of a case; `None` for one that no standing task force is for.
    pub fn of(view: &CaseView) -> Option<Self> {
        let with = view.forces.for_case(&view.case)?;
        Some(Self {
            category: with.force.category.code(),
            unit: with.unit,
            convener: with.force.convener.clone(),
            joined: with.joined,
            taker: with.taker.map(str::to_owned),
        })
    }
}
