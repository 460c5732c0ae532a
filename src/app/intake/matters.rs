//! The person who was taken over, and the question what brings him: a matter that is open or final,
//! another one, or that he is somebody else.

use crate::app::effect::{Effect, Request};
use crate::app::pane::Pane;
use crate::app::ticket::{Asker, RequestSlot, Ticket};
use crate::domain::codes::Status;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::queue::CaseRow;
use crate::domain::view::PersonView;

/// Cases that are offered.
const OFFERED: usize = 6;

/// What the clerk can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Say {
    /// The same matter: the visit joins this case; to a final one it adds nothing new, and it is no
    /// longer accepted (条例 36 ¶3).
    Same(CaseNumber),
    /// A final matter with new facts or reasons: a new matter that follows it.
    NewFacts(CaseNumber),
    /// 另一件事
    Another,
    /// It is another person after all.
    NotHim,
}

/// The person of the draft.
#[derive(Debug)]
pub struct Matters {
    line: RequestSlot,
    view: Option<Box<PersonView>>,
    /// The place of the cursor while the question stands.
    asking: Option<usize>,
    /// The question stands as soon as the answer comes.
    wanted: bool,
    /// The question was answered.
    pub settled: bool,
}

impl Default for Matters {
    fn default() -> Self {
        Self {
            line: RequestSlot::new(Asker::Pane(Pane::Intake), 1),
            view: None,
            asking: None,
            wanted: false,
            settled: false,
        }
    }
}

impl Matters {
    /// Asks for a person; `question` puts the question when he has open cases.
    pub fn ask(&mut self, id: PersonId, question: bool) -> Effect {
        self.view = None;
        self.asking = None;
        self.wanted = question;
        self.settled = !question;
        Effect::Store(self.line.draw(), Request::Person(id))
    }

    /// Asks anew for the same person: his cases may have changed.
    pub fn refresh(&mut self) -> Option<Effect> {
        let id = self.view.as_ref()?.id;
        Some(Effect::Store(self.line.draw(), Request::Person(id)))
    }

    /// Forgets the person.
    pub fn clear(&mut self) {
        self.line.draw();
        self.view = None;
        self.asking = None;
        self.wanted = false;
        self.settled = false;
    }

    /// Tells whether an answer is the one waited for.
    pub fn takes(&mut self, ticket: Ticket) -> bool {
        self.line.takes(ticket)
    }

    /// Shows the person.
    pub fn show(&mut self, view: Option<Box<PersonView>>) {
        self.view = view;
        let open = self.raised().next().is_some();
        if std::mem::take(&mut self.wanted) {
            self.asking = open.then_some(0);
            self.settled = !open;
        }
    }

    /// Gives the person with his cases.
    pub fn view(&self) -> Option<&PersonView> {
        self.view.as_deref()
    }

    /// Gives his cases that are open or final, the newest first: a final one may be what he brings
    /// again.
    pub fn raised(&self) -> impl Iterator<Item = &CaseRow> {
        self.view
            .iter()
            .flat_map(|view| &view.cases)
            .filter(|row| row.status.is_open() || row.status == Status::Final)
            .filter(|row| row.merged_into.is_none())
    }

    /// Gives a case of his.
    pub fn case(&self, number: CaseNumber) -> Option<&CaseRow> {
        let view = self.view.as_ref()?;
        view.cases.iter().find(|row| row.number == number)
    }

    /// Puts the question; false where nobody is known yet.
    pub fn put(&mut self) -> bool {
        if self.view.is_none() {
            return false;
        }
        self.asking = Some(0);
        true
    }

    /// Tells whether the question must be answered before the draft is registered.
    pub fn is_owed(&self) -> bool {
        !self.settled && self.raised().next().is_some()
    }

    /// Gives the place of the cursor while the question stands.
    pub fn asking(&self) -> Option<usize> {
        self.asking
    }

    /// Gives what can be said, joining first.
    pub fn sayings(&self) -> Vec<Say> {
        self.raised()
            .take(OFFERED)
            .flat_map(|row| {
                let again = (row.status == Status::Final).then_some(Say::NewFacts(row.number));
                [Some(Say::Same(row.number)), again]
            })
            .flatten()
            .chain([Say::Another, Say::NotHim])
            .collect()
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        let last = self.sayings().len() - 1;
        if let Some(at) = &mut self.asking {
            *at = at.saturating_add_signed(by).min(last);
        }
    }

    /// Answers with a place in the list; `None` where nothing stands there.
    pub fn say(&mut self, at: usize) -> Option<Say> {
        let saying = self.sayings().get(at).copied()?;
        self.asking = None;
        self.settled = true;
        Some(saying)
    }

    /// Takes the question away unanswered; false when it did not stand.
    pub fn leave(&mut self) -> bool {
        self.asking.take().is_some()
    }
}
