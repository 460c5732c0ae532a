//! Throwing away what was typed into a form, all at once, and taking it back.

use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Entry;

impl<I: Copy + PartialEq> Form<I> {
    /// Takes back everything that was typed, so that nothing of it waits any more; asked again while
    /// nothing is typed, brings it back. False where there is neither.
    pub(super) fn clear(&mut self) -> bool {
        match (self.written(String::new()), self.cleared.take()) {
            (Some(written), _) => {
                let before = self.before.clone().unwrap_or_default();
                for (line, before) in self.lines.iter_mut().zip(before) {
                    line.problem = None;
                    line.strayed = None;
                    match &mut line.entry {
                        Entry::Text(field) if field.text() != before => {
                            field.set(&before);
                            // It is typed over, as when the form was opened.
                            line.proposed = field.kind() != FieldKind::Area && !before.is_empty();
                        }
                        Entry::Text(_) => {}
                        Entry::Code(_, choice) => {
                            let code = choice.options().iter().copied();
                            match code.clone().find(|code| *code == before) {
                                Some(code) => choice.set(code),
                                None => _ = choice.clear(),
                            }
                        }
                    }
                }
                self.cleared = Some(written);
                true
            }
            (None, Some(cleared)) => {
                self.restore(&cleared);
                true
            }
            (None, None) => false,
        }
    }

    /// Tells whether there is something to take back, or to bring back.
    pub(super) fn can_clear(&self) -> bool {
        self.cleared.is_some() || self.written(String::new()).is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::app::field::FieldKind;
    use crate::app::form::line::Line;
    use crate::app::form::{Did, Form};
    use crate::app::msg::Press;
    use crate::command::table::Command;
    use crate::keymap::key::{Code, Key};

    #[test]
    fn what_was_typed_goes_at_one_key_and_comes_back_at_the_next() {
        let mut form = Form::new(vec![
            Line::text(1_u8, "label-name", FieldKind::Line),
            Line::code(2, "label-class", "class", &["claim", "accusation"]),
            Line::text(3, "label-day", FieldKind::Number),
        ]);
        form.propose(3, "2026-09-01");
        assert_eq!(form.command(Command::FormClear), Did::Nothing);
        form.press(Press::alone(Key::plain(Code::Char('牟'))));
        form.command(Command::FieldNext);
        form.press(Press::alone(Key::plain(Code::Char('2'))));
        assert!(form.valid(Command::FormClear));
        assert_eq!(form.command(Command::FormClear), Did::Changed);
        assert_eq!(
            (form.text(1), form.code(2), form.text(3)),
            ("", None, "2026-09-01")
        );
        assert_eq!(form.written("x".to_owned()), None, "nothing waits");
        form.command(Command::FormClear);
        assert_eq!((form.text(1), form.code(2)), ("牟", Some("accusation")));
    }

    #[test]
    fn a_proposal_that_comes_back_is_typed_over_again() {
        let mut form = Form::new(vec![Line::text(1_u8, "label-day", FieldKind::Number)]);
        form.propose(1, "2026-11-25");
        form.press(Press::alone(Key::plain(Code::Char('1'))));
        form.command(Command::FormClear);
        assert_eq!(form.text(1), "2026-11-25");
        form.press(Press::alone(Key::plain(Code::Char('2'))));
        assert_eq!(form.text(1), "2");
    }
}
