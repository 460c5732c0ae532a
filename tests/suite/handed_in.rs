//! Every form is handed in twice at most: what lacks is named at once, starred and with the cursor on
//! the first, and what is then filled in is saved at the next key. A leader of the day is on duty, whose
//! name the house writes into matters by itself.

use mulin::app::case::Panel;
use mulin::app::form::Form;
use mulin::app::form::line::{Entry, Line};
use mulin::app::model::{Drawn, Model};
use mulin::app::msg::{Msg, Press};
use mulin::app::part::Tone;
use mulin::keymap::key::{Code, Key};

use crate::rooms::House;
use crate::stored::Stored;

/// A desk that takes keys.
pub(crate) trait Desk {
    /// Gives its screen's state.
    fn model(&self) -> &Model;
    /// Presses keys as a key file writes them.
    fn keys(&mut self, keys: &str);
    /// Types a text, letter by letter.
    fn text(&mut self, text: &str);
    /// Draws it.
    fn drawn(&self) -> String;
}

impl Desk for Stored {
    fn model(&self) -> &Model {
        &self.model
    }

    fn keys(&mut self, keys: &str) {
        self.press(keys);
    }

    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            let press = Press::alone(Key::plain(Code::Char(letter)));
            self.tell(Msg::Press(press));
        }
    }

    fn drawn(&self) -> String {
        self.picture()
    }
}

impl Desk for House {
    fn model(&self) -> &Model {
        &self.model
    }

    fn keys(&mut self, keys: &str) {
        self.press(keys);
    }

    fn text(&mut self, text: &str) {
        self.type_text(text);
    }

    fn drawn(&self) -> String {
        self.picture()
    }
}

/// Gives the form that stands open.
pub(crate) fn form(model: &Model) -> Option<Form<usize>> {
    match model.drawn(model.focus) {
        Drawn::Ledger(state) => state.screen(&model.shared, (76, 20)).form.map(|it| it.form),
        Drawn::Case(state) => match state.panel()? {
            Panel::Step(step) => Some(step.form.clone()),
            Panel::Correct(correction, _) => Some(correction.form.numbered()),
            Panel::Undo(undoing) => Some(undoing.form.numbered()),
            _ => None,
        },
        Drawn::Intake(_) | Drawn::Today(_) => None,
    }
}

/// Gives the name of the form that stands open.
fn name(model: &Model) -> Option<String> {
    let open = model.pane(model.focus).forms();
    open.first().map(|form| form.name.clone())
}

fn labels(form: &Form<usize>, which: impl Fn(&Line<usize>) -> bool) -> Vec<String> {
    let lines = form.shown().filter(|(line, _)| which(line));
    lines.map(|(line, _)| line.name()).collect()
}

fn is_empty(line: &Line<usize>) -> bool {
    match &line.entry {
        Entry::Text(field) => field.text().trim().is_empty(),
        Entry::Code(_, choice) => choice.value().is_none(),
    }
}

/// Puts the cursor on a line.
fn go(desk: &mut impl Desk, label: &str) -> Result<(), String> {
    for key in ["<Tab>", "<S-Tab>"] {
        for _ in 0..30 {
            let open = form(desk.model()).ok_or("the form has gone")?;
            if open
                .shown()
                .any(|(line, open)| open && line.name() == label)
            {
                return Ok(());
            }
            desk.keys(key);
        }
    }
    Err(format!("no line {label}"))
}

/// Opens every choice of the form: each of its options is on the screen in full.
fn see_options(desk: &mut impl Desk) -> Result<(), String> {
    let opened = form(desk.model());
    let Some(opened) = opened else {
        return Ok(());
    };
    let cursor = opened.shown().find(|(_, open)| *open);
    let cursor = cursor.map(|(line, _)| line.name());
    for (line, _) in opened.shown() {
        let Entry::Code(list, choice) = &line.entry else {
            continue;
        };
        go(desk, &line.name())?;
        let picture = desk.drawn();
        for (at, code) in choice.options().iter().enumerate() {
            let option = format!("{} {}", at + 1, desk.model().shared.words.code(list, code));
            if !picture.contains(&option) {
                return Err(format!("{option} of {} is not on\n{picture}", line.label));
            }
        }
    }
    cursor.map_or(Ok(()), |label| go(desk, &label))
}

fn fill(desk: &mut impl Desk, label: &str, text: &str) -> Result<(), String> {
    go(desk, label)?;
    desk.text(text);
    Ok(())
}

/// Hands in the form that stands open, `typed` being typed before: it is saved, or everything that
/// lacks is told at once; that is filled in with `values`, and it is saved.
///
/// # Errors
/// What went otherwise.
pub(crate) fn hand_in(
    desk: &mut impl Desk,
    typed: &[(&str, &str)],
    values: impl Fn(&Line<usize>) -> String,
) -> Result<(), String> {
    if form(desk.model()).is_none() {
        return Err(format!("no form stands open\n{}", desk.drawn()));
    }
    let before = name(desk.model());
    see_options(desk)?;
    for (label, text) in typed {
        fill(desk, label, text)?;
    }
    desk.keys("<C-s>");
    // What follows may open a form of its own.
    let stands = |desk: &dyn Desk| form(desk.model()).filter(|_| name(desk.model()) == before);
    if let Some(asked) = stands(desk) {
        let wrong = labels(&asked, |line| line.problem.is_some());
        let starred = labels(&asked, |line| line.needed && is_empty(line));
        if wrong.is_empty() || wrong != starred {
            let picture = desk.drawn();
            return Err(format!("told {wrong:?}, starred {starred:?}\n{picture}"));
        }
        if !asked
            .shown()
            .any(|(line, open)| open && line.name() == wrong[0])
        {
            return Err(format!(
                "the cursor is not on {}\n{}",
                wrong[0],
                desk.drawn()
            ));
        }
        for label in &wrong {
            let line = asked.shown().find(|(line, _)| line.name() == *label);
            let value = line.map_or(String::new(), |(line, _)| values(line));
            fill(desk, label, &value)?;
        }
        desk.keys("<C-s>");
    }
    if stands(desk).is_some() {
        return Err(format!("not saved at once\n{}", desk.drawn()));
    }
    match &desk.model().notice {
        Some(notice) if notice.tone == Tone::Bad => Err(notice.text.clone()),
        _ => Ok(()),
    }
}
