//! The row of the content class at triage: it is typed into, and classes are proposed for what stands
//! there.

use crate::app::part::{Intent, Response};
use crate::app::shared::Shared;
use crate::app::triage::{Row, State};
use crate::command::table::Command;

impl State {
    /// Writes the content class in full where what was typed can only be that one.
    pub(super) fn name_class(&mut self, shared: &Shared) {
        let typed = self.form.text(Row::Content);
        let class = shared.town.triage.contents.named(typed).map(str::to_owned);
        if let Some(class) = class.filter(|class| *class != typed) {
            self.form.fill(Row::Content, &class);
        }
    }

    /// Proposes the purpose by the class, and content classes while the cursor is on their row.
    pub(super) fn propose(&mut self, shared: &Shared) {
        let purpose = self.hint(shared, Row::Purpose);
        let is_empty = self.form.text(Row::Content).is_empty();
        // A class is long: once it stands there it needs the row.
        let content = self.hint(shared, Row::Content).filter(|_| is_empty);
        for (row, hint) in [(Row::Purpose, purpose), (Row::Content, content)] {
            if let Some(line) = self.form.line_mut(row) {
                line.hint = hint;
            }
        }
        match &self.view {
            Some(view) if self.form.cursor() == Some(Row::Content) => {
                let typed = self.form.text(Row::Content);
                let matter = &view.view.case.matter;
                self.proposals
                    .look_for_class(typed, matter, &shared.town.triage);
            }
            _ => self.proposals.clear(),
        }
    }

    /// Says that the content class is none of the list's: it is kept as typed.
    pub(super) fn unlisted(&self, shared: &Shared) -> Option<String> {
        let typed = self.form.text(Row::Content);
        let remark = shared.town.triage.contents.doubt(typed)?;
        let label = shared.words.code("ask", Row::Content.field());
        let doubt = shared.words.code("doubt", remark.doubt.code());
        Some(format!("{label} {doubt}"))
    }

    /// Leaves the screen; what was typed and is not handed in is left only when it is asked twice.
    pub(super) fn back(&mut self, shared: &Shared) -> Response {
        let typed = self.form.text(Row::Content).trim();
        let stood = self
            .view()
            .and_then(|it| it.view.case.matter.content.as_deref());
        if typed != stood.unwrap_or_default() && !self.warned {
            self.message = Some(shared.words.say("triage-class-not-handed-in"));
            self.warned = true;
            return Response::used();
        }
        Response::intent(Intent::Close)
    }

    /// Moves in the list of content classes; false where there is none, or the cursor leaves it.
    pub(super) fn step_class(&mut self, command: Command) -> bool {
        match command {
            Command::MoveDown => self.proposals.step(1),
            Command::MoveUp => self.proposals.cursor().is_some() && self.proposals.step(-1),
            _ => false,
        }
    }

    /// Writes the content class on which the cursor is, and leaving the row the only one that is
    /// proposed; false where there is none.
    pub(super) fn take_class(&mut self, command: Command) -> bool {
        let at = match command {
            Command::Choose => self.proposals.cursor(),
            Command::FieldNext => self.proposals.meant(),
            _ => None,
        };
        let Some(class) = at.and_then(|at| self.proposals.name(at)) else {
            return false;
        };
        self.form.take(Row::Content, &class);
        self.proposals.clear();
        self.changed();
        true
    }
}
