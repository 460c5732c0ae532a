//! By what a thing that is kept is known again, however often it is handed in: a draft that came back
//! after a kill, a line that a script sends once more.

use std::cell::Cell;
use std::fmt;

use super::clean;

/// Signs that an id of another program may have.
const MOST: usize = 100;

/// The id under which something is handed in; it is made when that is begun, and stands with the entry
/// that keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SaveId(String);

impl SaveId {
    /// Takes the id that another program gives in somebody's name; `None` for an empty one or one of
    /// more than 100 signs. Whoever works under another name has ids of his own: an id that is easily
    /// guessed must lead nobody to what is not his to read (条例 30 ¶3).
    pub fn given(who: &str, text: &str) -> Option<Self> {
        let (who, text) = (clean::line(who), clean::line(text));
        let text = text.trim();
        let fits = !text.is_empty() && text.chars().count() <= MOST;
        fits.then(|| Self(format!("={}:{who}{text}", who.len())))
    }

    /// Takes an id as it was kept.
    pub const fn of_kept(text: String) -> Self {
        Self(text)
    }

    /// Gives the id of a part of what is handed in at once; the first has the id itself.
    #[must_use]
    pub fn part(&self, at: usize) -> Self {
        match at {
            0 => self.clone(),
            at => Self(format!("{}/{at}", self.0)),
        }
    }

    /// Gives it as it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SaveId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes the ids of one window: its own number, drawn when it is opened, and a count.
#[derive(Debug, Default)]
pub struct SaveIds {
    window: u64,
    count: Cell<u64>,
}

impl SaveIds {
    /// Begins for a window of this number, which no other has.
    pub const fn of_window(window: u64) -> Self {
        Self {
            window,
            count: Cell::new(0),
        }
    }

    /// Gives an id that was never given before.
    pub fn draw(&self) -> SaveId {
        self.count.set(self.count.get() + 1);
        SaveId(format!("{:016x}-{}", self.window, self.count.get()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_windows_and_of_other_programs_never_meet() {
        let (one, other) = (SaveIds::of_window(1), SaveIds::of_window(2));
        let ids = [one.draw(), one.draw(), other.draw()];
        let given = SaveId::given("王芳", ids[0].as_str()).unwrap();
        let all = ids
            .iter()
            .chain([&given])
            .collect::<std::collections::BTreeSet<_>>();
        assert_eq!(all.len(), 4);
        let of = SaveId::given;
        assert_eq!(of("王芳", " \u{0}\n "), None);
        assert_eq!(of("王芳", &"1".repeat(MOST + 1)), None);
        assert_eq!(of("王芳", "  12\u{1b}3 "), of("王芳", "123"));
        assert_ne!(of("王芳", "123"), of("李梅", "123"));
        assert_ne!(of("a", "bc"), of("ab", "c"));
        assert_ne!(ids[0].part(1), ids[1].part(1));
    }
}
