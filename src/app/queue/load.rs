//! Loading the queue: pages as the store gives them, the cursor on its case all the while.

use crate::app::effect::Request;
use crate::app::ledger::State;
use crate::app::part::{Intent, Response, Target};
use crate::app::queue::state::{End, Loading, Queue};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::queue::{QueuePage, QueueQuery};

impl State<Queue> {
    /// Asks for another list; the cursor goes to its start unless its case is there too.
    pub(super) fn ask_anew(&mut self, shared: &Shared) -> Response {
        let number = self.row().copied();
        self.cursor.reset();
        if let Some(number) = number {
            self.cursor.set(number);
        }
        self.ledger.gone = None;
        self.ledger.loading = Some(Loading::Anew);
        self.refresh(shared)
    }

    /// Takes a page: the next one, or one in place of all.
    pub(super) fn take_page(&mut self, shared: &Shared, page: QueuePage) -> Response {
        let ledger = &mut self.ledger;
        let grouped = ledger.group.is_some();
        let Some(loading) = ledger.loading.take() else {
            return Response::unused();
        };
        if loading == Loading::More {
            ledger.list.extend(page, grouped);
            return self.near(shared);
        }
        let before = self.cursor.current(ledger.list.numbers()).copied();
        let rows = ledger.list.rows().iter();
        let revisions = rows.map(|row| (row.number, row.revision));
        ledger.revisions.extend(revisions);
        let from_end = loading.begins_at_end(&ledger.list);
        ledger.list.replace(page, from_end, grouped);
        let numbers = ledger.list.numbers();
        self.cursor.step(
            numbers,
            match loading {
                Loading::End(End::First) => isize::MIN,
                Loading::End(End::Last) => isize::MAX,
                Loading::Anew | Loading::Again | Loading::More => 0,
            },
        );
        let left = before.filter(|number| !numbers.contains(number));
        if loading == Loading::Again && left.is_some() {
            ledger.gone = left;
        }
        let marks = self.marks().to_vec();
        self.ledger.revisions.retain(|it, _| marks.contains(it));
        let outcome = self.near(shared);
        // A reload must not turn the case over that the clerk reads beside the list.
        if loading.is_another_list() {
            outcome.and(self.preview())
        } else {
            outcome
        }
    }

    /// Takes that the cursor was moved. The other end of a long list is asked for by itself.
    pub(super) fn move_on(&mut self, shared: &Shared, command: Option<Command>) -> Response {
        let ledger = &mut self.ledger;
        ledger.gone = None;
        if ledger.report.is_some() {
            return Response::used();
        }
        let end = match command {
            Some(Command::MoveFirst) => Some(End::First),
            Some(Command::MoveLast) => Some(End::Last),
            _ => None,
        };
        let other = end
            .filter(|end| ledger.list.has_more() && (*end == End::Last) != ledger.list.from_end());
        if let Some(end) = other {
            ledger.loading = Some(Loading::End(end));
            return self.refresh(shared);
        }
        self.near(shared).and(self.preview())
    }

    /// Notes which rows are in sight, and asks for the next page where its edge is near.
    fn near(&mut self, shared: &Shared) -> Response {
        let ledger = &mut self.ledger;
        ledger.at = self.cursor.index(ledger.list.numbers()).unwrap_or(0);
        let height = usize::from(shared.size.1);
        let after = ledger.list.wanted(ledger.at, height);
        let Some(after) = after.filter(|_| ledger.loading.is_none()) else {
            return Response::used();
        };
        ledger.loading = Some(Loading::More);
        let query = QueueQuery {
            after: Some(after),
            ..ledger.query(shared, ledger.list.from_end())
        };
        Response::effect(self.ask(Request::Page(Box::new(query))))
    }

    /// Has the case under the cursor shown beside the list, where it is another one.
    fn preview(&mut self) -> Response {
        let number = self.cursor.current(self.ledger.list.numbers()).copied();
        if number == self.ledger.previewed {
            return Response::used();
        }
        self.ledger.previewed = number;
        number.map_or_else(Response::used, |number| {
            Response::intent(Intent::Open(Target::Preview(number.to_string())))
        })
    }
}
