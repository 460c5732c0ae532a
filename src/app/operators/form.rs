//! The form of the operators' window. What is typed to sign in by is unseen, and nothing of the form is
//! kept where forms are kept that were not handed in.

use crate::app::effect::OperatorOrder;
use crate::app::field::{Field, FieldKind};
use crate::app::msg::Press;
use crate::app::part::Openness;
use crate::app::sign_in::unseen::Unseen;
use crate::domain::clean;
use crate::domain::right::Role;
use crate::keymap::key::Code;

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// 第一个管理员
    First,
    /// 新增经办人
    Add,
    /// 改角色
    Role(String),
    /// 改口令
    Passphrase(String),
    /// 设 PIN
    Pin(String),
}

/// A line of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// 姓名
    Name,
    /// 角色
    Role,
    /// 口令
    Secret,
    /// 再输一遍
    Again,
}

impl Line {
    /// Gives the key of what it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "sign-in-name",
            Self::Role => "ask-role",
            Self::Secret => "sign-in-secret",
            Self::Again => "operators-again",
        }
    }
}

/// The form.
#[derive(Debug)]
pub struct Form {
    /// What it is for.
    pub kind: Kind,
    /// The name that is typed.
    pub name: Field,
    /// The role that is chosen.
    pub role: Role,
    /// What is typed to sign in by.
    pub secret: Unseen,
    /// And once more.
    pub again: Unseen,
    at: usize,
}

impl Form {
    /// Makes a form; `name` and `role` stand in it already.
    pub fn new(kind: Kind, name: &str, role: Role) -> Self {
        Self {
            kind,
            name: Field::proposing(FieldKind::Line, name),
            role,
            secret: Unseen::default(),
            again: Unseen::default(),
            at: 0,
        }
    }

    /// Gives its lines.
    pub const fn lines(&self) -> &'static [Line] {
        match self.kind {
            Kind::First => &[Line::Name, Line::Secret, Line::Again],
            Kind::Add => &[Line::Name, Line::Role, Line::Secret, Line::Again],
            Kind::Role(_) => &[Line::Role],
            Kind::Passphrase(_) | Kind::Pin(_) => &[Line::Secret, Line::Again],
        }
    }

    /// Gives the line that is open.
    pub fn line(&self) -> Line {
        self.lines().get(self.at).copied().unwrap_or(Line::Name)
    }

    /// Goes to the next line; false on the last one.
    pub fn onward(&mut self) -> bool {
        let more = self.at + 1 < self.lines().len();
        self.at += usize::from(more);
        more
    }

    /// Goes to the line before.
    pub fn previous(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// Goes back to the line in which one types what nobody sees, where there is one.
    pub fn asks_again(&mut self) {
        let secret = self.lines().iter().position(|it| *it == Line::Secret);
        self.at = secret.unwrap_or(self.at);
    }

    /// Tells which keys the open line takes.
    pub fn open_field(&self) -> Openness {
        match self.line() {
            Line::Role => Openness::Choice,
            Line::Name | Line::Secret | Line::Again => Openness::Line,
        }
    }

    /// Takes a key for the open line; a digit, Left and Right choose a role.
    pub fn press(&mut self, press: Press) {
        match self.line() {
            Line::Name => {
                self.name.press(press);
            }
            Line::Secret => self.secret.press(press),
            Line::Again => self.again.press(press),
            Line::Role => {
                let roles = Role::ALL;
                let at = roles.iter().position(|it| *it == self.role).unwrap_or(0);
                let digit = press.key.folded().text().and_then(|sign| sign.to_digit(10));
                let chosen = match (digit, press.key.code) {
                    (Some(digit), _) => {
                        usize::try_from(digit).ok().and_then(|it| it.checked_sub(1))
                    }
                    (None, Code::Left) => at.checked_sub(1),
                    (None, Code::Right) => Some(at + 1),
                    _ => None,
                };
                if let Some(role) = chosen.and_then(|at| roles.get(at)) {
                    self.role = *role;
                }
            }
        }
    }

    /// Takes what is pasted.
    pub fn paste(&mut self, text: &str) {
        match self.line() {
            Line::Name => self.name.paste(text),
            Line::Secret => self.secret.paste(text),
            Line::Again => self.again.paste(text),
            Line::Role => {}
        }
    }

    /// Gives what is asked of the store, and forgets what was typed unseen.
    ///
    /// # Errors
    /// The key of what is wrong: no name, nothing to sign in by, or the two differ.
    pub fn order(&mut self) -> Result<OperatorOrder, &'static str> {
        let name = clean::line(self.name.text());
        let asks_secret = self.lines().contains(&Line::Secret);
        if self.lines().contains(&Line::Name) && name.is_empty() {
            return Err("operator-no-name");
        }
        let (secret, again) = (self.secret.take(), self.again.take());
        if asks_secret && secret != again {
            self.asks_again();
            return Err("identity-differs");
        }
        Ok(match &self.kind {
            Kind::First => OperatorOrder::Add {
                name,
                role: Role::Administrator,
                secret,
            },
            Kind::Add => OperatorOrder::Add {
                name,
                role: self.role,
                secret,
            },
            Kind::Role(name) => OperatorOrder::Role(name.clone(), self.role),
            Kind::Pin(name) => OperatorOrder::Pin(name.clone(), secret),
            Kind::Passphrase(name) => OperatorOrder::Passphrase(name.clone(), secret),
        })
    }
}
