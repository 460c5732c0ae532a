//! Papers: the town's own templates in the config folder, and the words and forms that a paper is made
//! out with.

use std::io::ErrorKind;

use crate::domain::case::fact::printed::{Paper, Printed};
use crate::domain::moment::Moment;
use crate::domain::number::VisitNumber;
use crate::domain::paper::Offer;
use crate::domain::settings::Settings;
use crate::domain::viewer::Viewer;
use crate::exchange::paper::make::{make, offers};
use crate::exchange::paper::sheet::Sheet;
use crate::exchange::paper::source::Source;
use crate::exchange::paper::templates::Templates;
use crate::office::papers::{Papered, Trouble, papered, print};
use crate::runtime::own_file;
use crate::runtime::place::settings_folder;
use crate::store::contract::Store;
use crate::words::bundle::Words;

/// Reads the town's own templates over the built-in ones; says of the first broken one where and
/// why. The built-in one then holds.
pub fn templates(words: &Words) -> (Templates, Option<String>) {
    let lang = words.lang();
    let mut templates = Templates::new(lang);
    let mut broken = None;
    let Some(folder) = settings_folder().map(|folder| folder.join("papers")) else {
        return (templates, broken);
    };
    for template in lang.row().papers {
        let file = Templates::file(template.name, lang);
        let path = folder.join(&file);
        match own_file::read(&path) {
            Ok(text) => {
                let Err(wrong) = templates.lay(template.name, &text) else {
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
                let reason = words.io_reason(&error);
                broken.get_or_insert(format!("{}: {reason}", path.display()));
            }
        }
    }
    (templates, broken)
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
    pub templates: &'a Templates,
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

impl Desk<'_> {
    /// Gives the papers of a case, each with what is missing; the visit is the one that a receipt
    /// is about.
    pub fn offers(&self, visit: VisitNumber) -> Result<Vec<Offer>, Trouble> {
        let papered = papered(self.store, visit.case, self.viewer)?;
        Ok(offers(self.templates, self.source(&papered, visit.visit)))
    }

    /// Makes a paper out, and writes it into the case's history.
    pub fn make(&self, visit: VisitNumber, paper: Paper) -> Result<Made, Trouble> {
        let of = (visit, paper);
        let printed = print(self.store, of, self.viewer, self.now, |papered, printed| {
            make(self.templates, self.source(papered, visit.visit), printed)
        });
        printed.map(|(sheet, printed)| Made { sheet, printed })
    }

    fn source<'a>(&'a self, papered: &'a Papered, visit: u32) -> Source<'a> {
        Source {
            words: self.words,
            view: &papered.view,
            town: self.town,
            code: &papered.code,
            visit,
            today: self.now.date(),
        }
    }
}

/// Says in a sentence why `paper` was not made out.
pub fn trouble_text(trouble: &Trouble, words: &Words, paper: Paper) -> String {
    match trouble {
        Trouble::NoCase => words.say("papers-no-case"),
        Trouble::Refused(refusal) => words.refusal(refusal),
        Trouble::Busy => words.say("papers-busy"),
        Trouble::Store(error) => words.store_failure(error.code(), &error.detail()),
        Trouble::Gaps(gaps) => {
            let args = [
                ("paper", words.code("paper", paper.code()).into()),
                ("what", words.gaps(gaps).into()),
            ];
            words.say_with("papers-cannot", &args)
        }
    }
}
