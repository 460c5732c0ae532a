//! 登录卡: who signs in at the desk, and what proves it, typed unseen. While the card stands nothing of
//! the desk is on the screen, and no key reaches anything but the card.

pub mod unseen;

use crate::app::field::{Field, FieldKind};
use crate::app::msg::Press;
use crate::app::part::Openness;
use crate::app::sign_in::unseen::Unseen;
use crate::command::table::Command;
use crate::domain::clean;
use crate::domain::moment::Moment;
use crate::domain::right::Role;
use crate::domain::secret::Secret;

/// How many names have a digit.
pub const NAMED: usize = 9;

/// Why the card stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// 登录: nobody sits here.
    Open,
    /// 交班: whoever sits here may still go back.
    Change {
        /// Who sits here.
        who: String,
    },
    /// 锁屏: whoever sat here comes back by what proves it, or another one signs in.
    Locked {
        /// Who sat here.
        who: String,
        /// Since when.
        since: Moment,
    },
}

impl Purpose {
    /// Gives who sits here, or sat here.
    pub fn who(&self) -> Option<&str> {
        match self {
            Self::Open => None,
            Self::Change { who } | Self::Locked { who, .. } => Some(who),
        }
    }
}

/// What the card asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Who.
    Name,
    /// What proves it.
    Secret,
}

/// What a key at the card leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Nothing beyond the card.
    Nothing,
    /// This one wishes to sign in by this.
    Try(String, Secret),
    /// This one is to sign in: whoever sits here has left.
    Leave,
    /// Whoever sits here stays.
    Stay,
}

/// A key at the card, as far as it means something there.
#[derive(Clone, Copy)]
enum Typed {
    Command(Command),
    Press(Press),
}

impl std::fmt::Debug for Typed {
    /// What is typed may be what proves who one is.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed")
    }
}

/// The card.
#[derive(Debug)]
pub struct Card {
    /// Why it stands.
    pub purpose: Purpose,
    /// What it asks for.
    pub step: Step,
    /// Who may sign in, as far as it is known.
    names: Vec<String>,
    /// What was typed before that was known; it counts as soon as it is.
    early: Option<Vec<Typed>>,
    cursor: usize,
    /// The name that is typed.
    pub name: Field,
    /// Who is to prove that it is he.
    pub chosen: String,
    /// What is typed unseen.
    pub secret: Unseen,
    /// What is wrong.
    pub problem: Option<String>,
    /// It waits for an answer.
    pub waits: bool,
    /// Who has proved it, and sits down as soon as everything is kept.
    pub proved: Option<(String, Role)>,
}

impl Card {
    /// Lays the card; `proposed` is who is likely to sign in.
    pub fn new(purpose: Purpose, proposed: Option<String>) -> Self {
        let chosen = match &purpose {
            Purpose::Locked { who, .. } => who.clone(),
            Purpose::Open | Purpose::Change { .. } => proposed.unwrap_or_default(),
        };
        let step = match &purpose {
            Purpose::Locked { .. } => Step::Secret,
            Purpose::Open | Purpose::Change { .. } => Step::Name,
        };
        Self {
            purpose,
            step,
            names: Vec::new(),
            early: Some(Vec::new()),
            cursor: 0,
            name: Field::new(FieldKind::Line),
            chosen,
            secret: Unseen::default(),
            problem: None,
            waits: false,
            proved: None,
        }
    }

    /// Hears who may sign in; whoever is proposed stays under the cursor. Gives what the keys lead to that
    /// were typed before.
    pub fn hear(&mut self, names: Vec<String>) -> Vec<Wish> {
        let before = self.names.get(self.cursor).unwrap_or(&self.chosen).clone();
        self.names = names;
        let at = self.names.iter().position(|it| *it == before);
        self.cursor = at.unwrap_or(0);
        let early = self.early.take().unwrap_or_default().into_iter();
        let wishes = early.map(|typed| match typed {
            Typed::Command(command) => self.command(command),
            Typed::Press(press) => self.press(press),
        });
        wishes.filter(|it| *it != Wish::Nothing).collect()
    }

    /// Keeps what is typed while nobody knows yet what a name is chosen from.
    fn is_early(&mut self, typed: Typed) -> bool {
        let waits = self.step == Step::Name || self.early.as_ref().is_some_and(|it| !it.is_empty());
        match &mut self.early {
            Some(early) if waits => {
                early.push(typed);
                true
            }
            _ => false,
        }
    }

    /// Gives the names that are found for what is typed, each with its place among all; whoever hands over
    /// is none to follow.
    pub fn found(&self) -> Vec<(usize, &str)> {
        let leaving = match &self.purpose {
            Purpose::Change { who } => Some(who.as_str()),
            Purpose::Open | Purpose::Locked { .. } => None,
        };
        let typed = self.name.text().trim();
        let names = self.names.iter().map(String::as_str).enumerate();
        let names = names.filter(|(_, it)| Some(*it) != leaving);
        names.filter(|(_, it)| it.starts_with(typed)).collect()
    }

    /// Gives the place of the cursor among the names.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Tells which field is open.
    pub fn open_field(&self) -> Openness {
        Openness::Line
    }

    /// Takes a command.
    pub fn command(&mut self, command: Command) -> Wish {
        if self.waits || self.is_early(Typed::Command(command)) {
            return Wish::Nothing;
        }
        match (command, self.step) {
            (Command::Choose | Command::Save, Step::Name) => self.choose(),
            (Command::Choose | Command::Save, Step::Secret) => {
                if self.secret.is_empty() {
                    return Wish::Nothing;
                }
                Wish::Try(self.chosen.clone(), self.secret.take())
            }
            (Command::Back, Step::Name) => match &self.purpose {
                Purpose::Change { .. } => Wish::Stay,
                Purpose::Locked { who, .. } => {
                    let who = who.clone();
                    self.ask(who)
                }
                Purpose::Open => {
                    self.name = Field::new(FieldKind::Line);
                    Wish::Nothing
                }
            },
            (Command::Back | Command::FieldPrevious | Command::MoveUp, Step::Secret) => {
                self.secret = Unseen::default();
                self.problem = None;
                self.step = Step::Name;
                Wish::Nothing
            }
            (Command::MoveUp | Command::FieldPrevious, Step::Name) => self.go(false),
            (Command::MoveDown | Command::FieldNext, Step::Name) => self.go(true),
            _ => Wish::Nothing,
        }
    }

    /// Takes a key for the open field; a digit chooses while no name is typed.
    pub fn press(&mut self, press: Press) -> Wish {
        if self.waits || self.is_early(Typed::Press(press)) {
            return Wish::Nothing;
        }
        self.problem = None;
        match self.step {
            Step::Name => {
                let digit = press.key.folded().text().and_then(|sign| sign.to_digit(10));
                let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
                if self.name.text().is_empty()
                    && let Some((_, name)) = self.found().iter().find(|(it, _)| Some(*it) == at)
                {
                    let name = (*name).to_owned();
                    return self.ask(name);
                }
                self.name.press(press);
            }
            Step::Secret => self.secret.press(press),
        }
        Wish::Nothing
    }

    /// Takes what is pasted.
    pub fn paste(&mut self, text: &str) {
        if self.waits {
            return;
        }
        self.problem = None;
        match self.step {
            Step::Name => self.name.paste(text),
            Step::Secret => self.secret.paste(text),
        }
    }

    /// Moves the cursor among the names that are found.
    fn go(&mut self, down: bool) -> Wish {
        let found: Vec<usize> = self.found().into_iter().map(|(at, _)| at).collect();
        let next = if down {
            found.iter().find(|at| **at > self.cursor)
        } else {
            found.iter().rev().find(|at| **at < self.cursor)
        };
        if let Some(next) = next {
            self.cursor = *next;
        }
        Wish::Nothing
    }

    /// Takes the name under the cursor, or the one that is typed where no name begins so.
    fn choose(&mut self) -> Wish {
        let found = self.found();
        let under = found.iter().find(|(at, _)| *at == self.cursor);
        let name = match under.or(found.first()) {
            Some((_, name)) => (*name).to_owned(),
            None => clean::line(self.name.text()),
        };
        if name.is_empty() {
            return Wish::Nothing;
        }
        self.ask(name)
    }

    /// Asks for what proves that it is this one.
    fn ask(&mut self, name: String) -> Wish {
        self.name = Field::new(FieldKind::Line);
        self.cursor = self.names.iter().position(|it| *it == name).unwrap_or(0);
        self.chosen = name;
        self.step = Step::Secret;
        match self.purpose {
            Purpose::Change { .. } => Wish::Leave,
            Purpose::Open | Purpose::Locked { .. } => Wish::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::key::{Code, Key};

    #[test]
    fn whoever_types_before_the_names_are_known_need_not_type_again() {
        let mut card = Card::new(Purpose::Open, None);
        typed(&mut card, "2口");
        typed(&mut card, "令");
        assert_eq!(card.command(Command::Choose), Wish::Nothing);
        assert!(!format!("{card:?}").contains('令'), "{card:?}");
        let wishes = card.hear(vec!["刘巧玲".to_owned(), "李红".to_owned()]);
        let tried = Wish::Try("李红".to_owned(), Secret::new("口令"));
        assert_eq!(wishes, [tried]);
    }

    fn typed(card: &mut Card, text: &str) -> Wish {
        let mut last = Wish::Nothing;
        for sign in text.chars() {
            last = card.press(Press::alone(Key::plain(Code::Char(sign))));
        }
        last
    }

    fn opened() -> Card {
        let mut card = Card::new(Purpose::Open, Some("李红".to_owned()));
        card.hear(vec![
            "刘巧玲".to_owned(),
            "李红".to_owned(),
            "李梅".to_owned(),
        ]);
        card
    }

    #[test]
    fn a_name_is_chosen_by_its_digit_by_its_beginning_or_by_the_cursor() {
        let mut card = opened();
        card.command(Command::Choose);
        assert_eq!((card.chosen.as_str(), card.step), ("李红", Step::Secret));
        let mut card = opened();
        typed(&mut card, "3");
        assert_eq!((card.chosen.as_str(), card.step), ("李梅", Step::Secret));
        let mut card = opened();
        typed(&mut card, "刘");
        card.command(Command::Choose);
        assert_eq!(card.chosen, "刘巧玲");
        let mut card = opened();
        typed(&mut card, "孙强");
        card.command(Command::Choose);
        assert_eq!(
            card.chosen, "孙强",
            "a name that no list shows may be typed"
        );
    }

    #[test]
    fn what_is_typed_is_tried_once_and_no_message_shows_it() {
        let mut card = opened();
        card.command(Command::Choose);
        typed(&mut card, "口令");
        assert!(!format!("{card:?}").contains("口令"), "{card:?}");
        let wish = card.command(Command::Choose);
        assert_eq!(wish, Wish::Try("李红".to_owned(), Secret::new("口令")));
        assert!(card.secret.is_empty());
        assert_eq!(card.command(Command::Choose), Wish::Nothing);
    }

    #[test]
    fn whoever_changes_his_mind_before_another_is_named_stays() {
        let who = "李红".to_owned();
        let mut card = Card::new(Purpose::Change { who }, Some("李梅".to_owned()));
        card.hear(vec!["李红".to_owned(), "李梅".to_owned()]);
        assert_eq!(card.found(), [(1, "李梅")], "he himself is none to follow");
        assert_eq!(card.command(Command::Back), Wish::Stay);
        assert_eq!(card.command(Command::Choose), Wish::Leave);
    }
}
