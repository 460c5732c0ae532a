//! 经办人: the window in which the first administrator is made, and operators are added, changed and
//! leave. Who may not add others has his own line in it alone.

pub mod form;
mod part;

use crate::app::effect::{Effect, OperatorOrder, Request};
use crate::app::layout::Place;
use crate::app::operators::form::{Form, Kind};
use crate::app::part::{Intent, Response};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::domain::operator::OperatorView;
use crate::domain::right::{Right, Role};
use crate::domain::secret::Secret;

/// Where the window stands.
pub const PLACE: Place = Place::Popup(66, 18);

/// What can be done to an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// 改角色
    Role,
    /// 改口令
    Passphrase,
    /// 设 PIN
    Pin,
    /// 离岗
    Leave,
    /// 恢复
    Return,
}

impl Task {
    /// Gives the key of its words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Role => "operators-role",
            Self::Passphrase => "operators-passphrase",
            Self::Pin => "operators-pin",
            Self::Leave => "operators-leave",
            Self::Return => "operators-return",
        }
    }
}

/// What the window shows.
#[derive(Debug)]
pub enum Face {
    /// The operators.
    List,
    /// What can be done to one.
    Tasks {
        /// Who.
        who: OperatorView,
        /// What.
        tasks: Vec<Task>,
        /// The place of the cursor.
        cursor: usize,
    },
    /// A form.
    Form(Box<Form>),
    /// 恢复密钥: it is shown this once.
    Key {
        /// Whose passphrase it was that was set with it.
        name: String,
        /// The key.
        key: Secret,
    },
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// 新增
    New,
    /// An operator.
    Of(OperatorView),
}

/// The window's state.
#[derive(Debug)]
pub struct State {
    /// What it shows.
    pub face: Face,
    all: Option<Vec<OperatorView>>,
    /// The place of the cursor in the list.
    pub cursor: usize,
    /// What is wrong.
    pub problem: Option<String>,
    /// What was done, in words.
    pub answer: Option<String>,
    /// It waits for an answer.
    pub waits: bool,
    list: RequestSlot,
    task: RequestSlot,
    print: RequestSlot,
    /// Who is being made the first administrator.
    first: Option<String>,
}

impl State {
    /// Opens the window; asks who is there. `round` tells its questions from those of the window that was
    /// open before.
    pub fn open(round: u64) -> (Self, Effect) {
        let kind = round % 300 * 3;
        let mut state = Self {
            face: Face::List,
            all: None,
            cursor: 0,
            problem: None,
            answer: None,
            waits: false,
            list: RequestSlot::new(Asker::Operators, kind),
            task: RequestSlot::new(Asker::Operators, kind + 1),
            print: RequestSlot::new(Asker::Operators, kind + 2),
            first: None,
        };
        let asked = state.look();
        (state, asked)
    }

    /// Tells whether the recovery key stands on the screen: nothing may cover what is shown once.
    pub const fn shows_key(&self) -> bool {
        matches!(self.face, Face::Key { .. })
    }

    /// Gives the lines of the list; `None` while nobody knows them.
    pub fn rows(&self, shared: &Shared) -> Option<Vec<Row>> {
        let all = self.all.as_ref()?;
        let others = shared.seat.may(Right::Operators);
        let new = others.then_some(Row::New);
        let of = all.iter().filter(|it| others || it.name == shared.who);
        Some(new.into_iter().chain(of.cloned().map(Row::Of)).collect())
    }

    fn look(&mut self) -> Effect {
        Effect::Store(self.list.draw(), Request::Operators)
    }

    /// Hears who is there; where there is nobody yet the first administrator is asked for.
    fn hear(&mut self, shared: &Shared, all: Vec<OperatorView>) {
        if all.is_empty() && matches!(self.face, Face::List) {
            let form = Form::new(Kind::First, &shared.who, Role::Administrator);
            self.face = Face::Form(Box::new(form));
        }
        self.all = Some(all);
    }

    /// Opens what can be done with the line under the cursor.
    fn choose(&mut self, shared: &Shared) {
        let rows = self.rows(shared).unwrap_or_default();
        self.answer = None;
        match rows.get(self.cursor) {
            None => {}
            Some(Row::New) => {
                let form = Form::new(Kind::Add, "", Role::Reception);
                self.face = Face::Form(Box::new(form));
            }
            Some(Row::Of(who)) => {
                let others = shared.seat.may(Right::Operators);
                let tasks: Vec<Task> = match (who.left, others) {
                    (true, true) => vec![Task::Return],
                    (true, false) => Vec::new(),
                    (false, _) => {
                        let role = others.then_some(Task::Role);
                        let passphrase = (!who.is_script).then_some(Task::Passphrase);
                        // Of his PIN nobody else knows.
                        let own = !who.is_script && who.name == shared.who;
                        let pin = own.then_some(Task::Pin);
                        let leave = others.then_some(Task::Leave);
                        [role, passphrase, pin, leave]
                            .into_iter()
                            .flatten()
                            .collect()
                    }
                };
                self.face = Face::Tasks {
                    who: who.clone(),
                    tasks,
                    cursor: 0,
                };
            }
        }
    }

    /// Does a task, or asks for what it needs.
    fn begin(&mut self, who: &OperatorView, task: Task) -> Response {
        let name = who.name.clone();
        let kind = match task {
            Task::Role => Kind::Role(name),
            Task::Passphrase => Kind::Passphrase(name),
            Task::Pin => Kind::Pin(name),
            Task::Leave => return self.order(OperatorOrder::Leave(name)),
            Task::Return => return self.order(OperatorOrder::Return(name)),
        };
        self.face = Face::Form(Box::new(Form::new(kind, &who.name, who.role)));
        Response::used()
    }

    fn order(&mut self, order: OperatorOrder) -> Response {
        self.waits = true;
        Response::effect(Effect::Store(self.task.draw(), Request::Operator(order)))
    }

    /// Hands the form in.
    fn hand_in(&mut self, shared: &Shared) -> Response {
        let Face::Form(form) = &mut self.face else {
            return Response::used();
        };
        match form.order() {
            Ok(order) => {
                if let (Kind::First, OperatorOrder::Add { name, .. }) = (&form.kind, &order) {
                    self.first = Some(name.clone());
                }
                self.problem = None;
                self.order(order)
            }
            Err(key) => {
                self.problem = Some(shared.words.say(key));
                Response::used()
            }
        }
    }

    /// Hears that it was done.
    fn done(&mut self, shared: &Shared, recovery: Option<Secret>) -> Response {
        self.waits = false;
        self.problem = None;
        if let Some((key, name)) = recovery.zip(self.first.take()) {
            self.face = Face::Key { name, key };
            return Response::used();
        }
        self.face = Face::List;
        self.answer = Some(shared.words.say("operators-done"));
        Response::effect(self.look())
    }

    /// Leaves what is shown: the form for the list, the list for the desk.
    fn back(&mut self) -> Response {
        self.problem = None;
        match &self.face {
            Face::Key { name, .. } => {
                let name = name.clone();
                Response::intent(Intent::Close).and_intent(Intent::SignInBegins(name))
            }
            Face::Form(form) if form.kind == Kind::First => Response::intent(Intent::Close),
            Face::Form(_) | Face::Tasks { .. } => {
                self.face = Face::List;
                Response::used()
            }
            Face::List => Response::intent(Intent::Close),
        }
    }
}
