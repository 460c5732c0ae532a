//! A form of the grid pane: what it asks, and the edit that it leads to.

use crate::app::form;
use crate::app::form::line::Line;
use crate::app::form_task::{self, Asked};
use crate::app::grid::row::Seat;
use crate::app::part::{Notice, Tone};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code};
use crate::domain::draft::Doubt;
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::{Contact, GridCode, GridNode, Post};
use crate::domain::grid::tree::GridTree;
use crate::domain::phone::Phone;
use crate::domain::refusal::{Reason, Refusal};
use crate::words::initials::initials;

/// Nodes above that the hint names at once.
const NAMED: usize = 10;

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

impl Kind {
    /// Gives the node that it is about.
    pub const fn node(&self) -> &GridCode {
        match self {
            Self::Post(code, _)
            | Self::Add(code)
            | Self::Rename(code)
            | Self::Move(code)
            | Self::Away(code)
            | Self::Lanes(code) => code,
        }
    }
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

asks! {
    /// The holder's name.
    Name = "grid-ask-name" as "name": Line,
    /// 职务
    Role = "grid-ask-role" as "role": Line,
    /// The holder's phone.
    Phone = "grid-ask-phone" as "phone": Number,
    /// 替补
    StandIn = "grid-ask-stand-in" as "stand_in": Line,
    /// The stand-in's phone.
    StandInPhone = "grid-ask-stand-in-phone" as "stand_in_phone": Number,
    /// The node's name.
    Node = "grid-ask-node" as "name": Line,
    /// The node above.
    Above = "grid-ask-above" as "parent": Line,
    /// The last day on which the head is away.
    Until = "grid-ask-until" as "until": Number,
    /// 巷、组
    Lanes = "ask-lanes": Line,
    /// 户数
    Households = "grid-ask-households" as "households": Number,
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask>;

impl Form {
    /// Makes the form with what is known.
    pub fn new(kind: Kind, tree: &GridTree) -> Self {
        let lines: Vec<Line<Ask>> = match &kind {
            Kind::Post(..) => vec![
                Ask::Name.line(),
                Ask::Role.line(),
                Ask::Phone.line(),
                Ask::StandIn.line(),
                Ask::StandInPhone.line(),
            ],
            Kind::Add(_) | Kind::Rename(_) => Asked::needed(&[Ask::Node]),
            Kind::Move(_) => Asked::needed(&[Ask::Above]),
            Kind::Away(_) => vec![Ask::Until.line()],
            Kind::Lanes(_) => vec![Ask::Lanes.line(), Ask::Households.line()],
        };
        let mut form = form::Form::new(lines);
        if let Some(node) = tree.get(kind.node()) {
            for (ask, text) in known(&kind, node) {
                form.stand(ask, &text);
            }
        }
        Self::with(kind, form)
    }

    /// Tells whether nothing was typed into a form that shows what is there already.
    pub fn is_untouched(&self) -> bool {
        let shows = match &self.kind {
            Kind::Post(_, seat) => *seat != Seat::NewWorker,
            Kind::Rename(_) | Kind::Away(_) | Kind::Lanes(_) => true,
            Kind::Add(_) | Kind::Move(_) => false,
        };
        shows && self.form.written(String::new()).is_none()
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The first line that does not read, and a node that can have none below it; the rest is for
    /// the grid itself to refuse.
    pub fn edit(&self, shared: &Shared, tree: &GridTree) -> Result<GridEdit, Refusal> {
        let code = self.kind.node().clone();
        Ok(match &self.kind {
            Kind::Post(_, seat) => {
                let named = !self.text(Ask::Name).is_empty();
                let post = self.post(shared);
                match *seat {
                    Seat::Head => GridEdit::SetHead {
                        code,
                        head: named.then_some(post),
                    },
                    Seat::Worker(at) if named => GridEdit::ChangeWorker {
                        code,
                        at,
                        worker: post,
                    },
                    Seat::Worker(at) => GridEdit::RemoveWorker { code, at },
                    Seat::NewWorker => GridEdit::AddWorker { code, worker: post },
                }
            }
            Kind::Add(parent) => GridEdit::Add {
                code: tree.free_code(parent)?,
                parent: code,
                name: self.text(Ask::Node),
            },
            Kind::Rename(_) => GridEdit::Rename {
                code,
                name: self.text(Ask::Node),
            },
            Kind::Move(_) => GridEdit::Move {
                code,
                parent: self.parent(tree)?.code.clone(),
            },
            Kind::Away(_) => GridEdit::Away {
                code,
                until: self.optional_day(Ask::Until, shared.now.date())?,
            },
            Kind::Lanes(_) => {
                let lanes = self.text(Ask::Lanes);
                let lanes = lanes.split(['、', '，', ',']);
                GridEdit::Lanes {
                    code,
                    lanes: lanes.map(|lane| lane.trim().to_owned()).collect(),
                    households: self.households()?,
                }
            }
        })
    }

    fn households(&self) -> Result<Option<u16>, Refusal> {
        let typed = self.text(Ask::Households);
        if typed.is_empty() {
            return Ok(None);
        }
        let read = typed.parse().map(Some);
        read.map_err(|_| Refusal::about(Ask::Households.field(), Reason::NotANumber))
    }

    fn post(&self, shared: &Shared) -> Post {
        let contact = |name, phone| Contact {
            name: self.text(name),
            phone: match self.phone(shared, phone) {
                Some(phone) => phone.stored().to_owned(),
                None => String::new(),
            },
        };
        let stand_in = contact(Ask::StandIn, Ask::StandInPhone);
        let empty = stand_in == Contact::default();
        Post {
            role: self.text(Ask::Role),
            holder: contact(Ask::Name, Ask::Phone),
            stand_in: (!empty).then_some(stand_in),
        }
    }

    fn phone(&self, shared: &Shared, ask: Ask) -> Option<Phone> {
        let typed = self.text(ask);
        (!typed.is_empty()).then(|| Phone::parse(&typed, &shared.town.settings.dialling))
    }

    /// Gives the node above that was typed: by its whole name, else the only one that it can mean.
    fn parent<'a>(&self, tree: &'a GridTree) -> Result<&'a GridNode, Refusal> {
        let typed = self.text(Ask::Above);
        let meant = self.meant(tree);
        let exact = meant.iter().find(|node| node.name == typed);
        match (exact, meant.as_slice()) {
            (Some(node), _) => Ok(node),
            (None, [only]) if !typed.is_empty() => Ok(only),
            _ => Err(Refusal::about(Ask::Above.field(), Reason::GridUnknown)),
        }
    }

    /// Gives the nodes above that the typed text can mean.
    fn meant<'a>(&self, tree: &'a GridTree) -> Vec<&'a GridNode> {
        let node = tree.get(self.kind.node());
        let Some(level) = node.and_then(|node| node.level.above()) else {
            return Vec::new();
        };
        let typed = self.text(Ask::Above).to_lowercase();
        tree.of_level(level)
            .filter(|node| {
                node.name.contains(&typed)
                    || node.code.as_str().to_lowercase().contains(&typed)
                    || initials(&node.name).iter().any(|it| it.starts_with(&typed))
            })
            .collect()
    }

    /// Gives the title of the form.
    pub fn title(&self, shared: &Shared, tree: &GridTree) -> String {
        let node = tree.get(self.kind.node());
        let name = node.map_or("", |node| node.name.as_str());
        let mut args = vec![("name", name.into())];
        let key = match &self.kind {
            Kind::Post(_, Seat::Head) => "grid-title-head",
            Kind::Post(_, Seat::Worker(_)) => "grid-title-worker",
            Kind::Post(_, Seat::NewWorker) => "grid-title-new-worker",
            Kind::Add(_) => {
                let below = node.and_then(|node| node.level.below());
                let level = below.map(|level| shared.words.code("level", level.code()));
                args.push(("level", level.unwrap_or_default().into()));
                "grid-title-add"
            }
            Kind::Rename(_) => "grid-title-rename",
            Kind::Move(_) => "grid-title-move",
            Kind::Away(_) => "grid-title-away",
            Kind::Lanes(_) => "grid-title-lanes",
        };
        shared.words.say_with(key, &args)
    }

    /// Gives what may be typed, below the lines.
    pub fn hint(&self, shared: &Shared, tree: &GridTree) -> String {
        match &self.kind {
            Kind::Post(_, Seat::Head | Seat::Worker(_)) => shared.words.say("grid-post-hint"),
            Kind::Move(_) => {
                let meant = self.meant(tree);
                let names: Vec<&str> = meant.iter().map(|node| node.name.as_str()).collect();
                let more = names.get(NAMED).map_or("", |_| " …");
                let names = names.get(..NAMED).unwrap_or(&names).join("、");
                let args = [("names", format!("{names}{more}").into())];
                shared.words.say_with("grid-move-hint", &args)
            }
            Kind::Post(_, Seat::NewWorker)
            | Kind::Add(_)
            | Kind::Rename(_)
            | Kind::Away(_)
            | Kind::Lanes(_) => shared.words.say("case-form-hint"),
        }
    }

    /// Says that what the form was for is done, and what is doubtful about its phones, which are kept
    /// as typed.
    pub fn notice(&self, shared: &Shared) -> Notice {
        let text = shared.words.say(match &self.kind {
            Kind::Post(_, Seat::Head) if self.text(Ask::Name).is_empty() => "grid-vacated",
            Kind::Post(_, Seat::Worker(_)) if self.text(Ask::Name).is_empty() => "grid-worker-left",
            Kind::Post(..) | Kind::Away(_) | Kind::Lanes(_) => "grid-kept",
            Kind::Add(_) => "grid-added",
            Kind::Rename(_) => "grid-renamed",
            Kind::Move(_) => "grid-moved",
        });
        let phones = [Ask::Phone, Ask::StandInPhone].into_iter();
        let mut phones = phones.filter_map(|ask| self.phone(shared, ask));
        let Some(doubt) = phones.find_map(|phone| phone.doubt()) else {
            let tone = Tone::Good;
            return Notice { tone, text };
        };
        let doubt = Doubt::Phone(doubt).code();
        let doubt = shared.words.say(&format!("doubt-{doubt}"));
        let args = [("text", text.into()), ("doubt", doubt.into())];
        Notice {
            tone: Tone::Plain,
            text: shared.words.say_with("grid-doubt", &args),
        }
    }
}

/// Gives what is known of a node for each line.
fn known(kind: &Kind, node: &GridNode) -> Vec<(Ask, String)> {
    match kind {
        Kind::Post(_, seat) => {
            let Some(post) = seat.post(node).cloned() else {
                return Vec::new();
            };
            let stand_in = post.stand_in.unwrap_or_default();
            vec![
                (Ask::Name, post.holder.name),
                (Ask::Role, post.role),
                (Ask::Phone, post.holder.phone),
                (Ask::StandIn, stand_in.name),
                (Ask::StandInPhone, stand_in.phone),
            ]
        }
        Kind::Rename(_) => vec![(Ask::Node, node.name.clone())],
        Kind::Away(_) => {
            let away = node.away.map(|day| (Ask::Until, day.to_string()));
            away.into_iter().collect()
        }
        Kind::Lanes(_) => {
            let count = node.households.map(|it| it.to_string());
            vec![
                (Ask::Lanes, node.lanes.join("、")),
                (Ask::Households, count.unwrap_or_default()),
            ]
        }
        Kind::Add(_) | Kind::Move(_) => Vec::new(),
    }
}
