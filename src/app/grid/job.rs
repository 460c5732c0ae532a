//! A form of the grid pane and the edits that it leads to.

use chrono::NaiveDate;

use crate::app::field::Kind as FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::grid::post::{Seat, post};
use crate::app::unfinished::{FormCode, code};
use crate::app::when::parse_day;
use crate::domain::draft::Doubt;
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::{Contact, GridCode, GridLevel, GridNode, Post};
use crate::domain::grid::tree::GridTree;
use crate::domain::phone::{Dialling, Phone};
use crate::domain::refusal::Refusal;
use crate::words::initials::initials;

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Who holds a post.
    Post(GridCode, Seat),
    /// A node more below this one.
    Add(GridCode),
    /// Another name.
    Rename(GridCode),
    /// Another node above.
    Move(GridCode),
    /// Until when its head is away.
    Away(GridCode),
    /// Its lanes and households.
    Lanes(GridCode),
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Post(node, seat) => match seat {
                Seat::Head => code("post", &[node, &"head"]),
                Seat::Worker(at) => code("post", &[node, &"worker", at]),
                Seat::NewWorker => code("post", &[node, &"new_worker"]),
            },
            Self::Add(node) => code("add", &[node]),
            Self::Rename(node) => code("rename", &[node]),
            Self::Move(node) => code("move", &[node]),
            Self::Away(node) => code("away", &[node]),
            Self::Lanes(node) => code("lanes", &[node]),
        }
    }
}

/// The lines of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// 职务
    Role,
    /// The holder's name, or the node's.
    Name,
    /// His phone.
    Phone,
    /// 替补
    StandIn,
    /// The stand-in's phone.
    StandInPhone,
    /// The node above.
    Above,
    /// The last day on which the head is away.
    Until,
    /// 巷、组
    Lanes,
    /// 户数
    Households,
}

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// What it is for.
    pub kind: Kind,
    /// Its lines.
    pub form: Form<Ask>,
    /// The nodes proposed for the line above.
    pub offers: Vec<GridCode>,
    /// The proposal under the hand.
    pub hand: Option<usize>,
    start: Vec<String>,
}

/// What a form leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Led {
    /// Nothing to be done: all stands as it did.
    Unchanged,
    /// An edit.
    Edit(GridEdit),
    /// The node above is none that the typed text names.
    NoSuchAbove,
    /// A day or a number does not read.
    Unread(Ask),
}

impl Job {
    /// Tells whether proposals stand to the right of the form.
    pub const fn has_proposals(&self) -> bool {
        matches!(self.kind, Kind::Move(_))
    }

    /// Makes a form that shows what stands now.
    pub fn new(kind: Kind, tree: &GridTree) -> Self {
        let text = |ask, label| Line::text(ask, label, FieldKind::Line);
        let number = |ask, label| Line::text(ask, label, FieldKind::Number);
        let lines = match &kind {
            Kind::Post(..) => vec![
                text(Ask::Name, "grid-ask-name"),
                text(Ask::Role, "grid-ask-role"),
                number(Ask::Phone, "grid-ask-phone"),
                text(Ask::StandIn, "grid-ask-stand-in"),
                number(Ask::StandInPhone, "grid-ask-stand-in-phone"),
            ],
            Kind::Add(_) | Kind::Rename(_) => {
                vec![text(Ask::Name, "grid-ask-node").needed()]
            }
            Kind::Move(_) => vec![text(Ask::Above, "grid-ask-above").needed()],
            Kind::Away(_) => vec![number(Ask::Until, "grid-ask-until")],
            Kind::Lanes(_) => vec![
                text(Ask::Lanes, "ask-lanes"),
                number(Ask::Households, "grid-ask-households"),
            ],
        };
        let mut form = Form::new(lines);
        match &kind {
            Kind::Post(code, seat) => {
                if let Some(post) = tree.get(code).and_then(|node| post(node, *seat)) {
                    let stand_in = post.stand_in.clone().unwrap_or_default();
                    for (ask, text) in [
                        (Ask::Role, &post.role),
                        (Ask::Name, &post.holder.name),
                        (Ask::Phone, &post.holder.phone),
                        (Ask::StandIn, &stand_in.name),
                        (Ask::StandInPhone, &stand_in.phone),
                    ] {
                        form.fill(ask, text);
                    }
                }
            }
            Kind::Rename(code) => {
                let name = tree.get(code).map(|node| node.name.as_str());
                form.fill(Ask::Name, name.unwrap_or_default());
            }
            Kind::Away(code) => {
                let away = tree.get(code).and_then(|node| node.away);
                form.fill(
                    Ask::Until,
                    &away.map_or(String::new(), |day| day.to_string()),
                );
            }
            Kind::Lanes(code) => {
                if let Some(node) = tree.get(code) {
                    let count = node.households.map_or(String::new(), |it| it.to_string());
                    form.fill(Ask::Lanes, &node.lanes.join("、"));
                    form.fill(Ask::Households, &count);
                }
            }
            Kind::Add(_) | Kind::Move(_) => {}
        }
        let mut job = Self {
            kind,
            form,
            offers: Vec::new(),
            hand: None,
            start: Vec::new(),
        };
        job.start = job.texts();
        job.propose(tree);
        job
    }

    /// Tells whether somebody typed something that would be lost.
    pub fn is_begun(&self) -> bool {
        self.texts() != self.start
    }

    fn texts(&self) -> Vec<String> {
        let lines = self.form.shown().map(|(line, _)| line.id);
        lines.map(|ask| self.form.text(ask).to_owned()).collect()
    }

    /// Proposes the nodes that may stand above.
    pub fn propose(&mut self, tree: &GridTree) {
        let offers: Vec<GridCode> = self
            .above(tree)
            .into_iter()
            .map(|node| node.code.clone())
            .collect();
        if offers != self.offers {
            self.offers = offers;
            self.hand = None;
        }
    }

    /// Gives the nodes that the typed text can mean as the one above.
    fn above<'a>(&self, tree: &'a GridTree) -> Vec<&'a GridNode> {
        let Kind::Move(code) = &self.kind else {
            return Vec::new();
        };
        let Some(level) = tree.get(code).and_then(|node| node.level.above()) else {
            return Vec::new();
        };
        let typed = self.form.text(Ask::Above).trim().to_lowercase();
        tree.of_level(level)
            .filter(|node| {
                node.name.contains(&typed)
                    || node.code.as_str().to_lowercase().contains(&typed)
                    || initials(&node.name).iter().any(|it| it.starts_with(&typed))
            })
            .collect()
    }

    /// Moves the hand over the proposals; it starts above the first.
    pub fn step(&mut self, by: isize) {
        let Some(last) = self.offers.len().checked_sub(1) else {
            return;
        };
        self.hand = match self.hand {
            None if by > 0 => Some(0),
            None => None,
            Some(0) if by < 0 => None,
            Some(at) => Some(at.saturating_add_signed(by).min(last)),
        };
    }

    /// Takes the proposal under the hand.
    pub fn take(&mut self, tree: &GridTree) {
        let code = self.hand.take().and_then(|at| self.offers.get(at));
        if let Some(node) = code.and_then(|code| tree.get(code)) {
            self.form.fill(Ask::Above, &node.name);
            self.propose(tree);
        }
    }

    /// Gives the edit.
    ///
    /// # Errors
    /// Refuses a node that can have none below.
    pub fn led(
        &self,
        tree: &GridTree,
        dialling: &Dialling,
        today: NaiveDate,
    ) -> Result<Led, Refusal> {
        let name = self.form.text(Ask::Name).trim().to_owned();
        let begun = self.is_begun();
        Ok(match &self.kind {
            Kind::Post(code, seat) => {
                let named = !name.is_empty();
                let code = code.clone();
                match seat {
                    _ if !begun && *seat != Seat::NewWorker => Led::Unchanged,
                    Seat::Head => Led::Edit(GridEdit::SetHead {
                        code,
                        head: named.then(|| self.post(dialling)),
                    }),
                    Seat::Worker(at) if named => Led::Edit(GridEdit::ChangeWorker {
                        code,
                        at: *at,
                        worker: self.post(dialling),
                    }),
                    Seat::Worker(at) => Led::Edit(GridEdit::RemoveWorker { code, at: *at }),
                    Seat::NewWorker => Led::Edit(GridEdit::AddWorker {
                        code,
                        worker: self.post(dialling),
                    }),
                }
            }
            Kind::Add(parent) => Led::Edit(GridEdit::Add {
                code: tree.free_code(parent)?,
                parent: parent.clone(),
                name,
            }),
            Kind::Away(_) | Kind::Lanes(_) if !begun => Led::Unchanged,
            Kind::Away(code) => match self.form.text(Ask::Until).trim() {
                "" => Led::Edit(GridEdit::Away {
                    code: code.clone(),
                    until: None,
                }),
                typed => match parse_day(typed, today) {
                    Some(day) => Led::Edit(GridEdit::Away {
                        code: code.clone(),
                        until: Some(day),
                    }),
                    None => Led::Unread(Ask::Until),
                },
            },
            Kind::Lanes(code) => {
                let lanes = self.form.text(Ask::Lanes).split(['、', '，', ',']);
                let typed = self.form.text(Ask::Households).trim();
                let households = if typed.is_empty() {
                    None
                } else {
                    match typed.parse() {
                        Ok(count) => Some(count),
                        Err(_) => return Ok(Led::Unread(Ask::Households)),
                    }
                };
                Led::Edit(GridEdit::Lanes {
                    code: code.clone(),
                    lanes: lanes.map(|lane| lane.trim().to_owned()).collect(),
                    households,
                })
            }
            Kind::Rename(_) if !begun => Led::Unchanged,
            Kind::Rename(code) => Led::Edit(GridEdit::Rename {
                code: code.clone(),
                name,
            }),
            Kind::Move(code) => match self.chosen(tree) {
                Some(parent) => Led::Edit(GridEdit::Move {
                    code: code.clone(),
                    parent,
                }),
                None => Led::NoSuchAbove,
            },
        })
    }

    /// Gives the node above that the typed text names: by its whole name, else the only one.
    fn chosen(&self, tree: &GridTree) -> Option<GridCode> {
        let typed = self.form.text(Ask::Above).trim();
        let meant = self.above(tree);
        let exact = meant.iter().find(|node| node.name == typed);
        match (exact, meant.as_slice()) {
            (Some(node), _) => Some(node.code.clone()),
            (None, [only]) if !typed.is_empty() => Some(only.code.clone()),
            _ => None,
        }
    }

    fn post(&self, dialling: &Dialling) -> Post {
        let contact = |name, phone| Contact {
            name: self.form.text(name).trim().to_owned(),
            phone: stored(self.form.text(phone), dialling),
        };
        let stand_in = contact(Ask::StandIn, Ask::StandInPhone);
        let empty = stand_in == Contact::default();
        Post {
            role: self.form.text(Ask::Role).trim().to_owned(),
            holder: contact(Ask::Name, Ask::Phone),
            stand_in: (!empty).then_some(stand_in),
        }
    }

    /// Gives what is doubtful about the phones; they are kept as typed.
    pub fn doubts(&self, dialling: &Dialling) -> Vec<Doubt> {
        [Ask::Phone, Ask::StandInPhone]
            .iter()
            .map(|ask| self.form.text(*ask).trim())
            .filter(|text| !text.is_empty())
            .filter_map(|text| Phone::parse(text, dialling).doubt())
            .map(Doubt::Phone)
            .collect()
    }
}

/// Gives a phone in its one form where it was understood, else as typed.
fn stored(typed: &str, dialling: &Dialling) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        return String::new();
    }
    Phone::parse(typed, dialling).stored().to_owned()
}

/// Gives the village whose cases a node's list shows: its own, or that of a micro grid.
pub fn village_of<'a>(tree: &'a GridTree, code: &GridCode) -> Option<&'a GridNode> {
    tree.chain(code)
        .into_iter()
        .find(|node| node.level == GridLevel::Village)
}
