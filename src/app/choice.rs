//! A choice among a few values: by digit, by Left and Right; yes or no is one of them.

use crate::app::msg::Press;
use crate::keymap::key::{Code, fold};

/// A choice among `options`, perhaps not made yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    options: Vec<T>,
    chosen: Option<usize>,
}

impl<T: Copy + PartialEq> Choice<T> {
    /// Makes a choice that nobody has made yet.
    pub fn open(options: &[T]) -> Self {
        Self {
            options: options.to_vec(),
            chosen: None,
        }
    }

    /// Makes a choice that stands at `value`.
    pub fn at(options: &[T], value: T) -> Self {
        let mut choice = Self::open(options);
        choice.set(value);
        choice
    }

    /// Gives what can be chosen, in the order of the digits from 1.
    pub fn options(&self) -> &[T] {
        &self.options
    }

    /// Gives what is chosen.
    pub fn value(&self) -> Option<T> {
        self.options.get(self.chosen?).copied()
    }

    /// Chooses `value`.
    pub fn set(&mut self, value: T) {
        self.chosen = self.options.iter().position(|option| *option == value);
    }

    /// Takes the choice back; true, for the key that asked for it.
    pub fn clear(&mut self) -> bool {
        self.chosen = None;
        true
    }

    /// Takes a key: a digit chooses, Left and Right go on; false for any other.
    pub fn press(&mut self, press: Press) -> bool {
        let count = self.options.len();
        let to = match (press.key.text().map(fold), press.key.code) {
            (Some(digit), _) => {
                let Some(number) = digit.to_digit(10).filter(|n| *n >= 1) else {
                    return false;
                };
                let index = number as usize - 1;
                if index >= count {
                    return false;
                }
                index
            }
            (None, Code::Right) => self.chosen.map_or(0, |at| (at + 1) % count.max(1)),
            (None, Code::Left) => self.chosen.map_or(count.saturating_sub(1), |at| {
                (at + count - 1) % count.max(1)
            }),
            _ => return false,
        };
        self.chosen = Some(to);
        true
    }
}

/// The two answers to a question that must be asked.
pub const YES_NO: &[bool] = &[true, false];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::key::Key;

    #[test]
    fn a_digit_chooses_and_the_arrows_go_round() {
        let mut choice = Choice::open(&["a", "b", "c"]);
        assert_eq!(choice.value(), None);
        for (code, used, value) in [
            (Code::Char('9'), false, None),
            (Code::Char('2'), true, Some("b")),
            (Code::Char('３'), true, Some("c")),
            (Code::Right, true, Some("a")),
            (Code::Left, true, Some("c")),
            (Code::Char('x'), false, Some("c")),
            (Code::Char('0'), false, Some("c")),
        ] {
            assert_eq!(
                choice.press(Press::alone(Key::plain(code))),
                used,
                "{code:?}"
            );
            assert_eq!(choice.value(), value, "{code:?}");
        }
        assert_eq!(Choice::at(YES_NO, false).value(), Some(false));
    }
}
