//! 视图: how a ledger is arranged, kept under a name and taken up again.

use crate::app::ledger::arrange::Arrange;
use crate::app::ledger::page::Column;
use crate::app::ledger::{Ledger, State};
use crate::app::part::Response;
use crate::app::shared::Shared;
use crate::domain::saved_view::SavedView;

impl<L: Ledger> State<L> {
    /// Gives how the ledger is arranged now, under a name; `None` where it shows no list.
    pub(super) fn view_now(&self, name: &str) -> Option<SavedView> {
        if !self.is_list {
            return None;
        }
        let arrange = self.arrange();
        let title = |column: Option<Column>| column.map_or("", |it| it.title).to_owned();
        Some(SavedView {
            name: name.to_owned(),
            pane: L::PANE.word().to_owned(),
            words: arrange.filter.text().trim().to_owned(),
            chosen: self.ledger.chosen(),
            sort: title(arrange.sort),
            group: title(arrange.group),
            descending: arrange.descending,
        })
    }

    /// Arranges the ledger as a saved view has it.
    pub(super) fn take_view(&mut self, shared: &Shared, view: &SavedView) -> Response {
        self.forms.close();
        self.cursor.reset();
        self.set_marks(Vec::new());
        let columns = self.all_columns(shared);
        arrange(&mut self.arrange, &columns, view);
        L::choose(self, shared, &view.chosen)
            .and(L::filtered(self, shared, &view.words))
            .and(L::arranged(self, shared))
    }

    /// Counts the rows of a saved view, where all rows are here.
    pub(super) fn count_view(&self, shared: &Shared, view: &SavedView) -> Option<usize> {
        if view.pane != L::PANE.word() || !L::ORDERS.is_empty() || self.ledger.filters_itself() {
            return None;
        }
        let mut arranged = Arrange::default();
        arrange(&mut arranged, &self.all_columns(shared), view);
        let mut page = self.ledger.page(shared);
        Some(arranged.apply(&mut page, true, true).shown)
    }

    fn all_columns(&self, shared: &Shared) -> Vec<Column> {
        let page = self.ledger.page(shared);
        let mut columns = L::ORDERS.to_vec();
        columns.extend(page.tables().flat_map(|table| table.columns.clone()));
        columns
    }
}

fn arrange(arrange: &mut Arrange, columns: &[Column], view: &SavedView) {
    let named = |title: &str| {
        let mut columns = columns.iter().copied();
        columns.find(|it| !title.is_empty() && it.title == title)
    };
    arrange.filter.set(&view.words);
    arrange.typing = false;
    arrange.sort = named(&view.sort);
    arrange.group = named(&view.group);
    arrange.descending = view.descending;
}
