//! 12345 工单: what was done on it, and the petition that the caller has.

use super::{Page, row_line};
use crate::app::case::fields;
use crate::app::case::ordering::due;
use crate::app::case::para::Shade;
use crate::domain::case::fact::step::Step;
use crate::domain::case::form::proposed::petitions;

impl Page<'_> {
    /// Tells of the caller's open petitions, while the order can still be closed on their ground.
    pub(super) fn petitions(&mut self) {
        let (words, view) = (&self.shared.words, self.view);
        for row in petitions(view) {
            let (_, what) = row_line(words, row);
            let args = [("what", what.into()), ("due", due(words, row).into())];
            let text = words.say_with("order-petition-line", &args);
            self.add("order-petition", text, Shade::Warn);
        }
    }

    /// Tells what was done on the order, step by step, from its dispatch on.
    pub(super) fn order(&mut self) {
        let (words, view) = (&self.shared.words, self.view);
        let Some(dispatched) = view.case.order_at() else {
            return;
        };
        self.add("order-dispatched", dispatched.minute(), Shade::Plain);
        for step in &view.case.order.taken {
            let step = Step::Order(step.clone());
            let text = fields::texts(words, &step, false).join("  ");
            let label = format!("step-{}", step.code());
            self.add(&label, text, Shade::Plain);
        }
    }
}
