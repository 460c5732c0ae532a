//! 当面签字: a step that whoever sits here may not take himself is signed at his desk by another one, with
//! his PIN or passphrase; who sits here does not change.

use crate::app::answer::{Answer, Reply};
use crate::app::effect::{Effect, Request};
use crate::app::layout::Place;
use crate::app::msg::Press;
use crate::app::part::{Input, Intent, Openness, Part, Response, Target};
use crate::app::shared::Shared;
use crate::app::sign_in::unseen::Unseen;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::case::fact::step::StepKind;
use crate::domain::operator::OperatorView;
use crate::domain::right::{Right, Role};

/// Where the window stands.
pub const PLACE: Place = Place::Popup(56, 13);

/// What the window asks for.
#[derive(Debug)]
pub enum Face {
    /// Who signs.
    Signer {
        /// For which step.
        kind: StepKind,
        /// Those who may, the leaders first; `None` while nobody knows.
        names: Option<Vec<String>>,
        /// The place of the cursor.
        cursor: usize,
    },
    /// His PIN.
    Secret {
        /// Who signs.
        signer: String,
        /// What is typed.
        secret: Unseen,
    },
}

/// The window's state.
#[derive(Debug)]
pub struct State {
    /// What it asks for.
    pub face: Face,
    list: RequestSlot,
}

impl State {
    /// Asks who signs for a step; `round` tells its question from that of the window before.
    pub fn signer(kind: StepKind, round: u64) -> (Self, Effect) {
        let mut list = RequestSlot::new(Asker::Signature, round % 900);
        let asked = Effect::Store(list.draw(), Request::Operators);
        let face = Face::Signer {
            kind,
            names: None,
            cursor: 0,
        };
        (Self { face, list }, asked)
    }

    /// Asks for what proves that it is this one who signs.
    pub fn secret(signer: String) -> Self {
        let secret = Unseen::default();
        Self {
            face: Face::Secret { signer, secret },
            list: RequestSlot::new(Asker::Signature, 999),
        }
    }

    fn hear(&mut self, shared: &Shared, reply: Reply) -> Response {
        if !self.list.takes(reply.ticket) {
            return Response::unused();
        }
        if let (Face::Signer { names, .. }, Answer::Operators(all)) = (&mut self.face, reply.answer)
        {
            *names = Some(signers(shared, all));
        }
        Response::used()
    }

    fn choose(&mut self) -> Response {
        match &mut self.face {
            Face::Signer {
                kind,
                names,
                cursor,
            } => {
                let name = names.iter().flatten().nth(*cursor).cloned();
                name.map_or_else(Response::used, |name| {
                    let target = Target::SignedBy(*kind, name);
                    Response::intent(Intent::Close).and_intent(Intent::Open(target))
                })
            }
            Face::Secret { secret, .. } if secret.is_empty() => Response::used(),
            Face::Secret { secret, .. } => {
                let target = Target::Signed(secret.take());
                Response::intent(Intent::Close).and_intent(Intent::Open(target))
            }
        }
    }

    fn press(&mut self, press: Press) -> Response {
        match &mut self.face {
            Face::Secret { secret, .. } => {
                secret.press(press);
                Response::used()
            }
            Face::Signer { names, cursor, .. } => {
                let digit = press.key.folded().text().and_then(|sign| sign.to_digit(10));
                let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
                let count = names.as_ref().map_or(0, Vec::len);
                let Some(at) = at.filter(|at| *at < count) else {
                    return Response::unused();
                };
                *cursor = at;
                self.choose()
            }
        }
    }
}

/// Gives those who may sign: whoever handles matters, works here, and is another one.
fn signers(shared: &Shared, all: Vec<OperatorView>) -> Vec<String> {
    let mut may: Vec<OperatorView> = all;
    may.retain(|it| {
        !it.left && !it.is_script && it.name != shared.who && it.role.may(Right::Handle)
    });
    may.sort_by_key(|it| it.role != Role::Leader);
    may.into_iter().map(|it| it.name).collect()
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Reply(reply) => self.hear(shared, reply),
            Input::Press(press) => self.press(press),
            Input::Paste(text) => {
                if let Face::Secret { secret, .. } = &mut self.face {
                    secret.paste(&text);
                }
                Response::used()
            }
            Input::Command(Command::Choose | Command::Save) => self.choose(),
            Input::Command(Command::Back) => Response::intent(Intent::Close),
            Input::Command(Command::MoveUp) => {
                if let Face::Signer { cursor, .. } = &mut self.face {
                    *cursor = cursor.saturating_sub(1);
                }
                Response::used()
            }
            Input::Command(Command::MoveDown) => {
                if let Face::Signer { cursor, names, .. } = &mut self.face {
                    let last = names.as_ref().map_or(0, Vec::len).saturating_sub(1);
                    *cursor = (*cursor + 1).min(last);
                }
                Response::used()
            }
            Input::Command(_)
            | Input::Click { .. }
            | Input::Scroll(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        match self.face {
            Face::Secret { .. } => Openness::Line,
            Face::Signer { .. } => Openness::Closed,
        }
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Choose | Command::Back => true,
            Command::MoveUp | Command::MoveDown => matches!(self.face, Face::Signer { .. }),
            _ => false,
        }
    }
}
