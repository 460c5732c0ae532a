//! The case as a part of the screen.

use crate::app::case::command::is_merged;
use crate::app::case::para::lines;
use crate::app::case::section::Section;
use crate::app::case::steps::Did;
use crate::app::case::{HEAD_ROWS, Panel, State, menu_line, room, tab_width, top};
use crate::app::held::Filling;
use crate::app::msg::Press;
use crate::app::part::{Input, Openness, Part, Response, Target};
use crate::app::shared::Shared;
use crate::app::unfinished::OpenForm;
use crate::command::table::{Command, Scope};
use crate::domain::item::Item;
use crate::domain::phrase::OpenText;
use crate::domain::subject::Subject;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        let commands = matches!(input, Input::Command(_));
        let decides = commands || self.open_field() == Openness::Choice;
        // The line behind the last that was filled in is there before the cursor goes on.
        if commands {
            self.mark(shared);
        }
        let outcome = self.take(shared, input);
        if decides {
            self.mark(shared);
        }
        outcome
    }

    fn point(&mut self, shared: &Shared, _column: u16, row: u16) -> Response {
        if self.panel.is_none()
            && let Some(item) = self.item_under(shared, row)
        {
            self.cursor = item;
        }
        Response::used()
    }

    fn open_field(&self) -> Openness {
        match &self.panel {
            Some(Panel::Step(step)) => step.form.open_field(),
            Some(Panel::Correct(correction, _)) => correction.form.open_field(),
            Some(Panel::Undo(undoing)) => undoing.form.open_field(),
            Some(Panel::Steps(_)) => Openness::Line,
            Some(Panel::Parts(_) | Panel::Papers(..) | Panel::Checklist(_) | Panel::Paper(..))
            | None => Openness::Closed,
        }
    }

    fn open_text(&self) -> Option<OpenText<'_>> {
        match self.panel.as_ref()? {
            Panel::Step(step) => step.form.open_text(),
            Panel::Correct(correction, _) => correction.form.open_text(),
            Panel::Undo(undoing) => undoing.form.open_text(),
            Panel::Steps(_)
            | Panel::Parts(_)
            | Panel::Papers(..)
            | Panel::Checklist(_)
            | Panel::Paper(..) => None,
        }
    }

    fn subject(&self) -> Option<Subject> {
        let view = self.view.as_ref()?;
        Some(Subject::Item(Item::Case(view.case.number)))
    }

    fn filling(&self) -> Option<Filling> {
        Some(Filling {
            mark: self.form_name()?,
            saving: self.writes.is_waiting(),
            asks: false,
        })
    }

    fn forms(&self) -> Vec<OpenForm> {
        self.open_forms()
    }

    fn valid(&self, command: Command) -> bool {
        let form = |open: bool| open || matches!(command, Command::Back | Command::Save);
        match &self.panel {
            Some(Panel::Step(step)) => form(step.form.valid(command)),
            Some(Panel::Correct(correction, _)) => form(correction.form.valid(command)),
            Some(Panel::Undo(undoing)) => form(undoing.form.valid(command)),
            Some(
                Panel::Steps(_)
                | Panel::Parts(_)
                | Panel::Papers(..)
                | Panel::Checklist(_)
                | Panel::Paper(..),
            ) => {
                matches!(
                    command,
                    Command::Back | Command::Choose | Command::MoveUp | Command::MoveDown
                )
            }
            None => self.valid_on_page(command),
        }
    }
}

impl State {
    /// Follows what was filled in: what must be, and what goes with it, follows from other lines.
    fn mark(&mut self, shared: &Shared) {
        if let (Some(Panel::Step(step)), Some(view)) = (&mut self.panel, self.view.as_deref()) {
            step.mark(view, &shared.who, shared.now);
        }
    }

    /// Tells whether a command would do something to the case, nothing standing over it.
    fn valid_on_page(&self, command: Command) -> bool {
        let open = self.view().is_some_and(|view| !view.row.locked);
        let live = self
            .view()
            .is_some_and(|view| open && view.case.status.is_open());
        match command {
            Command::CaseChain => self.view().is_some_and(|view| !view.chain.is_empty()),
            Command::CaseVisit | Command::CaseTriage => live,
            Command::CaseForce => {
                let with = self.view().and_then(|view| {
                    let with = view.forces.for_case(&view.case)?;
                    with.step(&view.case).ok()
                });
                live && with.is_some()
            }
            Command::CaseMerge => live && self.view().is_some_and(|view| view.case.is_running()),
            Command::CaseSplit => open && self.view().is_some_and(is_merged),
            Command::Undo => open && self.section == Section::History,
            Command::Choose => self.items() > 0 || (open && self.section != Section::History),
            Command::Back => true,
            Command::CaseStep
            | Command::JointHear
            | Command::LookupOpen
            | Command::CaseExplain
            | Command::CaseCorrect
            | Command::CasePapers
            | Command::ListPrint
            | Command::CaseUndo
            | Command::CaseWhistle
            | Command::CaseAttach
            | Command::CaseChecklist
            | Command::CaseReveal
            | Command::FieldNext
            | Command::FieldPrevious
            | Command::MoveUp
            | Command::MoveDown
            | Command::MoveLeft
            | Command::MoveRight
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::MoveFirst
            | Command::MoveLast => open,
            _ => false,
        }
    }

    /// Tells whether the key of the menu is the case's own: it opens there, or is left again.
    pub fn has_menu(&self) -> bool {
        match &self.panel {
            Some(panel) => matches!(panel, Panel::Steps(_)),
            None => self.valid_on_page(Command::CaseStep),
        }
    }

    /// Gives what else than a step can be done with the case.
    pub(super) fn commands(&self) -> Vec<Command> {
        let all = Command::ALL.iter().copied();
        let other = all.filter(|it| match it {
            Command::CaseStep => false,
            Command::JointHear | Command::LookupOpen => true,
            other => other.scope() == Scope::Case,
        });
        other.filter(|it| self.valid_on_page(*it)).collect()
    }

    fn take(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Command(command) if self.panel.is_some() => self.panel_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => self.pressed(shared, press),
            Input::Paste(text) => {
                match &mut self.panel {
                    Some(Panel::Step(step)) => step.form.paste(&text),
                    Some(Panel::Correct(correction, _)) => correction.form.paste(&text),
                    Some(Panel::Undo(undoing)) => undoing.form.paste(&text),
                    Some(Panel::Steps(steps)) => steps.paste(&text),
                    Some(
                        Panel::Parts(_)
                        | Panel::Papers(..)
                        | Panel::Checklist(_)
                        | Panel::Paper(..),
                    )
                    | None => {
                        return Response::unused();
                    }
                }
                Response::used()
            }
            Input::Click { column, row } => self.clicked(shared, column, row),
            Input::Scroll(by) => {
                self.move_by(shared, isize::from(by));
                Response::used()
            }
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Case(number)) => self.show(&number, false),
            Input::Show(Target::Preview(number)) => self.show(&number, true),
            Input::Show(Target::Form(number, kind)) => self.go_to_form(shared, number, kind),
            Input::Show(Target::Step(number, kind)) => self.seek(shared, number, kind),
            Input::Show(Target::SignedBy(kind, signer)) => self.open_signed(shared, kind, signer),
            Input::Show(Target::Signed(secret)) => self.hand_in(shared, Some(secret)),
            Input::Show(Target::Unfinished(name)) => self.go_on(shared, &name),
            Input::Show(Target::RoadAdvice(advice)) => self.tell_road(shared, &advice),
            Input::Show(_) => Response::unused(),
            Input::Tick | Input::Changed => self.reload(),
        }
    }

    fn pressed(&mut self, shared: &Shared, press: Press) -> Response {
        let taken = match &mut self.panel {
            Some(Panel::Steps(steps)) => match steps.press(press) {
                Did::Chose => true,
                Did::Typed => return Response::used(),
                Did::Nothing => false,
            },
            Some(Panel::Parts(menu)) => menu.press(press),
            Some(Panel::Checklist(menu)) => menu.press(press),
            Some(Panel::Papers(_, menu)) => menu.press(press),
            Some(Panel::Paper(_, _, menu)) => menu.press(press),
            Some(Panel::Step(step)) => return used(step.form.press(press)),
            Some(Panel::Correct(correction, _)) => return used(correction.form.press(press)),
            Some(Panel::Undo(undoing)) => return used(undoing.form.press(press)),
            None => {
                let digit = press.key.folded().text().and_then(|it| it.to_digit(10));
                let section = digit
                    .and_then(|digit| Section::ALL.get((digit as usize).checked_sub(1)?))
                    .copied();
                return match section {
                    Some(section) => self.go(section),
                    None => Response::unused(),
                };
            }
        };
        if taken {
            self.submit(shared)
        } else {
            Response::unused()
        }
    }

    /// Takes the line of a menu that was clicked.
    fn clicked_over(&mut self, shared: &Shared, at: (u16, u16)) -> Response {
        let line = |cursor, count| menu_line(shared, cursor, count, 0, at);
        let taken = match &mut self.panel {
            Some(Panel::Steps(steps)) => {
                menu_line(shared, steps.cursor(), steps.count(), steps.below(), at)
                    .is_some_and(|at| steps.go(at))
            }
            Some(Panel::Parts(menu)) => {
                line(menu.cursor(), menu.items().len()).is_some_and(|at| menu.go(at))
            }
            Some(Panel::Checklist(menu)) => {
                line(menu.cursor(), menu.items().len()).is_some_and(|at| menu.go(at))
            }
            Some(Panel::Papers(_, menu)) => {
                line(menu.cursor(), menu.items().len()).is_some_and(|at| menu.go(at))
            }
            Some(Panel::Paper(_, _, menu)) => {
                line(menu.cursor(), menu.items().len()).is_some_and(|at| menu.go(at))
            }
            Some(Panel::Step(_) | Panel::Correct(..) | Panel::Undo(_)) | None => false,
        };
        if taken {
            self.submit(shared)
        } else {
            Response::unused()
        }
    }

    fn clicked(&mut self, shared: &Shared, column: u16, row: u16) -> Response {
        if self.panel.is_some() {
            return self.clicked_over(shared, (column, row));
        }
        let Some((width, _)) = room(shared) else {
            return Response::unused();
        };
        if row + 1 == HEAD_ROWS {
            let at = usize::from(column / tab_width(width));
            return match Section::ALL.get(at) {
                Some(section) => self.go(*section),
                None => Response::unused(),
            };
        }
        match self.item_under(shared, row) {
            Some(item) if item == self.cursor => self.chosen(shared),
            Some(item) => {
                self.cursor = item;
                Response::used()
            }
            None => Response::unused(),
        }
    }

    /// Gives the thing of the part that is shown on a row.
    fn item_under(&self, shared: &Shared, row: u16) -> Option<usize> {
        let (width, height) = room(shared)?;
        let row = usize::from(row.checked_sub(HEAD_ROWS)?);
        let paras = self.page(shared);
        let mut at = top(&paras, self.cursor, self.scroll, width, height) + row;
        for para in &paras {
            let taken = lines(para, width).len();
            if at < taken {
                return para.item;
            }
            at -= taken;
        }
        None
    }
}

fn used(taken: bool) -> Response {
    if taken {
        Response::used()
    } else {
        Response::unused()
    }
}
