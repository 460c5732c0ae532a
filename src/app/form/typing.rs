//! Typing into a form. A choice is made by digits; words that are typed or pasted there are not
//! lost: they go on into the nearest line for words, and the choice says so.

use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::{Digit, Entry, Strayed};
use crate::app::msg::Press;
use crate::keymap::key::fold;

impl<I: Copy + PartialEq> Form<I> {
    /// Gives a key to the open entry (0 takes back a choice that need not be made); false when it
    /// means nothing there.
    pub fn press(&mut self, press: Press) -> bool {
        self.touched();
        let digit = self.digit.take();
        let Some(line) = self.lines.get_mut(self.open) else {
            return false;
        };
        let text = press.key.text();
        let used = match &mut line.entry {
            Entry::Text(field) => {
                if line.proposed && text.is_some() {
                    field.empty();
                }
                field.press(press)
            }
            Entry::Code(_, choice) => {
                // A digit amid words is one of them.
                let words = matches!(line.strayed, Some(Strayed::Kept(_))) && press.with_text;
                let before = choice.value();
                let chose = !words
                    && (choice.press(press)
                        || (!line.needed && text.map(fold) == Some('0') && choice.clear()));
                if !chose {
                    let Some(letter) = text.filter(|it| !it.is_whitespace() || words) else {
                        return false;
                    };
                    return self.stray(digit, &letter.to_string());
                }
                let strayed = line.strayed.take();
                self.digit = text.map(|typed| Digit {
                    typed,
                    chosen: before,
                    strayed,
                });
                true
            }
        };
        if used {
            line.problem = None;
            line.proposed = false;
        }
        used
    }

    /// Gives pasted text to the open entry; a choice takes a digit.
    pub fn paste(&mut self, text: &str) {
        self.touched();
        let digit = self.digit.take();
        let Some(line) = self.lines.get_mut(self.open) else {
            return;
        };
        match &mut line.entry {
            Entry::Text(field) => {
                if std::mem::take(&mut line.proposed) {
                    field.set(text);
                } else {
                    field.paste(text);
                }
                line.problem = None;
            }
            Entry::Code(_, choice) => {
                if let Some(code) = numbered(text).and_then(|at| choice.options().get(at).copied())
                {
                    choice.set(code);
                    line.problem = None;
                    line.strayed = None;
                } else if !text.trim().is_empty() {
                    self.stray(digit, text);
                }
            }
        }
    }

    /// Takes words that came into the open choice into the nearest line for words, the cursor with
    /// them; the digit that was typed just before them begins them and chose nothing.
    fn stray(&mut self, digit: Option<Digit>, text: &str) -> bool {
        let mut words = String::new();
        if let (Some(digit), Some(line)) = (digit, self.lines.get_mut(self.open)) {
            words.push(digit.typed);
            line.strayed = digit.strayed;
            if let Entry::Code(_, choice) = &mut line.entry {
                match digit.chosen {
                    Some(code) => choice.set(code),
                    None => _ = choice.clear(),
                }
            }
        }
        words.push_str(text);
        let to = self.line_for_words();
        let label = to
            .and_then(|at| self.lines.get(at))
            .map(|it| it.label.clone());
        if let Some(line) = self.lines.get_mut(self.open) {
            line.strayed = Some(match (label, line.strayed.take()) {
                (Some(label), _) => Strayed::To(label),
                (None, Some(Strayed::Kept(before))) => Strayed::Kept(before + &words),
                (None, _) => Strayed::Kept(words.clone()),
            });
        }
        if let Some(to) = to {
            self.open = to;
            self.paste(&words);
        }
        true
    }

    /// Gives the line in sight that words are meant for: one of several lines rather than one,
    /// below rather than above, the nearest first.
    fn line_for_words(&self) -> Option<usize> {
        let kind = |kind: FieldKind| {
            let is = move |at: &usize| {
                let line = self.lines.get(*at).filter(|line| !line.folded);
                matches!(line.map(|it| &it.entry), Some(Entry::Text(field)) if field.kind() == kind)
            };
            let below = (self.open..self.lines.len()).find(&is);
            below.or_else(|| (0..self.open).rev().find(&is))
        };
        kind(FieldKind::Area).or_else(|| kind(FieldKind::Line))
    }
}

/// Reads text that is one digit as the place of an option, from 0.
fn numbered(text: &str) -> Option<usize> {
    let mut letters = text.trim().chars();
    let digit = fold(letters.next()?).to_digit(10)?;
    let at = (digit as usize).checked_sub(1)?;
    letters.next().is_none().then_some(at)
}

#[cfg(test)]
mod tests {
    use crate::app::field::FieldKind;
    use crate::app::form::Form;
    use crate::app::form::line::{Line, Strayed};
    use crate::app::msg::Press;
    use crate::keymap::key::{Code, Key};

    fn form() -> Form<u8> {
        Form::new(vec![
            Line::code(1, "label-class", "class", &["claim", "accusation"]).needed(),
            Line::text(2, "label-phone", FieldKind::Number),
            Line::text(3, "label-name", FieldKind::Line),
            Line::text(4, "label-answer", FieldKind::Area),
        ])
    }

    fn typed(form: &mut Form<u8>, text: &str) {
        for letter in text.chars() {
            form.press(Press::alone(Key::plain(Code::Char(letter))));
        }
    }

    fn strayed(form: &Form<u8>) -> Option<Strayed> {
        form.line(1).unwrap().strayed.clone()
    }

    #[test]
    fn words_typed_or_pasted_into_a_choice_go_on_into_the_line_for_words() {
        for text in [
            "已到村里看过",
            "2月5日已到村里看过",
            "２户停水",
            "X光片在镇医院",
        ] {
            let mut by_key = form();
            typed(&mut by_key, text);
            let mut by_paste = form();
            by_paste.paste(text);
            for form in [&by_key, &by_paste] {
                assert_eq!((form.text(4), form.cursor()), (text, Some(4)), "{text}");
                assert_eq!(form.code(1), None, "{text}");
                let to = Strayed::To("label-answer".to_owned());
                assert_eq!(strayed(form), Some(to), "{text}");
            }
        }
        // What was chosen before stays chosen.
        let mut form = form();
        typed(&mut form, "1");
        typed(&mut form, "2月");
        assert_eq!((form.code(1), form.text(4)), (Some("claim"), "2月"));
        form.go(1);
        typed(&mut form, "2");
        assert_eq!((form.code(1), strayed(&form)), (Some("accusation"), None));
    }

    #[test]
    fn a_form_of_choices_alone_shows_the_words_until_a_digit_is_typed() {
        let lines = vec![Line::code(
            1,
            "label-class",
            "class",
            &["claim", "accusation"],
        )];
        let mut form = Form::new(lines);
        typed(&mut form, "村里停水");
        assert_eq!(strayed(&form), Some(Strayed::Kept("村里停水".to_owned())));
        let digit = |with_text| Press {
            key: Key::plain(Code::Char('2')),
            with_text,
        };
        assert!(form.press(digit(true)));
        assert_eq!(form.code(1), None, "a digit amid words");
        assert!(form.press(digit(false)));
        assert_eq!((form.code(1), strayed(&form)), (Some("accusation"), None));
        form.paste(" １\n");
        assert_eq!(form.code(1), Some("claim"));
    }
}
