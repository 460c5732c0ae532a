//! Papers: the town's own templates in the config folder, and making one out of a stored case.

use std::io::ErrorKind;

use crate::domain::act::{Act, Deed, Outcome};
use crate::domain::case::fact::printed::{Paper, Printed};
use crate::domain::case::fact::step::Step;
use crate::domain::moment::Moment;
use crate::domain::number::{CaseNumber, QueryCode, VisitNumber};
use crate::domain::paper::{Gap, Offer};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;
use crate::domain::view::CaseView;
use crate::domain::viewer::Viewer;
use crate::exchange::paper::make::{is_for, make, offers, visit_of};
use crate::exchange::paper::sheet::Sheet;
use crate::exchange::paper::shelf::Shelf;
use crate::exchange::paper::source::Source;
use crate::runtime::own_file;
use crate::runtime::settings::folder;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::words::say::Words;

/// How often a print that another window came before is tried.
const TRIES: usize = 3;

/// Reads the town's own templates over the built-in ones; says of the first broken one where and
/// why. The built-in one then holds.
pub fn shelf(words: &Words) -> (Shelf, Option<String>) {
    let lang = words.lang();
    let mut shelf = Shelf::new(lang);
    let mut broken = None;
    let Some(folder) = folder().map(|folder| folder.join("papers")) else {
        return (shelf, broken);
    };
    for template in lang.row().papers {
        let file = Shelf::file(template.name, lang);
        let path = folder.join(&file);
        match own_file::read(&path) {
            Ok(text) => {
                let Err(wrong) = shelf.lay(template.name, &text) else {
                    continue;
                };
                let what = [("what", wrong.why.detail().into()), ("left", "{".into())];
                let why = words.say_with(&format!("template-{}", wrong.why.code()), &what);
                let args = [
                    ("file", file.into()),
                    ("line", wrong.line.into()),
                    ("why", why.into()),
                ];
                broken.get_or_insert(words.say_with("papers-template", &args));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                broken.get_or_insert(format!("{}: {error}", path.display()));
            }
        }
    }
    (shelf, broken)
}

/// Who makes papers out, and from what.
pub struct Desk<'a> {
    /// The store.
    pub store: &'a dyn Store,
    /// Who prints.
    pub viewer: &'a Viewer,
    /// The language of the papers.
    pub words: &'a Words,
    /// What the town sets itself.
    pub town: &'a Settings,
    /// The templates.
    pub shelf: &'a Shelf,
    /// When.
    pub now: Moment,
}

/// A paper that was made out and written into the case's history.
#[derive(Debug)]
pub struct Made {
    /// What it says.
    pub sheet: Sheet,
    /// Which print of it this is.
    pub printed: Printed,
}

/// Why a paper was not made out.
#[derive(Debug)]
pub enum Trouble {
    /// There is no such case.
    NoCase,
    /// The law or the desk refuses it.
    Refused(Refusal),
    /// Facts are missing.
    Gaps(Vec<Gap>),
    /// Other windows kept changing the case.
    Busy,
    /// The store could not be used.
    Store(StoreError),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Desk<'_> {
    /// Gives the papers of a case, each with what is missing; the visit is the one that a receipt
    /// is about.
    pub fn offers(&self, visit: VisitNumber) -> Result<Vec<Offer>, Trouble> {
        let (view, code) = self.open(visit.case)?;
        Ok(offers(self.shelf, self.source(&view, &code, visit.visit)))
    }

    /// Makes a paper out. The print is written into the history before the sheet is given away:
    /// there are never two originals.
    pub fn make(&self, visit: VisitNumber, paper: Paper) -> Result<Made, Trouble> {
        for _ in 0..TRIES {
            let (view, code) = self.open(visit.case)?;
            if !is_for(paper, &view.case) {
                return Err(refused(Reason::AccusationsGoTheirOwnWay));
            }
            let printed = view.case.next_print(paper, visit_of(paper, visit.visit));
            let source = self.source(&view, &code, visit.visit);
            let sheet = make(self.shelf, source, printed).map_err(Trouble::Gaps)?;
            let act = Act {
                who: self.viewer.name.clone(),
                when: self.now,
                deed: Deed::Step {
                    case: visit.case,
                    expected: view.case.revision,
                    step: Step::Printed(printed),
                },
            };
            match self.store.commit(&[act])?.into_iter().next() {
                Some(Outcome::Done(_)) => return Ok(Made { sheet, printed }),
                Some(Outcome::Refused(refusal)) => return Err(Trouble::Refused(refusal)),
                Some(Outcome::Conflict { .. } | Outcome::Skipped { .. }) | None => {}
            }
        }
        Err(Trouble::Busy)
    }

    fn open(&self, number: CaseNumber) -> Result<(CaseView, QueryCode), Trouble> {
        let (view, code) = ask(self.store, |it| {
            let view = it.case_view(number, self.viewer)?;
            Ok((view, it.query_code(number)?))
        })?;
        let view = view.ok_or(Trouble::NoCase)?;
        if view.row.locked {
            return Err(refused(Reason::NotForThisViewer));
        }
        Ok((view, code))
    }

    fn source<'a>(&'a self, view: &'a CaseView, code: &'a QueryCode, visit: u32) -> Source<'a> {
        Source {
            words: self.words,
            view,
            town: self.town,
            code,
            visit,
            today: self.now.date(),
        }
    }
}

fn refused(reason: Reason) -> Trouble {
    Trouble::Refused(Refusal::new(reason))
}

impl Trouble {
    /// Says in a sentence why `paper` was not made out.
    pub fn said(&self, words: &Words, paper: Paper) -> String {
        match self {
            Self::NoCase => words.say("papers-no-case"),
            Self::Refused(refusal) => words.refusal(refusal),
            Self::Busy => words.say("papers-busy"),
            Self::Store(error) => words.store_failure(error.code(), &error.detail()),
            Self::Gaps(gaps) => {
                let args = [
                    ("paper", words.code("paper", paper.code()).into()),
                    ("what", words.gaps(gaps).into()),
                ];
                words.say_with("papers-cannot", &args)
            }
        }
    }
}
