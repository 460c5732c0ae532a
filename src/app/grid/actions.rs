//! What is done to a node of the grid: a form is opened, its place is confirmed, it is removed, its
//! cases are opened.

use crate::app::effect::Request;
use crate::app::grid::State;
use crate::app::grid::form::{Form, Kind};
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::domain::act::Action;
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::GridCode;
use crate::domain::queue::Filter;

impl State {
    /// Opens a form.
    pub(super) fn fill_in(&mut self, shared: &Shared, kind: Kind) -> Response {
        let Some(tree) = &self.ledger.tree else {
            return Response::unused();
        };
        if let Kind::Add(code) = &kind
            && let Err(refusal) = tree.free_code(code)
        {
            return self.forms.refuse(shared, &refusal);
        }
        let form = Form::new(kind, tree);
        self.open_form(shared, form)
    }

    /// Says that a node belongs where it is; of an area that all its villages do.
    pub(super) fn confirm(&mut self, shared: &Shared, code: &GridCode) -> Response {
        let Some(tree) = &self.ledger.tree else {
            return Response::unused();
        };
        let nodes = tree.get(code).into_iter().chain(tree.children(code));
        let edits = nodes.filter(|node| !node.confirmed).map(|node| {
            let code = node.code.clone();
            Action::Grid(GridEdit::Confirm { code })
        });
        let edits: Vec<Action> = edits.collect();
        if edits.is_empty() {
            return Response::tell(Tone::Plain, shared.words.say("grid-nothing-to-confirm"));
        }
        let args = [("n", edits.len().into())];
        let notice = shared.words.say_with("grid-confirmed", &args);
        self.forms.commit(edits, notice)
    }

    /// Removes an empty node, after a yes.
    pub(super) fn remove(&mut self, shared: &Shared, code: GridCode) -> Response {
        let Some(tree) = &self.ledger.tree else {
            return Response::unused();
        };
        let name = tree.get(&code).map_or("", |node| node.name.as_str());
        let args = [("name", name.into())];
        let question = shared.words.say_with("grid-remove-question", &args);
        let edit = GridEdit::Remove { code };
        if let Err(refusal) = tree.apply(&edit) {
            return self.forms.refuse(shared, &refusal);
        }
        // It waits for a yes, which may never come: it is no deed under way.
        let effect = self.ask(Request::Commit(vec![Action::Grid(edit)]));
        let yes = Box::new(Intent::Perform(effect));
        Response::intent(Intent::Confirm { question, yes })
    }

    /// Opens the queue with the cases about a village.
    pub(super) fn open_cases(&self, shared: &Shared, code: &GridCode) -> Response {
        let Some(village) = self.ledger.village(code) else {
            return Response::tell(Tone::Plain, shared.words.say("grid-choose-village"));
        };
        let filter = Filter {
            village: Some(village.name.clone()),
            ..Filter::default()
        };
        Response::intent(Intent::Open(Target::Queue(Box::new(filter))))
    }
}
